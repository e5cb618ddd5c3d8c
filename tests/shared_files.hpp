#pragma once
// Files that tests read: whole, and the small comma-separated tables of the shared facts.

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace test {

inline std::string content_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw std::runtime_error{"cannot read " + path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The path of a file of the shared facts.
inline std::string shared(const std::string& path) { return std::string{DINH_SHARED_DIR} + "/" + path; }

/// Fields may be quoted; they hold no line ends.
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

/// The rows of a table, its heading first; blank lines are none.
inline std::vector<std::vector<std::string>> csv_with_heading(const std::string& path) {
  std::ifstream in{path};
  if (!in) throw std::runtime_error{"cannot read " + path};
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) rows.push_back(csv_fields(line));
  if (rows.size() < 2) throw std::runtime_error{"no rows in " + path};
  return rows;
}

/// All rows but the heading.
inline std::vector<std::vector<std::string>> csv_rows(const std::string& path) {
  auto rows = csv_with_heading(path);
  rows.erase(rows.begin());
  return rows;
}

}  // namespace test
