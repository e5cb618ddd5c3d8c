#pragma once
/// \file
/// Well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, nothing beyond U+10FFFF.

#include <cstddef>
#include <string_view>

namespace dinh::inline v1 {

/// Length in bytes of the character at the front, 1 to 4; 0 if the text is empty or no character stands there.
[[nodiscard]] constexpr std::size_t utf8_length(std::string_view s) noexcept {
  const auto at = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
  const auto follows = [&](std::size_t i, unsigned least, unsigned most) { return at(i) >= least && at(i) <= most; };
  if (s.empty()) return 0;
  const unsigned first = at(0);
  if (first < 0x80U) return 1;
  if (first < 0xC2U || first > 0xF4U) return 0;
  if (first < 0xE0U) return follows(1, 0x80U, 0xBFU) ? 2 : 0;
  const unsigned least = first == 0xE0U ? 0xA0U : (first == 0xF0U ? 0x90U : 0x80U);
  const unsigned most = first == 0xEDU ? 0x9FU : (first == 0xF4U ? 0x8FU : 0xBFU);
  if (!follows(1, least, most) || !follows(2, 0x80U, 0xBFU)) return 0;
  if (first < 0xF0U) return 3;
  return follows(3, 0x80U, 0xBFU) ? 4 : 0;
}

/// Whether the whole text is well-formed. O(length).
[[nodiscard]] constexpr bool is_utf8(std::string_view s) noexcept {
  while (!s.empty()) {
    const std::size_t length = utf8_length(s);
    if (length == 0) return false;
    s.remove_prefix(length);
  }
  return true;
}

}  // namespace dinh::inline v1
