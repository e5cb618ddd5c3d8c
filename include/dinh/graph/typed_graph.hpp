#pragma once
/// \file
/// The mutable typed graph: what one builds. What one asks is its frozen form (frozen_graph.hpp).

#include <dinh/base/interval.hpp>
#include <dinh/graph/frozen_graph.hpp>
#include <dinh/graph/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace dinh::inline v1 {

/// A value: copied deeply, compared never. Nodes and edges are added, not removed: what ends gets an
/// end date (`set_validity`), so that every earlier day can still be asked about.
template <graph_schema Schema>
class typed_graph {
public:
  using schema = Schema;

  /// Adds a node that holds on the days `valid`.
  template <node_in<Schema> Node>
  node_id<Node> add(Node node, validity valid = {});

  /// Joins two nodes. Ends of other types than `Edge` names do not compile; an id that is none or not
  /// of this graph throws `std::out_of_range`.
  template <edge_in<Schema> Edge>
  edge_id<Edge> link(node_id<typename Edge::from> from, node_id<typename Edge::to> to, Edge properties = {},
                     validity valid = {});
  /// The same for an edge without properties of its own.
  template <edge_in<Schema> Edge>
  edge_id<Edge> link(node_id<typename Edge::from> from, node_id<typename Edge::to> to, validity valid) {
    return link<Edge>(from, to, Edge{}, valid);
  }

  /// Nodes, or edges, of one type.
  template <node_in<Schema> Node>
  [[nodiscard]] std::uint32_t count() const noexcept {
    return static_cast<std::uint32_t>(nodes<Node>().values.size());
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] std::uint32_t count() const noexcept {
    return static_cast<std::uint32_t>(edges<Edge>().from.size());
  }

  /// Pre: the id is of this graph.
  template <node_in<Schema> Node>
  [[nodiscard]] const Node& operator[](node_id<Node> n) const noexcept {
    return nodes<Node>().values[n.index()];
  }
  template <node_in<Schema> Node>
  [[nodiscard]] Node& operator[](node_id<Node> n) noexcept {
    return nodes<Node>().values[n.index()];
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] const Edge& operator[](edge_id<Edge> e) const noexcept {
    return edges<Edge>().values[e.index()];
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] Edge& operator[](edge_id<Edge> e) noexcept {
    return edges<Edge>().values[e.index()];
  }
  /// The two ends. Pre: the id is of this graph.
  template <edge_in<Schema> Edge>
  [[nodiscard]] node_id<typename Edge::from> from(edge_id<Edge> e) const noexcept {
    return node_id<typename Edge::from>{edges<Edge>().from[e.index()]};
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] node_id<typename Edge::to> to(edge_id<Edge> e) const noexcept {
    return node_id<typename Edge::to>{edges<Edge>().to[e.index()]};
  }

  /// The days on which it holds: all, unless something else was said. Pre: the id is of this graph.
  template <node_in<Schema> Node>
  [[nodiscard]] validity valid(node_id<Node> n) const {
    return nodes<Node>().valid.at(n.index());
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] validity valid(edge_id<Edge> e) const {
    return edges<Edge>().valid.at(e.index());
  }
  /// Says anew on which days it holds; edges at it are not touched. Pre: the id is of this graph.
  template <node_in<Schema> Node>
  void set_validity(node_id<Node> n, validity v) {
    nodes<Node>().valid.set(n.index(), v, nodes<Node>().values.size());
  }
  template <edge_in<Schema> Edge>
  void set_validity(edge_id<Edge> e, validity v) {
    edges<Edge>().valid.set(e.index(), v, edges<Edge>().from.size());
  }

  /// The same graph as arrays, O(nodes + edges). Node ids stay; edges are numbered anew.
  [[nodiscard]] frozen_graph<Schema> freeze() && { return frozen_graph<Schema>{std::move(nodes_), std::move(edges_)}; }
  /// The same, from a copy.
  [[nodiscard]] frozen_graph<Schema> freeze() const& {
    typed_graph copy{*this};
    return std::move(copy).freeze();
  }

private:
  template <class Node>
  [[nodiscard]] auto& nodes() noexcept {
    return std::get<detail::node_store<Node>>(nodes_);
  }
  template <class Node>
  [[nodiscard]] const auto& nodes() const noexcept {
    return std::get<detail::node_store<Node>>(nodes_);
  }
  template <class Edge>
  [[nodiscard]] auto& edges() noexcept {
    return std::get<detail::edge_list<Edge>>(edges_);
  }
  template <class Edge>
  [[nodiscard]] const auto& edges() const noexcept {
    return std::get<detail::edge_list<Edge>>(edges_);
  }

  typename detail::tuple_of<typename Schema::nodes, detail::node_store>::type nodes_;
  typename detail::tuple_of<typename Schema::edges, detail::edge_list>::type edges_;
};

// ---- implementation --------------------------------------------------------------------------------

template <graph_schema Schema>
template <node_in<Schema> Node>
node_id<Node> typed_graph<Schema>::add(Node node, validity valid) {
  auto& store = nodes<Node>();
  const std::size_t at = store.values.size();
  if (at >= detail::most_items) throw std::length_error{"dinh: more than 2^32-2 nodes of one type"};
  store.values.push_back(std::move(node));
  store.valid.push(at, valid);
  return node_id<Node>{static_cast<std::uint32_t>(at)};
}

template <graph_schema Schema>
template <edge_in<Schema> Edge>
edge_id<Edge> typed_graph<Schema>::link(node_id<typename Edge::from> from, node_id<typename Edge::to> to,
                                        Edge properties, validity valid) {
  if (from.index() >= count<typename Edge::from>() || to.index() >= count<typename Edge::to>())
    throw std::out_of_range{"dinh: an edge was linked to a node that is not in this graph"};
  auto& list = edges<Edge>();
  const std::size_t at = list.from.size();
  if (at >= detail::most_items) throw std::length_error{"dinh: more than 2^32-2 edges of one type"};
  list.from.push_back(from.index());
  list.to.push_back(to.index());
  list.values.push_back(std::move(properties));
  list.valid.push(at, valid);
  return edge_id<Edge>{static_cast<std::uint32_t>(at)};
}

}  // namespace dinh::inline v1
