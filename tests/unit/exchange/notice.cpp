// Yearly notices, what they change, and hostile files.
#include "../vietnam.hpp"

#include <dinh/calendar/due.hpp>

#include <catch.hpp>
#include <dinh/calendar/difference.hpp>
#include <dinh/exchange/notice.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace test_of_notice {

using namespace dinh;
using namespace dinh::literals;
using test::agency;
using test::day;

namespace {

/// An invented notice for 2027: Tết from two days before, 3 September, a swap.
const char* const notice_2027 = R"json({
  "format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "1/TB-THU", "evidence": "S",
  "known_until": "2027-12-31",
  "names": [{"id": "tet", "name": {"vi": "Tết Nguyên đán", "en": "Lunar New Year"}}],
  "entries": [
    {"date": "2027-02-04", "kind": "statutory", "name": "tet"},
    {"date": "2027-02-05", "kind": "statutory", "name": "tet"},
    {"date": "2027-02-06", "kind": "statutory", "name": "tet"},
    {"date": "2027-02-07", "kind": "statutory", "name": "tet"},
    {"date": "2027-02-08", "kind": "statutory", "name": "tet"},
    {"date": "2027-09-03", "kind": "statutory", "name": {"vi": "Quốc khánh (ngày liền kề)", "en": "National Day"}},
    {"date": "2027-12-31", "kind": "swap_off", "swapped_with": "2028-01-08", "name": {"vi": "Nghỉ", "en": "Off"}},
    {"date": "2028-01-08", "kind": "swap_work", "swapped_with": "2027-12-31", "name": {"vi": "Làm bù", "en": "Work"}}
  ]})json";

std::vector<std::string> codes_of(const diagnostics& ds) {
  std::vector<std::string> out;
  for (const diagnostic& d : ds) out.push_back(d.code);
  return out;
}
bool has(const std::vector<std::string>& codes, const char* code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}
std::string replaced(std::string s, const std::string& what, const std::string& by) {
  const auto at = s.find(what);
  REQUIRE(at != std::string::npos);
  return s.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("a notice makes a new calendar in which its year is decided") {
  const auto notice = read_notice(notice_2027, "2027.json");
  REQUIRE(notice);
  const work_calendar now = apply_notice(agency(), *notice).value();
  CHECK(now.is_known(2027));
  CHECK_FALSE(agency().is_known(2027));
  CHECK(to_text(now.known_until()) == "2027-12-31");
  CHECK_FALSE(now.is_working(day("2027-02-04")));
  CHECK(now.is_working(day("2027-02-11")));
  CHECK_FALSE(now.is_working(day("2027-02-09")));  // in lieu of Saturday and Sunday
  CHECK_FALSE(now.is_working(day("2027-02-10")));
  CHECK(now.is_working(day("2027-09-01")));
  CHECK_FALSE(now.is_working(day("2027-09-03")));
  CHECK_FALSE(now.is_working(day("2027-12-31")));
  CHECK(now.is_working(day("2028-01-08")));
  CHECK_FALSE(now.is_working(day("2027-04-30")));  // by law, not listed
  CHECK_FALSE(now.is_working(day("2027-11-24")));
  const auto in_lieu = now.entry_on(day("2027-02-09"));
  REQUIRE(in_lieu);
  CHECK(in_lieu->kind == day_kind::substitute);
  CHECK(in_lieu->source == citation{"45/2019/QH14", "111(3)"});
  CHECK(in_lieu->decision == citation{"1/TB-THU", ""});
  // the answer of RC-36 under this notice: firm, and another day
  const due_answer before = agency().answer(within(5_working_days), day("2027-02-02"));
  const due_answer after_it = now.answer(within(5_working_days), day("2027-02-02"));
  CHECK(before.is_provisional());
  CHECK_FALSE(after_it.is_provisional());
  CHECK(to_text(after_it.day) == "2027-02-16");
}

TEST_CASE("a late swap changes due dates that were told already; the difference names the days") {
  // before 12 April 2024 nobody knew of the swap 29 April <-> 4 May (2450/VPCP-KGVX)
  calendar_facts facts = agency().facts();
  facts.entries.erase(std::remove_if(facts.entries.begin(), facts.entries.end(),
                                     [](const calendar_entry& e) { return e.decision.instrument == "2450/VPCP-KGVX"; }),
                      facts.entries.end());
  const work_calendar before = work_calendar::build(facts).value();
  const auto notice = read_notice(R"({
    "format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "2450/VPCP-KGVX",
    "entries": [
      {"date": "2024-04-29", "kind": "swap_off", "swapped_with": "2024-05-04", "name": {"vi": "Nghỉ", "en": "Off"}},
      {"date": "2024-05-04", "kind": "swap_work", "swapped_with": "2024-04-29", "name": {"vi": "Bù", "en": "Work"}}]})",
                                  "swap.json");
  REQUIRE(notice);
  const work_calendar now = apply_notice(before, *notice).value();
  const auto days = difference(before, now);
  REQUIRE(days.size() == 2);
  CHECK(to_text(days[0].day) == "2024-04-29");
  CHECK(days[0].worked_before);
  CHECK_FALSE(days[0].works_now);
  REQUIRE(days[1].now);
  CHECK(days[1].now->decision.instrument == "2450/VPCP-KGVX");
  CHECK(difference(now, agency()).empty());
  const auto changed = changed_due_dates(before, now,
                                         {{within(1_working_day), day("2024-04-26")},
                                          {within(5_working_days), day("2024-03-01")},
                                          {within(60_days), day("2024-02-29")}});
  REQUIRE(changed.size() == 2);
  CHECK(changed[0].question == 0);
  CHECK(to_text(changed[0].before.day) == "2024-04-29");
  CHECK(to_text(changed[0].now.day) == "2024-05-02");
  CHECK(changed[1].question == 2);
}

TEST_CASE("the rule on days in lieu gives exactly the substitutes of every yearly notice") {
  std::map<int, std::vector<std::vector<std::string>>> years;
  for (const auto& row : test::csv_rows(test::shared("data/vn_days_off.csv")))
    years[std::stoi(row.at(0).substr(0, 4))].push_back(row);
  std::size_t substitutes = 0;
  for (const auto& [year, rows] : years) {
    if (year == 2012) continue;
    INFO(year);
    // the same calendar without a decision on this year, and a notice that lists all but the days in lieu
    calendar_facts facts = agency().facts();
    const date first = to_date(civil{year, 1, 1});
    const date next = to_date(civil{year + 1, 1, 1});
    facts.entries.erase(std::remove_if(facts.entries.begin(), facts.entries.end(),
                                       [&](const calendar_entry& e) { return first <= e.day && e.day < next; }),
                        facts.entries.end());
    std::vector<validity> decided;
    for (const validity& v : facts.decided) {
      for (const validity& part : {intersect(v, validity{v.from, first}), intersect(v, validity{next, v.until})})
        if (!part.is_empty()) decided.push_back(part);
    }
    facts.decided = decided;
    const work_calendar without = work_calendar::build(facts).value();
    CHECK_FALSE(without.is_known(year));
    calendar_notice notice{"state-agency", {"x", ""}, evidence::summary, validity{first, next}, {}, {}};
    std::set<std::string> expected;
    for (const auto& row : rows) {
      if (row.at(2) == "substitute") expected.insert(row.at(0));
      if (row.at(2) != "statutory") continue;
      calendar_entry e;
      e.day = day(row.at(0));
      e.name = {row.at(1), row.at(1)};
      e.source = {"law", ""};
      notice.entries.push_back(e);
    }
    const auto now = apply_notice(without, notice);
    REQUIRE(now);
    std::set<std::string> found;
    for (const calendar_entry& e : now->entries(first, next))
      if (e.kind == day_kind::substitute) found.insert(to_text(e.day));
    CHECK(found == expected);
    substitutes += expected.size();
  }
  CHECK(years.size() == 13);  // 2012 and the twelve decided years
  CHECK(substitutes == 29);
}

TEST_CASE("a notice that lists its days in lieu is taken as it stands") {
  auto listed = replaced(notice_2027, R"({"date": "2027-09-03")",
                         R"({"date": "2027-02-11", "kind": "substitute", "name": "tet"},
                            {"date": "2027-02-12", "kind": "substitute", "name": "tet"},
                            {"date": "2027-09-03")");
  const work_calendar now = apply_notice(agency(), read_notice(listed, "x").value()).value();
  CHECK(now.is_working(day("2027-02-09")));
  CHECK_FALSE(now.is_working(day("2027-02-11")));
}

TEST_CASE("a withdrawn entry no longer holds") {
  const auto notice = read_notice(R"({"format": "dinh-calendar-notice/1", "calendar": "state-agency",
    "decision": "x", "withdrawn": ["2026-08-31", "2026-08-22"]})",
                                  "x");
  REQUIRE(notice);
  const work_calendar now = apply_notice(agency(), *notice).value();
  CHECK(now.is_working(day("2026-08-31")));
  CHECK_FALSE(now.is_working(day("2026-08-22")));
  CHECK(now.is_known(2026));
}

TEST_CASE("a notice that decides a year must say which days are Tet and which day adjoins National Day") {
  const auto only_fixed = read_notice(R"({"format": "dinh-calendar-notice/1", "calendar": "state-agency",
    "decision": "x", "known_until": "2027-12-31"})",
                                      "x");
  REQUIRE(only_fixed);
  const auto refused = apply_notice(agency(), *only_fixed);
  REQUIRE_FALSE(refused);
  CHECK(codes_of(refused.error()) == std::vector<std::string>{"notice/undecided-holiday", "notice/undecided-holiday"});
  // up to the end of January nothing is left to the Prime Minister
  const auto january = read_notice(R"({"format": "dinh-calendar-notice/1", "calendar": "state-agency",
    "decision": "x", "known_until": "2027-01-31"})",
                                   "x");
  const work_calendar now = apply_notice(agency(), january.value()).value();
  CHECK_FALSE(now.answer(within(5_working_days), day("2026-12-28")).is_provisional());
  CHECK(now.answer(within(5_working_days), day("2027-01-28")).is_provisional());
  CHECK_FALSE(now.is_known(2027));
}

TEST_CASE("faults of a notice come all at once, each with its place") {
  const auto bad = read_notice(R"({"format": "dinh-calendar-notice/9", "calendar": "state-agency", "decision": "x",
    "known_until": "2027-12-31", "known_from": "2028-01-01", "surprise": 1,
    "entries": [{"date": "2027-02-30", "kind": "holiday", "name": "nobody"}], "withdrawn": ["soon"]})",
                               "bad.json");
  REQUIRE_FALSE(bad);
  const auto codes = codes_of(bad.error());
  for (const char* code : {"notice/unknown-format", "notice/bad-known-until", "date/no-such-day", "json/unknown-value",
                           "calendar/unknown-name", "date/malformed", "json/unknown-member"})
    CHECK(has(codes, code));
  for (const diagnostic& d : bad.error()) {
    CHECK(d.where.rfind("bad.json", 0) == 0);
    CHECK_FALSE(d.message.vi.empty());
    CHECK_FALSE(d.message.en.empty());
  }

  const auto half = read_notice(R"({"format": "dinh-calendar-notice/1", "calendar": "enterprise", "decision": "x",
    "entries": [{"date": "2027-03-05", "kind": "swap_off", "swapped_with": "2027-03-13", "name": {"vi":"a","en":"a"}},
                {"date": "2027-03-05", "kind": "statutory", "name": {"vi":"a","en":"a"}}],
    "withdrawn": ["2026-07-07"]})",
                                "half.json");
  REQUIRE(half);
  const auto refused = apply_notice(agency(), *half);
  REQUIRE_FALSE(refused);
  for (const char* code :
       {"notice/other-calendar", "notice/half-a-swap", "notice/two-entries-on-one-day", "notice/nothing-to-withdraw"})
    CHECK(has(codes_of(refused.error()), code));
}

TEST_CASE("a calendar written to a file and read again is the same calendar, with a notice and without") {
  const work_calendar with_notice = apply_notice(agency(), read_notice(notice_2027, "2027.json").value()).value();
  const work_calendar on_saturdays =
      work_calendar::build(with_weekly_rest(agency().facts(), {weekday::sunday})).value();
  for (const work_calendar& calendar : {agency(), with_notice, on_saturdays}) {
    const std::string file = write_calendar(calendar);
    const work_calendar again = test::calendar_from(file, "written.json");
    CHECK(again.facts() == calendar.facts());
    CHECK(difference(calendar, again).empty());
    CHECK(again.decided() == calendar.decided());
    CHECK(again.rules() == calendar.rules());
    CHECK(again.entries(date{1900, 1, 1}, date{2200, 12, 31}) ==
          calendar.entries(date{1900, 1, 1}, date{2200, 12, 31}));
    CHECK(write_calendar(again) == file);
  }
  CHECK_FALSE(with_notice.facts() == agency().facts());
}

TEST_CASE("the notice shown on the page for users is read") {
  const std::string page = test::content_of(std::string{DINH_SOURCE_DIR}.append("/docs/calendar.md"));
  const std::string fence = "```json";
  const auto from = page.find(fence);
  REQUIRE(from != std::string::npos);
  const auto until = page.find("```", from + fence.size());
  const auto notice = read_notice(page.substr(from + fence.size(), until - from - fence.size()), "docs/calendar.md");
  REQUIRE(notice);
  CHECK(notice->entries.size() == 3);
}

TEST_CASE("hostile notices and calendars are refused, never obeyed") {
  for (const std::string& hostile :
       {std::string{}, std::string{"["}, std::string(100'000, '['), std::string{"null"}, std::string{"[]"},
        std::string{R"({"format": 1})"}, std::string{"{\"format\": \"dinh-calendar-notice/1\", \"format\": \"x\"}"},
        std::string{"\xff\xfe"}, "{\"x\": \"" + std::string(2'000'000, 'x') + "\"}"})
    CHECK_FALSE(read_notice(hostile, "hostile.json"));
  // every shortened notice is either refused or still a notice; none does harm
  const std::string whole = notice_2027;
  for (std::size_t cut = 0; cut < whole.size(); cut += 7) CHECK_FALSE(read_notice(whole.substr(0, cut), "cut.json"));
  // every damaged byte is survived
  std::size_t read = 0;
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
    const auto n = read_notice(damaged, "damaged.json");
    if (n && apply_notice(agency(), *n)) ++read;
  }
  CHECK(read < whole.size() / 3);
}

TEST_CASE("faults of a calendar file carry the file and the place") {
  diagnostics faults;
  const auto j = exchange::parse_json(R"({"format": "dinh-calendar/1", "id": "x", "name": {"vi": "x", "en": "x"},
    "weekly_rest": ["caturday"], "rules": [{"id": "a", "name": {"vi":"a","en":"a"}, "solar": "1-1", "lunar": "01-01",
    "citation": "x", "evidence": "Q"}], "entries": [{"date": "2025-01-01", "kind": "statutory",
    "name": {"vi":"a","en":"a"}}]})",
                                      "cal.json");
  REQUIRE(j);
  CHECK_FALSE(exchange::read_calendar(*j, "cal.json", faults));
  const auto codes = codes_of(faults);
  for (const char* code : {"calendar/unknown-weekday", "calendar/malformed-month-and-day", "calendar/solar-or-lunar",
                           "json/unknown-value", "calendar/no-source"})
    CHECK(has(codes, code));
  diagnostics built;
  const auto all_off = exchange::parse_json(
      R"({"format": "dinh-calendar/1", "id": "x", "name": {"vi": "x", "en": "x"}, "weekly_rest":
      ["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]})",
      "off.json");
  REQUIRE(all_off);
  CHECK_FALSE(exchange::read_calendar(*all_off, "off.json", built));
  CHECK(built.list().front().where == "off.json#/weekly_rest");
}

}  // namespace test_of_notice
