#pragma once
/// \file
/// Can the limits of a procedure be met together, started on this day or that? Its deadlines and flows as a temporal
/// network over the real work calendar.
///
/// \code
/// const auto report = time(p, calendar, over(2024, 2027));
/// report.failures;                                    // the start days on which limits collide, and which limits
/// const auto day = time_from(p, calendar, {2026, 2, 11});   // earliest and latest lawful day of each step
/// latest_start(p, calendar, {2026, 6, 30});           // to be over by then
/// \endcode
/// What is done with the shape of a procedure: each way through its decisions is a *scenario*, in which every step is
/// done once at most; a way that comes back to a step already done is cut there (`timing_report::cut_at`), because each
/// round opens its deadlines anew. Scenarios with the same limits in the same order are one. A step may come on the day
/// of the step before it. Days are whole days. Limits in hours are counted within the opening hours of the desk where the
/// options give them (no law fixes them), to the minute; else they are left out and named (`not_timed`).
///
/// A suspension, or time that the law excludes, between two steps of a way is a *pause*: the limits it touches are as
/// long as the calendar makes them for the very days of the two steps, and these days are chosen like all others. A way
/// that comes back to a step already done because of a pause goes on once more. Where nothing bounds how long a pause
/// lasts, its limits set no last day (`timing_pause::is_bounded`).

#include <dinh/calendar/due.hpp>
#include <dinh/calendar/office_hours.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/procedure/verify.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// Years, both included.
struct year_range {
  int first = 0;
  int last = 0;
};
/// `over(2024, 2027)`: all days of these years.
[[nodiscard]] constexpr year_range over(int first, int last) noexcept { return {first, last}; }

/// How long a step takes once the case has come to it, where the law says nothing. An assumption of the caller.
struct step_duration {
  std::string step;
  span least;
  std::optional<span> most{};  ///< for `control_timing` only; none: as long as `least`
  bool is_ours = true;         ///< whether we choose within the range; for `control_timing` only
};

/// What is assumed beyond the law.
struct timing_options {
  due_policies policies{};
  /// Tasks and decisions are done on working days of the calendar only.
  bool acts_on_working_days = false;
  std::vector<step_duration> durations{};
  std::uint32_t most_runs = 20'000;  ///< ways through the decisions that are looked at
  std::optional<office_hours> hours{};  ///< of the desk, for limits in hours; none: these are left out
};

/// One limit, flow or assumption in a conflict.
struct timing_link {
  /// What binds the two steps.
  enum class kind_of : std::uint8_t { deadline, flow, duration, working_day };
  kind_of kind = kind_of::deadline;
  std::uint32_t number = 0;  ///< of the deadline, or of the duration in the options
  step_id from;              ///< whose day sets a bound for
  step_id to;                ///< this step
  date from_day;
  date to_day;  ///< the day to which the link pushes `to`
  friend bool operator==(const timing_link&, const timing_link&) = default;
};

/// A suspension, or time that is not counted, on a way.
struct timing_pause {
  std::uint32_t clock = 0;  ///< among `procedure_facts::clocks`
  step_id from;
  step_id to;                            ///< none if this way does not come to it: the limits stand still for good
  std::vector<std::uint32_t> deadlines;  ///< which it makes longer
  bool is_bounded = false;               ///< a limit bounds how long it may last; else nothing in the procedure does
};

/// A way through the decisions, and all others with the same limits in the same order.
struct timing_scenario {
  std::vector<run_step> choices;         ///< the decisions of the first such way
  std::uint32_t ways = 1;
  std::vector<std::uint32_t> deadlines;  ///< those that count in it
  step_id end;                           ///< the end that the first way reaches
  /// The first step, in the order of doing, without a last lawful day; none if the end has one.
  step_id unlimited_at;
  std::vector<timing_pause> pauses;
  /// Deadlines that a pause touches but the calendar cannot lengthen (limits in hours, least periods). They set no last
  /// day here, and their least period is that without the pause.
  std::vector<std::uint32_t> not_paused;
  /// False if there were more pauses than are followed day by day: what is said to be possible may not be, the latest
  /// end is no later than said.
  bool is_exact = true;
};

/// What a start on a day leads to.
struct start_day {
  date day;
  bool can_be_met = true;
  bool is_provisional = false;  ///< rests on days off that are not decided
  date earliest_end;            ///< `not_a_date_time` if the limits cannot be met
  date latest_end{boost::date_time::pos_infin};  ///< `pos_infin` if nothing limits it
};

/// Neighbouring start days on which the same limits collide in a scenario.
struct timing_failure {
  std::uint32_t scenario = 0;
  date first;
  date last;
  std::uint32_t days = 0;  ///< how many
  bool is_provisional = false;
  /// On the first day: from the start back to the start; or, without days, limits that fit together on no day.
  std::vector<timing_link> circle;
  std::vector<calendar_entry> days_off;  ///< within the circle: why
};

/// How much room a limit leaves, over the days of the range on which it may begin.
struct limit_room {
  std::uint32_t deadline = 0;
  std::int32_t fewest_working_days = 0;  ///< after the trigger, up to the last lawful day
  date fewest_from;                      ///< the first trigger with so few
  std::int32_t most_working_days = 0;
  std::int32_t longest_days = 0;  ///< calendar days to the last lawful day, at most
  date longest_from;
  bool is_provisional = false;  ///< of the fewest
};

/// A statement of law about a limit that the steps of the procedure do not tell: only a case knows how long.
struct clock_untimed {
  std::uint32_t clock = 0;  ///< among `procedure_facts::clocks`
  std::uint32_t deadline = 0;
  friend bool operator==(const clock_untimed&, const clock_untimed&) = default;
};

/// All start days of a range of years.
struct timing_report {
  year_range years;
  std::vector<timing_scenario> scenarios;
  std::vector<std::vector<start_day>> days;  ///< by scenario; every day of the range on which the procedure is in force
  std::vector<timing_failure> failures;
  std::vector<limit_room> room;              ///< of each deadline that sets a last day
  std::vector<std::uint32_t> not_timed;      ///< deadlines in hours, without the opening hours
  std::vector<std::uint32_t> no_number;      ///< deadlines for which the law names no number
  std::vector<step_id> no_limit;             ///< tasks that no deadline with a number ends
  std::vector<step_id> cut_at;               ///< steps at which a loop was cut
  std::uint32_t ways = 0;
  bool is_complete = true;  ///< false if there are more ways than `most_runs`; nothing is claimed of the others
  std::vector<clock_untimed> clocks_untimed;  ///< extensions, restarts, and pauses that no step begins and ends

  /// All scenarios together: can be met in all, earliest end in the quickest, latest in the slowest.
  [[nodiscard]] DINH_API start_day on(std::size_t day) const;
  [[nodiscard]] std::size_t day_count() const noexcept { return days.empty() ? 0 : days.front().size(); }
};

/// Every start day of the years on which the procedure is in force. O(days · scenarios · limits). Days outside 1900-2200
/// are not looked at.
[[nodiscard]] DINH_API timing_report time(const procedure& p, const work_calendar& calendar, year_range years,
                                          const timing_options& options = {});

/// When a step may lawfully be done.
struct step_days {
  step_id step;
  date earliest;
  date latest{boost::date_time::pos_infin};  ///< `pos_infin` if nothing limits it
  /// Minutes of these days, 0..1440, where limits in hours are timed.
  std::optional<std::int32_t> earliest_minute{};
  std::optional<std::int32_t> latest_minute{};
  /// Days between the two; none if nothing limits it.
  [[nodiscard]] std::optional<std::int32_t> slack() const {
    if (latest.is_special() || earliest.is_special()) return std::nullopt;
    return static_cast<std::int32_t>((latest - earliest).days());
  }
};
/// One scenario started on one day.
struct scenario_timing {
  timing_scenario scenario;
  start_day result;
  std::vector<step_days> steps;          ///< all steps of the first way, in the order of doing
  std::vector<timing_link> chain;        ///< the critical chain: what sets the earliest end, from the start on
  std::vector<timing_link> circle;       ///< if the limits cannot be met
  std::vector<calendar_entry> days_off;  ///< within the circle
};
/// One start day in detail, by scenario.
[[nodiscard]] DINH_API std::vector<scenario_timing> time_from(const procedure& p, const work_calendar& calendar,
                                                              date start, const timing_options& options = {});

/// The latest lawful start by which each scenario can be over on `end`; `not_a_date_time` if there is none within two
/// years and the lengths of all limits before it.
[[nodiscard]] DINH_API std::vector<date> latest_start(const procedure& p, const work_calendar& calendar, date end,
                                                      const timing_options& options = {});

/// Can we keep all limits whatever time others take?
enum class control_verdict : std::uint8_t {
  controllable,
  not_controllable,
  undecided  ///< depends on where days off fall in between; neither can be promised
};
[[nodiscard]] constexpr std::string_view name_of(control_verdict v) noexcept {
  constexpr std::array<std::string_view, 3> names{"controllable", "not-controllable", "undecided"};
  return names[static_cast<std::size_t>(v)];
}
/// One part of a circle that cannot be kept.
struct control_part {
  timing_link::kind_of kind = timing_link::kind_of::deadline;
  std::uint32_t number = 0;
  step_id from;
  step_id to;
  std::int64_t days = 0;    ///< `to` comes at most so many days after `from`; negative: at least so many before
  bool is_theirs = false;   ///< a duration that others choose, at the length that hurts
  /// Where limits in hours are timed: minutes for which the desk is open, in the place of `days`, which is 0.
  std::optional<std::int64_t> open_minutes{};
};
/// Whether one scenario can be kept whenever the others act within their limits.
struct scenario_control {
  timing_scenario scenario;
  control_verdict verdict = control_verdict::controllable;
  std::vector<control_part> circle;        ///< why not, or why it cannot be promised
  std::vector<std::uint32_t> responsible;  ///< deadlines of others in it
  std::vector<step_id> unbounded;          ///< steps of others that no limit with a number ends: they are awaited
};
/// A start on a day, when the steps of all roles but `ours` are done within their limits but not when we choose. The
/// bounds are calendar days (open minutes of the desk, where limits in hours are timed) from the calendar between the start and the end of all limits; `controllable` holds for the
/// strictest of them, `not_controllable` for the loosest. A pause of a limit of ours counts as none in the strictest and
/// as long as anything lets it be in the loosest; of a limit of others the other way round.
[[nodiscard]] DINH_API std::vector<scenario_control> control_timing(const procedure& p, const work_calendar& calendar,
                                                                    date start, const std::vector<std::string>& ours,
                                                                    const timing_options& options = {});

/// The link in words: "t_open → t_send: within 5 working days (10/2022/QH15 Art 20(3))".
[[nodiscard]] DINH_API text describe(const timing_link& l, const procedure& p, const timing_options& options = {});

}  // namespace dinh::inline v1
