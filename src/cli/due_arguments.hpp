#pragma once
// What people type about a time limit beyond its length: moments, office hours, suspensions, other limits.

#include <dinh/base/diagnostic.hpp>
#include <dinh/calendar/due.hpp>
#include <dinh/calendar/office_hours.hpp>
#include <dinh/calendar/recurrence.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dinh::cli {

/// A day with or without a time of day.
struct given_moment {
  moment at;
  bool has_time = false;
};

/// "2025-04-24", "2025-04-24 14:50" or "2025-04-24T14:50". Fails with `cli/moment` or `date/…`.
[[nodiscard]] checked<given_moment> parse_moment(std::string_view s, const char* option);

/// "mon-fri 07:30-11:30,13:30-17:00", "sat 07:30-11:30"; in Vietnamese t2 … t7, cn. Fails with `cli/hours` and as
/// `office_hours::build`.
[[nodiscard]] checked<office_hours> parse_hours(const std::vector<std::string>& given);

/// "2026-03-10..2026-03-20": does not run from the first day on and runs again on the second; "2026-03-10..": is still
/// suspended. Fails with `cli/suspension` or `date/…`.
[[nodiscard]] checked<suspension> parse_suspension(std::string_view s);

/// A limit with a day of its own, or without.
struct other_limit {
  limit asked;
  date from;  ///< `not_a_date_time` if none was given
};
/// "within 3 months", "before 7 days of 2026-05-23", "trước 7 ngày kể từ 2026-05-23". Fails with `cli/span`, `date/…`.
[[nodiscard]] checked<other_limit> parse_other_limit(std::string_view s);

/// month, quarter, half-year, year; tháng, quý, nửa năm, năm. Fails with `cli/every`.
[[nodiscard]] checked<cycle> parse_cycle(std::string_view s);

}  // namespace dinh::cli
