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

#include <cstdint>
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

  date on;
  extent how_much = extent::unknown;
  std::string scope;  ///< finer words of the source, such as "part_of_area"; may be empty
  std::string decree;
  evidence known_by = evidence::summary;
};

struct register_schema {
  using nodes = type_list<unit, body, office, person, project>;
  using edges =
      type_list<contains, seat_of, succeeded_by, post_in, post_of, holds, member_of, oversees, takes_over, supervises,
                supervises_office, directs, criticises, elects, elects_to, recognises, recognises_in, reports_to,
                office_reports_to, established_by, established_by_office, agrees_with>;
};

}  // namespace dinh::inline v1
