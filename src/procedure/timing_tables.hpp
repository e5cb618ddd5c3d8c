#pragma once
// Limits as tables over a window of days, forwards and backwards: what a propagation looks up.

#include "procedure/timing_hours.hpp"
#include "procedure/timing_runs.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace dinh::inline v1::timing {

// Where a step can lie: a day of the window, counted from its first; or a moment (a minute of a day) if limits in hours
// are timed. `size()` lies behind the window, -1 before it.
class tables {
public:
  // Pre: first <= last, within the calendar. `o` must outlive it.
  tables(const work_calendar& calendar, day_number first, day_number last, const std::vector<limit>& limits,
         const timing_options& o);

  [[nodiscard]] day_number first() const noexcept { return first_; }
  [[nodiscard]] std::int32_t days() const noexcept { return days_; }
  [[nodiscard]] std::int32_t size() const noexcept { return size_; }
  [[nodiscard]] std::int32_t first_of(std::int32_t day) const noexcept { return day * scale_; }
  [[nodiscard]] std::int32_t last_of(std::int32_t day) const noexcept { return day * scale_ + scale_ - 1; }
  [[nodiscard]] std::int32_t day_of(std::int32_t at) const noexcept { return scale_ == 1 ? at : at / scale_; }
  [[nodiscard]] date date_of(std::int32_t at) const { return to_date(first_ + day_of(at)); }
  // None if no limit is in hours.
  [[nodiscard]] std::optional<std::int32_t> minute_of(std::int32_t at) const {
    return scale_ == 1 ? std::nullopt : std::optional{at % scale_};
  }
  [[nodiscard]] bool has_moments() const noexcept { return scale_ != 1; }
  [[nodiscard]] const work_calendar& calendar() const noexcept { return calendar_; }
  [[nodiscard]] const due_policies& policies() const noexcept { return policies_; }
  [[nodiscard]] const limit& limit_at(std::uint32_t table) const noexcept { return limits_[table]; }

  // f of the bond; pre: 0 <= at < size. Beyond the window: `size()`.
  [[nodiscard]] std::int32_t on(const bond& b, std::int32_t at) const noexcept {
    if (b.table == same_day) return at;
    return scale_ == 1 ? forwards_[b.table][static_cast<std::size_t>(at)] : moment_on(b, at);
  }
  // The first place on which f reaches `at`; `size()` if there is none. For bonds that set a last day.
  [[nodiscard]] std::int32_t first_reaching(const bond& b, std::int32_t at) const noexcept {
    return scale_ == 1 ? reaching_[b.table][static_cast<std::size_t>(at)] : first_moment_reaching(b, at);
  }
  // The last place on which f is not beyond `at`; -1 if there is none. For bonds that set a first day.
  [[nodiscard]] std::int32_t last_within(const bond& b, std::int32_t at) const noexcept {
    if (b.table == same_day) return at;
    return scale_ == 1 ? within_[b.table][static_cast<std::size_t>(at)] : last_moment_within(b, at);
  }
  // The first place of a working day from here on, and the last one up to here.
  [[nodiscard]] std::int32_t working_from(std::int32_t at) const noexcept {
    const std::int32_t day = day_of(at);
    const std::int32_t next = up_[static_cast<std::size_t>(day)];
    return next == day ? at : first_of(next);
  }
  [[nodiscard]] std::int32_t working_until(std::int32_t at) const noexcept {
    const std::int32_t day = day_of(at);
    const std::int32_t last = down_[static_cast<std::size_t>(day)];
    return last == day ? at : last_of(last);
  }

  // How far along a place is, in days; or in minutes for which the desk was open, if limits in hours are timed.
  [[nodiscard]] std::int64_t measure(std::int32_t at) const noexcept {
    if (scale_ == 1) return at;
    return open_->until(std::min(at, size_ - 1));
  }
  [[nodiscard]] bool is_in_hours(const bond& b) const noexcept {
    return b.table != same_day && limits_[b.table].length.unit == time_unit::hour;
  }

private:
  [[nodiscard]] std::int32_t moment_on(const bond& b, std::int32_t at) const noexcept;
  [[nodiscard]] std::int32_t first_moment_reaching(const bond& b, std::int32_t at) const noexcept;
  [[nodiscard]] std::int32_t last_moment_within(const bond& b, std::int32_t at) const noexcept;
  [[nodiscard]] std::int64_t minutes(const bond& b) const noexcept {
    return std::int64_t{limits_[b.table].length.count} * 60;
  }

  day_number first_;
  std::int32_t days_;
  std::int32_t scale_;  // places in a day
  std::int32_t size_;
  work_calendar calendar_;
  due_policies policies_;
  std::vector<limit> limits_;
  std::vector<std::vector<std::int32_t>> forwards_, reaching_, within_;  // of days
  std::vector<std::int32_t> up_, down_;                                 // of days
  std::optional<open_time> open_;
};

// Days from the first trigger that all limits of a procedure can need, and two years so that a hindrance can pass.
[[nodiscard]] std::int32_t reach_of(const procedure& p, const timing_options& o);

// Where the points of a way come to lie (places of `tables`). `by` is the bond that moved a point last, `rounded` if its own working day
// did, `nothing` if none did.
struct placing {
  static constexpr std::uint32_t nothing = UINT32_MAX;
  static constexpr std::uint32_t rounded = UINT32_MAX - 1;
  std::vector<std::int32_t> day;
  std::vector<std::uint32_t> by;
  bool fits = false;  // the start stayed on its day and nothing left the window
  std::uint16_t stuck = 0;  // else: the point that could not stay
};

// The earliest places of all points if the start is on the day `start`; with `want_reasons` it fills `by`.
void place_earliest(const tables& t, const way& w, std::int32_t start, bool want_reasons, placing& out);
// The latest places of all points, given the latest ones of the start and the end (`t.size()`: none). It fits if no
// point falls before the window.
void place_latest(const tables& t, const way& w, std::int32_t start, std::int32_t end, placing& out);

// From the start round to the start again, after `place_earliest` with reasons did not fit; or the circle that ran out
// of the window, without days, since it would run on every day.
[[nodiscard]] std::vector<timing_link> circle_of(const tables& t, const way& w, const placing& e);
// What sets the day of a point, from the start on.
[[nodiscard]] std::vector<timing_link> chain_of(const tables& t, const way& w, const placing& e, std::uint16_t point);

}  // namespace dinh::inline v1::timing
