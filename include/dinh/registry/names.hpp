#pragma once
/// \file
/// Vietnamese names: composed form, what counts as the same name, the order of the alphabet.
///
/// A name is written in many ways: composed or decomposed (NFC, NFD), with the tone on the first or the second vowel
/// (hòa, hoà), with y or i at the end of a syllable (quy, qui; Mỹ, Mĩ), with one or another apostrophe (Ea H'Leo,
/// Ea H’Leo), with a number in roman or arabic figures, with zeros before a number, without any accents.

#include <dinh/config.hpp>
#include <dinh/registry/unit.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// Unicode normalization form C. With the component utf8proc (`DINH_HAS_UTF8PROC`) of every text; without it of Latin
/// letters with the marks and tones of Vietnamese, which is all that names of units need. What is not UTF-8 stays as it
/// is. O(length).
[[nodiscard]] DINH_API std::string compose(std::string_view utf8);

/// Whether both are the same text, composed or decomposed.
[[nodiscard]] DINH_API bool same_text(std::string_view a, std::string_view b);

/// Whether both differ at most in which vowel of a syllable carries the tone: hòa, hoà. Case and all else count.
[[nodiscard]] DINH_API bool same_but_for_tone_placement(std::string_view a, std::string_view b);

/// Bytes that compare as the names do: first the letters in the order a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u
/// ư v x y, then the tones level, huyền, hỏi, ngã, sắc, nặng, then small before capital. Wherever the tone is written,
/// the name has the same place. Digits compare one by one: 10 comes before 2.
[[nodiscard]] DINH_API std::string collation_key(std::string_view name);
/// Sorts by `collation_key`; names that differ in nothing else by their bytes.
DINH_API void sort_names(std::vector<std::string>& names);

/// Why a name was taken to be the one asked for, from the strongest to the weakest.
enum class name_strength : std::uint8_t {
  exact,       ///< the same text
  folded,      ///< but for case, spaces, apostrophes, hyphens, tone placement, y or i, zeros before a number
  numeral,     ///< and a number in roman instead of arabic figures
  unaccented,  ///< the words asked for have no accents and those of the name have
};
/// "exact", "folded", "numeral", "unaccented".
[[nodiscard]] constexpr std::string_view name_of(name_strength s) noexcept {
  constexpr std::string_view names[]{"exact", "folded", "numeral", "unaccented"};
  return names[static_cast<std::size_t>(s)];
}

/// A name taken apart into what must agree.
struct folded_name {
  std::string composed;             ///< NFC, spaces trimmed and single
  std::vector<std::string> words;   ///< folded: letters with marks, tones at the end of each syllable
  std::vector<std::string> plain;   ///< the same words without marks and tones
  std::vector<std::string> number;  ///< the folded words, roman numerals as figures
  /// Groups all names that could match: plain words; roman numerals, and words that without accents look like one, as
  /// figures.
  std::string key;
};
/// O(length).
[[nodiscard]] DINH_API folded_name fold_name(std::string_view name);

/// How `asked` names `name`; none if it does not.
[[nodiscard]] DINH_API std::optional<name_strength> compare_names(const folded_name& asked, const folded_name& name);

/// "P. Bến Nghé", "phuong Ben Nghe", "Phường 01", "TP.Vinh": the kinds the words before a name may mean, and the name.
struct named_kind {
  std::vector<unit_kind> kinds;  ///< several where a word stands for several, as "thành phố" does
  std::string name;              ///< composed, with single spaces
};
/// Empty kinds if no word for a kind stands before a name ("Xã" alone is a name).
[[nodiscard]] DINH_API named_kind split_kind(std::string_view full_name);

/// Edits (bytes put in, left out, changed) between two texts; `most` + 1 stands for any more. O(product of lengths).
[[nodiscard]] DINH_API std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace dinh::inline v1
