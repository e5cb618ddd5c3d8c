// What a rule must hold for its use; rules that ended, and what took their place.
#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/coverage.hpp>
#include <dinh/law/rule_set.hpp>

#include <set>
#include <string>

namespace test_of_rule_values {

using namespace dinh;
using namespace dinh::literals;
using test::vietnamese_law;
using test::vietnamese_rules;

namespace {

rule with_use(rule_use use) {
  rule r;
  r.id = "X-1";
  r.source = {"10/2022/QH15", "1"};
  r.valid = {date{2023, 7, 1}, date{boost::gregorian::pos_infin}};
  r.label = {"Quy tắc", "Rule"};
  r.uses = {use};
  return r;
}
std::set<std::string> faults_of(rule r) {
  std::set<std::string> out;
  const auto built = rule_set::build({std::move(r)}, {vietnamese_rules().instruments().begin(),
                                                      vietnamese_rules().instruments().end()});
  if (!built)
    for (const diagnostic& d : built.error()) out.insert(d.code);
  return out;
}
const std::set<std::string> sound;
const std::set<std::string> wrong_way{"law/wrong-way"};

}  // namespace

TEST_CASE("a time that runs in another direction than its use is refused") {
  struct expected {
    rule_use use;
    std::set<direction> allowed;
  };
  const direction all[] = {direction::within_after, direction::not_later_than_before, direction::at_least_lasting,
                           direction::valid_for};
  for (const expected& e :
       {expected{rule_use::publicity_due, {direction::within_after}},
        expected{rule_use::posting_minimum, {direction::at_least_lasting}},
        expected{rule_use::step_after, {direction::within_after}},
        expected{rule_use::step_recognised, {direction::within_after}},
        expected{rule_use::interim_cap, {direction::within_after, direction::valid_for}},
        expected{rule_use::step_before,
                 {direction::within_after, direction::not_later_than_before, direction::at_least_lasting}}})
    for (const direction d : all) {
      rule r = with_use(e.use);
      r.time = limit{3_months, d};
      INFO(term_name(e.use) << " " << name_of(d));
      CHECK(faults_of(r) == (e.allowed.count(d) != 0 ? sound : wrong_way));
    }
  rule recognition = with_use(rule_use::recognition);
  recognition.roles.push_back({role::commune_peoples_committee, condition::always, {}});
  CHECK(faults_of(recognition) == sound);
  recognition.time = limit{5_working_days, direction::not_later_than_before};
  CHECK(faults_of(recognition) == wrong_way);
  rule items = with_use(rule_use::publicity_items);
  items.items = {1};
  items.time = limit{30_days, direction::within_after};
  CHECK(faults_of(items) == wrong_way);
}

TEST_CASE("a ceiling is no floor, and years are no months") {
  const auto number = [](rule_use use, const char* way, const char* unit) {
    rule r = with_use(use);
    r.number = rule_number{5, 5, unit, way};
    return faults_of(r);
  };
  CHECK(number(rule_use::committee_members_min, "min_count", "person") == sound);
  CHECK(number(rule_use::committee_members_min, "max_count", "person") == wrong_way);
  for (const rule_use use : {rule_use::committee_members_max, rule_use::committee_small_commune,
                             rule_use::committee_not_required, rule_use::committee_deputies_max,
                             rule_use::resident_members_max}) {
    CHECK(number(use, "max_count", "person") == sound);
    CHECK(number(use, "min_count", "person") == wrong_way);
    CHECK(number(use, "max_count", "household") == wrong_way);
  }
  CHECK(number(rule_use::by_election_from, "remaining_at_least", "month") == sound);
  CHECK(number(rule_use::by_election_from, "remaining_at_least", "year") == wrong_way);
  CHECK(number(rule_use::cluster_size, "at_least", "household") == sound);
  CHECK(number(rule_use::cluster_size, "max_count", "household") == wrong_way);
  CHECK(number(rule_use::full_conference_below, "below", "person") == sound);
  CHECK(number(rule_use::full_conference_below, "at_least", "person") == wrong_way);
  CHECK(number(rule_use::publicity_list, "every", "month") == sound);
  CHECK(number(rule_use::publicity_list, "every", "year") == wrong_way);
  rule without = with_use(rule_use::committee_members_min);
  CHECK(faults_of(without) == std::set<std::string>{"law/missing-value"});
}

TEST_CASE("a provision whose rules ended names what took their place") {
  const rule_set& rules = vietnamese_rules();
  const citation place{"02/2011/QH13", "27"};
  CHECK_FALSE(rules.check(place, date{2026, 6, 30}));
  const auto ended = rules.check(place, date{2026, 7, 1});
  REQUIRE(ended);
  CHECK(ended->code == "law/rule-ended");
  CHECK(ended->message.en.find("CP-02") != std::string::npos);
  CHECK(ended->remedy.en.find("CP-03 (155/2026/ND-CP Art 10") != std::string::npos);
  CHECK(ended->remedy.vi.find("CP-03") != std::string::npos);
  // What has not begun did not end.
  const auto early = rules.check({"59/2023/ND-CP", "5(1)"}, date{2023, 8, 14});
  REQUIRE(early);
  CHECK(early->code == "law/rule-not-begun");
  CHECK(early->message.en.find("D59-5-1") != std::string::npos);
  CHECK(early->message.en.find("have not begun") != std::string::npos);
  CHECK_FALSE(rules.check({"02/2011/QH13", "28"}, date{2026, 7, 1}));   // still in force
  CHECK_FALSE(rules.check({"02/2011/QH13", "999"}, date{2026, 7, 1}));  // no rule rests on it

  const rule* second = rules.find("CP-13");
  REQUIRE(second != nullptr);
  REQUIRE(rules.successors(*second, date{2026, 7, 1}).size() == 1);
  CHECK(rules.successors(*second, date{2026, 7, 1}).front()->id == "CP-03");
  CHECK(rules.successors(*second, date{2026, 6, 30}).empty());
  // Through a version in between: VH-01 was replaced by VH-05, and that by VH-06.
  const rule* oldest = rules.find("VH-01");
  REQUIRE(oldest != nullptr);
  for (const rule* s : rules.successors(*oldest, date{2020, 1, 1})) CHECK(s->id == "VH-06");
  CHECK(rules.successors(*oldest, date{2020, 1, 1}).size() == 1);
}

TEST_CASE("a citation of a million articles costs no more than the instrument has") {
  rule r = with_use(rule_use::form_open);
  r.source.article = "1-999999";
  const auto built = rule_set::build({r}, {vietnamese_rules().instruments().begin(),
                                           vietnamese_rules().instruments().end()});
  REQUIRE(built);
  const std::string report = coverage_report(*built, vietnamese_law().book);
  CHECK(report.find("Articles without a rule: none.") != std::string::npos);
}

}  // namespace test_of_rule_values
