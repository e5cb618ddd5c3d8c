#pragma once
/// \file
/// How duties stand, counted by unit and summed up the unit tree: what a commune, a district and a
/// province can say of themselves on a day.

#include <dinh/base/date.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/registry/registry.hpp>

#include <cstdint>
#include <vector>

namespace dinh::inline v1 {

/// Counts of duties on a day. What the docket calls breached is told apart here:
/// `overdue` can still be done late, `breached` was settled as a breach.
struct duty_tally {
  std::uint32_t pending = 0;
  std::uint32_t open = 0;     ///< to be done, in time
  std::uint32_t overdue = 0;  ///< not done, last day past
  std::uint32_t met = 0;
  std::uint32_t met_late = 0;
  std::uint32_t breached = 0;  ///< settled against the law: done too early, left out, never done
  std::uint32_t voided = 0;    ///< no longer asked for
  std::uint32_t suspended = 0;  ///< to be done, its limit stands still

  [[nodiscard]] constexpr std::uint32_t total() const noexcept {
    return pending + open + overdue + met + met_late + breached + voided + suspended;
  }
  /// Those that came to an end one way or the other and can be judged: the base of a share of duties met in time.
  /// 0 means no data, not 100 per cent.
  [[nodiscard]] constexpr std::uint32_t judged() const noexcept { return met + met_late + overdue + breached; }

  constexpr duty_tally& operator+=(const duty_tally& o) noexcept {
    pending += o.pending;
    open += o.open;
    overdue += o.overdue;
    met += o.met;
    met_late += o.met_late;
    breached += o.breached;
    voided += o.voided;
    suspended += o.suspended;
    return *this;
  }
  friend constexpr bool operator==(const duty_tally&, const duty_tally&) = default;
};

/// Counts one duty as it stood on the day it was asked for.
DINH_API void count(const duty& d, duty_tally& into) noexcept;

/// The duties of a unit and of everything under it.
struct unit_tally {
  unit_id unit;
  std::uint32_t depth = 0;  ///< 0 for a root
  duty_tally own;           ///< of cases in the unit itself
  duty_tally with_below;    ///< of the whole subtree
};

/// The tallies of a day.
struct tally_report {
  std::vector<unit_tally> units;  ///< units with duties in their subtree, parents before children
  duty_tally unplaced;            ///< duties whose unit cannot be told on that day
};

/// Counts every duty of the docket at the unit that answers for it on `as_of`, and sums up the tree of that day: cases
/// of a merged unit count for its successor. O(duties + units).
[[nodiscard]] DINH_API tally_report tally_by_unit(const docket& cases, const registry& units, date as_of);

}  // namespace dinh::inline v1
