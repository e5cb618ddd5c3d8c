#pragma once
/// \file
/// Words of soundness that procedures and nets share.

#include <array>
#include <cstdint>
#include <string_view>

namespace dinh::inline v1 {

/// The verdict of a verification.
enum class soundness : std::uint8_t {
  sound,
  unsound,
  undecided  ///< the search met one of its bounds, or a part that is not understood; nothing is claimed
};
[[nodiscard]] constexpr std::string_view name_of(soundness s) noexcept {
  constexpr std::array<std::string_view, 3> names{"sound", "unsound", "undecided"};
  return names[static_cast<std::size_t>(s)];
}

}  // namespace dinh::inline v1
