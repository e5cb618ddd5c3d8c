// The frozen typed graph against Boost's own graphs in one program: breadth-first search on 100,000 nodes and
// 400,000 edges; ancestor tests and sums over a tree of 100,000 villages.
#include <dinh/graph/bgl.hpp>
#include <dinh/graph/forest_index.hpp>
#include <dinh/graph/typed_graph.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace {

using namespace dinh;

struct place {};
struct holds {
  using from = place;
  using to = place;
};
struct schema {
  using nodes = type_list<place>;
  using edges = type_list<holds>;
};
using node = node_id<place>;
using pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
using adjacency = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using both_ways = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using compressed = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                      boost::no_property, std::uint32_t, std::uint32_t>;

constexpr std::uint32_t node_count = 100'000;

const pairs& network() {
  static const pairs edges = [] {
    std::mt19937 random{1};
    pairs e;
    for (std::uint32_t i = 1; i < node_count; ++i) e.emplace_back(static_cast<std::uint32_t>(random() % i), i);
    while (e.size() < 400'000)
      e.emplace_back(static_cast<std::uint32_t>(random() % node_count),
                     static_cast<std::uint32_t>(random() % node_count));
    return e;
  }();
  return edges;
}

/// 1 country, 34 provinces, 3,321 communes, 100,000 villages.
constexpr std::uint32_t first_commune = 35;
constexpr std::uint32_t first_village = first_commune + 3321;
constexpr std::uint32_t tree_nodes = first_village + 100'000;
std::uint32_t tree_parent(std::uint32_t n) {
  if (n < first_commune) return 0;
  if (n < first_village) return 1 + (n - first_commune) % 34;
  return first_commune + (n - first_village) % 3321;
}
const pairs& tree() {
  static const pairs edges = [] {
    pairs e;
    for (std::uint32_t n = 1; n < tree_nodes; ++n) e.emplace_back(tree_parent(n), n);
    return e;
  }();
  return edges;
}

frozen_graph<schema> freeze(const pairs& edges, std::uint32_t nodes, validity valid = {}) {
  typed_graph<schema> g;
  for (std::uint32_t i = 0; i < nodes; ++i) g.add(place{});
  for (const auto& [from, to] : edges) g.link<holds>(node{from}, node{to}, valid);
  return std::move(g).freeze();
}

template <class Graph>
void search(benchmark::State& state, const Graph& g) {
  std::vector<boost::default_color_type> colours(num_vertices(g));
  for (auto _ : state) {
    boost::breadth_first_search(
        g, 0U,
        boost::color_map(boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, g)))
            .visitor(boost::default_bfs_visitor{}));
    benchmark::DoNotOptimize(colours.data());
  }
}

void bfs_adjacency_list(benchmark::State& state) {
  const adjacency g{network().begin(), network().end(), node_count};
  search(state, g);
}
BENCHMARK(bfs_adjacency_list)->Unit(benchmark::kMicrosecond);

void bfs_boost_csr(benchmark::State& state) {
  const compressed g{boost::edges_are_unsorted_multi_pass, network().begin(), network().end(), node_count};
  search(state, g);
}
BENCHMARK(bfs_boost_csr)->Unit(benchmark::kMicrosecond);

void bfs_view(benchmark::State& state) {
  const auto g = freeze(network(), node_count);
  const auto view = g.view<holds>();
  search(state, view);
  state.counters["bytes/edge/direction"] =
      static_cast<double>(g.edge_bytes<holds>()) / static_cast<double>(network().size()) / 2;
}
BENCHMARK(bfs_view)->Unit(benchmark::kMicrosecond);

void bfs_view_of_a_day(benchmark::State& state) {
  const auto g = freeze(network(), node_count, {date{2020, 1, 1}, date{2030, 1, 1}});
  const auto view = g.at(date{2025, 7, 1}).view<holds>();
  search(state, view);
  state.counters["bytes/edge/direction"] =
      static_cast<double>(g.edge_bytes<holds>()) / static_cast<double>(network().size()) / 2;
}
BENCHMARK(bfs_view_of_a_day)->Unit(benchmark::kMicrosecond);

void build_frozen(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(freeze(network(), node_count).node_count());
}
BENCHMARK(build_frozen)->Unit(benchmark::kMicrosecond);

struct found {};
struct stop_at : boost::default_bfs_visitor {
  explicit stop_at(std::size_t t) : target{t} {}
  template <class Vertex, class Graph>
  void discover_vertex(Vertex v, const Graph&) const {
    if (v == target) throw found{};
  }
  std::size_t target;
};

/// Is the province an ancestor of the village: search down from the province.
void ancestor_by_boost_search(benchmark::State& state) {
  const both_ways g{tree().begin(), tree().end(), tree_nodes};
  std::vector<boost::default_color_type> colours(tree_nodes);
  std::mt19937 random{2};
  for (auto _ : state) {
    const auto province = static_cast<std::uint32_t>(1 + random() % 34);
    const auto village = static_cast<std::uint32_t>(first_village + random() % 100'000);
    std::fill(colours.begin(), colours.end(), boost::white_color);
    boost::queue<std::size_t> queue;
    bool is_under = false;
    try {
      boost::breadth_first_visit(g, province, queue, stop_at{village},
                                 boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, g)));
    } catch (const found&) {
      is_under = true;
    }
    benchmark::DoNotOptimize(is_under);
  }
}
BENCHMARK(ancestor_by_boost_search);

void ancestor_by_index(benchmark::State& state) {
  const auto g = freeze(tree(), tree_nodes);
  const auto index = forest_index<holds>::build(g.at(date{2025, 7, 1})).value();
  std::mt19937 random{2};
  for (auto _ : state) {
    const node province{static_cast<std::uint32_t>(1 + random() % 34)};
    const node village{static_cast<std::uint32_t>(first_village + random() % 100'000)};
    benchmark::DoNotOptimize(index.is_ancestor(province, village));
  }
  state.counters["bytes/node"] = static_cast<double>(index.bytes()) / tree_nodes;
}
BENCHMARK(ancestor_by_index);

struct summing : boost::default_bfs_visitor {
  summing(const std::vector<std::int64_t>& o, std::int64_t& s) : own{&o}, sum{&s} {}
  template <class Vertex, class Graph>
  void discover_vertex(Vertex v, const Graph&) const {
    *sum += (*own)[v];
  }
  const std::vector<std::int64_t>* own;
  std::int64_t* sum;
};

/// The sum of every province and commune, each by a search of its own.
void sums_by_boost_search(benchmark::State& state) {
  const adjacency g{tree().begin(), tree().end(), tree_nodes};
  const std::vector<std::int64_t> own(tree_nodes, 3);
  std::vector<std::int64_t> sums(first_village);
  std::vector<boost::default_color_type> colours(tree_nodes);
  for (auto _ : state) {
    std::fill(sums.begin(), sums.end(), 0);
    for (std::uint32_t unit = 0; unit < first_village; ++unit) {
      std::fill(colours.begin(), colours.end(), boost::white_color);
      boost::queue<std::size_t> queue;
      boost::breadth_first_visit(g, unit, queue, summing{own, sums[unit]},
                                 boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, g)));
    }
    benchmark::DoNotOptimize(sums.data());
  }
}
BENCHMARK(sums_by_boost_search)->Unit(benchmark::kMicrosecond)->Iterations(1);

void sums_by_index(benchmark::State& state) {
  const auto g = freeze(tree(), tree_nodes);
  const auto index = forest_index<holds>::build(g.at(date{2025, 7, 1})).value();
  const std::vector<std::int64_t> own(tree_nodes, 3);
  for (auto _ : state) benchmark::DoNotOptimize(index.roll_up(own).data());
}
BENCHMARK(sums_by_index)->Unit(benchmark::kMicrosecond);

}  // namespace
