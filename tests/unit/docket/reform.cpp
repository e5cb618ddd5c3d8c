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

}  // namespace test_of_reform
