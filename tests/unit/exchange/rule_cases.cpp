#include "../vietnamese_law.hpp"

#include <catch.hpp>

#include <algorithm>
#include <string>

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
  // Why the case that was answered twice failed is said.
  const auto twice = std::find_if(report.results.begin(), report.results.end(), [](const case_result& r) { return r.id == "AA-08"; });
  REQUIRE(twice != report.results.end());
  CHECK(twice->answered_twice);
  CHECK(to_text(report, lang::en).find("answered: twice") != std::string::npos);
  CHECK(to_text(report, lang::vi).find("hai lần") != std::string::npos);
  CHECK(to_json(report).find("\"answered_twice\":true") != std::string::npos);
}

TEST_CASE("a file without cases, or one that expects what no answer holds, is faulty") {
  const auto codes = [](const char* content) {
    std::string out;
    const auto read = read_cases(content, "f.json");
    if (!read)
      for (const diagnostic& d : read.error()) out += d.code + " " + d.where + "\n";
    return out;
  };
  CHECK(codes("[]") == "cases/none f.json#\n");
  const auto with = [](const std::string& expect) {
    return R"([{"id":"AA-01","kind":"text","as_of":"2024-01-01","ask":"?","input":{},"expect":)" + expect +
           R"(,"provisions":[],"confidence":"A","note":""}])";
  };
  CHECK(codes(with(R"({"outcom":"passed","minimum":1,"why":"x"})").c_str()) ==
        "json/unknown-member f.json#/0/expect/outcom\njson/unknown-member f.json#/0/expect/why\n");
  // Every member that the schema of case files knows may be expected.
  const auto schema = exchange::parse_json(test::content_of(DINH_SHARED_DIR "/cases/schema.json"), "schema.json").value();
  for (const auto& [name, type] : schema.at("$defs").at("expect").at("properties").items()) {
    INFO(name);
    CHECK(codes(with("{\"" + name + "\":1}").c_str()).empty());
  }
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
