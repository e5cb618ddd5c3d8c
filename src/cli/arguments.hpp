#pragma once
// What people type, read into values of the library.

#include <dinh/base/date.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/calendar/limit.hpp>

#include <string>
#include <string_view>

namespace dinh::cli {

/// "5 working days", "5wd", "20 days", "20d", "2w", "6 months", "6m", "1y", "8 hours", "8h"; in Vietnamese
/// "5 ngày làm việc", "20 ngày", "2 tuần", "6 tháng", "1 năm", "8 giờ". Fails with `cli/span`.
[[nodiscard]] checked<span> parse_span(std::string_view s, std::string_view option);

/// A span with its direction before it: "within 5 working days", "before 20 days", "at least 20 days", "valid for 6
/// months"; in Vietnamese "trong", "trước", "ít nhất", "có giá trị trong". Without a direction: within. Fails with
/// `cli/span`.
[[nodiscard]] checked<limit> parse_limit(std::string_view s, std::string_view where);

/// Prints the findings on standard error and returns the exit status for faulty input.
int report(const diagnostics& faults, lang language);

/// False, and said on standard error, if part of the answer did not reach standard output: it is full, or closed.
[[nodiscard]] bool said_all(lang language);

/// Prints an answer on standard output, with a line feed at its end; nothing if there is none.
void print(const std::string& answer);

}  // namespace dinh::cli
