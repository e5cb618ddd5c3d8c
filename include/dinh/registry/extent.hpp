#pragma once
/// \file
/// How much of a thing passed to another one.

#include <dinh/base/text.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dinh::inline v1 {

/// How much of the old unit passed to the new one.
enum class extent : std::uint8_t {
  whole,
  part,
  unknown,  ///< the source says that it passed, not whether whole
};
/// "whole", "part", "unknown".
[[nodiscard]] constexpr std::string_view name_of(extent e) noexcept {
  return e == extent::whole ? "whole" : (e == extent::part ? "part" : "unknown");
}
/// By such a name; `nullopt` for any other text.
[[nodiscard]] constexpr std::optional<extent> extent_from(std::string_view s) noexcept {
  if (s == "whole") return extent::whole;
  if (s == "part") return extent::part;
  if (s == "unknown") return extent::unknown;
  return std::nullopt;
}
/// "toàn bộ", "một phần", "chưa rõ phần nào" / "whole", "part", "extent unknown".
[[nodiscard]] constexpr std::string_view label_of(extent e, lang l) noexcept {
  if (l == lang::vi) return e == extent::whole ? "toàn bộ" : (e == extent::part ? "một phần" : "chưa rõ phần nào");
  return e == extent::whole ? "whole" : (e == extent::part ? "part" : "extent unknown");
}

}  // namespace dinh::inline v1
