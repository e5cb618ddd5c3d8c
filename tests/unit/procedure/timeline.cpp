// The picture of one case: every act and duty, kept, late and open ones told apart, nothing breaks out of the SVG.
#include <catch.hpp>

#include <dinh/exchange/case_timeline.hpp>
#include <dinh/procedure/builder.hpp>

#include <string>

#include "../found_in.hpp"
#include "../vietnam.hpp"

namespace test_of_timeline {

using namespace dinh;
using namespace dinh::literals;
using test::count_of;
using test::vietnam;

namespace {

procedure two_steps(const char* label) {
  return procedure_builder("two")
      .start("s", {.label = {label, label}})
      .task("publish", by("commune"), {.label = {"Công khai", "Make it public"}})
      .deadline(within(5_working_days), between("s", "publish"),
                {.rule = "GDL-12-2", .source = cites("10/2022/QH15", "12(1)"), .known_by = evidence::text})
      .wait("posted", by("commune"), {.label = {"Niêm yết xong", "Posted long enough"}})
      .end("e")
      .deadline(at_least(30_days), between("publish", "posted"), {.source = cites("10/2022/QH15", "13(1)")})
      .build()
      .value();
}

docket docket_of(const procedure& p) {
  docket_terms terms;
  terms.procedures.push_back(p);
  terms.calendars.push_back(vietnam().calendar("state-agency"));
  return docket::make(std::move(terms)).value();
}

event act(const char* id, const char* key, const char* step, date on, const procedure* begins = nullptr) {
  event e;
  e.id = id;
  e.case_key = key;
  if (begins != nullptr) {
    e.procedure = begins->id();
    e.unit = "u";
  }
  e.step = step;
  e.occurred_on = on;
  e.recorded_on = on;
  return e;
}

}  // namespace

TEST_CASE("a timeline has a row for each act and each duty and says which were late") {
  const procedure p = two_steps("Có quyết định");
  docket d = docket_of(p);
  REQUIRE(d.record(act("1", "C", "s", {2024, 3, 1}, &p)));
  REQUIRE(d.record(act("2", "C", "publish", {2024, 3, 12})));  // due Friday 8 March
  const auto vi = case_timeline_svg(d, p, "C", {2024, 3, 20}, {.calendar = &vietnam().calendar("state-agency")});
  REQUIRE(vi);
  CHECK(vi->find("Có quyết định") != std::string::npos);
  CHECK(vi->find("hạn 2024-03-08 · trễ 4 ngày") != std::string::npos);
  CHECK(vi->find("không trước 2024-04-11") != std::string::npos);
  CHECK(vi->find("khoản 1 Điều 12 10/2022/QH15 (T) GDL-12-2") != std::string::npos);
  CHECK(vi->find("ngày nghỉ") != std::string::npos);
  CHECK(count_of(*vi, "<circle") == 3);  // two acts, one duty settled
  const auto en = case_timeline_svg(d, p, "C", {2024, 3, 20}, {.labels = lang::en});
  REQUIRE(en);
  CHECK(en->find("by 2024-03-08 · 4 days late") != std::string::npos);
  CHECK(en->find("days off") == std::string::npos);
  CHECK(*en == *case_timeline_svg(d, p, "C", {2024, 3, 20}, {.labels = lang::en}));
  // Before the second act the duty is overdue, and the act is not drawn.
  const auto earlier = case_timeline_svg(d, p, "C", {2024, 3, 11}, {.labels = lang::en});
  REQUIRE(earlier);
  CHECK(earlier->find("3 days overdue") != std::string::npos);
  CHECK(count_of(*earlier, "<circle") == 1);
}

TEST_CASE("a timeline of an unknown case, or of two hundred years, is refused") {
  const procedure p = two_steps("x");
  docket d = docket_of(p);
  REQUIRE(d.record(act("1", "C", "s", {1901, 3, 1}, &p)));
  CHECK(case_timeline_svg(d, p, "D", {2024, 3, 20}).error().list().front().code == "docket/unknown-case");
  CHECK(case_timeline_svg(d, p, "C", {2190, 3, 20}).error().list().front().code == "timeline/too-long");
}

TEST_CASE("labels cannot break out of a timeline") {
  const procedure p = two_steps("</text><script>alert(1)</script> & \"' \x01\xff");
  docket d = docket_of(p);
  event e = act("1", "</title>&<x>", "s", {2024, 3, 1}, &p);
  e.by = "<b onclick=\"x\">";
  REQUIRE(d.record(e));
  const auto svg = case_timeline_svg(d, p, "</title>&<x>", {2024, 3, 20});
  REQUIRE(svg);
  CHECK(svg->find("<script") == std::string::npos);
  CHECK(svg->find("<x>") == std::string::npos);
  CHECK(svg->find("<b ") == std::string::npos);
  CHECK(svg->find('\x01') == std::string::npos);
  CHECK(svg->find('\xff') == std::string::npos);
  CHECK(count_of(*svg, "<text") == count_of(*svg, "</text>"));
  CHECK(count_of(*svg, "<title>") == count_of(*svg, "</title>"));
}

}  // namespace test_of_timeline
