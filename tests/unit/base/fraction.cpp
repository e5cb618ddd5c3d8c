#include <catch.hpp>
#include <dinh/base/fraction.hpp>

#include <limits>

namespace test_of_fraction {

using namespace dinh;

TEST_CASE("4160 of 8318 is more than half and 4159 is exactly half") {
  CHECK(compare(4160, 8318, {1, 2}) == std::strong_ordering::greater);
  CHECK(compare(4159, 8318, {1, 2}) == std::strong_ordering::equal);
  CHECK(least_exceeding(8318, {1, 2}) == 4160);
}

TEST_CASE("two thirds of 300 is exactly 200") {
  CHECK(compare(200, 300, {2, 3}) == std::strong_ordering::equal);
  CHECK(least_reaching(300, {2, 3}) == 200);
  CHECK(least_reaching(200, {2, 3}) == 134);
}

TEST_CASE("the least count is the first that compares, for every small base and fraction") {
  for (std::int64_t den = 1; den <= 12; ++den)
    for (std::int64_t num = 0; num <= den; ++num)
      for (std::int64_t whole = 0; whole <= 60; ++whole) {
        const fraction f{num, den};
        std::int64_t reach = 0;
        while (compare(reach, whole, f) < 0) ++reach;
        std::int64_t exceed = 0;
        while (compare(exceed, whole, f) <= 0) ++exceed;
        if (least_reaching(whole, f) != reach || least_exceeding(whole, f) != exceed)
          FAIL(num << "/" << den << " of " << whole);
      }
}

TEST_CASE("the largest counts do not overflow") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  CHECK(compare(most, most, {most, most}) == std::strong_ordering::equal);
  CHECK(compare(most, most, {1, 2}) == std::strong_ordering::greater);
}

}  // namespace test_of_fraction
