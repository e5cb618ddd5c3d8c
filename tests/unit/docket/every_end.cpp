#include <catch.hpp>

#include <dinh/docket/docket.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "../vietnam.hpp"
#include "drive.hpp"

namespace test_of_every_end {

using namespace dinh;
using test::vietnam;
using test::day;

namespace {

docket docket_of(const procedure& p) {
  docket_terms terms;
  terms.procedures = {p};
  terms.calendars.assign(vietnam().calendars().begin(), vietnam().calendars().end());
  auto d = docket::make(std::move(terms));
  if (!d) FAIL(p.id() << ": " << describe(d.error()));
  return std::move(*d);
}

// Days on which a case may be begun: one before and one after the changes of July 2026, or the first one of all.
std::vector<date> begin_days(const procedure& p) {
  std::vector<date> out;
  for (const char* on : {"2026-08-03", "2026-03-02"})
    if (p.facts().valid.contains(day(on))) out.push_back(day(on));
  if (out.empty()) out.push_back(p.facts().valid.from);
  return out;
}

struct outcome_of_run {
  bool closed = false;
  std::string ended_at;
  std::set<std::string> breaches;
  std::size_t open = 0;
};

// The shortest run from the start to the end step, each act on the first day on which the procedure allows it.
outcome_of_run run_to(const procedure& p, std::uint16_t end, date on) {
  docket d = docket_of(p);
  REQUIRE(d.open("a-0", "a", p.id(), "17329@2025-07-01", on, on));
  std::vector<left_out_step> run;
  marking there;
  INFO(p.id() << " to " << p[step_id{end}].key);
  REQUIRE(engine::find_run(p.tables(), d.state_of("a")->standing, end, run, there));
  for (const auto& s : run) {
    const auto next = d.next("a", on);
    REQUIRE(next);
    const auto at = std::find_if(next->begin(), next->end(), [&](const next_act& x) { return x.step == p[step_id{s.step}].key; });
    REQUIRE(at != next->end());
    if (!at->not_before.is_special() && at->not_before > on) on = at->not_before;
    example::record(d, example::act_of(p, "a", example::events_of(d, "a"), s.step, s.exit, on));
  }
  outcome_of_run out;
  const auto cases = d.cases(on);
  REQUIRE(cases.size() == 1);
  out.closed = cases[0].is_closed;
  out.ended_at = cases[0].ended_at;
  for (const auto& b : d.breaches(on)) out.breaches.insert(std::string{name_of(b.kind)});
  for (const auto& x : d.duties(on)) out.open += x.settled_on.is_special() ? 1U : 0U;
  return out;
}

}  // namespace

TEST_CASE("every procedure of the pack is driven through every end, with nothing refused and nothing against the law") {
  std::size_t ends = 0;
  for (const procedure& p : vietnam().procedures()) {
    for (std::uint16_t i = 0; i < p.tables().steps.size(); ++i) {
      if (p.tables().steps[i].kind != step_kind::end) continue;
      ++ends;
      INFO(p.id() << " → " << p[step_id{i}].key);
      // A branch that counts only before or after a day is taken on such a day.
      std::set<std::string> least;
      bool is_first = true;
      for (const date on : begin_days(p)) {
        const outcome_of_run r = run_to(p, i, on);
        CHECK(r.closed);
        CHECK(r.ended_at == p[step_id{i}].key);
        CHECK(r.open == 0);
        if (is_first || r.breaches.size() < least.size()) least = r.breaches;
        is_first = false;
      }
      CHECK(least == std::set<std::string>{});
    }
  }
  CHECK(ends > 150);
  CHECK(vietnam().procedures().size() >= 60);
}

}  // namespace test_of_every_end
