#pragma once
/// \file
/// Opt-in: dates of the library as `std::chrono::sys_days` and back.

#include <dinh/base/date.hpp>

#include <chrono>

namespace dinh::inline v1 {

/// Pre: `d` is a day, not infinite or `not_a_date_time`.
[[nodiscard]] inline std::chrono::sys_days to_sys_days(date d) noexcept {
  return std::chrono::sys_days{std::chrono::days{to_day_number(d)}};
}
/// Pre: the day lies in the years 1400..9999.
[[nodiscard]] inline date to_date(std::chrono::sys_days d) noexcept {
  return to_date(static_cast<day_number>(d.time_since_epoch().count()));
}
/// Pre: `d.ok()`, in the years 1400..9999.
[[nodiscard]] inline date to_date(std::chrono::year_month_day d) noexcept { return to_date(std::chrono::sys_days{d}); }

}  // namespace dinh::inline v1
