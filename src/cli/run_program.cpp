#include <cli/files.hpp>
#include <cli/run_program.hpp>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <string_view>
#include <sys/types.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace dinh::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20U;

struct open_end {
  int fd = -1;
  open_end() = default;
  explicit open_end(int f) : fd{f} {}
  open_end(const open_end&) = delete;
  open_end& operator=(const open_end&) = delete;
  ~open_end() { close(); }
  void close() {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

struct removed_at_the_end {
  std::string path;
  ~removed_at_the_end() { std::remove(path.c_str()); }
};

auto failed(const std::string& command, text why) { return refuse("cli/adapter", command, std::move(why)); }

/// Adds what was read to the lines. Bytes after the last line feed wait for the next part.
void take(std::vector<std::string>& lines, std::string_view part) {
  for (const char c : part) {
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  }
}

/// Whether the child ends in time; then `waited` says how.
bool ends_within(pid_t child, std::chrono::milliseconds patience, int& waited) {
  constexpr std::chrono::milliseconds pause{10};
  const auto end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const pid_t ended = ::waitpid(child, &waited, WNOHANG);
    if (ended == child || (ended < 0 && errno != EINTR)) return true;
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(pause);
  }
}

/// How a child ended, as the shell counts it.
int status_of(int waited) { return WIFSIGNALED(waited) ? 128 + WTERMSIG(waited) : WEXITSTATUS(waited); }

}  // namespace

checked<program_answer> ask_program(const std::string& command, const std::string& requests,
                                    std::chrono::milliseconds patience) {
  std::error_code no_folder;
  std::string pattern = (std::filesystem::temp_directory_path(no_folder) / "dinh-requests-XXXXXX").string();
  if (no_folder) return failed(command, {"Không có thư mục tạm.", "There is no folder for temporary files."});
  const auto no_file = [&] { return failed(command, {"Không tạo được tệp tạm.", "A temporary file cannot be made."}); };
  if (const open_end made{::mkstemp(pattern.data())}; made.fd < 0) return no_file();
  const removed_at_the_end guard{pattern};
  if (auto faults = write_file(pattern, requests); faults.has_errors()) return unexpected{std::move(faults)};
  const open_end input{::open(pattern.c_str(), O_RDONLY | O_CLOEXEC)};
  if (input.fd < 0) return no_file();
  int ends[2] = {-1, -1};
  if (::pipe(ends) != 0) return failed(command, {"Không tạo được đường ống.", "A pipe cannot be made."});
  open_end from_program{ends[0]};
  open_end to_us{ends[1]};

  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) return failed(command, {"Không chạy được chương trình.", "The program cannot be run."});
  if (child == 0) {
    ::setpgid(0, 0);  // so that what it starts can be ended with it
    ::dup2(input.fd, STDIN_FILENO);
    ::dup2(to_us.fd, STDOUT_FILENO);
    for (const int fd : {input.fd, from_program.fd, to_us.fd})
      if (fd > STDERR_FILENO) ::close(fd);
    ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::setpgid(child, child);
  to_us.close();

  program_answer out;
  out.lines.emplace_back();
  std::size_t total = 0;
  std::vector<char> buffer(std::size_t{1} << 16U);
  for (;;) {
    pollfd waiting{from_program.fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(patience.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      out.was_stopped = true;
      break;
    }
    const ssize_t n = ::read(from_program.fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    total += static_cast<std::size_t>(n);
    if (total > most_bytes) {
      out.was_stopped = true;
      break;
    }
    take(out.lines, {buffer.data(), static_cast<std::size_t>(n)});
  }
  // It may have closed its output and run on: then it has as long again to end.
  int waited = 0;
  if (!out.was_stopped && !ends_within(child, patience, waited)) out.was_stopped = true;
  if (out.was_stopped) {
    ::kill(-child, SIGKILL);
    while (::waitpid(child, &waited, 0) < 0 && errno == EINTR) {
    }
  }
  out.exit_status = status_of(waited);
  if (out.lines.back().empty()) out.lines.pop_back();
  return out;
}

}  // namespace dinh::cli
