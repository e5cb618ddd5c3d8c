// Decisions by a ratio that the question itself gives, and consultations on boundaries.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::boundary_decision() noexcept {
  if (impossible(q_.households, q_.in_favour)) return answer(outcome::invalid_input);
  if (!q_.households.is_known()) return missing(asked_fact::households);
  if (q_.households.value() == 0) return nothing_to_count();
  if (q_.stated) {
    if (!stated_threshold_is_possible()) return answer(outcome::invalid_input);
    apply(*q_.stated, nullptr, q_.households.value());
  } else {
    const governing_rule g = governing(rule_use::passing_threshold);
    if (unsettled(g)) return;
    apply(*g->vote, g.rule_found, q_.households.value());
  }
  if (!q_.in_favour.is_known()) return missing(asked_fact::in_favour);
  count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
}

void evaluator::stated_decision() noexcept {
  const counted base = q_.base.is_asked() ? q_.base : q_.households;
  if (q_.stated && !stated_threshold_is_possible()) return answer(outcome::invalid_input);
  if (impossible(base, q_.in_favour)) return answer(outcome::invalid_input);
  if (!q_.stated) return missing(asked_fact::threshold);
  if (!base.is_known()) return missing(asked_fact::base);
  if (base.value() == 0) return nothing_to_count();
  apply(*q_.stated, nullptr, base.value());
  const bool at_meeting = !q_.form || *q_.form == decision_form::meeting;
  if (at_meeting && q_.present.is_known() && out_.minimum && q_.present.value() < *out_.minimum) {
    out_.note({nullptr, q_.present.value(), *out_.minimum, reason_kind::reach, false});
    out_.further_attendance = *out_.minimum - q_.present.value();
    return answer(outcome::unreachable);
  }
  if (!q_.in_favour.is_known()) return missing(asked_fact::in_favour);
  count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
}

}  // namespace dinh::inline v1::deciding
