#include <catch.hpp>

#include <dinh/docket/clocks.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/builder.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../vietnam.hpp"
#include "drive.hpp"

namespace test_of_clocks {

using namespace dinh;
using namespace dinh::literals;
using test::day;
using example::drive_to;

namespace {

docket with(const procedure& p, std::shared_ptr<const rule_set> rules = {}) {
  auto d = docket::make({.procedures = {p}, .calendars = {test::agency()}, .units = {}, .policies = {}, .rules = std::move(rules)});
  REQUIRE(d);
  return std::move(*d);
}

duty of_rule(const docket& d, const char* rule, const char* as_of, const char* key = "a") {
  std::vector<duty> found;
  for (auto& x : d.duties(day(as_of), {.case_key = key, .rule = rule}))
    if (x.state != duty_state::void_) found.push_back(std::move(x));
  INFO(rule << " " << found.size());
  REQUIRE_FALSE(found.empty());
  return found.front();
}

// Extensions against the law and branches against the facts; that acts of these runs come late is not looked at.
std::vector<breach_record> wrongs(const docket& d) {
  std::vector<breach_record> out;
  for (auto& b : d.breaches(day("2030-01-01")))
    if (b.kind == breach_kind::extended_too_often || b.kind == breach_kind::extended_too_long || b.kind == breach_kind::extended_too_late ||
        b.kind == breach_kind::against_its_facts)
      out.push_back(std::move(b));
  return out;
}
std::vector<std::string> kinds(const docket& d) {
  std::vector<std::string> out;
  for (const auto& b : wrongs(d)) out.emplace_back(name_of(b.kind));
  return out;
}

event extension(const docket& d, const char* step, const char* by, const char* on) {
  event e;
  e.id = "x" + std::to_string(d.event_count());
  e.case_key = "a";
  e.kind = event_kind::extended;
  e.step = step;
  e.subject = by;
  e.occurred_on = e.recorded_on = day(on);
  return e;
}

}  // namespace

TEST_CASE("the extension of a denunciation is added to the first term, once, and its own limit is no other (25/2018/QH14 Art 30)") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  CHECK(of_rule(d, "DN-07", "2026-03-20").lawful_day == day("2026-04-01"));  // 2 March and 30 days
  drive_to(d, p, "a", "t_extc", day("2026-03-25"));
  // 30 days on from 1 April end on Fri 1 May, a holiday, and a weekend follows: Mon 4 May. Not 30 days after 25 March.
  const duty first_term = of_rule(d, "DN-07", "2026-03-26");
  CHECK(first_term.lawful_day == day("2026-05-04"));
  // The 30 days of the extension are no second duty.
  const auto own = d.duties(day("2026-03-26"), {.rule = "DN-08"});
  REQUIRE(own.size() == 1);
  CHECK(own[0].state == duty_state::void_);
  CHECK(d.due({day("2026-03-26"), day("2027-01-01")}, day("2026-03-26"), {.rule = "DN-08"}).empty());
  CHECK(of_rule(d, "DN-07", "2026-03-24").lawful_day == day("2026-04-01"));  // that day nothing was known of it
  CHECK(kinds(d).empty());
  const std::string why = to_text(d.why(first_term, day("2026-03-26")), lang::en);
  INFO(why);
  CHECK(why.find("On 2026-03-25: Added to the first term, once. [25/2018/QH14 Art 30(2), T]") != std::string::npos);

  drive_to(d, p, "a", "t_extc", day("2026-04-20"));
  const auto wrong = kinds(d);
  CHECK(std::count(wrong.begin(), wrong.end(), "extended_too_often") == 1);
  CHECK(std::count(wrong.begin(), wrong.end(), "against_its_facts") == 1);  // the condition of the branch says once too
  for (const auto& b : d.breaches(day("2026-12-31")))
    if (b.kind == breach_kind::extended_too_often) {
      CHECK(b.rule == "DN-08");
      CHECK(to_text(b.source, lang::en) == "25/2018/QH14 Art 30(2)");
    }
  CHECK(of_rule(d, "DN-07", "2026-04-21").lawful_day == day("2026-05-04"));
}

TEST_CASE("a conclusion that is late after an extension is late once (25/2018/QH14 Art 30(2))") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_extc", day("2026-03-25"));
  drive_to(d, p, "a", "t_concl", day("2026-05-06"));
  std::vector<std::string> late;  // the conclusion alone is looked at
  for (const auto& x : d.met_late(day("2026-05-06")))
    if (x.step == "t_concl") late.push_back(x.rule);
  for (const auto& b : d.breaches(day("2026-05-06")))
    if (b.step == "t_concl" && b.kind == breach_kind::too_late) late.push_back("breach of " + b.rule);
  CHECK(late == std::vector<std::string>{"DN-07", "breach of DN-07"});
}

TEST_CASE("an extension that somebody records counts as far as the law allows it, the rest is a breach with its provision") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_verify", day("2026-03-10"));
  REQUIRE(d.record(extension(d, "t_concl", "45 days", "2026-03-20")));
  REQUIRE(kinds(d) == std::vector<std::string>{"extended_too_long"});
  CHECK(wrongs(d)[0].days == 15);
  CHECK(of_rule(d, "DN-07", "2026-03-21").lawful_day == day("2026-05-04"));
  REQUIRE(d.record(extension(d, "t_concl", "20 days", "2026-04-20")));  // a particularly complex one may be extended twice
  CHECK(kinds(d).size() == 1);
  CHECK(of_rule(d, "DN-07", "2026-04-21").lawful_day == day("2026-05-21"));  // 1 May and 20 days
  REQUIRE(d.record(extension(d, "t_concl", "10 days", "2026-05-05")));
  CHECK(kinds(d) == std::vector<std::string>{"extended_too_long", "extended_too_often"});
  CHECK(to_text(wrongs(d)[1].source, lang::en) == "25/2018/QH14 Art 30(3)");
  CHECK(of_rule(d, "DN-07", "2026-05-06").lawful_day == day("2026-05-21"));
}

TEST_CASE("an extension of a term that had run out is a breach, by its step and recorded (25/2018/QH14 Art 30)") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_verify", day("2026-03-10"));
  event late = extension(d, "t_concl", "30 days", "2026-04-02");  // 1 April was the last day
  const auto r = d.record(late);
  REQUIRE(r);
  CHECK(kinds(d) == std::vector<std::string>{"extended_too_late"});
  REQUIRE(r->breaches.size() == 1);
  CHECK(r->breaches[0].days == 1);
  CHECK(wrongs(d)[0].lawful_day == day("2026-04-01"));
  CHECK(wrongs(d)[0].rule == "DN-09");  // of the two rules that extend it the one that allows the most
  CHECK(of_rule(d, "DN-07", "2026-04-03").lawful_day == day("2026-05-04"));  // it is longer all the same

  docket on_the_last_day = with(p);
  drive_to(on_the_last_day, p, "a", "t_accept", day("2026-03-02"));
  drive_to(on_the_last_day, p, "a", "t_extc", day("2026-04-01"));
  CHECK(kinds(on_the_last_day).empty());
  docket by_its_step = with(p);
  drive_to(by_its_step, p, "a", "t_accept", day("2026-03-02"));
  drive_to(by_its_step, p, "a", "t_extc", day("2026-04-13"));
  const auto wrong = wrongs(by_its_step);
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0].kind == breach_kind::extended_too_late);
  CHECK(wrong[0].days == 12);
  CHECK(wrong[0].step == "t_extc");
  CHECK(to_text(wrong[0].source, lang::en) == "25/2018/QH14 Art 30(2)");
}

TEST_CASE("an extension recorded late but granted in time is in time") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_verify", day("2026-04-10"));
  event in_time = extension(d, "t_concl", "30 days", "2026-03-30");
  in_time.recorded_on = day("2026-04-10");
  REQUIRE(d.record(in_time));
  CHECK(kinds(d).empty());
}

TEST_CASE("an extension as long as the law allows is no breach") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_verify", day("2026-03-10"));
  REQUIRE(d.record(extension(d, "t_concl", "30 days", "2026-03-20")));  // 25/2018/QH14 Art 30(3): at most 30 days each
  CHECK(kinds(d).empty());
  CHECK(of_rule(d, "DN-07", "2026-03-21").lawful_day == day("2026-05-04"));
}

TEST_CASE("a complaint suspended by its steps stands still until it is resumed (155/2026/ND-CP Art 12)") {
  const procedure p = test::pack_procedure("complaint_first");
  docket d = with(p);
  drive_to(d, p, "a", "t_k1", day("2026-07-06"));
  CHECK(of_rule(d, "CP-04", "2026-07-10").lawful_day == day("2026-08-05"));
  drive_to(d, p, "a", "t_susp", day("2026-07-16"));
  const duty still = of_rule(d, "CP-04", "2026-07-20");
  CHECK(still.state == duty_state::suspended);
  CHECK(still.suspended_since == day("2026-07-16"));
  CHECK(of_rule(d, "CP-27", "2026-07-20").state == duty_state::open);  // the sending of the suspension is not suspended
  drive_to(d, p, "a", "t_resume", day("2026-07-27"));
  // 7 to 15 July are 9 days; 27 July is the 10th and 16 August, a Sunday, the 30th.
  CHECK(of_rule(d, "CP-04", "2026-07-28").lawful_day == day("2026-08-17"));
  CHECK(of_rule(d, "CP-04", "2026-07-20").state == duty_state::suspended);
  CHECK(kinds(d).empty());
  const auto history = d.history("a", day("2026-07-28"));
  REQUIRE(history);
  CHECK(std::any_of(history->begin(), history->end(), [](const history_line& l) {
    return l.kind == history_kind::about_case && to_text(l.what, lang::en).find("The term stops") != std::string::npos;
  }));
}

TEST_CASE("before the decree no clock stops, and the branch that suspends contradicts its condition") {
  const procedure p = test::pack_procedure("complaint_first");
  docket d = with(p);
  drive_to(d, p, "a", "t_k1", day("2026-05-04"));
  drive_to(d, p, "a", "t_susp", day("2026-05-14"));
  CHECK(of_rule(d, "CP-04", "2026-05-20").state == duty_state::open);
  CHECK(kinds(d) == std::vector<std::string>{"against_its_facts"});
}

TEST_CASE("a denunciation taken over by the superior is counted anew (31/2019/ND-CP Art 5(3))") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_take", day("2026-04-13"));
  // 13 April and 30 days: Wed 13 May. Both the first count and the new one end there.
  const auto duties = d.duties(day("2026-04-14"), {.rule = "DN-07"});
  REQUIRE_FALSE(duties.empty());
  for (const auto& x : duties) {
    CHECK(x.lawful_day == day("2026-05-13"));
    CHECK(x.state == duty_state::open);
  }
  // the first term had ended on Wed 1 April: that the superior takes over does not undo it
  const auto breaches = d.breaches(day("2026-04-14"), {.rule = "DN-07"});
  REQUIRE(breaches.size() == 1);
  CHECK(breaches[0].kind == breach_kind::never_done);
  CHECK(breaches[0].lawful_day == day("2026-04-01"));
  CHECK(breaches[0].days == 12);
  // and where it had not, there is nothing to say
  docket in_time = with(p);
  drive_to(in_time, p, "a", "t_accept", day("2026-03-02"));
  drive_to(in_time, p, "a", "t_take", day("2026-04-01"));
  CHECK(in_time.breaches(day("2026-04-14"), {.rule = "DN-07"}).empty());
}

TEST_CASE("an extension of an information request is added to the first period (104/2016/QH13 Arts 29(2), 30(4))") {
  const procedure p = test::pack_procedure("info_request");
  docket d = with(p);
  drive_to(d, p, "a", "t_valid", day("2026-03-03"));
  drive_to(d, p, "a", "t_x1", day("2026-03-10"));
  // 10 working days from Wed 4 March end on Tue 17 March, ten more on Tue 31 March
  for (const duty& x : d.duties(day("2026-03-20")))
    if (x.step == "t_g1") CHECK(x.lawful_day == day("2026-03-31"));
  drive_to(d, p, "a", "t_given", day("2026-03-30"));
  CHECK(d.breaches(day("2026-06-30")).empty());
}

TEST_CASE("a step that extends a limit counts what was granted before it, whoever granted it (104/2016/QH13 Art 29(2))") {
  const procedure p = test::pack_procedure("info_request");
  docket d = with(p);
  drive_to(d, p, "a", "t_valid", day("2026-03-02"));
  drive_to(d, p, "a", "d_s1", day("2026-03-02"), 1);
  REQUIRE(d.record(extension(d, "t_g1", "10 working days", "2026-03-10")));
  CHECK(kinds(d).empty());
  drive_to(d, p, "a", "t_x1", day("2026-03-12"));
  CHECK(kinds(d) == std::vector<std::string>{"extended_too_often"});
  CHECK(to_text(wrongs(d)[0].source, lang::en) == "104/2016/QH13 Art 29(2)");
  CHECK(of_rule(d, "AIL-29-2", "2026-03-13").lawful_day == day("2026-03-30"));
  for (const duty& x : d.duties(day("2026-03-13"), {.rule = "AIL-29-3"})) CHECK(x.state == duty_state::void_);  // nor a limit of its own

  docket other_way = with(p);
  drive_to(other_way, p, "a", "t_valid", day("2026-03-02"));
  drive_to(other_way, p, "a", "t_x1", day("2026-03-10"));
  REQUIRE(other_way.record(extension(other_way, "t_g1", "10 working days", "2026-03-12")));
  CHECK(kinds(other_way) == std::vector<std::string>{"extended_too_often"});
  CHECK(of_rule(other_way, "AIL-29-2", "2026-03-13").lawful_day == day("2026-03-30"));
}

TEST_CASE("what two rules allow is not added up: a denunciation is extended once, or twice if particularly complex (25/2018/QH14 Art 30)") {
  const procedure p = test::pack_procedure("denunciation");
  const auto extended_by = [&](const std::vector<const char*>& steps) {
    docket d = with(p);
    drive_to(d, p, "a", "t_accept", day("2026-03-05"));
    int on = 25;
    for (const char* step : steps) drive_to(d, p, "a", step, day(("2026-03-" + std::to_string(on++)).c_str()));
    std::vector<breach_record> out;
    for (auto& b : wrongs(d))
      if (b.kind == breach_kind::extended_too_often) out.push_back(std::move(b));
    return std::pair{out, of_rule(d, "DN-07", "2026-04-01").lawful_day};
  };
  const date twice = day("2026-06-03");  // 4 April, 4 May and 3 June
  CHECK(extended_by({"t_extp", "t_extp"}).first.empty());
  CHECK(extended_by({"t_extp", "t_extp"}).second == twice);
  CHECK(extended_by({"t_extc", "t_extp"}).first.empty());  // it turned out to be particularly complex
  CHECK(extended_by({"t_extc", "t_extp"}).second == twice);
  for (const auto& steps : {std::vector{"t_extc", "t_extp", "t_extp"}, std::vector{"t_extp", "t_extp", "t_extc"}, std::vector{"t_extp", "t_extp", "t_extp"}}) {
    const auto [wrong, last] = extended_by(steps);
    REQUIRE(wrong.size() == 1);
    CHECK(to_text(wrong[0].source, lang::en) == "25/2018/QH14 Art 30(3)");
    CHECK(wrong[0].rule == "DN-09");
    CHECK(last == twice);
  }
  const auto [wrong, last] = extended_by({"t_extc", "t_extc"});
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0].rule == "DN-08");  // what it allows itself
}

TEST_CASE("what the steps cannot tell is said: time of an objective obstacle is not counted (02/2011/QH13 Art 9)") {
  const procedure p = test::pack_procedure("complaint_first");
  docket d = with(p);
  drive_to(d, p, "a", "s_0", day("2026-07-06"));
  const duty filing = of_rule(d, "CP-01", "2026-07-10");
  CHECK(filing.state == duty_state::open);
  const std::string why = to_text(d.why(filing, day("2026-07-10")), lang::en);
  INFO(why);
  CHECK(why.find("The steps do not tell this; the day here leaves it out. [02/2011/QH13 Art 9, T]") != std::string::npos);
}

TEST_CASE("a branch is chosen by the facts where the act names none, and a branch they contradict is a breach") {
  const procedure p = test::pack_procedure("village_meeting");
  const auto event_at = [&](docket& d, std::vector<fact> facts, std::string branch) {
    std::vector<left_out_step> run;
    marking there;
    REQUIRE(d.open("a-0", "a", p.id(), "17329@2025-07-01", day("2026-03-02"), day("2026-03-02")));
    const auto at = static_cast<std::uint16_t>(p.find("d_cluster").index());
    REQUIRE(engine::find_run(p.tables(), d.state_of("a")->standing, at, run, there));
    for (const auto& s : run) example::record(d, example::act_of(p, "a", example::events_of(d, "a"), s.step, s.exit, day("2026-03-02")));
    event e = example::act_of(p, "a", 90, at, 0, day("2026-03-02"));
    e.branch = std::move(branch);
    e.facts = std::move(facts);
    return e;
  };
  std::string to_plan;
  std::string to_notice;
  for (const auto& link : p.graph().out<flows_to>(p.find("d_cluster")))
    (p[link.node].key == "t_clplan" ? to_plan : to_notice) = p.graph()[link.edge].branch;
  REQUIRE_FALSE(to_plan.empty());
  const std::vector<fact> small{{"clusters_wanted", "yes"}, {"households", "150"}, {"scattered", "no"}};
  const std::vector<fact> large{{"clusters_wanted", "yes"}, {"households", "200"}, {"scattered", "no"}};
  {
    docket d = with(p);
    const event e = event_at(d, small, {});
    const auto next = d.next("a", day("2026-03-02"));
    REQUIRE(next);
    const auto at = std::find_if(next->begin(), next->end(), [](const next_act& a) { return a.step == "d_cluster"; });
    REQUIRE(at != next->end());
    CHECK(at->chosen_branch.empty());
    CHECK(at->unknown_facts == std::vector<std::string>{"clusters_wanted", "households", "scattered"});
    REQUIRE(d.record(e));
    CHECK(d.cases(day("2026-03-02"))[0].stands_at == std::vector<std::string>{"t_notice"});
    CHECK(kinds(d).empty());
  }
  {
    docket d = with(p);
    REQUIRE(d.record(event_at(d, large, {})));
    CHECK(d.cases(day("2026-03-02"))[0].stands_at == std::vector<std::string>{"t_clplan"});
  }
  {
    docket d = with(p);
    REQUIRE(d.record(event_at(d, small, to_plan)));
    CHECK(kinds(d) == std::vector<std::string>{"against_its_facts"});
    CHECK(d.cases(day("2026-03-02"))[0].stands_at == std::vector<std::string>{"t_clplan"});  // it happened all the same
  }
  {
    docket d = with(p);  // without facts nothing contradicts, and without a branch nothing can be told
    const event e = event_at(d, {}, {});
    CHECK_FALSE(d.record(e));
    REQUIRE(d.record([&] {
      event named = e;
      named.branch = to_plan;
      return named;
    }()));
    CHECK(kinds(d).empty());
  }
}

TEST_CASE("what a case told of a decision the first time says nothing of the second") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_verify", day("2026-03-10"));
  const auto at = static_cast<std::uint16_t>(p.find("d_state").index());
  const auto to_state = [&](const char* branch, std::vector<fact> facts, const char* on) {
    std::vector<left_out_step> run;
    marking there;
    REQUIRE(engine::find_run(p.tables(), d.state_of("a")->standing, at, run, there));
    for (const auto& s : run) example::record(d, example::act_of(p, "a", example::events_of(d, "a"), s.step, s.exit, day(on)));
    event e = example::act_of(p, "a", example::events_of(d, "a"), at, 0, day(on));
    e.branch = branch;
    e.facts = std::move(facts);
    return e;
  };
  REQUIRE(d.record(to_state("complex", {{"state", "complex"}}, "2026-03-11")));
  example::drive_to(d, p, "a", "t_extc", day("2026-03-12"));
  CHECK_FALSE(d.record(to_state("", {}, "2026-03-20")));  // the old answer does not choose
  REQUIRE(d.record(to_state("verified", {}, "2026-03-20")));  // nor does it contradict
  CHECK(kinds(d).empty());
}

TEST_CASE("an act that says one thing and takes the branch of another contradicts itself") {
  const procedure p = test::pack_procedure("denunciation");
  docket d = with(p);
  drive_to(d, p, "a", "t_accept", day("2026-03-02"));
  drive_to(d, p, "a", "t_verify", day("2026-03-10"));
  std::vector<left_out_step> run;
  marking there;
  const auto at = static_cast<std::uint16_t>(p.find("d_state").index());
  REQUIRE(engine::find_run(p.tables(), d.state_of("a")->standing, at, run, there));
  for (const auto& s : run) example::record(d, example::act_of(p, "a", example::events_of(d, "a"), s.step, s.exit, day("2026-03-11")));
  event e = example::act_of(p, "a", 90, at, 0, day("2026-03-11"));
  e.branch = "complex";
  e.facts = {{"state", "verified"}};
  REQUIRE(d.record(e));
  CHECK(kinds(d) == std::vector<std::string>{"against_its_facts"});
}

TEST_CASE("with the rules of the law the verdict of a vote decides the branch, without them people do") {
  const procedure p = test::pack_procedure("village_meeting");
  const auto rules = std::make_shared<const rule_set>(test::vietnam().rules());
  const auto decide = [&](std::shared_ptr<const rule_set> by, const char* in_favour, std::uint16_t exit) {
    docket d = with(p, std::move(by));
    REQUIRE(d.open("a-0", "a", p.id(), "17329@2025-07-01", day("2026-03-02"), day("2026-03-02")));
    std::vector<left_out_step> run;
    marking there;
    const auto at = static_cast<std::uint16_t>(p.find("d_pass").index());
    REQUIRE(engine::find_run(p.tables(), d.state_of("a")->standing, at, run, there));
    for (const auto& s : run) example::record(d, example::act_of(p, "a", example::events_of(d, "a"), s.step, s.exit, day("2026-03-10")));
    event e = example::act_of(p, "a", 90, at, exit, day("2026-03-10"));
    e.facts = {{"content", "15.6"}, {"households", "100"}, {"in_favour", in_favour}, {"present", "80"}};
    example::record(d, e);
    const auto all = kinds(d);
    return std::find(all.begin(), all.end(), "against_its_facts") != all.end();
  };
  const std::uint16_t passed = p.find_branch(p.find("d_pass"), "yes");
  const std::uint16_t failed = p.find_branch(p.find("d_pass"), "no");
  REQUIRE(passed != procedure::no_exit);
  REQUIRE(failed != procedure::no_exit);
  // More than half of 100 households (10/2022/QH15 Art 21(1)): 51 pass, 50 do not.
  CHECK_FALSE(decide(rules, "51", passed));
  CHECK(decide(rules, "50", passed));
  CHECK(decide(rules, "51", failed));
  CHECK_FALSE(decide(rules, "50", failed));
  CHECK_FALSE(decide(nullptr, "50", passed));
}

namespace {

clock_rule extends(std::optional<span> by, std::int32_t most_times) {
  clock_rule c;
  c.how = clock_change::extend;
  c.from = "longer";
  c.to = "act";
  c.affects = {"R"};
  c.by = by;
  c.most_times = most_times;
  return c;
}

procedure with_clocks(const std::vector<clock_rule>& all) {
  procedure_builder b{"clocks"};
  for (const clock_rule& c : all) b.clock(c);
  return b.start("begun")
      .task("longer", by("chair"))
      .task("act", by("chair"))
      .end("done")
      .deadline(within(10_days), between("begun", "act"), {.rule = "R"})
      .build()
      .value();
}

}  // namespace

TEST_CASE("of several rules that extend one limit the most generous bounds it, and one without a span allows any") {
  const date on = day("2026-03-02");
  const auto bound = [&](const std::vector<clock_rule>& all) { return bound_of_extensions(with_clocks(all), 0, on); };
  const auto one = bound({extends(span{5, time_unit::day}, 1)});
  REQUIRE(one);
  CHECK(one->most_times == 1);
  CHECK(one->each == std::optional{span{5, time_unit::day}});
  const auto larger = bound({extends(span{5, time_unit::day}, 2), extends(span{9, time_unit::day}, 1)});
  CHECK(larger->most_times == 2);
  CHECK(larger->clock == 0);
  CHECK(larger->each == std::optional{span{9, time_unit::day}});
  for (const auto& both : {bound({extends(span{5, time_unit::day}, 1), extends(std::nullopt, 3)}),
                           bound({extends(std::nullopt, 3), extends(span{5, time_unit::day}, 1)})}) {
    REQUIRE(both);
    CHECK(both->most_times == 3);
    CHECK_FALSE(both->each);
  }
  const auto unbounded = bound({extends(span{5, time_unit::day}, 0), extends(span{5, time_unit::day}, 7)});
  CHECK(unbounded->most_times == 0);
}

TEST_CASE("a clock that begins with the limit itself does not count it anew, and nothing is told of it") {
  clock_rule again;
  again.how = clock_change::restart;
  again.from = "begun";
  again.to = "act";
  again.affects = {"R"};
  again.effect = {"Tính lại.", "Counted anew."};
  const procedure p = with_clocks({again});
  docket d = with(p);
  drive_to(d, p, "a", "longer", day("2026-03-03"));
  const duty open = of_rule(d, "R", "2026-03-04");
  CHECK(open.lawful_day == day("2026-03-13"));
  CHECK(to_text(d.why(open, day("2026-03-04")), lang::en).find("Counted anew") == std::string::npos);
}

TEST_CASE("the counts of a vote decide it once: of a second vote those of its own act alone, at its step and elsewhere") {
  const procedure p = test::pack_procedure("village_meeting");
  const auto rules = test::vietnam().rules();
  const step_id vote = p.find("d_pass");
  const step_id other = p.find("d_cluster");
  case_fold fold;
  fold.facts = {{"content", "15.6"}, {"households", "100"}, {"in_favour", "51"}, {"present", "80"}};
  const auto verdict_after = [&](step_id asked_at, std::uint16_t votes) {
    fold.times.assign(p.steps().size(), 0);
    fold.times[vote.index()] = votes;
    const std::string name = asked_at == vote ? "verdict" : "verdict.d_pass";
    return facts_at(p, fold, asked_at, day("2026-03-10"), {}, {}, &rules)(name);
  };
  CHECK(verdict_after(vote, 0) == std::optional<std::string>{"passed"});
  CHECK_FALSE(verdict_after(vote, 1));
  CHECK(verdict_after(other, 1) == std::optional<std::string>{"passed"});
  CHECK_FALSE(verdict_after(other, 2));
}

TEST_CASE("a ballot after a meeting to which too few came is decided by its own votes (59/2023/ND-CP Art 6)") {
  const procedure p = test::pack_procedure("head_election");
  const auto rules = test::vietnam().rules();
  const step_id vote = p.find("d_el");
  const auto verdict_of_votes = [&](const char* in_favour) {
    case_fold fold;
    fold.facts = {{"households", "212"}, {"in_favour", in_favour}, {"present", "100"}};
    fold.times.assign(p.steps().size(), 0);
    return facts_at(p, fold, vote, day("2026-04-05"), {}, {}, &rules)("verdict");
  };
  // more than half of 212 are 107
  CHECK(verdict_of_votes("106") == std::optional<std::string>{"not_passed"});
  CHECK(verdict_of_votes("107") == std::optional<std::string>{"passed"});
}

TEST_CASE("a recommendation for another body may be forwarded before and after 1 July 2026 (42/2013/QH13 Art 26(2)(b))") {
  const procedure p = test::pack_procedure("recommendation_reflection");
  const step_id subject = p.find("d_subject");
  const std::vector<fact> told{{"subject", "elsewhere"}};
  for (const char* on : {"2026-06-30", "2026-07-01", "2026-08-12"}) {
    const std::uint16_t exit = p.choose_branch(subject, facts_at(p, case_fold{}, subject, day(on), told, {}, nullptr));
    REQUIRE(exit != procedure::no_exit);
    CHECK(p.exit_of(subject, exit).branch == "elsewhere");
  }
}

TEST_CASE("a value that a fact cannot have says nothing, whatever kind of fact it is") {
  procedure_builder b{"kinds", flow_style::written_out};
  b.fact({"n", fact_kind::count, {"số", "number"}, {}})
      .fact({"ok", fact_kind::yes_no, {"được", "all right"}, {}})
      .fact({"kind", fact_kind::choice, {"loại", "kind"}, {{"a", {"a", "a"}}, {"b", {"b", "b"}}}})
      .fact({"on", fact_kind::day, {"ngày", "day"}, {}})
      .start("s")
      .decision("d", by("chair"), {.asks = "first"})
      .task("t", by("chair"))
      .decision("d2", by("chair"), {.asks = "second"})
      .task("u", by("chair"))
      .end("e")
      .flow("s", "d")
      .branch("d", "left", "t", {"trái", "left"})
      .branch("d", "right", "u", {"phải", "right"})
      .flow("t", "d2")
      .branch("d2", "yes", "u")
      .branch("d2", "no", "t")
      .flow("u", "e");
  const auto p = b.build();
  if (!p) FAIL(describe(p.error()));
  case_fold fold;
  const auto known = [&](const char* name, const char* value, bool with_act) {
    const std::vector<fact> told{{name, value}};
    fold.facts = with_act ? std::vector<fact>{} : told;
    return facts_at(*p, fold, p->find("d"), day("2026-03-10"), with_act ? told : std::vector<fact>{})(name).has_value();
  };
  for (const bool with_act : {true, false}) {
    for (const auto& [name, value] : std::vector<std::pair<const char*, const char*>>{
             {"n", "0"}, {"n", "12"}, {"ok", "yes"}, {"ok", "no"}, {"kind", "a"}, {"kind", "b"}, {"on", "2026-03-02"},
             {"first", "left"}, {"second", "no"}, {"undeclared", "anything"}}) {
      INFO(name << " = " << value);
      CHECK(known(name, value, with_act));
    }
    for (const auto& [name, value] : std::vector<std::pair<const char*, const char*>>{
             {"n", ""}, {"n", "-1"}, {"n", "many"}, {"ok", "maybe"}, {"kind", "c"}, {"on", "tomorrow"}, {"first", "yes"}, {"second", "left"}}) {
      INFO(name << " = " << value);
      CHECK_FALSE(known(name, value, with_act));
    }
  }
}

}  // namespace test_of_clocks
