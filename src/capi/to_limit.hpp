#pragma once
// Arguments that calendars and receipts share.

#include <capi/guarded.hpp>
#include <dinh/calendar/limit.hpp>
#include <dinh/exchange/pack.hpp>

#include <string_view>

namespace dinh::capi {

/// Faults are collected.
[[nodiscard]] limit limit_argument(arguments& a, const dinh_limit* given, const char* name);
/// A day of 1900 to 2200. Faults are collected.
[[nodiscard]] date covered_argument(arguments& a, dinh_day d, const char* name);
/// A year of 1900 to 2200. Faults are collected.
void year_argument(arguments& a, std::int32_t year, const char* name = "year");
/// An answer that lies beyond the calendar. Takes no memory.
dinh_status no_answer_within(const char* function);
/// The calendar of this id; null with a fault that names those there are.
[[nodiscard]] const work_calendar* calendar_argument(arguments& a, const pack& p, std::string_view id, const char* name);

}  // namespace dinh::capi
