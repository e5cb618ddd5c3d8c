#include "promises.hpp"

#include <catch.hpp>

#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace test_of_sqlite {

using namespace dinh;
using namespace test;

namespace {

void execute(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(db);
}

}  // namespace

TEST_CASE("what was acknowledged is there after the process was killed in the middle of appending") {
  const scratch_folder folder;
  survives_killed_writers([path = folder.file("cases.sqlite")] { return sqlite_journal::open(path); }, 5);
}

TEST_CASE("a changed entry is found, with its position") {
  const scratch_folder folder;
  const std::string path = folder.file("cases.sqlite");
  REQUIRE(open(path)->append(entries(0, 20)));
  const auto position_of_fault = [&] {
    auto j = open(path);
    const auto read = j->read(1, 1000);
    REQUIRE_FALSE(read);
    CHECK(first_code(read.error()) == "journal/changed");
    CHECK(j->verify().has_errors());
    return read.error().list().front().where;
  };
  SECTION("a payload") {
    execute(path, "UPDATE entries SET payload = 'payload of event 6 ' WHERE position = 7");
    CHECK(position_of_fault() == path + ":7");
  }
  SECTION("an id") {
    execute(path, "UPDATE entries SET id = 'event-x' WHERE position = 3");
    CHECK(position_of_fault() == path + ":3");
  }
  SECTION("a removed entry in the middle") {
    execute(path, "DELETE FROM entries WHERE position = 11");
    CHECK(position_of_fault() == path + ":11");
  }
  SECTION("two entries exchanged") {
    execute(path,
            "UPDATE entries SET position = 100 WHERE position = 4; UPDATE entries SET position = 4 WHERE position = 5;"
            "UPDATE entries SET position = 5 WHERE position = 100");
    CHECK(position_of_fault() == path + ":4");
  }
  SECTION("a hash") {
    execute(path, "UPDATE entries SET chain = zeroblob(32) WHERE position = 20");
    CHECK(position_of_fault() == path + ":20");
  }
  SECTION("reading from the middle checks what it reads") {
    execute(path, "UPDATE entries SET payload = 'x' WHERE position = 15");
    auto j = open(path);
    CHECK(j->read(16, 5).has_value() == true);
    CHECK_FALSE(j->read(15, 1).has_value());
    CHECK_FALSE(j->read(10, 10).has_value());
  }
}

TEST_CASE("whatever byte of the file is changed, reading gives the old entries or a diagnostic") {
  const scratch_folder folder;
  const std::string path = folder.file("cases.sqlite");
  std::vector<recorded_entry> expected;
  {
    auto j = open(path);
    REQUIRE(j->append(entries(0, 12)));
    expected = all_of(*j);
  }
  std::ifstream in{path, std::ios::binary};
  const std::string original{std::istreambuf_iterator<char>{in}, {}};
  REQUIRE(original.size() >= 8192);
  const std::string copy = folder.file("copy.sqlite");
  std::size_t found = 0;
  for (std::size_t at = 0; at < original.size(); at += 13) {
    std::string bytes = original;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x41);
    for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(copy + rest);
    std::ofstream{copy, std::ios::binary} << bytes;
    auto j = sqlite_journal::open(copy);
    if (!j) {
      ++found;
      continue;
    }
    const auto entries_now = (*j)->read(1, 1000);
    if (!entries_now) {
      ++found;
      continue;
    }
    // SQLite may lose rows behind a damaged page; what it does give is what was written
    REQUIRE(entries_now->size() <= expected.size());
    REQUIRE(std::equal(entries_now->begin(), entries_now->end(), expected.begin()));
    if (entries_now->size() < expected.size()) {
      CHECK((*j)->verify().has_errors());
      ++found;
    }
  }
  CHECK(found > 20);
}

TEST_CASE("the head changes with every entry and is the same for the same entries") {
  const scratch_folder folder;
  auto a = open(folder.file("a"));
  auto b = open(folder.file("b"));
  const std::string empty = a->head().value();
  CHECK(empty == std::string(64, '0'));
  REQUIRE(a->append(entries(0, 3)));
  REQUIRE(b->append(entries(0, 1)));
  CHECK(a->head().value() != b->head().value());
  REQUIRE(b->append(entries(1, 3)));
  CHECK(a->head().value() == b->head().value());
}

TEST_CASE("two writers at once append whole batches one after the other") {
  const scratch_folder folder;
  const std::string path = folder.file("cases.sqlite");
  const auto write = [&](int first) {
    auto j = sqlite_journal::open(path, {.patience = std::chrono::minutes{1}});
    for (int i = 0; j && i < 40; ++i)
      if (!(*j)->append(entries(first + 5 * i, first + 5 * i + 5))) return;
  };
  std::thread one{write, 0};
  std::thread two{write, 10'000};
  one.join();
  two.join();
  auto j = open(path);
  CHECK(j->size().value() == 400);
  CHECK(j->verify().empty());
}

TEST_CASE("a writer that finds the journal taken says so") {
  const scratch_folder folder;
  const std::string path = folder.file("cases.sqlite");
  auto j = open(path, {.patience = std::chrono::milliseconds{1}});
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  const auto refused = j->append(entries(0, 1));
  REQUIRE_FALSE(refused);
  CHECK(first_code(refused.error()) == "journal/busy");
  sqlite3_close(other);
  CHECK(j->append(entries(0, 1)));
}

TEST_CASE("files that are no journals are refused and left alone") {
  const scratch_folder folder;
  const std::string text = folder.file("text");
  std::ofstream{text} << "this is no database, but it is long enough to be looked at by somebody who hopes so. "
                      << std::string(2000, 'x');
  CHECK(first_code(sqlite_journal::open(text).error()) == "journal/not-a-journal");
  const std::string foreign = folder.file("foreign.sqlite");
  execute(foreign, "CREATE TABLE t(x)");
  const auto bytes_of = [](const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    return std::string{std::istreambuf_iterator<char>{in}, {}};
  };
  const std::string before = bytes_of(foreign);
  CHECK(first_code(sqlite_journal::open(foreign).error()) == "journal/not-a-journal");
  CHECK(bytes_of(foreign) == before);
  const std::string newer = folder.file("newer.sqlite");
  (void)open(newer);
  execute(newer, "PRAGMA user_version = 99");
  CHECK(first_code(sqlite_journal::open(newer).error()) == "journal/newer-version");
  CHECK(first_code(sqlite_journal::open(folder.file("no/such/folder")).error()) == "journal/storage");
}

TEST_CASE("a read-only journal must exist, is read while another writes, and cannot be written") {
  const scratch_folder folder;
  const std::string path = folder.file("cases.sqlite");
  CHECK_FALSE(sqlite_journal::open(path, {.access = journal_access::read_only}));
  auto writer = open(path);
  REQUIRE(writer->append(entries(0, 3)));
  auto reader = open(path, {.access = journal_access::read_only});
  CHECK(all_of(*reader).size() == 3);
  REQUIRE(writer->append(entries(3, 4)));
  CHECK(all_of(*reader).size() == 4);
  CHECK_FALSE(reader->append(entries(4, 5)));
}

TEST_CASE("a journal where nothing can be written beside it is read as it is") {
  const scratch_folder folder;
  const std::string path = folder.file("c%2?#ases.sqlite");
  REQUIRE(open(path)->append(entries(0, 3)));
  // SQLite cannot make the index of its log where a folder of that name stands; so it is on a read-only disk.
  std::filesystem::create_directory(path + "-shm");
  CHECK(all_of(*open(path, {.access = journal_access::read_only})).size() == 3);
  CHECK_FALSE(sqlite_journal::open(path));
}

}  // namespace test_of_sqlite
