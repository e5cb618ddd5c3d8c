#include <dinh/docket/event_text.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/procedure/builder.hpp>

#include "journals.hpp"

#include <catch.hpp>

namespace test_of_recorder {

using namespace dinh;
using namespace dinh::literals;
using namespace test;

namespace {

docket small_docket() {
  calendar_facts facts;
  facts.id = "state-agency";
  docket_terms terms;
  terms.calendars.push_back(work_calendar::build(facts).value());
  terms.procedures.push_back(procedure_builder("publish")
                                 .start("decided")
                                 .task("publish", by("commune_peoples_committee"))
                                 .deadline(within(5_working_days), between("decided", "publish"))
                                 .end("done")
                                 .build()
                                 .value());
  return docket::make(std::move(terms)).value();
}

date day(int month, int d) { return to_date(civil{2025, month, d}); }

event decided(int n) {
  event e;
  e.id = "d" + std::to_string(n);
  e.case_key = "case-" + std::to_string(n);
  e.procedure = "publish";
  e.unit = "17329";
  e.step = "decided";
  e.occurred_on = e.recorded_on = day(3, 3);
  return e;
}
event published(int n, int on_march) {
  event e;
  e.id = "p" + std::to_string(n);
  e.case_key = "case-" + std::to_string(n);
  e.step = "publish";
  e.occurred_on = e.recorded_on = day(3, on_march);
  return e;
}

std::vector<event> some_events() {
  std::vector<event> all;
  for (int n = 0; n < 20; ++n) all.push_back(decided(n));
  for (int n = 0; n < 15; ++n) all.push_back(published(n, 5 + n));
  return all;
}

}  // namespace

TEST_CASE("a docket opened again from its journal is the docket that was there") {
  const scratch_folder folder;
  const std::vector<event> events = some_events();
  docket live = small_docket();
  for (const event& e : events) REQUIRE(live.record(e));

  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, events.size()}) {
    const std::string path = folder.file("cases-" + std::to_string(piece));
    for (std::size_t at = 0; at < events.size(); at += piece) {
      // every piece by a process of its own
      auto r = recorder::open(open(path), small_docket()).value();
      const std::size_t n = std::min(piece, events.size() - at);
      const auto done = r.record(std::span{events}.subspan(at, n)).value();
      REQUIRE(done.recorded == n);
      REQUIRE(done.refused.empty());
    }
    auto again = recorder::open(open(path), small_docket()).value();
    CHECK(again.size() == events.size());
    CHECK(again.cases().fingerprint() == live.fingerprint());
  }
}

TEST_CASE("events that were recorded already are recorded once, and what is new goes on") {
  const scratch_folder folder;
  const std::vector<event> events = some_events();
  {
    auto r = recorder::open(open(folder.file("j")), small_docket()).value();
    REQUIRE(r.record(std::span{events}.first(11)).value().recorded == 11);
  }
  auto r = recorder::open(open(folder.file("j")), small_docket()).value();
  const auto done = r.record(events).value();
  CHECK(done.recorded == events.size() - 11);
  CHECK(done.already_there == 11);
  docket live = small_docket();
  for (const event& e : events) REQUIRE(live.record(e));
  CHECK(r.cases().fingerprint() == live.fingerprint());
}

TEST_CASE("an event that cannot have happened is refused, changes nothing and is not in the journal") {
  auto r = recorder::open(std::make_unique<memory_journal>(), small_docket()).value();
  event unknown_step = published(0, 6);
  unknown_step.step = "sing";
  event from_the_future = published(1, 6);
  from_the_future.occurred_on = day(3, 7);  // recorded a day before it happened
  event bad_text = published(2, 6);
  bad_text.by = "\xFF";
  const std::vector<event> events{decided(0),      decided(1), decided(2),     unknown_step,
                                  from_the_future, bad_text,   published(0, 6)};
  const auto done = r.record(events).value();
  CHECK(done.recorded == 4);
  CHECK(done.refused_events == 3);
  CHECK(done.refused.size() == 3);
  CHECK(r.size() == 4);

  event after_the_end = unknown_step;  // an event with two findings is one event
  after_the_end.id = "sung-too-late";
  const auto more = r.record(std::vector{after_the_end}).value();
  CHECK(more.refused_events == 1);
  CHECK(more.refused.size() == 2);
}

TEST_CASE("a second process that wrote in between is noticed before anything is lost") {
  const scratch_folder folder;
  auto one = recorder::open(open(folder.file("j")), small_docket()).value();
  auto two = recorder::open(open(folder.file("j")), small_docket()).value();
  REQUIRE(one.record(std::vector{decided(0)}));
  const auto late = two.record(std::vector{decided(1)});
  REQUIRE_FALSE(late);
  CHECK(first_code(late.error()) == "journal/moved-on");
  CHECK(first_code(two.record(std::vector{decided(2)}).error()) == "journal/reopen");
  auto again = recorder::open(open(folder.file("j")), small_docket()).value();
  CHECK(again.size() == 1);
  CHECK(again.record(std::vector{decided(1)}).value().recorded == 1);
}

TEST_CASE("a journal with something else in it, or events of another pack, is refused with the position") {
  memory_journal other;
  REQUIRE(other.append(std::vector<journal_entry>{{"d0", to_text(decided(0))}, {"x", "no event at all"}}));
  docket cases = small_docket();
  const auto faults = replay(other, cases);
  REQUIRE_FALSE(faults);
  CHECK(first_code(faults.error()) == "journal/no-event");
  CHECK(faults.error().list().front().where == "journal:2");

  memory_journal foreign;
  event e = decided(0);
  e.procedure = "another";
  REQUIRE(foreign.append(std::vector<journal_entry>{{e.id, to_text(e)}}));
  docket fresh = small_docket();
  const auto not_taken = replay(foreign, fresh);
  REQUIRE_FALSE(not_taken);
  CHECK(first_code(not_taken.error()) == "journal/not-taken");
}

}  // namespace test_of_recorder
