// The calendar against its references in one program: a plain rank/select table, QuantLib's Calendar with the same
// holidays, and Boost.Date_Time stepping day by day. Ratios within a run count, not the nanoseconds.
#include "../../src/exchange/pack_calendar.hpp"

#include <benchmark/benchmark.h>
#include <dinh/calendar/due.hpp>

#ifdef DINH_HAS_QUANTLIB
#include <ql/time/calendars/bespokecalendar.hpp>
#include <ql/time/date.hpp>
#include <ql/time/period.hpp>
#endif

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace dinh;
using namespace dinh::literals;

namespace {

const work_calendar& agency() {
  static const work_calendar calendar = [] {
    std::ifstream in{std::string{DINH_SOURCE_DIR} + "/src/packs/vn/calendar-state-agency.json"};
    const std::string content{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    diagnostics faults;
    const auto j = exchange::parse_json(content, "calendar-state-agency.json");
    auto c = exchange::read_calendar(j.value(), "calendar-state-agency.json", faults);
    if (!c) std::abort();
    return *c;
  }();
  return calendar;
}

/// What one writes by hand: for each day the number of working days before it and on it, and the list of those days.
struct plain_table {
  std::vector<std::uint32_t> rank;
  std::vector<std::int32_t> days;

  plain_table() {
    for (day_number n = first_calendar_day; n <= last_calendar_day; ++n) {
      if (agency().is_working(to_date(n))) days.push_back(n);
      rank.push_back(static_cast<std::uint32_t>(days.size()));
    }
  }
  /// With the two checks that keep it inside its arrays, as in any function one may call with a date of others.
  [[nodiscard]] date nth_after(date d, std::uint32_t n) const {
    constexpr date none{boost::date_time::not_a_date_time};
    const auto i = static_cast<std::uint32_t>(to_day_number(d) - first_calendar_day);
    if (i >= rank.size()) return none;
    const std::uint32_t k = rank[i] + n - 1;
    return k < days.size() ? to_date(days[k]) : none;
  }
  [[nodiscard]] date nth_after_unchecked(date d, std::uint32_t n) const {
    return to_date(days[rank[static_cast<std::size_t>(to_day_number(d) - first_calendar_day)] + n - 1]);
  }
};
const plain_table& table() {
  static const plain_table t;
  return t;
}

enum class years { decided, all };

/// The same random days for every contestant; QuantLib begins in 1901 and ends in 2199.
std::vector<date> some_days(years which) {
  std::mt19937 random{42};
  const day_number from = which == years::decided ? to_day_number(civil{2013, 1, 1}) : to_day_number(civil{1902, 1, 1});
  const day_number to = which == years::decided ? to_day_number(civil{2026, 6, 1}) : to_day_number(civil{2198, 1, 1});
  std::uniform_int_distribution<day_number> pick{from, to};
  std::vector<date> out(4096);
  for (date& d : out) d = to_date(pick(random));
  return out;
}

years which_years(const benchmark::State& state) { return state.range(1) == 0 ? years::decided : years::all; }

void per_item(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * static_cast<std::int64_t>(items)));
}

void nth_and_years(benchmark::internal::Benchmark* b) {
  for (const int which : {0, 1})
    for (const int n : {5, 10, 30, 60}) b->Args({n, which});
  b->ArgNames({"n", "all_years"});
}
void only_years(benchmark::internal::Benchmark* b) { b->Args({0, 0})->Args({0, 1})->ArgNames({"n", "all_years"}); }

void nth_dinh(benchmark::State& state) {
  const auto days = some_days(which_years(state));
  const auto n = static_cast<std::int32_t>(state.range(0));
  const work_calendar& calendar = agency();
  for (auto _ : state)
    for (const date d : days) benchmark::DoNotOptimize(calendar.nth_after(d, n));
  per_item(state, days.size());
  state.counters["bytes_per_calendar"] = static_cast<double>(calendar.size_in_bytes());
}
BENCHMARK(nth_dinh)->Apply(nth_and_years);

void nth_plain_table(benchmark::State& state) {
  const auto days = some_days(which_years(state));
  const auto n = static_cast<std::uint32_t>(state.range(0));
  const plain_table& t = table();
  for (auto _ : state)
    for (const date d : days) benchmark::DoNotOptimize(t.nth_after(d, n));
  per_item(state, days.size());
}
BENCHMARK(nth_plain_table)->Apply(nth_and_years);

void nth_plain_table_unchecked(benchmark::State& state) {
  const auto days = some_days(which_years(state));
  const auto n = static_cast<std::uint32_t>(state.range(0));
  const plain_table& t = table();
  for (auto _ : state)
    for (const date d : days) benchmark::DoNotOptimize(t.nth_after_unchecked(d, n));
  per_item(state, days.size());
}
BENCHMARK(nth_plain_table_unchecked)->Apply(nth_and_years);

/// Day by day, as one writes it with Boost.Date_Time; the days off as a set of flags, the weekday from the date.
void nth_boost_stepping(benchmark::State& state) {
  const auto days = some_days(which_years(state));
  const auto n = static_cast<int>(state.range(0));
  std::vector<char> off(detail::calendar_days, 0);
  for (day_number d = first_calendar_day; d <= last_calendar_day; ++d)
    off[static_cast<std::size_t>(d - first_calendar_day)] = agency().is_working(to_date(d)) ? 0 : 1;
  for (auto _ : state)
    for (date d : days) {
      for (int left = n; left > 0;) {
        d += boost::gregorian::date_duration{1};
        if (off[static_cast<std::size_t>(to_day_number(d) - first_calendar_day)] == 0) --left;
      }
      benchmark::DoNotOptimize(d);
    }
  per_item(state, days.size());
}
BENCHMARK(nth_boost_stepping)->Apply(nth_and_years);

void is_working_dinh(benchmark::State& state) {
  const auto days = some_days(which_years(state));
  const work_calendar& calendar = agency();
  for (auto _ : state)
    for (const date d : days) benchmark::DoNotOptimize(calendar.is_working(d));
  per_item(state, days.size());
}
BENCHMARK(is_working_dinh)->Apply(only_years);

void count_dinh(benchmark::State& state) {
  const auto days = some_days(which_years(state));
  const work_calendar& calendar = agency();
  for (auto _ : state)
    for (std::size_t i = 1; i < days.size(); ++i) benchmark::DoNotOptimize(calendar.count(days[i - 1], days[i]));
  per_item(state, days.size() - 1);
}
BENCHMARK(count_dinh)->Apply(only_years);

void count_plain_table(benchmark::State& state) {
  const auto days = some_days(which_years(state));
  const plain_table& t = table();
  const auto rank = [&](date d) { return t.rank[static_cast<std::size_t>(to_day_number(d) - first_calendar_day)]; };
  for (auto _ : state)
    for (std::size_t i = 1; i < days.size(); ++i) benchmark::DoNotOptimize(rank(days[i]) - rank(days[i - 1]));
  per_item(state, days.size() - 1);
}
BENCHMARK(count_plain_table)->Apply(only_years);

/// Year, month and day in and out, the unit known at run time only.
template <class Ask>
void whole_due_date(benchmark::State& state, limit l, Ask ask) {
  std::vector<civil> triggers;
  for (const date d : some_days(which_years(state))) triggers.push_back(to_civil(d));
  benchmark::DoNotOptimize(l);
  for (auto _ : state)
    for (const civil& c : triggers) benchmark::DoNotOptimize(ask(l, c));
  per_item(state, triggers.size());
}
void whole_due_date_dinh(benchmark::State& state, limit l) {
  const work_calendar& calendar = agency();
  whole_due_date(state, l,
                 [&](const limit& asked, const civil& c) { return to_civil(calendar.latest_day(asked, to_date(c))); });
}
void due_5_working_days_dinh(benchmark::State& state) { whole_due_date_dinh(state, within(5_working_days)); }
void due_30_days_dinh(benchmark::State& state) { whole_due_date_dinh(state, within(30_days)); }
void due_1_month_dinh(benchmark::State& state) { whole_due_date_dinh(state, within(1_month)); }
void due_before_20_days_dinh(benchmark::State& state) { whole_due_date_dinh(state, before(20_days)); }
void due_5_working_days_plain_table(benchmark::State& state) {
  const plain_table& t = table();
  whole_due_date(state, within(5_working_days), [&](const limit& l, const civil& c) {
    return to_civil(t.nth_after(to_date(c), static_cast<std::uint32_t>(l.length.count)));
  });
}
/// The conversions of a date and back alone.
void due_conversions_only(benchmark::State& state) {
  whole_due_date(state, within(5_working_days),
                 [&](const limit& l, const civil& c) { return to_civil(to_day_number(c) + l.length.count); });
}
BENCHMARK(due_conversions_only)->Apply(only_years);
BENCHMARK(due_5_working_days_dinh)->Apply(only_years);
BENCHMARK(due_30_days_dinh)->Apply(only_years);
BENCHMARK(due_1_month_dinh)->Apply(only_years);
BENCHMARK(due_before_20_days_dinh)->Apply(only_years);
BENCHMARK(due_5_working_days_plain_table)->Apply(only_years);

/// A million due dates with mixed limits, read from and written to memory.
void batch_of_a_million(benchmark::State& state) {
  struct question {
    date from;
    limit asked;
    date day;
  };
  const std::vector<limit> limits{within(5_working_days), within(10_days), within(1_month), before(7_days)};
  const auto days = some_days(years::decided);
  std::vector<question> batch(1'000'000);
  for (std::size_t i = 0; i < batch.size(); ++i) batch[i] = {days[i % days.size()], limits[i % limits.size()], {}};
  const work_calendar& calendar = agency();
  for (auto _ : state) {
    for (question& q : batch) q.day = calendar.latest_day(q.asked, q.from);
    benchmark::ClobberMemory();
  }
  per_item(state, batch.size());
}
BENCHMARK(batch_of_a_million)->Unit(benchmark::kMillisecond);

/// With all its reasons, for scale.
void due_with_reasons(benchmark::State& state) {
  const auto days = some_days(years::decided);
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(agency().due(within(5_working_days), after(days[i++ % days.size()])));
}
BENCHMARK(due_with_reasons);

#ifdef DINH_HAS_QUANTLIB
/// QuantLib's calendar with the same days off and the same worked Saturdays.
const QuantLib::Calendar& quantlib_calendar() {
  static const QuantLib::BespokeCalendar calendar = [] {
    QuantLib::BespokeCalendar c{"state agency"};
    c.addWeekend(QuantLib::Saturday);
    c.addWeekend(QuantLib::Sunday);
    for (const calendar_entry& e : agency().entries(date{1901, 1, 2}, date{2199, 12, 31})) {
      const civil at = to_civil(e.day);
      const QuantLib::Date d{at.day, static_cast<QuantLib::Month>(at.month), at.year};
      if (e.kind == day_kind::swap_work)
        c.removeHoliday(d);
      else
        c.addHoliday(d);
    }
    return c;
  }();
  return calendar;
}
std::vector<QuantLib::Date> quantlib_days(years which) {
  std::vector<QuantLib::Date> out;
  for (const date d : some_days(which)) {
    const civil c = to_civil(d);
    out.emplace_back(c.day, static_cast<QuantLib::Month>(c.month), c.year);
  }
  return out;
}

void nth_quantlib(benchmark::State& state) {
  const auto days = quantlib_days(which_years(state));
  const auto own = some_days(which_years(state));
  const auto n = static_cast<QuantLib::Integer>(state.range(0));
  const QuantLib::Calendar& calendar = quantlib_calendar();
  for (std::size_t i = 0; i < days.size(); ++i) {  // the same answers, or the ratio means nothing
    const QuantLib::Date d = calendar.advance(days[i], n, QuantLib::Days);
    const civil c = to_civil(agency().nth_after(own[i], static_cast<std::int32_t>(n)));
    if (d.dayOfMonth() != c.day || static_cast<int>(d.month()) != c.month || d.year() != c.year)
      state.SkipWithError("QuantLib answers differently");
  }
  for (auto _ : state)
    for (const QuantLib::Date& d : days) benchmark::DoNotOptimize(calendar.advance(d, n, QuantLib::Days));
  per_item(state, days.size());
}
BENCHMARK(nth_quantlib)->Apply(nth_and_years);

void is_working_quantlib(benchmark::State& state) {
  const auto days = quantlib_days(which_years(state));
  const QuantLib::Calendar& calendar = quantlib_calendar();
  for (auto _ : state)
    for (const QuantLib::Date& d : days) benchmark::DoNotOptimize(calendar.isBusinessDay(d));
  per_item(state, days.size());
}
BENCHMARK(is_working_quantlib)->Apply(only_years);

void count_quantlib(benchmark::State& state) {
  const auto days = quantlib_days(which_years(state));
  const QuantLib::Calendar& calendar = quantlib_calendar();
  for (auto _ : state)
    for (std::size_t i = 1; i < 64; ++i)
      benchmark::DoNotOptimize(calendar.businessDaysBetween(days[i - 1], days[i], false, true));
  per_item(state, 63);
}
BENCHMARK(count_quantlib)->Args({0, 0})->ArgNames({"n", "all_years"});
#endif

}  // namespace
