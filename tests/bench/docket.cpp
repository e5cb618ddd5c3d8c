// Cases through an 8-step procedure with a decision, a fork and join, and two deadlines: the compiled tables
// against a switch written by hand for this one procedure, in the same program; then one case through names
// and checks; then the picture of memory.

#include <dinh/docket/advance.hpp>
#include <dinh/docket/engine.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/verify.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <vector>

using namespace dinh;
using namespace dinh::literals;

namespace {

// s → receive → check → {refuse → e1 | accept → fork(post, tell) → join → close → e2}
procedure eight_steps() {
  return procedure_builder("eight", flow_style::written_out)
      .start("s")
      .task("receive", by("office"))
      .decision("check", by("office"))
      .task("refuse", by("office"))
      .fork("f")
      .task("post", by("office"))
      .task("tell", by("head"))
      .join("j")
      .task("close", by("office"))
      .end("e1")
      .end("e2")
      .flow("s", "receive")
      .flow("receive", "check")
      .branch("check", "no", "refuse")
      .branch("check", "yes", "f")
      .flow("refuse", "e1")
      .flow("f", "post")
      .flow("f", "tell")
      .flow("post", "j")
      .flow("tell", "j")
      .flow("j", "close")
      .flow("close", "e2")
      .deadline(within(5_working_days), between("receive", "check"))
      .deadline(at_least(30_days), between("post", "close"))
      .build()
      .value();
}

work_calendar monday_to_friday() {
  calendar_facts facts;
  facts.id = "plain";
  facts.rest = {weekday::saturday, weekday::sunday};
  return work_calendar::build(std::move(facts)).value();
}

// What happens in case n: the days between its acts and the branch.
struct pattern {
  std::array<std::uint8_t, 8> gap;
  bool accepted;
};
std::vector<pattern> patterns() {
  std::vector<pattern> all(1024);
  std::uint32_t x = 12345;
  for (auto& p : all) {
    for (auto& g : p.gap) g = static_cast<std::uint8_t>((x = x * 1664525U + 1013904223U) >> 29U);
    p.accepted = (x >> 16U) % 4 != 0;
    p.gap[6] = static_cast<std::uint8_t>(p.gap[6] + 27);
  }
  return all;
}

struct counter {
  std::uint64_t duties = 0;
  std::uint64_t breaches = 0;
  void duty(const engine::duty_event&) { ++duties; }
  void breach(const engine::breach_event&) { ++breaches; }
  void out_of_order(const engine::breach_event&, const std::vector<left_out_step>&) { ++breaches; }
};

const day_number first_day = to_day_number(civil{2025, 3, 3});

void engine_tables(benchmark::State& state) {
  const procedure p = eight_steps();
  const work_calendar calendar = monday_to_friday();
  const auto cases = patterns();
  const auto index = [&](const char* key) { return static_cast<std::uint16_t>(p.find(key).index()); };
  const std::uint16_t s = index("s"), receive = index("receive"), check = index("check"), refuse = index("refuse"),
                      post = index("post"), tell = index("tell"), close = index("close");
  const std::uint16_t yes = p.find_branch(p.find("check"), "yes");
  const std::uint16_t no = p.find_branch(p.find("check"), "no");
  const due_policies policies;
  counter seen;
  std::uint64_t done = 0;
  std::uint64_t events = 0;
  for (auto _ : state) {
    for (const pattern& c : cases) {
      case_state at;
      day_number day = first_day;
      const auto act = [&](std::uint16_t step, std::uint16_t exit, std::uint8_t gap) {
        day += gap;
        engine::apply(p.tables(), calendar, policies, at, step, exit, day, day, seen);
        ++events;
      };
      act(s, 0, c.gap[0]);
      act(receive, 0, c.gap[1]);
      act(check, c.accepted ? yes : no, c.gap[2]);
      if (c.accepted) {
        act(post, 0, c.gap[3]);
        act(tell, 0, c.gap[4]);
        act(close, 0, c.gap[6]);
      } else {
        act(refuse, 0, c.gap[3]);
      }
      done += at.is_closed() ? 1U : 0U;
    }
  }
  benchmark::DoNotOptimize(seen);
  state.counters["cases/s"] = benchmark::Counter(static_cast<double>(done), benchmark::Counter::kIsRate);
  state.counters["events/s"] = benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
  state.counters["duties/case"] = static_cast<double>(seen.duties) / static_cast<double>(done);
  state.counters["breaches/case"] = static_cast<double>(seen.breaches) / static_cast<double>(done);
  state.counters["bytes/case"] = sizeof(case_state);
}
BENCHMARK(engine_tables);

// The same procedure as a person would write it once.
enum class by_hand : std::uint8_t { begun, received, accepted, posted, told, both, refused, closed };

void switch_by_hand(benchmark::State& state) {
  const work_calendar calendar = monday_to_friday();
  const auto cases = patterns();
  const due_policies policies;
  enum class act : std::uint8_t { receive, yes, no, post, tell, close, refuse };
  std::uint64_t duties = 0;
  std::uint64_t breaches = 0;
  std::uint64_t done = 0;
  for (auto _ : state) {
    for (const pattern& c : cases) {
      by_hand at = by_hand::begun;
      day_number opened = never;
      day_number day = first_day + c.gap[0];
      const auto settle = [&](limit l, bool is_minimum) {
        const day_number lawful = to_day_number(calendar.latest_day(l, to_date(opened), policies));
        ++duties;
        breaches += (is_minimum ? day < lawful : day > lawful) ? 1U : 0U;
        opened = never;
      };
      const auto open = [&](limit l) {
        opened = day;
        benchmark::DoNotOptimize(calendar.latest_day(l, to_date(opened), policies));
        ++duties;
      };
      const auto apply = [&](act a, std::uint8_t gap) {
        day += gap;
        benchmark::DoNotOptimize(a);
        switch (a) {
          case act::receive:
            if (at == by_hand::begun) {
              at = by_hand::received;
              open(within(5_working_days));
            }
            break;
          case act::yes:
          case act::no:
            if (at == by_hand::received) {
              at = a == act::yes ? by_hand::accepted : by_hand::refused;
              settle(within(5_working_days), false);
            }
            break;
          case act::post:
            if (at == by_hand::accepted || at == by_hand::told) {
              at = at == by_hand::told ? by_hand::both : by_hand::posted;
              open(at_least(30_days));
            }
            break;
          case act::tell:
            if (at == by_hand::accepted || at == by_hand::posted)
              at = at == by_hand::posted ? by_hand::both : by_hand::told;
            break;
          case act::close:
            if (at == by_hand::both) {
              at = by_hand::closed;
              settle(at_least(30_days), true);
            }
            break;
          case act::refuse:
            if (at == by_hand::refused) at = by_hand::closed;
            break;
        }
      };
      apply(act::receive, c.gap[1]);
      if (c.accepted) {
        apply(act::yes, c.gap[2]);
        apply(act::post, c.gap[3]);
        apply(act::tell, c.gap[4]);
        apply(act::close, c.gap[6]);
      } else {
        apply(act::no, c.gap[2]);
        apply(act::refuse, c.gap[3]);
      }
      done += at == by_hand::closed ? 1U : 0U;
    }
  }
  benchmark::DoNotOptimize(duties);
  benchmark::DoNotOptimize(breaches);
  state.counters["cases/s"] = benchmark::Counter(static_cast<double>(done), benchmark::Counter::kIsRate);
  state.counters["duties/case"] = static_cast<double>(duties) / static_cast<double>(done);
  state.counters["breaches/case"] = static_cast<double>(breaches) / static_cast<double>(done);
}
BENCHMARK(switch_by_hand);

// By names, with everything checked and lists of what happened.
void advance_by_names(benchmark::State& state) {
  const procedure p = eight_steps();
  const work_calendar calendar = monday_to_friday();
  std::vector<event> events;
  for (const char* step : {"s", "receive", "check", "post", "tell", "close"}) {
    event e;
    e.id = step;
    e.step = step;
    if (e.step == "check") e.branch = "yes";
    e.occurred_on = e.recorded_on = to_date(first_day + static_cast<day_number>(events.size()) * 7);
    events.push_back(std::move(e));
  }
  std::uint64_t done = 0;
  for (auto _ : state) {
    case_state at;
    for (const event& e : events) at = advance(p, calendar, at, e)->state;
    done += at.is_closed() ? 1U : 0U;
  }
  state.counters["cases/s"] = benchmark::Counter(static_cast<double>(done), benchmark::Counter::kIsRate);
}
BENCHMARK(advance_by_names);

void soundness_of_eight_steps(benchmark::State& state) {
  const procedure p = eight_steps();
  for (auto _ : state) benchmark::DoNotOptimize(verify(p));
}
BENCHMARK(soundness_of_eight_steps);

}  // namespace
