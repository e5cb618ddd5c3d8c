#include "moment.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace dinh::inline v1::exchange {

std::optional<date> day_of_instant(std::string_view s, int offset_minutes) {
  const auto digits = [&](std::size_t from, std::size_t length) {
    int v = 0;
    for (std::size_t i = from; i < from + length; ++i) {
      if (i >= s.size() || s[i] < '0' || s[i] > '9') return -1;
      v = v * 10 + (s[i] - '0');
    }
    return v;
  };
  if (s.size() < 20 || (s[10] != 'T' && s[10] != 't') || s[13] != ':' || s[16] != ':') return std::nullopt;
  const auto day = parse_date(s.substr(0, 10));
  const int hour = digits(11, 2);
  const int minute = digits(14, 2);
  const int second = digits(17, 2);
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
  std::size_t at = 19;
  if (at < s.size() && s[at] == '.') {
    ++at;
    while (at < s.size() && s[at] >= '0' && s[at] <= '9') ++at;
  }
  if (at >= s.size()) return std::nullopt;
  int own_offset = 0;
  if (s[at] == 'Z' || s[at] == 'z') {
    if (at + 1 != s.size()) return std::nullopt;
  } else {
    const int h = digits(at + 1, 2);
    const int m = digits(at + 4, 2);
    if ((s[at] != '+' && s[at] != '-') || s.size() != at + 6 || s[at + 3] != ':' || h < 0 || h > 23 || m < 0 || m > 59)
      return std::nullopt;
    own_offset = (h * 60 + m) * (s[at] == '-' ? -1 : 1);
  }
  const std::int64_t minutes =
      std::int64_t{to_day_number(*day)} * 1440 + hour * 60 + minute - own_offset + offset_minutes;
  const std::int64_t day_then = minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440;
  if (day_then < to_day_number(civil{1400, 1, 2}) || day_then > to_day_number(civil{9999, 12, 30})) return std::nullopt;
  return to_date(static_cast<day_number>(day_then));
}

namespace {

/// "+07", "+7", "+07:00", "-0530": minutes; empty for anything else.
std::optional<int> offset_of_digits(std::string_view s) {
  if (s.size() < 2 || (s.front() != '+' && s.front() != '-')) return std::nullopt;
  const int sign = s.front() == '-' ? -1 : 1;
  std::string digits;
  for (const char c : s.substr(1)) {
    if (c == ':') {
      if (digits.empty() || digits.size() > 2) return std::nullopt;
      if (digits.size() == 1) digits.insert(digits.begin(), '0');
    } else if (c >= '0' && c <= '9') {
      digits += c;
    } else {
      return std::nullopt;
    }
  }
  if (digits.size() == 1) digits.insert(digits.begin(), '0');
  if (digits.size() == 2) digits += "00";
  if (digits.size() != 4) return std::nullopt;
  const int hours = (digits[0] - '0') * 10 + digits[1] - '0';
  const int minutes = (digits[2] - '0') * 10 + digits[3] - '0';
  if (hours > 14 || minutes > 59) return std::nullopt;
  return sign * (hours * 60 + minutes);
}

}  // namespace

std::optional<std::int32_t> minutes_of_day(std::string_view s) {
  if (s.size() != 5 || s[2] != ':') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U})
    if (s[i] < '0' || s[i] > '9') return std::nullopt;
  const std::int32_t hour = (s[0] - '0') * 10 + (s[1] - '0');
  const std::int32_t minute = (s[3] - '0') * 10 + (s[4] - '0');
  if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
  return hour * 60 + minute;
}

std::optional<int> offset_of_zone(std::string_view zone) {
  struct named {
    std::string_view name;
    int minutes;
  };
  constexpr std::array<named, 23> zones{{{"Asia/Ho_Chi_Minh", vietnam_offset},
                                         {"Asia/Saigon", vietnam_offset},
                                         {"Asia/Hanoi", vietnam_offset},
                                         {"Asia/Bangkok", vietnam_offset},
                                         {"Asia/Phnom_Penh", vietnam_offset},
                                         {"Asia/Vientiane", vietnam_offset},
                                         {"Asia/Jakarta", vietnam_offset},
                                         {"ICT", vietnam_offset},
                                         {"VN", vietnam_offset},
                                         {"UTC", 0},
                                         {"Etc/UTC", 0},
                                         {"Etc/GMT", 0},
                                         {"GMT", 0},
                                         {"Z", 0},
                                         {"Asia/Shanghai", 8 * 60},
                                         {"Asia/Singapore", 8 * 60},
                                         {"Asia/Hong_Kong", 8 * 60},
                                         {"Asia/Manila", 8 * 60},
                                         {"Asia/Taipei", 8 * 60},
                                         {"Asia/Tokyo", 9 * 60},
                                         {"Asia/Seoul", 9 * 60},
                                         {"Asia/Kolkata", 5 * 60 + 30},
                                         {"Asia/Dubai", 4 * 60}}};
  for (const named& z : zones)
    if (zone == z.name) return z.minutes;
  // In "Etc/GMT-7" the sign is turned round: seven hours ahead of Greenwich.
  if (zone.substr(0, 7) == "Etc/GMT") {
    const auto turned = offset_of_digits(zone.substr(7));
    return turned ? std::optional<int>{-*turned} : std::nullopt;
  }
  if (zone.substr(0, 3) == "UTC" || zone.substr(0, 3) == "GMT") zone.remove_prefix(3);
  return offset_of_digits(zone);
}

}  // namespace dinh::inline v1::exchange
