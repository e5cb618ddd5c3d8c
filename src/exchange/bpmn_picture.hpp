#pragma once
// Sizes of BPMN pictures, in points, and who stands in which lane.

#include <dinh/procedure/procedure.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1::bpmn {

inline constexpr double picture_left = 60, picture_top = 60, lane_title = 30, column_width = 160, row_height = 130;

[[nodiscard]] inline std::pair<double, double> size_of(step_kind k) noexcept {
  switch (k) {
    case step_kind::task:
    case step_kind::wait:
      return {100, 80};
    case step_kind::decision:
    case step_kind::fork:
    case step_kind::join:
      return {50, 50};
    case step_kind::start:
    case step_kind::end:
      break;
  }
  return {36, 36};
}

// Actors in the order of their first step; one without a name if nobody acts.
[[nodiscard]] std::vector<std::string> lanes_of(const procedure& p);
// By step: the lane it stands in.
[[nodiscard]] std::vector<std::size_t> lane_of_steps(const procedure& p);

}  // namespace dinh::inline v1::bpmn
