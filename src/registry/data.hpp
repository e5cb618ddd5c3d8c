#pragma once
// What a register holds. Private to src/registry.

#include <dinh/registry/registry.hpp>

#include <vector>

namespace dinh::inline v1 {

struct registry::data {
  frozen_graph<register_schema> graph;  ///< units in the order of their keys
  std::vector<unit_id> by_code;         ///< by code, then by first day
  std::vector<role_rule> roles;         ///< by role, then by date
  std::vector<relation_rule> relations;
  std::vector<role_succession> role_successions;
  std::vector<composition_rule> compositions;
};

}  // namespace dinh::inline v1
