// The journal in PostgreSQL against a real server; tests/postgres/with_server.sh starts one and says where.
#include <dinh/journal/memory.hpp>
#include <dinh/journal/postgres.hpp>
#include <dinh/journal/sqlite.hpp>

#include <catch.hpp>

#include <libpq-fe.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <random>
#include <stdexcept>
#include <thread>

using namespace dinh;

namespace {

const std::string& server() {
  static const std::string s = [] {
    const char* at = std::getenv("DINH_TEST_POSTGRES");
    if (at == nullptr) throw std::runtime_error{"run this through tests/postgres/with_server.sh"};
    return std::string{at};
  }();
  return s;
}

/// A journal of its own for each test.
std::string fresh_schema() {
  static int count = 0;
  return "t" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}
std::unique_ptr<postgres_journal> open(const std::string& schema) {
  return postgres_journal::open(server(), {.schema = schema}).value();
}

/// One statement behind the library's back; the first value of the answer.
std::string execute(const std::string& sql, const std::string& where = server()) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> c{PQconnectdb(where.c_str()), &PQfinish};
  const std::unique_ptr<PGresult, decltype(&PQclear)> r{PQexec(c.get(), sql.c_str()), &PQclear};
  INFO(PQerrorMessage(c.get()));
  REQUIRE((PQresultStatus(r.get()) == PGRES_COMMAND_OK || PQresultStatus(r.get()) == PGRES_TUPLES_OK));
  return PQntuples(r.get()) > 0 ? PQgetvalue(r.get(), 0, 0) : "";
}

std::vector<journal_entry> entries(int from, int until) {
  std::vector<journal_entry> out;
  for (int i = from; i < until; ++i)
    out.push_back({"event-" + std::to_string(i), "payload of event " + std::to_string(i)});
  return out;
}
std::vector<recorded_entry> all_of(journal& j) { return j.read(1, UINT64_MAX).value(); }
std::string first_code(const diagnostics& d) { return d.empty() ? "" : d.list().front().code; }

}  // namespace

TEST_CASE("entries are read back in the order in which they were appended, from any position") {
  auto j = open(fresh_schema());
  CHECK(j->size().value() == 0);
  CHECK(j->append(entries(0, 5)).value().size == 5);
  CHECK(j->append(entries(5, 8)).value().appended == 3);
  const auto all = all_of(*j);
  REQUIRE(all.size() == 8);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].position == i + 1);
    CHECK(all[i].entry.id == "event-" + std::to_string(i));
  }
  CHECK(j->read(4, 2).value().at(0).entry.id == "event-3");
  CHECK(j->read(4, 2).value().size() == 2);
  CHECK(j->read(9, 10).value().empty());
  CHECK(j->read(0, 1).value().at(0).position == 1);
  CHECK(j->read(1, 0).value().empty());
  CHECK(j->append({}).value().appended == 0);
}

TEST_CASE("ids and payloads with quotes, backslashes and Vietnamese letters come back byte for byte") {
  auto j = open(fresh_schema());
  const std::vector<journal_entry> strange{{"it's", "a \\ b \"c\" {d,e}"},
                                           {"Nghệ An", "Hương ước thôn — 𠀀\t\n"},
                                           {"{\"a\",NULL}", "NULL"},
                                           {std::string(256, 'x'), std::string(1U << 20U, 'y')}};
  CHECK(j->append(strange).value().appended == 4);
  CHECK(j->append(strange).value().already_there == 4);
  const auto back = all_of(*j);
  for (std::size_t i = 0; i < strange.size(); ++i) CHECK(back[i].entry == strange[i]);
}

TEST_CASE("an id that stands for another payload is refused and the whole batch with it") {
  auto j = open(fresh_schema());
  REQUIRE(j->append(entries(0, 3)));
  const std::vector<journal_entry> batch{{"new", "a"}, {"event-1", "another payload"}, {"event-2", "and another"}};
  const auto refused = j->append(batch);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().size() == 2);
  CHECK(first_code(refused.error()) == "journal/conflicting-id");
  CHECK(refused.error().list()[0].where.find(":2 event-1") != std::string::npos);
  CHECK(j->size().value() == 3);
  CHECK(j->append(entries(3, 4)).value().appended == 1);
  const auto late = j->append(entries(9, 10), {.only_at_size = 2});
  REQUIRE_FALSE(late);
  CHECK(first_code(late.error()) == "journal/moved-on");
}

TEST_CASE("on any sequence of batches the journals in PostgreSQL, in SQLite and in memory do the same and have one head") {
  std::mt19937 random{20230701};
  const auto number = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  for (int round = 0; round < 6; ++round) {
    const std::string schema = fresh_schema();
    auto shared = open(schema);
    auto file = sqlite_journal::open(":memory:").value();
    memory_journal memory;
    for (int step = 0; step < 20; ++step) {
      std::vector<journal_entry> batch;
      for (unsigned i = number(6); i > 0; --i)
        batch.push_back({"id" + std::to_string(number(40)), number(8) == 0 ? "other" : "payload"});
      const auto a = memory.append(batch);
      const auto b = shared->append(batch);
      const auto c = file->append(batch);
      REQUIRE(a.has_value() == b.has_value());
      REQUIRE(a.has_value() == c.has_value());
      if (a) {
        REQUIRE(a->appended == b->appended);
        REQUIRE(a->already_there == b->already_there);
        REQUIRE(a->size == b->size);
      } else {
        REQUIRE(first_code(a.error()) == first_code(b.error()));
        REQUIRE(a.error().size() == b.error().size());
      }
      if (number(5) == 0) shared = open(schema);
    }
    CHECK(all_of(memory) == all_of(*shared));
    CHECK(shared->head().value() == file->head().value());
    CHECK(shared->verify().empty());
  }
}

TEST_CASE("what was acknowledged is there after the writing process was killed, in whole batches") {
  const std::string schema = fresh_schema();
  const std::string& at = server();
  for (int round = 0; round < 3; ++round) {
    int acknowledged[2];
    REQUIRE(::pipe(acknowledged) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      auto j = postgres_journal::open(at, {.schema = schema});
      if (!j) ::_exit(1);
      for (int i = 0;; ++i) {
        const auto done = (*j)->append(entries(round * 1'000'000 + 3 * i, round * 1'000'000 + 3 * i + 3));
        if (!done) ::_exit(2);
        const std::uint64_t size = done->size;
        if (::write(acknowledged[1], &size, sizeof size) != sizeof size) ::_exit(3);
      }
    }
    std::uint64_t last = 0;
    for (int i = 0; i < 10 + 7 * round; ++i) REQUIRE(::read(acknowledged[0], &last, sizeof last) == sizeof last);
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    ::close(acknowledged[1]);
    for (std::uint64_t size = 0; ::read(acknowledged[0], &size, sizeof size) == sizeof size;) last = size;
    ::close(acknowledged[0]);
    auto j = open(schema);
    // the server may still be finishing the batch of the dead process: the gate of the writers waits for it
    REQUIRE(j->append(entries(-1 - round, -round)));
    const std::uint64_t size = j->size().value();
    CHECK(size >= last + 1);
    CHECK((size - static_cast<std::uint64_t>(round) - 1) % 3 == 0);
    CHECK(j->verify().empty());
  }
}

TEST_CASE("writers at once append whole batches one after the other, and each entry once") {
  const std::string schema = fresh_schema();
  const auto write = [&](int first) {
    auto j = postgres_journal::open(server(), {.schema = schema, .patience = std::chrono::minutes{1}});
    for (int i = 0; j && i < 30; ++i)
      if (!(*j)->append(entries(first + 5 * i, first + 5 * i + 5))) return;
  };
  std::thread one{write, 0};
  std::thread two{write, 10'000};
  std::thread same{write, 0};  // retries what the first one wrote
  one.join();
  two.join();
  same.join();
  auto j = open(schema);
  CHECK(j->size().value() == 300);
  CHECK(j->verify().empty());
}

TEST_CASE("a writer that finds the journal taken says so and can write afterwards") {
  const std::string schema = fresh_schema();
  auto j = postgres_journal::open(server(), {.schema = schema, .patience = std::chrono::milliseconds{20}}).value();
  const std::unique_ptr<PGconn, decltype(&PQfinish)> other{PQconnectdb(server().c_str()), &PQfinish};
  PQclear(PQexec(other.get(), ("BEGIN; SELECT * FROM " + schema + ".journal_head FOR UPDATE").c_str()));
  const auto refused = j->append(entries(0, 1));
  REQUIRE_FALSE(refused);
  CHECK(first_code(refused.error()) == "journal/busy");
  PQclear(PQexec(other.get(), "ROLLBACK"));
  CHECK(j->append(entries(0, 1)).value().size == 1);
}

TEST_CASE("a changed, removed or exchanged entry is found, with its position") {
  const std::string schema = fresh_schema();
  REQUIRE(open(schema)->append(entries(0, 20)));
  const std::string table = schema + ".journal_entries";
  const auto position_of_fault = [&] {
    const diagnostics found = open(schema)->verify();
    REQUIRE(found.has_errors());
    CHECK(first_code(found) == "journal/changed");
    const std::string& where = found.list().front().where;
    return where.substr(where.rfind(':') + 1);
  };
  SECTION("a payload") {
    execute("UPDATE " + table + " SET payload = 'payload of event 6 ' WHERE position = 7");
    CHECK(position_of_fault() == "7");
  }
  SECTION("an entry removed in the middle") {
    execute("DELETE FROM " + table + " WHERE position = 11");
    CHECK(position_of_fault() == "11");
  }
  SECTION("the last entry removed") {
    execute("DELETE FROM " + table + " WHERE position = 20");
    CHECK(position_of_fault() == "20");
  }
  SECTION("two entries exchanged") {
    execute("UPDATE " + table + " SET position = 100 WHERE position = 4; UPDATE " + table +
            " SET position = 4 WHERE position = 5; UPDATE " + table + " SET position = 5 WHERE position = 100");
    CHECK(position_of_fault() == "4");
  }
  SECTION("a hash of another length") {
    execute("UPDATE " + table + " SET chain = '\\x00' WHERE position = 20");
    CHECK(position_of_fault() == "20");
  }
  SECTION("an entry added behind the head") {
    execute("INSERT INTO " + table + " VALUES (21, 'x', 'y', '\\x00')");
    CHECK(position_of_fault() == "21");
  }
  SECTION("the head taken away") {
    execute("DELETE FROM " + schema + ".journal_head");
    const auto refused = postgres_journal::open(server(), {.schema = schema});
    REQUIRE_FALSE(refused);
    CHECK(first_code(refused.error()) == "journal/changed");
  }
}

TEST_CASE("a connection that broke is made anew, and the batch can be appended again") {
  const std::string schema = fresh_schema();
  auto j = open(schema);
  REQUIRE(j->append(entries(0, 3)));
  execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
  const auto refused = j->append(entries(3, 6));
  REQUIRE_FALSE(refused);
  CHECK(first_code(refused.error()) == "journal/connection");
  CHECK(j->append(entries(3, 6)).value().size == 6);
  CHECK(j->verify().empty());
}

TEST_CASE("what is no journal, a newer one, a database without UTF-8 and a server that is not there are refused with a reason") {
  const std::string schema = fresh_schema();
  CHECK(first_code(postgres_journal::open(server(), {.schema = schema, .access = postgres_journal_options::access::read_only})
                       .error()) == "journal/not-a-journal");
  execute("CREATE SCHEMA " + schema + "; CREATE TABLE " + schema + ".journal_entries(x int)");
  CHECK(first_code(postgres_journal::open(server(), {.schema = schema}).error()) == "journal/not-a-journal");
  for (const char* name : {"", "a;drop table x", "A", "1a", "pg\"x", "a b"})
    CHECK(first_code(postgres_journal::open(server(), {.schema = name}).error()) == "journal/not-a-journal");
  const std::string newer = fresh_schema();
  (void)open(newer);
  execute("UPDATE " + newer + ".journal_head SET version = 99");
  CHECK(first_code(postgres_journal::open(server(), {.schema = newer}).error()) == "journal/newer-version");
  CHECK(first_code(postgres_journal::open("host=/nowhere dbname=x").error()) == "journal/connection");
  execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
  CHECK(first_code(postgres_journal::open(server() + " dbname=latin").error()) == "journal/encoding");
}

TEST_CASE("a role that may only read opens the journal read-only and cannot append") {
  const std::string schema = fresh_schema();
  REQUIRE(open(schema)->append(entries(0, 3)));
  execute("CREATE ROLE reader_" + schema + " LOGIN; GRANT USAGE ON SCHEMA " + schema + " TO reader_" + schema +
          "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO reader_" + schema);
  auto j = postgres_journal::open(server() + " user=reader_" + schema,
                                  {.schema = schema, .access = postgres_journal_options::access::read_only})
               .value();
  CHECK(all_of(*j).size() == 3);
  CHECK(j->verify().empty());
  const auto refused = j->append(entries(3, 4));
  REQUIRE_FALSE(refused);
  CHECK(first_code(refused.error()) == "journal/storage");
}
