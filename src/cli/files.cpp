#include <cli/files.hpp>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <utility>

namespace dinh::cli {

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{256} << 20U;

diagnostics not_written(const std::string& path) {
  return diagnostic{
      severity::error,
      "cli/file",
      path,
      {"Không ghi được tệp.", "The file cannot be written."},
      {"Kiểm tra thư mục, chỗ trống và quyền ghi.", "Check the folder, the space and the permission to write."}};
}

unexpected<diagnostics> not_read_to_its_end(const std::string& path) {
  return refuse(
      "cli/file", path, {"Không đọc hết được tệp.", "The file cannot be read to its end."},
      {"Tệp đang thay đổi hoặc ổ đĩa có lỗi: thử lại.", "It is being changed, or the disk is at fault: try again."});
}

unexpected<diagnostics> not_read(const std::string& path) {
  return refuse("cli/file", path, {"Không đọc được tệp.", "The file cannot be read."},
                {"Kiểm tra đường dẫn và quyền đọc.", "Check the path and the permission to read."});
}

checked<std::ifstream> opened(const std::string& path) {
  if (std::error_code none; std::filesystem::is_directory(path, none))
    return refuse("cli/file", path, {"Đây là thư mục, không phải tệp.", "This is a folder, not a file."});
  std::ifstream in{path, std::ios::binary};
  if (!in) return not_read(path);
  return in;
}

}  // namespace

checked<std::string> read_file(const std::string& path) {
  auto in = opened(path);
  if (!in) return unexpected{std::move(in).error()};
  const auto size = static_cast<std::intmax_t>(in->seekg(0, std::ios::end).tellg());
  if (size < 0) return not_read(path);  // a pipe
  if (static_cast<std::uintmax_t>(size) > largest_file)
    return refuse("cli/file", path, {"Tệp lớn hơn 256 MiB.", "The file is larger than 256 MiB."},
                  {"Chia tệp thành nhiều tệp.", "Split it into several files."});
  in->seekg(0);
  std::string content(static_cast<std::size_t>(size), '\0');
  in->read(content.data(), static_cast<std::streamsize>(size));
  if (!*in) return not_read_to_its_end(path);
  return content;
}

diagnostics write_file(const std::string& path, std::string_view content) {
  return write_blocks(path, [&](const byte_sink& to) { return to(content); });
}

file_blocks::file_blocks(std::string path, std::ifstream in)
    : path_{std::move(path)}, in_{std::move(in)}, block_(std::size_t{1} << 20U, '\0') {}

checked<file_blocks> file_blocks::open(const std::string& path) {
  auto in = opened(path);
  if (!in) return unexpected{std::move(in).error()};
  return file_blocks{path, *std::move(in)};
}

checked<std::string_view> file_blocks::next() {
  in_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
  if (in_.bad()) return not_read_to_its_end(path_);
  return std::string_view{block_.data(), static_cast<std::size_t>(in_.gcount())};
}

diagnostics write_blocks(const std::string& path, const std::function<diagnostics(const byte_sink&)>& write) {
  const std::string partial = path + ".part";
  diagnostics faults;
  {
    std::ofstream out{partial, std::ios::binary | std::ios::trunc};
    if (!out) return not_written(path);
    faults = write([&](std::string_view bytes) {
      out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      return out ? diagnostics{} : not_written(path);
    });
    out.flush();
    if (!out && !faults.has_errors()) faults = not_written(path);
  }
  if (!faults.has_errors() && std::rename(partial.c_str(), path.c_str()) == 0) return {};
  std::remove(partial.c_str());
  return faults.has_errors() ? faults : not_written(path);
}

}  // namespace dinh::cli
