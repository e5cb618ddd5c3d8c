#pragma once
/// \file
/// Checks a whole graph against what its schema promises, over all days at once.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/config.hpp>
#include <dinh/graph/frozen_graph.hpp>
#include <dinh/graph/label.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

namespace detail {

struct checked_edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  validity valid;
  validity from_valid;
  validity to_valid;
};
struct checked_edge_type {
  std::string_view name;
  edge_shape shape = edge_shape::any;
  parallel_edges parallel = parallel_edges::forbidden;
  edge_dates dates = edge_dates::within_ends;
  bool within_one_type = false;  ///< both ends of one node type, so that cycles are possible
  std::vector<checked_edge> edges;
  std::function<std::string(std::uint32_t)> from_label;
  std::function<std::string(std::uint32_t)> to_label;
};
DINH_API void check_edges(const checked_edge_type& type, diagnostics& found);
DINH_API void check_node_validity(const std::string& label, const validity& valid, diagnostics& found);

}  // namespace detail

/// Every fault of the graph, each with a witness; empty if it keeps what its schema declares:
/// - `graph/empty-validity`: a node or edge whose last day lies before its first;
/// - `graph/dangling-edge`: an edge holds on a day on which one of its ends does not;
/// - `graph/overlapping-edges`: two edges of a type without parallel edges join the same nodes on one day;
/// - `graph/several-parents`: in a forest, two edges lead into one node on one day;
/// - `graph/cycle`: in a forest or an acyclic edge type, nodes and a day on which they form a cycle.
/// O(nodes + edges · log edges) while no two edges could form a cycle.
template <graph_schema Schema>
[[nodiscard]] diagnostics validate(const frozen_graph<Schema>& graph) {
  diagnostics found;
  detail::for_each_type(typename Schema::nodes{}, [&](auto type) {
    using node = typename decltype(type)::type;
    for (std::uint32_t i = 0; i < graph.template count<node>(); ++i) {
      const node_id<node> n{i};
      if (const validity v = graph.valid(n); v.is_empty()) detail::check_node_validity(label_of(graph, n), v, found);
    }
  });
  detail::for_each_type(typename Schema::edges{}, [&](auto type) {
    using edge = typename decltype(type)::type;
    using from = typename edge::from;
    using to = typename edge::to;
    detail::checked_edge_type t;
    t.name = detail::type_name_of<edge>("edge");
    t.shape = shape_of<edge>();
    t.parallel = parallel_of<edge>();
    t.dates = dates_of<edge>();
    t.within_one_type = std::is_same_v<from, to>;
    t.from_label = [&graph](std::uint32_t i) { return label_of(graph, node_id<from>{i}); };
    t.to_label = [&graph](std::uint32_t i) { return label_of(graph, node_id<to>{i}); };
    for (std::uint32_t i = 0; i < graph.template count<from>(); ++i)
      for (const auto& link : graph.template out<edge>(node_id<from>{i}))
        t.edges.push_back(
            {i, link.node.index(), graph.valid(link.edge), graph.valid(node_id<from>{i}), graph.valid(link.node)});
    detail::check_edges(t, found);
  });
  return found;
}

}  // namespace dinh::inline v1
