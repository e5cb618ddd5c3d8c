#pragma once
// Clock rules applied to a case: for case_fold.cpp.

#include <dinh/docket/clocks.hpp>

namespace dinh::inline v1::docketing {

/// What an act on `step` does to the limits of the case by the clock rules of the procedure. True if any limit may have
/// moved. Pre: the act was applied.
[[nodiscard]] bool apply_clocks(case_fold& c, const procedure& p, step_id step, day_number on, std::vector<breach>& breaches);

/// An extension that somebody recorded: bounded by the clock rules. What goes beyond is a breach and is not granted.
void grant(case_fold& c, const procedure& p, const duty_entry& d, day_number on, span by, std::vector<breach>& breaches);

/// Whether the branch is one that the facts contradict.
[[nodiscard]] bool is_against_facts(const procedure& p, step_id decision, std::uint16_t exit, const fact_source& facts);

/// The end step that fires by itself behind an act; none if none does.
[[nodiscard]] step_id end_behind(const procedure& p, step_id step, std::uint16_t exit);

}  // namespace dinh::inline v1::docketing
