// Following successions through time, forward and backward.
#include "coverage.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using succession::arrival_of;
using succession::coverage;
using succession::graph_type;
using succession::question;
using succession::step_list;
using succession::trace;

const boost::gregorian::days one_day{1};

/// Diamonds in a hostile register could make ways without number; a unit keeps this many.
constexpr std::size_t most_ways = 64;

enum class direction_in_time : std::uint8_t { forward, backward };

/// Follows successions event by event in the order of their dates, so that territory received on a day moves on only by
/// a later event. Each succession is followed once.
template <direction_in_time Direction>
trace follow(const graph_type& g, const question& q) {
  constexpr bool forward = Direction == direction_in_time::forward;
  struct event {
    date key;  ///< forward the day of leaving, backward the day of arriving
    edge_id<succeeded_by> edge;
    unit_id here;
    unit_id there;
  };
  const auto later = [](const event& a, const event& b) {
    if (a.key == b.key) return b.edge < a.edge;
    return forward ? b.key < a.key : a.key < b.key;
  };
  std::priority_queue<event, std::vector<event>, decltype(later)> queue{later};
  std::set<edge_id<succeeded_by>> queued;
  trace found;
  auto& ways = found.ways;
  const date first = forward ? q.from : q.to;
  const date last = forward ? q.to : q.from;

  const auto reach = [&](unit_id u) {
    const auto offer = [&](edge_id<succeeded_by> e, unit_id there) {
      if (there == u) return;
      const succeeded_by& how = g[e];
      const date arrival = arrival_of(g, forward ? there : u, how);
      if (how.on <= first || last < arrival) return;
      if (queued.insert(e).second) queue.push({forward ? how.on : arrival, e, u, there});
    };
    if constexpr (forward) {
      for (const auto& link : g.out<succeeded_by>(u)) offer(link.edge, link.node);
    } else {
      for (const auto& link : g.in<succeeded_by>(u)) offer(link.edge, link.node);
    }
  };
  ways[q.unit] = {trace::start};
  reach(q.unit);
  while (!queue.empty()) {
    const event e = queue.top();
    queue.pop();
    const bool is_new = ways.find(e.there) == ways.end();
    const succession_step step =
        forward ? succession_step{e.here, e.there, g[e.edge]} : succession_step{e.there, e.here, g[e.edge]};
    for (const std::uint32_t way : std::vector<std::uint32_t>{ways[e.here]}) {
      if (way != trace::start) {
        const succession_step& last_step = found.links[way].step;
        const bool in_order =
            forward ? arrival_of(g, last_step) < step.how.on : arrival_of(g, step) < last_step.how.on;
        if (!in_order) continue;
      }
      found.moved_on.insert(e.here);
      auto& there = ways[e.there];
      if (there.size() == most_ways) {
        found.cut_short.insert(e.there);
        continue;
      }
      there.push_back(static_cast<std::uint32_t>(found.links.size()));
      found.links.push_back({step, way, found.length(way) + 1});
    }
    if (is_new && ways.find(e.there) != ways.end()) reach(e.there);
  }

  return found;
}

/// The units of that day that were found, and those after which nothing is known; without their ways and extents.
related_units reached(const graph_type& g, const question& q, const trace& found) {
  related_units out;
  for (const auto& [u, list] : found.ways) {
    if (succession::holds(g, u, q.to)) {
      related_unit r;
      r.unit = u;
      r.has_more_ways = found.cut_short.count(u) > 0;
      out.units.push_back(std::move(r));
    } else if (found.moved_on.count(u) == 0) {
      out.lost.push_back(u);
    }
  }
  return out;
}

/// What was found, with how much of the unit that was asked for each of the units holds.
related_units forward(const graph_type& g, const question& q) {
  const trace found = follow<direction_in_time::forward>(g, q);
  related_units out = reached(g, q, found);
  for (related_unit& r : out.units) {
    const coverage c = succession::best(g, q, found, r.unit);
    r.how_much = c.all;
    r.apart = c.apart;
    r.why_unknown = c.why;
  }
  succession::weigh(g, q, found, out);
  for (related_unit& r : out.units)
    for (const std::uint32_t way : found.ways.at(r.unit)) r.ways.push_back(found.steps(way));
  return out;
}

/// What was found, with how much of each of the units went to the one that was asked for: what following it forward
/// says too.
related_units backward(const graph_type& g, const question& q) {
  const trace found = follow<direction_in_time::backward>(g, q);
  related_units out = reached(g, q, found);
  for (related_unit& r : out.units) {
    for (const std::uint32_t way : found.ways.at(r.unit)) {  // followed backward; told forward
      step_list steps = found.steps(way);
      std::reverse(steps.begin(), steps.end());
      r.ways.push_back(std::move(steps));
    }
    r.how_much = extent::unknown;
    r.why_unknown = doubt::divided_after_merger;
    for (const related_unit& back : forward(g, {r.unit, q.to, q.from}).units) {
      if (back.unit != q.unit) continue;
      r.how_much = back.how_much;
      r.apart = back.apart;
      r.why_unknown = back.why_unknown;
    }
  }
  return out;
}

}  // namespace

related_units registry::translate(unit_id u, date from, date to) const {
  if (from <= to) return forward(graph(), {u, from, to});
  return backward(graph(), {u, from, to});
}
related_units registry::successors(unit_id u, date day) const {
  const date begun = valid(u).from;
  return forward(graph(), {u, begun, day, true});
}
related_units registry::predecessors(unit_id u, date day) const {
  const date ended = valid(u).until;
  return backward(graph(), {u, ended.is_infinity() ? ended : ended - one_day, day});
}
related_units registry::translate(unit_id u, date to) const {
  const validity v = valid(u);
  if (to < v.from) return predecessors(u, to);
  if (v.until <= to) return successors(u, to);
  related_unit self;
  self.unit = u;
  self.ways.emplace_back();
  return {{std::move(self)}, {}};
}

}  // namespace dinh::inline v1
