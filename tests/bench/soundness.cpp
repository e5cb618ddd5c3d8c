// Soundness of the model collections: the verifier against a plain exploration of every marking in the same program
// (at most 20,000 markings for each model), and the time for each model: median, 99th percentile, largest.
#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/pnml.hpp>
#include <dinh/procedure/net_soundness.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace dinh;

struct loaded {
  std::string name;
  workflow_net net;
  net_options options;
};

std::vector<loaded> load(const std::string& folder, const std::string& ending) {
  std::vector<std::filesystem::path> files;
  for (const auto& e : std::filesystem::recursive_directory_iterator(std::string{DINH_SHARED_DIR} + "/data/models/" + folder))
    if (e.path().extension() == ending) files.push_back(e.path());
  std::sort(files.begin(), files.end());
  std::vector<loaded> out;
  for (const auto& file : files) {
    std::ifstream in{file, std::ios::binary};
    const std::string content{std::istreambuf_iterator<char>{in}, {}};
    if (ending == ".pnml") {
      auto nets = read_pnml(content, file.string());
      if (nets) out.push_back({file.stem().string(), std::move(nets->front().net), {}});
    } else {
      auto m = read_bpmn(content, file.string());
      if (m) out.push_back({file.stem().string(), std::move(m->net), m->options});
    }
  }
  if (out.empty()) {
    std::fprintf(stderr, "no models in %s\n", folder.c_str());
    std::exit(1);
  }
  return out;
}

const std::vector<loaded>& industrial() {
  static const auto models = load("ibm-industrial-pnml", ".pnml");
  return models;
}

// Every marking in a map, breadth first.
std::size_t plain_exploration(const workflow_net& n, std::size_t most) {
  std::map<std::vector<std::uint8_t>, std::size_t> number;
  std::vector<std::vector<std::uint8_t>> all(1);
  for (std::uint32_t p = 0; p < n.place_count(); ++p) all[0].push_back(static_cast<std::uint8_t>(n.tokens(net_place{p})));
  number[all[0]] = 0;
  for (std::size_t s = 0; s < all.size() && all.size() < most; ++s)
    for (std::uint32_t t = 0; t < n.transition_count(); ++t) {
      auto m = all[s];
      bool enabled = true;
      for (const auto& a : n.inputs(net_transition{t})) enabled = enabled && m[a.node] >= a.weight;
      if (!enabled) continue;
      for (const auto& a : n.inputs(net_transition{t})) m[a.node] = static_cast<std::uint8_t>(m[a.node] - a.weight);
      bool safe = true;
      for (const auto& a : n.outputs(net_transition{t})) {
        m[a.node] = static_cast<std::uint8_t>(m[a.node] + a.weight);
        safe = safe && m[a.node] < 2;
      }
      if (safe && number.emplace(m, all.size()).second) all.push_back(std::move(m));
    }
  return all.size();
}

void all_industrial(benchmark::State& state, bool with_witness) {
  std::uint64_t states = 0, witness_states = 0;
  for (auto _ : state) {
    states = witness_states = 0;
    for (const auto& m : industrial()) {
      net_options o = m.options;
      o.with_witness = with_witness;
      const auto v = verify_net(m.net, o);
      states += v.states;
      witness_states += v.witness_states;
    }
  }
  state.counters["models"] = static_cast<double>(industrial().size());
  state.counters["states"] = static_cast<double>(states);
  state.counters["witness_states"] = static_cast<double>(witness_states);
  state.counters["us_per_model"] = benchmark::Counter(static_cast<double>(industrial().size()) * 1e-6,
                                                      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
void verdict_only(benchmark::State& s) { all_industrial(s, false); }
void verdict_and_witness(benchmark::State& s) { all_industrial(s, true); }
BENCHMARK(verdict_only)->Unit(benchmark::kMillisecond);
BENCHMARK(verdict_and_witness)->Unit(benchmark::kMillisecond);

void reference_every_marking(benchmark::State& state) {
  std::size_t states = 0;
  for (auto _ : state) {
    states = 0;
    for (const auto& m : industrial()) states += plain_exploration(m.net, 20'000);
  }
  state.counters["states"] = static_cast<double>(states);
}
BENCHMARK(reference_every_marking)->Unit(benchmark::kMillisecond)->Iterations(1);

// Microseconds for each model, the best of three.
void distribution(benchmark::State& state, const std::vector<loaded>& models, bool with_witness) {
  std::vector<double> times;
  for (auto _ : state) {
    times.clear();
    for (const auto& m : models) {
      net_options o = m.options;
      o.with_witness = with_witness;
      double best = 1e12;
      for (int k = 0; k < 3; ++k) {
        const auto begin = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(verify_net(m.net, o));
        best = std::min(best, std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
      }
      times.push_back(best);
    }
  }
  std::sort(times.begin(), times.end());
  state.counters["median_us"] = times[times.size() / 2];
  state.counters["p99_us"] = times[times.size() * 99 / 100];
  state.counters["max_us"] = times.back();
  state.counters["models"] = static_cast<double>(times.size());
}
void industrial_verdicts(benchmark::State& s) { distribution(s, industrial(), false); }
void industrial_with_witness(benchmark::State& s) { distribution(s, industrial(), true); }
void kraeuter(benchmark::State& s) { distribution(s, load("kraeuter-bpm2024", ".bpmn"), true); }
void rust_analyzer(benchmark::State& s) { distribution(s, load("rust-bpmn-analyzer", ".bpmn"), true); }
void pm4py_nets(benchmark::State& s) { distribution(s, load("pm4py-nets-logs", ".pnml"), true); }
BENCHMARK(industrial_verdicts)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(industrial_with_witness)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(kraeuter)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(rust_analyzer)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(pm4py_nets)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
