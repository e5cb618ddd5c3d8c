// Votes of a meeting about itself, and supporters of an initiative, a petition or a request.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::procedural_vote() noexcept {
  if (exceeds(q_.present, q_.households) || impossible(q_.present, q_.in_favour))
    return answer(outcome::invalid_input);
  if (!q_.present.is_known()) return missing(asked_fact::present);
  if (!q_.matter) return missing(asked_fact::matter);
  const governing_rule g = governing(rule_use::procedural_threshold);
  if (unsettled(g)) return;
  apply(*g->vote, g.rule_found, q_.present.value());
  if (out_.minimum.value_or(0) > q_.present.value()) {
    out_.note({nullptr, q_.present.value(), *out_.minimum, reason_kind::reach, false});
    return answer(outcome::unreachable);
  }
  if (!q_.in_favour.is_known()) return missing(asked_fact::in_favour);
  count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
}

void evaluator::initiative() noexcept {
  if (!q_.matter) return missing(asked_fact::matter);
  rule_question asked = asking(rule_use::support_threshold);
  const counted all = supporters_of(asked);
  if (exceeds(q_.agreeing, all) || exceeds(all, all)) return answer(outcome::invalid_input);
  if (!all.is_known()) return missing(supporters_are());
  if (all.value() == 0) return nothing_to_count();
  const governing_rule g = rules_.governing(asked, q_.on);
  if (unsettled(g)) return;
  apply(*g->vote, g.rule_found, all.value());
  if (!q_.agreeing.is_known()) return missing(asked_fact::agreeing);
  if (!out_.minimum) return answer(outcome::needs_review);  // a disputed share
  const bool enough = q_.agreeing.value() >= *out_.minimum;
  out_.note({nullptr, q_.agreeing.value(), *out_.minimum, reason_kind::supported, enough});
  answer(enough ? outcome::met : outcome::not_met);
  if (!enough) out_.further_votes = *out_.minimum - q_.agreeing.value();
  if (*q_.matter != vote_matter::initiative) return;
  out_.must_be_tabled = enough;
  asked.use = rule_use::support_waived;
  if (enough) return;
  if (const governing_rule waived = rules_.governing(asked, q_.on); waived && holds(waived->applies.when) == true) {
    out_.must_be_tabled = true;
    out_.because(reason_kind::tabled_without_support, waived.rule_found);
  }
}

counted evaluator::supporters_of(rule_question& asked) const noexcept {
  if (q_.matter != vote_matter::conference_request) return q_.households;
  // The setting says only whose conference is meant; both laws ask for the same share of all staff.
  if (!asked.where || *asked.where == setting::agency_conference) asked.where = setting::agency;
  if (*asked.where == setting::state_enterprise_conference) asked.where = setting::state_enterprise;
  return q_.staff;
}

}  // namespace dinh::inline v1::deciding
