#pragma once
/// \file
/// The shared journal in a PostgreSQL database (component `dinh::postgres`): many machines append to one log. What
/// `append` has acknowledged is as durable as a transaction of the server with `synchronous_commit = on`; each entry
/// carries the same hash over itself and all before it as in an SQLite journal, so a changed byte is found when the
/// journal is read, and a journal can be moved from one kind of storage to the other and keep its `head()`.
///
/// Only plain SQL is asked of the server (two tables, `SELECT … FOR UPDATE`, `COPY`); tested with PostgreSQL 15.

#include <dinh/journal/journal.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace dinh::inline v1 {

/// Where the journal lies and how it is opened.
struct postgres_journal_options {
  /// The schema that holds the tables `journal_entries` and `journal_head`: 1 to 63 of a-z, 0-9 and _, beginning with a
  /// letter. One schema is one journal.
  std::string schema = "dinh";
  /// Whether this connection may write.
  enum class access : std::uint8_t {
    read_write,  ///< makes schema and tables if they are absent
    read_only    ///< fails if they are absent; may be opened with a role that may only read
  } access = access::read_write;
  /// How long to wait for another writer, before `journal/busy`. At least 1 ms.
  std::chrono::milliseconds patience{5000};
};

/// Several processes may read and append at once; each batch is one transaction, and writers go one after the other.
/// Further faults: `journal/busy`, `journal/not-a-journal`, `journal/newer-version`, `journal/encoding` (the database
/// does not store UTF-8), `journal/connection` (the server cannot be reached or the connection broke; a batch that was
/// under way is in the journal as a whole or not at all: append it again, entries that are there are not added twice).
/// After `journal/connection` the next call connects anew.
class DINH_API postgres_journal final : public journal {
public:
  /// `connection` is a connection string of libpq, such as "host=db.example dbname=cases user=dinh"; the environment
  /// and the password file count as they do for `psql`.
  [[nodiscard]] static checked<std::unique_ptr<postgres_journal>> open(const std::string& connection,
                                                                       const postgres_journal_options& options = {});
  ~postgres_journal() override;

  [[nodiscard]] checked<std::vector<recorded_entry>> read(std::uint64_t position, std::uint64_t most) override;
  [[nodiscard]] checked<std::uint64_t> size() override;

  /// The hash over all entries so far, 64 hexadecimal digits (BLAKE2b-256).
  [[nodiscard]] checked<std::string> head();

  /// Reads everything and checks every hash and the head. O(entries).
  [[nodiscard]] diagnostics verify();

private:
  struct session;
  explicit postgres_journal(std::unique_ptr<session> s) noexcept;
  [[nodiscard]] checked<append_result> append_checked(std::span<const journal_entry> batch,
                                                      const append_terms& terms) override;

  std::unique_ptr<session> session_;
};

}  // namespace dinh::inline v1
