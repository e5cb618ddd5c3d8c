// The cases of tests/cases: each kind, field and value of the case schema, with its provision.
#include "vietnam.hpp"

#include <catch.hpp>

#include <set>

namespace test_of_own_cases {

using namespace dinh;

namespace {

const std::string& text_of_cases() {
  static const std::string content = read_file(DINH_SOURCE_DIR "/tests/cases/law_cases.json");
  return content;
}

}  // namespace

TEST_CASE("every case of our own is answered right") {
  const auto cases = read_cases(text_of_cases(), "law_cases.json");
  REQUIRE(cases);
  REQUIRE(cases->cases.size() >= 500);
  const auto report =
      run_cases(*cases, [](const std::string& line) { return answer_request(context(), line, reasons::add); });
  INFO(to_text(report, lang::en));
  CHECK(report.count(case_status::right) == cases->cases.size());
}

TEST_CASE("our own cases ask each kind that needs no register, and nothing the schema does not know") {
  const auto schema =
      exchange::parse_json(read_file(DINH_SHARED_DIR "/cases/schema.json"), "schema.json", {.depth = 64}).value();
  const auto cases = exchange::parse_json(text_of_cases(), "law_cases.json").value();
  const auto& kinds = schema["$defs"]["case"]["properties"]["kind"]["enum"];
  const auto& fields = schema["$defs"]["input"]["properties"];
  std::set<std::string> asked_kinds;
  std::set<std::string> asked_fields;
  for (const auto& c : cases) {
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
