#pragma once
// What a rule has to hold for each use the evaluator makes of it.

#include <dinh/base/diagnostic.hpp>
#include <dinh/law/rule.hpp>

namespace dinh::inline v1 {

/// Faults: `law/missing-value`, `law/wrong-way`, at the rule's id.
void check_value(const rule& r, rule_use use, diagnostics& faults);

}  // namespace dinh::inline v1
