// Decisions and rule lookups against what one writes by hand for the same contents, and loading the whole pack against
// parsing its JSON alone, in one program. Ratios within a run count, not the nanoseconds.
#include <benchmark/benchmark.h>
#include <dinh/exchange/pack.hpp>
#include <dinh/law/decide.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace dinh;

namespace {

const rule_set& rules() {
  static const rule_set all = [] {
    const auto p = packs::vietnam();
    if (!p) std::abort();
    return p->rules();
  }();
  return all;
}

/// Votes of villages on all contents, before and after 2023-07-01.
const std::vector<question>& votes() {
  static const std::vector<question> list = [] {
    std::mt19937 random{7};
    const auto pick = [&](std::uint32_t below) { return static_cast<std::int64_t>(random() % below); };
    constexpr const char* contents[] = {"15.1", "15.2", "15.3", "15.4", "15.5", "15.6"};
    std::vector<question> out;
    for (int i = 0; i < 1024; ++i) {
      question q;
      q.where = setting::village;
      q.what = contents[pick(6)];
      q.form = decision_form::meeting;
      q.on = date{static_cast<unsigned short>(2021 + pick(5)), 1, 1} + boost::gregorian::days{static_cast<long>(pick(365))};
      q.households = 100 + pick(400);
      q.present = q.households.value() - pick(50);
      q.in_favour = pick(static_cast<std::uint32_t>(q.present.value() + 1));
      out.push_back(std::move(q));
    }
    return out;
  }();
  return list;
}

/// The numbers of Art 21(1) and of the ordinance before it, as one writes them into a program.
struct by_hand {
  std::int64_t minimum;
  outcome result;
};
by_hand decide_by_hand(const question& q) {
  static const date law{2023, 7, 1};
  const std::int64_t n = q.households.value();
  const bool two_thirds = q.on >= law && (q.what == content{"15.1"} || q.what == content{"15.2"});
  const std::int64_t least = two_thirds ? (2 * n + 2) / 3 : n / 2 + 1;
  if (q.present.value() < least) return {least, outcome::unreachable};
  return {least, q.in_favour.value() >= least ? outcome::passed : outcome::not_passed};
}

void a_decision(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) {
    const ruling r = rule_on(rules(), votes()[i++ & 1023U]);
    benchmark::DoNotOptimize(r.minimum);
    benchmark::DoNotOptimize(r.result);
  }
}
BENCHMARK(a_decision);

void a_decision_by_hand(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decide_by_hand(votes()[i++ & 1023U]));
}
BENCHMARK(a_decision_by_hand);

void a_rule_by_content_and_date(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) {
    const question& q = votes()[i++ & 1023U];
    rule_question asked;
    asked.use = rule_use::passing_threshold;
    asked.where = q.where;
    asked.what = q.what;
    benchmark::DoNotOptimize(rules().governing(asked, q.on).rule_found);
  }
}
BENCHMARK(a_rule_by_content_and_date);

void a_rule_by_id(benchmark::State& state) {
  std::vector<std::string> ids;
  for (const rule& r : rules().rules()) ids.push_back(r.id);
  std::shuffle(ids.begin(), ids.end(), std::mt19937{3});
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(rules().find(ids[i++ % ids.size()]));
}
BENCHMARK(a_rule_by_id);

void a_decision_with_its_reasons_in_words(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decide(rules(), votes()[i++ & 1023U]).why.because.size());
}
BENCHMARK(a_decision_with_its_reasons_in_words);

const std::string& pack_folder() {
  static const std::string folder{std::string{DINH_SOURCE_DIR} + "/src/packs/vn"};
  return folder;
}

void the_whole_pack(benchmark::State& state) {
  for (auto _ : state) {
    const auto p = load_pack(pack_folder());
    if (!p) std::abort();
    benchmark::DoNotOptimize(p->rules().rules().size());
  }
}
BENCHMARK(the_whole_pack)->Unit(benchmark::kMillisecond);

void its_json_alone(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator{pack_folder()}) {
      if (file.path().extension() != ".json") continue;
      std::ifstream in{file.path(), std::ios::binary};
      const std::string content{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
      bytes += content.size();
      benchmark::DoNotOptimize(nlohmann::json::parse(content).size());
    }
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(its_json_alone)->Unit(benchmark::kMillisecond);

}  // namespace
