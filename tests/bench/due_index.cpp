// Ten million open duties: insert, cancel and take out, against day buckets written by hand for this one loop, a binary
// heap and a sorted map, in the same program.

#include <dinh/docket/due_index.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <queue>
#include <random>
#include <vector>

using namespace dinh;

namespace {

constexpr std::uint32_t count = 10'000'000;
constexpr day_number first = 20'000;
constexpr std::uint32_t days = 400;

const std::vector<day_number>& due_days() {
  static const std::vector<day_number> all = [] {
    std::mt19937 random{7};
    std::vector<day_number> out(count);
    for (auto& d : out) d = first + static_cast<day_number>(random() % days);
    return out;
  }();
  return all;
}

void index_insert(benchmark::State& state) {
  const auto& due = due_days();
  for (auto _ : state) {
    due_index index;
    for (std::uint32_t i = 0; i < count; ++i) index.insert(due[i], i);
    state.counters["bytes each"] = static_cast<double>(index.bytes()) / count;
    benchmark::DoNotOptimize(index.size());
  }
  state.SetItemsProcessed(state.iterations() * count);
}
void buckets_insert(benchmark::State& state) {
  const auto& due = due_days();
  for (auto _ : state) {
    std::vector<std::vector<std::uint32_t>> buckets(days);
    std::vector<day_number> day_of;
    for (std::uint32_t i = 0; i < count; ++i) {
      buckets[static_cast<std::size_t>(due[i] - first)].push_back(i);
      day_of.push_back(due[i]);
    }
    benchmark::DoNotOptimize(buckets.data());
  }
  state.SetItemsProcessed(state.iterations() * count);
}
void heap_insert(benchmark::State& state) {
  const auto& due = due_days();
  for (auto _ : state) {
    std::priority_queue<std::pair<day_number, std::uint32_t>, std::vector<std::pair<day_number, std::uint32_t>>,
                        std::greater<>>
        heap;
    for (std::uint32_t i = 0; i < count; ++i) heap.emplace(due[i], i);
    benchmark::DoNotOptimize(heap.size());
  }
  state.SetItemsProcessed(state.iterations() * count);
}
void map_insert(benchmark::State& state) {
  const auto& due = due_days();
  for (auto _ : state) {
    std::multimap<day_number, std::uint32_t> map;
    for (std::uint32_t i = 0; i < count; ++i) map.emplace(due[i], i);
    benchmark::DoNotOptimize(map.size());
  }
  state.SetItemsProcessed(state.iterations() * count);
}

void index_cancel_half_and_take(benchmark::State& state) {
  const auto& due = due_days();
  for (auto _ : state) {
    state.PauseTiming();
    due_index index;
    std::vector<due_index::handle> handles;
    for (std::uint32_t i = 0; i < count; ++i) handles.push_back(index.insert(due[i], i));
    state.ResumeTiming();
    for (std::uint32_t i = 0; i < count; i += 2) index.cancel(handles[i]);
    std::uint64_t sum = 0;
    index.take_until(first + static_cast<day_number>(days), [&](day_number, std::uint32_t duty) { sum += duty; });
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * count);
}
void buckets_cancel_half_and_take(benchmark::State& state) {
  const auto& due = due_days();
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<std::vector<std::uint32_t>> buckets(days);
    for (std::uint32_t i = 0; i < count; ++i) buckets[static_cast<std::size_t>(due[i] - first)].push_back(i);
    std::vector<bool> dead(count);
    state.ResumeTiming();
    for (std::uint32_t i = 0; i < count; i += 2) dead[i] = true;
    std::uint64_t sum = 0;
    for (const auto& b : buckets)
      for (const std::uint32_t i : b)
        if (!dead[i]) sum += i;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * count);
}

// The same with what the index has: a handle to cancel by, and a number of the caller's to tell.
void buckets_of_pairs_cancel_half_and_take(benchmark::State& state) {
  struct entry {
    std::uint32_t handle;
    std::uint32_t duty;
  };
  const auto& due = due_days();
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<std::vector<entry>> buckets(days);
    std::vector<std::uint32_t> handles;
    for (std::uint32_t i = 0; i < count; ++i) {
      buckets[static_cast<std::size_t>(due[i] - first)].push_back({i, i});
      handles.push_back(i);
    }
    std::vector<bool> dead(count);
    state.ResumeTiming();
    for (std::uint32_t i = 0; i < count; i += 2) dead[handles[i]] = true;
    std::uint64_t sum = 0;
    for (const auto& b : buckets)
      for (const entry e : b)
        if (!dead[e.handle]) sum += e.duty;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * count);
}

BENCHMARK(index_insert)->Unit(benchmark::kMillisecond);
BENCHMARK(buckets_insert)->Unit(benchmark::kMillisecond);
BENCHMARK(heap_insert)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(map_insert)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(index_cancel_half_and_take)->Unit(benchmark::kMillisecond);
BENCHMARK(buckets_cancel_half_and_take)->Unit(benchmark::kMillisecond);
BENCHMARK(buckets_of_pairs_cancel_half_and_take)->Unit(benchmark::kMillisecond);

}  // namespace
