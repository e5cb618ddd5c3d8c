#pragma once
// Plain nets (all weights 1) as flat arrays of numbers, and the reductions on them.

#include <dinh/procedure/net.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace dinh::inline v1::nets {

using node = std::uint32_t;
inline constexpr node none = UINT32_MAX;

// Lists of nodes, one after the other.
struct rows {
  std::vector<node> first;
  std::vector<node> items;
  [[nodiscard]] std::span<const node> operator[](node i) const noexcept {
    return {items.data() + first[i], items.data() + first[i + 1]};
  }
  [[nodiscard]] node size() const noexcept { return first.empty() ? 0 : static_cast<node>(first.size() - 1); }
};

struct plain_net {
  node places = 0;
  node transitions = 0;
  rows pre, post;             // of a transition
  rows producers, consumers;  // of a place
  std::vector<node> marked;   // at the start
  std::vector<char> is_sink;
  node source = none;
};

// Pre: `net.is_plain()`.
[[nodiscard]] plain_net plain_of(const workflow_net& net);

// Clusters of a free-choice net: transitions with the same input places. In an order in which, but for loops, what
// comes first stands first.
struct clusters {
  rows inputs;       // places of a cluster
  rows transitions;  // of a cluster
  std::vector<node> of_place;
};
[[nodiscard]] clusters clusters_of(const plain_net& net);

}  // namespace dinh::inline v1::nets
