#include <dinh/law/citation_form.hpp>
#include <dinh/law/rule_set.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "article_text.hpp"
#include "rule_values.hpp"

namespace dinh::inline v1 {

using articles::number_in_capitals;

rule_set::rule_set() : state_{std::make_shared<const state>()} {}

const rule* rule_set::find(std::string_view id) const noexcept {
  const auto& all = state_->rules;
  const auto it = std::lower_bound(all.begin(), all.end(), id,
                                   [](const rule& r, std::string_view wanted) { return r.id < wanted; });
  return it != all.end() && it->id == id ? &*it : nullptr;
}

const instrument* rule_set::find_instrument(std::string_view id) const noexcept {
  const auto& all = state_->instruments;
  const auto it = std::lower_bound(all.begin(), all.end(), id,
                                   [](const instrument& i, std::string_view wanted) { return i.id < wanted; });
  return it != all.end() && it->id == id ? &*it : nullptr;
}

std::string_view rule_set::known_as(std::string_view number) const noexcept {
  if (find_instrument(number) != nullptr) return number;
  const auto begins = [](std::string_view longer, std::string_view with) {
    return longer.size() > with.size() && longer.substr(0, with.size()) == with &&
           (longer[with.size()] == '/' || longer[with.size()] == '-');
  };
  std::string_view found;
  for (const instrument& i : state_->instruments) {
    // "09/2008" alone names no instrument: laws and decrees of a year share their numbers.
    const bool shorter = std::count(number.begin(), number.end(), '/') == 2 && begins(i.id, number);
    if (!shorter && !begins(number, i.id)) continue;
    if (!found.empty()) return number;
    found = i.id;
  }
  if (!found.empty()) return found;
  // Typed in small letters: "10/2022/qh15".
  const std::string wanted = number_in_capitals(number);
  for (const instrument& i : state_->instruments) {
    if (number_in_capitals(i.id) != wanted) continue;
    if (!found.empty()) return number;
    found = i.id;
  }
  return found.empty() ? number : found;
}

const rule* rule_set::prevailing(std::string_view id, date on) const noexcept {
  const rule* found = find(id);
  if (found == nullptr) return nullptr;
  // A layer may override a rule of the layer below it: at most as many steps as there are overrides.
  for (std::size_t steps = 0; steps < state_->overrides.size(); ++steps) {
    const auto at = static_cast<std::uint32_t>(found - state_->rules.data());
    const rule* special = nullptr;
    for (const override_of& o : state_->overrides)
      if (const rule& s = state_->rules[o.special];
          o.how == override_of::by::layer && o.general == at && s.valid.contains(on) && s.applies == found->applies)
        special = &s;
    if (special == nullptr) break;
    found = special;
  }
  return found;
}

bool rule_set::is_displaced(const candidate& general, detail::prepared_question q, date on) const noexcept {
  for (std::uint32_t i = general.overrides; i < general.overrides_end; ++i) {
    const override_of& o = state_->overrides[i];
    const rule& special = state_->rules[o.special];
    // The newer version speaks of the same thing, possibly under another use: a floor that follows the villages takes
    // the place of a ceiling.
    if (o.how == override_of::by::newer_version && special.valid.contains(on) &&
        state_->scopes[o.special].covers(q.bits()))
      return true;
    if (o.how != override_of::by::layer) continue;
    for (const candidate& c : state_->candidates_for(q))
      if (c.index == o.special && applies(c, q.bits(), on)) return true;
  }
  return false;
}

std::vector<const rule*> rule_set::at_provision(const citation& where, date on) const {
  std::vector<const rule*> out;
  const std::string_view named = known_as(where.instrument);
  for (const rule& r : state_->rules) {
    if (r.source.instrument != named || !r.valid.contains(on)) continue;
    if (covers(where.article, r.source.article)) out.push_back(&r);
  }
  return out;
}

std::vector<const rule*> rule_set::replaced_by(const rule& r) const {
  std::vector<const rule*> out;
  for (const rule& newer : state_->rules)
    if (std::find(newer.replaces.begin(), newer.replaces.end(), r.id) != newer.replaces.end()) out.push_back(&newer);
  return out;
}

std::vector<const rule*> rule_set::successors(const rule& r, date on) const {
  std::vector<const rule*> out;
  std::vector<const rule*> seen{&r};
  for (std::size_t i = 0; i < seen.size(); ++i)
    for (const rule* newer : replaced_by(*seen[i])) {
      if (std::find(seen.begin(), seen.end(), newer) != seen.end()) continue;
      seen.push_back(newer);
      if (newer->valid.contains(on)) out.push_back(newer);
    }
  return out;
}

std::optional<diagnostic> rule_set::check(const citation& where, date on) const {
  std::vector<const rule*> resting;
  std::vector<const rule*> next;
  const std::string_view named = known_as(where.instrument);
  for (const rule& r : state_->rules) {
    if (r.source.instrument != named || !covers(where.article, r.source.article)) continue;
    if (r.valid.contains(on)) return std::nullopt;
    resting.push_back(&r);
    for (const rule* s : successors(r, on))
      if (std::find(next.begin(), next.end(), s) == next.end()) next.push_back(s);
  }
  if (resting.empty()) return std::nullopt;
  const text had = names_of(resting);
  const text has = names_of(next);
  if (std::all_of(resting.begin(), resting.end(), [&](const rule* r) { return on < r->valid.from; }))
    return diagnostic{severity::error,
                      "law/rule-not-begun",
                      to_text(where, lang::en),
                      {"Ngày " + to_text(on) + " quy tắc của điều khoản này chưa có hiệu lực: " + had.vi + ".",
                       "On " + to_text(on) + " the rules of this provision have not begun: " + had.en + "."},
                      {}};
  diagnostic out{severity::error,
                 "law/rule-ended",
                 to_text(where, lang::en),
                 {"Ngày " + to_text(on) + " không quy tắc nào của điều khoản này có hiệu lực: " + had.vi + ".",
                  "On " + to_text(on) + " no rule of this provision is in force: " + had.en + "."},
                 {}};
  if (!next.empty()) out.remedy = {"Quy tắc thay thế: " + has.vi + ".", "In its place: " + has.en + "."};
  return out;
}

text names_of(std::span<const rule* const> rules) {
  text out;
  for (const rule* r : rules) {
    const char* comma = out.vi.empty() ? "" : "; ";
    out.vi += comma + r->id + " (" + to_text(r->source, lang::vi) + ", " + to_text(r->valid) + ")";
    out.en += comma + r->id + " (" + to_text(r->source, lang::en) + ", " + to_text(r->valid) + ")";
  }
  return out;
}

std::vector<const rule*> rule_set::at(date on) const {
  std::vector<const rule*> out;
  for (const rule& r : state_->rules)
    if (r.valid.contains(on)) out.push_back(&r);
  return out;
}

namespace {

/// In the order of their ids, those of one id as they stood; each is moved once, since they are large.
template <class T>
std::vector<T> by_id(std::vector<T> all) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return all[a].id < all[b].id; });
  std::vector<T> out;
  out.reserve(all.size());
  for (const std::size_t i : order) out.push_back(std::move(all[i]));
  return out;
}

}  // namespace

checked<rule_set> rule_set::build(std::vector<rule> rules, std::vector<instrument> instruments) {
  diagnostics faults;
  auto made = std::make_shared<state>();
  made->rules = by_id(std::move(rules));
  made->instruments = by_id(std::move(instruments));
  rule_set out;
  out.state_ = made;

  for (std::size_t i = 1; i < made->instruments.size(); ++i)
    if (made->instruments[i].id == made->instruments[i - 1].id) {
      const std::string& id = made->instruments[i].id;
      faults.error("law/duplicate-instrument", id,
                   {"Văn bản " + id + " được khai báo hai lần.", "The instrument " + id + " is declared twice."});
    }

  std::array<std::vector<candidate>, terms<rule_use>::names.size()> candidates;
  for (std::size_t i = 0; i < made->rules.size(); ++i) {
    const rule& r = made->rules[i];
    if (i > 0 && made->rules[i - 1].id == r.id)
      faults.error("law/duplicate-rule", r.id,
                   {"Quy tắc " + r.id + " được khai báo hai lần.", "The rule " + r.id + " is declared twice."});
    if (r.label.vi.empty() || r.label.en.empty())
      faults.error("law/missing-label", r.id,
                   {"Quy tắc " + r.id + " thiếu nhãn.", "The rule " + r.id + " lacks a label."});
    for (const auto& ratio : {r.vote, r.quorum})
      if (ratio && (ratio->share.den <= 0 || ratio->share.num < 0 || ratio->share.num > ratio->share.den))
        faults.error("law/impossible-fraction", r.id,
                     {"Tỷ lệ của quy tắc " + r.id + " phải từ 0 đến 1.",
                      "The ratio of the rule " + r.id + " must lie between 0 and 1."});
    for (const auto* others : {&r.replaces, &r.narrowed_by})
      for (const std::string& other : *others)
        if (out.find(other) == nullptr)
          faults.error("law/unknown-rule", r.id,
                       {"Quy tắc " + r.id + " nhắc đến quy tắc không có: " + other + ".",
                        "The rule " + r.id + " names a rule that does not exist: " + other + "."},
                       {"Thêm quy tắc đó hoặc sửa mã.", "Add that rule or mend the id."});

    for (const std::string& narrower : r.narrowed_by)
      if (const rule* d = out.find(narrower); d != nullptr)
        made->details.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(d - made->rules.data())});
    for (const std::string& older : r.replaces)
      if (const rule* o = out.find(older); o != nullptr && o->valid.overlaps(r.valid))
        made->overrides.push_back({static_cast<std::uint32_t>(o - made->rules.data()), static_cast<std::uint32_t>(i),
                                   override_of::by::newer_version});
    for (const std::string& general : r.overrides) {
      const rule* g = out.find(general);
      if (g == nullptr || g == &r)
        faults.error("law/overrides-unknown", r.id,
                     {"Quy tắc " + r.id + " thay một quy tắc không có: " + general + ".",
                      "The rule " + r.id + " overrides a rule that does not exist: " + general + "."},
                     {"Ghi mã của quy tắc chung.", "Give the id of the general rule."});
      else
        made->overrides.push_back({static_cast<std::uint32_t>(g - made->rules.data()), static_cast<std::uint32_t>(i),
                                   override_of::by::layer});
    }

    const instrument* source = out.find_instrument(r.source.instrument);
    made->ranks.push_back(source != nullptr ? rank_of(source->kind) : std::uint8_t{255});
    if (source == nullptr) {
      faults.error("law/unknown-instrument", r.id,
                   {"Quy tắc " + r.id + " viện dẫn văn bản chưa khai báo: " + r.source.instrument + ".",
                    "The rule " + r.id + " cites an undeclared instrument: " + r.source.instrument + "."},
                   {"Khai báo văn bản đó trong instruments.json.", "Declare it in instruments.json."});
    } else if (intersect(r.valid, source->in_force) != r.valid) {
      faults.error("law/not-in-force", r.id,
                   {"Quy tắc " + r.id + " có hiệu lực " + to_text(r.valid) + " ngoài thời gian hiệu lực " +
                        to_text(source->in_force) + " của văn bản " + source->id + ".",
                    "The rule " + r.id + " holds " + to_text(r.valid) + ", outside of " + to_text(source->in_force) +
                        " in which " + source->id + " is in force."},
                   {"Sửa ngày của quy tắc hoặc của văn bản.", "Mend the dates of the rule or of the instrument."});
    }

    made->scopes.emplace_back(r.applies);
    for (const rule_use use : r.uses) {
      check_value(r, use, faults);
      candidates[static_cast<std::size_t>(use)].push_back({r.valid, made->scopes[i], static_cast<std::uint32_t>(i)});
    }
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  // An earlier version of the same or a higher rank does not give way: the two conflict, and the pack's check says so.
  std::erase_if(made->overrides, [&](const override_of& o) {
    return o.how == override_of::by::newer_version && made->ranks[o.special] >= made->ranks[o.general];
  });
  std::stable_sort(made->overrides.begin(), made->overrides.end(),
                   [](const override_of& a, const override_of& b) { return a.general < b.general; });
  const auto first_of = [&](std::uint32_t general) {
    const auto at = std::lower_bound(made->overrides.begin(), made->overrides.end(), general,
                                     [](const override_of& o, std::uint32_t wanted) { return o.general < wanted; });
    return static_cast<std::uint32_t>(at - made->overrides.begin());
  };
  for (auto& of_use : candidates)
    for (candidate& c : of_use) {
      c.overrides = first_of(c.index);
      c.overrides_end = first_of(c.index + 1);
    }
  for (std::size_t use = 0; use < candidates.size(); ++use)
    for (std::size_t place = 0; place < detail::prepared_question::settings; ++place)
      for (std::uint8_t clause = 0; clause < detail::scope_bits::contents; ++clause) {
        made->first.push_back(static_cast<std::uint32_t>(made->candidates.size()));
        for (const candidate& c : candidates[use]) {
          const rule_scope& scope = made->rules[c.index].applies;
          const bool speaks_of_place = place == 0 ? scope.settings.empty()
                                                  : scope.settings.admits(static_cast<setting>(place - 1));
          if (speaks_of_place && scope.contents.admits(clause)) made->candidates.push_back(c);
        }
      }
  made->first.push_back(static_cast<std::uint32_t>(made->candidates.size()));
  return out;
}

}  // namespace dinh::inline v1
