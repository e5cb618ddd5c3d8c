#pragma once
// Files that are too large to be held: read and written block by block.

#include <dinh/base/diagnostic.hpp>
#include <dinh/docket/byte_blocks.hpp>

#include <fstream>
#include <functional>
#include <string>
#include <string_view>

namespace dinh::cli {

/// A file that is read. It has no limit of its own: whoever reads says when it is too much.
class file_blocks {
public:
  /// Fails with `cli/file`.
  [[nodiscard]] static checked<file_blocks> open(const std::string& path);
  /// The next block, valid until the next call; empty at the end. Fails with `cli/file`.
  [[nodiscard]] checked<std::string_view> next();

private:
  file_blocks(std::string path, std::ifstream in);
  std::string path_;
  std::ifstream in_;
  std::string block_;
};

/// Writes what `write` gives to its sink: the whole file or nothing. Fails with `cli/file`, and as `write`.
[[nodiscard]] diagnostics write_blocks(const std::string& path, const std::function<diagnostics(const byte_sink&)>& write);

}  // namespace dinh::cli
