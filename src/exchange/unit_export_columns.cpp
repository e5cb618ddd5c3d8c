#include "unit_export_columns.hpp"

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

/// A header is among the first rows; titles may stand above it.
constexpr std::size_t most_rows_above = 20;
constexpr std::size_t most_bytes_above = 32768;

enum class subject : std::uint8_t { none, unit, province, district, commune, level, note, english, number };
enum class side : std::uint8_t { either, before, after };
/// What a header says: "Mã Xã cũ" is the code of the commune before.
struct meaning {
  subject what = subject::none;
  side when = side::either;
  bool is_code = false;
  bool says_name = false;
};

std::vector<std::string> words_of(std::string_view header) {
  std::vector<std::string> words(1);
  for (const std::string& word : fold_name(header).plain) {
    for (const char c : word) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        words.back() += c;
      else if (!words.back().empty())
        words.emplace_back();
    }
    if (!words.back().empty()) words.emplace_back();
  }
  words.pop_back();
  return words;
}

meaning meaning_of(std::string_view header) {
  const std::vector<std::string> words = words_of(header);
  if (words.empty()) return {};
  std::string together;  // "wardCode", "ward_code"
  for (const std::string& w : words) together += w;
  const auto has = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& w) { return std::find(any.begin(), any.end(), w) != any.end(); });
  };
  const auto speaks_of = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(any.begin(), any.end(),
                       [&](std::string_view w) { return together.find(w) != std::string::npos; });
  };
  meaning m;
  m.is_code = has({"ma"}) || speaks_of({"code"});
  m.says_name = has({"ten"}) || speaks_of({"name"});
  if (has({"cu", "truoc"}) || speaks_of({"former", "before"}) || words.front() == "old")
    m.when = side::before;
  else if (has({"moi", "sau"}) || speaks_of({"after"}) || words.front() == "new")
    m.when = side::after;
  const std::string& first = words.front();
  if (together == "stt" || together == "tt" || together == "no" || together == "sothutu")
    m.what = subject::number;
  else if (speaks_of({"tienganh", "english"}) || words.back() == "en")
    m.what = subject::english;
  else if (!m.is_code && speaks_of({"ghichu", "noidung", "diengiai", "note", "remark"}))
    m.what = subject::note;
  else if (!m.is_code && !m.says_name && (first == "cap" || first == "loai" || speaks_of({"level", "type", "kind"})))
    m.what = subject::level;
  else if (has({"quan", "huyen", "qh"}) || speaks_of({"district"}) || (m.is_code && has({"q", "h"})))
    m.what = subject::district;
  else if (has({"phuong", "xa", "px"}) || speaks_of({"ward", "commune", "dackhu"}) || (m.is_code && has({"p", "x"})))
    m.what = subject::commune;
  else if (has({"tinh", "tp"}) || speaks_of({"thanhpho", "province"}))
    m.what = subject::province;
  else if (m.is_code || m.says_name || has({"dvhc"}) || speaks_of({"donvihanhchinh"}))
    m.what = subject::unit;
  return m;
}

/// Of the columns on a subject the one that says "tên" comes before one that does not.
std::size_t column_of(const std::vector<meaning>& row, subject what, bool is_code, std::initializer_list<side> when) {
  std::size_t found = no_column;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const meaning& m = row[i];
    if (m.what != what || m.is_code != is_code || std::find(when.begin(), when.end(), m.when) == when.end()) continue;
    if (found == no_column || (m.says_name && !row[found].says_name)) found = i;
  }
  return found;
}
std::size_t commune_column(const std::vector<meaning>& row, bool is_code, std::initializer_list<side> when) {
  const std::size_t commune = column_of(row, subject::commune, is_code, when);
  return commune != no_column ? commune : column_of(row, subject::unit, is_code, when);
}

list_columns list_of(const std::vector<meaning>& row) {
  const auto any = {side::either, side::after, side::before};
  list_columns c;
  c.province = column_of(row, subject::province, false, any);
  c.province_code = column_of(row, subject::province, true, any);
  c.district = column_of(row, subject::district, false, any);
  c.district_code = column_of(row, subject::district, true, any);
  c.name = commune_column(row, false, any);
  c.code = commune_column(row, true, any);
  c.level = column_of(row, subject::level, false, any);
  c.english = column_of(row, subject::english, false, any);
  return c;
}
table_columns table_of(const std::vector<meaning>& row) {
  const auto now = {side::after, side::either};
  const auto any = {side::either, side::after, side::before};
  table_columns c;
  c.province = column_of(row, subject::province, false, now);
  c.province_code = column_of(row, subject::province, true, now);
  c.new_name = commune_column(row, false, {side::after});
  c.new_code = commune_column(row, true, {side::after});
  c.old_name = commune_column(row, false, {side::before});
  c.old_code = commune_column(row, true, {side::before});
  // A table may mark one side only.
  if (c.new_name == no_column) c.new_name = commune_column(row, false, {side::either});
  if (c.new_code == no_column) c.new_code = commune_column(row, true, {side::either});
  if (c.old_name == no_column) c.old_name = commune_column(row, false, {side::either});
  if (c.old_code == no_column) c.old_code = commune_column(row, true, {side::either});
  c.note = column_of(row, subject::note, false, any);
  c.district = column_of(row, subject::district, false, any);
  c.district_code = column_of(row, subject::district, true, any);
  c.old_province = column_of(row, subject::province, false, {side::before});
  return c;
}
bool is_table(const table_columns& c) {
  const std::array<std::size_t, 4> needed{c.new_name, c.new_code, c.old_name, c.old_code};
  for (std::size_t i = 0; i < needed.size(); ++i)
    for (std::size_t j = i + 1; j < needed.size(); ++j)
      if (needed[i] == no_column || needed[i] == needed[j]) return false;
  return needed.back() != no_column;
}
bool is_list(const list_columns& c) {
  return c.province_code != no_column && c.name != no_column && c.code != no_column;
}

std::vector<std::size_t> unused_of(const std::vector<meaning>& row, const csv_row& header,
                                   std::initializer_list<std::size_t> used) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (std::find(used.begin(), used.end(), i) == used.end() && row[i].what != subject::number &&
        !words_of(header.fields[i]).empty())
      out.push_back(i);
  return out;
}

template <class Look>
void each_row(std::string_view content, char separator, Look look) {
  const auto end = content.size() <= most_bytes_above ? content.size() : content.rfind('\n', most_bytes_above);
  diagnostics ignored;
  csv_splitter rows{{content.substr(0, end), ""}, {}, ignored, separator};
  csv_row row;
  for (std::size_t i = 0; i <= most_rows_above && rows.next(row); ++i) {
    std::vector<meaning> said;
    for (const std::string& f : row.fields) said.push_back(meaning_of(f));
    if (look(i, row, said)) return;
  }
}

constexpr std::array<char, 4> separators{',', ';', '\t', '|'};

}  // namespace

std::optional<export_header> find_export_header(std::string_view content) {
  std::optional<export_header> found;
  for (const char separator : separators) {
    each_row(content, separator, [&](std::size_t i, const csv_row& row, const std::vector<meaning>& said) {
      export_header h;
      h.separator = separator;
      h.row = i;
      h.table = table_of(said);
      h.list = list_of(said);
      const table_columns& t = h.table;
      const list_columns& l = h.list;
      if (is_table(t)) {
        h.format = unit_export::conversion_table;
        h.unused = unused_of(said, row, {t.province, t.province_code, t.new_name, t.new_code, t.old_name, t.old_code,
                                         t.note, t.district, t.district_code, t.old_province});
      } else if (is_list(l)) {
        h.unused = unused_of(said, row, {l.province, l.province_code, l.district, l.district_code, l.name, l.code,
                                         l.level, l.english});
      } else {
        return false;
      }
      found = std::move(h);
      return true;
    });
    if (found) return found;
  }
  return found;
}

text missing_columns(std::string_view content) {
  text best;
  std::size_t most = 1;
  for (const char separator : separators)
    each_row(content, separator, [&](std::size_t, const csv_row&, const std::vector<meaning>& said) {
      const list_columns c = list_of(said);
      text missing;
      std::size_t there = 0;
      const auto note = [&](std::size_t column, const char* vi, const char* en) {
        if (column != no_column) {
          ++there;
          return;
        }
        missing.vi += (missing.vi.empty() ? "" : ", ") + std::string{vi};
        missing.en += (missing.en.empty() ? "" : ", ") + std::string{en};
      };
      note(c.code, "mã xã (Mã PX)", "the code of the commune (Mã PX)");
      note(c.name, "tên xã (Phường Xã)", "its name (Phường Xã)");
      note(c.province_code, "mã tỉnh (Mã TP)", "the code of the province (Mã TP)");
      if (there > most || (there == most && best.en.empty() && there > 0)) {
        most = there;
        best = std::move(missing);
      }
      return false;
    });
  return best;
}

}  // namespace dinh::inline v1::exchange
