// Properties of due dates, suspensions, extensions, combinations, and what an explanation says.
#include "../vietnam.hpp"

#include <dinh/calendar/due.hpp>

#include <catch.hpp>

#include <algorithm>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace test_of_due {

using namespace dinh;
using namespace dinh::literals;
using test::agency;
using test::day;

namespace {

bool mentions(const due_date& d, lang l, const char* words) {
  return to_text(d.why, l).find(words) != std::string::npos;
}

calendar_facts with_rest(weekly_rest rest) {
  calendar_facts f;
  f.id = "own";
  f.name = {"Lịch riêng", "Own calendar"};
  f.rest = rest;
  return f;
}

}  // namespace

static_assert(noexcept(std::declval<const work_calendar&>().is_working(std::declval<const date&>())));
static_assert(noexcept(std::declval<const work_calendar&>().count(std::declval<const date&>(),
                                                                  std::declval<const date&>())));
static_assert(noexcept(std::declval<const work_calendar&>().nth_after(std::declval<const date&>(), 1)));
static_assert(noexcept(std::declval<const work_calendar&>().latest_day(limit{}, std::declval<const date&>())));
static_assert(std::is_nothrow_move_constructible_v<work_calendar>);

TEST_CASE("n-th after and n-th before are inverse to each other, and count sees n days in between") {
  for (day_number i = to_day_number(civil{2012, 1, 1}); i < to_day_number(civil{2029, 1, 1}); ++i) {
    const date d = to_date(i);
    for (const int n : {1, 5, 10, 30, 60}) {
      const date e = agency().nth_after(d, n);
      if (!agency().is_working(e) || agency().count(d, e) != n) FAIL(to_text(d) << " " << n);
      if (agency().is_working(d) && agency().nth_before(e, n) != d) FAIL(to_text(d) << " " << n);
      const date b = agency().nth_before(d, n);
      if (!agency().is_working(b)) FAIL(to_text(d) << " " << n);
      if (agency().is_working(d) && agency().nth_after(b, n) != d) FAIL(to_text(d) << " " << n);
    }
  }
}

TEST_CASE("n-th after is additive, and so is count") {
  for (day_number i = to_day_number(civil{2015, 1, 1}); i < to_day_number(civil{2028, 1, 1}); i += 3) {
    const date d = to_date(i);
    const date e = agency().nth_after(d, 7);
    if (agency().nth_after(e, 11) != agency().nth_after(d, 18)) FAIL(to_text(d));
    const date c = to_date(i + 100);
    if (agency().count(d, e) + agency().count(e, c) != agency().count(d, c)) FAIL(to_text(d));
  }
}

TEST_CASE("a later trigger or a longer limit never falls due earlier") {
  for (const limit& l : {limit{within(5_working_days)}, limit{within(10_days)}, limit{within(1_month)},
                         limit{within(1_year)}, limit{before(7_days)}, limit{before(3_working_days)},
                         limit{at_least(30_days)}, limit{dinh::valid_for(6_months)}}) {
    date previous{1900, 1, 1};
    for (day_number i = to_day_number(civil{2012, 1, 1}); i < to_day_number(civil{2028, 1, 1}); ++i) {
      const date now = agency().latest_day(l, to_date(i));
      if (now < previous) FAIL(describe(l).en << " " << to_text(to_date(i)));
      previous = now;
    }
  }
  for (int n = 0; n < 400; ++n) {
    const date from{2025, 1, 10};
    CHECK(agency().latest_day(within({n, time_unit::day}), from) <=
          agency().latest_day(within({n + 1, time_unit::day}), from));
  }
}

TEST_CASE("provisional is exactly what rests on a year without a decision") {
  const auto provisional = [](limit l, const char* from, const due_policies& p = {}) {
    return agency().answer(l, day(from), p).is_provisional();
  };
  // the trigger is not counted: its own year does not matter
  CHECK_FALSE(provisional(within(1_working_day), "2021-12-31"));
  CHECK(provisional(within(1_working_day), "2020-12-31"));
  CHECK(provisional(within(1_working_day), "2026-12-31"));
  CHECK_FALSE(provisional(within(1_working_day), "2026-12-30"));
  CHECK(provisional(within(10_working_days), "2015-12-25"));
  // a period over a whole undecided year
  CHECK(provisional(within(300_working_days), "2020-12-25"));
  CHECK_FALSE(provisional(within(2_years), "2020-10-26"));  // only the last day is looked at
  CHECK(provisional(within(1_year), "2020-10-26"));
  // days: the last day, and those a roll passes
  CHECK_FALSE(provisional(within(10_days), "2026-12-21"));  // Thu 31 Dec 2026
  CHECK(provisional(within(11_days), "2026-12-21"));
  CHECK(provisional(within(60_days), "2026-11-15"));
  // never moved, so no day off matters
  CHECK_FALSE(provisional(before(45_days), "2027-03-16"));
  CHECK_FALSE(provisional(at_least(30_days), "2027-01-10"));
  CHECK_FALSE(provisional(dinh::valid_for(6_months), "2027-01-10"));
  CHECK(provisional(at_least(30_days), "2027-01-10", {.roll_minimum_period_end = choice::yes}));
  CHECK(provisional(before(45_days), "2027-03-16", {.roll_lead_time_earlier = choice::yes}));
  // counted back from the first working days of 2022 into 2021, and not so far
  CHECK(provisional(before(3_working_days), "2022-01-05"));
  CHECK_FALSE(provisional(before(1_working_day), "2022-01-05"));
  // the event itself is not counted
  CHECK_FALSE(provisional(before(3_working_days), "2027-01-01"));
  CHECK_FALSE(provisional(within(0_days), "2026-12-31"));
  CHECK(provisional(within(0_days), "2027-01-04"));
  CHECK_FALSE(provisional(within(0_working_days), "2026-12-31"));
  // 31 December 2012 is a known swap, but the year 2012 is not decided
  CHECK(provisional(within(1_working_day), "2012-12-28"));
}

TEST_CASE("a length of nothing is the day itself, moved only by the rule that moves ends") {
  CHECK(agency().latest_day(within(0_days), day("2025-04-24")) == day("2025-04-24"));
  CHECK(agency().latest_day(within(0_days), day("2025-04-30")) == day("2025-05-05"));
  CHECK(agency().latest_day(within(0_working_days), day("2025-04-30")) == day("2025-05-05"));
  CHECK(agency().latest_day(before(0_days), day("2025-04-30")) == day("2025-04-30"));
}

TEST_CASE("what cannot be told is told so: outside the years, absurd lengths, special dates, hours") {
  const auto unknown = [](limit l, date from) {
    const due_date d = agency().due(l, after(from));
    return agency().latest_day(l, from).is_not_a_date() && !d.is_known() && !d.is_provisional &&
           !d.why.statement.empty();
  };
  CHECK(unknown(within(5_working_days), date{2200, 12, 30}));
  CHECK(unknown(within(5_working_days), date{1899, 12, 31}));
  CHECK(unknown(within(5_working_days), date{9999, 12, 31}));
  CHECK(unknown(within(120000_days), date{2000, 1, 1}));
  CHECK(unknown(within(120000_years), date{2000, 1, 1}));
  CHECK(unknown(before(120000_years), date{2000, 1, 1}));
  CHECK(unknown(within({-1, time_unit::day}), date{2000, 1, 1}));
  CHECK(unknown(within({INT32_MAX, time_unit::working_day}), date{2000, 1, 1}));
  CHECK(unknown(within({INT32_MIN, time_unit::month}), date{2000, 1, 1}));
  CHECK(unknown(within(8_hours), date{2025, 1, 2}));
  for (const auto special :
       {boost::date_time::not_a_date_time, boost::date_time::neg_infin, boost::date_time::pos_infin}) {
    CHECK(unknown(within(5_days), date{special}));
    CHECK(unknown(before(5_working_days), date{special}));
    CHECK_FALSE(agency().is_working(date{special}));
    CHECK(agency().nth_after(date{special}, 1).is_not_a_date());
    CHECK(agency().count(date{special}, date{2025, 1, 1}) == 0);
  }
  CHECK(agency().nth_after(date{2025, 1, 2}, -1).is_not_a_date());
  CHECK(agency().nth_before(date{1900, 1, 3}, 50).is_not_a_date());
  // a minimum period that rests on no calendar may end after 2200
  CHECK(agency().latest_day(at_least(100_years), date{2150, 3, 1}) == date{2250, 3, 1});
}

TEST_CASE("corresponding days: month ends, 29 February, weeks") {
  const auto end = [](limit l, const char* from, const due_policies& p = {}) {
    return to_text(agency().answer(l, day(from), p).counted);
  };
  CHECK(end(within(1_month), "2023-02-28") == "2023-03-28");
  CHECK(end(within(1_month), "2024-01-31") == "2024-02-29");
  CHECK(end(within(12_months), "2024-02-29") == "2025-02-28");
  CHECK(end(within(1_year), "2024-02-29") == "2025-02-28");
  CHECK(end(within(4_years), "2024-02-29") == "2028-02-29");
  CHECK(end(within(1_year), "2024-02-29", {.leap_day = leap_day_anniversary::first_of_march}) == "2025-03-01");
  CHECK(end(within(2_weeks), "2025-04-24") == "2025-05-08");
  CHECK(end(before(1_month), "2025-03-31") == "2025-02-28");
}

TEST_CASE("the counting rule decides whether the first day counts and whether the end moves") {
  const auto last = [](limit l, const char* from, counting rule) {
    return to_text(agency().latest_day(l, day(from), {.rule = rule}));
  };
  CHECK(last(within(10_days), "2025-04-21", counting::civil_code) == "2025-05-05");  // 1 May is off
  CHECK(last(within(10_days), "2025-04-21", counting::limitation) == "2025-05-05");  // 30 April is off
  CHECK(last(within(10_days), "2025-04-20", counting::limitation) == "2025-04-29");
  CHECK(last(within(10_days), "2025-04-21", counting::entry_into_force) == "2025-05-01");
  CHECK(last(within(1_year), "2023-03-01", counting::limitation) == "2024-02-29");
}

TEST_CASE("lead times: counted back, never moved, unless the named choices say so") {
  const auto last = [](limit l, const char* event, const due_policies& p = {}) {
    return to_text(agency().due(l, ahead_of(day(event)), p).day);
  };
  CHECK(last(before(7_days), "2025-11-30") == "2025-11-23");  // a Sunday
  CHECK(last(before(7_days), "2025-11-30", {.roll_lead_time_earlier = choice::yes}) == "2025-11-21");
  CHECK(last(before(7_days), "2025-11-30", {.lead_time_in_full_days = choice::yes}) == "2025-11-22");
  CHECK(last(before(3_working_days), "2025-05-05") == "2025-04-26");  // 29, 28 and Saturday 26 April
}

TEST_CASE("the days of a suspension do not count") {
  const auto last = [](limit l, const char* from, std::vector<suspension> s) {
    return agency().due(l, after(day(from)), due_options{.suspensions = std::move(s)});
  };
  // 3, 4 March counted; suspended 5-9 March; 10, 11, 12 March counted
  CHECK(last(within(5_working_days), "2025-02-28", {{day("2025-03-05"), day("2025-03-10")}}).day == day("2025-03-12"));
  // 10 days: 10 March; five days stood still: 15 March, a Saturday
  const due_date days = last(within(10_days), "2025-02-28", {{day("2025-03-05"), day("2025-03-10")}});
  CHECK(days.counted == day("2025-03-15"));
  CHECK(days.day == day("2025-03-17"));
  CHECK(mentions(days, lang::vi, "Tạm ngừng từ Thứ Tư 2025-03-05"));
  // two suspensions, in any order, overlapping
  CHECK(last(within(10_days), "2025-02-28",
             {{day("2025-03-07"), day("2025-03-10")}, {day("2025-03-05"), day("2025-03-08")}})
            .day == days.day);
  // a month grows by the days that stood still
  CHECK(last(within(1_month), "2025-02-28", {{day("2025-03-05"), day("2025-03-10")}}).counted == day("2025-04-02"));
  // one that begins after the end changes nothing; one that is open leaves the end unknown
  CHECK(last(within(5_working_days), "2025-02-28", {{day("2025-03-20")}}).day == day("2025-03-07"));
  const due_date open = last(within(5_working_days), "2025-02-28", {{day("2025-03-05")}});
  CHECK_FALSE(open.is_known());
  CHECK(mentions(open, lang::en, "suspended"));
  CHECK_FALSE(last(within(10_days), "2025-02-28", {{day("2025-03-05")}}).is_known());
}

TEST_CASE("an extension makes the period longer, as often as its terms allow") {
  const extension_terms once{15_days, 1};
  CHECK(extend(once, 1).value() == std::vector<span>{15_days});
  REQUIRE_FALSE(extend(once, 2));
  CHECK(extend(once, 2).error().list().front().code == "limit/not-extendable");
  CHECK_FALSE(extend(once, -1));
  const auto last = [](limit l, std::vector<span> e) {
    return agency().due(l, after(day("2025-01-31")), due_options{.extensions = std::move(e)});
  };
  CHECK(last(within(30_days), {15_days}).day == agency().latest_day(within(45_days), day("2025-01-31")));
  CHECK(last(within(1_month), {1_month}).counted == day("2025-03-31"));  // two months, not one after 28 February
  CHECK(last(within(5_working_days), {2_working_days}).day ==
        agency().latest_day(within(7_working_days), day("2025-01-31")));
  CHECK(last(within(1_month), {10_days}).counted == day("2025-03-10"));
  CHECK(mentions(last(within(30_days), {15_days}), lang::en, "Extended by 15 days"));
}

TEST_CASE("a limit may be longer in remote areas") {
  constexpr limit_by_area settle{within(30_days), within(45_days)};
  CHECK(settle.in(area::ordinary) == limit{within(30_days)});
  CHECK(settle.in(area::remote) == limit{within(45_days)});
}

TEST_CASE("combined limits: whichever is earlier") {
  const due_date a = agency().due(within(5_working_days), after(day("2026-12-21")));
  const due_date b = agency().due(within(30_days), after(day("2026-12-21")));
  const due_date e = earlier_of(a, b);
  CHECK(e.day == a.day);
  CHECK(b.is_provisional);
  CHECK_FALSE(e.is_provisional);  // no decision on 2027 can bring the later one before 28 December 2026
  CHECK(e.why.because.size() == 2);
  const due_date c = agency().due(within(15_working_days), after(day("2026-12-21")));
  CHECK(earlier_of(b, c).is_provisional);
  const due_date open =
      agency().due(within(3_days), after(day("2026-12-21")), due_options{.suspensions = {{day("2026-12-22")}}});
  CHECK(earlier_of(open, a).day == a.day);
}

TEST_CASE("an explanation names the three dated rules, every day off that mattered, and the open questions") {
  const due_date d =
      agency().due(within(5_working_days), after(day("2025-04-24")), due_options{.source = {"10/2022/QH15", "12(3)"}});
  for (const char* words :
       {"Mon 2025-05-05", "[10/2022/QH15 Art 12(3), T]", "[91/2015/QH13 Art 147(2), T]", "in force from 2017-01-01",
        "Law on holidays in force from 2021-01-01 [45/2019/QH14 Art 112(1), T]", "Wed 2025-04-30: Victory Day",
        "Thu 2025-05-01: International Labour Day", "Fri 2025-05-02: day off in exchange for Sat 2025-04-26",
        "Sat 2025-04-26: worked in exchange for Fri 2025-05-02", "8726/VPCP-KGVX", "Sun 2025-05-04",
        "swapped_day_off_is_rest_day", "the other reading gives Fri 2025-05-02"})
    CHECK(mentions(d, lang::en, words));
  for (const char* words : {"Hạn cuối: Thứ Hai 2025-05-05", "khoản 2 Điều 147", "Thứ Tư 2025-04-30: Ngày Chiến thắng",
                            "Chủ nhật 2025-05-04", "Điểm luật để ngỏ"})
    CHECK(mentions(d, lang::vi, words));
  CHECK_FALSE(mentions(d, lang::en, "provisional"));
}

TEST_CASE("a provisional explanation names the days it assumes") {
  const due_date d = agency().due(within(5_working_days), after(day("2027-02-02")));
  CHECK(d.day == day("2027-02-16"));
  CHECK(d.assumed_days.size() == 7);  // 5 days of Tet and 2 in lieu
  CHECK(d.first_assumed == day("2027-02-03"));
  CHECK(mentions(d, lang::en, "Days off assumed: Fri 2027-02-05"));
  CHECK(mentions(d, lang::en, "[45/2019/QH14 Art 111(3), S]"));
  CHECK(mentions(d, lang::vi, "Giả định: Tết nghỉ 5 ngày"));
  const due_date adjacent = agency().due(within(1_month), after(day("2027-08-01")));
  CHECK(mentions(adjacent, lang::en, "1 or 3 September"));
  const due_date early = agency().due(within(5_working_days), after(day("1950-01-02")));
  CHECK(mentions(early, lang::en, "No list of holidays is known"));
}

TEST_CASE("24 November on a weekend is made up only by choice; first in 2029") {
  CHECK_FALSE(agency().is_working(day("2026-11-24")));
  CHECK(agency().is_working(day("2025-11-24")));
  CHECK(agency().is_working(day("2029-11-26")));
  CHECK_FALSE(agency().is_working(day("2029-11-26"), {.culture_day_is_made_up = choice::yes}));
  const due_date d = agency().due(within(2_working_days), after(day("2029-11-22")));
  CHECK(d.day == day("2029-11-26"));
  CHECK(mentions(d, lang::en, "culture_day_is_made_up"));
  CHECK(mentions(d, lang::en, "the other reading gives Tue 2029-11-27"));
}

TEST_CASE("calendars of other bodies stand side by side") {
  // an enterprise with one rest day: the statutory days and their substitutes by its own week, all assumed
  calendar_facts facts = with_rest({weekday::sunday});
  facts.rules = agency().rules();
  const work_calendar enterprise = work_calendar::build(facts).value();
  CHECK(enterprise.is_working(day("2025-04-19")));        // a Saturday
  CHECK_FALSE(enterprise.is_working(day("2025-04-20")));  // a Sunday
  CHECK_FALSE(enterprise.is_working(day("2025-05-01")));
  CHECK(enterprise.is_working(day("2025-05-02")));  // swapped for agencies only
  CHECK(enterprise.is_working(day("2023-09-04")));  // 2 September 2023 was a Saturday, no rest day here
  CHECK(enterprise.answer(within(5_working_days), day("2025-04-24")).is_provisional());
  CHECK(enterprise.known_until().is_neg_infinity());

  // a one-stop desk open on Saturdays, days off as the agency
  calendar_facts desk_facts = with_weekly_rest(agency().facts(), {weekday::sunday});
  desk_facts.id = "one-stop-saturday";
  const work_calendar desk = work_calendar::build(desk_facts).value();
  CHECK(desk.is_working(day("2025-04-19")));
  CHECK(desk.is_working(day("2025-04-26")));
  CHECK_FALSE(desk.is_working(day("2025-05-02")));
  CHECK_FALSE(desk.answer(within(5_working_days), day("2025-04-24")).is_provisional());

  // one that never rests, and one that works one day a week
  const work_calendar always = work_calendar::build(with_rest({})).value();
  CHECK(always.latest_day(within(5_working_days), day("2025-04-24")) == day("2025-04-29"));
  const work_calendar seldom = work_calendar::build(with_rest({weekday::monday, weekday::tuesday, weekday::wednesday,
                                                               weekday::thursday, weekday::friday, weekday::sunday}))
                                   .value();
  CHECK(seldom.latest_day(within(60_working_days), day("2025-04-24")) == day("2026-06-13"));
  for (const work_calendar* c : {&enterprise, &desk, &always, &seldom, &agency()}) CHECK(c->size_in_bytes() <= 300'000);
}

TEST_CASE("working days can be walked through") {
  std::vector<std::string> found;
  const auto range = agency().working_days(day("2025-04-24"), day("2025-05-06"));
  for (const date d : range) found.push_back(to_text(d));
  CHECK(found ==
        std::vector<std::string>{"2025-04-24", "2025-04-25", "2025-04-26", "2025-04-28", "2025-04-29", "2025-05-05"});
  CHECK(range.size() == 6);
  CHECK(agency().working_days(day("2025-05-06"), day("2025-04-24")).size() == 0);
  CHECK(agency().working_days(date{boost::date_time::neg_infin}, date{boost::date_time::pos_infin}).size() > 70'000);
  CHECK(agency().next_working(day("2025-04-29")) == day("2025-05-05"));
  CHECK(agency().previous_working(day("2025-05-05")) == day("2025-04-29"));
  CHECK(agency().working_on_or_after(day("2025-05-01")) == day("2025-05-05"));
  CHECK(agency().working_on_or_before(day("2025-05-01")) == day("2025-04-29"));
}

TEST_CASE("many threads may read one calendar") {
  const work_calendar shared = agency();
  const date expected = shared.latest_day(within(30_working_days), day("2025-04-24"));
  std::vector<std::thread> threads;
  std::vector<char> good(4, 0);
  for (std::size_t t = 0; t < good.size(); ++t)
    threads.emplace_back([&shared, &good, expected, t] {
      bool same = true;
      for (int i = 0; i < 2'000; ++i)
        same = same && shared.latest_day(within(30_working_days), date{2025, 4, 24}) == expected;
      good[t] = same ? 1 : 0;
    });
  for (auto& t : threads) t.join();
  CHECK(good == std::vector<char>(4, 1));
}

TEST_CASE("a calendar of nonsense is refused with every fault at once") {
  calendar_facts f = with_rest({weekday::saturday, weekday::sunday});
  const auto entry = [](const char* d, day_kind k) {
    calendar_entry e;
    e.day = day(d);
    e.kind = k;
    e.name = {"x", "x"};
    e.decision = {"x", {}};
    return e;
  };
  f.entries = {entry("2025-01-06", day_kind::swap_work), entry("2025-01-05", day_kind::substitute),
               entry("2025-01-07", day_kind::statutory), entry("2025-01-07", day_kind::swap_off),
               entry("2300-01-01", day_kind::statutory)};
  f.decided = {{day("2025-01-01"), day("2024-01-01")}, {}};
  f.rules.resize(1);
  f.rules.front().month = 13;
  const auto built = work_calendar::build(f);
  REQUIRE_FALSE(built);
  std::vector<std::string> codes;
  for (const diagnostic& d : built.error()) codes.push_back(d.code);
  for (const char* code :
       {"calendar/works-on-working-day", "calendar/off-on-rest-day", "calendar/two-entries-on-one-day",
        "calendar/entry-outside-years", "calendar/bad-decided-span", "calendar/bad-rule"})
    CHECK(std::count(codes.begin(), codes.end(), code) >= 1);
  CHECK(std::count(codes.begin(), codes.end(), "calendar/bad-decided-span") == 2);
  CHECK_FALSE(work_calendar::build(with_rest({weekday::monday, weekday::tuesday, weekday::wednesday, weekday::thursday,
                                              weekday::friday, weekday::saturday, weekday::sunday})));
  CHECK_FALSE(work_calendar::build({}));
}

}  // namespace test_of_due
