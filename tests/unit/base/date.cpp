#include <catch.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/interval.hpp>

#include <chrono>

namespace test_of_date {

using namespace dinh;

static_assert(sizeof(date) == 4);
static_assert(sizeof(validity) == 8);
static_assert(to_day_number(civil{1970, 1, 1}) == 0);
static_assert(weekday_of(0) == weekday::thursday);

TEST_CASE("day numbers agree with std::chrono on every day of the years 1400 to 9999") {
  const day_number first = to_day_number(civil{1400, 1, 1});
  const day_number last = to_day_number(civil{9999, 12, 31});
  for (day_number n = first; n <= last; ++n) {
    const std::chrono::year_month_day expected{std::chrono::sys_days{std::chrono::days{n}}};
    const civil c = to_civil(n);
    const bool same = c.year == static_cast<int>(expected.year()) &&
                      c.month == static_cast<int>(static_cast<unsigned>(expected.month())) &&
                      c.day == static_cast<int>(static_cast<unsigned>(expected.day())) && to_day_number(c) == n &&
                      to_day_number(to_date(n)) == n;
    if (!same) FAIL("day number " << n);
  }
}

TEST_CASE("the lengths of all months of the years 1400 to 9999 agree with std::chrono") {
  for (int year = 1400; year <= 9999; ++year) {
    if (is_leap_year(year) != std::chrono::year{year}.is_leap()) FAIL(year);
    for (int month = 1; month <= 12; ++month) {
      const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::last;
      if (days_in_month(year, month) != static_cast<int>(static_cast<unsigned>(last.day()))) FAIL(year << " " << month);
    }
  }
}

TEST_CASE("months later and earlier agree with std::chrono") {
  for (day_number n = to_day_number(civil{1899, 1, 1}); n < to_day_number(civil{1905, 1, 1}); ++n) {
    const civil c = to_civil(n);
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{n}}};
    for (int months = -40; months <= 40; ++months) {
      auto expected = day + std::chrono::months{months};
      if (!expected.ok()) expected = expected.year() / expected.month() / std::chrono::last;
      const civil found = add_months(c, months);
      if (to_day_number(found) != std::chrono::sys_days{expected}.time_since_epoch().count())
        FAIL(to_text(to_date(n)) << " " << months);
    }
  }
}

TEST_CASE("a month later is the corresponding day, or the last day where there is none (Civil Code Art 148(3))") {
  CHECK(add_months({2023, 2, 28}, 1) == civil{2023, 3, 28});
  CHECK(add_months({2026, 1, 31}, 1) == civil{2026, 2, 28});
  CHECK(add_months({2024, 1, 31}, 1) == civil{2024, 2, 29});
  CHECK(add_months({2024, 2, 29}, 12) == civil{2025, 2, 28});
  CHECK(add_months({2025, 12, 31}, 6) == civil{2026, 6, 30});
  CHECK(add_months({2026, 1, 15}, -1) == civil{2025, 12, 15});
}

TEST_CASE("only YYYY-MM-DD of an existing day is read as a date") {
  CHECK(to_text(parse_date("2025-05-05").value()) == "2025-05-05");
  for (const char* bad : {"", "2025-5-5", "2025/05/05", " 2025-05-05", "2025-05-05 ", "abcd-ef-gh", "2025-05-051"}) {
    const auto d = parse_date(bad, "here");
    REQUIRE_FALSE(d);
    CHECK(d.error().list().front().code == "date/malformed");
    CHECK(d.error().list().front().where == "here");
  }
  for (const char* bad : {"2025-02-29", "2025-13-01", "2025-00-10", "1399-12-31", "2025-04-31"}) {
    const auto d = parse_date(bad);
    REQUIRE_FALSE(d);
    CHECK(d.error().list().front().code == "date/no-such-day");
  }
}

TEST_CASE("an interval holds its first day and not its last") {
  const validity v{to_date(civil{2023, 7, 1}), to_date(civil{2025, 7, 1})};
  CHECK(v.contains(to_date(civil{2023, 7, 1})));
  CHECK_FALSE(v.contains(to_date(civil{2025, 7, 1})));
  CHECK(validity{}.contains(to_date(civil{1900, 1, 1})));
  CHECK_FALSE(v.overlaps({to_date(civil{2025, 7, 1}), date{boost::date_time::pos_infin}}));
  CHECK(intersect(v, {to_date(civil{2026, 1, 1}), date{boost::date_time::pos_infin}}).is_empty());
}

}  // namespace test_of_date
