// The journal in PostgreSQL against a real server; tests/postgres/with_server.sh starts one and says where.
#include <dinh/journal/memory.hpp>
#include <dinh/journal/postgres.hpp>
#include <dinh/journal/sqlite.hpp>

#include <catch.hpp>

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <random>
#include <stdexcept>
#include <thread>

#include "unit/journal/promises.hpp"

namespace test_of_postgres_journal {

using namespace dinh;
using namespace test;

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
std::unique_ptr<postgres_journal> open_in(const std::string& schema) {
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

}  // namespace

TEST_CASE("every promise of a journal is kept in PostgreSQL too") {
  for (const promise& p : promises) {
    INFO(p.what);
    p.is_kept_by(*open_in(fresh_schema()));
  }
}

TEST_CASE("a conflicting id is told with the position of the entry that has it") {
  auto j = open_in(fresh_schema());
  REQUIRE(j->append(entries(0, 3)));
  const auto refused = j->append(std::vector<journal_entry>{{"event-1", "another payload"}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().list()[0].where.find(":2 event-1") != std::string::npos);
}

TEST_CASE("what was acknowledged is there after the writing process was killed, in whole batches") {
  const std::string schema = fresh_schema();
  survives_killed_writers([&] { return postgres_journal::open(server(), {.schema = schema}); }, 3);
}

TEST_CASE("ids and payloads with quotes, backslashes and Vietnamese letters come back byte for byte") {
  auto j = open_in(fresh_schema());
  const std::vector<journal_entry> strange{{"it's", "a \\ b \"c\" {d,e}"},
                                           {"Nghệ An", "Hương ước thôn — 𠀀\t\n"},
                                           {"{\"a\",NULL}", "NULL"},
                                           {std::string(256, 'x'), std::string(1U << 20U, 'y')}};
  CHECK(j->append(strange).value().appended == 4);
  CHECK(j->append(strange).value().already_there == 4);
  const auto back = all_of(*j);
  for (std::size_t i = 0; i < strange.size(); ++i) CHECK(back[i].entry == strange[i]);
}

TEST_CASE("on any sequence of batches the journals in PostgreSQL, in SQLite and in memory do the same and have one head") {
  std::mt19937 random{20230701};
  const auto number = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  for (int round = 0; round < 6; ++round) {
    const std::string schema = fresh_schema();
    auto shared = open_in(schema);
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
      if (number(5) == 0) shared = open_in(schema);
    }
    CHECK(all_of(memory) == all_of(*shared));
    CHECK(shared->head().value() == file->head().value());
    CHECK(shared->verify().empty());
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
  auto j = open_in(schema);
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
  REQUIRE(open_in(schema)->append(entries(0, 20)));
  const std::string table = schema + ".journal_entries";
  const auto position_of_fault = [&] {
    const diagnostics found = open_in(schema)->verify();
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
  auto j = open_in(schema);
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
  (void)open_in(newer);
  execute("UPDATE " + newer + ".journal_head SET version = 99");
  CHECK(first_code(postgres_journal::open(server(), {.schema = newer}).error()) == "journal/newer-version");
  CHECK(first_code(postgres_journal::open("host=/nowhere dbname=x").error()) == "journal/connection");
  execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
  CHECK(first_code(postgres_journal::open(server() + " dbname=latin").error()) == "journal/encoding");
}

TEST_CASE("a role that may only read opens the journal read-only and cannot append") {
  const std::string schema = fresh_schema();
  REQUIRE(open_in(schema)->append(entries(0, 3)));
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

}  // namespace test_of_postgres_journal
