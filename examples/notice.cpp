// A late decision moves a day off: which days change, and which due dates that were told already?
#include <dinh/calendar/difference.hpp>
#include <dinh/exchange/notice.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstdio>
#include <vector>

using namespace dinh;
using namespace dinh::literals;

int main() {
  const work_calendar calendar = packs::vietnam().value().calendar("state-agency");
  // an invented decision: Monday 7 December 2026 off, Saturday 12 December worked
  const char* const content = R"({
    "format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "TB-VI-DU", "evidence": "M",
    "entries": [
      {"date": "2026-12-07", "kind": "swap_off", "swapped_with": "2026-12-12",
       "name": {"vi": "Nghỉ hoán đổi", "en": "Day off in exchange"}},
      {"date": "2026-12-12", "kind": "swap_work", "swapped_with": "2026-12-07",
       "name": {"vi": "Làm bù", "en": "Worked in exchange"}}]})";
  const std::vector<due_question> told{{within(1_working_day), date{2026, 12, 4}},
                                       {within(30_days), date{2026, 11, 12}},
                                       {within(5_working_days), date{2026, 12, 14}}};

  const calendar_notice notice = read_notice(content, "swap.json").value();
  const work_calendar now = apply_notice(calendar, notice).value();  // a new calendar; the old one stays
  for (const affected_day& d : difference(calendar, now))            // the days worked in one of them only
    std::printf("%s: %s\n", to_text(d.day).c_str(), d.works_now ? "worked" : "off");
  for (const changed_due_date& c : changed_due_dates(calendar, now, told))  // those that move, or become firm
    std::printf("question %zu: %s -> %s\n", c.question, to_text(c.before.day).c_str(), to_text(c.now.day).c_str());
}
