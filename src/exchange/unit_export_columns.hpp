#pragma once
// Which column of an exported list or conversion table says what, told by the words of its header.

#include "csv_table.hpp"

#include <dinh/exchange/unit_exports.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

struct list_columns {
  std::size_t province = no_column, province_code = no_column, district = no_column, district_code = no_column,
              name = no_column, code = no_column, level = no_column, english = no_column;
};
struct table_columns {
  std::size_t province = no_column, province_code = no_column, new_name = no_column, new_code = no_column,
              old_name = no_column, old_code = no_column, note = no_column, district = no_column,
              district_code = no_column, old_province = no_column;
};

/// The header of a file.
struct export_header {
  unit_export format = unit_export::office_list;
  char separator = ',';
  std::size_t row = 0;  ///< of those that are not blank, from 0
  list_columns list;
  table_columns table;
  std::vector<std::size_t> unused;  ///< columns that have a name and say nothing that is read
};
/// The first row of the beginning of the text that names the columns, under any usual separator.
[[nodiscard]] std::optional<export_header> find_export_header(std::string_view text);
/// Of a text without a header that is known: what the row most like one lacks. Empty if no row is like one.
[[nodiscard]] text missing_columns(std::string_view content);

}  // namespace dinh::inline v1::exchange
