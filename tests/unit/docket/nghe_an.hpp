#pragma once
// The units of Nghe An of examples/nghe_an with the roles of the Vietnamese pack.

#include <dinh/exchange/units_csv.hpp>
#include <dinh/registry/registry.hpp>

#include <stdexcept>
#include <string>

#include "../../../src/exchange/pack_registry.hpp"
#include "example.hpp"

namespace example {

inline const std::string nghe_an_folder = std::string{DINH_SOURCE_DIR} + "/examples/nghe_an/";

inline const dinh::registry& nghe_an() {
  static const dinh::registry r = [] {
    dinh::registry_builder b;
    const std::string u = read_file(nghe_an_folder + "units.csv");
    const std::string s = read_file(nghe_an_folder + "successions.csv");
    dinh::diagnostics faults = dinh::read_units({u, "units.csv"}, {s, "successions.csv"}, b);
    const auto j = dinh::exchange::parse_json(read_file(std::string{DINH_SOURCE_DIR} + "/src/packs/vn/roles.json"),
                                        "roles.json");
    dinh::exchange::read_registry(j.value(), "roles.json", b, faults);
    if (faults.has_errors()) throw std::runtime_error{describe(faults)};
    return b.build().value();
  }();
  return r;
}

}  // namespace example
