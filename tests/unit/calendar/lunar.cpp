#include <shared_files.hpp>

#include <catch.hpp>
#include <dinh/calendar/lunar.hpp>

#include <vector>

namespace test_of_lunar {

using namespace dinh;

namespace {
date day(const char* s) { return parse_date(s).value(); }
}  // namespace

TEST_CASE("Tet and the Hung Kings' day agree with every row of the golden table") {
  const auto rows = test::csv_rows(test::shared("data/vn_lunar_golden.csv"));
  REQUIRE(rows.size() == 100);
  for (const auto& row : rows) {
    const int year = std::stoi(row.at(0));
    INFO(year);
    CHECK(to_text(lunar_new_year(year).value()) == row.at(1));
    CHECK(to_text(hung_kings_day(year).value()) == row.at(2));
    CHECK(to_lunar(day(row.at(1).c_str())) == lunar_date{year, 1, 1, lunar_month_kind::regular});
    CHECK(to_lunar(day(row.at(2).c_str())) == lunar_date{year, 3, 10, lunar_month_kind::regular});
  }
}

TEST_CASE("every day of 1900 to 2200 has one lunar date, which leads back to it, and they follow each other") {
  lunar_date previous{};
  for (day_number n = to_day_number(civil{1900, 1, 1}); n <= to_day_number(civil{2200, 12, 31}); ++n) {
    const auto l = to_lunar(n);
    if (!l || to_day_number(*l) != n) FAIL(to_text(to_date(n)));
    const bool next_day = l->day == previous.day + 1 && l->month == previous.month && l->kind == previous.kind;
    const bool next_month = l->day == 1 && (previous.day == 29 || previous.day == 30);
    if (previous.year != 0 && !next_day && !next_month) FAIL("after a gap: " << to_text(to_date(n)));
    previous = *l;
  }
}

TEST_CASE("Tet differs from the Chinese new year where the new moon lies between midnight here and there") {
  struct row {
    int year;
    const char* here;
    const char* in_china;
  };
  // 1985: the winter solstice of 1984 fell into another month here, so Tet came a whole month earlier
  for (const row& r : std::vector<row>{{1968, "1968-01-29", "1968-01-30"},
                                       {1969, "1969-02-16", "1969-02-17"},
                                       {1985, "1985-01-21", "1985-02-20"},
                                       {2007, "2007-02-17", "2007-02-18"},
                                       {2030, "2030-02-02", "2030-02-03"},
                                       {2053, "2053-02-18", "2053-02-19"}}) {
    INFO(r.year);
    CHECK(to_text(lunar_new_year(r.year).value()) == r.here);
    CHECK(to_text(lunar_new_year(r.year).value()) != r.in_china);
  }
}

TEST_CASE("the Hung Kings' day lies one day before the Chinese day 10 of month 3 in eight years") {
  struct row {
    int year;
    const char* in_china;
  };
  for (const row& r : std::vector<row>{{1975, "1975-04-21"},
                                       {2009, "2009-04-05"},
                                       {2037, "2037-04-25"},
                                       {2038, "2038-04-14"},
                                       {2085, "2085-04-04"},
                                       {2086, "2086-04-23"},
                                       {2095, "2095-04-14"},
                                       {2100, "2100-04-19"}}) {
    INFO(r.year);
    CHECK(to_day_number(hung_kings_day(r.year).value()) == to_day_number(day(r.in_china)) - 1);
  }
}

TEST_CASE("leap months: 2025 repeats month 6, 1985 month 2 (month 10 of 1984 in China), 2033 month 11") {
  CHECK(leap_month_of(2025) == 6);
  CHECK(leap_month_of(1984) == 0);
  CHECK(leap_month_of(1985) == 2);
  CHECK(leap_month_of(1987) == 7);
  CHECK(leap_month_of(2033) == 11);
  CHECK(to_lunar(day("2025-07-25")) == lunar_date{2025, 6, 1, lunar_month_kind::leap});
  CHECK(to_lunar(day("2025-08-23")) == lunar_date{2025, 7, 1, lunar_month_kind::regular});
  CHECK_FALSE(leap_month_of(1800));
  CHECK_FALSE(leap_month_of(2201));
}

TEST_CASE("Tet and the Hung Kings' day are told for 1900 to 2200") {
  CHECK(to_text(lunar_new_year(1900).value()) == "1900-01-31");
  CHECK(to_lunar(hung_kings_day(2200).value()) == lunar_date{2200, 3, 10, lunar_month_kind::regular});
  for (const int year : {-1, 0, 1899, 2201, 9999}) {
    CHECK_FALSE(lunar_new_year(year));
    CHECK_FALSE(hung_kings_day(year));
  }
}

TEST_CASE("a lunar day that does not exist has no date") {
  CHECK_FALSE(to_date(lunar_date{2025, 13, 1}));
  CHECK_FALSE(to_date(lunar_date{2025, 0, 1}));
  CHECK_FALSE(to_date(lunar_date{2025, 1, 0}));
  CHECK_FALSE(to_date(lunar_date{2025, 1, 31}));
  CHECK_FALSE(to_date(lunar_date{2025, 5, 1, lunar_month_kind::leap}));
  CHECK_FALSE(to_date(lunar_date{2024, 12, 31}));
  CHECK_FALSE(to_date(lunar_date{2201, 1, 1}));
  CHECK_FALSE(to_date(lunar_date{1898, 1, 1}));
  CHECK_FALSE(to_lunar(no_date()));
  CHECK_FALSE(to_lunar(date{1899, 12, 31}));
  CHECK_FALSE(to_lunar(date{2201, 1, 1}));
}

TEST_CASE("the notice of 2026 gives lunar and solar dates together: 29 Chap is 16 February, mung 4 is 20 February") {
  CHECK(to_lunar(day("2026-02-16")) == lunar_date{2025, 12, 29, lunar_month_kind::regular});
  CHECK(to_lunar(day("2026-02-20")) == lunar_date{2026, 1, 4, lunar_month_kind::regular});
}

TEST_CASE("a lunar date reads in both languages") {
  CHECK(describe(lunar_date{2029, 3, 10}) == text{"10/3 âm lịch năm 2029", "day 10 of month 3, lunar year 2029"});
  CHECK(describe(lunar_date{2025, 6, 1, lunar_month_kind::leap}) ==
        text{"1/6 nhuận âm lịch năm 2025", "day 1 of leap month 6, lunar year 2025"});
}

}  // namespace test_of_lunar
