#pragma once
// Due moments and recurring duties for the terminal: text for people, JSON for programs.

#include <dinh/calendar/office_hours.hpp>
#include <dinh/calendar/recurrence.hpp>
#include <exchange/json_due.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

/// "Last moment: 2025-04-25 11:20, …", the reasons, and the calendar.
[[nodiscard]] std::string print_moment(const due_moment& due, const work_calendar& calendar, lang l);
[[nodiscard]] std::string moment_as_json(const due_moment& due, const work_calendar& calendar);

using exchange::kept_occurrence;
/// A line for each period: its days, the last day in time, and whether it was kept.
[[nodiscard]] std::string print_occurrences(const recurring_duty& duty, const std::vector<kept_occurrence>& all,
                                            const work_calendar& calendar, lang l);
[[nodiscard]] std::string occurrences_as_json(const recurring_duty& duty, const std::vector<kept_occurrence>& all,
                                              const work_calendar& calendar);

}  // namespace dinh::cli
