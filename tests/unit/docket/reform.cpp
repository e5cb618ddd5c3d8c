#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/registry/registry.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "../vietnam.hpp"
#include "drive.hpp"
#include "nghe_an.hpp"

namespace test_of_reform {

using namespace dinh;
using namespace dinh::literals;
using test::day;
using example::nghe_an;
using example::nghe_an_folder;

namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::vector<std::vector<std::string>> out;
  std::istringstream in{test::content_of(nghe_an_folder + file)};
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells{""};
    for (const char c : line) {
      if (c == ',')
        cells.emplace_back();
      else
        cells.back() += c;
    }
    out.push_back(std::move(cells));
  }
  return out;
}

struct old_commune {
  std::string key;
  std::string successor;  // empty: it goes on under the province
};

// Read from the lists alone: communes, wards and townships of 30 June 2025, and which unit took each over the next day.
std::vector<old_commune> old_communes() {
  std::map<std::string, std::string> successor;
  for (const auto& row : rows_of("successions.csv"))
    if (row.at(2) == "2025-07-01") successor[row[0]] = row[1];
  std::vector<old_commune> out;
  for (const auto& row : rows_of("units.csv")) {
    const bool is_commune = row.at(3) == "commune" || row[3] == "ward" || row[3] == "township";
    if (!is_commune || row[5] > "2025-06-30" || (!row[6].empty() && row[6] <= "2025-06-30")) continue;
    const auto at = successor.find(row[0]);
    out.push_back({row[0], at == successor.end() ? "" : at->second});
  }
  return out;
}

}  // namespace

TEST_CASE("the reform of 1 July 2025 with an open case in every old commune of Nghe An: each duty goes to the right successor") {
  const auto all = old_communes();
  REQUIRE(all.size() == 412);  // 1678/NQ-UBTVQH15: 412 became 130
  const procedure p = test::pack_procedure("pub_commune");
  auto made = docket::make({.procedures = {p}, .calendars = {test::agency()}, .units = registry_directory(nghe_an())});
  REQUIRE(made);
  docket& d = *made;
  const std::vector<std::pair<const char*, const char*>> decided{{"s", ""}, {"d_secret", "no"}, {"t_plan", ""}, {"d_special", "no"}, {"t_doc", ""}};
  for (const auto& c : all) {
    int n = 0;
    for (const auto& [step, branch] : decided) {
      event e;
      e.id = c.key + "/" + std::to_string(n);
      e.case_key = c.key;
      e.step = step;
      e.branch = branch;
      // Thu 26 June 2025: 27, 30 June, 1, 2, 3 July.
      e.occurred_on = e.recorded_on = day("2025-06-26");
      if (n++ == 0) {
        e.procedure = p.id();
        e.unit = c.key;
      }
      example::record(d, e);
    }
  }
  const auto on = [&](const char* as_of) {
    std::map<std::string, duty> out;
    for (auto& x : d.due({day("2025-06-26"), day("2025-08-01")}, day(as_of))) out.emplace(x.case_key, std::move(x));
    return out;
  };
  const auto before = on("2025-06-30");
  const auto after = on("2025-07-01");
  REQUIRE(before.size() == 412);
  REQUIRE(after.size() == 412);
  std::set<std::string> bodies;
  std::size_t moved = 0;
  for (const auto& c : all) {
    INFO(c.key);
    const duty& then = before.at(c.key);
    const duty& now = after.at(c.key);
    CHECK(then.unit_now == c.key);
    CHECK(then.body == "commune_peoples_committee:" + c.key);
    CHECK(now.lawful_day == day("2025-07-03"));  // the limit stays
    CHECK(now.state == duty_state::open);
    CHECK(now.unit == c.key);
    CHECK(now.unit_now == (c.successor.empty() ? c.key : c.successor));
    if (!c.successor.empty()) {
      ++moved;
      CHECK(now.body == "commune_peoples_committee:" + c.successor);
      const auto history = d.history(c.key, day("2025-07-01"));
      REQUIRE(history);
      CHECK(std::count_if(history->begin(), history->end(), [](const history_line& l) { return l.kind == history_kind::moved; }) == 1);
    }
    bodies.insert(now.body);
  }
  CHECK(moved == 403);  // nine were left as they were
  CHECK(bodies.size() == 130);
  std::uint32_t open = 0;
  for (const auto& l : d.load(day("2025-07-01"))) {
    open += l.open;
    CHECK(l.overdue == 0);
  }
  CHECK(open == 412);  // none lost, none twice
  CHECK(d.overdue(day("2025-07-03"), {.unit = "40@2020-01-01"}).empty());
  CHECK(d.overdue(day("2025-07-04"), {.unit = "40@2020-01-01"}).size() == after.size());
  const auto in_dien_chau = d.due({day("2025-07-01"), day("2025-08-01")}, day("2025-07-01"), {.body = "commune_peoples_committee:17464@2025-07-01"});
  std::set<std::string> expected;
  for (const auto& c : all)
    if (c.successor == "17464@2025-07-01") expected.insert(c.key);
  std::set<std::string> found;
  for (const auto& x : in_dien_chau) found.insert(x.case_key);
  CHECK(found == expected);
  CHECK(expected.size() > 1);
}

namespace {

procedure publishing() {
  return procedure_builder("publish")
      .start("decided")
      .task("publish", by("commune_peoples_committee"))
      .deadline(within(5_working_days), between("decided", "publish"))
      .end("closed")
      .build()
      .value();
}

event first_of(const std::string& key, const std::string& unit, const char* on) {
  event e;
  e.id = key + "-0";
  e.case_key = key;
  e.procedure = "publish";
  e.unit = unit;
  e.step = "decided";
  e.occurred_on = e.recorded_on = day(on);
  return e;
}

}  // namespace

TEST_CASE("units that merge on the very day on which their duties are due: the successor owes them that day, and who was late before stays so") {
  // Three communes that became one ward or commune on 2025-07-01.
  std::map<std::string, std::vector<std::string>> merged;
  for (const auto& c : old_communes())
    if (!c.successor.empty()) merged[c.successor].push_back(c.key);
  const auto many = std::find_if(merged.begin(), merged.end(), [](const auto& m) { return m.second.size() >= 3; });
  REQUIRE(many != merged.end());
  docket d = docket::make({.procedures = {publishing()}, .calendars = {test::agency()}, .units = registry_directory(nghe_an())}).value();
  for (const auto& old : many->second) {
    example::record(d, first_of("today " + old, old, "2025-06-24"));  // 25, 26, 27, 30 June, 1 July
    example::record(d, first_of("late " + old, old, "2025-06-23"));   // 30 June
  }
  const std::string old_body = "commune_peoples_committee:" + many->second.front();
  const std::string new_body = "commune_peoples_committee:" + many->first;
  const std::size_t n = many->second.size();
  CHECK(d.due({day("2025-06-30"), day("2025-07-02")}, day("2025-06-30"), {.body = old_body}).size() == 2);
  CHECK(d.overdue(day("2025-06-30")).empty());
  const auto due = d.due({day("2025-07-01"), day("2025-07-02")}, day("2025-07-01"), {.body = new_body});
  CHECK(due.size() == n);
  CHECK(d.due({day("2025-07-01"), day("2025-07-02")}, day("2025-07-01"), {.body = old_body}).empty());
  CHECK(d.overdue(day("2025-07-01"), {.body = new_body}).size() == n);
  CHECK(d.overdue(day("2025-07-01"), {.unit = many->first}).size() == n);
  CHECK(d.duties(day("2025-07-01"), {.unit = many->first}).size() == 2 * n);
  // done on that day: in time, by the new body; what was done on the eve stays with the old one
  const auto done = [&](const std::string& key, const char* on, const char* recorded) {
    event e;
    e.id = key + "-1";
    e.case_key = key;
    e.step = "publish";
    e.occurred_on = day(on);
    e.recorded_on = day(recorded);
    example::record(d, e);
  };
  done("today " + many->second[0], "2025-07-01", "2025-07-01");
  done("today " + many->second[1], "2025-06-30", "2025-07-02");  // recorded after the merger
  done("late " + many->second[0], "2025-07-01", "2025-07-01");
  const auto duty_of = [&](const std::string& key) { return d.duties(day("2025-08-01"), {.case_key = key}).at(0); };
  CHECK(duty_of("today " + many->second[0]).state == duty_state::met);
  CHECK(duty_of("today " + many->second[0]).body == new_body);
  CHECK(duty_of("today " + many->second[1]).state == duty_state::met);
  CHECK(duty_of("today " + many->second[1]).body == "commune_peoples_committee:" + many->second[1]);
  CHECK(duty_of("late " + many->second[0]).state == duty_state::met_late);
  const auto breaches = d.breaches(day("2025-08-01"));
  REQUIRE(breaches.size() == 1);
  CHECK(breaches[0].body == new_body);  // it was done late on the first day of the new body
  CHECK(breaches[0].days == 1);
}

namespace {

// Published, then told, within five working days each.
docket publishing_and_telling() {
  procedure p = procedure_builder("publish")
                    .start("decided")
                    .task("publish", by("commune_peoples_committee"))
                    .task("tell", by("commune_peoples_committee"))
                    .deadline(within(5_working_days), between("decided", "publish"), {.rule = "A"})
                    .deadline(within(5_working_days), between("publish", "tell"), {.rule = "B"})
                    .end("closed")
                    .build()
                    .value();
  return docket::make({.procedures = {std::move(p)}, .calendars = {test::agency()}, .units = registry_directory(nghe_an())}).value();
}
void record(docket& d, const std::string& key, const char* step, const char* on, event_kind kind = event_kind::act, const std::string& unit = {}) {
  event e;
  e.id = key + "-" + std::to_string(d.event_count());
  e.case_key = key;
  e.kind = kind;
  e.step = step;
  e.unit = unit;
  e.occurred_on = e.recorded_on = day(on);
  example::record(d, e);
}
// The lines of a kind, each with its day and its reasons.
std::vector<std::string> lines(const docket& d, const std::string& key, history_kind kind, const char* as_of) {
  std::vector<std::string> out;
  for (const auto& l : d.history(key, day(as_of)).value())
    if (l.kind == kind) out.push_back(to_text(l.on) + " " + to_text(l.what, lang::en));
  return out;
}

}  // namespace

TEST_CASE("what was settled before a referral stays with the unit that did it, in lists, filters and counts alike") {
  docket d = publishing_and_telling();
  const std::string old_unit = "17329@2025-07-01";
  const std::string new_unit = "17464@2025-07-01";
  example::record(d, first_of("k", old_unit, "2025-08-04"));
  record(d, "k", "publish", "2025-08-13");  // two days late
  record(d, "k", "", "2025-08-14", event_kind::referred, new_unit);
  const date as_of = day("2025-08-15");
  CHECK(d.duties(day("2025-08-13"), {.unit = old_unit}).size() == 2);
  REQUIRE(d.duties(as_of, {.unit = old_unit}).size() == 1);
  CHECK(d.duties(as_of, {.unit = old_unit})[0].state == duty_state::met_late);
  CHECK(d.duties(as_of, {.unit = old_unit})[0].unit_now == old_unit);
  REQUIRE(d.duties(as_of, {.unit = new_unit}).size() == 1);
  CHECK(d.duties(as_of, {.unit = new_unit})[0].step == "tell");
  CHECK(d.met_late(as_of, {.unit = old_unit}).size() == 1);
  CHECK(d.met_late(as_of, {.unit = new_unit}).empty());
  CHECK(d.due({as_of, day("2025-09-01")}, as_of, {.unit = old_unit}).empty());
  CHECK(d.due({as_of, day("2025-09-01")}, as_of, {.unit = new_unit}).size() == 1);
  REQUIRE(d.breaches(as_of, {.unit = old_unit}).size() == 1);
  CHECK(d.breaches(as_of)[0].unit == old_unit);
  CHECK(d.breaches(as_of, {.unit = new_unit}).empty());
  CHECK(d.cases(as_of, {.unit = old_unit}).empty());
  CHECK(d.cases(as_of, {.unit = new_unit}).size() == 1);
  for (const docket_filter& f : {docket_filter{}, docket_filter{.procedure = "publish"}}) {
    const auto counts = d.tally(as_of, f);
    REQUIRE(counts.size() == 2);
    CHECK((counts[0].unit == old_unit && counts[0].counts.met_late == 1 && counts[0].counts.total() == 1));
    CHECK((counts[1].unit == new_unit && counts[1].counts.open == 1 && counts[1].counts.total() == 1));
  }
  CHECK(d.tally(as_of, {.unit = new_unit}).size() == 1);
  CHECK(d.tally(as_of, {.rule = "A"})[0].unit == old_unit);
  // each line of the history has the body of its own day
  const auto began = lines(d, "k", history_kind::duty_began, "2025-08-13");
  REQUIRE(began.size() == 2);
  CHECK(lines(d, "k", history_kind::duty_began, "2025-08-15") == began);
}

TEST_CASE("the history of a case tells each succession of its unit on its day, and names the body of the day of each line") {
  docket d = publishing_and_telling();
  example::record(d, first_of("k", "17461@2020-01-01", "2025-06-27"));
  const auto before = lines(d, "k", history_kind::duty_began, "2025-06-28");
  REQUIRE(before.size() == 1);
  CHECK(before[0].find("Diễn Hoa") != std::string::npos);
  CHECK(lines(d, "k", history_kind::duty_began, "2025-07-05") == before);
  CHECK(lines(d, "k", history_kind::moved, "2025-06-30").empty());
  REQUIRE(lines(d, "k", history_kind::moved, "2025-07-05").size() == 1);
  CHECK(lines(d, "k", history_kind::moved, "2025-07-05")[0].rfind("2025-07-01 ", 0) == 0);
  // whether all of this one passed on 1 December 2024 is not known, and what took it over ended on 1 July 2025
  example::record(d, first_of("q", "17455@2020-01-01", "2024-11-25"));
  const auto once = lines(d, "q", history_kind::moved, "2024-12-05");
  REQUIRE(once.size() == 1);
  CHECK(once[0].rfind("2024-12-01 ", 0) == 0);
  for (const char* as_of : {"2025-07-01", "2026-01-01"}) {
    const auto twice = lines(d, "q", history_kind::moved, as_of);
    REQUIRE(twice.size() == 2);
    CHECK(twice[0] == once[0]);
    CHECK(twice[1].rfind("2025-07-01 ", 0) == 0);
  }
  // a unit in which a case lay before it was referred has its lines while it lay there
  example::record(d, first_of("r", "17461@2020-01-01", "2025-06-27"));
  record(d, "r", "", "2025-07-10", event_kind::referred, "17329@2025-07-01");
  CHECK(lines(d, "r", history_kind::moved, "2025-08-01").size() == 1);
  example::record(d, first_of("s", "17461@2020-01-01", "2025-06-25"));
  record(d, "s", "", "2025-06-30", event_kind::referred, "17464@2025-07-01");
  CHECK(lines(d, "s", history_kind::moved, "2025-08-01").empty());
}

TEST_CASE("a filter by unit finds what the counts of that unit hold, also where it ended or was divided") {
  docket d = publishing_and_telling();
  example::record(d, first_of("in it", "17461@2020-01-01", "2025-06-27"));
  example::record(d, first_of("in its village", "17461-01@2020-01-01", "2025-06-27"));
  example::record(d, first_of("divided", "17455@2020-01-01", "2024-11-25"));
  const auto found = [&](const char* unit, const char* as_of) { return d.duties(day(as_of), {.unit = unit}).size(); };
  const auto counted = [&](const char* unit, const char* as_of) {
    std::size_t n = 0;
    for (const auto& t : d.tally(day(as_of), {.unit = unit})) n += t.counts.total();
    return n;
  };
  struct line {
    const char* unit;
    const char* as_of;
    std::size_t duties;
  };
  for (const auto& [unit, as_of, n] : {line{"17461@2020-01-01", "2025-06-30", 2}, line{"17461@2020-01-01", "2025-07-01", 0},
                                       line{"17464@2025-07-01", "2025-07-01", 2}, line{"17449@2024-12-01", "2024-12-05", 0},
                                       line{"425@2020-01-01", "2024-12-05", 1}, line{"17476@2025-07-01", "2025-07-01", 0},
                                       line{"40@2020-01-01", "2025-07-01", 3}}) {
    INFO(unit << " " << as_of);
    CHECK(found(unit, as_of) == n);
    CHECK(counted(unit, as_of) == n);
  }
  for (const docket_filter& f : {docket_filter{.case_key = "divided"}, docket_filter{.case_key = "divided", .rule = "A"}}) {
    const auto counts = d.tally(day("2025-07-01"), f);
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].unit == "40@2020-01-01");  // the province holds whatever it became
    CHECK(d.duties(day("2025-07-01"), f).at(0).unit_now.empty());
  }
}

}  // namespace test_of_reform
