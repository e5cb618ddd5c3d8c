#pragma once
// The ways through a procedure, and the constraints that hold in each.

#include <dinh/procedure/timing.hpp>

#include <bitset>
#include <cstdint>
#include <vector>

namespace dinh::inline v1::timing {

// One constraint between two points of a way. `lower`: day(to) >= f(day(from)); `upper`: day(to) <= f(day(from)), where
// f is a table (or the day itself).
struct bond {
  timing_link::kind_of kind = timing_link::kind_of::flow;
  bool is_upper = false;
  std::uint32_t number = 0;  // of the deadline or duration
  std::uint16_t from = 0;    // points of the way
  std::uint16_t to = 0;
  std::uint32_t table = 0;   // `same_day` or a table
  std::uint8_t pauses = 0;   // those of the way that make it longer, a bit each
  friend bool operator==(const bond&, const bond&) = default;
};
inline constexpr std::uint32_t same_day = UINT32_MAX;
inline constexpr std::uint16_t no_point = UINT16_MAX;

// Between two points of a way some limits stand still.
struct pause {
  std::uint32_t clock = 0;
  std::uint16_t from = 0;
  std::uint16_t to = no_point;  // `no_point`: it does not end
  friend bool operator==(const pause&, const pause&) = default;
};
inline constexpr std::size_t most_pauses = 8;  // of one way; bits of `bond::pauses`

struct way {
  std::vector<std::uint16_t> steps;  // in an order of doing; point 0 is the start, the last one the end
  std::vector<bond> bonds;           // flows first to last, so that one pass settles most
  std::vector<run_step> choices;
  std::vector<std::uint32_t> deadlines;
  std::uint32_t count = 1;
  std::vector<char> acts;  // by point: tasks and decisions
  std::vector<pause> pauses;
  std::vector<std::uint32_t> not_paused;  // deadlines that a pause touches but cannot make longer
  bool has_all_pauses = true;             // false if there are more than `most_pauses`
};

struct ways {
  std::vector<way> all;      // different ones only
  std::vector<way> reduced;  // the same with only the points that a limit touches, the start and the end
  std::vector<std::uint16_t> cut_at;
  std::uint32_t count = 0;
  bool is_complete = true;
};

// Points of a way; a procedure has no more places than that, a place at least for each step, and a step comes twice at
// most.
using point_set = std::bitset<std::size_t{2} * marking::most_places>;
// The points that flows lead to from each point. Pre: flows lead to later points only.
[[nodiscard]] std::vector<point_set> reached_from(const way& w);

// Suspensions and excluded times whose beginning and end are steps of the procedure, and the deadlines they make longer.
struct clock_reach {
  std::uint32_t clock = 0;
  std::uint16_t from = 0;
  std::uint16_t to = 0;
  std::vector<std::uint32_t> deadlines;
};
[[nodiscard]] std::vector<clock_reach> pausing_clocks(const procedure& p);
// The deadlines of the clocks that steps do not time.
[[nodiscard]] std::vector<clock_untimed> clocks_without_steps(const procedure& p);

// Whether a limit has a place in the network.
[[nodiscard]] bool is_timed(const deadline& d, const timing_options& o);

// The way with only those deadlines that bind a case begun on that day.
[[nodiscard]] way in_force(const way& w, const procedure& p, date start);

// The limits that the tables stand for, in order.
[[nodiscard]] std::vector<limit> limits_of(const procedure& p, const timing_options& o);
[[nodiscard]] ways find_ways(const procedure& p, const timing_options& o, const std::vector<limit>& limits);

}  // namespace dinh::inline v1::timing
