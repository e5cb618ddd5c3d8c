// A docket restored from its snapshot against the replay of all its events, and a question through the index against a
// look at every duty, in the same program. The counter "bytes" is the size of the snapshot.

#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/procedure/builder.hpp>

#include "weekdays.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace dinh;
using namespace dinh::literals;

namespace {

docket_terms terms() {
  docket_terms t;
  t.calendars = {weekdays()};
  t.procedures = {procedure_builder("publish")
                      .start("decided")
                      .task("publish", by("committee"))
                      .wait("posted", by("committee"))
                      .end("closed")
                      .deadline(within(5_working_days), between("decided", "publish"), {.rule = "A"})
                      .deadline(at_least(30_days), between("publish", "posted"), {.rule = "B"})
                      .build()
                      .value()};
  return t;
}

// Cases of ten years; nine in ten are closed, each has up to three events.
std::vector<event> events_of(std::uint32_t cases) {
  std::vector<event> out;
  const date first{2020, 1, 6};
  for (std::uint32_t i = 0; i < cases; ++i) {
    const date begun = first + boost::gregorian::days{static_cast<int>(std::uint64_t{i} * 3600 / cases)};
    const int acts = i % 10 == 0 ? 1 : 3;
    const char* const steps[] = {"decided", "publish", "posted"};
    for (int k = 0; k < acts; ++k) {
      event e;
      e.id = std::to_string(i) + "/" + std::to_string(k);
      e.case_key = "case-" + std::to_string(i);
      e.step = steps[k];
      e.occurred_on = e.recorded_on = begun + boost::gregorian::days{k * static_cast<int>(3 + i % 6) * (k == 2 ? 6 : 1)};
      e.by = "unit 17464";
      if (k == 0) {
        e.procedure = "publish";
        e.unit = "17464@2025-07-01";
      }
      out.push_back(std::move(e));
    }
  }
  return out;
}

docket docket_with(const std::vector<event>& events) {
  docket d = docket::make(terms()).value();
  for (const event& e : events)
    if (!d.record(e)) std::abort();
  return d;
}

void replay_of_lines(benchmark::State& state) {
  std::vector<std::string> lines;
  for (const event& e : events_of(static_cast<std::uint32_t>(state.range(0)))) lines.push_back(to_text(e));
  for (auto _ : state) {
    docket d = docket::make(terms()).value();
    for (const auto& line : lines)
      if (!d.record(parse_event(line).value())) std::abort();
    benchmark::DoNotOptimize(d.case_count());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(lines.size()));
}
BENCHMARK(replay_of_lines)->Arg(20'000)->Unit(benchmark::kMillisecond);

void restore(benchmark::State& state) {
  const auto events = events_of(static_cast<std::uint32_t>(state.range(0)));
  const std::string bytes = docket_with(events).to_bytes();
  for (auto _ : state) {
    const docket d = docket::from_bytes(terms(), bytes).value();
    benchmark::DoNotOptimize(d.case_count());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(events.size()));
  state.counters["bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK(restore)->Arg(20'000)->Unit(benchmark::kMillisecond);

void snapshot(benchmark::State& state) {
  const docket d = docket_with(events_of(static_cast<std::uint32_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(d.to_bytes().size());
}
BENCHMARK(snapshot)->Arg(20'000)->Unit(benchmark::kMillisecond);

const date asked{2026, 3, 2};

void due_in_a_week_by_scan(benchmark::State& state) {
  const docket d = docket_with(events_of(static_cast<std::uint32_t>(state.range(0))));
  std::size_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (const duty& x : d.duties(asked))
      found += x.state == duty_state::open && !x.lawful_day.is_special() && x.lawful_day >= asked &&
               x.lawful_day < asked + boost::gregorian::days{7} && x.time && x.time->way == direction::within_after;
    benchmark::DoNotOptimize(found);
  }
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(due_in_a_week_by_scan)->Arg(20'000)->Unit(benchmark::kMicrosecond);

void due_in_a_week_by_index(benchmark::State& state) {
  const docket d = docket_with(events_of(static_cast<std::uint32_t>(state.range(0))));
  std::size_t found = 0;
  for (auto _ : state) {
    found = d.due({asked, asked + boost::gregorian::days{7}}, asked).size();
    benchmark::DoNotOptimize(found);
  }
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(due_in_a_week_by_index)->Arg(20'000)->Unit(benchmark::kMicrosecond);

}  // namespace
