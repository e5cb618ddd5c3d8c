#pragma once
/// \file
/// Simple temporal networks over exact integers: points in time and limits on the distance of two of them.
///
/// \code
/// time_network n{3};                     // 0 decided, 1 published, 2 taken down
/// n.at_most(0, 1, 5);                    // published at most 5 days after the decision
/// n.at_least(1, 2, 30);                  // posted at least 30 days
/// n.at_most(0, 2, 34);                   // all over after 34 days
/// auto s = solve(n);                     // or the limits that cannot be met together
/// s->between(0, 1).most;                 // 4: implied by the three limits
/// \endcode
/// R. Dechter, I. Meiri, J. Pearl, "Temporal constraint networks", Artificial Intelligence 49 (1991).

#include <dinh/base/result.hpp>
#include <dinh/config.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// A point of a network; its number.
using time_point_index = std::uint32_t;

/// t(to) - t(from) <= most. A negative `most` says that `to` comes at least so long before `from`.
struct time_limit {
  time_point_index from = 0;
  time_point_index to = 0;
  std::int64_t most = 0;
  friend bool operator==(const time_limit&, const time_limit&) = default;
};

/// What a network may hold, so that no sum can overflow: 10^6 · 10^9 · 2 < 2^63.
inline constexpr std::uint32_t most_time_points = 1'000'000;
inline constexpr std::int64_t longest_time_limit = 1'000'000'000;

/// Points and limits as they were given; nothing is computed yet.
class time_network {
public:
  explicit time_network(std::uint32_t points = 0) { resize(points); }

  time_point_index add_point() {
    resize(points_ + 1);
    return points_ - 1;
  }
  /// t(to) - t(from) <= days. Gives the number of the limit. Throws `std::out_of_range` for a point that is not there
  /// or a limit beyond `longest_time_limit`.
  DINH_API std::uint32_t at_most(time_point_index from, time_point_index to, std::int64_t days);
  /// t(to) - t(from) >= days.
  std::uint32_t at_least(time_point_index from, time_point_index to, std::int64_t days) {
    return at_most(to, from, -days);
  }

  [[nodiscard]] std::uint32_t points() const noexcept { return points_; }
  [[nodiscard]] std::span<const time_limit> limits() const noexcept { return limits_; }

private:
  DINH_API void resize(std::uint32_t points);
  std::uint32_t points_ = 0;
  std::vector<time_limit> limits_;
};

/// Limits that cannot be met together: each begins where the one before it ends, and they allow `-excess` in all
/// where 0 is needed.
struct time_conflict {
  std::vector<std::uint32_t> cycle;  ///< numbers of limits, in order
  std::int64_t excess = 0;           ///< > 0: days by which they overshoot
};
/// "limits 3, 1, 7 cannot be met together: 2 too many".
[[nodiscard]] DINH_API std::string describe(const time_conflict& c);

/// The distances of two points that all limits together allow.
struct time_range {
  std::optional<std::int64_t> least;  ///< empty: no limit
  std::optional<std::int64_t> most;
  friend bool operator==(const time_range&, const time_range&) = default;
};

/// A network whose limits can be met together, with one way to meet them.
class DINH_API solved_network {
public:
  [[nodiscard]] std::uint32_t points() const noexcept { return static_cast<std::uint32_t>(at_.size()); }
  [[nodiscard]] std::span<const time_limit> limits() const noexcept { return limits_; }
  /// Times that meet all limits, by point. Any constant may be added to all.
  [[nodiscard]] std::span<const std::int64_t> times() const noexcept { return at_; }

  /// Adds a limit and repairs the times around it: O(changed part · log of it). Changes nothing and says which limits
  /// conflict if it cannot be met; the new limit then has the number `limits().size()`. Throws as
  /// `time_network::at_most`.
  [[nodiscard]] std::optional<time_conflict> add(time_limit l);

  /// The implied (minimal) limits between two points. O(limits · log points).
  [[nodiscard]] time_range between(time_point_index from, time_point_index to) const;
  /// The same from one point to all. O(limits · log points).
  [[nodiscard]] std::vector<time_range> from(time_point_index origin) const;
  /// The critical chain: the limits that together set `between(from, to).most`, in order; empty if nothing does. The
  /// chain of `between(from, to).least` is `chain(to, from)`.
  [[nodiscard]] std::vector<std::uint32_t> chain(time_point_index from, time_point_index to) const;

private:
  friend DINH_API result<solved_network, time_conflict> solve(const time_network& n);
  solved_network() = default;

  std::vector<time_limit> limits_;
  std::vector<std::int64_t> at_;
  struct arc {
    std::int64_t most;
    time_point_index to;
    std::uint32_t limit;
  };
  class passes;
  template <class Queue>
  class repair;
  std::vector<std::uint32_t> first_;  // by point, into `arcs_`
  std::vector<arc> arcs_;             // the limits that were solved at once, grouped by their first point
  std::vector<std::uint32_t> added_first_;  // by point: the last limit that was added after it
  std::vector<std::uint32_t> added_next_;   // by number of an added limit: the one before it
  // for `add`, so that it need not clear anything; 16 bytes
  struct move {
    std::int64_t to = 0;
    std::uint32_t by = 0;  // number of a limit
    std::uint32_t round : 31;
    std::uint32_t is_waiting : 1;
    move() noexcept : round{0}, is_waiting{0} {}
  };
  std::uint32_t round_ = 0;
  std::vector<move> moves_;  // by point
};

/// Whether all limits can be met together. By the method of Bellman and Ford in the order of J. Yen ("An algorithm for
/// finding shortest routes from all source nodes to a given destination in general networks", Quarterly of Applied
/// Mathematics 27 (1970)): O(points · limits), in practice a few passes.
[[nodiscard]] DINH_API result<solved_network, time_conflict> solve(const time_network& n);

}  // namespace dinh::inline v1
