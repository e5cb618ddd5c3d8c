#include "letters.hpp"

#include <base/utf8_text.hpp>

#include <algorithm>
#include <array>

namespace dinh::inline v1::letters {

namespace {

struct vowel_row {
  std::u32string_view small;  ///< in the order of the tones
  std::u32string_view capital;
  char32_t base;
  std::uint8_t mark;
};
constexpr std::array<vowel_row, 12> vowels{{
    {U"aàảãáạ", U"AÀẢÃÁẠ", U'a', 0},
    {U"ăằẳẵắặ", U"ĂẰẲẴẮẶ", U'a', 1},
    {U"âầẩẫấậ", U"ÂẦẨẪẤẬ", U'a', 2},
    {U"eèẻẽéẹ", U"EÈẺẼÉẸ", U'e', 0},
    {U"êềểễếệ", U"ÊỀỂỄẾỆ", U'e', 2},
    {U"iìỉĩíị", U"IÌỈĨÍỊ", U'i', 0},
    {U"oòỏõóọ", U"OÒỎÕÓỌ", U'o', 0},
    {U"ôồổỗốộ", U"ÔỒỔỖỐỘ", U'o', 2},
    {U"ơờởỡớợ", U"ƠỜỞỠỚỢ", U'o', 3},
    {U"uùủũúụ", U"UÙỦŨÚỤ", U'u', 0},
    {U"ưừửữứự", U"ƯỪỬỮỨỰ", U'u', 3},
    {U"yỳỷỹýỵ", U"YỲỶỸÝỴ", U'y', 0},
}};
constexpr std::array<char32_t, 6> tone_marks{0, 0x300, 0x309, 0x303, 0x301, 0x323};
constexpr std::array<char32_t, 4> letter_marks{0, 0x306, 0x302, 0x31B};

glyph letter_of(char32_t c) {
  if (c < 0x80) {
    if (c >= U'A' && c <= U'Z') return {c + (U'a' - U'A'), 0, 0, true};
    return {c, 0, 0, false};
  }
  // Some keyboards write the Icelandic eth, which looks alike
  if (c == U'đ' || c == 0xF0) return {U'd', 4, 0, false};
  if (c == U'Đ' || c == 0xD0) return {U'd', 4, 0, true};
  for (const vowel_row& v : vowels) {
    if (const auto tone = v.small.find(c); tone != std::u32string_view::npos)
      return {v.base, v.mark, static_cast<std::uint8_t>(tone), false};
    if (const auto tone = v.capital.find(c); tone != std::u32string_view::npos)
      return {v.base, v.mark, static_cast<std::uint8_t>(tone), true};
  }
  return {c, 0, 0, false};
}

const vowel_row* row_of(char32_t base, std::uint8_t mark) {
  for (const vowel_row& v : vowels)
    if (v.base == base && v.mark == mark) return &v;
  return nullptr;
}

}  // namespace

std::vector<glyph> take_apart(std::string_view utf8) {
  std::vector<glyph> out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    auto [c, length] = first_character(utf8.substr(at));
    at += length;
    if (c == 0x340) c = 0x300;  // two code points that Unicode takes for the tones of Vietnamese
    if (c == 0x341) c = 0x301;
    if (c >= 0x300 && c < 0x370 && !out.empty()) {
      glyph& last = out.back();
      const auto tone = std::find(tone_marks.begin() + 1, tone_marks.end(), c) - tone_marks.begin();
      if (tone < 6 && last.tone == 0 && row_of(last.base, last.mark) != nullptr) {
        last.tone = static_cast<std::uint8_t>(tone);
        continue;
      }
      const auto mark = std::find(letter_marks.begin() + 1, letter_marks.end(), c) - letter_marks.begin();
      if (mark < 4 && last.mark == 0 && row_of(last.base, static_cast<std::uint8_t>(mark)) != nullptr) {
        last.mark = static_cast<std::uint8_t>(mark);
        continue;
      }
    }
    out.push_back(letter_of(c));
  }
  return out;
}

std::string put_together(const std::vector<glyph>& text) {
  std::string out;
  for (const glyph& l : text) {
    if (l.base == U'd' && l.mark == 4)
      append_utf8(out, l.capital ? U'Đ' : U'đ');
    else if (const vowel_row* row = row_of(l.base, l.mark); row != nullptr)
      append_utf8(out, (l.capital ? row->capital : row->small)[l.tone]);
    else
      append_utf8(out, l.capital ? l.base - (U'a' - U'A') : l.base);
  }
  return out;
}

void gather_tones(std::vector<glyph>& text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!is_vowel(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    std::uint8_t tone = 0;
    std::size_t marked = 0;
    for (; end < text.size() && is_vowel(text[end]); ++end) {
      if (text[end].tone == 0) continue;
      tone = text[end].tone;
      ++marked;
    }
    if (marked == 1) {
      for (std::size_t k = i; k < end; ++k) text[k].tone = 0;
      text[i].tone = tone;
    }
    i = end;
  }
}

}  // namespace dinh::inline v1::letters
