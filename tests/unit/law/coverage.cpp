#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/coverage.hpp>

#include <string>

namespace test_of_coverage {

using namespace dinh;
using test::vietnamese_law;
using test::vietnamese_rules;

TEST_CASE("the coverage report in docs/ is the one of this pack") {
  const std::string report = coverage_report(vietnamese_rules(), vietnamese_law().book);
  CHECK(report.find("| 21(1) | GDL-21-2 |") != std::string::npos);
  const std::string stored = test::content_of(DINH_SOURCE_DIR "/docs/law-coverage.md");
  // To write it anew: dinh_unit_law "[.write coverage]"
  CHECK(stored == report);
}

TEST_CASE("write docs/law-coverage.md", "[.write coverage]") {
  std::ofstream out{DINH_SOURCE_DIR "/docs/law-coverage.md", std::ios::binary};
  out << coverage_report(vietnamese_rules(), vietnamese_law().book);
  CHECK(out.good());
}

}  // namespace test_of_coverage
