#pragma once
// What articles, clauses and points are written with.

#include <algorithm>
#include <string_view>

namespace dinh::inline v1::articles {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Letters and digits of one part, such as "2", "a", "dd", "a1".
[[nodiscard]] constexpr bool is_part(std::string_view s) noexcept {
  return !s.empty() && s.size() <= 8 &&
         std::all_of(s.begin(), s.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); });
}

}  // namespace dinh::inline v1::articles
