// Temporal networks against Boost's Bellman and Ford, dynamic controllability of generated networks, and ten years of
// start days against one day at a time.
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/stnu_text.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/timing.hpp>

#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace {

using namespace dinh;

/// Five lanes of acts, each with its neighbours and now and then with another lane, as in the collection of models;
/// every tenth act is a duration that is not ours. It is controllable: the limits leave room around one schedule.
uncertain_network lanes(std::uint32_t points, unsigned seed) {
  std::mt19937 random{seed};
  uncertain_network n{points};
  constexpr std::uint32_t lane_count = 5;
  const std::uint32_t in_lane = points / lane_count;
  std::vector<std::int64_t> at(points, 0);
  std::vector<char> is_theirs(points, 0);
  for (std::uint32_t lane = 0; lane < lane_count; ++lane)
    for (std::uint32_t i = 1; i < in_lane; ++i) {
      const std::uint32_t p = lane * in_lane + i;
      is_theirs[p] = i % 10 == 5 ? 1 : 0;
      at[p] = at[p - 1] + 20 + static_cast<std::int64_t>(random() % 100);
    }
  for (std::uint32_t p = 1; p < lane_count * in_lane; ++p) {
    if (p % in_lane == 0) continue;
    const std::int64_t step = at[p] - at[p - 1];
    if (is_theirs[p] != 0) {
      n.contingent(p - 1, p, {std::max<std::int64_t>(1, step - 10), step + static_cast<std::int64_t>(random() % 10)});
    } else {
      n.at_most(p - 1, p, step + 30 + static_cast<std::int64_t>(random() % 100));
      n.at_least(p - 1, p, std::max<std::int64_t>(0, step - 20));
    }
    if (is_theirs[p] == 0 && random() % 2 == 0) {
      const auto other = static_cast<std::uint32_t>(random() % (lane_count * in_lane));
      if (is_theirs[other] == 0 && other != p) n.at_most(p, other, at[other] - at[p] + 300);
    }
  }
  return n;
}
time_network plain(const uncertain_network& n) {
  time_network out{n.points()};
  for (const auto& l : n.limits()) out.at_most(l.from, l.to, l.most);
  for (const auto& l : n.contingents()) {
    out.at_most(l.from, l.to, l.takes.most);
    out.at_least(l.from, l.to, l.takes.least);
  }
  return out;
}

void stn_solve(benchmark::State& state) {
  const time_network n = plain(lanes(static_cast<std::uint32_t>(state.range(0)), 1));
  for (auto _ : state) {
    auto s = solve(n);
    if (!s) throw std::logic_error{"not consistent"};
    benchmark::DoNotOptimize(s);
  }
  state.counters["limits"] = static_cast<double>(n.limits().size());
}
BENCHMARK(stn_solve)->Arg(500)->Arg(2000)->Unit(benchmark::kMicrosecond);

/// The same network, built outside the clock, from a source that reaches all points at 0.
void stn_boost_bellman_ford(benchmark::State& state) {
  const time_network n = plain(lanes(static_cast<std::uint32_t>(state.range(0)), 1));
  struct arc {
    std::int64_t weight;
  };
  using graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, arc>;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<arc> weights;
  for (const auto& l : n.limits()) {
    ends.emplace_back(l.from, l.to);
    weights.push_back({l.most});
  }
  const graph g{boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), weights.begin(), n.points()};
  std::vector<std::int64_t> distance(n.points());
  for (auto _ : state) {
    std::fill(distance.begin(), distance.end(), 0);
    const bool ok = boost::bellman_ford_shortest_paths(
        g, static_cast<int>(n.points()), boost::weight_map(boost::get(&arc::weight, g)).distance_map(distance.data()));
    if (!ok) throw std::logic_error{"not consistent"};
    benchmark::DoNotOptimize(distance.data());
  }
}
BENCHMARK(stn_boost_bellman_ford)->Arg(500)->Arg(2000)->Unit(benchmark::kMicrosecond);

/// One more limit that is violated by the schedule found so far and can be met.
void stn_one_more(benchmark::State& state) {
  const time_network n = plain(lanes(2000, 1));
  const auto solved = solve(n).value();
  std::mt19937 random{5};
  std::vector<time_limit> more;
  while (more.size() < 200) {
    const auto a = static_cast<std::uint32_t>(random() % 2000);
    const auto range = solved.from(a);
    for (int tries = 0; tries < 20; ++tries) {
      const auto b = static_cast<std::uint32_t>(random() % 2000);
      const std::int64_t now = solved.times()[b] - solved.times()[a];
      if (b == a || !range[b].least || *range[b].least >= now) continue;
      more.push_back({a, b, (now + *range[b].least - 1) / 2});
      break;
    }
  }
  std::size_t i = 0;
  solved_network s = solved;
  for (auto _ : state) {
    if (i % 20 == 0) {  // a fresh start now and then, so that the limits never conflict for long
      state.PauseTiming();
      s = solved;
      state.ResumeTiming();
    }
    benchmark::DoNotOptimize(s.add(more[i++ % more.size()]));
  }
}
BENCHMARK(stn_one_more)->Unit(benchmark::kMicrosecond);

std::vector<uncertain_network> collection(std::size_t points, bool is_controllable) {
  std::vector<uncertain_network> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{DINH_SHARED_DIR "/data/models/stnu-lanes-generated"}) {
    const std::string path = entry.path().string();
    if (entry.path().extension() != ".plainStnu" || path.find("inst" + std::to_string(points)) == std::string::npos)
      continue;
    if ((path.find("/Controllable") != std::string::npos) != is_controllable) continue;
    std::ifstream in{entry.path(), std::ios::binary};
    std::ostringstream content;
    content << in.rdbuf();
    out.push_back(read_stnu(content.str(), path).value().network);
  }
  if (out.empty()) throw std::runtime_error{"no networks under DINH_SHARED_DIR"};
  return out;
}
void control_collection(benchmark::State& state, bool is_controllable) {
  const auto all = collection(static_cast<std::size_t>(state.range(0)), is_controllable);
  std::size_t i = 0;
  for (auto _ : state) {
    const auto c = control(all[i++ % all.size()]);
    if (c.is_controllable != is_controllable) throw std::logic_error{"wrong verdict"};
  }
}
BENCHMARK_CAPTURE(control_collection, controllable, true)->Arg(100)->Arg(200)->Arg(500)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(control_collection, not_controllable, false)->Arg(100)->Arg(200)->Arg(500)->Unit(benchmark::kMillisecond);

void control_lanes(benchmark::State& state) {
  const auto n = lanes(static_cast<std::uint32_t>(state.range(0)), 1);
  bool verdict = false;
  for (auto _ : state) verdict = control(n).is_controllable;
  state.counters["controllable"] = verdict ? 1 : 0;
  state.counters["links"] = static_cast<double>(n.contingents().size());
}
BENCHMARK(control_lanes)->Arg(500)->Arg(2000)->Unit(benchmark::kMillisecond);

const pack& vietnam() {
  static const pack p = packs::vietnam().value();
  return p;
}
const procedure& named(const std::string& id) { return vietnam().procedure_named(id); }

void ten_years(benchmark::State& state, const std::string& id) {
  const procedure& p = named(id);
  const work_calendar& c = vietnam().calendar("state-agency");
  std::size_t scenarios = 0;
  for (auto _ : state) {
    const auto r = time(p, c, over(2017, 2026));
    scenarios = r.scenarios.size();
    benchmark::DoNotOptimize(r);
  }
  state.counters["scenarios"] = static_cast<double>(scenarios);
}

/// One day at a time: for each start day and scenario, every limit and flow applied with the calendar itself until
/// nothing moves, first for the earliest days and then for the latest. The ways are found outside the clock.
void one_day_at_a_time(benchmark::State& state, const std::string& id) {
  const procedure& p = named(id);
  const work_calendar& c = vietnam().calendar("state-agency");
  const auto scenarios = time_from(p, c, {2017, 1, 1});
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (day_number start = to_day_number(civil{2017, 1, 1}); start <= to_day_number(civil{2026, 12, 31}); ++start)
      for (const auto& s : scenarios) {
        std::vector<date> day(p.steps().size(), to_date(start));
        std::vector<char> is_in(p.steps().size(), 0);
        for (const auto& step : s.steps) is_in[step.step.index()] = 1;
        bool changed = true;
        while (changed) {
          changed = false;
          for (std::uint32_t e = 0; e < p.graph().count<flows_to>(); ++e) {
            const auto from = p.graph().from(edge_id<flows_to>{e}).index();
            const auto to = p.graph().to(edge_id<flows_to>{e}).index();
            if (is_in[from] == 0 || is_in[to] == 0 || !(day[to] < day[from])) continue;
            if (std::find_if(s.steps.begin(), s.steps.end(), [&](const auto& x) { return x.step.index() == to; }) <
                std::find_if(s.steps.begin(), s.steps.end(), [&](const auto& x) { return x.step.index() == from; }))
              continue;  // a flow back
            day[to] = day[from];
            changed = true;
          }
          for (const std::uint32_t e : s.scenario.deadlines) {
            const auto from = p.graph().from(edge_id<deadline>{e}).index();
            const auto to = p.graph().to(edge_id<deadline>{e}).index();
            const limit l = *p.deadline_at(e).time;
            if (l.way == direction::at_least_lasting) {
              const date d = c.latest_day(l, day[from]);
              if (day[to] < d) {
                day[to] = d;
                changed = true;
              }
            } else if (l.way == direction::not_later_than_before) {
              while (c.latest_day(l, day[to]) < day[from]) {
                day[to] += boost::gregorian::days{1};
                changed = true;
              }
            } else {
              while (c.latest_day(l, day[from]) < day[to]) {
                day[from] += boost::gregorian::days{1};
                changed = true;
              }
            }
          }
        }
        sum += to_day_number(day[s.scenario.end.index()]) - start;
      }
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK_CAPTURE(ten_years, pub_commune, "pub_commune")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(one_day_at_a_time, pub_commune, "pub_commune")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ten_years, village_meeting, "village_meeting")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(one_day_at_a_time, village_meeting, "village_meeting")->Unit(benchmark::kMillisecond);

}  // namespace
