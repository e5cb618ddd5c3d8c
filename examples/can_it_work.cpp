// Can a procedure keep its own limits, whatever day it begins? A petition that must be settled in 12 days.
#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/timing.hpp>
#include <dinh/procedure/timing_uncertain.hpp>

#include <cstdio>

int main() {
  using namespace dinh;
  using namespace dinh::literals;

  const pack vn = packs::vietnam().value();
  const work_calendar& calendar = vn.calendar("state-agency");
  const procedure p = procedure_builder("settle-a-petition")
                          .start("received")
                          .task("inquire", by("office"))
                          .task("settle", by("office"))
                          .end("closed")
                          .deadline(at_least(5_working_days), between("received", "inquire"))
                          .deadline(at_least(3_working_days), between("inquire", "settle"))
                          .deadline(within(12_days), between("received", "settle"))
                          .build()
                          .value();

  const timing_report report = time(p, calendar, over(2026, 2026));
  for (const timing_failure& f : report.failures)
    std::printf("started %s to %s the limits collide\n", to_text(f.first).c_str(), to_text(f.last).c_str());
  std::printf("the first time because of these:\n");
  for (const timing_link& l : report.failures.front().circle)
    if (l.kind == timing_link::kind_of::deadline) std::printf("  %s\n", describe(l, p).en.c_str());

  const auto march = time_from(p, calendar, {2026, 3, 2});
  for (const step_days& d : march.front().steps)
    std::printf("%s: %s to %s\n", p[d.step].key.c_str(), to_text(d.earliest).c_str(), to_text(d.latest).c_str());
  std::printf("to be over by 31 March, start on %s\n", to_text(latest_start(p, calendar, {2026, 3, 31}).front()).c_str());

  // the inquiry is another body's, which may take up to 8 days
  time_network plan{3};
  plan.at_most(0, 1, 8);
  plan.at_least(1, 2, 5);
  plan.at_most(0, 2, 12);
  std::printf("the inquiry may last at most %lld days\n", static_cast<long long>(*solve(plan)->between(0, 1).most));
  uncertain_network theirs{3};
  const auto inquiry = theirs.contingent(0, 1, {0, 8});
  theirs.at_least(1, 2, 5);
  theirs.at_most(0, 2, 12);
  const controllability c = control(theirs);
  std::printf("can be kept whatever it takes: %s, %lld day too many, because of duration %u of %u\n",
              c.is_controllable ? "yes" : "no", static_cast<long long>(c.excess), c.responsible.front(), inquiry + 1);
}
