#include <catch.hpp>

#include "town.hpp"

#include <dinh/graph/validate.hpp>

#include <map>

namespace test_of_validate {

using namespace dinh;
using namespace town;

namespace {

const date start{boost::date_time::neg_infin};
const date forever{boost::date_time::pos_infin};

std::map<std::string, int> codes(const diagnostics& found) {
  std::map<std::string, int> n;
  for (const auto& d : found) ++n[d.code];
  return n;
}

}  // namespace

TEST_CASE("a sound graph has no faults") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"}, {day(0), day(9)});
  const auto c = g.add(place{"c"});
  g.link<holds>(a, b, validity{day(0), day(9)});
  g.link<holds>(a, c, validity{start, day(5)});
  g.link<holds>(b, c, validity{day(5), day(9)});
  g.link<road>(a, b, validity{day(0), day(9)});
  g.link<road>(a, b, validity{day(0), day(9)});  // parallel roads are allowed
  g.link<road>(b, a, validity{day(0), day(9)});  // and so are rings of roads
  CHECK(validate(g.freeze()).empty());
}

TEST_CASE("every fault is reported at once, each with its witness") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto c = g.add(place{"c"}, {day(10), day(20)});
  const auto backwards = g.add(place{"backwards"}, {day(5), day(5)});
  const auto o = g.add(office{"o"});
  g.link<holds>(a, c);                              // c is not there always
  g.link<holds>(b, c, validity{day(12), day(14)});  // and has a parent already
  g.link<watches>(o, a, validity{day(0), day(10)});
  g.link<watches>(o, a, validity{day(9), day(12)});  // overlaps
  g.link<watches>(o, b, validity{day(9), day(8)});   // no day at all
  (void)backwards;
  const auto found = validate(g.freeze());
  CHECK(codes(found) == std::map<std::string, int>{{"graph/dangling-edge", 1},
                                                   {"graph/several-parents", 1},
                                                   {"graph/overlapping-edges", 1},
                                                   {"graph/empty-validity", 2}});
  for (const auto& d : found) {
    if (d.code == "graph/several-parents") {
      CHECK(d.where == "c");
      CHECK(d.message.en == "Lies both under a and under b in [2020-01-13, 2020-01-15).");
    }
    if (d.code == "graph/overlapping-edges")
      CHECK(d.message.en == "Two links between the same ends both hold in [2020-01-10, 2020-01-11).");
  }
}

TEST_CASE("a circle counts only if all its links hold on one day") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto c = g.add(place{"c"});
  g.link<holds>(a, b, validity{start, day(5)});
  g.link<holds>(b, c, validity{start, forever});
  const auto last = g.link<holds>(c, a, validity{day(5), forever});
  CHECK(validate(g.freeze()).empty());
  g.set_validity(last, {day(4), forever});
  const auto found = validate(g.freeze());
  REQUIRE(found.size() == 1);
  CHECK(found.list().front().code == "graph/cycle");
  CHECK(found.list().front().message.en == "A cycle on 2020-01-05: a -> b -> c -> a.");
}

TEST_CASE("all circles of a day are reported, and a node that holds itself") {
  graph g;
  const auto n = [&](const char* key) { return g.add(place{key}); };
  const auto a = n("a");
  const auto b = n("b");
  const auto c = n("c");
  const auto d = n("d");
  const auto e = n("e");
  g.link<holds>(a, b);
  g.link<holds>(b, a);
  g.link<holds>(c, d);
  g.link<holds>(d, c);
  g.link<holds>(e, e);
  const auto found = validate(g.freeze());
  CHECK(codes(found) == std::map<std::string, int>{{"graph/cycle", 3}});
}

TEST_CASE("overlaps behind a long interval are found too") {
  graph g;
  const auto o = g.add(office{"o"});
  const auto a = g.add(place{"a"});
  g.link<watches>(o, a, validity{day(0), day(100)});
  g.link<watches>(o, a, validity{day(10), day(20)});
  g.link<watches>(o, a, validity{day(30), day(40)});
  CHECK(codes(validate(g.freeze())) == std::map<std::string, int>{{"graph/overlapping-edges", 2}});
}

TEST_CASE("random dates: a forest has several parents on a day exactly if validation says so") {
  std::mt19937 random{7};
  for (int round = 0; round < 300; ++round) {
    graph g;
    const auto child = g.add(place{"child"});
    std::vector<validity> links;
    for (auto i = random() % 4 + 1; i > 0; --i) {
      const auto parent = g.add(place{"p" + std::to_string(i)});
      validity v = some_days(random);
      if (v.is_empty()) v = {};
      g.link<holds>(parent, child, v);
      links.push_back(v);
    }
    bool several = false;
    for (int n = -1; n < 31; ++n) {
      int parents = 0;
      for (const auto& v : links) parents += v.contains(day(n)) ? 1 : 0;
      several = several || parents > 1;
    }
    CHECK((codes(validate(g.freeze()))["graph/several-parents"] > 0) == several);
  }
}

}  // namespace test_of_validate
