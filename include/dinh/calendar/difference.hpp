#pragma once
/// \file
/// What a new version of a calendar changes: a late swap may move due dates that were told already.

#include <dinh/calendar/due.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace dinh::inline v1 {

/// A day that is worked in one version of a calendar and not in the other.
struct affected_day {
  date day;
  bool worked_before = false;
  bool works_now = false;
  std::optional<calendar_entry> before;  ///< the entry of the day in the older version, if it had one
  std::optional<calendar_entry> now;     ///< the same in the newer version
};

/// The affected days, ascending. O(days of 1900-2200).
[[nodiscard]] DINH_API std::vector<affected_day> difference(const work_calendar& before, const work_calendar& now);

/// A due date as it was asked for; see `work_calendar::answer`.
struct due_question {
  limit asked;
  date from;
  due_policies policies{};
};

/// A due date that another version of the calendar moves, or makes firm or provisional.
struct changed_due_date {
  std::size_t question = 0;  ///< position in the list of questions
  /// By the older version, and by the newer one; at least the day or its standing differs.
  due_answer before;
  due_answer now;
};

/// The questions whose answers differ, in their order. O(questions).
[[nodiscard]] DINH_API std::vector<changed_due_date> changed_due_dates(const work_calendar& before,
                                                                       const work_calendar& now,
                                                                       const std::vector<due_question>& questions);

}  // namespace dinh::inline v1
