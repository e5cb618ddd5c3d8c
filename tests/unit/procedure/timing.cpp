#include <catch.hpp>

#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/timing.hpp>
#include <dinh/procedure/verify_over.hpp>

#include <algorithm>
#include <random>

#include "../unsound.hpp"
#include "../vietnam.hpp"

namespace test_of_timing {

using namespace dinh;
using namespace dinh::literals;
using test::agency;
using test::vietnam;

namespace {

/// 10 days to settle, of which the inquiry takes 5 working days and the notice 3 more.
procedure tight() {
  return procedure_builder("tight")
      .start("s")
      .task("inquire", by("a"))
      .task("settle", by("a"))
      .end("e")
      .deadline(at_least(5_working_days), between("s", "inquire"), {.source = cites("L", "1")})
      .deadline(at_least(3_working_days), between("inquire", "settle"), {.source = cites("L", "2")})
      .deadline(valid_for(12_days), between("s", "settle"), {.source = cites("L", "3")})
      .build()
      .value();
}

std::vector<std::uint32_t> deadlines_in(const std::vector<timing_link>& circle) {
  std::vector<std::uint32_t> out;
  for (const auto& l : circle)
    if (l.kind == timing_link::kind_of::deadline) out.push_back(l.number);
  std::sort(out.begin(), out.end());
  return out;
}

/// The plain search: every way to give days to the steps of a chain, day by day.
struct searched {
  bool found = false;
  date earliest_end{boost::date_time::pos_infin};
  date latest_end{boost::date_time::neg_infin};
};
class plain_search {
public:
  plain_search(const procedure& p, date start, int horizon) : p_{p}, horizon_{horizon} {
    day_.assign(p.steps().size(), start);
    go(1);
  }
  searched out;

private:
  bool kept(std::size_t upto) const {
    for (std::uint32_t e = 0; e < p_.deadline_count(); ++e) {
      const auto from = p_.graph().from(edge_id<deadline>{e}).index();
      const auto to = p_.graph().to(edge_id<deadline>{e}).index();
      if (from > upto || to > upto) continue;
      const limit l = *p_.deadline_at(e).time;
      const date a = day_[from];
      const date b = day_[to];
      if (l.way == direction::not_later_than_before) {
        if (agency().latest_day(l, b) < a) return false;
      } else if (l.way == direction::at_least_lasting) {
        if (b < agency().latest_day(l, a)) return false;
      } else if (agency().latest_day(l, a) < b) {
        return false;
      }
    }
    return true;
  }
  void go(std::size_t i) {
    if (i == day_.size()) {
      out.found = true;
      out.earliest_end = std::min(out.earliest_end, day_.back());
      out.latest_end = std::max(out.latest_end, day_.back());
      return;
    }
    for (day_[i] = day_[i - 1]; (day_[i] - day_[0]).days() <= horizon_; day_[i] += boost::gregorian::days{1})
      if (kept(i)) go(i + 1);
  }

  const procedure& p_;
  int horizon_;
  std::vector<date> day_;
};

procedure random_chain(std::mt19937& random) {
  procedure_builder b{"chain"};
  b.start("p0").task("p1", by("a")).task("p2", by("b")).end("p3");
  const int limits = 2 + static_cast<int>(random() % 4);
  for (int i = 0; i < limits; ++i) {
    const auto from = random() % 3;
    const auto to = from + 1 + random() % (3 - from);
    const time_unit units[] = {time_unit::working_day, time_unit::day, time_unit::week};
    const time_unit unit = units[random() % 3];
    const auto count = static_cast<std::int32_t>(random() % (unit == time_unit::week ? 2U : 8U));
    const direction ways[] = {direction::within_after, direction::not_later_than_before, direction::at_least_lasting,
                              direction::valid_for};
    b.deadline(limit{{count, unit}, ways[random() % 4]}, between("p" + std::to_string(from), "p" + std::to_string(to)));
  }
  return b.build().value();
}

}  // namespace

TEST_CASE("an outer limit in days collides with working days over Tết, and the report says when and why") {
  const procedure p = tight();
  const timing_report r = time(p, agency(), over(2025, 2026));
  REQUIRE(r.scenarios.size() == 1);
  CHECK(r.day_count() == 730);
  CHECK(r.is_complete);
  REQUIRE_FALSE(r.failures.empty());
  const auto tet = std::find_if(r.failures.begin(), r.failures.end(), [](const timing_failure& f) {
    return f.first <= date{2026, 2, 12} && date{2026, 2, 12} <= f.last;
  });
  REQUIRE(tet != r.failures.end());
  CHECK(deadlines_in(tet->circle) == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(std::any_of(tet->days_off.begin(), tet->days_off.end(),
                    [](const calendar_entry& e) { return e.day == date{2026, 2, 17}; }));
  CHECK_FALSE(tet->is_provisional);
  CHECK(tet->circle.front().from == p.start());
  CHECK(tet->circle.back().to == p.start());
  // Thu 12 Feb 2026: 13 Feb, Tết 16-20 Feb, 23-26 Feb are 5 working days; 3 more end on 3 March, 12 days on 24 Feb
  CHECK_FALSE(r.on(365 + 31 + 11).can_be_met);
  // an ordinary week: Mon 6 July 2026 + 5 + 3 working days = Thu 16 July
  const start_day plain = r.days[0][365 + 186];
  CHECK(plain.day == date{2026, 7, 6});
  CHECK(plain.can_be_met);
  CHECK(plain.earliest_end == date{2026, 7, 16});
}

TEST_CASE("one start day gives earliest and latest days, slack and the critical chain") {
  const procedure p = tight();
  const auto all = time_from(p, agency(), {2026, 7, 6});
  REQUIRE(all.size() == 1);
  const auto& s = all.front();
  REQUIRE(s.steps.size() == 4);
  CHECK(s.steps[1].earliest == date{2026, 7, 13});
  CHECK(s.steps[1].latest == date{2026, 7, 14});  // 3 working days later it is Fri 17; the 12th day is Sat 18 July
  CHECK(s.steps[1].slack() == 1);
  CHECK(s.steps[2].earliest == date{2026, 7, 16});
  CHECK(s.steps[2].latest == date{2026, 7, 18});
  CHECK(s.steps[3].latest.is_pos_infinity());  // nothing says when a case is closed
  CHECK(s.scenario.unlimited_at == p.find("e"));
  CHECK(deadlines_in(s.chain) == std::vector<std::uint32_t>{0, 2});
  const auto tet = time_from(p, agency(), {2026, 2, 12});
  CHECK_FALSE(tet.front().result.can_be_met);
  CHECK_FALSE(tet.front().circle.empty());
}

TEST_CASE("feasibility and the ends agree with a day-by-day search on generated chains") {
  std::mt19937 random{2026};
  const std::vector<date> starts{{2026, 2, 10}, {2026, 2, 13}, {2025, 4, 24}, {2026, 8, 20}, {2024, 4, 26}, {2026, 6, 3}};
  constexpr int horizon = 34;
  int met = 0;
  int unmet = 0;
  for (int round = 0; round < 120; ++round) {
    const procedure p = random_chain(random);
    const date start = starts[random() % starts.size()];
    const plain_search reference{p, start, horizon};
    const auto all = time_from(p, agency(), start);
    REQUIRE(all.size() == 1);
    const start_day& s = all.front().result;
    CAPTURE(round, to_text(start));
    if (s.can_be_met && (s.earliest_end - start).days() > horizon) continue;
    REQUIRE(s.can_be_met == reference.out.found);
    if (!s.can_be_met) {
      ++unmet;
      CHECK_FALSE(all.front().circle.empty());
      continue;
    }
    ++met;
    CHECK(s.earliest_end == reference.out.earliest_end);
    if (!s.latest_end.is_special() && (s.latest_end - start).days() <= horizon)
      CHECK(s.latest_end == reference.out.latest_end);
    // the same day in the report of the year
    const auto year = static_cast<int>(start.year());
    const timing_report r = time(p, agency(), over(year, year));
    const start_day in_report = r.on(static_cast<std::size_t>((start - date{start.year(), 1, 1}).days()));
    CHECK(in_report.can_be_met);
    CHECK(in_report.earliest_end == s.earliest_end);
    CHECK(in_report.latest_end == s.latest_end);
  }
  CHECK(met > 30);
  CHECK(unmet > 10);
}

TEST_CASE("the latest start for a wished end is the last start day that can be over by then") {
  const procedure p = tight();
  const timing_report r = time(p, agency(), over(2025, 2026));
  for (const date end : {date{2026, 7, 16}, date{2026, 2, 27}, date{2026, 3, 4}, date{2026, 5, 4}, date{2026, 8, 22}}) {
    date expected{boost::date_time::not_a_date_time};
    for (const start_day& s : r.days[0])
      if (s.can_be_met && s.earliest_end <= end) expected = s.day;
    const auto found = latest_start(p, agency(), end);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == expected);
  }
}

TEST_CASE("decisions give scenarios, forks keep to all limits, loops are cut and named") {
  const auto p = procedure_builder("shape", flow_style::written_out)
                     .start("s").decision("d", by("a")).task("x", by("a")).task("y", by("a"))
                     .fork("f").task("l", by("a")).task("r", by("b")).join("j")
                     .decision("again", by("a")).end("e")
                     .flow("s", "d").branch("d", "x", "x").branch("d", "y", "y")
                     .flow("x", "f").flow("y", "f").flow("f", "l").flow("f", "r").flow("l", "j").flow("r", "j")
                     .flow("j", "again").branch("again", "yes", "d").branch("again", "no", "e")
                     .deadline(within(5_working_days), between("d", "y"))
                     .deadline(at_least(10_days), between("f", "l"))
                     .deadline(at_least(20_days), between("f", "r"))
                     .build().value();
  const timing_report r = time(p, agency(), over(2026, 2026));
  CHECK(r.ways == 2);
  REQUIRE(r.scenarios.size() == 2);
  CHECK(r.scenarios[0].choices.front().branch == "x");
  CHECK(r.cut_at == std::vector<step_id>{p.find("d")});
  CHECK(r.failures.empty());
  CHECK(r.days[0][0].earliest_end == date{2026, 1, 21});
  CHECK(r.days[1][0].earliest_end == date{2026, 1, 21});
  CHECK(r.no_limit == std::vector<step_id>{p.find("x")});
}

TEST_CASE("days that rest on undecided days off are provisional, limits in hours are left out and named") {
  const auto p = procedure_builder("late")
                     .start("s").task("t", by("a")).end("e")
                     .deadline(within(5_working_days), between("s", "t"))
                     .deadline(within(8_hours), between("s", "t"))
                     .promptly(between("t", "e"))
                     .build().value();
  const timing_report r = time(p, agency(), over(2026, 2027));
  CHECK(r.not_timed == std::vector<std::uint32_t>{1});
  CHECK(r.no_number.size() == 1);
  CHECK_FALSE(r.days[0][0].is_provisional);
  CHECK(r.days[0][365 + 100].is_provisional);
  REQUIRE(r.room.size() == 1);
  CHECK(r.room[0].fewest_working_days == 5);
  CHECK(r.room[0].most_working_days == 5);
  CHECK(r.room[0].longest_days > 10);
}

TEST_CASE("a limit in days that spans Tết leaves fewer working days") {
  const auto p = procedure_builder("ten-days")
                     .start("s").task("t", by("a")).end("e").deadline(within(10_days), between("s", "t")).build().value();
  const timing_report r = time(p, agency(), over(2026, 2026));
  REQUIRE(r.room.size() == 1);
  // Fri 13 Feb 2026: the 10th day is Mon 23 Feb, the only working day of the ten
  CHECK(r.room[0].fewest_working_days == 1);
  CHECK(r.room[0].fewest_from == date{2026, 2, 13});
  // Tue 6 Jan 2026: Wed to Fri, Sat 10 Jan worked in exchange for 2 Jan, Mon to Fri; the 10th day is Fri 16 Jan
  CHECK(r.room[0].most_working_days == 9);
}

TEST_CASE("working acts and assumed durations count where the caller says so") {
  const auto p = procedure_builder("plain")
                     .start("s").task("t", by("a")).end("e").deadline(valid_for(3_days), between("s", "t")).build().value();
  CHECK(time(p, agency(), over(2026, 2026)).failures.empty());
  timing_options o;
  o.acts_on_working_days = true;
  o.durations.push_back({"t", 1_working_day});
  const timing_report r = time(p, agency(), over(2026, 2026), o);
  REQUIRE_FALSE(r.failures.empty());
  CHECK(std::any_of(r.failures.begin(), r.failures.end(), [](const timing_failure& f) {
    return f.first <= date{2026, 2, 14} && date{2026, 2, 14} <= f.last;  // the eve of Tết is a Saturday
  }));
}

TEST_CASE("acts on working days have a working day as their last lawful day") {
  const auto p = procedure_builder("plain")
                     .start("s").task("t", by("a")).end("e").deadline(valid_for(3_days), between("s", "t")).build().value();
  timing_options o;
  o.acts_on_working_days = true;
  const auto s = time_from(p, agency(), {2026, 7, 9}, o).at(0);  // Thu; the third day is Sun 12 July
  CHECK(s.steps[1].latest == date{2026, 7, 10});
  CHECK(time_from(p, agency(), {2026, 7, 9}).at(0).steps[1].latest == date{2026, 7, 12});
}

TEST_CASE("replies of others that may come late are named when a limit cannot be kept for certain") {
  const auto make = [](span outer) {
    return procedure_builder("reply")
        .start("s")
        .task("ask", by("we"))
        .task("reply", by("they"))
        .task("settle", by("we"))
        .end("e")
        .deadline(within(10_days), between("ask", "reply"), {.source = cites("L", "1")})
        .deadline(at_least(5_days), between("reply", "settle"), {.source = cites("L", "2")})
        .deadline(valid_for(outer), between("ask", "settle"), {.source = cites("L", "3")})
        .build()
        .value();
  };
  const procedure tight_one = make(12_days);
  const auto no = control_timing(tight_one, agency(), {2026, 6, 1}, {"we"});
  REQUIRE(no.size() == 1);
  CHECK(no[0].verdict == control_verdict::not_controllable);
  REQUIRE(no[0].responsible.size() == 1);
  CHECK(tight_one.graph().to(edge_id<deadline>{no[0].responsible[0]}) == tight_one.find("reply"));
  CHECK(std::any_of(no[0].circle.begin(), no[0].circle.end(), [](const control_part& c) { return c.is_theirs; }));
  // alone we could choose the day of the reply
  CHECK(time_from(tight_one, agency(), {2026, 6, 1}).front().result.can_be_met);
  const auto yes = control_timing(make(60_days), agency(), {2026, 6, 1}, {"we"});
  CHECK(yes[0].verdict == control_verdict::controllable);
  CHECK(yes[0].circle.empty());
}

TEST_CASE("the limits of the procedures of the pack can be met on every start day of 2024 to 2026") {
  for (const procedure& p : vietnam().procedures()) {
    CAPTURE(p.id());
    const timing_report r = time(p, vietnam().calendar(p.facts().calendar), over(2024, 2026));
    CHECK(r.is_complete);
    CHECK(r.failures.empty());
    CHECK(r.scenarios.empty() == !p.facts().valid.overlaps({{2024, 1, 1}, {2027, 1, 1}}));
  }
}

TEST_CASE("limits that fit together on no day are named without days") {
  const auto p = procedure_builder("never")
                     .start("s").task("a", by("x")).task("b", by("x")).end("e")
                     .deadline(at_least(10_days), between("a", "b"))
                     .deadline(valid_for(5_days), between("a", "b"))
                     .build().value();
  const timing_report r = time(p, agency(), over(2026, 2026));
  REQUIRE(r.failures.size() == 1);
  CHECK(r.failures[0].days == 365);
  CHECK(deadlines_in(r.failures[0].circle) == std::vector<std::uint32_t>{0, 1});
  CHECK(r.failures[0].circle.front().from_day.is_special());
  CHECK(latest_start(p, agency(), {2026, 6, 30}).front().is_special());
}

TEST_CASE("start days lie where the procedure is in force, and deadlines bind by the version of the start day") {
  procedure_facts facts;
  facts.valid = {{2026, 3, 1}, {2026, 11, 1}};
  deadline_terms old_terms;
  old_terms.valid = {date{boost::date_time::neg_infin}, {2026, 7, 1}};
  deadline_terms new_terms;
  new_terms.valid = {{2026, 7, 1}, date{boost::date_time::pos_infin}};
  const procedure p = procedure_builder("changing")
                          .about(facts)
                          .start("s").task("t", by("a")).end("e")
                          .deadline(at_least(10_days), between("s", "t"), old_terms)
                          .deadline(at_least(3_days), between("s", "t"), new_terms)
                          .build().value();
  const timing_report r = time(p, agency(), over(2026, 2026));
  REQUIRE(r.scenarios.size() == 1);
  CHECK(r.days[0].front().day == date{2026, 3, 1});
  CHECK(r.days[0].back().day == date{2026, 10, 31});
  CHECK(r.days[0].front().earliest_end == date{2026, 3, 11});
  CHECK(r.days[0].back().earliest_end == date{2026, 11, 3});
  CHECK(time_from(p, agency(), {2026, 6, 30}).front().result.earliest_end == date{2026, 7, 10});
  CHECK(time_from(p, agency(), {2026, 7, 1}).front().result.earliest_end == date{2026, 7, 4});
  CHECK(time(p, agency(), over(2027, 2027)).day_count() == 0);
}

TEST_CASE("verifying over years joins soundness and timing: which days fail, and whether the limits fit at all") {
  const auto fails_at_tet = verify(tight(), agency(), over(2025, 2026));
  CHECK(fails_at_tet.soundness.verdict == soundness::sound);
  CHECK(fails_at_tet.can_be_met());
  CHECK_FALSE(fails_at_tet.always_works());
  const auto report = time(tight(), agency(), over(2025, 2026));
  std::size_t failing = 0;
  for (std::size_t d = 0; d < report.day_count(); ++d) failing += report.on(d).can_be_met ? 0U : 1U;
  CHECK(failing > 0);
  CHECK(fails_at_tet.failing_days() == failing);
  CHECK(fails_at_tet.timing.failures.size() == report.failures.size());

  const auto never = procedure_builder("never")
                         .start("s")
                         .task("t", by("a"))
                         .end("e")
                         .deadline(at_least(5_days), between("s", "t"), {.source = cites("L", "1")})
                         .deadline(valid_for(2_days), between("s", "t"), {.source = cites("L", "2")})  // never moved off a day off
                         .build()
                         .value();
  const auto nothing = verify(never, agency(), over(2025, 2025));
  CHECK_FALSE(nothing.can_be_met());
  CHECK(nothing.failing_days() == 365);

  const auto v = verify(test::stuck_join(), agency(), over(2025, 2025));
  CHECK(v.soundness.verdict == soundness::unsound);
  CHECK(v.timing.day_count() == 0);
  CHECK_FALSE(v.always_works());
  const auto usual = usual_years(tight(), agency());
  REQUIRE(usual);
  CHECK(agency().is_known(usual->first));
  CHECK(agency().is_known(usual->last));
  CHECK_FALSE(agency().is_known(usual->last + 1));
}

}  // namespace test_of_timing
