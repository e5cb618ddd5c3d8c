// A docket that holds many open duties at once: how fast they come in, how much memory each takes, what a question costs,
// and the snapshot of it all, written to a file and restored from it block by block. 200,000 duties, or as many as
// DINH_BENCH_OPEN_DUTIES says (10000000 needs about 2.5 GB).

#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>

#include "weekdays.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace dinh;
using namespace dinh::literals;

namespace {

// Three duties run at once after the decision: to publish, to tell the village, and to report.
docket_terms terms() {
  docket_terms t;
  t.calendars = {weekdays()};
  t.procedures = {procedure_builder("publish")
                      .start("received")
                      .task("decide", by("committee"))
                      .task("publish", by("committee"))
                      .task("tell", by("head"))
                      .task("report", by("committee"))
                      .end("closed")
                      .deadline(within(5_working_days), between("decide", "publish"), {.rule = "A"})
                      .deadline(within(15_days), between("decide", "tell"), {.rule = "B"})
                      .deadline(within(30_days), between("received", "report"), {.rule = "C"})
                      .build()
                      .value()};
  return t;
}

std::uint64_t wanted() {
  const char* text = std::getenv("DINH_BENCH_OPEN_DUTIES");
  return text == nullptr ? 200'000 : std::strtoull(text, nullptr, 10);
}

std::uint64_t resident_bytes() {
  std::ifstream in{"/proc/self/statm"};
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  in >> all >> resident;
  return resident * 4096;
}

constexpr std::uint32_t units = 3321;
const date first{2025, 1, 2};
constexpr int days = 300;
const date asked = first + boost::gregorian::days{250};

docket& held() {
  static const std::unique_ptr<docket> all = std::make_unique<docket>(docket::make(terms()).value());
  return *all;
}

// Cases of 300 days in 3,321 units, each with two events and three duties that stay open.
void record_open_duties(benchmark::State& state) {
  docket& d = held();
  const std::uint64_t cases = wanted() / 3 + 1;
  const std::uint64_t before = resident_bytes();
  for (auto _ : state) {
    for (std::uint64_t i = 0; i < cases; ++i) {
      event e;
      e.case_key = "H" + std::to_string(i);
      e.id = e.case_key + "/1";
      e.procedure = "publish";
      e.unit = std::to_string(10'000 + i % units) + "@2025-07-01";
      e.step = "received";
      e.by = "office";
      e.occurred_on = e.recorded_on = first + boost::gregorian::days{static_cast<int>(i * days / cases)};
      if (!d.record(e)) std::abort();
      event next;
      next.case_key = e.case_key;
      next.id = e.case_key + "/2";
      next.step = "decide";
      next.by = e.by;
      next.occurred_on = next.recorded_on = e.occurred_on + boost::gregorian::days{static_cast<int>(i % 7)};
      if (!d.record(next)) std::abort();
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(2 * cases));
  state.counters["open duties"] = static_cast<double>(3 * cases);
  state.counters["bytes each"] = static_cast<double>(resident_bytes() - before) / static_cast<double>(3 * cases);
}
BENCHMARK(record_open_duties)->Unit(benchmark::kMillisecond)->Iterations(1);

template <class Ask>
void ask(benchmark::State& state, const Ask& question) {
  std::size_t found = 0;
  for (auto _ : state) {
    found = question(held());
    benchmark::DoNotOptimize(found);
  }
  state.counters["found"] = static_cast<double>(found);
}
const docket_filter one_unit{.unit = "10007@2025-07-01"};

void due_in_a_week_in_a_unit(benchmark::State& s) {
  ask(s, [](const docket& d) { return d.due({asked, asked + boost::gregorian::days{7}}, asked, one_unit).size(); });
}
void due_on_one_day_everywhere(benchmark::State& s) {
  ask(s, [](const docket& d) { return d.due({asked, asked + boost::gregorian::days{1}}, asked).size(); });
}
void all_duties_of_a_unit(benchmark::State& s) {
  ask(s, [](const docket& d) { return d.duties(asked, one_unit).size(); });
}
void breaches_of_a_unit(benchmark::State& s) {
  ask(s, [](const docket& d) { return d.breaches(asked, one_unit).size(); });
}
void met_late_everywhere(benchmark::State& s) {
  ask(s, [](const docket& d) { return d.met_late(asked).size(); });
}
void next_acts_of_a_case(benchmark::State& s) {
  ask(s, [](const docket& d) { return d.next("H17", asked).value().size(); });
}
BENCHMARK(due_in_a_week_in_a_unit)->Unit(benchmark::kMillisecond);
BENCHMARK(due_on_one_day_everywhere)->Unit(benchmark::kMillisecond);
BENCHMARK(all_duties_of_a_unit)->Unit(benchmark::kMillisecond);
BENCHMARK(breaches_of_a_unit)->Unit(benchmark::kMillisecond);
BENCHMARK(met_late_everywhere)->Unit(benchmark::kMillisecond);
BENCHMARK(next_acts_of_a_case)->Unit(benchmark::kMicrosecond);

// The most that was resident since the last call, in bytes.
std::uint64_t peak_bytes() {
  std::ifstream in{"/proc/self/status"};
  std::uint64_t kibibytes = 0;
  for (std::string word; in >> word;)
    if (word == "VmHWM:") in >> kibibytes;
  std::ofstream{"/proc/self/clear_refs"} << '5';
  return kibibytes * 1024;
}

std::FILE* snapshot_file() {
  static std::FILE* const file = std::tmpfile();
  return file;
}

void snapshot(benchmark::State& state) {
  const std::uint64_t before = resident_bytes();
  (void)peak_bytes();
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    std::rewind(snapshot_file());
    const auto faults = held().write_bytes([&](std::string_view block) {
      bytes += std::fwrite(block.data(), 1, block.size(), snapshot_file());
      return diagnostics{};
    });
    if (faults.has_errors() || std::fflush(snapshot_file()) != 0) std::abort();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(held().event_count()));
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["bytes held beside the docket"] = static_cast<double>(peak_bytes()) - static_cast<double>(before);
}
void restore(benchmark::State& state) {
  held() = docket::make(terms()).value();
  (void)peak_bytes();
  std::vector<char> block(std::size_t{1} << 20U);
  for (auto _ : state) {
    std::rewind(snapshot_file());
    held() = docket::read_bytes(terms(), [&]() -> checked<std::string_view> {
               return std::string_view{block.data(), std::fread(block.data(), 1, block.size(), snapshot_file())};
             }).value();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(held().event_count()));
  state.counters["bytes resident"] = static_cast<double>(resident_bytes());
  state.counters["most bytes resident"] = static_cast<double>(peak_bytes());
}
BENCHMARK(snapshot)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(restore)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
