#pragma once
/// \file
/// The vote of a step as a question to the law, and the branch that its verdict takes.

#include <dinh/law/decide.hpp>
#include <dinh/procedure/procedure.hpp>

#include <optional>

namespace dinh::inline v1 {

/// The question that the vote at a step asks: what the step says of setting, form, matter and content, and the counts
/// of the case. Facts read: `content` ("15.6"), `form`, `setting`, `matter` where the step leaves them open; and the
/// counts `households`, `present`, `valid_ballots`, `ballots_returned`, `votes_cast`, `in_favour`, `against`, `blank`,
/// `agreeing`, `online_agreed`, `villages_total`, `villages_in_favour`, `staff`, `delegates_summoned`, `members`. What is
/// no whole number counts as unknown. None if the step has no vote that the law decides by a count (a `quorum` is asked
/// with its meeting). Pre: `on` is a day.
[[nodiscard]] DINH_API std::optional<question> question_of(const procedure& p, step_id s, date on,
                                                           const fact_source& facts);

/// What the law says of the vote at a step; none as `question_of`.
[[nodiscard]] DINH_API std::optional<verdict> verdict_of(const procedure& p, step_id s, date on, const rule_set& rules,
                                                         const fact_source& facts);

/// `facts` with the verdict of the step beside it, as `verdict`, for `procedure::choose_branch`. An outcome that decides
/// nothing (`undetermined`, `needs_review`, `invalid_input`, `no_data`) leaves the verdict unknown: the branch is then
/// for people to choose.
[[nodiscard]] DINH_API fact_source with_verdict(fact_source facts, const std::optional<outcome>& result, date on);

}  // namespace dinh::inline v1
