#include <catch.hpp>

#include "town.hpp"

#include <set>
#include <stdexcept>
#include <tuple>

namespace test_of_typed_graph {

using namespace dinh;
using namespace town;

namespace {

template <class Graph, class Edge, class From, class To>
concept can_link = requires(Graph& g, From f, To t) {
  g.template link<Edge>(f, t);
};
template <class Graph, class Node>
concept can_add = requires(Graph& g, Node n) {
  g.add(n);
};
template <class Graph, class Edge, class From>
concept can_go_out = requires(const Graph& g, From f) {
  g.template out<Edge>(f);
};
template <class Graph, class Edge>
concept can_view = requires(const Graph& g) {
  g.template view<Edge>();
};
template <class Graph>
concept can_view_a_temporary = requires {
  Graph{}.template view<holds>();
};
template <class Graph>
concept can_date_a_temporary = requires {
  Graph{}.at(date{2020, 1, 1});
};

// Right links compile …
static_assert(can_link<graph, holds, node_id<place>, node_id<place>>);
static_assert(can_link<graph, watches, node_id<office>, node_id<place>>);
// … ends swapped, of another type, numbers, other graphs' edge types do not.
static_assert(!can_link<graph, watches, node_id<place>, node_id<office>>);
static_assert(!can_link<graph, watches, node_id<place>, node_id<place>>);
static_assert(!can_link<graph, holds, node_id<office>, node_id<place>>);
static_assert(!can_link<graph, holds, std::uint32_t, std::uint32_t>);
static_assert(!can_link<graph, holds, edge_id<holds>, node_id<place>>);
struct stranger {
  using from = place;
  using to = place;
};
static_assert(!can_link<graph, stranger, node_id<place>, node_id<place>>);
static_assert(!can_add<graph, stranger>);
static_assert(can_go_out<frozen, watches, node_id<office>>);
static_assert(!can_go_out<frozen, watches, node_id<place>>);
static_assert(can_view<frozen, watches>);
static_assert(!can_view<frozen, stranger>);
// A view or a day of a graph that is gone at the end of the line does not compile.
static_assert(!can_view_a_temporary<frozen>);
static_assert(!can_date_a_temporary<frozen>);

// A schema whose edge joins what is no node of it is no schema.
struct bad_ends {
  using nodes = type_list<office>;
  using edges = type_list<holds>;
};
struct twice {
  using nodes = type_list<place, place>;
  using edges = type_list<>;
};
struct no_ends {
  using nodes = type_list<place>;
  using edges = type_list<office>;
};
static_assert(graph_schema<schema>);
static_assert(!graph_schema<bad_ends>);
static_assert(!graph_schema<twice>);
static_assert(!graph_schema<no_ends>);

using found_edge = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // from, to, property

std::multiset<found_edge> roads_out(const frozen& g) {
  std::multiset<found_edge> all;
  for (std::uint32_t i = 0; i < g.count<place>(); ++i)
    for (const auto& l : g.out<road>(node_id<place>{i})) all.insert({i, l.node.index(), g[l.edge].length});
  return all;
}
std::multiset<found_edge> roads_in(const frozen& g) {
  std::multiset<found_edge> all;
  for (std::uint32_t i = 0; i < g.count<place>(); ++i)
    for (const auto& l : g.in<road>(node_id<place>{i})) all.insert({l.node.index(), i, g[l.edge].length});
  return all;
}

}  // namespace

TEST_CASE("a frozen graph has the edges of the lists it was made from, in both directions") {
  std::mt19937 random{1};
  for (int round = 0; round < 200; ++round) {
    const plain p = random_plain(random);
    const frozen g = to_graph(p).freeze();
    std::multiset<found_edge> wanted;
    for (std::size_t i = 0; i < p.roads.size(); ++i)
      wanted.insert({p.roads[i].from, p.roads[i].to, static_cast<std::uint32_t>(i)});
    REQUIRE(g.count<road>() == p.roads.size());
    REQUIRE(roads_out(g) == wanted);
    REQUIRE(roads_in(g) == wanted);
    for (std::uint32_t e = 0; e < g.count<road>(); ++e) {
      const edge_id<road> id{e};
      const auto& original = p.roads[g[id].length];
      REQUIRE(g.from(id).index() == original.from);
      REQUIRE(g.to(id).index() == original.to);
      REQUIRE(g.valid(id) == original.valid);
    }
  }
}

TEST_CASE("a day of a graph shows exactly the nodes and edges that hold on it") {
  std::mt19937 random{2};
  for (int round = 0; round < 100; ++round) {
    const plain p = random_plain(random);
    const frozen g = to_graph(p).freeze();
    for (int n = -1; n < 31; n += 4) {
      const auto today = g.at(day(n));
      std::multiset<std::pair<std::uint32_t, std::uint32_t>> wanted;
      for (const auto& e : p.watches)
        if (e.valid.contains(day(n)) && p.offices[e.from].contains(day(n)) && p.places[e.to].contains(day(n)))
          wanted.insert({e.from, e.to});
      std::multiset<std::pair<std::uint32_t, std::uint32_t>> out;
      std::multiset<std::pair<std::uint32_t, std::uint32_t>> in;
      for (std::uint32_t i = 0; i < g.count<office>(); ++i) {
        const auto links = today.out<watches>(node_id<office>{i});
        std::uint32_t size = 0;
        for (const auto& l : links) {
          out.insert({i, l.node.index()});
          ++size;
        }
        REQUIRE(links.size() == size);
        REQUIRE(links.empty() == (size == 0));
      }
      for (std::uint32_t i = 0; i < g.count<place>(); ++i)
        for (const auto& l : today.in<watches>(node_id<place>{i})) in.insert({l.node.index(), i});
      REQUIRE(out == wanted);
      REQUIRE(in == wanted);
      std::size_t held = 0;
      for (const auto& v : p.places) held += v.contains(day(n)) ? 1U : 0U;
      REQUIRE(today.all<place>().size() == held);
    }
  }
}

TEST_CASE("an interval of a graph shows what holds on some day of it") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"}, {day(0), day(10)});
  const auto c = g.add(place{"c"}, {day(20), day(30)});
  g.link<holds>(a, b, validity{day(0), day(10)});
  g.link<holds>(a, c, validity{day(20), day(30)});
  const frozen f = std::move(g).freeze();
  CHECK(f.during({day(9), day(20)}).out<holds>(a).size() == 1);
  CHECK(f.during({day(9), day(21)}).out<holds>(a).size() == 2);
  CHECK(f.during({day(10), day(20)}).out<holds>(a).empty());
  CHECK(f.during({day(10), day(20)}).out<holds>(b).empty());
}

TEST_CASE("node ids stay when a graph is frozen, and edges keep the order of linking at each node") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto c = g.add(place{"c"});
  g.link<road>(b, a, road{5});
  g.link<road>(a, c, road{6});
  g.link<road>(a, b, road{7});
  g.link<road>(a, c, road{8});
  const frozen f = g.freeze();
  CHECK(f[a].key == "a");
  CHECK(f[c].key == "c");
  std::vector<std::uint32_t> lengths;
  for (const auto& l : f.out<road>(a)) lengths.push_back(f[l.edge].length);
  CHECK(lengths == std::vector<std::uint32_t>{6, 7, 8});
  CHECK(f.out<road>(a).front().node == c);
}

TEST_CASE("graphs are values: a copy does not follow the original") {
  graph g;
  const auto a = g.add(place{"a"});
  graph copy = g;
  copy[a].key = "changed";
  copy.add(place{"b"});
  CHECK(g[a].key == "a");
  CHECK(g.count<place>() == 1);
  frozen f = g.freeze();
  const frozen other = f;
  const auto view = other.view<holds>();
  f = frozen{};
  CHECK(f.count<place>() == 0);
  CHECK(other[a].key == "a");
  CHECK(view.node_count() == 1);
  CHECK(frozen{}.node_count() == 0);
}

TEST_CASE("an id that is not of the graph is refused when linking") {
  graph g;
  const auto a = g.add(place{"a"});
  CHECK_THROWS_AS(g.link<holds>(a, node_id<place>{}), std::out_of_range);
  CHECK_THROWS_AS(g.link<holds>(node_id<place>{7}, a), std::out_of_range);
  CHECK(g.count<holds>() == 0);
}

TEST_CASE("dates set later hold for the frozen graph") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto e = g.link<holds>(a, b);
  g.set_validity(e, {day(0), day(1)});
  g.set_validity(b, {day(0), day(5)});
  CHECK(g.valid(a) == validity{});
  const frozen f = std::move(g).freeze();
  CHECK(f.at(day(0)).out<holds>(a).size() == 1);
  CHECK(f.at(day(1)).out<holds>(a).empty());
  CHECK(f.at(day(1)).has(b));
  CHECK_FALSE(f.at(day(5)).has(b));
}

TEST_CASE("an edge costs at most twelve bytes a direction, with its dates") {
  std::mt19937 random{3};
  const std::uint32_t nodes = 1000;
  const std::uint32_t edges = 200'000;
  const auto build = [&](validity valid) {
    graph g;
    for (std::uint32_t i = 0; i < nodes; ++i) g.add(place{});
    for (std::uint32_t i = 0; i < edges; ++i)
      g.link<holds>(node_id<place>{static_cast<std::uint32_t>(random() % nodes)},
                    node_id<place>{static_cast<std::uint32_t>(random() % nodes)}, valid);
    return std::move(g).freeze();
  };
  const std::size_t rows = std::size_t{2} * (nodes + 1) * 4;
  CHECK((build({day(0), day(9)}).edge_bytes<holds>() - rows) <= std::size_t{edges} * 2 * 12);
  CHECK((build({}).edge_bytes<holds>() - rows) <= std::size_t{edges} * 12);
}

}  // namespace test_of_typed_graph
