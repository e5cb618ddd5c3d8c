#pragma once
// What the tests of the journals share: a folder that goes away, and both kinds of journal.

#include <dinh/journal/memory.hpp>
#include <dinh/journal/sqlite.hpp>

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace test {

/// A folder of its own for each test; removed at the end.
class scratch_folder {
public:
  scratch_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dinh-journal-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
  std::filesystem::path path_;
};

inline std::unique_ptr<dinh::sqlite_journal> open(const std::string& path, dinh::sqlite_journal_options options = {}) {
  return dinh::sqlite_journal::open(path, options).value();
}

inline std::vector<dinh::journal_entry> entries(int from, int until) {
  std::vector<dinh::journal_entry> out;
  for (int i = from; i < until; ++i)
    out.push_back({"event-" + std::to_string(i), "payload of event " + std::to_string(i)});
  return out;
}

inline std::vector<dinh::recorded_entry> all_of(dinh::journal& j) { return j.read(1, UINT64_MAX).value(); }

inline std::string first_code(const dinh::diagnostics& d) { return d.empty() ? "" : d.list().front().code; }

}  // namespace test
