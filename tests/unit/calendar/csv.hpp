#pragma once
// Reads the small comma-separated tables of the shared facts; fields may be quoted.
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace test {

inline std::vector<std::string> csv_fields(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      out.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      out.emplace_back();
    } else if (c != '\r') {
      out.back() += c;
    }
  }
  return out;
}

/// A file of the shared facts.
inline std::string shared(const char* path) {
  std::string out = DINH_SHARED_DIR;
  out += '/';
  out += path;
  return out;
}

/// All rows but the heading.
inline std::vector<std::vector<std::string>> csv_rows(const std::string& path) {
  std::ifstream in{path};
  if (!in) throw std::runtime_error{"cannot read " + path};
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line))
    if (!line.empty()) rows.push_back(csv_fields(line));
  if (rows.empty()) throw std::runtime_error{"no rows in " + path};
  return rows;
}

}  // namespace test
