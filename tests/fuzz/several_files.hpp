#pragma once
// One fuzz input as several files: lines "=== NAME" begin a file, what follows is its content.

#include <dinh/exchange/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

[[nodiscard]] inline std::vector<dinh::pack_file> several_files(const std::uint8_t* data, std::size_t size) {
  std::string_view input{reinterpret_cast<const char*>(data), size};
  std::vector<dinh::pack_file> files;
  constexpr std::string_view mark = "=== ";
  while (!input.empty()) {
    const auto end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    if (line.substr(0, mark.size()) == mark)
      files.push_back({std::string{line.substr(mark.size())}, {}});
    else if (!files.empty())
      files.back().content += std::string{line} + "\n";
  }
  return files;
}

}  // namespace fuzz
