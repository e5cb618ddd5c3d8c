#include "../vietnam.hpp"

#include <catch.hpp>
#include <dinh/calendar/chrono.hpp>
#include <dinh/calendar/office_hours.hpp>
#include <dinh/calendar/recurrence.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace test_of_recurrence_and_hours {

using namespace dinh;
using namespace dinh::literals;
using test::agency;
using test::day;

namespace {

/// Mornings 7:30-11:30, afternoons 13:30-17:30, Monday to Friday.
office_hours eight_hours_a_day() {
  std::vector<office_session> week;
  for (const weekday w : {weekday::monday, weekday::tuesday, weekday::wednesday, weekday::thursday, weekday::friday}) {
    week.push_back({w, 13 * 60 + 30, 17 * 60 + 30});
    week.push_back({w, 7 * 60 + 30, 11 * 60 + 30});
  }
  return office_hours::build(week).value();
}

std::string end_of(span length, const char* from, std::int32_t minute) {
  const due_moment d = due_within_hours(length, {day(from), minute}, agency(), eight_hours_a_day());
  return d.at ? to_text(*d.at) : "unknown";
}

}  // namespace

TEST_CASE("periods of the solar calendar") {
  CHECK(period_of(cycle::quarter, day("2025-05-31")) == period{day("2025-04-01"), day("2025-06-30")});
  CHECK(period_of(cycle::month, day("2024-02-29")) == period{day("2024-02-01"), day("2024-02-29")});
  CHECK(period_of(cycle::half_year, day("2025-06-30")) == period{day("2025-01-01"), day("2025-06-30")});
  CHECK(period_of(cycle::year, day("2025-06-30")) == period{day("2025-01-01"), day("2025-12-31")});
  CHECK(next_period(cycle::quarter, period_of(cycle::quarter, day("2025-12-01"))).first == day("2026-01-01"));
}

TEST_CASE("every quarter, once a year, by month 3 of the next year, 2 days a month") {
  const auto quarters = occurrences({.every = cycle::quarter}, day("2025-01-01"), day("2026-01-01"), agency());
  REQUIRE(quarters.size() == 4);
  CHECK(quarters[2].due == day("2025-09-30"));

  const recurring_duty by_march{.every = cycle::year, .months_after = 3};
  const auto years = occurrences(by_march, day("2024-06-01"), day("2026-06-01"), agency());
  REQUIRE(years.size() == 3);
  CHECK(years[0].due == day("2025-03-31"));
  CHECK(is_kept(by_march, years[0], {day("2025-03-31")}));
  CHECK_FALSE(is_kept(by_march, years[0], {day("2025-04-01")}));
  CHECK_FALSE(is_kept(by_march, years[0], {day("2023-12-31")}));

  const recurring_duty two_days{.every = cycle::month, .times = 2};
  const occurrence may = occurrences(two_days, day("2025-05-10"), day("2025-05-11"), agency()).at(0);
  CHECK(is_kept(two_days, may, {day("2025-05-20"), day("2025-05-06")}));
  CHECK_FALSE(is_kept(two_days, may, {day("2025-05-06"), day("2025-05-06"), day("2025-06-01")}));
}

TEST_CASE("the end of a recurring duty moves only if its rule says so, and then it may be provisional") {
  // 31 August 2025 is a Sunday, 1 and 2 September are National Day
  const recurring_duty moving{.every = cycle::month, .end_moves = choice::yes};
  CHECK(occurrence_of({.every = cycle::month}, period_of(cycle::month, day("2025-08-01")), agency()).due ==
        day("2025-08-31"));
  const occurrence august = occurrence_of(moving, period_of(cycle::month, day("2025-08-01")), agency());
  CHECK(august.due == day("2025-09-03"));
  CHECK(august.stands == standing::decided);
  CHECK(occurrence_of(moving, period_of(cycle::month, day("2027-01-01")), agency()).stands == standing::assumed);
  CHECK(occurrences(moving, date{boost::date_time::neg_infin}, day("2025-01-01"), agency()).empty());
  CHECK(occurrences(moving, day("2025-02-01"), day("2025-01-01"), agency()).empty());
  CHECK(occurrences(moving, date{1400, 1, 1}, date{9999, 1, 1}, agency()).size() == 301U * 12U);
}

TEST_CASE("hours count only while the desk is open") {
  CHECK(end_of(8_hours, "2025-04-24", 14 * 60 + 50) == "2025-04-25 14:50");
  CHECK(end_of(2_hours, "2025-04-24", 10 * 60 + 30) == "2025-04-24 14:30");
  CHECK(end_of(1_hour, "2025-04-24", 10 * 60 + 30) == "2025-04-24 11:30");
  CHECK(end_of(4_hours, "2025-04-24", 20 * 60) == "2025-04-25 11:30");
  CHECK(end_of(1_hour, "2025-04-27", 9 * 60) == "2025-04-28 08:30");        // a Sunday
  CHECK(end_of(9_hours, "2025-04-25", 7 * 60 + 30) == "2025-04-26 08:30");  // Saturday in exchange keeps Friday's hours
  CHECK(end_of(1_hour, "2025-04-29", 17 * 60) == "2025-05-05 08:00");
  CHECK(end_of(0_hours, "2025-04-24", 20 * 60) == "2025-04-24 20:00");
  CHECK(end_of(8_days, "2025-04-24", 0) == "unknown");
  CHECK(end_of(8_hours, "2025-04-24", -1) == "unknown");
  CHECK(end_of(8_hours, "2025-04-24", 1441) == "unknown");
  CHECK(end_of(120000_hours, "2190-01-01", 0) == "unknown");
  CHECK(due_within_hours(8_hours, {date{1850, 1, 1}, 0}, agency(), eight_hours_a_day()).at == std::nullopt);
  CHECK(due_within_hours(8_hours, {day("2026-12-31"), 15 * 60}, agency(), eight_hours_a_day()).is_provisional);
  CHECK_FALSE(due_within_hours(2_hours, {day("2026-12-31"), 15 * 60}, agency(), eight_hours_a_day()).is_provisional);
  const due_moment d = due_within_hours(8_hours, {day("2025-04-24"), 890}, agency(), eight_hours_a_day());
  CHECK(to_text(d.why, lang::en).find("[91/2015/QH13 Art 147(1), T]") != std::string::npos);
}

TEST_CASE("a moment that rests on weaker evidence than is accepted is not told") {
  const work_calendar strict = agency().accepting(evidence::text);
  CHECK(due_within_hours(4_hours, {day("2025-04-24"), 890}, strict, eight_hours_a_day()).at);
  // runs into Saturday 26 April, worked in exchange: known from a summary only
  CHECK(due_within_hours(9_hours, {day("2025-04-25"), 450}, agency(), eight_hours_a_day()).at);
  const due_moment refused = due_within_hours(9_hours, {day("2025-04-25"), 450}, strict, eight_hours_a_day());
  CHECK_FALSE(refused.at);
  CHECK(weakest_evidence(refused.why) == evidence::summary);
}

TEST_CASE("office hours of nonsense are refused") {
  CHECK_FALSE(office_hours::build({}));
  CHECK_FALSE(office_hours::build({{weekday::monday, 600, 600}}));
  CHECK_FALSE(office_hours::build({{weekday::monday, -5, 600}}));
  CHECK_FALSE(office_hours::build({{weekday::monday, 500, 1441}}));
  const auto both =
      office_hours::build({{weekday::monday, 500, 600}, {weekday::monday, 550, 650}, {weekday::friday, 9, 8}});
  REQUIRE_FALSE(both);
  CHECK(both.error().size() == 2);
}

TEST_CASE("dates are std::chrono days and back") {
  for (day_number n = to_day_number(civil{1900, 1, 1}); n < to_day_number(civil{2201, 1, 1}); n += 97) {
    const date d = to_date(n);
    if (to_date(to_sys_days(d)) != d) FAIL(to_text(d));
  }
  CHECK(to_date(std::chrono::year{2025} / 5 / 5) == day("2025-05-05"));
  CHECK(to_sys_days(day("1970-01-02")).time_since_epoch().count() == 1);
}

}  // namespace test_of_recurrence_and_hours
