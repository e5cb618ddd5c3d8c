#pragma once
/// \file
/// A schema says at compile time which kinds of nodes a graph has and which kind of edge may join
/// which kinds of nodes.
///
/// \code
/// struct contains   { using from = unit; using to = unit; static constexpr edge_shape shape = edge_shape::forest; };
/// struct supervises { using from = body; using to = unit; };
/// struct register_schema {
///   using nodes = type_list<unit, body>;
///   using edges = type_list<contains, supervises>;
/// };
/// \endcode
/// Members of an edge type are the properties of each edge.

#include <dinh/base/id.hpp>

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>

namespace dinh::inline v1 {

/// A list of types, such as the node types of a schema.
template <class... Types>
struct type_list {
  static constexpr std::size_t size = sizeof...(Types);
};

namespace detail {

template <class Type, class List>
struct position_in;
template <class Type, class... Types>
struct position_in<Type, type_list<Types...>> {
  static constexpr std::size_t find() noexcept {
    std::size_t at = 0;
    static_cast<void>(((std::is_same_v<Type, Types> ? false : (++at, true)) && ...));
    return at;
  }
  static constexpr std::size_t value = find();
  static constexpr std::size_t occurrences = (std::size_t{0} + ... + std::size_t{std::is_same_v<Type, Types>});
};

template <class List>
inline constexpr bool is_set = false;
template <class... Types>
inline constexpr bool is_set<type_list<Types...>> = ((position_in<Types, type_list<Types...>>::occurrences == 1) &&
                                                     ...);

template <class List, template <class> class Wrap>
struct tuple_of;
template <class... Types, template <class> class Wrap>
struct tuple_of<type_list<Types...>, Wrap> {
  using type = std::tuple<Wrap<Types>...>;
};

template <class... Types, class Function>
constexpr void for_each_type(type_list<Types...>, Function&& f) {
  (f(std::type_identity<Types>{}), ...);
}

}  // namespace detail

/// `Type` is one of `List`.
template <class Type, class List>
concept one_of = detail::position_in<Type, List>::occurrences == 1;

/// An edge type names the node types it joins.
template <class Edge>
concept edge_type = requires {
  typename Edge::from;
  typename Edge::to;
};

namespace detail {
template <class Edge, class Nodes>
concept joins = edge_type<Edge> && one_of<typename Edge::from, Nodes> && one_of<typename Edge::to, Nodes>;
template <class Nodes, class Edges>
inline constexpr bool ends_are_nodes = false;
template <class Nodes, class... Edges>
inline constexpr bool ends_are_nodes<Nodes, type_list<Edges...>> = (joins<Edges, Nodes> && ...);
}  // namespace detail

/// Distinct node types, distinct edge types, and every edge joins node types of the schema.
template <class Schema>
concept graph_schema = requires {
  typename Schema::nodes;
  typename Schema::edges;
}
&&detail::is_set<typename Schema::nodes>&& detail::is_set<typename Schema::edges>&&
    detail::ends_are_nodes<typename Schema::nodes, typename Schema::edges>;

/// A node type of the schema, and an edge type of it.
template <class Node, class Schema>
concept node_in = one_of<Node, typename Schema::nodes>;
template <class Edge, class Schema>
concept edge_in = one_of<Edge, typename Schema::edges>;

/// What the edges of one type may form on any one day. Declared as `static constexpr edge_shape shape`
/// in the edge type; `any` if it is not.
enum class edge_shape : std::uint8_t {
  any,
  acyclic,
  forest,  ///< acyclic, and at most one edge into each node at one time
};
/// Whether two edges of one type may join the same two nodes on the same day. Declared as
/// `static constexpr parallel_edges parallel`; `forbidden` if it is not.
enum class parallel_edges : std::uint8_t { forbidden, allowed };

/// Whether an edge may hold on a day on which one of its ends does not, as a succession does. Declared as
/// `static constexpr edge_dates dates`; `within_ends` if it is not.
enum class edge_dates : std::uint8_t { within_ends, independent };

/// What an edge type declares on shape, parallel edges and dates; where it declares nothing, the defaults above.
template <edge_type Edge>
[[nodiscard]] constexpr edge_shape shape_of() noexcept {
  if constexpr (requires { Edge::shape; }) {
    return Edge::shape;
  } else {
    return edge_shape::any;
  }
}
template <edge_type Edge>
[[nodiscard]] constexpr parallel_edges parallel_of() noexcept {
  if constexpr (requires { Edge::parallel; }) {
    return Edge::parallel;
  } else {
    return parallel_edges::forbidden;
  }
}
template <edge_type Edge>
[[nodiscard]] constexpr edge_dates dates_of() noexcept {
  if constexpr (requires { Edge::dates; }) {
    return Edge::dates;
  } else {
    return edge_dates::within_ends;
  }
}

/// Nodes are numbered 0, 1, 2 … per type in the order of adding, in the mutable and in the frozen graph.
template <class Node>
using node_id = id<Node>;
/// Edges are numbered per type: in the mutable graph in the order of linking, in the frozen graph by
/// their first end. An edge id of the one means nothing in the other.
template <class Edge>
using edge_id = id<Edge>;

/// An edge seen from one of its ends: which edge, and the node at the other end.
template <class Edge, class Node>
struct link_to {
  edge_id<Edge> edge;
  node_id<Node> node;
  friend bool operator==(const link_to&, const link_to&) = default;
};

}  // namespace dinh::inline v1
