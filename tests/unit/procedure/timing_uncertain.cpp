#include <catch.hpp>

#include <dinh/procedure/timing_uncertain.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <stdexcept>
#include <tuple>

namespace test_of_timing_uncertain {

using namespace dinh;

namespace {

constexpr std::int64_t none = INT64_MAX / 4;

/// The reductions of Morris, Muscettola and Vidal until no_edge changes; slow and plain.
bool reductions_say(const uncertain_network& n) {
  const std::uint32_t points = n.points();
  const auto links = n.contingents();
  std::vector<std::vector<std::int64_t>> d(points, std::vector<std::int64_t>(points, none));
  std::vector<std::vector<std::int64_t>> wait(links.size(), std::vector<std::int64_t>(points, none));
  for (std::uint32_t p = 0; p < points; ++p) d[p][p] = 0;
  const auto lower = [](std::int64_t& at, std::int64_t to) {
    if (to >= at || to > none / 2) return false;
    at = to;
    return true;
  };
  for (const auto& l : n.limits()) lower(d[l.from][l.to], l.most);
  for (std::size_t k = 0; k < links.size(); ++k) {
    lower(d[links[k].from][links[k].to], links[k].takes.most);
    lower(d[links[k].to][links[k].from], -links[k].takes.least);
    lower(wait[k][links[k].to], -links[k].takes.most);
  }
  for (int round = 0; round < 400; ++round) {
    bool changed = false;
    for (std::uint32_t k = 0; k < points; ++k)
      for (std::uint32_t i = 0; i < points; ++i)
        for (std::uint32_t j = 0; j < points; ++j)
          if (d[i][k] < none && d[k][j] < none) changed |= lower(d[i][j], d[i][k] + d[k][j]);
    for (std::uint32_t p = 0; p < points; ++p)
      if (d[p][p] < 0) return false;
    for (std::size_t k = 0; k < links.size(); ++k) {
      const auto& l = links[k];
      for (std::uint32_t i = 0; i < points; ++i)
        for (std::uint32_t j = 0; j < points; ++j)
          if (d[i][j] < none && wait[k][j] < none) changed |= lower(wait[k][i], d[i][j] + wait[k][j]);
      for (std::uint32_t i = 0; i < points; ++i)
        if (wait[k][i] < none) changed |= lower(d[i][l.from], std::max(wait[k][i], -l.takes.least));
      for (std::uint32_t j = 0; j < points; ++j)
        if (d[l.to][j] < 0) changed |= lower(d[l.from][j], l.takes.least + d[l.to][j]);
      for (std::size_t o = 0; o < links.size(); ++o)
        if (o != k && wait[o][l.to] < 0) changed |= lower(wait[o][l.from], l.takes.least + wait[o][l.to]);
    }
    for (std::size_t k = 0; k < links.size(); ++k)
      if (wait[k][links[k].from] < 0 && wait[k][links[k].from] < -links[k].takes.least) return false;
    if (!changed) return true;
  }
  return false;
}

/// The game itself, day by day: others end what was begun, then we act, knowing it, until all is done by `horizon`. If
/// we begin something of theirs, they may end that on the same day, and we may act again. Point 0 comes on day 0.
class game {
public:
  game(const uncertain_network& n, int horizon) : n_{n}, horizon_{horizon} {
    ended_.assign(n.points(), -1);
    for (std::size_t k = 0; k < n.contingents().size(); ++k)
      ended_[n.contingents()[k].to] = static_cast<int>(k);
  }
  bool won() {
    std::vector<int> at(n_.points(), -1);
    at[0] = 0;
    return others_move(0, at, true);
  }

private:
  bool broken(const std::vector<int>& at) const {
    for (const auto& l : n_.limits())
      if (at[l.from] >= 0 && at[l.to] >= 0 && at[l.to] - at[l.from] > l.most) return true;
    return false;
  }
  bool others_move(int day, std::vector<int>& at, bool is_morning) {
    const auto key = std::make_tuple(day, at, is_morning);
    if (const auto i = known_.find(key); i != known_.end()) return i->second;
    std::vector<std::uint32_t> may;
    std::vector<std::uint32_t> must;
    for (const auto& l : n_.contingents()) {
      if (at[l.from] < 0 || at[l.to] >= 0 || (!is_morning && at[l.from] != day)) continue;
      if (day - at[l.from] == l.takes.most)
        must.push_back(l.to);
      else if (day - at[l.from] >= l.takes.least)
        may.push_back(l.to);
    }
    bool good = true;
    for (unsigned set = 0; good && set < 1U << may.size(); ++set) {
      auto next = at;
      for (const auto p : must) next[p] = day;
      for (std::size_t i = 0; i < may.size(); ++i)
        if ((set >> i & 1U) != 0) next[may[i]] = day;
      const bool begins_more = std::any_of(n_.contingents().begin(), n_.contingents().end(), [&](const auto& l) {
        return at[l.from] < 0 && next[l.from] == day && next[l.to] < 0;
      });
      good = !broken(next) && (begins_more ? others_move(day, next, false) : we_move(day, next));
    }
    return known_[key] = good;
  }
  bool we_move(int day, std::vector<int>& at) {
    if (std::all_of(at.begin(), at.end(), [](int t) { return t >= 0; })) return true;
    if (day > horizon_) return false;
    std::vector<std::uint32_t> may;
    for (std::uint32_t p = 0; p < at.size(); ++p)
      if (at[p] < 0 && ended_[p] < 0) may.push_back(p);
    for (unsigned set = 0; set < 1U << may.size(); ++set) {
      auto next = at;
      for (std::size_t i = 0; i < may.size(); ++i)
        if ((set >> i & 1U) != 0) next[may[i]] = day;
      if (broken(next)) continue;
      if (set == 0 ? others_move(day + 1, next, true) : others_move(day, next, false)) return true;
    }
    return false;
  }

  const uncertain_network& n_;
  int horizon_;
  std::vector<int> ended_;
  std::map<std::tuple<int, std::vector<int>, bool>, bool> known_;
};

void check_cycle(const controllability& c, const uncertain_network& n) {
  REQUIRE_FALSE(c.cycle.empty());
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < c.cycle.size(); ++i) {
    const cycle_part& p = c.cycle[i];
    sum += p.most;
    CHECK(p.to == c.cycle[(i + 1) % c.cycle.size()].from);
    if (p.kind == cycle_part_kind::limit) {
      CHECK(n.limits()[p.number] == time_limit{p.from, p.to, p.most});
      continue;
    }
    const auto& l = n.contingents()[p.number];
    switch (p.kind) {
      case cycle_part_kind::limit:
        break;
      case cycle_part_kind::link_at_most:
        CHECK(time_limit{p.from, p.to, p.most} == time_limit{l.from, l.to, l.takes.most});
        break;
      case cycle_part_kind::link_at_least:
        CHECK(time_limit{p.from, p.to, p.most} == time_limit{l.to, l.from, -l.takes.least});
        break;
      case cycle_part_kind::turns_out_short:
        CHECK(time_limit{p.from, p.to, p.most} == time_limit{l.from, l.to, l.takes.least});
        break;
      case cycle_part_kind::turns_out_long:
        CHECK(time_limit{p.from, p.to, p.most} == time_limit{l.to, l.from, -l.takes.most});
        break;
    }
  }
  CHECK(c.excess > 0);
  CHECK(sum == -c.excess);
}

struct size {
  std::uint32_t points;
  int limits;
  int links;
  int longest;
};

uncertain_network random_network(std::mt19937& random, const size& s) {
  uncertain_network n{s.points};
  std::vector<char> ended(s.points, 0);
  for (int i = 0; i < s.links; ++i) {
    const auto from = static_cast<std::uint32_t>(random() % s.points);
    const auto to = 1 + static_cast<std::uint32_t>(random() % (s.points - 1));
    if (from == to || ended[to] != 0) continue;
    ended[to] = 1;
    const auto least = static_cast<std::int64_t>(random() % static_cast<unsigned>(s.longest));
    const auto play = static_cast<std::int64_t>(random() % static_cast<unsigned>(s.longest));
    n.contingent(from, to, {least, least + play});
  }
  for (int i = 0; i < s.limits; ++i)
    n.at_most(static_cast<std::uint32_t>(random() % s.points), static_cast<std::uint32_t>(random() % s.points),
              static_cast<std::int64_t>(random() % 12) - 4);
  return n;
}

/// Links in a circle never begin; the theory asks that there are none.
bool has_circle_of_links(const uncertain_network& n) {
  for (std::uint32_t p = 0; p < n.points(); ++p) {
    std::uint32_t at = p;
    for (std::size_t i = 0; i <= n.contingents().size(); ++i) {
      const auto l = std::find_if(n.contingents().begin(), n.contingents().end(),
                                  [&](const contingent_link& k) { return k.to == at; });
      if (l == n.contingents().end()) break;
      at = l->from;
      if (at == p) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("a reply that may come late makes a decision in time impossible, and is named") {
  uncertain_network n{3};
  const auto reply = n.contingent(0, 1, {0, 10});
  const auto outer = n.at_most(0, 2, 12);
  const auto pause = n.at_least(1, 2, 5);
  const auto c = control(n);
  CHECK_FALSE(c.is_controllable);
  CHECK(c.excess == 3);
  CHECK(c.responsible == std::vector<std::uint32_t>{reply});
  check_cycle(c, n);
  const auto uses = [&](cycle_part_kind k, std::uint32_t number) {
    return std::any_of(c.cycle.begin(), c.cycle.end(),
                       [&](const cycle_part& p) { return p.kind == k && p.number == number; });
  };
  CHECK(uses(cycle_part_kind::turns_out_long, reply));
  CHECK(uses(cycle_part_kind::limit, outer));
  CHECK(uses(cycle_part_kind::limit, pause));

  uncertain_network longer{3};
  longer.contingent(0, 1, {0, 10});
  longer.at_most(0, 2, 15);
  longer.at_least(1, 2, 5);
  CHECK(control(longer).is_controllable);
}

TEST_CASE("an act that must come before what we only see afterwards cannot be arranged") {
  // X exactly 2 days before C, which comes 1 to 5 days after A: satisfiable for each C, never knowing it
  uncertain_network n{3};
  n.contingent(0, 1, {1, 5});
  n.at_most(2, 1, 2);
  n.at_least(2, 1, 2);
  const auto c = control(n);
  CHECK_FALSE(c.is_controllable);
  CHECK(c.responsible == std::vector<std::uint32_t>{0});
  check_cycle(c, n);
}

TEST_CASE("malformed durations are refused") {
  uncertain_network n{3};
  CHECK_THROWS_AS(n.contingent(0, 0, {1, 2}), std::invalid_argument);
  CHECK_THROWS_AS(n.contingent(0, 1, {3, 2}), std::invalid_argument);
  CHECK_THROWS_AS(n.contingent(0, 1, {-1, 2}), std::invalid_argument);
  CHECK_THROWS_AS(n.contingent(0, 9, {1, 2}), std::out_of_range);
  n.contingent(0, 1, {1, 2});
  CHECK_THROWS_AS(n.contingent(2, 1, {1, 2}), std::invalid_argument);
}

TEST_CASE("the verdict agrees with the game played day by day on tiny networks") {
  std::mt19937 random{42};
  int played = 0;
  int lost = 0;
  constexpr int horizon = 7;
  for (int round = 0; round < 400; ++round) {
    auto n = random_network(random, {3 + static_cast<std::uint32_t>(random() % 2), 2 + static_cast<int>(random() % 5),
                                     1 + static_cast<int>(random() % 2), 3});
    if (has_circle_of_links(n)) continue;
    // the game starts with point 0 and stops at the horizon
    for (std::uint32_t p = 1; p < n.points(); ++p) {
      n.at_least(0, p, 0);
      n.at_most(0, p, horizon);
    }
    ++played;
    const bool expected = game{n, horizon}.won();
    const auto c = control(n);
    REQUIRE(c.is_controllable == expected);
    REQUIRE(reductions_say(n) == expected);
    if (!expected) {
      ++lost;
      check_cycle(c, n);
    }
  }
  CHECK(played > 300);
  CHECK(lost > 50);
  CHECK(played - lost > 50);
}

TEST_CASE("the verdict agrees with the plain reductions on larger networks") {
  std::mt19937 random{43};
  int lost = 0;
  int won = 0;
  for (int round = 0; round < 1500; ++round) {
    const auto n = random_network(random, {4 + static_cast<std::uint32_t>(random() % 8),
                                           2 + static_cast<int>(random() % 14), 1 + static_cast<int>(random() % 4), 6});
    if (has_circle_of_links(n)) continue;
    const bool expected = reductions_say(n);
    const auto c = control(n);
    REQUIRE(c.is_controllable == expected);
    (expected ? won : lost) += 1;
    if (!expected) check_cycle(c, n);
  }
  CHECK(won > 200);
  CHECK(lost > 200);
}

}  // namespace test_of_timing_uncertain
