// How many are enough.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::minimum_on_matter() noexcept {
  const bool by_the_meeting = *q_.matter == vote_matter::secretary || *q_.matter == vote_matter::voting_method ||
                              *q_.matter == vote_matter::counting_team;
  rule_question asked = asking(by_the_meeting ? rule_use::procedural_threshold : rule_use::support_threshold);
  const counted base = by_the_meeting ? q_.present : supporters_of(asked);
  if (exceeds(base, base)) return answer(outcome::invalid_input);
  if (!base.is_known()) return missing(by_the_meeting ? asked_fact::present : supporters_are());
  if (!by_the_meeting && base.value() == 0) return nothing_to_count();
  const governing_rule g = rules_.governing(asked, q_.on);
  if (unsettled(g)) return;
  apply(*g->vote, g.rule_found, base.value());
  if (by_the_meeting) note_empty_meeting(base.value());
}

void evaluator::note_empty_meeting(std::int64_t present) noexcept {
  if (out_.minimum.value_or(0) <= present) return;
  out_.note({nullptr, present, *out_.minimum, reason_kind::reach, false});
  answer(outcome::unreachable);
}

void evaluator::minimum_votes() noexcept {
  if (!q_.where) return missing(asked_fact::setting);
  if (q_.matter && *q_.where != setting::custom) return minimum_on_matter();
  counted base = q_.households;
  asked_fact of_what = asked_fact::households;
  switch (*q_.where) {
    case setting::village:
      if (!base.is_asked() && !q_.clusters.empty()) base = total(q_.clusters, &tally::households);
      break;
    case setting::commune:
      base = q_.villages_total;
      of_what = asked_fact::villages_total;
      if (!base.is_asked() && !q_.villages.empty()) base = counted{static_cast<std::int64_t>(q_.villages.size())};
      break;
    case setting::agency_conference:
    case setting::state_enterprise_conference:
      base = q_.present;
      of_what = asked_fact::present;
      break;
    case setting::custom:
      if (q_.base.is_asked()) base = q_.base;
      of_what = asked_fact::base;
      break;
    case setting::agency:
    case setting::state_enterprise:
      base = q_.staff;
      of_what = asked_fact::staff;
      break;
    case setting::boundary_consultation:
      break;
  }
  const bool own_rule = *q_.where == setting::custom || *q_.where == setting::boundary_consultation;
  if (own_rule && q_.stated && !stated_threshold_is_possible()) return answer(outcome::invalid_input);
  if (exceeds(base, base)) return answer(outcome::invalid_input);
  if (!base.is_known()) return missing(of_what);
  const bool of_those_present =
      *q_.where == setting::agency_conference || *q_.where == setting::state_enterprise_conference;
  if (!of_those_present && base.value() == 0) return nothing_to_count();
  if (own_rule && q_.stated) return apply(*q_.stated, nullptr, base.value());
  if (*q_.where == setting::custom) return missing(asked_fact::threshold);
  const governing_rule g = governing(rule_use::passing_threshold);
  if (unsettled(g)) return;
  apply(*g->vote, g.rule_found, base.value());
  if (of_those_present) note_empty_meeting(base.value());
}

}  // namespace dinh::inline v1::deciding
