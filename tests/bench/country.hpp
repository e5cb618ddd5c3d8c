#pragma once
// The history of the country's units, read from the shared facts.

#include <dinh/exchange/history_csv.hpp>
#include <dinh/registry/registry.hpp>

#include "../shared_files.hpp"

#include <string>
#include <utility>
#include <vector>

struct history_file {
  std::string name;
  std::string content;
};

inline const std::vector<history_file>& history_files() {
  static const std::vector<history_file> all = [] {
    std::vector<history_file> out;
    for (const char* name :
         {"earlier_changes.csv", "later_changes.csv", "successions_2025-07-01.csv", "units_before_2025-07-01.csv",
          "units_from_2025-07-01.csv", "vintages/units_2008-08-01.csv"})
      out.push_back({name, test::content_of(test::shared(std::string{"data/units/"} + name))});
    return out;
  }();
  return all;
}

inline std::vector<dinh::csv_source> sources_of_history() {
  std::vector<dinh::csv_source> out;
  for (const history_file& f : history_files()) out.push_back({f.content, f.name});
  return out;
}

inline dinh::registry load_country() {
  dinh::registry_builder b;
  (void)dinh::replay(dinh::read_history(sources_of_history()).value(), {}, b).value();
  return std::move(b).build().value();
}

inline const dinh::registry& country() {
  static const dinh::registry all = load_country();
  return all;
}
