#pragma once
/// \file
/// Dates are `boost::gregorian::date`: civil days, no clock, no time zone. The library counts with
/// day numbers and never with Boost's month arithmetic, which sticks to month ends (28 February
/// plus one month is 31 March there; Civil Code 91/2015/QH13 Art 148(3) says 28 March).

#include <dinh/base/diagnostic.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// A day of the years 1400..9999, or a special value: infinite either way, or `not_a_date_time`.
using date = boost::gregorian::date;

/// Days since 1970-01-01; what the library computes with.
using day_number = std::int32_t;

/// The days of the week, Monday first.
enum class weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// A date as its three parts.
struct civil {
  int year;
  int month;  ///< 1..12
  int day;    ///< 1..31
  friend constexpr auto operator<=>(const civil&, const civil&) = default;
};

[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Days of a month, 28..31. Pre: `month` in 1..12.
[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
  constexpr std::array<std::int8_t, 12> length{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : length[static_cast<std::size_t>(month - 1)];
}

/// Whether y-m-d is a day of the years 1400..9999, the range of `date`.
[[nodiscard]] constexpr bool is_valid(civil c) noexcept {
  return c.year >= 1400 && c.year <= 9999 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
         c.day <= days_in_month(c.year, c.month);
}

namespace detail {
// C. Neri, L. Schneider, "Euclidean affine functions and their application to calendar algorithms", Software: Practice
// and Experience 53 (2023): years begin in March, so that the leap day comes last, and every division is one by a
// constant or a power of two. The arithmetic is unsigned: it wraps and never overflows.
inline constexpr std::uint32_t days_from_march_of_0_to_1970 = 719468;
inline constexpr std::uint32_t days_of_400_years = 146097;
inline constexpr std::uint32_t march_to_december = 306;  // days
}  // namespace detail

/// Exact from 0000-03-01 on; `date` holds the years 1400..9999. Pre: `c.month` in 1..12. O(1): days before the year,
/// before the month, in the month.
[[nodiscard]] constexpr day_number to_day_number(civil c) noexcept {
  const bool in_next_year = c.month <= 2;  // January and February belong to the year that began in March
  const std::uint32_t year = static_cast<std::uint32_t>(c.year) - (in_next_year ? 1U : 0U);
  const std::uint32_t month = static_cast<std::uint32_t>(c.month) + (in_next_year ? 12U : 0U);  // 3..14
  const std::uint32_t century = year / 100;
  const std::uint32_t before_year = 1461 * year / 4 - century + century / 4;
  const std::uint32_t before_month = (979 * month - 2919) / 32;
  return static_cast<day_number>(before_year + before_month + static_cast<std::uint32_t>(c.day) - 1 -
                                 detail::days_from_march_of_0_to_1970);
}

/// Inverse of `to_day_number`; exact from 0000-03-01 on. What lies before is no date and gives some numbers.
[[nodiscard]] constexpr civil to_civil(day_number n) noexcept {
  const std::uint32_t days = static_cast<std::uint32_t>(n) + detail::days_from_march_of_0_to_1970;
  const std::uint32_t in_quarters = 4 * days + 3;
  const std::uint32_t century = in_quarters / detail::days_of_400_years;
  const std::uint32_t day_of_century = in_quarters % detail::days_of_400_years / 4;
  // Division by 1461 days of 4 years as a product with 2^32 / 1461: the year above, the rest of the year below
  constexpr std::uint64_t scale = 2939745;
  const std::uint64_t years = scale * (4 * day_of_century + 3);
  const auto year_of_century = static_cast<std::uint32_t>(years >> 32U);
  const auto day_of_year = static_cast<std::uint32_t>((years & UINT32_MAX) / scale / 4);
  // 2141 / 65536 is close to one month by one day, from March on
  const std::uint32_t months = 2141 * day_of_year + 197913;
  const std::uint32_t month = months >> 16U;
  const std::uint32_t day = (months & 0xFFFFU) / 2141 + 1;
  const bool in_next_year = day_of_year >= detail::march_to_december;
  return {static_cast<int>(100 * century + year_of_century + (in_next_year ? 1U : 0U)),
          static_cast<int>(in_next_year ? month - 12 : month), static_cast<int>(day)};
}

namespace detail {
inline constexpr std::uint32_t boost_day_of_1970 = 2440588;
}

/// Pre: `d` is a day, not infinite or `not_a_date_time`. A subtraction.
[[nodiscard]] inline day_number to_day_number(date d) noexcept {
  return static_cast<day_number>(d.day_number() - detail::boost_day_of_1970);
}
/// Pre: the day lies in the years 1400..9999.
[[nodiscard]] inline date to_date(day_number n) noexcept {
  return date{static_cast<date::date_rep_type>(static_cast<std::uint32_t>(n) + detail::boost_day_of_1970)};
}
/// The value that stands for no day at all (`not_a_date_time`).
[[nodiscard]] inline date no_date() noexcept { return date{boost::date_time::not_a_date_time}; }
/// Pre: `is_valid(c)`.
[[nodiscard]] inline date to_date(civil c) noexcept { return to_date(to_day_number(c)); }
/// Pre: `d` is a day, not infinite or `not_a_date_time`.
[[nodiscard]] inline civil to_civil(date d) noexcept { return to_civil(to_day_number(d)); }

[[nodiscard]] constexpr weekday weekday_of(day_number n) noexcept {
  const int w = (n + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<weekday>(w < 0 ? w + 7 : w);
}
/// Pre: `d` is a day, not infinite or `not_a_date_time`.
[[nodiscard]] inline weekday weekday_of(date d) noexcept { return weekday_of(to_day_number(d)); }

/// The corresponding day `months` later (or earlier, if negative); where that month has no such day,
/// its last day. Civil Code 91/2015/QH13 Art 148(3); Art 148(4) for whole years, where 29 February
/// falls to 28 February by reading (4) with (3). Pre: `c` is a day, and the result lies in the years from 0 on.
[[nodiscard]] constexpr civil add_months(civil c, int months) noexcept {
  const int m = c.year * 12 + c.month - 1 + months;
  const int year = m / 12;
  const int month = m % 12 + 1;
  const int last = days_in_month(year, month);
  return {year, month, c.day < last ? c.day : last};
}

/// "2025-05-05"; "-inf", "+inf" and "none" for the special values.
[[nodiscard]] inline std::string to_text(date d) {
  if (d.is_neg_infinity()) return "-inf";
  if (d.is_pos_infinity()) return "+inf";
  if (d.is_not_a_date()) return "none";
  const civil c = to_civil(d);
  std::string out(10, '-');
  const auto digit = [](int v) { return static_cast<char>('0' + v % 10); };
  out[0] = digit(c.year / 1000);
  out[1] = digit(c.year / 100);
  out[2] = digit(c.year / 10);
  out[3] = digit(c.year);
  out[5] = digit(c.month / 10);
  out[6] = digit(c.month);
  out[8] = digit(c.day / 10);
  out[9] = digit(c.day);
  return out;
}

/// Reads "YYYY-MM-DD", nothing else. Fails with `date/malformed` or `date/no-such-day`.
[[nodiscard]] inline checked<date> parse_date(std::string_view s, std::string where = {}) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  bool shape = s.size() == 10 && s[4] == '-' && s[7] == '-';
  if (shape)
    for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) shape = shape && is_digit(s[i]);
  if (!shape)
    return refuse("date/malformed", std::move(where),
                  {"\"" + std::string{s} + "\" không phải là ngày.", "\"" + std::string{s} + "\" is not a date."},
                  {"Viết ngày theo dạng NNNN-TT-NN, ví dụ 2025-04-24.", "Write YYYY-MM-DD, for example 2025-04-24."});
  const auto number = [&](std::size_t from, std::size_t length) {
    int v = 0;
    for (std::size_t i = from; i < from + length; ++i) v = v * 10 + (s[i] - '0');
    return v;
  };
  const civil c{number(0, 4), number(5, 2), number(8, 2)};
  if (!is_valid(c))
    return refuse(
        "date/no-such-day", std::move(where),
        {"Không có ngày " + std::string{s} + ".", "There is no day " + std::string{s} + "."},
        {"Kiểm tra tháng và ngày; năm từ 1400 đến 9999.", "Check the month and the day; years run from 1400 to 9999."});
  return to_date(c);
}

/// "Thứ Hai" … "Chủ nhật", or "Mon" … "Sun".
[[nodiscard]] inline std::string_view name_of(weekday w, lang l) noexcept {
  constexpr std::array<std::string_view, 7> vi{"Thứ Hai", "Thứ Ba",  "Thứ Tư",  "Thứ Năm",
                                               "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
  constexpr std::array<std::string_view, 7> en{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return (l == lang::vi ? vi : en)[static_cast<std::size_t>(w)];
}

}  // namespace dinh::inline v1
