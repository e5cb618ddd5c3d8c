#pragma once
// Bodies and offices as nodes of the register, and what the law makes them to each other as edges.
// Private to src/registry.

#include <dinh/base/diagnostic.hpp>
#include <dinh/graph/typed_graph.hpp>
#include <dinh/registry/people.hpp>
#include <dinh/registry/relation.hpp>
#include <dinh/registry/schema.hpp>

#include <functional>
#include <set>
#include <span>
#include <string>

namespace dinh::inline v1 {

/// What the pack says of bodies.
struct body_rules {
  std::span<const role_rule> roles;
  std::span<const relation_rule> relations;
  std::span<const role_succession> successions;
};

/// Every body, office, team and assembly that the rules place in the units of the graph (in those of `only`,
/// if given), on its days; `seat_of`, `post_in` and `post_of`; the relations between them; `takes_over` where
/// a unit or a kind of body was succeeded; and the people. A recorded body stands in place of the rule's on
/// its days. Pre: units, parents, successions and recorded bodies are in the graph, parents without circles.
void place_bodies(typed_graph<register_schema>& graph, const body_rules& rules, const std::set<unit_id>* only,
                  const people_records& people, const std::function<unit_id(const std::string&)>& find_unit,
                  diagnostics& faults);

/// Tells `registry/unknown-role`.
void unknown_role(const std::string& role, const std::string& where, diagnostics& faults);

/// `registry/unknown-role`; `registry/relation-not-possible`: no edge type of the schema joins such ends.
void check_relations(const body_rules& rules, diagnostics& faults);

}  // namespace dinh::inline v1
