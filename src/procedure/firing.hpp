#pragma once
// How tokens move; shared by the verifier and the search for skipped steps.

#include <dinh/procedure/procedure.hpp>

#include <cstdint>

namespace dinh::inline v1 {

// The one place before a step that is not a join.
[[nodiscard]] inline std::uint16_t first_place(const procedure_tables& t, std::uint16_t step) noexcept {
  const marking& m = t.steps[step].input;
  for (std::uint16_t p = 0; p < t.step_of_place.size(); ++p)
    if (m.has(p)) return p;
  return 0;
}

}  // namespace dinh::inline v1
