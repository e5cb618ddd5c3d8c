// Characters read and written one by one.
#include "../../../src/base/utf8_text.hpp"

#include <dinh/base/utf8.hpp>

#include <catch.hpp>

#include <cstdint>
#include <string>

namespace test_of_utf8_text {

using namespace dinh;

TEST_CASE("every character that is written is well-formed, as long as RFC 3629 says, and read back") {
  std::uint32_t tried = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string s;
    append_utf8(s, c);
    const std::size_t length = c < 0x80 ? 1U : (c < 0x800 ? 2U : (c < 0x10000 ? 3U : 4U));
    const utf8_character back = first_character(s + "a");
    if (!is_utf8(s) || s.size() != length || back.code != c || back.length != length) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
    ++tried;
  }
  CHECK(tried == 0x110000 - 0x800);
}

TEST_CASE("a byte that is no UTF-8 stands for itself") {
  CHECK(first_character("\xE9t\xE9").code == 0xE9);
  CHECK(first_character("\xE9t\xE9").length == 1);
  CHECK(first_character("\xC3").code == 0xC3);
}

}  // namespace test_of_utf8_text
