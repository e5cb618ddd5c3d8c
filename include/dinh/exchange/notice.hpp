#pragma once
/// \file
/// Yearly notices on days off as small JSON files, and what they make of a calendar.
///
/// \code{.json}
/// {"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "9441/TB-BNV",
///  "known_until": "2026-12-31",
///  "entries": [
///    {"date": "2026-02-16", "kind": "statutory", "name": {"vi": "Tết Nguyên đán", "en": "Lunar New Year"}},
///    {"date": "2026-08-31", "kind": "swap_off", "swapped_with": "2026-08-22",
///     "name": {"vi": "Nghỉ hoán đổi", "en": "Day off in exchange"}}]}
/// \endcode
/// `known_until` (with `known_from`, by default 1 January of the same year) says which days are decided from now on; a
/// late change of a decided year leaves it out. `withdrawn` lists days whose entry no longer holds.

#include <dinh/calendar/difference.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A decision on the days off of a calendar.
struct calendar_notice {
  std::string calendar;  ///< id of the calendar that it speaks of
  citation decision;     ///< the instrument that decides, such as 9441/TB-BNV
  evidence known_by = evidence::summary;
  std::optional<validity> decides;      ///< the days of which all days off are decided from now on
  std::vector<calendar_entry> entries;  ///< new entries; one on a day that has an entry already replaces it
  std::vector<date> withdrawn;          ///< days whose entry no longer holds
};

/// Reads a notice. Fails with `json/…`, `calendar/…` and `notice/…` diagnostics, all at once, each with `file` and the
/// place in it. Hostile input is limited in size, depth and number of entries.
[[nodiscard]] DINH_API checked<calendar_notice> read_notice(std::string_view content, std::string_view file);

/// The calendar with the notice, as a new value; `calendar` stays as it is.
///
/// In the days that the notice decides, holidays whose day the law itself fixes need not be listed, nor days off in
/// lieu that follow from the law (45/2019/QH14 Art 111(3)); Tết and the day adjacent to National Day must be, because
/// the Prime Minister decides them (Art 112(3)). Fails with `notice/other-calendar`, `notice/nothing-to-withdraw`,
/// `notice/half-a-swap`, `notice/undecided-holiday`, or with the faults of `work_calendar::build`.
[[nodiscard]] DINH_API checked<work_calendar> apply_notice(const work_calendar& calendar,
                                                           const calendar_notice& notice);

/// The calendar as a file of a pack (`dinh-calendar/1`, one entry a line), such as a calendar with a notice merged into
/// it. What is assumed is left out: the reader assumes it again. Reading the file gives an equal calendar, provided
/// that names have words in both languages and instruments in `source` no space in their number, as in every file read.
[[nodiscard]] DINH_API std::string write_calendar(const work_calendar& calendar);

}  // namespace dinh::inline v1
