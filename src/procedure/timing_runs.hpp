#pragma once
// The ways through a procedure, and the constraints that hold in each.

#include <dinh/procedure/timing.hpp>

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
  friend bool operator==(const bond&, const bond&) = default;
};
inline constexpr std::uint32_t same_day = UINT32_MAX;

struct way {
  std::vector<std::uint16_t> steps;  // in an order of doing; point 0 is the start, the last one the end
  std::vector<bond> bonds;           // flows first to last, so that one pass settles most
  std::vector<run_step> choices;
  std::vector<std::uint32_t> deadlines;
  std::uint32_t count = 1;
  std::vector<char> acts;  // by point: tasks and decisions
};

struct ways {
  std::vector<way> all;      // different ones only
  std::vector<way> reduced;  // the same with only the points that a limit touches, the start and the end
  std::vector<std::uint16_t> cut_at;
  std::uint32_t count = 0;
  bool is_complete = true;
};

// The way with only those deadlines that bind a case begun on that day.
[[nodiscard]] way in_force(const way& w, const procedure& p, date start);

// The limits that the tables stand for, in order.
[[nodiscard]] std::vector<limit> limits_of(const procedure& p, const timing_options& o);
[[nodiscard]] ways find_ways(const procedure& p, const timing_options& o, const std::vector<limit>& limits);

}  // namespace dinh::inline v1::timing
