#pragma once
/// \file
/// What the clock rules and the branch conditions of a procedure make of a case, and what of them cannot be told from its
/// events.
///
/// | `how` | what the docket does when the steps are done |
/// |---|---|
/// | `suspend`, `exclude` | the limits touched stand still from the first step to the second, whose day is counted |
/// | `extend` | the limits touched that run grow by the span; a deadline of the rule itself that begins with the step is that extension and ends with it. More often than `most_times`: a breach, and nothing grows. After the limit had run out: a breach, and it grows |
/// | `restart` | the limits touched are counted anew: from the second step, or from the first where the second is their end |
/// | `stay`, `lapse` | no limit of the procedure moves; the history tells of it |
///
/// Not told by the steps, and said so in `docket::why`: an `exclude` over the whole of a limit (which of its days are left
/// out is nothing that the steps say: record a suspension), an `extend` without a span.

#include <dinh/config.hpp>
#include <dinh/docket/case_fold.hpp>
#include <dinh/procedure/procedure.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1 {

class rule_set;

/// Whether a clock rule touches a deadline: it names its rule, or names none.
[[nodiscard]] DINH_API bool touches(const clock_rule& c, const deadline& d) noexcept;

/// Whether the steps tell what the clock does to the deadline: see above.
[[nodiscard]] DINH_API bool is_told_by_steps(const procedure& p, const clock_rule& c, std::uint32_t deadline) noexcept;

/// How far a deadline may be made longer by the clock rules of its procedure on a day: the most that any of them allows.
struct extension_bound {
  std::uint16_t clock = UINT16_MAX;  ///< the rule that allows the most
  std::int32_t most_times = 0;       ///< 0: no rule bounds it
  std::optional<span> each;          ///< none: the law names no span
};
/// None if no clock rule speaks of extending it.
[[nodiscard]] DINH_API std::optional<extension_bound> bound_of_extensions(const procedure& p, std::uint32_t deadline,
                                                                          date on);

/// The facts as conditions see them at a decision: those that come with the act, those of the case before it, `day` and
/// `times.STEP`. The fact that the decision asks is that of the act, or else the branch recorded, if it is a code of the
/// fact. With rules also `verdict` and `verdict.STEP`, as the law decides the vote by the counts; a verdict that is none
/// leaves them unknown. `end` is never known. A value that the fact cannot have ("maybe" where yes or no is asked) says nothing: the
/// fact is unknown.
///
/// Where a decision or a vote is made again, what the case told of it the first time says nothing of the second: only
/// what comes with the act counts then. All that is given must outlive the source.
[[nodiscard]] DINH_API fact_source facts_at(const procedure& p, const case_fold& fold, step_id decision, date on,
                                            std::span<const fact> with_act = {}, std::string branch = {},
                                            const rule_set* rules = nullptr);

/// Names of the facts that the conditions of a decision ask for and the source does not know, in order, each once.
[[nodiscard]] DINH_API std::vector<std::string> unknown_facts(const procedure& p, step_id decision, const fact_source& facts);

}  // namespace dinh::inline v1
