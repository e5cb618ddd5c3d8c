// The whole country on the two days of the reform, from the shared facts: every unit and every succession.
#include "nghe_an.hpp"
#include "unaccented.hpp"

#include <catch.hpp>

#include <set>

namespace test_of_national {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using nghe_an::shared_csv;

namespace {

using row = std::map<std::string, std::string>;

const std::vector<row>& successions() {
  static const std::vector<row> rows = shared_csv("successions_2025-07-01.csv");
  return rows;
}

std::string key_of(const std::string& code, const char* first_day) { return code + "@" + first_day; }

/// Units of both days as lifetimes of their own.
registry load() {
  registry_builder b;
  const auto add = [&](const std::string& file, const char* first_day, validity when) {
    for (row r : shared_csv(file)) {
      unit_record u;
      u.key = key_of(r["code"], first_day);
      u.code = r["code"];
      if (!r["parent_code"].empty()) u.parent = key_of(r["parent_code"], first_day);
      u.period.when = when;
      u.period.name = r["name"];
      u.period.kind = unit_kind_from(r["kind"]).value();
      b.add(std::move(u));
    }
  };
  add("units_before_2025-07-01.csv", "2025-06-30", {date{boost::date_time::neg_infin}, reform});
  add("units_from_2025-07-01.csv", "2025-07-01", {reform, date{boost::date_time::pos_infin}});
  for (row r : successions()) {
    succession_record s;
    s.predecessor = key_of(r["old_code"], "2025-06-30");
    s.successor = key_of(r["new_code"], "2025-07-01");
    s.how.on = reform;
    s.how.how_much = extent_from(r["relation"]).value();
    s.how.scope = r["scope"];
    s.how.decree = r["decree"];
    b.add(std::move(s));
  }
  return b.build().value();
}

const registry& country() {
  static const registry r = load();
  return r;
}

std::map<unit_level, int> levels_on(date day) {
  std::map<unit_level, int> n;
  for (const unit_id u : country().at(day).all<unit>()) ++n[level_of(country().kind(u, day))];
  return n;
}

}  // namespace

TEST_CASE("every unit of the country is found by its full name without accents, alone and with the units above it") {
  for (const date day : {eve, reform}) CHECK(unaccented::not_found(country(), day) == std::vector<std::string>{});
  const name_index names = name_index::build(country());
  const auto codes = [&](const char* asked, date day) {
    std::set<std::string> out;
    for (const named_unit& n : names.find(asked, day)) out.insert(country()[n.unit].code);
    return out;
  };
  CHECK(codes("Ba Vi", eve) == std::set<std::string>{"271", "09703", "21529"});
  CHECK(codes("Tay Dang, Ba Vi, Ha Noi", eve) == std::set<std::string>{"09619"});
  CHECK(codes("Y Yen", eve).count("360") == 1);
  CHECK(codes("Thanh pho Vi Thanh", eve) == std::set<std::string>{"930"});
  CHECK(codes("Xã Vi Xuyên", reform).size() == 1);
}

TEST_CASE("the country has 63, 696 and 10,035 units before the reform, 34 and 3,321 after, in one tree each") {
  CHECK(levels_on(eve) == std::map<unit_level, int>{
                              {unit_level::province, 63}, {unit_level::district, 696}, {unit_level::commune, 10'035}});
  CHECK(levels_on(reform) == std::map<unit_level, int>{{unit_level::province, 34}, {unit_level::commune, 3321}});
  for (const date day : {eve, reform}) {
    const unit_tree tree = country().tree(day);
    for (const unit_id u : country().at(day).all<unit>())
      CHECK((level_of(country().kind(u, day)) == unit_level::province) == tree.parent(u).is_none());
  }
}

TEST_CASE("every unit of the country passes to all the units that the shared table names, and to no other") {
  std::map<std::string, std::map<std::string, std::string>> next;
  std::map<std::string, std::set<std::string>> before;
  for (row r : successions()) {
    next[r["old_code"]][r["new_code"]] = r["relation"];
    before[r["new_code"]].insert(r["old_code"]);
  }
  int split = 0;
  int lost_districts = 0;
  for (const unit_id u : country().at(eve).all<unit>()) {
    const related_units found = country().translate(u, reform);
    std::map<std::string, std::string> answer;
    for (const related_unit& s : found.units) answer[country()[s.unit].code] = name_of(s.how_much);
    REQUIRE(answer == next[country()[u].code]);
    REQUIRE(found.lost.empty() == !answer.empty());
    if (answer.size() > 1) {
      ++split;
      REQUIRE(found.only().is_none());
    }
    if (answer.empty()) {
      REQUIRE(level_of(country().kind(u, eve)) == unit_level::district);
      ++lost_districts;
    }
  }
  CHECK(split == 440);           // 368 into two, 55 into three, 16 into four, 1 into five
  CHECK(lost_districts == 691);  // 696 less the five island districts that became special zones
  for (const unit_id u : country().at(reform).all<unit>()) {
    std::set<std::string> answer;
    for (const related_unit& p : country().translate(u, eve).units) answer.insert(country()[p.unit].code);
    REQUIRE(answer == before[country()[u].code]);
    REQUIRE_FALSE(answer.empty());
  }
}

// 1,823 of another name, and 22 of the same name in another spelling (Hòa An, Hoà An), as the shared table counts.
TEST_CASE("1,845 codes of communes mean a unit that is written otherwise after the reform") {
  int other = 0;
  for (const unit_id u : country().at(reform).all<unit>()) {
    if (level_of(country().kind(u, reform)) != unit_level::commune) continue;
    const unit_id old_unit = country().find(country()[u].code, eve);
    if (old_unit && country().name(old_unit, eve) != country().name(u, reform)) ++other;
  }
  CHECK(other == 1823 + 22);
}

}  // namespace test_of_national
