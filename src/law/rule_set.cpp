#include <dinh/law/citation_form.hpp>
#include <dinh/law/rule_set.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace dinh::inline v1 {

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

const rule* rule_set::prevailing(std::string_view id, date on) const noexcept {
  const rule* found = find(id);
  if (found == nullptr) return nullptr;
  // A layer may override a rule of the layer below it: at most as many steps as there are overrides.
  for (std::size_t steps = 0; steps < state_->overrides.size(); ++steps) {
    const auto at = static_cast<std::uint32_t>(found - state_->rules.data());
    const rule* special = nullptr;
    for (const override_of& o : state_->overrides)
      if (const rule& s = state_->rules[o.special];
          o.general == at && s.valid.contains(on) && s.applies == found->applies)
        special = &s;
    if (special == nullptr) break;
    found = special;
  }
  return found;
}

bool rule_set::is_displaced(const candidate& general, const rule_question& q, date on) const noexcept {
  for (const override_of& o : state_->overrides) {
    if (o.general != general.index) continue;
    for (const candidate& c : state_->by_use[static_cast<std::size_t>(q.use)])
      if (c.index == o.special && applies(c, q, on)) return true;
  }
  return false;
}

std::vector<const rule*> rule_set::at_provision(const citation& where, date on) const {
  std::vector<const rule*> out;
  for (const rule& r : state_->rules) {
    if (r.source.instrument != where.instrument || !r.valid.contains(on)) continue;
    if (covers(where.article, r.source.article)) out.push_back(&r);
  }
  return out;
}

std::vector<const rule*> rule_set::at(date on) const {
  std::vector<const rule*> out;
  for (const rule& r : state_->rules)
    if (r.valid.contains(on)) out.push_back(&r);
  return out;
}

checked<rule_set> rule_set::build(std::vector<rule> rules, std::vector<instrument> instruments) {
  diagnostics faults;
  const auto by_id = [](const auto& a, const auto& b) { return std::less<>{}(a.id, b.id); };
  std::stable_sort(rules.begin(), rules.end(), by_id);
  std::stable_sort(instruments.begin(), instruments.end(), by_id);

  auto made = std::make_shared<state>();
  made->rules = std::move(rules);
  made->instruments = std::move(instruments);
  rule_set out;
  out.state_ = made;

  for (std::size_t i = 1; i < made->instruments.size(); ++i)
    if (made->instruments[i].id == made->instruments[i - 1].id) {
      const std::string& id = made->instruments[i].id;
      faults.error("law/duplicate-instrument", id,
                   {"Văn bản " + id + " được khai báo hai lần.", "The instrument " + id + " is declared twice."});
    }

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

    for (const std::string& general : r.overrides) {
      const rule* g = out.find(general);
      if (g == nullptr || g == &r)
        faults.error("law/overrides-unknown", r.id,
                     {"Quy tắc " + r.id + " thay một quy tắc không có: " + general + ".",
                      "The rule " + r.id + " overrides a rule that does not exist: " + general + "."},
                     {"Ghi mã của quy tắc chung.", "Give the id of the general rule."});
      else
        made->overrides.push_back(
            {static_cast<std::uint32_t>(g - made->rules.data()), static_cast<std::uint32_t>(i)});
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

    for (const rule_use use : r.uses) {
      const auto needs = [&](bool is_there, const char* member) {
        if (!is_there)
          faults.error(
              "law/missing-value", r.id,
              {"Quy tắc " + r.id + " thiếu \"" + member + "\" cho công dụng \"" + std::string{term_name(use)} + "\".",
               "The rule " + r.id + " lacks \"" + member + "\" for the use \"" + std::string{term_name(use)} + "\"."});
      };
      switch (use) {
        case rule_use::passing_threshold:
        case rule_use::procedural_threshold:
        case rule_use::support_threshold:
        case rule_use::online_consent:
          needs(r.vote.has_value(), "vote");
          break;
        case rule_use::attendance_quorum:
          needs(r.quorum.has_value(), "quorum");
          break;
        case rule_use::effect:
          needs(r.counts_from.has_value(), "counts_from");
          break;
        case rule_use::recognition:
        case rule_use::convening:
        case rule_use::cluster_approval:
          needs(!r.roles.empty(), "roles");
          break;
        case rule_use::interim_end:
        case rule_use::committee_transition:
          needs(r.ends_with.has_value(), "ends_with");
          break;
        case rule_use::committee_term:
          needs(r.term.has_value(), "term");
          break;
        case rule_use::cluster_size:
        case rule_use::full_conference_below:
        case rule_use::committee_members_min:
        case rule_use::committee_members_max:
        case rule_use::committee_small_commune:
        case rule_use::committee_not_required:
        case rule_use::committee_deputies_max:
        case rule_use::resident_members_max:
        case rule_use::by_election_from:
          needs(r.number.has_value(), "number");
          break;
        case rule_use::interim_cap:
          needs(r.number.has_value() || r.time.has_value(), "number");
          break;
        case rule_use::publicity_items:
          needs(!r.items.empty(), "items");
          break;
        case rule_use::publicity_due:
        case rule_use::posting_minimum:
          needs(r.time.has_value(), "time");
          break;
        case rule_use::publicity_list:
          needs(r.number.has_value(), "number");
          break;
        case rule_use::publicity_forms:
          needs(!r.forms.empty(), "forms");
          break;
        case rule_use::support_waived:
        case rule_use::form_open:
        case rule_use::form_required:
        case rule_use::committee_follows_villages:
        case rule_use::kinship_bar:
        case rule_use::step_before:
        case rule_use::step_after:
        case rule_use::step_recognised:
          break;
      }
      made->by_use[static_cast<std::size_t>(use)].push_back({r.valid, r.applies, static_cast<std::uint32_t>(i)});
    }
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  std::vector<bool> has_special(made->rules.size(), false);
  for (const override_of& o : made->overrides) has_special[o.general] = true;
  for (auto& candidates : made->by_use)
    for (candidate& c : candidates) c.has_special = has_special[c.index];
  return out;
}

}  // namespace dinh::inline v1
