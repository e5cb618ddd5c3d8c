#include <capi/answering.hpp>
#include <capi/journal_opening.hpp>
#include <capi/sized.hpp>

#if defined(DINH_C_HAS_SQLITE)
#  include <dinh/journal/sqlite.hpp>
#endif
#if defined(DINH_C_HAS_POSTGRES)
#  include <dinh/journal/postgres.hpp>
#endif

#include <chrono>
#include <cstddef>

namespace dinh::capi {
namespace {

static_assert(offsetof(dinh_postgres_options, connection) == 8 && offsetof(dinh_postgres_options, patience_ms) == 40 &&
              sizeof(dinh_postgres_options) == 48);

[[maybe_unused]] text built_without(const char* component) {
  return {std::string{"Thư viện này được biên dịch không có "} + component + ".",
          std::string{"This library was built without "} + component + "."};
}

template <class Journal>
[[maybe_unused]] opened_journal opened(std::unique_ptr<Journal> log) {
  Journal* const raw = log.get();  // lives as long as `log`
  return {std::move(log), [raw] { return raw->head(); }, [raw] { return raw->verify(); }};
}

}  // namespace

std::string sqlite_argument(arguments& a, const char* path, std::size_t length, const char* name) {
  std::string out = a.path(path, length, name);
#if !defined(DINH_C_HAS_SQLITE)
  a.fault(DINH_EUNSUPPORTED, "capi/unsupported", name, built_without("SQLite"),
          {"Biên dịch với DINH_WITH_SQLITE=ON.", "Build with DINH_WITH_SQLITE=ON."});
#endif
  return out;
}

postgres_place postgres_argument(arguments& a, const dinh_postgres_options* given) {
  const dinh_postgres_options o = read_sized(a, given, "options", dinh_postgres_options DINH_POSTGRES_OPTIONS_INIT);
  postgres_place out;
  if (given == nullptr || !a.ok()) return out;
  out.connection = a.path(o.connection, o.connection_length, "options.connection");
  out.schema = o.schema_length == 0 ? std::string{"dinh"} : a.path(o.schema, o.schema_length, "options.schema");
  access_argument(a, o.access, "options.access");
  out.access = o.access;
  if (o.patience_ms < 0)
    a.fault(DINH_EINVAL, "capi/patience", "options.patience_ms", {"Không được âm.", "It is not negative."});
  out.patience_ms = o.patience_ms == 0 ? 5'000 : o.patience_ms;
  a.zero(o.reserved, "options.reserved");
#if !defined(DINH_C_HAS_POSTGRES)
  a.fault(DINH_EUNSUPPORTED, "capi/unsupported", "options", built_without("libpq"),
          {"Biên dịch với DINH_C_WITH_POSTGRES=ON.", "Build with DINH_C_WITH_POSTGRES=ON."});
#endif
  return out;
}

checked<opened_journal> open_sqlite([[maybe_unused]] const std::string& path, [[maybe_unused]] std::int32_t access) {
#if defined(DINH_C_HAS_SQLITE)
  auto log = sqlite_journal::open(
      path, {.access = access == DINH_READ_ONLY ? journal_access::read_only : journal_access::read_write});
  if (!log) return unexpected{std::move(log).error()};
  return opened(*std::move(log));
#else
  return refuse("capi/unsupported", path, built_without("SQLite"));
#endif
}

checked<opened_journal> open_postgres([[maybe_unused]] const postgres_place& place) {
#if defined(DINH_C_HAS_POSTGRES)
  postgres_journal_options o;
  o.schema = place.schema;
  o.access = place.access == DINH_READ_ONLY ? postgres_journal_options::access::read_only
                                            : postgres_journal_options::access::read_write;
  o.patience = std::chrono::milliseconds{place.patience_ms};
  auto log = postgres_journal::open(place.connection, o);
  if (!log) return unexpected{std::move(log).error()};
  return opened(*std::move(log));
#else
  return refuse("capi/unsupported", "options", built_without("libpq"));
#endif
}

}  // namespace dinh::capi
