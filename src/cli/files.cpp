#include <cli/files.hpp>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

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
  const auto too_large = [&] {
    return refuse("cli/file", path, {"Tệp lớn hơn 256 MiB.", "The file is larger than 256 MiB."},
                  {"Chia tệp thành nhiều tệp.", "Split it into several files."});
  };
  const auto size = static_cast<std::intmax_t>(in->seekg(0, std::ios::end).tellg());
  if (size < 0) {  // a pipe: it is read to its end
    in->clear();
    std::string content;
    std::string block(std::size_t{1} << 16U, '\0');
    while (in->read(block.data(), static_cast<std::streamsize>(block.size())) || in->gcount() > 0) {
      content.append(block, 0, static_cast<std::size_t>(in->gcount()));
      if (content.size() > largest_file) return too_large();
    }
    if (in->bad()) return not_read_to_its_end(path);
    return content;
  }
  if (static_cast<std::uintmax_t>(size) > largest_file) return too_large();
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

namespace {

/// A new file beside the target that nobody else has: what stands there already is not touched.
class partial_file {
public:
  explicit partial_file(const std::filesystem::path& target) {
    for (unsigned n = 0; n < 100 && out_ == nullptr; ++n) {
      path_ = target.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(n) + ".part";
      const int file = ::open(path_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
      if (file >= 0) out_ = ::fdopen(file, "wb");
      if (file < 0 && errno != EEXIST) return;
    }
  }
  partial_file(const partial_file&) = delete;
  partial_file& operator=(const partial_file&) = delete;
  ~partial_file() {
    if (out_ == nullptr) return;
    std::fclose(out_);
    std::remove(path_.c_str());
  }
  [[nodiscard]] std::FILE* file() const noexcept { return out_; }
  /// Takes the place of the target, with the permissions of what stood there.
  [[nodiscard]] bool becomes(const std::filesystem::path& target) {
    std::error_code none;
    const auto before = std::filesystem::status(target, none);
    if (std::filesystem::is_regular_file(before)) std::filesystem::permissions(path_, before.permissions(), none);
    std::FILE* const whole = std::exchange(out_, nullptr);
    const bool is_kept = std::fclose(whole) == 0 && std::rename(path_.c_str(), target.c_str()) == 0;
    if (!is_kept) std::remove(path_.c_str());
    return is_kept;
  }

private:
  std::string path_;
  std::FILE* out_ = nullptr;
};

/// To the file; all of it, or faults.
diagnostics fill(std::FILE* out, const std::string& path, const std::function<diagnostics(const byte_sink&)>& write) {
  diagnostics faults = write([&](std::string_view bytes) {
    return std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size() ? diagnostics{} : not_written(path);
  });
  if (std::fflush(out) != 0 && !faults.has_errors()) faults = not_written(path);
  return faults;
}

}  // namespace

diagnostics write_blocks(const std::string& path, const std::function<diagnostics(const byte_sink&)>& write) {
  std::error_code fault;
  const auto stands = std::filesystem::status(path, fault);
  if (std::filesystem::is_directory(stands)) return not_written(path);
  if (std::filesystem::exists(stands) && !std::filesystem::is_regular_file(stands)) {  // a device or a pipe: nothing takes its place
    std::FILE* const out = std::fopen(path.c_str(), "wb");
    if (out == nullptr) return not_written(path);
    diagnostics faults = fill(out, path, write);
    if (std::fclose(out) != 0 && !faults.has_errors()) faults = not_written(path);
    return faults;
  }
  const auto target = std::filesystem::weakly_canonical(path, fault);  // what a link leads to, not the link
  if (fault) return not_written(path);
  partial_file partial{target};
  if (partial.file() == nullptr) return not_written(path);
  if (auto faults = fill(partial.file(), path, write); faults.has_errors()) return faults;
  return partial.becomes(target) ? diagnostics{} : not_written(path);
}

}  // namespace dinh::cli
