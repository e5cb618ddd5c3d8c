#pragma once
// The files of the packs that are compiled into the library; written by embed.cmake.

#include <dinh/version.hpp>

#include <span>
#include <string_view>

namespace dinh::inline v1::packs {

struct embedded_file {
  std::string_view name;     ///< path inside the pack, such as "procedures/pub_commune.json"
  std::string_view content;  ///< UTF-8
};

/// The Vietnamese pack, files in the order of their names.
[[nodiscard]] std::span<const embedded_file> vn_files() noexcept;

}  // namespace dinh::inline v1::packs
