#pragma once
/// \file
/// Due dates: a limit applied to a calendar, with the reasons.
///
/// \code
/// auto due = calendar.due(within(5_working_days), after(date{2025, 4, 24}));   // Mon 5 May 2025
/// date latest = calendar.latest_day(within(10_days), received);                // hot path: no reasons, no allocation
/// \endcode
///
/// `within`: the N-th working day after the trigger; in days, weeks, months and years the corresponding day, moved to
/// the next working day if it is a day off (Civil Code 91/2015/QH13 Art 147(2), 148). `before`: counted back from the
/// event, which is not counted; never moved. `at_least`: the end of the N-th day after the first; not moved.
/// `valid_for`: the end of the last day; not moved. A length of 0 is the day of the trigger itself. The departures from
/// this are `due_policies`.

#include <dinh/base/explanation.hpp>
#include <dinh/calendar/work_calendar.hpp>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// What `work_calendar::answer` gives: 12 bytes, no reasons.
struct due_answer {
  date day;      ///< the day asked for; `not_a_date_time` if it cannot be told
  date counted;  ///< the last counted day, before an end on a day off moved
  /// `assumed` if the answer rests on a day of a year whose days off are not decided: it is provisional.
  standing stands = standing::decided;

  [[nodiscard]] bool is_provisional() const noexcept { return stands == standing::assumed; }
};

/// Days `[from, until)` during which a period does not run; `until` is the day on which it runs again, `pos_infin`
/// while that is not known.
struct suspension {
  date from;
  date until{boost::date_time::pos_infin};
};

/// How often, and by how much, a period may be made longer.
struct extension_terms {
  span each;                    ///< the length of one extension
  std::int32_t most_times = 1;  ///< 0: none is allowed
  span most_in_all{};  ///< all extensions together, in the unit of `each`; 0: only `most_times` bounds them
};

/// The extensions of a period that was extended `times` times. Fails with `limit/not-extendable` if the terms do not
/// allow so many, `limit/extended-too-far` if they are too long together, and `limit/other-unit` if `most_in_all` is
/// in another unit than `each`: 30 days and 1 month cannot be compared.
[[nodiscard]] DINH_API checked<std::vector<span>> extend(const extension_terms& terms, std::int32_t times);

/// Where a limit applies that is longer in remote areas.
enum class area : std::uint8_t { ordinary, remote };
/// A limit that is longer in remote areas.
struct limit_by_area {
  limit ordinary;
  limit remote;
  [[nodiscard]] constexpr const limit& in(area a) const noexcept { return a == area::remote ? remote : ordinary; }
};

/// What else bears on a due date.
struct due_options {
  due_policies policies{};
  std::vector<suspension> suspensions{};  ///< in any order; must not be meant for a lead time
  std::vector<span> extensions{};         ///< each runs on from the last counted day before it, moved or not
  citation source{};                      ///< the provision that sets the length, for the explanation
  evidence known_by = evidence::text;     ///< how well `source` is known
};

/// A day and why.
struct due_date {
  date day;                          ///< as in `due_answer`
  date counted;                      ///< as in `due_answer`
  bool is_provisional = false;       ///< rests on a year whose days off are not decided
  std::vector<date> assumed_days{};  ///< the days off assumed in the part of the calendar that was looked at
  date first_assumed{boost::date_time::pos_infin};  ///< the first undecided day looked at
  direction way = direction::within_after;          ///< of the limit that gives the day
  explanation why;                                  ///< also where the day is not known

  [[nodiscard]] bool is_known() const noexcept { return !day.is_special(); }
};

/// Combined limits: whichever falls due first. Provisional if the earlier one is, or if a decision still to come could
/// bring the other one before it. A date that is not known loses; pre: `all` is not empty.
[[nodiscard]] DINH_API due_date earlier_of(std::vector<due_date> all);
/// Of two.
[[nodiscard]] inline due_date earlier_of(due_date a, due_date b) {
  std::vector<due_date> all;
  all.push_back(std::move(a));
  all.push_back(std::move(b));
  return earlier_of(std::move(all));
}

// ---- implementation -----------------------------------------------------------------------------------------------

namespace detail {

/// Day numbers a date can hold, 1400-9999; beyond them nothing is counted.
inline constexpr day_number first_date = to_day_number(civil{1400, 1, 1});
inline constexpr day_number last_date = to_day_number(civil{9999, 12, 31});

[[nodiscard]] constexpr day_number within_dates(std::int64_t n) noexcept {
  return n < first_date || n > last_date ? no_day : static_cast<day_number>(n);
}

/// The first days of the months of 1900-2201, from `first_calendar_day` on: 14 KB instead of six divisions.
struct month_table {
  static constexpr std::int32_t months = (2201 - 1900 + 1) * 12;
  std::array<day_number, months + 1> first{};

  constexpr month_table() noexcept {
    for (std::int32_t m = 0; m <= months; ++m)
      first[static_cast<std::size_t>(m)] = to_day_number(civil{1900 + m / 12, m % 12 + 1, 1});
  }
  [[nodiscard]] constexpr day_number operator[](std::int32_t m) const noexcept {
    return first[static_cast<std::size_t>(m)];
  }
  /// The month that holds a day. Pre: the day lies in the table. Counting months as a little more than their mean of
  /// 30.437 days gives this month or the one before, on every day of the table (the tests look at each).
  [[nodiscard]] constexpr std::int32_t holding(day_number n) const noexcept {
    const auto days = static_cast<std::uint32_t>(n - first[0]);
    const auto m = static_cast<std::int32_t>(days * std::uint64_t{141'100'000} >> 32U);  // 2^32 / 30.439
    return m + (n >= (*this)[m + 1] ? 1 : 0);
  }
};
inline constexpr month_table months_of_calendar{};

/// The corresponding day `months` later; `no_day` outside 1400-9999.
[[nodiscard]] constexpr day_number months_later(day_number n, std::int32_t months, bool first_of_march) noexcept {
  const month_table& table = months_of_calendar;
  constexpr auto days = static_cast<std::uint32_t>(months_of_calendar.first[month_table::months] - months_of_calendar.first[0]);
  if (!first_of_march && static_cast<std::uint32_t>(n) - static_cast<std::uint32_t>(table.first[0]) < days) {
    const std::int32_t from = table.holding(n);
    const std::uint32_t to = static_cast<std::uint32_t>(from) + static_cast<std::uint32_t>(months);  // wraps if negative
    if (to < static_cast<std::uint32_t>(month_table::months)) {
      const auto m = static_cast<std::int32_t>(to);
      const day_number day = table[m] + (n - table[from]);
      const day_number last = table[m + 1] - 1;
      return day < last ? day : last;
    }
  }
  const civil c = to_civil(n);
  const std::int32_t m = c.year * 12 + c.month - 1 + months;
  if (m < 1400 * 12 || m > 9999 * 12 + 11) return no_day;
  const civil moved = add_months(c, months);
  return to_day_number(moved) + (first_of_march && c.month == 2 && c.day == 29 && moved.day == 28 ? 1 : 0);
}

/// Whether the end of such a limit moves off a day off.
[[nodiscard]] constexpr bool end_moves(direction way, const due_policies& p) noexcept {
  if (p.rule == counting::entry_into_force) return false;
  return way == direction::within_after ||
         (way == direction::at_least_lasting && p.roll_minimum_period_end == choice::yes);
}

/// The end of a span of days, weeks, months or years counted forwards from `n`. Pre: the span is countable.
[[nodiscard]] constexpr day_number calendar_end(day_number n, span s, const due_policies& p) noexcept {
  switch (s.unit) {
    case time_unit::day:
      return within_dates(std::int64_t{n} + s.count);
    case time_unit::week:
      return within_dates(std::int64_t{n} + std::int64_t{s.count} * 7);
    case time_unit::month:
      return months_later(n, s.count, false);
    case time_unit::year:
      return months_later(n, s.count * 12, p.leap_day == leap_day_anniversary::first_of_march);
    default:
      return no_day;
  }
}

}  // namespace detail

template <bool WithStanding>
inline due_answer work_calendar::evaluate(limit l, date from, const due_policies& p) const noexcept {
  constexpr date none{boost::date_time::not_a_date_time};
  due_answer out{none, none, standing::decided};
  if (!l.length.is_countable() || from.is_special()) return out;
  const bool flips = detail::flipped_kinds(p) != 0;
  const bool in_working_days = l.length.unit == time_unit::working_day;
  const auto rests_on = [&]([[maybe_unused]] day_number first, [[maybe_unused]] day_number last) noexcept {
    if constexpr (WithStanding)
      if (!is_decided(first, last)) out.stands = standing::assumed;
  };

  if (l.way == direction::not_later_than_before) {
    const day_number event = to_day_number(from);
    day_number n = detail::no_day;
    if (in_working_days) {
      const date d = flips ? nth_before(from, l.length.count, p) : nth_before(from, l.length.count);
      if (d.is_special()) return out;
      n = to_day_number(d);
      if (n < event) rests_on(n, event - 1);
    } else if (l.length.unit == time_unit::day) {
      n = detail::within_dates(std::int64_t{event} - l.length.count);
    } else if (l.length.unit == time_unit::week) {
      n = detail::within_dates(std::int64_t{event} - std::int64_t{l.length.count} * 7);
    } else if (l.length.unit == time_unit::month) {
      n = detail::months_later(event, -l.length.count, false);
    } else if (l.length.unit == time_unit::year) {
      n = detail::months_later(event, -l.length.count * 12, p.leap_day == leap_day_anniversary::first_of_march);
    }
    if (n == detail::no_day) return out;
    if (p.lead_time_in_full_days == choice::yes) --n;
    out.counted = out.day = to_date(n);
    if (p.roll_lead_time_earlier == choice::yes) {
      if (!is_working(out.day, p)) out.day = nth_before(out.day, 1, p);
      if (out.day.is_special()) return {none, none, standing::decided};
      rests_on(to_day_number(out.day), n);
    }
    return out;
  }

  // A period whose first day is counted ends a day earlier.
  day_number start = to_day_number(from);
  if (p.rule == counting::limitation && l.length.count > 0) {
    if (in_working_days || l.length.unit == time_unit::day || l.length.unit == time_unit::week) --start;
  }
  day_number n = detail::no_day;
  if (in_working_days) {
    const date d = flips ? nth_after(to_date(start), l.length.count, p) : nth_after(to_date(start), l.length.count);
    if (d.is_special()) return out;
    n = to_day_number(d);
    if (n > start) rests_on(start + 1, n);
  } else {
    n = detail::calendar_end(start, l.length, p);
    if (n == detail::no_day) return out;
    if (p.rule == counting::limitation && l.length.count > 0 &&
        (l.length.unit == time_unit::month || l.length.unit == time_unit::year))
      --n;
  }
  out.counted = out.day = to_date(n);
  if (detail::end_moves(l.way, p) && (!in_working_days || l.length.count == 0)) {
    if (flips ? !is_working(out.day, p) : !is_working(out.day))
      out.day = flips ? nth_after(out.day, 1, p) : nth_after(out.day, 1);
    if (out.day.is_special() || !covers(out.counted)) return {none, none, standing::decided};
    rests_on(n, to_day_number(out.day));
  }
  return out;
}

inline due_answer work_calendar::answer(limit l, date from, const due_policies& p) const noexcept {
  return evaluate<true>(l, from, p);
}

inline date work_calendar::latest_day(limit l, date from, const due_policies& p) const noexcept {
  // the commonest questions, under the recommended reading, take a short way
  const bool in_working_days = l.length.unit == time_unit::working_day;
  if (l.length.count > 0 && l.length.is_countable() && !from.is_special() && p == due_policies{}) {
    if (in_working_days && l.way != direction::not_later_than_before) return nth_after(from, l.length.count);
    const bool in_days = l.length.unit == time_unit::day || l.length.unit == time_unit::week;
    if (l.way == direction::not_later_than_before && in_days) {
      const std::int64_t days = l.length.unit == time_unit::week ? 7 : 1;
      const day_number n = detail::within_dates(to_day_number(from) - days * l.length.count);
      return n == detail::no_day ? no_date() : to_date(n);
    }
    if (l.way == direction::within_after) {
      const std::uint32_t i = index_of(detail::calendar_end(to_day_number(from), l.length, due_policies{}));
      if (i >= detail::calendar_days) return no_date();
      return checked_date(tables_->works_on(i) ? i : nth_after_index(i, 1));
    }
  }
  return evaluate<false>(l, from, p).day;
}

}  // namespace dinh::inline v1
