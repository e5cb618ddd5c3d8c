#pragma once
// A slow and obvious second implementation, day by day, from the table of days off and the statute notes.
#include "../vietnam.hpp"

#include <dinh/calendar/due.hpp>
#include <dinh/calendar/lunar.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace test {

using namespace dinh;

inline constexpr day_number first_day = first_calendar_day;
inline constexpr day_number last_day = last_calendar_day;

enum class nature : std::uint8_t { weekday_worked, weekend, holiday, substitute, swap_off, swap_work };

/// What each day is: the table where a year has one, else the statutory days and their substitutes.
class slow_calendar {
public:
  slow_calendar() {
    for (const auto& row : test::csv_rows(test::shared("data/vn_days_off.csv"))) {
      const date d = day(row.at(0));
      table_[to_day_number(d)] = row.at(2);
      // the one row of 2012 is the partner of a day of 2013; the other days of 2012 were not collected
      if (to_civil(d).year > 2012) decided_years_.insert(to_civil(d).year);
    }
    for (int year = 1900; year <= 2200; ++year) assume(year);
    for (day_number n = first_day; n <= last_day; ++n) days_.push_back(nature_of(n));
  }

  [[nodiscard]] bool decided(day_number n) const { return decided_years_.contains(to_civil(n).year); }
  [[nodiscard]] const std::set<int>& decided_years() const { return decided_years_; }
  [[nodiscard]] nature of(day_number n) const { return days_.at(static_cast<std::size_t>(n - first_day)); }
  [[nodiscard]] static bool covers(day_number n) { return n >= first_day && n <= last_day; }

  [[nodiscard]] bool works(day_number n, const due_policies& p) const {
    switch (of(n)) {
      case nature::weekday_worked:
        return !(p.culture_day_is_made_up == choice::yes && culture_in_lieu_.contains(n));
      case nature::swap_work:
        return p.make_up_saturday_is_working_day == choice::yes;
      case nature::swap_off:
        return p.swapped_day_off_is_rest_day == choice::no;
      case nature::substitute:
        return p.substitute_day_is_day_off == choice::no;
      default:
        return false;
    }
  }

private:
  static bool is_weekend(day_number n) { return weekday_of(n) >= weekday::saturday; }

  void assume(int year) {
    if (decided_years_.contains(year)) return;
    const auto on = [&](int month, int d) { return to_day_number(civil{year, month, d}); };
    std::set<day_number> statutory;
    if (year >= 1995) {
      for (const day_number n : {on(1, 1), on(4, 30), on(5, 1), on(9, 2)}) statutory.insert(n);
      const day_number tet = to_day_number(lunar_new_year(year).value());
      for (int i = -1; i < (year < 2014 ? 3 : 4); ++i) statutory.insert(tet + i);
    }
    if (year >= 2007) statutory.insert(to_day_number(hung_kings_day(year).value()));
    if (year >= 2021) statutory.insert(on(9, 1));
    std::set<day_number> taken = statutory;
    for (const day_number n : statutory) {
      if (table_.contains(n)) continue;
      assumed_[n] = nature::holiday;
      if (!is_weekend(n)) continue;
      day_number other = n + 1;
      while (is_weekend(other) || taken.contains(other)) ++other;
      taken.insert(other);
      assumed_[other] = nature::substitute;
    }
    if (year >= 2026) {
      const day_number culture = on(11, 24);
      assumed_[culture] = nature::holiday;
      day_number other = culture + 1;
      while (is_weekend(other)) ++other;
      if (is_weekend(culture)) culture_in_lieu_.insert(other);
    }
  }

  [[nodiscard]] nature nature_of(day_number n) const {
    const auto row = table_.find(n);
    if (row != table_.end()) {
      if (row->second == "statutory") return nature::holiday;
      if (row->second == "substitute") return nature::substitute;
      return row->second == "swap_off" ? nature::swap_off : nature::swap_work;
    }
    const auto a = assumed_.find(n);
    if (a != assumed_.end()) return a->second;
    return is_weekend(n) ? nature::weekend : nature::weekday_worked;
  }

  std::map<day_number, std::string> table_;
  std::map<day_number, nature> assumed_;
  std::set<int> decided_years_;
  std::set<day_number> culture_in_lieu_;
  std::vector<nature> days_;
};

inline const slow_calendar& slow() {
  static const slow_calendar calendar;
  return calendar;
}

/// The answer of the second implementation: every day touched is looked at one by one.
struct slow_answer {
  bool known = true;
  day_number day = 0;
  bool provisional = false;
};

inline slow_answer ask_slowly(limit l, day_number from, const due_policies& p) {
  slow_answer out;
  const auto look = [&](day_number n) {
    if (!slow_calendar::covers(n)) {
      out.known = false;
      return false;
    }
    if (!slow().decided(n)) out.provisional = true;
    return slow().works(n, p);
  };
  const bool back = l.way == direction::not_later_than_before;
  const int step = back ? -1 : 1;
  day_number n = from;
  civil c = to_civil(from);
  const bool leap_day = c.month == 2 && c.day == 29;
  switch (l.length.unit) {
    case time_unit::working_day:
      for (int left = l.length.count; left > 0 && out.known;) {
        n += step;
        if (look(n)) --left;
      }
      break;
    case time_unit::day:
      n += step * l.length.count;
      break;
    case time_unit::week:
      for (int i = 0; i < l.length.count; ++i) n += 7 * step;
      break;
    case time_unit::month:
    case time_unit::year: {
      const int wanted = c.day;
      const int months = l.length.count * (l.length.unit == time_unit::year ? 12 : 1);
      for (int i = 0; i < months; ++i) {
        c.month += step;
        if (c.month == 13) c = {c.year + 1, 1, c.day};
        if (c.month == 0) c = {c.year - 1, 12, c.day};
      }
      c.day = wanted;
      while (!is_valid(c)) --c.day;
      n = to_day_number(c);
      if (leap_day && c.day == 28 && l.length.unit == time_unit::year && months > 0 &&
          p.leap_day == leap_day_anniversary::first_of_march)
        ++n;
      break;
    }
    case time_unit::hour:
      out.known = false;
      break;
  }
  if (!out.known) return out;
  if (back && p.lead_time_in_full_days == choice::yes) --n;
  const bool forwards = l.way == direction::within_after ||
                        (l.way == direction::at_least_lasting && p.roll_minimum_period_end == choice::yes);
  const bool already_working = l.length.unit == time_unit::working_day && l.length.count > 0;
  if (forwards && !already_working)
    while (out.known && !look(n)) ++n;
  if (back && p.roll_lead_time_earlier == choice::yes)
    while (out.known && !look(n)) --n;
  out.day = n;
  return out;
}

/// Small, the same on every platform.
class generator {
public:
  explicit generator(std::uint64_t seed) : state_{seed} {}
  std::int32_t below(std::int32_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::int32_t>((state_ >> 33U) % static_cast<std::uint64_t>(bound));
  }

private:
  std::uint64_t state_;
};

}  // namespace test
