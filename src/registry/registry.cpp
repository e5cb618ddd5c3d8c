// Finding units, walking the tree and following successions.
#include "data.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <queue>
#include <set>
#include <tuple>
#include <utility>

namespace dinh::inline v1 {

registry::registry() : data_{std::make_shared<const data>()} {}

const frozen_graph<register_schema>& registry::graph() const noexcept { return data_->graph; }

graph_at<register_schema> registry::at(date day) const { return graph().at(day); }
std::uint32_t registry::unit_count() const noexcept { return graph().count<unit>(); }
const unit& registry::operator[](unit_id u) const noexcept { return graph()[u]; }
validity registry::valid(unit_id u) const { return graph().valid(u); }

const std::string& registry::name(unit_id u, date day) const { return (*this)[u].on(day).name; }
unit_kind registry::kind(unit_id u, date day) const { return (*this)[u].on(day).kind; }
text registry::full_name(unit_id u, date day) const { return v1::full_name((*this)[u].on(day)); }
std::optional<std::int64_t> registry::households(unit_id u, date day) const { return (*this)[u].on(day).households; }

// ---- finding ---------------------------------------------------------------------------------------

unit_id registry::find(std::string_view code, date day) const noexcept {
  const auto& all = data_->graph.all<unit>();
  auto at = std::lower_bound(data_->by_code.begin(), data_->by_code.end(), code,
                             [&](unit_id u, std::string_view c) { return all[u.index()].code < c; });
  for (; at != data_->by_code.end() && all[at->index()].code == code; ++at)
    if (data_->graph.valid(*at).contains(day)) return *at;
  return {};
}

unit_id registry::find_lifetime(std::string_view key) const noexcept {
  const auto& all = data_->graph.all<unit>();
  const auto at =
      std::lower_bound(all.begin(), all.end(), key, [](const unit& u, std::string_view k) { return u.key < k; });
  if (at == all.end() || at->key != key) return {};
  return unit_id{static_cast<std::uint32_t>(at - all.begin())};
}

std::vector<unit_id> registry::lifetimes(std::string_view code) const {
  const auto& all = data_->graph.all<unit>();
  std::vector<unit_id> found;
  auto at = std::lower_bound(data_->by_code.begin(), data_->by_code.end(), code,
                             [&](unit_id u, std::string_view c) { return all[u.index()].code < c; });
  for (; at != data_->by_code.end() && all[at->index()].code == code; ++at) found.push_back(*at);
  return found;
}

// ---- the tree --------------------------------------------------------------------------------------

unit_id registry::parent(unit_id u, date day) const {
  const auto up = at(day).in<contains>(u);
  return up.empty() ? unit_id{} : up.front().node;
}

std::vector<unit_id> registry::parents(unit_id u, date day) const {
  std::vector<unit_id> up;
  for (unit_id p = parent(u, day); p; p = parent(p, day)) up.push_back(p);
  return up;
}

std::vector<unit_id> registry::children(unit_id u, date day) const {
  std::vector<unit_id> down;
  for (const auto& link : at(day).out<contains>(u)) down.push_back(link.node);
  return down;
}

unit_id registry::ancestor_at(unit_id u, unit_level level, date day) const {
  if (!at(day).has(u)) return {};
  while (u && level_of(kind(u, day)) != level) u = parent(u, day);
  return u;
}

unit_tree registry::tree(date day) const { return unit_tree::build(at(day)).value(); }

// ---- history ---------------------------------------------------------------------------------------

namespace {

using step_list = std::vector<succession_step>;

/// Diamonds in a hostile register could make ways without number; a unit keeps this many.
constexpr std::size_t most_ways = 64;

extent extent_of(const step_list& way) {
  extent e = extent::whole;
  for (const succession_step& s : way) {
    if (s.how.how_much == extent::unknown) return extent::unknown;
    if (s.how.how_much == extent::part) e = extent::part;
  }
  return e;
}

enum class direction_in_time : std::uint8_t { forward, backward };

/// Follows successions event by event in the order of their dates, so that territory received on a day
/// moves on only by a later event. Each succession is followed once.
template <direction_in_time Direction>
related_units follow(const frozen_graph<register_schema>& g, unit_id start, date day) {
  constexpr bool forward = Direction == direction_in_time::forward;
  struct event {
    date on;
    edge_id<succeeded_by> edge;
    unit_id here;
    unit_id there;
  };
  const auto later = [](const event& a, const event& b) {
    const bool first = forward ? a.on < b.on : b.on < a.on;
    return a.on == b.on ? b.edge < a.edge : !first;
  };
  std::priority_queue<event, std::vector<event>, decltype(later)> queue{later};
  std::set<edge_id<succeeded_by>> queued;
  std::map<unit_id, std::vector<step_list>> ways;
  std::set<unit_id> moved_on;

  const auto reach = [&](unit_id u) {
    const auto offer = [&](edge_id<succeeded_by> e, unit_id there) {
      const date on = g[e].on;
      if ((forward ? on <= day : day < on) && queued.insert(e).second) queue.push({on, e, u, there});
    };
    if constexpr (forward) {
      for (const auto& link : g.out<succeeded_by>(u)) offer(link.edge, link.node);
    } else {
      for (const auto& link : g.in<succeeded_by>(u)) offer(link.edge, link.node);
    }
  };
  ways[start] = {step_list{}};
  reach(start);
  while (!queue.empty()) {
    const event e = queue.top();
    queue.pop();
    bool is_new = ways.find(e.there) == ways.end();
    for (const step_list& way : std::vector<step_list>{ways[e.here]}) {
      const auto arrived_before = [&] {
        const date arrival = forward ? way.back().how.on : way.front().how.on;
        return forward ? arrival < e.on : e.on < arrival;
      };
      if (!way.empty() && !arrived_before()) continue;
      moved_on.insert(e.here);
      auto& there = ways[e.there];
      if (there.size() == most_ways) continue;
      step_list longer = way;
      if constexpr (forward) {
        longer.push_back({e.here, e.there, g[e.edge]});
      } else {
        longer.insert(longer.begin(), {e.there, e.here, g[e.edge]});
      }
      there.push_back(std::move(longer));
    }
    if (is_new && ways.find(e.there) != ways.end()) reach(e.there);
  }

  related_units out;
  for (auto& [u, list] : ways) {
    if (!g.valid(u).contains(day)) {
      if (moved_on.find(u) == moved_on.end()) out.lost.push_back(u);
      continue;
    }
    related_unit r{u, extent::unknown, std::move(list)};
    bool known = false;
    for (const step_list& way : r.ways) {
      const extent e = extent_of(way);
      if (e == extent::whole) r.how_much = extent::whole;
      if (e == extent::part) known = true;
    }
    if (r.how_much != extent::whole && known) r.how_much = extent::part;
    out.units.push_back(std::move(r));
  }
  return out;
}

}  // namespace

related_units registry::successors(unit_id u, date day) const {
  return follow<direction_in_time::forward>(graph(), u, day);
}
related_units registry::predecessors(unit_id u, date day) const {
  return follow<direction_in_time::backward>(graph(), u, day);
}
related_units registry::translate(unit_id u, date to) const {
  const validity v = valid(u);
  if (to < v.from) return predecessors(u, to);
  if (v.until <= to) return successors(u, to);
  return {{{u, extent::whole, {step_list{}}}}, {}};
}

// ---- roles -----------------------------------------------------------------------------------------

std::span<const role_rule> registry::roles() const noexcept { return data_->roles; }

const role_rule* registry::role(std::string_view id, date day) const noexcept {
  auto at = std::lower_bound(data_->roles.begin(), data_->roles.end(), id,
                             [](const role_rule& r, std::string_view i) { return r.role < i; });
  for (; at != data_->roles.end() && at->role == id; ++at)
    if (at->when.contains(day)) return &*at;
  return nullptr;
}

}  // namespace dinh::inline v1
