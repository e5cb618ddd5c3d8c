#pragma once
// Ways on which limits stand still for a while: what the day of a suspension and of its end make of them.

#include "procedure/timing_tables.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace dinh::inline v1::timing {

// Days `[first, resumed)` of the window on which a limit does not run.
struct stop {
  std::int32_t first = 0;
  std::int32_t resumed = 0;  // `never_resumed`: for good
};
inline constexpr std::int32_t never_resumed = std::numeric_limits<std::int32_t>::max();

// The last lawful day of a limit that is kept after its trigger, as `work_calendar::due` counts it with suspensions;
// `t.days()` beyond the window or if it stands still for good. Puts `stops` in order.
[[nodiscard]] std::int32_t day_with_stops(const tables& t, const limit& l, std::int32_t from, std::vector<stop>& stops);

// Schedules of a way with pauses. How long a limit is depends on the days of its pauses: the later one begins the
// shorter is the limit, so that no schedule is the latest in all points. With the days on which the pauses begin given,
// one is; these days are tried one by one, within what the other limits leave.
class paused_way {
public:
  // `t`, `p` and `w` must outlive it.
  paused_way(const tables& t, const procedure& p, const way& w);

  struct result {
    bool fits = false;
    bool is_exact = true;                // else `fits` may be wrong, and the places too wide
    std::vector<std::int32_t> earliest;  // by point; of the end only, the others are bounds, unless `every_point`
    std::vector<std::int32_t> latest;    // the same
  };
  [[nodiscard]] result place(std::int32_t start_day, bool every_point);
  // The latest start day by which it can be over on a day of the window; -1 if there is none.
  [[nodiscard]] std::int32_t latest_start(std::int32_t end_day, bool& is_exact);
  // By pause, of the last `place` of every point: how many days it may last; `t.days()` if nothing bounds it.
  [[nodiscard]] std::int32_t longest(std::size_t pause) const noexcept { return longest_[pause]; }
  // The way without the limits that pauses make longer.
  [[nodiscard]] const way& relaxed() const noexcept { return relaxed_; }

private:
  // What a trial keeps to, besides the way.
  struct frame {
    std::int32_t start;  // its day; `t.days()`: any
    std::int32_t end;    // place
    std::uint16_t capped = no_point;
    std::int32_t cap = 0;  // place of that point
  };
  bool raise_low(const frame& f);
  bool place_with(const frame& f);
  template <class Visit>
  void try_beginnings(const frame& f, Visit visit);
  template <class Visit>
  bool try_from(std::size_t pause, const frame& f, Visit& visit);
  [[nodiscard]] std::int32_t on_with_pauses(const bond& b, const std::vector<std::int32_t>& at);
  [[nodiscard]] std::int32_t last_that_matters(std::size_t pause) const;
  [[nodiscard]] std::int32_t longest_after_beginning(const pause& s) const;
  void measure_reach();
  [[nodiscard]] bool keeps_paused(const std::vector<std::int32_t>& at);
  [[nodiscard]] bool can_come_by(std::int32_t start, std::uint16_t point, std::int32_t place);
  [[nodiscard]] std::int32_t earliest_of(std::int32_t start, std::uint16_t point);

  const tables& t_;
  const procedure& p_;
  const way& w_;
  std::vector<point_set> after_;  // what flows lead to
  way relaxed_;
  placing least_, most_, now_;
  std::vector<std::int32_t> low_;  // places before which nothing can be, in the trial
  std::vector<std::int32_t> begun_;          // the day on which each pause begins, in the trial
  std::vector<std::int32_t> first_, last_;   // by pause: the days to try
  // By bond with several pauses: days from its trigger after which it has run out, however its pauses lie.
  std::vector<std::int32_t> runs_out_;
  std::vector<char> may_come_late_;          // by pause: nothing bounds its beginning
  std::vector<std::int32_t> longest_;
  std::vector<stop> stops_;
  std::uint32_t trials_ = 0;
  bool ran_out_ = false;
};

}  // namespace dinh::inline v1::timing
