#pragma once
// The example register of Nghệ An with the roles of the Vietnamese pack, and the shared facts to compare it with.

#include "../../../src/exchange/pack_registry.hpp"

#include <dinh/exchange/units_csv.hpp>
#include <dinh/registry/registry.hpp>

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace nghe_an {

inline std::string slurp(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw std::runtime_error{"cannot read " + path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Units, successions and what the pack says of roles and bodies.
inline dinh::registry_builder builder() {
  const std::string folder = std::string{DINH_SOURCE_DIR} + "/examples/nghe_an/";
  const std::string units = slurp(folder + "units.csv");
  const std::string successions = slurp(folder + "successions.csv");
  dinh::registry_builder builder;
  dinh::diagnostics faults = dinh::read_units({units, "units.csv"}, {successions, "successions.csv"}, builder);
  const std::string pack = std::string{DINH_SOURCE_DIR} + "/src/packs/vn/";
  const auto manifest = nlohmann::json::parse(slurp(pack + "pack.json"));
  for (const auto& file : manifest.at("roles")) {
    const auto name = file.get<std::string>();
    const auto roles = nlohmann::json::parse(slurp(pack + name));
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

/// A shared CSV file by column name; a quoted field may hold commas and quotes, no line ends.
inline std::vector<std::map<std::string, std::string>> shared_csv(const std::string& name) {
  std::ifstream in{(DINH_SHARED_DIR "/data/units/") + name};
  if (!in) throw std::runtime_error{"cannot read shared " + name};
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<std::string> header;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '"') {
        if (quoted && i + 1 < line.size() && line[i + 1] == '"')
          fields.back() += line[++i];
        else
          quoted = !quoted;
      } else if (line[i] == ',' && !quoted) {
        fields.emplace_back();
      } else {
        fields.back() += line[i];
      }
    }
    if (header.empty()) {
      header = fields;
      continue;
    }
    if (fields.size() != header.size()) throw std::runtime_error{"wrong number of fields in " + name};
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = fields[i];
  }
  return rows;
}

inline const dinh::date eve{2025, 6, 30};
inline const dinh::date reform{2025, 7, 1};

}  // namespace nghe_an
