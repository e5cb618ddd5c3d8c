// The example register against the shared facts (data/units/nghe_an), row by row.
#include "nghe_an.hpp"

#include <catch.hpp>

#include <set>

namespace test_of_nghe_an {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using nghe_an::reg;
using nghe_an::shared_csv;

namespace {

/// Every unit above the village that holds on a day, as the shared state files write it.
void check_state(const std::string& file, date day) {
  std::map<std::string, std::string> wanted;
  for (auto& row : shared_csv(file)) wanted[row["code"]] = row["name"] + "|" + row["kind"] + "|" + row["parent_code"];
  std::map<std::string, std::string> held;
  for (const unit_id u : reg().at(day).all<unit>()) {
    if (level_of(reg().kind(u, day)) == unit_level::village) continue;
    const unit_id parent = reg().parent(u, day);
    held[reg()[u].code] =
        reg().name(u, day) + "|" + std::string{name_of(reg().kind(u, day))} + "|" + (parent ? reg()[parent].code : "");
  }
  CHECK(held == wanted);
}

std::map<unit_kind, int> kinds_on(date day) {
  std::map<unit_kind, int> n;
  for (const unit_id u : reg().at(day).all<unit>()) ++n[reg().kind(u, day)];
  return n;
}

std::set<std::string> keys(const std::vector<related_unit>& units) {
  std::set<std::string> k;
  for (const auto& u : units) k.insert(reg()[u.unit].key);
  return k;
}

}  // namespace

TEST_CASE("every code, name, kind and parent of Nghe An is that of the shared state of the day") {
  check_state("nghe_an/units_2024-11-30.csv", {2020, 1, 1});
  check_state("nghe_an/units_2024-11-30.csv", {2024, 11, 30});
  check_state("nghe_an/units_2025-06-30.csv", {2024, 12, 1});
  check_state("nghe_an/units_2025-06-30.csv", eve);
  check_state("nghe_an/units_2025-07-01.csv", reform);
  check_state("nghe_an/units_2025-07-01.csv", {2026, 11, 1});
}

TEST_CASE("Nghe An has 460, then 412, then 130 units of commune level") {
  auto n = kinds_on({2024, 11, 30});
  CHECK(n[unit_kind::commune] == 411);
  CHECK(n[unit_kind::ward] == 32);
  CHECK(n[unit_kind::township] == 17);
  n = kinds_on(eve);
  CHECK(n[unit_kind::commune] == 362);
  CHECK(n[unit_kind::ward] == 33);
  CHECK(n[unit_kind::township] == 17);
  CHECK(n[unit_kind::district] + n[unit_kind::town] + n[unit_kind::city] == 20);
  n = kinds_on(reform);
  CHECK(n[unit_kind::commune] == 119);
  CHECK(n[unit_kind::ward] == 11);
  CHECK(n[unit_kind::township] == 0);
  CHECK(n[unit_kind::district] + n[unit_kind::town] + n[unit_kind::city] == 0);
}

TEST_CASE("each of the 412 units has the successor that the shared table says, whole") {
  const auto rows = shared_csv("nghe_an/successions_412_to_130_2025-07-01.csv");
  REQUIRE(rows.size() == 412);
  for (auto row : rows) {
    const unit_id old_unit = reg().find(row["old_code"], eve);
    REQUIRE(old_unit);
    const related_units next = reg().translate(old_unit, reform);
    REQUIRE(next.units.size() == 1);
    CHECK(next.lost.empty());
    CHECK(next.only() == reg().find(row["new_code"], reform));
    const bool goes_on = row["scope"] == "unchanged";
    CHECK((next.only() == old_unit) == goes_on);
    REQUIRE(next.units.front().ways.size() == 1);
    const auto& way = next.units.front().ways.front();
    REQUIRE(way.size() == (goes_on ? 0U : 1U));
    if (!goes_on) {
      CHECK(way.front().how.decree == "1678/NQ-UBTVQH15");
      CHECK(way.front().how.on == reform);
      CHECK(name_of(way.front().how.how_much) == row["relation"]);
    }
  }
}

TEST_CASE("each of the 130 units has exactly the predecessors of the shared table") {
  std::map<std::string, std::set<std::string>> wanted;
  for (auto row : shared_csv("nghe_an/successions_412_to_130_2025-07-01.csv"))
    wanted[row["new_code"]].insert(row["old_code"]);
  REQUIRE(wanted.size() == 130);
  for (const auto& [code, old_codes] : wanted) {
    const related_units before = reg().translate(reg().find(code, reform), eve);
    std::set<std::string> found;
    for (const auto& u : before.units) found.insert(reg()[u.unit].code);
    CHECK(found == old_codes);
  }
}

TEST_CASE("each unit of 2024-11-30 leads where the shared changes of 2024-12-01 say") {
  for (auto row : shared_csv("nghe_an/changes_460_to_412_2024-12-01.csv")) {
    const unit_id old_unit = reg().find(row["old_code"], {2024, 11, 30});
    REQUIRE(old_unit);
    const related_units next = reg().translate(old_unit, {2024, 12, 1});
    if (row["new_code"].empty()) {  // 17563 Hợp Thành: the source does not know
      CHECK(next.units.empty());
      CHECK(next.lost == std::vector<unit_id>{old_unit});
      continue;
    }
    REQUIRE(next.units.size() == 1);
    CHECK(next.units.front().unit == reg().find(row["new_code"], {2024, 12, 1}));
    // "whole_or_part" is not known to be whole, so it is no answer of `only`.
    if (row["relation"] == "whole_or_part") {
      CHECK(next.units.front().how_much == extent::unknown);
      CHECK(next.only().is_none());
    }
  }
}

TEST_CASE("a code is not an identity: 17329 was a township of two names and is a commune of three old units") {
  CHECK(reg().lifetimes("17329").size() == 3);
  const unit_id first = reg().find("17329", {2024, 11, 30});
  const unit_id second = reg().find("17329", eve);
  const unit_id third = reg().find("17329", reform);
  CHECK(reg().full_name(first, {2024, 11, 30}).vi == "thị trấn Anh Sơn");
  CHECK(reg().full_name(second, eve).vi == "thị trấn Kim Nhan");
  CHECK(reg().full_name(third, reform).vi == "xã Anh Sơn");
  CHECK(reg()[third].key == "17329@2025-07-01");
  CHECK(reg().find_lifetime("17329@2025-07-01") == third);
  CHECK(reg().find_lifetime("17329@2025-07-02").is_none());
  CHECK(keys(reg().translate(third, eve).units) ==
        std::set<std::string>{"17329@2024-12-01", "17353@2020-01-01", "17374@2020-01-01"});
}

TEST_CASE("successions chain: a commune of 2023 to 2026, and back, with every step and decree") {
  const unit_id old_unit = reg().find("17446", {2023, 5, 1});  // Diễn Bích
  const related_units today = reg().translate(old_unit, {2026, 1, 15});
  REQUIRE(today.units.size() == 1);
  CHECK(reg()[today.units.front().unit].key == "17464@2025-07-01");
  // The first step is of unknown extent in the source, so the whole way is.
  CHECK(today.units.front().how_much == extent::unknown);
  const auto& way = today.units.front().ways.at(0);
  REQUIRE(way.size() == 2);
  CHECK(way[0].how.decree == "1243/NQ-UBTVQH15");
  CHECK(reg()[way[0].to].key == "17452@2024-12-01");
  CHECK(way[1].how.decree == "1678/NQ-UBTVQH15");
  const auto back = keys(reg().translate(today.units.front().unit, {2023, 5, 1}).units);
  CHECK(back == std::set<std::string>{"17389@2020-01-01", "17446@2020-01-01", "17452@2020-01-01", "17461@2020-01-01",
                                      "17464@2020-01-01", "17467@2020-01-01"});
}

TEST_CASE("a district of 2025-06-30 has no successor, and that is said") {
  const unit_id district = reg().find("425", eve);
  REQUIRE(reg().full_name(district, eve).vi == "huyện Diễn Châu");
  const related_units after = reg().translate(district, reform);
  CHECK(after.units.empty());
  CHECK(after.lost == std::vector<unit_id>{district});
  CHECK(after.only().is_none());
}

TEST_CASE("Cua Lo's wards moved to Vinh with their lives, not with new ones") {
  const unit_id ward = reg().find("16717", {2024, 11, 30});
  CHECK(reg()[reg().parent(ward, {2024, 11, 30})].code == "413");
  CHECK(reg()[reg().parent(ward, {2024, 12, 1})].code == "412");
  CHECK(reg().find("16717", eve) == ward);
}

TEST_CASE("names and kinds are attributes with dates: Nghi Phu became a ward, Luong Minh is spelled anew") {
  const unit_id nghi_phu = reg().find("16702", {2024, 1, 1});
  CHECK(reg().full_name(nghi_phu, {2024, 11, 30}).vi == "xã Nghi Phú");
  CHECK(reg().full_name(nghi_phu, {2024, 12, 1}).vi == "phường Nghi Phú");
  CHECK(reg().full_name(nghi_phu, {2024, 12, 1}).en == "Nghi Phú ward");
  const unit_id luong_minh = reg().find("16906", eve);
  CHECK(reg().name(luong_minh, eve) == "Lưỡng Minh");
  CHECK(reg().find("16906", reform) == luong_minh);
  CHECK(reg().name(luong_minh, reform) == "Lượng Minh");
}

TEST_CASE("the tree of each day agrees with walking parent by parent, and sums the villages' households") {
  for (const date day : {date{2024, 11, 30}, eve, reform}) {
    const unit_tree tree = reg().tree(day);
    std::vector<std::int64_t> own(reg().unit_count(), 0);
    std::int64_t all = 0;
    const unit_id province = reg().find("40", day);
    for (const unit_id u : reg().at(day).all<unit>()) {
      CHECK(tree.ancestors(u) == reg().parents(u, day));
      CHECK(tree.is_ancestor(province, u));
      for (const unit_id c : reg().children(u, day)) CHECK(tree.parent(c) == u);
      own[u.index()] = reg().households(u, day).value_or(0);
      all += own[u.index()];
    }
    CHECK(all > 0);
    CHECK(tree.roll_up(own)[province.index()] == all);
    CHECK(tree.subtree(province).size() == tree.size());
  }
}

TEST_CASE("the illustrative villages lie in the old commune until the reform and in the new one after") {
  int villages = 0;
  for (const unit_id u : reg().at(eve).all<unit>()) {
    if (level_of(reg().kind(u, eve)) != unit_level::village) continue;
    ++villages;
    CHECK(reg()[u].on(eve).known_as == authenticity::illustrative);
    CHECK(reg()[reg().parent(u, eve)].key == "17461@2020-01-01");
    CHECK(reg()[reg().parent(u, reform)].key == "17464@2025-07-01");
    CHECK(reg()[reg().parents(u, eve).back()].code == "40");
    CHECK(reg().parents(u, eve).size() == 3);
    CHECK(reg().parents(u, reform).size() == 2);
  }
  CHECK(villages == 12);
}

}  // namespace test_of_nghe_an
