#pragma once
// A lower bound for runs of a plain net, from which aims that cannot be reached in time are known without a search.

#include "procedure/net_plain.hpp"

#include <algorithm>
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
  // What takes more than `most` firings is `never` done.
  explicit fewest_firings(const plain_net& net, std::uint16_t most = never - 1);
  // To tokens on both; of a place with itself: to a second token on it.
  [[nodiscard]] std::uint16_t to(node p, node q) const noexcept { return p == q ? two_[p] : pair_[std::size_t{p} * places_ + q]; }

  // To one token on each; of a place with itself: to its first token.
  [[nodiscard]] std::uint16_t together(node p, node q) const noexcept { return pair_[std::size_t{p} * places_ + q]; }

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

// Tokens on two places; twice the same: two tokens on it.
using token_pair = std::pair<node, node>;

// How many firings it takes at least from a marking to one of some pairs of tokens. Two tokens of a pair are followed // back
// through the firings that made them, each to the one of its inputs that can be marked last; what made both of them counts
// once. A run comes through such pairs all the way, from two places (or one) that its first marking holds. Of the same
// runs as `fewest_firings`.
class firings_left {
public:
  static constexpr std::uint16_t never = fewest_firings::never;
  // Pre: `net` and `least` outlive it.
  firings_left(const plain_net& net, const fewest_firings& least);
  // Only runs of at most `most` firings from the start count: pairs that come too late for them are left out.
  void aim(const std::vector<token_pair>& pairs, std::size_t most);
  // From a marking whose tokens lie on these places; `never` if the aim cannot be reached in time.
  [[nodiscard]] std::uint16_t from(const std::vector<node>& marked) const noexcept {
    std::uint16_t out = never;
    for (std::size_t i = 0; i < marked.size(); ++i) {
      const std::uint16_t* row = left_.data() + std::size_t{marked[i]} * places_;
      for (std::size_t k = i; k < marked.size(); ++k) out = std::min(out, row[marked[k]]);
    }
    return out;
  }

private:
  void put(node p, node q, std::uint32_t left);
  void before(node t, node other, std::uint32_t left);
  void before_both(node t, std::uint32_t left);

  const plain_net& net_;
  const fewest_firings& least_;
  node places_;
  std::size_t most_ = 0;
  std::vector<std::uint16_t> left_;  // by two places, symmetric
  std::vector<std::pair<node, node>> open_;
};

}  // namespace dinh::inline v1::nets
