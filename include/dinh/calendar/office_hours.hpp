#pragma once
/// \file
/// Limits in hours, for desks that count hours within office hours. The hours are data of the desk; no law of the pack
/// fixes them. A period of hours starts at the moment fixed (Civil Code 91/2015/QH13 Art 147(1)).

#include <dinh/base/explanation.hpp>
#include <dinh/calendar/work_calendar.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// A minute of a day, local time. Range 0..1440; 1440 is the end of the day.
struct moment {
  date day;
  std::int32_t minute = 0;
  friend bool operator==(const moment&, const moment&) = default;
};

/// "2025-04-24 14:50".
[[nodiscard]] inline std::string to_text(const moment& m) {
  const auto two = [](std::int32_t v) {
    return std::string{static_cast<char>('0' + v / 10), static_cast<char>('0' + v % 10)};
  };
  return to_text(m.day) + " " + two(m.minute / 60) + ":" + two(m.minute % 60);
}

/// When a desk is open on one weekday, in minutes of the day: `{weekday::monday, 450, 690}` is 7:30 to 11:30.
struct office_session {
  weekday on = weekday::monday;
  std::int32_t from = 0;
  std::int32_t until = 0;
};

/// The sessions of a week. A day counts if the calendar works on it; on a rest day worked in exchange that has no
/// sessions of its own, those of the weekday it stands in for are kept.
class office_hours {
public:
  /// Fails with `hours/bad-session` (empty, or outside 0..1440) and `hours/overlap`, all at once, and `hours/none`.
  [[nodiscard]] static DINH_API checked<office_hours> build(std::vector<office_session> sessions);

  /// The sessions of a weekday, ascending, disjoint; empty if the desk is closed on it. Holidays are not looked at.
  [[nodiscard]] const std::vector<office_session>& on(weekday w) const noexcept {
    return week_[static_cast<std::size_t>(w)];
  }
  /// The sessions of a working day of the calendar; empty on a day off.
  [[nodiscard]] DINH_API const std::vector<office_session>& on(const work_calendar& calendar, date d,
                                                            const due_policies& p = {}) const;

private:
  office_hours() = default;
  std::array<std::vector<office_session>, 7> week_;
};

/// What a limit in hours gives.
struct due_moment {
  /// Empty if it lies outside the calendar, the length is not in hours, or the calendar accepts no such evidence.
  std::optional<moment> at;
  bool is_provisional = false;  ///< the days off from the first to the last day are not all decided
  explanation why;              ///< also where the moment is not told
};

/// The moment at which `length` of open time has passed since `from`. Only hours that the desk is open count. O(days).
[[nodiscard]] DINH_API due_moment due_within_hours(span length, const moment& from, const work_calendar& calendar,
                                                   const office_hours& hours, const due_policies& p = {});

}  // namespace dinh::inline v1
