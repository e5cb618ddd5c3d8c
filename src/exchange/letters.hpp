#pragma once
// Letters of labels in pictures.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace dinh::inline v1::exchange {

/// With a capital at the front.
[[nodiscard]] inline std::string capital(std::string s) {
  if (!s.empty() && s.front() >= 'a' && s.front() <= 'z') s.front() = static_cast<char>(s.front() - 'a' + 'A');
  // "đặc khu", "đơn vị": đ is two bytes, U+0111, and Đ U+0110
  if (s.size() > 1 && s[0] == '\xC4' && s[1] == '\x91') s[1] = '\x90';
  return s;
}

/// Code points of UTF-8.
[[nodiscard]] inline std::size_t characters(std::string_view s) {
  return static_cast<std::size_t>(
      std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace dinh::inline v1::exchange
