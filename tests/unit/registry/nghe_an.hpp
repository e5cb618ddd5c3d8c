#pragma once
// The example register of Nghệ An with the roles of the Vietnamese pack, and the shared facts to compare it with.

#include "../../../src/exchange/pack_registry.hpp"

#include <dinh/exchange/units_csv.hpp>
#include <dinh/registry/registry.hpp>

#include <nlohmann/json.hpp>
#include <shared_files.hpp>

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace nghe_an {

using test::content_of;

/// Units, successions and what the pack says of roles and bodies.
inline dinh::registry_builder builder() {
  const std::string folder = std::string{DINH_SOURCE_DIR} + "/examples/nghe_an/";
  const std::string units = content_of(folder + "units.csv");
  const std::string successions = content_of(folder + "successions.csv");
  dinh::registry_builder builder;
  dinh::diagnostics faults = dinh::read_units({units, "units.csv"}, {successions, "successions.csv"}, builder);
  const std::string pack = std::string{DINH_SOURCE_DIR} + "/src/packs/vn/";
  const auto manifest = nlohmann::json::parse(content_of(pack + "pack.json"));
  for (const auto& file : manifest.at("roles")) {
    const auto name = file.get<std::string>();
    const auto roles = nlohmann::json::parse(content_of(pack + name));
    dinh::exchange::read_registry(roles, name, builder, faults);
  }
  if (faults.has_errors()) throw std::runtime_error{describe(faults)};
  return builder;
}

inline dinh::registry load() { return builder().build().value(); }

inline const dinh::registry& reg() {
  static const dinh::registry r = load();
  return r;
}

/// A table of the shared units by column name.
inline std::vector<std::map<std::string, std::string>> shared_csv(const std::string& name) {
  const auto table = test::csv_with_heading(test::shared("data/units/" + name));
  std::vector<std::map<std::string, std::string>> rows;
  for (std::size_t r = 1; r < table.size(); ++r) {
    if (table[r].size() != table[0].size()) throw std::runtime_error{"wrong number of fields in " + name};
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < table[0].size(); ++i) row[table[0][i]] = table[r][i];
  }
  return rows;
}

inline const dinh::date eve{2025, 6, 30};
inline const dinh::date reform{2025, 7, 1};

}  // namespace nghe_an
