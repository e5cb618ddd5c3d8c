#include <dinh/calendar/recurrence.hpp>

#include <algorithm>

namespace dinh::inline v1 {

occurrence occurrence_of(const recurring_duty& duty, const period& p, const work_calendar& calendar,
                         const due_policies& open_questions) noexcept {
  const int after = std::clamp(duty.months_after, 0, 120);
  // from the first day after the period, so that month ends stay month ends
  const civil next_first = to_civil(to_day_number(p.last) + 1);
  const date last = to_date(to_day_number(add_months(next_first, after)) - 1);
  occurrence out{p, last, standing::decided};
  if (duty.end_moves == choice::yes) {
    out.due = !work_calendar::covers(last)                  ? no_date()
              : calendar.is_working(last, open_questions) ? last
                                                          : calendar.nth_after(last, 1, open_questions);
    if (!out.due.is_special() && !calendar.is_decided(last, out.due)) out.stands = standing::assumed;
  }
  return out;
}

std::vector<occurrence> occurrences(const recurring_duty& duty, date from, date until, const work_calendar& calendar,
                                    const due_policies& open_questions) {
  std::vector<occurrence> out;
  if (from.is_special() || until.is_special()) return out;
  const date start = std::max(from, to_date(first_calendar_day));
  const date end = std::min(until, to_date(last_calendar_day + 1));
  if (!(start < end)) return out;
  for (period p = period_of(duty.every, start); p.first < end; p = next_period(duty.every, p))
    out.push_back(occurrence_of(duty, p, calendar, open_questions));
  return out;
}

bool is_kept(const recurring_duty& duty, const occurrence& o, std::vector<date> acts) {
  std::sort(acts.begin(), acts.end());
  acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
  const auto in_time = [&](date d) { return o.of.first <= d && (o.due.is_special() || d <= o.due); };
  return std::count_if(acts.begin(), acts.end(), in_time) >= duty.times;
}

}  // namespace dinh::inline v1
