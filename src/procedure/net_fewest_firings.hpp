#pragma once
// A lower bound for runs of a plain net, from which aims that cannot be reached in time are known without a search.

#include "procedure/net_plain.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dinh::inline v1::nets {

// How many firings it takes at least to mark a place, or two places together, from the start, as if every two could be
// had independently of all others (the heuristic h² of planning: Haslum and Geffner 2000). Of runs on which no place
// holds two tokens before the last firing. O(places · (places + transitions) · arcs of a node), memory in squares.
class fewest_firings {
public:
  static constexpr std::uint16_t never = UINT16_MAX;
  explicit fewest_firings(const plain_net& net);
  // To tokens on both; of a place with itself: to a second token on it.
  [[nodiscard]] std::uint16_t to(node p, node q) const noexcept { return p == q ? two_[p] : pair_[std::size_t{p} * places_ + q]; }

private:
  void mark(node p, node q, std::uint16_t level);
  void settle(node p, node q, std::uint16_t level);
  void one_of(node t, node beside, std::uint16_t level);
  void enable(node t, std::uint16_t level);
  void fire_beside(node t, node q, std::uint16_t level);

  const plain_net& net_;
  node places_;
  std::vector<std::uint16_t> pair_, two_;
  std::vector<std::uint32_t> inputs_left_;  // by transition: pairs of inputs that were not marked together yet
  std::vector<std::uint16_t> with_left_;    // by transition and place: inputs that were not marked together with the place
  std::vector<char> can_fire_;
  std::vector<std::pair<node, node>> open_, next_;
};

}  // namespace dinh::inline v1::nets
