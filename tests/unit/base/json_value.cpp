#include <catch.hpp>
#include <dinh/base/json_value.hpp>

#include <random>
#include <string>
#include <vector>

namespace test_of_json_value {

using namespace dinh;

namespace {

std::string written(const json_value& v) { return to_canonical(v).value(); }

/// UTF-16 code units of a UTF-8 text, for the reference order.
std::u16string utf16(const std::string& s) {
  std::u16string out;
  for (std::size_t i = 0; i < s.size();) {
    const auto u = [&](std::size_t k) { return static_cast<char32_t>(static_cast<unsigned char>(s[i + k])); };
    char32_t c = u(0);
    std::size_t n = 1;
    if (c >= 0xF0) {
      c = (c & 7U) << 18U | (u(1) & 63U) << 12U | (u(2) & 63U) << 6U | (u(3) & 63U);
      n = 4;
    } else if (c >= 0xE0) {
      c = (c & 15U) << 12U | (u(1) & 63U) << 6U | (u(2) & 63U);
      n = 3;
    } else if (c >= 0xC0) {
      c = (c & 31U) << 6U | (u(1) & 63U);
      n = 2;
    }
    if (c >= 0x10000) {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10U));
      out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FFU));
    } else {
      out += static_cast<char16_t>(c);
    }
    i += n;
  }
  return out;
}

}  // namespace

TEST_CASE("members are sorted by UTF-16 code units as in the example of RFC 8785 section 3.2.3") {
  const json_value v{{"€", "Euro Sign"},
                     {"\r", "Carriage Return"},
                     {"\xEF\xAC\xB3", "Hebrew Letter Dalet With Dagesh"},
                     {"1", "One"},
                     {"😀", "Emoji: Grinning Face"},
                     {"\xC2\x80", "Control"},
                     {"ö", "Latin Small Letter O With Diaeresis"}};
  CHECK(written(v) ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"ö\":\"Latin Small Letter O With "
        "Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("strings are written with the shortest escapes of RFC 8785 section 3.2.2.2 and otherwise as they are") {
  CHECK(written("€$\x0F\nA'B\"\\\\\"/") == "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  CHECK(written(std::string{"\0", 1}) == "\"\\u0000\"");
  CHECK(written("\b\t\f\r\x1F\x7F") == "\"\\b\\t\\f\\r\\u001f\x7F\"");
  CHECK(written("khoản 1 Điều 21") == "\"khoản 1 Điều 21\"");
}

TEST_CASE("values are written without white space") {
  CHECK(written({}) == "null");
  CHECK(written(true) == "true");
  CHECK(written(json_value::array{}) == "[]");
  CHECK(written(json_value::object{}) == "{}");
  CHECK(written(-0) == "0");
  CHECK(written({{"b", json_value::array{1, json_value{}, false}}, {"a", json_value{{"", -12}}}}) ==
        "{\"a\":{\"\":-12},\"b\":[1,null,false]}");
}

TEST_CASE("integers that a double does not carry, broken UTF-8 and two members of one name are refused all at once") {
  CHECK(written(json_value::largest_integer) == "9007199254740991");
  CHECK(written(-json_value::largest_integer) == "-9007199254740991");
  json_value v;
  v.set("big", json_value::largest_integer + 1);
  v.set("a/b", json_value::array{"\xC3\x28"});
  v.set("twice", json_value::object{{"x", 1}, {"x", 2}});
  const auto out = to_canonical(v);
  REQUIRE_FALSE(out);
  std::vector<std::string> found;
  for (const auto& d : out.error()) found.push_back(d.code + " " + d.where);
  CHECK(found == std::vector<std::string>{"canonical/not-utf8 #/a~1b/0", "canonical/integer-too-large #/big",
                                          "canonical/duplicate-member #/twice/x"});
}

TEST_CASE("nesting is limited, so that no value exhausts the stack") {
  json_value v = 1;
  for (int i = 0; i < 64; ++i) v = json_value::array{v};
  CHECK(to_canonical(v));
  v = json_value::array{v};
  CHECK_FALSE(to_canonical(v));
}

TEST_CASE("equality looks at members, not at their order") {
  CHECK(json_value{{"a", 1}, {"b", 2}} == json_value{{"b", 2}, {"a", 1}});
  CHECK_FALSE(json_value{{"a", 1}} == json_value{{"a", 1}, {"b", 2}});
  CHECK_FALSE(json_value{1} == json_value{"1"});
  CHECK_FALSE(json_value{0} == json_value{false});
}

TEST_CASE("the order of names is that of their UTF-16 code units, whatever the characters") {
  std::mt19937 random{20230701};
  const std::vector<std::string> letters{"", "a", "z", "\x7F", "\xC2\x80", "ö", "đ", "߿", "ࠀ", "€", "\xED\x9F\xBF",
                                         "\xEE\x80\x80", "\xEF\xAC\xB3", "\xEF\xBF\xBF", "𐀀", "😀", "\xF4\x8F\xBF\xBF"};
  const auto word = [&] {
    std::string out;
    for (int i = 0; i < 3; ++i) out += letters[random() % letters.size()];
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = word();
    const std::string b = word();
    REQUIRE(comes_before(a, b) == (utf16(a) < utf16(b)));
  }
}

}  // namespace test_of_json_value
