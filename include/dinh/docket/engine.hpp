#pragma once
/// \file
/// One event applied to one case: a pure function. Header-only and without allocation on the ordinary path;
/// `advance.hpp` is the same with names, checks and lists.
///
/// What an event does, in this order:
/// 1. If the step is not enabled, the case is brought to where it is: see below. If it is, but the act is dated before the
///    day since which it is, that is a breach too.
/// 2. Every running deadline that ends with the step is settled against the day of the act.
/// 3. The step fires: its tokens move on; forks, joins and ends fire by themselves on the same day (a join on the
///    latest day of the case so far).
/// 4. The deadlines that begin with a fired step start to run, if their later step can still come and their provision
///    is in force that day.
/// 5. A running deadline whose later step can no longer come is closed. If a decision took another branch (or the loop
///    began again: each pass has its own duty), the step was not asked for and the duty is `void_`, however late the
///    decision came, unless it took the branch to the very step through which the consequence of missing the deadline
///    comes. If its day had passed, it is `breached` on that branch, and where the case was ended from outside.
///
/// **Acts out of order.** A step that exists but is not enabled was done all the same; the law is broken, the case
/// goes on from there. The engine looks for the shortest run of steps that would have led to it, treats those steps
/// as left out, and moves the case behind the act. So the marking always stays one that the sound procedure can
/// reach: whatever is recorded, the case can still be brought to an end. Duties whose step was left out are
/// breached. If no run leads there (the step lies behind or on a branch not taken) the act is recorded as a
/// breach and changes nothing else.
///
/// **Days out of order.** A step may be done from the day on which all that leads to it had happened: that of the act before
/// it, or where ways come together the latest of theirs; what runs side by side does not count. An act dated earlier is
/// `out_of_order` with that day as its `lawful` one, and nothing left out. The case goes on as always; what the act leads to
/// may still not be done before that day. This is judged where the days of the tokens are kept (`token_days`), as a
/// `case_fold` does.

#include <dinh/calendar/due.hpp>
#include <dinh/docket/case_state.hpp>
#include <dinh/docket/token_days.hpp>
#include <dinh/procedure/procedure.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// The states of a duty. Whether a duty is `pending`, `open` or `breached` by lapse of time depends on the day one
/// asks for; see `state_on`.
enum class duty_state : std::uint8_t {
  pending,  ///< begun, but its step may not lawfully be done yet
  open,     ///< to be done
  met,
  met_late,
  breached,   ///< its day passed without the act, the act came too early, or it was left out
  void_,      ///< no longer asked for
  suspended,  ///< its limit stands still
  needs_review  ///< the law changed while it ran, no transitional provision is known, and the answers differ
};
/// "pending", "open", "met", "met_late", "breached", "void", "suspended", "needs_review".
[[nodiscard]] constexpr std::string_view name_of(duty_state s) noexcept {
  constexpr std::array<std::string_view, 8> names{"pending",  "open", "met",       "met_late",
                                                  "breached", "void", "suspended", "needs_review"};
  return names[static_cast<std::size_t>(s)];
}

/// What was done against the law.
enum class breach_kind : std::uint8_t {
  too_late,         ///< done after its last lawful day
  too_early,        ///< done before a minimum period had ended
  short_lead_time,  ///< the earlier act was not done long enough before
  lapsed,           ///< rests on something that no longer counted
  never_done,       ///< its day passed, and the case went on without it
  left_out,         ///< the case went on without it
  out_of_order,     ///< done when the procedure did not allow it: from another place, or dated before what it rests on
  extended_too_often,  ///< a limit was made longer more often than the law allows
  extended_too_long,   ///< a limit was made longer by more than the law allows
  against_its_facts,   ///< a branch was taken whose condition the facts of the case contradict
  extended_too_late    ///< a limit was made longer after it had run out
};
/// "too_late", "too_early", "short_lead_time", "lapsed", "never_done", "left_out", "out_of_order", "extended_too_often",
/// "extended_too_long", "against_its_facts", "extended_too_late".
[[nodiscard]] constexpr std::string_view name_of(breach_kind k) noexcept {
  constexpr std::array<std::string_view, 11> names{
      "too_late",     "too_early",          "short_lead_time",   "lapsed",           "never_done", "left_out",
      "out_of_order", "extended_too_often", "extended_too_long", "against_its_facts", "extended_too_late"};
  return names[static_cast<std::size_t>(k)];
}

inline constexpr std::uint16_t no_deadline = UINT16_MAX;

/// A step left out on the way to an act out of order.
struct left_out_step {
  std::uint16_t step = 0;
  std::uint16_t exit = 0;  ///< for a decision, the branch that must have been taken
  friend constexpr bool operator==(const left_out_step&, const left_out_step&) = default;
};

/// What moved the running limits of one case: nothing, in most cases.
struct case_adjustments {
  /// One deadline, made longer while it ran since `opened`.
  struct extension {
    std::uint16_t deadline = 0;  ///< here and below: of the procedure
    day_number opened = never;   ///< since when that deadline runs
    day_number granted = never;  ///< the day of the act, or of the event
    span by;
    std::uint16_t clock = UINT16_MAX;  ///< the clock rule that grants it, of the procedure; none: somebody recorded it
    friend bool operator==(const extension&, const extension&) = default;
  };
  /// Some limits stand still, by a clock rule of the procedure.
  struct stop {
    std::uint16_t clock = 0;               ///< the clock rule, of the procedure
    std::vector<std::uint16_t> deadlines;  ///< those that stand still
    suspension when;
  };
  /// One deadline, counted anew.
  struct restart {
    std::uint16_t deadline = 0;
    day_number opened = never;
    day_number from = never;  ///< the day from which it is counted now
    std::uint16_t clock = 0;  ///< the clock rule, of the procedure
  };
  /// A deadline that is nothing but the extension of another one, and so ends with it.
  struct alias {
    std::uint16_t deadline = 0;
    day_number opened = never;
    std::uint16_t of = 0;  ///< the deadline that it extends, which runs since `of_opened`
    day_number of_opened = never;
  };
  std::vector<suspension> suspensions;  ///< in the order of their beginning; the last one may be open
  std::vector<extension> extensions;    ///< in the order of granting
  std::vector<stop> stops;              ///< in the order of their beginning
  std::vector<restart> restarts;        ///< in the order of happening
  std::vector<alias> aliases;

  [[nodiscard]] bool empty() const noexcept {
    return suspensions.empty() && extensions.empty() && stops.empty() && restarts.empty() && aliases.empty();
  }
  /// What had happened by a day: what ended later is open.
  [[nodiscard]] DINH_API case_adjustments known_on(date day) const;
};

namespace engine {

/// A deadline began to run or was settled.
struct duty_event {
  std::uint16_t deadline = 0;
  duty_state state = duty_state::open;  ///< `open` or `pending`: it began
  bool is_provisional = false;          ///< `lawful` rests on a year whose days off are not decided
  day_number opened = never;
  day_number lawful = never;  ///< last or first lawful day of its later step; `never`: the law gives none
  day_number settled = never;  ///< `never` while it runs
};

/// A breach as the engine finds it, by numbers of steps and deadlines.
struct breach_event {
  breach_kind kind = breach_kind::too_late;
  std::uint16_t deadline = no_deadline;  ///< `no_deadline` for an act out of order
  std::uint16_t step = 0;
  day_number occurred = never;
  day_number lawful = never;  ///< as in `duty_event`; of an act dated before what it rests on, the day of that
  std::int32_t days = 0;  ///< how many calendar days too late, too early or too short; 0 without a number
};

/// What a deadline makes of its later step.
struct lawful_day {
  day_number day = never;
  bool is_provisional = false;
};

/// The limit of a running deadline under the law of a day, and the day from which it is counted.
struct limit_of_day {
  const limit* time = nullptr;  ///< null: no number
  day_number from = never;
};
/// Once the provision has been replaced this is the new limit where a transitional provision says so, else the old one.
[[nodiscard]] inline limit_of_day limit_under_law(const procedure_tables& t, std::uint16_t deadline, day_number opened,
                                                  day_number day) noexcept {
  const auto& d = t.deadlines[deadline];
  const bool is_new = day >= d.changes_on && d.successor != UINT16_MAX &&
                      (d.open_cases == open_case_rule::new_from_start || d.open_cases == open_case_rule::new_from_change);
  if (!is_new) return {d.has_number ? &d.time : nullptr, opened};
  const auto& now = t.deadlines[d.successor];
  return {now.has_number ? &now.time : nullptr, d.open_cases == open_case_rule::new_from_start ? opened : d.changes_on};
}

/// The deadline whose end this one has: itself, but for an alias.
struct running_limit {
  std::uint16_t deadline = 0;
  day_number opened = never;
};
[[nodiscard]] inline running_limit unaliased(std::uint16_t deadline, day_number opened, const case_adjustments& moved) {
  for (const auto& a : moved.aliases)
    if (a.deadline == deadline && a.opened == opened) return {a.of, a.of_opened};
  return {deadline, opened};
}

/// The last lawful day of the deadline's later step (or the first one, if it sets a minimum), for one that runs
/// since `opened`.
[[nodiscard]] inline lawful_day lawful_day_of(const limit& l, const work_calendar& calendar, day_number opened,
                                              const due_policies& policies) noexcept {
  if (l.way != direction::not_later_than_before) {
    const due_answer a = calendar.answer(l, to_date(opened), policies);
    return a.day.is_special() ? lawful_day{} : lawful_day{to_day_number(a.day), a.is_provisional()};
  }
  // The first event whose lead time reaches back to `opened`: a guess from the same span forwards, then day by day.
  const due_answer guess = calendar.answer({l.length, direction::valid_for}, to_date(opened), policies);
  if (guess.day.is_special()) return {};
  const auto reaches = [&](day_number event_day) {
    const due_answer back = calendar.answer(l, to_date(event_day), policies);
    return !back.day.is_special() && to_day_number(back.day) >= opened;
  };
  day_number day = to_day_number(guess.day);
  constexpr int most_tries = 400;
  int tries = 0;
  while (!reaches(day) && ++tries < most_tries) ++day;
  while (day > opened && reaches(day - 1) && ++tries < most_tries) --day;
  return tries < most_tries ? lawful_day{day, guess.is_provisional()} : lawful_day{};
}

/// The same under adjustments. Suspensions that ended before `opened` do not count; while one is open there is no day.
/// A lead time is not moved by either. `counted_from`, if given, is the day from which the limit is counted.
[[nodiscard]] DINH_API lawful_day lawful_day_of(const limit& l, const work_calendar& calendar, day_number opened,
                                                const due_policies& policies, const case_adjustments& moved,
                                                std::uint16_t deadline, day_number counted_from = never);

/// What to ask the calendar for a deadline that was moved: from which day, with which suspensions and extensions.
struct moved_question {
  day_number from = never;
  due_options options;
};
[[nodiscard]] DINH_API moved_question question_of_moved(std::uint16_t deadline, day_number opened, day_number counted_from,
                                                        const due_policies& policies, const case_adjustments& moved);

/// The lawful day of a running deadline by the law of `day`, with all that moved it. `not_a_date` without a number.
[[nodiscard]] DINH_API lawful_day moved_lawful_day(const procedure_tables& t, std::uint16_t deadline, day_number opened,
                                                   day_number day, const work_calendar& calendar,
                                                   const due_policies& policies, const case_adjustments& moved);

/// What the caller of the engine receives: anything with these members.
template <class Sink>
concept sink_type = requires(Sink& s, const duty_event& d, const breach_event& b, const std::vector<left_out_step>& l) {
  s.duty(d);
  s.breach(b);
  s.out_of_order(b, l);
};

/// The shortest run from `standing` to a marking that enables `step`, and that marking. False if there is none.
/// Deterministic: steps are tried in their order. Looks at 200,000 markings at most.
[[nodiscard]] DINH_API bool find_run(const procedure_tables& t, const marking& standing, std::uint16_t step,
                                     std::vector<left_out_step>& run, marking& there);

/// One act applied to the state of a case; what it does to duties goes to the sink as it happens.
template <sink_type Sink>
class application {
public:
  application(const procedure_tables& t, const work_calendar& calendar, const due_policies& policies, case_state& state,
              Sink& sink, const case_adjustments* moved = nullptr, token_days* since = nullptr) noexcept
      : t_{t}, calendar_{calendar}, policies_{policies}, state_{state}, sink_{sink}, moved_{moved}, since_{since} {}

  /// Pre: the case is not closed, `step` is recordable, `exit` is one of its exits (0 unless it is a decision), the
  /// dates lie in the calendar's range. For a start, the case is not begun.
  void run(std::uint16_t step, std::uint16_t exit, day_number occurred, day_number recorded) {
    const auto& row = t_.steps[step];
    state_.latest_recorded = recorded;
    state_.latest_occurred = std::max(state_.latest_occurred, occurred);
    if (row.kind != step_kind::start) {
      if (!state_.standing.contains(row.input)) {
        if (!jump(step, occurred)) return;
      } else if (since_ != nullptr) {
        if (const day_number since = since_->latest_on(row.input); occurred < since)
          sink_.out_of_order({breach_kind::out_of_order, no_deadline, step, occurred, since, since - occurred}, {});
      }
    }
    settle(step, occurred);
    fire(step, exit, occurred);
    const bool decides = row.kind == step_kind::decision;
    close_dead(occurred, decides ? t_.exits[static_cast<std::size_t>(row.first_exit) + exit].step : no_step, occurred);
  }

  /// Ends the case without its last step, as when it was withdrawn or joined to another: what still runs is no longer
  /// asked for, or breached if its day had passed. An end that is dated before what had happened in the case counts from the
  /// day of the latest of that; whether a day had passed is judged by its own. Pre: begun and not closed.
  void end_case(day_number occurred, day_number recorded) {
    state_.latest_recorded = recorded;
    state_.latest_occurred = std::max(state_.latest_occurred, occurred);
    state_.standing = {};
    if (since_ != nullptr) *since_ = {};
    close_dead(state_.latest_occurred, no_step, occurred);
  }

private:
  static constexpr std::uint16_t no_step = UINT16_MAX;

  /// False if the act changes nothing.
  bool jump(std::uint16_t step, day_number occurred) {
    std::vector<left_out_step> run;
    marking there;
    const bool found = find_run(t_, state_.standing, step, run, there);
    sink_.out_of_order({breach_kind::out_of_order, no_deadline, step, occurred, never, 0}, run);
    if (!found) return false;
    stand(there);
    for (std::uint32_t i = 0; i < state_.running.size();) {
      const running_deadline r = state_.running[i];
      const auto& d = t_.deadlines[r.deadline];
      const bool was_left_out =
          std::any_of(run.begin(), run.end(), [&](const left_out_step& l) { return l.step == d.to; });
      if (!was_left_out) {
        ++i;
        continue;
      }
      const lawful_day day = lawful(r, occurred);
      sink_.duty({r.deadline, duty_state::breached, day.is_provisional, r.opened, day.day, occurred});
      sink_.breach({breach_kind::left_out, r.deadline, d.to, occurred, day.day, 0});
      state_.running.erase(i);
    }
    return true;
  }

  /// By the law of `day`.
  [[nodiscard]] lawful_day lawful(const running_deadline& r, day_number day) const noexcept {
    if (moved_ != nullptr) return moved_lawful_day(t_, r.deadline, r.opened, day, calendar_, policies_, *moved_);
    const limit_of_day l = limit_under_law(t_, r.deadline, r.opened, day);
    return l.time == nullptr ? lawful_day{} : lawful_day_of(*l.time, calendar_, l.from, policies_);
  }

  /// The step was done on `day`: every deadline that ends with it is settled.
  void settle(std::uint16_t step, day_number day) {
    for (std::uint32_t i = 0; i < state_.running.size();) {
      const running_deadline r = state_.running[i];
      const auto& d = t_.deadlines[r.deadline];
      if (d.to != step) {
        ++i;
        continue;
      }
      const lawful_day l = lawful(r, day);
      if (r.is_new != 0) begin(r, l);
      duty_event out{r.deadline, duty_state::met, l.is_provisional, r.opened, l.day, day};
      breach_event bad{breach_kind::too_late, r.deadline, step, day, l.day, l.day == never ? 0 : day - l.day};
      bool is_breach = false;
      if (l.day != never) switch (d.time.way) {
          case direction::within_after:
            if ((is_breach = day > l.day)) out.state = duty_state::met_late;
            break;
          case direction::valid_for:
            bad.kind = breach_kind::lapsed;
            if ((is_breach = day > l.day)) out.state = duty_state::breached;
            break;
          case direction::at_least_lasting:
          case direction::not_later_than_before:
            bad.kind =
                d.time.way == direction::at_least_lasting ? breach_kind::too_early : breach_kind::short_lead_time;
            bad.days = l.day - day;
            if ((is_breach = day < l.day)) out.state = duty_state::breached;
            break;
        }
      sink_.duty(out);
      if (is_breach) sink_.breach(bad);
      state_.running.erase(i);
    }
  }

  /// The case stands elsewhere: what came to its places came with the last of what went.
  void stand(const marking& there) {
    marking gone = state_.standing;
    gone.remove(there);
    marking came = there;
    came.remove(state_.standing);
    if (since_ != nullptr) since_->move(gone, came, since_->latest_on(gone));
    state_.standing = there;
  }

  void begin(const running_deadline& r, const lawful_day& l) {
    const auto& d = t_.deadlines[r.deadline];
    const bool is_minimum = d.has_number && d.time.way != direction::within_after && d.time.way != direction::valid_for;
    sink_.duty(
        {r.deadline, is_minimum ? duty_state::pending : duty_state::open, l.is_provisional, r.opened, l.day, never});
  }

  void fire(std::uint16_t step, std::uint16_t exit, day_number day) {
    const auto& row = t_.steps[step];
    state_.standing.remove(row.input);
    for (std::uint16_t i = 0; i < row.opened_count; ++i) {
      const std::uint16_t opened = t_.opened_by[static_cast<std::size_t>(row.first_opened + i)];
      if (t_.deadlines[opened].begins_on(day)) state_.running.push_back({day, opened, 1});
    }
    const std::uint16_t first = row.kind == step_kind::decision ? exit : std::uint16_t{0};
    const std::uint16_t count = row.kind == step_kind::decision ? std::uint16_t{1} : row.exit_count;
    marking came;
    for (std::uint16_t i = 0; i < count; ++i) came.add(t_.exits[static_cast<std::size_t>(row.first_exit + first + i)].place);
    state_.standing.add(came);
    if (since_ != nullptr) {
      // `day` of a join is that of the latest act of the case, also of those beside it.
      const day_number enabled = since_->latest_on(row.input);
      since_->move(row.input, came, row.kind == step_kind::join ? enabled : std::max(enabled, day));
    }
    for (std::uint16_t i = 0; i < count; ++i) {
      const std::uint16_t next = t_.exits[static_cast<std::size_t>(row.first_exit + first + i)].step;
      const auto& behind = t_.steps[next];
      if (!fires_by_itself(behind.kind) || !state_.standing.contains(behind.input)) continue;
      const day_number then = behind.kind == step_kind::join ? state_.latest_occurred : day;
      settle(next, then);
      fire(next, 0, then);
    }
  }

  /// `chosen` is the step to which a decision led; `no_step`: none decided. `judged` is the day that counts for whether a limit
  /// had run out.
  void close_dead(day_number day, std::uint16_t chosen, day_number judged) {
    for (std::uint32_t i = 0; i < state_.running.size();) {
      running_deadline& r = state_.running[i];
      const auto& d = t_.deadlines[r.deadline];
      if (state_.standing.meets(d.alive)) {
        if (r.is_new != 0) {
          r.is_new = 0;
          begin(r, lawful(r, r.opened));
        }
        ++i;
        continue;
      }
      if (r.is_new == 0) {
        const lawful_day l = lawful(r, day);
        const bool is_latest = d.has_number && d.time.way == direction::within_after;
        const bool was_owed = chosen == no_step || chosen == d.leads_to;
        if (is_latest && was_owed && l.day != never && judged > l.day) {
          sink_.duty({r.deadline, duty_state::breached, l.is_provisional, r.opened, l.day, day});
          sink_.breach({breach_kind::never_done, r.deadline, d.to, day, l.day, day - l.day});
        } else {
          sink_.duty({r.deadline, duty_state::void_, l.is_provisional, r.opened, l.day, day});
        }
      }
      state_.running.erase(i);
    }
  }

  const procedure_tables& t_;
  const work_calendar& calendar_;
  const due_policies& policies_;
  case_state& state_;
  Sink& sink_;
  const case_adjustments* moved_;
  token_days* since_;
};

/// Applies one event to `state`. See `application::run` for what must hold.
template <sink_type Sink>
void apply(const procedure_tables& t, const work_calendar& calendar, const due_policies& policies, case_state& state,
           std::uint16_t step, std::uint16_t exit, day_number occurred, day_number recorded, Sink& sink,
           const case_adjustments* moved = nullptr, token_days* since = nullptr) {
  application<Sink>{t, calendar, policies, state, sink, moved, since}.run(step, exit, occurred, recorded);
}

}  // namespace engine

}  // namespace dinh::inline v1
