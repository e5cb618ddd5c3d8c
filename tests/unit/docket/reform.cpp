#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/registry/registry.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "drive.hpp"
#include "example.hpp"
#include "nghe_an.hpp"

namespace test_of_reform {

using namespace dinh;
using example::day;
using example::nghe_an;
using example::nghe_an_folder;

namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::vector<std::vector<std::string>> out;
  std::istringstream in{example::read_file(nghe_an_folder + file)};
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
  const procedure p = example::pack_procedure("pub_commune");
  auto made = docket::make({.procedures = {p}, .calendars = {example::state_agency()}, .units = registry_directory(nghe_an())});
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

}  // namespace test_of_reform
