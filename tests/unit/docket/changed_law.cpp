#include <catch.hpp>

#include <dinh/docket/calendar_change.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "../vietnam.hpp"

namespace test_of_changed_law {

using namespace dinh;
using namespace dinh::literals;
using test::day;

namespace {

struct happening {
  const char* step;
  const char* on;
  const char* branch = "";
};

void record(docket& d, const std::string& key, const std::string& law, std::vector<happening> all) {
  const auto* before = d.events_of(key);
  const std::size_t first = before == nullptr ? 0 : before->size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    event e;
    e.id = key + "-" + std::to_string(first + i);
    e.case_key = key;
    e.step = all[i].step;
    e.branch = all[i].branch;
    e.occurred_on = e.recorded_on = day(all[i].on);
    if (first + i == 0) {
      e.procedure = law;
      e.unit = "17329@2025-07-01";
    }
    if (const auto r = d.record(e); !r) FAIL(describe(r.error()));
  }
}

// Two working days until 2026-03-05, then ten days.
procedure example_procedure(std::optional<open_case_rule> open_cases, const char* until = "2026-03-05") {
  procedure_builder b{"example"};
  procedure_facts facts;
  facts.title = {"Ví dụ", "Example"};
  facts.source = cites("10/2022/QH15", "12");
  facts.known_by = evidence::text;
  b.about(std::move(facts))
      .start("begun", {.label = {"bắt đầu", "begun"}})
      .task("act", by("chair"), {.label = {"làm", "act"}})
      .task("after", by("chair"), {.label = {"sau", "after"}})
      .end("done", {.label = {"xong", "done"}})
      .deadline(within(2_working_days), between("begun", "act"),
                {.rule = "OLD", .source = cites("old/law", "1"), .known_by = evidence::text, .valid = {day("2020-01-01"), day(until)}});
  if (std::string{until} == "2026-03-05")
    b.deadline(within(10_days), between("begun", "act"),
               {.rule = "NEW", .source = cites("new/law", "1"), .known_by = evidence::text, .valid = {day("2026-03-05"), date{boost::date_time::pos_infin}}});
  if (open_cases)
    b.changes({.on = day(until), .affects = {"OLD"}, .open_cases = *open_cases, .rule = {}, .source = cites("new/law", "9"),
               .known_by = evidence::text, .remark = {"Vụ việc đang giải quyết.", "Open cases."}});
  auto p = b.build();
  if (!p) FAIL(describe(p.error()));
  return *p;
}

docket with(const procedure& p) {
  auto d = docket::make({.procedures = {p}, .calendars = {test::agency()}});
  REQUIRE(d);
  return std::move(*d);
}

duty only(const docket& d, const char* as_of, const char* case_key = "a") {
  const auto all = d.duties(day(as_of), {.case_key = case_key});
  REQUIRE(all.size() == 1);
  return all[0];
}

}  // namespace

// Begun on Tue 3 March 2026: the old limit ends on Thu 5 March; the new one of 10 days on Fri 13 March from the same day,
// on Sun 15 March, so Mon 16 March (91/2015/QH13 Art 148(5)), from the day of the change.

TEST_CASE("the old limit is kept where the transitional provision keeps it, and the duty says so") {
  docket d = with(example_procedure(open_case_rule::keep));
  record(d, "a", "example", {{"begun", "2026-03-03"}});
  CHECK_FALSE(only(d, "2026-03-04").changed_law);
  CHECK(only(d, "2026-03-05").state == duty_state::open);
  const duty late = only(d, "2026-03-06");
  CHECK(late.state == duty_state::breached);
  CHECK(late.lawful_day == day("2026-03-05"));
  CHECK(late.rule == "OLD");
  REQUIRE(late.changed_law);
  CHECK(late.changed_law->source == cites("new/law", "9"));
  const std::string why = to_text(d.why(late, day("2026-03-06")), lang::en);
  INFO(why);
  CHECK(why.find("the old limit stays. Open cases. [new/law Art 9, T]") != std::string::npos);
  CHECK(why.find("2026-03-16") != std::string::npos);
  record(d, "a", "", {{"act", "2026-03-06"}});
  CHECK(only(d, "2026-03-06").state == duty_state::met_late);
}

TEST_CASE("the new limit counts from the beginning where the transitional provision says so, also when the act is judged") {
  docket d = with(example_procedure(open_case_rule::new_from_start));
  record(d, "a", "example", {{"begun", "2026-03-03"}});
  CHECK(only(d, "2026-03-04").lawful_day == day("2026-03-05"));
  const duty open = only(d, "2026-03-06");
  CHECK(open.state == duty_state::open);
  CHECK(open.lawful_day == day("2026-03-13"));
  CHECK(open.rule == "NEW");
  CHECK(to_text(open.source, lang::en) == "new/law Art 1");
  CHECK(d.duties(day("2026-03-06"), {.rule = "OLD"}).size() == 1);
  CHECK(d.duties(day("2026-03-06"), {.rule = "NEW"}).size() == 1);
  record(d, "a", "", {{"act", "2026-03-13"}});
  CHECK(only(d, "2026-03-13").state == duty_state::met);
  record(d, "b", "example", {{"begun", "2026-03-03"}, {"act", "2026-03-14"}});
  CHECK(only(d, "2026-03-14", "b").state == duty_state::met_late);
  CHECK(only(d, "2026-03-14", "b").days_late == 1);
  CHECK(only(d, "2026-03-14", "b").rule == "NEW");
}

TEST_CASE("the new limit counts from the day of the change where the transitional provision says so") {
  docket d = with(example_procedure(open_case_rule::new_from_change));
  record(d, "a", "example", {{"begun", "2026-03-03"}, {"act", "2026-03-16"}});
  CHECK(only(d, "2026-03-10").lawful_day == day("2026-03-16"));
  CHECK(only(d, "2026-03-16").state == duty_state::met);
  record(d, "b", "example", {{"begun", "2026-03-03"}, {"act", "2026-03-17"}});
  const duty late = only(d, "2026-03-17", "b");
  CHECK(late.state == duty_state::met_late);
  CHECK(late.days_late == 1);
  CHECK(to_text(d.why(late, day("2026-03-17")), lang::en).find("2026-03-05") != std::string::npos);
}

TEST_CASE("without a transitional provision the duty needs review as long as the limits disagree, and all days are shown") {
  docket d = with(example_procedure(std::nullopt));
  record(d, "a", "example", {{"begun", "2026-03-03"}});
  CHECK(only(d, "2026-03-04").lawful_day == day("2026-03-05"));  // the old law still stands
  CHECK(only(d, "2026-03-05").state == duty_state::open);        // open under each of them
  CHECK(only(d, "2026-03-05").lawful_day.is_special());
  for (const char* on : {"2026-03-06", "2026-03-13", "2026-03-16"}) CHECK(only(d, on).state == duty_state::needs_review);
  CHECK(only(d, "2026-03-17").state == duty_state::breached);  // late under each of them
  const duty unclear = only(d, "2026-03-10");
  CHECK(unclear.days_late == 0);  // nobody can say that it is late
  REQUIRE(unclear.changed_law);
  CHECK(unclear.changed_law->by_old == day("2026-03-05"));
  CHECK(unclear.changed_law->by_new_from_start == day("2026-03-13"));
  CHECK(unclear.changed_law->by_new_from_change == day("2026-03-16"));
  CHECK(unclear.changed_law->source.empty());
  const std::string why = to_text(d.why(unclear, day("2026-03-10")), lang::en);
  INFO(why);
  CHECK(why.find("no transitional provision is known: it needs review") != std::string::npos);
  CHECK(why.find("By the old limit: 2026-03-05. [old/law Art 1") != std::string::npos);
  CHECK(why.find("counted from the same day: 2026-03-13. [new/law Art 1") != std::string::npos);
  CHECK(why.find("counted from the day of the change: 2026-03-16.") != std::string::npos);
  CHECK(d.due({day("2026-03-05"), day("2026-03-06")}, day("2026-03-10")).size() == 1);
  CHECK(d.overdue(day("2026-03-10")).empty());
  CHECK(d.overdue(day("2026-03-17")).size() == 1);
  REQUIRE(d.next("a", day("2026-03-10")));
  CHECK(d.next("a", day("2026-03-10"))->front().not_after == day("2026-03-05"));  // the earliest of the days, as in `due`
  REQUIRE(d.load(day("2026-03-10")).size() == 1);
  CHECK(d.load(day("2026-03-10"))[0].needs_review == 1);
  CHECK(d.load(day("2026-03-10"))[0].open + d.load(day("2026-03-10"))[0].overdue == 0);

  record(d, "b", "example", {{"begun", "2026-03-03"}, {"act", "2026-03-10"}});
  CHECK(only(d, "2026-03-10", "b").state == duty_state::needs_review);
  const auto doubtful = d.breaches(day("2026-03-31"), {.case_key = "b"});
  REQUIRE(doubtful.size() == 1);
  CHECK(doubtful[0].needs_review);
  record(d, "c", "example", {{"begun", "2026-03-03"}, {"act", "2026-03-17"}});
  CHECK(only(d, "2026-03-17", "c").state == duty_state::met_late);
  CHECK_FALSE(d.breaches(day("2026-03-31"), {.case_key = "c"}).at(0).needs_review);
  record(d, "d", "example", {{"begun", "2026-03-02"}, {"act", "2026-03-04"}});
  CHECK(only(d, "2026-03-31", "d").state == duty_state::met);  // done before the law changed
  CHECK_FALSE(only(d, "2026-03-31", "d").changed_law);
  record(d, "e", "example", {{"begun", "2026-03-05"}});
  CHECK(only(d, "2026-03-05", "e").rule == "NEW");  // begun under the new law
  CHECK_FALSE(only(d, "2026-03-31", "e").changed_law);
}

TEST_CASE("where a limit ends and nothing is known in its place the duty needs review") {
  docket d = with(example_procedure(std::nullopt, "2026-03-06"));
  record(d, "a", "example", {{"begun", "2026-03-04"}});
  CHECK(only(d, "2026-03-05").state == duty_state::open);
  const duty unclear = only(d, "2026-03-06");
  CHECK(unclear.state == duty_state::needs_review);
  REQUIRE(unclear.changed_law);
  CHECK(unclear.changed_law->new_rule.empty());
  CHECK(to_text(d.why(unclear, day("2026-03-06")), lang::vi).find("Không rõ hạn mới") != std::string::npos);
}

TEST_CASE("a limit that had run out before the law changed is late, whatever came in its place") {
  docket d = with(example_procedure(std::nullopt, "2026-03-06"));  // within two working days: until the 5th
  record(d, "a", "example", {{"begun", "2026-03-03"}});
  for (const char* on : {"2026-03-06", "2026-03-20"}) {
    const duty late = only(d, on);
    CHECK(late.state == duty_state::breached);
    CHECK(late.lawful_day == day("2026-03-05"));
    CHECK_FALSE(late.changed_law);
  }
  CHECK(only(d, "2026-03-20").days_late == 15);
}

// A complaint filed on Thu 25 June 2026: 10 days (02/2011/QH13 Art 27) end on Sun 5 July, so on Mon 6 July. From 1 July
// 7 working days (155/2026/ND-CP Art 10): 26, 29, 30 June, 1, 2, 3, 6 July from the filing; 2, 3, 6, 7, 8, 9, 10 July from
// the change. Art 22 of that decree speaks of withdrawal, suspension, termination and dialogue, not of acceptance.
TEST_CASE("acceptance of a complaint across 1 July 2026 is not said by 155/2026/ND-CP Art 22: the days are shown") {
  docket d = with(test::pack_procedure("complaint_first"));
  record(d, "k", "complaint_first", {{"s_0", "2026-06-01"}, {"t_file", "2026-06-25"}});
  const auto acceptance = [&](const char* as_of) {
    const auto all = d.duties(day(as_of), {.case_key = "k", .rule = "CP-02"});
    REQUIRE_FALSE(all.empty());
    return all[0];
  };
  CHECK(acceptance("2026-06-30").lawful_day == day("2026-07-06"));
  const duty open = acceptance("2026-07-06");
  CHECK(open.state == duty_state::open);
  REQUIRE(open.changed_law);
  CHECK(open.changed_law->new_rule == "CP-03");
  CHECK(open.changed_law->by_old == day("2026-07-06"));
  CHECK(open.changed_law->by_new_from_start == day("2026-07-06"));
  CHECK(open.changed_law->by_new_from_change == day("2026-07-10"));
  CHECK(acceptance("2026-07-08").state == duty_state::needs_review);
  CHECK(acceptance("2026-07-11").state == duty_state::breached);
}

TEST_CASE("transitions that speak of no limit, of a day without a change or of a new limit that is not there are refused") {
  const auto codes = [](transition t, const char* until = "2026-03-05") {
    procedure_builder b{"example"};
    b.start("begun")
        .task("act", by("chair"))
        .end("done")
        .deadline(within(2_working_days), between("begun", "act"),
                  {.rule = "OLD", .source = cites("old/law", "1"), .valid = {day("2020-01-01"), day(until)}})
        .changes(std::move(t));
    const auto p = b.build();
    std::string out;
    if (!p)
      for (const auto& x : p.error()) out += x.code + " ";
    return out;
  };
  transition t;
  t.on = day("2026-03-05");
  t.affects = {"OLD"};
  t.open_cases = open_case_rule::keep;
  CHECK(codes(t).empty());
  t.affects = {"OTHER"};
  CHECK(codes(t).find("procedure/unknown-limit") != std::string::npos);
  t.affects = {"OLD"};
  t.on = day("2026-03-06");
  CHECK(codes(t).find("procedure/no-change-then") != std::string::npos);
  t.on = day("2026-03-05");
  t.open_cases = open_case_rule::new_from_start;
  CHECK(codes(t).find("procedure/no-new-limit") != std::string::npos);
}

TEST_CASE("a step left out on the last day of a limit that ended that day is left out, whatever came in its place") {
  docket d = with(example_procedure(std::nullopt, "2026-03-06"));
  record(d, "a", "example", {{"begun", "2026-03-04"}, {"after", "2026-03-06"}});  // 5, 6 March
  const auto all = d.duties(day("2026-03-06"), {.rule = "OLD"});
  REQUIRE(all.size() == 1);
  CHECK(all[0].state == duty_state::breached);
}

TEST_CASE("what is done on the last day of the shorter limit is met under each of them") {
  docket d = with(example_procedure(std::nullopt));
  record(d, "a", "example", {{"begun", "2026-03-03"}, {"act", "2026-03-05"}});
  CHECK(only(d, "2026-03-05").state == duty_state::met);
  CHECK(only(d, "2026-03-31").state == duty_state::met);
}

namespace {

// A minimum of two days until 2026-03-05, then of ten: from Wed 4 March to 6 or 14 March, or 15 March from the change.
procedure waiting() {
  return procedure_builder("waiting")
      .start("begun")
      .task("act", by("chair"))
      .end("done")
      .deadline(at_least(2_days), between("begun", "act"), {.rule = "OLD", .source = cites("old/law", "1"), .valid = {day("2020-01-01"), day("2026-03-05")}})
      .deadline(at_least(10_days), between("begun", "act"),
                {.rule = "NEW", .source = cites("new/law", "1"), .valid = {day("2026-03-05"), date{boost::date_time::pos_infin}}})
      .build()
      .value();
}

// Within two working days until 2026-03-05, then within ten days, on one branch of two.
procedure branching() {
  procedure_builder b{"branching", flow_style::written_out};
  const auto first = between("begun", "act");
  return b.start("begun")
      .decision("which", by("chair"))
      .task("act", by("chair"))
      .task("other", by("chair"))
      .end("done")
      .flow("begun", "which")
      .branch("which", "yes", "act")
      .branch("which", "no", "other")
      .flow("act", "done")
      .flow("other", "done")
      .deadline(within(2_working_days), first, {.rule = "OLD", .source = cites("old/law", "1"), .valid = {day("2020-01-01"), day("2026-03-05")}})
      .deadline(within(10_days), first,
                {.rule = "NEW", .source = cites("new/law", "1"), .valid = {day("2026-03-05"), date{boost::date_time::pos_infin}}})
      .build()
      .value();
}

}  // namespace

TEST_CASE("a minimum that changed while it ran is pending, over or in doubt as all its readings say, and so is what was done under it") {
  docket d = with(waiting());
  record(d, "a", "waiting", {{"begun", "2026-03-04"}});
  CHECK(only(d, "2026-03-04").state == duty_state::pending);
  CHECK(only(d, "2026-03-05").state == duty_state::pending);
  for (const char* on : {"2026-03-06", "2026-03-13", "2026-03-14"}) CHECK(only(d, on).state == duty_state::needs_review);
  CHECK(only(d, "2026-03-15").state == duty_state::open);
  const auto done_on = [&](const char* key, const char* on) {
    record(d, key, "waiting", {{"begun", "2026-03-04"}, {"act", on}});
    return only(d, "2026-03-31", key).state;
  };
  CHECK(done_on("b", "2026-03-05") == duty_state::breached);
  CHECK(done_on("c", "2026-03-06") == duty_state::needs_review);
  CHECK(done_on("d", "2026-03-14") == duty_state::needs_review);
  CHECK(done_on("e", "2026-03-15") == duty_state::met);
}

TEST_CASE("a duty on a branch that was not taken is void under each limit, however late the decision came") {
  docket d = with(branching());
  for (const char* on : {"2026-03-05", "2026-03-06", "2026-03-12", "2026-03-17", "2026-03-31"}) {
    INFO(on);
    record(d, on, "branching", {{"begun", "2026-03-03"}, {"which", on, "no"}});
    CHECK(only(d, "2026-04-01", on).state == duty_state::void_);
    CHECK(d.breaches(day("2026-04-01"), {.case_key = on}).empty());
  }
}

TEST_CASE("a day off that moves one reading alone of a limit in doubt is told with the days of all readings") {
  // Begun on 3 March: 5 March by the old limit, 13 or 16 March by the new one. Monday 16 March becomes a day off: 17 March.
  docket d = with(example_procedure(std::nullopt));
  record(d, "a", "example", {{"begun", "2026-03-03"}});
  record(d, "later", "example", {{"begun", "2026-03-23"}});
  calendar_facts facts = test::agency().facts();
  calendar_entry off;
  off.day = day("2026-03-16");
  off.name = {"Ngày lễ", "A holiday"};
  facts.entries.push_back(off);
  std::sort(facts.entries.begin(), facts.entries.end(), [](const calendar_entry& a, const calendar_entry& b) { return a.day < b.day; });
  auto now = work_calendar::build(std::move(facts));
  if (!now) FAIL(describe(now.error()));
  const auto change = d.change_calendar(*now, day("2026-03-10"));
  REQUIRE(change);
  CHECK(change->cases_folded == 1);
  REQUIRE(change->duties.size() == 1);
  const moved_duty& moved = change->duties[0];
  CHECK_FALSE(moved.is_judged_otherwise());
  CHECK(moved.after.changed_law->by_new_from_change == day("2026-03-17"));
  CHECK(moved.after.changed_law->by_new_from_start == day("2026-03-13"));
  REQUIRE(moved.because.size() == 1);
  CHECK(moved.because[0].day == day("2026-03-16"));
  const std::string words = to_text(explain(moved), lang::en);
  INFO(words);
  CHECK(words.find("2026-03-05 or 2026-03-13 or 2026-03-16, now 2026-03-05 or 2026-03-13 or 2026-03-17") != std::string::npos);
}

}  // namespace test_of_changed_law
