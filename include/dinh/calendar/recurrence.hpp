#pragma once
/// \file
/// Duties that come back: every quarter, at least once a year, at the latest in month 3 of the next year, 2 days a
/// month. A period ends with its last day (Civil Code 91/2015/QH13 Art 146(2)-(3): the end of a month is its last day).

#include <dinh/calendar/work_calendar.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dinh::inline v1 {

/// A period of the solar calendar. Values are months.
enum class cycle : std::uint8_t { month = 1, quarter = 3, half_year = 6, year = 12 };

/// The days `first` to `last`, both included.
struct period {
  date first;
  date last;
  [[nodiscard]] bool contains(date d) const { return first <= d && d <= last; }
  friend bool operator==(const period&, const period&) = default;
};

/// The month, quarter, half-year or year that holds a day. Pre: `d` is a day of the years 1400..9998.
[[nodiscard]] inline period period_of(cycle c, date d) noexcept {
  const civil at = to_civil(d);
  const int months = static_cast<int>(c);
  const civil first{at.year, (at.month - 1) / months * months + 1, 1};
  return {to_date(first), to_date(to_day_number(add_months(first, months)) - 1)};
}
/// The one after it.
[[nodiscard]] inline period next_period(cycle c, const period& p) noexcept {
  return period_of(c, to_date(to_day_number(p.last) + 1));
}

/// A duty of every period.
struct recurring_duty {
  cycle every = cycle::year;
  /// On how many different days of each period: "2 days a month" is 2.
  std::int32_t times = 1;
  /// How many months after the period it may be done: "at the latest in month 3 of the next year" is 3. Range 0..120.
  std::int32_t months_after = 0;
  /// Whether an end on a day off moves to the next working day (Art 148(5)). By default it does not: what is done
  /// after a quarter is done in the next one.
  choice end_moves = choice::no;
};

/// One period of a duty.
struct occurrence {
  period of;
  date due;                             ///< the last day in time; `not_a_date_time` if it lies outside the calendar
  standing stands = standing::decided;  ///< `assumed` if moving the end leaned on undecided days
  friend bool operator==(const occurrence&, const occurrence&) = default;
};

[[nodiscard]] inline occurrence occurrence_of(const recurring_duty& duty, const period& p,
                                              const work_calendar& calendar) noexcept {
  const int after = std::clamp(duty.months_after, 0, 120);
  // from the first day after the period, so that month ends stay month ends
  const civil next_first = to_civil(to_day_number(p.last) + 1);
  const date last = to_date(to_day_number(add_months(next_first, after)) - 1);
  occurrence out{p, last, standing::decided};
  if (duty.end_moves == choice::yes) {
    out.due =
        work_calendar::covers(last) ? calendar.working_on_or_after(last) : date{boost::date_time::not_a_date_time};
    if (!out.due.is_special() && !calendar.is_decided(last, out.due)) out.stands = standing::assumed;
  }
  return out;
}

/// The occurrences whose periods touch `[from, until)`, within the years 1900-2200; empty for infinite dates.
[[nodiscard]] inline std::vector<occurrence> occurrences(const recurring_duty& duty, date from, date until,
                                                         const work_calendar& calendar) {
  std::vector<occurrence> out;
  if (from.is_special() || until.is_special()) return out;
  const date start = std::max(from, to_date(first_calendar_day));
  const date end = std::min(until, to_date(last_calendar_day + 1));
  if (!(start < end)) return out;
  for (period p = period_of(duty.every, start); p.first < end; p = next_period(duty.every, p))
    out.push_back(occurrence_of(duty, p, calendar));
  return out;
}

/// Whether acts on these days (in any order, repeated ones count once) keep the duty in one of its periods.
[[nodiscard]] inline bool is_kept(const recurring_duty& duty, const occurrence& o, std::vector<date> acts) {
  std::sort(acts.begin(), acts.end());
  acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
  const auto in_time = [&](date d) { return o.of.first <= d && (o.due.is_special() || d <= o.due); };
  return std::count_if(acts.begin(), acts.end(), in_time) >= duty.times;
}

}  // namespace dinh::inline v1
