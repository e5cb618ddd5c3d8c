#include <catch.hpp>
#include <dinh/calendar/limit.hpp>

#include <type_traits>

namespace test_of_limit {

using namespace dinh;
using namespace dinh::literals;

static_assert(5_working_days == span{5, time_unit::working_day});
static_assert(1_working_day == 1_working_days);
static_assert(30_days == span{30, time_unit::day} && 1_day == 1_days);
static_assert(2_weeks == span{2, time_unit::week} && 1_week == 1_weeks);
static_assert(6_months == span{6, time_unit::month} && 1_month == 1_months);
static_assert(1_years == span{1, time_unit::year} && 1_year == 1_years);
static_assert(8_hours == span{8, time_unit::hour} && 1_hour == 1_hours);

static_assert(std::is_convertible_v<within, limit> && std::is_convertible_v<before, limit> &&
              std::is_convertible_v<at_least, limit> && std::is_convertible_v<dinh::valid_for, limit>);
static_assert(!std::is_convertible_v<span, limit>, "a bare length says nothing about which end is to be kept");
static_assert(!std::is_convertible_v<span, within>);
static_assert(!std::is_convertible_v<within, before>, "the four directions are four types");

TEST_CASE("a limit knows its length and its direction") {
  constexpr limit publish = within(5_working_days);
  CHECK(publish.length == 5_working_days);
  CHECK(publish.way == direction::within_after);
  CHECK(limit{before(7_days)}.way == direction::not_later_than_before);
  CHECK(limit{at_least(30_days)}.way == direction::at_least_lasting);
  CHECK(limit{dinh::valid_for(6_months)}.way == direction::valid_for);
}

TEST_CASE("units and directions are read back from the names they are written with") {
  for (const char* name : {"working_day", "day", "week", "month", "year", "hour"}) {
    REQUIRE(time_unit_from(name));
    CHECK(name_of(*time_unit_from(name)) == name);
  }
  for (const char* name : {"within_after", "not_later_than_before", "at_least_lasting", "valid_for"}) {
    REQUIRE(direction_from(name));
    CHECK(name_of(*direction_from(name)) == name);
  }
  CHECK_FALSE(time_unit_from("days"));
  CHECK_FALSE(time_unit_from(""));
  CHECK_FALSE(direction_from("within"));
}

TEST_CASE("a limit reads as people say it, in both languages") {
  CHECK(describe(limit{within(5_working_days)}) == text{"trong vòng 5 ngày làm việc", "within 5 working days"});
  CHECK(describe(limit{before(1_day)}) == text{"chậm nhất 1 ngày trước", "at the latest 1 day before"});
  CHECK(describe(limit{at_least(20_days)}) == text{"ít nhất 20 ngày", "at least 20 days"});
  CHECK(describe(limit{dinh::valid_for(6_months)}) == text{"có giá trị trong 6 tháng", "valid for 6 months"});
}

TEST_CASE("negative and absurd counts are no lengths") {
  CHECK_FALSE((span{-1, time_unit::day}).is_countable());
  CHECK_FALSE((span{longest_span_count + 1, time_unit::year}).is_countable());
  CHECK((span{0, time_unit::day}).is_countable());
}

}  // namespace test_of_limit
