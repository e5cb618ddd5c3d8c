#pragma once
/// \file
/// Opt-in: makes `graph_view` a model of the Boost.Graph concepts VertexListGraph, EdgeListGraph,
/// IncidenceGraph, BidirectionalGraph and AdjacencyGraph, with vertex and edge index maps, so that
/// Boost's algorithms run on a frozen typed graph, also as it was on one day, without a copy.
///
/// \code
/// auto view = graph.at(day).view<contains>();
/// boost::breadth_first_search(view, graph.raw(province), boost::visitor(…));
/// \endcode

#include <dinh/graph/frozen_graph.hpp>
#include <dinh/graph/view.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <boost/property_map/property_map.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace dinh::inline v1 {

/// Readable property map: the number of an edge, below `edge_bound()`.
struct view_edge_index_map {
  using key_type = view_edge;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
};
[[nodiscard]] constexpr std::uint32_t get(view_edge_index_map, const view_edge& e) noexcept { return e.number; }

/// What `copy_graph` copies along with each vertex and edge: nothing; properties are read through
/// `node_property_map` and `edge_property_map`.
template <class Key>
struct no_property_map {
  using key_type = Key;
  using value_type = boost::no_property;
  using reference = boost::no_property;
  using category = boost::readable_property_map_tag;
};
template <class Key>
[[nodiscard]] constexpr boost::no_property get(no_property_map<Key>, const Key&) noexcept {
  return {};
}

}  // namespace dinh::inline v1

namespace boost {

template <std::size_t EdgeTypes, dinh::view_time Time>
struct graph_traits<dinh::graph_view<EdgeTypes, Time>> {
  using view = dinh::graph_view<EdgeTypes, Time>;
  using vertex_descriptor = std::uint32_t;
  using edge_descriptor = dinh::view_edge;
  using directed_category = bidirectional_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : bidirectional_graph_tag,
                              adjacency_graph_tag,
                              vertex_list_graph_tag,
                              edge_list_graph_tag {};
  using out_edge_iterator = typename view::out_iterator;
  using in_edge_iterator = typename view::in_iterator;
  using edge_iterator = typename view::edges_iterator;
  using vertex_iterator = typename view::vertices_iterator;
  using adjacency_iterator = typename view::neighbours_iterator;
  using degree_size_type = std::uint32_t;
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint32_t;
  static constexpr vertex_descriptor null_vertex() noexcept { return UINT32_MAX; }
};

template <std::size_t EdgeTypes, dinh::view_time Time>
struct property_map<dinh::graph_view<EdgeTypes, Time>, vertex_index_t> {
  using type = typed_identity_property_map<std::uint32_t>;
  using const_type = type;
};
template <std::size_t EdgeTypes, dinh::view_time Time>
struct property_map<dinh::graph_view<EdgeTypes, Time>, edge_index_t> {
  using type = dinh::view_edge_index_map;
  using const_type = type;
};
template <std::size_t EdgeTypes, dinh::view_time Time>
struct property_map<dinh::graph_view<EdgeTypes, Time>, vertex_all_t> {
  using type = dinh::no_property_map<std::uint32_t>;
  using const_type = type;
};
template <std::size_t EdgeTypes, dinh::view_time Time>
struct property_map<dinh::graph_view<EdgeTypes, Time>, edge_all_t> {
  using type = dinh::no_property_map<dinh::view_edge>;
  using const_type = type;
};
template <std::size_t EdgeTypes, dinh::view_time Time>
struct vertex_property_type<dinh::graph_view<EdgeTypes, Time>> {
  using type = no_property;
};
template <std::size_t EdgeTypes, dinh::view_time Time>
struct edge_property_type<dinh::graph_view<EdgeTypes, Time>> {
  using type = no_property;
};

}  // namespace boost

namespace dinh::inline v1 {  // found by argument-dependent lookup

template <std::size_t N, view_time T>
[[nodiscard]] auto vertices(const graph_view<N, T>& g) {
  return g.nodes();
}
template <std::size_t N, view_time T>
[[nodiscard]] std::uint32_t num_vertices(const graph_view<N, T>& g) {
  return g.node_count();
}
template <std::size_t N, view_time T>
[[nodiscard]] auto edges(const graph_view<N, T>& g) {
  return g.edges();
}
template <std::size_t N, view_time T>
[[nodiscard]] std::uint32_t num_edges(const graph_view<N, T>& g) {
  return g.edge_count();
}
template <std::size_t N, view_time T>
[[nodiscard]] auto out_edges(std::uint32_t u, const graph_view<N, T>& g) {
  return g.out(u);
}
template <std::size_t N, view_time T>
[[nodiscard]] auto in_edges(std::uint32_t v, const graph_view<N, T>& g) {
  return g.in(v);
}
template <std::size_t N, view_time T>
[[nodiscard]] std::uint32_t out_degree(std::uint32_t u, const graph_view<N, T>& g) {
  std::uint32_t n = 0;
  for (auto [e, last] = g.out(u); !(e == last); ++e) ++n;
  return n;
}
template <std::size_t N, view_time T>
[[nodiscard]] std::uint32_t in_degree(std::uint32_t v, const graph_view<N, T>& g) {
  std::uint32_t n = 0;
  for (auto [e, last] = g.in(v); !(e == last); ++e) ++n;
  return n;
}
template <std::size_t N, view_time T>
[[nodiscard]] std::uint32_t degree(std::uint32_t v, const graph_view<N, T>& g) {
  return in_degree(v, g) + out_degree(v, g);
}
template <std::size_t N, view_time T>
[[nodiscard]] auto adjacent_vertices(std::uint32_t u, const graph_view<N, T>& g) {
  using iterator = typename graph_view<N, T>::neighbours_iterator;
  const auto [first, last] = g.out(u);
  return std::pair<iterator, iterator>{iterator{first}, iterator{last}};
}
template <std::size_t N, view_time T>
[[nodiscard]] constexpr std::uint32_t source(const view_edge& e, const graph_view<N, T>&) noexcept {
  return e.source;
}
template <std::size_t N, view_time T>
[[nodiscard]] constexpr std::uint32_t target(const view_edge& e, const graph_view<N, T>&) noexcept {
  return e.target;
}
template <std::size_t N, view_time T>
[[nodiscard]] auto get(boost::vertex_index_t, const graph_view<N, T>&) {
  return boost::typed_identity_property_map<std::uint32_t>{};
}
template <std::size_t N, view_time T>
[[nodiscard]] std::uint32_t get(boost::vertex_index_t, const graph_view<N, T>&, std::uint32_t v) {
  return v;
}
template <std::size_t N, view_time T>
[[nodiscard]] view_edge_index_map get(boost::edge_index_t, const graph_view<N, T>&) {
  return {};
}
template <std::size_t N, view_time T>
[[nodiscard]] std::uint32_t get(boost::edge_index_t, const graph_view<N, T>&, const view_edge& e) {
  return e.number;
}
template <std::size_t N, view_time T>
[[nodiscard]] no_property_map<std::uint32_t> get(boost::vertex_all_t, const graph_view<N, T>&) {
  return {};
}
template <std::size_t N, view_time T>
[[nodiscard]] no_property_map<view_edge> get(boost::edge_all_t, const graph_view<N, T>&) {
  return {};
}

/// Property map of the nodes of one type: `read(const Node&)`; nodes of other types give `otherwise`.
/// The graph must outlive the map.
template <class Node, graph_schema Schema, class Read, class Value = std::invoke_result_t<Read, const Node&>>
[[nodiscard]] auto node_property_map(const frozen_graph<Schema>& g, Read read, Value otherwise = {}) {
  return boost::make_function_property_map<std::uint32_t>(
      [&g, read = std::move(read), otherwise = std::move(otherwise)](std::uint32_t v) -> Value {
        const auto n = g.template node_from_raw<Node>(v);
        return n ? read(g[n]) : otherwise;
      });
}
/// Property map of the edges of a view of one edge type: `read(const Edge&)`. The graph must outlive it.
template <class Edge, graph_schema Schema, class Read>
[[nodiscard]] auto edge_property_map(const frozen_graph<Schema>& g, Read read) {
  return boost::make_function_property_map<view_edge>(
      [&g, read = std::move(read)](const view_edge& e) { return read(g[edge_id<Edge>{e.number}]); });
}

}  // namespace dinh::inline v1
