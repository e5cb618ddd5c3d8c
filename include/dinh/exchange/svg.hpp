#pragma once
/// \file
/// DOT text laid out as SVG, by Graphviz. Component `dinh::graphviz`.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// Graphviz's layout engines.
enum class dot_layout : std::uint8_t { dot, neato, fdp, circo, twopi, osage };

/// What a hostile text may not exceed.
struct svg_limits {
  std::size_t bytes = std::size_t{4} << 20U;
  std::size_t nodes = 20'000;
  std::size_t edges = 50'000;
  std::size_t nesting = 64;  ///< of braces, and of tables in tables
};

/// The SVG document. Graphviz keeps global state, so calls wait for each other. Text that is not ours is
/// not trusted: anything that would make Graphviz read a file (images, shape files, font paths, style
/// sheets) is refused. Faults: `svg/too-large`, `svg/too-deep`, `svg/zero-byte`, `svg/syntax` (with
/// Graphviz's words and line), `svg/reads-files`, `svg/too-many-nodes`, `svg/too-many-edges`,
/// `svg/layout-failed`. What follows the first graph of the text is not read.
[[nodiscard]] DINH_API checked<std::string> svg_from_dot(std::string_view dot, dot_layout layout = dot_layout::dot,
                                                         svg_limits limits = {});

}  // namespace dinh::inline v1
