// The tables behind the fast answers, against plain ways to the same numbers.
#include "slow_calendar.hpp"

#include <catch.hpp>

namespace test_of_tables {

using namespace dinh;

TEST_CASE("the month of every day of the table is found, to its last day") {
  const auto& table = detail::months_of_calendar;
  std::int32_t month = 0;
  for (day_number n = table[0]; n < table[detail::month_table::months]; ++n) {
    const civil c = to_civil(n);
    month = (c.year - 1900) * 12 + c.month - 1;
    if (table.holding(n) != month) FAIL(to_text(to_date(n)));
  }
  CHECK(month == detail::month_table::months - 1);
}

TEST_CASE("months later by the table are months later by the calendar, also over its edges") {
  test::generator random{3};
  const day_number from = to_day_number(civil{1850, 1, 1});
  const day_number to = to_day_number(civil{2250, 12, 31});
  for (int i = 0; i < 200'000; ++i) {
    const day_number n = from + random.below(to - from + 1);
    const std::int32_t months = random.below(2401) - 1200;
    const day_number expected = to_day_number(add_months(to_civil(n), months));
    if (detail::months_later(n, months, false) != expected) FAIL(to_text(to_date(n)) << " + " << months);
  }
  CHECK(detail::months_later(to_day_number(civil{1900, 1, 31}), 1, false) == to_day_number(civil{1900, 2, 28}));
  CHECK(detail::months_later(to_day_number(civil{1900, 1, 31}), -1, false) == to_day_number(civil{1899, 12, 31}));
  CHECK(detail::months_later(to_day_number(civil{2201, 12, 31}), 2, false) == to_day_number(civil{2202, 2, 28}));
  CHECK(detail::months_later(to_day_number(civil{9999, 12, 1}), 1, false) == detail::no_day);
  CHECK(detail::months_later(to_day_number(civil{1400, 1, 1}), -1, false) == detail::no_day);
}

TEST_CASE("bodies that work one day a week, or not at all for a year, count as others do") {
  calendar_facts facts;
  facts.id = "seldom";
  facts.name = {"Hiếm khi", "Seldom"};
  facts.rest = {weekday::monday, weekday::tuesday,  weekday::wednesday,
                weekday::friday, weekday::saturday, weekday::sunday};
  for (day_number n = to_day_number(civil{2030, 1, 3}); n < to_day_number(civil{2033, 1, 1}); n += 7)
    facts.entries.push_back({to_date(n), day_kind::statutory, {"Nghỉ", "Closed"}, {"1/TB", ""}, {}});
  const work_calendar calendar = work_calendar::build(facts).value();
  day_number expected = to_day_number(civil{1900, 1, 1}) - 1;
  std::int32_t k = 0;
  for (day_number n = first_calendar_day; n <= last_calendar_day; ++n) {
    if (!calendar.is_working(to_date(n))) continue;
    ++k;
    if (k > 1 && calendar.nth_after(to_date(first_calendar_day), k) != to_date(n)) FAIL(to_text(to_date(n)));
    if (k > 1 && calendar.nth_after(to_date(expected), 1) != to_date(n)) FAIL(to_text(to_date(n)));
    if (k > 1 && calendar.nth_before(to_date(n), 1) != to_date(expected)) FAIL(to_text(to_date(n)));
    expected = n;
  }
  CHECK(k > 15'000);
  CHECK(to_text(calendar.nth_after(date{2029, 12, 27}, 1)) == "2033-01-06");
  CHECK(calendar.nth_after(date{2200, 12, 31}, 1).is_not_a_date());
  CHECK(calendar.nth_after(date{2025, 1, 1}, -1).is_not_a_date());
  CHECK(calendar.nth_after(date{2025, 1, 1}, INT32_MIN).is_not_a_date());
  CHECK(calendar.nth_after(date{2025, 1, 1}, INT32_MAX).is_not_a_date());
  CHECK(calendar.nth_after(date{2025, 1, 1}, 0) == date{2025, 1, 1});
}

}  // namespace test_of_tables
