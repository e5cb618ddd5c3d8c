#pragma once
// What tests look for in texts and in faults.

#include <dinh/base/diagnostic.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace test {

/// How often the words stand in the text; occurrences do not overlap.
inline std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

inline bool has_code(const dinh::diagnostics& faults, std::string_view code) {
  return std::any_of(faults.begin(), faults.end(), [&](const dinh::diagnostic& d) { return d.code == code; });
}

}  // namespace test
