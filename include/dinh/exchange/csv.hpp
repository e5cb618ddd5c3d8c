#pragma once
/// \file
/// What all CSV readers of the library share. Files are UTF-8 (a byte-order mark is allowed), lines end with LF or
/// CRLF, fields are parted by commas (by tabs or semicolons, if the first line has no comma) and may be in double quotes
/// (`""` for a quote), the first line names the columns, in any order. Lines before it that begin with `#` are remarks.
///
/// Faults, each at "file:line:column" where the column counts fields from 1: `csv/too-large`, `csv/too-many-rows`,
/// `csv/too-many-fields`, `csv/field-too-long`, `csv/not-utf8`, `csv/open-quote`, `csv/text-after-quote`,
/// `csv/missing-column`, `csv/unknown-column`, `csv/duplicate-column`, `csv/wrong-number-of-fields`, `csv/empty-field`,
/// `csv/bad-value`, `csv/no-header`, `date/malformed`, `date/no-such-day`. Of very many faults the first are listed and
/// the rest is counted, see `diagnostics`.

#include <cstddef>
#include <string_view>

namespace dinh::inline v1 {

/// A text and the name by which diagnostics call it.
struct csv_source {
  /// UTF-8; must live during the call.
  std::string_view content;
  std::string_view file;
};

/// What a hostile file may not exceed.
struct csv_limits {
  std::size_t bytes = std::size_t{64} << 20U;
  std::size_t rows = 2'000'000;
  std::size_t field_bytes = 4096;
  std::size_t fields = 256;  ///< of one row
};

}  // namespace dinh::inline v1
