#pragma once
/// \file
/// All rules of a pack, found by id, by provision and date, or by what they decide.

#include <dinh/base/diagnostic.hpp>
#include <dinh/law/instrument.hpp>
#include <dinh/law/rule.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// What a rule is looked for; what is not given matches only rules that do not ask for it.
struct rule_question {
  rule_use use = rule_use::passing_threshold;
  std::optional<setting> where;
  content what;
  std::optional<decision_form> form;
  std::optional<vote_matter> matter;
  std::optional<meeting_purpose> purpose;
  std::optional<asked_body> body;
  std::optional<publicity_channel> channel;
};

/// The rule that governs, if any. `rival` is set where the texts conflict and a lawyer has to say which holds.
struct governing_rule {
  const rule* rule_found = nullptr;
  const rule* rival = nullptr;

  [[nodiscard]] explicit operator bool() const noexcept { return rule_found != nullptr; }
  [[nodiscard]] bool is_disputed() const noexcept { return rival != nullptr; }
  [[nodiscard]] const rule* operator->() const noexcept { return rule_found; }
  [[nodiscard]] const rule& operator*() const noexcept { return *rule_found; }
};

/// Rules and the instruments they rest on. Immutable; cheap to copy (shared state); safe to read from any thread.
class rule_set {
public:
  rule_set() : state_{std::make_shared<const state>()} {}

  /// Checks the rules as a whole. Faults: `law/duplicate-rule`, `law/unknown-instrument`, `law/unknown-rule` (in
  /// `replaces`, `narrowed_by`), `law/impossible-fraction` (above 1 or below 0), `law/missing-label`,
  /// `law/missing-value` (a use without the value that it needs), `law/not-in-force` (a rule holds on days on which its
  /// instrument does not).
  [[nodiscard]] static checked<rule_set> build(std::vector<rule> rules, std::vector<instrument> instruments);

  [[nodiscard]] std::span<const rule> rules() const noexcept { return state_->rules; }
  [[nodiscard]] std::span<const instrument> instruments() const noexcept { return state_->instruments; }

  /// The rule of that id, or null. O(log n).
  [[nodiscard]] const rule* find(std::string_view id) const noexcept;
  /// The instrument of that id ("10/2022/QH15"), or null. O(log n).
  [[nodiscard]] const instrument* find_instrument(std::string_view id) const noexcept;
  /// Rules that rest on a provision on a day, in the order of their ids: exact article, or all of its clauses if
  /// `article` names an article only. O(n).
  [[nodiscard]] std::vector<const rule*> at_provision(const citation& where, date on) const;
  /// All rules in force on a day. O(n).
  [[nodiscard]] std::vector<const rule*> at(date on) const;

  /// Rules of a use that apply, the governing one first: higher rank of the instrument, then the narrower scope, then
  /// the later beginning. No allocation; a scan over the rules of that use.
  [[nodiscard]] governing_rule governing(const rule_question& q, date on) const noexcept;

  /// Calls `visit(const rule&)` for each rule of the use that applies, in order of precedence unspecified.
  template <class Visit>
  void for_each_applicable(const rule_question& q, date on, Visit&& visit) const {
    for (const std::uint32_t i : state_->by_use[static_cast<std::size_t>(q.use)])
      if (applies(state_->rules[i], q, on)) visit(state_->rules[i]);
  }

  /// Rank of the rule's instrument; a lower number prevails.
  [[nodiscard]] std::uint8_t rank(const rule& r) const noexcept {
    return state_->ranks[static_cast<std::size_t>(&r - state_->rules.data())];
  }

private:
  struct state {
    std::vector<rule> rules;              // by id
    std::vector<instrument> instruments;  // by id
    std::vector<std::uint8_t> ranks;      // of rules[i]'s instrument
    std::array<std::vector<std::uint32_t>, terms<rule_use>::names.size()> by_use;
  };

  [[nodiscard]] static bool applies(const rule& r, const rule_question& q, date on) noexcept {
    const rule_scope& s = r.applies;
    return r.valid.contains(on) && s.settings.admits(q.where) && s.contents.admits(q.what) && s.forms.admits(q.form) &&
           s.matters.admits(q.matter) && s.purposes.admits(q.purpose) && s.bodies.admits(q.body) &&
           s.channels.admits(q.channel);
  }
  [[nodiscard]] bool prevails(const rule& a, const rule& b) const noexcept;
  [[nodiscard]] static bool says_the_same(const rule& a, const rule& b) noexcept {
    return a.vote == b.vote && a.quorum == b.quorum && a.roles == b.roles && a.counts_from == b.counts_from &&
           a.ends_with == b.ends_with && a.term == b.term && a.number == b.number && a.time == b.time;
  }

  std::shared_ptr<const state> state_;
};

// ---- implementation -------------------------------------------------------------------------------

inline const rule* rule_set::find(std::string_view id) const noexcept {
  const auto& all = state_->rules;
  const auto it = std::lower_bound(all.begin(), all.end(), id,
                                   [](const rule& r, std::string_view wanted) { return r.id < wanted; });
  return it != all.end() && it->id == id ? &*it : nullptr;
}

inline const instrument* rule_set::find_instrument(std::string_view id) const noexcept {
  const auto& all = state_->instruments;
  const auto it = std::lower_bound(all.begin(), all.end(), id,
                                   [](const instrument& i, std::string_view wanted) { return i.id < wanted; });
  return it != all.end() && it->id == id ? &*it : nullptr;
}

inline bool rule_set::prevails(const rule& a, const rule& b) const noexcept {
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  // A rule for named contents is the special one beside a rule for all.
  if (a.applies.contents.empty() != b.applies.contents.empty()) return b.applies.contents.empty();
  if (a.valid.from != b.valid.from) return a.valid.from > b.valid.from;
  return a.id < b.id;
}

inline governing_rule rule_set::governing(const rule_question& q, date on) const noexcept {
  governing_rule out;
  const rule* contested = nullptr;  // a rule that is known to conflict with others in force
  for_each_applicable(q, on, [&](const rule& r) {
    if (r.conflict == on_conflict::needs_review) contested = &r;
    if (out.rule_found == nullptr || prevails(r, *out.rule_found)) out.rule_found = &r;
  });
  if (contested == nullptr || out.rule_found == nullptr) return out;
  if (contested != out.rule_found) {
    if (!says_the_same(*contested, *out.rule_found)) out.rival = contested;
    return out;
  }
  for_each_applicable(q, on, [&](const rule& r) {
    if (!says_the_same(r, *out.rule_found)) out.rival = &r;
  });
  return out;
}

inline std::vector<const rule*> rule_set::at_provision(const citation& where, date on) const {
  std::vector<const rule*> out;
  for (const rule& r : state_->rules) {
    if (r.source.instrument != where.instrument || !r.valid.contains(on)) continue;
    const std::string& article = r.source.article;
    const bool exact = article == where.article;
    const bool within_article = where.article.find('(') == std::string::npos && article.size() > where.article.size() &&
                                article.compare(0, where.article.size(), where.article) == 0 &&
                                article[where.article.size()] == '(';
    if (exact || within_article) out.push_back(&r);
  }
  return out;
}

inline std::vector<const rule*> rule_set::at(date on) const {
  std::vector<const rule*> out;
  for (const rule& r : state_->rules)
    if (r.valid.contains(on)) out.push_back(&r);
  return out;
}

inline checked<rule_set> rule_set::build(std::vector<rule> rules, std::vector<instrument> instruments) {
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
        case rule_use::support_waived:
        case rule_use::form_open:
        case rule_use::form_required:
        case rule_use::committee_follows_villages:
        case rule_use::kinship_bar:
          break;
      }
      made->by_use[static_cast<std::size_t>(use)].push_back(static_cast<std::uint32_t>(i));
    }
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

}  // namespace dinh::inline v1
