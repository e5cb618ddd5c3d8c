// Votes counted against a threshold, and what is still missing.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::apply(const threshold& t, const rule* source, std::int64_t base) noexcept {
  out_.applied = t;
  out_.base = base;
  out_.minimum = least_enough(t, base);
  if (out_.minimum)
    out_.because(reason_kind::needed, source, *out_.minimum, base);
  else
    out_.because(reason_kind::needed_disputed, source, 0, base);
}

void evaluator::count(std::int64_t votes, outcome yes, outcome no) noexcept {
  const auto enough = is_enough(*out_.applied, votes, *out_.base);
  out_.note({nullptr, votes, *out_.base, reason_kind::counted_votes, enough.value_or(false)});
  if (!enough)
    answer(outcome::needs_review);
  else
    answer(*enough ? yes : no);
  if (out_.minimum && votes < *out_.minimum) out_.further_votes = *out_.minimum - votes;
  // All who vote: those attending a meeting or a conference, the whole base of a ballot or an online vote.
  const bool together = !q_.form || *q_.form == decision_form::meeting;
  note_reach(votes, together && q_.present.is_known() ? q_.present.value() : *out_.base);
}

void evaluator::note_reach(std::int64_t votes, std::int64_t voters) noexcept {
  counted voted = q_.votes_cast.is_known() ? q_.votes_cast : q_.ballots_returned;
  if (q_.against.is_known() || q_.blank.is_known()) {
    const counted said = sum(counted{votes}, q_.against, q_.blank);
    if (!voted.is_known() || said.value() > voted.value()) voted = said;
  }
  if (!q_.villages.empty()) {
    voted = counted{static_cast<std::int64_t>(q_.villages.size())};
    voters = *out_.base;
    // A stated total may count villages that are not listed: how many have decided is not known then.
    if (q_.villages_in_favour.is_known() && voted.value() < voters) return;
  }
  if (!voted.is_known() || !out_.minimum) return;
  out_.still_reachable = sum(counted{votes}, counted{voters - voted.value()}).value() >= *out_.minimum;
}

}  // namespace dinh::inline v1::deciding
