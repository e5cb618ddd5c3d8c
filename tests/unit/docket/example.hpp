#pragma once
// A work calendar of the state agencies for the tests, from the shared table of days off, and the two
// procedures of the embedded pack read from their source files.

#include <dinh/calendar/work_calendar.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "../../../src/exchange/json_reading.hpp"
#include "../../../src/exchange/pack_calendar.hpp"
#include "../../../src/exchange/pack_procedure.hpp"

namespace example {

inline std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline const dinh::work_calendar& state_agency() {
  static const dinh::work_calendar calendar = [] {
    const std::string file = DINH_SOURCE_DIR "/src/packs/vn/calendar-state-agency.json";
    auto j = dinh::exchange::parse_json(read_file(file), "calendar");
    dinh::diagnostics faults;
    return *dinh::exchange::read_calendar(j.value(), "calendar", faults);
  }();
  return calendar;
}

inline dinh::procedure pack_procedure(const std::string& id) {
  const std::string file = std::string{DINH_SOURCE_DIR "/src/packs/vn/procedures/"}.append(id).append(".json");
  auto j = dinh::exchange::parse_json(read_file(file), id + ".json");
  dinh::diagnostics faults;
  auto p = dinh::exchange::read_procedure(j.value(), id + ".json", faults);
  if (!p) throw std::runtime_error{dinh::describe(faults)};
  return *p;
}

inline dinh::date day(const char* text) { return dinh::parse_date(text).value(); }

}  // namespace example
