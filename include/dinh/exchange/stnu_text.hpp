#pragma once
/// \file
/// Reads temporal networks in the plain text format of the benchmarks of dynamic controllability (.plainStnu).
/// \code
/// # KIND OF NETWORK
/// STNU
/// # Time-Point Names
/// 'A' 'C' 'X'
/// # Ordinary Edges
/// 'C' 5 'X'
/// # Contingent Links
/// 'A' 1 10 'C'
/// \endcode
/// `'C' 5 'X'` says that X comes at most 5 after C, `'A' 1 10 'C'` that C comes 1 to 10 after A when others choose.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/timing_uncertain.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A network and the names of its points.
struct named_network {
  uncertain_network network;
  std::vector<std::string> points;  ///< names, by point
};

/// What a hostile text may not exceed.
struct stnu_limits {
  std::size_t bytes = std::size_t{64} << 20U;
  std::size_t points = 100'000;
  std::size_t edges = 2'000'000;
  std::size_t faults = 100;  ///< reported; the rest is counted
};

/// The network, or all faults (the first `faults` of them) with their lines: `stnu/too-large`, `stnu/kind`,
/// `stnu/section` (unknown or missing), `stnu/line`, `stnu/name`, `stnu/name-twice`, `stnu/unknown-point`,
/// `stnu/number`, `stnu/link`, `stnu/count` (another number than the text announces).
[[nodiscard]] DINH_API checked<named_network> read_stnu(std::string_view content, std::string_view file,
                                                        const stnu_limits& limits = {});

}  // namespace dinh::inline v1
