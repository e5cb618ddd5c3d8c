#pragma once
/// \file
/// Lengths of time and the four ways in which the law uses them. No calendar is needed to name a
/// limit; `due.hpp` applies one.
///
/// \code
/// using namespace dinh::literals;
/// limit publish = within(5_working_days);   // the last lawful day lies 5 working days after the trigger
/// limit convene = before(7_days);           // at the latest 7 days before the event
/// limit posted  = at_least(30_days);        // lasts 30 days or longer
/// limit interim = valid_for(6_months);      // counts to the end of the last day
/// \endcode

#include <dinh/base/text.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// Units of a period (Civil Code 91/2015/QH13 Art 144(2)). `working_day` is not in the Code; it counts the days
/// on which the body concerned works. `hour` counts hours within office hours.
enum class time_unit : std::uint8_t { working_day, day, week, month, year, hour };

/// The longest span the library counts, in any unit; enough for 1900-2200 in days.
inline constexpr std::int32_t longest_span_count = 120'000;

/// A length of time: 5 working days, 6 months. Range of a lawful count: 0..`longest_span_count`.
struct span {
  std::int32_t count = 0;
  time_unit unit = time_unit::day;

  [[nodiscard]] constexpr bool is_countable() const noexcept { return count >= 0 && count <= longest_span_count; }
  friend constexpr bool operator==(const span&, const span&) = default;
};

/// Which end of the span a person has to keep.
enum class direction : std::uint8_t {
  within_after,           ///< the act falls due at the end of the span after the trigger
  not_later_than_before,  ///< the act is done at the latest the span before the event
  at_least_lasting,       ///< the state lasts the span or longer
  valid_for               ///< what was done counts to the end of the span
};

/// The act falls due at the end of `length` after the trigger.
struct within {
  span length;
  constexpr explicit within(span s) noexcept : length{s} {}
};
/// The act is done at the latest `length` before the event.
struct before {
  span length;
  constexpr explicit before(span s) noexcept : length{s} {}
};
/// The state lasts `length` or longer.
struct at_least {
  span length;
  constexpr explicit at_least(span s) noexcept : length{s} {}
};
/// What was done counts to the end of `length`.
struct valid_for {
  span length;
  constexpr explicit valid_for(span s) noexcept : length{s} {}
};

/// One of the four as a run-time value: what packs and rules hold.
struct limit {
  span length;
  direction way = direction::within_after;

  constexpr limit() = default;
  constexpr limit(span s, direction d) noexcept : length{s}, way{d} {}
  constexpr limit(within l) noexcept : length{l.length}, way{direction::within_after} {}
  constexpr limit(before l) noexcept : length{l.length}, way{direction::not_later_than_before} {}
  constexpr limit(at_least l) noexcept : length{l.length}, way{direction::at_least_lasting} {}
  constexpr limit(dinh::valid_for l) noexcept : length{l.length}, way{direction::valid_for} {}

  friend constexpr bool operator==(const limit&, const limit&) = default;
};

/// The names used in packs and case files: "working_day", "day", "week", "month", "year", "hour".
[[nodiscard]] constexpr std::string_view name_of(time_unit u) noexcept {
  constexpr std::array<std::string_view, 6> names{"working_day", "day", "week", "month", "year", "hour"};
  return names[static_cast<std::size_t>(u)];
}
/// By such a name; `nullopt` for any other text.
[[nodiscard]] constexpr std::optional<time_unit> time_unit_from(std::string_view name) noexcept {
  for (std::uint8_t u = 0; u < 6; ++u)
    if (name_of(static_cast<time_unit>(u)) == name) return static_cast<time_unit>(u);
  return std::nullopt;
}

/// "within_after", "not_later_than_before", "at_least_lasting", "valid_for".
[[nodiscard]] constexpr std::string_view name_of(direction d) noexcept {
  constexpr std::array<std::string_view, 4> names{"within_after", "not_later_than_before", "at_least_lasting",
                                                  "valid_for"};
  return names[static_cast<std::size_t>(d)];
}
/// By such a name; `nullopt` for any other text.
[[nodiscard]] constexpr std::optional<direction> direction_from(std::string_view name) noexcept {
  for (std::uint8_t d = 0; d < 4; ++d)
    if (name_of(static_cast<direction>(d)) == name) return static_cast<direction>(d);
  return std::nullopt;
}

/// "5 ngày làm việc" / "5 working days".
[[nodiscard]] inline text describe(const span& s) {
  constexpr std::array<std::string_view, 6> vi{"ngày làm việc", "ngày", "tuần", "tháng", "năm", "giờ làm việc"};
  constexpr std::array<std::string_view, 6> en{"working day", "day", "week", "month", "year", "working hour"};
  const auto u = static_cast<std::size_t>(s.unit);
  const std::string count = std::to_string(s.count);
  text out{count + " ", count + " "};
  out.vi += vi[u];
  out.en += en[u];
  if (s.count != 1) out.en += 's';
  return out;
}

/// "trong vòng 5 ngày làm việc" / "within 5 working days", and so on.
[[nodiscard]] inline text describe(const limit& l) {
  const text length = describe(l.length);
  switch (l.way) {
    case direction::within_after:
      return {"trong vòng " + length.vi, "within " + length.en};
    case direction::not_later_than_before:
      return {"chậm nhất " + length.vi + " trước", "at the latest " + length.en + " before"};
    case direction::at_least_lasting:
      return {"ít nhất " + length.vi, "at least " + length.en};
    case direction::valid_for:
      return {"có giá trị trong " + length.vi, "valid for " + length.en};
  }
  return length;
}

namespace detail {
consteval span literal_span(unsigned long long count, time_unit unit) {
  if (count > static_cast<unsigned long long>(longest_span_count)) throw std::out_of_range{"dinh: span too long"};
  return {static_cast<std::int32_t>(count), unit};
}
}  // namespace detail

/// `5_working_days`, `30_days`, `2_weeks`, `6_months`, `1_year`, `8_hours`; singular and plural mean the same.
namespace literals {
consteval span operator""_working_days(unsigned long long n) { return detail::literal_span(n, time_unit::working_day); }
consteval span operator""_working_day(unsigned long long n) { return detail::literal_span(n, time_unit::working_day); }
consteval span operator""_days(unsigned long long n) { return detail::literal_span(n, time_unit::day); }
consteval span operator""_day(unsigned long long n) { return detail::literal_span(n, time_unit::day); }
consteval span operator""_weeks(unsigned long long n) { return detail::literal_span(n, time_unit::week); }
consteval span operator""_week(unsigned long long n) { return detail::literal_span(n, time_unit::week); }
consteval span operator""_months(unsigned long long n) { return detail::literal_span(n, time_unit::month); }
consteval span operator""_month(unsigned long long n) { return detail::literal_span(n, time_unit::month); }
consteval span operator""_years(unsigned long long n) { return detail::literal_span(n, time_unit::year); }
consteval span operator""_year(unsigned long long n) { return detail::literal_span(n, time_unit::year); }
consteval span operator""_hours(unsigned long long n) { return detail::literal_span(n, time_unit::hour); }
consteval span operator""_hour(unsigned long long n) { return detail::literal_span(n, time_unit::hour); }
}  // namespace literals

}  // namespace dinh::inline v1
