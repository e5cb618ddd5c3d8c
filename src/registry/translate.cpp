// Following successions through time, forward and backward.
#include "data.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <queue>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using step_list = std::vector<succession_step>;
using graph_type = frozen_graph<register_schema>;

/// Diamonds in a hostile register could make ways without number; a unit keeps this many.
constexpr std::size_t most_ways = 64;

enum class direction_in_time : std::uint8_t { forward, backward };

/// First day on which the territory can be in the new unit: the day it passed, or, where the source only names the unit
/// of a later day and that one was formed meanwhile, its first day.
date arrival_of(const graph_type& g, const succession_step& s) {
  const date begun = g.valid(s.to).from;
  return s.how.on < begun ? begun : s.how.on;
}

/// How much of a unit is where a way ends, worked out step by step.
struct coverage {
  extent all = extent::whole;
  extents apart = {extent::whole, extent::whole};
  doubt why = doubt::none;
  bool pure = true;  ///< the unit reached holds nothing but territory of the unit the way began with

  void divide(extent& have, extent by) const {
    if (have == extent::unknown || by == extent::whole) return;
    have = by == extent::part && pure ? extent::part : extent::unknown;
  }
  void pass(extent how_much, extents how_apart) {
    const bool was_known = all != extent::unknown;
    divide(all, how_much);
    divide(apart.area, how_apart.area);
    divide(apart.population, how_apart.population);
    if (was_known && all == extent::unknown)
      why = how_much == extent::unknown ? doubt::source_silent : doubt::divided_after_merger;
  }
};

/// Whether `u` received territory from another unit than `from` (if any) on a day in (after, before).
bool received(const graph_type& g, unit_id u, unit_id from, date after, date before) {
  for (const auto& link : g.in<succeeded_by>(u)) {
    if (link.node == from) continue;
    const date day = arrival_of(g, {link.node, u, g[link.edge]});
    if (after < day && day < before) return true;
  }
  return false;
}

coverage measure(const graph_type& g, const step_list& way, unit_id start, unit_id end, date first_day, date last_day,
                 bool whole_life) {
  coverage c;
  unit_id here = start;
  date since = first_day;
  const auto leaves = [&](date day) {  // what joined the unit before it was divided makes the parts uncertain
    if (here == start && whole_life) return;
    c.pure = c.pure && !received(g, here, unit_id{}, since, day);
  };
  for (const succession_step& s : way) {
    leaves(s.how.on);
    c.pass(s.how.how_much, extents_of(s.how));
    if (s.how.known_from && arrival_of(g, s) < *s.how.known_from) c.why = doubt::intermediate_skipped;
    const date day = arrival_of(g, s);
    // Formed out of this unit alone on that day? Territory that others brought makes it impure.
    const date before = day + boost::gregorian::days{1};
    c.pure = c.pure && s.how.how_much != extent::unknown && g.valid(s.to).from == day &&
             !received(g, s.to, s.from, day - boost::gregorian::days{1}, before);
    here = s.to;
    since = day;
  }
  // What left the last unit before the day asked for.
  date left_on = last_day + boost::gregorian::days{1};
  bool divided = false;
  for (const auto& link : g.out<succeeded_by>(end)) {
    const succeeded_by& how = g[link.edge];
    if (how.on <= since || last_day < how.on || link.node == end) continue;
    divided = true;
    if (how.on < left_on) left_on = how.on;
  }
  if (divided) {
    leaves(left_on);
    c.pass(extent::part, {extent::part, extent::part});
  }
  return c;
}

struct question {
  unit_id unit;
  date from;
  date to;
  bool whole_life = false;  ///< the unit of any day of its life, not only as it was on `from`
};

/// Follows successions event by event in the order of their dates, so that territory received on a day moves on only by
/// a later event. Each succession is followed once.
template <direction_in_time Direction>
related_units follow(const graph_type& g, const question& q) {
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
  std::map<unit_id, std::vector<step_list>> ways;
  std::set<unit_id> cut_short;  // more ways than are kept
  std::set<unit_id> moved_on;
  const date first = forward ? q.from : q.to;
  const date last = forward ? q.to : q.from;

  const auto reach = [&](unit_id u) {
    const auto offer = [&](edge_id<succeeded_by> e, unit_id there) {
      if (there == u) return;
      const succeeded_by& how = g[e];
      const date arrival = forward ? arrival_of(g, {u, there, how}) : arrival_of(g, {there, u, how});
      if (how.on <= first || last < arrival) return;
      if (queued.insert(e).second) queue.push({forward ? how.on : arrival, e, u, there});
    };
    if constexpr (forward) {
      for (const auto& link : g.out<succeeded_by>(u)) offer(link.edge, link.node);
    } else {
      for (const auto& link : g.in<succeeded_by>(u)) offer(link.edge, link.node);
    }
  };
  ways[q.unit] = {step_list{}};
  reach(q.unit);
  while (!queue.empty()) {
    const event e = queue.top();
    queue.pop();
    const bool is_new = ways.find(e.there) == ways.end();
    for (const step_list& way : std::vector<step_list>{ways[e.here]}) {
      const succession_step step =
          forward ? succession_step{e.here, e.there, g[e.edge]} : succession_step{e.there, e.here, g[e.edge]};
      if (!way.empty()) {
        const bool in_order =
            forward ? arrival_of(g, way.back()) < step.how.on : arrival_of(g, step) < way.front().how.on;
        if (!in_order) continue;
      }
      moved_on.insert(e.here);
      auto& there = ways[e.there];
      if (there.size() == most_ways) {
        cut_short.insert(e.there);
        continue;
      }
      step_list longer = way;
      longer.insert(forward ? longer.end() : longer.begin(), step);
      there.push_back(std::move(longer));
    }
    if (is_new && ways.find(e.there) != ways.end()) reach(e.there);
  }

  related_units out;
  for (auto& [u, list] : ways) {
    if (!g.valid(u).contains(q.to)) {
      if (moved_on.find(u) == moved_on.end()) out.lost.push_back(u);
      continue;
    }
    related_unit r;
    r.unit = u;
    r.ways = std::move(list);
    r.has_more_ways = cut_short.find(u) != cut_short.end();
    const auto better = [](extent& have, extent other) {
      if (other == extent::whole || have == extent::unknown) have = other;
    };
    bool is_first = true;
    for (const step_list& way : r.ways) {
      const unit_id oldest = forward ? q.unit : u;
      const unit_id newest = forward ? u : q.unit;
      const coverage c = measure(g, way, oldest, newest, first, last, forward && q.whole_life);
      if (is_first) {
        r.how_much = c.all;
        r.apart = c.apart;
        r.why_unknown = c.why;
        is_first = false;
        continue;
      }
      if (r.how_much == extent::unknown) r.why_unknown = c.why;
      better(r.how_much, c.all);
      better(r.apart.area, c.apart.area);
      better(r.apart.population, c.apart.population);
    }
    if (r.how_much != extent::unknown) r.why_unknown = doubt::none;
    out.units.push_back(std::move(r));
  }
  return out;
}

}  // namespace

related_units registry::translate(unit_id u, date from, date to) const {
  if (from <= to) return follow<direction_in_time::forward>(graph(), {u, from, to});
  return follow<direction_in_time::backward>(graph(), {u, from, to});
}
related_units registry::successors(unit_id u, date day) const {
  const date begun = valid(u).from;
  return follow<direction_in_time::forward>(graph(), {u, begun, day, true});
}
related_units registry::predecessors(unit_id u, date day) const {
  const date ended = valid(u).until;
  return follow<direction_in_time::backward>(graph(), {u, ended, day});
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
