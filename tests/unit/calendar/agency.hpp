#pragma once
// The state agencies' calendar of the pack, read once, and short forms for the tests of this room.
#include <shared_files.hpp>

#include <dinh/calendar/due.hpp>
#include "../../../src/exchange/pack_calendar.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace test {

inline dinh::work_calendar calendar_from(const std::string& json, const std::string& file) {
  dinh::diagnostics faults;
  const auto parsed = dinh::exchange::parse_json(json, file);
  if (!parsed) throw std::runtime_error{dinh::describe(parsed.error())};
  auto calendar = dinh::exchange::read_calendar(*parsed, file, faults);
  if (!calendar) throw std::runtime_error{dinh::describe(faults)};
  return *calendar;
}

inline const dinh::work_calendar& agency() {
  static const dinh::work_calendar calendar = calendar_from(
      content_of(std::string{DINH_SOURCE_DIR}.append("/src/packs/vn/calendar-state-agency.json")), "state-agency");
  return calendar;
}

inline dinh::date day(std::string_view s) { return dinh::parse_date(s).value(); }

}  // namespace test
