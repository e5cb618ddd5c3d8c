#pragma once
// How a field of a CSV file is written.

#include <string>
#include <string_view>

namespace dinh::inline v1::exchange {

/// The field as it stands in a row: in quotation marks where it holds a comma, a mark, a line end, or the sign with which
/// a remark begins.
[[nodiscard]] inline std::string csv_field(std::string_view s) {
  if (s.find_first_of(",\"\n\r#") == std::string_view::npos) return std::string{s};
  std::string out = "\"";
  for (const char c : s) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace dinh::inline v1::exchange
