#pragma once
// What a docket holds, and who answers during one question. For the files of this room alone.

#include <dinh/docket/case_fold.hpp>
#include <dinh/docket/docket.hpp>
#include <docket/case_bytes.hpp>
#include <docket/case_lists.hpp>
#include <docket/duty_register.hpp>
#include <docket/name_table.hpp>
#include <docket/packed_bytes.hpp>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace docketing {

inline constexpr std::uint32_t no_index = name_table::none;

/// A case as the docket holds it: its state, and the rest as the bytes of a snapshot.
struct packed_case {
  case_state state;
  std::uint32_t procedure = 0;
  std::uint32_t event_count = 0;
  packed_bytes about;   ///< key, parent, fold without its state
  packed_bytes events;  ///< in the order of recording
};

/// A case unpacked, without its events.
struct case_row {
  std::uint32_t number = 0;
  std::uint32_t procedure = 0;
  std::string key;
  std::string parent;  ///< of a sub-case
  case_fold fold;
};

[[nodiscard]] inline const std::string& key_and_label(const step& s, lang l) {
  const std::string& label = s.label.in(l);
  return label.empty() ? s.key : label;
}
[[nodiscard]] inline text key_and_label(const step& s) { return {key_and_label(s, lang::vi), key_and_label(s, lang::en)}; }

/// A reason that rests on no provision.
[[nodiscard]] inline explanation unsourced(text statement) { return {std::move(statement), {}, evidence::text, {}}; }

}  // namespace docketing

struct docket::data {
  docket_terms terms;
  std::vector<std::uint32_t> calendar_of;  // of each procedure
  std::vector<docketing::packed_case> cases;
  docketing::name_table case_names;
  docketing::name_table event_names;
  docketing::duty_register register_of_duties;
  docketing::case_lists lists;
  docketing::byte_writer scratch;  // so that packing a case takes no memory of its own
  // What `docket::events_of` gave a pointer to, until the docket changes.
  std::mutex unpacked_in_use;
  std::map<std::uint32_t, std::vector<event>> unpacked;

  [[nodiscard]] docketing::case_row open_case(std::uint32_t number) const {
    const docketing::packed_case& packed = cases[number];
    docketing::case_row c;
    c.number = number;
    c.procedure = packed.procedure;
    docketing::byte_reader r{packed.about.view()};
    c.key = r.text();
    c.parent = r.text();
    c.fold.state = packed.state;
    docketing::read_fold(r, terms.procedures[c.procedure], c.fold);
    assert(r.is_good() && r.is_at_end());
    return c;
  }
  [[nodiscard]] std::vector<event> events_of(const docketing::case_row& c) const {
    const docketing::packed_case& packed = cases[c.number];
    std::vector<event> out;
    out.reserve(packed.event_count);
    docketing::byte_reader r{packed.events.view()};
    for (std::uint32_t i = 0; i < packed.event_count; ++i)
      out.push_back(docketing::read_event(r, terms.procedures[packed.procedure].id(), c.key));
    assert(r.is_good() && r.is_at_end());
    return out;
  }
  /// The events as they are to be taken: the docket took them, so their corrections are in order.
  [[nodiscard]] std::vector<event> taken_events(const docketing::case_row& c) const {
    return effective_events(events_of(c)).value();
  }

  /// Takes a new case, without events. Pre: no other one has its key, and its number is that of the next one.
  void add_case(const docketing::case_row& c) {
    case_names.insert(c.key, c.number);
    cases.emplace_back();
    cases.back().procedure = c.procedure;
    put_case(c);
  }
  /// To be called after the fold of a case changed.
  void put_case(const docketing::case_row& c) {
    scratch.clear();
    scratch.text(c.key);
    scratch.text(c.parent);
    docketing::write_fold(scratch, c.fold);
    cases[c.number].about.assign(scratch.view());
    cases[c.number].state = c.fold.state;
    register_of_duties.update(c.number, c.fold, law(c).tables());
    lists.update(c.number, c.procedure, c.fold);
    unpacked.clear();
  }
  /// Pre: no other event has its id.
  void add_event(std::uint32_t number, const event& e) {
    event_names.insert(e.id, number);
    scratch.clear();
    docketing::write_event(scratch, e);
    cases[number].events.append(scratch.view());
    ++cases[number].event_count;
    unpacked.clear();
  }
  /// The duties at these places as they are on the day, by case and in the order of beginning.
  [[nodiscard]] std::vector<duty> at_places(std::vector<docketing::duty_place> places, date as_of,
                                            const docket_filter& f) const;
  /// Those not settled by `as_of` that may fall due in the days.
  [[nodiscard]] std::vector<duty> falling_due(date from, date until, date as_of, const docket_filter& f) const;
  [[nodiscard]] std::vector<duty> open_on(date as_of, const docket_filter& f) const;

  /// Where the bytes of the case tell its key.
  [[nodiscard]] std::string_view key_of(std::uint32_t number) const {
    return docketing::byte_reader{cases[number].about.view()}.text_in_place();
  }
  /// `no_index` if there is none.
  [[nodiscard]] std::uint32_t number_of(std::string_view key) const {
    return case_names.find(key, [&](std::uint32_t number) { return key_of(number) == key; });
  }
  [[nodiscard]] std::optional<docketing::case_row> find(std::string_view key) const {
    const std::uint32_t n = number_of(key);
    return n == docketing::no_index ? std::nullopt : std::optional{open_case(n)};
  }
  /// The number of the case in which the event with this id lies; `no_index` if there is none.
  [[nodiscard]] std::uint32_t case_with_event(std::string_view id) const {
    return event_names.find(id, [&](std::uint32_t number) {
      docketing::byte_reader r{cases[number].events.view()};
      for (std::uint32_t i = 0; i < cases[number].event_count; ++i)
        if (docketing::skip_event(r) == id) return true;
      return false;
    });
  }
  /// The event with this id, in any case.
  [[nodiscard]] std::optional<event> event_named(std::string_view id) const {
    const std::uint32_t number = case_with_event(id);
    if (number == docketing::no_index) return std::nullopt;
    for (event& e : events_of(open_case(number)))
      if (e.id == id) return std::move(e);
    return std::nullopt;
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
  [[nodiscard]] directory::facts facts_of(const docketing::case_row& c, date as_of) const {
    directory::facts out;
    if (to_date(c.fold.state.latest_occurred) <= as_of) {
      for (const fact& f : c.fold.facts) out.emplace_back(f.name, f.value);
      return out;
    }
    std::map<std::string, std::string> all;
    for (const auto& e : taken_events(c))
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
  /// Always if no unit is asked for.
  bool lies_in(const std::string& unit, const std::string& above) {
    if (above.empty()) return true;
    if (units_ == nullptr) return unit == above;
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

/// Whether the case is one of those asked for, wherever it lies.
[[nodiscard]] inline bool admits(const docket_filter& f, const case_row& c, const procedure& p) {
  return (f.case_key.empty() || f.case_key == c.key) && (f.procedure.empty() || f.procedure == p.id());
}

/// The day on which a duty is looked at: that of the question, or on which it was settled before. What was settled stays
/// where the case lay then: a referral does not take it along.
[[nodiscard]] inline date day_of_standing(const duty_entry& row, date as_of) {
  return !row.runs() && row.what.settled_on <= as_of ? row.what.settled_on : as_of;
}
[[nodiscard]] inline const std::string& unit_of(const case_row& c, const duty_entry& row, date as_of) {
  return c.fold.unit_on(day_of_standing(row, as_of));
}

/// Numbers of the cases that a filter can mean, in rising order; none: any.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> cases_meant(const docket_filter& f, people& who,
                                                                    const case_lists& lists, std::uint32_t number_of_case,
                                                                    std::uint32_t number_of_procedure);

/// Calls `visit` with each case that the filter admits and that lies, or lay, in its unit; of those that `listed` gives, if it does.
template <class Data, class Visit>
void each_admitted(const Data& all, const docket_filter& f, people& who,
                   std::optional<std::vector<std::uint32_t>> listed, const Visit& visit) {
  auto meant = cases_meant(f, who, all.lists, f.case_key.empty() ? no_index : all.number_of(f.case_key),
                           f.procedure.empty() ? no_index : all.procedure_named(f.procedure));
  if (!meant) meant = std::move(listed);
  const auto look_at = [&](const case_row& c) {
    if (admits(f, c, all.law(c))) visit(c);
  };
  if (!meant) {
    for (std::uint32_t n = 0; n < all.cases.size(); ++n) look_at(all.open_case(n));
    return;
  }
  for (const std::uint32_t n : *meant) look_at(all.open_case(n));
}

/// The day on which an event of a case counts as happened; `latest` is that of the ones before it, and is moved on. What ends
/// a case ends it behind all that had happened in it, though it may be dated before.
[[nodiscard]] inline date day_of_happening(const event& e, date& latest) {
  const bool ends = e.kind == event_kind::withdrawn || e.kind == event_kind::joined;
  const date on = ends && !latest.is_special() ? std::max(e.occurred_on, latest) : e.occurred_on;
  latest = latest.is_special() ? on : std::max(latest, on);
  return on;
}

/// How a duty stands on the day, leaving aside that the law may have changed while it ran.
[[nodiscard]] duty_state state_on(const duty_entry& row, const deadline& law, const standing_limit& limit, date as_of);

/// The duty as it is on the day.
[[nodiscard]] duty on_day(const case_row& c, const duty_entry& row, const procedure& p, const standing_limit& limit,
                          date as_of, people& who, const directory::facts& facts);

/// What a change of the law makes of a duty that stands by the old law.
void apply_changed_law(duty& d, const duty_entry& row, const procedure& p, const changed_limit& c, date as_of);
[[nodiscard]] explanation words_of(const duty_under_changed_law& c, const phrase_book& words);

/// Whether a breach of a deadline rests on the old law while it cannot be told which one counts.
[[nodiscard]] bool is_in_doubt(const case_row& c, const breach& b, const procedure& p, const work_calendar& calendar,
                               const due_policies& policies);

/// The days that may count where it cannot be told which law does; those that are not known are left out.
[[nodiscard]] inline std::vector<date> days_in_question(const changed_limit& c) {
  std::vector<date> out;
  for (const date day : {c.by_old, c.by_new_from_start, c.by_new_from_change})
    if (!day.is_special()) out.push_back(day);
  return out;
}

/// The earliest day by which the duty may have to be done (or from which on it may be done); none without one.
[[nodiscard]] date earliest_day(const duty& d) noexcept;

/// The breach as recorded, with who answers for it.
[[nodiscard]] breach_record record_of(const case_row& c, const breach& b, const procedure& p, people& who,
                                      const directory::facts& facts);

/// "There is no case …"
[[nodiscard]] unexpected<diagnostics> unknown_case(std::string_view key);

}  // namespace docketing

}  // namespace dinh::inline v1
