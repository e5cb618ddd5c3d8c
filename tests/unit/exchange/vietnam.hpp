#pragma once
// The Vietnamese pack as the tests of this room read it, from the source folder.

#include "../../../src/exchange/pack_calendar.hpp"
#include "../../../src/exchange/pack_law.hpp"

#include <dinh/exchange/conformance.hpp>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

inline std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline const dinh::exchange::loaded_law& vietnamese_law() {
  static const dinh::exchange::loaded_law law =
      [] {
        dinh::exchange::law_pack parts;
        dinh::diagnostics faults;
        for (const char* name : {"instruments.json", "instruments-adjacent.json"})
          dinh::exchange::read_instruments(
              dinh::exchange::parse_json(read_file(DINH_SOURCE_DIR "/src/packs/vn/" + std::string{name}), name).value(),
              name, parts, faults);
        for (const char* name : {"rules.json", "rules-adjacent.json"})
          dinh::exchange::read_rules(
              dinh::exchange::parse_json(read_file(DINH_SOURCE_DIR "/src/packs/vn/" + std::string{name}), name).value(),
              name, parts, faults);
        if (faults.has_errors()) throw std::runtime_error{dinh::describe(faults)};
        return dinh::exchange::build_law(std::move(parts)).value();
      }();
  return law;
}
inline const dinh::rule_set& vietnamese_rules() { return vietnamese_law().rules; }

inline const dinh::work_calendar& state_agency() {
  static const dinh::work_calendar calendar = [] {
    dinh::diagnostics faults;
    const auto j = dinh::exchange::parse_json(read_file(DINH_SOURCE_DIR "/src/packs/vn/calendar-state-agency.json"),
                                              "calendar-state-agency.json")
                       .value();
    return dinh::exchange::read_calendar(j, "calendar-state-agency.json", faults).value();
  }();
  return calendar;
}

inline const dinh::answer_context& context() {
  static const dinh::answer_context c{vietnamese_rules(), {state_agency()}, {}};
  return c;
}

inline std::string ask(const std::string& kind, const std::string& as_of, const std::string& input) {
  return dinh::answer_request(
      context(), R"({"id":"T-01","kind":")" + kind + R"(","as_of":")" + as_of + R"(","input":)" + input + "}");
}
