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

/// The enumerators from the first to the last one with what `name_of` says of them.
template <auto First, auto Last>
[[nodiscard]] constexpr auto names_between() {
  using type = decltype(First);
  constexpr auto first = static_cast<std::size_t>(First);
  std::array<enum_name<type>, static_cast<std::size_t>(Last) - first + 1> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = {name_of(static_cast<type>(first + i)), static_cast<type>(first + i)};
  return out;
}

inline constexpr auto time_unit_names = names_between<time_unit::working_day, time_unit::hour>();
inline constexpr auto direction_names = names_between<direction::within_after, direction::valid_for>();
static_assert(time_unit_names.size() == 6 && direction_names.size() == 4);

/// {"count", "unit"}.
[[nodiscard]] inline span span_of_members(object_reader& r) {
  span s;
  s.count = static_cast<std::int32_t>(r.integer("count", {.least = 0, .most = longest_span_count}));
  s.unit = r.choice("unit", time_unit_names);
  return s;
}

}  // namespace dinh::inline v1::exchange
