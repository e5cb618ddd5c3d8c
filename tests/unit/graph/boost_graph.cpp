#include <catch.hpp>

#include "town.hpp"

#include <dinh/graph/bgl.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <array>
#include <sstream>

namespace test_of_boost_graph {

using namespace dinh;
using namespace town;

namespace {

template <class View>
struct models_the_concepts {
  BOOST_CONCEPT_ASSERT((boost::GraphConcept<View>));
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<View>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<View>));
  BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<View>));
  BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<View>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<View>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<View>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<View, std::uint32_t, boost::vertex_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<View, view_edge, boost::edge_index_t>));
  static constexpr bool value = true;
};
static_assert(models_the_concepts<graph_view<1, view_time::always>>::value);
static_assert(models_the_concepts<graph_view<2, view_time::always>>::value);
static_assert(models_the_concepts<graph_view<1, view_time::dated>>::value);
static_assert(models_the_concepts<graph_view<3, view_time::dated>>::value);

using boost_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// The view as a plain Boost graph; vertices that do not hold are isolated.
template <class View>
boost_graph plain_copy(const View& view) {
  boost_graph g(view.node_count());
  for (auto [e, last] = edges(view); e != last; ++e) boost::add_edge((*e).source, (*e).target, g);
  return g;
}

template <class Graph>
std::vector<int> distances(const Graph& g, std::uint32_t from) {
  std::vector<int> distance(num_vertices(g), -1);
  std::vector<boost::default_color_type> colours(num_vertices(g));
  distance[from] = 0;
  boost::breadth_first_search(
      g, from,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(distance.data(), boost::on_tree_edge{})))
          .color_map(boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, g))));
  return distance;
}

}  // namespace

TEST_CASE("breadth-first search runs on views of all days and of one, as on a copy of them") {
  std::mt19937 random{4};
  for (int round = 0; round < 60; ++round) {
    const frozen g = to_graph(random_plain(random)).freeze();
    const auto always = g.view<road>();
    CHECK(distances(always, 0) == distances(plain_copy(always), 0));
    const auto both = g.view<watches, road>();
    CHECK(distances(both, both.node_count() - 1) == distances(plain_copy(both), both.node_count() - 1));
    const auto dated = g.at(day(12)).view<road, watches>();
    for (auto [v, last] = vertices(dated); v != last; ++v)
      CHECK(distances(dated, *v) == distances(plain_copy(dated), *v));
  }
}

TEST_CASE("in-edges, out-edges and the edge list of a view tell the same edges") {
  std::mt19937 random{5};
  const auto check = [](const auto& view) {
    std::vector<std::array<std::uint32_t, 3>> list;
    std::vector<std::array<std::uint32_t, 3>> out;
    std::vector<std::array<std::uint32_t, 3>> in;
    for (auto [e, last] = edges(view); e != last; ++e) list.push_back({(*e).source, (*e).target, (*e).number});
    for (auto [v, last] = vertices(view); v != last; ++v) {
      for (auto [e, end] = out_edges(*v, view); e != end; ++e) out.push_back({(*e).source, (*e).target, (*e).number});
      for (auto [e, end] = in_edges(*v, view); e != end; ++e) in.push_back({(*e).source, (*e).target, (*e).number});
      std::uint32_t near = 0;
      for (auto [n, end] = adjacent_vertices(*v, view); n != end; ++n) ++near;
      REQUIRE(near == out_degree(*v, view));
      REQUIRE(degree(*v, view) == near + in_degree(*v, view));
    }
    for (auto* edges_of : {&list, &out, &in}) std::sort(edges_of->begin(), edges_of->end());
    REQUIRE(list == out);
    REQUIRE(list == in);
    REQUIRE(num_edges(view) == list.size());
  };
  for (int round = 0; round < 60; ++round) {
    const frozen g = to_graph(random_plain(random)).freeze();
    check(g.view<road>());
    check(g.view<watches>());
    check(g.view<holds, road, watches>());
    check(g.at(day(3)).view<road>());
    check(g.at(day(15)).view<watches, holds, road>());
    check(g.during({day(2), day(14)}).view<road, watches>());
  }
}

TEST_CASE("an edge of a view leads back to its type and its id") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto o = g.add(office{"o"});
  g.link<road>(a, b, road{3});
  g.link<watches>(o, b);
  const frozen f = std::move(g).freeze();
  const auto view = f.view<road, watches>();
  const auto roads = view.out(f.raw(a));
  CHECK(view.type_and_id(*roads.first) == std::pair<std::size_t, std::uint32_t>{0, 0});
  const auto watched = view.out(f.raw(o));
  CHECK(view.type_and_id(*watched.first) == std::pair<std::size_t, std::uint32_t>{1, 0});
  CHECK((*watched.first).target == f.raw(b));
  CHECK(f.node_from_raw<office>(f.raw(o)) == o);
  CHECK(f.node_from_raw<place>(f.raw(o)).is_none());
  std::string seen;
  f.visit(f.raw(o), [&](auto id) {
    if constexpr (std::is_same_v<decltype(id), node_id<office>>) seen = f[id].name;
  });
  CHECK(seen == "o");
}

TEST_CASE("topological sort puts every node behind those it leads to") {
  graph g;
  for (int i = 0; i < 6; ++i) g.add(place{std::to_string(i)});
  const auto p = [](std::uint32_t i) { return node_id<place>{i}; };
  for (const auto& [x, y] :
       std::vector<std::pair<std::uint32_t, std::uint32_t>>{{5, 2}, {5, 0}, {4, 0}, {4, 1}, {2, 3}, {3, 1}})
    g.link<road>(p(x), p(y));
  const frozen f = std::move(g).freeze();
  std::vector<std::uint32_t> order;
  const auto view = f.view<road>();
  boost::topological_sort(view, std::back_inserter(order));
  REQUIRE(order.size() == 6);
  const auto place_of = [&](std::uint32_t v) { return std::find(order.begin(), order.end(), v) - order.begin(); };
  for (auto [e, last] = edges(view); e != last; ++e) CHECK(place_of((*e).target) < place_of((*e).source));
}

TEST_CASE("strong components run on a day: the ring of the second week is broken in the first") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto c = g.add(place{"c"});
  g.link<road>(a, b);
  g.link<road>(b, c);
  g.link<road>(c, a, validity{day(7), date{boost::date_time::pos_infin}});
  const frozen f = std::move(g).freeze();
  const auto count = [&](int n) {
    std::vector<std::uint32_t> component(f.node_count());
    const auto view = f.at(day(n)).view<road>();
    return boost::strong_components(
        view, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, view)));
  };
  CHECK(count(6) == 3);
  CHECK(count(7) == 1);
}

TEST_CASE("Dijkstra's shortest paths run with the edges' own lengths") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto c = g.add(place{"c"});
  g.link<road>(a, b, road{9});
  g.link<road>(a, c, road{2});
  g.link<road>(c, b, road{3});
  const frozen f = std::move(g).freeze();
  const auto view = f.view<road>();
  std::vector<std::uint32_t> distance(f.node_count());
  boost::dijkstra_shortest_paths(
      view, f.raw(a),
      boost::weight_map(edge_property_map<road>(f, [](const road& r) {
        return r.length;
      })).distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, view))));
  CHECK(distance[f.raw(b)] == 5);
  CHECK(distance[f.raw(c)] == 2);
}

TEST_CASE("copy_graph copies a day of a graph, and the reverse graph runs backwards") {
  graph g;
  const auto a = g.add(place{"a"});
  const auto b = g.add(place{"b"});
  const auto c = g.add(place{"c"}, {day(5), day(9)});
  g.link<holds>(a, b);
  g.link<holds>(b, c, validity{day(5), day(9)});
  const frozen f = std::move(g).freeze();
  boost_graph early;
  boost::copy_graph(f.at(day(1)).view<holds>(), early);
  CHECK(boost::num_vertices(early) == 2);
  CHECK(boost::num_edges(early) == 1);
  boost_graph late;
  boost::copy_graph(f.at(day(6)).view<holds>(), late);
  CHECK(boost::num_vertices(late) == 3);
  CHECK(boost::num_edges(late) == 2);
  const auto view = f.view<holds>();
  CHECK(distances(boost::make_reverse_graph(view), f.raw(c)) == std::vector<int>{2, 1, 0});
}

TEST_CASE("write_graphviz writes a view with the nodes' own labels") {
  graph g;
  const auto a = g.add(place{"Nghệ An"});
  const auto b = g.add(place{"Diễn Châu"});
  g.link<holds>(a, b);
  const frozen f = std::move(g).freeze();
  std::ostringstream out;
  boost::write_graphviz(out, f.view<holds>(),
                        boost::make_label_writer(node_property_map<place>(f, [](const place& p) { return p.key; })));
  CHECK(out.str() == "digraph G {\n0[label=\"Nghệ An\"];\n1[label=\"Diễn Châu\"];\n0->1 ;\n}\n");
}

}  // namespace test_of_boost_graph
