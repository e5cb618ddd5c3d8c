#pragma once
// Moments as case files write them, and the day on which they lie.
#include <dinh/base/date.hpp>
#include <dinh/config.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dinh::inline v1::exchange {

/// Official time of Vietnam is UTC+7 (Decision 134/2002/QĐ-TTg), without summer time.
inline constexpr int vietnam_offset = 7 * 60;

/// The day of a moment ("2025-04-24T14:50:00+07:00") at an offset from UTC in minutes; empty if it is no moment.
[[nodiscard]] std::optional<date> day_of_instant(std::string_view s, int offset_minutes);

/// "07:30" in minutes of the day; "24:00" is its end.
[[nodiscard]] DINH_API std::optional<std::int32_t> minutes_of_day(std::string_view s);

/// Minutes ahead of UTC of a zone without summer time, by name or as "+07:00", "UTC+7"; others are not guessed.
[[nodiscard]] std::optional<int> offset_of_zone(std::string_view zone);

}  // namespace dinh::inline v1::exchange
