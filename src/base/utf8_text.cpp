#include "utf8_text.hpp"

#include <dinh/base/utf8.hpp>

namespace dinh::inline v1 {

utf8_character first_character(std::string_view s) noexcept {
  const std::size_t length = utf8_length(s);
  const char32_t first = static_cast<unsigned char>(s.front());
  if (length <= 1) return {first, 1};
  char32_t c = length == 2 ? first & 0x1FU : (length == 3 ? first & 0x0FU : first & 0x07U);
  for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (static_cast<unsigned char>(s[i]) & 0x3FU);
  return {c, length};
}

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t v) { out += static_cast<char>(static_cast<unsigned char>(v)); };
  if (c < 0x80U) return byte(c);
  if (c < 0x800U) {
    byte(0xC0U | (c >> 6U));
  } else {
    if (c < 0x10000U) {
      byte(0xE0U | (c >> 12U));
    } else {
      byte(0xF0U | (c >> 18U));
      byte(0x80U | ((c >> 12U) & 0x3FU));
    }
    byte(0x80U | ((c >> 6U) & 0x3FU));
  }
  byte(0x80U | (c & 0x3FU));
}

}  // namespace dinh::inline v1
