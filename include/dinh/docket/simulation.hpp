#pragma once
/// \file
/// A year of made-up cases in a whole country, stepped by the real engine: to size a machine, to try a report, to see what
/// a change of the law or of the calendar does to duties. Not a forecast: every rate is given by the caller.
///
/// Clock rules move the limits, changes of the law replace them, and the conditions of branches are held against the facts
/// of the case, as in the docket: it is the same code. The facts are made up, each value that a condition tells from another
/// as likely as the others; of votes the verdict is drawn and not the counts.
///
/// The same options give the same result, byte for byte, for any number of threads: each case draws from a generator of
/// its own, seeded by the seed, its unit and its number, and each unit's counts are its own.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/duty_tally.hpp>
#include <dinh/docket/engine.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/procedure/procedure.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// How often one procedure is begun. Whole numbers only; a rate of 2,500 per thousand is two or three cases.
struct simulated_mix {
  std::uint32_t procedure = 0;             ///< index into `simulation_terms::procedures`
  std::uint32_t per_thousand_units = 0;    ///< cases a year in a thousand units
  std::uint32_t per_thousand_villages = 0; ///< cases a year in a thousand villages
  /// The share of each month in the days on which cases begin; need not add up to anything. All zero: every day alike.
  std::array<std::uint16_t, 12> months{};
};

/// How people act. Made up, not measured: whoever knows better gives other numbers.
struct simulated_conduct {
  std::uint32_t late = 80;             ///< thousandths of the acts with a limit that come after its last day
  std::uint32_t never = 10;            ///< thousandths of the acts that never come: the case stands still
  std::uint32_t most_days_late = 20;   ///< at least 1
  std::uint32_t most_idle_days = 5;    ///< before an act without a limit
  std::uint32_t votes_lost = 100;      ///< thousandths of the votes that do not reach what the law asks for
  std::uint32_t against_facts = 2;     ///< thousandths of the branches taken against the facts of the case: breaches
};

/// A unit with its own cases.
struct simulated_unit {
  std::uint32_t villages = 0;
};

/// One event of a made-up case, by numbers. The facts are those that came with the act.
struct simulated_event {
  std::uint32_t unit = 0;       ///< index into `simulation_terms::units`
  std::uint32_t number = 0;     ///< of the case in its unit
  std::uint32_t procedure = 0;  ///< of the terms
  std::uint16_t step = 0;
  std::uint16_t exit = 0;  ///< of a decision
  day_number on = never;
  std::span<const fact> facts;
};

/// What a simulation is made of.
struct simulation_terms {
  std::span<const procedure> procedures;         ///< sound ones; loops are left after a while by another branch
  std::span<const work_calendar> calendars;      ///< of each procedure, in the same order
  std::span<const simulated_unit> units;
  std::span<const simulated_mix> mix;
  /// Cases begin and acts happen on these days only; a case that would begin while its procedure is not in force does not.
  validity over;
  std::uint64_t seed = 1;     ///< another seed, another year
  std::uint32_t threads = 1;  ///< 0 counts as 1; the result is the same for any number
  simulated_conduct conduct{};
  due_policies policies{};
  /// Called from the calling thread about every half second of work with units done and events so far; may be empty.
  std::function<void(std::size_t units_done, std::uint64_t events)> progress{};
  /// Called for every event from the working threads, several units at once if there are several; may be empty.
  std::function<void(const simulated_event&)> each{};
};

/// What happened in one unit.
struct simulated_counts {
  std::uint64_t events = 0;
  std::uint32_t cases = 0;
  std::uint32_t closed = 0;  ///< cases that came to an end
  duty_tally duties;  ///< `open` and `overdue` as they stand at the end; nothing is counted as pending

  constexpr simulated_counts& operator+=(const simulated_counts& o) noexcept {
    events += o.events;
    cases += o.cases;
    closed += o.closed;
    duties += o.duties;
    return *this;
  }
  friend constexpr bool operator==(const simulated_counts&, const simulated_counts&) = default;
};

/// A duty still owed at the end. 16 bytes.
struct owed_duty {
  day_number lawful = never;  ///< `never`: no number in law
  std::uint32_t unit = 0;     ///< index into `simulation_terms::units`
  std::uint32_t number = 0;   ///< of the case in its unit
  std::uint16_t procedure = 0;  ///< index into `simulation_terms::procedures`
  std::uint16_t deadline = 0;
  friend bool operator==(const owed_duty&, const owed_duty&) = default;
};

/// What came of a simulation.
struct simulation_result {
  std::vector<simulated_counts> units;          ///< in the order of the terms
  std::vector<std::array<std::uint32_t, 12>> late_by_month;  ///< of each procedure: breaches in each calendar month
  std::vector<owed_duty> owed;                  ///< by unit, then by case
  std::uint64_t digest = 0;                     ///< of everything above: equal results, equal digests

  [[nodiscard]] simulated_counts total() const noexcept {
    simulated_counts t;
    for (const auto& u : units) t += u;
    return t;
  }
};

/// Errors: `simulation/calendars` (one for each procedure), `simulation/mix` (names a procedure that is not there),
/// `simulation/interval` (outside 1900-2200, or without an end), `simulation/conduct` (more than a thousand thousandths,
/// or late by no day).
[[nodiscard]] DINH_API checked<simulation_result> simulate(const simulation_terms& terms);

}  // namespace dinh::inline v1
