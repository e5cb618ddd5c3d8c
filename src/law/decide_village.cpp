// Decisions of a village: its meeting, by clusters or not, who came to it, its ballots.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::village_decision() noexcept {
  counted households = q_.households;
  counted in_favour = q_.in_favour;
  if (!q_.clusters.empty()) {
    if (impossible_tallies(q_.clusters)) return answer(outcome::invalid_input);
    const counted all = total(q_.clusters, &tally::households);
    if (!households.is_asked()) households = all;
    if (exceeds(all, households)) return answer(outcome::invalid_input);
    const counted yes = total(q_.clusters, &tally::in_favour);
    if (!in_favour.is_asked()) in_favour = yes;
    if (disagrees(in_favour, yes, all, households)) return answer(outcome::invalid_input);
    out_.because(reason_kind::clusters_added, nullptr, all.value(), static_cast<std::int64_t>(q_.clusters.size()));
  }
  if (impossible(households, in_favour)) return answer(outcome::invalid_input);
  if (!households.is_known()) return missing(asked_fact::households);
  if (!q_.what.is_given()) return missing(asked_fact::content);
  if (households.value() == 0) return nothing_to_count();
  const governing_rule g = governing(rule_use::passing_threshold);
  if (unsettled(g)) return;
  const counted of = base_for(*g->vote, households);
  if (!of.is_known()) return missing(asked_fact::present);
  apply(*g->vote, g.rule_found, of.value());

  if (!q_.clusters.empty() && may_meet_by_clusters(households) == false) return answer(outcome::unlawful_form);
  if (form_rules_it_out(households)) return;
  const bool at_meeting = !q_.form || *q_.form == decision_form::meeting;
  if (at_meeting && q_.present.is_known() && !attendance(households.value())) return answer(outcome::unreachable);
  if (!in_favour.is_known()) return missing(asked_fact::in_favour);
  count(in_favour.value(), outcome::passed, outcome::not_passed);
}

counted evaluator::base_for(const threshold& t, const counted& households) const noexcept {
  return t.of == base_of::attending || t.of == base_of::attending_representatives ? q_.present : households;
}

std::optional<bool> evaluator::may_meet_by_clusters(const counted& households) noexcept {
  const governing_rule g = governing(rule_use::cluster_size);
  if (!g || !households.is_known() || !q_.scattered) return std::nullopt;
  const bool both = g->applies.when == condition::scattered;  // a size that counts only if scattered
  const bool large = is_large(*g, households.value());
  const bool allowed = both ? large && *q_.scattered : large || *q_.scattered;
  if (!allowed) out_.because(reason_kind::form_not_open, g.rule_found);
  return allowed;
}

bool evaluator::attendance(std::int64_t households) noexcept {
  const std::int64_t present = q_.present.value();
  const auto at_meeting = asked_.of(rule_use::attendance_quorum).in_form(decision_form::meeting);
  std::int64_t needed = out_.minimum.value_or(0);
  bool enough = present >= needed;
  out_.note({nullptr, present, needed, reason_kind::reach, enough});
  if (const governing_rule quorum = rules_.governing(at_meeting, q_.on)) {
    const bool kept = is_enough(*quorum->quorum, present, households).value_or(false);
    const std::int64_t least = least_enough(*quorum->quorum, households).value_or(households);
    out_.note({quorum.rule_found, present, least, reason_kind::quorum, kept});
    enough = enough && kept;
    if (least > needed) needed = least;
  }
  if (present < needed) out_.further_attendance = needed - present;
  out_.meeting_valid = enough;
  const auto by_ballot = asked_.of(rule_use::form_open).in_form(decision_form::household_ballot);
  const rule* ground = nullptr;
  rules_.for_each_applicable(by_ballot, q_.on, [&](const rule& r) {
    if (r.applies.when == condition::failed_meeting && (ground == nullptr || rules_.rank(r) < rules_.rank(*ground)))
      ground = &r;
  });
  if (ground != nullptr) {
    out_.ballot_open = !enough;
    out_.because(enough ? reason_kind::ballot_stays_shut : reason_kind::ballot_opens, ground);
  }
  return enough;
}

void evaluator::convention_meeting() noexcept {
  question here = q_;
  if (!here.where) here.where = setting::village;
  if (!here.what.is_given()) here.what = "15.3";
  if (impossible(q_.households, q_.in_favour)) return answer(outcome::invalid_input);
  if (!q_.households.is_known()) return missing(asked_fact::households);
  if (!q_.present.is_known()) return missing(asked_fact::present);
  evaluator meeting{rules_, here, out_};
  const governing_rule g = meeting.governing(rule_use::passing_threshold);
  if (unsettled(g)) return;
  meeting.apply(*g->vote, g.rule_found, q_.households.value());
  (void)meeting.attendance(q_.households.value());
}

void evaluator::cluster_meetings() noexcept {
  if (impossible_tallies(q_.clusters)) return answer(outcome::invalid_input);
  counted households = q_.households;
  if (!households.is_asked() && !q_.clusters.empty()) households = total(q_.clusters, &tally::households);
  if (exceeds(households, households)) return answer(outcome::invalid_input);
  const governing_rule g = governing(rule_use::cluster_size);
  if (unsettled(g)) return;
  const bool both = g->applies.when == condition::scattered;  // a size that counts only if scattered
  std::optional<bool> large;
  if (households.is_known()) large = is_large(*g, households.value());
  const bool scattered = q_.scattered.value_or(false);
  out_.because(reason_kind::number_rule, g.rule_found, g->number->value);
  if (!large && !(scattered && !both)) return missing(asked_fact::households);
  // Where the size counts only for a scattered settlement, it has to be told (Joint Resolution 09/2008).
  if (both && large == true && !q_.scattered) return missing(asked_fact::scattered);
  // Where it alone opens them (Law 10/2022/QH15 Art 18(3)), a village is an ordinary one unless it is told.
  out_.allowed = both ? (large.value_or(false) && scattered) : (scattered || large.value_or(false));
  if (!*out_.allowed) return;
  const governing_rule approval = governing(rule_use::cluster_approval);
  const rule* decider = approval ? approval.rule_found : g.rule_found;
  if (const auto who = acting(*decider)) {
    out_.decided_by = who;
    out_.because(reason_kind::decider, decider, static_cast<std::int64_t>(*who));
  }
}

}  // namespace dinh::inline v1::deciding
