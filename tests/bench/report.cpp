// The report of a year (duties of every unit, counted and summed up the tree) against one reading of the journal of that
// year: the journal alone, the journal with its lines read as events, the report straight from the journal, and through a docket.
// 60,000 events, or as many as DINH_BENCH_EVENTS says.
#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/journal/sqlite.hpp>
#include <dinh/journal/tally.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/report/unit_tally.hpp>

#include "country.hpp"
#include "weekdays.hpp"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace dinh;
using namespace dinh::literals;

namespace {

const date first{2025, 7, 1};

// Eight steps and four deadlines between them.
docket_terms terms() {
  docket_terms t;
  t.calendars = {weekdays()};
  t.units = registry_directory(country());
  t.procedures = {procedure_builder("publish")
                      .start("received")
                      .task("decide", by("committee"))
                      .task("sign", by("committee"))
                      .task("publish", by("committee"))
                      .task("tell", by("head"))
                      .task("take_down", by("head"))
                      .task("report", by("committee"))
                      .end("closed")
                      .deadline(within(5_working_days), between("decide", "publish"), {.rule = "A"})
                      .deadline(within(15_days), between("decide", "tell"), {.rule = "B"})
                      .deadline(at_least(30_days), between("publish", "take_down"), {.rule = "C"})
                      .deadline(within(60_days), between("received", "report"), {.rule = "D"})
                      .build()
                      .value()};
  return t;
}

std::uint64_t wanted() {
  const char* text = std::getenv("DINH_BENCH_EVENTS");
  return text == nullptr ? 60'000 : std::strtoull(text, nullptr, 10);
}

// A journal of cases in all communes, each done to the third step or to the last.
class journal_of_a_year {
public:
  journal_of_a_year() {
    forget();
    auto log = open();
    std::vector<std::string> communes;
    const unit_tree tree = country().tree(first);
    for (const unit_id u : tree.all())
      if (level_of(country().kind(u, first)) == unit_level::commune) communes.push_back(country()[u].key);
    static constexpr const char* steps[] = {"received", "decide", "sign", "publish", "tell", "take_down", "report"};
    std::vector<journal_entry> batch;
    for (std::uint64_t c = 0; events_ < wanted(); ++c) {
      event e;
      e.case_key = "HS-" + std::to_string(c);
      e.procedure = "publish";
      e.unit = communes[c % communes.size()];
      e.occurred_on = first + boost::gregorian::days{static_cast<int>(c % 300)};
      const std::size_t last = c % 3 == 0 ? 3 : 7;
      for (std::size_t s = 0; s < last; ++s) {
        e.id = e.case_key + "/" + std::to_string(s);
        e.step = steps[s];
        e.by = "office";
        e.occurred_on += boost::gregorian::days{static_cast<int>((c + s) % 9)};
        e.recorded_on = e.occurred_on;
        batch.push_back({e.id, to_text(e)});
        ++events_;
        e.procedure.clear();
        e.unit.clear();
      }
      if (c % 51 == 0) {  // some cases are suspended: these are looked at again
        e.id = e.case_key + "/stop";
        e.step.clear();
        e.kind = event_kind::suspended;
        batch.push_back({e.id, to_text(e)});
        ++events_;
      }
      if (batch.size() >= 10'000) append(*log, batch);
    }
    append(*log, batch);
  }
  ~journal_of_a_year() { forget(); }
  journal_of_a_year(const journal_of_a_year&) = delete;
  journal_of_a_year& operator=(const journal_of_a_year&) = delete;

  [[nodiscard]] std::unique_ptr<journal> open() const { return sqlite_journal::open(path_).value(); }
  [[nodiscard]] std::int64_t events() const noexcept { return static_cast<std::int64_t>(events_); }

private:
  static void append(journal& log, std::vector<journal_entry>& batch) {
    (void)log.append(batch).value();
    batch.clear();
  }
  void forget() const {
    for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + rest);
  }
  std::string path_ = (std::filesystem::temp_directory_path() / ("dinh-bench-report" + std::to_string(::getpid()))).string();
  std::uint64_t events_ = 0;
};
const journal_of_a_year& year() {
  static const journal_of_a_year all;
  return all;
}

void journal_read_once(benchmark::State& state) {
  (void)year();  // is written before the clock runs
  for (auto _ : state) {
    const auto log = year().open();
    std::size_t bytes = 0;
    const auto faults = for_each_entry(*log, [&](const recorded_entry& e) {
      bytes += e.entry.payload.size();
      return diagnostics{};
    });
    if (faults.has_errors()) std::abort();
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * year().events());
}
void journal_read_once_as_events(benchmark::State& state) {
  for (auto _ : state) {
    const auto log = year().open();
    std::size_t acts = 0;
    const auto faults = for_each_entry(*log, [&](const recorded_entry& e) {
      acts += parse_event(e.entry.payload).value().kind == event_kind::act ? 1U : 0U;
      return diagnostics{};
    });
    if (faults.has_errors()) std::abort();
    benchmark::DoNotOptimize(acts);
  }
  state.SetItemsProcessed(state.iterations() * year().events());
}
void report_of_a_year(benchmark::State& state) {
  const docket_terms by = terms();
  for (auto _ : state) {
    const auto log = year().open();
    const date end = first + boost::gregorian::days{365};
    benchmark::DoNotOptimize(tally_by_unit(tally_of_journal(*log, by, end).value(), country(), end).units.size());
  }
  state.SetItemsProcessed(state.iterations() * year().events());
}
void report_through_a_docket(benchmark::State& state) {  // as one would report without `tally_of_journal`
  const docket_terms by = terms();
  for (auto _ : state) {
    const auto log = year().open();
    docket d = docket::make(by).value();
    (void)replay(*log, d).value();
    benchmark::DoNotOptimize(tally_by_unit(d, country(), first + boost::gregorian::days{365}).units.size());
  }
  state.SetItemsProcessed(state.iterations() * year().events());
}
void report_of_a_docket_at_hand(benchmark::State& state) {
  docket d = docket::make(terms()).value();
  (void)replay(*year().open(), d).value();
  for (auto _ : state) benchmark::DoNotOptimize(tally_by_unit(d, country(), first + boost::gregorian::days{365}).units.size());
  state.SetItemsProcessed(state.iterations() * year().events());
}
void report_from_whole_duties(benchmark::State& state) {  // as one would count without `docket::tally`
  docket d = docket::make(terms()).value();
  (void)replay(*year().open(), d).value();
  for (auto _ : state) {
    duty_tally all;
    for (const duty& one : d.duties(first + boost::gregorian::days{365})) count(one, all);
    benchmark::DoNotOptimize(all);
  }
  state.SetItemsProcessed(state.iterations() * year().events());
}
BENCHMARK(journal_read_once)->Unit(benchmark::kMillisecond);
BENCHMARK(journal_read_once_as_events)->Unit(benchmark::kMillisecond);
BENCHMARK(report_of_a_year)->Unit(benchmark::kMillisecond);
BENCHMARK(report_through_a_docket)->Unit(benchmark::kMillisecond);
BENCHMARK(report_of_a_docket_at_hand)->Unit(benchmark::kMillisecond);
BENCHMARK(report_from_whole_duties)->Unit(benchmark::kMillisecond);

}  // namespace
