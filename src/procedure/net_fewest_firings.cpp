#include "procedure/net_fewest_firings.hpp"

#include <algorithm>

namespace dinh::inline v1::nets {

fewest_firings::fewest_firings(const plain_net& net)
    : net_{net},
      places_{net.places},
      pair_(std::size_t{net.places} * net.places, never),
      two_(net.places, never),
      inputs_left_(net.transitions),
      with_left_(std::size_t{net.transitions} * net.places),
      can_fire_(net.transitions, 0) {
  for (node t = 0; t < net.transitions; ++t) {
    const std::size_t n = net.pre[t].size();
    inputs_left_[t] = static_cast<std::uint32_t>(n * (n + 1) / 2);
    std::uint16_t* row = with_left_.data() + std::size_t{t} * places_;
    std::fill_n(row, places_, static_cast<std::uint16_t>(n));
    for (const node p : net.pre[t]) row[p] = never;  // it is taken
  }
  for (const node p : net.marked)
    for (const node q : net.marked) mark(p, q, 0);
  for (std::uint16_t level = 1; !next_.empty() && level < never; ++level) {
    open_.swap(next_);
    next_.clear();
    for (const auto& [p, q] : open_) settle(p, q, level);
  }
}

void fewest_firings::mark(node p, node q, std::uint16_t level) {
  if (pair_[std::size_t{p} * places_ + q] != never) return;
  pair_[std::size_t{p} * places_ + q] = pair_[std::size_t{q} * places_ + p] = level;
  next_.emplace_back(p, q);
}

// The two can be marked together one firing before this level.
void fewest_firings::settle(node p, node q, std::uint16_t level) {
  const auto takes = [&](node t, node x) {
    const auto in = net_.pre[t];
    return std::find(in.begin(), in.end(), x) != in.end();
  };
  for (const node t : net_.consumers[p]) {
    if (!takes(t, q))
      one_of(t, q, level);
    else if (--inputs_left_[t] == 0)
      enable(t, level);
  }
  if (p == q) return;
  for (const node t : net_.consumers[q])
    if (!takes(t, p)) one_of(t, p, level);
}

void fewest_firings::one_of(node t, node beside, std::uint16_t level) {
  if (--with_left_[std::size_t{t} * places_ + beside] == 0 && can_fire_[t] != 0) fire_beside(t, beside, level);
}

void fewest_firings::enable(node t, std::uint16_t level) {
  can_fire_[t] = 1;
  for (const node p : net_.post[t])
    for (const node q : net_.post[t]) mark(p, q, level);
  for (node q = 0; q < places_; ++q)
    if (with_left_[std::size_t{t} * places_ + q] == 0) fire_beside(t, q, level);
}

void fewest_firings::fire_beside(node t, node q, std::uint16_t level) {
  for (const node p : net_.post[t]) {
    if (p == q)
      two_[p] = std::min(two_[p], level);
    else
      mark(p, q, level);
  }
}

}  // namespace dinh::inline v1::nets
