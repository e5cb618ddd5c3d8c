// Runs a fuzz target over the files of its corpus: what a fuzzer once found stays an ordinary test.
#include "targets.hpp"  // made by CMake: all *_target.cpp under names of their own

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: %s TARGET CORPUS\n", argv[0]), 2;
  const auto* target = std::find_if(std::begin(targets), std::end(targets), [&](const auto& t) { return argv[1] == std::string_view{t.name}; });
  if (target == std::end(targets)) return std::fprintf(stderr, "no fuzz target %s\n", argv[1]), 2;
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[2])) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in{entry.path(), std::ios::binary};
    const std::vector<char> bytes{std::istreambuf_iterator<char>{in}, {}};
    // every prefix of a file is a truncated input
    const std::size_t step = bytes.size() / 64 + 1;
    for (std::size_t n = 0; n <= bytes.size(); n += step)
      target->run(reinterpret_cast<const std::uint8_t*>(bytes.data()), n);
    target->run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    ++count;
  }
  std::printf("%d files\n", count);
  return count == 0 ? 1 : 0;
}
