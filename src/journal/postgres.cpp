#include <dinh/base/log.hpp>
#include <dinh/journal/postgres.hpp>
#include <journal/faults.hpp>
#include <journal/hash_chain.hpp>

#include <libpq-fe.h>
#include <sodium.h>

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace dinh::inline v1 {
namespace {

using journal_chain::digest;
using journal_chain::link;

constexpr std::uint64_t schema_version = 1;

struct close_connection {
  void operator()(PGconn* c) const noexcept { PQfinish(c); }
};
struct clear_result {
  void operator()(PGresult* r) const noexcept { PQclear(r); }
};
using connection = std::unique_ptr<PGconn, close_connection>;
using answer = std::unique_ptr<PGresult, clear_result>;

// Values travel in the binary form of the protocol: integers with the highest byte first, text and bytea as they are.
// It is the same on every server and leaves nothing to quote.

template <class Integer>
void put(std::string& out, Integer v) {
  for (std::size_t i = sizeof(Integer); i-- > 0;) out += static_cast<char>((static_cast<std::uint64_t>(v) >> (8 * i)) & 0xFFU);
}
void put_field(std::string& out, std::string_view bytes) {
  put(out, static_cast<std::int32_t>(bytes.size()));
  out += bytes;
}

[[nodiscard]] std::string_view field(const answer& a, int row, int column) {
  return {PQgetvalue(a.get(), row, column), static_cast<std::size_t>(PQgetlength(a.get(), row, column))};
}
/// A value of another length is a changed one: no position has the largest number.
[[nodiscard]] std::uint64_t number(std::string_view bytes) {
  if (bytes.size() != 8) return std::numeric_limits<std::uint64_t>::max();
  std::uint64_t v = 0;
  for (const char b : bytes) v = v << 8U | static_cast<unsigned char>(b);
  return v;
}
[[nodiscard]] digest chain_of(std::string_view bytes) { return journal_chain::digest_of(bytes.data(), bytes.size()); }

struct parameter {
  Oid type = 0;
  std::string bytes;
};
constexpr Oid type_bytea = 17, type_bigint = 20, type_text = 25, type_text_array = 1009;

[[nodiscard]] parameter bigint(std::uint64_t v) {
  parameter p{type_bigint, {}};
  put(p.bytes, static_cast<std::int64_t>(v));
  return p;
}
[[nodiscard]] parameter bytea(const digest& d) {
  return {type_bytea, {reinterpret_cast<const char*>(d.data()), d.size()}};
}
[[nodiscard]] parameter text_array(std::span<const journal_entry> batch, std::size_t from, std::size_t count) {
  parameter p{type_text_array, {}};
  put(p.bytes, std::int32_t{1});  // one dimension
  put(p.bytes, std::int32_t{0});  // no nulls
  put(p.bytes, static_cast<std::int32_t>(type_text));
  put(p.bytes, static_cast<std::int32_t>(count));
  put(p.bytes, std::int32_t{1});  // counted from 1
  for (std::size_t i = from; i < from + count; ++i) put_field(p.bytes, batch[i].id);
  return p;
}

[[nodiscard]] bool is_schema_name(std::string_view s) noexcept {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !s.empty() && s.size() <= 63 && letter(s.front()) && std::all_of(s.begin(), s.end(), [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

struct postgres_journal::session {
  std::string conninfo;
  postgres_journal_options options;
  std::string name;  // of the journal, for people: database and schema, never the password
  connection pg;

  struct tail {
    std::uint64_t position = 0;
    digest chain{};
  };

  [[nodiscard]] std::string table(const char* which) const { return options.schema + "." + which; }

  [[nodiscard]] diagnostics changed(std::uint64_t position) const {
    return journal_faults::changed(name, position,
                                   {"Khôi phục cơ sở dữ liệu từ bản sao lưu.", "Restore the database from a copy."});
  }

  [[nodiscard]] diagnostics fault(const PGresult* a = nullptr) const {
    std::string detail = a != nullptr ? PQresultErrorMessage(a) : PQerrorMessage(pg.get());
    if (detail.empty()) detail = PQerrorMessage(pg.get());
    while (!detail.empty() && (detail.back() == '\n' || detail.back() == '.')) detail.pop_back();
    std::replace(detail.begin(), detail.end(), '\n', ' ');
    const char* raw = a != nullptr ? PQresultErrorField(a, PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view state = raw != nullptr ? raw : "";
    // 55P03 lock not available, 40001 and 40P01 serialisation and deadlock, 57014 a statement's time is over
    if (state == "55P03" || state == "40001" || state == "40P01" || state == "57014") return journal_faults::busy(name);
    if (state.substr(0, 2) == "57" || state.substr(0, 2) == "08" || PQstatus(pg.get()) != CONNECTION_OK)
      return diagnostic{severity::error,
                        "journal/connection",
                        name,
                        {"Không kết nối được với máy chủ: " + detail + ".", "No connection with the server: " + detail + "."},
                        {"Kiểm tra máy chủ và chuỗi kết nối, rồi ghi lại cùng lô đó: mục nào đã có sẽ không ghi hai lần.",
                         "Check the server and the connection string, then append the same batch again: entries that are "
                         "there are not added twice."}};
    return diagnostic{severity::error,
                      "journal/storage",
                      name,
                      {"Không đọc hoặc ghi được nhật ký: " + detail + ".",
                       "The journal cannot be read or written: " + detail + "."},
                      {"Kiểm tra quyền của vai trò và chỗ trống của máy chủ.",
                       "Check the rights of the role and the free space of the server."}};
  }

  [[nodiscard]] checked<answer> ask(const std::string& sql, std::initializer_list<parameter> parameters = {}) const {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
    for (const auto& p : parameters) {
      types.push_back(p.type);
      values.push_back(p.bytes.data());
      lengths.push_back(static_cast<int>(p.bytes.size()));
      formats.push_back(1);
    }
    answer a{PQexecParams(pg.get(), sql.c_str(), static_cast<int>(types.size()), types.data(), values.data(),
                          lengths.data(), formats.data(), 1)};
    const auto status = PQresultStatus(a.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
      return unexpected{fault(a.get())};
    return a;
  }

  /// Several statements without parameters.
  [[nodiscard]] diagnostics run(const std::string& sql) const {
    const answer a{PQexec(pg.get(), sql.c_str())};
    if (PQresultStatus(a.get()) != PGRES_COMMAND_OK && PQresultStatus(a.get()) != PGRES_TUPLES_OK) return fault(a.get());
    return {};
  }

  [[nodiscard]] diagnostics connect() {
    pg.reset(PQconnectdb(conninfo.c_str()));
    name = "postgres:" + std::string{PQdb(pg.get()) != nullptr ? PQdb(pg.get()) : "?"} + "/" + options.schema;
    if (PQstatus(pg.get()) != CONNECTION_OK) return fault();
    PQsetNoticeProcessor(pg.get(), [](void*, const char* text) {  // the library writes to no stream of its own accord
      if (log::enabled(log::level::debug)) log::write(log::level::debug, text);
    }, nullptr);
    const auto patience = std::clamp<std::int64_t>(options.patience.count(), 1, std::numeric_limits<std::int32_t>::max());
    if (auto f = run("SET client_encoding = 'UTF8'; SET synchronous_commit = on; SET default_transaction_isolation = "
                     "'read committed'; SET lock_timeout = " +
                     std::to_string(patience));
        f.has_errors())
      return f;
    if (const char* stored = PQparameterStatus(pg.get(), "server_encoding"); stored == nullptr || std::string_view{stored} != "UTF8")
      return diagnostic{severity::error,
                        "journal/encoding",
                        name,
                        {"Cơ sở dữ liệu không lưu UTF-8.", "The database does not store UTF-8."},
                        {"Tạo cơ sở dữ liệu với ENCODING 'UTF8'.", "Make the database with ENCODING 'UTF8'."}};
    return prepare_tables();
  }

  [[nodiscard]] diagnostics prepare_tables() {
    const auto exists = ask("SELECT to_regclass($1::text) IS NOT NULL, to_regclass($2::text) IS NOT NULL",
                            {{type_text, table("journal_entries")}, {type_text, table("journal_head")}});
    if (!exists) return exists.error();
    const bool has_entries = field(*exists, 0, 0) == std::string_view{"\1", 1};
    const bool has_head = field(*exists, 0, 1) == std::string_view{"\1", 1};
    const bool writable = options.access == postgres_journal_options::access::read_write;
    if (has_entries != has_head || (!has_entries && !writable))
      return diagnostic{severity::error,
                        "journal/not-a-journal",
                        name,
                        {"Lược đồ này không chứa nhật ký của dinh.", "This schema holds no journal of dinh."},
                        {"Chọn lược đồ khác, hoặc mở để ghi thì nhật ký được tạo.",
                         "Choose another schema, or open it for writing: the journal is then made."}};
    if (!has_entries) {
      // One maker at a time: of two that come at once, the second finds what the first made.
      const std::string make =
          "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('dinh journal " + options.schema +
          "', 0)); CREATE SCHEMA IF NOT EXISTS " + options.schema + "; CREATE TABLE IF NOT EXISTS " +
          table("journal_entries") +
          " (position bigint PRIMARY KEY, id text NOT NULL UNIQUE, payload text NOT NULL, chain bytea NOT NULL); "
          "CREATE TABLE IF NOT EXISTS " +
          table("journal_head") +
          " (only_row boolean PRIMARY KEY CHECK (only_row), version bigint NOT NULL, position bigint NOT NULL, chain "
          "bytea NOT NULL); INSERT INTO " +
          table("journal_head") + " VALUES (true, " + std::to_string(schema_version) + ", 0, '\\x" +
          std::string(64, '0') + "') ON CONFLICT DO NOTHING; COMMIT";
      if (auto f = run(make); f.has_errors()) {
        (void)run("ROLLBACK");
        return f;
      }
    }
    const auto version = ask("SELECT version FROM " + table("journal_head"));
    if (!version) return version.error();
    if (PQntuples(version->get()) != 1) return changed(0);
    const std::uint64_t v = number(field(*version, 0, 0));
    return v == schema_version ? diagnostics{} : journal_faults::newer_version(name, v, schema_version);
  }

  /// Every public call begins here: a broken connection is made anew.
  [[nodiscard]] diagnostics ready() {
    if (pg && PQstatus(pg.get()) == CONNECTION_OK) return {};
    return connect();
  }

  [[nodiscard]] checked<tail> end(const char* lock = "") const {
    const auto a = ask("SELECT position, chain FROM " + table("journal_head") + lock);
    if (!a) return unexpected{a.error()};
    if (PQntuples(a->get()) != 1) return unexpected{changed(0)};
    return tail{number(field(*a, 0, 0)), chain_of(field(*a, 0, 1))};
  }

  /// Positions and payloads of those ids of the batch that the journal has.
  using known_entries = std::unordered_map<std::string, std::pair<std::uint64_t, std::string>>;
  [[nodiscard]] checked<known_entries> known(std::span<const journal_entry> batch) const {
    known_entries out;
    constexpr std::size_t piece = 10'000;
    for (std::size_t from = 0; from < batch.size(); from += piece) {
      const auto a = ask("SELECT id, position, payload FROM " + table("journal_entries") + " WHERE id = ANY($1)",
                         {text_array(batch, from, std::min(piece, batch.size() - from))});
      if (!a) return unexpected{a.error()};
      for (int i = 0; i < PQntuples(a->get()); ++i)
        out.emplace(field(*a, i, 0), std::pair{number(field(*a, i, 1)), std::string{field(*a, i, 2)}});
    }
    return out;
  }

  [[nodiscard]] diagnostics send(std::string_view bytes) const {
    if (PQputCopyData(pg.get(), bytes.data(), static_cast<int>(bytes.size())) != 1) return fault();
    return {};
  }

  /// COPY in binary form, in pieces of about 1 MiB.
  [[nodiscard]] diagnostics copy(const std::vector<const journal_entry*>& fresh, tail& last) const {
    if (const auto a = ask("COPY " + table("journal_entries") + " (position, id, payload, chain) FROM STDIN (FORMAT binary)"); !a)
      return a.error();
    std::string out{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
    constexpr std::size_t piece = std::size_t{1} << 20U;
    for (const journal_entry* e : fresh) {
      ++last.position;
      last.chain = link(last.chain, last.position, e->id, e->payload);
      put(out, std::int16_t{4});
      put_field(out, bigint(last.position).bytes);
      put_field(out, e->id);
      put_field(out, e->payload);
      put_field(out, {reinterpret_cast<const char*>(last.chain.data()), last.chain.size()});
      if (out.size() < piece) continue;
      if (auto f = send(out); f.has_errors()) return f;
      out.clear();
    }
    put(out, std::int16_t{-1});
    if (auto f = send(out); f.has_errors()) return f;
    if (PQputCopyEnd(pg.get(), nullptr) != 1) return fault();
    diagnostics faults;
    while (const answer a{PQgetResult(pg.get())})
      if (PQresultStatus(a.get()) != PGRES_COMMAND_OK && faults.empty()) faults = fault(a.get());
    return faults;
  }
};

postgres_journal::postgres_journal(std::unique_ptr<session> s) noexcept : session_{std::move(s)} {}
postgres_journal::~postgres_journal() = default;

checked<std::unique_ptr<postgres_journal>> postgres_journal::open(const std::string& connection_string,
                                                                  const postgres_journal_options& options) {
  if (!is_schema_name(options.schema))
    return refuse("journal/not-a-journal", "schema",
                  {"Tên lược đồ phải gồm 1 đến 63 ký tự a-z, 0-9, _ và bắt đầu bằng chữ.",
                   "The name of the schema must be 1 to 63 of a-z, 0-9 and _, beginning with a letter."},
                  {"Chọn tên khác.", "Choose another name."});
  if (sodium_init() < 0) return unexpected{journal_faults::no_libsodium(options.schema)};
  auto s = std::make_unique<session>();
  s->conninfo = connection_string;
  s->options = options;
  if (auto faults = s->connect(); faults.has_errors()) return unexpected{std::move(faults)};
  if (log::enabled(log::level::debug)) log::write(log::level::debug, "journal open: " + s->name);
  return std::unique_ptr<postgres_journal>{new postgres_journal{std::move(s)}};
}

checked<append_result> postgres_journal::append_checked(std::span<const journal_entry> batch, const append_terms& terms) {
  session& s = *session_;
  if (auto f = s.ready(); f.has_errors()) return unexpected{std::move(f)};
  if (auto f = s.run("BEGIN"); f.has_errors()) return unexpected{std::move(f)};
  const auto give_up = [&](diagnostics faults) -> checked<append_result> {
    (void)s.run("ROLLBACK");
    return unexpected{std::move(faults)};
  };
  // The row of the head is the gate of the writers: whoever holds it sees all entries before, since every later
  // statement of a read-committed transaction sees what was committed when it began.
  auto end = s.end(" FOR UPDATE");
  if (!end) return give_up(end.error());
  if (auto faults = moved_on(end->position, terms); faults.has_errors()) return give_up(std::move(faults));
  auto known = s.known(batch);
  if (!known) return give_up(known.error());
  append_result done;
  diagnostics conflicts;
  std::vector<const journal_entry*> fresh;
  std::unordered_set<std::string_view> in_batch;  // the same entry twice in one batch counts once
  for (const auto& e : batch) {
    if (const auto at = known->find(e.id); at != known->end()) {
      if (at->second.second == e.payload) {
        ++done.already_there;
        continue;
      }
      const std::uint64_t position = at->second.first;
      journal_faults::conflicting_id(conflicts, s.name + ":" + std::to_string(position) + " " + e.id, position);
    } else if (in_batch.insert(e.id).second) {
      fresh.push_back(&e);
    } else {
      ++done.already_there;
    }
  }
  if (conflicts.has_errors()) return give_up(std::move(conflicts));
  done.appended = fresh.size();
  if (!fresh.empty()) {
    if (auto f = s.copy(fresh, *end); f.has_errors()) return give_up(std::move(f));
    const auto moved = s.ask("UPDATE " + s.table("journal_head") + " SET position = $1, chain = $2",
                             {bigint(end->position), bytea(end->chain)});
    if (!moved) return give_up(moved.error());
  }
  if (auto f = s.run("COMMIT"); f.has_errors()) return give_up(std::move(f));
  done.size = end->position;
  return done;
}

checked<std::vector<recorded_entry>> postgres_journal::read(std::uint64_t position, std::uint64_t most) {
  session& s = *session_;
  if (auto f = s.ready(); f.has_errors()) return unexpected{std::move(f)};
  constexpr std::uint64_t limit = std::numeric_limits<std::int64_t>::max();
  const std::uint64_t first = std::clamp<std::uint64_t>(position, 1, limit);
  const std::uint64_t from = first > 1 ? first - 1 : 1;  // the entry before, whose chain the first one continues
  std::uint64_t left = std::min(most, limit - 1) + (from < first ? 1 : 0);
  std::vector<recorded_entry> out;
  digest before{};
  std::uint64_t expected = from;
  constexpr std::uint64_t piece = 10'000;  // rows that libpq holds in memory at a time
  while (left > 0) {
    const std::uint64_t wanted = std::min(left, piece);
    const auto a = s.ask("SELECT position, id, payload, chain FROM " + s.table("journal_entries") +
                             " WHERE position >= $1 ORDER BY position LIMIT $2",
                         {bigint(expected), bigint(wanted)});
    if (!a) return unexpected{a.error()};
    const int rows = PQntuples(a->get());
    for (int i = 0; i < rows; ++i) {
      const std::uint64_t at = number(field(*a, i, 0));
      recorded_entry e{at, {std::string{field(*a, i, 1)}, std::string{field(*a, i, 2)}}};
      const digest chain = chain_of(field(*a, i, 3));
      const bool is_predecessor = at < first;
      if (at != expected || (!is_predecessor && link(before, at, e.entry.id, e.entry.payload) != chain))
        return unexpected{s.changed(expected)};
      before = chain;
      ++expected;
      if (!is_predecessor) out.push_back(std::move(e));
    }
    if (static_cast<std::uint64_t>(rows) < wanted) break;
    left -= wanted;
  }
  return out;
}

checked<std::uint64_t> postgres_journal::size() {
  if (auto f = session_->ready(); f.has_errors()) return unexpected{std::move(f)};
  auto end = session_->end();
  if (!end) return unexpected{std::move(end).error()};
  return end->position;
}

checked<std::string> postgres_journal::head() {
  if (auto f = session_->ready(); f.has_errors()) return unexpected{std::move(f)};
  auto end = session_->end();
  if (!end) return unexpected{std::move(end).error()};
  return journal_chain::hexadecimal(end->chain);
}

diagnostics postgres_journal::verify() {
  session& s = *session_;
  if (auto f = s.ready(); f.has_errors()) return f;
  // One snapshot for head and entries: others may append meanwhile.
  if (auto f = s.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); f.has_errors()) return f;
  session::tail last;
  diagnostics faults = for_each_entry(*this, [&](const recorded_entry& e) {
    last = {e.position, link(last.chain, e.position, e.entry.id, e.entry.payload)};
    return diagnostics{};
  });
  if (!faults.has_errors()) {
    const auto end = s.end();
    if (!end)
      faults = end.error();
    else if (end->position != last.position || end->chain != last.chain)
      faults = s.changed(std::min(end->position, last.position) + 1);
  }
  (void)s.run("ROLLBACK");
  return faults;
}

}  // namespace dinh::inline v1
