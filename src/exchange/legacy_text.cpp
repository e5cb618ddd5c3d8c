#include "legacy_text.hpp"

#include <base/utf8_text.hpp>
#include <dinh/base/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// UTF-16 of one byte order; a lone surrogate becomes U+FFFD.
std::string from_utf16(std::string_view bytes, bool little) {
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return little ? char32_t{a} | (char32_t{b} << 8U) : char32_t{b} | (char32_t{a} << 8U);
  };
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800U && c < 0xE000U) {
      const char32_t low = c < 0xDC00U && i + 3 < bytes.size() ? unit(i + 2) : 0;
      if (low >= 0xDC00U && low < 0xE000U) {
        c = 0x10000U + ((c - 0xD800U) << 10U) + (low - 0xDC00U);
        i += 2;
      } else {
        c = replacement;
      }
    }
    append_utf8(out, c);
  }
  if (bytes.size() % 2 != 0) append_utf8(out, replacement);
  return out;
}

/// Every second byte of the beginning is zero: UTF-16 without a mark. 0: it is not; else whether little-endian.
std::optional<bool> unmarked_utf16(std::string_view bytes) {
  const std::size_t looked_at = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 64);
  if (looked_at < 8) return std::nullopt;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < looked_at; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1U : 0U;
  // Vietnamese headers are half ASCII at least; text in UTF-8 has no zero byte at all.
  if (zeros[1] > looked_at / 8 && zeros[0] == 0) return true;
  if (zeros[0] > looked_at / 8 && zeros[1] == 0) return false;
  return std::nullopt;
}

/// The byte that Windows-1252 (or Latin-1) shows as this character.
std::optional<char> windows_1252(char32_t c) {
  constexpr std::array<char32_t, 32> high{
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (c < 0x100U) return static_cast<char>(c);
  for (std::size_t i = 0; i < high.size(); ++i)
    if (high[i] == c) return static_cast<char>(0x80U + i);
  return std::nullopt;
}

/// What was encoded twice, once decoded; none if the text cannot come from that.
std::optional<std::string> undo_double_encoding(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::string bytes;
  bool has_high = false;
  while (!text.empty()) {
    const auto [c, length] = first_character(text);
    const auto byte = windows_1252(c);
    if (!byte) return std::nullopt;
    has_high = has_high || c >= 0x80U;
    bytes += *byte;
    text.remove_prefix(length);
  }
  if (!has_high || !is_utf8(bytes)) return std::nullopt;
  return bytes;
}

/// Letters of TCVN3 (ABC) and VNI as the Latin-1 characters under which their bytes are shown. A text of Vietnamese words
/// that has many of these and not one letter that only Unicode has was written in such an encoding.
bool has_legacy_letters(std::string_view text) {
  constexpr std::u32string_view tcvn3 = U"\u00B5\u00B6\u00B7\u00B8\u00B9\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE\u00BB\u00BC\u00BD\u00BE\u00A7";
  std::size_t marks = 0;
  bool vni = false;
  bool unicode = false;
  char32_t before = 0;
  while (!text.empty()) {
    const auto [c, length] = first_character(text);
    const auto is_letter = [](char32_t x) { return (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z'); };
    if (is_letter(before) && tcvn3.find(c) != std::u32string_view::npos) ++marks;
    // "Phöôøng", "Thaønh": o, u and a tone as a letter of its own
    if ((before == 0xF6U && c == 0xF4U) || ((before == 'a' || before == 'o') && c == 0xF8U)) vni = true;
    unicode = unicode || (c >= 0x1EA0U && c <= 0x1EF9U) || c == 0x111U || c == 0x110U || c == 0x1B0U || c == 0x1A1U;
    before = c;
    text.remove_prefix(length);
  }
  return !unicode && (marks > 1 || vni);
}

std::string as_latin1(std::string_view bytes) {
  std::string out;
  for (const char b : bytes) append_utf8(out, static_cast<unsigned char>(b));
  return out;
}

}  // namespace

decoded_text decode(std::string_view bytes) {
  if (bytes.substr(0, 2) == "\xFF\xFE") return {from_utf16(bytes.substr(2), true), encoding_fault::utf16};
  if (bytes.substr(0, 2) == "\xFE\xFF") return {from_utf16(bytes.substr(2), false), encoding_fault::utf16};
  if (const auto little = unmarked_utf16(bytes)) return {from_utf16(bytes, *little), encoding_fault::utf16};
  if (!is_utf8(bytes)) {
    const bool legacy = has_legacy_letters(as_latin1(bytes.substr(0, 4096)));
    return {std::string{bytes}, legacy ? encoding_fault::legacy_letters : encoding_fault::not_utf8};
  }
  if (auto once = undo_double_encoding(bytes)) return {std::move(*once), encoding_fault::double_encoded};
  // No word of a header is needed to see it; the cut may fall into a letter, which then counts as its bytes.
  std::size_t cut = std::min<std::size_t>(bytes.size(), 4096);
  while (cut < bytes.size() && (static_cast<unsigned char>(bytes[cut]) & 0xC0U) == 0x80U) ++cut;
  if (has_legacy_letters(bytes.substr(0, cut))) return {std::string{bytes}, encoding_fault::legacy_letters};
  return {std::string{bytes}, encoding_fault::none};
}

}  // namespace dinh::inline v1::exchange
