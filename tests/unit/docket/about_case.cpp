// What happens to a case and not in one of its steps: suspension, extension, corrections, withdrawal, joining, referral.

#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/exchange/events_csv.hpp>
#include <dinh/procedure/builder.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "../vietnam.hpp"

namespace test_of_about_case {

using namespace dinh;
using namespace dinh::literals;
using test::day;

namespace {

// The limits of a first complaint: 10 days to accept it, 30 days to settle it (Law 02/2011/QH13 Art 27, 28).
procedure complaint() {
  return procedure_builder("complaint")
      .start("received")
      .task("accept", by("office"))
      .deadline(within(10_days), between("received", "accept"), {.source = cites("02/2011/QH13", "27")})
      .task("settle", by("office"))
      .deadline(within(30_days), between("accept", "settle"), {.source = cites("02/2011/QH13", "28")})
      .end("closed")
      .build()
      .value();
}

docket desk() {
  return docket::make({.procedures = {complaint()}, .calendars = {test::agency()}}).value();
}

event happening(std::string id, event_kind kind, const char* on, std::string subject = {}, std::string step = {}) {
  event e;
  e.id = std::move(id);
  e.case_key = "K1";
  e.kind = kind;
  e.subject = std::move(subject);
  e.step = std::move(step);
  e.occurred_on = e.recorded_on = day(on);
  return e;
}
event done(std::string id, std::string step, const char* on) {
  return happening(std::move(id), event_kind::act, on, {}, std::move(step));
}

record_result record(docket& d, const event& e) {
  auto r = d.record(e);
  if (!r) FAIL(describe(r.error()));
  return std::move(*r);
}
docket accepted(const char* on) {
  docket d = desk();
  REQUIRE(d.open("e1", "K1", "complaint", "17329@2025-07-01", day("2025-03-03"), day("2025-03-03")));
  record(d, done("e2", "accept", on));
  return d;
}
duty settling(const docket& d, const char* as_of) {
  for (const auto& x : d.duties(day(as_of)))
    if (x.step == "settle") return x;
  FAIL("no duty to settle");
  return {};
}
std::string refusal(docket& d, const event& e) {
  const std::string before = d.fingerprint();
  const auto r = d.record(e);
  REQUIRE_FALSE(r);
  CHECK(d.fingerprint() == before);  // nothing changed
  return r.error().list().front().code;
}

}  // namespace

TEST_CASE("a suspended limit stands still and runs on after the resumption, and each day sees what had happened by then") {
  docket d = accepted("2025-03-10");
  CHECK(settling(d, "2025-03-19").lawful_day == day("2025-04-09"));
  const auto stopped = record(d, happening("e3", event_kind::suspended, "2025-03-20"));
  REQUIRE(stopped.shifts.size() == 1);
  CHECK(stopped.shifts[0].before.what.lawful_day == day("2025-04-09"));
  CHECK(stopped.shifts[0].after.what.lawful_day.is_special());
  record(d, happening("e4", event_kind::resumed, "2025-04-01"));
  // 11 to 19 March are days 1 to 9; 1 April is day 10; 21 April, a Monday, is day 30
  CHECK(settling(d, "2025-03-19").lawful_day == day("2025-04-09"));
  const duty still = settling(d, "2025-03-25");
  CHECK(still.state == duty_state::suspended);
  CHECK(still.suspended_since == day("2025-03-20"));
  CHECK(still.lawful_day.is_special());
  CHECK(settling(d, "2025-04-01").lawful_day == day("2025-04-21"));
  CHECK(settling(d, "2025-04-21").state == duty_state::open);
  CHECK(settling(d, "2025-04-22").state == duty_state::breached);
  CHECK(d.due({day("2025-04-21"), day("2025-04-22")}, day("2025-04-10")).size() == 1);
  record(d, done("e5", "settle", "2025-04-21"));
  CHECK(settling(d, "2025-12-31").state == duty_state::met);
  CHECK(d.breaches(day("2025-12-31")).empty());
}

TEST_CASE("a suspension that is recorded late counts from its own day, and acts after that day are judged anew") {
  docket d = accepted("2025-03-10");
  record(d, done("e3", "settle", "2025-04-11"));  // two days late, as far as is known
  CHECK(settling(d, "2025-04-30").state == duty_state::met_late);
  event stop = happening("e4", event_kind::suspended, "2025-03-20");
  stop.recorded_on = day("2025-04-20");
  event go = happening("e5", event_kind::resumed, "2025-04-01");
  go.recorded_on = day("2025-04-21");
  CHECK(record(d, stop).shifts.size() == 1);  // it stands still, so that nothing is late
  CHECK(d.breaches(day("2025-04-30")).empty());
  const auto r = record(d, go);
  REQUIRE(r.shifts.size() == 1);
  CHECK(r.shifts[0].after.what.lawful_day == day("2025-04-21"));
  CHECK(settling(d, "2025-04-30").state == duty_state::met);
  CHECK(d.breaches(day("2025-04-30")).empty());
  CHECK(d.state_of("K1")->is_closed());
  // after the end nothing can stand still
  event after = happening("e6", event_kind::suspended, "2025-04-12");
  after.recorded_on = day("2025-04-22");
  CHECK(refusal(d, after) == "docket/case-closed");
  docket again = desk();
  for (const event& e : *d.events_of("K1")) record(again, e);
  CHECK(again.fingerprint() == d.fingerprint());
}

TEST_CASE("a duty whose day had passed when the case came to stand still is late and not suspended") {
  docket d = accepted("2025-03-10");
  record(d, happening("e3", event_kind::suspended, "2025-04-15"));
  const duty late = settling(d, "2025-04-20");
  CHECK(late.state == duty_state::breached);
  CHECK(late.lawful_day == day("2025-04-09"));
  CHECK(late.days_late == 11);
  CHECK(d.overdue(day("2025-04-20")).size() == 1);
  docket in_time = accepted("2025-03-10");
  record(in_time, happening("e3", event_kind::suspended, "2025-04-09"));  // its last day is not counted any more
  CHECK(settling(in_time, "2025-04-20").state == duty_state::suspended);
}

TEST_CASE("what cannot have happened to a case is refused: a referral to nowhere, a stop before the beginning, two cases that join each other") {
  docket d = accepted("2025-03-10");
  CHECK(refusal(d, happening("e3", event_kind::referred, "2025-03-12")) == "docket/no-unit");
  event early = happening("e3", event_kind::suspended, "2025-03-02");
  early.recorded_on = day("2025-03-12");
  CHECK(refusal(d, early) == "docket/before-the-beginning");
  for (const char* key : {"K2", "K3"})
    REQUIRE(d.open(std::string{key} + "-1", key, "complaint", "17329@2025-07-01", day("2025-03-03"), day("2025-03-03")));
  const auto joins = [](const char* which, const char* into) {
    event e = happening(std::string{which} + "-joins", event_kind::joined, "2025-03-14", into);
    e.case_key = which;
    return e;
  };
  record(d, joins("K1", "K2"));
  record(d, joins("K2", "K3"));
  CHECK(refusal(d, joins("K3", "K1")) == "docket/joined-in-a-ring");
  CHECK(refusal(d, joins("K3", "K3")) == "docket/unknown-case");
  // the middle one did not join after all
  event undone = happening("undone", event_kind::annulled, "2025-03-15", "K2-joins");
  undone.case_key = "K2";
  record(d, undone);
  record(d, joins("K3", "K1"));
}

TEST_CASE("an extension runs on from the last counted day of the limit it was granted for") {
  docket d = accepted("2025-03-10");
  record(d, happening("e3", event_kind::extended, "2025-04-04", "30 days", "settle"));
  CHECK(settling(d, "2025-04-03").lawful_day == day("2025-04-09"));
  CHECK(settling(d, "2025-04-04").lawful_day == day("2025-05-09"));
  record(d, done("e4", "settle", "2025-05-12"));
  CHECK(settling(d, "2025-12-31").state == duty_state::met_late);
  CHECK(settling(d, "2025-12-31").days_late == 3);
}

TEST_CASE("a corrected day changes the duties that rest on it, and the record says what it changed") {
  docket d = accepted("2025-03-20");  // 10 days after 3 March end on the 13th
  CHECK(d.breaches(day("2025-12-31")).size() == 1);
  CHECK(settling(d, "2025-04-01").lawful_day == day("2025-04-21"));  // Saturday 19 April moves to Monday
  event put_right = happening("e3", event_kind::corrected, "2025-03-12", "e2", "accept");
  put_right.recorded_on = day("2025-03-25");
  const auto r = record(d, put_right);
  CHECK(r.shifts.size() == 2);
  CHECK(d.breaches(day("2025-12-31")).empty());
  CHECK(settling(d, "2025-04-01").lawful_day == day("2025-04-11"));
  CHECK(d.duties(day("2025-12-31"))[0].state == duty_state::met);
  SECTION("the last correction of an event counts") {
    event again = happening("e4", event_kind::corrected, "2025-03-14", "e2", "accept");
    again.recorded_on = day("2025-03-26");
    record(d, again);
    CHECK(d.duties(day("2025-12-31"))[0].state == duty_state::met_late);
    CHECK(settling(d, "2025-04-01").lawful_day == day("2025-04-14"));  // Sunday 13 April moves to Monday
  }
  SECTION("a correction of a correction is refused, and so is one of an event that is not there") {
    event again = happening("e4", event_kind::corrected, "2025-03-26", "e3", "accept");
    CHECK(refusal(d, again) == "docket/correction-of-correction");
    again.subject = "e9";
    CHECK(refusal(d, again) == "docket/unknown-event");
  }
}

TEST_CASE("an annulled act did not happen: its duty is open again") {
  docket d = accepted("2025-03-10");
  record(d, done("e3", "settle", "2025-03-31"));
  CHECK(d.cases(day("2025-12-31"))[0].is_closed);
  const auto r = record(d, happening("e4", event_kind::annulled, "2025-04-02", "e3"));
  CHECK(r.shifts.size() == 1);
  CHECK_FALSE(d.cases(day("2025-12-31"))[0].is_closed);
  CHECK(settling(d, "2025-04-02").state == duty_state::open);
  CHECK(d.next("K1", day("2025-04-02")).value().at(0).step == "settle");
  CHECK(refusal(d, happening("e5", event_kind::annulled, "2025-04-03", "e1")) == "docket/start-annulled");
  CHECK(refusal(d, happening("e5", event_kind::annulled, "2025-04-03", "e3")) == "docket/annulled-already");
}

TEST_CASE("an annulment that leaves acts without what they rest on records them as done out of order") {
  docket d = accepted("2025-03-10");
  record(d, done("e3", "settle", "2025-03-31"));
  record(d, happening("e4", event_kind::annulled, "2025-04-02", "e2"));
  const auto breaches = d.breaches(day("2025-12-31"));
  REQUIRE_FALSE(breaches.empty());
  CHECK(std::any_of(breaches.begin(), breaches.end(),
                    [](const breach_record& b) { return b.kind == breach_kind::out_of_order; }));
}

TEST_CASE("a case that was withdrawn is closed: open duties are no longer asked for, those already late are breached") {
  SECTION("in time") {
    docket d = accepted("2025-03-10");
    record(d, happening("e3", event_kind::withdrawn, "2025-03-31"));
    CHECK(settling(d, "2025-12-31").state == duty_state::void_);
    CHECK(d.cases(day("2025-12-31"))[0].ending == case_ending::withdrawn);
    CHECK(refusal(d, done("e4", "settle", "2025-04-01")) == "docket/case-closed");
  }
  SECTION("late") {
    docket d = accepted("2025-03-10");
    record(d, happening("e3", event_kind::withdrawn, "2025-04-10"));
    CHECK(settling(d, "2025-12-31").state == duty_state::breached);
  }
}

TEST_CASE("a withdrawal dated before what had happened in the case ends it behind all of that, and until then it was open") {
  docket d = accepted("2025-03-10");
  event back = happening("e3", event_kind::withdrawn, "2025-03-05");
  back.recorded_on = day("2025-03-20");
  record(d, back);
  const auto open_on = [&](const char* as_of) {
    std::size_t n = 0;
    for (const auto& x : d.duties(day(as_of))) n += x.settled_on.is_special() ? 1U : 0U;
    return n;
  };
  for (const char* as_of : {"2025-03-05", "2025-03-09"}) {
    CHECK_FALSE(d.cases(day(as_of))[0].is_closed);
    CHECK(d.next("K1", day(as_of))->size() == 1);
    CHECK(open_on(as_of) == 1);
  }
  CHECK(d.cases(day("2025-03-10"))[0].is_closed);
  CHECK(d.cases(day("2025-03-10"))[0].latest_on == day("2025-03-10"));
  CHECK(d.next("K1", day("2025-03-10"))->empty());
  CHECK(open_on("2025-03-10") == 0);
  CHECK(settling(d, "2025-03-10").state == duty_state::void_);
  CHECK(settling(d, "2025-03-10").settled_on == day("2025-03-10"));
  CHECK(d.history("K1", day("2025-03-09"))->size() == 2);  // received, to accept
  const auto all = *d.history("K1", day("2025-12-31"));
  CHECK(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.on < b.on; }));
  CHECK(std::count_if(all.begin(), all.end(), [](const history_line& l) { return l.kind == history_kind::about_case && l.on == day("2025-03-10"); }) == 1);
  docket again = desk();
  for (const event& e : d.events("K1")) record(again, e);
  CHECK(again.fingerprint() == d.fingerprint());
  event wrong = happening("e4", event_kind::annulled, "2025-03-21", "e2");  // taken anew the withdrawal counts from its own day
  record(d, wrong);
  CHECK(d.cases(day("2025-03-05"))[0].is_closed);
}

TEST_CASE("whether a limit had run out when a case was withdrawn is judged by the day of the withdrawal") {
  const auto accepting = [](const char* withdrawn) {
    docket d = desk();
    REQUIRE(d.open("e1", "K1", "complaint", "17329@2025-07-01", day("2025-03-03"), day("2025-03-03")));
    event passed_on = happening("e2", event_kind::referred, "2025-03-20");
    passed_on.unit = "17357@2025-07-01";
    record(d, passed_on);
    event back = happening("e3", event_kind::withdrawn, withdrawn);
    back.recorded_on = day("2025-03-21");
    record(d, back);
    return d.duties(day("2025-03-21")).at(0);
  };
  CHECK(accepting("2025-03-13").state == duty_state::void_);  // the last of the ten days
  CHECK(accepting("2025-03-13").settled_on == day("2025-03-20"));
  CHECK(accepting("2025-03-14").state == duty_state::breached);
}

TEST_CASE("what stands still is counted among what a body has before it") {
  docket d = accepted("2025-03-10");
  record(d, happening("e3", event_kind::suspended, "2025-03-20"));
  const auto before = d.load(day("2025-03-19"));
  const auto after = d.load(day("2025-03-20"));
  REQUIRE(before.size() == 1);
  REQUIRE(after.size() == 1);
  CHECK(before[0].open == 1);
  CHECK(before[0].suspended == 0);
  CHECK(after[0].open == 0);
  CHECK(after[0].suspended == 1);
}

TEST_CASE("a case joined to another goes on there, and a case that was referred lies in its new unit from that day on") {
  docket d = accepted("2025-03-10");
  REQUIRE(d.open("f1", "K2", "complaint", "17329@2025-07-01", day("2025-03-04"), day("2025-03-11")));
  CHECK(refusal(d, happening("e3", event_kind::joined, "2025-03-12", "K9")) == "docket/unknown-case");
  CHECK(refusal(d, happening("e3", event_kind::joined, "2025-03-12", "K1")) == "docket/unknown-case");
  event passed_on = happening("e3", event_kind::referred, "2025-03-12");
  passed_on.unit = "17357@2025-07-01";
  record(d, passed_on);
  CHECK(settling(d, "2025-03-11").unit_now == "17329@2025-07-01");
  CHECK(settling(d, "2025-03-12").unit_now == "17357@2025-07-01");
  CHECK(d.duties(day("2025-03-12"), {.unit = "17357@2025-07-01", .case_key = "K1"}).size() == 1);  // to settle it
  CHECK(d.duties(day("2025-03-12"), {.unit = "17329@2025-07-01", .case_key = "K1"}).size() == 1);  // what was settled there stays there
  record(d, happening("e4", event_kind::joined, "2025-03-13", "K2"));
  CHECK(d.cases(day("2025-12-31"))[0].joined_to == "K2");
  CHECK(settling(d, "2025-12-31").state == duty_state::void_);
}

TEST_CASE("a sub-case names the case it is a part of, which must be there") {
  docket d = accepted("2025-03-10");
  event start = done("g1", "received", "2025-03-12");
  start.case_key = "K1/a";
  start.procedure = "complaint";
  start.unit = "17329@2025-07-01";
  start.subject = "K7";
  CHECK(refusal(d, start) == "docket/unknown-case");
  start.subject = "K1";
  record(d, start);
  CHECK(d.cases(day("2025-12-31"))[1].parent == "K1");
}

TEST_CASE("suspensions, resumptions and extensions that cannot have happened are refused and change nothing") {
  docket d = accepted("2025-03-10");
  CHECK(refusal(d, happening("x", event_kind::resumed, "2025-03-12")) == "docket/not-suspended");
  CHECK(refusal(d, happening("x", event_kind::extended, "2025-03-12", "30 moons", "settle")) == "docket/not-a-span");
  CHECK(refusal(d, happening("x", event_kind::extended, "2025-03-12", "0 days", "settle")) == "docket/not-a-span");
  CHECK(refusal(d, happening("x", event_kind::extended, "2025-03-12", "30 days", "accept")) == "docket/nothing-to-extend");
  record(d, happening("e3", event_kind::suspended, "2025-03-20"));
  CHECK(refusal(d, happening("x", event_kind::suspended, "2025-03-21")) == "docket/suspended-already");
  CHECK(refusal(d, happening("x", event_kind::resumed, "2025-03-19")) == "docket/recorded-before-last");
  record(d, happening("e4", event_kind::resumed, "2025-03-25"));
  event before = happening("x", event_kind::suspended, "2025-03-22");
  before.recorded_on = day("2025-03-26");
  CHECK(refusal(d, before) == "docket/suspended-already");
  event nobody = happening("x", event_kind::suspended, "2025-03-22");
  nobody.case_key = "K5";
  CHECK(refusal(d, nobody) == "docket/unknown-case");
}

TEST_CASE("events of every kind are written as one line, read back, and replay to the same docket") {
  docket d = accepted("2025-03-20");
  std::vector<event> all = *d.events_of("K1");
  event put_right = happening("e3", event_kind::corrected, "2025-03-12", "e2", "accept");
  put_right.recorded_on = day("2025-03-25");
  event passed_on = happening("e4", event_kind::referred, "2025-03-26");
  passed_on.unit = "17357@2025-07-01";
  all.insert(all.end(), {put_right, passed_on, happening("e5", event_kind::suspended, "2025-03-27"),
                         happening("e6", event_kind::resumed, "2025-03-28"),
                         happening("e7", event_kind::extended, "2025-03-29", "10 working days", "settle"),
                         happening("e8", event_kind::annulled, "2025-03-30", "e5")});
  docket live = desk();
  docket replayed = desk();
  for (const event& e : all) {
    const std::string line = to_text(e);
    const event back = parse_event(line).value();
    CHECK(back == e);
    const auto r = live.record(e);
    CHECK(replayed.record(back).has_value() == r.has_value());
    if (e.id == "e8") CHECK_FALSE(r);  // the resumption would have nothing to resume
  }
  CHECK(live.fingerprint() == replayed.fingerprint());
}

TEST_CASE("a file of events has the columns kind and subject where it tells of more than acts") {
  docket d = accepted("2025-03-20");
  std::vector<event> all = *d.events_of("K1");
  CHECK(write_events(all).find("kind") == std::string::npos);
  all.push_back(happening("e3", event_kind::corrected, "2025-03-21", "e2", "accept"));
  all.push_back(happening("e4", event_kind::suspended, "2025-03-22"));
  const std::string csv = write_events(all);
  const auto back = read_events({csv, "events.csv"});
  REQUIRE(back);
  CHECK(*back == all);
  const std::string bad =
      "id,case,procedure,unit,step,branch,occurred_on,recorded_on,by,facts,evidence,kind,subject\n"
      "a,c,p,u,s,,2025-02-03,2025-02-03,,,,vanished,\n"
      "b,c,,,s,,2025-02-03,2025-02-03,,,,corrected,\n"
      "d,c,,,,,2025-02-03,2025-02-03,,,,,\n";
  const auto r = read_events({bad, "bad.csv"});
  REQUIRE_FALSE(r);
  REQUIRE(r.error().size() == 3);
  CHECK(r.error().list()[0].where == "bad.csv:2:12");
  CHECK(r.error().list()[1].where == "bad.csv:3:1");
  CHECK(r.error().list()[2].where == "bad.csv:4:5");
}

TEST_CASE("the history tells of suspensions, extensions and corrections, and of acts as they were corrected") {
  docket d = accepted("2025-03-20");
  event put_right = happening("e3", event_kind::corrected, "2025-03-12", "e2", "accept");
  put_right.recorded_on = day("2025-03-25");
  record(d, put_right);
  record(d, happening("e4", event_kind::suspended, "2025-03-26"));
  record(d, happening("e5", event_kind::resumed, "2025-03-28"));
  record(d, happening("e6", event_kind::extended, "2025-03-31", "10 days", "settle"));
  record(d, done("e7", "settle", "2025-04-01"));
  record(d, happening("e8", event_kind::annulled, "2025-04-02", "e7"));
  record(d, happening("e9", event_kind::withdrawn, "2025-04-03"));
  std::vector<std::string> told;
  const auto history = d.history("K1", day("2025-12-31"));
  for (const history_line& line : history.value())
    if (line.kind == history_kind::act || line.kind == history_kind::about_case)
      told.push_back(to_text(line.on) + " " + line.what.statement.in(lang::en));
  CHECK(told == std::vector<std::string>{"2025-03-03 received", "2025-03-12 accept", "2025-03-12 Record e2 corrected: accept",
                                         "2025-03-26 Suspended: the limits stand still", "2025-03-28 Resumed: the limits run on",
                                         "2025-03-31 Extended by 10 days: settle", "2025-04-02 Record e7 annulled",
                                         "2025-04-03 Withdrawn"});
}

TEST_CASE("facts of an annulled act are no facts, and those of a corrected one are as corrected") {
  class by_level final : public directory {
  public:
    answerable_body body(std::string_view role, std::string_view, date, const facts& of_case) const override {
      std::string key{role};
      for (const auto& [name, value] : of_case) key += "|" + name + "=" + value;
      return {key, {}, {}};
    }
    unit_today unit_on(std::string_view unit, date) const override { return {std::string{unit}, {}, unit_today::standing::same, {}, {}}; }
    bool lies_in(std::string_view, std::string_view, date) const override { return true; }
  };
  docket d = docket::make({.procedures = {complaint()}, .calendars = {test::agency()}, .units = std::make_shared<by_level>()}).value();
  REQUIRE(d.open("e1", "K1", "complaint", "17329@2025-07-01", day("2025-03-03"), day("2025-03-03")));
  event accept = done("e2", "accept", "2025-03-10");
  accept.facts = {{"level", "district"}};
  record(d, accept);
  CHECK(settling(d, "2025-03-12").body == "office|level=district");
  event put_right = happening("e3", event_kind::corrected, "2025-03-10", "e2", "accept");
  put_right.facts = {{"level", "commune"}};
  put_right.recorded_on = day("2025-03-11");
  record(d, put_right);
  CHECK(settling(d, "2025-03-12").body == "office|level=commune");
}

}  // namespace test_of_about_case
