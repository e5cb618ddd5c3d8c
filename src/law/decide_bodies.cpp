// How committees and boards are made up, and for how long.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

rule_question evaluator::asking_body(rule_use use) const noexcept {
  rule_question asked = asking(use);
  if (q_.body == asked_body::agency_inspection_committee) {
    const bool enterprise = q_.where == setting::state_enterprise || q_.where == setting::state_enterprise_conference;
    asked.where = enterprise ? setting::state_enterprise : setting::agency;
  } else {
    asked.where.reset();
  }
  return asked;
}

governing_rule evaluator::governing_body(rule_use use) const noexcept {
  return rules_.governing(asking_body(use), q_.on);
}

void evaluator::take(std::optional<std::int64_t>& into, const governing_rule& g) noexcept {
  if (!g) return;
  into = g->number->value;
  out_.because(reason_kind::number_rule, g.rule_found, g->number->value);
}

void evaluator::committee_size() noexcept {
  if (!q_.body) return missing(asked_fact::body);
  if (exceeds(q_.villages_total, q_.villages_total) || exceeds(q_.staff, q_.staff) || exceeds(q_.members, q_.members))
    return answer(outcome::invalid_input);
  const bool agency = q_.body == asked_body::agency_inspection_committee;
  if (const governing_rule none = governing_body(rule_use::committee_not_required); none && q_.staff.is_known()) {
    if (q_.staff.value() <= none->number->value) {
      out_.committee_required = false;
      out_.because(reason_kind::not_required, none.rule_found, none->number->value);
      return;
    }
    // In a special case there may be none in a larger unit either; the higher union decides (Decree 59/2023 Art 21(2)).
    if (q_.special != true) out_.committee_required = true;
  } else if (agency && q_.staff.is_known()) {
    out_.committee_required = true;
  }
  const governing_rule floor = governing_body(rule_use::committee_members_min);
  take(out_.members_min, floor);
  // A special or scattered unit may set more (Arts 60(1), 77(1)).
  const governing_rule more = governing_body(rule_use::committee_more_members);
  const std::optional<bool> may_set_more = more ? is_scattered_or_special() : std::optional<bool>{false};
  if (may_set_more == true)
    out_.because(reason_kind::number_rule, more.rule_found);
  else
    take(out_.members_max, governing_body(rule_use::committee_members_max));
  take(out_.resident_members_max, governing_body(rule_use::resident_members_max));
  counted villages = q_.villages_total;
  if (!villages.is_asked() && !q_.villages.empty()) villages = counted{static_cast<std::int64_t>(q_.villages.size())};
  if (const governing_rule follows = governing_body(rule_use::committee_follows_villages);
      follows && villages.is_known() && out_.members_min) {
    out_.because(reason_kind::follows_villages, follows.rule_found, villages.value());
    out_.members = villages.value() > *out_.members_min ? villages.value() : *out_.members_min;
    if (villages.value() < *out_.members_min)
      take(out_.members_max, governing_body(rule_use::committee_small_commune));
  }
  const std::int64_t members = q_.members.is_known() ? q_.members.value() : out_.members.value_or(0);
  const governing_rule deputies = governing_body(rule_use::committee_deputies_max);
  if (deputies && members >= deputies->applies.members_from) take(out_.deputies_max, deputies);
  if (out_.reason_count == 0) return (void)unsettled({});
  if (q_.members.is_known() && out_.members_min) judge_members(*floor, may_set_more, more.rule_found);
}

std::optional<bool> evaluator::is_scattered_or_special() const noexcept {
  if (q_.scattered == true || q_.special == true) return true;
  if (q_.scattered == false && q_.special == false) return false;
  return std::nullopt;
}

void evaluator::judge_members(const rule& floor, std::optional<bool> may_set_more, const rule* more) noexcept {
  const std::int64_t members = q_.members.value();
  if (members < out_.members.value_or(*out_.members_min)) {
    out_.allowed = false;
    return;
  }
  if (out_.members_max && members > *out_.members_max) {
    if (may_set_more) {
      out_.allowed = false;
      return;
    }
    out_.because(reason_kind::number_rule, more);
    return missing(asked_fact::scattered_or_special);
  }
  // Between floor and ceiling the number followed population and terrain (Decree 159/2016 Art 5).
  bool varies = false;
  rules_.for_each_applicable(asking_body(rule_use::committee_members_by_place), q_.on, [&](const rule& r) {
    if (rules_.rank(r) > rules_.rank(floor)) return;  // the floor of a law has taken the place of a decree's numbers
    out_.because(reason_kind::number_rule, &r, r.number->value);
    varies = true;
  });
  if (varies) return missing(asked_fact::kind_of_commune);
  out_.allowed = true;
}

void evaluator::committee_term() noexcept {
  if (!q_.body) return missing(asked_fact::body);
  const governing_rule transition = governing_body(rule_use::committee_transition);
  // Elected under an earlier rule: that rule's term, and the body goes on until a new one is elected.
  const bool earlier = transition && q_.start && *q_.start < transition->valid.from;
  const governing_rule g = rules_.governing(asking_body(rule_use::committee_term), earlier ? *q_.start : q_.on);
  if (earlier) {
    out_.until_event = transition->ends_with;
    out_.because(reason_kind::transition, transition.rule_found);
  }
  if (!g && earlier) return;
  if (unsettled(g)) return;
  // Elected under another rule, and no text says yet what becomes of the body.
  if (!earlier && q_.start) {
    const governing_rule then = rules_.governing(asking_body(rule_use::committee_term), *q_.start);
    if (then && *q_.start < q_.on && then->term != g->term) {
      out_.because(reason_kind::texts_conflict, g.rule_found);
      out_.because(reason_kind::texts_conflict, then.rule_found);
      return answer(outcome::needs_review);
    }
  }
  out_.term = g->term;
  out_.because(reason_kind::term, g.rule_found, static_cast<std::int64_t>(*g->term));
}

void evaluator::by_election() noexcept {
  rule_question asked = asking_body(rule_use::by_election_from);
  if (!asked.body) asked.body = asked_body::commune_inspection_committee;
  if (!q_.term_ends) return missing(asked_fact::term_ends);
  if (!q_.vacancy_on || !is_countable(*q_.vacancy_on)) return missing(asked_fact::vacancy_on);
  if (*q_.term_ends < *q_.vacancy_on) {
    out_.because(reason_kind::more_than_possible);
    return answer(outcome::invalid_input);
  }
  const governing_rule g = rules_.governing(asked, q_.on);
  if (unsettled(g)) return;
  const date rest_ends = to_date(add_months(to_civil(*q_.vacancy_on), static_cast<int>(g->number->value)));
  out_.by_election_required = rest_ends <= *q_.term_ends;
  out_.note({g.rule_found, g->number->value, 0, reason_kind::rest_of_term, *out_.by_election_required});
}

void evaluator::board_composition() noexcept {
  question here = q_;
  if (!here.body) here.body = asked_body::investment_supervision_board;
  evaluator board{rules_, here, out_};
  board.take(out_.members_min, board.governing_body(rule_use::committee_members_min));
  board.take(out_.members_max, board.governing_body(rule_use::committee_members_max));
  board.take(out_.resident_members_max, board.governing_body(rule_use::resident_members_max));
  const governing_rule deputies = board.governing_body(rule_use::committee_deputies_max);
  if (deputies && deputies->applies.members_from == 0) board.take(out_.deputies_max, deputies);
  if (out_.reason_count == 0) return (void)unsettled({});
  if (exceeds(q_.resident_members, q_.members) || exceeds(q_.members, q_.members))
    return answer(outcome::invalid_input);
  if (!q_.members.is_known() && !q_.resident_members.is_known()) return;
  out_.allowed = (!q_.members.is_known() || !out_.members_min || q_.members.value() >= *out_.members_min) &&
                 (!q_.members.is_known() || !out_.members_max || q_.members.value() <= *out_.members_max) &&
                 (!q_.resident_members.is_known() || !out_.resident_members_max ||
                  q_.resident_members.value() <= *out_.resident_members_max);
}

void evaluator::member_eligibility() noexcept {
  if (!q_.relative) return missing(asked_fact::relative_role);
  rule_question asked = asking_body(rule_use::kinship_bar);
  if (!asked.body) asked.body = asked_body::investment_supervision_board;
  bool known = false;
  bool barred = false;
  rules_.for_each_applicable(asked, q_.on, [&](const rule& r) {
    known = true;
    const bool bars = *q_.relative != relative_role::none && r.applies.relatives.contains(*q_.relative);
    barred = barred || bars;
    out_.note({&r, 0, 0, reason_kind::kinship, !bars});
  });
  // The bar is stated for the board only; committees have no such rule.
  if (!known && *asked.body == asked_body::investment_supervision_board) return (void)unsettled({});
  out_.allowed = !barred;
}

}  // namespace dinh::inline v1::deciding
