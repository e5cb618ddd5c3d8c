// The engine against a plain interpreter.

#include <catch.hpp>

#include <dinh/docket/advance.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "../procedure/shared_procedures.hpp"
#include "../vietnam.hpp"
#include "engine_words.hpp"
#include "plain_interpreter.hpp"

namespace test_of_model {

using namespace dinh;
using plain::dice;
using plain::enabled_in;
using plain::interpreter;
using plain::maker;

namespace {

std::set<std::string> words_of(const procedure& p, const step_result& r) {
  std::set<std::string> out;
  for (const duty_change& d : r.duties) out.insert(plain::words_of(d));
  for (const breach& b : r.breaches) out.insert(plain::words_of(b, p));
  return out;
}

// One random case; returns the number of events, or stops at the first difference.
struct tally {
  std::size_t events = 0;
  std::size_t out_of_order = 0;
  std::size_t dated_before = 0;  // what it rests on
  std::size_t closed = 0;
};

void run_case(const procedure& p, dice& d, std::uint32_t disorder, tally& t) {
  const work_calendar& calendar = test::agency();
  interpreter reference{p, calendar};
  case_state state;
  token_days since;
  date today = test::day("2025-01-02") + boost::gregorian::days{static_cast<int>(d.below(400))};
  std::vector<step_id> recordable;
  for (std::uint32_t i = 0; i < p.graph().count<step>(); ++i)
    if (const step_kind k = p[step_id{i}].kind; !fires_by_itself(k) && k != step_kind::start)
      recordable.push_back(step_id{i});
  const bool is_dated_back = d.chance(30);
  for (int n = 0; n < 80 && !state.is_closed(); ++n) {
    event e;
    e.id = "e" + std::to_string(n);
    e.recorded_on = today;
    // Some cases have few days dated back, some have many, one behind the other and by ways side by side.
    e.occurred_on = d.chance(is_dated_back ? 60 : 10) ? today - boost::gregorian::days{static_cast<int>(d.below(is_dated_back ? 15 : 4))} : today;
    step_id s = p.start();
    if (n > 0) {
      const auto now = enabled_in(p, state);
      if (d.chance(disorder) || now.empty()) {
        s = recordable[d.below(static_cast<std::uint32_t>(recordable.size()))];
      } else {
        auto at = now.begin();
        std::advance(at, d.below(static_cast<std::uint32_t>(now.size())));
        s = p.find(*at);
      }
    }
    e.step = p[s].key;
    if (p[s].kind == step_kind::decision) {
      const auto ways = p.graph().out<flows_to>(s);
      auto at = ways.begin();
      for (std::uint32_t k = d.below(ways.size()); k > 0; --k) ++at;
      e.branch = p.graph()[(*at).edge].branch;
    }
    const auto r = advance(p, calendar, state, e, {}, nullptr, &since);
    if (!r) FAIL(describe(r.error()));
    reference.record(s, e.branch, e.occurred_on);
    INFO(p.id() << " event " << n << " " << e.step << " " << e.branch);
    REQUIRE(words_of(p, *r) == reference.seen);
    REQUIRE(enabled_in(p, r->state) == reference.enabled_steps());
    REQUIRE(r->state.is_closed() == reference.is_closed());
    for (const auto& b : r->breaches) {
      t.out_of_order += b.kind == breach_kind::out_of_order ? 1U : 0U;
      t.dated_before += b.kind == breach_kind::out_of_order && !b.lawful_day.is_special() ? 1U : 0U;
    }
    ++t.events;
    state = r->state;
    today += boost::gregorian::days{static_cast<int>(d.below(7))};
  }
  t.closed += state.is_closed() ? 1U : 0U;
}

}  // namespace

namespace {

/// Whether a case can stand in at most so many ways: the plain interpreter looks at all of them, slowly.
bool has_few_markings(const procedure& p, std::size_t most) {
  const procedure_tables& t = p.tables();
  marking begun;
  begun.add(t.exits[t.steps[t.start].first_exit].place);
  std::deque<marking> open{begun};
  std::unordered_set<marking> known{begun};
  while (!open.empty()) {
    const marking here = open.front();
    open.pop_front();
    for (const auto& row : t.steps) {
      if (row.kind == step_kind::end || row.kind == step_kind::start || !here.contains(row.input)) continue;
      marking rest = here;
      rest.remove(row.input);
      const bool decides = row.kind == step_kind::decision;
      for (std::uint16_t way = 0; way < (decides ? row.exit_count : 1); ++way) {
        marking next = rest;
        for (std::uint16_t i = 0; i < (decides ? 1 : row.exit_count); ++i)
          next.add(t.exits[static_cast<std::size_t>(row.first_exit + way + i)].place);
        if (known.insert(next).second) open.push_back(next);
        if (known.size() > most) return false;
      }
    }
  }
  return true;
}

}  // namespace

TEST_CASE("the engine agrees with a plain interpreter on generated sound procedures") {
  dice d{20251124};
  tally t;
  int made = 0;
  for (int i = 0; i < 400; ++i) {
    const auto p = maker{d, "g" + std::to_string(i)}.make();
    if (!p) continue;
    REQUIRE(verify(*p).verdict == soundness::sound);  // by making
    if (!has_few_markings(*p, 2'000)) continue;
    ++made;
    for (int k = 0; k < 3; ++k) run_case(*p, d, 15, t);
  }
  CHECK(made > 250);
  CHECK(t.events > 5000);
  CHECK(t.out_of_order > 500);
  CHECK(t.dated_before > 100);
  CHECK(t.closed > 200);
}

TEST_CASE("every procedure of the law files agrees with a plain interpreter, whatever is recorded") {
  dice d{7};
  tally t;
  for (const char* file : {"procedures.json", "procedures-adjacent.json"}) {
    const auto j = shared_procedures::read(file);
    for (const auto& entry : j["procedures"]) {
      const auto p = shared_procedures::builder_of(entry).build();
      REQUIRE(p);
      for (std::uint32_t disorder : {0U, 0U, 10U}) run_case(*p, d, disorder, t);
    }
  }
  CHECK(t.closed > 100);
}

}  // namespace test_of_model
