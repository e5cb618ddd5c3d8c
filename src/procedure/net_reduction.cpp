#include "procedure/net_reduction.hpp"

#include <algorithm>
#include <cstddef>

namespace dinh::inline v1::nets {

namespace {
// Equal neighbours are sought among so many candidates; what is not found costs states, not correctness.
constexpr std::size_t most_candidates = 128;
constexpr std::size_t most_new_arcs = 16;
}  // namespace

reduction::reduction(const workflow_net& net) : net_{&net} {
  places_ = net.place_count();
  nodes_ = places_ + net.transition_count();
  lists_.resize(2 * std::size_t{nodes_});
  arena_.reserve(4 * net.arc_count());
  const auto fill = [&](node n, std::uint32_t side, std::span<const workflow_net::arc> arcs, node offset) {
    list& l = lists_[2 * std::size_t{n} + side];
    l.at = static_cast<std::uint32_t>(arena_.size());
    l.size = l.room = static_cast<std::uint32_t>(arcs.size());
    for (const auto& a : arcs) arena_.push_back(a.node + offset);
  };
  fixed_.assign(nodes_, 0);
  for (node p = 0; p < places_; ++p) {
    const net_place id{p};
    fill(p, before, net.producers(id), places_);
    fill(p, after, net.consumers(id), places_);
    fixed_[p] = net.tokens(id) > 0 || net.role(id) == place_role::sink || net.source() == id ? 1 : 0;
  }
  for (node t = places_; t < nodes_; ++t) {
    fill(t, before, net.inputs(net_transition{t - places_}), 0);
    fill(t, after, net.outputs(net_transition{t - places_}), 0);
  }
  alive_.assign(nodes_, 1);
  waiting_.assign(nodes_, 1);
  queue_.reserve(nodes_);
}

bool reduction::has(node n, std::uint32_t side, node x) const noexcept {
  const auto l = items(n, side);
  return std::find(l.begin(), l.end(), x) != l.end();
}

void reduction::append(node n, std::uint32_t side, node x) {
  list& l = lists_[2 * std::size_t{n} + side];
  if (l.size == l.room) {
    const auto at = static_cast<std::uint32_t>(arena_.size());
    l.room = 2 * l.room + 2;
    arena_.resize(arena_.size() + l.room);
    std::copy_n(arena_.begin() + l.at, l.size, arena_.begin() + at);
    l.at = at;
  }
  arena_[l.at + l.size++] = x;
}

void reduction::erase(node n, std::uint32_t side, node x) noexcept {
  list& l = lists_[2 * std::size_t{n} + side];
  const auto all = items(n, side);
  const auto at = std::find(all.begin(), all.end(), x);
  if (at == all.end()) return;
  *at = all.back();
  --l.size;
}

void reduction::replace(node n, std::uint32_t side, node x, node by) noexcept {
  const auto all = items(n, side);
  const auto at = std::find(all.begin(), all.end(), x);
  if (at != all.end()) *at = by;
}

bool reduction::same_neighbours(node a, node b) const noexcept {
  for (const std::uint32_t side : {before, after}) {
    const auto x = items(a, side);
    const auto y = items(b, side);
    if (x.size() != y.size() || x.size() > most_candidates) return false;
    for (const node n : x)
      if (std::find(y.begin(), y.end(), n) == y.end()) return false;
  }
  return true;
}

void reduction::look_again(node n) {
  if (waiting_[n] != 0 || alive_[n] == 0) return;
  waiting_[n] = 1;
  queue_.push_back(n);
}

void reduction::take_out(node n) noexcept {
  alive_[n] = 0;
  for (const node m : items(n, before)) erase(m, after, n);
  for (const node m : items(n, after)) erase(m, before, n);
}

// The place goes; its consumers, which need nothing else, follow their producer at once.
bool reduction::melt(node p) {
  if (fixed_[p] != 0) return false;
  const auto makers = items(p, before).size();
  const auto users = items(p, after).size();
  if (makers == 0 || users == 0 || (makers > 1 && users > 1)) return false;
  for (const node h : items(p, after)) {
    const auto out = items(h, after);
    if (items(h, before).size() != 1 || out.empty()) return false;
    for (const node q : out)
      if (q == p) return false;
  }
  if (users == 1) {
    const node h = items(p, after)[0];
    const std::size_t out = items(h, after).size();
    if (out > 1 && makers > 1 && (out - 1) * (makers - 1) > most_new_arcs) return false;
    for (const node a : items(p, before)) {
      if (items(a, after).size() == 1) continue;
      for (const node q : items(h, after))
        if (has(a, after, q)) return false;  // two tokens on q
    }
    const node first_maker = items(p, before)[0];
    for (std::size_t k = 0; k < out; ++k) {
      const node q = items(h, after)[k];
      replace(q, before, h, first_maker);
      for (std::size_t m = 1; m < makers; ++m) append(q, before, items(p, before)[m]);
      look_again(q);
    }
    for (std::size_t m = 0; m < makers; ++m) {
      const node a = items(p, before)[m];
      replace(a, after, p, items(h, after)[0]);
      for (std::size_t k = 1; k < out; ++k) append(a, after, items(h, after)[k]);
      look_again(a);
      for (const node x : items(a, before)) look_again(x);
    }
    alive_[p] = alive_[h] = 0;
    return true;
  }
  // one producer, several consumers: the choice is made when the producer acts
  const node a = items(p, before)[0];
  if (items(a, after).size() != 1) return false;
  const std::size_t in = items(a, before).size();
  if (in == 0 || (in > 1 && (in - 1) * (users - 1) > most_new_arcs)) return false;
  for (std::size_t k = 0; k < users; ++k) {
    const node h = items(p, after)[k];
    for (std::size_t x = 0; x < in; ++x) {
      const node place = items(a, before)[x];
      if (k == 0)
        replace(place, after, a, h);
      else
        append(place, after, h);
      if (x == 0)
        replace(h, before, p, place);
      else
        append(h, before, place);
    }
    look_again(h);
    for (const node q : items(h, after)) look_again(q);
  }
  for (const node x : items(a, before)) look_again(x);
  alive_[p] = alive_[a] = 0;
  return true;
}

bool reduction::drop_equal(node n) {
  if (fixed_[n] != 0 || items(n, before).empty() || items(n, after).empty()) return false;
  // whoever has the same neighbours is a neighbour of each neighbour: look from the one with the fewest
  node from = items(n, before)[0];
  std::uint32_t side = after;
  if (items(items(n, after)[0], before).size() < items(from, after).size()) {
    from = items(n, after)[0];
    side = before;
  }
  std::size_t tried = 0;
  for (const node other : items(from, side)) {
    if (other == n) continue;
    if (++tried > most_candidates) return false;
    if (fixed_[other] != 0 || !same_neighbours(n, other)) continue;
    take_out(n);
    for (const std::uint32_t s : {before, after})
      for (const node m : items(n, s)) look_again(m);
    look_again(other);
    return true;
  }
  return false;
}

bool reduction::drop_idle(node t) {
  const auto in = items(t, before);
  const auto out = items(t, after);
  if (in.empty() || in.size() != out.size()) return false;
  for (const node p : in)
    if (std::find(out.begin(), out.end(), p) == out.end()) return false;
  bool another = false;
  for (const node other : items(in[0], after)) {
    if (other == t || items(other, before).size() != in.size()) continue;
    another = std::all_of(in.begin(), in.end(), [&](node p) { return has(other, before, p); });
    if (another) break;
  }
  if (!another) return false;
  take_out(t);
  for (const node p : in) look_again(p);
  return true;
}

void reduction::run() {
  for (node n = 0; n < nodes_; ++n) queue_.push_back(n);
  for (std::size_t k = 0; k < queue_.size(); ++k) {
    const node n = queue_[k];
    waiting_[n] = 0;
    if (alive_[n] == 0) continue;
    if (n < places_) {
      if (!melt(n)) drop_equal(n);
    } else if (!drop_idle(n)) {
      drop_equal(n);
    }
    if (k > std::size_t{1} << 16U) {  // keep the queue from growing with what is done
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(k + 1));
      k = static_cast<std::size_t>(-1);
    }
  }
}

bool reduction::is_trivial() const noexcept {
  node transition = none;
  for (node t = places_; t < nodes_; ++t)
    if (alive_[t] != 0) {
      if (transition != none) return false;
      transition = t;
    }
  if (transition == none) return false;
  node left = 0;
  for (node p = 0; p < places_; ++p) left += alive_[p] != 0 ? 1U : 0U;
  const auto in = items(transition, before);
  const auto out = items(transition, after);
  return left == 2 && in.size() == 1 && out.size() == 1 && in[0] != out[0];
}

plain_net reduction::rest() const {
  plain_net out;
  std::vector<node> number(nodes_, none);
  for (node n = 0; n < nodes_; ++n)
    if (alive_[n] != 0) number[n] = n < places_ ? out.places++ : out.transitions++;
  const auto copy = [&](rows& to, node n, std::uint32_t side) {
    if (to.first.empty()) to.first.push_back(0);
    for (const node m : items(n, side)) to.items.push_back(number[m]);
    to.first.push_back(static_cast<node>(to.items.size()));
  };
  for (node n = 0; n < nodes_; ++n) {
    if (alive_[n] == 0) continue;
    if (n < places_) {
      copy(out.producers, n, before);
      copy(out.consumers, n, after);
      out.is_sink.push_back(net_->role(net_place{n}) == place_role::sink ? 1 : 0);
      if (net_->tokens(net_place{n}) > 0) out.marked.push_back(number[n]);
      if (net_->source() == net_place{n}) out.source = number[n];
    } else {
      copy(out.pre, n, before);
      copy(out.post, n, after);
    }
  }
  return out;
}

}  // namespace dinh::inline v1::nets
