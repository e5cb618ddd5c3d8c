#pragma once
/// \file
/// One event applied to one case, by names and with everything checked.

#include <dinh/base/diagnostic.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/case_state.hpp>
#include <dinh/docket/engine.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/procedure/verify.hpp>

#include <cstdint>
#include <vector>

namespace dinh::inline v1 {

/// A duty that began or was settled by an event.
struct duty_change {
  std::uint32_t deadline = 0;  ///< of the procedure
  duty_state state = duty_state::open;
  bool is_provisional = false;  ///< `lawful_day` rests on days off that are not decided
  date opened_on;
  date lawful_day;  ///< last lawful day, or the first one of a minimum; `not_a_date_time` if the law gives none
  date settled_on;  ///< `not_a_date_time` while it runs
};

/// What was done against the law.
struct breach {
  breach_kind kind = breach_kind::too_late;
  std::uint32_t deadline = no_deadline;  ///< of the procedure; `no_deadline` for an act out of order
  step_id at;                            ///< the step that was done, or left out
  std::vector<run_step> left_out;  ///< for an act out of order: the steps that should have come before it
  date occurred_on;
  date lawful_day;  ///< as in `duty_change`
  std::int32_t days = 0;             ///< calendar days too late, too early or too short; 0 without a number
  std::uint16_t clock = UINT16_MAX;  ///< of an extension against the law: the clock rule of the procedure that bounds it
};

/// The state after an event, and what the event did.
struct step_result {
  case_state state;
  std::vector<duty_change> duties;
  std::vector<breach> breaches;
};

/// The event as the engine takes it.
struct engine_step {
  std::uint16_t step = 0;
  std::uint16_t exit = 0;  ///< of a decision; 0 elsewhere
  day_number occurred = never;
  day_number recorded = never;
};

/// What cannot have happened. Errors, all at once: `docket/unknown-step`, `docket/fires-by-itself` (a fork, join or end
/// is not recorded), `docket/branch-missing`, `docket/unknown-branch`, `docket/not-begun`, `docket/begun-already`,
/// `docket/case-closed`, `docket/recorded-before-last`, `docket/recorded-before-it-occurred`, `docket/no-such-day`
/// (outside 1900-2200) and those of `nonsense_in`.
[[nodiscard]] DINH_API checked<engine_step> check_event(const procedure& p, const case_state& state, const event& e);

/// Facts that contradict one another: counts that are no counts, more present than households, more votes than voters,
/// more valid ballots than were returned. Known names: `households`, `present`, `in_favour`, `against`,
/// `ballots_issued`, `ballots_returned`, `valid_ballots`. Errors: `docket/facts-unordered`, `docket/not-a-count`,
/// `docket/more-than-there-are`.
[[nodiscard]] DINH_API diagnostics nonsense_in(const event& e);

/// Whether an event may come after the end of a case: only a correction may, since what was recorded may have been wrong.
enum class after_the_end : std::uint8_t { is_refused, is_taken };

/// Whether an event that is no act fits the case: `docket/not-begun`, `docket/case-closed`,
/// `docket/recorded-before-last`, `docket/recorded-before-it-occurred`, `docket/no-such-day` and those of `nonsense_in`.
[[nodiscard]] DINH_API checked<engine_step> check_about_case(const case_state& state, const event& e,
                                                            after_the_end late = after_the_end::is_refused);

/// The state after the event, the duties and breaches it made. Pure and deterministic; on failure nothing is changed.
/// A case not begun is `case_state{}`.
/// Pre: the event is an act; `moved` is what moved the limits of this case, null if nothing did. With `since`, which is brought up
/// to date, an act dated before what it rests on is a breach.
[[nodiscard]] DINH_API checked<step_result> advance(const procedure& p, const work_calendar& calendar,
                                                    const case_state& state, const event& e,
                                                    const due_policies& policies = {},
                                                    const case_adjustments* moved = nullptr, token_days* since = nullptr);
/// The state after the case ended without its last step (it was withdrawn, or joined to another).
[[nodiscard]] DINH_API checked<step_result> end_case(const procedure& p, const work_calendar& calendar,
                                                     const case_state& state, const event& e,
                                                     const due_policies& policies = {},
                                                     const case_adjustments* moved = nullptr);

}  // namespace dinh::inline v1
