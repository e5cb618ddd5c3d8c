// The cases of tests/cases: each kind, field and value of the case schema, with its provision.
#include "../vietnamese_law.hpp"

#include <catch.hpp>

#include <set>

namespace test_of_own_cases {

using namespace dinh;
using test::context;

namespace {

/// `law_cases.json` goes through every field and value, `law_cases_unusual.json` through unusual combinations of them.
constexpr const char* files[]{"law_cases.json", "law_cases_unusual.json"};
std::string text_of_cases(const char* file) { return test::content_of(std::string{DINH_SOURCE_DIR "/tests/cases/"} + file); }

}  // namespace

TEST_CASE("every case of our own is answered right") {
  for (const char* file : files) {
    const auto cases = read_cases(text_of_cases(file), file);
    REQUIRE(cases);
    REQUIRE(cases->cases.size() >= 400);
    const auto report =
        run_cases(*cases, [](const std::string& line) { return answer_request(context(), line, reasons::add); });
    INFO(to_text(report, lang::en));
    CHECK(report.count(case_status::right) == cases->cases.size());
  }
}

TEST_CASE("our own cases ask each kind that needs no register, and nothing the schema does not know") {
  const auto schema =
      exchange::parse_json(test::content_of(DINH_SHARED_DIR "/cases/schema.json"), "schema.json", {.depth = 64}).value();
  const auto& kinds = schema["$defs"]["case"]["properties"]["kind"]["enum"];
  const auto& fields = schema["$defs"]["input"]["properties"];
  std::set<std::string> asked_kinds;
  std::set<std::string> asked_fields;
  std::set<std::string> ids;
  for (const char* file : files)
    for (const auto& c : exchange::parse_json(text_of_cases(file), file).value()) {
      CHECK(ids.insert(c["id"].get<std::string>()).second);
      asked_kinds.insert(c["kind"].get<std::string>());
      for (const auto& [name, value] : c["input"].items()) {
        REQUIRE(fields.contains(name));
        asked_fields.insert(name);
      }
    }
  CHECK(asked_kinds.size() + 1 == kinds.size());  // the register is asked in the tests of the command
  std::string left_out;
  for (const auto& [name, value] : fields.items())
    if (asked_fields.count(name) == 0) left_out += name + " ";
  CHECK(left_out == "unit until ");
}

}  // namespace test_of_own_cases
