#pragma once
// What a docket holds, and who answers during one question. For the files of this room alone.

#include <dinh/docket/case_fold.hpp>
#include <dinh/docket/docket.hpp>
#include <docket/case_lists.hpp>
#include <docket/duty_register.hpp>
#include <docket/name_table.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace docketing {

inline constexpr std::uint32_t no_index = UINT32_MAX;

struct case_row {
  std::string key;
  std::uint32_t procedure = 0;
  std::string parent;  ///< of a sub-case
  case_fold fold;
  std::vector<event> events;
};

/// The events as they are to be taken. Pre: the docket took them, so their corrections are in order.
[[nodiscard]] inline std::vector<event> taken_events(const case_row& c) { return effective_events(c.events).value(); }

[[nodiscard]] inline const std::string& key_and_label(const step& s, lang l) {
  const std::string& label = s.label.in(l);
  return label.empty() ? s.key : label;
}

}  // namespace docketing

struct docket::data {
  docket_terms terms;
  std::vector<std::uint32_t> calendar_of;  // of each procedure
  std::vector<docketing::case_row> cases;
  docketing::name_table case_names;   // of cases: their number
  docketing::name_table event_names;  // of events: number of the case, and of the event in it
  docketing::duty_register register_of_duties;
  docketing::case_lists lists;

  /// To be called after the fold of a case changed.
  void case_changed(std::uint32_t number) {
    const docketing::case_row& c = cases[number];
    register_of_duties.update(number, c.fold, law(c).tables());
    lists.update(number, c.procedure, c.fold);
  }
  /// The duties at these places as they are on the day, by case and in the order of beginning.
  [[nodiscard]] std::vector<duty> at_places(std::vector<docketing::duty_place> places, date as_of,
                                            const docket_filter& f) const;
  /// Those not settled by `as_of` that may fall due in the days.
  [[nodiscard]] std::vector<duty> falling_due(date from, date until, date as_of, const docket_filter& f) const;
  [[nodiscard]] std::vector<duty> open_on(date as_of, const docket_filter& f) const;

  /// `no_index` if there is none.
  [[nodiscard]] std::uint32_t number_of(std::string_view key) const {
    const auto* at = case_names.find(key, [&](const docketing::name_table::place& p) { return cases[p.first].key == key; });
    return at == nullptr ? docketing::no_index : at->first;
  }
  [[nodiscard]] const docketing::case_row* find(std::string_view key) const {
    const std::uint32_t n = number_of(key);
    return n == docketing::no_index ? nullptr : &cases[n];
  }
  /// The event with this id, in any case; null if there is none.
  [[nodiscard]] const event* event_named(std::string_view id) const {
    const auto* at = event_names.find(
        id, [&](const docketing::name_table::place& p) { return cases[p.first].events[p.second].id == id; });
    return at == nullptr ? nullptr : &cases[at->first].events[at->second];
  }
  [[nodiscard]] std::uint32_t procedure_named(std::string_view id) const {
    for (std::uint32_t i = 0; i < terms.procedures.size(); ++i)
      if (terms.procedures[i].id() == id) return i;
    return docketing::no_index;
  }
  [[nodiscard]] const work_calendar& calendar(const docketing::case_row& c) const {
    return terms.calendars[calendar_of[c.procedure]];
  }
  [[nodiscard]] const procedure& law(const docketing::case_row& c) const { return terms.procedures[c.procedure]; }

  // The facts of a case by that day, a later value in place of an earlier one; of corrected acts as corrected.
  [[nodiscard]] static directory::facts facts_of(const docketing::case_row& c, date as_of) {
    directory::facts out;
    if (to_date(c.fold.state.latest_occurred) <= as_of) {
      for (const fact& f : c.fold.facts) out.emplace_back(f.name, f.value);
      return out;
    }
    std::map<std::string, std::string> all;
    for (const auto& e : docketing::taken_events(c))
      if (e.kind == event_kind::act && e.occurred_on <= as_of)
        for (const auto& f : e.facts) all[f.name] = f.value;
    return {all.begin(), all.end()};
  }
  /// The case as it was on a day: what happened later has not happened. `kept` holds it if it is another one than now.
  [[nodiscard]] const case_fold& fold_on(const docketing::case_row& c, date as_of, case_fold& kept) const;
  [[nodiscard]] standing_limit limit(const docketing::case_row& c, const duty_entry& d, date as_of) const {
    return limit_on(c.fold, d, law(c), calendar(c), terms.policies, as_of);
  }
};

namespace docketing {

// Answers of the directory during one question.
class people {
public:
  people(const directory* units, date on) : units_{units}, on_{on} {}

  const unit_today& unit(const std::string& key) {
    const auto [at, is_new] = units_now_.try_emplace(key);
    if (is_new) {
      if (units_ != nullptr)
        at->second = units_->unit_on(key, on_);
      else
        at->second.key = key;
    }
    return at->second;
  }
  /// Who answers on `day`: what was settled stays with the body of its own day, a merger does not pass on old faults.
  const answerable_body& body(const std::string& role, const std::string& unit, date day,
                              const directory::facts& facts) {
    std::string id = role + '\n' + unit + '\n' + to_text(day);
    for (const auto& [name, value] : facts) id += '\n' + name + '=' + value;
    const auto [at, is_new] = bodies_.try_emplace(std::move(id));
    if (is_new && units_ != nullptr && !role.empty()) at->second = units_->body(role, unit, day, facts);
    return at->second;
  }
  bool lies_in(const std::string& unit, const std::string& above) {
    if (unit == above) return true;
    if (units_ == nullptr) return false;
    const auto [at, is_new] = under_.try_emplace(unit, 0);
    if (is_new) at->second = units_->lies_in(unit, above, on_) ? 1 : 0;
    return at->second != 0;
  }

private:
  const directory* units_;
  date on_;
  std::map<std::string, unit_today> units_now_;
  std::map<std::string, answerable_body> bodies_;
  std::map<std::string, char> under_;
};

/// Whether a provision is the one asked for, or lies in it: 12(3) lies in 12.
[[nodiscard]] inline bool lies_within(const citation& c, const citation& wanted) {
  if (wanted.instrument != c.instrument) return false;
  const std::string& a = c.article;
  const std::string& w = wanted.article;
  return w.empty() || a == w || (a.size() > w.size() && a.compare(0, w.size(), w) == 0 && a[w.size()] == '(');
}

[[nodiscard]] inline bool admits(const docket_filter& f, const case_row& c, const procedure& p, people& who, date as_of) {
  if (!f.case_key.empty() && f.case_key != c.key) return false;
  if (!f.procedure.empty() && f.procedure != p.id()) return false;
  return f.unit.empty() || who.lies_in(c.fold.unit_on(as_of), f.unit);
}

/// Numbers of the cases that a filter can mean, in rising order; none: any.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> cases_meant(const docket_filter& f, people& who,
                                                                    const case_lists& lists, std::uint32_t number_of_case,
                                                                    std::uint32_t number_of_procedure);

/// The duty as it is on the day.
[[nodiscard]] duty on_day(const case_row& c, const duty_entry& row, const procedure& p, const standing_limit& limit,
                          date as_of, people& who, const directory::facts& facts);

/// What a change of the law makes of a duty that stands by the old law.
void apply_changed_law(duty& d, const duty_entry& row, const procedure& p, const changed_limit& c, date as_of);
[[nodiscard]] explanation words_of(const duty_under_changed_law& c);

/// Whether a breach of a deadline rests on the old law while it cannot be told which one counts.
[[nodiscard]] bool is_in_doubt(const case_row& c, const breach& b, const procedure& p, const work_calendar& calendar,
                               const due_policies& policies);

/// The earliest day by which the duty may have to be done (or from which on it may be done); none without one.
[[nodiscard]] date earliest_day(const duty& d) noexcept;

/// The breach as recorded, with who answers for it.
[[nodiscard]] breach_record record_of(const case_row& c, const breach& b, const procedure& p, date as_of, people& who,
                                      const directory::facts& facts);

/// "There is no case …"
[[nodiscard]] unexpected<diagnostics> unknown_case(std::string_view key);

}  // namespace docketing

}  // namespace dinh::inline v1
