// The register of units against plain references in one program: the whole history of the country from CSV against
// reading the same CSV and nothing else; ancestors, chains of successors and sums over 100,000 villages against
// searches on Boost's adjacency_list.
#include <dinh/exchange/history_csv.hpp>
#include <dinh/registry/name_index.hpp>
#include <dinh/registry/registry.hpp>

#include "../../src/exchange/csv_table.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>

#include "country.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace dinh;

void csv_alone(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t fields = 0;
    for (const csv_source& f : sources_of_history()) {
      diagnostics faults;
      for (const auto& row : exchange::csv_splitter{f, {}, faults}.rows()) fields += row.fields.size();
    }
    benchmark::DoNotOptimize(fields);
  }
}
BENCHMARK(csv_alone)->Unit(benchmark::kMillisecond);

void national_history(benchmark::State& state) {
  for (auto _ : state) {
    const registry r = load_country();
    benchmark::DoNotOptimize(r.unit_count());
  }
  const registry& r = country();
  const auto& g = r.graph();
  std::size_t periods = 0;
  std::size_t bytes = 0;
  const auto heap = [](const std::string& s) { return s.capacity() > 15 ? s.capacity() + 1 : 0; };
  for (const unit& u : g.all<unit>()) {
    periods += u.periods.size();
    bytes += sizeof(unit) + sizeof(validity) + heap(u.key) + heap(u.code) + u.periods.capacity() * sizeof(unit_period);
    for (const unit_period& p : u.periods) bytes += heap(p.name) + heap(p.decree) + heap(p.change) + heap(p.note);
  }
  state.counters["lifetimes"] = r.unit_count();
  state.counters["periods"] = static_cast<double>(periods);
  state.counters["successions"] = g.count<succeeded_by>();
  state.counters["bytes/lifetime"] = static_cast<double>(bytes) / r.unit_count();
  state.counters["bytes/contains"] = static_cast<double>(g.edge_bytes<contains>()) / g.count<contains>();
  state.counters["bytes/succession"] =
      static_cast<double>(g.edge_bytes<succeeded_by>()) / g.count<succeeded_by>() + sizeof(succeeded_by);
}
BENCHMARK(national_history)->Unit(benchmark::kMillisecond);

// ---- where the time of loading goes ------------------------------------------------------------------------
void history_reading(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_history(sources_of_history()).value().events.size());
}
BENCHMARK(history_reading)->Unit(benchmark::kMillisecond);
void history_replaying(benchmark::State& state) {
  const auto read = read_history(sources_of_history()).value();
  for (auto _ : state) {
    registry_builder b;
    benchmark::DoNotOptimize(replay(read, {}, b).value().events_replayed);
  }
}
BENCHMARK(history_replaying)->Unit(benchmark::kMillisecond);
void history_building(benchmark::State& state) {
  const auto read = read_history(sources_of_history()).value();
  registry_builder b;
  (void)replay(read, {}, b).value();
  for (auto _ : state) benchmark::DoNotOptimize(b.build().value().unit_count());
}
BENCHMARK(history_building)->Unit(benchmark::kMillisecond);

void name_index_of_the_country(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(name_index::build(country()));
}
BENCHMARK(name_index_of_the_country)->Unit(benchmark::kMillisecond);

void find_by_code(benchmark::State& state) {
  std::vector<std::string> codes;
  for (const unit& u : country().graph().all<unit>()) codes.push_back(u.code);
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(country().find(codes[i], {2025, 6, 30}));
    i = (i + 7919) % codes.size();
  }
}
BENCHMARK(find_by_code);

void find_by_name(benchmark::State& state) {
  const name_index names = name_index::build(country());
  for (auto _ : state) benchmark::DoNotOptimize(names.find("Phường Bến Nghé", {2025, 6, 30}));
}
BENCHMARK(find_by_name);

/// From 2019 to 2026: the log and the reform.
void translate_forward(benchmark::State& state) {
  const date old_day{2019, 1, 1};
  const auto units = country().at(old_day).all<unit>();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(country().translate(units[i], old_day, {2026, 1, 1}));
    i = (i + 7919) % units.size();
  }
}
BENCHMARK(translate_forward);

/// The same question as a search from the unit over all successions, on Boost's graph.
void chain_adjacency_list(benchmark::State& state) {
  using graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  graph g{country().unit_count()};
  const auto& f = country().graph();
  for (std::uint32_t e = 0; e < f.count<succeeded_by>(); ++e) {
    const edge_id<succeeded_by> id{e};
    boost::add_edge(f.from(id).index(), f.to(id).index(), g);
  }
  const auto units = country().at({2019, 1, 1}).all<unit>();
  std::vector<boost::default_color_type> colours(country().unit_count());
  std::size_t i = 0;
  for (auto _ : state) {
    std::fill(colours.begin(), colours.end(), boost::white_color);
    boost::breadth_first_visit(
        g, units[i].index(),
        boost::color_map(boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, g))));
    benchmark::DoNotOptimize(colours.data());
    i = (i + 7919) % units.size();
  }
}
BENCHMARK(chain_adjacency_list);

// ---- 34 provinces, 3,321 communes, 100,000 villages ------------------------------------------------------

constexpr std::uint32_t villages = 100'000;

const registry& with_villages() {
  static const registry r = [] {
    registry_builder b;
    const date day{2025, 7, 1};
    const validity always{day, date{boost::date_time::pos_infin}};
    const auto add = [&](std::string code, std::string parent, unit_kind kind) {
      unit_record u;
      u.key = code + "@2025-07-01";
      u.code = std::move(code);
      if (!parent.empty()) u.parent = parent + "@2025-07-01";
      u.period.name = u.code;
      u.period.kind = kind;
      u.period.when = always;
      u.period.households = 150;
      b.add(std::move(u));
    };
    std::vector<std::string> communes;
    for (const unit_id u : country().at(day).all<unit>()) {
      const unit_id p = country().parent(u, day);
      add(country()[u].code, p ? country()[p].code : "", country().kind(u, day));
      if (p) communes.push_back(country()[u].code);
    }
    for (std::uint32_t v = 0; v < villages; ++v) {
      const std::string& commune = communes[v % communes.size()];
      add(commune + "-" + std::to_string(v / communes.size()), commune, unit_kind::village);
    }
    return b.build().value();
  }();
  return r;
}

using both_ways = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
const both_ways& boost_tree() {
  static const both_ways g = [] {
    both_ways out{with_villages().unit_count()};
    const auto& f = with_villages().graph();
    for (std::uint32_t e = 0; e < f.count<contains>(); ++e) {
      const edge_id<contains> id{e};
      boost::add_edge(f.from(id).index(), f.to(id).index(), out);
    }
    return out;
  }();
  return g;
}
std::vector<std::pair<unit_id, unit_id>> pairs() {
  const date day{2026, 1, 1};
  std::vector<unit_id> provinces;
  std::vector<unit_id> leaves;
  for (std::uint32_t i = 0; i < with_villages().unit_count(); ++i) {
    const unit_id u{i};
    const auto level = level_of(with_villages().kind(u, day));
    if (level == unit_level::province) provinces.push_back(u);
    if (level == unit_level::village) leaves.push_back(u);
  }
  std::mt19937 random{3};
  std::vector<std::pair<unit_id, unit_id>> out;
  for (int i = 0; i < 1000; ++i)
    out.emplace_back(provinces[random() % provinces.size()], leaves[random() % leaves.size()]);
  return out;
}

void ancestor_index(benchmark::State& state) {
  const unit_tree tree = with_villages().tree({2026, 1, 1});
  const auto asked = pairs();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(tree.is_ancestor(asked[i].first, asked[i].second));
    i = i + 1 == asked.size() ? 0 : i + 1;
  }
}
BENCHMARK(ancestor_index);

/// Breadth-first from the province until its subtree is seen.
void ancestor_boost_bfs(benchmark::State& state) {
  const both_ways& g = boost_tree();
  const auto asked = pairs();
  std::vector<boost::default_color_type> colours(num_vertices(g));
  std::size_t i = 0;
  for (auto _ : state) {
    std::fill(colours.begin(), colours.end(), boost::white_color);
    boost::breadth_first_visit(
        g, asked[i].first.index(),
        boost::color_map(boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, g))));
    benchmark::DoNotOptimize(colours[asked[i].second.index()] != boost::white_color);
    i = i + 1 == asked.size() ? 0 : i + 1;
  }
}
BENCHMARK(ancestor_boost_bfs)->Unit(benchmark::kMicrosecond);

std::vector<std::int64_t> households() {
  std::vector<std::int64_t> own(with_villages().unit_count());
  for (std::uint32_t i = 0; i < own.size(); ++i)
    own[i] = with_villages().households(unit_id{i}, {2026, 1, 1}).value_or(0);
  return own;
}

/// Sums of every unit over all that lies in it.
void roll_up_index(benchmark::State& state) {
  const unit_tree tree = with_villages().tree({2026, 1, 1});
  const auto own = households();
  std::vector<std::int64_t> sums(own.size());
  for (auto _ : state) {
    std::copy(own.begin(), own.end(), sums.begin());
    tree.roll_up_in_place(std::span<std::int64_t>{sums});
    benchmark::DoNotOptimize(sums.data());
    benchmark::ClobberMemory();
  }
  state.counters["bytes/unit"] = static_cast<double>(tree.bytes()) / static_cast<double>(own.size());
}
BENCHMARK(roll_up_index)->Unit(benchmark::kMicrosecond);

/// The same sums by one breadth-first search a unit above the village.
void roll_up_boost_bfs(benchmark::State& state) {
  const both_ways& g = boost_tree();
  const auto own = households();
  std::vector<std::uint32_t> roots;
  for (std::uint32_t i = 0; i < own.size(); ++i)
    if (out_degree(i, g) > 0) roots.push_back(i);
  std::vector<boost::default_color_type> colours(num_vertices(g));
  struct summing : boost::default_bfs_visitor {
    const std::vector<std::int64_t>* own;
    std::int64_t* sum;
    void discover_vertex(std::size_t v, const both_ways&) const { *sum += (*own)[v]; }
  };
  std::vector<std::int64_t> sums(own.size());
  for (auto _ : state) {
    std::copy(own.begin(), own.end(), sums.begin());
    std::fill(colours.begin(), colours.end(), boost::white_color);
    for (const std::uint32_t root : roots) {
      std::int64_t sum = 0;
      summing visitor;
      visitor.own = &own;
      visitor.sum = &sum;
      boost::queue<std::size_t> queue;
      boost::breadth_first_visit(g, root, queue, visitor,
                                 boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, g)));
      sums[root] = sum;
      // only what the search touched is cleared
      std::deque<std::size_t> open{root};
      while (!open.empty()) {
        const std::size_t v = open.front();
        open.pop_front();
        colours[v] = boost::white_color;
        for (auto [e, last] = out_edges(v, g); e != last; ++e) open.push_back(target(*e, g));
      }
    }
    benchmark::DoNotOptimize(sums.data());
  }
}
BENCHMARK(roll_up_boost_bfs)->Unit(benchmark::kMicrosecond);

}  // namespace
