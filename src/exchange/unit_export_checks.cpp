#include "unit_export_checks.hpp"

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

std::string replace_all(std::string s, std::string_view from, std::string_view to) {
  for (auto at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size()))
    s.replace(at, from.size(), to);
  return s;
}

bool begins(std::string_view s, std::string_view with) { return s.substr(0, with.size()) == with; }

/// Bytes of a space or of a character that nobody sees, at the front; `is_space` tells which.
std::size_t blank_at(std::string_view s, bool& is_space) {
  is_space = true;
  if (s.front() == ' ' || (s.front() >= '\t' && s.front() <= '\r')) return 1;
  if (begins(s, "\u00A0")) return 2;
  for (const char* wide : {"\u2002", "\u2003", "\u2007", "\u2009", "\u202F", "\u3000"})
    if (begins(s, wide)) return 3;
  is_space = false;
  if (begins(s, "\u00AD")) return 2;  // a soft hyphen
  for (const char* hidden : {"\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2060", "\uFEFF"})
    if (begins(s, hidden)) return 3;
  return 0;
}

std::string single_spaced(std::string_view s) {
  std::string out;
  bool open = false;
  while (!s.empty()) {
    bool is_space = false;
    if (const std::size_t blank = blank_at(s, is_space); blank > 0) {
      open = open || (is_space && !out.empty());
      s.remove_prefix(blank);
      continue;
    }
    if (open) out += ' ';
    open = false;
    out += s.front();
    s.remove_prefix(1);
  }
  return out;
}

/// What a spreadsheet makes of a code: '00001, ="00001", 1.0, digits of full width. Without that.
std::string bare_code(std::string s) {
  constexpr std::array<const char*, 10> wide{"\uFF10", "\uFF11", "\uFF12", "\uFF13", "\uFF14",
                                             "\uFF15", "\uFF16", "\uFF17", "\uFF18", "\uFF19"};
  for (std::size_t d = 0; d < wide.size(); ++d)
    s = replace_all(std::move(s), wide[d], std::string(1, static_cast<char>('0' + d)));
  if (s.size() > 3 && begins(s, "=\"") && s.back() == '"') s = s.substr(2, s.size() - 3);
  if (!s.empty() && s.front() == '\'') s.erase(0, 1);
  if (s.size() > 2 && s.compare(s.size() - 2, 2, ".0") == 0) s.resize(s.size() - 2);
  return s;
}

const std::map<unit_kind, std::string>& proper_words() {
  static const std::map<unit_kind, std::string> words{
      {unit_kind::province, "Tỉnh"},       {unit_kind::municipality, "Thành phố"},
      {unit_kind::urban_district, "Quận"}, {unit_kind::district, "Huyện"},
      {unit_kind::town, "Thị xã"},         {unit_kind::city, "Thành phố"},
      {unit_kind::commune, "Xã"},          {unit_kind::ward, "Phường"},
      {unit_kind::township, "Thị trấn"},   {unit_kind::special_zone, "Đặc khu"},
  };
  return words;
}

std::optional<unit_kind> kind_of_word(std::string_view word, unit_level level) {
  const std::string key = fold_name(word).key;
  for (const auto& [kind, proper] : proper_words())
    if (level_of(kind) == level && fold_name(proper).key == key) return kind;
  return std::nullopt;
}

}  // namespace

void export_checker::by_hand(std::string code, std::string where, text message, text remedy) {
  faults_.error(std::move(code), std::move(where), std::move(message), std::move(remedy));
}
void export_checker::obvious(std::string code, std::string where, text message, text remedy) {
  if (options_.mend == mending::obvious)
    out_.remarks.warning(std::move(code), std::move(where), std::move(message), std::move(remedy));
  else
    faults_.error(std::move(code), std::move(where), std::move(message), std::move(remedy));
}
void export_checker::remark(std::string code, std::string where, text message, text remedy) {
  out_.remarks.warning(std::move(code), std::move(where), std::move(message), std::move(remedy));
}

std::string export_checker::clean(const cell& c) {
  const auto mended = [&](const char* code, text what, const std::string& now) {
    obvious(code, c.where, std::move(what), {"Ghi \"" + now + "\".", "Write \"" + now + "\"."});
    return now;
  };
  std::string now = compose(c.raw);
  if (now != c.raw)
    now = mended("units/not-composed", {"Chữ viết dạng tổ hợp rời (NFD).", "The letters are decomposed (NFD)."}, now);
  if (std::string spaced = single_spaced(now); spaced != now)
    now =
        mended("units/spaces", {"Thừa dấu cách, xuống dòng hoặc ký tự ẩn.",
                                  "There are spaces, line breaks or hidden characters too many."}, spaced);
  std::string plain = now;
  for (const char* quote : {"\u2019", "\u2018", "\u02BC", "`", "\u00B4"})
    plain = replace_all(std::move(plain), quote, "'");
  if (plain != now)
    now = mended("units/apostrophe", {"Dấu nháy không phải dấu ' thường.", "The apostrophe is not the plain one."},
                 plain);
  return now;
}

std::string export_checker::code(const cell& c, std::size_t width) {
  std::string text_of = clean(c);
  if (text_of.empty()) return {};
  if (std::string bare = bare_code(text_of); bare != text_of) {
    obvious("units/code-as-formula", c.where,
            {"Mã " + text_of + " mang dấu vết của bảng tính.", "The code " + text_of + " bears marks of a spreadsheet."},
            {"Ghi " + bare + "; định dạng cột là văn bản.", "Write " + bare + "; make the column text."});
    text_of = std::move(bare);
  }
  if (text_of.size() > width || text_of.find_first_not_of("0123456789") != std::string::npos) {
    by_hand("units/bad-code", c.where,
            {"\"" + text_of + "\" không phải là mã " + std::to_string(width) + " chữ số.",
             "\"" + text_of + "\" is not a code of " + std::to_string(width) + " digits."},
            {"Tra mã đúng trong danh sách.", "Look up the right code in a list."});
    return {};
  }
  if (text_of.size() == width) return text_of;
  const std::string full = std::string(width - text_of.size(), '0') + text_of;
  obvious("units/lost-zeros", c.where,
          {"Mã \"" + text_of + "\" mất số 0 ở đầu.", "The code \"" + text_of + "\" lost zeros in front."},
          {"Ghi " + full + "; định dạng cột là văn bản.", "Write " + full + "; make the column text."});
  return full;
}

std::optional<listed_unit> export_checker::unit(const cell& full_name, unit_level level, const cell& kind_word) {
  const std::string name = clean(full_name);
  if (name.empty()) return std::nullopt;
  listed_unit u;
  u.where = full_name.where;
  if (auto parsed = parse_full_name(name, level)) {
    u.name = parsed->name;
    u.kind = parsed->kind;
  } else {
    const named_kind split = split_kind(name);
    const auto kind =
        std::find_if(split.kinds.begin(), split.kinds.end(), [&](unit_kind k) { return level_of(k) == level; });
    if (kind != split.kinds.end()) {
      u.name = split.name;
      u.kind = *kind;
      const std::string proper = proper_words().at(*kind) + " " + split.name;
      const bool capitals =
          same_text(fold_name(proper).composed, name) || fold_name(proper).words == fold_name(name).words;
      obvious(capitals ? "units/capitals" : "units/misspelled-kind", full_name.where,
              {"Loại đơn vị trong \"" + name + "\" viết khác quy ước.",
               "The kind in \"" + name + "\" is not written as is usual."},
              {"Ghi \"" + proper + "\".", "Write \"" + proper + "\"."});
    } else if (const auto by_column = kind_of_word(kind_word.raw, level)) {
      u.name = name;
      u.kind = *by_column;
      const std::string proper = proper_words().at(*by_column) + " " + name;
      obvious("units/misspelled-kind", full_name.where,
              {"\"" + name + "\" không có loại đơn vị ở đầu.", "\"" + name + "\" has no kind in front."},
              {"Ghi \"" + proper + "\".", "Write \"" + proper + "\"."});
      return u;
    } else {
      by_hand("units/name-without-kind", full_name.where,
              {"\"" + name + "\" không có loại đơn vị ở đầu.", "\"" + name + "\" has no kind in front."},
              {"Ghi cả loại, ví dụ \"Xã " + name + "\".", "Write the kind too, for example \"Xã " + name + "\"."});
      return std::nullopt;
    }
  }
  if (!kind_word.raw.empty()) {
    const auto said = kind_of_word(kind_word.raw, level);
    if (said != u.kind)
      obvious("units/level-contradicts-name", kind_word.where,
              {"Cấp \"" + kind_word.raw + "\" trái với tên \"" + name + "\".",
               "The level \"" + kind_word.raw + "\" contradicts the name \"" + name + "\"."},
              {"Ghi \"" + proper_words().at(u.kind) + "\": tên quyết định.",
               "Write \"" + proper_words().at(u.kind) + "\": the name decides."});
  }
  return u;
}

bool export_checker::means(side s, const std::string& unit_code, const std::string& full_name,
                           const std::string& where) {
  const auto [at, is_new] = names_[static_cast<std::size_t>(s)].emplace(unit_code, full_name);
  if (is_new || at->second == full_name) return true;
  if (fold_name(at->second).words == fold_name(full_name).words) {
    obvious("units/spelled-two-ways", where,
            {"\"" + full_name + "\" và \"" + at->second + "\" là một đơn vị viết hai cách.",
             "\"" + full_name + "\" and \"" + at->second + "\" are one unit spelled in two ways."},
            {"Ghi \"" + at->second + "\" ở mọi dòng.", "Write \"" + at->second + "\" in all rows."});
    return true;
  }
  by_hand("units/duplicate-code", where,
          {"Mã " + unit_code + " đã là \"" + at->second + "\", ở đây là \"" + full_name + "\".",
           "The code " + unit_code + " is \"" + at->second + "\" already, here it is \"" + full_name + "\"."},
          {"Tra mã đúng của một trong hai đơn vị.", "Look up the right code of one of the two."});
  return false;
}

void export_checker::add(listed_unit u, const std::string& full_name) {
  if (!means(side::new_units, u.code, full_name, u.where)) return;
  const auto [at, is_new] = added_.emplace(u.code, u.parent);
  if (!is_new && at->second != u.parent) {
    by_hand("units/two-parents", u.where,
            {"\"" + full_name + "\" (" + u.code + ") ở trên thuộc " + at->second + ", ở đây thuộc " + u.parent + ".",
             "\"" + full_name + "\" (" + u.code + ") lies in " + at->second + " above, in " + u.parent + " here."},
            {"Tra đơn vị cấp trên đúng.", "Look up in which of the two it lies."});
    return;
  }
  if (is_new) out_.units.push_back(std::move(u));
}

void export_checker::check_parents() {
  std::set<std::string> missing;
  for (const listed_unit& u : out_.units)
    if (!u.parent.empty() && added_.count(u.parent) == 0 && missing.insert(u.parent).second)
      remark("units/parent-not-listed", u.where,
             {"Tệp không có tên đơn vị cấp trên " + u.parent + ".", "The file does not name the unit above, " + u.parent + "."},
             {"Thêm cột tên tỉnh, huyện.", "Add the column with the names of provinces or districts."});
}

std::string export_checker::compare_with_reference(const std::string& unit_code, const listed_unit& u,
                                                   const std::string& district, const std::string& where) {
  if (options_.reference == nullptr) return unit_code;
  const registry& r = *options_.reference;
  const unit_id known = r.find(unit_code, options_.day);
  const auto same_name = [&](unit_id id) {
    const folded_name asked = fold_name(u.name);
    const auto match = compare_names(asked, fold_name(r.name(id, options_.day)));
    return match && *match <= name_strength::folded;
  };
  if (known && same_name(known)) return unit_code;
  std::vector<std::string> codes;
  if (const unit_id above = r.find(district, options_.day))
    for (const unit_id child : r.children(above, options_.day))
      if (same_name(child) && r.kind(child, options_.day) == u.kind) codes.push_back(r[child].code);
  const std::string named = std::string{label_of(u.kind, lang::vi)} + " " + u.name;
  if (codes.size() == 1) {
    obvious("units/code-of-another-unit", where,
            {"Mã " + unit_code + " không phải của " + named + ".",
             "The code " + unit_code + " is not that of " + named + "."},
            {"Ghi " + codes.front() + ".", "Write " + codes.front() + "."});
    return codes.front();
  }
  if (known) {
    remark("units/other-name", where,
           {"Mã " + unit_code + " trong danh sách đối chiếu là " + r.full_name(known, options_.day).vi + ".",
            "The code " + unit_code + " is " + r.full_name(known, options_.day).vi + " in the list compared with."});
    return unit_code;
  }
  by_hand("units/not-in-reference", where,
          {"Không có mã " + unit_code + " trong danh sách đối chiếu.",
           "There is no code " + unit_code + " in the list compared with."},
          {"Tra mã đúng.", "Look up the right code."});
  return {};
}

void export_checker::compare_parent_with_reference(const std::string& unit_code, const listed_unit& u, const std::string& where) {
  if (options_.reference == nullptr || !compared_.insert(unit_code).second) return;
  const registry& r = *options_.reference;
  const unit_id known = r.find(unit_code, options_.day);
  if (!known) {
    remark("units/parent-not-in-reference", where,
           {"Mã " + unit_code + " của đơn vị cấp trên không có trong danh sách đối chiếu ngày đó.",
            "The code " + unit_code + " of the unit above is not in the list compared with on that day."},
           {"Kiểm tra mã, và ngày của danh sách.", "Check the code, and the day of the list."});
    return;
  }
  const auto match = compare_names(fold_name(u.name), fold_name(r.name(known, options_.day)));
  if (match && *match <= name_strength::folded && r.kind(known, options_.day) == u.kind) return;
  remark("units/other-name", where,
         {"Mã " + unit_code + " trong danh sách đối chiếu là " + r.full_name(known, options_.day).vi + ".",
          "The code " + unit_code + " is " + r.full_name(known, options_.day).vi + " in the list compared with."});
}

std::optional<wording> wording_of(std::string_view note) {
  static constexpr std::array<wording, 11> exact{{
      {extent::whole, "whole", "Nhập toàn bộ"},
      {extent::part, "part", "Nhập một phần"},
      {extent::part, "part_area", "Nhập một phần diện tích"},
      {extent::part, "part_area_whole_population", "Nhập một phần diện tích, toàn bộ dân số"},
      {extent::part, "part_population", "Nhập một phần dân số"},
      {extent::whole, "whole_area", "Nhập toàn bộ diện tích"},
      {extent::whole, "unchanged", "Giữ nguyên"},
      {extent::whole, "renamed", "Đổi tên"},
      {extent::whole, "kind_changed", "Đổi loại hình"},
      {extent::whole, "kind_changed", "Đổi tên, đổi loại hình"},
      {extent::whole, "whole", "Sắp xếp toàn bộ"},
  }};
  const std::string key = fold_name(note).key;
  for (const wording& w : exact)
    if (fold_name(w.canonical).key == key) return w;
  const auto begins = [&](std::string_view with) { return key.compare(0, with.size(), with) == 0; };
  if (begins("phan con lai")) return wording{extent::part, "remainder", {}};
  if (begins("sap xep toan bo")) return wording{extent::whole, "whole", {}};
  if (begins("doi ten") && key.find("tu mot phan") != std::string::npos) return wording{extent::part, "part", {}};
  return std::nullopt;
}

}  // namespace dinh::inline v1::exchange
