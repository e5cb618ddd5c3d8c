#include "answer_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

/// A letter taken apart: base letter (small), its mark (0 none, 1 breve, 2 circumflex, 3 horn, 4 bar of đ), its tone
/// (0 level, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng) and whether it is a capital.
struct letter {
  char32_t base = 0;
  std::uint8_t mark = 0;
  std::uint8_t tone = 0;
  bool capital = false;
};

constexpr std::u32string_view tones_of_a = U"aàảãáạ";
constexpr std::array<std::pair<std::u32string_view, std::pair<char32_t, std::uint8_t>>, 12> vowels{{
    {tones_of_a, {U'a', 0}},
    {U"ăằẳẵắặ", {U'a', 1}},
    {U"âầẩẫấậ", {U'a', 2}},
    {U"eèẻẽéẹ", {U'e', 0}},
    {U"êềểễếệ", {U'e', 2}},
    {U"iìỉĩíị", {U'i', 0}},
    {U"oòỏõóọ", {U'o', 0}},
    {U"ôồổỗốộ", {U'o', 2}},
    {U"ơờởỡớợ", {U'o', 3}},
    {U"uùủũúụ", {U'u', 0}},
    {U"ưừửữứự", {U'u', 3}},
    {U"yỳỷỹýỵ", {U'y', 0}},
}};
constexpr std::array<std::u32string_view, 12> capital_vowels{U"AÀẢÃÁẠ", U"ĂẰẲẴẮẶ", U"ÂẦẨẪẤẬ", U"EÈẺẼÉẸ",
                                                             U"ÊỀỂỄẾỆ", U"IÌỈĨÍỊ", U"OÒỎÕÓỌ", U"ÔỒỔỖỐỘ",
                                                             U"ƠỜỞỠỚỢ", U"UÙỦŨÚỤ", U"ƯỪỬỮỨỰ", U"YỲỶỸÝỴ"};

std::u32string decode(std::string_view s) {
  std::u32string out;
  for (std::size_t i = 0; i < s.size();) {
    const auto first = static_cast<unsigned char>(s[i]);
    const std::size_t length = first < 0x80U ? 1 : (first < 0xE0U ? 2 : (first < 0xF0U ? 3 : 4));
    char32_t c = length == 1 ? first : (length == 2 ? first & 0x1FU : (length == 3 ? first & 0x0FU : first & 0x07U));
    for (std::size_t k = 1; k < length && i + k < s.size(); ++k)
      c = (c << 6U) | (static_cast<unsigned char>(s[i + k]) & 0x3FU);
    out += c;
    i += length;
  }
  return out;
}

letter take_apart(char32_t c) {
  if (c == U'đ') return {U'd', 4, 0, false};
  if (c == U'Đ') return {U'd', 4, 0, true};
  for (std::size_t v = 0; v < vowels.size(); ++v) {
    if (const auto tone = vowels[v].first.find(c); tone != std::u32string_view::npos)
      return {vowels[v].second.first, vowels[v].second.second, static_cast<std::uint8_t>(tone), false};
    if (const auto tone = capital_vowels[v].find(c); tone != std::u32string_view::npos)
      return {vowels[v].second.first, vowels[v].second.second, static_cast<std::uint8_t>(tone), true};
  }
  if (c >= U'A' && c <= U'Z') return {c + (U'a' - U'A'), 0, 0, true};
  return {c, 0, 0, false};
}

std::vector<letter> letters_of(std::string_view s) {
  std::vector<letter> out;
  for (const char32_t c : decode(s)) {
    std::uint8_t tone = 0;
    std::uint8_t mark = 0;
    switch (c) {
      case 0x300:
        tone = 1;
        break;
      case 0x309:
        tone = 2;
        break;
      case 0x303:
        tone = 3;
        break;
      case 0x301:
        tone = 4;
        break;
      case 0x323:
        tone = 5;
        break;
      case 0x306:
        mark = 1;
        break;
      case 0x302:
        mark = 2;
        break;
      case 0x31B:
        mark = 3;
        break;
      default:
        break;
    }
    if (tone != 0 && !out.empty() && out.back().tone == 0) {
      out.back().tone = tone;
    } else if (mark != 0 && !out.empty() && out.back().mark == 0) {
      out.back().mark = mark;
    } else {
      out.push_back(take_apart(c));
    }
  }
  return out;
}

bool is_vowel(const letter& l) {
  return l.base == U'a' || l.base == U'e' || l.base == U'i' || l.base == U'o' || l.base == U'u' || l.base == U'y';
}

/// Moves the tone of each run of vowels to its first vowel: a syllable has one tone.
void gather_tones(std::vector<letter>& letters) {
  for (std::size_t i = 0; i < letters.size();) {
    if (!is_vowel(letters[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    std::uint8_t tone = 0;
    std::size_t marked = 0;
    while (end < letters.size() && is_vowel(letters[end])) {
      if (letters[end].tone != 0) {
        tone = letters[end].tone;
        ++marked;
      }
      ++end;
    }
    if (marked == 1) {
      for (std::size_t k = i; k < end; ++k) letters[k].tone = 0;
      letters[i].tone = tone;
    }
    i = end;
  }
}

/// Place of a letter in the alphabet: by base letter, then its mark.
char32_t alphabet_place(const letter& l) { return l.base * 8U + l.mark; }

}  // namespace

bool same_name(std::string_view a, std::string_view b, name_folding folding) {
  auto left = letters_of(a);
  auto right = letters_of(b);
  if (folding == name_folding::tone_placement) {
    gather_tones(left);
    gather_tones(right);
  }
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const letter& x, const letter& y) {
    return x.base == y.base && x.mark == y.mark && x.tone == y.tone && x.capital == y.capital;
  });
}

std::vector<std::string> sorted_names(std::vector<std::string> names) {
  struct keyed {
    std::u32string letters;
    std::string tones;
    std::string cases;
    std::string name;
  };
  std::vector<keyed> list;
  for (auto& n : names) {
    keyed k;
    auto letters = letters_of(n);
    gather_tones(letters);  // a name sorts the same wherever its tone is written
    for (const letter& l : letters) {
      k.letters += alphabet_place(l);
      k.tones += static_cast<char>('0' + l.tone);
      k.cases += l.capital ? '1' : '0';
    }
    k.name = std::move(n);
    list.push_back(std::move(k));
  }
  std::stable_sort(list.begin(), list.end(), [](const keyed& a, const keyed& b) {
    return std::tie(a.letters, a.tones, a.cases, a.name) < std::tie(b.letters, b.tones, b.cases, b.name);
  });
  std::vector<std::string> out;
  for (auto& k : list) out.push_back(std::move(k.name));
  return out;
}

}  // namespace dinh::inline v1::exchange
