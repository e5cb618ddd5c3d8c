// The history of all units of the country, replayed from the shared facts.
#include "nghe_an.hpp"
#include "small_history.hpp"

#include <catch.hpp>

#include <dinh/exchange/history_csv.hpp>

#include <set>

namespace test_of_history {

using namespace dinh;
using nghe_an::shared_csv;
using small_history::answer;
using small_history::file;
using small_history::list_header;
using small_history::log_header;
using small_history::made;
using small_history::make;
using small_history::small_list;

namespace {

const std::string folder = DINH_SHARED_DIR "/data/units";

const opened_register& country() {
  static const opened_register r = open_register_folder(folder).value();
  return r;
}

using unit_words = std::map<std::string, std::string>;

unit_words held_on(const registry& r, date day, const std::string& under = "") {
  unit_words held;
  for (const unit_id u : r.at(day).all<unit>()) {
    if (!under.empty()) {
      const auto up = r.parents(u, day);
      if (r[u].code != under && (up.empty() || r[up.back()].code != under)) continue;
    }
    const unit_id parent = r.parent(u, day);
    held[r[u].code] =
        r.name(u, day) + "|" + std::string{name_of(r.kind(u, day))} + "|" + (parent ? r[parent].code : "");
  }
  return held;
}
unit_words listed(const std::string& file) {
  unit_words units;
  for (auto& row : shared_csv(file)) units[row["code"]] = row["name"] + "|" + row["kind"] + "|" + row["parent_code"];
  return units;
}

}  // namespace

TEST_CASE("the state of 2008 and the whole log after it replay to the 10,794 units of the eve of the reform, exactly") {
  const registry& r = country().units;
  CHECK(held_on(r, {2025, 6, 30}) == listed("units_before_2025-07-01.csv"));
  CHECK(held_on(r, {2025, 7, 1}) == listed("units_from_2025-07-01.csv"));
  CHECK(held_on(r, {2008, 8, 1}) == listed("vintages/units_2008-08-01.csv"));
  CHECK(country().report.events_replayed == 3407 - 24 + 25);  // after 2008-08-01, without ghosts, and those of 2026
  CHECK(country().report.ghost_events_left_out == 24);
  CHECK(country().report.events_before_the_first_list == 701);
  CHECK(country().report.remarks.empty());
}

TEST_CASE("every other list agrees with the replayed state of its day, but for the ghosts of 2025-01-01") {
  std::set<date> days;
  for (const checkpoint& c : country().report.checkpoints) {
    INFO(c.file);
    days.insert(c.day);
    CHECK(c.agrees());
    CHECK(c.different.empty());
    CHECK(c.only_replayed.empty());
    // The service listed 12 codes again that had been abolished from 2013 to 2020 (README of the facts).
    CHECK(c.ghosts.size() == (c.day == date{2025, 1, 1} ? 12U : 0U));
  }
  CHECK(days ==
        std::set<date>{
            {2017, 12, 13}, {2019, 9, 11}, {2021, 11, 1}, {2024, 9, 1}, {2025, 1, 1}, {2025, 6, 30}, {2025, 7, 1}});
  history_options options;
  options.with_ghosts = true;
  const auto with_ghosts = open_register_folder(folder, options).value();
  for (const checkpoint& c : with_ghosts.report.checkpoints) CHECK(c.only_listed.empty());
  CHECK(held_on(with_ghosts.units, {2025, 1, 1}) == listed("vintages/units_2025-01-01.csv"));
  const unit_id ghost = with_ghosts.units.find("07693", {2025, 2, 1});
  REQUIRE(ghost);
  CHECK(with_ghosts.units[ghost].on({2025, 2, 1}).note.find("ghost") == 0);
}

TEST_CASE("kinds of 2026 hold from their day in force") {
  const registry& r = country().units;
  const auto count = [&](date day, unit_kind kind) {
    int n = 0;
    for (const unit_id u : r.at(day).all<unit>()) n += r.kind(u, day) == kind ? 1 : 0;
    return n;
  };
  CHECK(count({2026, 4, 29}, unit_kind::municipality) == 6);
  CHECK(count({2026, 4, 30}, unit_kind::municipality) == 7);
  CHECK(count({2026, 9, 20}, unit_kind::municipality) == 9);
  CHECK(count({2026, 4, 30}, unit_kind::ward) == 697);
  CHECK(count({2026, 9, 20}, unit_kind::ward) == 709);
  CHECK(count({2026, 9, 20}, unit_kind::commune) == 2599);
  const unit_id dong_nai = r.find("75", {2026, 4, 30});
  CHECK(r.find("75", {2025, 6, 30}) != unit_id{});
  CHECK(r[dong_nai].on({2026, 4, 30}).decree == "30/2026/QH16");
}

TEST_CASE("a unit that the reform left unchanged lives on, with the decree that says so") {
  const registry& r = country().units;
  const unit_id hanoi = r.find("01", {2010, 1, 1});
  CHECK(r.find("01", {2026, 1, 1}) == hanoi);
  CHECK(r[hanoi].on({2025, 7, 1}).change == "unchanged");
  CHECK(r[hanoi].on({2025, 7, 1}).decree == "202/2025/QH15");
  // but a province that took in another is a new unit under the old code
  CHECK(r.find("08", {2025, 6, 30}) != r.find("08", {2025, 7, 1}));
}

TEST_CASE("the 701 events before 2008-08-01 are undone from that list on request, and replay to it again") {
  history_options options;
  options.with_early = true;
  const auto early = open_register_folder(folder, options).value();
  const registry& r = early.units;
  CHECK(early.report.remarks.empty());
  CHECK(early.report.covers.from == date{2004, 10, 15});
  CHECK(early.report.events_before_the_first_list == 0);
  CHECK(early.report.codes_before_the_first_list.empty());
  CHECK(early.report.events_replayed == 701 + 3407 - 24 + 25);
  CHECK(held_on(r, {2008, 8, 1}) == listed("vintages/units_2008-08-01.csv"));
  CHECK(held_on(r, {2025, 7, 1}) == listed("units_from_2025-07-01.csv"));
  for (const checkpoint& c : early.report.checkpoints) CHECK(c.agrees());
  // the plain way: the list, and the rows of each day undone, the last day first
  unit_words state = listed("vintages/units_2008-08-01.csv");
  std::map<std::string, std::vector<std::map<std::string, std::string>>, std::greater<>> days;
  for (auto& row : shared_csv("earlier_changes.csv"))
    if (row["date"] <= "2008-08-01") days[row["date"]].push_back(row);
  for (auto& [day, rows] : days) {
    for (auto& row : rows)
      if (row["event"] != "abolished") state.erase(row["event"] == "recoded" ? row["successor_code"] : row["code"]);
    for (auto& row : rows) {
      if (row["event"] == "created") continue;
      const auto before = parse_full_name(row["old_full_name"], unit_level_from(row["level"]).value()).value();
      state[row["code"]] = before.name + "|" + std::string{name_of(before.kind)} + "|" + row["old_parent"];
    }
  }
  CHECK(held_on(r, {2004, 10, 15}) == state);
  // Cồn Cỏ was founded on 2004-10-16
  CHECK(r.find("471", {2004, 10, 15}).is_none());
  const unit_id island = r.find("471", {2004, 10, 16});
  REQUIRE(island);
  CHECK(r[island].periods.front().known_by == evidence::memory);
  CHECK(r[island].periods.front().note.find("low confidence") != std::string::npos);
  const unit_id old = r.find("01", {2004, 12, 31});
  CHECK(r[old].periods.front().known_by == evidence::memory);
  CHECK(r[old].periods.front().note.find("2008-08-01") != std::string::npos);
}

TEST_CASE("codes are recoded, not abolished: Ward 14 of 2025-01 is the unit that was 26935") {
  const registry& r = country().units;
  const unit_id old_code = r.find("26935", {2025, 1, 31});
  const related_units now = r.translate(old_code, {2025, 1, 31}, {2025, 2, 1});
  REQUIRE(now.only());
  CHECK(r[now.only()].code == "26929");
  CHECK(now.units.front().ways.front().front().how.scope == "recoded");
  // what was 26929 one month before is another unit
  CHECK(r.find("26929", {2024, 12, 31}) != now.only());
}

TEST_CASE("inferred successors say that they are: the unit of 2025-06-30, extent unknown, doubts named") {
  const registry& r = country().units;
  // 03025 Hầu Thào, abolished 2020-01-01; the log names 03037 of 2025-06-30
  const unit_id old_unit = r.find("03025", {2019, 6, 1});
  const related_units later = r.translate(old_unit, {2019, 6, 1}, {2025, 6, 30});
  REQUIRE(later.units.size() == 1);
  CHECK(r[later.units.front().unit].code == "03037");
  CHECK(later.units.front().how_much == extent::unknown);
  CHECK(later.units.front().ways.front().front().how.known_from == date{2025, 6, 30});
  CHECK(later.only().is_none());
  // Abolished before 2017: nothing is recorded, and that is the answer.
  int unrecorded = 0;
  for (auto& row : shared_csv("earlier_changes.csv"))
    if (row["date"] > "2008-08-01" && row["date"] < "2017-01-01" && row["event"] == "abolished" &&
        row["successor_code"].empty()) {
      const date end = parse_date(row["date"]).value();
      const date eve = end - boost::gregorian::days{1};
      const unit_id u = r.find(row["code"], eve);
      REQUIRE(u);
      const related_units none = r.translate(u, eve, {2026, 1, 1});
      CHECK(none.units.empty());
      CHECK(none.lost == std::vector<unit_id>{u});
      ++unrecorded;
    }
  CHECK(unrecorded == 16);
}

TEST_CASE("a district that was divided leads to every district that took its communes") {
  const registry& r = country().units;
  const unit_id tra_linh = r.find("046", {2020, 2, 29});  // 047 took 7 communes, 049 one
  CHECK(answer(r, r.translate(tra_linh, {2020, 2, 29}, {2020, 3, 1})) ==
        std::map<std::string, extent>{{"047@2008-08-01", extent::unknown}, {"049@2008-08-01", extent::unknown}});
}

TEST_CASE("a ward that the register dropped and listed again is one unit") {
  const registry& r = country().units;
  const unit_id first = r.find("03007", {2019, 9, 1});  // Tả Giàng Phình, dropped 2019-09-11, listed again 2019-11-01
  const unit_id second = r.find("03007", {2019, 12, 1});
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first != second);
  CHECK(r.translate(first, {2019, 9, 1}, {2019, 12, 1}).only() == second);
  CHECK(r.translate(second, {2019, 12, 1}, {2019, 9, 1}).only() == first);
  // in between it is on no list
  CHECK(r.translate(first, {2019, 9, 1}, {2019, 10, 1}).lost == std::vector<unit_id>{first});
}

TEST_CASE("by days in force the units of Nghe An are those of 2024-12-01 on that day, by the register a month later") {
  history_options options;
  options.axis = time_axis::in_force;
  const registry by_law = open_register_folder(folder, options).value().units;
  CHECK(held_on(by_law, {2024, 12, 1}, "40") == listed("nghe_an/units_2025-06-30.csv"));
  CHECK(held_on(by_law, {2024, 11, 30}, "40") == listed("nghe_an/units_2024-11-30.csv"));
  CHECK(held_on(country().units, {2024, 12, 31}, "40") == listed("nghe_an/units_2024-11-30.csv"));
  CHECK(held_on(country().units, {2025, 1, 1}, "40") == listed("nghe_an/units_2025-06-30.csv"));
  const unit_id ward = country().units.find("16717", {2025, 1, 1});
  CHECK(country().units[ward].on({2025, 1, 1}).in_force == date{2024, 12, 1});
}

TEST_CASE("the folder of Nghe An loads: four lists and three steps between them") {
  const auto r = open_register_folder(folder + "/nghe_an").value();
  CHECK(held_on(r.units, {2019, 12, 31}) == listed("nghe_an/units_2019-12-31.csv"));
  CHECK(held_on(r.units, {2020, 1, 1}) == listed("nghe_an/units_2024-11-30.csv"));
  CHECK(held_on(r.units, {2025, 6, 30}) == listed("nghe_an/units_2025-06-30.csv"));
  CHECK(held_on(r.units, {2025, 7, 1}) == listed("nghe_an/units_2025-07-01.csv"));
  CHECK(r.report.remarks.empty());
  for (const checkpoint& c : r.report.checkpoints) CHECK(c.agrees());
  for (auto& row : shared_csv("nghe_an/changes_460_to_412_2024-12-01.csv")) {
    const unit_id u = r.units.find(row["old_code"], {2024, 11, 30});
    const related_units next = r.units.translate(u, {2024, 11, 30}, {2025, 6, 30});
    INFO(row["old_code"]);
    if (row["relation"] == "continues") CHECK(next.only() == u);
    if (row["relation"] == "unknown") CHECK(next.lost == std::vector<unit_id>{u});
    if (row["relation"] == "whole_or_part") {
      REQUIRE(next.units.size() == 1);
      CHECK(r.units[next.units.front().unit].code == row["new_code"]);
      CHECK(next.units.front().how_much == extent::unknown);
    }
  }
}

TEST_CASE("area and people of a unit are told apart: Ky Loi's land went to one unit, its people to two") {
  const registry& r = country().units;
  const related_units next = r.translate(r.find("18796", {2025, 6, 30}), {2025, 6, 30}, {2025, 7, 1});
  std::map<std::string, extents> found;
  for (const auto& u : next.units) found[r[u.unit].code] = u.apart;
  REQUIRE(found.size() == 3);
  CHECK(found["18823"] == extents{extent::whole, extent::unknown});
  int people = 0;
  for (const auto& [code, apart] : found) people += apart == extents{extent::unknown, extent::part} ? 1 : 0;
  CHECK(people == 2);
}

TEST_CASE("disputed successions come on request, each with its reason, and change nothing else") {
  history_options options;
  options.with_disputed = true;
  options.with_ghosts = true;
  const auto disputed = open_register_folder(folder, options).value();
  CHECK(country().report.disputed_left_out == 68);
  const auto& r = disputed.units;
  int seen = 0;
  for (std::uint32_t e = 0; e < r.graph().count<succeeded_by>(); ++e) {
    const succeeded_by& how = r.graph()[edge_id<succeeded_by>{e}];
    if (how.scope != "disputed") continue;
    ++seen;
    CHECK(how.note.find("second_source_only") == 0);
  }
  CHECK(seen == 40);
  const unit_id kim_dong = r.find("14698", {2025, 7, 1});
  CHECK(r[kim_dong].on({2025, 7, 1}).note.find("uncoded_territory") == 0);
}

TEST_CASE("what a log contradicts is reported with all its rows, and nothing is loaded") {
  const std::string log = std::string{log_header} +
                          "2020-01-01,created,commune,00001,,Xã C,,412,,,,\n"
                          "2020-01-01,abolished,commune,00009,Xã D,,412,,,,,\n"
                          "2020-01-01,renamed,commune,00002,Xã X,Xã Y,413,413,,,,\n"
                          "2020-01-02,moved,commune,00002,Xã Y,Xã Y,413,499,,,,\n"
                          "2020-01-03,abolished,district,412,Thành phố Vinh,,40,,,,,\n";
  const made m = make({file(small_list, "units_2019-12-31.csv"), file(log, "changes.csv")});
  CHECK(m.faults == std::multiset<std::string>{"history/unit-exists", "history/unknown-unit", "history/other-before",
                                               "history/unknown-parent", "history/unknown-parent"});
}

TEST_CASE("faults of the files are all reported: kinds, events, days, names") {
  const std::string list = std::string{list_header} + "1,A,Xã A,district,commune,\n2,B,Xã B,commune,castle,\n";
  const std::string log = std::string{log_header} +
                          "2020-13-01,created,commune,00001,,Xã C,,412,,,,\n"
                          "2020-01-01,vanished,commune,00009,Xã D,Xã D,412,412,,,,\n"
                          "2020-01-01,created,commune,00007,,Nowhere,,412,,,,\n";
  const made m = make({file(list, "units.csv"), file(list, "units_2020-01-01.csv"), file(log, "changes.csv")});
  CHECK(m.faults == std::multiset<std::string>{"history/undated-file", "history/kind-not-of-level", "csv/bad-value",
                                               "date/no-such-day", "history/unknown-event",
                                               "history/name-without-kind"});
  CHECK(make({}).faults == std::multiset<std::string>{"history/no-list"});
}

TEST_CASE("one list alone answers its own day; a second without a table is taken over, and that is said") {
  const std::string before = small_list;
  const made one = make({file(before, "units_before_2025-07-01.csv")});
  REQUIRE(one.units);
  CHECK(one.report.covers == validity{date{2025, 6, 30}, date{2025, 7, 1}});
  CHECK(one.report.remarks.list().front().code == "history/ends");
  const std::string after = std::string{list_header} +
                            "40,Nghệ An,Tỉnh Nghệ An,province,province,\n00001,A,Xã A,commune,commune,40\n"
                            "00002,B mới,Xã B mới,commune,commune,40\n";
  const made two = make({file(before, "units_before_2025-07-01.csv"), file(after, "units_from_2025-07-01.csv")});
  REQUIRE(two.units);
  CHECK(two.report.remarks.list().front().code == "history/unexplained-change");
  const registry& r = *two.units;
  CHECK(r.translate(r.find("00001", {2025, 6, 30}), {2025, 6, 30}, {2025, 7, 1}).only());
  const unit_id b = r.find("00002", {2025, 6, 30});
  CHECK(r.translate(b, {2025, 6, 30}, {2025, 7, 1}).lost == std::vector<unit_id>{b});
}

TEST_CASE("a unit of a merged unit that was divided later may be in any part: extent unknown, and why") {
  const std::string before = small_list + "00003,C,Xã C,commune,commune,412\n";
  const std::string middle = std::string{list_header} +
                             "40,Nghệ An,Tỉnh Nghệ An,province,province,\n412,Vinh,Thành phố Vinh,district,city,40\n"
                             "413,Cửa Lò,Thị xã Cửa Lò,district,town,40\n00010,AB,Xã AB,commune,commune,412\n"
                             "00011,C2,Xã C2,commune,commune,412\n";
  const std::string last = std::string{list_header} +
                           "40,Nghệ An,Tỉnh Nghệ An,province,province,\n412,Vinh,Thành phố Vinh,district,city,40\n"
                           "413,Cửa Lò,Thị xã Cửa Lò,district,town,40\n00020,X,Xã X,commune,commune,412\n"
                           "00021,Y,Xã Y,commune,commune,412\n00022,Z,Xã Z,commune,commune,412\n";
  const std::string first_step =
      "old_code,new_code,relation,level,scope,decree,note_vi,second_source\n"
      "00001,00010,whole,commune,whole,1/NQ,,\n00002,00010,whole,commune,whole,1/NQ,,\n"
      "00003,00011,whole,commune,whole,1/NQ,,\n";
  const std::string second_step =
      "old_code,new_code,relation,level,scope,decree,note_vi,second_source\n"
      "00010,00020,part,commune,part,2/NQ,,\n00010,00021,part,commune,part,2/NQ,,\n"
      "00011,00021,part,commune,part_area_whole_population,2/NQ,,\n00011,00022,part,commune,part_area,2/NQ,,\n";
  const made m = make({file(before, "units_2018-12-31.csv"), file(first_step, "successions_2020-01-01.csv"),
                       file(middle, "units_2020-01-01.csv"), file(second_step, "successions_2025-07-01.csv"),
                       file(last, "units_2025-07-01.csv")});
  INFO((m.faults.empty() ? "" : *m.faults.begin()));
  REQUIRE(m.units);
  const registry& r = *m.units;
  const date old_day{2019, 1, 1};
  const date new_day{2026, 1, 1};
  const auto a = r.translate(r.find("00001", old_day), old_day, new_day);
  CHECK(answer(r, a) ==
        std::map<std::string, extent>{{"00020@2025-07-01", extent::unknown}, {"00021@2025-07-01", extent::unknown}});
  for (const auto& u : a.units) CHECK(u.why_unknown == doubt::divided_after_merger);
  // C alone became C2, so the parts of C2 are parts of C, and its people are told apart from its area
  const auto c = r.translate(r.find("00003", old_day), old_day, new_day);
  CHECK(answer(r, c) ==
        std::map<std::string, extent>{{"00021@2025-07-01", extent::part}, {"00022@2025-07-01", extent::part}});
  for (const auto& u : c.units)
    if (r[u.unit].code == "00021") CHECK(u.apart == extents{extent::part, extent::whole});
  // and back: Y holds parts of C, and perhaps of A and B
  const auto y = r.translate(r.find("00021", new_day), new_day, old_day);
  CHECK(answer(r, y) == std::map<std::string, extent>{{"00001@2018-12-31", extent::unknown},
                                                      {"00002@2018-12-31", extent::unknown},
                                                      {"00003@2018-12-31", extent::part}});
}

}  // namespace test_of_history
