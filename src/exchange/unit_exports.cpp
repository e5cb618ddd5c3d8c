// Lists and conversion tables of the statistics office, as CSV.
#include <dinh/exchange/unit_exports.hpp>

#include "csv_table.hpp"
#include "legacy_text.hpp"
#include "unit_export_checks.hpp"
#include "unit_export_columns.hpp"

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using exchange::cell;
using exchange::csv_row;
using exchange::csv_splitter;
using exchange::export_checker;
using which_side = export_checker::side;

constexpr std::size_t none = exchange::no_column;

bool is_blank(const csv_row& row) {
  return std::all_of(row.fields.begin(), row.fields.end(),
                     [](const std::string& f) { return f.find_first_not_of(" \t\r\n") == std::string::npos; });
}

class export_reader {
public:
  export_reader(csv_source file, const exchange::export_header& header, const unit_import_options& options,
                imported_units& out, diagnostics& faults)
      : file_{file}, header_{header}, check_{options, out, faults}, out_{out} {
    whole_ = without_tails(file.content);
    rows_ = csv_splitter{{whole_, file.file}, options.limits, faults, header.separator}.rows();
  }

  void read() {
    if (header_.row >= rows_.size()) return;
    const bool is_list = header_.format == unit_export::office_list;
    if (is_list && header_.list.district != none && header_.list.district_code == none)
      check_.by_hand("units/missing-column", place_of(rows_[header_.row], header_.list.district),
                     {"Có cột tên huyện mà không có cột mã huyện.",
                      "There is a column with the names of districts and none with their codes."},
                     {"Thêm cột Mã QH.", "Add the column Mã QH."});
    for (const std::size_t column : header_.unused)
      check_.remark("units/column-not-used", place_of(rows_[header_.row], column),
                    {"Cột " + exchange::quoted(rows_[header_.row].fields[column]) + " không được dùng.",
                     "The column " + exchange::quoted(rows_[header_.row].fields[column]) + " is not used."});
    for (std::size_t i = 0; i < header_.row; ++i) {  // a row of merged cells above is part of the header
      if (blank(rows_[i])) continue;
      if (filled(rows_[i]) == 1) title(rows_[i]);
    }
    is_list ? read_list() : read_table();
    if (out_.units.empty() && out_.successions.empty())
      check_.by_hand("units/no-rows", std::string{file_.file},
                     {"Chỉ có dòng tên cột.", "There is nothing but the names of the columns."},
                     {"Kiểm tra tệp có đủ dòng.", "Check that the file is whole."});
    if (is_list) check_.check_parents();
  }

private:
  void read_list() {
    const exchange::list_columns& c = header_.list;
    std::set<std::string> listed;
    const csv_row* above_row = nullptr;
    for (std::size_t i = header_.row + 1; i < rows_.size(); ++i) {
      const csv_row& row = rows_[i];
      if (blank(row) || is_title(row, c.code)) continue;
      if (above_row != nullptr) fill_down(*above_row, rows_[i]);
      above_row = &row;
      const std::string province = check_.code(at(row, c.province_code), 2);
      if (province.empty()) no_code(at(row, c.province_code));
      parent(at(row, c.province), unit_level::province, province, {});
      std::string above = province;
      if (c.district_code != none && !(at(row, c.district_code).raw.empty() && at(row, c.district).raw.empty())) {
        const std::string district = check_.code(at(row, c.district_code), 3);
        if (district.empty()) no_code(at(row, c.district_code));
        parent(at(row, c.district), unit_level::district, district, province);
        above = district;
      }
      const cell name = at(row, c.name);
      const cell code = at(row, c.code);
      if (name.raw.empty() && code.raw.empty()) {
        check_.remark("units/district-only", name.where,
                      {"Huyện không có đơn vị cấp xã.", "A district without communes."});
        continue;
      }
      auto u = check_.unit(name, unit_level::commune, at(row, c.level));
      const std::string number = check_.code(code, 5);
      if (number.empty()) no_code(code);
      if (name.raw.empty())
        check_.by_hand("units/no-name", name.where, {"Có mã mà không có tên.", "There is a code and no name."},
                       {"Ghi tên đơn vị.", "Write the name of the unit."});
      if (const cell english = at(row, c.english); u && !english.raw.empty()) check_english(english, u->kind);
      if (!u || number.empty() || above.empty()) continue;
      u->code = check_.compare_with_reference(number, *u, above, code.where);
      u->parent = above;
      if (u->code.empty()) continue;
      const std::string pair = u->code + " " + u->name + " " + above;
      if (!listed.insert(pair).second)
        check_.obvious("units/repeated-row", code.where,
                       {"Mã " + u->code + " đã có, cùng tên, cùng đơn vị cấp trên.",
                        "The code " + u->code + " is there already, with this name and parent."},
                       {"Bỏ dòng này.", "Leave the row out."});
      add(std::move(*u));
    }
  }

  void read_table() {
    const exchange::table_columns& c = header_.table;
    std::set<std::string> seen;
    if (c.note == none)
      check_.remark("units/no-note-column", place_of(rows_[header_.row], 0),
                    {"Không có cột ghi chú: không rõ toàn bộ hay một phần.",
                     "There is no column of notes: it is not known whether whole or part."},
                    {"Thêm cột Ghi chú.", "Add the column Ghi chú."});
    for (std::size_t i = header_.row + 1; i < rows_.size(); ++i) {
      const csv_row& row = rows_[i];
      if (blank(row) || is_title(row, c.new_code)) continue;
      const std::string province = with_code(at(row, c.province), at(row, c.province_code), unit_level::province, 2,
                                             which_side::new_units);
      auto now = check_.unit(at(row, c.new_name), unit_level::commune, {});
      const std::string new_code = check_.code(at(row, c.new_code), 5);
      if (new_code.empty()) no_code(at(row, c.new_code));
      if (now && !new_code.empty()) {
        now->code = new_code;
        now->parent = province;
        add(*now);
      }
      const std::string district = with_code(at(row, c.district), at(row, c.district_code), unit_level::district, 3,
                                             which_side::old_units);
      with_code(at(row, c.old_province), {}, unit_level::province, 2, which_side::old_units);
      read_succession(row, c, new_code, district, seen);
    }
  }

  [[nodiscard]] static std::size_t filled(const csv_row& row) {
    return static_cast<std::size_t>(std::count_if(row.fields.begin(), row.fields.end(), [](const std::string& f) {
      return f.find_first_not_of(" \t\r\n") != std::string::npos;
    }));
  }
  void title(const csv_row& row) {
    check_.obvious("units/title-row", place_of(row, 0), {"Dòng tiêu đề trong bảng.", "A title in the table."},
                   {"Bỏ dòng này.", "Leave the row out."});
  }
  /// One cell across the table, or a sum: no row of units.
  bool is_title(const csv_row& row, std::size_t code) {
    const bool has_code = !at(row, code).raw.empty();
    if (filled(row) == 1 && !has_code) {
      title(row);
      return true;
    }
    const auto first = std::find_if(row.fields.begin(), row.fields.end(), [](const std::string& f) { return !f.empty(); });
    const std::string key = fold_name(*first).key;
    const bool is_sum = key.compare(0, 4, "tong") == 0 || key == "cong" || key.compare(0, 5, "cong ") == 0 ||
                        key.compare(0, 5, "total") == 0;
    const cell number = at(row, code);
    if (!is_sum || number.raw.find_first_of("0123456789") != std::string::npos) return false;
    check_.obvious("units/sum-row", place_of(row, 0), {"Dòng cộng.", "A row of sums."},
                   {"Bỏ dòng này.", "Leave the row out."});
    return true;
  }
  /// Cells of a province or district that were one cell over several rows: the rows below it come empty.
  void fill_down(const csv_row& above, csv_row& row) {
    const exchange::list_columns& c = header_.list;
    const auto get = [](const csv_row& r, std::size_t column) {
      return column < r.fields.size() ? r.fields[column] : std::string{};
    };
    const auto take = [&](std::size_t name, std::size_t code) {
      if (!get(row, name).empty() || !get(row, code).empty() || (get(above, code).empty() && get(above, name).empty()))
        return false;
      for (const std::size_t column : {name, code}) {
        if (column == none || column >= above.fields.size()) continue;
        if (row.fields.size() <= column) row.fields.resize(column + 1);
        row.fields[column] = above.fields[column];
      }
      return true;
    };
    if (!take(c.province, c.province_code)) return;
    take(c.district, c.district_code);
    check_.obvious("units/merged-cells", place_of(row, c.province_code),
                   {"Ô tỉnh trống: ô gộp của nhiều dòng.", "The cell of the province is empty: it was merged over rows."},
                   {"Ghi như dòng trên: " + get(row, c.province_code) + ".", "Write what stands above: " + get(row, c.province_code) + "."});
  }

  /// The text without lines that begin in the middle of a quoted field: tails of rows whose beginning is missing. Each
  /// is reported and left blank, so that the quotation mark does not swallow the rows behind it.
  std::string without_tails(std::string_view content) {
    std::string out;
    out.reserve(content.size());
    bool in_quotes = false;
    for (std::size_t line = 1; !content.empty(); ++line) {
      const auto end = content.find('\n');
      std::string_view one = content.substr(0, end);
      content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
      if (!in_quotes && one.size() > 1 && one[0] == '"' && one[1] == header_.separator) {
        check_.by_hand("units/broken-row", exchange::place(file_.file, line, 1),
                       {"Dòng bắt đầu giữa một ô có ngoặc kép: thiếu phần đầu.",
                        "The row begins in the middle of a quoted field: its beginning is missing."},
                       {"Lấy lại cả dòng từ bảng gốc, hoặc bỏ dòng này.",
                        "Take the whole row from the original table, or leave the row out."});
        one = {};
      }
      if (std::count(one.begin(), one.end(), '"') % 2 != 0) in_quotes = !in_quotes;
      out += one;
      if (end != std::string_view::npos) out += '\n';
    }
    return out;
  }

  void read_succession(const csv_row& row, const exchange::table_columns& c, const std::string& new_code,
                       const std::string& district, std::set<std::string>& seen) {
    const cell note = at(row, c.note);
    const std::string words = check_.clean(note);
    const auto how = c.note == none ? std::optional{exchange::wording{extent::unknown, {}, {}}} : exchange::wording_of(words);
    if (!how)
      check_.by_hand("units/unknown-wording", note.where,
                     {"Không rõ \"" + words + "\" là toàn bộ hay một phần.",
                      "It is not clear whether \"" + words + "\" means the whole or a part."},
                     {"Ghi Nhập toàn bộ, Nhập một phần, Nhập một phần diện tích, Giữ nguyên …",
                      "Write Nhập toàn bộ, Nhập một phần, Nhập một phần diện tích, Giữ nguyên …"});
    else if (!how->canonical.empty() && words != how->canonical)
      check_.obvious(
          "units/wording", note.where,
          {"\"" + words + "\" viết khác quy ước.", "\"" + words + "\" is not the usual wording."},
          {"Ghi \"" + std::string{how->canonical} + "\".", "Write \"" + std::string{how->canonical} + "\"."});
    const cell name = at(row, c.old_name);
    const cell code = at(row, c.old_code);
    succession_row s;
    s.where = place_of(row, c.old_code == none ? 0 : c.old_code);
    if (code.raw.empty() && name.raw.empty()) {
      s.old_code = district;  // a district without communes
      check_.remark("units/district-only", code.where,
                    {"Huyện không có đơn vị cấp xã: kế thừa từ huyện " + district + ".",
                     "A district without communes: the succession is of the district " + district + "."});
      if (district.empty()) return;
    } else if (code.raw.empty()) {
      check_.remark("units/uncoded-territory", code.where,
                    {"\"" + name.raw + "\" không có mã; không có đơn vị cũ nào.",
                     "\"" + name.raw + "\" has no code; there is no old unit."},
                    {"Giữ dòng này trong ghi chú.", "Keep the row as a note."});
      return;
    } else {
      auto old = check_.unit(name, unit_level::commune, {});
      s.old_code = check_.code(code, 5);
      if (!old || s.old_code.empty()) return;
      s.old_code = check_.compare_with_reference(s.old_code, *old, district, code.where);
      if (s.old_code.empty() || !check_.means(which_side::old_units, s.old_code,
                                              std::string{label_of(old->kind, lang::vi)} + " " + old->name, code.where))
        return;
    }
    if (!how || new_code.empty()) return;
    if (!seen.insert(s.old_code + ">" + new_code).second) {
      check_.obvious("units/repeated-row", s.where,
                     {"Cặp " + s.old_code + " → " + new_code + " đã có.",
                      "The pair " + s.old_code + " → " + new_code + " is there already."},
                     {"Bỏ dòng này.", "Leave the row out."});
      return;
    }
    s.new_code = new_code;
    s.how_much = how->how_much;
    s.scope = how->scope;
    s.note = words;
    out_.successions.push_back(std::move(s));
  }

  /// "Thành phố Hà Nội (01)": adds nothing, checks that the code always stands beside one name, and gives the code.
  /// Or "Thành phố Hà Nội" beside a cell with its code.
  std::string with_code(const cell& c, const cell& apart, unit_level level, std::size_t width, which_side s) {
    if (c.raw.empty()) return apart.raw.empty() ? std::string{} : check_.code(apart, width);
    const std::string words = check_.clean(c) + (apart.raw.empty() ? "" : " (" + apart.raw + ")");
    const auto open = words.rfind('(');
    const auto close = words.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open) {
      check_.by_hand("units/no-code", c.where, {"Thiếu mã trong ngoặc.", "The code in parentheses is missing."},
                     {"Ví dụ \"Thành phố Hà Nội (01)\".", "For example \"Thành phố Hà Nội (01)\"."});
      return {};
    }
    const std::string code = check_.code({words.substr(open + 1, close - open - 1), c.where}, width);
    std::string name = words.substr(0, open);
    while (!name.empty() && name.back() == ' ') name.pop_back();
    if (code.empty()) return {};
    std::string full;
    if (const auto proper = parse_full_name(name, level)) {
      full = proper->name;
    } else if (const named_kind split = split_kind(name); !split.kinds.empty()) {
      full = split.name;
      check_.obvious("units/capitals", c.where,
                     {"Loại đơn vị trong \"" + name + "\" viết khác quy ước.",
                      "The kind in \"" + name + "\" is not written as is usual."},
                     {"Ghi như \"Thị xã Kỳ Anh\".", "Write it as in \"Thị xã Kỳ Anh\"."});
    } else {
      full = name;
      check_.obvious(
          "units/misspelled-kind", c.where,
          {"\"" + name + "\" không có loại đơn vị ở đầu.", "\"" + name + "\" has no kind in front."},
          {"Ghi cả loại, ví dụ \"Tỉnh " + name + "\".", "Write the kind too, for example \"Tỉnh " + name + "\"."});
    }
    check_.means(s, code, full, c.where);
    return code;
  }

  void parent(const cell& name, unit_level level, const std::string& code, const std::string& above) {
    auto u = check_.unit(name, level, {});
    if (!u || code.empty()) return;
    check_.compare_parent_with_reference(code, *u, name.where);
    u->code = code;
    u->parent = above;
    add(std::move(*u));
  }

  void add(listed_unit u) {
    const std::string full = std::string{label_of(u.kind, lang::vi)} + " " + u.name;
    check_.add(std::move(u), full);
  }

  void check_english(const cell& english, unit_kind kind) {
    const std::string key = fold_name(english.raw).key;
    const auto ends = [&](std::string_view word) {
      return key.size() >= word.size() && key.compare(key.size() - word.size(), word.size(), word) == 0;
    };
    if (ends("commune") != (kind == unit_kind::commune) && (ends("commune") || ends("ward") || ends("town")))
      check_.remark("units/english-name", english.where,
                    {"Tên tiếng Anh \"" + english.raw + "\" không đúng loại; không được dùng.",
                     "The English name \"" + english.raw + "\" is of another kind; it is not used."});
  }

  bool blank(const csv_row& row) {
    if (!is_blank(row)) return false;
    check_.obvious("units/blank-row", place_of(row, 0), {"Dòng trống.", "A blank row."},
                   {"Bỏ dòng này.", "Leave the row out."});
    return true;
  }
  void no_code(const cell& c) {
    if (!c.raw.empty()) return;  // a faulty one is reported already
    check_.by_hand("units/no-code", c.where, {"Thiếu mã.", "The code is missing."},
                   {"Tra mã trong danh sách.", "Look up the code in a list."});
  }
  [[nodiscard]] std::string place_of(const csv_row& row, std::size_t column) const {
    return exchange::place(file_.file, row.line, column + 1);
  }
  [[nodiscard]] cell at(const csv_row& row, std::size_t column) const {
    if (column == none) return {{}, place_of(row, 0)};
    return {column < row.fields.size() ? row.fields[column] : std::string{}, place_of(row, column)};
  }

  csv_source file_;
  const exchange::export_header& header_;
  export_checker check_;
  imported_units& out_;
  std::string whole_;
  std::vector<csv_row> rows_;
};

/// The text as all readers know it: UTF-8, lines that end with LF; a first line "sep=;" is a remark. What had to be
/// mended is reported.
std::string readable(csv_source file, export_checker& check, exchange::encoding_fault& fault) {
  exchange::decoded_text decoded = exchange::decode(file.content);
  fault = decoded.fault;
  const std::string where{file.file};
  const text save{"Lưu tệp dưới dạng UTF-8.", "Save the file as UTF-8."};
  switch (decoded.fault) {
    case exchange::encoding_fault::utf16:
      check.obvious("units/utf-16", where, {"Tệp là UTF-16.", "The file is UTF-16."}, save);
      break;
    case exchange::encoding_fault::double_encoded:
      check.obvious("units/encoded-twice", where,
                    {"Chữ UTF-8 đã bị đọc như Windows-1252 rồi lưu lại (\"PhÆ°á»ng\").",
                     "UTF-8 that was taken for Windows-1252 and saved again (\"PhÆ°á»ng\")."},
                    {"Mở lại tệp gốc dưới dạng UTF-8.", "Open the original file as UTF-8."});
      break;
    case exchange::encoding_fault::legacy_letters:
      check.by_hand("units/legacy-letters", where,
                    {"Chữ viết theo bảng mã cũ, TCVN3 (ABC) hoặc VNI.",
                     "The letters are of an old encoding, TCVN3 (ABC) or VNI."},
                    {"Chuyển sang Unicode (ví dụ bằng UniKey), rồi lưu dưới dạng UTF-8.",
                     "Convert it to Unicode (with UniKey, for example) and save it as UTF-8."});
      break;
    case exchange::encoding_fault::not_utf8:
    case exchange::encoding_fault::none:
      break;
  }
  std::string& all = decoded.text;
  if (all.find('\n') == std::string::npos) std::replace(all.begin(), all.end(), '\r', '\n');
  const std::size_t start = all.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0;
  if (all.compare(start, 4, "sep=") == 0) all[start] = '#';
  return std::move(all);
}

bool is_json(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace

std::optional<unit_export> detect_unit_export(std::string_view content) {
  imported_units ignored;
  diagnostics faults;
  const unit_import_options options;
  export_checker check{options, ignored, faults};
  std::string_view text = content;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (is_json(text)) return exchange::detect_json_export(text);
  exchange::encoding_fault encoding{};
  const std::string all = readable({content.substr(0, 65536), ""}, check, encoding);
  const auto header = exchange::find_export_header(all);
  return header ? std::optional{header->format} : std::nullopt;
}

checked<imported_units> read_unit_export(csv_source file, const unit_import_options& options) {
  const std::string name{file.file};
  if (file.content.size() > options.limits.bytes)
    return refuse("csv/too-large", name, {"Tệp quá lớn.", "The file is too large."},
                  {"Chia tệp, hoặc nâng giới hạn.", "Split the file or raise the limit."});
  imported_units out;
  diagnostics faults;
  export_checker check{options, out, faults};
  exchange::encoding_fault encoding{};
  const std::string all = readable(file, check, encoding);
  const auto done = [&]() -> checked<imported_units> {
    if (!faults.has_errors()) return std::move(out);
    faults.append(std::move(out.remarks));
    return unexpected{std::move(faults)};
  };
  std::string_view text_of = all;
  if (text_of.substr(0, 3) == "\xEF\xBB\xBF") text_of.remove_prefix(3);
  const auto begin = text_of.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    check.by_hand("units/no-rows", name, {"Tệp trống.", "The file is empty."}, {});
    return done();
  }
  if (encoding == exchange::encoding_fault::legacy_letters) return done();  // its header cannot be read
  if (is_json(text_of)) {
    if (const auto format = exchange::detect_json_export(text_of)) {
      out.format = *format;
      exchange::read_json_export({text_of, file.file}, *format, options, out, faults);
      return done();
    }
  } else if (const auto header = exchange::find_export_header(all)) {
    out.format = header->format;
    export_reader{{all, file.file}, *header, options, out, faults}.read();
    return done();
  }
  if (encoding == exchange::encoding_fault::not_utf8) {
    check.by_hand("csv/not-utf8", name, {"Tệp không phải UTF-8.", "The file is not UTF-8."},
                  {"Lưu tệp dưới dạng UTF-8.", "Save the file as UTF-8."});
    return done();
  }
  const text lacks = exchange::missing_columns(all);
  check.by_hand("units/unknown-format", name,
                lacks.en.empty() ? text{"Tiêu đề cột không thuộc một định dạng đã biết.", "The header is of no known format."}
                                 : text{"Thiếu cột: " + lacks.vi + ".", "The header lacks " + lacks.en + "."},
                {"Cần các cột như Mã TP, Mã QH, Phường Xã, Mã PX; xem docs/units.md.",
                 "Columns such as Mã TP, Mã QH, Phường Xã, Mã PX are needed; see docs/units.md."});
  return done();
}

#ifndef DINH_HAS_JSON
namespace exchange {
std::optional<unit_export> detect_json_export(std::string_view) { return std::nullopt; }
void read_json_export(csv_source, unit_export, const unit_import_options&, imported_units&, diagnostics&) {}
}  // namespace exchange
#endif

}  // namespace dinh::inline v1
