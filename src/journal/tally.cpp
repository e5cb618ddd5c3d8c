#include <dinh/docket/engine.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/journal/tally.hpp>
#include <docket/clocks.hpp>
#include <docket/name_table.hpp>
#include <docket/running_state.hpp>
#include <docket/step_taken.hpp>
#include <journal/recorded_event.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::uint32_t no_number = docketing::name_table::none;

/// What the journal of a case must not hold for the case to be plain is told at `plain_cases`.
struct plain_case {
  case_state state;
  std::uint64_t key_at = 0;  // where its key begins among all keys
  std::uint32_t key_size = 0;
  std::uint32_t unit = 0;
  std::uint32_t last_event = 0;  // the number of its last event, from 1 on: 0 is none
  std::uint16_t procedure = 0;
  bool is_plain = true;
  // Duties that were settled, by the place of their count in `duty_tally`; more than 255 of a kind are not plain.
  std::array<std::uint8_t, 9> settled{};
};

constexpr std::array<std::uint32_t duty_tally::*, 9> counts{
    &duty_tally::pending,  &duty_tally::open,   &duty_tally::overdue,   &duty_tally::met,         &duty_tally::met_late,
    &duty_tally::breached, &duty_tally::voided, &duty_tally::suspended, &duty_tally::needs_review};

/// The law as the counting needs it.
struct counted_law {
  const procedure* of = nullptr;
  const work_calendar* calendar = nullptr;
  std::vector<bool> moves_limits;   // by step: see `may_move_limits`
  std::vector<bool> sets_earliest;  // by deadline
};

/// Cases with nothing but acts that the engine takes as they are. A case is plain no more, and is left to a docket, as soon as
/// anything else is recorded in it: an event about the case, a part of another case, an act without its branch, an act by which
/// a clock rule may move a limit, or one that would be refused; or if the law of a duty changed while it ran.
class plain_cases {
public:
  plain_cases(const docket_terms& terms, date as_of) : terms_{terms}, as_of_{to_day_number(as_of)} {
    for (const procedure& p : terms.procedures) {
      counted_law law;
      law.of = &p;
      for (const work_calendar& c : terms.calendars)
        if (c.id() == p.facts().calendar) law.calendar = &c;  // `docket::make` saw that there is one
      for (std::uint32_t i = 0; i < p.steps().size(); ++i) law.moves_limits.push_back(docketing::may_move_limits(p, step_id{i}));
      for (std::uint32_t d = 0; d < p.deadline_count(); ++d) law.sets_earliest.push_back(p.deadline_at(d).sets_earliest());
      numbers_of_laws_.emplace(p.id(), static_cast<std::uint16_t>(laws_.size()));
      laws_.push_back(std::move(law));
    }
  }

  /// Takes the next event of the journal.
  void take(const event& e) {
    // Events of one case often come together.
    const bool is_same = latest_ != no_number && key_of(cases_[latest_]) == e.case_key;
    const std::uint32_t known = is_same ? latest_ : number_of(e.case_key);
    const std::uint32_t number = known == no_number ? add_case(e.case_key) : known;
    latest_ = number;
    plain_case& c = cases_[number];
    before_.push_back(c.last_event);
    c.last_event = static_cast<std::uint32_t>(before_.size());
    if (!e.subject.empty() && (e.kind == event_kind::act || e.kind == event_kind::joined)) leave(number_of(e.subject));  // it must be there
    if (c.is_plain) c.is_plain = known == no_number ? begin(c, e) : go_on(c, e);
  }

  /// Adds the counts of the plain cases, by the unit of each; numbers of the events of all other cases, in their order.
  [[nodiscard]] std::vector<std::uint32_t> finish(std::vector<duty_tally>& by_unit) {
    by_unit.resize(units_.size());
    std::vector<std::uint32_t> others;
    for (plain_case& c : cases_) {
      std::optional<duty_tally> all = c.is_plain ? counted(c) : std::nullopt;
      if (all)
        by_unit[c.unit] += *all;
      else
        for (std::uint32_t n = c.last_event; n != 0; n = before_[n - 1]) others.push_back(n);
    }
    std::sort(others.begin(), others.end());
    return others;
  }
  /// The unit of a number as it was recorded.
  [[nodiscard]] const std::string& unit(std::size_t number) const { return *units_[number]; }

private:
  [[nodiscard]] std::uint32_t number_of(std::string_view key) const {
    return names_.find(key, [&](std::uint32_t n) { return key_of(cases_[n]) == key; });
  }
  [[nodiscard]] std::string_view key_of(const plain_case& c) const { return std::string_view{keys_}.substr(c.key_at, c.key_size); }
  std::uint32_t add_case(const std::string& key) {
    const auto number = static_cast<std::uint32_t>(cases_.size());
    plain_case c;
    c.key_at = keys_.size();
    c.key_size = static_cast<std::uint32_t>(key.size());
    keys_ += key;
    cases_.push_back(std::move(c));
    names_.insert(key, number);
    return number;
  }
  void leave(std::uint32_t number) {
    if (number != no_number) cases_[number].is_plain = false;
  }

  /// `docket::record` in short, for the first event of a case and for those behind it.
  [[nodiscard]] bool begin(plain_case& c, const event& e) {
    const auto law = numbers_of_laws_.find(e.procedure);
    if (e.kind != event_kind::act || !e.subject.empty() || e.case_key.empty() || e.unit.empty() || law == numbers_of_laws_.end() ||
        e.occurred_on.is_special() || !laws_[law->second].of->facts().valid.contains(e.occurred_on))
      return false;
    c.procedure = law->second;
    const auto [unit, is_new] = numbers_of_units_.try_emplace(e.unit, static_cast<std::uint32_t>(units_.size()));
    if (is_new) units_.push_back(&unit->first);
    c.unit = unit->second;
    return apply(c, e);
  }
  [[nodiscard]] bool go_on(plain_case& c, const event& e) {
    return e.kind == event_kind::act && e.subject.empty() && e.procedure.empty() && e.unit.empty() && apply(c, e);
  }
  [[nodiscard]] bool apply(plain_case& c, const event& e) {
    const counted_law& law = laws_[c.procedure];
    const auto taken = docketing::step_taken(*law.of, c.state, e);
    if (!taken || law.moves_limits[taken->step]) return false;
    settled_duties sink{*this, law, c, true};
    engine::apply(law.of->tables(), *law.calendar, terms_.policies, c.state, taken->step, taken->exit, taken->occurred, taken->recorded,
                  sink);
    return sink.is_plain;
  }

  /// What the engine tells of an act: duties that end are counted, those that run are when all is read.
  struct settled_duties {
    const plain_cases& all;
    const counted_law& law;
    plain_case& c;
    bool is_plain;

    void duty(const engine::duty_event& d) {
      if (d.settled == never || d.opened > all.as_of_) return;
      // A duty settled before its law changed stays as it was; of any other one the docket compares the laws.
      if (law.of->tables().deadlines[d.deadline].changes_on <= d.settled) is_plain = false;
      duty_tally one;
      if (d.settled <= all.as_of_)
        one.add(d.state, true);
      else
        one.add(docketing::state_of_running(law.sets_earliest[d.deadline], d.lawful != never, d.lawful, all.as_of_), false);
      for (std::size_t i = 0; i < counts.size(); ++i) {
        if (one.*counts[i] == 0) continue;
        if (c.settled[i] == std::numeric_limits<std::uint8_t>::max())
          is_plain = false;
        else
          ++c.settled[i];
      }
    }
    void breach(const engine::breach_event&) {}
    void out_of_order(const engine::breach_event&, const std::vector<left_out_step>&) {}
  };

  /// None if the law of a running duty changed by the day asked for.
  [[nodiscard]] std::optional<duty_tally> counted(const plain_case& c) const {
    const counted_law& law = laws_[c.procedure];
    const procedure_tables& t = law.of->tables();
    duty_tally out;
    for (std::size_t i = 0; i < counts.size(); ++i) out.*counts[i] += c.settled[i];
    for (std::uint32_t i = 0; i < c.state.running.size(); ++i) {
      const running_deadline& r = c.state.running[i];
      if (r.opened > as_of_) continue;
      const auto& d = t.deadlines[r.deadline];
      if (d.changes_on <= as_of_) return std::nullopt;
      const day_number lawful =
          d.has_number ? engine::lawful_day_of(d.time, *law.calendar, r.opened, terms_.policies).day : never;
      out.add(docketing::state_of_running(law.sets_earliest[r.deadline], lawful != never, lawful, as_of_), false);
    }
    return out;
  }

  const docket_terms& terms_;
  day_number as_of_;
  std::vector<counted_law> laws_;
  std::unordered_map<std::string_view, std::uint16_t> numbers_of_laws_;
  std::vector<plain_case> cases_;
  docketing::name_table names_;
  std::uint32_t latest_ = no_number;   // the case of the event before
  std::string keys_;                   // of all cases, one behind the other
  std::vector<std::uint32_t> before_;  // of each event, the number of the one before it in the same case
  std::unordered_map<std::string, std::uint32_t> numbers_of_units_;
  std::vector<const std::string*> units_;
};

/// Calls `visit` with the entries of these numbers, which rise: whole stretches at once where they lie close together.
template <class Visit>
[[nodiscard]] diagnostics for_each_of(journal& log, std::span<const std::uint32_t> numbers, Visit&& visit) {
  constexpr std::uint32_t most_between = 128;  // a question to a server takes as long as reading some hundred entries
  for (std::size_t at = 0; at < numbers.size();) {
    std::size_t end = at + 1;
    while (end < numbers.size() && numbers[end] - numbers[end - 1] <= most_between && numbers[end] - numbers[at] < entries_at_once) ++end;
    const auto entries = log.read(numbers[at], std::uint64_t{numbers[end - 1]} - numbers[at] + 1);
    if (!entries) return entries.error();
    const std::size_t before = at;
    for (const recorded_entry& e : *entries) {
      if (at == end || e.position != numbers[at]) continue;
      ++at;
      if (diagnostics faults = visit(e); faults.has_errors()) return faults;
    }
    if (at == before)  // what was read before is not there any more
      return diagnostic{severity::error,
                        "journal/changed",
                        "journal:" + std::to_string(numbers[at]),
                        {"Mục này không còn trong nhật ký.", "This entry is no longer in the journal."},
                        {"Khôi phục nhật ký từ bản sao.", "Restore the journal from a copy."}};
  }
  return {};
}

/// Why the first reading of a journal ended.
struct first_reading {
  bool needs_replay = false;  ///< its entries stand under other ids or positions than events recorded by a docket
  diagnostics ended_by;       ///< empty: the end of the journal
};
first_reading read_once(journal& log, plain_cases& plain, const journal_tally_options& options) {
  constexpr std::uint64_t most_events = no_number - 1;
  for (std::uint64_t read = 0;;) {
    const auto entries = log.read(read + 1, entries_at_once);
    if (!entries) return {false, entries.error()};
    if (entries->empty()) return {};
    for (const recorded_entry& e : *entries) {
      const auto told = journaling::event_of(e);
      if (!told) return {false, told.error()};
      // A journal keeps an id once, so that no event comes twice, if its ids are those of the events.
      if (told->id != e.entry.id || e.position != read + 1 || read == most_events) return {true, {}};
      plain.take(*told);
      if (++read % 100'000 == 0 && options.progress) options.progress(read);
    }
  }
}

}  // namespace

checked<std::vector<unit_duties>> tally_of_journal(journal& log, const docket_terms& terms, date as_of,
                                                   const journal_tally_options& options) {
  checked<docket> others = docket::make(terms);
  if (!others) return unexpected{std::move(others).error()};
  const auto count_replayed = [&]() -> checked<std::vector<unit_duties>> {
    if (const auto count = replay(log, *others); !count) return unexpected{count.error()};
    return others->tally(as_of);
  };
  if (as_of.is_special()) return count_replayed();
  plain_cases plain{terms, as_of};
  first_reading reading = read_once(log, plain, options);
  if (reading.needs_replay) return count_replayed();

  std::vector<duty_tally> by_number;
  diagnostics refused = for_each_of(log, plain.finish(by_number), [&](const recorded_entry& e) -> diagnostics {
    const auto told = journaling::event_of(e);
    if (!told) return told.error();
    auto applied = others->record(*told);
    return applied ? diagnostics{} : journaling::not_taken(e, std::move(applied).error());
  });
  if (refused.has_errors()) return unexpected{std::move(refused)};  // it lies before what ended the reading
  if (reading.ended_by.has_errors()) return unexpected{std::move(reading.ended_by)};

  std::map<std::string, duty_tally> by_unit;
  for (const unit_duties& of : others->tally(as_of)) by_unit[of.unit] += of.counts;
  for (std::size_t i = 0; i < by_number.size(); ++i)
    if (by_number[i].total() > 0)
      by_unit[terms.units ? terms.units->unit_on(plain.unit(i), as_of).counted_in() : plain.unit(i)] += by_number[i];
  std::vector<unit_duties> out;
  out.reserve(by_unit.size());
  for (const auto& [unit, sum] : by_unit) out.push_back({unit, sum});
  return out;
}

}  // namespace dinh::inline v1
