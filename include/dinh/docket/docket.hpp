#pragma once
/// \file
/// The docket: cases in units, their duties, what is due, what is late and what was breached.
///
/// \code
/// auto d = docket::make({.procedures = {…}, .calendars = {…}, .units = registry_directory(reg)});
/// d->record(opening);  d->record(next);                       // events
/// for (const duty& late : d->overdue(as_of, {.unit = "40"})) …
/// \endcode
///
/// **Two times.** A question names the day it is asked for. It sees what had occurred by that day; a duty whose last
/// day lies before it and whose act had not occurred is `breached` on that day, whatever was recorded later. No clock
/// is read.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/phrase.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/advance.hpp>
#include <dinh/docket/byte_blocks.hpp>
#include <dinh/docket/case_fold.hpp>
#include <dinh/docket/directory.hpp>
#include <dinh/docket/duty_tally.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/procedure/procedure.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

class rule_set;

/// What a docket works by.
struct docket_terms {
  std::vector<procedure> procedures;
  std::vector<work_calendar> calendars;      ///< found by the id that each procedure names
  std::shared_ptr<const directory> units{};  ///< null: bodies stay unresolved, units are compared by their keys
  due_policies policies{};
  /// Null: the verdicts of votes stay unknown to the conditions of branches.
  std::shared_ptr<const rule_set> rules{};
  phrase_book phrases{};  ///< of histories and reasons; limits and units are told in the words of calendars and directory
};

/// Which duties, breaches or cases; what is empty restricts nothing.
struct docket_filter {
  /// Lifetime key: what lies in it or under it on the day of the question, where `docket::tally` counts it too. What was settled
  /// or breached lies where its case lay on that day. In a unit that has ended lies nothing: it is asked for by its successor.
  std::string unit{};
  std::string body{};       ///< key of the body that answers: see `duty::body`
  std::string procedure{};  ///< id
  std::string case_key{};
  std::string rule{};  ///< id of the rule that sets the deadline
  citation provision{};  ///< that sets the deadline, or in which it lies: Art 12 holds Art 12(3)
};

/// What a change of the law does to a duty that was running: see `changed_limit`.
struct duty_under_changed_law {
  date on;  ///< first day of the new law
  open_case_rule open_cases = open_case_rule::needs_review;
  std::string old_rule;  ///< id of the rule that set the limit until then
  citation old_source;
  std::string new_rule;  ///< empty: none is known in its place
  citation new_source;
  evidence new_known_by = evidence::memory;
  citation source;  ///< the transitional provision; empty: none is known
  evidence known_by = evidence::memory;  ///< of the transitional provision
  text remark;  ///< what it says
  date by_old;  ///< lawful day under the old limit
  date by_new_from_start;   ///< `not_a_date_time` without a new limit
  date by_new_from_change;  ///< the same, counted from the first day of the new law
};

/// A duty as it is on a day.
struct duty {
  std::string case_key;
  std::string procedure;  ///< id
  std::string unit;      ///< of the case when it began
  /// What answers on the day asked for, for the unit in which the case lies, or lay when the duty was settled; empty if undetermined.
  std::string unit_now;
  std::uint32_t deadline = 0;  ///< number in the procedure: `procedure::deadline_at`
  std::uint32_t pass = 1;  ///< 1 for the first time in this case, 2 for the second (a loop), …
  std::string step;        ///< key of the step that is owed
  text what;               ///< its label
  std::string role;        ///< id of the role that answers; empty where the law names nobody
  std::string body;  ///< empty if nobody can be told
  text body_name;
  std::optional<limit> time;  ///< none: promptly, no number in law
  std::string rule;           ///< id of the rule that sets it; empty if the provision is cited only
  citation source;
  evidence known_by = evidence::memory;
  text consequence;  ///< empty: none in law
  date opened_on;
  /// Last lawful day, first one of a minimum; `not_a_date_time` without a number, and where it cannot be told which law
  /// counts (see `changed_law` for the days).
  date lawful_day;
  bool is_provisional = false;          ///< `lawful_day` rests on days off that are not decided
  duty_state state = duty_state::open;  ///< on the day asked for
  date settled_on;                      ///< `not_a_date_time` unless settled by that day
  date suspended_since;                 ///< of a suspended duty; else `not_a_date_time`
  std::int32_t days_late = 0;           ///< calendar days past the last lawful day, up to the act or the day asked for
  std::optional<duty_under_changed_law> changed_law;  ///< the law changed while it ran
};

/// A breach as recorded.
struct breach_record {
  std::string case_key;
  std::string procedure;  ///< id
  std::string unit;       ///< of the case when it happened
  std::string unit_now;   ///< what answers for that unit on the day asked for; `role`, `body` and `rule` are as in `duty`
  breach_kind kind = breach_kind::too_late;
  std::string step;  ///< key of the step that was done, or left out
  text what;
  std::vector<std::string> left_out;  ///< keys of the steps that should have come before
  std::string role;
  std::string body;
  text body_name;
  std::string rule;
  citation source;
  evidence known_by = evidence::memory;
  text consequence;
  date occurred_on;
  date lawful_day;            ///< as in `duty`
  std::int32_t days = 0;      ///< calendar days too late, too early or too short; 0 without a number
  bool needs_review = false;  ///< a breach under the old law; the law changed meanwhile, and nobody says which one counts
};

/// How much lies with one body.
struct body_load {
  std::string body;  ///< empty: those that nobody can be told to answer for
  text name;
  std::uint32_t open = 0;  ///< to be done, in time
  std::uint32_t overdue = 0;  ///< not done, last day past
  std::uint32_t pending = 0;  ///< not to be done yet
  date next_due;  ///< earliest last day among the open ones; `not_a_date_time` if none
  std::uint32_t suspended = 0;     ///< not done, its limit stands still
  std::uint32_t needs_review = 0;  ///< not done, the law changed and it cannot be told whether it is late
};

/// Somebody who is to be told of a duty: see `reminder`.
struct due_reminder {
  date on;                 ///< the day of the reminder
  duty about;              ///< as it is on the day of the question
  bool escalates = false;  ///< goes to somebody above, because the duty was not done
  reminder::moment when = reminder::moment::before;
  span by;           ///< so long before or after the last lawful day
  std::string role;  ///< who is told
  std::string body;  ///< empty if nobody can be told
  text body_name;
  text label;       ///< what to say; empty: nothing in particular
  citation source;  ///< empty: a convention, no rule of law
  evidence known_by = evidence::memory;
};

/// An act that would be lawful next.
struct next_act {
  std::string step;  ///< key
  text what;
  step_kind kind = step_kind::task;
  std::vector<std::pair<std::string, text>> branches;  ///< for a decision: code and label
  std::string chosen_branch;  ///< the one that the facts of the case choose on the day; empty if they do not
  std::vector<std::string> unknown_facts;  ///< what its conditions ask for and the case does not tell
  std::string role;                        ///< id of the role that acts; empty where the law names nobody
  std::string body;                        ///< empty if nobody can be told
  text body_name;
  /// First lawful day under a running minimum, last one under a running deadline; `not_a_date_time` if none. Where the law changed
  /// and it cannot be told which limit counts, the latest and the earliest of the days: within them it is lawful under each.
  date not_before;
  date not_after;
  std::vector<std::string> rules;  ///< ids of those that the step rests on
};

/// `about_case`: a suspension, an extension, a correction … (see `event_kind`); `moved`: the unit was succeeded.
enum class history_kind : std::uint8_t { act, duty_began, duty_settled, breach, moved, about_case };
[[nodiscard]] constexpr std::string_view name_of(history_kind k) noexcept {
  constexpr std::array<std::string_view, 6> names{"act", "duty_began", "duty_settled", "breach", "moved", "about_case"};
  return names[static_cast<std::size_t>(k)];
}
/// One line of the history of a case.
struct history_line {
  date on;
  history_kind kind = history_kind::act;
  std::string step;  ///< key; empty where the line is of no step
  explanation what;  ///< with its reasons and provisions
};

/// A case as it is on a day.
struct case_summary {
  std::string case_key;
  std::string procedure;  ///< id
  std::string unit;       ///< lifetime key, as recorded
  unit_today now;         ///< what that unit is on the day asked for
  date begun_on;
  date latest_on;  ///< last act
  bool is_closed = false;
  case_ending ending = case_ending::none;  ///< how it ended
  std::string joined_to;                   ///< the case it goes on in
  std::string ended_at;                    ///< key of the end step that it reached
  std::string parent;                      ///< the case it is a part of
  std::vector<std::string> stands_at;  ///< keys of the steps it waits at
};

/// What became of an event.
struct record_result {
  /// Whether the event was new.
  enum class outcome : std::uint8_t { applied, already_there } result = outcome::applied;
  std::vector<duty_change> duties;
  std::vector<breach> breaches;
  std::vector<duty_shift> shifts;  ///< what a correction, suspension, resumption or extension did to other duties
};

struct calendar_change;  // calendar_change.hpp

/// What is due, overdue, open, met late or breached is found through indexes by days, units and procedures, so that such a
/// question costs by the duties it finds and by those whose limit moved, not by all that ever were; `duties` and `cases`
/// look at the cases of the unit, the procedure or the key that the filter names, and at all without one.
///
/// A value in one thread's hands; moved, not copied. Questions are const and may run in several threads at once.
class DINH_API docket {
public:
  /// Errors: `docket/procedure-twice`, `docket/no-calendar`, `docket/unsound-procedure` (also `undecided`).
  [[nodiscard]] static checked<docket> make(docket_terms terms);
  docket(docket&&) noexcept;
  docket& operator=(docket&&) noexcept;
  ~docket();

  /// Applies one event. The first event of a case names its procedure and unit. On failure nothing changes. Errors:
  /// `docket/no-id`, `docket/id-conflict` (the id stands for another event), `docket/unknown-case`,
  /// `docket/unknown-procedure`, `docket/no-unit`, `docket/not-valid-then` (the procedure was not in force),
  /// `docket/joined-in-a-ring`, and those of `check_event` and `extend_fold`.
  [[nodiscard]] checked<record_result> record(const event& e);
  /// Begins a case: an event with the start step of the procedure.
  [[nodiscard]] checked<record_result> open(std::string event_id, std::string case_key, std::string_view procedure,
                                            std::string unit, date occurred_on, date recorded_on);

  /// Takes a new version of one of its calendars, as when a yearly notice arrives late: cases whose limits it moves are
  /// folded anew, and the duties and breaches that changed are told as they stand on `as_of`. Afterwards the docket is
  /// the one it would have been with that calendar from the start. O(duties of cases under that calendar), and the
  /// events of those affected. On failure nothing changes. Errors: `docket/no-calendar` (none with this id).
  [[nodiscard]] checked<calendar_change> change_calendar(work_calendar now, date as_of);

  /// The words of its reasons, also for what is told of its answers: `explain`, `deadline_in_words`.
  [[nodiscard]] const phrase_book& phrases() const noexcept;
  [[nodiscard]] std::size_t case_count() const noexcept;
  [[nodiscard]] std::size_t event_count() const noexcept;
  /// Keys in the order in which the cases began.
  [[nodiscard]] std::vector<case_summary> cases(date as_of, const docket_filter& f = {}) const;
  /// Null if there is no such case.
  [[nodiscard]] const case_state* state_of(std::string_view case_key) const noexcept;
  /// The events of a case in the order of recording; none if there is no such case. O(events of the case).
  [[nodiscard]] std::vector<event> events(std::string_view case_key) const;
  /// The same, kept until the docket next changes, for callers who want a pointer; null if there is no such case. Whoever
  /// walks over all cases takes `events`, since cases lie packed: what is kept here takes several times their memory.
  [[nodiscard]] const std::vector<event>* events_of(std::string_view case_key) const;

  /// Every duty that had begun by that day, by case and in the order of beginning.
  [[nodiscard]] std::vector<duty> duties(date as_of, const docket_filter& f = {}) const;
  /// How many of these stand how, by the unit that answers for them on that day, ordered by its key. What lay in a
  /// unit that was divided is counted in the lowest one that holds all parts of it; "" stands for what has none. Counts those of
  /// `duties`, made only if a body, a rule or a provision is asked for. O(duties).
  [[nodiscard]] std::vector<unit_duties> tally(date as_of, const docket_filter& f = {}) const;
  /// Open duties whose last lawful day lies in the interval, the earliest first. Where the law changed and it cannot be
  /// told which limit counts, the earliest of the days counts here.
  [[nodiscard]] std::vector<duty> due(validity interval, date as_of, const docket_filter& f = {}) const;
  /// Open duties whose last lawful day is `as_of` or one of the next working days, by the calendar of each procedure.
  [[nodiscard]] std::vector<duty> due_soon(std::int32_t working_days, date as_of, const docket_filter& f = {}) const;
  /// Duties not done whose last lawful day has passed, the oldest first.
  [[nodiscard]] std::vector<duty> overdue(date as_of, const docket_filter& f = {}) const;
  /// Duties done after their last lawful day, the oldest of these days first.
  [[nodiscard]] std::vector<duty> met_late(date as_of, const docket_filter& f = {}) const;
  /// Breaches recorded in events up to that day, in the order of occurring. What is merely overdue is in `overdue`.
  [[nodiscard]] std::vector<breach_record> breaches(date as_of, const docket_filter& f = {}) const;
  /// Reminders and escalations that fall into the interval, by day: of duties not done by `as_of`. A limit that stands
  /// still has no day and reminds nobody; where the law changed and it cannot be told which limit counts, the earliest of
  /// the days counts.
  [[nodiscard]] std::vector<due_reminder> reminders(validity interval, date as_of, const docket_filter& f = {}) const;
  /// By body, ordered by key.
  [[nodiscard]] std::vector<body_load> load(date as_of, const docket_filter& f = {}) const;
  /// What may lawfully come next. Errors: `docket/unknown-case`.
  [[nodiscard]] checked<std::vector<next_act>> next(std::string_view case_key, date as_of) const;
  /// All that happened by that day, with reasons: acts in the words of their last correction, and each correction as a
  /// line of its own. Errors: `docket/unknown-case`.
  [[nodiscard]] checked<std::vector<history_line>> history(std::string_view case_key, date as_of) const;
  /// Why the duty falls due when it does, who answers, and how it stands.
  [[nodiscard]] explanation why(const duty& d, date as_of) const;

  /// The whole docket as bytes, in blocks of about a mebibyte, for `read_bytes` with the same procedures, calendars and
  /// policies: events and what they made of each case. Equal dockets give equal bytes. `exchange/snapshot.hpp` makes a file
  /// of it, with version and hashes. Holds one block. Errors: those of the sink, which end the writing.
  [[nodiscard]] diagnostics write_bytes(const byte_sink& to) const;
  /// The docket that these bytes were written of. Bytes from outside may be anything: every number is checked against
  /// what it counts or names. Whether the states follow from the events is not checked unless `fold_again` asks for it.
  /// Holds the docket, one block, and the case that is being read: one with more than 4,194,304 entries of lists (events,
  /// facts, duties and the like together) is refused, and a text of more than a mebibyte. Of bytes of version 1.1 and before
  /// the events are taken, and every case is folded again. Errors: those of `make` and of the source,
  /// `snapshot/damaged` (with the byte), `snapshot/other-procedure`, `snapshot/other-calendar`,
  /// `snapshot/other-policies`, `snapshot/not-of-its-events`.
  enum class trust : std::uint8_t { as_written, fold_again };
  [[nodiscard]] static checked<docket> read_bytes(docket_terms terms, const byte_source& from,
                                                  trust how = trust::as_written);
  /// The same in one piece.
  [[nodiscard]] std::string to_bytes() const;
  [[nodiscard]] static checked<docket> from_bytes(docket_terms terms, std::string_view bytes,
                                                  trust how = trust::as_written);

  /// Cases, states, duties and breaches in one canonical text: equal dockets give equal bytes.
  [[nodiscard]] std::string fingerprint() const;

private:
  struct data;
  explicit docket(std::unique_ptr<data> d) noexcept;
  std::unique_ptr<data> data_;
};

}  // namespace dinh::inline v1
