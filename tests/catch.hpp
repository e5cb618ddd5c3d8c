#pragma once
// One include for Catch2 v2 (Debian 12) and v3 (newer systems).
#if __has_include(<catch2/catch_test_macros.hpp>)
#  include <catch2/catch_test_macros.hpp>
#  include <catch2/generators/catch_generators_all.hpp>
#  include <catch2/matchers/catch_matchers_all.hpp>
namespace test {
using Catch::Matchers::ContainsSubstring;
}
#else
#  include <catch2/catch.hpp>
namespace test {
inline auto ContainsSubstring(const std::string& s) { return Catch::Matchers::Contains(s); }
}  // namespace test
#endif
#include <string>
