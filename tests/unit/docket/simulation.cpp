#include <catch.hpp>

#include <dinh/docket/simulation.hpp>
#include <dinh/procedure/builder.hpp>

#include <vector>

#include "example.hpp"

namespace test_of_simulation {

using namespace dinh;
using namespace dinh::literals;
using example::day;

namespace {

struct country {
  std::vector<procedure> procedures{example::pack_procedure("pub_commune"), example::pack_procedure("village_meeting")};
  std::vector<work_calendar> calendars{example::state_agency(), example::state_agency()};
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
  c.calendars = {example::state_agency()};
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
