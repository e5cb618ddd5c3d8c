#pragma once
/// \file
/// What a calendar notice that arrives late does to the duties of a docket: see `docket::change_calendar`.
///
/// \code
/// const auto change = cases.change_calendar(*apply_notice(calendar, notice), as_of);
/// for (const moved_duty& m : change->duties) std::cout << to_text(explain(m, cases.phrases()), lang::en);
/// \endcode

#include <dinh/base/explanation.hpp>
#include <dinh/base/phrase.hpp>
#include <dinh/calendar/difference.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// A duty that stands otherwise under the new version of its calendar: another last (or first) lawful day, another
/// state, or a day that was provisional and is firm now.
struct moved_duty {
  duty before;  ///< on the day asked for, under the old version
  duty after;   ///< on the same day, under the new one
  /// The changed days that its limit ran through, ascending. Empty if only the standing of days changed: they are
  /// decided now and were assumed before.
  std::vector<affected_day> because;

  /// Whether the act is judged otherwise now: it was in time and is late, or the other way round.
  [[nodiscard]] bool is_judged_otherwise() const noexcept { return before.state != after.state; }
};

/// What a new version of a calendar did to the cases.
struct calendar_change {
  std::string calendar;             ///< id
  std::vector<affected_day> days;   ///< worked in one version and not in the other, ascending
  std::size_t cases_folded = 0;     ///< cases that were folded anew
  std::vector<moved_duty> duties;   ///< open and settled, by case and in the order of beginning
  std::vector<breach_record> new_breaches;
  std::vector<breach_record> gone_breaches;  ///< breaches under the old version that are none under the new one
};

/// "Publish it: last day 2026-03-09, now 2026-03-10", with the changed days and their decisions beneath.
[[nodiscard]] DINH_API explanation explain(const moved_duty& m, const phrase_book& words = {});

}  // namespace dinh::inline v1
