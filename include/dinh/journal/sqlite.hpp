#pragma once
/// \file
/// The durable journal in one SQLite file (component `dinh::sqlite`). What `append` has acknowledged
/// survives the death of the process and of the machine; each entry carries a hash over itself and all
/// before it, so a changed byte is found when the journal is read.
///
/// The hash chain proves that the entries belong together. Somebody who may write the file can compute a
/// new chain for other entries: against that, keep `head()` elsewhere from time to time and compare.

#include <dinh/journal/journal.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace dinh::inline v1 {

/// Whether the file may be written.
enum class journal_access : std::uint8_t {
  read_write,  ///< makes the file if it is absent
  read_only    ///< fails if the file is absent
};

/// How the file is opened.
struct sqlite_journal_options {
  journal_access access = journal_access::read_write;
  /// How long to wait for another process that writes, before `journal/busy`.
  std::chrono::milliseconds patience{5000};
};

/// Several processes may read and append at once; each batch is one transaction.
/// Further faults: `journal/busy`, `journal/not-a-journal`, `journal/newer-version`.
class DINH_API sqlite_journal final : public journal {
public:
  /// Opens or makes the file at `path` (UTF-8).
  [[nodiscard]] static checked<std::unique_ptr<sqlite_journal>> open(const std::string& path,
                                                                     const sqlite_journal_options& options = {});
  ~sqlite_journal() override;

  [[nodiscard]] checked<std::vector<recorded_entry>> read(std::uint64_t position, std::uint64_t most) override;
  [[nodiscard]] checked<std::uint64_t> size() override;

  /// The hash over all entries so far, 64 hexadecimal digits (BLAKE2b-256).
  [[nodiscard]] checked<std::string> head();

  /// Reads everything, checks every hash and SQLite's own structures. O(entries).
  [[nodiscard]] diagnostics verify();

private:
  struct connection;
  explicit sqlite_journal(std::unique_ptr<connection> c) noexcept;
  [[nodiscard]] checked<append_result> append_checked(std::span<const journal_entry> batch,
                                                      const append_terms& terms) override;

  std::unique_ptr<connection> connection_;
};

}  // namespace dinh::inline v1
