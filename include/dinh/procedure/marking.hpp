#pragma once
/// \file
/// Where a case stands: a set of places. A sound procedure never puts two tokens on one place (its net is
/// free-choice: every place leads into one step), so a set is enough.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>  // for std::hash; <functional> would bring the algorithms and the hash tables

namespace dinh::inline v1 {

/// A set of the places 0..127. 16 bytes, trivially copyable.
class marking {
public:
  static constexpr std::uint16_t most_places = 128;

  /// Here and in `add` and `remove`, pre: `place < most_places`.
  [[nodiscard]] constexpr bool has(std::uint16_t place) const noexcept {
    return (words_[place >> 6U] >> (place & 63U) & 1U) != 0;
  }
  constexpr void add(std::uint16_t place) noexcept { words_[place >> 6U] |= std::uint64_t{1} << (place & 63U); }
  constexpr void add(const marking& other) noexcept {
    words_[0] |= other.words_[0];
    words_[1] |= other.words_[1];
  }
  constexpr void remove(std::uint16_t place) noexcept { words_[place >> 6U] &= ~(std::uint64_t{1} << (place & 63U)); }
  constexpr void remove(const marking& other) noexcept {
    words_[0] &= ~other.words_[0];
    words_[1] &= ~other.words_[1];
  }
  /// Whether all places of the other are in this one.
  [[nodiscard]] constexpr bool contains(const marking& other) const noexcept {
    return (other.words_[0] & ~words_[0]) == 0 && (other.words_[1] & ~words_[1]) == 0;
  }
  /// Whether the two have a place in common.
  [[nodiscard]] constexpr bool meets(const marking& other) const noexcept {
    return (words_[0] & other.words_[0]) != 0 || (words_[1] & other.words_[1]) != 0;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return words_[0] == 0 && words_[1] == 0; }
  [[nodiscard]] constexpr std::uint64_t word(std::size_t i) const noexcept { return words_[i]; }

  friend constexpr bool operator==(const marking&, const marking&) = default;
  friend constexpr auto operator<=>(const marking&, const marking&) = default;

private:
  std::array<std::uint64_t, 2> words_{};
};

}  // namespace dinh::inline v1

/// \cond
template <>
struct std::hash<dinh::marking> {
  std::size_t operator()(const dinh::marking& m) const noexcept {
    std::uint64_t h = m.word(0) * 0x9E3779B97F4A7C15U ^ (m.word(1) + 0x632BE59BD9B4E019U) * 0xC2B2AE3D27D4EB4FU;
    h ^= h >> 29U;
    return static_cast<std::size_t>(h * 0x9E3779B97F4A7C15U);
  }
};
/// \endcond
