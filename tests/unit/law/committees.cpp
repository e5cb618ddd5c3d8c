// Committees across the change from Decree 159/2016 to Law 10/2022, and who recognises those of agencies.
#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/decide.hpp>

#include <string>

namespace test_of_committees {

using namespace dinh;
using test::vietnamese_rules;

namespace {
ruling ask(const question& q) { return rule_on(vietnamese_rules(), q); }

std::string first_source(const ruling& r) {
  return r.reason_count == 0 || r.reasons[0].source == nullptr ? std::string{} : r.reasons[0].source->id;
}
}  // namespace

TEST_CASE("the law prevails over Decree 159/2016 in the weeks in which both were in force") {
  question q;
  q.asked = question_kind::committee_size;
  q.body = asked_body::commune_inspection_committee;
  q.villages_total = 14;
  q.on = date{2023, 6, 30};
  CHECK(ask(q).members_max == 11);
  for (const date on : {date{2023, 7, 1}, date{2023, 8, 7}, date{2023, 8, 8}, date{2023, 8, 15}}) {
    q.on = on;
    CHECK(ask(q).members == 14);  // as many as villages (Art 36(1))
    CHECK_FALSE(ask(q).members_max);
  }
  q.asked = question_kind::committee_term;
  q.on = date{2023, 6, 30};
  CHECK(ask(q).term == office_term::two_years);
  for (const date on : {date{2023, 7, 1}, date{2023, 8, 7}, date{2023, 8, 8}}) {
    q.on = on;
    CHECK(ask(q).term == office_term::term_of_village_head);
  }
}

TEST_CASE("an earlier version gives way only to a newer one of higher rank that is in force") {
  const rule* ceiling = vietnamese_rules().find("D159-1");
  REQUIRE(ceiling != nullptr);
  const auto applies_on = [&](const rule_set& rules, date on) {
    bool found = false;
    rule_question asked;
    asked.use = rule_use::committee_members_max;
    asked.body = asked_body::commune_inspection_committee;
    rules.for_each_applicable(asked, on, [&](const rule& r) { found = found || r.id == "D159-1"; });
    return found;
  };
  CHECK(applies_on(vietnamese_rules(), date{2023, 6, 30}));
  CHECK_FALSE(applies_on(vietnamese_rules(), date{2023, 7, 1}));
  // The same pair with the newer rule in a circular: the decree stays.
  std::vector<rule> rules{*ceiling, *vietnamese_rules().find("PI-01"), *vietnamese_rules().find("GDL-36-1")};
  std::vector<instrument> instruments{vietnamese_rules().instruments().begin(), vietnamese_rules().instruments().end()};
  for (instrument& i : instruments)
    if (i.id == "10/2022/QH15") i.kind = instrument_kind::circular;
  CHECK(applies_on(rule_set::build(rules, instruments).value(), date{2023, 7, 15}));
}

TEST_CASE("the committee of an agency or enterprise is recognised by its trade union (Arts 63(2)(a), 81(2)(a))") {
  question q;
  q.asked = question_kind::recognise;
  q.body = asked_body::agency_inspection_committee;
  q.on = date{2024, 3, 10};
  for (const char* what : {"", "15.5"}) {  // the contents of Art 15 do not reach it
    if (*what != '\0') q.what = what;
    q.where.reset();
    CHECK(ask(q).recogniser == role::unit_trade_union_executive);
    CHECK(first_source(ask(q)) == "GDL-63-4");
    q.where = setting::agency;
    CHECK(ask(q).recogniser == role::unit_trade_union_executive);
    q.where = setting::state_enterprise;
    CHECK(ask(q).recogniser == role::enterprise_trade_union_executive);
    CHECK(first_source(ask(q)) == "GDL-81-5");
  }
  // The wording since Law 97/2025 has not been read; it is known that some of these unions were dissolved.
  q.on = date{2025, 7, 1};
  CHECK(ask(q).recogniser == role::enterprise_trade_union_executive);
  q.where = setting::agency;
  CHECK(ask(q).result == outcome::needs_review);
  CHECK_FALSE(ask(q).recogniser);
  q.on = date{2023, 6, 30};
  CHECK(ask(q).result == outcome::needs_review);  // no rule known
}

TEST_CASE("a member is replaced by election from six months before the end of the term on (Art 36(2))") {
  question q;
  q.asked = question_kind::by_election;
  q.body = asked_body::commune_inspection_committee;
  q.on = date{2025, 12, 31};
  q.term_ends = date{2026, 6, 30};
  q.vacancy_on = date{2025, 12, 31};  // six months later is 30 June, the last day of the term
  CHECK(ask(q).by_election_required == true);
  CHECK(first_source(ask(q)) == "GDL-36-2c");
  q.vacancy_on = date{2026, 1, 1};  // one day less than six months
  CHECK(ask(q).by_election_required == false);
}

TEST_CASE("above nine members it has to be told whether a unit is scattered or special (Arts 60(1), 77(1))") {
  question q;
  q.asked = question_kind::committee_size;
  q.body = asked_body::agency_inspection_committee;
  q.on = date{2024, 3, 10};
  q.members = 10;
  for (const setting where : {setting::agency, setting::state_enterprise}) {
    q.where = where;
    for (const date on : {date{2023, 7, 1}, date{2023, 8, 15}, date{2024, 3, 10}}) {
      INFO(to_text(on));
      q.on = on;
      q.scattered = q.special = std::nullopt;
      const verdict v = decide(vietnamese_rules(), q);
      CHECK(v.result == outcome::undetermined);
      CHECK_FALSE(v.allowed);
      CHECK(v.members_max == 9);
      CHECK(to_text(v.why, lang::en).find("whether the unit is scattered or a special case") != std::string::npos);
      q.scattered = false;  // it may still be a special case
      CHECK(ask(q).result == outcome::undetermined);
      q.special = false;
      CHECK(ask(q).allowed == false);
      CHECK_FALSE(ask(q).result);
      q.special = true;
      CHECK(ask(q).allowed == true);
      CHECK_FALSE(ask(q).members_max);
      q.scattered = true;
      q.special = std::nullopt;
      CHECK(ask(q).allowed == true);
    }
  }
  // Below the floor and up to the ceiling nothing turns on it.
  q.scattered = q.special = std::nullopt;
  for (const auto& [members, allowed] : {std::pair{2, false}, {3, true}, {9, true}}) {
    q.members = members;
    CHECK(ask(q).allowed == allowed);
    CHECK_FALSE(ask(q).result);
  }
  q.members = 10;
  q.on = date{2023, 6, 30};
  CHECK(ask(q).result == outcome::needs_review);  // no rule known
}

TEST_CASE("under Decree 159/2016 five to eleven members, how many by population and terrain (Art 5)") {
  question q;
  q.asked = question_kind::committee_size;
  q.body = asked_body::commune_inspection_committee;
  q.on = date{2023, 6, 30};
  for (const auto& [members, allowed] : {std::pair{4, false}, {12, false}}) {
    q.members = members;
    CHECK(ask(q).allowed == allowed);
    CHECK(ask(q).members_min == 5);
    CHECK(ask(q).members_max == 11);
  }
  for (const std::int64_t members : {5, 7, 11}) {
    q.members = members;
    const verdict v = decide(vietnamese_rules(), q);
    CHECK(v.result == outcome::undetermined);
    CHECK(to_text(v.why, lang::en).find("population and kind of the commune") != std::string::npos);
  }
  q.on = date{2023, 7, 1};  // the law: as many as villages
  q.villages_total = 7;
  q.members = 7;
  CHECK(ask(q).allowed == true);
}

TEST_CASE("a supervision board had at least five members before the law too (Decree 29/2021 Art 87)") {
  question q;
  q.asked = question_kind::board_composition;
  q.on = date{2022, 7, 20};
  q.members = 4;
  CHECK(ask(q).allowed == false);
  CHECK(first_source(ask(q)) == "CI-01");
  q.members = 5;
  CHECK(ask(q).allowed == true);
  CHECK_FALSE(ask(q).resident_members_max);
  q.on = date{2023, 7, 1};
  CHECK(first_source(ask(q)) == "GDL-41-2");
  q.on = date{2021, 3, 25};
  CHECK(ask(q).result == outcome::needs_review);
}

TEST_CASE("a share of an unstated total decides nothing") {
  const rule* board = vietnamese_rules().find("CI-10");
  REQUIRE(board != nullptr);
  CHECK(board->vote->of == base_of::not_stated);
  rule general = *board;
  general.uses = {rule_use::passing_threshold};
  general.applies.settings.add(setting::village);
  const rule_set rules =
      rule_set::build({general}, {vietnamese_rules().instruments().begin(), vietnamese_rules().instruments().end()})
          .value();
  question q;
  q.on = date{2024, 3, 10};
  q.where = setting::village;
  q.what = "15.6";
  q.households = 10;
  q.in_favour = 10;
  const verdict v = decide(rules, q);
  CHECK(v.result == outcome::needs_review);
  CHECK_FALSE(v.minimum);
  CHECK(to_text(v.why, lang::en).find("does not say of what total") != std::string::npos);
}

}  // namespace test_of_committees
