#include <dinh/registry/names.hpp>

#include "letters.hpp"

#include <base/utf8_text.hpp>
#include <dinh/base/utf8.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace dinh::inline v1 {

namespace {

using letters::glyph;

bool is_space(char32_t c) { return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x200B || c == 0xFEFF; }
bool is_quote(char32_t c) {
  return c == U'\'' || c == U'`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2032;
}
bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015); }

/// "xiv" → 14, for 1 to 39 written as numbers are; else 0.
int roman(std::string_view s) {
  int total = 0;
  const auto value = [](char c) { return c == 'i' ? 1 : (c == 'v' ? 5 : (c == 'x' ? 10 : 0)); };
  for (std::size_t i = 0; i < s.size(); ++i) {
    const int here = value(s[i]);
    if (here == 0) return 0;
    const int next = i + 1 < s.size() ? value(s[i + 1]) : 0;
    total += here < next ? -here : here;
  }
  if (total < 1 || total > 39) return 0;
  std::string written(static_cast<std::size_t>(total / 10), 'x');
  constexpr std::array<std::string_view, 10> ones{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  written += ones[static_cast<std::size_t>(total % 10)];
  return written == s ? total : 0;
}

/// y at the end of a syllable, after a consonant or after qu, sounds and is written as i too.
bool is_final_y(const std::vector<glyph>& word, std::size_t i) {
  if (word[i].base != U'y' || i + 1 < word.size()) return false;
  if (i == 0 || !letters::is_vowel(word[i - 1])) return true;
  return word[i - 1].base == U'u' && i >= 2 && word[i - 2].base == U'q';
}

struct word_forms {
  std::string folded, plain, number, key;
};
word_forms forms_of(std::vector<glyph> word) {
  word_forms w;
  if (std::all_of(word.begin(), word.end(), [](const glyph& l) { return l.base >= U'0' && l.base <= U'9'; })) {
    for (const glyph& l : word)
      if (l.base != U'0' || !w.plain.empty()) w.plain += static_cast<char>(l.base);
    if (w.plain.empty()) w.plain = "0";
    w.folded = w.number = w.key = w.plain;
    return w;
  }
  letters::gather_tones(word);
  std::string tones;
  std::string written;  // a numeral has an i, never a y for it
  for (std::size_t i = 0; i < word.size(); ++i) {
    append_utf8(written, word[i].base);
    const char32_t base = is_final_y(word, i) ? U'i' : word[i].base;
    append_utf8(w.plain, base);
    append_utf8(w.folded, base);
    if (word[i].mark != 0) w.folded += static_cast<char>(word[i].mark);
    if (letters::is_vowel(word[i])) tones += static_cast<char>('0' + word[i].tone);
  }
  // A tone belongs to its run of vowels, wherever in it; runs of several vowels have zeros behind the first.
  w.folded += ' ';
  w.folded += tones;
  const bool bare = std::all_of(word.begin(), word.end(), [](const glyph& l) { return l.mark == 0 && l.tone == 0; });
  const int n = bare ? roman(written) : 0;
  w.number = n > 0 ? std::to_string(n) : w.folded;
  // "Vi" without accents may be six or stand for "Vì": both readings must lie under one key, `compare_names` parts them.
  const int alike = roman(w.plain);
  w.key = alike > 0 ? std::to_string(alike) : w.plain;
  return w;
}

/// Words of letters: quotes and dots are left out, dashes and commas part words.
std::vector<std::vector<glyph>> words_of(std::string_view name) {
  std::vector<std::vector<glyph>> words(1);
  for (const glyph& l : letters::take_apart(name)) {
    if (is_quote(l.base) || l.base == U'.') continue;
    if (is_space(l.base) || is_dash(l.base) || l.base == U',') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back().push_back(l);
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// Single spaces, none at the ends; a line break is a space. All other bytes stay as they are.
std::string single_spaced(std::string_view s) {
  std::string out;
  bool open = false;
  while (!s.empty()) {
    const std::size_t length = std::max<std::size_t>(1, utf8_length(s));
    const std::string_view one = s.substr(0, length);
    s.remove_prefix(length);
    const auto apart = letters::take_apart(one);
    if (!apart.empty() && is_space(apart.front().base)) {
      open = !out.empty();
      continue;
    }
    if (open) out += ' ';
    open = false;
    out += one;
  }
  return out;
}

struct kind_words {
  std::string_view plain;  ///< words without accents, single-spaced
  std::array<unit_kind, 2> kinds;
};
using enum unit_kind;
constexpr std::array<kind_words, 17> spelled{{
    {"thanh pho", {city, municipality}},
    {"tinh", {province, province}},
    {"quan", {urban_district, urban_district}},
    {"huyen", {district, district}},
    {"thi xa", {town, town}},
    {"thi tran", {township, township}},
    {"phuong", {ward, ward}},
    {"xa", {commune, commune}},
    {"dac khu", {special_zone, special_zone}},
    {"to dan pho", {residential_group, residential_group}},
    {"khu pho", {residential_group, residential_group}},
    {"khoi", {residential_group, residential_group}},
    {"thon", {village, village}},
    {"ap", {village, village}},
    {"ban", {village, village}},
    {"lang", {village, village}},
    {"buon", {village, village}},
}};
constexpr std::array<kind_words, 11> abbreviated{{
    {"tp", {city, municipality}},
    {"tt", {township, township}},
    {"tx", {town, town}},
    {"dk", {special_zone, special_zone}},
    {"tdp", {residential_group, residential_group}},
    {"p", {ward, ward}},
    {"f", {ward, ward}},
    {"q", {urban_district, urban_district}},
    {"h", {district, district}},
    {"x", {commune, commune}},
    {"t", {province, province}},
}};

/// As this library and the exports of the statistics office write them in English, behind the name.
constexpr std::array<kind_words, 10> english{{
    {"special zone", {special_zone, special_zone}},
    {"urban district", {urban_district, urban_district}},
    {"district", {district, urban_district}},
    {"province", {province, province}},
    {"city", {city, municipality}},
    {"township", {township, township}},
    {"town", {town, township}},
    {"commune", {commune, commune}},
    {"ward", {ward, ward}},
    {"village", {village, village}},
}};

std::vector<unit_kind> kinds_of(const kind_words& k) {
  if (k.kinds[0] == k.kinds[1]) return {k.kinds[0]};
  return {k.kinds.begin(), k.kinds.end()};
}

std::string plain_of(std::string_view s) {
  std::string out;
  for (const glyph& l : letters::take_apart(s)) append_utf8(out, l.base);
  return out;
}

}  // namespace

bool same_text(std::string_view a, std::string_view b) { return a == b || compose(a) == compose(b); }

bool same_but_for_tone_placement(std::string_view a, std::string_view b) {
  auto left = letters::take_apart(compose(a));
  auto right = letters::take_apart(compose(b));
  letters::gather_tones(left);
  letters::gather_tones(right);
  return left == right;
}

std::string collation_key(std::string_view name) {
  auto text = letters::take_apart(compose(name));
  letters::gather_tones(text);
  std::string key;
  std::string tones;
  std::string cases;
  for (const glyph& l : text) {
    // Three bytes a letter keep the order of code points; the mark comes behind the base letter.
    for (const unsigned shift : {16U, 8U, 0U}) key += static_cast<char>((l.base >> shift) & 0xFFU);
    key += static_cast<char>(1 + l.mark);
    tones += static_cast<char>(1 + l.tone);
    cases += static_cast<char>(l.capital ? 2 : 1);
  }
  const std::string end(4, '\0');
  return key + end + tones + end + cases;
}

void sort_names(std::vector<std::string>& names) {
  std::vector<std::pair<std::string, std::string>> keyed;
  keyed.reserve(names.size());
  for (auto& n : names) {
    std::string key = collation_key(n);
    keyed.emplace_back(std::move(key), std::move(n));
  }
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    const int order = a.first.compare(b.first);  // std::string compares bytes as unsigned
    return order != 0 ? order < 0 : a.second < b.second;
  });
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = std::move(keyed[i].second);
}

folded_name fold_name(std::string_view name) {
  folded_name f;
  f.composed = single_spaced(compose(name));
  for (auto& word : words_of(f.composed)) {
    word_forms w = forms_of(std::move(word));
    f.words.push_back(std::move(w.folded));
    f.plain.push_back(std::move(w.plain));
    f.number.push_back(std::move(w.number));
    if (!f.key.empty()) f.key += ' ';
    f.key += w.key;
  }
  return f;
}

std::optional<name_strength> compare_names(const folded_name& asked, const folded_name& name) {
  if (asked.key != name.key || asked.words.size() != name.words.size()) return std::nullopt;
  if (asked.composed == name.composed) return name_strength::exact;
  if (asked.words == name.words) return name_strength::folded;
  if (asked.number == name.number) return name_strength::numeral;
  for (std::size_t i = 0; i < asked.words.size(); ++i) {
    if (asked.words[i] == name.words[i] || asked.number[i] == name.number[i]) continue;
    // A word with accents means itself; only a word without any may stand for one with accents.
    const std::string& w = asked.words[i];
    const auto space = w.find(' ');
    const bool has_accents = w.substr(0, space) != asked.plain[i] ||
                             (space != std::string::npos && w.find_first_not_of('0', space + 1) != std::string::npos);
    if (has_accents || asked.plain[i] != name.plain[i]) return std::nullopt;
  }
  return name_strength::unaccented;
}

named_kind split_kind(std::string_view full_name) {
  const std::string text = single_spaced(compose(full_name));
  const std::string plain = plain_of(text);  // as many characters as `text`, though not as many bytes
  // Bytes of the first `characters` characters of the text.
  const auto bytes = [&](std::size_t characters) {
    std::size_t at = 0;
    for (; characters > 0 && at < text.size(); --characters) {
      const std::size_t length = utf8_length(std::string_view{text}.substr(at));
      at += length == 0 ? 1 : length;
    }
    return at;
  };
  const auto rest_after = [&](std::size_t characters) {
    std::string_view rest = std::string_view{text}.substr(bytes(characters));
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '.')) rest.remove_prefix(1);
    return std::string{rest};
  };
  for (const kind_words& k : spelled)
    if (plain.size() > k.plain.size() && plain.compare(0, k.plain.size(), k.plain) == 0 && plain[k.plain.size()] == ' ')
      return {kinds_of(k), rest_after(k.plain.size())};
  for (const kind_words& k : abbreviated) {
    if (plain.size() <= k.plain.size() || plain.compare(0, k.plain.size(), k.plain) != 0) continue;
    const char next = plain[k.plain.size()];
    // "P.1", "P1", "TP Vinh"; a single letter without a dot is a name as in "H Leo"
    const bool means_kind = next == '.' || (next >= '0' && next <= '9') || (next == ' ' && k.plain.size() > 1);
    if (!means_kind) continue;
    if (std::string rest = rest_after(k.plain.size()); !rest.empty()) return {kinds_of(k), std::move(rest)};
  }
  for (const kind_words& k : english) {
    if (plain.size() <= k.plain.size() + 1) continue;
    const std::size_t name = plain.size() - k.plain.size() - 1;
    if (plain.compare(name + 1, k.plain.size(), k.plain) == 0 && plain[name] == ' ')
      return {kinds_of(k), text.substr(0, bytes(name))};
    if (plain.compare(0, k.plain.size(), k.plain) == 0 && plain[k.plain.size()] == ' ')  // "Ward 14"
      return {kinds_of(k), rest_after(k.plain.size())};
  }
  return {{}, text};
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t up = row[j];
      row[j] = std::min({up + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      corner = up;
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return std::min(row[b.size()], most + 1);
}

}  // namespace dinh::inline v1
