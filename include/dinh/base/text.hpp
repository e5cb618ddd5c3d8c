#pragma once
/// \file
/// Text in the two languages of the library.

#include <cstdint>
#include <string>

namespace dinh::inline v1 {

/// Language of a label, a message or an explanation.
enum class lang : std::uint8_t { vi, en };

/// The same words in Vietnamese and English, UTF-8. One of them may be missing: `in` then falls
/// back to the other, so that a reader never gets an empty line for a thing that has a name.
struct text {
  std::string vi;
  std::string en;

  [[nodiscard]] const std::string& in(lang l) const noexcept {
    const std::string& wanted = l == lang::vi ? vi : en;
    return wanted.empty() ? (l == lang::vi ? en : vi) : wanted;
  }
  /// Whether there are no words in either language.
  [[nodiscard]] bool empty() const noexcept { return vi.empty() && en.empty(); }

  friend bool operator==(const text&, const text&) = default;
};

}  // namespace dinh::inline v1
