#include <dinh/calendar/difference.hpp>

namespace dinh::inline v1 {

std::vector<affected_day> difference(const work_calendar& before, const work_calendar& now) {
  std::vector<affected_day> out;
  for (day_number n = first_calendar_day; n <= last_calendar_day; ++n) {
    const date d = to_date(n);
    const bool worked = before.is_working(d);
    const bool works = now.is_working(d);
    if (worked != works) out.push_back({d, worked, works, before.entry_on(d), now.entry_on(d)});
  }
  return out;
}

std::vector<changed_due_date> changed_due_dates(const work_calendar& before, const work_calendar& now,
                                                const std::vector<due_question>& questions) {
  std::vector<changed_due_date> out;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const due_question& q = questions[i];
    const due_answer a = before.answer(q.asked, q.from, q.policies);
    const due_answer b = now.answer(q.asked, q.from, q.policies);
    if (a.day != b.day || a.stands != b.stands) out.push_back({i, a, b});
  }
  return out;
}

}  // namespace dinh::inline v1
