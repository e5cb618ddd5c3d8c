#include "../registry/nghe_an.hpp"

#include <catch.hpp>

#include <map>

namespace test_of_units_csv {

using namespace dinh;

namespace {

const std::string unit_header = "key,code,name,kind,parent,from,until,households,authenticity,decree,evidence\n";
const std::string succession_header = "predecessor,successor,on,extent,scope,decree,evidence\n";

diagnostics read(const std::string& units, registry_builder& b, csv_limits limits = {},
                 const std::string& successions = succession_header) {
  return read_units({units, "u.csv"}, {successions, "s.csv"}, b, limits);
}
std::map<std::string, std::string> codes(const diagnostics& found) {
  std::map<std::string, std::string> n;
  for (const auto& d : found) n[d.code] += (n[d.code].empty() ? "" : " ") + d.where;
  return n;
}

}  // namespace

TEST_CASE("byte-order mark, CRLF, quotes, blank lines and columns in another order are read") {
  registry_builder b;
  const auto faults = read(
      "\xEF\xBB\xBF"
      "code,key,name,kind,parent,from,until,households,authenticity,decree,evidence\r\n"
      "01,01@2020-01-01,\"A, \"\"quoted\"\" name\",province,,,,,fact,,T\r\n"
      "\r\n"
      "00556,00556@2020-01-01,\"two\nlines\",commune,01@2020-01-01,2020-01-01,2025-07-01,8318,illustrative,1/NQ,S",
      b);
  REQUIRE(describe(faults).empty());
  const registry r = b.build().value();
  CHECK(r.name(r.find("01", {2024, 1, 1}), {2024, 1, 1}) == "A, \"quoted\" name");
  const unit_id commune = r.find("00556", {2024, 1, 1});
  CHECK(r.name(commune, {2024, 1, 1}) == "two\nlines");
  CHECK(r.households(commune, {2024, 1, 1}) == 8318);
  CHECK(r.valid(commune) == validity{{2020, 1, 1}, {2025, 7, 1}});
  CHECK(r[commune].periods.front().known_as == authenticity::illustrative);
  CHECK(r[commune].periods.front().decree == "1/NQ");
  CHECK(r.valid(r.find("01", {2024, 1, 1})) == validity{});
}

TEST_CASE("all faults of both files come at once with line and column, and nothing is loaded") {
  registry_builder b;
  const auto faults = read(unit_header +
                               "01@2020-01-01,01,A,province,,,,,fact,,T\n"
                               "02@2020-01-01,,B,kingdom,,2020-13-01,soon,-1,maybe,,X\n"
                               "\"03@\n2020\",03,C,commune,,,,,fact,,T,more\n"
                               "04@2020-01-01,04,\"D\"x,commune,,,,12345678901234567890,fact,,T\n",
                           b, {}, succession_header + "a,,2025-07-01,half,,,T\nb,c,,whole,,,T\n");
  const auto n = codes(faults);
  CHECK(n.at("csv/empty-field") == "u.csv:3:2 s.csv:2:2");
  CHECK(n.at("csv/bad-value") == "u.csv:3:4 u.csv:3:8 u.csv:3:9 u.csv:3:11 u.csv:6:8 s.csv:2:4");
  CHECK(n.at("date/no-such-day") == "u.csv:3:6");
  CHECK(n.at("date/malformed") == "u.csv:3:7 s.csv:3:3");
  CHECK(n.at("csv/wrong-number-of-fields") == "u.csv:4:12");
  CHECK(n.at("csv/text-after-quote") == "u.csv:6:3");
  CHECK(b.build().value().unit_count() == 0);
}

TEST_CASE("the header names every column once and no other") {
  registry_builder b;
  const auto n = codes(read("key,key,colour\n1,2,3\n", b));
  CHECK(n.at("csv/duplicate-column") == "u.csv:1:2");
  CHECK(n.at("csv/unknown-column") == "u.csv:1:3");
  CHECK(n.at("csv/missing-column").size() == std::string{"u.csv:1:1"}.size() * 10 + 9);
  CHECK(codes(read("", b)).count("csv/no-header") == 1);
}

TEST_CASE("files over the limits are refused") {
  registry_builder b;
  const std::string row = "01@2020-01-01,01,A,province,,,,,fact,,T\n";
  csv_limits limits;
  limits.bytes = 50;
  CHECK(codes(read(unit_header + row, b, limits)) ==
        std::map<std::string, std::string>{{"csv/too-large", "u.csv s.csv"}});
  limits = {};
  limits.rows = 1;
  CHECK(codes(read(unit_header + row, b, limits)).empty());
  registry_builder c;
  CHECK(codes(read(unit_header + row + row, c, limits)).count("csv/too-many-rows") == 1);
  limits = {};
  limits.field_bytes = 20;
  CHECK(codes(read(unit_header + "01@2020-01-01,01,abcdefghijklmnopqrstu,province,,,,,fact,,T\n", c, limits)) ==
        std::map<std::string, std::string>{{"csv/field-too-long", "u.csv:2:3"}});
}

TEST_CASE("bytes that are not UTF-8 and quotes that never close are faults at their fields") {
  registry_builder b;
  for (const std::string bad : {"\xFF", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE0\x80\x80"})
    CHECK(codes(read(unit_header + "01@2020-01-01,01," + bad + ",province,,,,,fact,,T\n", b)) ==
          std::map<std::string, std::string>{{"csv/not-utf8", "u.csv:2:3"}});
  CHECK(codes(read(unit_header + "01@2020-01-01,01,\"open", b)).count("csv/open-quote") == 1);
}

TEST_CASE("every prefix of a good file is read or refused, never worse") {
  const std::string units = unit_header + "01@2020-01-01,01,\"Nghệ \"\"An\"\"\",province,,,,,fact,,T\r\n";
  for (std::size_t n = 0; n <= units.size(); ++n) {
    registry_builder b;
    const auto faults = read(units.substr(0, n), b);
    if (faults.empty()) CHECK(b.build().has_value());
  }
}

}  // namespace test_of_units_csv
