#pragma once
// Arguments that calendars and receipts share.

#include <capi/guarded.hpp>
#include <dinh/calendar/limit.hpp>
#include <dinh/exchange/pack.hpp>

#include <string_view>

namespace dinh::capi {

/// Faults are collected.
[[nodiscard]] limit limit_argument(arguments& a, const dinh_limit* given, const char* name);
/// The calendar of this id; null with a fault that names those there are.
[[nodiscard]] const work_calendar* calendar_argument(arguments& a, const pack& p, std::string_view id, const char* name);

}  // namespace dinh::capi
