#pragma once
/// \file
/// What the law of a day asks for one kind of decision, before any vote is taken: ratio, quorum, who convenes, what comes
/// before and after, from when it counts, who recognises it and within what time.
///
/// \code
/// const decision_outline o = outline_of(rules, {.on = date{2024, 3, 10}, .where = setting::village, .what = "15.3",
///                                               .form = decision_form::meeting});
/// o.vote.source->id;                       // "GDL-21-3"
/// o.before.front()->time;                  // the draft stays posted for at least 30 days
/// o.recognition.source->time->length;      // 5 working days
/// \endcode

#include <dinh/config.hpp>
#include <dinh/law/decide.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// One answer and the rule that it rests on; both are empty where the law of the day says nothing.
template <class Value>
struct ruled {
  std::optional<Value> value;
  const rule* source = nullptr;  ///< owned by the rule set that was asked
};

/// What the law asks for a decision, before any vote is taken.
struct decision_outline {
  ruled<threshold> vote;    ///< ratio that the decision needs
  ruled<threshold> quorum;  ///< an explicit one; that the ratio must be within reach holds besides (Art 19(1)(b))
  ruled<role> convener;
  ruled<effect_event> counts_from;  ///< from which event the decision counts
  ruled<role> recognition;  ///< who; the time limit is that of the rule. `role::none`: no recognition is needed
  std::vector<const rule*> before;           ///< those with the longest time first
  std::vector<const rule*> after;            ///< in the order of the law
  std::vector<const rule*> once_recognised;  ///< in the order of the law
  /// Why an answer above is left open: texts that conflict, or none that is known.
  std::vector<explanation> open_questions;
  /// Rules that open the form under a condition, such as the agreement of the Front working committee to an online vote
  /// (Art 17(2)). Empty where the form is open as such.
  std::vector<const rule*> form_opened_by;
  ruled<threshold> consent;  ///< how many have to agree to the form before it is used (Decree 59/2023 Art 5(2)(c))
};

/// Reads `q.on`, `where` (a village if not given), `what`, `form` (a meeting if not given), `purpose` and the facts about
/// the head; numbers of votes do not matter. The rules must outlive the answer.
[[nodiscard]] DINH_API decision_outline outline_of(const rule_set& rules, const question& q);

}  // namespace dinh::inline v1
