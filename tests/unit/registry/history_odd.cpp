// Registers that are odd, and right: rows out of order, two rows of one unit on a day, codes that change places, a
// successor that ends on the same day, names in another Unicode form, tables with semicolons.
#include "small_history.hpp"

#include <catch.hpp>

#include <string>

namespace test_of_history_odd {

using namespace dinh;
using namespace small_history;

namespace {

std::string log_of(const std::string& rows) { return std::string{log_header} + rows; }

}  // namespace

TEST_CASE("rows of a log may stand in any order") {
  const std::string log = log_of(
      "2022-01-01,renamed,commune,00001,Xã A3,Xã A4,412,412,,,,\n"
      "2020-01-01,renamed,commune,00001,Xã A,Xã A2,412,412,,,,\n"
      "2021-01-01,renamed,commune,00001,Xã A2,Xã A3,412,412,,,,\n");
  const made m = make({file(log, "changes.csv"), file(small_list, "units_2019-12-31.csv")});
  REQUIRE(m.units);
  const registry& r = *m.units;
  for (const auto& [day, name] : std::map<date, std::string>{
           {{2019, 12, 31}, "A"}, {{2020, 12, 31}, "A2"}, {{2021, 1, 1}, "A3"}, {{2022, 1, 1}, "A4"}})
    CHECK(r.name(r.find("00001", day), day) == name);
}

TEST_CASE("a unit may change twice on one day, each row going on from the one before") {
  const std::string log = log_of(
      "2020-01-01,renamed,commune,00001,Xã A,Xã A2,412,412,,,1/NQ,\n"
      "2020-01-01,kind_changed+moved,commune,00001,Xã A2,Phường A2,412,413,,,2/NQ,\n");
  const made m = make({file(small_list, "units_2019-12-31.csv"), file(log, "changes.csv")});
  REQUIRE(m.units);
  const registry& r = *m.units;
  const unit_id u = r.find("00001", {2020, 1, 1});
  CHECK(r[u].periods.size() == 2);
  CHECK(r.full_name(u, {2020, 1, 1}).vi == "phường A2");
  CHECK(r[r.parent(u, {2020, 1, 1})].code == "413");
  CHECK(r[u].on({2020, 1, 1}).change == "renamed+kind_changed+moved");
  const made twisted = make({file(small_list, "units_2019-12-31.csv"),
                             file(log_of("2020-01-01,renamed,commune,00001,Xã A2,Xã A3,412,412,,,,\n"
                                         "2020-01-01,renamed,commune,00001,Xã A,Xã A2,412,412,,,,\n"),
                                  "changes.csv")});
  CHECK(twisted.faults == std::multiset<std::string>{"history/other-before", "history/other-before"});
}

TEST_CASE("codes that change places on one day are two units that go on") {
  const std::string log = log_of(
      "2020-01-01,recoded,commune,00001,Xã A,Xã A,412,412,00002,,1/NQ,\n"
      "2020-01-01,recoded,commune,00002,Xã B,Xã B,413,413,00001,,1/NQ,\n");
  const made m = make({file(small_list, "units_2019-12-31.csv"), file(log, "changes.csv")});
  REQUIRE(m.units);
  const registry& r = *m.units;
  const date before{2019, 12, 31};
  const date now{2020, 1, 1};
  const unit_id a = r.find("00001", before);
  CHECK(r[r.translate(a, before, now).only()].code == "00002");
  CHECK(r.name(r.find("00002", now), now) == "A");
  CHECK(r.translate(r.find("00001", now), now, before).only() == r.find("00002", before));
}

TEST_CASE("a successor that ended on the same day passes on what it was to take") {
  const std::string units = small_list + "00003,C,Xã C,commune,commune,412\n";
  const std::string log = log_of(
      "2020-01-01,abolished,commune,00001,Xã A,,412,,00002,alias,1/NQ,\n"
      "2020-01-01,abolished,commune,00002,Xã B,,413,,00003,alias,1/NQ,\n");
  const made m = make({file(units, "units_2019-12-31.csv"), file(log, "changes.csv")});
  REQUIRE(m.units);
  CHECK(m.report.remarks.empty());
  const registry& r = *m.units;
  const date before{2019, 12, 31};
  const auto found = r.translate(r.find("00001", before), before, {2020, 1, 1});
  CHECK(answer(r, found) == std::map<std::string, extent>{{"00003@2019-12-31", extent::unknown}});
  REQUIRE(found.units.size() == 1);
  CHECK(found.units.front().ways.front().front().how.note.find("through 00002") != std::string::npos);
  // in a circle nothing is left of either, and that is said
  const std::string circle = log_of(
      "2020-01-01,abolished,commune,00001,Xã A,,412,,00002,alias,1/NQ,\n"
      "2020-01-01,abolished,commune,00002,Xã B,,413,,00001,alias,1/NQ,\n");
  const made c = make({file(units, "units_2019-12-31.csv"), file(circle, "changes.csv")});
  REQUIRE(c.units);
  CHECK_FALSE(c.report.remarks.empty());
  CHECK(c.units->translate(c.units->find("00001", before), before, {2020, 1, 1}).lost.size() == 1);
}

TEST_CASE("a code that was given up is another unit when it comes back") {
  const std::string log = log_of(
      "2020-01-01,abolished,commune,00001,Xã A,,412,,00002,alias,1/NQ,\n"
      "2021-01-01,created,commune,00001,,Xã Mới,,413,,,2/NQ,\n"
      "2022-01-01,abolished,commune,00001,Xã Mới,,413,,,,3/NQ,\n"
      "2022-01-01,created,commune,00001,,Phường Nữa,,412,,,3/NQ,\n");
  const made m = make({file(small_list, "units_2019-12-31.csv"), file(log, "changes.csv")});
  REQUIRE(m.units);
  const registry& r = *m.units;
  CHECK(r.lifetimes("00001").size() == 3);
  CHECK(r.find("00001", {2020, 6, 1}).is_none());
  const unit_id first = r.find("00001", {2019, 12, 31});
  CHECK(answer(r, r.translate(first, {2019, 12, 31}, {2023, 1, 1})) ==
        std::map<std::string, extent>{{"00002@2019-12-31", extent::unknown}});
}

TEST_CASE("a log in decomposed letters speaks of the units of a list in composed ones") {
  const std::string units = small_list + "00003,Hòa,Xã Hòa,commune,commune,412\n";
  const std::string log = log_of("2020-01-01,renamed,commune,00003,Xa\u0303 Ho\u0300a,Xa\u0303 Mo\u031B\u0301i,412,412,,,,\n");
  const made m = make({file(units, "units_2019-12-31.csv"), file(log, "changes.csv")});
  INFO((m.faults.empty() ? "" : *m.faults.begin()));
  REQUIRE(m.units);
  const unit_id u = m.units->find("00003", {2020, 1, 1});
  CHECK(m.units->name(u, {2020, 1, 1}) == "Mới");
}

TEST_CASE("the register is read from tables with semicolons or tabs") {
  const auto with = [](std::string s, char separator) {
    for (char& c : s)
      if (c == ',') c = separator;
    return s;
  };
  const std::string log = log_of("2020-01-01,renamed,commune,00001,Xã A,Xã A2,412,412,,,,\n");
  for (const char separator : {';', '\t'}) {
    const std::string units = with(small_list, separator);
    const std::string changes = with(log, separator);
    const made m = make({file(units, "units_2019-12-31.csv"), file(changes, "changes.csv")});
    REQUIRE(m.units);
    CHECK(m.units->name(m.units->find("00001", {2020, 1, 1}), {2020, 1, 1}) == "A2");
  }
}

TEST_CASE("going back stops at the first day whose rows do not agree with the state after them") {
  const std::string log = log_of(
      "2017-01-01,renamed,commune,00001,Xã A0,Xã A1,412,412,,,,low confidence\n"
      "2018-01-01,renamed,commune,00001,Xã X,Xã Y,412,412,,,,low confidence\n"
      "2019-01-01,renamed,commune,00002,Xã B0,Xã B,413,413,,,,low confidence\n"
      "2019-06-01,created,commune,00001,,Xã A,,412,,,,low confidence\n");
  history_options options;
  options.with_early = true;
  const made m = make({file(small_list, "units_2019-12-31.csv"), file(log, "changes.csv")}, options);
  REQUIRE(m.units);
  CHECK(m.report.covers.from == date{2018, 12, 31});
  REQUIRE(m.report.remarks.list().size() == 1);
  CHECK(m.report.remarks.list().front().code == "history/cannot-be-undone");
  const registry& r = *m.units;
  CHECK(r.find("00001", {2019, 5, 31}).is_none());
  CHECK(r.find("00001", {2019, 6, 1}));
  CHECK(r.name(r.find("00002", {2018, 12, 31}), {2018, 12, 31}) == "B0");
  // without being asked nothing is undone, and what is left out is counted
  const made plain = make({file(small_list, "units_2019-12-31.csv"), file(log, "changes.csv")});
  CHECK(plain.report.covers.from == date{2019, 12, 31});
  CHECK(plain.report.events_before_the_first_list == 4);
  CHECK(plain.report.codes_before_the_first_list == std::vector<std::string>{"00001", "00002"});
  CHECK(m.report.codes_before_the_first_list == std::vector<std::string>{"00001"});  // of the day that was not undone
}

TEST_CASE("a reform whose result is the list of a later day, with changes in between, is told") {
  const std::string table =
      "old_code,new_code,relation\n00001,00009,whole\n00002,00009,whole\n40,40,whole\n";
  const std::string after = std::string{list_header} +
                            "40,Nghệ An,Tỉnh Nghệ An,province,province,\n00009,AB2,Xã AB2,commune,commune,40\n";
  const std::string log = log_of("2021-01-01,renamed,commune,00009,Xã AB,Xã AB2,40,40,,,,\n");
  const auto sources = read_history(std::vector<csv_source>{file(small_list, "units_2019-12-31.csv"),
                                                            file(table, "successions_2020-07-01.csv"),
                                                            file(after, "units_2022-01-01.csv"), file(log, "changes.csv")});
  REQUIRE(sources);
  registry_builder b;
  const auto report = replay(*sources, {}, b);
  REQUIRE_FALSE(report.has_value());
  std::set<std::string> codes;
  for (const diagnostic& d : report.error()) codes.insert(d.code);
  CHECK(codes == std::set<std::string>{"history/other-before", "history/result-of-a-later-day"});
}

namespace {

const std::string after_list = std::string{list_header} +
                               "40,Nghệ An,Tỉnh Nghệ An,province,province,\n00008,X,Xã X,commune,commune,40\n"
                               "00009,AB,Xã AB,commune,commune,40\n";

std::multiset<std::string> remarks(const made& m) {
  std::multiset<std::string> out;
  for (const diagnostic& d : m.report.remarks) out.insert(d.code);
  return out;
}

}  // namespace

TEST_CASE("communes that a table of successions forgets are named, old and new ones") {
  const std::string table = "old_code,new_code,relation,scope\n00001,00009,whole,whole\n40,40,whole,unchanged\n";
  const made m = make({file(small_list, "units_2019-12-31.csv"), file(table, "successions_2020-07-01.csv"),
                       file(after_list, "units_from_2020-07-01.csv")});
  REQUIRE(m.units);
  CHECK(remarks(m) == std::multiset<std::string>{"history/no-succession", "history/no-origin"});
  CHECK(m.report.remarks.list().front().message.en.find("00002") != std::string::npos);
  CHECK(m.report.remarks.list().back().message.en.find("00008") != std::string::npos);
}

TEST_CASE("a table that sends all of a unit to one place and some of it to another is not believed in either") {
  const std::string table =
      "old_code,new_code,relation,scope\n00001,00009,whole,whole\n00001,00008,part,part\n00002,00009,whole,whole\n40,40,whole,unchanged\n";
  const made m = make({file(small_list, "units_2019-12-31.csv"), file(table, "successions_2020-07-01.csv"),
                       file(after_list, "units_from_2020-07-01.csv")});
  REQUIRE(m.units);
  CHECK(remarks(m) == std::multiset<std::string>{"history/whole-beside-others", "history/whole-beside-others"});
  const registry& r = *m.units;
  const date before{2020, 6, 30};
  const date now{2020, 7, 1};
  CHECK(answer(r, r.translate(r.find("00001", before), before, now)) ==
        std::map<std::string, extent>{{"00008@2020-07-01", extent::unknown}, {"00009@2020-07-01", extent::unknown}});
  CHECK(r.translate(r.find("00002", before), before, now).only() == r.find("00009", now));
}

TEST_CASE("columns that no reader knows are told and the others are read; an office's export is told as such") {
  const std::string list = "area,code,name,kind,parent_code\n5,40,Nghệ An,province,\n";
  const std::string office = "Mã TP,Tỉnh Thành Phố,Mã PX,Phường Xã\n40,Tỉnh Nghệ An,16681,Phường A\n";
  const auto sources = read_history(std::vector<csv_source>{file(list, "units_2020-01-01.csv"), file(office, "export.csv")});
  REQUIRE(sources);
  CHECK(sources->lists.size() == 1);
  REQUIRE(sources->remarks.list().size() == 2);
  CHECK(sources->remarks.list().front().code == "csv/unknown-column");
  CHECK(sources->remarks.list().front().where == "units_2020-01-01.csv:1:1");
  CHECK(sources->remarks.list().back().remedy.en.find("dinh units") != std::string::npos);
}

}  // namespace test_of_history_odd
