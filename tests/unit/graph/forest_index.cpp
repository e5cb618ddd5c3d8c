#include <catch.hpp>

#include "town.hpp"

#include <dinh/graph/forest_index.hpp>

#include <algorithm>
#include <numeric>
#include <set>

namespace test_of_forest_index {

using namespace dinh;
using namespace town;

namespace {

using index = forest_index<holds>;
using node = node_id<place>;

constexpr std::uint32_t none = UINT32_MAX;

/// Parents of a random forest in which a parent may have a larger number than its child.
std::vector<std::uint32_t> random_parents(std::mt19937& random, std::uint32_t n) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::shuffle(order.begin(), order.end(), random);
  std::vector<std::uint32_t> parent(n, none);
  for (std::uint32_t i = 1; i < n; ++i)
    if (random() % 8 != 0) parent[order[i]] = order[random() % i];
  return parent;
}

frozen to_forest(const std::vector<std::uint32_t>& parent) {
  graph g;
  for (std::size_t i = 0; i < parent.size(); ++i) g.add(place{"p" + std::to_string(i)});
  for (std::uint32_t i = 0; i < parent.size(); ++i)
    if (parent[i] != none) g.link<holds>(node{parent[i]}, node{i});
  return std::move(g).freeze();
}

/// Walks up, one parent at a time.
bool plain_is_ancestor(const std::vector<std::uint32_t>& parent, std::uint32_t a, std::uint32_t n) {
  for (; n != none; n = parent[n])
    if (n == a) return true;
  return false;
}

}  // namespace

TEST_CASE("the index of random forests answers as walking up parent by parent does") {
  std::mt19937 random{6};
  for (int round = 0; round < 60; ++round) {
    const auto n = static_cast<std::uint32_t>(random() % 50 + 1);
    const auto parent = random_parents(random, n);
    const frozen f = to_forest(parent);
    const auto built = index::build(f.at(day(0)));
    REQUIRE(built.has_value());
    const index& tree = *built;
    REQUIRE(tree.size() == n);
    std::vector<std::int64_t> own(n);
    for (auto& v : own) v = static_cast<std::int64_t>(random() % 1000);
    const auto sums = tree.roll_up(own);
    for (std::uint32_t a = 0; a < n; ++a) {
      std::set<std::uint32_t> under;
      std::int64_t sum = 0;
      for (std::uint32_t v = 0; v < n; ++v) {
        const bool above = plain_is_ancestor(parent, a, v);
        REQUIRE(tree.is_ancestor(node{a}, node{v}) == above);
        if (above) {
          under.insert(v);
          sum += own[v];
        }
        // the lowest common ancestor: the deepest of the common ones
        std::uint32_t lowest = none;
        for (std::uint32_t c = a; c != none && lowest == none; c = parent[c])
          if (plain_is_ancestor(parent, c, v)) lowest = c;
        REQUIRE(tree.lowest_common_ancestor(node{a}, node{v}).index() == lowest);
      }
      std::set<std::uint32_t> range;
      for (const node v : tree.subtree(node{a})) range.insert(v.index());
      REQUIRE(range == under);
      REQUIRE(tree.subtree(node{a})[0] == node{a});
      REQUIRE(tree.end_place(node{a}) - tree.place(node{a}) == under.size());
      REQUIRE(sums[a] == sum);
      REQUIRE(tree.parent(node{a}).index() == parent[a]);
      REQUIRE(tree.depth(node{a}) == tree.ancestors(node{a}).size());
    }
  }
}

TEST_CASE("an index is of one day: a village moves from its old commune to the new one") {
  graph g;
  const auto old_commune = g.add(place{"old"}, {date{boost::date_time::neg_infin}, day(10)});
  const auto new_commune = g.add(place{"new"}, {day(10), date{boost::date_time::pos_infin}});
  const auto village = g.add(place{"village"});
  g.link<holds>(old_commune, village, validity{date{boost::date_time::neg_infin}, day(10)});
  g.link<holds>(new_commune, village, validity{day(10), date{boost::date_time::pos_infin}});
  const frozen f = std::move(g).freeze();
  const auto before = index::build(f.at(day(9)));
  const auto after = index::build(f.at(day(10)));
  CHECK(before->parent(village) == old_commune);
  CHECK(after->parent(village) == new_commune);
  CHECK(before->contains(old_commune));
  CHECK_FALSE(before->contains(new_commune));
  CHECK_FALSE(after->contains(old_commune));
  CHECK(after->size() == 2);
}

TEST_CASE("sums of a day leave out what does not hold on it") {
  graph g;
  const auto top = g.add(place{"top"});
  const auto gone = g.add(place{"gone"}, {day(0), day(5)});
  const auto stays = g.add(place{"stays"});
  g.link<holds>(top, gone, validity{day(0), day(5)});
  g.link<holds>(top, stays);
  const frozen f = std::move(g).freeze();
  const auto tree = index::build(f.at(day(6)));
  CHECK(tree->roll_up(std::vector<int>{1, 10, 100})[top.index()] == 101);
}

TEST_CASE("two parents on one day are refused with both, a circle with its nodes") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto c = g.add(place{"c"});
  const auto d = g.add(place{"d"});
  g.link<holds>(a, d);
  g.link<holds>(b, d);
  g.link<holds>(c, d);
  const frozen two = g.freeze();
  const auto several = index::build(two.at(day(0)));
  REQUIRE_FALSE(several.has_value());
  REQUIRE(several.error().size() == 2);
  CHECK(several.error().list().front().code == "graph/several-parents");
  CHECK(several.error().list().front().where == "d");
  CHECK(several.error().list().front().message.en.find("under a and under b") != std::string::npos);

  graph ring;
  const auto x = ring.add(place{"x"});
  const auto y = ring.add(place{"y"});
  const auto z = ring.add(place{"z"});
  const auto tail = ring.add(place{"tail"});
  ring.link<holds>(x, y);
  ring.link<holds>(y, z);
  ring.link<holds>(z, x);
  ring.link<holds>(z, tail);
  const frozen round = ring.freeze();
  const auto circle = index::build(round.at(day(0)));
  REQUIRE_FALSE(circle.has_value());
  CHECK(circle.error().list().front().code == "graph/cycle");
  for (const char* name : {"x", "y", "z"})
    CHECK(circle.error().list().front().message.en.find(name) != std::string::npos);
  CHECK(circle.error().list().front().message.en.find("tail") == std::string::npos);
}

TEST_CASE("a chain of a hundred thousand nodes is no problem of depth") {
  graph g;
  node before = g.add(place{});
  const node root = before;
  for (int i = 0; i < 100'000; ++i) {
    const node next = g.add(place{});
    g.link<holds>(before, next);
    before = next;
  }
  const frozen f = std::move(g).freeze();
  const auto tree = index::build(f.at(day(0)));
  CHECK(tree->is_ancestor(root, before));
  CHECK_FALSE(tree->is_ancestor(before, root));
  CHECK(tree->roll_up(std::vector<std::uint32_t>(f.count<place>(), 1))[root.index()] == 100'001);
}

}  // namespace test_of_forest_index
