// Hours of the day as people write them.
#include "../../../src/exchange/moment.hpp"

#include <catch.hpp>

#include <optional>

namespace test_of_moment {

using namespace dinh;
using exchange::minutes_of_day;

TEST_CASE("an hour of the day has two digits and two of minutes, and 24:00 is the end of the day") {
  CHECK(minutes_of_day("00:00") == 0);
  CHECK(minutes_of_day("07:30") == 450);
  CHECK(minutes_of_day("23:59") == 1439);
  CHECK(minutes_of_day("24:00") == 1440);
  for (const char* wrong : {"", "7:30", "24:01", "25:00", "07:60", "07.30", "07:3", "007:30", "-1:30", "0a:30", "07:3 "})
    CHECK_FALSE(minutes_of_day(wrong));
}

}  // namespace test_of_moment
