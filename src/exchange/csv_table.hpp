#pragma once
// Comma-separated text under named columns: every fault with file, line and field, all at once. For the
// readers of units and events; the format is described in exchange/csv.hpp.

#include <dinh/base/date.hpp>
#include <dinh/base/utf8.hpp>
#include <dinh/exchange/csv.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1::exchange {

inline std::string place(std::string_view file, std::size_t line, std::size_t field) {
  std::string out;
  out.reserve(file.size() + 16);
  out += file;
  out += ':';
  out += std::to_string(line);
  out += ':';
  out += std::to_string(field);
  return out;
}

struct csv_row {
  std::size_t line = 0;  ///< where the row begins
  std::vector<std::string> fields;
  bool is_too_long = false;  ///< it had more fields than allowed; the fault is reported
};

/// A text from outside as part of a message: its beginning, if it is long.
inline std::string quoted(std::string_view s) {
  constexpr std::size_t most = 80;
  std::size_t end = 0;
  while (end < s.size()) {  // whole characters; the text is UTF-8, or reported already
    const std::size_t length = utf8_length(s.substr(end));
    if (end + (length == 0 ? 1 : length) > most) break;
    end += length == 0 ? 1 : length;
  }
  return "\"" + std::string{s.substr(0, end)} + (end < s.size() ? "…\"" : "\"");
}

/// The separator of a table, by its first line: a comma, or, where there is none, what offices write instead: a
/// semicolon or a tab.
inline char separator_of(std::string_view line) {
  line = line.substr(0, line.find('\n'));
  for (const char c : {',', '\t', ';'})
    if (line.find(c) != std::string_view::npos) return c;
  return ',';
}

/// Splits a text into rows, one at a time; blank lines are left out.
class csv_splitter {
public:
  /// Without a separator it is told by the first line.
  csv_splitter(csv_source source, csv_limits limits, diagnostics& faults, char separator = '\0')
      : text_{source.content}, file_{source.file}, limits_{limits}, faults_{faults}, separator_{separator} {
    if (text_.size() > limits_.bytes) {
      faults_.error(
          "csv/too-large", std::string{file_},
          {"Tệp có " + std::to_string(text_.size()) + " byte, quá " + std::to_string(limits_.bytes) + ".",
           "The file has " + std::to_string(text_.size()) + " bytes, more than " + std::to_string(limits_.bytes) + "."},
          {"Chia tệp, hoặc nâng giới hạn.", "Split the file or raise the limit."});
      text_ = {};
    }
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
    while (!text_.empty() && text_.front() == '#') {  // remarks before the header
      const auto end = text_.find('\n');
      text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
      ++line_;
    }
    if (separator_ == '\0') separator_ = separator_of(text_);
  }

  /// Reads the next row; false at the end, or after more rows than allowed.
  bool next(csv_row& row) {
    while (at_ < text_.size()) {
      if (rows_ > limits_.rows) {
        faults_.error(
            "csv/too-many-rows", place(file_, line_, 1),
            {"Quá " + std::to_string(limits_.rows) + " dòng.", "More than " + std::to_string(limits_.rows) + " rows."},
            {"Chia tệp, hoặc nâng giới hạn.", "Split the file or raise the limit."});
        at_ = text_.size();
        return false;
      }
      row = read_row();
      if (row.fields.size() == 1 && row.fields.front().empty()) continue;
      ++rows_;
      return true;
    }
    return false;
  }
  /// All rows that are left, for readers that look at a table as a whole.
  std::vector<csv_row> rows() {
    std::vector<csv_row> all;
    for (csv_row row; next(row);) all.push_back(std::move(row));
    return all;
  }

private:
  csv_row read_row() {
    csv_row row{line_, {}};
    for (;;) {
      std::string field = read_field(row.fields.size() + 1);
      if (row.fields.size() < limits_.fields) {
        row.fields.push_back(std::move(field));
      } else if (!row.is_too_long) {
        row.is_too_long = true;
        faults_.error("csv/too-many-fields", place(file_, row.line, limits_.fields + 1),
                      {"Dòng có quá " + std::to_string(limits_.fields) + " ô.",
                       "The row has more than " + std::to_string(limits_.fields) + " fields."},
                      {"Kiểm tra dấu phẩy và dấu ngoặc kép.", "Check commas and quotation marks."});
      }
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      return row;
    }
  }

  [[nodiscard]] bool at_end_of_field() const {
    if (at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\n') return true;
    return text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n');
  }

  std::string read_field(std::size_t number) {
    std::string field;
    const std::size_t line = line_;
    bool is_long = false;
    bool is_utf8 = true;
    const auto take = [&] {
      std::size_t length = utf8_length(text_.substr(at_));
      if (length == 0) {
        is_utf8 = false;
        length = 1;
      }
      if (field.size() + length <= limits_.field_bytes)
        field += text_.substr(at_, length);
      else
        is_long = true;
      at_ += length;
    };
    if (at_ < text_.size() && text_[at_] == '"') {
      ++at_;
      bool closed = false;
      while (at_ < text_.size()) {
        if (text_[at_] == '"') {
          ++at_;
          if (at_ >= text_.size() || text_[at_] != '"') {
            closed = true;
            break;
          }
        } else if (text_[at_] == '\n') {
          ++line_;
        }
        take();
      }
      if (!closed)
        faults_.error("csv/open-quote", place(file_, line, number),
                      {"Dấu ngoặc kép không được đóng.", "The quotation mark is not closed."},
                      {"Thêm dấu ngoặc kép cuối ô; dấu ngoặc kép bên trong viết hai lần.",
                       "Close the field with a quotation mark; write one inside a field twice."});
      else if (!at_end_of_field())
        faults_.error("csv/text-after-quote", place(file_, line, number),
                      {"Có chữ sau dấu ngoặc kép đóng.", "There is text after the closing quotation mark."},
                      {"Đặt toàn bộ ô trong ngoặc kép.", "Put the whole field in quotation marks."});
    }
    while (!at_end_of_field()) take();
    if (is_long)
      faults_.error("csv/field-too-long", place(file_, line, number),
                    {"Ô dài quá " + std::to_string(limits_.field_bytes) + " byte.",
                     "The field is longer than " + std::to_string(limits_.field_bytes) + " bytes."},
                    {"Rút ngắn, hoặc nâng giới hạn.", "Shorten it or raise the limit."});
    if (!is_utf8)
      faults_.error("csv/not-utf8", place(file_, line, number), {"Ô không phải UTF-8.", "The field is not UTF-8."},
                    {"Lưu tệp dưới dạng UTF-8.", "Save the file as UTF-8."});
    return field;
  }

  std::string_view text_;
  std::string_view file_;
  csv_limits limits_;
  diagnostics& faults_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t rows_ = 0;
};

enum class presence : std::uint8_t { required, optional };

/// What becomes of columns that no reader knows.
enum class unknown_columns : std::uint8_t {
  refused,
  told  ///< a warning: the other columns are read
};

/// What a field should have held, in words; a text is made of it only when it did not.
struct wanted {
  std::string_view vi;
  std::string_view en;
};

/// The rows under named columns; every getter reports its fault at the field.
template <std::size_t Columns>
class csv_table {
public:
  /// The first `required` columns must be there, the others may be missing; their fields are then empty.
  csv_table(csv_source source, csv_limits limits, const std::array<std::string_view, Columns>& names,
            diagnostics& faults, std::size_t required = Columns, unknown_columns others = unknown_columns::refused)
      : file_{source.file}, faults_{faults}, required_{required}, others_{others}, splitter_{source, limits, faults} {
    const bool could_be_read = !faults.has_errors();
    csv_row header;
    if (splitter_.next(header)) {
      width_ = header.fields.size();
      if (!header.is_too_long) read_header(header, names);
    } else if (could_be_read) {
      faults.error("csv/no-header", std::string{file_},
                   {"Tệp trống; dòng đầu phải là tên cột.", "The file is empty; its first line names the columns."},
                   {});
    }
  }

  template <class Read>
  void for_each(Read read) {
    if (!usable_) return;
    while (splitter_.next(row_)) {
      if (row_.is_too_long) continue;
      if (row_.fields.size() != width_) {
        faults_.error(
            "csv/wrong-number-of-fields", place(file_, row_.line, row_.fields.size()),
            {"Dòng có " + std::to_string(row_.fields.size()) + " ô, cần " + std::to_string(width_) + ".",
             "The row has " + std::to_string(row_.fields.size()) + " fields instead of " + std::to_string(width_) +
                 "."},
            {"Kiểm tra dấu phẩy và dấu ngoặc kép.", "Check commas and quotation marks."});
        continue;
      }
      read(*this);
    }
  }

  [[nodiscard]] std::string where(std::size_t column) const {
    return place(file_, row_.line, field_of_[column] == none ? 1 : field_of_[column] + 1);
  }
  [[nodiscard]] std::size_t line() const { return row_.line; }
  [[nodiscard]] std::string row_where() const { return place(file_, row_.line, 1); }

  std::string string(std::size_t column, presence p) { return string_in(column, p); }
  date day(std::size_t column, date otherwise) {
    const std::string& s = raw(column);
    if (s.empty()) return otherwise;
    return given_day(column);
  }
  date given_day(std::size_t column) {
    auto d = parse_date(raw(column), where(column));
    if (d) return *d;
    faults_.append(std::move(d).error());
    return date{};
  }
  std::optional<std::int64_t> count(std::size_t column) {
    const std::string& s = raw(column);
    if (s.empty()) return std::nullopt;
    std::int64_t n = 0;
    bool good = s.size() <= 15;
    for (const char c : s) {
      good = good && c >= '0' && c <= '9';
      if (good) n = n * 10 + (c - '0');
    }
    if (good) return n;
    bad_value(column, {"một số nguyên không âm", "a whole number, not negative"});
    return std::nullopt;
  }
  template <class Value>
  Value value(std::size_t column, std::optional<Value> found, wanted what) {
    if (found) return *found;
    bad_value(column, what);
    return Value{};
  }
  /// As `string`, for the last look at the field: it is moved out.
  std::string take(std::size_t column, presence p = presence::optional) {
    (void)string_in(column, p);
    return field_of_[column] == none ? std::string{} : std::move(row_.fields[field_of_[column]]);
  }
  [[nodiscard]] const std::string& raw(std::size_t column) const {
    static const std::string missing;
    return field_of_[column] == none ? missing : row_.fields[field_of_[column]];
  }

  void fault(std::size_t column, std::string code, text message, text remedy = {}) {
    faults_.error(std::move(code), where(column), std::move(message), std::move(remedy));
  }
  void bad_value(std::size_t column, wanted what) {
    const std::string& s = raw(column);
    faults_.error("csv/bad-value", where(column),
                  {exchange::quoted(s) + " không phải là " + std::string{what.vi} + ".",
                   exchange::quoted(s) + " is not " + std::string{what.en} + "."},
                  {});
  }

private:
  const std::string& string_in(std::size_t column, presence p) {
    const std::string& s = raw(column);
    if (s.empty() && p == presence::required)
      faults_.error("csv/empty-field", where(column), {"Ô không được để trống.", "The field must not be empty."}, {});
    return s;
  }
  void read_header(const csv_row& header, const std::array<std::string_view, Columns>& names) {
    header_line_ = header.line;
    usable_ = true;
    field_of_.fill(none);
    for (std::size_t f = 0; f < header.fields.size(); ++f) {
      std::size_t column = 0;
      while (column < Columns && names[column] != header.fields[f]) ++column;
      if (column == Columns && others_ == unknown_columns::told) {
        faults_.warning("csv/unknown-column", place(file_, header_line_, f + 1),
                        {"Cột " + exchange::quoted(header.fields[f]) + " không được dùng.",
                         "The column " + exchange::quoted(header.fields[f]) + " is not used."},
                        {"Xem các cột trong docs/units.md.", "See the columns in docs/units.md."});
      } else if (column == Columns) {
        header_fault(
            "csv/unknown-column", f,
            {"Không có cột " + exchange::quoted(header.fields[f]) + ".", "There is no column " + exchange::quoted(header.fields[f]) + "."});
      } else if (field_of_[column] != none) {
        header_fault("csv/duplicate-column", f,
                     {"Cột \"" + header.fields[f] + "\" có hai lần.",
                      "The column \"" + header.fields[f] + "\" is there twice."});
      } else {
        field_of_[column] = f;
      }
    }
    for (std::size_t c = 0; c < required_; ++c)
      if (field_of_[c] == none)
        header_fault("csv/missing-column", 0,
                     {"Thiếu cột \"" + std::string{names[c]} + "\".",
                      "The column \"" + std::string{names[c]} + "\" is missing."});
  }
  void header_fault(std::string code, std::size_t field, text message) {
    usable_ = false;
    faults_.error(std::move(code), place(file_, header_line_, field + 1), std::move(message), {});
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  std::string_view file_;
  diagnostics& faults_;
  std::size_t required_ = Columns;
  unknown_columns others_ = unknown_columns::refused;
  csv_splitter splitter_;
  std::array<std::size_t, Columns> field_of_{};
  csv_row row_;
  std::size_t header_line_ = 1;
  std::size_t width_ = 0;
  bool usable_ = false;
};

}  // namespace dinh::inline v1::exchange
