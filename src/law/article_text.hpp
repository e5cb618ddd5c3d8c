#pragma once
// What articles, clauses and points are written with.

#include <algorithm>
#include <string>
#include <string_view>

namespace dinh::inline v1::articles {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Letters and digits of one part, such as "2", "a", "dd", "a1".
[[nodiscard]] constexpr bool is_part(std::string_view s) noexcept {
  return !s.empty() && s.size() <= 8 &&
         std::all_of(s.begin(), s.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); });
}

/// The number of an instrument in capitals, with "D" for "Đ": for comparing what was typed in small letters.
[[nodiscard]] inline std::string number_in_capitals(std::string_view number) {
  std::string out;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const std::string_view two = number.substr(i, 2);
    if (two == "Đ" || two == "đ") {
      out += 'D';
      ++i;
    } else {
      out += number[i] >= 'a' && number[i] <= 'z' ? static_cast<char>(number[i] - 'a' + 'A') : number[i];
    }
  }
  return out;
}

}  // namespace dinh::inline v1::articles
