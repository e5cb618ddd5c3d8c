#include <dinh/base/log.hpp>
#include <dinh/journal/sqlite.hpp>
#include <journal/faults.hpp>
#include <journal/hash_chain.hpp>

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace dinh::inline v1 {
namespace {

using journal_chain::digest;
using journal_chain::link;

constexpr int application_id = 0x64696E68;  // "dinh"
constexpr int schema_version = 1;

// Entries lie in the order of appending, never grouped by case: a log clustered by case is written all
// over the file. The id has its own index for idempotence.
constexpr const char* schema =
    "CREATE TABLE entries ("
    "  position INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  payload TEXT NOT NULL,"
    "  chain BLOB NOT NULL"
    ") STRICT;";

struct close_database {
  void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
};
struct finalize_statement {
  void operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); }
};
using database = std::unique_ptr<sqlite3, close_database>;
using statement = std::unique_ptr<sqlite3_stmt, finalize_statement>;

/// Resets a statement when its use ends, so that no read transaction stays open behind it.
class use {
public:
  explicit use(const statement& s) noexcept : s_{s.get()} {}
  use(const use&) = delete;
  use& operator=(const use&) = delete;
  ~use() {
    sqlite3_reset(s_);
    sqlite3_clear_bindings(s_);
  }
  void text(int at, std::string_view v) const noexcept {
    sqlite3_bind_text64(s_, at, v.data(), v.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  void number(int at, std::int64_t v) const noexcept { sqlite3_bind_int64(s_, at, v); }
  void blob(int at, const digest& v) const noexcept {
    sqlite3_bind_blob(s_, at, v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
  }
  [[nodiscard]] int step() const noexcept { return sqlite3_step(s_); }
  [[nodiscard]] std::int64_t column_number(int i) const noexcept { return sqlite3_column_int64(s_, i); }
  [[nodiscard]] std::string column_text(int i) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(s_, i));
    return bytes == nullptr ? std::string{} : std::string{bytes, static_cast<std::size_t>(sqlite3_column_bytes(s_, i))};
  }
  [[nodiscard]] digest column_digest(int i) const noexcept {
    const void* bytes = sqlite3_column_blob(s_, i);
    return journal_chain::digest_of(bytes, static_cast<std::size_t>(sqlite3_column_bytes(s_, i)));
  }

private:
  sqlite3_stmt* s_;
};

diagnostics changed(const std::string& path, std::uint64_t position) {
  return journal_faults::changed(path, position, {"Khôi phục tệp từ bản sao lưu.", "Restore the file from a copy."});
}

/// The file as a URI by which SQLite takes it for one that nobody changes: without locks and without files beside it.
std::string as_immutable(const std::string& path) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out = "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%')
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    else
      out += c;
  }
  return out + "?immutable=1";
}

}  // namespace

struct sqlite_journal::connection {
  std::string path;
  database db;
  statement insert, find_id, last, read, begin, commit, rollback;

  [[nodiscard]] diagnostics fault(int code) const {
    const bool busy = (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;
    const bool foreign = (code & 0xFF) == SQLITE_NOTADB;
    const std::string detail = db ? sqlite3_errmsg(db.get()) : sqlite3_errstr(code);
    if (busy) return journal_faults::busy(path);
    if (foreign)
      return diagnostic{severity::error,
                        "journal/not-a-journal",
                        path,
                        {"Tệp không phải cơ sở dữ liệu SQLite.", "The file is not an SQLite database."},
                        {"Chọn tệp khác.", "Choose another file."}};
    return diagnostic{
        severity::error,
        "journal/storage",
        path,
        {"Không đọc hoặc ghi được nhật ký: " + detail + ".", "The journal cannot be read or written: " + detail + "."},
        {"Kiểm tra đường dẫn, quyền và chỗ trống trên đĩa.", "Check the path, the permissions and the free space."}};
  }

  [[nodiscard]] int execute(const char* sql) const noexcept {
    return sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr);
  }

  [[nodiscard]] int prepare(statement& into, const char* sql) const noexcept {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(db.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    into.reset(raw);
    return code;
  }

  [[nodiscard]] checked<std::int64_t> pragma(const char* sql) const {
    statement s;
    if (const int code = prepare(s, sql); code != SQLITE_OK) return unexpected{fault(code)};
    const int code = sqlite3_step(s.get());
    if (code != SQLITE_ROW) return unexpected{fault(code)};
    return sqlite3_column_int64(s.get(), 0);
  }

  [[nodiscard]] int run(const statement& s) const noexcept {
    const use u{s};
    const int code = u.step();
    return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : code;
  }

  struct tail {
    std::uint64_t position = 0;
    digest chain{};
  };
  [[nodiscard]] checked<tail> end() const {
    const use u{last};
    const int code = u.step();
    if (code == SQLITE_DONE) return tail{};
    if (code != SQLITE_ROW) return unexpected{fault(code)};
    return tail{static_cast<std::uint64_t>(u.column_number(0)), u.column_digest(1)};
  }
};

sqlite_journal::sqlite_journal(std::unique_ptr<connection> c) noexcept : connection_{std::move(c)} {}
sqlite_journal::~sqlite_journal() = default;

checked<std::unique_ptr<sqlite_journal>> sqlite_journal::open(const std::string& path,
                                                              const sqlite_journal_options& options) {
  if (sodium_init() < 0) return unexpected{journal_faults::no_libsodium(path)};
  auto c = std::make_unique<connection>();
  c->path = path;
  const bool writable = options.access == journal_access::read_write;
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(
      path.c_str(), &raw,
      (writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX, nullptr);
  c->db.reset(raw);
  if (opened != SQLITE_OK) return unexpected{c->fault(opened)};
  if (!writable) {
    // A journal where nothing can be written, on a read-only disk for instance: SQLite cannot make the index of its
    // write-ahead log beside it. Without such a log nobody is writing either, and the file is read as it is.
    const int readable = c->execute("SELECT count(*) FROM sqlite_schema") & 0xFF;
    std::error_code unknown;
    if ((readable == SQLITE_READONLY || readable == SQLITE_CANTOPEN) && !std::filesystem::exists(path + "-wal", unknown) &&
        std::filesystem::exists(path, unknown)) {
      raw = nullptr;
      const int again = sqlite3_open_v2(as_immutable(path).c_str(), &raw,
                                        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
      c->db.reset(raw);
      if (again != SQLITE_OK) return unexpected{c->fault(again)};
    }
  }
  sqlite3_extended_result_codes(c->db.get(), 1);
  const auto patience = std::clamp<std::int64_t>(options.patience.count(), 0, std::numeric_limits<int>::max());
  sqlite3_busy_timeout(c->db.get(), static_cast<int>(patience));
  sqlite3_db_config(c->db.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(c->db.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);

  const auto foreign = [&] {
    return refuse("journal/not-a-journal", path,
                  {"Tệp SQLite này không phải nhật ký của dinh.", "This SQLite file is not a journal of dinh."},
                  {"Chọn tệp khác.", "Choose another file."});
  };
  if (writable) {
    // A file of somebody else is left as it is: the write-ahead log is switched on in journals and new files only.
    // The content is looked at first: whoever makes the journal in between leaves no content without its owner.
    const auto content = c->pragma("SELECT count(*) FROM sqlite_schema");
    const auto owner = c->pragma("PRAGMA application_id");
    if (!owner) return unexpected{owner.error()};
    if (!content) return unexpected{content.error()};
    if (*owner != application_id && !(*owner == 0 && *content == 0)) return foreign();
    // SQLite does not wait by itself where two processes switch on the log of a new file at once.
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::milliseconds{patience};
    int logged = c->execute("PRAGMA journal_mode=WAL");
    while ((logged & 0xFF) == SQLITE_BUSY && std::chrono::steady_clock::now() < give_up_at) {
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
      logged = c->execute("PRAGMA journal_mode=WAL");
    }
    if (logged != SQLITE_OK) return unexpected{c->fault(logged)};
    for (const char* sql : {"PRAGMA synchronous=FULL", "BEGIN IMMEDIATE"})
      if (const int code = c->execute(sql); code != SQLITE_OK) return unexpected{c->fault(code)};
  }
  // Inside the transaction of a writer: of two that make the file at once, the second finds the first one's tables.
  const auto id = c->pragma("PRAGMA application_id");
  const auto version = c->pragma("PRAGMA user_version");
  const auto tables = c->pragma("SELECT count(*) FROM sqlite_schema");
  if (!id) return unexpected{id.error()};
  if (!version) return unexpected{version.error()};
  if (!tables) return unexpected{tables.error()};
  if (*id == 0 && *tables == 0 && writable) {
    const std::string make = std::string{schema} + "PRAGMA application_id=" + std::to_string(application_id) +
                             ";PRAGMA user_version=" + std::to_string(schema_version) + ";";
    if (const int code = c->execute(make.c_str()); code != SQLITE_OK) return unexpected{c->fault(code)};
  } else if (*id != application_id) {
    return foreign();
  } else if (*version != schema_version) {
    return unexpected{journal_faults::newer_version(path, static_cast<std::uint64_t>(*version), schema_version)};
  }
  if (writable)
    if (const int code = c->execute("COMMIT"); code != SQLITE_OK) return unexpected{c->fault(code)};

  const std::pair<statement*, const char*> statements[] = {
      {&c->insert,
       "INSERT INTO entries(position, id, payload, chain) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(id) DO NOTHING"},
      {&c->find_id, "SELECT position, payload FROM entries WHERE id = ?1"},
      {&c->last, "SELECT position, chain FROM entries ORDER BY position DESC LIMIT 1"},
      {&c->read, "SELECT position, id, payload, chain FROM entries WHERE position >= ?1 ORDER BY position LIMIT ?2"},
      {&c->begin, "BEGIN IMMEDIATE"},
      {&c->commit, "COMMIT"},
      {&c->rollback, "ROLLBACK"},
  };
  for (const auto& [into, sql] : statements)
    if (const int code = c->prepare(*into, sql); code != SQLITE_OK) return unexpected{c->fault(code)};
  if (log::enabled(log::level::debug)) log::write(log::level::debug, "journal open: " + path);
  return std::unique_ptr<sqlite_journal>{new sqlite_journal{std::move(c)}};
}

checked<append_result> sqlite_journal::append_checked(std::span<const journal_entry> batch, const append_terms& terms) {
  connection& c = *connection_;
  if (const int code = c.run(c.begin); code != SQLITE_OK) return unexpected{c.fault(code)};
  const auto give_up = [&](diagnostics faults) -> checked<append_result> {
    (void)c.run(c.rollback);
    return unexpected{std::move(faults)};
  };
  auto end = c.end();  // another process may have appended since
  if (!end) return give_up(end.error());
  if (auto faults = moved_on(end->position, terms); faults.has_errors()) return give_up(std::move(faults));
  append_result done;
  diagnostics conflicts;
  for (const auto& e : batch) {
    const std::uint64_t position = end->position + 1;
    const digest chain = link(end->chain, position, e.id, e.payload);
    {
      const use u{c.insert};
      u.number(1, static_cast<std::int64_t>(position));
      u.text(2, e.id);
      u.text(3, e.payload);
      u.blob(4, chain);
      if (const int code = u.step(); code != SQLITE_DONE) return give_up(c.fault(code));
    }
    if (sqlite3_changes(c.db.get()) == 1) {
      *end = {position, chain};
      ++done.appended;
      continue;
    }
    const use u{c.find_id};
    u.text(1, e.id);
    if (const int code = u.step(); code != SQLITE_ROW) return give_up(c.fault(code));
    if (u.column_text(1) == e.payload) {
      ++done.already_there;
      continue;
    }
    const auto at = static_cast<std::uint64_t>(u.column_number(0));
    journal_faults::conflicting_id(conflicts, c.path + ":" + std::to_string(at) + " " + e.id, at);
  }
  if (conflicts.has_errors()) return give_up(std::move(conflicts));
  if (const int code = c.run(c.commit); code != SQLITE_OK) return give_up(c.fault(code));
  done.size = end->position;
  return done;
}

checked<std::vector<recorded_entry>> sqlite_journal::read(std::uint64_t position, std::uint64_t most) {
  connection& c = *connection_;
  constexpr std::uint64_t limit = std::numeric_limits<std::int64_t>::max();
  const std::uint64_t first = std::clamp<std::uint64_t>(position, 1, limit);
  std::vector<recorded_entry> out;
  // the entry before the first one, whose chain the first one continues
  const std::uint64_t from = first > 1 ? first - 1 : 1;
  const std::uint64_t count = std::min(most, limit - 1) + (from < first ? 1 : 0);
  digest before{};
  std::uint64_t expected = from;
  const use u{c.read};
  u.number(1, static_cast<std::int64_t>(from));
  u.number(2, static_cast<std::int64_t>(count));
  for (;;) {
    const int code = u.step();
    if (code == SQLITE_DONE) break;
    if (code != SQLITE_ROW) return unexpected{c.fault(code)};
    const auto at = static_cast<std::uint64_t>(u.column_number(0));
    recorded_entry e{at, {u.column_text(1), u.column_text(2)}};
    const digest chain = u.column_digest(3);
    const bool is_predecessor = at < first;
    if (at != expected || (!is_predecessor && link(before, at, e.entry.id, e.entry.payload) != chain))
      return unexpected{changed(c.path, expected)};
    before = chain;
    ++expected;
    if (!is_predecessor) out.push_back(std::move(e));
  }
  return out;
}

checked<std::uint64_t> sqlite_journal::size() {
  auto end = connection_->end();
  if (!end) return unexpected{std::move(end).error()};
  return end->position;
}

checked<std::string> sqlite_journal::head() {
  auto end = connection_->end();
  if (!end) return unexpected{std::move(end).error()};
  return journal_chain::hexadecimal(end->chain);
}

diagnostics sqlite_journal::verify() {
  connection& c = *connection_;
  statement check;
  if (const int code = c.prepare(check, "PRAGMA integrity_check(1)"); code != SQLITE_OK) return c.fault(code);
  {
    const use u{check};
    if (const int code = u.step(); code != SQLITE_ROW) return c.fault(code);
    if (const std::string answer = u.column_text(0); answer != "ok")
      return diagnostic{severity::error,
                        "journal/storage",
                        c.path,
                        {"Tệp SQLite hỏng: " + answer + ".", "The SQLite file is damaged: " + answer + "."},
                        {"Khôi phục tệp từ bản sao lưu.", "Restore the file from a copy."}};
  }
  return for_each_entry(*this, [](const recorded_entry&) { return diagnostics{}; });
}

}  // namespace dinh::inline v1
