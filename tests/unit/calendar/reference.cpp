// More than a million generated questions are put to the calendar and to a second implementation, day by day.
#include "slow_calendar.hpp"

#include <catch.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace test_of_reference {

using namespace dinh;
using test::agency;
using namespace dinh::literals;
using test::ask_slowly;
using test::day;
using test::first_day;
using test::generator;
using test::last_day;
using test::slow;
using test::slow_answer;

TEST_CASE("the pack holds the table of days off row for row, by day, kind and evidence") {
  const auto rows = test::csv_rows(test::shared("data/vn_days_off.csv"));
  const calendar_facts facts = agency().facts();
  REQUIRE(facts.entries.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO(rows[i].at(0));
    CHECK(to_text(facts.entries[i].day) == rows[i].at(0));
    CHECK(std::string{name_of(facts.entries[i].kind)} == rows[i].at(2));
    CHECK(std::string(1, letter(facts.entries[i].known_by)) == rows[i].at(5));
    CHECK_FALSE((facts.entries[i].source.empty() && facts.entries[i].decision.empty()));
    CHECK_FALSE(facts.entries[i].name.vi.empty());
    const bool swapped = facts.entries[i].kind == day_kind::swap_off || facts.entries[i].kind == day_kind::swap_work;
    CHECK(facts.entries[i].counterpart.is_special() != swapped);
    if (swapped) CHECK(rows[i].at(1).find(to_text(facts.entries[i].counterpart)) != std::string::npos);
  }
}

TEST_CASE("decided are the years of the table, and no others") {
  for (int year = 1900; year <= 2200; ++year) {
    INFO(year);
    CHECK(agency().is_known(year) == slow().decided_years().contains(year));
  }
  CHECK(to_text(agency().known_until()) == "2026-12-31");
  CHECK_FALSE(agency().is_known(2016));
  CHECK_FALSE(agency().is_known(2021));
}

TEST_CASE("every day of 1900 to 2200 is what the second implementation says, under every reading") {
  const std::vector<due_policies> readings{{},
                                           {.swapped_day_off_is_rest_day = choice::no},
                                           {.make_up_saturday_is_working_day = choice::no},
                                           {.substitute_day_is_day_off = choice::no},
                                           {.culture_day_is_made_up = choice::yes}};
  for (const due_policies& p : readings)
    for (day_number n = first_day; n <= last_day; ++n)
      if (agency().is_working(to_date(n), p) != slow().works(n, p)) FAIL(to_text(to_date(n)));
  for (day_number n = first_day; n <= last_day; ++n)
    if (agency().is_working(to_date(n)) != slow().works(n, {})) FAIL(to_text(to_date(n)));
}

TEST_CASE("a million generated questions get the answers of the second implementation") {
  generator random{20260101};
  std::size_t asked = 0;
  std::size_t provisional = 0;
  std::size_t unknown = 0;
  const auto chosen = [&] { return random.below(4) == 0 ? choice::yes : choice::no; };
  for (int i = 0; i < 1'050'000; ++i) {
    due_policies p;
    if (i % 3 == 0) {  // a third of the questions under other readings
      p.swapped_day_off_is_rest_day = chosen();
      p.make_up_saturday_is_working_day = chosen();
      p.substitute_day_is_day_off = chosen();
      p.culture_day_is_made_up = chosen();
      p.roll_minimum_period_end = chosen();
      p.roll_lead_time_earlier = chosen();
      p.lead_time_in_full_days = chosen();
      p.leap_day = random.below(2) == 0 ? leap_day_anniversary::last_of_february : leap_day_anniversary::first_of_march;
    }
    // half of the triggers near the decided years, where swaps and gaps are
    const day_number from =
        i % 2 == 0 ? to_day_number(civil{2012, 1, 1}) + random.below(366 * 18) : first_day + random.below(last_day - first_day + 1);
    const auto unit = static_cast<time_unit>(random.below(5));
    const std::int32_t most = unit == time_unit::working_day ? 60 : unit == time_unit::day ? 120 : 14;
    const limit l{{random.below(most + 1), unit}, static_cast<direction>(random.below(4))};
    const slow_answer expected = ask_slowly(l, from, p);
    const due_answer got = agency().answer(l, to_date(from), p);
    const bool same = got.day.is_special() ? !expected.known
                                           : expected.known && to_day_number(got.day) == expected.day &&
                                                 got.is_provisional() == expected.provisional;
    if (!same)
      FAIL(describe(l).en << " " << to_text(to_date(from)) << ": got " << to_text(got.day) << ", expected "
                          << (expected.known ? to_text(to_date(expected.day)) : "none") << " provisional "
                          << got.is_provisional() << " " << expected.provisional);
    if (agency().latest_day(l, to_date(from), p) != got.day) FAIL(describe(l).en << " " << to_text(to_date(from)));
    ++asked;
    provisional += got.is_provisional() ? 1U : 0U;
    unknown += expected.known ? 0U : 1U;
  }
  CHECK(asked >= 1'000'000);
  CHECK(provisional > 100'000);
  CHECK(provisional < 700'000);
  CHECK(unknown < 10'000);
}

TEST_CASE("counts and n-th working days agree with counting on the fingers") {
  generator random{7};
  for (int i = 0; i < 60'000; ++i) {
    due_policies p;
    if (i % 2 == 0) p.swapped_day_off_is_rest_day = choice::no;
    if (i % 5 == 0) p.make_up_saturday_is_working_day = choice::no;
    const day_number a = to_day_number(civil{2012, 6, 1}) + random.below(366 * 15);
    const day_number b = a + random.below(200);
    std::int32_t fingers = 0;
    for (day_number n = a + 1; n <= b; ++n) fingers += slow().works(n, p) ? 1 : 0;
    if (agency().count(to_date(a), to_date(b), p) != fingers) FAIL(to_text(to_date(a)) << " " << to_text(to_date(b)));
    if (agency().count(to_date(b), to_date(a), p) != -fingers) FAIL(to_text(to_date(a)) << " " << to_text(to_date(b)));
    if (p == due_policies{} && agency().count(to_date(a), to_date(b)) != fingers) FAIL(to_text(to_date(a)));
  }
}

TEST_CASE("due with reasons never differs from the answer without them") {
  generator random{99};
  for (int i = 0; i < 4'000; ++i) {
    const day_number from = to_day_number(civil{2011, 1, 1}) + random.below(366 * 20);
    const limit l{{random.below(40), static_cast<time_unit>(random.below(5))}, static_cast<direction>(random.below(4))};
    due_policies p;
    if (i % 4 == 0) p.swapped_day_off_is_rest_day = choice::no;
    if (i % 5 == 0) p.rule = counting::limitation;
    const due_answer quick = agency().answer(l, to_date(from), p);
    const due_date full = agency().due(l, after(to_date(from)), p);
    const bool same =
        full.day == quick.day && full.counted == quick.counted && full.is_provisional == quick.is_provisional();
    if (!same) FAIL(describe(l).en << " " << to_text(to_date(from)));
    if (full.is_provisional == full.first_assumed.is_special()) FAIL(to_text(to_date(from)));
    // two paths to one answer: no suspension is the same as one that lies in the past
    const due_date paused = agency().due(
        l, after(to_date(from)), due_options{.policies = p, .suspensions = {{date{1950, 1, 1}, date{1950, 2, 1}}}});
    if (paused.day != quick.day || paused.is_provisional != quick.is_provisional())
      FAIL(describe(l).en << " " << to_text(to_date(from)) << " with a suspension that is over");
  }
}

TEST_CASE("suspended and extended limits agree with counting day by day, with reasons and without") {
  generator random{41};
  std::size_t provisional = 0;
  std::size_t refused = 0;
  const work_calendar strict = agency().accepting(evidence::text);
  for (int i = 0; i < 20'000; ++i) {
    const day_number from = to_day_number(civil{2012, 6, 1}) + random.below(366 * 18);
    const auto unit = static_cast<time_unit>(random.below(5));
    const bool in_working_days = unit == time_unit::working_day;
    const bool in_months = unit == time_unit::month || unit == time_unit::year;
    const span length{1 + random.below(in_months ? 6 : 40), unit};
    due_options o;
    std::vector<bool> paused(12'000, false);  // from the trigger on
    for (int k = random.below(4); k > 0; --k) {
      const day_number start = random.below(200) - 20;
      const day_number resumed = start + 1 + random.below(60);
      o.suspensions.push_back({to_date(from + start), to_date(from + resumed)});
      for (day_number n = std::max(start, 0); n < resumed; ++n) paused[static_cast<std::size_t>(n)] = true;
    }
    span whole = length;
    for (int k = random.below(3); k > 0; --k) {
      o.extensions.push_back({1 + random.below(10), unit});
      whole.count += o.extensions.back().count;
    }
    // the days that have to pass, then day by day over those not suspended
    bool leans = false;
    std::int32_t left = in_working_days
                            ? whole.count
                            : ask_slowly({whole, direction::valid_for}, from, {}).day - from;
    day_number n = from;
    while (left > 0) {
      ++n;
      if (paused[static_cast<std::size_t>(n - from)]) continue;
      if (in_working_days) leans = leans || !slow().decided(n);
      if (!in_working_days || slow().works(n, {})) --left;
    }
    const day_number counted = n;
    if (!in_working_days) {
      for (; !slow().works(n, {}); ++n) leans = leans || !slow().decided(n);
      leans = leans || !slow().decided(n);
    }
    const due_date got = agency().due({length, direction::within_after}, after(to_date(from)), o);
    if (to_day_number(got.day) != n || to_day_number(got.counted) != counted || got.is_provisional != leans)
      FAIL(describe(length).en << " from " << to_text(to_date(from)) << ": got " << to_text(got.day) << ", expected "
                               << to_text(to_date(n)) << ", provisional " << got.is_provisional << " " << leans);
    provisional += leans ? 1U : 0U;
    if (i % 4 != 0) continue;
    for (const work_calendar* c : {&agency(), &strict}) {  // what rests on weak evidence has no day for those who refuse it
      const due_date told = c->due({length, direction::within_after}, after(to_date(from)), o);
      const due_answer alone = c->moved_answer({length, direction::within_after}, to_date(from), o);
      if (alone.day != told.day || alone.counted != told.counted || alone.is_provisional() != told.is_provisional)
        FAIL(describe(length).en << " from " << to_text(to_date(from)) << ": alone " << to_text(alone.day) << ", with reasons "
                                 << to_text(told.day));
      refused += alone.day.is_special() ? 1U : 0U;
    }
    if (i % 16 != 0) continue;
    o.suspensions.push_back({to_date(from + 1)});  // nobody knows until when
    if (!agency().moved_answer({length, direction::within_after}, to_date(from), o).day.is_special()) FAIL("a day while it stands still");
  }
  CHECK(provisional > 1'000);
  CHECK(refused > 1'000);
}

TEST_CASE("limits grow with their length and with their start, and two steps make one") {
  generator random{77};
  for (int i = 0; i < 20'000; ++i) {
    const day_number from = first_day + 400 + random.below(last_day - first_day - 800);
    const std::int32_t n = 1 + random.below(60);
    const auto unit = static_cast<time_unit>(random.below(4));
    const auto day_of = [&](std::int32_t count, day_number start) {
      return agency().latest_day(limit{{count, unit}, direction::within_after}, to_date(start));
    };
    const std::int32_t length = unit == time_unit::month ? 1 + n % 9 : unit == time_unit::week ? 1 + n % 30 : n;
    if (day_of(length + 1, from) < day_of(length, from)) FAIL("shorter though longer: " << to_text(to_date(from)));
    if (day_of(length, from + 1) < day_of(length, from)) FAIL("earlier though later: " << to_text(to_date(from)));
    // inverse: n working days on and n back lead to the last working day not after the start
    const date on = agency().nth_after(to_date(from), n);
    if (agency().nth_before(on, n) != agency().working_on_or_before(to_date(from))) FAIL(to_text(to_date(from)));
    // additive: a and then b working days are a + b
    const std::int32_t more = random.below(30);
    if (agency().nth_after(on, more) != agency().nth_after(to_date(from), n + more)) FAIL(to_text(to_date(from)));
    if (agency().count(to_date(from), on) != n) FAIL(to_text(to_date(from)));
  }
}

TEST_CASE("the earlier of two limits is provisional if a lead time that counts back could still come first") {
  // 5 working days before 5 January 2027 end on 28 December; were 4 January decided to be off, on the 25th
  const due_date back = agency().due(before(5_working_days), ahead_of(day("2027-01-05")));
  CHECK(back.is_provisional);
  const due_date firm = agency().due(before(3_days), ahead_of(day("2026-12-30")));
  CHECK_FALSE(firm.is_provisional);
  const due_date both = earlier_of(firm, back);
  CHECK(to_text(back.day) == "2026-12-28");
  CHECK(to_text(both.day) == "2026-12-27");
  CHECK(both.is_provisional);
}

}  // namespace test_of_reference
