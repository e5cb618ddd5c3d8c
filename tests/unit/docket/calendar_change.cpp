#include <catch.hpp>

#include <dinh/docket/calendar_change.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "../vietnam.hpp"

namespace test_of_calendar_change {

using namespace dinh;
using test::day;

namespace {

// 2026 as it was before the swap of Friday 2 January against Saturday 10 January was decided.
work_calendar before_the_swap() {
  calendar_facts facts = test::agency().facts();
  const auto is_swap = [](const calendar_entry& e) { return e.day == day("2026-01-02") || e.day == day("2026-01-10"); };
  REQUIRE(std::count_if(facts.entries.begin(), facts.entries.end(), is_swap) == 2);
  facts.entries.erase(std::remove_if(facts.entries.begin(), facts.entries.end(), is_swap), facts.entries.end());
  return work_calendar::build(std::move(facts)).value();
}

struct happening {
  const char* step;
  const char* on;
  const char* branch = "";
  event_kind kind = event_kind::act;
};

// A case of publication (10/2022/QH15 Art 12(3): 5 working days), decided on `decided`, with what follows.
void publication(docket& d, const std::string& key, const char* decided, std::vector<happening> further) {
  std::vector<happening> all{{"s", decided}, {"d_secret", decided, "no"}, {"t_plan", decided}, {"d_special", decided, "no"}, {"t_doc", decided}};
  all.insert(all.end(), further.begin(), further.end());
  for (std::size_t i = 0; i < all.size(); ++i) {
    event e;
    e.id = key + "-" + std::to_string(i);
    e.case_key = key;
    e.step = all[i].step;
    e.branch = all[i].branch;
    e.kind = all[i].kind;
    e.occurred_on = e.recorded_on = day(all[i].on);
    if (i == 0) {
      e.procedure = "pub_commune";
      e.unit = "17329@2025-07-01";
    }
    if (const auto r = d.record(e); !r) FAIL(describe(r.error()));
  }
}

docket cases_under(const work_calendar& calendar) {
  auto d = docket::make({.procedures = {test::pack_procedure("pub_commune")}, .calendars = {calendar}});
  REQUIRE(d);
  publication(*d, "late-now", "2026-01-06", {{"t_portal", "2026-01-13"}});
  publication(*d, "in-time-now", "2025-12-31", {{"t_portal", "2026-01-09"}});
  publication(*d, "open", "2026-01-05", {});
  publication(*d, "suspended", "2025-12-31",
              {{"", "2026-01-05", "", event_kind::suspended}, {"", "2026-01-06", "", event_kind::resumed}});
  publication(*d, "spring", "2026-03-02", {{"t_portal", "2026-03-11"}});
  return std::move(*d);
}

const moved_duty& of_case(const calendar_change& c, const std::string& key) {
  const auto at = std::find_if(c.duties.begin(), c.duties.end(),
                               [&](const moved_duty& m) { return m.after.case_key == key && m.after.rule == "GDL-12-2"; });
  REQUIRE(at != c.duties.end());
  return *at;
}

}  // namespace

TEST_CASE("a swap decided late moves open and settled duties, and says which days did it") {
  docket d = cases_under(before_the_swap());
  const auto change = d.change_calendar(test::agency(), day("2026-01-31"));
  REQUIRE(change);
  REQUIRE(change->days.size() == 2);
  CHECK(change->days[0].day == day("2026-01-02"));
  CHECK_FALSE(change->days[0].works_now);
  CHECK(change->days[1].day == day("2026-01-10"));
  CHECK(change->days[1].works_now);

  // Tue 6 Jan: 7, 8, 9, 12, 13 -> with Sat 10 worked: 7, 8, 9, 10, 12. Published on the 13th.
  const moved_duty& late = of_case(*change, "late-now");
  CHECK(late.before.lawful_day == day("2026-01-13"));
  CHECK(late.after.lawful_day == day("2026-01-12"));
  CHECK(late.before.state == duty_state::met);
  CHECK(late.after.state == duty_state::met_late);
  CHECK(late.after.days_late == 1);
  CHECK(late.is_judged_otherwise());
  REQUIRE(late.because.size() == 1);
  CHECK(late.because[0].day == day("2026-01-10"));

  // Wed 31 Dec: 2, 5, 6, 7, 8 Jan -> with Fri 2 off: 5, 6, 7, 8, 9. Published on the 9th.
  const moved_duty& in_time = of_case(*change, "in-time-now");
  CHECK(in_time.before.lawful_day == day("2026-01-08"));
  CHECK(in_time.before.state == duty_state::met_late);
  CHECK(in_time.after.lawful_day == day("2026-01-09"));
  CHECK(in_time.after.state == duty_state::met);
  REQUIRE(in_time.because.size() == 1);
  CHECK(in_time.because[0].day == day("2026-01-02"));

  // Mon 5 Jan: 6, 7, 8, 9, 12 -> 6, 7, 8, 9, 10. Not done: overdue either way, by more days now.
  const moved_duty& open = of_case(*change, "open");
  CHECK(open.before.lawful_day == day("2026-01-12"));
  CHECK(open.after.lawful_day == day("2026-01-10"));
  CHECK_FALSE(open.is_judged_otherwise());
  CHECK(open.before.days_late == 19);
  CHECK(open.after.days_late == 21);

  // Wed 31 Dec, stands still on 5 Jan: 2, 6, 7, 8, 9 -> 6, 7, 8, 9, 10.
  const moved_duty& suspended = of_case(*change, "suspended");
  CHECK(suspended.before.lawful_day == day("2026-01-09"));
  CHECK(suspended.after.lawful_day == day("2026-01-10"));
  CHECK(suspended.because.size() == 2);

  CHECK(change->duties.size() == 4);  // nothing of the case in spring
  CHECK(change->cases_folded == 4);
  REQUIRE(change->new_breaches.size() == 1);
  CHECK(change->new_breaches[0].case_key == "late-now");
  CHECK(change->new_breaches[0].kind == breach_kind::too_late);
  CHECK(change->new_breaches[0].days == 1);
  REQUIRE(change->gone_breaches.size() == 1);
  CHECK(change->gone_breaches[0].case_key == "in-time-now");

  const std::string why = to_text(explain(late), lang::en);
  INFO(why);
  CHECK(why.find("last day 2026-01-13, now 2026-01-12; met, now met_late") != std::string::npos);
  CHECK(why.find("10/2022/QH15 Art 12(3)") != std::string::npos);
  CHECK(why.find("2026-01-10 one works now") != std::string::npos);
  const std::string vi = to_text(explain(in_time), lang::vi);
  CHECK(vi.find("chậm nhất 2026-01-08, nay 2026-01-09") != std::string::npos);
  CHECK(vi.find("2026-01-02 nay là ngày nghỉ") != std::string::npos);
}

TEST_CASE("after a change of its calendar a docket is the one it would have been from the start, and goes on so") {
  docket d = cases_under(before_the_swap());
  REQUIRE(d.change_calendar(test::agency(), day("2026-01-31")));
  docket from_the_start = cases_under(test::agency());
  CHECK(d.fingerprint() == from_the_start.fingerprint());
  for (docket* x : {&d, &from_the_start}) publication(*x, "later", "2026-01-07", {{"t_portal", "2026-01-14"}});
  CHECK(d.fingerprint() == from_the_start.fingerprint());
  const auto again = d.change_calendar(test::agency(), day("2026-01-31"));
  REQUIRE(again);
  CHECK(again->duties.empty());
  CHECK(again->days.empty());
}

TEST_CASE("a change is told as it stands on the day asked for") {
  docket d = cases_under(before_the_swap());
  const auto change = d.change_calendar(test::agency(), day("2026-01-05"));
  REQUIRE(change);
  for (const moved_duty& m : change->duties) CHECK(m.after.opened_on <= day("2026-01-05"));
  CHECK(of_case(*change, "in-time-now").after.state == duty_state::open);
  CHECK(change->gone_breaches.empty());
}

TEST_CASE("a calendar that the docket does not have is refused, and nothing changes") {
  docket d = cases_under(before_the_swap());
  const std::string was = d.fingerprint();
  calendar_facts facts = test::agency().facts();
  facts.id = "another";
  const auto change = d.change_calendar(work_calendar::build(std::move(facts)).value(), day("2026-01-31"));
  REQUIRE_FALSE(change);
  CHECK(change.error().begin()->code == "docket/no-calendar");
  CHECK(d.fingerprint() == was);
}

TEST_CASE("a year whose days off are decided makes provisional days firm") {
  calendar_facts facts = test::agency().facts();
  std::vector<validity> decided;
  for (const validity& v : facts.decided) {
    validity w = v;
    if (w.until > day("2026-01-01")) w.until = day("2026-01-01");
    if (w.from < w.until) decided.push_back(w);
  }
  const auto in_2026 = [](const calendar_entry& e) { return e.day >= day("2026-01-01"); };
  facts.entries.erase(std::remove_if(facts.entries.begin(), facts.entries.end(), in_2026), facts.entries.end());
  facts.decided = decided;
  docket d = cases_under(work_calendar::build(std::move(facts)).value());
  const auto change = d.change_calendar(test::agency(), day("2026-03-31"));
  REQUIRE(change);
  const moved_duty& spring = of_case(*change, "spring");
  CHECK(spring.before.is_provisional);
  CHECK_FALSE(spring.after.is_provisional);
  CHECK(spring.before.lawful_day == spring.after.lawful_day);
  CHECK(spring.because.empty());
  CHECK(to_text(explain(spring), lang::en).find("are decided now") != std::string::npos);
}

}  // namespace test_of_calendar_change
