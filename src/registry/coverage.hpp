#pragma once
// How much of a unit is in each of the units that hold its territory on a later day.

#include "data.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace dinh::inline v1::succession {

using step_list = std::vector<succession_step>;
using graph_type = frozen_graph<register_schema>;

/// From an earlier to a later day, or back.
struct question {
  unit_id unit;
  date from;
  date to;
  bool whole_life = false;  ///< the unit of any day of its life, not only as it was on `from`
};

/// Every unit that was reached, and how. Ways share their beginnings: a hostile register has long ones.
struct trace {
  static constexpr std::uint32_t start = UINT32_MAX;  ///< the empty way
  struct link {
    succession_step step;
    std::uint32_t before = start;  ///< the link that was followed before it
    std::uint32_t length = 1;
  };
  std::vector<link> links;
  std::map<unit_id, std::vector<std::uint32_t>> ways;  ///< by their last links
  std::set<unit_id> cut_short;                         ///< there are more ways than are kept
  std::set<unit_id> moved_on;                          ///< a way leads on from it

  [[nodiscard]] std::uint32_t length(std::uint32_t way) const { return way == start ? 0 : links[way].length; }
  /// The steps of a way in the order in which they were followed.
  [[nodiscard]] step_list steps(std::uint32_t way) const;
};

/// First day on which the territory can be in the new unit: the day it passed, or, where the source only names the unit
/// of a later day and that one was formed meanwhile, its first day.
[[nodiscard]] date arrival_of(const graph_type& g, unit_id to, const succeeded_by& how);
[[nodiscard]] inline date arrival_of(const graph_type& g, const succession_step& s) { return arrival_of(g, s.to, s.how); }

/// Whether the unit holds on the day; after all days, if it has no end.
[[nodiscard]] bool holds(const graph_type& g, unit_id u, date day);

/// How much of a unit is where a way ends, worked out step by step.
struct coverage {
  extent all = extent::whole;
  extents apart = {extent::whole, extent::whole};
  doubt why = doubt::none;
  bool pure = true;  ///< the unit reached holds nothing but territory of the unit the way began with
  /// Whether it holds some of it for certain: of all, of the area, of the people.
  std::array<bool, 3> surely = {true, true, true};

  void divide(extent& have, extent by) const {
    if (have == extent::unknown || by == extent::whole) return;
    have = by == extent::part && pure ? extent::part : extent::unknown;
  }
  void pass(extent how_much, extents how_apart) {
    const bool was_known = all != extent::unknown;
    const auto keep = [&](bool& have, extent by) {
      have = have && (by == extent::whole || (pure && (by == extent::part || how_much == extent::unknown)));
    };
    keep(surely[0], how_much);
    keep(surely[1], how_apart.area);
    keep(surely[2], how_apart.population);
    divide(all, how_much);
    divide(apart.area, how_apart.area);
    divide(apart.population, how_apart.population);
    if (was_known && all == extent::unknown)
      why = how_much == extent::unknown ? doubt::source_silent : doubt::divided_after_merger;
  }
};

[[nodiscard]] coverage measure(const graph_type& g, const question& q, const step_list& way, unit_id end);
/// The most that one of the ways to a unit says.
[[nodiscard]] coverage best(const graph_type& g, const question& q, const trace& found, unit_id u);
/// What all ways together say: parts that meet again in one unit are the whole; a part of which the rest may have come
/// to the same unit by an uncertain way is of unknown extent.
void weigh(const graph_type& g, const question& q, const trace& found, related_units& out);

}  // namespace dinh::inline v1::succession
