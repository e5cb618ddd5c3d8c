#pragma once
// Journals of either storage.

#include <capi/guarded.hpp>
#include <dinh/journal/journal.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace dinh::capi {

#if defined(DINH_C_HAS_SQLITE) || defined(DINH_C_HAS_POSTGRES)
inline constexpr bool has_journals = true;
#else
inline constexpr bool has_journals = false;
#endif

/// A journal with what its storages have in common beyond `journal`.
struct opened_journal {
  std::unique_ptr<journal> log;
  std::function<checked<std::string>()> head;
  std::function<diagnostics()> verify;
};

/// Where a journal lies in PostgreSQL, checked.
struct postgres_place {
  std::string connection;
  std::string schema;
  std::int32_t access = DINH_READ_WRITE;
  std::int32_t patience_ms = 0;
};

/// Fail with `capi/unsupported` where the storage is not built in, else as the storage does.
[[nodiscard]] checked<opened_journal> open_sqlite(const std::string& path, std::int32_t access);
[[nodiscard]] checked<opened_journal> open_postgres(const postgres_place& place);

/// Faults are collected, also that it is not built in.
[[nodiscard]] std::string sqlite_argument(arguments& a, const char* path, std::size_t length, const char* name);
[[nodiscard]] postgres_place postgres_argument(arguments& a, const dinh_postgres_options* given);

}  // namespace dinh::capi
