#pragma once
// A small procedure with two ways side by side, and cases of it. tests/unit/docket/data holds snapshots of them that earlier
// versions wrote: it stays as it is.

#include <dinh/calendar/work_calendar.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

namespace side_by_side {

// Asked, then heard and looked up side by side, then answered.
inline dinh::procedure law() {
  using namespace dinh;
  using namespace dinh::literals;
  procedure_builder b{"side_by_side", flow_style::written_out};
  procedure_facts facts;
  facts.calendar = "weekdays";
  b.about(facts);
  b.start("asked").fork("both").task("hear", by("chair")).task("write", by("chair")).task("look_up", by("clerk")).join("all");
  b.task("answer", by("chair")).end("done");
  b.flow("asked", "both").flow("both", "hear").flow("hear", "write").flow("write", "all").flow("both", "look_up").flow("look_up", "all");
  b.flow("all", "answer").flow("answer", "done");
  b.deadline(within(5_working_days), between("asked", "answer"), {.rule = "R"});
  return b.build().value();
}

inline dinh::docket_terms terms() {
  dinh::calendar_facts weekdays;
  weekdays.id = "weekdays";
  weekdays.name = {"ngày trong tuần", "weekdays"};
  dinh::docket_terms out;
  out.procedures.push_back(law());
  out.calendars.push_back(dinh::work_calendar::build(std::move(weekdays)).value());
  return out;
}

inline dinh::event act(std::size_t number, const std::string& key, const std::string& step, const std::string& on) {
  dinh::event e;
  e.id = "e" + std::to_string(number);
  e.case_key = key;
  if (step == "asked") {
    e.procedure = "side_by_side";
    e.unit = "17329@2025-07-01";
  }
  e.step = step;
  e.occurred_on = dinh::parse_date(on).value();
  e.recorded_on = dinh::parse_date("2026-04-30").value();
  return e;
}

inline dinh::docket recorded() {
  dinh::docket d = dinh::docket::make(terms()).value();
  const auto add = [&](const char* key, const char* step, const char* on) {
    if (!d.record(act(d.event_count(), key, step, on))) throw std::runtime_error{step};
  };
  add("a", "asked", "2026-03-10");
  add("a", "hear", "2026-03-02");  // before it was asked
  add("a", "look_up", "2026-03-12");
  add("b", "asked", "2026-03-02");
  add("b", "hear", "2026-03-10");
  add("b", "look_up", "2026-03-05");
  add("c", "asked", "2026-03-02");
  add("c", "answer", "2026-03-20");  // leaves out all that comes before
  return d;
}

}  // namespace side_by_side
