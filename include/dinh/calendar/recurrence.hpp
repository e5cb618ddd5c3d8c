#pragma once
/// \file
/// Duties that come back: every quarter, at least once a year, at the latest in month 3 of the next year, 2 days a
/// month. A period ends with its last day (Civil Code 91/2015/QH13 Art 146(2)-(3): the end of a month is its last day).

#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>

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
  period of;                            ///< the period that it is for
  date due;                             ///< the last day in time; `not_a_date_time` if it lies outside the calendar
  standing stands = standing::decided;  ///< `assumed` if moving the end leaned on undecided days
  friend bool operator==(const occurrence&, const occurrence&) = default;
};

/// One period of the duty and the day on which it ends. Pre: `p` lies in the years 1400..9900.
[[nodiscard]] DINH_API occurrence occurrence_of(const recurring_duty& duty, const period& p,
                                                const work_calendar& calendar, const due_policies& open_questions = {}) noexcept;

/// The occurrences whose periods touch `[from, until)`, within the years 1900-2200; empty for infinite dates.
/// O(periods).
[[nodiscard]] DINH_API std::vector<occurrence> occurrences(const recurring_duty& duty, date from, date until,
                                                           const work_calendar& calendar,
                                                           const due_policies& open_questions = {});

/// Whether acts on these days (in any order, repeated ones count once) keep the duty in one of its periods.
[[nodiscard]] DINH_API bool is_kept(const recurring_duty& duty, const occurrence& o, std::vector<date> acts);

}  // namespace dinh::inline v1
