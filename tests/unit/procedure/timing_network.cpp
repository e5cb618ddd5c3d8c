#include <catch.hpp>

#include <dinh/procedure/timing_network.hpp>

#include <algorithm>
#include <optional>
#include <random>
#include <stdexcept>

namespace test_of_timing_network {

using namespace dinh;

namespace {

constexpr std::int64_t none = INT64_MAX;

/// All shortest distances by Floyd and Warshall; nullopt if a circle is negative.
std::optional<std::vector<std::vector<std::int64_t>>> all_distances(std::uint32_t points,
                                                                    const std::vector<time_limit>& limits) {
  std::vector<std::vector<std::int64_t>> d(points, std::vector<std::int64_t>(points, none));
  for (std::uint32_t p = 0; p < points; ++p) d[p][p] = 0;
  for (const auto& l : limits) d[l.from][l.to] = std::min(d[l.from][l.to], l.most);
  for (std::uint32_t k = 0; k < points; ++k)
    for (std::uint32_t i = 0; i < points; ++i)
      for (std::uint32_t j = 0; j < points; ++j)
        if (d[i][k] != none && d[k][j] != none) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  for (std::uint32_t p = 0; p < points; ++p)
    if (d[p][p] < 0) return std::nullopt;
  return d;
}

std::vector<time_limit> random_limits(std::mt19937& random, std::uint32_t points, int count, int lowest, int highest) {
  std::vector<time_limit> out;
  for (int i = 0; i < count; ++i) {
    const auto a = static_cast<std::uint32_t>(random() % points);
    const auto b = static_cast<std::uint32_t>(random() % points);
    out.push_back({a, b, lowest + static_cast<std::int64_t>(random() % static_cast<unsigned>(highest - lowest + 1))});
  }
  return out;
}

void check_conflict(const time_conflict& c, const std::vector<time_limit>& limits) {
  REQUIRE_FALSE(c.cycle.empty());
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < c.cycle.size(); ++i) {
    sum += limits[c.cycle[i]].most;
    CHECK(limits[c.cycle[i]].to == limits[c.cycle[(i + 1) % c.cycle.size()]].from);
  }
  CHECK(c.excess > 0);
  CHECK(sum == -c.excess);
}

void check_implied(const solved_network& s, const std::vector<std::vector<std::int64_t>>& d,
                   const std::vector<time_limit>& limits) {
  for (const auto& l : limits) CHECK(s.times()[l.to] - s.times()[l.from] <= l.most);
  for (std::uint32_t a = 0; a < s.points(); ++a) {
    const auto ranges = s.from(a);
    for (std::uint32_t b = 0; b < s.points(); ++b) {
      CHECK(ranges[b].most == (d[a][b] == none ? std::nullopt : std::optional{d[a][b]}));
      CHECK(ranges[b].least == (d[b][a] == none ? std::nullopt : std::optional{-d[b][a]}));
    }
  }
}

}  // namespace

TEST_CASE("limits of one posting imply how much time is left for publishing") {
  time_network n{3};
  n.at_most(0, 1, 5);
  n.at_least(1, 2, 30);
  n.at_most(0, 2, 34);
  const auto s = solve(n);
  REQUIRE(s);
  CHECK(s->between(0, 1) == time_range{std::nullopt, 4});
  CHECK(s->between(0, 2) == time_range{std::nullopt, 34});
  CHECK(s->between(1, 2) == time_range{30, std::nullopt});
  CHECK(s->chain(0, 1) == std::vector<std::uint32_t>{2, 1});
  CHECK(s->chain(2, 1) == std::vector<std::uint32_t>{1});
  CHECK(s->chain(1, 2).empty());
}

TEST_CASE("limits that cannot be met together are named in a circle with the days they overshoot") {
  time_network n{4};
  n.at_most(0, 3, 9);
  n.at_least(0, 1, 4);
  n.at_least(1, 2, 4);
  n.at_least(2, 3, 3);
  const auto s = solve(n);
  REQUIRE_FALSE(s);
  auto cycle = s.error().cycle;
  CHECK(s.error().excess == 2);
  std::sort(cycle.begin(), cycle.end());
  CHECK(cycle == std::vector<std::uint32_t>{0, 1, 2, 3});
  CHECK(describe(s.error()).find("2 too many") != std::string::npos);
}

TEST_CASE("networks without limits or points are solved, limits of a point with itself are read") {
  CHECK(solve(time_network{}));
  time_network n{1};
  n.at_most(0, 0, 0);
  CHECK(solve(n));
  n.at_most(0, 0, -1);
  REQUIRE_FALSE(solve(n));
  CHECK(solve(n).error().cycle == std::vector<std::uint32_t>{1});
}

TEST_CASE("points that are not there and limits beyond the range are refused") {
  time_network n{2};
  CHECK_THROWS_AS(n.at_most(0, 2, 1), std::out_of_range);
  CHECK_THROWS_AS(n.at_most(0, 1, longest_time_limit + 1), std::out_of_range);
  CHECK_THROWS_AS(n.at_least(0, 1, longest_time_limit + 1), std::out_of_range);
  auto s = solve(n).value();
  CHECK_THROWS_AS(s.add({0, 2, 1}), std::out_of_range);
  CHECK_THROWS_AS(s.from(2), std::out_of_range);
  CHECK_THROWS_AS(s.chain(0, 2), std::out_of_range);
}

TEST_CASE("consistency, conflicts and implied limits agree with Floyd and Warshall on generated networks") {
  std::mt19937 random{20261126};
  int consistent = 0;
  for (int round = 0; round < 600; ++round) {
    const auto points = 1 + static_cast<std::uint32_t>(random() % 12);
    const auto limits = random_limits(random, points, static_cast<int>(random() % 30), -6, 12);
    time_network n{points};
    for (const auto& l : limits) n.at_most(l.from, l.to, l.most);
    const auto d = all_distances(points, limits);
    const auto s = solve(n);
    REQUIRE(s.has_value() == d.has_value());
    if (!s) {
      check_conflict(s.error(), limits);
      continue;
    }
    ++consistent;
    check_implied(*s, *d, limits);
    for (std::uint32_t a = 0; a < points; ++a)
      for (std::uint32_t b = 0; b < points; ++b) {
        std::int64_t sum = 0;
        std::uint32_t at = a;
        for (const auto l : s->chain(a, b)) {
          CHECK(limits[l].from == at);
          at = limits[l].to;
          sum += limits[l].most;
        }
        if ((*d)[a][b] != none) {
          CHECK(at == b);
          CHECK(sum == (*d)[a][b]);
        }
      }
  }
  CHECK(consistent > 100);
  CHECK(consistent < 500);
}

TEST_CASE("limits added one by one give what all at once give, and a refused one changes nothing") {
  std::mt19937 random{7};
  int refused = 0;
  for (int round = 0; round < 200; ++round) {
    const auto points = 2 + static_cast<std::uint32_t>(random() % 10);
    auto kept = random_limits(random, points, static_cast<int>(random() % 6), 0, 12);
    time_network n{points};
    for (const auto& l : kept) n.at_most(l.from, l.to, l.most);
    auto s = solve(n).value();
    for (const auto& l : random_limits(random, points, 25, -5, 9)) {
      auto with = kept;
      with.push_back(l);
      const auto d = all_distances(points, with);
      const std::vector<std::int64_t> before{s.times().begin(), s.times().end()};
      const auto conflict = s.add(l);
      REQUIRE(conflict.has_value() == !d.has_value());
      if (conflict) {
        ++refused;
        check_conflict(*conflict, with);
        CHECK(std::equal(before.begin(), before.end(), s.times().begin(), s.times().end()));
        CHECK(s.limits().size() == kept.size());
      } else {
        kept = std::move(with);
        for (const auto& k : kept) REQUIRE(s.times()[k.to] - s.times()[k.from] <= k.most);
      }
    }
    check_implied(s, *all_distances(points, kept), kept);
  }
  CHECK(refused > 200);
}

TEST_CASE("one more limit is met soon where the order of the limits would move points again and again") {
  // Of all ways from 0 to j the one through every point between is the shortest, and each point offers the furthest
  // first: taken as they come, the points move once for each limit of that way.
  constexpr std::uint32_t last = 60;
  constexpr std::uint32_t before = last + 1;
  time_network n{last + 2};
  for (std::uint32_t i = 0; i < last; ++i)
    for (std::uint32_t j = last; j > i; --j) n.at_most(i, j, std::int64_t{j - i} * (j - i));
  auto solved = solve(n).value();
  constexpr std::int64_t far = std::int64_t{last} * last + 1;
  REQUIRE_FALSE(solved.add({before, 0, -far}));
  for (std::uint32_t j = 0; j <= last; ++j) CHECK(solved.times()[j] - solved.times()[before] == -far + j);
  const auto conflict = solved.add({last, before, far - last - 1});
  REQUIRE(conflict);
  CHECK(conflict->excess == 1);
  CHECK(conflict->cycle.size() == last + 2);
  check_conflict(*conflict, [&] {
    std::vector<time_limit> all{solved.limits().begin(), solved.limits().end()};
    all.push_back({last, before, far - last - 1});
    return all;
  }());
}

TEST_CASE("one more limit moves points however far the times lie apart") {
  // two chains of 20,000 limits of the greatest length; the second one is hung behind the first
  constexpr std::uint32_t chain = 20'000;
  time_network n{2 * chain};
  for (std::uint32_t p = 1; p < chain; ++p) {
    n.at_least(p - 1, p, longest_time_limit);
    n.at_most(chain + p - 1, chain + p, longest_time_limit);
  }
  auto solved = solve(n).value();
  REQUIRE_FALSE(solved.add({0, chain, 0}));
  for (const time_limit& l : solved.limits()) REQUIRE(solved.times()[l.to] - solved.times()[l.from] <= l.most);
  CHECK(solved.times()[chain] == solved.times()[0]);
  CHECK(solved.times()[2 * chain - 1] == solved.times()[chain - 1]);
  const auto conflict = solved.add({chain - 1, 0, 0});
  CHECK_FALSE(conflict);
  const auto far = solved.add({0, chain - 1, longest_time_limit});
  REQUIRE(far);
  CHECK(far->excess == (std::int64_t{chain} - 2) * longest_time_limit);
}

}  // namespace test_of_timing_network
