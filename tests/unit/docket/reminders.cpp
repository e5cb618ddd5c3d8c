#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>

#include <string>
#include <vector>

#include "../vietnam.hpp"

namespace test_of_reminders {

using namespace dinh;
using namespace dinh::literals;
using test::day;

namespace {

event act(const std::string& key, int n, const char* step, const char* on, const char* branch = "") {
  event e;
  e.id = key + std::to_string(n);
  e.case_key = key;
  e.step = step;
  e.branch = branch;
  e.occurred_on = e.recorded_on = day(on);
  if (n == 0) {
    e.procedure = "pub_commune";
    e.unit = "17329@2025-07-01";
  }
  return e;
}

// Decided on Mon 2 March 2026: 5 working days end on Mon 9 March (10/2022/QH15 Art 12(3)).
docket decided() {
  auto d = docket::make({.procedures = {test::pack_procedure("pub_commune")}, .calendars = {test::agency()}});
  REQUIRE(d);
  int n = 0;
  for (const auto& [step, branch] : std::vector<std::pair<const char*, const char*>>{
           {"s", ""}, {"d_secret", "no"}, {"t_plan", ""}, {"d_special", "no"}, {"t_doc", ""}})
    REQUIRE(d->record(act("a", n++, step, "2026-03-02", branch)));
  return std::move(*d);
}

std::vector<due_reminder> on(const docket& d, const char* as_of) {
  return d.reminders({day(as_of), day(as_of) + boost::gregorian::days{1}}, day(as_of));
}

procedure with_reminders(std::vector<reminder> reminders) {
  procedure_builder b{"example"};
  b.start("begun")
      .task("act", by("chair"))
      .end("done")
      .deadline(within(10_days), between("begun", "act"), {.rule = "A", .source = cites("law", "1")});
  for (auto& r : reminders) b.reminds(std::move(r));
  return b.build().value();
}

}  // namespace

TEST_CASE("who answers is reminded two working days before the last day, and the council is told one working day after") {
  docket d = decided();
  for (const char* quiet : {"2026-03-04", "2026-03-06", "2026-03-09"}) CHECK(on(d, quiet).empty());
  const auto before = on(d, "2026-03-05");  // Thu 5, Fri 6, Mon 9
  REQUIRE(before.size() == 1);
  CHECK(before[0].role == "commune_peoples_committee");
  CHECK(before[0].about.rule == "GDL-12-2");
  CHECK(before[0].about.lawful_day == day("2026-03-09"));
  CHECK_FALSE(before[0].escalates);
  CHECK(before[0].source.empty());
  const auto after = on(d, "2026-03-10");
  REQUIRE(after.size() == 1);
  CHECK(after[0].escalates);
  CHECK(after[0].role == "commune_peoples_council");
  CHECK(to_text(after[0].source, lang::en) == "10/2022/QH15 Art 86(1)");
  CHECK(after[0].about.state == duty_state::breached);
  // Asked ahead, an escalation is what would come if nothing is done.
  CHECK(d.reminders({day("2026-03-01"), day("2026-04-01")}, day("2026-03-04")).size() == 2);
  REQUIRE(d.record(act("a", 5, "t_portal", "2026-03-06")));
  CHECK(on(d, "2026-03-10").empty());
  CHECK(on(d, "2026-03-05").size() == 1);  // on that day it was not done
}

TEST_CASE("a limit that stands still reminds nobody") {
  docket d = decided();
  event e = act("a", 5, "", "2026-03-04");
  e.kind = event_kind::suspended;
  REQUIRE(d.record(e));
  CHECK(d.reminders({day("2026-03-01"), day("2026-12-31")}, day("2026-03-05")).empty());
}

TEST_CASE("a reminder of one deadline stands in the place of those for all, and days are counted as days") {
  reminder for_all;
  for_all.by = {1, time_unit::day};
  reminder own;
  own.affects = {"A"};
  own.by = {3, time_unit::day};
  own.label = {"Nhắc", "Remember"};
  const auto days_of = [](procedure p) {
    auto d = docket::make({.procedures = {std::move(p)}, .calendars = {test::agency()}});
    REQUIRE(d);
    REQUIRE(d->open("e", "a", "example", "17329@2025-07-01", day("2026-03-02"), day("2026-03-02")));
    std::string out;
    for (const auto& r : d->reminders({day("2026-01-01"), day("2027-01-01")}, day("2026-03-03")))
      out += to_text(r.on) + r.label.en + " ";
    return out;
  };
  CHECK(days_of(with_reminders({for_all})) == "2026-03-11 ");       // Thu 12 March less one day
  CHECK(days_of(with_reminders({for_all, own})) == "2026-03-09Remember ");
  CHECK(days_of(with_reminders({})).empty());
}

TEST_CASE("a reminder counted in months or of a limit that is not there is refused") {
  procedure_builder b{"example"};
  reminder r;
  r.by = {1, time_unit::month};
  r.affects = {"NONE"};
  b.start("begun").task("act", by("chair")).end("done").reminds(r);
  const auto p = b.build();
  REQUIRE_FALSE(p);
  std::string codes;
  for (const auto& x : p.error()) codes += x.code + " ";
  CHECK(codes.find("procedure/reminder-span") != std::string::npos);
  CHECK(codes.find("procedure/unknown-limit") != std::string::npos);
}

}  // namespace test_of_reminders
