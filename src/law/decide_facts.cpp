// Facts of a question: which are missing, which cannot be.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

bool evaluator::exceeds(const counted& part, const counted& whole) noexcept {
  if (!part.is_known()) return false;
  if (part.value() < 0 || (whole.is_known() && part.value() > whole.value())) {
    out_.because(reason_kind::more_than_possible, nullptr, part.value(), whole.is_known() ? whole.value() : 0);
    return true;
  }
  return false;
}

bool evaluator::disagrees(const counted& stated, const counted& yes, const counted& listed,
                             const counted& all) noexcept {
  if (!stated.is_known() || !all.is_known()) return false;
  const detail::wide most = detail::wide{yes.value()} + all.value() - listed.value();
  if (stated.value() >= yes.value() && stated.value() <= most) return false;
  out_.because(reason_kind::more_than_possible, nullptr, stated.value(), yes.value());
  return true;
}

bool evaluator::impossible_tallies(const std::vector<tally>& list) noexcept {
  for (const tally& t : list)
    if (t.households < 0 || t.in_favour < 0 || t.in_favour > t.households) {
      out_.because(reason_kind::more_than_possible, nullptr, t.in_favour, t.households);
      return true;
    }
  return false;
}

bool evaluator::impossible(const counted& voters, const counted& in_favour) noexcept {
  // A ballot taken after a failed meeting says nothing about who came to that meeting.
  const bool at_meeting = !q_.form || *q_.form == decision_form::meeting;
  const counted attending = at_meeting ? q_.present : counted{};
  const counted said = sum(in_favour, q_.against);
  const counted cast = sum(in_favour, q_.against, q_.blank);
  for (const counted* part : {&voters, &in_favour, &q_.against, &q_.blank, &q_.present, &q_.valid_ballots,
                              &q_.ballots_returned, &q_.votes_cast, &q_.online_agreed})
    if (exceeds(*part, voters)) return true;
  for (const counted* part : {&in_favour, &cast, &q_.valid_ballots, &q_.ballots_returned, &q_.votes_cast})
    if (exceeds(*part, attending)) return true;
  return exceeds(cast, voters) || exceeds(said, q_.valid_ballots) || exceeds(cast, q_.ballots_returned) ||
         exceeds(cast, q_.votes_cast) || exceeds(q_.valid_ballots, q_.ballots_returned) ||
         exceeds(q_.valid_ballots, q_.votes_cast);
}

std::optional<bool> evaluator::holds(condition c) const noexcept {
  switch (c) {
    case condition::always:
      return true;
    case condition::failed_meeting:
      return failed_meeting_;
    case condition::front_agrees:
      return q_.front_committee_agrees;
    case condition::head_vacant:
      return q_.head_vacant;
    case condition::head_is_front_head:
      return q_.head_is_front_head;
    case condition::scattered:
      return q_.scattered;
    case condition::beneficial_and_front_agrees:
      if (q_.beneficial == false || q_.front_committee_agrees == false) return false;
      if (q_.beneficial == true && q_.front_committee_agrees == true) return true;
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<role> evaluator::acting(const rule& r) const noexcept {
  std::optional<role> who;
  for (const acting_role& a : r.roles)
    if (a.contents.admits(q_.what) && holds(a.when).value_or(false)) who = a.who;
  return who;
}

bool evaluator::unsettled(governing_rule g) noexcept {
  if (!g) {
    out_.because(reason_kind::no_rule);
    answer(outcome::needs_review);
    return true;
  }
  if (!g.is_disputed()) {
    if (!g->vote || g->vote->of != base_of::not_stated) return false;
    out_.because(reason_kind::base_not_stated, g.rule_found);
    answer(outcome::needs_review);
    return true;
  }
  out_.because(reason_kind::texts_conflict, g.rule_found);
  out_.because(reason_kind::texts_conflict, g.rival);
  answer(outcome::needs_review);
  return true;
}

void evaluator::nothing_to_count() noexcept {
  out_.because(reason_kind::nothing_to_count);
  answer(outcome::invalid_input);
}

bool evaluator::stated_threshold_is_possible() noexcept {
  const fraction share = q_.stated->share;
  if (share.den > 0 && share.num >= 0 && share.num <= share.den) return true;
  out_.because(reason_kind::more_than_possible, nullptr, share.num, share.den);
  return false;
}

}  // namespace dinh::inline v1::deciding
