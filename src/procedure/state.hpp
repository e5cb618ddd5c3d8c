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

// Which limits may be running when their provision ends, what comes in their place, and what the law says of open cases.
void find_changes_of_law(const procedure::graph_type& graph, const procedure_facts& facts, procedure_tables& tables);

// Places that the steps of the graph need.
[[nodiscard]] std::size_t count_places(const procedure::graph_type& graph);

}  // namespace dinh::inline v1
