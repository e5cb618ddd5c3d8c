#pragma once
/// \file
/// A whole case as its events made it: a pure fold. The docket keeps one for every case; an application with a store of
/// its own can fold the events of one case without a docket.
///
/// **Corrections.** An event is never changed. A later event `corrected` says what should have been recorded in its
/// place, `annulled` that it did not happen; the case is then folded anew, and what that changes in its duties is told.
/// A correction that leaves events which cannot have happened is refused.
///
/// **Suspension and extension.** While a case is suspended its running limits stand still (within the meaning of the
/// calendar room: the day of resumption is counted). An extension runs on from the last counted day. One that is recorded
/// late counts from its own day: acts that happened after it are judged anew, and what that changes is told. Whether the law
/// allows a suspension in a given case is for whoever records it; the event carries the provision among its facts. An
/// extension is checked against the clock rules of the procedure: see `clocks.hpp`.
///
/// **Clocks and branches.** The clock rules of the procedure move its limits when their steps are done. A branch whose
/// condition the facts of the case contradict is recorded as a breach; an act on a decision that names no branch takes
/// the one that the facts choose.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/text.hpp>
#include <dinh/base/phrase.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/advance.hpp>
#include <dinh/docket/case_state.hpp>
#include <dinh/docket/engine.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/procedure/procedure.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1 {

class rule_set;

/// A duty of a case: as it began while it runs, else as it was settled.
struct duty_entry {
  duty_change what;
  std::uint32_t pass = 1;  ///< 1 for the first time in this case, 2 for the second (a loop), …
  [[nodiscard]] bool runs() const noexcept { return what.settled_on.is_not_a_date(); }
};

/// Where a case lies from a day on.
struct case_place {
  date since;
  std::string unit;  ///< lifetime key
};

/// How a case ended; `none`: it has not.
enum class case_ending : std::uint8_t { none, by_its_steps, withdrawn, joined };

/// A case folded from its events: all that the docket knows of it.
struct case_fold {
  case_state state;
  token_days since;  ///< of the tokens of the state
  case_adjustments moved;
  std::vector<duty_entry> duties;
  std::vector<breach> breaches;
  std::vector<case_place> places;  ///< at least one once the case is begun; the last one counts now
  case_ending ending = case_ending::none;
  std::string joined_to;  ///< key of the case it goes on in
  std::string ended_at;   ///< key of the end step that it reached
  std::vector<fact> facts;            ///< of the acts so far, the latest value of each, by name
  std::vector<std::uint16_t> times;   ///< how often each step was done, by its number

  /// The unit on a day: the first one for days before it began.
  [[nodiscard]] DINH_API const std::string& unit_on(date day) const noexcept;
};

/// What a correction, a suspension, a resumption or an extension did to a duty.
struct duty_shift {
  /// What became of the duty.
  enum class change : std::uint8_t { began, gone, moved } what = change::moved;
  duty_entry before;  ///< of `began` nothing is said here
  duty_entry after;   ///< of `gone` nothing is said here
};

/// An event about the case itself in words, such as "Extended by 30 days: settle it"; of an act nothing.
[[nodiscard]] DINH_API text describe_about_case(const event& e, const procedure& p, const phrase_book& words = {});

/// What one event did to a case.
struct fold_step {
  std::vector<duty_change> duties;
  std::vector<breach> breaches;
  std::vector<duty_shift> shifts;  ///< of events that are no acts
};

/// The events as they are to be taken: corrected ones in the words of their last correction, annulled ones left out, and
/// suspensions, resumptions and extensions before what happened on later days. The corrections themselves are left out
/// too. Errors, all at once: `docket/unknown-event` (a correction of an event that
/// this case does not have before it), `docket/correction-of-correction`, `docket/annulled-already`,
/// `docket/start-annulled` (a case without its beginning), `docket/recorded-before-last`.
[[nodiscard]] DINH_API checked<std::vector<event>> effective_events(std::span<const event> events);

/// The case after all its events, in the order of recording. Errors: those of `effective_events`, `check_event` and
/// `check_about_case`, `docket/before-the-beginning`, `docket/no-unit` (a referral to none), `docket/suspended-already`, `docket/not-suspended`, `docket/resumed-before-suspended`,
/// `docket/not-a-span` and `docket/nothing-to-extend`.
///
/// With `rules` the verdicts of votes are known to the conditions of branches.
[[nodiscard]] DINH_API checked<case_fold> fold_case(const procedure& p, const work_calendar& calendar,
                                                    std::span<const event> events, const due_policies& policies = {},
                                                    const rule_set* rules = nullptr);

/// Adds one more event to a fold of `before`. On failure nothing is changed. Same errors. O(1) events are looked at, but
/// for corrections and for what is recorded late and moves limits: then all of the case.
[[nodiscard]] DINH_API checked<fold_step> extend_fold(case_fold& fold, const procedure& p, const work_calendar& calendar,
                                                      std::span<const event> before, const event& e,
                                                      const due_policies& policies = {}, const rule_set* rules = nullptr);

/// What a change of the law while a deadline ran leaves open, or settles.
struct changed_limit {
  date on;                                ///< first day of the new law
  open_case_rule open_cases = open_case_rule::needs_review;
  std::uint16_t successor = UINT16_MAX;   ///< deadline of the new law; none if there is none
  std::uint16_t transition = UINT16_MAX;  ///< among `procedure_facts::transitions`; none if no provision is known
  date by_old;                            ///< lawful day under the old limit
  date by_new_from_start;                 ///< under the new one, counted as the old one was; `not_a_date_time` without one
  date by_new_from_change;                ///< under the new one, counted from the day of the change

  /// Whether the three days are one, so that nothing is in doubt.
  [[nodiscard]] bool is_same_day() const noexcept {
    return successor != UINT16_MAX && by_old == by_new_from_start && by_old == by_new_from_change;
  }
};

/// The lawful day of a running duty as it was known on a day: with the suspensions and extensions that had happened by
/// then. `suspended_since` is set where its limit stood still on that day.
struct standing_limit {
  date lawful_day;
  bool is_provisional = false;  ///< `lawful_day` rests on days off that are not decided
  date suspended_since;  ///< `not_a_date_time` if it runs
  std::optional<changed_limit> changed{};  ///< of a deadline whose law changed before it was settled, and by that day
};
[[nodiscard]] DINH_API standing_limit limit_on(const case_fold& fold, const duty_entry& d, const procedure& p,
                                               const work_calendar& calendar, const due_policies& policies, date as_of);

}  // namespace dinh::inline v1
