#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/exchange/events_csv.hpp>
#include <dinh/registry/registry.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "../vietnam.hpp"
#include "nghe_an.hpp"

namespace test_of_nghe_an {

using namespace dinh;
using test::day;
using example::nghe_an;
using example::nghe_an_folder;

namespace {

docket scenario() {
  auto d =
      docket::make({.procedures = {test::pack_procedure("pub_commune"), test::pack_procedure("village_meeting")},
                    .calendars = {test::agency()},
                    .units = registry_directory(nghe_an())});
  REQUIRE(d);
  const std::string csv = test::content_of(nghe_an_folder + "events.csv");
  const auto events = read_events({csv, "events.csv"});
  if (!events) FAIL(describe(events.error()));
  REQUIRE(events->size() > 150);
  for (const auto& e : *events) {
    const auto r = d->record(e);
    if (!r) FAIL(e.id + ": " + describe(r.error()));
  }
  return std::move(*d);
}

duty only(const docket& d, const char* case_key, const char* rule, const char* as_of, std::uint32_t pass = 1) {
  INFO(case_key << " " << rule);
  std::vector<duty> found;
  for (auto& x : d.duties(day(as_of), {.case_key = case_key, .rule = rule}))
    if (x.pass == pass && x.state != duty_state::void_) found.push_back(std::move(x));  // the other branch is void
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace

TEST_CASE("duties of the Nghe An scenario, checked by hand") {
  const docket d = scenario();
  const char* end = "2026-03-31";
  struct expected {
    const char* case_key;
    const char* rule;
    const char* lawful;
    duty_state state;
    std::int32_t days_late;
    const char* article;
  };
  // Days by hand from the table of days off: see the remark beside each.
  const expected all[] = {
      // Tue 4 Mar 2025 + 5 working days = Tue 11 Mar; published on the 7th.
      {"CK-2025-001", "GDL-12-2", "2025-03-11", duty_state::met, 0, "12(3)"},
      // 7 Mar + 30 days = 6 Apr (a Sunday: a minimum period does not move); taken down on the 8th.
      {"CK-2025-001", "GDL-13-1", "2025-04-06", duty_state::met, 0, "13(2)"},
      // Thu 24 Apr: 25, Sat 26 worked, 28, 29; 30 Apr to 2 May off; Mon 5 May. Published on the 6th.
      {"CK-2025-002", "GDL-12-2", "2025-05-05", duty_state::met_late, 1, "12(3)"},
      // Thu 26 Jun: 27, 30 Jun, 1, 2, 3 Jul. Published on the 4th by the new commune.
      {"CK-2025-003", "GDL-12-2", "2025-07-03", duty_state::met_late, 1, "12(3)"},
      // Tue 24 Jun: 25, 26, 27, 30 Jun, 1 Jul. Never published; 31 Mar 2026 is 273 days later.
      {"CK-2025-004", "GDL-12-2", "2025-07-01", duty_state::breached, 273, "12(3)"},
      // 4 Aug + 30 days = 3 Sep; taken down on 29 Aug.
      {"CK-2025-005", "GDL-13-1", "2025-09-03", duty_state::breached, 0, "13(2)"},
      // Wed 27 Aug: 28, 29; 1, 2 Sep off; 3, 4, 5 Sep.
      {"CK-2025-006", "GDL-12-2", "2025-09-05", duty_state::met, 0, "12(3)"},
      // Wed 11 Feb 2026: 12, 13; Tết 16 to 20 off; 23, 24, 25.
      {"CK-2026-007", "GDL-12-2", "2026-02-25", duty_state::met, 0, "12(3)"},
      // Broadcast from 25 Feb for 3 days: not before the 28th; stopped on the 27th.
      {"CK-2026-007", "GDL-13-3", "2026-02-28", duty_state::breached, 0, "13(3)"},
      // Fri 13 Feb 2026: 23, 24, 25, 26, 27. Published on Mon 2 Mar.
      {"CK-2026-008", "GDL-12-2", "2026-02-27", duty_state::met_late, 3, "12(3)"},
      // Tue 6 Jan 2026: 7, 8, 9, Sat 10 worked for 2 Jan, 12.
      {"CK-2026-010", "GDL-12-2", "2026-01-12", duty_state::met, 0, "12(3)"},
      // Put up without having been published on the portal: left out.
      {"CK-2025-011", "GDL-12-2", "2025-11-11", duty_state::breached, 0, "12(3)"},
      // Meeting Sat 15 Mar 2025: 17 to 21 Mar; sent on the 20th.
      {"HT-2025-001", "GDL-20-3", "2025-03-21", duty_state::met, 0, "20(3)"},
      // Notice on 16 May for a meeting on the 17th: not before the 18th.
      {"HT-2025-002", "D59-3-3", "2025-05-18", duty_state::breached, 0, "3(3)"},
      // Fri 27 Jun: 30 Jun, 1, 2, 3, 4 Jul; recognised on the 3rd by the new commune.
      {"HT-2025-003", "GDL-21-8", "2025-07-04", duty_state::met, 0, "21(2)"},
      // Wed 25 Jun: 26, 27, 30 Jun, 1, 2 Jul; 31 Mar 2026 is 272 days later.
      {"HT-2025-004", "GDL-21-8", "2025-07-02", duty_state::breached, 272, "21(2)"},
      // Not passed on Sun 28 Sep, before the 5 working days ended: nothing is to be sent.
      {"HT-2025-005", "GDL-20-3", "2025-10-03", duty_state::void_, 0, "20(3)"},
      // Sat 15 Nov: 17 to 21; sent on Mon 24.
      {"HT-2025-007", "GDL-20-3", "2025-11-21", duty_state::met_late, 3, "20(3)"},
      // Thu 12 Feb 2026: 13, 23, 24, 25, 26; refused on the 26th.
      {"HT-2026-008", "GDL-21-8", "2026-02-26", duty_state::met, 0, "21(2)"},
      // Notice on 27 Mar 2026: the meeting may be held from the 29th on.
      {"HT-2026-009", "D59-3-3", "2026-03-29", duty_state::open, 0, "3(3)"}};
  for (const auto& x : all) {
    INFO(x.case_key << " " << x.rule);
    const auto found = d.duties(day(end), {.case_key = x.case_key, .rule = x.rule});
    REQUIRE_FALSE(found.empty());
    CHECK(to_text(found[0].lawful_day) == x.lawful);
    CHECK(name_of(found[0].state) == name_of(x.state));
    CHECK(found[0].days_late == x.days_late);
    CHECK(found[0].source.article == x.article);
    CHECK_FALSE(found[0].is_provisional);
  }
  CHECK(only(d, "CK-2025-006", "GDL-13-1", end, 2).state == duty_state::met);
  CHECK(to_text(only(d, "CK-2025-006", "GDL-13-1", end, 2).lawful_day) == "2025-11-13");
  CHECK(only(d, "HT-2026-009", "D59-3-3", "2026-03-28").state == duty_state::pending);
}

TEST_CASE("open duties pass to the successor's body on 1 July 2025 and the case says so") {
  const docket d = scenario();
  const auto before = only(d, "CK-2025-004", "GDL-12-2", "2025-06-30");
  CHECK(before.unit_now == "16666@2020-01-01");
  CHECK(before.body == "commune_peoples_committee:16666@2020-01-01");
  CHECK(before.state == duty_state::open);
  const auto after = only(d, "CK-2025-004", "GDL-12-2", "2025-07-01");
  CHECK(after.unit == "16666@2020-01-01");
  CHECK(after.unit_now == "16702@2025-07-01");
  CHECK(after.body == "commune_peoples_committee:16702@2025-07-01");
  CHECK(after.body_name.vi.find("Vinh Phú") != std::string::npos);
  CHECK(after.state == duty_state::open);
  CHECK(only(d, "CK-2025-004", "GDL-12-2", "2025-07-02").state == duty_state::breached);

  const auto history = d.history("CK-2025-004", day("2025-07-02"));
  REQUIRE(history);
  const auto moved = std::find_if(history->begin(), history->end(),
                                  [](const history_line& l) { return l.kind == history_kind::moved; });
  REQUIRE(moved != history->end());
  CHECK(moved->on == day("2025-07-01"));
  CHECK(to_text(moved->what, lang::vi).find("1678/NQ-UBTVQH15") != std::string::npos);
  CHECK(to_text(moved->what, lang::vi).find("Vinh Phú") != std::string::npos);
  const auto earlier = d.history("CK-2025-004", day("2025-06-30"));
  CHECK(std::none_of(earlier->begin(), earlier->end(),
                     [](const history_line& l) { return l.kind == history_kind::moved; }));

  // A village lives on under the new commune.
  const auto recognition = only(d, "HT-2025-004", "GDL-21-8", "2025-07-01");
  CHECK(recognition.unit_now == "17461-04@2020-01-01");
  CHECK(recognition.body == "commune_peoples_committee:17464@2025-07-01");
  CHECK(only(d, "HT-2025-004", "GDL-21-8", "2025-06-30").body == "commune_peoples_committee:17461@2020-01-01");
}

TEST_CASE("before the reform the old commune is reminded, after it the council of the new one is told") {
  const docket d = scenario();
  const auto of_case = [&](const char* on) {
    auto all = d.reminders({day(on), day(on) + boost::gregorian::days{1}}, day(on), {.case_key = "CK-2025-004"});
    REQUIRE(all.size() == 1);
    return all[0];
  };
  // Due on Tue 1 July 2025: two working days before is Fri 27 June, one after Wed 2 July.
  CHECK(of_case("2025-06-27").body == "commune_peoples_committee:16666@2020-01-01");
  const auto told = of_case("2025-07-02");
  CHECK(told.escalates);
  CHECK(told.body == "commune_peoples_council:16702@2025-07-01");
  CHECK(told.body_name.vi.find("Vinh Phú") != std::string::npos);
}

TEST_CASE("questions down the unit tree and by body") {
  const docket d = scenario();
  const date end = day("2026-03-31");
  const auto all = d.overdue(end);
  CHECK(d.overdue(end, {.unit = "40@2020-01-01"}).size() == all.size());
  for (const auto& x : all) CHECK(x.state == duty_state::breached);
  const auto in_dien_chau = d.overdue(end, {.unit = "17464@2025-07-01"});
  REQUIRE_FALSE(in_dien_chau.empty());
  CHECK(in_dien_chau.size() < all.size());
  for (const auto& x : in_dien_chau) CHECK((x.unit_now == "17464@2025-07-01" || x.unit_now.rfind("17461-", 0) == 0));
  const auto by_body = d.overdue(end, {.body = "commune_peoples_committee:17464@2025-07-01"});
  REQUIRE(by_body.size() == 1);
  CHECK(by_body[0].case_key == "HT-2025-004");
  std::uint32_t overdue = 0;
  for (const auto& l : d.load(end)) overdue += l.overdue;
  CHECK(overdue == all.size());
  CHECK(d.cases(end, {.procedure = "village_meeting"}).size() == 11);
  CHECK(d.cases(day("2025-03-05")).size() == 1);
}

TEST_CASE("recording the events again changes nothing, and a second docket is the same") {
  docket d = scenario();
  const std::string once = d.fingerprint();
  CHECK(scenario().fingerprint() == once);
  const std::string csv = test::content_of(nghe_an_folder + "events.csv");
  const auto events = read_events({csv, "events.csv"});
  REQUIRE(events);
  for (const auto& e : *events) CHECK(d.record(e)->result == record_result::outcome::already_there);
  CHECK(d.fingerprint() == once);
}

TEST_CASE("a file of events is written as it is read, and every fault of one is told with its place") {
  const std::string csv = test::content_of(nghe_an_folder + "events.csv");
  const auto events = read_events({csv, "events.csv"});
  REQUIRE(events);
  const std::string again = write_events(*events);
  const auto back = read_events({again, "again.csv"});
  REQUIRE(back);
  CHECK(*back == *events);

  const std::string bad =
      "# remark\n"
      "id,case,procedure,unit,step,branch,occurred_on,recorded_on,by,facts,evidence\n"
      "a,c,p,u,s,,2025-02-30,2025-13-01,x,households,\n"
      "a,,p,u,s,,2025-02-03,2025-02-03,x,a=1;a=2,x;;y\n"
      "b,c,p\n";
  const auto r = read_events({bad, "bad.csv"});
  REQUIRE_FALSE(r);
  const auto has = [&](std::string_view code, std::string_view where) {
    return std::any_of(r.error().begin(), r.error().end(),
                       [&](const auto& x) { return x.code == code && x.where == where; });
  };
  INFO(describe(r.error()));
  CHECK(has("date/no-such-day", "bad.csv:3:7"));
  CHECK(has("date/no-such-day", "bad.csv:3:8"));
  CHECK(has("csv/bad-value", "bad.csv:3:10"));
  CHECK(has("csv/id-twice", "bad.csv:4:1"));
  CHECK(has("csv/empty-field", "bad.csv:4:2"));
  CHECK(has("csv/bad-value", "bad.csv:4:10"));
  CHECK(has("csv/bad-value", "bad.csv:4:11"));
  CHECK(has("csv/wrong-number-of-fields", "bad.csv:5:3"));
  CHECK_FALSE(read_events({"", "e.csv"}));
  CHECK_FALSE(read_events({"id,case\n", "e.csv"}));
  CHECK_FALSE(read_events({"id,case,colour\n\"open", "e.csv"}));
}

}  // namespace test_of_nghe_an
