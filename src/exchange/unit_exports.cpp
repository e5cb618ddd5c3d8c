// Lists and conversion tables of the statistics office, as CSV.
#include <dinh/exchange/unit_exports.hpp>

#include "csv_table.hpp"
#include "unit_export_checks.hpp"

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

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Columns by what their headers say, accents and case aside.
struct export_columns {
  std::vector<std::string> keys;
  [[nodiscard]] std::size_t find(std::initializer_list<std::string_view> names) const {
    for (std::size_t i = 0; i < keys.size(); ++i)
      for (const std::string_view n : names)
        if (keys[i] == n) return i;
    return none;
  }
};
export_columns columns_of(const csv_row& row) {
  export_columns c;
  for (const std::string& f : row.fields) {
    std::string key;
    for (const std::string& word : fold_name(f).plain) key += (key.empty() ? "" : " ") + word;
    c.keys.push_back(std::move(key));
  }
  return c;
}

struct list_columns {
  std::size_t province, province_code, district, district_code, name, code, level, english;
  [[nodiscard]] bool known() const { return province_code != none && name != none && code != none; }
};
list_columns list_columns_of(const export_columns& c) {
  list_columns l{};
  l.province = c.find({"tinh thanh pho", "tinh / thanh pho", "tinh/thanh pho", "ten tinh"});
  l.province_code = c.find({"ma tp", "ma tinh", "ma tinh/tp"});
  l.district = c.find({"quan huyen", "quan/huyen", "quan / huyen"});
  l.district_code = c.find({"ma qh", "ma huyen"});
  l.code = c.find({"ma px", "ma xa"});
  l.name = c.find({"phuong xa", "phuong/xa", "ten xa"});
  if (l.code == none && l.name == none) {
    l.code = c.find({"ma"});
    l.name = c.find({"ten"});
  }
  l.level = c.find({"cap"});
  l.english = c.find({"ten tieng anh"});
  return l;
}

struct table_columns {
  std::size_t province, new_name, new_code, old_name, old_code, note, district, old_province;
  [[nodiscard]] bool known() const {
    return new_name != none && new_code != none && old_name != none && old_code != none && note != none;
  }
};
table_columns table_columns_of(const export_columns& c) {
  return {c.find({"tinh thanh pho", "tinh/thanh pho"}),
          c.find({"ten xa moi"}),
          c.find({"ma xa moi"}),
          c.find({"ten xa cu"}),
          c.find({"ma xa cu"}),
          c.find({"ghi chu"}),
          c.find({"quan/huyen", "quan huyen"}),
          c.find({"tinh cu"})};
}

bool is_blank(const csv_row& row) {
  return std::all_of(row.fields.begin(), row.fields.end(),
                     [](const std::string& f) { return f.find_first_not_of(" \t\r\n") == std::string::npos; });
}

class export_reader {
public:
  export_reader(csv_source file, const unit_import_options& options, imported_units& out, diagnostics& faults)
      : file_{file}, check_{options, out, faults}, out_{out} {
    whole_ = without_tails(file.content);
    rows_ = csv_splitter{{whole_, file.file}, options.limits, faults}.rows();
  }
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  void read_list() {
    const list_columns c = list_columns_of(columns_of(rows_.front()));
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      const csv_row& row = rows_[i];
      if (blank(row)) continue;
      const std::string province = check_.code(at(row, c.province_code), 2);
      if (province.empty()) no_code(at(row, c.province_code));
      parent(at(row, c.province), unit_level::province, province, {});
      std::string above = province;
      if (c.district_code != none && !at(row, c.district_code).raw.empty()) {
        const std::string district = check_.code(at(row, c.district_code), 3);
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
      if (!u->code.empty()) add(std::move(*u));
    }
  }

  void read_table() {
    const table_columns c = table_columns_of(columns_of(rows_[1]));
    std::set<std::string> seen;
    for (std::size_t i = 2; i < rows_.size(); ++i) {
      const csv_row& row = rows_[i];
      if (blank(row)) continue;
      const std::size_t filled = static_cast<std::size_t>(
          std::count_if(row.fields.begin(), row.fields.end(), [](const std::string& f) { return !f.empty(); }));
      if (filled == 1) {
        check_.obvious("units/title-row", place_of(row, 0),
                       {"Dòng tiêu đề giữa bảng.", "A title in the middle of the table."},
                       {"Bỏ dòng này.", "Leave the row out."});
        continue;
      }
      const std::string province = with_code(at(row, c.province), unit_level::province, 2, which_side::new_units);
      auto now = check_.unit(at(row, c.new_name), unit_level::commune, {});
      const std::string new_code = check_.code(at(row, c.new_code), 5);
      if (new_code.empty()) no_code(at(row, c.new_code));
      if (now && !new_code.empty()) {
        now->code = new_code;
        now->parent = province;
        add(*now);
      }
      const std::string district = with_code(at(row, c.district), unit_level::district, 3, which_side::old_units);
      with_code(at(row, c.old_province), unit_level::province, 2, which_side::old_units);
      read_succession(row, c, new_code, district, seen);
    }
  }

private:
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
      if (!in_quotes && one.substr(0, 2) == "\",") {
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

  void read_succession(const csv_row& row, const table_columns& c, const std::string& new_code,
                       const std::string& district, std::set<std::string>& seen) {
    const cell note = at(row, c.note);
    const std::string words = check_.clean(note);
    const auto how = exchange::wording_of(words);
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
  std::string with_code(const cell& c, unit_level level, std::size_t width, which_side s) {
    if (c.raw.empty()) return {};
    const std::string words = check_.clean(c);
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
  export_checker check_;
  imported_units& out_;
  std::string whole_;
  std::vector<csv_row> rows_;
};

}  // namespace

std::optional<unit_export> detect_unit_export(std::string_view content) {
  std::string_view text = content;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  if (text[first] == '{' || text[first] == '[') return exchange::detect_json_export(text);
  // The header is in the first two lines; no line of it is long.
  auto end = text.find('\n');
  if (end != std::string_view::npos) end = text.find('\n', end + 1);
  diagnostics ignored;
  const auto rows =
      csv_splitter{{text.substr(0, std::min({end, text.size(), std::size_t{8192}})), ""}, {}, ignored}.rows();
  if (rows.size() > 1 && table_columns_of(columns_of(rows[1])).known()) return unit_export::conversion_table;
  if (!rows.empty() && list_columns_of(columns_of(rows.front())).known()) return unit_export::office_list;
  return std::nullopt;
}

checked<imported_units> read_unit_export(csv_source file, const unit_import_options& options) {
  if (file.content.size() > options.limits.bytes)
    return refuse("csv/too-large", std::string{file.file}, {"Tệp quá lớn.", "The file is too large."},
                  {"Chia tệp, hoặc nâng giới hạn.", "Split the file or raise the limit."});
  const auto format = detect_unit_export(file.content);
  if (!format)
    return refuse("units/unknown-format", std::string{file.file},
                  {"Tiêu đề cột không thuộc một định dạng đã biết.", "The header is of no known format."},
                  {"Cần các cột như Mã TP, Mã QH, Phường Xã, Mã PX; xem docs/units.md.",
                   "Columns such as Mã TP, Mã QH, Phường Xã, Mã PX are needed; see docs/units.md."});
  imported_units out;
  out.format = *format;
  diagnostics faults;
  if (*format == unit_export::communes_json || *format == unit_export::address_database) {
    exchange::read_json_export(file, *format, options, out, faults);
  } else {
    export_reader r{file, options, out, faults};
    if (!r.empty()) *format == unit_export::office_list ? r.read_list() : r.read_table();
  }
  if (!faults.has_errors()) return out;
  faults.append(std::move(out.remarks));
  return unexpected{std::move(faults)};
}

#ifndef DINH_HAS_JSON
namespace exchange {
std::optional<unit_export> detect_json_export(std::string_view) { return std::nullopt; }
void read_json_export(csv_source, unit_export, const unit_import_options&, imported_units&, diagnostics&) {}
}  // namespace exchange
#endif

}  // namespace dinh::inline v1
