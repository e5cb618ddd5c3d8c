#pragma once
/// \file
/// The register as a typed graph: which kinds of things it holds and how they may be joined.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/graph/schema.hpp>
#include <dinh/registry/body.hpp>
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

/// How much of the old unit passed to the new one.
enum class extent : std::uint8_t {
  whole,
  part,
  unknown,  ///< the source says that it passed, not whether whole
};
[[nodiscard]] constexpr std::string_view name_of(extent e) noexcept {
  return e == extent::whole ? "whole" : (e == extent::part ? "part" : "unknown");
}
[[nodiscard]] constexpr std::optional<extent> extent_from(std::string_view s) noexcept {
  if (s == "whole") return extent::whole;
  if (s == "part") return extent::part;
  if (s == "unknown") return extent::unknown;
  return std::nullopt;
}
[[nodiscard]] constexpr std::string_view label_of(extent e, lang l) noexcept {
  if (l == lang::vi) return e == extent::whole ? "toàn bộ" : (e == extent::part ? "một phần" : "chưa rõ phần nào");
  return e == extent::whole ? "whole" : (e == extent::part ? "part" : "extent unknown");
}

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
  using nodes = type_list<unit, body>;
  using edges = type_list<contains, seat_of, succeeded_by>;
};

}  // namespace dinh::inline v1
