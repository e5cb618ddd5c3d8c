#include "procedure/timing_hours.hpp"

#include <algorithm>

namespace dinh::inline v1::timing {

open_time::open_time(const work_calendar& calendar, day_number first, std::int32_t days, const office_hours& hours,
                     const due_policies& policies) {
  sessions_.reserve(static_cast<std::size_t>(days));
  before_.reserve(static_cast<std::size_t>(days) + 1);
  std::int64_t sum = 0;
  for (std::int32_t d = 0; d < days; ++d) {
    const auto& sessions = hours.on(calendar, to_date(first + d), policies);
    before_.push_back(sum);
    sessions_.push_back(&sessions);
    for (const office_session& s : sessions) sum += s.until - s.from;
  }
  before_.push_back(sum);
}

std::int64_t open_time::until(std::int32_t at) const noexcept {
  const std::int32_t day = at / moments_of_day;
  const std::int32_t minute = at % moments_of_day;
  std::int64_t out = before_[static_cast<std::size_t>(day)];
  for (const office_session& s : on(day)) out += std::clamp(minute - s.from, 0, s.until - s.from);
  return out;
}

std::int32_t open_time::first_with(std::int64_t minutes) const noexcept {
  if (minutes <= 0) return 0;
  // the last day that begins with fewer
  const auto after = std::lower_bound(before_.begin(), before_.end(), minutes);
  const auto day = static_cast<std::int32_t>(after - before_.begin()) - 1;
  if (after == before_.end()) return static_cast<std::int32_t>(sessions_.size()) * moments_of_day;
  std::int64_t left = minutes - before_[static_cast<std::size_t>(day)];
  for (const office_session& s : on(day)) {
    if (left <= s.until - s.from) return day * moments_of_day + s.from + static_cast<std::int32_t>(left);
    left -= s.until - s.from;
  }
  return (day + 1) * moments_of_day;
}

std::int32_t open_time::last_with(std::int64_t minutes) const noexcept {
  if (minutes < 0) return -1;
  const std::int32_t next = first_with(minutes + 1);  // one minute earlier there is one open minute less
  return next == static_cast<std::int32_t>(sessions_.size()) * moments_of_day ? next : next - 1;
}

}  // namespace dinh::inline v1::timing
