#pragma once
/// \file
/// Lists of units and conversion tables as offices export them and as people pass them on.
///
/// Columns are told by the words of their headers ("Mã PX", "Mã xã", "MÃ PHƯỜNG/XÃ", "ward_code"), in any order, with or
/// without accents, in one of the first twenty rows, parted by commas, semicolons, tabs or bars:
///
/// | format | columns |
/// |---|---|
/// | list of the statistics office | code and name of the commune, code of the province; if known its name, code and name
/// of the district, the kind ("Cấp"), the English name (checked, not used) |
/// | conversion table of 2025 | code and name of the new and of the old commune; if known the note that says how much
/// passed ("Ghi chú"), province, district and old province with their codes in parentheses or beside them |
/// | JSON of `communes` | `code`, `name`, `administrativeLevel`, `provinceCode`, `provinceName`, `decree` |
/// | JSON array | tables `wards` and `ward_mappings` |
///
/// Such files are full of small faults. Every one is reported at its row and column, with a way to mend it. Faults with
/// one obvious remedy can be mended on reading; the others must be mended by hand, and until then nothing is loaded.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/exchange/csv.hpp>
#include <dinh/registry/history.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// The layouts that are known.
enum class unit_export : std::uint8_t { office_list, conversion_table, communes_json, address_database };
[[nodiscard]] constexpr std::string_view name_of(unit_export e) noexcept {
  constexpr std::string_view names[]{"office_list", "conversion_table", "communes_json", "address_database"};
  return names[static_cast<std::size_t>(e)];
}

/// By the header; none if it is none of these.
[[nodiscard]] DINH_API std::optional<unit_export> detect_unit_export(std::string_view content);

/// What becomes of faults that have one obvious remedy.
enum class mending : std::uint8_t {
  none,     ///< every fault is an error
  obvious,  ///< what has one obvious remedy is mended and becomes a warning
};
/// How an exported list is read.
struct unit_import_options {
  mending mend = mending::none;
  /// If given, codes and names of old units are compared with what held on `day`.
  const registry* reference = nullptr;
  /// The day of `reference` to compare with; not read without it.
  date day = {};
  csv_limits limits = {};
};

/// What was read from an exported list or a conversion table.
struct imported_units {
  unit_export format = unit_export::office_list;
  std::vector<listed_unit> units;                            ///< of a list, or the new units of a conversion table
  std::vector<succession_row> successions;                   ///< of a conversion table
  std::vector<std::pair<std::string, std::string>> decrees;  ///< code and what formed the unit, where a list says it
  diagnostics remarks;                                       ///< what was mended or left out, as warnings
};

/// What the file says, or all its faults:
/// - mended on request: `units/utf-16`, `units/encoded-twice`, `units/not-composed`, `units/spaces`, `units/apostrophe`,
///   `units/capitals`, `units/misspelled-kind`, `units/lost-zeros`, `units/code-as-formula`, `units/blank-row`,
///   `units/title-row`, `units/sum-row`, `units/merged-cells`, `units/repeated-row`, `units/level-contradicts-name`,
///   `units/spelled-two-ways`, `units/wording`, and `units/code-of-another-unit` if the reference knows the right code;
/// - by hand: `units/legacy-letters`, `units/broken-row`, `units/bad-code`, `units/duplicate-code`, `units/two-parents`,
///   `units/no-code`, `units/name-without-kind`, `units/no-name`, `units/unknown-wording`, `units/unknown-unit`,
///   `units/contradicting-codes`, `units/not-in-reference`, `units/missing-column`, `units/no-rows`;
/// - always warnings: `units/uncoded-territory`, `units/english-name`, `units/district-only`, `units/column-not-used`,
///   `units/parent-not-listed`, `units/no-note-column`;
/// - `units/unknown-format`, the faults of exchange/csv.hpp, and of JSON `json/syntax`, `json/too-deep`,
///   `json/too-large`.
[[nodiscard]] DINH_API checked<imported_units> read_unit_export(csv_source file,
                                                                const unit_import_options& options = {});

}  // namespace dinh::inline v1
