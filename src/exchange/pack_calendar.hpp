#pragma once
// Work calendars and their entries as JSON; the format is described in docs/calendar.md.

#include <dinh/calendar/work_calendar.hpp>
#include "json_reading.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

/// Names that entries and rules refer to by their id.
using calendar_names = std::map<std::string, text, std::less<>>;

/// The array "names" of {"id", "name"}, if it is there. Faults: `calendar/two-names`.
[[nodiscard]] calendar_names read_calendar_names(object_reader& from);

/// One entry: date, kind, name (an id of `names` or {"vi", "en"}), and optionally citation, decision, swapped_with,
/// evidence. `decision` and `known_by` stand in where the entry gives none.
[[nodiscard]] calendar_entry read_calendar_entry(object_reader& from, const calendar_names& names,
                                                 const citation& decision, evidence known_by);

/// A calendar of a pack. Every fault of the file is added to `faults`; `nullopt` if there was one. `others` are the
/// calendars read before, whose rules ("rules_of") or whole days off ("days_off_of") this one may take over.
[[nodiscard]] DINH_API std::optional<work_calendar> read_calendar(const nlohmann::json& j, std::string_view file,
                                                                  diagnostics& faults,
                                                                  std::span<const work_calendar> others = {});

/// The member "days_off_of" of a calendar file that was read without a fault; empty if it is not there.
[[nodiscard]] std::string days_off_source(const nlohmann::json& j);

/// `follower` with the rules, entries and decided days of `leader`, under its own weekly rest. O(days of 1900-2200).
[[nodiscard]] work_calendar with_days_off_of(const work_calendar& leader, const work_calendar& follower);

}  // namespace dinh::inline v1::exchange
