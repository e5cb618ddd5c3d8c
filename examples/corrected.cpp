// What was recorded wrongly is corrected by another event, and the docket says which duties that changes.
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstdio>

using namespace dinh;
using namespace dinh::literals;

int main() {
  const pack vn = packs::vietnam().value();
  docket_terms terms;
  terms.procedures = {procedure_builder("complaint")
                          .start("received")
                          .task("accept", by("office"))
                          .deadline(within(10_days), between("received", "accept"), {.source = cites("02/2011/QH13", "27")})
                          .end("closed")
                          .build()
                          .value()};
  terms.calendars = {vn.calendar("state-agency")};
  docket cases = docket::make(terms).value();
  if (!cases.open("e1", "case-1", "complaint", "commune", {2025, 3, 3}, {2025, 3, 3})) return 1;

  event accepted;
  accepted.id = "e2";
  accepted.case_key = "case-1";
  accepted.step = "accept";
  accepted.occurred_on = accepted.recorded_on = date{2025, 3, 20};
  if (!cases.record(accepted)) return 1;
  std::printf("breaches: %zu\n", cases.breaches({2025, 12, 31}).size());

  event correction = accepted;  // it was the 12th, as the receipt shows
  correction.id = "e3";
  correction.kind = event_kind::corrected;
  correction.subject = "e2";
  correction.occurred_on = date{2025, 3, 12};
  correction.recorded_on = date{2025, 3, 25};
  const auto recorded = cases.record(correction);
  if (!recorded) return 1;
  for (const duty_shift& s : recorded->shifts)
    std::printf("%s: %s, now %s\n", to_text(s.after.what.lawful_day).c_str(), std::string{name_of(s.before.what.state)}.c_str(),
                std::string{name_of(s.after.what.state)}.c_str());
  std::printf("breaches: %zu\n", cases.breaches({2025, 12, 31}).size());
}
