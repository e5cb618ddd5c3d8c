#include "../../../src/exchange/json_reading.hpp"

#include <catch.hpp>

#include <string>

namespace test_of_json_reading {

using namespace dinh;
using namespace dinh::exchange;

namespace {

enum class colour : std::uint8_t { red, green };
constexpr std::array<enum_name<colour>, 2> colours{{{"red", colour::red}, {"green", colour::green}}};

bool has(const diagnostics& ds, std::string_view code, std::string_view where) {
  for (const auto& d : ds)
    if (d.code == code && d.where == where) return true;
  return false;
}

}  // namespace

TEST_CASE("a syntax error is reported with its line and column") {
  const auto r = parse_json("{\n  \"a\": 1,\n  \"b\" 2\n}", "rules.json");
  REQUIRE_FALSE(r);
  CHECK(has(r.error(), "json/syntax", "rules.json:3:7"));
  CHECK_FALSE(parse_json("", "empty.json"));
  CHECK_FALSE(parse_json("[1] [2]", "two.json"));
  CHECK_FALSE(parse_json("[\"\xff\"]", "not-utf8.json"));
}

TEST_CASE("every duplicate member is a fault with its pointer") {
  const auto r = parse_json(R"({"a":1,"a":2,"list":[{"x":1},{"y/z":1,"y/z":2}]})", "f");
  REQUIRE_FALSE(r);
  CHECK(r.error().size() == 2);
  CHECK(has(r.error(), "json/duplicate-member", "f#/a"));
  CHECK(has(r.error(), "json/duplicate-member", "f#/list/1/y~1z"));
}

TEST_CASE("size, depth and number of values are limited") {
  CHECK(has(parse_json("[1,2,3]", "f", {.bytes = 3}).error(), "json/too-large", "f"));
  CHECK(has(parse_json("[1,2,3]", "f", {.values = 3}).error(), "json/too-many-values", "f"));
  CHECK(parse_json("[1,2,3]", "f", {.values = 4}));
  CHECK(has(parse_json("{\"a\":[[1]]}", "f", {.depth = 2}).error(), "json/too-deep", "f#/a"));
  const std::string deep(1'000'000, '[');
  CHECK_FALSE(parse_json(deep, "deep.json"));
}

TEST_CASE("all faults of an object are collected, with unknown members last") {
  const auto doc = parse_json(
      R"({"id":"","count":"3","when":"2023-02-30","from":"2023-07-01","until":"2023-07-01",
          "evidence":"X","citation":"10/2022/QH15 ","colour":"blue","label":{"vi":"Nhãn"},"extra":1})",
      "f");
  REQUIRE(doc);
  diagnostics faults;
  object_reader r{*doc, "f#", faults};
  CHECK(r.string("id").empty());
  CHECK(r.integer("count") == 0);
  CHECK(r.day("when").is_not_a_date());
  CHECK(r.valid() == validity{});
  CHECK(r.known_by() == evidence::memory);
  CHECK(r.cite().empty());
  CHECK(r.choice("colour", colours, colour::green) == colour::green);
  CHECK(r.words("label").vi == "Nhãn");
  CHECK_FALSE(r.optional_string("note"));
  CHECK_FALSE(r.boolean("flag"));
  r.finish();
  CHECK(has(faults, "json/out-of-range", "f#/id"));
  CHECK(has(faults, "json/wrong-type", "f#/count"));
  CHECK(has(faults, "date/no-such-day", "f#/when"));
  CHECK(has(faults, "json/empty-interval", "f#/until"));
  CHECK(has(faults, "json/unknown-value", "f#/evidence"));
  CHECK(has(faults, "json/malformed-citation", "f#/citation"));
  CHECK(has(faults, "json/unknown-value", "f#/colour"));
  CHECK(has(faults, "json/missing-member", "f#/label"));
  CHECK(has(faults, "json/missing-member", "f#"));
  CHECK(has(faults, "json/unknown-member", "f#/extra"));
  CHECK(faults.size() == 10);
  for (const auto& d : faults) {
    CHECK_FALSE(d.message.vi.empty());
    CHECK_FALSE(d.message.en.empty());
  }
}

TEST_CASE("a whole object reads without a fault") {
  const auto doc = parse_json(
      R"json({"id":"GDL-21-2","citation":"10/2022/QH15 21(2)","evidence":"T","from":"2023-07-01","share":[1,2],
          "parts":[{"n":1},{"n":2}],"inner":{"ok":true},"nothing":null,"colour":"red"})json",
      "f");
  REQUIRE(doc);
  diagnostics faults;
  object_reader r{*doc, "f#", faults};
  CHECK(r.string("id") == "GDL-21-2");
  CHECK(r.cite() == citation{"10/2022/QH15", "21(2)"});
  CHECK(r.known_by() == evidence::text);
  CHECK(r.valid() == validity{date{2023, 7, 1}, date{boost::date_time::pos_infin}});
  CHECK(r.optional_integers("share") == std::vector<std::int64_t>{1, 2});
  std::int64_t sum = 0;
  r.objects("parts", [&](object_reader& part) { sum += part.integer("n", {.least = 0, .most = 10}); });
  CHECK(sum == 3);
  bool ok = false;
  r.object("inner", [&](object_reader& inner) { ok = inner.boolean("ok"); });
  CHECK(ok);
  CHECK(r.is_null("nothing"));
  CHECK(r.choice("colour", colours) == colour::red);
  r.finish();
  CHECK(describe(faults).empty());
}

TEST_CASE("integers outside of 64 bits and fractions are faults, not other numbers") {
  const auto doc = parse_json(R"({"a":18446744073709551615,"b":1.0,"c":-9223372036854775808})", "f");
  REQUIRE(doc);
  diagnostics faults;
  object_reader r{*doc, "f#", faults};
  CHECK_FALSE(r.optional_integer("a"));
  CHECK_FALSE(r.optional_integer("b"));
  CHECK(r.optional_integer("c") == std::numeric_limits<std::int64_t>::min());
  CHECK(has(faults, "json/out-of-range", "f#/a"));
  CHECK(has(faults, "json/wrong-type", "f#/b"));
}

}  // namespace test_of_json_reading
