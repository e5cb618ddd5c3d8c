#include <catch.hpp>
#include <shared_files.hpp>

#include <dinh/exchange/stnu_text.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace test_of_stnu_text {

using namespace dinh;

namespace {

std::vector<std::string> codes(const diagnostics& faults) {
  std::vector<std::string> out;
  for (const auto& d : faults) out.push_back(d.code);
  return out;
}

}  // namespace

TEST_CASE("every generated network of the collection is decided as its folder says, with a cycle that adds up") {
  std::size_t read = 0;
  std::size_t blamed = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator{DINH_SHARED_DIR "/data/models/stnu-lanes-generated"}) {
    if (entry.path().extension() != ".plainStnu") continue;
    ++read;
    CAPTURE(entry.path().string());
    const auto n = read_stnu(test::content_of(entry.path()), entry.path().filename().string());
    REQUIRE(n);
    const bool expected = entry.path().parent_path().filename().string().rfind("Controllable", 0) == 0;
    const auto c = control(n->network);
    CHECK(c.is_controllable == expected);
    if (expected) {
      CHECK(c.cycle.empty());
      continue;
    }
    REQUIRE_FALSE(c.cycle.empty());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < c.cycle.size(); ++i) {
      sum += c.cycle[i].most;
      if (!c.is_cut) REQUIRE(c.cycle[i].to == c.cycle[(i + 1) % c.cycle.size()].from);
    }
    CHECK(c.excess > 0);
    if (!c.is_cut) CHECK(sum == -c.excess);
    blamed += c.responsible.empty() ? 0U : 1U;  // in some the limits alone conflict
  }
  CHECK(read >= 16);
  CHECK(blamed > 0);
}

TEST_CASE("a text with faults gives all of them with their lines") {
  const auto n = read_stnu(
      "# KIND OF NETWORK\nCSTN-like\n# Time-Point Names\n'A' 'A' 'B\n# Ordinary Edges\n'A' x 'B'\n'A' 1 'Q'\n"
      "'A' -1 'A' more\n# Contingent Links\n'A' 5 1 'A'\n",
      "f");
  REQUIRE_FALSE(n);
  const auto found = codes(n.error());
  for (const char* code : {"stnu/kind", "stnu/name-twice", "stnu/name", "stnu/number", "stnu/unknown-point",
                           "stnu/line", "stnu/link"})
    CHECK(std::find(found.begin(), found.end(), code) != found.end());
  CHECK(n.error().list().front().where == "f:2");
}

TEST_CASE("a text that announces another number, lacks its names or is too large is refused") {
  CHECK(codes(read_stnu("# Num Time-Points\n2\n# Time-Point Names\n'A'\n", "f").error()) ==
        std::vector<std::string>{"stnu/count"});
  CHECK(codes(read_stnu("", "f").error()) == std::vector<std::string>{"stnu/section"});
  CHECK(codes(read_stnu("'A' 1 'B'\n# Time-Point Names\n'A'", "f").error()) ==
        std::vector<std::string>{"stnu/section"});
  const std::string many = "# Time-Point Names\n'A' 'B' 'C'\n# Ordinary Edges\n'A' 1 'B'\n'A' 2 'B'\n";
  CHECK(read_stnu(many, "f"));
  CHECK(codes(read_stnu(many, "f", {1000, 2, 10, 10}).error()) == std::vector<std::string>{"stnu/too-large"});
  CHECK(codes(read_stnu(many, "f", {1000, 3, 1, 10}).error()) == std::vector<std::string>{"stnu/too-large"});
  CHECK(codes(read_stnu(many, "f", {10, 3, 9, 10}).error()) == std::vector<std::string>{"stnu/too-large"});
  std::string bad = "# Time-Point Names\n'A'\n# Ordinary Edges\n";
  for (int i = 0; i < 1000; ++i) bad += "?\n";
  CHECK(read_stnu(bad, "f").error().size() == 100);
}

}  // namespace test_of_stnu_text
