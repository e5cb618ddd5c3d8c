#include <dinh/base/utf8.hpp>

#include <catch.hpp>

#include <cstdint>
#include <string>

namespace test_of_utf8 {

using namespace dinh;

namespace {

std::string encode(std::uint32_t c) {
  std::string s;
  const auto byte = [&](std::uint32_t v) { s += static_cast<char>(v); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
  return s;
}

}  // namespace

TEST_CASE("every character but the surrogates is well-formed, and nothing beyond the last one") {
  for (std::uint32_t c = 0; c < 0x120000; ++c) {
    const std::string s = encode(c);
    const bool is_character = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    if (is_utf8(s) != is_character || (is_character && utf8_length(s + "x") != s.size())) FAIL("U+" << std::hex << c);
  }
}

TEST_CASE("overlong, truncated and stray bytes are not well-formed") {
  for (const std::string s : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xF5\x80\x80\x80", "\x80",
                              "\xBF", "\xC3", "\xE1\xBB", "\xF0\x9F\x98", "a\xFF", "\xE1\x41\x80"})
    CHECK_FALSE(is_utf8(s));
  CHECK(utf8_length("") == 0);
  CHECK(is_utf8(""));
  CHECK(is_utf8("Nghệ An — đình"));
}

}  // namespace test_of_utf8
