#pragma once
// The coded terms of the library by their names in JSON, and time limits made of them.

#include "json_reading.hpp"

#include <dinh/calendar/limit.hpp>
#include <dinh/law/terms.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace dinh::inline v1::exchange {

/// The terms of an enumeration, for `object_reader::choice`.
template <class Enum>
[[nodiscard]] constexpr auto term_names() {
  constexpr std::size_t n = terms<Enum>::names.size();
  std::array<enum_name<Enum>, n> out{};
  for (std::size_t i = 0; i < n; ++i) out[i] = {terms<Enum>::names[i], static_cast<Enum>(i)};
  return out;
}

/// The first `N` enumerators with what `name_of` says of them.
template <class Enum, std::size_t N>
[[nodiscard]] constexpr auto first_names() {
  std::array<enum_name<Enum>, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = {name_of(static_cast<Enum>(i)), static_cast<Enum>(i)};
  return out;
}

inline constexpr auto time_unit_names = first_names<time_unit, 6>();
inline constexpr auto direction_names = first_names<direction, 4>();
static_assert(time_unit_names.back().value == time_unit::hour && direction_names.back().value == direction::valid_for);

/// {"count", "unit"}.
[[nodiscard]] inline span span_of_members(object_reader& r) {
  span s;
  s.count = static_cast<std::int32_t>(r.integer("count", {.least = 0, .most = longest_span_count}));
  s.unit = r.choice("unit", time_unit_names);
  return s;
}

}  // namespace dinh::inline v1::exchange
