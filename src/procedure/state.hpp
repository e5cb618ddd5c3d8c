#pragma once
// The shared inside of a procedure.

#include <dinh/procedure/procedure.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

struct procedure::state {
  std::string id;
  procedure_facts facts;
  graph_type graph;
  procedure_tables tables;
  std::vector<std::uint16_t> by_key;  // steps ordered by their keys
};

// Pre: the graph passed `check_structure` as far as ends of flows go, and has at most `marking::most_places` places.
[[nodiscard]] procedure_tables compile(const procedure::graph_type& graph);

// Places that the steps of the graph need.
[[nodiscard]] std::size_t count_places(const procedure::graph_type& graph);

}  // namespace dinh::inline v1
