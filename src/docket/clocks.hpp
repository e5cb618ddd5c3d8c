#pragma once
// Clock rules and conditions applied to a case: what the fold of a case and the simulation have in common.

#include <dinh/docket/clocks.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1::docketing {

/// What an act on `step` does to the limits of the case by the clock rules of the procedure. True if any limit may have
/// moved. Pre: the act was applied; `running` is what runs after it.
[[nodiscard]] bool apply_clocks(case_adjustments& moved, const running_deadlines& running, const procedure& p, step_id step,
                                day_number on, const work_calendar& calendar, const due_policies& policies,
                                std::vector<breach>& breaches);

/// Takes out what runs and is nothing but the extension of another limit: that one is owed, to its later day, and nothing is
/// owed twice. Returns what was taken out.
[[nodiscard]] std::vector<running_deadline> leave_extensions_to_first_terms(running_deadlines& running, const case_adjustments& moved);

/// Whether an act on the step can move a limit of any case, or breach one, by the clock rules of the procedure.
[[nodiscard]] bool may_move_limits(const procedure& p, step_id step);

/// What a case told of itself before a decision: its facts by name, and how often each step was done.
struct told_facts {
  std::span<const fact> facts;
  std::span<const std::uint16_t> times;
};
/// `facts_at` without a fold.
[[nodiscard]] fact_source facts_known(const procedure& p, told_facts told, step_id decision, date on,
                                      std::span<const fact> with_act, std::string branch, const rule_set* rules);

/// An extension that somebody recorded: bounded by the clock rules. What goes beyond is a breach and is not granted. One of a
/// limit that had run out is a breach too.
void grant(case_fold& c, const procedure& p, const duty_entry& d, day_number on, span by, const work_calendar& calendar,
           const due_policies& policies, std::vector<breach>& breaches);

/// Whether the branch is one that the facts contradict.
[[nodiscard]] bool is_against_facts(const procedure& p, step_id decision, std::uint16_t exit, const fact_source& facts);

/// The end step that fires by itself behind an act; none if none does.
[[nodiscard]] step_id end_behind(const procedure& p, step_id step, std::uint16_t exit);

}  // namespace dinh::inline v1::docketing
