// How much of a unit is where: by one way, by the best of several, by all of them together.
#include "coverage.hpp"

#include <algorithm>
#include <array>

namespace dinh::inline v1::succession {

namespace {

/// Whether `u` received territory from another unit than `from` (if any) on a day in (after, before).
bool received(const graph_type& g, unit_id u, unit_id from, date after, date before) {
  for (const auto& link : g.in<succeeded_by>(u)) {
    if (link.node == from) continue;
    const date day = arrival_of(g, u, g[link.edge]);
    if (after < day && day < before) return true;
  }
  return false;
}

constexpr std::size_t most_steps = 100'000;

using units_of = std::map<unit_id, std::set<unit_id>>;

/// The units that hold something of what each unit of the trace held, by any way.
units_of ends_of(const graph_type& g, const question& q, const trace& found) {
  units_of next;
  for (const trace::link& l : found.links) next[l.step.from].insert(l.step.to);
  units_of ends;
  for (const auto& [u, list] : found.ways) {
    std::set<unit_id> seen{u};
    std::vector<unit_id> open{u};
    while (!open.empty()) {
      const unit_id here = open.back();
      open.pop_back();
      const bool stays = found.moved_on.count(here) == 0 || holds(g, here, q.to);
      if (stays) ends[u].insert(here);
      for (const unit_id there : next[here])
        if (seen.insert(there).second) open.push_back(there);
    }
  }
  return ends;
}

/// What the successions on the last day of a unit say of where all of it went.
enum class told : std::uint8_t { all, one_part, not_all };
told told_of(const graph_type& g, unit_id u, date day) {
  if (holds(g, u, day)) return told::all;
  std::size_t parts = 0;
  bool silent = false;
  for (const auto& link : g.out<succeeded_by>(u)) {
    const succeeded_by& how = g[link.edge];
    if (how.on != g.valid(u).until) continue;
    if (how.how_much == extent::whole) return told::all;
    silent = silent || how.how_much == extent::unknown;
    ++parts;
  }
  if (silent) return told::not_all;
  return parts > 1 ? told::all : told::one_part;
}

}  // namespace

step_list trace::steps(std::uint32_t way) const {
  step_list out;
  out.reserve(length(way));
  for (; way != start; way = links[way].before) out.push_back(links[way].step);
  std::reverse(out.begin(), out.end());
  return out;
}

date arrival_of(const graph_type& g, unit_id to, const succeeded_by& how) {
  const date begun = g.valid(to).from;
  return how.on < begun ? begun : how.on;
}

bool holds(const graph_type& g, unit_id u, date day) {
  const validity v = g.valid(u);
  return v.contains(day) || (day.is_pos_infinity() && v.until.is_pos_infinity());
}

coverage measure(const graph_type& g, const question& q, const step_list& way, unit_id end) {
  coverage c;
  unit_id here = q.unit;
  date since = q.from;
  const auto leaves = [&](date day) {  // what joined the unit before it was divided makes the parts uncertain
    if (here == q.unit && q.whole_life) return;
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
  date left_on = q.to + boost::gregorian::days{1};
  bool divided = false;
  for (const auto& link : g.out<succeeded_by>(end)) {
    const succeeded_by& how = g[link.edge];
    if (how.on <= since || q.to < how.on || link.node == end) continue;
    divided = true;
    if (how.on < left_on) left_on = how.on;
  }
  if (divided) {
    leaves(left_on);
    c.pass(extent::part, {extent::part, extent::part});
  }
  return c;
}

coverage best(const graph_type& g, const question& q, const trace& found, unit_id u) {
  const auto better = [](extent& have, extent other) {
    if (other == extent::whole || have == extent::unknown) have = other;
  };
  coverage out;
  bool is_first = true;
  for (const std::uint32_t way : found.ways.at(u)) {
    const coverage c = measure(g, q, found.steps(way), u);
    if (is_first) {
      out = c;
      is_first = false;
      continue;
    }
    if (out.all == extent::unknown) out.why = c.why;
    for (std::size_t i = 0; i < out.surely.size(); ++i) out.surely[i] = out.surely[i] || c.surely[i];
    better(out.all, c.all);
    better(out.apart.area, c.apart.area);
    better(out.apart.population, c.apart.population);
  }
  if (out.all != extent::unknown) out.why = doubt::none;
  return out;
}

void weigh(const graph_type& g, const question& q, const trace& found, related_units& out) {
  const bool ends_in_one = out.units.size() == 1 && out.lost.empty() && found.cut_short.empty();
  if (ends_in_one && std::all_of(found.moved_on.begin(), found.moved_on.end(),
                                 [&](unit_id u) { return told_of(g, u, q.to) == told::all; })) {
    related_unit& only = out.units.front();
    only.how_much = extent::whole;
    only.apart = {extent::whole, extent::whole};
    only.why_unknown = doubt::none;
    return;
  }
  const auto is_part = [](const related_unit& r) {
    return r.how_much == extent::part || r.apart.area == extent::part || r.apart.population == extent::part;
  };
  if (std::none_of(out.units.begin(), out.units.end(), is_part)) return;

  std::size_t steps = 0;
  for (const auto& [u, list] : found.ways)
    for (const std::uint32_t way : list) steps += found.length(way);
  if (steps > most_steps) {  // no history of a country has as many; what is not looked at is not known
    for (related_unit& r : out.units) {
      if (found.ways.at(r.unit).size() == 1) continue;
      if (r.how_much == extent::part) {
        r.how_much = extent::unknown;
        r.why_unknown = doubt::divided_after_merger;
      }
      r.apart = {r.apart.area == extent::part ? extent::unknown : r.apart.area,
                 r.apart.population == extent::part ? extent::unknown : r.apart.population};
    }
    return;
  }
  std::map<unit_id, std::array<bool, 3>> surely;
  for (const auto& [u, list] : found.ways) surely[u] = best(g, q, found, u).surely;
  const units_of ends = ends_of(g, q, found);
  const auto is_elsewhere = [&](unit_id here, std::size_t which) {
    for (const auto& [u, holds_some] : surely) {
      if (!holds_some[which]) continue;
      const bool stays = found.moved_on.count(u) == 0 || holds(g, u, q.to);
      if (stays ? u != here : ends.at(u).count(here) == 0) return true;
      // the source names one part and not where the rest went
      if (!stays && told_of(g, u, q.to) == told::one_part) return true;
    }
    return false;
  };
  for (related_unit& r : out.units) {
    if (found.ways.at(r.unit).size() == 1) continue;  // by no other way the rest can have come
    if (r.how_much == extent::part && !is_elsewhere(r.unit, 0)) {
      r.how_much = extent::unknown;
      r.why_unknown = doubt::divided_after_merger;
    }
    if (r.apart.area == extent::part && !is_elsewhere(r.unit, 1)) r.apart.area = extent::unknown;
    if (r.apart.population == extent::part && !is_elsewhere(r.unit, 2)) r.apart.population = extent::unknown;
  }
}

}  // namespace dinh::inline v1::succession
