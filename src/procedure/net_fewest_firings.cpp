#include "procedure/net_fewest_firings.hpp"

#include <algorithm>

namespace dinh::inline v1::nets {

fewest_firings::fewest_firings(const plain_net& net, std::uint16_t most)
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
  for (std::uint16_t level = 1; !next_.empty() && level <= most; ++level) {
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

firings_left::firings_left(const plain_net& net, const fewest_firings& least)
    : net_{net}, least_{least}, places_{net.places}, left_(std::size_t{net.places} * net.places, never) {}

void firings_left::put(node p, node q, std::uint32_t left) {
  std::uint16_t& here = left_[std::size_t{p} * places_ + q];
  if (here != never) return;
  const std::uint16_t so_far = least_.together(p, q);
  if (so_far == never || so_far + std::size_t{left} > most_) return;
  here = left_[std::size_t{q} * places_ + p] = static_cast<std::uint16_t>(left);
  open_.emplace_back(p, q);
}

// `t` made one token while the other lay on `other`.
void firings_left::before(node t, node other, std::uint32_t left) {
  node last = none;
  std::uint16_t level = 0;
  for (const node z : net_.pre[t]) {
    const std::uint16_t l = z == other ? never : least_.together(z, other);
    if (l == never) return;
    if (last == none || l > level) {
      last = z;
      level = l;
    }
  }
  if (last != none) put(last, other, left);
}

// `t` made both tokens, or the only one.
void firings_left::before_both(node t, std::uint32_t left) {
  const auto in = net_.pre[t];
  node first = none, second = none;
  std::uint16_t level = 0;
  for (std::size_t i = 0; i < in.size(); ++i)
    for (std::size_t k = in.size() == 1 ? i : i + 1; k < in.size(); ++k) {
      const std::uint16_t l = least_.together(in[i], in[k]);
      if (l == never) return;
      if (first != none && l <= level) continue;
      first = in[i];
      second = in[k];
      level = l;
    }
  if (first != none) put(first, second, left);
}

void firings_left::aim(const std::vector<token_pair>& pairs, std::size_t most) {
  most_ = most;
  std::fill(left_.begin(), left_.end(), never);
  open_.clear();
  const auto takes = [&](node t, node x) {
    const auto in = net_.pre[t];
    return std::find(in.begin(), in.end(), x) != in.end();
  };
  const auto makes = [&](node t, node x) {
    const auto out = net_.post[t];
    return std::find(out.begin(), out.end(), x) != out.end();
  };
  for (const auto& [p, q] : pairs)
    if (p != q) put(p, q, 0);
  for (const auto& [p, q] : pairs)  // the last firing brings the second token
    if (p == q)
      for (const node t : net_.producers[p])
        if (!takes(t, p)) before(t, p, 1);
  for (std::size_t k = 0; k < open_.size(); ++k) {
    const auto [u, v] = open_[k];
    const std::uint32_t left = left_[std::size_t{u} * places_ + v] + 1U;
    if (left >= never) return;
    for (const node t : net_.producers[u]) {
      if (u == v || makes(t, v))
        before_both(t, left);
      else if (!takes(t, v))
        before(t, v, left);
    }
    if (u == v) continue;
    for (const node t : net_.producers[v])
      if (!makes(t, u) && !takes(t, u)) before(t, u, left);
  }
}

}  // namespace dinh::inline v1::nets
