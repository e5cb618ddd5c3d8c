#pragma once
// Soundness by the definitions, every marking in a map: slow and plain, to compare the verifier with. And generated nets.

#include <dinh/procedure/net.hpp>
#include <dinh/procedure/net_soundness.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace net_reference {

using namespace dinh;
using marking_of = std::vector<int>;

inline marking_of start_of(const workflow_net& n) {
  marking_of m;
  for (std::uint32_t p = 0; p < n.place_count(); ++p) m.push_back(static_cast<int>(n.tokens(net_place{p})));
  return m;
}

inline std::optional<marking_of> fired(const workflow_net& n, marking_of m, net_transition t) {
  for (const auto& a : n.inputs(t))
    if ((m[a.node] -= static_cast<int>(a.weight)) < 0) return std::nullopt;
  for (const auto& a : n.outputs(t)) m[a.node] += static_cast<int>(a.weight);
  return m;
}

inline bool is_dead(const workflow_net& n, const marking_of& m) {
  for (std::uint32_t t = 0; t < n.transition_count(); ++t)
    if (fired(n, m, net_transition{t})) return false;
  return true;
}
inline int on_sink(const workflow_net& n, const marking_of& m) { return m[n.sinks()[0].index()]; }
inline bool is_end(const workflow_net& n, const marking_of& m) {
  int all = 0;
  for (const int k : m) all += k;
  return all == 1 && on_sink(n, m) == 1;
}
inline bool is_unsafe(const marking_of& m) {
  return std::any_of(m.begin(), m.end(), [](int k) { return k > 1; });
}
// A marking that shows that the net is not sound; of a free-choice net also two tokens on a place.
inline bool shows_defect(const workflow_net& n, const marking_of& m) {
  if (on_sink(n, m) > 0 && !is_end(n, m)) return true;
  if (n.is_free_choice() && is_unsafe(m)) return true;
  return is_dead(n, m) && !is_end(n, m);
}

struct answer {
  bool decided = false;
  bool bounded = false;
  bool sound = false;
  std::optional<std::size_t> shortest;  // of a run to a marking that shows a defect
  bool safe = true;
  bool relaxed = false, easy = false;   // if bounded
};

// By breadth-first search over all markings; bounded nets only (beyond 6 tokens on a place: decided as unbounded).
inline answer decide(const workflow_net& n, std::size_t most = 4000) {
  answer out;
  std::map<marking_of, std::size_t> number;
  std::vector<marking_of> all{start_of(n)};
  std::vector<std::size_t> depth{0};
  std::vector<std::vector<std::size_t>> before(1);
  std::vector<std::tuple<std::size_t, std::uint32_t, std::size_t>> edges;
  number[all[0]] = 0;
  std::vector<char> alive(n.transition_count(), 0);
  for (std::size_t s = 0; s < all.size(); ++s) {
    if (shows_defect(n, all[s]) && !out.shortest) out.shortest = depth[s];
    if (is_unsafe(all[s])) out.safe = false;
    if (std::any_of(all[s].begin(), all[s].end(), [](int k) { return k > 6; })) {  // the generated nets are small
      out.decided = true;
      return out;
    }
    if (all.size() > most) return out;
    for (std::uint32_t t = 0; t < n.transition_count(); ++t)
      if (auto m = fired(n, all[s], net_transition{t})) {
        alive[t] = 1;
        const auto [at, fresh] = number.emplace(*m, all.size());
        if (fresh) {
          all.push_back(*m);
          depth.push_back(depth[s] + 1);
          before.emplace_back();
        }
        before[at->second].push_back(s);
        edges.emplace_back(s, t, at->second);
      }
  }
  std::vector<char> can_end(all.size(), 0);
  std::vector<std::size_t> open;
  for (std::size_t s = 0; s < all.size(); ++s)
    if (is_end(n, all[s])) {
      can_end[s] = 1;
      open.push_back(s);
    }
  while (!open.empty()) {
    const std::size_t s = open.back();
    open.pop_back();
    for (const std::size_t b : before[s])
      if (can_end[b] == 0) {
        can_end[b] = 1;
        open.push_back(b);
      }
  }
  const auto every = [](const std::vector<char>& v) { return std::find(v.begin(), v.end(), 0) == v.end(); };
  bool proper = true;
  for (const auto& m : all) proper = proper && (on_sink(n, m) == 0 || is_end(n, m));
  out.decided = out.bounded = true;
  out.sound = every(can_end) && proper && every(alive);
  out.easy = std::find(can_end.begin(), can_end.end(), 1) != can_end.end();
  std::vector<char> useful(n.transition_count(), 0);
  for (const auto& [a, t, b] : edges)
    if (can_end[b] != 0) useful[t] = 1;
  out.relaxed = every(useful);
  return out;
}

// Of a shortest run to a marking that shows a defect, level by level; none if `most` markings do not reach to it.
inline std::optional<std::size_t> shortest_defect(const workflow_net& n, std::size_t most) {
  std::set<marking_of> seen{start_of(n)};
  std::vector<marking_of> level{start_of(n)}, next;
  for (std::size_t depth = 0; !level.empty() && seen.size() <= most; ++depth) {
    next.clear();
    for (const marking_of& m : level)
      if (shows_defect(n, m)) return depth;
    for (const marking_of& m : level)
      for (std::uint32_t t = 0; t < n.transition_count(); ++t)
        if (auto reached = fired(n, m, net_transition{t}); reached && seen.insert(*reached).second) next.push_back(*std::move(reached));
    level.swap(next);
  }
  return std::nullopt;
}

// Where the run leads; none if it cannot be run.
inline std::optional<marking_of> replay(const workflow_net& n, const std::vector<net_transition>& run) {
  std::optional<marking_of> m = start_of(n);
  for (const net_transition t : run) {
    m = fired(n, *m, t);
    if (!m) return m;
  }
  return m;
}

// A process graph of tasks and exclusive and parallel gateways, made by refining one flow, then spoilt in places: some
// gateways change their kind, some flows are led elsewhere. As a free-choice net; `extra` adds arcs beyond free choice.
inline std::optional<workflow_net> generate(std::uint32_t seed, int refinements, int spoils, int extra) {
  std::mt19937 random{seed};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  struct flow {
    std::size_t from, to;
  };
  enum kind { task, exclusive, parallel };
  std::vector<kind> nodes{task, task};
  std::vector<flow> flows{{0, 1}};
  const auto node = [&](kind k) {
    nodes.push_back(k);
    return nodes.size() - 1;
  };
  for (int r = 0; r < refinements; ++r) {
    const std::size_t f = below(flows.size());
    const flow old = flows[f];
    switch (below(4)) {
      case 0: {
        const auto t = node(task);
        flows[f] = {old.from, t};
        flows.push_back({t, old.to});
        break;
      }
      case 1:
      case 2: {
        const kind k = below(2) == 0 ? exclusive : parallel;
        const auto a = node(k), b = node(k);
        flows[f] = {old.from, a};
        flows.push_back({b, old.to});
        flows.push_back({a, b});
        flows.push_back({a, b});
        break;
      }
      default: {
        const auto a = node(exclusive), b = node(exclusive);
        flows[f] = {old.from, a};
        flows.push_back({a, b});
        flows.push_back({b, a});
        flows.push_back({b, old.to});
      }
    }
  }
  for (int s = 0; s < spoils; ++s) {
    if (below(2) == 0) {
      auto& k = nodes[below(nodes.size())];
      if (k != task) k = k == exclusive ? parallel : exclusive;
    } else {
      auto& a = flows[below(flows.size())];
      auto& b = flows[below(flows.size())];
      std::swap(a.to, b.to);
    }
  }
  net_builder b;
  std::vector<net_place> of_flow;
  const net_place i = b.place("i"), o = b.place("o");
  for (std::size_t f = 0; f < flows.size(); ++f) of_flow.push_back(b.place("f" + std::to_string(f)));
  std::vector<net_transition> transitions;
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    std::vector<net_place> in, out;
    for (std::size_t f = 0; f < flows.size(); ++f) {
      if (flows[f].to == n) in.push_back(of_flow[f]);
      if (flows[f].from == n) out.push_back(of_flow[f]);
    }
    if (n == 0) in.push_back(i);
    if (n == 1) out.push_back(o);
    const auto make = [&](const std::vector<net_place>& from, const std::vector<net_place>& to) {
      const auto t = b.transition("t" + std::to_string(transitions.size()));
      for (const auto p : from) b.input(t, p);
      for (const auto p : to) b.output(t, p);
      transitions.push_back(t);
    };
    if (nodes[n] == exclusive) {
      const net_place inside = b.place("x" + std::to_string(n));
      for (const auto p : in) make({p}, {inside});
      for (const auto p : out) make({inside}, {p});
    } else {
      make(in, out);
    }
  }
  for (int e = 0; e < extra; ++e) {
    const auto t = transitions[below(transitions.size())];
    const auto p = of_flow[below(of_flow.size())];
    if (below(2) == 0)
      b.input(t, p);
    else
      b.output(t, p);
  }
  auto net = b.build();
  if (!net || !net->structure_faults().empty()) return std::nullopt;
  return *std::move(net);
}

}  // namespace net_reference
