#pragma once
/// \file
/// The Vietnamese lunar calendar of 1900-2200: lunar new year (Tết) and the Hùng Kings' day depend on it.
///
/// Rules: the day of the new moon at UTC+7 is day 1 of a month; month 11 holds the winter solstice; of
/// 13 months between two of them the first without a principal solar term is the leap month. UTC+7 is the
/// official time since 1 January 1968 (Decision 121-CP of 8 August 1967; Decision 134/2002/QĐ-TTg); the same
/// rule is used for all years here, so what people observed before 1976 may differ with the place and its time.
///
/// The table below holds facts computed beforehand from the motion of Moon and Sun (agreement with an
/// independent ephemeris: 27 seconds or better). New moons within two minutes of midnight UTC+7, whose day may
/// still move with the rotation of the Earth, which nobody can foretell to the second: 2054-05-08, 2072-12-10,
/// 2077-11-16, 2085-10-19, 2125-01-05, 2130-05-08, 2131-12-20, 2159-05-18; after 2130 the doubt grows to four
/// minutes and also touches 2134-07-22, 2150-05-27, 2175-01-23 and 2199-01-27. None of them before 2175 begins a
/// lunar new year or the month of the Hùng Kings' day.

#include <dinh/base/date.hpp>
#include <dinh/base/text.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace dinh::inline v1 {

/// A leap month repeats the number of the month before it.
enum class lunar_month_kind : std::uint8_t { regular, leap };

/// A day of the lunar calendar. `year` is the solar year in which its lunar new year falls.
struct lunar_date {
  int year = 0;
  int month = 0;  ///< 1..12
  int day = 0;    ///< 1..30
  lunar_month_kind kind = lunar_month_kind::regular;

  friend constexpr bool operator==(const lunar_date&, const lunar_date&) = default;
};

namespace detail {

inline constexpr int first_lunar_year = 1899;  // its last months reach into 1900
inline constexpr int last_lunar_year = 2200;

// Bits 0-12: month i has 30 days (else 29), in order of time; bits 13-16: the month that a leap month
// follows, 0 for none; bits 17-22: days from 1 January to day 1 of month 1.
inline constexpr std::array<std::uint32_t, 302> lunar_years{
    0x500ad5, 0x3d16d2, 0x620752, 0x4c06a5, 0x36b64b, 0x5c064b, 0x440c9b, 0x30955a, 0x56056a, 0x400b69,  // 1899
    0x2a5752, 0x500b52, 0x3adb25, 0x600b25, 0x480a4b, 0x32b4ab, 0x5802ad, 0x42056d, 0x2c6b69, 0x520da9,  // 1909
    0x3efd92, 0x640e92, 0x4c0d25, 0x36da4d, 0x5c0a56, 0x4602b6, 0x2e95b5, 0x5606d4, 0x400ea9, 0x2c5e92,  // 1919
    0x500e92, 0x3acd26, 0x5e052b, 0x480a57, 0x32b4d6, 0x58035a, 0x4206d5, 0x2e76c9, 0x520749, 0x3d1693,  // 1929
    0x620a95, 0x4c052b, 0x34ca5b, 0x5a0aad, 0x46056a, 0x309b65, 0x560ba4, 0x400b49, 0x2a5a95, 0x500a95,  // 1939
    0x38f52d, 0x5e0556, 0x480ab5, 0x34b5aa, 0x5805d2, 0x420da5, 0x2e7d4a, 0x540e4a, 0x3d0c96, 0x600a97,  // 1949
    0x4c0556, 0x36cab5, 0x5a0ad9, 0x4606d2, 0x308ea5, 0x560725, 0x3e064b, 0x286c97, 0x4e049b, 0x38e55b,  // 1959
    0x5c056b, 0x480b69, 0x34b752, 0x5a0b52, 0x420b25, 0x2c9a4b, 0x520a4d, 0x3d14ab, 0x6002ad, 0x4a05ad,  // 1969
    0x36cb6a, 0x5c0da9, 0x460d92, 0x309d25, 0x560d25, 0x400a55, 0x2854ad, 0x4e04b6, 0x38e5b5, 0x5e06d5,  // 1979
    0x480ec9, 0x34be92, 0x5a0e92, 0x440d26, 0x2c6a56, 0x500a57, 0x3d1556, 0x62056a, 0x4a0b55, 0x36b6c9,  // 1989
    0x5c0749, 0x460693, 0x2e952b, 0x54052b, 0x3e0a5b, 0x2a555a, 0x4e056a, 0x38eb65, 0x5e0ba5, 0x4a0d49,  // 1999
    0x32ba95, 0x580a95, 0x42052d, 0x2c8aad, 0x500ab5, 0x3d35aa, 0x6205d2, 0x4c0da5, 0x36dd4a, 0x5c0e4a,  // 2009
    0x460c96, 0x30992e, 0x540556, 0x3e0ab5, 0x2a55b2, 0x5006d2, 0x38cea5, 0x5e0725, 0x48064b, 0x32ac97,  // 2019
    0x5604ab, 0x40055b, 0x2c6ada, 0x520b6a, 0x3d7752, 0x620b92, 0x4c0b25, 0x36da4b, 0x5a0a4d, 0x4404ad,  // 2029
    0x2ea95b, 0x5405ad, 0x3e0baa, 0x2a5b52, 0x500d92, 0x3afd25, 0x5e0d25, 0x480a55, 0x32b4ad, 0x5804b6,  // 2039
    0x4006b5, 0x2c6daa, 0x520eca, 0x3f0e92, 0x600e93, 0x4c0d26, 0x36ca56, 0x5a0a5b, 0x44055a, 0x2e8ad5,  // 2049
    0x540b55, 0x40074a, 0x286e93, 0x4e0a93, 0x38f52b, 0x5e052b, 0x460a9b, 0x32b55a, 0x58056a, 0x420b65,  // 2059
    0x2c974a, 0x520d4a, 0x3d1a95, 0x620c95, 0x4a092d, 0x34caad, 0x5a0ab5, 0x4605aa, 0x2e8ba5, 0x540ea5,  // 2069
    0x400d4a, 0x2a7d15, 0x4e0c96, 0x38f956, 0x5e0556, 0x480ab5, 0x32b5b4, 0x5806d4, 0x420ea5, 0x2e8e8a,  // 2079
    0x50068b, 0x3b1497, 0x6004ab, 0x4a095b, 0x34cada, 0x5a0b6a, 0x460754, 0x309725, 0x540b45, 0x3e0a8b,  // 2089
    0x28552b, 0x4e04ad, 0x38e96b, 0x5e05b5, 0x4a0daa, 0x36bb54, 0x5a0da2, 0x440d45, 0x2e9a8d, 0x540a95,  // 2099
    0x3d34ad, 0x6204d6, 0x4c0ab5, 0x38cdaa, 0x5c0eca, 0x480ea2, 0x329d46, 0x580d4a, 0x400a96, 0x2a7536,  // 2109
    0x50055a, 0x3aead5, 0x5e0b65, 0x4a0752, 0x34aea5, 0x5a0aa5, 0x42054b, 0x2c8a97, 0x520aab, 0x3f755a,  // 2119
    0x62056a, 0x4c0b65, 0x38db52, 0x5e0d52, 0x460b15, 0x30ba4b, 0x56094d, 0x400aad, 0x2a556a, 0x5005b2,  // 2129
    0x3aeda9, 0x600ea9, 0x4a0d92, 0x34bd15, 0x5a0d26, 0x440956, 0x2c92ad, 0x520ad6, 0x3e06d4, 0x282da9,  // 2139
    0x4c0ea9, 0x38ce8a, 0x5c068b, 0x460527, 0x2ea957, 0x54095b, 0x400ada, 0x2c76d4, 0x500754, 0x3af749,  // 2149
    0x600b45, 0x4a0a93, 0x32d52b, 0x58052d, 0x42096d, 0x2e936a, 0x520daa, 0x3f5ba4, 0x640da4, 0x4e0d49,  // 2159
    0x36da95, 0x5c0a96, 0x46052e, 0x30aaad, 0x540ab5, 0x400daa, 0x2c7da4, 0x520ea4, 0x3afd4a, 0x600d4a,  // 2169
    0x4a0a96, 0x34d536, 0x58055a, 0x420ad5, 0x2e96ca, 0x540752, 0x3c0ea5, 0x28564a, 0x4c064b, 0x36ca97,  // 2179
    0x5a0aab, 0x46055a, 0x30ab55, 0x560ba9, 0x400b52, 0x2a7b25, 0x500b25, 0x3afa4b, 0x5e0a4d, 0x480aad,  // 2189
    0x34d56a, 0x5a05b4                                                                                   // 2199
};

struct lunar_year_facts {
  day_number first_day;
  int leap_month;  // 0: none
  std::uint32_t long_months;

  [[nodiscard]] constexpr int months() const noexcept { return leap_month == 0 ? 12 : 13; }
  [[nodiscard]] constexpr int length_of(int index) const noexcept {
    return 29 + static_cast<int>(long_months >> static_cast<unsigned>(index) & 1U);
  }
};

[[nodiscard]] constexpr lunar_year_facts facts_of_lunar_year(int year) noexcept {
  const std::uint32_t bits = lunar_years[static_cast<std::size_t>(year - first_lunar_year)];
  return {to_day_number(civil{year, 1, 1}) + static_cast<int>(bits >> 17U), static_cast<int>(bits >> 13U & 15U),
          bits & 0x1fffU};
}

}  // namespace detail

/// The leap month of a lunar year as the number it repeats, or 0. Range 1899..2200; `nullopt` outside.
[[nodiscard]] constexpr std::optional<int> leap_month_of(int lunar_year) noexcept {
  if (lunar_year < detail::first_lunar_year || lunar_year > detail::last_lunar_year) return std::nullopt;
  return detail::facts_of_lunar_year(lunar_year).leap_month;
}

/// The lunar date of a day of 1900-01-01..2200-12-31; `nullopt` outside. O(months of a year).
[[nodiscard]] constexpr std::optional<lunar_date> to_lunar(day_number n) noexcept {
  constexpr day_number first = to_day_number(civil{1900, 1, 1});
  constexpr day_number last = to_day_number(civil{2200, 12, 31});
  if (n < first || n > last) return std::nullopt;
  int year = to_civil(n).year;
  detail::lunar_year_facts facts = detail::facts_of_lunar_year(year);
  if (n < facts.first_day) facts = detail::facts_of_lunar_year(--year);
  int left = n - facts.first_day;
  for (int index = 0; index < facts.months(); ++index) {
    const int length = facts.length_of(index);
    if (left < length) {
      const bool after_leap = facts.leap_month != 0 && index >= facts.leap_month;
      const bool is_leap = facts.leap_month != 0 && index == facts.leap_month;
      return lunar_date{year, index + 1 - (after_leap ? 1 : 0), left + 1,
                        is_leap ? lunar_month_kind::leap : lunar_month_kind::regular};
    }
    left -= length;
  }
  return std::nullopt;
}
/// The same of a date; `nullopt` also for special values.
[[nodiscard]] inline std::optional<lunar_date> to_lunar(date d) noexcept {
  if (d.is_special()) return std::nullopt;
  return to_lunar(to_day_number(d));
}

/// The day of a lunar date; `nullopt` if there is no such lunar day (month 13, day 30 of a short month, a leap
/// month that the year does not have) or the year lies outside 1899..2200.
[[nodiscard]] constexpr std::optional<day_number> to_day_number(const lunar_date& l) noexcept {
  if (l.year < detail::first_lunar_year || l.year > detail::last_lunar_year) return std::nullopt;
  if (l.month < 1 || l.month > 12 || l.day < 1) return std::nullopt;
  const detail::lunar_year_facts facts = detail::facts_of_lunar_year(l.year);
  const bool is_leap = l.kind == lunar_month_kind::leap;
  if (is_leap && facts.leap_month != l.month) return std::nullopt;
  const bool shifted = is_leap || (facts.leap_month != 0 && l.month > facts.leap_month);
  const int index = l.month - 1 + (shifted ? 1 : 0);
  if (l.day > facts.length_of(index)) return std::nullopt;
  day_number n = facts.first_day + l.day - 1;
  for (int i = 0; i < index; ++i) n += facts.length_of(i);
  return n;
}
/// The same as a date.
[[nodiscard]] inline std::optional<date> to_date(const lunar_date& l) noexcept {
  const auto n = to_day_number(l);
  if (!n) return std::nullopt;
  return to_date(*n);
}

/// Day 1 of month 1 (Tết) that falls in a solar year 1900..2200; `nullopt` outside.
[[nodiscard]] inline std::optional<date> lunar_new_year(int year) noexcept {
  if (year <= detail::first_lunar_year) return std::nullopt;
  return to_date(lunar_date{.year = year, .month = 1, .day = 1});
}

/// Day 10 of month 3 (Hùng Kings' commemoration day) of a year 1900..2200; `nullopt` outside.
[[nodiscard]] inline std::optional<date> hung_kings_day(int year) noexcept {
  if (year <= detail::first_lunar_year) return std::nullopt;
  return to_date(lunar_date{.year = year, .month = 3, .day = 10});
}

/// "10/3 âm lịch năm 2029", "10/6 nhuận âm lịch năm 2025" /
/// "day 10 of month 3, lunar year 2029", "day 10 of leap month 6, lunar year 2025".
[[nodiscard]] inline text describe(const lunar_date& l) {
  const bool is_leap = l.kind == lunar_month_kind::leap;
  const std::string day = std::to_string(l.day);
  const std::string month = std::to_string(l.month);
  const std::string year = std::to_string(l.year);
  return {day + "/" + month + (is_leap ? " nhuận" : "") + " âm lịch năm " + year,
          "day " + day + " of " + (is_leap ? "leap " : "") + "month " + month + ", lunar year " + year};
}

}  // namespace dinh::inline v1
