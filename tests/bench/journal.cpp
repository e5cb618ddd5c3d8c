// Durable appends against the same rows written straight through SQLite's and libpq's own interfaces, in batches of 100
// and of 10,000, each batch one transaction on the disk. The raw tables have the id's index too, but no hash chain and
// no checks. For PostgreSQL: tests/postgres/with_server.sh build/bench/tests/bench_journal
#include <dinh/journal/journal.hpp>
#include <dinh/journal/sqlite.hpp>
#ifdef DINH_BENCH_POSTGRES
#  include <dinh/journal/postgres.hpp>

#  include <libpq-fe.h>
#endif

#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace dinh;

namespace {

std::vector<journal_entry> batch_of(std::uint64_t first, std::int64_t size) {
  std::vector<journal_entry> out;
  out.reserve(static_cast<std::size_t>(size));
  for (std::uint64_t i = first; i < first + static_cast<std::uint64_t>(size); ++i)
    out.push_back({"HT-2025-" + std::to_string(i),
                   R"({"case":"HT-2025-010","step":"send","occurred":"2025-08-20","recorded":"2025-08-21"})"});
  return out;
}

void forget(const std::string& path) {
  for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(path + rest);
}
std::string scratch(const char* name) {
  const auto path = std::filesystem::temp_directory_path() / (std::string{name} + std::to_string(::getpid()));
  forget(path.string());
  return path.string();
}

/// Appends batches through `append` and counts entries.
template <class Append>
void appends(benchmark::State& state, Append&& append) {
  std::uint64_t next = 1;
  for (auto _ : state) {
    state.PauseTiming();
    const auto batch = batch_of(next, state.range(0));
    next += batch.size();
    state.ResumeTiming();
    if (!append(batch)) state.SkipWithError("append failed");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void raw_sqlite(benchmark::State& state) {
  const std::string path = scratch("dinh-bench-raw");
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  sqlite3_exec(db,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entries(position INTEGER PRIMARY KEY, id TEXT "
               "NOT NULL UNIQUE, payload TEXT NOT NULL) STRICT",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO entries(id, payload) VALUES (?1, ?2)", -1, &insert, nullptr);
  appends(state, [&](const std::vector<journal_entry>& batch) {
    sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    for (const auto& e : batch) {
      sqlite3_bind_text(insert, 1, e.id.data(), static_cast<int>(e.id.size()), SQLITE_STATIC);
      sqlite3_bind_text(insert, 2, e.payload.data(), static_cast<int>(e.payload.size()), SQLITE_STATIC);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    return sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
  });
  sqlite3_finalize(insert);
  sqlite3_close(db);
  forget(path);
}
BENCHMARK(raw_sqlite)->Arg(100)->Arg(10'000)->UseRealTime();

void journal_in_sqlite(benchmark::State& state) {
  const std::string path = scratch("dinh-bench-journal");
  {
    const auto log = sqlite_journal::open(path).value();
    appends(state, [&](const std::vector<journal_entry>& batch) { return log->append(batch).has_value(); });
  }
  forget(path);
}
BENCHMARK(journal_in_sqlite)->Arg(100)->Arg(10'000)->UseRealTime();

#ifdef DINH_BENCH_POSTGRES
const char* server() { return std::getenv("DINH_TEST_POSTGRES"); }

void raw_copy(benchmark::State& state) {
  if (server() == nullptr) return state.SkipWithError("run through tests/postgres/with_server.sh");
  PGconn* c = PQconnectdb(server());
  PQclear(PQexec(c, "DROP TABLE IF EXISTS raw_entries; CREATE TABLE raw_entries(position bigserial PRIMARY KEY, id text NOT NULL UNIQUE, payload "
                    "text NOT NULL)"));
  appends(state, [&](const std::vector<journal_entry>& batch) {
    PQclear(PQexec(c, "COPY raw_entries(id, payload) FROM STDIN"));
    std::string rows;
    for (const auto& e : batch) rows += e.id + '\t' + e.payload + '\n';
    PQputCopyData(c, rows.data(), static_cast<int>(rows.size()));
    PQputCopyEnd(c, nullptr);
    bool well = true;
    while (PGresult* r = PQgetResult(c)) {
      well = well && PQresultStatus(r) == PGRES_COMMAND_OK;
      PQclear(r);
    }
    return well;
  });
  PQfinish(c);
}
BENCHMARK(raw_copy)->Arg(100)->Arg(10'000)->UseRealTime();

void journal_in_postgres(benchmark::State& state) {
  if (server() == nullptr) return state.SkipWithError("run through tests/postgres/with_server.sh");
  static int count = 0;
  const auto log = postgres_journal::open(server(), {.schema = "bench" + std::to_string(++count)}).value();
  appends(state, [&](const std::vector<journal_entry>& batch) { return log->append(batch).has_value(); });
}
BENCHMARK(journal_in_postgres)->Arg(100)->Arg(10'000)->UseRealTime();
#endif

}  // namespace
