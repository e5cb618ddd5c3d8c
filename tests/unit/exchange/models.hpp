#pragma once
// Model files of the shared data, and the verdicts that come with them.

#include <catch.hpp>
#include <shared_files.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace models {

inline const std::string root = std::string{DINH_SHARED_DIR} + "/data/models/";

// All files below a folder of the collection with this ending, in order.
inline std::vector<std::filesystem::path> files(const std::string& folder, const std::string& ending) {
  std::vector<std::filesystem::path> out;
  if (!std::filesystem::is_directory(root + folder)) FAIL("there is no folder " << root + folder);
  for (const auto& e : std::filesystem::recursive_directory_iterator(root + folder))
    if (e.is_regular_file() && e.path().extension() == ending) out.push_back(e.path());
  if (out.empty()) FAIL("there is no " << ending << " in " << root << folder);
  std::sort(out.begin(), out.end());
  return out;
}

// Model -> whether it is sound, of the industrial models.
inline std::map<std::string, bool> industrial_verdicts() {
  std::map<std::string, bool> out;
  std::istringstream in{test::content_of(root + "ibm-industrial-jbpt-json/verdicts.tsv")};
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream row{line};
    std::string model, verdict;
    std::getline(row, model, '\t');
    std::getline(row, verdict, '\t');
    out[model] = verdict == "SOUND";
  }
  return out;
}

}  // namespace models
