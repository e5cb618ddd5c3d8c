// Soundness of free-choice workflow nets in polynomial time. A workflow net is sound if and only if the net closed by a
// transition from sink to source is live and bounded (van der Aalst 1997). A closed free-choice net is live and
// bounded (Desel and Esparza 1995, theorems 5.8, 6.17) if and only if
//   it is covered by S-components and by T-components,
//   the rank of its incidence matrix is one less than the number of its clusters,
//   every siphon holds a token: the largest siphon without the source is empty.
// An S-component through a place is found from a minimal siphon: in breadth-first order from the place each cluster
// is given the input place over which it was reached first; the places that lead back over these make a strongly
// connected siphon with one input of each transition, which is a minimal one. In a well-formed net each minimal siphon
// is an S-component. T-components are S-components of the net turned round with places and transitions exchanged.

#include "procedure/net_free_choice.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace dinh::inline v1::nets {

namespace {

// The closed net; for the dual one the same with the rows exchanged.
struct closed {
  node places = 0;
  node transitions = 0;
  std::vector<std::vector<node>> pre, post;             // of transitions
  std::vector<std::vector<node>> producers, consumers;  // of places
};

closed close(const plain_net& net, node sink) {
  closed out;
  out.places = net.places;
  out.transitions = net.transitions + 1;
  const auto copy = [](const rows& r) {
    std::vector<std::vector<node>> v;
    for (node n = 0; n < r.size(); ++n) v.emplace_back(r[n].begin(), r[n].end());
    return v;
  };
  out.pre = copy(net.pre);
  out.post = copy(net.post);
  out.producers = copy(net.producers);
  out.consumers = copy(net.consumers);
  out.pre.push_back({sink});
  out.post.push_back({net.source});
  out.producers[net.source].push_back(net.transitions);
  out.consumers[sink].push_back(net.transitions);
  return out;
}

closed turned_round(const closed& n) {
  closed out;
  out.places = n.transitions;
  out.transitions = n.places;
  out.pre = n.consumers;  // an arc from p to t becomes one from the place t to the transition p
  out.post = n.producers;
  out.producers = n.post;
  out.consumers = n.pre;
  return out;
}

bool covered_by_components(const closed& n) {
  std::vector<char> covered(n.places, 0);
  std::vector<node> chosen(n.transitions);
  std::vector<char> in(n.places);
  std::vector<node> open;
  for (node p = 0; p < n.places; ++p) {
    if (covered[p] != 0) continue;
    // the place over which each transition was reached first
    std::fill(chosen.begin(), chosen.end(), none);
    std::vector<char> seen(n.places, 0);
    open.assign(1, p);
    seen[p] = 1;
    for (std::size_t k = 0; k < open.size(); ++k) {
      const node q = open[k];
      for (const node t : n.consumers[q]) {
        if (chosen[t] != none) continue;
        chosen[t] = q;  // all transitions of the cluster have q among their inputs
        for (const node r : n.post[t])
          if (seen[r] == 0) {
            seen[r] = 1;
            open.push_back(r);
          }
      }
    }
    std::fill(in.begin(), in.end(), char{0});
    open.assign(1, p);
    in[p] = 1;
    for (std::size_t k = 0; k < open.size(); ++k)
      for (const node t : n.producers[open[k]]) {
        const node q = chosen[t];
        if (q == none) return false;  // not strongly connected
        if (in[q] == 0) {
          in[q] = 1;
          open.push_back(q);
        }
      }
    // an S-component: each transition at its places takes one token of it and puts one
    for (const node q : open)
      for (const auto* side : {&n.producers[q], &n.consumers[q]})
        for (const node t : *side) {
          const auto count = [&](const std::vector<node>& of) {
            return std::count_if(of.begin(), of.end(), [&](node r) { return in[r] != 0; });
          };
          if (count(n.pre[t]) != 1 || count(n.post[t]) != 1) return false;
        }
    for (const node q : open) covered[q] = 1;
  }
  return true;
}

// Empties the set as long as a place is produced by a transition without inputs in it; the largest siphon is left.
bool has_siphon_without(const closed& n, node source) {
  std::vector<char> in(n.places, 1);
  in[source] = 0;
  std::vector<node> inputs_in(n.transitions, 0);
  for (node t = 0; t < n.transitions; ++t)
    for (const node p : n.pre[t]) inputs_in[t] += in[p] != 0 ? 1U : 0U;
  std::vector<node> open;
  for (node t = 0; t < n.transitions; ++t)
    if (inputs_in[t] == 0) open.push_back(t);
  node left = n.places - 1;
  while (!open.empty()) {
    const node t = open.back();
    open.pop_back();
    for (const node p : n.post[t])
      if (in[p] != 0) {
        in[p] = 0;
        --left;
        for (const node u : n.consumers[p])
          if (--inputs_in[u] == 0) open.push_back(u);
      }
  }
  return left > 0;
}

bool is_prime(std::uint64_t n) {
  for (std::uint64_t d = 3; d * d <= n; d += 2)
    if (n % d == 0) return false;
  return true;
}

std::uint64_t power(std::uint64_t base, std::uint64_t exponent, std::uint64_t mod) {
  std::uint64_t out = 1;
  for (base %= mod; exponent > 0; exponent >>= 1U) {
    if ((exponent & 1U) != 0) out = out * base % mod;
    base = base * base % mod;
  }
  return out;
}

std::size_t rank_modulo(const closed& n, std::uint64_t prime) {
  const std::size_t width = n.transitions;
  std::vector<std::uint64_t> a(n.places * width, 0);
  for (node t = 0; t < n.transitions; ++t) {
    for (const node p : n.post[t]) a[p * width + t] += 1;
    for (const node p : n.pre[t]) a[p * width + t] = (a[p * width + t] + prime - 1) % prime;
  }
  std::size_t rank = 0;
  for (std::size_t column = 0; column < width && rank < n.places; ++column) {
    std::size_t pivot = rank;
    while (pivot < n.places && a[pivot * width + column] == 0) ++pivot;
    if (pivot == n.places) continue;
    if (pivot != rank)
      std::swap_ranges(a.begin() + static_cast<std::ptrdiff_t>(pivot * width),
                       a.begin() + static_cast<std::ptrdiff_t>((pivot + 1) * width),
                       a.begin() + static_cast<std::ptrdiff_t>(rank * width));
    const std::uint64_t inverse = power(a[rank * width + column], prime - 2, prime);
    for (std::size_t r = rank + 1; r < n.places; ++r) {
      if (a[r * width + column] == 0) continue;
      const std::uint64_t factor = prime - a[r * width + column] * inverse % prime;
      for (std::size_t c = column; c < width; ++c)
        a[r * width + c] = (a[r * width + c] + factor * a[rank * width + c]) % prime;
    }
    ++rank;
  }
  return rank;
}

// The rank over the rational numbers. A minor that is not 0 is at most the product of the lengths of the rows
// (Hadamard), so it is divisible by few large primes: among one more than these the largest rank is the true one.
std::size_t rank_of(const closed& n) {
  double bits = 0;  // an upper bound on a number of primes, not a legal result
  for (node p = 0; p < n.places; ++p)
    bits += 0.5 * std::log2(static_cast<double>(n.producers[p].size() + n.consumers[p].size() + 1)) + 0.01;
  const auto primes = static_cast<std::size_t>(bits / 30) + 2;
  std::size_t rank = 0;
  std::uint64_t candidate = (std::uint64_t{1} << 31U) - 1;
  for (std::size_t k = 0; k < primes; candidate -= 2) {
    if (!is_prime(candidate)) continue;
    rank = std::max(rank, rank_modulo(n, candidate));
    ++k;
  }
  return rank;
}

}  // namespace

bool sound_by_rank(const plain_net& net) {
  node sink = none;
  for (node p = 0; p < net.places; ++p)
    if (net.is_sink[p] != 0) sink = p;
  const closed n = close(net, sink);
  if (has_siphon_without(n, net.source)) return false;
  if (!covered_by_components(n) || !covered_by_components(turned_round(n))) return false;
  std::size_t clusters = 0;
  for (node t = 0; t < n.transitions; ++t) {  // a cluster is counted at its transition of the smallest number
    const auto& all = n.consumers[n.pre[t][0]];
    if (*std::min_element(all.begin(), all.end()) == t) ++clusters;
  }
  return rank_of(n) + 1 == clusters;
}

}  // namespace dinh::inline v1::nets
