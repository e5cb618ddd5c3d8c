#pragma once
// Files: whole, or block by block where they are too large to be held.

#include <dinh/base/diagnostic.hpp>
#include <dinh/docket/byte_blocks.hpp>

#include <fstream>
#include <functional>
#include <string>
#include <string_view>

namespace dinh::cli {

/// The whole file. Fails with `cli/file`; files of more than 256 MiB are refused.
[[nodiscard]] checked<std::string> read_file(const std::string& path);

/// Writes the whole file or nothing: a new file beside it takes its place at the end, with its permissions. What a link leads to
/// is written, not the link; a device or a pipe is written as it comes. Fails with `cli/file`.
[[nodiscard]] diagnostics write_file(const std::string& path, std::string_view content);

/// A file that is read in blocks. It has no limit of its own: whoever reads says when it is too much.
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

/// Writes what `write` gives to its sink, as `write_file` does. Fails with `cli/file`, and as `write`.
[[nodiscard]] diagnostics write_blocks(const std::string& path,
                                       const std::function<diagnostics(const byte_sink&)>& write);

}  // namespace dinh::cli
