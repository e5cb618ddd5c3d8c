#pragma once
/// \file
/// What happened: the only thing a docket is told.

#include <dinh/base/date.hpp>

#include <string>
#include <vector>

namespace dinh::inline v1 {

/// A value that came with an event, such as `present` = `140`. Names are the application's; the counts that
/// `nonsense_in` knows must be consistent.
struct fact {
  std::string name;
  std::string value;
  friend auto operator<=>(const fact&, const fact&) = default;
};

/// One act in one case. The first event of a case is its start: it alone names the procedure and the unit.
struct event {
  std::string id;         ///< idempotency key: the same id is applied once
  std::string case_key;   ///< the case it belongs to
  std::string procedure;  ///< in the first event only
  std::string unit;       ///< lifetime key of the unit, in the first event only
  std::string step;
  std::string branch;                 ///< the branch taken, for a decision
  date occurred_on;                   ///< when it happened
  date recorded_on;                   ///< when it was recorded; never earlier
  std::string by;                     ///< who did it, as recorded
  std::vector<fact> facts;            ///< ordered by name, each name once
  std::vector<std::string> evidence;  ///< references to documents, as recorded
  friend bool operator==(const event&, const event&) = default;
};

}  // namespace dinh::inline v1
