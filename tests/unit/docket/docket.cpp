#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "../found_in.hpp"
#include "../unsound.hpp"
#include "../vietnam.hpp"
#include "drive.hpp"

namespace test_of_docket {

using namespace dinh;
using namespace dinh::literals;
using test::has_code;
using test::day;
using example::drive_to;

namespace {

docket two_procedures() {
  auto d =
      docket::make({.procedures = {test::pack_procedure("pub_commune"), test::pack_procedure("village_meeting")},
                    .calendars = {test::agency()}});
  REQUIRE(d);
  return std::move(*d);
}

event act(std::string id, std::string case_key, std::string step, const char* on, std::string branch = {}) {
  event e;
  e.id = std::move(id);
  e.case_key = std::move(case_key);
  e.step = std::move(step);
  e.branch = std::move(branch);
  e.occurred_on = e.recorded_on = day(on);
  return e;
}

struct line {
  const char* step;
  const char* on;
  const char* branch = "";
};

// Records the steps of one case, the first of which is its start.
void record(docket& d, const std::string& case_key, const char* law, std::initializer_list<line> lines) {
  int n = static_cast<int>(d.event_count());
  date latest = day("1900-01-01");
  for (const line& l : lines) {
    event e = act("e" + std::to_string(++n), case_key, l.step, l.on, l.branch);
    if (std::string{l.step} == "s") {
      e.procedure = law;
      e.unit = "17329@2025-07-01";
    }
    if (e.recorded_on < latest) e.recorded_on = latest;
    latest = e.recorded_on;
    const auto r = d.record(e);
    if (!r) FAIL(describe(r.error()));
  }
}

}  // namespace

TEST_CASE("information is published in time, late, and not at all (10/2022/QH15 Art 12(3))") {
  docket d = two_procedures();
  const auto begin = [&](const std::string& key, const char* doc) {
    record(d, key, "pub_commune",
           {{"s", doc}, {"d_secret", doc, "no"}, {"t_plan", doc}, {"d_special", doc, "no"}, {"t_doc", doc}});
  };
  // 25 Apr, Sat 26 Apr (worked), 28, 29 Apr; 30 Apr, 1 May, 2 May off; Mon 5 May.
  begin("late", "2025-04-24");
  begin("never", "2025-04-24");
  begin("in-time", "2025-04-24");
  // Tết 2026: 12, 13 Feb; 16 to 20 Feb off; 23, 24, 25 Feb.
  begin("tet", "2026-02-11");
  record(d, "in-time", "", {{"t_portal", "2025-05-05"}});
  record(d, "late", "", {{"t_portal", "2025-05-06"}});

  const auto before = d.duties(day("2025-05-05"));
  REQUIRE(before.size() == 3);
  for (const auto& x : before) {
    CHECK(x.lawful_day == day("2025-05-05"));
    CHECK(x.rule == "GDL-12-2");
    CHECK(to_text(x.source, lang::en) == "10/2022/QH15 Art 12(3)");
    CHECK(x.known_by == evidence::text);
    CHECK(x.role == "commune_peoples_committee");
  }
  CHECK(before[0].state == duty_state::open);  // it was published on the 6th, unknown to the 5th
  CHECK(before[1].state == duty_state::open);
  CHECK(before[2].state == duty_state::met);

  const auto after = d.duties(day("2025-05-06"));
  CHECK(after[0].state == duty_state::met_late);
  CHECK(after[0].days_late == 1);
  CHECK(after[1].state == duty_state::breached);
  CHECK(after[1].days_late == 1);
  CHECK(after[1].settled_on.is_not_a_date());

  REQUIRE(d.overdue(day("2025-05-31")).size() == 1);
  CHECK(d.overdue(day("2025-05-31"))[0].case_key == "never");
  CHECK(d.overdue(day("2025-05-31"))[0].days_late == 26);
  CHECK(d.met_late(day("2025-05-31")).size() == 1);

  const auto breaches = d.breaches(day("2025-12-31"));
  REQUIRE(breaches.size() == 1);
  CHECK(breaches[0].kind == breach_kind::too_late);
  CHECK(breaches[0].days == 1);
  CHECK(breaches[0].consequence.empty());

  const auto due = d.due({day("2026-02-20"), day("2026-03-01")}, day("2026-02-12"));
  REQUIRE(due.size() == 1);
  CHECK(due[0].case_key == "tet");
  CHECK(due[0].lawful_day == day("2026-02-25"));
  const std::string why = to_text(d.why(due[0], day("2026-02-12")), lang::en);
  CHECK(why.find("2026-02-11") != std::string::npos);
  CHECK(why.find("10/2022/QH15 Art 12(3), T") != std::string::npos);
}

TEST_CASE("a posting taken down a day early breaches Art 13(2) and the case goes on") {
  docket d = two_procedures();
  record(d, "a", "pub_commune",
         {{"s", "2025-05-26"},
          {"d_secret", "2025-05-26", "no"},
          {"t_plan", "2025-05-26"},
          {"d_special", "2025-05-26", "no"},
          {"t_doc", "2025-05-27"},
          {"t_portal", "2025-05-28"},
          {"d_item", "2025-05-28", "items_1_3_5_6"},
          {"t_post1", "2025-06-02"}});
  const auto running = d.duties(day("2025-06-30"), {.rule = "GDL-13-1"});
  REQUIRE(running.size() == 1);
  CHECK(running[0].lawful_day == day("2025-07-02"));
  CHECK(running[0].state == duty_state::pending);
  CHECK(d.duties(day("2025-07-02"), {.rule = "GDL-13-1"})[0].state == duty_state::open);
  CHECK(d.overdue(day("2025-12-31")).empty());  // a minimum has no last day
  const auto next = d.next("a", day("2025-06-30"));
  REQUIRE(next);
  REQUIRE(next->size() == 1);
  CHECK((*next)[0].step == "w_post1");
  CHECK((*next)[0].not_before == day("2025-07-02"));

  record(d, "a", "", {{"w_post1", "2025-07-01"}});
  const auto breaches = d.breaches(day("2025-07-01"));
  REQUIRE(breaches.size() == 1);
  CHECK(breaches[0].kind == breach_kind::too_early);
  CHECK(breaches[0].days == 1);
  CHECK(breaches[0].rule == "GDL-13-1");
  CHECK((*d.next("a", day("2025-07-01")))[0].step == "t_list");
}

TEST_CASE("each pass of a loop has its own duty") {
  docket d = two_procedures();
  record(d, "a", "pub_commune",
         {{"s", "2025-08-01"},
          {"d_secret", "2025-08-01", "no"},
          {"t_plan", "2025-08-01"},
          {"d_special", "2025-08-01", "no"},
          {"t_doc", "2025-08-04"},
          {"t_portal", "2025-08-05"},
          {"d_item", "2025-08-05", "items_1_3_5_6"},
          {"t_post1", "2025-08-05"},
          {"w_post1", "2025-09-04"},
          {"t_list", "2025-09-30"},
          {"d_change", "2025-09-30", "yes"},
          {"t_portal", "2025-10-01"},
          {"d_item", "2025-10-01", "items_1_3_5_6"},
          {"t_post1", "2025-10-01"}});
  const auto posts = d.duties(day("2025-10-02"), {.rule = "GDL-13-1"});
  REQUIRE(posts.size() == 2);
  CHECK(posts[0].pass == 1);
  CHECK(posts[0].state == duty_state::met);
  CHECK(posts[1].pass == 2);
  CHECK(posts[1].state == duty_state::pending);
  CHECK(posts[1].lawful_day == day("2025-10-31"));
  CHECK(d.breaches(day("2025-12-31")).empty());
}

TEST_CASE("notice of one day breaches Decree 59/2023 Art 3(3), of two days it does not") {
  docket d = two_procedures();
  const auto meet = [&](const std::string& key, const char* open) {
    record(d, key, "village_meeting",
           {{"s", "2025-09-01"},
            {"t_propose", "2025-09-03"},
            {"d_form", "2025-09-03", "meeting"},
            {"d_conv", "2025-09-03", "head"},
            {"d_cluster", "2025-09-03", "together"},
            {"t_notice", "2025-09-10"},
            {"t_docs", "2025-09-10"},
            {"t_open", open}});
  };
  meet("short", "2025-09-11");
  meet("right", "2025-09-12");
  const auto breaches = d.breaches(day("2025-12-31"));
  REQUIRE(breaches.size() == 2);
  for (const auto& b : breaches) {
    CHECK(b.case_key == "short");
    CHECK(b.kind == breach_kind::short_lead_time);
    CHECK(b.days == 1);
    CHECK(b.role == "convener");
    CHECK(b.lawful_day == day("2025-09-12"));
  }
  CHECK(breaches[0].source.article == "3(3)");
  CHECK(breaches[1].source.article == "3(4)");
}

TEST_CASE("a duty on a branch that is not taken is void, however late the decision is recorded") {
  docket d = two_procedures();
  const auto meet = [&](const std::string& key, const char* counted) {
    record(d, key, "village_meeting",
           {{"s", "2025-09-01"},
            {"t_propose", "2025-09-01"},
            {"d_form", "2025-09-01", "meeting"},
            {"d_conv", "2025-09-01", "head"},
            {"d_cluster", "2025-09-01", "together"},
            {"t_notice", "2025-09-04"},
            {"t_docs", "2025-09-04"},
            {"t_open", "2025-09-12"},
            {"d_enough", "2025-09-12", "yes"},
            {"t_discuss", "2025-09-12"},
            {"d_method", "2025-09-12", "show_of_hands"},
            {"t_show", "2025-09-12"},
            {"t_ann", "2025-09-12"},
            {"t_public", "2025-09-12"},
            {"d_pass", counted, "no"}});
  };
  meet("in-time", "2025-09-12");
  meet("after", "2025-09-25");  // 5 working days after Fri 12 Sep: Fri 19 Sep
  const auto sends = d.duties(day("2025-12-31"), {.rule = "GDL-20-3"});
  REQUIRE(sends.size() == 2);
  CHECK(sends[0].state == duty_state::void_);
  CHECK(sends[0].lawful_day == day("2025-09-19"));
  // what did not pass need not be sent (10/2022/QH15 Art 20(3))
  CHECK(sends[1].state == duty_state::void_);
  CHECK(sends[1].lawful_day == day("2025-09-19"));
  CHECK(d.state_of("in-time")->is_closed());
  CHECK(d.state_of("after")->running.empty());
  CHECK(d.breaches(day("2025-12-31")).empty());
  // until then it was overdue, as far as was known
  CHECK(d.overdue(day("2025-09-24")).size() == 1);
}

TEST_CASE("a limit that ran out is a breach where the case goes the way of its consequence, or is withdrawn after it") {
  // As in a first complaint: 30 days to settle it; past them the complainant may go on (02/2011/QH13 Art 28, 33(1)).
  const auto p = procedure_builder("complaint", flow_style::written_out)
                     .start("s")
                     .decision("stands", by("settler"))
                     .task("settle", by("settler"))
                     .wait("over", by("settler"))
                     .task("guide", by("settler"))
                     .end("settled")
                     .end("second")
                     .end("guided")
                     .flow("s", "stands")
                     .branch("stands", "verified", "settle")
                     .branch("stands", "overdue", "over")
                     .branch("stands", "other", "guide")
                     .flow("settle", "settled")
                     .flow("over", "second")
                     .flow("guide", "guided")
                     .deadline(within(30_days), between("s", "settle"), {.rule = "CP-04", .leads_to = "over"})
                     .build();
  if (!p) FAIL(describe(p.error()));
  docket d = docket::make({.procedures = {*p}, .calendars = {test::agency()}}).value();
  for (const std::string branch : {"verified", "overdue", "other"})
    record(d, branch, "complaint", {{"s", "2025-03-03"}, {"stands", "2025-04-10", branch.c_str()}});
  REQUIRE(d.open("w-0", "w", "complaint", "17329@2025-07-01", day("2025-03-03"), day("2025-03-03")));
  event back;
  back.id = "w-1";
  back.case_key = "w";
  back.kind = event_kind::withdrawn;
  back.occurred_on = back.recorded_on = day("2025-04-10");
  REQUIRE(d.record(back));
  const auto state = [&](const char* key) { return d.duties(day("2025-04-10"), {.case_key = key}).at(0).state; };
  CHECK(state("verified") == duty_state::breached);  // by lapse of time; it can still be done
  CHECK(state("overdue") == duty_state::breached);
  CHECK(state("other") == duty_state::void_);
  CHECK(state("w") == duty_state::breached);
  const auto breaches = d.breaches(day("2025-04-10"));
  REQUIRE(breaches.size() == 2);
  for (const auto& b : breaches) {
    CHECK(b.kind == breach_kind::never_done);
    CHECK(b.days == 8);  // 2 April was the last day
  }
}

TEST_CASE("a duty of a round of votes ends with the round, whichever way the next one votes (61/2023/ND-CP Art 11(3))") {
  const procedure p = test::pack_procedure("convention_making");
  docket d = docket::make({.procedures = {p}, .calendars = {test::agency()}}).value();
  drive_to(d, p, "a", "w_bal", day("2026-03-19"));
  drive_to(d, p, "a", "d_pass", day("2026-03-20"), p.find_branch(p.find("d_pass"), "redo"));
  const auto first = d.duties(day("2026-03-20"), {.rule = "D61-11-3a"});
  REQUIRE(first.size() == 1);
  CHECK(first[0].state == duty_state::void_);
  CHECK(d.overdue(day("2026-05-01"), {.rule = "D61-11-3a"}).empty());
  drive_to(d, p, "a", "t_vote", day("2026-05-12"));
  drive_to(d, p, "a", "d_pass", day("2026-05-13"), p.find_branch(p.find("d_pass"), "yes"));
  drive_to(d, p, "a", "t_file", day("2026-05-15"));
  const auto both = d.duties(day("2026-05-15"), {.rule = "D61-11-3a"});
  REQUIRE(both.size() == 2);
  CHECK(both[1].state == duty_state::met);
  CHECK(both[1].lawful_day == day("2026-05-19"));
  CHECK(d.met_late(day("2026-05-15")).empty());
}

TEST_CASE("a step behind the first one of a duty, or of another rule, is no alternative to it, and the duty runs on past it") {
  // `a` and `b` come in each other's place; `more` comes behind either of them.
  const auto made = [](const char* rule_of_b, const char* rule_of_more) {
    return procedure_builder("rounds", flow_style::written_out)
        .start("s")
        .decision("which", by("x"))
        .task("a", by("x"))
        .task("b", by("x"))
        .decision("goes_on", by("x"))
        .task("more", by("x"))
        .task("file", by("x"))
        .end("e")
        .flow("s", "which")
        .branch("which", "a", "a")
        .branch("which", "b", "b")
        .flow("a", "goes_on")
        .flow("b", "goes_on")
        .branch("goes_on", "again", "which")
        .branch("goes_on", "more", "more")
        .branch("goes_on", "file", "file")
        .flow("more", "file")
        .flow("file", "e")
        .deadline(within(3_days), between("a", "file"), {.rule = "R"})
        .deadline(within(3_days), between("b", "file"), {.rule = rule_of_b})
        .deadline(within(3_days), between("more", "file"), {.rule = rule_of_more})
        .build()
        .value();
  };
  const auto runs_after = [&](const procedure& p, const char* branch) {
    docket d = docket::make({.procedures = {p}, .calendars = {test::agency()}}).value();
    drive_to(d, p, "a", "a", day("2026-03-02"));
    drive_to(d, p, "a", "goes_on", day("2026-03-03"), p.find_branch(p.find("goes_on"), branch));
    return d.duties(day("2026-03-03")).at(0).state == duty_state::open;
  };
  CHECK_FALSE(runs_after(made("R", "Q"), "again"));
  CHECK(runs_after(made("R", "Q"), "file"));
  CHECK(runs_after(made("R", "R"), "more"));
  CHECK_FALSE(runs_after(made("R", "R"), "again"));
  CHECK(runs_after(made("Q", "R"), "again"));  // through `b` it can still come
}

TEST_CASE("an act out of order moves the case behind it and names what was left out") {
  docket d = two_procedures();
  record(d, "a", "village_meeting",
         {{"s", "2025-09-01"},
          {"t_propose", "2025-09-01"},
          {"d_form", "2025-09-01", "meeting"},
          {"d_conv", "2025-09-01", "head"},
          {"d_cluster", "2025-09-01", "together"},
          {"t_open", "2025-09-12"}});
  auto breaches = d.breaches(day("2025-12-31"));
  REQUIRE(breaches.size() == 1);
  CHECK(breaches[0].kind == breach_kind::out_of_order);
  CHECK(breaches[0].left_out == std::vector<std::string>{"t_notice", "t_docs"});
  CHECK((*d.next("a", day("2025-09-12")))[0].step == "d_enough");

  // Notice given after the meeting began lies behind: it is kept as a breach and changes nothing.
  record(d, "a", "", {{"t_notice", "2025-09-13"}});
  breaches = d.breaches(day("2025-12-31"));
  REQUIRE(breaches.size() == 2);
  CHECK(breaches[1].left_out.empty());
  CHECK((*d.next("a", day("2025-09-13")))[0].step == "d_enough");
}

TEST_CASE("what is left out on the way breaches the duty to do it") {
  docket d = two_procedures();
  record(d, "a", "pub_commune",
         {{"s", "2025-08-01"},
          {"d_secret", "2025-08-01", "no"},
          {"t_plan", "2025-08-01"},
          {"d_special", "2025-08-01", "no"},
          {"t_doc", "2025-08-04"},
          {"t_post1", "2025-08-05"}});
  const auto duty = d.duties(day("2025-08-05"), {.rule = "GDL-12-2"});
  REQUIRE(duty.size() == 1);
  CHECK(duty[0].state == duty_state::breached);
  const auto breaches = d.breaches(day("2025-08-05"));
  REQUIRE(breaches.size() == 2);
  CHECK(breaches[0].kind == breach_kind::out_of_order);
  CHECK(breaches[0].left_out == std::vector<std::string>{"t_portal", "d_item"});
  CHECK(breaches[1].kind == breach_kind::left_out);
}

TEST_CASE("parallel forms are awaited, and a case closes by itself at its end") {
  docket d = two_procedures();
  record(d, "a", "pub_commune",
         {{"s", "2025-08-01"},
          {"d_secret", "2025-08-01", "no"},
          {"t_plan", "2025-08-01"},
          {"d_special", "2025-08-01", "no"},
          {"t_doc", "2025-08-04"},
          {"t_portal", "2025-08-05"},
          {"d_item", "2025-08-05", "items_7_12"}});
  CHECK(d.next("a", day("2025-08-05"))->size() == 3);
  record(d, "a", "",
         {{"t_loud", "2025-08-05"}, {"t_send", "2025-08-05"}, {"t_post2", "2025-08-05"}, {"w_loud", "2025-08-08"}});
  CHECK(d.next("a", day("2025-08-08"))->size() == 2);
  record(d, "a", "", {{"t_relay", "2025-08-10"}, {"w_post2", "2025-09-04"}});
  REQUIRE(d.next("a", day("2025-09-04"))->size() == 1);
  CHECK((*d.next("a", day("2025-09-04")))[0].step == "t_list");
  record(d, "a", "", {{"t_list", "2025-09-30"}, {"d_change", "2025-09-30", "no"}, {"t_report", "2025-12-10"}});
  CHECK(d.state_of("a")->is_closed());
  CHECK(d.next("a", day("2025-12-10"))->empty());
  CHECK(d.breaches(day("2025-12-31")).empty());
  const auto late = d.record(act("x", "a", "t_list", "2025-12-11"));
  REQUIRE_FALSE(late);
  CHECK(has_code(late.error(), "docket/case-closed"));
}

TEST_CASE("no part of a count is larger than its whole, and each may be as large") {
  const auto faults = [](std::vector<fact> facts) {
    event e;
    e.id = "x";
    e.facts = std::move(facts);
    std::sort(e.facts.begin(), e.facts.end());
    return nonsense_in(e);
  };
  const std::vector<std::pair<const char*, const char*>> pairs{
      {"against", "households"},  {"against", "present"},         {"against", "valid_ballots"},          {"ballots_issued", "households"},
      {"ballots_returned", "households"}, {"in_favour", "households"}, {"in_favour", "present"}, {"in_favour", "valid_ballots"},
      {"present", "households"}};
  for (const auto& [part, whole] : pairs) {
    INFO(part << " of " << whole);
    CHECK(faults({{part, "80"}, {whole, "80"}}).empty());
    CHECK(has_code(faults({{part, "81"}, {whole, "80"}}), "docket/more-than-there-are"));
  }
  CHECK(faults({{"ballots_issued", "80"}, {"ballots_returned", "80"}, {"valid_ballots", "80"}}).empty());
  CHECK(has_code(faults({{"ballots_issued", "80"}, {"ballots_returned", "81"}}), "docket/more-than-there-are"));
  CHECK(has_code(faults({{"ballots_returned", "80"}, {"valid_ballots", "81"}}), "docket/more-than-there-are"));
  for (const char* whole : {"present", "valid_ballots"}) {
    CHECK(faults({{"against", "30"}, {"in_favour", "50"}, {whole, "80"}}).empty());
    CHECK(has_code(faults({{"against", "31"}, {"in_favour", "50"}, {whole, "80"}}), "docket/more-than-there-are"));
  }
}

TEST_CASE("nonsense is refused, every fault named, and nothing is changed") {
  docket d = two_procedures();
  record(d, "a", "pub_commune", {{"s", "2025-08-01"}});
  const std::string before = d.fingerprint();
  const auto refuses = [&](event e, const char* code) {
    const auto r = d.record(e);
    INFO(code);
    REQUIRE_FALSE(r);
    CHECK(has_code(r.error(), code));
    CHECK(d.fingerprint() == before);
  };
  refuses(act("x", "nowhere", "t_plan", "2025-08-02"), "docket/unknown-case");
  refuses(act("x", "a", "t_nothing", "2025-08-02"), "docket/unknown-step");
  refuses(act("x", "a", "d_secret", "2025-08-02", "maybe"), "docket/unknown-branch");
  refuses(act("x", "a", "d_secret", "2025-08-02"), "docket/branch-missing");
  refuses(act("x", "a", "t_plan", "2025-08-02", "yes"), "docket/unknown-branch");
  refuses(act("x", "a", "j_three", "2025-08-02"), "docket/fires-by-itself");
  refuses(act("x", "a", "s", "2025-08-02"), "docket/begun-already");
  refuses(act("x", "a", "d_secret", "2025-07-31", "no"), "docket/recorded-before-last");
  refuses(act("x", "a", "d_secret", "2301-01-01", "no"), "docket/no-such-day");
  refuses(act("", "a", "d_secret", "2025-08-02", "no"), "docket/no-id");
  refuses(act("e1", "a", "d_secret", "2025-08-02", "no"), "docket/id-conflict");
  event e = act("x", "a", "d_secret", "2025-08-05", "no");
  e.recorded_on = day("2025-08-04");
  refuses(e, "docket/recorded-before-it-occurred");
  e = act("x", "a", "d_secret", "2025-08-05", "no");
  e.facts = {{"households", "120"}, {"in_favour", "121"}};
  refuses(e, "docket/more-than-there-are");
  e.facts = {{"in_favour", "-1"}};
  refuses(e, "docket/not-a-count");
  e.facts = {{"b", "1"}, {"a", "1"}};
  refuses(e, "docket/facts-unordered");
  event opening = act("x", "b", "s", "2022-01-01");
  opening.procedure = "pub_commune";
  refuses(opening, "docket/no-unit");
  opening.unit = "u";
  refuses(opening, "docket/not-valid-then");
  opening.procedure = "no_such";
  refuses(opening, "docket/unknown-procedure");
  // Several at once.
  e = act("x", "a", "d_secret", "2025-07-01", "maybe");
  e.facts = {{"present", "many"}};
  const auto r = d.record(e);
  REQUIRE_FALSE(r);
  CHECK(r.error().size() == 3);
}

TEST_CASE("the same event twice is applied once") {
  docket d = two_procedures();
  record(d, "a", "pub_commune", {{"s", "2025-08-01"}});
  const event e = act("x", "a", "d_secret", "2025-08-02", "no");
  CHECK(d.record(e)->result == record_result::outcome::applied);
  const std::string once = d.fingerprint();
  CHECK(d.record(e)->result == record_result::outcome::already_there);
  CHECK(d.fingerprint() == once);
}

TEST_CASE("an unsound procedure is not taken into a docket") {
  const procedure p = test::stuck_join();
  const auto d = docket::make({.procedures = {p, p}, .calendars = {}});
  REQUIRE_FALSE(d);
  CHECK(has_code(d.error(), "docket/unsound-procedure"));
  CHECK(has_code(d.error(), "docket/no-calendar"));
  CHECK(has_code(d.error(), "docket/procedure-twice"));
}

TEST_CASE("an event has one spelling as a line") {
  event e = act("e-1", "case 7", "d_pass", "2025-09-12", "yes");
  e.recorded_on = day("2025-09-15");
  e.by = "Trưởng thôn\t\\1\nhai";
  e.facts = {{"households", "120"}, {"note;=", "a=b;c"}};
  e.evidence = {"BB-01/2025", "phiếu;kiểm"};
  const std::string line = to_text(e);
  CHECK(line.find('\n') == std::string::npos);
  const auto back = parse_event(line);
  REQUIRE(back);
  CHECK(*back == e);
  CHECK(to_text(*back) == line);
}

TEST_CASE("lines that no event was written as are refused") {
  const std::string good = to_text(act("e-1", "a", "t", "2025-09-12"));
  REQUIRE(parse_event(good));
  const auto refuses = [](const std::string& line, const char* code) {
    INFO(line);
    const auto r = parse_event(line, "log:7");
    REQUIRE_FALSE(r);
    CHECK(has_code(r.error(), code));
    for (const auto& x : r.error()) CHECK(x.where == "log:7");
  };
  refuses("", "event/fields");
  refuses(good + "\t", "event/fields");
  refuses("e3" + good.substr(2), "event/version");
  refuses("e1\te\ta\t\t\tt\t\t2025-02-30\t2025-09-12\t\t\t", "date/no-such-day");
  refuses("e1\te\\q\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/escape");
  refuses("e1\te\\\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/escape");
  refuses("e1\te=\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/escape");
  refuses("e1\t\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/no-id");
  refuses("e1\te\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\tb=1;a=1\t", "event/facts-unordered");
  refuses("e1\te\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\ta=1;a=2\t", "event/facts-unordered");
  refuses("e1\te\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\ta\t", "event/escape");
  refuses("e1\te\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\tx;;y", "event/empty-reference");
  refuses("e1\te\x01\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/control-character");
  refuses("e1\te\xC0\x80\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/not-utf8");
  refuses("e1\te\xED\xA0\x80\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/not-utf8");
  refuses("e1\te\xF4\x90\x80\x80\ta\t\t\tt\t\t2025-09-12\t2025-09-12\t\t\t", "event/not-utf8");
  refuses(std::string(std::size_t{2} << 20U, 'x'), "event/too-long");
}

}  // namespace test_of_docket
