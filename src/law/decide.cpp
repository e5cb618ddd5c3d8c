// Which question is asked, and how well the answer has to be known.
#include "evaluator.hpp"

#include <algorithm>

namespace dinh::inline v1 {
namespace deciding {

void evaluator::run() noexcept {
  switch (q_.asked) {
    case question_kind::decision:
      decision();
      break;
    case question_kind::procedural_vote:
      procedural_vote();
      break;
    case question_kind::initiative:
      initiative();
      break;
    case question_kind::minimum_votes:
      minimum_votes();
      break;
    case question_kind::effect:
      effect();
      break;
    case question_kind::choose_form:
      choose_form();
      break;
    case question_kind::cluster_meetings:
      cluster_meetings();
      break;
    case question_kind::convention_meeting:
      convention_meeting();
      break;
    case question_kind::publicity_items:
      publicity_items();
      break;
    case question_kind::recognise:
      recognise();
      break;
    case question_kind::convene_meeting:
      convene_meeting();
      break;
    case question_kind::interim_head:
      interim_head();
      break;
    case question_kind::committee_size:
      committee_size();
      break;
    case question_kind::committee_term:
      committee_term();
      break;
    case question_kind::by_election:
      by_election();
      break;
    case question_kind::board_composition:
      board_composition();
      break;
    case question_kind::member_eligibility:
      member_eligibility();
      break;
  }
}

void evaluator::decision() noexcept {
  if (!q_.where) return missing(asked_fact::setting);
  switch (*q_.where) {
    case setting::village:
      return village_decision();
    case setting::commune:
      return commune_decision();
    case setting::agency_conference:
    case setting::state_enterprise_conference:
      return conference_decision();
    case setting::boundary_consultation:
      return boundary_decision();
    case setting::custom:
      return stated_decision();
    case setting::agency:
    case setting::state_enterprise:
      return ballot_of_all();
  }
}

}  // namespace deciding

namespace {

/// An answer that rests on a rule known less well than asked for is no answer. What was found stays visible in the
/// reasons; the weak ones come last.
void hold_to(evidence asked, date on, ruling& r) noexcept {
  if (asked == evidence::memory) return;  // whatever is known will do
  evidence found = evidence::text;
  for (std::size_t i = 0; i < r.reason_count; ++i)
    if (r.reasons[i].source != nullptr) found = std::max(found, known_on(*r.reasons[i].source, on));
  if (found <= asked) return;
  ruling refused;
  refused.result = outcome::undetermined;
  refused.because(reason_kind::evidence_too_weak, nullptr, static_cast<std::int64_t>(found),
                  static_cast<std::int64_t>(asked));
  for (std::size_t i = 0; i < r.reason_count; ++i)
    if (const rule* weak = r.reasons[i].source; weak != nullptr && known_on(*weak, on) > asked)
      refused.because(reason_kind::number_rule, weak);
  r = refused;
}

}  // namespace

ruling rule_on(const rule_set& rules, const question& q) noexcept {
  ruling out;
  deciding::evaluator{rules, q, out}.run();
  hold_to(rules.weakest_accepted(), q.on, out);
  return out;
}

}  // namespace dinh::inline v1
