// Decisions of commune scope, counted by villages.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::commune_decision() noexcept {
  if (impossible_tallies(q_.villages)) return answer(outcome::invalid_input);
  counted all = q_.villages_total;
  counted assenting = q_.villages_in_favour;
  if (!q_.villages.empty()) {
    const counted listed{static_cast<std::int64_t>(q_.villages.size())};
    if (!all.is_asked()) all = listed;
    if (exceeds(listed, all)) return answer(outcome::invalid_input);
  }
  if (exceeds(assenting, all) || exceeds(all, all)) return answer(outcome::invalid_input);
  if (!q_.what.is_given()) return missing(asked_fact::content);
  if (all.is_known() && all.value() == 0) return nothing_to_count();
  for (const tally& village : q_.villages)
    if (village.households == 0) return nothing_to_count();
  const governing_rule g = governing(rule_use::passing_threshold);
  if (!all.is_known()) return missing(asked_fact::villages_total);
  if (unsettled(g)) return;
  if (!q_.villages.empty()) {
    rule_question own = asking(rule_use::passing_threshold);
    own.where = setting::village;
    const governing_rule each = rules_.governing(own, q_.on);
    if (unsettled(each)) return;
    std::int64_t yes = 0;
    for (const tally& village : q_.villages)
      if (is_enough(*each->vote, village.in_favour, village.households).value_or(false)) ++yes;
    out_.because(reason_kind::villages_assenting, each.rule_found, yes, all.value());
    if (disagrees(assenting, yes, static_cast<std::int64_t>(q_.villages.size()), all))
      return answer(outcome::invalid_input);
    if (!assenting.is_known()) assenting = counted{yes};
  }
  apply(*g->vote, g.rule_found, all.value());
  if (form_rules_it_out(counted{})) return;
  if (!assenting.is_known()) return missing(asked_fact::villages_in_favour);
  out_.villages_in_favour = assenting.value();
  count(assenting.value(), outcome::passed, outcome::not_passed);
}

}  // namespace dinh::inline v1::deciding
