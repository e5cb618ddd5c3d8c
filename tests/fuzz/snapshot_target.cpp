// Bytes of a docket: whatever they are, they are refused, or give a docket that writes the same bytes and answers.
#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace snapshot_fuzz {

using namespace dinh;
using namespace dinh::literals;

inline docket_terms terms_of_fuzz() {
  static const docket_terms all = [] {
    calendar_facts facts;
    facts.id = "state-agency";
    facts.rest = {weekday::saturday, weekday::sunday};
    docket_terms t;
    t.calendars = {work_calendar::build(std::move(facts)).value()};
    clock_rule stop;
    stop.how = clock_change::suspend;
    stop.from = "stop";
    stop.to = "go";
    t.procedures = {procedure_builder("p", flow_style::written_out)
                        .start("s")
                        .decision("d", by("a"))
                        .task("stop", by("a"))
                        .task("go", by("a"))
                        .task("do", by("a"))
                        .end("e")
                        .flow("s", "d")
                        .branch("d", "yes", "do")
                        .branch("d", "no", "stop")
                        .flow("stop", "go")
                        .flow("go", "d")
                        .flow("do", "e")
                        .deadline(within(5_working_days), between("s", "do"))
                        .clock(stop)
                        .build()
                        .value()};
    return t;
  }();
  return all;
}

inline int run(std::string_view input) {
  const auto d = docket::from_bytes(terms_of_fuzz(), input);
  if (!d) {
    if (describe(d.error()).empty()) std::abort();
    return 0;
  }
  const std::string again = d->to_bytes();
  const auto same = docket::from_bytes(terms_of_fuzz(), again);
  if (!same || same->to_bytes() != again) std::abort();
  const date day{2026, 3, 10};
  (void)d->duties(day);
  (void)d->overdue(day);
  (void)d->load(day);
  (void)d->breaches(day);
  for (const auto& c : d->cases(day)) {
    (void)d->next(c.case_key, day);
    (void)d->history(c.case_key, day);
  }
  return 0;
}

}  // namespace snapshot_fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return snapshot_fuzz::run({reinterpret_cast<const char*>(data), size});
}
