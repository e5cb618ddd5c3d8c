#pragma once
// Characters of UTF-8 texts, one by one. Private to the library; exported for its tests.

#include <dinh/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

struct utf8_character {
  char32_t code = 0;
  std::size_t length = 0;  ///< in bytes
};
/// The character at the front of a text that is not empty; a byte that is no UTF-8 stands for itself.
[[nodiscard]] DINH_API utf8_character first_character(std::string_view s) noexcept;
/// `c` is at most U+10FFFF.
DINH_API void append_utf8(std::string& out, char32_t c);

}  // namespace dinh::inline v1
