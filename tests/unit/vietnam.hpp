#pragma once
// The Vietnamese law for the tests of every room: the embedded pack, and single files of it, which are quicker to read.

#include <dinh/base/date.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/procedure/procedure.hpp>
#include <shared_files.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "../../src/exchange/json_reading.hpp"
#include "../../src/exchange/pack_calendar.hpp"

namespace test {

inline const std::string pack_folder = DINH_SOURCE_DIR "/src/packs/vn/";

/// The embedded pack. Whoever needs a calendar or a procedure alone takes `agency` or `pack_procedure`.
inline const dinh::pack& vietnam() {
  static const dinh::pack p = dinh::packs::vietnam().value();
  return p;
}

/// A calendar as a file of a pack, without the other files; throws with the faults.
inline dinh::work_calendar calendar_from(const std::string& json, const std::string& file) {
  const auto parsed = dinh::exchange::parse_json(json, file);
  if (!parsed) throw std::runtime_error{dinh::describe(parsed.error())};
  dinh::diagnostics faults;
  auto calendar = dinh::exchange::read_calendar(*parsed, file, faults);
  if (!calendar) throw std::runtime_error{dinh::describe(faults)};
  return *std::move(calendar);
}

/// The calendar of the state agencies.
inline const dinh::work_calendar& agency() {
  static const dinh::work_calendar calendar =
      calendar_from(content_of(pack_folder + "calendar-state-agency.json"), "calendar-state-agency.json");
  return calendar;
}

inline dinh::procedure pack_procedure(const std::string& id) {
  auto p = dinh::procedure_from_json(content_of(pack_folder + "procedures/" + id + ".json"), id + ".json");
  if (!p) throw std::runtime_error{dinh::describe(p.error())};
  return *std::move(p);
}

inline dinh::date day(std::string_view s) { return dinh::parse_date(s).value(); }

}  // namespace test
