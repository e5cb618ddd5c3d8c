#pragma once
// The part of `check_structure` about facts, conditions, documents, clocks and repetitions.

#include <dinh/base/diagnostic.hpp>
#include <dinh/procedure/procedure.hpp>

namespace dinh::inline v1 {

void check_facts(const procedure& p, diagnostics& found);

}  // namespace dinh::inline v1
