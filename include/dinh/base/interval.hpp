#pragma once
/// \file
/// Valid time: everything the library knows holds from one day until, and not including, another.

#include <dinh/base/date.hpp>

#include <string>

namespace dinh::inline v1 {

/// The days `[from, until)` on which something holds. Open ends are infinite dates.
/// `until` is the first day on which it no longer holds: a unit dissolved at the end of 30 June 2025
/// has `until` 2025-07-01.
struct validity {
  date from{boost::date_time::neg_infin};
  date until{boost::date_time::pos_infin};

  /// Also for infinite days: an interval without a beginning holds `neg_infin`, none holds `pos_infin`.
  [[nodiscard]] bool contains(date d) const { return from <= d && d < until; }
  [[nodiscard]] bool is_empty() const { return !(from < until); }
  /// Whether both hold on some day. Pre: neither is empty.
  [[nodiscard]] bool overlaps(const validity& o) const { return from < o.until && o.from < until; }

  friend bool operator==(const validity&, const validity&) = default;
};

/// The days common to both; empty if there are none.
[[nodiscard]] inline validity intersect(const validity& a, const validity& b) {
  return {a.from < b.from ? b.from : a.from, a.until < b.until ? a.until : b.until};
}

/// "[2023-07-01, +inf)".
[[nodiscard]] inline std::string to_text(const validity& v) {
  return "[" + to_text(v.from) + ", " + to_text(v.until) + ")";
}

}  // namespace dinh::inline v1
