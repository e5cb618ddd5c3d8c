#pragma once
// Text files as old programs leave them: UTF-16, UTF-8 that was read as Windows-1252 and saved again, the legacy
// Vietnamese encodings.

#include <cstdint>
#include <string>
#include <string_view>

namespace dinh::inline v1::exchange {

enum class encoding_fault : std::uint8_t {
  none,
  utf16,           ///< `text` is UTF-8
  double_encoded,  ///< UTF-8 that was taken for Windows-1252 and encoded again; `text` is what it was
  legacy_letters,  ///< TCVN3 (ABC) or VNI letters: what they mean depends on the font
  not_utf8,        ///< some other encoding, such as Windows-1258
};
struct decoded_text {
  std::string text;  ///< UTF-8, unless the encoding is not known
  encoding_fault fault = encoding_fault::none;
};
/// O(length).
[[nodiscard]] decoded_text decode(std::string_view bytes);

}  // namespace dinh::inline v1::exchange
