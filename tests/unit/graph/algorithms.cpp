// Every algorithm that the typed graph promises to run, unchanged, on views of all days, of a day and of an interval,
// over one edge type and over several, against the same algorithm on a plain Boost graph with the same edges.
#include <catch.hpp>

#include "town.hpp"

#include <dinh/graph/bgl.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace test_of_algorithms {

using namespace dinh;
using namespace town;

namespace {

using plain_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property,
                                          boost::property<boost::edge_weight_t, std::uint32_t>>;

std::uint32_t weight_of(const view_edge& e) { return e.number % 7 + 1; }

template <class View>
plain_graph plain_copy(const View& view) {
  plain_graph g(view.node_count());
  for (auto [e, last] = edges(view); e != last; ++e) boost::add_edge((*e).source, (*e).target, weight_of(*e), g);
  return g;
}

template <class View>
void run_all(const View& view) {
  const plain_graph same = plain_copy(view);
  const auto index = get(boost::vertex_index, view);
  std::vector<std::uint32_t> present;
  for (auto [v, last] = vertices(view); v != last; ++v) present.push_back(*v);

  // strong_components: the same partition of the nodes that hold
  std::vector<std::uint32_t> ours(view.node_count());
  std::vector<std::uint32_t> theirs(view.node_count());
  boost::strong_components(view, boost::make_iterator_property_map(ours.begin(), index));
  boost::strong_components(same, boost::make_iterator_property_map(theirs.begin(), get(boost::vertex_index, same)));
  for (const std::uint32_t a : present)
    for (const std::uint32_t b : present) REQUIRE((ours[a] == ours[b]) == (theirs[a] == theirs[b]));

  // topological_sort: an order, or the same refusal
  bool is_acyclic = true;
  try {
    std::vector<std::size_t> order;
    boost::topological_sort(same, std::back_inserter(order));
  } catch (const boost::not_a_dag&) {
    is_acyclic = false;
  }
  std::vector<std::uint32_t> order;
  if (is_acyclic) {
    boost::topological_sort(view, std::back_inserter(order));
    REQUIRE(order.size() == present.size());
    std::map<std::uint32_t, std::size_t> place;
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    for (auto [e, last] = edges(view); e != last; ++e) REQUIRE(place[(*e).target] < place[(*e).source]);
  } else {
    REQUIRE_THROWS_AS(boost::topological_sort(view, std::back_inserter(order)), boost::not_a_dag);
  }

  // dijkstra_shortest_paths from a node that holds
  if (!present.empty()) {
    const std::uint32_t start = present[present.size() / 2];
    std::vector<std::uint32_t> near(view.node_count());
    std::vector<std::uint32_t> wanted(view.node_count());
    boost::dijkstra_shortest_paths(view, start,
                                   boost::weight_map(boost::make_function_property_map<view_edge>([](const view_edge& e) { return weight_of(e); }))
                                       .distance_map(boost::make_iterator_property_map(near.begin(), index)));
    boost::dijkstra_shortest_paths(
        same, start,
        boost::distance_map(boost::make_iterator_property_map(wanted.begin(), get(boost::vertex_index, same))));
    for (const std::uint32_t v : present) REQUIRE(near[v] == wanted[v]);
  }

  // copy_graph: as many nodes and edges, the same degrees
  plain_graph copied;
  const auto nothing = [](const auto&, const auto&) {};
  boost::copy_graph(view, copied, boost::vertex_copy(nothing).edge_copy(nothing));
  REQUIRE(boost::num_vertices(copied) == present.size());
  REQUIRE(boost::num_edges(copied) == num_edges(view));
  std::multiset<std::pair<std::size_t, std::size_t>> degrees;
  for (auto [v, last] = boost::vertices(copied); v != last; ++v)
    degrees.insert({boost::in_degree(*v, copied), boost::out_degree(*v, copied)});
  for (const std::uint32_t v : present) {
    const auto found = degrees.find({in_degree(v, view), out_degree(v, view)});
    REQUIRE(found != degrees.end());
    degrees.erase(found);
  }

  // write_graphviz: a line for each node and each edge
  std::ostringstream out;
  boost::write_graphviz(out, view);
  const std::string dot = out.str();
  const auto lines = static_cast<std::size_t>(std::count(dot.begin(), dot.end(), '\n'));
  REQUIRE(lines == present.size() + num_edges(view) + 2);
}

}  // namespace

TEST_CASE("all named algorithms of Boost.Graph run on every kind of view as on a plain graph with its edges") {
  std::mt19937 random{11};
  for (int round = 0; round < 25; ++round) {
    const frozen g = to_graph(random_plain(random)).freeze();
    run_all(g.view<road>());
    run_all(g.view<watches>());
    run_all(g.view<road, watches, holds>());
    run_all(g.at(day(12)).view<road>());
    run_all(g.at(day(12)).view<watches, road>());
    run_all(g.during({day(5), day(15)}).view<road>());
    run_all(g.during({day(5), day(15)}).view<holds, watches, road>());
  }
}

}  // namespace test_of_algorithms
