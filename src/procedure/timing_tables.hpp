#pragma once
// Limits as tables over a window of days, forwards and backwards: what a propagation looks up.

#include "procedure/timing_runs.hpp"

#include <cstdint>
#include <vector>

namespace dinh::inline v1::timing {

// Days are counted from the first of the window; `never` lies behind it, -1 before it.
class tables {
public:
  // Pre: first <= last, within the calendar.
  tables(const work_calendar& calendar, day_number first, day_number last, const std::vector<limit>& limits,
         const due_policies& policies);

  [[nodiscard]] day_number first() const noexcept { return first_; }
  [[nodiscard]] std::int32_t size() const noexcept { return size_; }
  [[nodiscard]] date date_of(std::int32_t day) const { return to_date(first_ + day); }

  // f(day) of the limit; pre: 0 <= day < size. Beyond the window: `size()`.
  [[nodiscard]] std::int32_t on(std::uint32_t table, std::int32_t day) const noexcept {
    return table == same_day ? day : forwards_[table][static_cast<std::size_t>(day)];
  }
  // The first day on which f reaches `day`; `size()` if there is none.
  [[nodiscard]] std::int32_t first_reaching(std::uint32_t table, std::int32_t day) const noexcept {
    return table == same_day ? day : reaching_[table][static_cast<std::size_t>(day)];
  }
  // The last day on which f is not beyond `day`; -1 if there is none.
  [[nodiscard]] std::int32_t last_within(std::uint32_t table, std::int32_t day) const noexcept {
    return table == same_day ? day : within_[table][static_cast<std::size_t>(day)];
  }
  [[nodiscard]] std::int32_t working_from(std::int32_t day) const noexcept {
    return up_[static_cast<std::size_t>(day)];
  }
  [[nodiscard]] std::int32_t working_until(std::int32_t day) const noexcept {
    return down_[static_cast<std::size_t>(day)];
  }

private:
  day_number first_;
  std::int32_t size_;
  std::vector<std::vector<std::int32_t>> forwards_, reaching_, within_;
  std::vector<std::int32_t> up_, down_;
};

// Days from the first trigger that all limits of a procedure can need, and two years so that a hindrance can pass.
[[nodiscard]] std::int32_t reach_of(const procedure& p, const timing_options& o);

// Where the points of a way come to lie. `by` is the bond that moved a point last, `rounded` if its own working day
// did, `nothing` if none did.
struct placing {
  static constexpr std::uint32_t nothing = UINT32_MAX;
  static constexpr std::uint32_t rounded = UINT32_MAX - 1;
  std::vector<std::int32_t> day;
  std::vector<std::uint32_t> by;
  bool fits = false;  // the pinned point stayed and nothing left the window
  std::uint16_t stuck = 0;  // else: the point that could not stay
};

// The earliest days of all points if the start is on `start`; with `want_reasons` it fills `by`.
void place_earliest(const tables& t, const way& w, std::int32_t start, bool want_reasons, placing& out);
// The latest days of all points, given the latest ones of the start and the end (`t.size()`: none). It fits if no
// point falls before the window.
void place_latest(const tables& t, const way& w, std::int32_t start, std::int32_t end, placing& out);

// From the start round to the start again, after `place_earliest` with reasons did not fit; or the circle that ran out
// of the window, without days, since it would run on every day.
[[nodiscard]] std::vector<timing_link> circle_of(const tables& t, const way& w, const placing& e);
// What sets the day of a point, from the start on.
[[nodiscard]] std::vector<timing_link> chain_of(const tables& t, const way& w, const placing& e, std::uint16_t point);

}  // namespace dinh::inline v1::timing
