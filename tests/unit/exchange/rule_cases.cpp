#include "../vietnamese_law.hpp"

#include <catch.hpp>

namespace test_of_rule_cases {

using namespace dinh;
using test::context;

namespace {

const conformance_report& all_cases() {
  static const conformance_report report = [] {
    const auto cases = read_cases(test::content_of(DINH_SHARED_DIR "/cases/rule_cases.json"), "rule_cases.json").value();
    return run_cases(cases, [](const std::string& line) { return answer_request(context(), line, reasons::add); });
  }();
  return report;
}

}  // namespace

TEST_CASE("every shared rule case is answered right") {
  const auto& report = all_cases();
  REQUIRE(report.results.size() >= 87);
  INFO(to_text(report, lang::en));
  CHECK(report.count(case_status::wrong) == 0);
  CHECK(report.count(case_status::failed) == 0);
  CHECK(report.count(case_status::flagged) == 0);
  CHECK(report.not_answered() == 0);
}

TEST_CASE("the closing line counts right, wrong, not answered and flagged") {
  const auto cases = read_cases(R"json([
    {"id":"AA-01","kind":"text","as_of":"2024-01-01","ask":"right?","input":{},"expect":{"equal":true},"provisions":[],"confidence":"A","note":""},
    {"id":"AA-02","kind":"text","as_of":"2024-01-01","ask":"wrong?","input":{},"expect":{"equal":true},"provisions":[],"confidence":"A","note":""},
    {"id":"AA-03","kind":"text","as_of":"2024-01-01","ask":"unsupported?","input":{},"expect":{"equal":true},"provisions":[],"confidence":"B","note":""},
    {"id":"AA-04","kind":"text","as_of":"2024-01-01","ask":"failed?","input":{},"expect":{"equal":true},"provisions":[],"confidence":"B","note":""},
    {"id":"AA-05","kind":"text","as_of":"2024-01-01","ask":"no line?","input":{},"expect":{"equal":true},"provisions":[],"confidence":"C","note":""},
    {"id":"AA-06","kind":"form","as_of":"2024-01-01","ask":"flagged?","input":{},"expect":{"outcome":"passed"},"provisions":[],"confidence":"B","note":""},
    {"id":"AA-07","kind":"form","as_of":"2024-01-01","ask":"level A is never flagged","input":{},"expect":{"outcome":"passed"},"provisions":[],"confidence":"A","note":""},
    {"id":"AA-08","kind":"form","as_of":"2024-01-01","ask":"answered twice","input":{},"expect":{"allowed":true},"provisions":[],"confidence":"A","note":""},
    {"id":"AA-09","kind":"form","as_of":"2024-01-01","ask":"a fraction is no integer","input":{},"expect":{"minimum":2},"provisions":[],"confidence":"A","note":""}
  ])json",
                                "f.json");
  REQUIRE(cases);
  const std::vector<std::string> lines{R"({"id":"AA-09","answer":{"minimum":2.0}})",
                                       R"({"id":"AA-01","answer":{"equal":true,"more":1}})",
                                       R"({"id":"AA-02","answer":{"equal":1}})",
                                       R"({"id":"AA-03","unsupported":true})",
                                       R"({"id":"AA-04","error":"no"})",
                                       R"({"id":"AA-05","answer":)",
                                       R"({"id":"AA-06","answer":{"outcome":"needs_review"}})",
                                       R"({"id":"AA-07","answer":{"outcome":"needs_review"}})",
                                       R"({"id":"AA-08","answer":{"allowed":true}})",
                                       R"({"id":"AA-08","answer":{"allowed":true}})",
                                       R"({"id":"ZZ-99","answer":{}})"};
  const auto report = judge(*cases, lines);
  CHECK(report.count(case_status::right) == 1);
  CHECK(report.count(case_status::wrong) == 3);
  CHECK(report.count(case_status::unsupported) == 1);
  CHECK(report.count(case_status::failed) == 3);
  CHECK(report.count(case_status::flagged, confidence::b) == 1);
  CHECK(report.exit_status() == 1);
  CHECK(to_text(report, lang::en).find("\n1 right, 3 wrong, 4 not answered, 1 flagged\n") != std::string::npos);
  CHECK(judge(*cases, {}).exit_status() == 1);
}

TEST_CASE("a case file with faults names all of them") {
  const auto r = read_cases(R"([{"id":"AA-01","kind":"text"},{"id":"AA-01","surprise":1}])", "f.json");
  REQUIRE_FALSE(r);
  std::string all = describe(r.error());
  for (const char* code : {"json/missing-member", "json/unknown-member", "cases/duplicate-id"})
    CHECK(all.find(code) != std::string::npos);
}

TEST_CASE("hostile requests get an error, not an answer and no crash") {
  for (
      const std::string& line : std::vector<std::string>{
          "", "{", "[]", "null", "{}", R"({"id":"X","kind":"decision","as_of":"2024-13-01","input":{}})",
          R"({"id":"X","kind":"decision","as_of":"2024-01-01","input":{"households":"many"}})",
          R"({"id":"X","kind":"decision","as_of":"2024-01-01","input":{"setting":"moon"}})",
          R"({"id":"X","kind":"decision","as_of":"2024-01-01","input":{"unknown":1}})",
          R"({"id":"X","kind":"decision","as_of":"2024-01-01","input":{"households":1e300}})",
          R"({"id":"X","kind":"decision","as_of":"2024-01-01","input":{"threshold":{"num":1,"den":0,"strict":true}}})"}) {
    const auto reply = answer_request(context(), line);
    INFO(line << " -> " << reply);
    CHECK(reply.find("\"error\"") != std::string::npos);
  }
  CHECK(answer_request(context(), R"({"id":"X","kind":"astrology","as_of":"2024-01-01","input":{}})")
            .find("\"unsupported\":true") != std::string::npos);
  const std::string deep = R"({"id":"X","kind":"record","as_of":"2024-01-01","input":{"record":)" +
                           std::string(100'000, '[') + std::string(100'000, ']') + "}}";
  CHECK(answer_request(context(), deep).find("json/too-deep") != std::string::npos);
}

}  // namespace test_of_rule_cases
