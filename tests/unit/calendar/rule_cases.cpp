// The conformance cases of this room, and the worked examples of the law notes.
#include "../vietnam.hpp"

#include <dinh/calendar/due.hpp>

#include <catch.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace test_of_rule_cases {

using namespace dinh;
using namespace dinh::literals;
using test::agency;
using test::day;

namespace {

std::vector<nlohmann::json> cases_of(const std::string& kind) {
  const auto all = nlohmann::json::parse(test::content_of(test::shared("cases/rule_cases.json")));
  std::vector<nlohmann::json> out;
  for (const auto& c : all)
    if (c.at("kind") == kind) out.push_back(c);
  return out;
}

limit limit_of(const nlohmann::json& input) {
  const auto& l = input.at("limit");
  return {{l.at("value").get<std::int32_t>(), time_unit_from(l.at("unit").get<std::string>()).value()},
          direction_from(l.at("direction").get<std::string>()).value()};
}

choice choice_of(const nlohmann::json& policies, const char* name, choice fallback) {
  if (!policies.contains(name)) return fallback;
  return policies.at(name).get<bool>() ? choice::yes : choice::no;
}

due_policies policies_of(const nlohmann::json& input) {
  due_policies p;
  if (!input.contains("policies")) return p;
  const auto& given = input.at("policies");
  p.swapped_day_off_is_rest_day = choice_of(given, "swapped_day_off_is_rest_day", p.swapped_day_off_is_rest_day);
  p.make_up_saturday_is_working_day =
      choice_of(given, "make_up_saturday_is_working_day", p.make_up_saturday_is_working_day);
  p.roll_minimum_period_end = choice_of(given, "roll_minimum_period_end", p.roll_minimum_period_end);
  return p;
}

std::string start_of(const nlohmann::json& input) {
  for (const char* name : {"trigger", "event", "start"})
    if (input.contains(name)) return input.at(name).get<std::string>();
  return input.at("trigger_instant").get<std::string>().substr(0, 10);
}

}  // namespace

TEST_CASE("all rule cases on time limits") {
  std::size_t asked = 0;
  for (const char* kind : {"deadline", "lead_time", "duration", "validity"}) {
    for (const auto& c : cases_of(kind)) {
      const auto& input = c.at("input");
      const auto& expect = c.at("expect");
      if (!input.contains("limit")) {
        // a permanent posting has no length; which items are permanent is the law room's to know
        CHECK(expect.contains("permanent"));
        continue;
      }
      INFO(c.at("id").get<std::string>());
      const limit l = limit_of(input);
      const due_policies p = policies_of(input);
      const date from = day(start_of(input));
      const due_answer quick = agency().answer(l, from, p);
      const due_date full = agency().due(l, after(from), p);
      CHECK(to_text(quick.day) == expect.at("date").get<std::string>());
      CHECK(full.day == quick.day);
      CHECK(full.counted == quick.counted);
      CHECK(full.is_provisional == quick.is_provisional());
      if (expect.contains("provisional")) CHECK(quick.is_provisional() == expect.at("provisional").get<bool>());
      if (expect.contains("outcome")) {
        const bool kept = day(input.at("end").get<std::string>()) >= quick.day;
        CHECK((kept ? "met" : "not_met") == expect.at("outcome").get<std::string>());
      }
      if (expect.contains("same_answer")) {
        CHECK(to_text(full.why, lang::vi) == to_text(agency().due(l, after(from), p).why, lang::vi));
      }
      ++asked;
    }
  }
  CHECK(asked >= 20);
}

TEST_CASE("all rule cases that ask for the day of a holiday") {
  const auto cases = cases_of("calendar");
  REQUIRE_FALSE(cases.empty());
  for (const auto& c : cases) {
    INFO(c.at("id").get<std::string>());
    const auto& input = c.at("input");
    const auto found = agency().holiday(input.at("holiday").get<std::string>(), input.at("year").get<int>());
    REQUIRE(found);
    CHECK(to_text(*found) == c.at("expect").at("date").get<std::string>());
  }
}

TEST_CASE("the worked examples of the law notes") {
  struct row {
    limit asked;
    const char* from;
    const char* expected;
  };
  for (const row& r : std::vector<row>{{within(5_working_days), "2025-04-24", "2025-05-05"},
                                       {within(1_working_day), "2026-08-21", "2026-08-22"},
                                       {within(3_working_days), "2026-08-20", "2026-08-24"},
                                       {within(5_working_days), "2026-02-11", "2026-02-25"},
                                       {within(2_working_days), "2023-04-27", "2023-05-04"},
                                       {within(3_working_days), "2014-01-24", "2014-02-06"},
                                       {within(1_working_day), "2024-04-26", "2024-05-02"},
                                       {within(10_days), "2026-02-06", "2026-02-23"},
                                       {within(15_days), "2026-08-16", "2026-09-03"},
                                       {within(10_days), "2026-08-12", "2026-08-22"},
                                       {within(15_days), "2025-04-17", "2025-05-05"},
                                       {within(15_days), "2022-04-15", "2022-05-04"},
                                       {within(15_days), "2023-08-18", "2023-09-05"},
                                       {within(1_month), "2026-01-31", "2026-03-02"}}) {
    INFO(r.from);
    CHECK(to_text(agency().latest_day(r.asked, day(r.from))) == r.expected);
    CHECK(agency().due(r.asked, after(day(r.from))).day == day(r.expected));
    CHECK_FALSE(agency().answer(r.asked, day(r.from)).is_provisional());
  }
  CHECK(to_text(agency().latest_day(within(15_days), day("2026-08-16"), {.swapped_day_off_is_rest_day = choice::no})) ==
        "2026-08-31");
}

}  // namespace test_of_rule_cases
