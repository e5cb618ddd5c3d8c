#pragma once
// Vietnamese letters taken apart and put together. Private to src/registry.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::letters {

/// Base letter (small), its mark, its tone, and whether it is a capital.
struct glyph {
  char32_t base = 0;
  std::uint8_t mark = 0;  ///< 0 none, 1 breve, 2 circumflex, 3 horn, 4 bar of đ
  std::uint8_t tone = 0;  ///< 0 level, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng
  bool capital = false;
  friend bool operator==(const glyph&, const glyph&) = default;
};

/// Letters of a UTF-8 text; combining marks join the letter before them.
[[nodiscard]] std::vector<glyph> take_apart(std::string_view utf8);
/// Composed, in UTF-8.
[[nodiscard]] std::string put_together(const std::vector<glyph>& text);

[[nodiscard]] constexpr bool is_vowel(const glyph& l) noexcept {
  return l.base == U'a' || l.base == U'e' || l.base == U'i' || l.base == U'o' || l.base == U'u' || l.base == U'y';
}
/// Moves the one tone of each run of vowels to its first vowel: a syllable has one tone, wherever it is written.
void gather_tones(std::vector<glyph>& text);

}  // namespace dinh::inline v1::letters
