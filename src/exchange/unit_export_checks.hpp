#pragma once
// What the readers of exported lists of units share: each cell is cleaned, each fault of it reported at its place.

#include <dinh/exchange/unit_exports.hpp>

#include <map>
#include <set>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dinh::inline v1::exchange {

/// A cell and its place.
struct cell {
  std::string raw;
  std::string where;
};

class export_checker {
public:
  export_checker(const unit_import_options& options, imported_units& out, diagnostics& faults)
      : options_{options}, out_{out}, faults_{faults} {}

  /// A fault that only people can mend.
  void by_hand(std::string code, std::string where, text message, text remedy = {});
  /// A fault with one obvious remedy: a warning where that is asked for.
  void obvious(std::string code, std::string where, text message, text remedy);
  void remark(std::string code, std::string where, text message, text remedy = {});

  /// Composed, with single spaces and plain apostrophes.
  std::string clean(const cell& c);
  /// Digits of that many places; empty if the cell is empty or faulty.
  std::string code(const cell& c, std::size_t width);
  /// "Phường Phúc Xá"; `kind_word`, if not empty, is what another column says of its kind.
  std::optional<listed_unit> unit(const cell& full_name, unit_level level, const cell& kind_word);

  enum class side : std::uint8_t { old_units, new_units };
  /// Notes what a code means; false if it means something else already.
  bool means(side s, const std::string& unit_code, const std::string& full_name, const std::string& where);
  /// Adds a unit to the list once.
  void add(listed_unit u, const std::string& full_name);
  /// Says which units that are named as parents are not in the list.
  void check_parents();
  /// The code of an old unit as the reference knows it: the same, or the right one where that is obvious.
  std::string compare_with_reference(const std::string& unit_code, const listed_unit& u, const std::string& district,
                                     const std::string& where);
  /// The same of a province or district, which stands in many rows: said once for each code.
  void compare_parent_with_reference(const std::string& unit_code, const listed_unit& u, const std::string& where);

  [[nodiscard]] const std::map<std::string, std::string>& known(side s) const {
    return names_[static_cast<std::size_t>(s)];
  }

private:
  const unit_import_options& options_;
  imported_units& out_;
  diagnostics& faults_;
  std::map<std::string, std::string> names_[2];  ///< full name by code
  std::map<std::string, std::string> added_;   ///< parent by code
  std::set<std::string> compared_;             ///< codes of provinces and districts
};

/// Extent and scope of the words of the conversion table: "Nhập một phần diện tích".
struct wording {
  extent how_much;
  std::string_view scope;
  std::string_view canonical;  ///< empty where any rest may follow
};
[[nodiscard]] std::optional<wording> wording_of(std::string_view note);

// By the component JSON.
[[nodiscard]] std::optional<unit_export> detect_json_export(std::string_view content);
void read_json_export(csv_source file, unit_export format, const unit_import_options& options, imported_units& out,
                      diagnostics& faults);

}  // namespace dinh::inline v1::exchange
