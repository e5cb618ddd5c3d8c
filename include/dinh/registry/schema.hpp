#pragma once
/// \file
/// The register as a typed graph: which kinds of things it holds and how they may be joined.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/graph/schema.hpp>
#include <dinh/registry/body.hpp>
#include <dinh/registry/body_graph.hpp>
#include <dinh/registry/extent.hpp>
#include <dinh/registry/unit.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// The higher unit contains the lower one.
struct contains {
  using from = unit;
  using to = unit;
  static constexpr std::string_view type_name = "contains";
  static constexpr edge_shape shape = edge_shape::forest;
};

/// The body works in and for the unit.
struct seat_of {
  using from = body;
  using to = unit;
  static constexpr std::string_view type_name = "seat_of";
};

/// On the day `on` territory of the old unit passed to the new one. The two need not exist on one day,
/// and the old one may live on.
struct succeeded_by {
  using from = unit;
  using to = unit;
  static constexpr std::string_view type_name = "succeeded_by";
  static constexpr edge_dates dates = edge_dates::independent;
  static constexpr parallel_edges parallel = parallel_edges::allowed;

  date on;                            ///< first day on which the territory is the new unit's
  extent how_much = extent::unknown;  ///< of the old unit
  std::string scope;  ///< finer words of the source, such as "part_of_area"; may be empty
  std::string decree;
  evidence known_by = evidence::summary;
  /// Where the source only says which unit holds the territory on a later day: that day. Units in between, if there
  /// were any, are not recorded.
  std::optional<date> known_from = std::nullopt;
  std::optional<date> in_force = std::nullopt;  ///< as `unit_period::in_force`, of the day `on`
  std::string note = {};                        ///< doubts of the source, and how a succession was inferred
};

/// How much of the old unit's area and of its people passed. Sources that speak of the one may be silent on the other:
/// then it is `unknown`. By the scopes `whole_area`, `part_area`, `part_population`, `part_area_whole_population`; any
/// other scope speaks of both alike.
struct extents {
  extent area = extent::unknown;
  extent population = extent::unknown;
  friend bool operator==(const extents&, const extents&) = default;
};
[[nodiscard]] inline extents extents_of(const succeeded_by& s) noexcept {
  if (s.scope == "whole_area") return {extent::whole, extent::unknown};
  if (s.scope == "part_area") return {extent::part, extent::unknown};
  if (s.scope == "part_population") return {extent::unknown, extent::part};
  if (s.scope == "part_area_whole_population") return {extent::part, extent::whole};
  return {s.how_much, s.how_much};
}

/// The node and edge types of the register.
struct register_schema {
  using nodes = type_list<unit, body, office, person, project>;
  using edges =
      type_list<contains, seat_of, succeeded_by, post_in, post_of, holds, member_of, oversees, takes_over, supervises,
                supervises_office, directs, criticises, elects, elects_to, recognises, recognises_in, reports_to,
                office_reports_to, established_by, established_by_office, agrees_with>;
};

}  // namespace dinh::inline v1
