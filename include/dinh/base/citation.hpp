#pragma once
/// \file
/// Where a number stands in the law, and how well that is known.

#include <dinh/base/text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// How the library knows a rule: `text` (T) the provision itself was read, `summary` (S) only a
/// report or digest of it, `memory` (M) neither. Ordered from best to worst.
enum class evidence : std::uint8_t { text, summary, memory };

/// 'T', 'S' or 'M'.
[[nodiscard]] constexpr char letter(evidence e) noexcept {
  return e == evidence::text ? 'T' : (e == evidence::summary ? 'S' : 'M');
}
/// By its letter; `nullopt` for any other.
[[nodiscard]] constexpr std::optional<evidence> evidence_from(char c) noexcept {
  if (c == 'T') return evidence::text;
  if (c == 'S') return evidence::summary;
  if (c == 'M') return evidence::memory;
  return std::nullopt;
}

/// A provision of an instrument: `{"10/2022/QH15", "21(1)"}`.
/// The article is written number(clause)(point), points in their Vietnamese letters with "dd" for đ.
struct citation {
  std::string instrument;  ///< number, as the instruments of a pack declare it
  std::string article;     ///< empty: the instrument as a whole

  [[nodiscard]] bool empty() const noexcept { return instrument.empty(); }
  friend auto operator<=>(const citation&, const citation&) = default;
};

/// English: "10/2022/QH15 Art 21(1)". Vietnamese: "khoản 1 Điều 21 10/2022/QH15"; with the title of
/// the instrument see the statute book in `law/`.
[[nodiscard]] inline std::string to_text(const citation& c, lang l) {
  if (c.article.empty()) return c.instrument;
  if (l == lang::en) return c.instrument + " Art " + c.article;
  // "21(1)(a)" -> "điểm a khoản 1 Điều 21"
  std::string_view rest = c.article;
  const auto open = rest.find('(');
  const std::string_view number = rest.substr(0, open);
  std::string clause;
  std::string point;
  if (open != std::string_view::npos) {
    rest.remove_prefix(open + 1);
    const auto close = rest.find(')');
    clause = rest.substr(0, close);
    if (close != std::string_view::npos && rest.size() > close + 2 && rest[close + 1] == '(') {
      rest.remove_prefix(close + 2);
      point = rest.substr(0, rest.find(')'));
      if (point == "dd") point = "đ";
    }
  }
  std::string out;
  if (!point.empty()) out += "điểm " + point + " ";
  if (!clause.empty()) out += "khoản " + clause + " ";
  out += "Điều ";
  out += number;
  out += " ";
  out += c.instrument;
  return out;
}

}  // namespace dinh::inline v1
