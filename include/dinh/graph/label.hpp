#pragma once
/// \file
/// How diagnostics name nodes and edge types.

#include <dinh/graph/schema.hpp>

#include <concepts>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

namespace detail {
template <class Type>
[[nodiscard]] constexpr std::string_view type_name_of(std::string_view otherwise) noexcept {
  if constexpr (requires {
                  { Type::type_name } -> std::convertible_to<std::string_view>;
                }) {
    return Type::type_name;
  } else {
    return otherwise;
  }
}
}  // namespace detail

/// The node's own `key`, if its type has such a member; else "<type_name> #<index>".
template <class Graph, class Node>
[[nodiscard]] std::string label_of(const Graph& graph, node_id<Node> n) {
  if constexpr (requires(const Node& node) {
                  { node.key } -> std::convertible_to<std::string>;
                }) {
    return graph[n].key;
  } else {
    return std::string{detail::type_name_of<Node>("node")} + " #" + std::to_string(n.index());
  }
}

}  // namespace dinh::inline v1
