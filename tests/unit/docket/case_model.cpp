// Whole cases against a plain interpreter: acts out of order and recorded late, suspensions, extensions, withdrawals,
// joinings, referrals, corrections of all of them and clocks of the procedure, as they come.

#include <catch.hpp>

#include <dinh/docket/calendar_change.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../vietnam.hpp"
#include "engine_words.hpp"
#include "plain_interpreter.hpp"

namespace test_of_case_model {

using namespace dinh;
using plain::dice;
using plain::enabled_in;
using plain::interpreter;
using plain::maker;

namespace {

std::optional<interpreter> folded(const procedure& p, const std::vector<event>& recorded) {
  const auto events = plain::told(recorded);
  if (!events) return std::nullopt;
  interpreter out{p, test::agency()};
  for (const event& e : *events)
    if (!out.take(e)) return std::nullopt;
  return out;
}

std::multiset<std::string> settled_in(const case_fold& c, const procedure& p) {
  std::multiset<std::string> out;
  for (const auto& d : c.duties)
    if (!d.runs()) out.insert(plain::words_of(d.what));
  for (const breach& b : c.breaches) out.insert(plain::words_of(b, p));
  return out;
}
std::multiset<std::string> running_in(const case_fold& c) {
  std::multiset<std::string> out;
  for (const auto& d : c.duties)
    if (d.runs())
      out.insert("duty " + std::to_string(d.what.deadline) + " of " + to_text(d.what.opened_on) + " lawful " + to_text(d.what.lawful_day));
  return out;
}
const work_calendar& without_holidays() {
  static const work_calendar c = [] {
    calendar_facts facts;
    facts.id = "state-agency";
    facts.rest = {weekday::saturday, weekday::sunday};
    return work_calendar::build(std::move(facts)).value();
  }();
  return c;
}

docket docket_of(const std::vector<procedure>& laws) {
  return docket::make({.procedures = laws, .calendars = {test::agency()}}).value();
}

// What stands in one list alone, told by its side.
std::string difference(const std::multiset<std::string>& engine, const std::multiset<std::string>& reference) {
  std::vector<std::string> more;
  std::string out;
  std::set_difference(engine.begin(), engine.end(), reference.begin(), reference.end(), std::back_inserter(more));
  for (const auto& x : more) out += "\n  engine alone: " + x;
  more.clear();
  std::set_difference(reference.begin(), reference.end(), engine.begin(), engine.end(), std::back_inserter(more));
  for (const auto& x : more) out += "\n  reference alone: " + x;
  return out;
}

struct tally {
  std::map<event_kind, int> taken;
  std::map<event_kind, int> refused;
  int recorded_late = 0;
  int out_of_order = 0;
};

// A made-up event of a case that stands so far.
event next_event(const procedure& p, const docket& d, const std::vector<event>& before, const std::string& key, date today,
                 dice& x, int number) {
  event e;
  e.id = key + "-" + std::to_string(number);
  e.case_key = key;
  e.recorded_on = today;
  e.occurred_on = x.chance(30) ? today - boost::gregorian::days{static_cast<int>(x.below(12))} : today;
  const auto any_step = [&] { return step_id{x.below(p.graph().count<step>())}; };
  const auto name_step = [&](step_id s) {
    e.step = p[s].key;
    if (p[s].kind == step_kind::decision)
      e.branch = p.exit_of(s, static_cast<std::uint16_t>(x.below(p.tables().steps[s.index()].exit_count))).branch;
  };
  const std::uint32_t what = before.empty() ? 0 : x.below(100);
  if (what < 58) {
    step_id s = p.start();
    if (!before.empty()) {
      const auto now = enabled_in(p, *d.state_of(key));
      do s = any_step();
      while (fires_by_itself(p[s].kind) || p[s].kind == step_kind::start ||
             (!now.empty() && x.chance(85) && now.count(p[s].key) == 0));
    } else {
      e.procedure = p.id();
      e.unit = "17329@2025-07-01";
    }
    name_step(s);
  } else if (what < 64) {
    e.kind = event_kind::suspended;
  } else if (what < 74) {
    e.kind = event_kind::resumed;
  } else if (what < 85) {
    e.kind = event_kind::extended;
    e.step = p[any_step()].key;
    const auto& runs = d.state_of(key)->running;
    if (!runs.empty() && x.chance(85))
      e.step = p[step_id{p.tables().deadlines[runs[x.below(runs.size())].deadline].to}].key;
    e.subject = std::to_string(1 + x.below(9)) + (x.chance(50) ? " days" : " working days");
  } else if (what < 86) {
    e.kind = x.chance(50) ? event_kind::withdrawn : event_kind::joined;
    if (e.kind == event_kind::joined) e.subject = "into";
  } else if (what < 87) {
    e.kind = event_kind::resumed;
  } else if (what < 89) {
    e.kind = event_kind::referred;
    e.unit = "17464@2025-07-01";
  } else {
    const event& target = before[x.below(static_cast<std::uint32_t>(before.size()))];
    e.subject = target.id;
    if (what < 94) {
      e.kind = event_kind::annulled;
    } else {
      e.kind = event_kind::corrected;
      name_step(target.kind == event_kind::act && !x.chance(20) ? p.find(target.step) : any_step());
      e.occurred_on = target.occurred_on - boost::gregorian::days{static_cast<int>(x.below(9))} + boost::gregorian::days{4};
      if (&target == &before.front() || p[p.find(e.step)].kind == step_kind::start) {
        e.step = p[p.start()].key;
        e.branch.clear();
      }
      if (fires_by_itself(p[p.find(e.step)].kind)) e.step = before.front().step;
    }
  }
  return e;
}

void run(const procedure& p, dice& x, tally& t) {
  docket live = docket_of({p});
  REQUIRE(live.open("into-0", "into", p.id(), "17329@2025-07-01", test::day("2024-01-02"), test::day("2024-01-02")));
  std::vector<event> taken;
  std::string snapshot;
  std::size_t held = 0;
  date today = test::day("2025-01-02") + boost::gregorian::days{static_cast<int>(x.below(400))};
  for (int n = 0; n < 45; ++n) {
    const event e = next_event(p, live, taken, "k", today, x, n);
    std::vector<event> with = taken;
    with.push_back(e);
    // A decision has no branch of a start, and so on: what is recorded is a step that can be recorded.
    const auto reference = folded(p, with);
    const std::string before = live.fingerprint();
    const auto r = live.record(e);
    INFO(p.id() << " event " << n << " " << name_of(e.kind) << " " << e.step << " " << e.branch << " " << e.subject << " on "
                << to_text(e.occurred_on) << " recorded " << to_text(e.recorded_on) << (r ? "" : " refused: " + describe(r.error())));
    REQUIRE(r.has_value() == reference.has_value());
    if (!r) {
      REQUIRE(live.fingerprint() == before);
      ++t.refused[e.kind];
    } else {
      ++t.taken[e.kind];
      if (e.occurred_on < today) ++t.recorded_late;
      taken = with;
      const auto fold = fold_case(p, test::agency(), *live.events_of("k"));
      REQUIRE(fold);
      REQUIRE(difference(settled_in(*fold, p), reference->done) == "");
      REQUIRE(difference(running_in(*fold), reference->running()) == "");
      REQUIRE(enabled_in(p, fold->state) == reference->enabled_steps());
      REQUIRE(fold->state.is_closed() == reference->is_closed());
      REQUIRE(fold->state == *live.state_of("k"));
      for (const auto& b : fold->breaches) t.out_of_order += b.kind == breach_kind::out_of_order ? 1 : 0;
    }
    if (n == 20) {
      snapshot = live.to_bytes();
      held = taken.size();
    }
    today += boost::gregorian::days{static_cast<int>(x.below(4))};
  }
  // Replay, and a snapshot with what came after it, give the docket that was there.
  docket again = docket_of({p});
  REQUIRE(again.open("into-0", "into", p.id(), "17329@2025-07-01", test::day("2024-01-02"), test::day("2024-01-02")));
  for (const event& e : taken) REQUIRE(again.record(e));
  CHECK(again.fingerprint() == live.fingerprint());
  CHECK(again.to_bytes() == live.to_bytes());
  auto restored = docket::from_bytes({.procedures = {p}, .calendars = {test::agency()}}, snapshot, docket::trust::fold_again);
  REQUIRE(restored);
  for (std::size_t i = held; i < taken.size(); ++i) REQUIRE(restored->record(taken[i]));
  CHECK(restored->to_bytes() == live.to_bytes());
  // A notice that comes late gives the docket that it would have been with that calendar from the start.
  REQUIRE(restored->change_calendar(without_holidays(), test::day("2027-01-04")));
  docket from_the_start = docket::make({.procedures = {p}, .calendars = {without_holidays()}}).value();
  REQUIRE(from_the_start.open("into-0", "into", p.id(), "17329@2025-07-01", test::day("2024-01-02"), test::day("2024-01-02")));
  for (const event& e : taken) REQUIRE(from_the_start.record(e));
  CHECK(restored->fingerprint() == from_the_start.fingerprint());
}

}  // namespace

TEST_CASE("whole cases of generated procedures agree with a plain interpreter, whatever is recorded, corrected or annulled") {
  dice x{20261126};
  tally t;
  int made = 0;
  for (int i = 0; i < 700; ++i) {
    const auto p = maker{x, "c" + std::to_string(i), i % 4 != 0}.make();
    if (!p || p->tables().step_of_place.size() > 16 || p->deadline_count() < 2) continue;  // the plain interpreter looks at every marking, slowly
    ++made;
    run(*p, x, t);
  }
  CHECK(made > 80);
  for (const auto kind : {event_kind::suspended, event_kind::resumed, event_kind::extended, event_kind::withdrawn, event_kind::joined,
                          event_kind::referred, event_kind::corrected, event_kind::annulled}) {
    INFO(name_of(kind));
    CHECK(t.taken[kind] > 5);
    CHECK(t.refused[kind] > 10);
  }
  CHECK(t.recorded_late > 300);
  CHECK(t.out_of_order > 300);
}

}  // namespace test_of_case_model
