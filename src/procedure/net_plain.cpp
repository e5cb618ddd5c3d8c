#include "procedure/net_plain.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dinh::inline v1::nets {

namespace {

template <class Arcs>
rows rows_of(node count, Arcs arcs) {
  rows out;
  out.first.reserve(count + std::size_t{1});
  out.first.push_back(0);
  for (node n = 0; n < count; ++n) {
    for (const auto& a : arcs(n)) out.items.push_back(a.node);
    out.first.push_back(static_cast<node>(out.items.size()));
  }
  return out;
}

}  // namespace

plain_net plain_of(const workflow_net& net) {
  plain_net out;
  out.places = net.place_count();
  out.transitions = net.transition_count();
  out.pre = rows_of(out.transitions, [&](node t) { return net.inputs(net_transition{t}); });
  out.post = rows_of(out.transitions, [&](node t) { return net.outputs(net_transition{t}); });
  out.producers = rows_of(out.places, [&](node p) { return net.producers(net_place{p}); });
  out.consumers = rows_of(out.places, [&](node p) { return net.consumers(net_place{p}); });
  out.is_sink.resize(out.places);
  for (node p = 0; p < out.places; ++p) {
    out.is_sink[p] = net.role(net_place{p}) == place_role::sink ? 1 : 0;
    if (net.tokens(net_place{p}) > 0) out.marked.push_back(p);
  }
  out.source = net.source() ? net.source().index() : none;
  return out;
}

clusters clusters_of(const plain_net& net) {
  // Found in depth-first order from the marked places, numbered against the order in which they are left.
  std::vector<node> left;  // first transition of each cluster
  std::vector<char> seen(net.transitions, 0);
  struct frame {
    node transition;  // the first of its cluster
    node which;       // of the cluster, counted by the consumers of the place
    node output;
  };
  std::vector<frame> path;
  const auto enter = [&](node place) {
    const auto after = net.consumers[place];
    if (after.empty() || seen[after[0]] != 0) return;
    for (const node t : after) seen[t] = 1;
    path.push_back({after[0], 0, 0});
  };
  const auto siblings = [&](node t) { return net.consumers[net.pre[t][0]]; };
  for (const node m : net.marked) {
    enter(m);
    while (!path.empty()) {
      frame& f = path.back();
      const auto all = siblings(f.transition);
      if (f.which == all.size()) {
        left.push_back(f.transition);
        path.pop_back();
        continue;
      }
      // the last first, so that among equals the first stands first
      const auto out = net.post[all[all.size() - 1 - f.which]];
      if (f.output == out.size()) {
        ++f.which;
        f.output = 0;
        continue;
      }
      const node q = out[out.size() - 1 - f.output];
      ++f.output;  // before `enter`, which may move the path
      enter(q);
    }
  }
  for (node t = 0; t < net.transitions; ++t)  // what no marked place leads to
    if (seen[t] == 0) {
      for (const node s : siblings(t)) seen[s] = 1;
      left.insert(left.begin(), t);
    }
  clusters out;
  out.of_place.assign(net.places, none);
  out.inputs.first.push_back(0);
  out.transitions.first.push_back(0);
  for (auto at = left.rbegin(); at != left.rend(); ++at) {
    const auto in = net.pre[*at];
    const auto all = siblings(*at);
    for (const node p : in) out.of_place[p] = static_cast<node>(out.inputs.first.size() - 1);
    out.inputs.items.insert(out.inputs.items.end(), in.begin(), in.end());
    out.inputs.first.push_back(static_cast<node>(out.inputs.items.size()));
    out.transitions.items.insert(out.transitions.items.end(), all.begin(), all.end());
    out.transitions.first.push_back(static_cast<node>(out.transitions.items.size()));
  }
  return out;
}

}  // namespace dinh::inline v1::nets
