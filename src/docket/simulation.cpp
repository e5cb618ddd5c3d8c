#include <dinh/docket/simulation.hpp>
#include <docket/clocks.hpp>
#include <docket/simulated_facts.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace dinh::inline v1 {

namespace {

/// SplitMix64: small, and the same on every machine.
class draws {
public:
  explicit draws(std::uint64_t seed) noexcept : state_{seed} {}
  std::uint64_t next() noexcept {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// 0 to n-1. The bias of a 64-bit product over a small n is of no account here.
  std::uint32_t below(std::uint32_t n) noexcept {
    return n == 0 ? 0 : static_cast<std::uint32_t>(((next() >> 32U) * n) >> 32U);
  }

private:
  std::uint64_t state_;
};

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) noexcept { return draws{a ^ (b * 0xD6E8FEB86659FD93U)}.next(); }

constexpr int most_events_of_a_case = 200;

/// A made-up case on its way.
struct simulated_case {
  case_state state;
  case_adjustments moved;
  std::vector<fact> facts;           // what later decisions may ask
  std::vector<fact> told;            // what comes with the act that is made up
  std::vector<std::uint16_t> times;  // how often each step was done; kept where a decision rests on facts

  [[nodiscard]] const case_adjustments* adjustments() const noexcept { return moved.empty() ? nullptr : &moved; }
};

/// What one unit's cases leave behind.
struct unit_outcome {
  simulated_counts counts;
  std::vector<std::array<std::uint32_t, 12>> late_by_month;
  std::vector<owed_duty> owed;
};

struct counting_sink {
  simulated_counts& counts;
  std::array<std::uint32_t, 12>& late;

  void duty(const engine::duty_event& d) const noexcept {
    switch (d.state) {
      case duty_state::met:
        ++counts.duties.met;
        break;
      case duty_state::met_late:
        ++counts.duties.met_late;
        break;
      case duty_state::breached:
        ++counts.duties.breached;
        break;
      case duty_state::void_:
        ++counts.duties.voided;
        break;
      default:
        break;
    }
  }
  void breach(const engine::breach_event& b) const noexcept {
    if (b.occurred != never) ++late[static_cast<std::size_t>(to_civil(b.occurred).month - 1)];
  }
  void out_of_order(const engine::breach_event& b, const std::vector<left_out_step>&) const noexcept { breach(b); }
};

class unit_run {
public:
  unit_run(const simulation_terms& t, day_number first, day_number last) : t_{t}, first_{first}, last_{last} {
    for (const procedure& p : t.procedures) {
      decisions_.push_back(docketing::drawn_decisions(p));
      const auto& all = decisions_.back();
      has_facts_.push_back(std::any_of(all.begin(), all.end(), [](const auto& d) { return d.rests_on_facts; }) ? 1 : 0);
    }
  }

  unit_outcome run(std::uint32_t unit) const {
    unit_outcome out;
    out.late_by_month.resize(t_.procedures.size());
    std::uint32_t number = 0;
    for (std::size_t m = 0; m < t_.mix.size(); ++m) {
      const simulated_mix& x = t_.mix[m];
      draws of_mix{mixed(mixed(t_.seed, unit), m + 1)};
      const std::uint64_t thousandths =
          x.per_thousand_units + std::uint64_t{x.per_thousand_villages} * t_.units[unit].villages;
      auto cases = static_cast<std::uint32_t>(thousandths / 1000);
      if (of_mix.below(1000) < thousandths % 1000) ++cases;
      for (std::uint32_t i = 0; i < cases; ++i) {
        draws d{mixed(of_mix.next(), i)};
        one_case(x, unit, number++, d, out);
      }
    }
    return out;
  }

private:
  [[nodiscard]] day_number beginning(const simulated_mix& x, draws& d) const noexcept {
    std::uint32_t sum = 0;
    for (const auto share : x.months) sum += share;
    const auto days = static_cast<std::uint32_t>(last_ - first_ + 1);
    if (sum == 0) return first_ + static_cast<day_number>(d.below(days));
    // a day is drawn until its month is drawn too: a dozen tries find one for any shares that are not extreme
    std::uint32_t most = 0;
    for (const auto share : x.months) most = std::max<std::uint32_t>(most, share);
    day_number day = first_;
    for (int tries = 0; tries < 64; ++tries) {
      day = first_ + static_cast<day_number>(d.below(days));
      if (d.below(most) < x.months[static_cast<std::size_t>(to_civil(day).month - 1)]) break;
    }
    return day;
  }

  static constexpr day_number no_limit = std::numeric_limits<day_number>::max();
  struct lawful_days {
    day_number first = never;     ///< of the minimum periods and lead times that run
    day_number last = no_limit;   ///< of the limits that run
  };
  /// By the law of `today`, with all that moved the limits of the case.
  [[nodiscard]] day_number lawful(const procedure_tables& t, const work_calendar& calendar, const simulated_case& c,
                                  const running_deadline& r, day_number today) const {
    if (const case_adjustments* moved = c.adjustments())
      return engine::moved_lawful_day(t, r.deadline, r.opened, today, calendar, t_.policies, *moved).day;
    const auto l = engine::limit_under_law(t, r.deadline, r.opened, today);
    return l.time == nullptr ? never : engine::lawful_day_of(*l.time, calendar, l.from, t_.policies).day;
  }

  [[nodiscard]] lawful_days days_of(const procedure_tables& t, const work_calendar& calendar, const simulated_case& c,
                                    std::uint16_t step, day_number today) const {
    lawful_days out;
    for (std::uint32_t i = 0; i < c.state.running.size(); ++i) {
      const running_deadline& r = c.state.running[i];
      const auto& law = t.deadlines[r.deadline];
      if (law.to != step || !law.has_number) continue;
      const day_number day = lawful(t, calendar, c, r, today);
      if (day == never) continue;
      if (law.time.way == direction::within_after || law.time.way == direction::valid_for)
        out.last = std::min(out.last, day);
      else
        out.first = std::max(out.first, day);
    }
    return out;
  }

  /// The first day on which a running limit ends, whatever step it is of.
  [[nodiscard]] day_number nearest_limit(const procedure_tables& t, const work_calendar& calendar, const simulated_case& c,
                                         day_number today) const {
    day_number out = no_limit;
    for (std::uint32_t i = 0; i < c.state.running.size(); ++i) {
      const auto& law = t.deadlines[c.state.running[i].deadline];
      if (!law.has_number || law.time.way != direction::within_after) continue;
      const day_number day = lawful(t, calendar, c, c.state.running[i], today);
      if (day >= today) out = std::min(out, day);
    }
    return out;
  }

  /// A loop is left after a while: later passes prefer what stands last.
  static std::uint32_t one_of(std::uint32_t count, int n, draws& d) noexcept {
    return n < 40 ? d.below(count) : (static_cast<std::uint32_t>(n) + d.below(2)) % count;
  }

  /// The branch that the facts of the case choose, which are made up where they are missing; now and then another one.
  [[nodiscard]] std::uint16_t branch_of(std::size_t law, std::uint16_t step, simulated_case& c, day_number today, int n,
                                        draws& d, counting_sink& sink) const {
    const procedure& p = t_.procedures[law];
    const std::uint16_t count = p.tables().steps[step].exit_count;
    const docketing::drawn_decision& plan = decisions_[law][step];
    const auto any = [&] { return static_cast<std::uint16_t>(one_of(count, n, d)); };
    if (!plan.rests_on_facts) return any();
    const step_id at{step};
    std::vector<fact>& with_act = c.told;
    for (std::size_t i = 0; i < plan.facts.size(); ++i) {
      const docketing::drawn_fact& f = plan.facts[i];
      const bool is_asked_again = i == 0 && plan.asks_first && c.times[step] > 0;
      const bool is_told = std::any_of(c.facts.begin(), c.facts.end(), [&](const fact& x) { return x.name == f.name; });
      if (is_told && !is_asked_again) continue;
      with_act.push_back({f.name, f.values[one_of(static_cast<std::uint32_t>(f.values.size()), n, d)]});
    }
    std::string verdict;
    if (!plan.favourable.empty()) {
      verdict = plan.favourable[d.below(static_cast<std::uint32_t>(plan.favourable.size()))];
      if (d.below(1000) < t_.conduct.votes_lost) verdict = "not_" + verdict;
    }
    const auto knowing = [&](const std::string& branch) -> fact_source {
      return [&, told = docketing::facts_known(p, {c.facts, c.times}, at, to_date(today), with_act, branch, nullptr)](
                 std::string_view name) -> std::optional<std::string> {
        if (name == "verdict" && !verdict.empty()) return verdict;
        return told(name);
      };
    };
    const auto is_against = [&](std::uint16_t exit) {
      return docketing::is_against_facts(p, at, exit, knowing(p.exit_of(at, exit).branch));
    };
    std::uint16_t exit = p.choose_branch(at, knowing({}));
    if (exit == procedure::no_exit) {  // for people to choose, within what the facts leave
      exit = any();
      for (std::uint16_t i = 0; i < count && is_against(exit); ++i) exit = static_cast<std::uint16_t>((exit + 1) % count);
    } else if (count > 1 && d.below(1000) < t_.conduct.against_facts) {
      exit = static_cast<std::uint16_t>((exit + 1U + d.below(count - 1U)) % count);
    }
    if (is_against(exit)) sink.breach({breach_kind::against_its_facts, no_deadline, step, today, never, 0});
    return exit;
  }

  static void remember(simulated_case& c) {
    for (fact& f : c.told) {
      const auto old = std::find_if(c.facts.begin(), c.facts.end(), [&](const fact& x) { return x.name == f.name; });
      if (old == c.facts.end())
        c.facts.push_back(std::move(f));
      else
        old->value = std::move(f.value);
    }
    c.told.clear();
  }

  void one_case(const simulated_mix& x, std::uint32_t unit, std::uint32_t number, draws& d, unit_outcome& out) const {
    const procedure& p = t_.procedures[x.procedure];
    const procedure_tables& t = p.tables();
    const work_calendar& calendar = t_.calendars[x.procedure];
    const bool has_clocks = !p.facts().clocks.empty();
    counting_sink sink{out.counts, out.late_by_month[x.procedure]};
    simulated_case c;
    if (has_facts_[x.procedure] != 0) c.times.resize(p.steps().size());
    case_state& state = c.state;
    day_number today = beginning(x, d);
    if (!p.facts().valid.contains(to_date(today))) return;
    ++out.counts.cases;
    std::vector<breach> beyond;
    const auto act = [&](std::uint16_t step, std::uint16_t exit) {
      if (t_.each) t_.each({unit, number, x.procedure, step, exit, today, c.told});
      if (!c.told.empty()) remember(c);
      engine::apply(t, calendar, t_.policies, state, step, exit, today, std::max(today, state.latest_recorded), sink,
                    c.adjustments());
      if (!c.times.empty() && c.times[step] < UINT16_MAX) ++c.times[step];
      if (has_clocks) {
        beyond.clear();
        (void)docketing::apply_clocks(c.moved, state.running, p, step_id{step}, today, calendar, t_.policies, beyond);
        for (const breach& b : beyond) sink.breach({b.kind, static_cast<std::uint16_t>(b.deadline), step, today, never, b.days});
        for (const running_deadline& r : docketing::leave_extensions_to_first_terms(state.running, c.moved))
          sink.duty({r.deadline, duty_state::void_, false, r.opened, never, today});
      }
      ++out.counts.events;
    };
    act(t.start, 0);
    for (int n = 0; n < most_events_of_a_case && !state.is_closed(); ++n) {
      // the enabled step whose limit ends first; of those without a limit each is as likely as the others
      std::uint16_t step = 0;
      std::uint32_t enabled = 0;
      lawful_days days;
      for (std::uint16_t place = 0; place < t.step_of_place.size(); ++place) {
        const std::uint16_t behind = t.step_of_place[place];
        const auto& candidate = t.steps[behind];
        if (!state.standing.has(place) || fires_by_itself(candidate.kind) || !state.standing.contains(candidate.input))
          continue;
        const lawful_days theirs = days_of(t, calendar, c, behind, today);
        if (enabled != 0 && theirs.last > days.last) continue;
        if (enabled != 0 && theirs.last < days.last) enabled = 0;
        if (d.below(++enabled) != 0) continue;
        step = behind;
        days = theirs;
      }
      if (enabled == 0) break;
      const auto& row = t.steps[step];
      const std::uint32_t fate = d.below(1000);
      if (fate < t_.conduct.never) break;
      day_number day = today;
      if (days.first > day) day = days.first;
      const bool is_late = fate < t_.conduct.never + t_.conduct.late;
      const bool has_last = days.last != no_limit;
      if (has_last && is_late)
        day = std::max(day, days.last + 1 + static_cast<day_number>(d.below(t_.conduct.most_days_late)));
      else if (has_last && days.last > day)
        day += static_cast<day_number>(d.below(static_cast<std::uint32_t>(days.last - day + 1)));
      else if (!has_last) {
        const auto idle = static_cast<day_number>(d.below(t_.conduct.most_idle_days + 1));
        day = is_late ? day + idle : std::max(day, std::min(day + idle, nearest_limit(t, calendar, c, today)));
      }
      if (day > last_) break;
      today = day;
      act(step, row.kind == step_kind::decision ? branch_of(x.procedure, step, c, today, n, d, sink) : std::uint16_t{0});
    }
    if (state.is_closed()) {
      ++out.counts.closed;
      return;
    }
    for (std::uint32_t i = 0; i < state.running.size(); ++i) {
      const running_deadline& r = state.running[i];
      const auto& law = t.deadlines[r.deadline];
      const day_number day = lawful(t, calendar, c, r, last_);
      const bool is_latest = law.has_number && (law.time.way == direction::within_after ||
                                                law.time.way == direction::valid_for);
      ++(is_latest && day != never && day < last_ ? out.counts.duties.overdue : out.counts.duties.open);
      out.owed.push_back({day, unit, number, static_cast<std::uint16_t>(x.procedure), r.deadline});
    }
  }

  const simulation_terms& t_;
  day_number first_;
  day_number last_;
  std::vector<std::vector<docketing::drawn_decision>> decisions_;  // of each procedure, by step
  std::vector<char> has_facts_;
};

class digester {
public:
  void take(std::uint64_t v) noexcept {
    for (int i = 0; i < 8; ++i) h_ = (h_ ^ ((v >> (8 * i)) & 0xFFU)) * 0x100000001B3U;
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return h_; }

private:
  std::uint64_t h_ = 0xCBF29CE484222325U;
};

}  // namespace

checked<simulation_result> simulate(const simulation_terms& t) {
  diagnostics faults;
  if (t.calendars.size() != t.procedures.size())
    faults.error("simulation/calendars", {}, {"Mỗi quy trình cần một lịch.", "Give one calendar for each procedure."});
  for (const auto& m : t.mix)
    if (m.procedure >= t.procedures.size())
      faults.error("simulation/mix", std::to_string(m.procedure),
                   {"Không có quy trình số này.", "There is no procedure of this number."});
  const date end = t.over.until;
  if (t.over.from.is_special() || end.is_special() || !work_calendar::covers(t.over.from) ||
      !work_calendar::covers(end) || !(t.over.from < end))
    faults.error("simulation/interval", {}, {"Khoảng ngày phải nằm trong 1900-2200.", "The days must lie in 1900-2200 and have an end."});
  if (t.conduct.late + std::uint64_t{t.conduct.never} > 1000 || t.conduct.most_days_late == 0 || t.conduct.votes_lost > 1000 ||
      t.conduct.against_facts > 1000)
    faults.error("simulation/conduct", {},
                 {"late và never cộng lại không quá 1000 phần nghìn; trễ ít nhất một ngày.",
                  "late and never are at most 1000 thousandths together; late is late by a day at least."});
  if (faults.has_errors()) return unexpected{std::move(faults)};

  const unit_run runner{t, to_day_number(t.over.from), to_day_number(end) - 1};
  std::vector<unit_outcome> outcomes(t.units.size());
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  std::atomic<std::uint64_t> events{0};
  const auto work = [&] {
    constexpr std::size_t piece = 16;
    for (;;) {
      const std::size_t from = next.fetch_add(piece);
      if (from >= outcomes.size()) return;
      const std::size_t until = std::min(from + piece, outcomes.size());
      for (std::size_t u = from; u < until; ++u) {
        outcomes[u] = runner.run(static_cast<std::uint32_t>(u));
        events += outcomes[u].counts.events;
      }
      done += until - from;
    }
  };
  std::mutex gate;
  std::condition_variable all_done;
  std::uint32_t running = std::max<std::uint32_t>(t.threads, 1);
  std::vector<std::thread> threads;
  for (std::uint32_t i = 0, n = running; i < n; ++i)
    threads.emplace_back([&] {
      work();
      const std::lock_guard lock{gate};
      --running;
      all_done.notify_all();
    });
  {
    std::unique_lock lock{gate};
    while (running > 0) {
      all_done.wait_for(lock, std::chrono::milliseconds{500});
      if (!t.progress) continue;
      lock.unlock();
      t.progress(done.load(), events.load());
      lock.lock();
    }
  }
  for (auto& thread : threads) thread.join();

  simulation_result out;
  out.late_by_month.resize(t.procedures.size());
  std::size_t owed = 0;
  for (const auto& o : outcomes) owed += o.owed.size();
  out.owed.reserve(owed);
  out.units.reserve(outcomes.size());
  digester digest;
  for (auto& o : outcomes) {
    const simulated_counts& c = o.counts;
    out.units.push_back(c);
    const duty_tally& d = c.duties;
    for (const std::uint64_t v : {c.events, std::uint64_t{c.cases}, std::uint64_t{c.closed}, std::uint64_t{d.met},
                                  std::uint64_t{d.met_late}, std::uint64_t{d.breached}, std::uint64_t{d.voided},
                                  std::uint64_t{d.open}, std::uint64_t{d.overdue}})
      digest.take(v);
    for (std::size_t p = 0; p < o.late_by_month.size(); ++p)
      for (std::size_t m = 0; m < 12; ++m) out.late_by_month[p][m] += o.late_by_month[p][m];
    for (const owed_duty& left : o.owed) {
      digest.take(static_cast<std::uint32_t>(left.lawful));
      digest.take(std::uint64_t{left.unit} << 32U | left.number);
      digest.take(std::uint64_t{left.procedure} << 16U | left.deadline);
      out.owed.push_back(left);
    }
    o = {};
  }
  for (const auto& months : out.late_by_month)
    for (const auto n : months) digest.take(n);
  out.digest = digest.value();
  return out;
}

}  // namespace dinh::inline v1
