#pragma once
// What `dinh due`, `dinh calendar` and `dinh lunar` print, as text for people or as JSON.

#include <dinh/calendar/due.hpp>
#include <dinh/calendar/lunar.hpp>

#include <string>

namespace dinh::cli {

/// The tree of reasons, then the calendar and how far it is decided.
[[nodiscard]] std::string print_due(const due_date& due, const work_calendar& calendar, lang l);
[[nodiscard]] std::string due_as_json(const due_date& due, const work_calendar& calendar);

/// The entries of a year with their sources, the working days of each month, and what is assumed.
[[nodiscard]] std::string print_year(const work_calendar& calendar, int year, lang l);
[[nodiscard]] std::string year_as_json(const work_calendar& calendar, int year);

/// The lunar date of a day.
[[nodiscard]] std::string print_lunar(date day, lang l);
[[nodiscard]] std::string lunar_as_json(date day);
/// The months of a lunar year, with the lunar new year and the Hùng Kings' day.
[[nodiscard]] std::string print_lunar(int lunar_year, lang l);
[[nodiscard]] std::string lunar_as_json(int lunar_year);

}  // namespace dinh::cli
