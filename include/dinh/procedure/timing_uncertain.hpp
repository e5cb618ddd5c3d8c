#pragma once
/// \file
/// Simple temporal networks with durations that are not ours to choose: can we act so that all limits are met whatever
/// these durations turn out to be, knowing at each moment only what has happened so far (dynamic controllability)?
///
/// \code
/// uncertain_network n{3};                       // 0 asked, 1 answered, 2 decided
/// const auto reply = n.contingent(0, 1, {0, 10});  // the answer comes within 10 days; when is up to the other body
/// n.at_most(0, 2, 12);                          // decided 12 days after asking, and
/// n.at_least(1, 2, 5);                          // 5 days after the answer
/// auto c = control(n);                          // not controllable: the reply may take 10 days
/// c.responsible;                                // {reply}
/// \endcode

#include <dinh/config.hpp>
#include <dinh/procedure/timing_network.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// How long something may take.
struct duration_range {
  std::int64_t least = 0;
  std::int64_t most = 0;
  friend bool operator==(const duration_range&, const duration_range&) = default;
};

/// `to` comes between `least` and `most` after `from`; others choose when.
struct contingent_link {
  time_point_index from = 0;
  time_point_index to = 0;
  duration_range takes;
  friend bool operator==(const contingent_link&, const contingent_link&) = default;
};

/// Points, limits and durations that are not ours.
class uncertain_network {
public:
  explicit uncertain_network(std::uint32_t points = 0) : limits_{points} {}

  time_point_index add_point() { return limits_.add_point(); }
  /// As in `time_network`.
  std::uint32_t at_most(time_point_index from, time_point_index to, std::int64_t days) {
    return limits_.at_most(from, to, days);
  }
  std::uint32_t at_least(time_point_index from, time_point_index to, std::int64_t days) {
    return limits_.at_least(from, to, days);
  }
  /// Gives the number of the link. Throws `std::out_of_range` as `at_most`, and `std::invalid_argument` unless
  /// 0 <= least <= most and `to` differs from `from` and ends no other link.
  DINH_API std::uint32_t contingent(time_point_index from, time_point_index to, duration_range takes);

  [[nodiscard]] std::uint32_t points() const noexcept { return limits_.points(); }
  [[nodiscard]] std::span<const time_limit> limits() const noexcept { return limits_.limits(); }
  [[nodiscard]] std::span<const contingent_link> contingents() const noexcept { return links_; }

private:
  time_network limits_;
  std::vector<contingent_link> links_;
  std::vector<char> is_ended_;  // by point
};

/// What one part of a cycle rests on.
enum class cycle_part_kind : std::uint8_t {
  limit,          ///< a limit of the network
  link_at_most,   ///< the longest duration of a link, as a promise: it never takes longer
  link_at_least,  ///< the shortest duration of a link, as a promise
  turns_out_short,  ///< a link takes its shortest time
  turns_out_long    ///< a link takes its longest time
};

/// One limit or link of a circle that allows less than nothing.
struct cycle_part {
  cycle_part_kind kind = cycle_part_kind::limit;
  std::uint32_t number = 0;  ///< of the limit or the link
  time_point_index from = 0;
  time_point_index to = 0;
  std::int64_t most = 0;
  friend bool operator==(const cycle_part&, const cycle_part&) = default;
};

/// Whether all limits can be kept whatever the durations that are not ours take.
struct controllability {
  bool is_controllable = false;
  /// If not: parts that lead in a circle and allow less than nothing. In it each link takes the duration that hurts.
  std::vector<cycle_part> cycle;
  std::int64_t excess = 0;                 ///< > 0: by how much; minus the sum of all parts (at least, if cut)
  std::vector<std::uint32_t> responsible;  ///< links that turn out short or long in it, ascending; empty: none needed
  bool is_cut = false;                     ///< the cycle has more than `most_cycle_parts` parts; the first are given
};
inline constexpr std::size_t most_cycle_parts = 10'000;

/// Whether all limits can be met whatever the links take, reacting at once (an act may come on the day of what it
/// answers). Closes the links one by one as M. Cairo, L. Hunsberger, R. Rizzi ("Faster dynamic controllability checking
/// for simple temporal networks with uncertainty", TIME 2018) and L. Hunsberger, R. Posenato ("Speeding up the RUL⁻
/// dynamic-controllability-checking algorithm", AAAI 2022): O(links · (limits + links · points + points · log points)).
[[nodiscard]] DINH_API controllability control(const uncertain_network& n);

}  // namespace dinh::inline v1
