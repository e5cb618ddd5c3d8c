#include <catch.hpp>

#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/compare.hpp>

#include <algorithm>

#include "../vietnam.hpp"

namespace test_of_compare {

using namespace dinh;
using namespace dinh::literals;
using test::agency;

namespace {

procedure version(limit publish, limit posted, const std::string& actor = "committee", bool with_check = false) {
  procedure_builder b{"publish"};
  b.start("decided");
  if (with_check) b.task("check", by("front"));
  b.task("publish", by(actor)).wait("posted", by("committee")).end("closed");
  b.deadline(publish, between("decided", "publish"), {.rule = "R1", .source = cites("L", "1")});
  b.deadline(posted, between("publish", "posted"), {.rule = "R2", .source = cites("L", "2")});
  return b.build().value();
}

bool has(const std::vector<procedure_change>& all, change_kind k, const std::string& from, const std::string& to = "") {
  return std::any_of(all.begin(), all.end(),
                     [&](const procedure_change& c) { return c.kind == k && c.from == from && c.to == to; });
}

}  // namespace

TEST_CASE("a version compared with itself changes nothing") {
  const auto p = version(within(5_working_days), at_least(30_days));
  CHECK(compare(p, p, agency()).empty());
}

TEST_CASE("lengthened and shortened limits, added steps and other actors are told apart") {
  const auto a = version(within(5_working_days), at_least(30_days));
  const auto b = version(within(3_working_days), at_least(45_days), "office", true);
  const auto c = compare(a, b, agency());
  CHECK(has(c, change_kind::limit_shortened, "decided", "publish"));
  CHECK(has(c, change_kind::limit_lengthened, "publish", "posted"));
  CHECK(has(c, change_kind::actor_changed, "publish"));
  CHECK(has(c, change_kind::step_added, "check"));
  CHECK(has(c, change_kind::flow_removed, "decided", "publish"));
  CHECK(has(c, change_kind::flow_added, "decided", "check"));
  CHECK(c.size() == 7);
  const auto back = compare(b, a, agency());
  CHECK(has(back, change_kind::step_removed, "check"));
  CHECK(has(back, change_kind::limit_lengthened, "decided", "publish"));
}

TEST_CASE("limits in different units are measured on the calendar") {
  const auto five = version(within(5_working_days), at_least(30_days));
  // 5 working days take 5 to 15 calendar days: 4 days are always less, 30 always more, with 8 it depends
  CHECK(has(compare(five, version(within(4_days), at_least(30_days)), agency()), change_kind::limit_shortened,
            "decided", "publish"));
  CHECK(has(compare(five, version(within(30_days), at_least(30_days)), agency()), change_kind::limit_lengthened,
            "decided", "publish"));
  CHECK(has(compare(five, version(within(1_day), at_least(30_days)), agency()), change_kind::limit_shortened, "decided",
            "publish"));
  CHECK(has(compare(five, version(within(8_days), at_least(30_days)), agency()), change_kind::limit_changed, "decided",
            "publish"));
  CHECK(has(compare(five, version(valid_for(5_working_days), at_least(30_days)), agency()), change_kind::limit_changed,
            "decided", "publish"));
}

TEST_CASE("a running limit that is shortened moves the day of an open case, a closed case is not touched") {
  const auto a = version(within(5_working_days), at_least(30_days));
  const auto b = version(within(3_working_days), at_least(30_days));
  const auto changes = compare(a, b, agency());
  const std::vector<standing_case> cases{{"waiting", {"publish"}, {{"decided", {2026, 2, 11}}}},
                                         {"posted", {"posted"}, {{"decided", {2026, 1, 5}}, {"publish", {2026, 1, 7}}}}};
  const auto effects = affected(cases, a, b, changes, agency());
  REQUIRE(effects);
  REQUIRE(effects->size() == 1);
  const case_effect& e = effects->front();
  CHECK(e.name == "waiting");
  CHECK(e.kind == case_effect::kind_of::due_day_moves);
  CHECK(e.before == date{2026, 2, 25});
  CHECK(e.after == date{2026, 2, 23});
  CHECK(describe(e, changes).en.find("2026-02-25 → 2026-02-23") != std::string::npos);
}

TEST_CASE("cases that wait for a removed step are named, unknown steps are refused") {
  const auto a = version(within(5_working_days), at_least(30_days), "committee", true);
  const auto b = version(within(5_working_days), at_least(30_days));
  const auto changes = compare(a, b, agency());
  const auto effects = affected({{"1", {"check"}, {{"decided", {2026, 1, 5}}}}}, a, b, changes, agency());
  REQUIRE(effects);
  CHECK(std::any_of(effects->begin(), effects->end(), [](const case_effect& e) {
    return e.kind == case_effect::kind_of::waits_for_removed_step;
  }));
  const auto bad = affected({{"1", {"nowhere"}, {}}, {"2", {}, {{"gone", {2026, 1, 1}}}}}, a, b, changes, agency());
  REQUIRE_FALSE(bad);
  CHECK(bad.error().size() == 2);
}

}  // namespace test_of_compare
