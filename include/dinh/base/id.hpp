#pragma once
/// \file
/// Strong ids: a number that knows what it numbers, so that a body is never passed for a unit.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>  // for std::hash; <functional> would bring the algorithms and the hash tables

namespace dinh::inline v1 {

/// Position of a thing of kind `Kind` in the value that owns it (a graph, a rule set, a docket).
/// 4 bytes, trivially copyable. It means nothing outside that value: what is stored or sent is the
/// thing's own key. A default-constructed id is `none`.
template <class Kind>
class id {
public:
  constexpr id() = default;
  constexpr explicit id(std::uint32_t index) noexcept : index_{index} {}

  /// `UINT32_MAX` for `none`.
  [[nodiscard]] constexpr std::uint32_t index() const noexcept { return index_; }
  [[nodiscard]] constexpr bool is_none() const noexcept { return index_ == none_index; }
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return !is_none(); }

  friend constexpr auto operator<=>(const id&, const id&) = default;

private:
  static constexpr std::uint32_t none_index = UINT32_MAX;
  std::uint32_t index_ = none_index;
};

}  // namespace dinh::inline v1

/// \cond
template <class Kind>
struct std::hash<dinh::id<Kind>> {
  std::size_t operator()(const dinh::id<Kind>& i) const noexcept { return i.index(); }
};
/// \endcond
