#include "../../../src/exchange/csv_table.hpp"

#include <catch.hpp>

#include <string>

namespace test_of_csv_table {

using namespace dinh;

namespace {
constexpr std::array<std::string_view, 2> columns{"a", "b"};

struct outcome_of_reading {
  diagnostics faults;
  std::size_t rows = 0;
};
outcome_of_reading read(const std::string& content, csv_limits limits = {}) {
  outcome_of_reading out;
  exchange::csv_table table{csv_source{content, "f.csv"}, limits, columns, out.faults};
  table.for_each([&](auto& row) {
    ++out.rows;
    (void)row.count(0);
  });
  return out;
}
std::string repeated(const std::string& s, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += s;
  return out;
}
}  // namespace

TEST_CASE("a row of very many fields is one fault, and the rows after it are read") {
  const auto done = read("a,b\n" + std::string(600'000, ',') + "\n1,2\n");
  CHECK(done.rows == 1);
  REQUIRE(done.faults.size() == 1);
  CHECK(done.faults.list().front().code == "csv/too-many-fields");
  CHECK(done.faults.list().front().where == "f.csv:2:257");
}

TEST_CASE("a header of very many fields is one fault, and no row is read") {
  const auto done = read(repeated("x,", 100'000) + "\n1,2\n");
  CHECK(done.rows == 0);
  REQUIRE(done.faults.size() == 1);
  CHECK(done.faults.list().front().code == "csv/too-many-fields");
}

TEST_CASE("the limit of fields can be lowered and raised") {
  csv_limits limits;
  limits.fields = 2;
  CHECK(read("a,b\n1,2\n", limits).faults.empty());
  CHECK(read("a,b\n1,2,3\n", limits).faults.list().front().code == "csv/too-many-fields");
  limits.fields = 3;
  CHECK(read("a,b\n1,2,3\n", limits).faults.list().front().code == "csv/wrong-number-of-fields");
}

TEST_CASE("300,000 faulty rows give a short report that counts the rest") {
  const auto done = read("a,b\n" + repeated("x,\n", 300'000));
  CHECK(done.faults.size() == 300'000);
  CHECK(done.faults.list().size() == diagnostics::most_listed);
  CHECK(describe(done.faults).size() < 100'000);
}

TEST_CASE("a long value is quoted by its beginning, cut between characters") {
  const auto done = read("a,b\n" + repeated("ệ", 1'000) + ",2\n");
  REQUIRE(done.faults.size() == 1);
  CHECK(done.faults.list().front().message.en == "\"" + repeated("ệ", 26) + "…\" is not a whole number, not negative.");
}

}  // namespace test_of_csv_table
