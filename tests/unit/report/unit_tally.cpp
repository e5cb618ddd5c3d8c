#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/report/unit_tally.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "../docket/nghe_an.hpp"
#include "../vietnam.hpp"

namespace test_of_unit_tally {

using namespace dinh;
using namespace dinh::literals;
using test::day;
using example::nghe_an;

namespace {

// Two working days until 2026-03-05, then ten days, and nobody says what becomes of open cases; a minimum of thirty days;
// and a limit of five working days.
std::vector<procedure> laws() {
  const date change = day("2026-03-05");
  return {procedure_builder("changing")
              .start("begun")
              .task("act", by("commune_peoples_committee"))
              .end("done")
              .deadline(within(2_working_days), between("begun", "act"), {.rule = "OLD", .valid = {day("2020-01-01"), change}})
              .deadline(within(10_days), between("begun", "act"),
                        {.rule = "NEW", .valid = {change, date{boost::date_time::pos_infin}}})
              .build()
              .value(),
          procedure_builder("posting")
              .start("posted")
              .wait("taken_down", by("commune_peoples_committee"))
              .end("done")
              .deadline(at_least(30_days), between("posted", "taken_down"), {.rule = "POST"})
              .build()
              .value(),
          procedure_builder("publish")
              .start("decided")
              .task("publish", by("commune_peoples_committee"))
              .end("closed")
              .deadline(within(5_working_days), between("decided", "publish"), {.rule = "A"})
              .build()
              .value()};
}

struct made_docket {
  docket d = docket::make({.procedures = laws(), .calendars = {test::agency()}, .units = registry_directory(nghe_an())}).value();
  int n = 0;

  void record(const std::string& key, const std::string& law, const std::string& unit, const std::string& step, const char* on,
              event_kind kind = event_kind::act) {
    event e;
    e.id = std::to_string(n++);
    e.case_key = key;
    if (d.events_of(key) == nullptr) {
      e.procedure = law;
      e.unit = unit;
    }
    e.step = step;
    e.kind = kind;
    e.occurred_on = e.recorded_on = day(on);
    if (const auto r = d.record(e); !r) FAIL(describe(r.error()));
  }
};

const std::string ward = "16681@2025-07-01";     // Phường Thành Vinh
const std::string commune = "17464@2025-07-01";  // Xã Diễn Châu

made_docket some_duties() {
  made_docket m;
  m.record("review", "changing", ward, "begun", "2026-03-03");
  m.record("posting", "posting", ward, "posted", "2026-03-03");
  m.record("open", "publish", ward, "decided", "2026-03-09");
  m.record("overdue", "publish", commune, "decided", "2026-03-02");
  m.record("met", "publish", commune, "decided", "2026-03-02");
  m.record("met", "publish", commune, "publish", "2026-03-09");
  m.record("late", "publish", commune, "decided", "2026-03-02");
  m.record("late", "publish", commune, "publish", "2026-03-10");
  m.record("still", "publish", commune, "decided", "2026-03-04");
  m.record("still", "publish", commune, "", "2026-03-06", event_kind::suspended);
  m.record("back", "publish", commune, "decided", "2026-03-04");
  m.record("back", "publish", commune, "", "2026-03-05", event_kind::withdrawn);
  m.record("early", "posting", commune, "posted", "2026-03-02");
  m.record("early", "posting", commune, "taken_down", "2026-03-06");
  m.record("nowhere", "publish", "99999@2025-07-01", "decided", "2026-03-09");
  return m;
}

const unit_tally* of(const tally_report& r, const std::string& key) {
  const auto at = std::find_if(r.units.begin(), r.units.end(), [&](const unit_tally& u) { return nghe_an()[u.unit].key == key; });
  return at == r.units.end() ? nullptr : &*at;
}

}  // namespace

TEST_CASE("each duty counts once in its unit, by its state on the day, and the province has the sum") {
  const made_docket m = some_duties();
  const tally_report r = tally_by_unit(m.d, nghe_an(), day("2026-03-10"));
  const unit_tally* const w = of(r, ward);
  REQUIRE(w != nullptr);
  // by the old limit it was late after 5 March, by the new one it is in time until the 13th or the 16th
  CHECK(w->own.needs_review == 1);
  CHECK(w->own.pending == 1);
  CHECK(w->own.open == 1);
  CHECK(w->own.total() == 3);
  CHECK(w->own.judged() == 0);  // what needs review is not judged
  CHECK(w->with_below == w->own);
  const unit_tally* const c = of(r, commune);
  REQUIRE(c != nullptr);
  CHECK(c->own.overdue == 1);
  CHECK(c->own.met == 1);
  CHECK(c->own.met_late == 1);
  CHECK(c->own.suspended == 1);
  CHECK(c->own.voided == 1);
  CHECK(c->own.breached == 1);
  CHECK(c->own.total() == 6);
  CHECK(c->own.judged() == 4);
  CHECK(r.unplaced.total() == 1);
  CHECK(r.unplaced.open == 1);
  const unit_tally& province = r.units.front();
  CHECK(province.depth == 0);
  CHECK(province.own.total() == 0);
  duty_tally sum = w->own;
  sum += c->own;
  CHECK(province.with_below == sum);
  CHECK(r.units.size() == 3);
  // before the law changed nothing needed review, and once all limits have passed it is late by all of them
  CHECK(of(tally_by_unit(m.d, nghe_an(), day("2026-03-04")), ward)->own.needs_review == 0);
  const auto later = of(tally_by_unit(m.d, nghe_an(), day("2026-03-17")), ward)->own;
  CHECK(later.needs_review == 0);
  CHECK(later.overdue == 2);
}

TEST_CASE("the tallies of all units and of the unplaced hold every duty of the docket") {
  const made_docket m = some_duties();
  for (const char* on : {"2026-03-02", "2026-03-05", "2026-03-06", "2026-03-09", "2026-04-20"}) {
    const tally_report r = tally_by_unit(m.d, nghe_an(), day(on));
    duty_tally all = r.unplaced;
    for (const auto& u : r.units) all += u.own;
    duty_tally one_by_one;
    for (const duty& d : m.d.duties(day(on))) count(d, one_by_one);
    CHECK(all == one_by_one);
    CHECK(all.total() == m.d.duties(day(on)).size());
  }
}

}  // namespace test_of_unit_tally
