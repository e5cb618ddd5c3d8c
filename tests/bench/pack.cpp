// Loading the Vietnamese pack against parsing its JSON alone, with the same parser and limits, in one program.
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/receipt.hpp>
#include <dinh/law/decide.hpp>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <cstddef>

namespace {

using namespace dinh;
using namespace dinh::literals;

const std::vector<pack_file>& files() {
  static const std::vector<pack_file> all = packs::vietnam_files();
  return all;
}
std::size_t bytes() {
  std::size_t n = 0;
  for (const auto& f : files()) n += f.content.size();
  return n;
}
const pack& vietnam() {
  static const pack vn = packs::vietnam().value();
  return vn;
}

/// The reference: nlohmann's own parser, no checks.
void json_parse_alone(benchmark::State& state) {
  for (auto _ : state)
    for (const auto& f : files()) benchmark::DoNotOptimize(nlohmann::json::parse(f.content));
  state.counters["KiB"] = static_cast<double>(bytes()) / 1024;
}
BENCHMARK(json_parse_alone)->Unit(benchmark::kMillisecond);

/// Target: at most 2x the parse alone, at most 50 ms, at most 1 MiB embedded.
void pack_load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_pack(files()));
}
BENCHMARK(pack_load)->Unit(benchmark::kMillisecond);

void pack_hash(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(hash_of(files()));
}
BENCHMARK(pack_hash)->Unit(benchmark::kMillisecond);

void due_receipt(benchmark::State& state) {
  (void)vietnam().hash();
  for (auto _ : state) {
    const auto r = receipt_of(vietnam(), due_date_question{.asked = within(5_working_days), .from = date{2025, 4, 24}});
    benchmark::DoNotOptimize(write_receipt(*r));
  }
}
BENCHMARK(due_receipt)->Unit(benchmark::kMicrosecond);

question vote() {
  question q;
  q.on = date{2023, 9, 1};
  q.where = setting::village;
  q.what = *content::from("15.6");
  q.form = decision_form::meeting;
  q.households = counted{8318};
  q.present = counted{5000};
  q.in_favour = counted{4160};
  return q;
}
void ruling_without_words(benchmark::State& state) {
  const question q = vote();
  for (auto _ : state) benchmark::DoNotOptimize(rule_on(vietnam().rules(), q));
}
BENCHMARK(ruling_without_words)->Unit(benchmark::kNanosecond);
void ruling_in_words(benchmark::State& state) {
  const question q = vote();
  for (auto _ : state) benchmark::DoNotOptimize(decide(vietnam().rules(), q));
}
BENCHMARK(ruling_in_words)->Unit(benchmark::kNanosecond);

}  // namespace
