#pragma once
// The time during which a desk is open, over a window of days.

#include <dinh/calendar/office_hours.hpp>

#include <cstdint>
#include <vector>

namespace dinh::inline v1::timing {

// The moments of a day are its minutes 0 to 1440; the last is the end of the day and comes before the first of the next.
inline constexpr std::int32_t moments_of_day = 24 * 60 + 1;

// Moments are counted from the first day of the window.
class open_time {
public:
  // `hours` must outlive it. O(days).
  open_time(const work_calendar& calendar, day_number first, std::int32_t days, const office_hours& hours,
            const due_policies& policies);

  // Minutes for which the desk was open from the beginning of the window to a moment. Pre: 0 <= at < days of moments.
  [[nodiscard]] std::int64_t until(std::int32_t at) const noexcept;
  // The first moment with so many open minutes behind it; that after the window if there is none. O(log days).
  [[nodiscard]] std::int32_t first_with(std::int64_t minutes) const noexcept;
  // The last moment with no more open minutes behind it; -1 for less than none. O(log days).
  [[nodiscard]] std::int32_t last_with(std::int64_t minutes) const noexcept;
  // When the desk opens and closes on a day of the window.
  [[nodiscard]] const std::vector<office_session>& on(std::int32_t day) const noexcept {
    return *sessions_[static_cast<std::size_t>(day)];
  }

private:
  std::vector<const std::vector<office_session>*> sessions_;
  std::vector<std::int64_t> before_;  // open minutes before each day, and in all
};

}  // namespace dinh::inline v1::timing
