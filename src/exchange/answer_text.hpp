#pragma once
// Comparing and sorting Vietnamese names.

#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

enum class name_folding : unsigned char {
  none,
  tone_placement  ///< "Thủy" and "Thuỷ" are one name: the tone counts for its syllable, wherever it is written
};

/// Whether two names are the same text. Composed and decomposed letters are one ("ủ" U+1EE7 = "u" U+0309).
[[nodiscard]] bool same_name(std::string_view a, std::string_view b, name_folding folding);

/// In the order of the Vietnamese alphabet: a ă â b c d đ e ê … ư v x y; then the tones level, huyền, hỏi, ngã, sắc,
/// nặng; then small before capital letters.
[[nodiscard]] std::vector<std::string> sorted_names(std::vector<std::string> names);

}  // namespace dinh::inline v1::exchange
