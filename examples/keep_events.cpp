// Events that survive: a journal in one SQLite file, closed and opened again; what is sent twice counts once.
//
// usage: keep_events [FILE]
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/journal/sqlite.hpp>

#include <cstdio>
#include <string>
#include <vector>

using namespace dinh;
using namespace dinh::literals;

namespace {

docket empty_docket(const pack& vn) {
  docket_terms terms;
  terms.procedures = {procedure_builder("answer-a-request")
                          .start("received")
                          .task("answer", by("office"))
                          .deadline(within(5_working_days), between("received", "answer"))
                          .end("closed")
                          .build()
                          .value()};
  terms.calendars = {vn.calendar("state-agency")};
  return docket::make(std::move(terms)).value();
}

event happened(const char* id, const char* step, date day) {
  event e;
  e.id = id;
  e.case_key = "case-1";
  e.step = step;
  e.occurred_on = e.recorded_on = day;
  return e;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string file = argc > 1 ? argv[1] : "keep_events.sqlite";
  for (const char* part : {"", "-wal", "-shm"}) std::remove((file + part).c_str());
  const pack vn = packs::vietnam().value();

  event received = happened("e1", "received", {2026, 3, 2});
  received.procedure = "answer-a-request";
  received.unit = "commune";
  const std::vector<event> sent{received, happened("e2", "answer", {2026, 3, 6}),
                                happened("e3", "reject", {2026, 3, 6})};
  {
    recorder r = recorder::open(sqlite_journal::open(file).value(), empty_docket(vn)).value();
    const recording done = r.record(sent).value();
    std::printf("%d recorded, %d refused\n", static_cast<int>(done.recorded), static_cast<int>(done.refused_events));
    for (const diagnostic& d : done.refused) std::printf("  %s\n", describe(d).c_str());
  }  // closed; the process might as well have been killed here

  recorder r = recorder::open(sqlite_journal::open(file).value(), empty_docket(vn)).value();
  const recording again = r.record(sent).value();
  std::printf("%d recorded, %d were there; the journal holds %d\n", static_cast<int>(again.recorded),
              static_cast<int>(again.already_there), static_cast<int>(r.size()));
  for (const duty& d : r.cases().duties({2026, 3, 31}))
    std::printf("%s: %s on %s\n", d.step.c_str(), std::string{name_of(d.state)}.c_str(), to_text(d.settled_on).c_str());
  std::printf("%s\n", sqlite_journal::open(file).value()->verify().has_errors() ? "changed"
                                                                                : "every entry is as it was written");
}
