// Can this procedure work at all, and what is owed in a case of it? A small procedure of our own.
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstdio>

int main() {
  using namespace dinh;
  using namespace dinh::literals;

  const pack vn = packs::vietnam().value();
  const auto p = procedure_builder("publish-a-decision")
                     .start("decided")
                     .task("publish", by("commune_peoples_committee"))
                     .deadline(within(5_working_days), between("decided", "publish"),
                               {.source = cites("10/2022/QH15", "12(3)"), .known_by = evidence::text})
                     .wait("posted", by("commune_peoples_committee"))
                     .deadline(at_least(30_days), between("publish", "posted"),
                               {.source = cites("10/2022/QH15", "13(2)"), .known_by = evidence::text})
                     .end("closed")
                     .build();
  if (!p) {
    std::fprintf(stderr, "%s\n", describe(p.error()).c_str());  // every fault of the procedure at once
    return 1;
  }
  std::printf("%s\n", verify(*p).verdict == soundness::sound ? "every case can end" : "some case cannot end");

  docket_terms terms;
  terms.procedures = {*p};
  terms.calendars = {vn.calendar("state-agency")};
  docket cases = docket::make(terms).value();
  if (!cases.open("e1", "case-1", "publish-a-decision", "commune", {2026, 2, 12}, {2026, 2, 12})) return 1;

  for (const duty& d : cases.overdue({2026, 3, 2}))
    std::printf("%s: %s was due on %s [%s]\n", d.case_key.c_str(), d.step.c_str(), to_text(d.lawful_day).c_str(),
                to_text(d.source, lang::en).c_str());
}
