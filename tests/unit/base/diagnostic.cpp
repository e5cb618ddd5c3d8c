#include <catch.hpp>
#include <dinh/base/diagnostic.hpp>

#include <string>

namespace test_of_diagnostic {

using namespace dinh;

namespace {
diagnostics many(std::size_t count, severity level) {
  diagnostics out;
  for (std::size_t i = 0; i < count; ++i)
    out.add({level, "test/fault", std::to_string(i), {"Lỗi.", "A fault."}, {}});
  return out;
}
std::size_t lines(const std::string& s) {
  std::size_t n = 1;
  for (const char c : s) n += c == '\n' ? 1U : 0U;
  return n;
}
}  // namespace

TEST_CASE("of very many findings the first are listed and the rest is counted") {
  const diagnostics all = many(300'000, severity::error);
  CHECK(all.size() == 300'000);
  CHECK(all.list().size() == diagnostics::most_listed);
  CHECK(all.omitted() == 300'000 - diagnostics::most_listed);
  CHECK(all.list().back().where == std::to_string(diagnostics::most_listed - 1));
  CHECK(all.has_errors());
  CHECK(lines(describe(all)) == diagnostics::most_listed + 1);
  CHECK(describe(all).find("\n… and 299500 more.") != std::string::npos);
  CHECK(describe(all, lang::vi).find("\n… và 299500 lỗi") != std::string::npos);
}

TEST_CASE("findings up to the limit are all listed, without a count") {
  const diagnostics all = many(diagnostics::most_listed, severity::error);
  CHECK(all.omitted() == 0);
  CHECK(lines(describe(all)) == diagnostics::most_listed);
}

TEST_CASE("any number of warnings does not hide an error") {
  diagnostics all = many(10'000, severity::warning);
  CHECK_FALSE(all.has_errors());
  all.error("test/real", "here", {"Lỗi thật.", "A real fault."});
  CHECK(all.has_errors());
  CHECK(all.list().back().code == "test/real");
}

TEST_CASE("findings joined from several inputs are counted once each") {
  diagnostics all = many(400, severity::error);
  all.append(many(700, severity::error));
  all.append(many(5, severity::note));
  CHECK(all.size() == 1105);
  CHECK(all.list().size() == diagnostics::most_listed + 5);
  CHECK(all.omitted() == 600);
}

TEST_CASE("findings that are renamed keep the count of those not listed") {
  diagnostics all = many(700, severity::error);
  all.change_each([](diagnostic& d) { d.where = "file#" + d.where; });
  CHECK(all.list().front().where == "file#0");
  CHECK(all.size() == 700);
}

}  // namespace test_of_diagnostic
