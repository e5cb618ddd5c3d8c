#include <catch.hpp>
#include <dinh/law/vote.hpp>

#include <limits>

namespace test_of_vote {

using namespace dinh;

namespace {

/// Whether `votes` of `base` reach the share, by adding up instead of multiplying.
bool plainly_enough(const threshold& t, std::int64_t votes, std::int64_t base) {
  std::int64_t left = 0;
  std::int64_t right = 0;
  for (std::int64_t i = 0; i < votes; ++i) left += t.share.den;
  for (std::int64_t i = 0; i < base; ++i) right += t.share.num;
  return t.how == strictness::more_than ? left > right : left >= right;
}

}  // namespace

TEST_CASE("the least count is the first that is enough, for every small base and share") {
  for (std::int64_t den = 1; den <= 10; ++den)
    for (std::int64_t num = 0; num <= den; ++num)
      for (const strictness how : {strictness::at_least, strictness::more_than})
        for (std::int64_t base = 0; base <= 40; ++base) {
          const threshold t{{num, den}, how, base_of::stated};
          const auto least = least_enough(t, base);
          REQUIRE(least);
          for (std::int64_t votes = 0; votes <= base; ++votes) {
            const bool expected = plainly_enough(t, votes, base);
            if (is_enough(t, votes, base) != expected || (votes >= *least) != expected)
              FAIL(to_text(t) << ": " << votes << " of " << base);
          }
        }
}

TEST_CASE("a disputed share answers only where both readings agree") {
  const threshold half{{1, 2}, strictness::disputed, base_of::households_of_area};
  CHECK(is_enough(half, 499, 1000) == false);
  CHECK(is_enough(half, 501, 1000) == true);
  CHECK_FALSE(is_enough(half, 500, 1000).has_value());
  CHECK_FALSE(least_enough(half, 1000).has_value());
  CHECK(least_enough(half, 10001) == 5001);
}

TEST_CASE("two thirds of the largest counts do not overflow") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const threshold t{{2, 3}, strictness::at_least, base_of::stated};
  const auto least = least_enough(t, most);
  REQUIRE(least);
  CHECK(is_enough(t, *least, most) == true);
  CHECK(is_enough(t, *least - 1, most) == false);
}

}  // namespace test_of_vote
