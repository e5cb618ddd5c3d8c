#pragma once
/// \file
/// How duties stand, counted by unit and summed up the unit tree: what a commune, a district and a
/// province can say of themselves on a day.

#include <dinh/base/date.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/docket/duty_tally.hpp>
#include <dinh/registry/registry.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace dinh::inline v1 {

/// Counts one duty as it stood on the day it was asked for. A breach that is not settled yet counts as overdue.
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

/// Counts every duty of the docket that the filter admits at the unit that answers for it on `as_of`, and sums up the tree
/// of that day: cases of a merged unit count for its successor. With a unit in the filter that unit and those under it are told.
/// O(duties + units).
[[nodiscard]] DINH_API tally_report tally_by_unit(const docket& cases, const registry& units, date as_of,
                                                  const docket_filter& f = {});
/// Sums up counts that are at hand, such as those of a journal without a docket (`tally_of_journal`). Counts of units that are
/// unknown, or not in the tree of the day, are unplaced. O(counts + units).
[[nodiscard]] DINH_API tally_report tally_by_unit(std::span<const unit_duties> tallies, const registry& units, date as_of);

}  // namespace dinh::inline v1
