#pragma once
/// \file
/// Exact fractions of counted things. No legal result of the library uses floating point: 4160 of
/// 8318 is more than half, though 50.0 per cent after rounding.

#include <compare>
#include <cstdint>
#include <string>

namespace dinh::inline v1 {

/// `num/den` as the law writes it, not reduced: 50/100 stays 50/100. Pre: `num >= 0`, `den > 0`.
struct fraction {
  std::int64_t num = 0;
  std::int64_t den = 1;
  friend constexpr bool operator==(const fraction&, const fraction&) = default;
};

namespace detail {
__extension__ using wide = __int128;  // products of two 64-bit counts

/// Whether every product with `f` stays within 64 bits: then the division of 128 bits, some ten times as slow, is not
/// needed. No village has two thousand million households.
[[nodiscard]] constexpr bool is_narrow(std::int64_t whole, fraction f) noexcept {
  return ((whole | f.num | f.den) >> 31) == 0;
}
}

/// Compares `part/whole` with `f` by cross-multiplication. Pre: `part >= 0`, `whole >= 0`.
/// A whole of 0 compares as `part·den` with 0.
[[nodiscard]] constexpr std::strong_ordering compare(std::int64_t part, std::int64_t whole, fraction f) noexcept {
  const detail::wide left = detail::wide{part} * f.den;
  const detail::wide right = detail::wide{f.num} * whole;
  return left < right ? std::strong_ordering::less
                      : (left > right ? std::strong_ordering::greater : std::strong_ordering::equal);
}

/// Smallest count `v` with `v/whole >= f`. Pre: `whole >= 0`, and the count fits 64 bits, as with every `f` up to 1.
[[nodiscard]] constexpr std::int64_t least_reaching(std::int64_t whole, fraction f) noexcept {
  if (detail::is_narrow(whole, f)) return (f.num * whole + f.den - 1) / f.den;
  const detail::wide product = detail::wide{f.num} * whole;
  return static_cast<std::int64_t>((product + f.den - 1) / f.den);
}
/// Smallest count `v` with `v/whole > f`. Pre: as above.
[[nodiscard]] constexpr std::int64_t least_exceeding(std::int64_t whole, fraction f) noexcept {
  if (detail::is_narrow(whole, f)) return f.num * whole / f.den + 1;
  return static_cast<std::int64_t>(detail::wide{f.num} * whole / f.den) + 1;
}

/// "50/100".
[[nodiscard]] inline std::string to_text(fraction f) { return std::to_string(f.num) + "/" + std::to_string(f.den); }

}  // namespace dinh::inline v1
