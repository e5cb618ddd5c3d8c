#pragma once
// Faults that every kind of storage tells in the same words. Private to src/journal.

#include <dinh/base/diagnostic.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace dinh::inline v1::journal_faults {

/// An id of a batch stands for another payload at `position`.
inline void conflicting_id(diagnostics& into, std::string where, std::uint64_t position) {
  const std::string at = std::to_string(position);
  into.error("journal/conflicting-id", std::move(where),
             {"Mã này đã dùng cho nội dung khác ở vị trí " + at + ".",
              "This id stands for another payload at position " + at + "."},
             {"Mỗi sự kiện cần một mã riêng.", "Give each event an id of its own."});
}

/// `journal` is its name for people.
[[nodiscard]] inline diagnostics changed(const std::string& journal, std::uint64_t position, text remedy) {
  const std::string at = std::to_string(position);
  return diagnostic{severity::error,
                    "journal/changed",
                    journal + ":" + at,
                    {"Mục ở vị trí " + at + " không còn như khi được ghi.",
                     "The entry at position " + at + " is not what was appended."},
                    std::move(remedy)};
}

[[nodiscard]] inline diagnostics busy(std::string where) {
  return diagnostic{severity::error,
                    "journal/busy",
                    std::move(where),
                    {"Một tiến trình khác đang ghi vào nhật ký.", "Another process is writing to the journal."},
                    {"Thử lại, hoặc tăng thời gian chờ.", "Try again, or allow more patience."}};
}

[[nodiscard]] inline diagnostics newer_version(std::string where, std::uint64_t found, std::uint64_t known) {
  const std::string theirs = std::to_string(found);
  const std::string ours = std::to_string(known);
  return diagnostic{severity::error,
                    "journal/newer-version",
                    std::move(where),
                    {"Nhật ký có phiên bản " + theirs + ", thư viện này biết đến phiên bản " + ours + ".",
                     "The journal has version " + theirs + ", this library knows version " + ours + "."},
                    {"Dùng thư viện mới hơn.", "Use a newer library."}};
}

[[nodiscard]] inline diagnostics no_libsodium(std::string where) {
  return diagnostic{severity::error,
                    "journal/storage",
                    std::move(where),
                    {"Không khởi tạo được libsodium.", "libsodium cannot be initialised."},
                    {}};
}

}  // namespace dinh::inline v1::journal_faults
