// Decisions of conferences of agencies and state enterprises.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

counted evaluator::conference_body() const noexcept {
  if (q_.conference == conference_kind::full) return q_.staff;
  if (q_.conference == conference_kind::delegates) return q_.delegates_summoned;
  return q_.delegates_summoned.is_asked() ? q_.delegates_summoned : q_.staff;
}

void evaluator::ballot_of_all() noexcept {
  rule_question asked = asking(rule_use::form_open);
  asked.form = decision_form::household_ballot;
  if (asked.where == setting::agency) asked.where = setting::agency_conference;
  if (asked.where == setting::state_enterprise) asked.where = setting::state_enterprise_conference;
  if (const governing_rule ballot = rules_.governing(asked, q_.on))
    out_.because(reason_kind::form_open_if, ballot.rule_found);
  (void)unsettled({});
}

bool evaluator::conference_form_rules_it_out() noexcept {
  if (!q_.form || *q_.form == decision_form::meeting) return false;
  if (*q_.form == decision_form::household_ballot) {
    ballot_of_all();
    return true;
  }
  rule_question asked = asking(rule_use::form_open);
  asked.form = decision_form::meeting;
  const governing_rule held = rules_.governing(asked, q_.on);
  if (unsettled(held)) return true;
  out_.because(reason_kind::form_not_open, held.rule_found);
  answer(outcome::unlawful_form);
  return true;
}

void evaluator::conference_decision() noexcept {
  const counted summoned = conference_body();
  if (exceeds(q_.delegates_summoned, q_.staff) || exceeds(q_.staff, q_.staff) || impossible(summoned, q_.in_favour))
    return answer(outcome::invalid_input);
  // A conference of nobody, as a village of no households.
  for (const counted& body : {q_.staff, summoned})
    if (body.is_known() && body.value() == 0) return nothing_to_count();
  if (conference_form_rules_it_out()) return;
  if (!q_.present.is_known()) return missing(asked_fact::present);
  const governing_rule g = governing(rule_use::passing_threshold);
  if (unsettled(g)) return;
  apply(*g->vote, g.rule_found, q_.present.value());

  if (q_.conference == conference_kind::delegates && q_.staff.is_known())
    if (const governing_rule full = governing(rule_use::full_conference_below);
        full && q_.staff.value() < full->number->value && q_.scattered != true) {
      out_.because(reason_kind::full_conference, full.rule_found, q_.staff.value(), full->number->value);
      return answer(outcome::unlawful_form);
    }
  // Where neither the staff nor the delegates are part of the question, nor is the quorum.
  const governing_rule quorum = governing(rule_use::attendance_quorum);
  if (quorum && summoned.is_asked()) {
    if (!summoned.is_known())
      return missing(q_.conference == conference_kind::full ? asked_fact::staff : asked_fact::delegates_summoned);
    const bool kept = is_enough(*quorum->quorum, q_.present.value(), summoned.value()).value_or(false);
    const std::int64_t least = least_enough(*quorum->quorum, summoned.value()).value_or(summoned.value());
    out_.note({quorum.rule_found, q_.present.value(), least, reason_kind::quorum, kept});
    out_.meeting_valid = kept;
    if (!kept) {
      out_.further_attendance = least - q_.present.value();
      return answer(outcome::unreachable);
    }
  }
  if (out_.minimum.value_or(0) > q_.present.value()) return answer(outcome::unreachable);
  if (!q_.in_favour.is_known()) return missing(asked_fact::in_favour);
  count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
}

}  // namespace dinh::inline v1::deciding
