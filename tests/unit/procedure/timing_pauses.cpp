#include <catch.hpp>

#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/timing.hpp>
#include <dinh/procedure/verify_over.hpp>

#include <algorithm>
#include <climits>
#include <random>

#include "../vietnam.hpp"

namespace test_of_timing_pauses {

using namespace dinh;
using namespace dinh::literals;
using test::agency;
using test::vietnam;

namespace {

deadline_terms under(std::string rule) {
  deadline_terms t;
  t.rule = std::move(rule);
  t.source = cites("L", "1");
  return t;
}

clock_rule suspends(std::string from, std::string to, std::vector<std::string> affects, validity valid = {}) {
  clock_rule c;
  c.how = clock_change::suspend;
  c.from = std::move(from);
  c.to = std::move(to);
  c.affects = std::move(affects);
  c.rule = "S";
  c.source = cites("L", "9");
  c.valid = valid;
  return c;
}

/// As the law has it for complaints: the verifier may find a ground to suspend, and goes on verifying afterwards.
procedure with_suspension(span settle, std::optional<span> ground) {
  procedure_builder b{"settling", flow_style::written_out};
  b.start("s").task("verify", by("a")).decision("state", by("a")).task("suspend", by("a")).wait("ground", by("b"))
      .task("resume", by("a")).task("issue", by("a")).end("e")
      .flow("s", "verify").flow("verify", "state").branch("state", "verified", "issue").branch("state", "suspend", "suspend")
      .flow("suspend", "ground").flow("ground", "resume").flow("resume", "verify").flow("issue", "e")
      .deadline(within(settle), between("s", "issue"), under("R"))
      .deadline(within(3_working_days), between("issue", "e"), under("E"))
      .deadline(valid_for(20_days), between("s", "state"), under("first look"))     // of the first round only
      .deadline(valid_for(2_days), between("verify", "issue"), under("last look"))  // of the last round only
      .clock(suspends("suspend", "resume", {"R", "E"}));
  if (ground) b.deadline(valid_for(*ground), between("suspend", "resume"), under("G"));
  return b.build().value();
}

/// The plain search: every day for every step, flows and deadlines looked at one by one, with the calendar's own answer
/// for a limit that was suspended.
class plain_search {
public:
  plain_search(const procedure& p, date start, int horizon, bool on_working_days = false)
      : p_{p}, start_{start}, horizon_{horizon}, on_working_days_{on_working_days} {
    day_.assign(p.steps().size(), 0);
    const auto days = static_cast<std::size_t>(horizon) + 2;
    known_.assign(p.deadline_count() * days * days * days, unknown);
    go(1);
  }
  bool found = false;
  int earliest_end = INT_MAX;
  int latest_end = -1;
  std::vector<int> earliest, latest;

private:
  date on(int n) const { return start_ + boost::gregorian::days{n}; }
  int due(std::uint32_t e, int from, int stopped, int resumed) {
    const auto days = static_cast<std::size_t>(horizon_) + 2;
    int& known = known_[((e * days + static_cast<std::size_t>(from)) * days + static_cast<std::size_t>(stopped + 1)) * days +
                        static_cast<std::size_t>(resumed)];
    if (known == unknown) {
      const limit& l = *p_.deadline_at(e).time;
      due_options o;
      if (stopped >= 0) o.suspensions.push_back({on(stopped), on(resumed)});
      const due_date d = l.way == direction::not_later_than_before ? agency().due(l, ahead_of(on(from)), o)
                                                                   : agency().due(l, after(on(from)), o);
      known = static_cast<int>((d.day - start_).days());
    }
    return known;
  }
  // All that lies between steps up to this one; steps stand in an order of doing.
  bool kept(std::size_t upto) {
    for (std::uint32_t f = 0; f < p_.graph().count<flows_to>(); ++f) {
      const auto from = p_.graph().from(edge_id<flows_to>{f}).index();
      const auto to = p_.graph().to(edge_id<flows_to>{f}).index();
      if (to == upto && day_[to] < day_[from]) return false;
    }
    const step_kind kind = p_.steps()[upto].kind;
    if (on_working_days_ && (kind == step_kind::task || kind == step_kind::decision) && !agency().is_working(on(day_[upto]))) return false;
    const clock_rule& c = p_.facts().clocks.front();
    const auto a = p_.find(c.from).index();
    const auto b = p_.find(c.to).index();
    for (std::uint32_t e = 0; e < p_.deadline_count(); ++e) {
      const deadline& d = p_.deadline_at(e);
      const auto from = p_.graph().from(edge_id<deadline>{e}).index();
      const auto to = p_.graph().to(edge_id<deadline>{e}).index();
      const bool touched = std::find(c.affects.begin(), c.affects.end(), d.rule) != c.affects.end() && d.sets_latest();
      const bool is_stopped = touched && c.valid.contains(on(day_[a]));
      if (std::max<std::size_t>({from, to, touched ? std::max(a, b) : 0}) != upto) continue;
      if (d.time->way == direction::not_later_than_before) {
        if (due(e, day_[to], -1, 0) < day_[from]) return false;
      } else if (d.time->way == direction::at_least_lasting) {
        if (day_[to] < due(e, day_[from], -1, 0)) return false;
      } else if (due(e, day_[from], is_stopped ? day_[a] : -1, is_stopped ? day_[b] : 0) < day_[to]) {
        return false;
      }
    }
    return true;
  }
  void go(std::size_t i) {
    if (i == day_.size()) {
      found = true;
      earliest_end = std::min(earliest_end, day_.back());
      latest_end = std::max(latest_end, day_.back());
      earliest.resize(day_.size(), INT_MAX);
      latest.resize(day_.size(), -1);
      for (std::size_t k = 0; k < day_.size(); ++k) {
        earliest[k] = std::min(earliest[k], day_[k]);
        latest[k] = std::max(latest[k], day_[k]);
      }
      return;
    }
    for (day_[i] = 0; day_[i] <= horizon_; ++day_[i])
      if (kept(i)) go(i + 1);
  }

  const procedure& p_;
  date start_;
  int horizon_;
  bool on_working_days_;
  std::vector<int> day_;
  static constexpr int unknown = INT_MIN;
  std::vector<int> known_;  // by deadline, trigger, suspension and resumption
};

limit random_limit(std::mt19937& random, bool is_latest) {
  const time_unit units[] = {time_unit::working_day, time_unit::day, time_unit::week};
  const time_unit unit = units[random() % 3];
  const direction ways[] = {direction::within_after, direction::valid_for, direction::not_later_than_before,
                            direction::at_least_lasting};
  return limit{{static_cast<std::int32_t>(random() % (unit == time_unit::week ? 2U : 6U)), unit},
               ways[random() % (is_latest ? 2 : 4)]};
}

/// s, a, [suspend, resume], t, e in a row, or the suspension beside other work.
procedure random_procedure(std::mt19937& random) {
  const bool is_parallel = random() % 4 == 0;
  procedure_builder b{"paused", flow_style::written_out};
  std::vector<std::string> row;
  if (is_parallel) {
    b.start("s").fork("f").task("suspend", by("a")).task("resume", by("a")).task("t", by("b")).join("j").end("e");
    b.flow("s", "f").flow("f", "suspend").flow("suspend", "resume").flow("resume", "j").flow("f", "t").flow("t", "j").flow("j", "e");
    row = {"s", "suspend", "resume", "j", "e"};
  } else {
    b.start("s").task("a", by("a")).task("suspend", by("a")).task("resume", by("a")).task("t", by("b")).end("e");
    row = {"s", "a", "suspend", "resume", "t", "e"};
    for (std::size_t i = 1; i < row.size(); ++i) b.flow(row[i - 1], row[i]);
  }
  const auto some = [&](limit l, const std::string& rule) {
    const auto from = random() % (row.size() - 1);
    const auto to = from + 1 + random() % (row.size() - 1 - from);
    b.deadline(l, between(row[from], row[to]), under(rule));
  };
  if (is_parallel) b.deadline(random_limit(random, true), between("s", "t"), under("R"));
  some(random_limit(random, true), "R");
  if (random() % 2 == 0) some(random_limit(random, true), "R");
  const auto others = 1 + random() % 3;
  for (unsigned i = 0; i < others; ++i) some(random_limit(random, false), "O");
  if (random() % 2 == 0) b.deadline(random_limit(random, true), between("suspend", "resume"), under("P"));
  validity valid;
  if (random() % 4 == 0) valid.from = date{2026, 2, 13};
  b.clock(suspends("suspend", "resume", {"R"}, valid));
  return b.build().value();
}

}  // namespace

TEST_CASE("a suspended limit is longer by the suspension, if something bounds it") {
  const procedure p = with_suspension(30_days, 10_days);
  // Thu 1 Oct 2026 + 30 days = Sat 31 Oct, moved to Mon 2 Nov
  const auto all = time_from(p, agency(), {2026, 10, 1});
  REQUIRE(all.size() == 2);
  CHECK(all[0].scenario.pauses.empty());
  CHECK(all[0].steps[3].latest == date{2026, 10, 23});  // looked at on 21 Oct
  const auto& paused = all[1];
  // s verify state suspend ground resume verify state issue e: what the suspension interrupted is done once more
  REQUIRE(paused.steps.size() == 10);
  CHECK(paused.scenario.choices.size() == 2);
  REQUIRE(paused.scenario.pauses.size() == 1);
  CHECK(paused.scenario.pauses[0].from == p.find("suspend"));
  CHECK(paused.scenario.pauses[0].to == p.find("resume"));
  CHECK(paused.scenario.pauses[0].deadlines == std::vector<std::uint32_t>{0});
  CHECK(paused.scenario.pauses[0].is_bounded);
  CHECK(paused.scenario.is_exact);
  CHECK(paused.steps[2].latest == date{2026, 10, 21});
  CHECK(paused.steps[3].latest == date{2026, 11, 2});  // a limit that has run out cannot be suspended
  CHECK(paused.steps[7].step == p.find("state"));
  CHECK(paused.steps[7].latest == date{2026, 11, 10});  // the second round has no such limit
  // Suspended for 10 days from 1 Oct on, the 30 days end on Sat 31 Oct + 10 = Tue 10 Nov
  CHECK(paused.steps[8].step == p.find("issue"));
  CHECK(paused.steps[8].latest == date{2026, 11, 10});
  CHECK(paused.result.latest_end == date{2026, 11, 13});
  CHECK(agency().due(within(30_days), after(date{2026, 10, 1}), due_options{.suspensions = {{{2026, 10, 20}, {2026, 10, 30}}}}).day ==
        date{2026, 11, 10});
}

TEST_CASE("where the law does not bound a suspension its limits set no last day, and the answer says so") {
  const procedure p = with_suspension(30_days, std::nullopt);
  const timing_report r = time(p, agency(), over(2026, 2026));
  REQUIRE(r.scenarios.size() == 2);
  CHECK(r.ways == 2);
  CHECK(r.cut_at == std::vector<step_id>{p.find("suspend")});  // once suspended, not again
  CHECK(r.failures.empty());
  REQUIRE(r.scenarios[1].pauses.size() == 1);
  CHECK_FALSE(r.scenarios[1].pauses[0].is_bounded);
  CHECK(r.scenarios[1].unlimited_at == p.find("ground"));
  for (const start_day& d : r.days[1]) {
    CHECK(d.latest_end.is_pos_infinity());
    CHECK(d.earliest_end == d.day);
  }
  for (const start_day& d : r.days[0]) CHECK_FALSE(d.latest_end.is_special());
  const procedure complaint = vietnam().procedure_named("complaint_first");
  const timing_report law = time(complaint, agency(), over(2026, 2026));
  CHECK(law.is_complete);
  std::size_t suspended = 0;
  for (const auto& s : law.scenarios)
    for (const auto& one : s.pauses) {
      ++suspended;
      CHECK_FALSE(one.is_bounded);  // Decree 155/2026/ND-CP Art 12 names no longest suspension
      CHECK(one.from == complaint.find("t_susp"));
    }
  CHECK(suspended > 0);
  // the obstacle that is not counted in the 90 days to complain is for the case to tell (02/2011/QH13 Art 9)
  REQUIRE(law.clocks_untimed.size() == 1);
  CHECK(complaint.facts().clocks[law.clocks_untimed[0].clock].how == clock_change::exclude);
  CHECK(complaint.deadline_at(law.clocks_untimed[0].deadline).rule == "CP-01");
}

TEST_CASE("suspensions that make room: what the limit alone forbids is possible, and only as long as the suspension is") {
  const auto make = [](span suspended, span work) {
    return procedure_builder("room")
        .start("s").task("suspend", by("a")).task("resume", by("a")).task("work", by("a")).end("e")
        .deadline(valid_for(10_days), between("s", "work"), under("R"))
        .deadline(valid_for(suspended), between("suspend", "resume"), under("G"))
        .deadline(at_least(work), between("s", "work"), under("W"))
        .clock(suspends("suspend", "resume", {"R"}))
        .build().value();
  };
  const auto met = time_from(make(5_days, 15_days), agency(), {2026, 6, 1})[0];
  REQUIRE(met.result.can_be_met);
  CHECK(met.result.earliest_end == date{2026, 6, 16});
  CHECK(met.steps[1].earliest == date{2026, 6, 2});  // the day of the trigger is not counted anyway
  CHECK(met.steps[1].latest == date{2026, 6, 11});
  CHECK(met.steps[2].earliest == date{2026, 6, 7});  // 5 days of suspension are needed
  CHECK(met.steps[2].latest == date{2026, 6, 16});
  const auto unmet = time_from(make(4_days, 15_days), agency(), {2026, 6, 1})[0];
  CHECK_FALSE(unmet.result.can_be_met);
  CHECK_FALSE(unmet.circle.empty());
  CHECK(time(make(4_days, 15_days), agency(), over(2026, 2026)).failures.size() == 1);
  CHECK(time(make(5_days, 15_days), agency(), over(2026, 2026)).failures.empty());
}

TEST_CASE("what a suspension interrupted is done once more, with its forks and joins, and no third time") {
  const auto p = procedure_builder("again", flow_style::written_out)
                     .start("s").fork("f").task("l", by("a")).task("r", by("b")).join("j").decision("state", by("a"))
                     .task("suspend", by("a")).task("resume", by("a")).end("e")
                     .flow("s", "f").flow("f", "l").flow("f", "r").flow("l", "j").flow("r", "j").flow("j", "state")
                     .branch("state", "done", "e").branch("state", "more", "f").branch("state", "suspend", "suspend")
                     .flow("suspend", "resume").flow("resume", "f")
                     .deadline(at_least(10_days), between("f", "l"), under("L"))
                     .deadline(at_least(20_days), between("f", "r"), under("L"))
                     .deadline(within(60_days), between("s", "e"), under("R"))
                     .clock(suspends("suspend", "resume", {"R"}))
                     .build().value();
  const auto all = time_from(p, agency(), {2026, 6, 1});
  REQUIRE(all.size() == 2);
  CHECK(all[0].result.earliest_end == date{2026, 6, 21});
  CHECK(all[1].steps.size() == 14);
  CHECK(all[1].result.earliest_end == date{2026, 7, 11});
  const timing_report r = time(p, agency(), over(2026, 2026));
  CHECK(r.is_complete);
  CHECK(r.ways == 2);
}

TEST_CASE("what the calendar cannot lengthen by a suspension is named and claims nothing") {
  timing_options o;
  std::vector<office_session> week;
  for (const weekday w : {weekday::monday, weekday::tuesday, weekday::wednesday, weekday::thursday, weekday::friday})
    week.push_back({w, 480, 960});
  o.hours = office_hours::build(week).value();
  const auto p = procedure_builder("hours")
                     .start("s").task("suspend", by("a")).task("resume", by("a")).task("work", by("a")).end("e")
                     .deadline(within(8_hours), between("s", "work"), under("R"))
                     .deadline(at_least(2_days), between("s", "work"), under("R"))
                     .clock(suspends("suspend", "resume", {"R"}))
                     .build().value();
  const auto s = time_from(p, agency(), {2026, 7, 13}, o).at(0);
  CHECK(s.result.can_be_met);  // 8 hours alone would not reach the third day
  CHECK(s.steps[3].earliest == date{2026, 7, 15});
  CHECK(s.steps[3].latest.is_pos_infinity());
  CHECK(s.scenario.not_paused == std::vector<std::uint32_t>{0, 1});
  CHECK(s.scenario.pauses.empty());
}

TEST_CASE("days on which two suspensions stand together count once") {
  const auto p = procedure_builder("overlap", flow_style::written_out)
                     .start("s").fork("f").task("a1", by("x")).task("b1", by("x")).task("a2", by("x")).task("b2", by("x")).join("j").end("e")
                     .flow("s", "f").flow("f", "a1").flow("a1", "b1").flow("b1", "j").flow("f", "a2").flow("a2", "b2").flow("b2", "j").flow("j", "e")
                     .deadline(valid_for(10_days), between("s", "j"), under("R"))
                     .deadline(valid_for(3_days), between("s", "a1"), under("O")).deadline(at_least(3_days), between("s", "a1"), under("O"))
                     .deadline(valid_for(5_days), between("s", "a2"), under("O")).deadline(at_least(5_days), between("s", "a2"), under("O"))
                     .deadline(valid_for(4_days), between("a1", "b1"), under("O"))
                     .deadline(valid_for(6_days), between("a2", "b2"), under("O"))
                     .clock(suspends("a1", "b1", {"R"}))
                     .clock(suspends("a2", "b2", {"R"}))
                     .build().value();
  // suspended on Thu 4 to Mon 8 June and on Sat 6 to Fri 12 June 2026: eight days
  const auto s = time_from(p, agency(), {2026, 6, 1}).at(0);
  CHECK(s.scenario.is_exact);
  const auto joined = std::find_if(s.steps.begin(), s.steps.end(), [&](const step_days& d) { return d.step == p.find("j"); });
  CHECK(joined->latest == date{2026, 6, 19});
  CHECK(agency().due(valid_for(10_days), after(date{2026, 6, 1}),
                     due_options{.suspensions = {{{2026, 6, 4}, {2026, 6, 8}}, {{2026, 6, 6}, {2026, 6, 12}}}}).day == date{2026, 6, 19});
}

TEST_CASE("suspended limits keep to every way of counting") {
  const date start{2026, 1, 29};
  const auto on = [&](int n) { return start + boost::gregorian::days{n}; };
  const limit limits[] = {within(4_days), valid_for(4_days), within(3_working_days), within(1_week), within(1_month), valid_for(1_month),
                          within(0_days), within(1_year)};
  const counting rules[] = {counting::civil_code, counting::limitation, counting::entry_into_force};
  for (const limit& l : limits)
    for (const counting rule : rules) {
      timing_options o;
      o.policies.rule = rule;
      const auto p = procedure_builder("rule")
                         .start("s").task("suspend", by("a")).task("resume", by("a")).task("t", by("a")).end("e")
                         .deadline(l, between("s", "t"), under("R"))
                         .deadline(valid_for(6_days), between("s", "suspend"), under("O"))
                         .deadline(valid_for(5_days), between("suspend", "resume"), under("O"))
                         .clock(suspends("suspend", "resume", {"R"}))
                         .build().value();
      date latest{boost::date_time::neg_infin};
      for (int a = 0; a <= 7; ++a)  // the limits beside it are counted by the same rule
        for (int b = a; b <= a + 6; ++b) {
          if (on(a) > agency().latest_day(valid_for(6_days), start, o.policies)) continue;
          if (on(b) > agency().latest_day(valid_for(5_days), on(a), o.policies)) continue;
          due_options d;
          d.policies = o.policies;
          d.suspensions = {{on(a), on(b)}};
          const date due = agency().due(l, after(start), d).day;
          if (on(b) <= due) latest = std::max(latest, due);
        }
      const auto s = time_from(p, agency(), start, o).at(0);
      CAPTURE(describe(l).en, static_cast<int>(rule));
      CHECK(s.result.can_be_met == !latest.is_special());
      if (s.result.can_be_met) CHECK(to_text(s.steps[3].latest) == to_text(latest));
    }
}

TEST_CASE("a month that a suspension began before, from a day that is not fixed, is not claimed to be exact") {
  const auto p = procedure_builder("month")
                     .start("s").task("suspend", by("a")).task("file", by("b")).task("resume", by("a")).task("t", by("a")).end("e")
                     .deadline(valid_for(3_days), between("s", "file"), under("O"))
                     .deadline(valid_for(10_days), between("suspend", "resume"), under("O"))
                     .deadline(valid_for(1_month), between("file", "t"), under("R"))
                     .clock(suspends("suspend", "resume", {"R"}))
                     .build().value();
  // filed on 30 or 31 January, the month ends on 28 February; of the suspension a day more counts from the 30th on
  CHECK_FALSE(time_from(p, agency(), {2026, 1, 28}).at(0).scenario.is_exact);
  CHECK(time_from(p, agency(), {2026, 3, 2}).at(0).scenario.is_exact);
}

TEST_CASE("a suspension counts from the first day on which its provision is in force") {
  const auto make = [](validity valid) {
    return procedure_builder("from-when")
        .start("s").task("suspend", by("a")).task("resume", by("a")).task("work", by("a")).end("e")
        .deadline(valid_for(10_days), between("s", "work"), under("R"))
        .deadline(at_least(3_days), between("s", "suspend"), under("O"))
        .deadline(valid_for(3_days), between("s", "suspend"), under("O"))
        .deadline(valid_for(5_days), between("suspend", "resume"), under("O"))
        .clock(suspends("suspend", "resume", {"R"}, valid))
        .build().value();
  };
  const date never{boost::date_time::pos_infin};
  // suspended on Thu 4 June 2026
  CHECK(time_from(make({{2026, 6, 4}, never}), agency(), {2026, 6, 1})[0].steps[3].latest == date{2026, 6, 16});
  CHECK(time_from(make({{2026, 6, 5}, never}), agency(), {2026, 6, 1})[0].steps[3].latest == date{2026, 6, 11});
  CHECK(time_from(make({{2026, 1, 1}, {2026, 6, 4}}), agency(), {2026, 6, 1})[0].steps[3].latest == date{2026, 6, 11});
}

TEST_CASE("two suspensions of one limit, one after the other or at once, agree with the calendar on every pair of days") {
  std::mt19937 random{34};
  const date start{2026, 2, 12};
  int bounded = 0;
  for (int round = 0; round < 12; ++round) {
    const bool at_once = round % 2 == 0;
    const auto count = [&](unsigned most) { return static_cast<std::int32_t>(random() % most); };
    const time_unit unit = random() % 2 == 0 ? time_unit::working_day : time_unit::day;
    const limit outer{{1 + count(5), unit}, random() % 2 == 0 ? direction::within_after : direction::valid_for};
    const std::int32_t first = count(5), second = count(5);
    procedure_builder b{"two", flow_style::written_out};
    b.start("s");
    if (at_once) b.fork("f");
    b.task("a1", by("x")).task("b1", by("x")).task("a2", by("x")).task("b2", by("x"));
    if (at_once) b.join("j");
    b.task("t", by("x")).end("e");
    if (at_once)
      b.flow("s", "f").flow("f", "a1").flow("a1", "b1").flow("b1", "j").flow("f", "a2").flow("a2", "b2").flow("b2", "j").flow("j", "t");
    else
      b.flow("s", "a1").flow("a1", "b1").flow("b1", "a2").flow("a2", "b2").flow("b2", "t");
    b.flow("t", "e")
        .deadline(outer, between("s", "t"), under("R"))
        .deadline(valid_for({first, time_unit::day}), between("a1", "b1"), under("O"))
        .deadline(valid_for({second, time_unit::day}), between("a2", "b2"), under("O"))
        .deadline(valid_for({0, time_unit::day}), between("t", "e"), under("O"))
        .clock(suspends("a1", "b1", {"R"}))
        .clock(suspends("a2", "b2", {"R"}));
    const procedure p = b.build().value();
    const auto s = time_from(p, agency(), start).at(0);
    REQUIRE(s.scenario.pauses.size() == 2);
    REQUIRE(s.scenario.is_exact);
    // the last day that the calendar gives for any days on which the two may lie before it
    date latest = start;
    const auto on = [&](int n) { return start + boost::gregorian::days{n}; };
    for (int a1 = 0; a1 <= 35; ++a1)
      for (int a2 = at_once ? 0 : a1; a2 <= 35; ++a2)
        for (int b1 = a1; b1 <= a1 + first; ++b1) {
          if (!at_once && a2 < b1) continue;
          const int b2 = a2 + second;
          const date due = agency().due(outer, after(start), due_options{.suspensions = {{on(a1), on(b1)}, {on(a2), on(b2)}}}).day;
          if (on(std::max(b1, b2)) <= due) latest = std::max(latest, due);
        }
    CAPTURE(round, at_once, describe(outer).en, first, second);
    CHECK(s.result.can_be_met);
    CHECK(to_text(s.result.latest_end) == to_text(latest));
    CHECK(s.scenario.pauses[0].is_bounded);
    bounded += latest > agency().latest_day(outer, start) ? 1 : 0;
  }
  CHECK(bounded > 6);
}

TEST_CASE("pauses agree with a day-by-day search on generated procedures") {
  std::mt19937 random{155};
  const std::vector<date> starts{{2026, 2, 10}, {2026, 2, 13}, {2025, 4, 24}, {2026, 8, 20}, {2026, 6, 3}};
  int met = 0, unmet = 0, made_room = 0, bounded = 0;
  for (int round = 0; round < 240; ++round) {
    const procedure p = random_procedure(random);
    const bool is_parallel = p.find("f") != step_id{};
    const int horizon = is_parallel ? 7 : 12;
    const date start = starts[random() % starts.size()];
    timing_options o;
    o.acts_on_working_days = round % 3 == 0;
    const auto all = time_from(p, agency(), start, o);
    REQUIRE(all.size() == 1);
    const auto& s = all[0];
    CAPTURE(round, to_text(start), is_parallel, o.acts_on_working_days);
    CHECK(s.scenario.is_exact);
    if (s.result.can_be_met && (s.result.earliest_end - start).days() > horizon) continue;
    const plain_search reference{p, start, horizon, o.acts_on_working_days};
    REQUIRE(s.result.can_be_met == reference.found);
    if (round % 8 == 0) {  // the same day in the report of the year
      const timing_report r = time(p, agency(), over(start.year(), start.year()), o);
      const start_day in_report = r.on(static_cast<std::size_t>((start - date{start.year(), 1, 1}).days()));
      CHECK(in_report.can_be_met == s.result.can_be_met);
      CHECK(in_report.earliest_end == s.result.earliest_end);
      CHECK(in_report.latest_end == s.result.latest_end);
    }
    if (!s.result.can_be_met) {
      ++unmet;
      CHECK_FALSE(s.circle.empty());
      continue;
    }
    ++met;
    CHECK((s.result.earliest_end - start).days() == reference.earliest_end);
    bool all_within = true;
    for (const step_days& d : s.steps) all_within = all_within && !d.latest.is_special() && (d.latest - start).days() <= horizon;
    for (const step_days& d : s.steps) {
      CAPTURE(p[d.step].key);
      CHECK((d.earliest - start).days() == reference.earliest[d.step.index()]);
      if (all_within) CHECK((d.latest - start).days() == reference.latest[d.step.index()]);
    }
    bounded += all_within ? 1 : 0;
    if (all_within) {
      const date last = latest_start(p, agency(), s.result.latest_end, o).at(0);
      REQUIRE_FALSE(last.is_special());
      CHECK(last >= start);
      const start_day from_last = time_from(p, agency(), last, o).at(0).result;
      CHECK((from_last.can_be_met && from_last.earliest_end <= s.result.latest_end));
      for (int later = 1; later <= 3; ++later) {
        const start_day after_it = time_from(p, agency(), last + boost::gregorian::days{later}, o).at(0).result;
        CHECK((!after_it.can_be_met || after_it.earliest_end > s.result.latest_end));
      }
    }
    for (const auto& one : s.scenario.pauses) made_room += one.is_bounded ? 1 : 0;
  }
  CHECK(met > 80);
  CHECK(unmet > 20);
  CHECK(made_room > 20);
  CHECK(bounded > 20);
}

TEST_CASE("a suspension of our limit is not counted upon, one of others may keep us waiting for good") {
  const procedure p = with_suspension(30_days, 10_days);
  const auto ours = control_timing(p, agency(), {2026, 10, 1}, {"a", "b"});
  REQUIRE(ours.size() == 2);
  CHECK(ours[1].verdict == control_verdict::controllable);
  const auto make = [](bool is_bounded) {
    procedure_builder b{"theirs"};
    b.start("s").task("suspend", by("a")).task("resume", by("a")).task("work", by("b")).end("e")
        .deadline(within(10_days), between("s", "work"), under("R"))
        .clock(suspends("suspend", "resume", {"R"}));
    if (is_bounded) b.deadline(valid_for(5_days), between("suspend", "resume"), under("G"));
    return b.build().value();
  };
  for (const bool is_bounded : {false, true}) {
    const procedure awaited = make(is_bounded);
    const auto c = control_timing(awaited, agency(), {2026, 10, 1}, {"a"}).at(0);
    CHECK(c.unbounded == (is_bounded ? std::vector<step_id>{} : std::vector<step_id>{awaited.find("work")}));
  }
}

}  // namespace test_of_timing_pauses
