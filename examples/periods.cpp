// When does a period end, why, and how sure is that? The four directions, and a hot path without reasons.
#include <dinh/calendar/due.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstdio>

using namespace dinh;
using namespace dinh::literals;

namespace {

void print(const char* what, const due_date& due) {
  std::printf("%s: %s%s\n", what, to_text(due.day).c_str(), due.is_provisional ? " (provisional)" : "");
}

}  // namespace

int main() {
  const pack vn = packs::vietnam().value();

  const work_calendar& calendar = vn.calendar("state-agency");
  const due_date due = calendar.due(within(5_working_days), after({2025, 4, 24}));
  std::printf("%s\n", to_text(due.day).c_str());          // 2025-05-05
  std::printf("%s", to_text(due.why, lang::vi).c_str());  // the reasons, as a tree

  const date received{2026, 8, 12};
  const date latest = calendar.latest_day(within(10_days), received);  // no reasons, no allocation, noexcept
  std::printf("%s\n", to_text(latest).c_str());                        // 2026-08-22, a Saturday worked in exchange

  print("at the latest 20 days before the election", calendar.due(before(20_days), ahead_of({2025, 11, 30})));
  print("posted for at least 20 days", calendar.due(at_least(20_days), after({2025, 1, 10})));
  print("valid for 6 months", calendar.due(valid_for(6_months), after({2026, 6, 30})));
  print("a year without a notice", calendar.due(within(5_working_days), after({2027, 2, 2})));
  print("an enterprise that works on Saturdays",
        vn.calendar("enterprise").due(within(5_working_days), after({2026, 9, 7})));
}
