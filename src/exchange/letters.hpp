#pragma once
// Letters of labels in pictures and tables.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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

/// Broken at spaces into lines of at most so many characters; a longer word has a line of its own. At least one line.
[[nodiscard]] inline std::vector<std::string> broken(std::string_view s, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t in_line = 0;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t end = std::min(s.find(' ', i), s.size());
    const std::string_view word = s.substr(i, end - i);
    const std::size_t length = characters(word);
    if (in_line > 0 && in_line + 1 + length > width) {
      lines.emplace_back();
      in_line = 0;
    } else if (in_line > 0) {
      lines.back() += ' ';
      ++in_line;
    }
    lines.back() += word;
    in_line += length;
    i = end + 1;
  }
  return lines;
}

/// One below the other.
[[nodiscard]] inline std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (&line == lines.data() ? "" : "\n") + line;
  return out;
}

}  // namespace dinh::inline v1::exchange
