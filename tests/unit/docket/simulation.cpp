#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/docket/simulation.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/builder.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "../vietnam.hpp"

namespace test_of_simulation {

using namespace dinh;
using namespace dinh::literals;
using test::day;

namespace {

struct country {
  std::vector<procedure> procedures{test::pack_procedure("pub_commune"), test::pack_procedure("village_meeting")};
  std::vector<work_calendar> calendars{test::agency(), test::agency()};
  std::vector<simulated_unit> units = std::vector<simulated_unit>(100, simulated_unit{27});
  std::vector<simulated_mix> mix{{0, 12'000, 0, {}}, {1, 0, 2'000, {4, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1}}};

  [[nodiscard]] simulation_terms terms() const {
    simulation_terms t;
    t.procedures = procedures;
    t.calendars = calendars;
    t.units = units;
    t.mix = mix;
    t.over = {day("2025-01-01"), day("2026-01-01")};
    return t;
  }
};

}  // namespace

TEST_CASE("a simulated year is the same for any number of threads, and another for another seed") {
  const country c;
  auto t = c.terms();
  const auto one = simulate(t).value();
  t.threads = 2;
  const auto two = simulate(t).value();
  t.threads = 7;
  const auto seven = simulate(t).value();
  CHECK(one.digest == two.digest);
  CHECK(one.digest == seven.digest);
  CHECK(one.units == two.units);
  CHECK(one.owed == seven.owed);
  t.seed = 2;
  CHECK(simulate(t).value().digest != one.digest);
}

TEST_CASE("a simulated year holds as many cases as the mix says, and its counts add up") {
  const country c;
  const auto r = simulate(c.terms()).value();
  const simulated_counts total = r.total();
  CHECK(total.cases == 100U * (12U + 54U));
  CHECK(total.events > 4U * total.cases);
  CHECK(total.closed > total.cases / 2);
  CHECK(total.duties.open + total.duties.overdue == r.owed.size());
  CHECK(total.duties.met > total.duties.met_late);
  CHECK(total.duties.met_late > 0);
  std::uint64_t breaches = 0;
  for (const auto& months : r.late_by_month)
    for (const auto n : months) breaches += n;
  CHECK(breaches >= total.duties.met_late);
}

TEST_CASE("where nobody is ever late no duty between two steps that follow each other is met late") {
  country c;
  c.procedures = {procedure_builder("short")
                      .start("s")
                      .task("t", by("office"))
                      .deadline(within(5_working_days), between("s", "t"))
                      .end("e")
                      .build()
                      .value()};
  c.calendars = {test::agency()};
  c.mix = {{0, 50'000, 0, {}}};
  auto t = c.terms();
  t.conduct = {.late = 0, .never = 0};
  const auto total = simulate(t).value().total();
  CHECK(total.duties.met_late == 0);
  CHECK(total.duties.met + total.duties.open == 5000);
  t.conduct = {.late = 1000, .never = 0};
  const auto late = simulate(t).value().total();
  CHECK(late.duties.met == 0);
  CHECK(late.duties.met_late + late.duties.open + late.duties.overdue == 5000);
}

namespace {

/// What the docket makes of the events of a simulation, counted as the simulation counts.
struct docket_counts {
  simulated_counts total;
  std::vector<std::array<std::uint32_t, 12>> breaches_by_month;
  std::set<breach_kind> kinds;
  std::size_t unsettled = 0;
};

docket_counts counts_of_docket(const simulation_terms& t, const std::vector<event>& events) {
  docket_terms terms;
  terms.procedures.assign(t.procedures.begin(), t.procedures.end());
  std::set<std::string> known;
  for (const work_calendar& c : t.calendars)
    if (known.insert(c.id()).second) terms.calendars.push_back(c);
  docket d = docket::make(std::move(terms)).value();
  docket_counts out;
  out.breaches_by_month.resize(t.procedures.size());
  for (const event& e : events) {
    const auto r = d.record(e);
    if (!r) FAIL(e.id << " " << e.step << ": " << describe(r.error()));
    ++out.total.events;
    for (const duty_change& c : r->duties) {
      out.total.duties.met += c.state == duty_state::met ? 1U : 0U;
      out.total.duties.met_late += c.state == duty_state::met_late ? 1U : 0U;
      out.total.duties.breached += c.state == duty_state::breached ? 1U : 0U;
      out.total.duties.voided += c.state == duty_state::void_ ? 1U : 0U;
    }
    const auto law = static_cast<std::size_t>(std::stoul(e.case_key.substr(0, e.case_key.find('/'))));
    for (const breach& b : r->breaches) {
      ++out.breaches_by_month[law][static_cast<std::size_t>(b.occurred_on.month().as_number() - 1)];
      out.kinds.insert(b.kind);
    }
  }
  const date last = t.over.until - boost::gregorian::days{1};
  for (const case_summary& c : d.cases(last)) {
    ++out.total.cases;
    out.total.closed += c.is_closed ? 1U : 0U;
  }
  for (const duty& x : d.duties(last)) out.unsettled += x.settled_on.is_special() ? 1U : 0U;
  return out;
}

}  // namespace

TEST_CASE("what the simulation counts is what the docket makes of the same events, clocks, conditions and changed laws included") {
  const pack& vietnam = test::vietnam();
  std::vector<procedure> procedures;
  std::vector<work_calendar> calendars;
  std::vector<simulated_mix> mix;
  for (const procedure& p : vietnam.procedures())
    for (const work_calendar& c : vietnam.calendars()) {
      if (c.id() != p.facts().calendar) continue;
      // those with clocks and conditions go through many runs
      const std::uint32_t many = p.facts().clocks.empty() ? 3'000 : 40'000;
      mix.push_back({static_cast<std::uint32_t>(procedures.size()), many, 0, {}});
      procedures.push_back(p);
      calendars.push_back(c);
    }
  REQUIRE(procedures.size() >= 60);
  const std::vector<simulated_unit> units(2);
  simulation_terms t;
  t.procedures = procedures;
  t.calendars = calendars;
  t.units = units;
  t.mix = mix;
  t.over = {day("2025-09-01"), day("2026-12-01")};  // the rules change on 2026-07-01
  t.conduct.against_facts = 0;
  std::vector<event> events;
  t.each = [&](const simulated_event& s) {
    const procedure& p = procedures[s.procedure];
    event e;
    e.case_key = std::to_string(s.procedure) + "/" + std::to_string(s.unit) + "/" + std::to_string(s.number);
    e.id = std::to_string(events.size());
    e.step = p[step_id{s.step}].key;
    if (s.step == p.tables().start) {
      e.procedure = p.id();
      e.unit = "unit " + std::to_string(s.unit);
    }
    if (p[step_id{s.step}].kind == step_kind::decision) e.branch = p.exit_of(step_id{s.step}, s.exit).branch;
    e.occurred_on = e.recorded_on = to_date(s.on);
    e.facts.assign(s.facts.begin(), s.facts.end());
    std::sort(e.facts.begin(), e.facts.end());
    events.push_back(std::move(e));
  };
  const auto as_counted = [&] {
    events.clear();
    const auto r = simulate(t).value();
    const docket_counts d = counts_of_docket(t, events);
    const simulated_counts total = r.total();
    CHECK(total.events == d.total.events);
    CHECK(total.cases == d.total.cases);
    CHECK(total.closed == d.total.closed);
    CHECK(total.duties.met == d.total.duties.met);
    CHECK(total.duties.met_late == d.total.duties.met_late);
    CHECK(total.duties.breached == d.total.duties.breached);
    CHECK(total.duties.voided == d.total.duties.voided);
    CHECK(r.late_by_month == d.breaches_by_month);
    CHECK(r.owed.size() == d.unsettled);
    return d.kinds;
  };
  CHECK(as_counted().count(breach_kind::against_its_facts) == 0);
  // Branches against the facts are breaches of both, where no vote hides the facts from a docket without rules.
  t.conduct.against_facts = 300;
  for (simulated_mix& m : mix)
    if (const procedure& p = procedures[m.procedure]; std::any_of(p.steps().begin(), p.steps().end(), [](const step& s) { return s.vote.has_value(); }))
      m.per_thousand_units = 0;
  CHECK(as_counted().count(breach_kind::against_its_facts) == 1);
}

TEST_CASE("a simulated case that stands still by its clock is not late") {
  country c;
  const auto with_clock = [](bool has_clock) {
    procedure_builder b{has_clock ? "stops" : "runs"};
    clock_rule stop;
    stop.how = clock_change::suspend;
    stop.from = "stop";
    stop.to = "go";
    if (has_clock) b.clock(stop);
    return b
        .start("s")
        .task("stop", by("office"))
        .wait("go", by("office"))
        .task("t", by("office"))
        .deadline(within(5_days), between("s", "t"))
        .deadline(at_least(60_days), between("stop", "go"))
        .end("e")
        .build()
        .value();
  };
  c.procedures = {with_clock(true), with_clock(false)};
  c.mix = {{0, 5'000, 0, {}}, {1, 5'000, 0, {}}};
  auto t = c.terms();
  t.conduct = {.late = 0, .never = 0, .most_idle_days = 0};
  const auto r = simulate(t).value();
  CHECK(std::all_of(r.late_by_month[0].begin(), r.late_by_month[0].end(), [](auto n) { return n == 0; }));
  std::uint32_t late = 0;
  for (const auto n : r.late_by_month[1]) late += n;
  CHECK(late > 250);  // of 500 cases; some began too late in the year to get there
}

TEST_CASE("a simulation without calendars, with an unknown procedure, without an end or with too many thousandths is refused, all at once") {
  const country c;
  auto t = c.terms();
  t.calendars = {};
  const std::vector<simulated_mix> wrong{{9, 1, 1, {}}};
  t.mix = wrong;
  t.over = {day("2025-01-01"), date{boost::date_time::pos_infin}};
  t.conduct = {.late = 600, .never = 401};
  const auto r = simulate(t);
  REQUIRE_FALSE(r);
  CHECK(r.error().size() == 4);
}

}  // namespace test_of_simulation
