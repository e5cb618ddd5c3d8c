// How bodies must be composed: the numbers of the dossier, each finding with its provision.
#include "nghe_an.hpp"

#include <dinh/registry/composition.hpp>

#include <catch.hpp>

#include <algorithm>

namespace test_of_composition {

using namespace dinh;
using nghe_an::reg;
using outcome = composition_outcome;
using demand = composition_demand;

namespace {

const date today{2025, 10, 1};

composition_verdict check_on(const body_composition& b, date day = today) {
  return check(b, reg().composition_rules(), day);
}
body_composition committee(std::int64_t members, std::optional<std::int64_t> villages) {
  body_composition b;
  b.role = "peoples_inspection_committee";
  b.members = members;
  b.villages = villages;
  return b;
}
body_composition agency(std::int64_t members, std::int64_t staff) {
  body_composition b;
  b.role = "agency_inspection_committee";
  b.members = members;
  b.staff = staff;
  return b;
}
const composition_finding* finding(const composition_verdict& v, demand d, outcome o) {
  for (const auto& f : v.findings)
    if (f.demand == d && f.result == o) return &f;
  return nullptr;
}
body_member eligible(std::string who) {
  body_member m;
  m.who = std::move(who);
  m.permanent_resident = true;
  m.works_in_unit = true;
  m.offices.emplace();
  m.parts_of_relatives.emplace();
  return m;
}

}  // namespace

// Law 10/2022/QH15 Art 36(1), Decree 59/2023/ND-CP Art 13(2): one for each village, at least 5; fewer than 5 villages: 5.
TEST_CASE("a commune inspection committee has a member for each village, at least five") {
  for (std::int64_t villages = 1; villages <= 40; ++villages)
    for (std::int64_t members = 0; members <= 45; ++members) {
      INFO(members << " members, " << villages << " villages");
      const bool lawful = members >= std::max<std::int64_t>(villages, 5) && (villages >= 5 || members == 5);
      CHECK(check_on(committee(members, villages)).outcome == (lawful ? outcome::lawful : outcome::unlawful));
    }
  CHECK(check_on(committee(4, std::nullopt)).outcome == outcome::unlawful);  // too few however many villages there are
  CHECK(check_on(committee(8, std::nullopt)).outcome == outcome::undetermined);
}

TEST_CASE("a finding states the numbers, the provision and the evidence in both languages") {
  const auto v = check_on(committee(7, 9));
  const auto* f = finding(v, demand::member_per_village, outcome::unlawful);
  REQUIRE(f != nullptr);
  CHECK(f->why.source == citation{"10/2022/QH15", "36(1)"});
  CHECK(f->why.known_by == evidence::text);
  CHECK(f->why.statement.en == "Members: 7, demanded: at least 9 (9 villages): not met.");
  CHECK(f->why.statement.vi == "Số thành viên: 7, yêu cầu ít nhất 9 (9 thôn, tổ dân phố): không đạt.");
  CHECK(to_text(v.why, lang::vi).find("Thành phần không đúng quy định.") == 0);
}

// Decree 59/2023/ND-CP Arts 13(3), 17(3): two deputy heads; Arts 21(3), 25(2): two, if there are nine members or more.
TEST_CASE("deputy heads") {
  auto b = committee(9, 9);
  b.deputies = 2;
  CHECK(check_on(b).outcome == outcome::lawful);
  b.deputies = 3;
  CHECK(check_on(b).outcome == outcome::unlawful);
  CHECK(finding(check_on(b), demand::deputies_max, outcome::unlawful)->why.source ==
        citation{"59/2023/ND-CP", "13(3)"});
  auto small = agency(7, 100);
  small.deputies = 3;  // no ceiling is stated for fewer than nine members
  CHECK(finding(check_on(small), demand::deputies_max, outcome::unlawful) == nullptr);
  small.members = 9;
  CHECK(finding(check_on(small), demand::deputies_max, outcome::unlawful) != nullptr);
}

// Law 10/2022/QH15 Arts 60(1), 77(1): 3 to 9, more in a special or scattered unit; none needed with 7 persons or fewer.
TEST_CASE("inspection committees of agencies and state enterprises") {
  CHECK(check_on(agency(3, 8)).outcome == outcome::lawful);
  CHECK(check_on(agency(2, 8)).outcome == outcome::unlawful);
  CHECK(check_on(agency(9, 300)).outcome == outcome::lawful);
  CHECK(check_on(agency(10, 300)).outcome == outcome::undetermined);  // scattered, special? not said
  auto b = agency(10, 300);
  for (const char* reason : {"scattered", "special"}) {
    b.facts = {{reason, "true"}};
    CHECK(check_on(b).outcome == outcome::lawful);
    b.facts = {{reason, "false"}};  // the other one may still be
    CHECK(check_on(b).outcome == outcome::undetermined);
  }
  b.facts = {{"scattered", "false"}, {"special", "false"}};
  CHECK(check_on(b).outcome == outcome::unlawful);
  b.role = "enterprise_inspection_committee";
  CHECK(check_on(b).outcome == outcome::unlawful);
  b.facts = {{"scattered", "false"}, {"special", "true"}};
  CHECK(check_on(b).outcome == outcome::lawful);
  body_composition none;
  none.role = "agency_inspection_committee";
  none.staff = 7;
  CHECK(check_on(none).outcome == outcome::not_required);
  none.staff = 8;
  CHECK(check_on(none).outcome == outcome::undetermined);  // one is needed, nothing is known of it
  none.role = "enterprise_inspection_committee";
  none.staff = 7;  // Art 77 has no such exception
  CHECK(check_on(none).outcome == outcome::undetermined);
}

// Law 10/2022/QH15 Art 41(1), Decree 59/2023/ND-CP Art 17.
TEST_CASE("a community board has five members or more, from Front, inspection committee and residents") {
  body_composition b;
  b.role = "community_investment_supervision_board";
  for (int i = 0; i < 7; ++i) {
    auto m = eligible("m" + std::to_string(i));
    m.represents = i == 0 ? "commune_fatherland_front" : (i == 1 ? "peoples_inspection_committee" : "community");
    m.is_resident_member = i > 1;
    m.plays = i == 0 ? body_member::part::head : (i == 1 ? body_member::part::deputy : body_member::part::member);
    b.people.push_back(std::move(m));
  }
  CHECK(check_on(b).outcome == outcome::lawful);
  SECTION("six residents") {
    auto more = eligible("m7");
    more.represents = "community";
    more.is_resident_member = true;
    b.people.push_back(more);
    CHECK(finding(check_on(b), demand::residents_max, outcome::unlawful) != nullptr);
  }
  SECTION("nobody of the inspection committee") {
    b.people[1].represents = "community";
    CHECK(finding(check_on(b), demand::represented_by, outcome::unlawful) != nullptr);
  }
  SECTION("a relative of the investor") {
    b.people[3].parts_of_relatives = std::vector<std::string>{"investor"};
    const auto v = check_on(b);
    CHECK(v.outcome == outcome::unlawful);
    const auto* f = finding(v, demand::relatives_barred, outcome::unlawful);
    REQUIRE(f != nullptr);
    CHECK(f->who == "m3");
    CHECK(f->why.source == citation{"10/2022/QH15", "42"});
  }
  SECTION("a commune official") {
    b.people[2].offices = std::vector<std::string>{"commune_official"};
    CHECK(check_on(b).outcome == outcome::unlawful);
  }
  SECTION("one of whom nothing is known") {
    b.people[5].permanent_resident.reset();
    CHECK(check_on(b).outcome == outcome::undetermined);
  }
  SECTION("four members") {
    b.people.resize(4);
    CHECK(finding(check_on(b), demand::members_min, outcome::unlawful) != nullptr);
  }
}

// Decree 159/2016/ND-CP Art 5, until 2023-08-07: by population in the delta, elsewhere one for each village; 5 to 11.
TEST_CASE("before the decree of 2023 the size followed the population") {
  const date then{2022, 3, 1};
  const auto size = [&](std::int64_t members, std::int64_t population, const char* terrain,
                        std::optional<std::int64_t> villages = std::nullopt) {
    body_composition b;
    b.role = "peoples_inspection_committee";
    b.members = members;
    b.population = population;
    b.villages = villages;
    if (terrain != nullptr) b.facts = {{"terrain", terrain}};
    return check_on(b, then).outcome;
  };
  for (const auto& [population, lawful] : std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>>{
           {4999, {5, 7}}, {5000, {7, 9}}, {8999, {7, 9}}, {9000, {9, 11}}})
    for (std::int64_t members = 3; members <= 13; ++members) {
      INFO(members << " members, population " << population);
      const bool good = std::find(lawful.begin(), lawful.end(), members) != lawful.end();
      CHECK((size(members, population, "delta") == outcome::lawful) == good);
    }
  for (std::int64_t villages = 1; villages <= 20; ++villages)
    for (std::int64_t members = 3; members <= 13; ++members) {
      INFO(members << " members, " << villages << " villages in the mountains");
      const std::int64_t least = std::min<std::int64_t>(std::max<std::int64_t>(villages, 5), 11);
      const bool good = least <= members && members <= 11;
      CHECK((size(members, 4000, "mountain", villages) == outcome::lawful) == good);
    }
  CHECK(size(6, 4000, "mountain") == outcome::undetermined);  // how many villages?
  CHECK(size(12, 4000, "mountain") == outcome::unlawful);
  CHECK(size(6, 4000, nullptr) == outcome::undetermined);
}

// A body is composed under the rules of its election (Decree 59/2023/ND-CP Art 29(2): it goes on until a new term).
TEST_CASE("a committee elected under the decree of 2016 goes on until a new term is elected") {
  body_composition b = committee(7, 9);
  b.elected_on = date{2022, 3, 1};
  b.population = 4000;
  b.facts = {{"terrain", "delta"}};
  CHECK(check_on(b, {2023, 3, 1}).outcome == outcome::lawful);
  const auto later = check_on(b, {2025, 3, 1});  // two years are over
  CHECK(later.outcome == outcome::lawful);
  CHECK(finding(later, demand::until_new_term, outcome::lawful)->why.source == citation{"59/2023/ND-CP", "29(2)"});
  b.elected_on = date{2024, 3, 1};
  CHECK(check_on(b, {2025, 3, 1}).outcome == outcome::unlawful);  // nine villages
}

// Decree 59/2023/ND-CP Art 29(2) speaks of the committees of communes, agencies and enterprises alike.
TEST_CASE("a committee of an agency set up before the decree goes on until a new term is elected") {
  auto b = agency(3, 20);
  b.elected_on = date{2023, 7, 20};
  const auto later = check_on(b, {2025, 9, 1});  // two years are over
  CHECK(later.outcome == outcome::lawful);
  CHECK(finding(later, demand::until_new_term, outcome::lawful)->why.source == citation{"59/2023/ND-CP", "29(2)"});
  b.elected_on = date{2023, 8, 15};
  CHECK(check_on(b, {2025, 9, 1}).outcome == outcome::unlawful);
}

// Law 10/2022/QH15 Art 60(3): two years.
TEST_CASE("the term of an agency committee is two years") {
  auto b = agency(3, 20);
  b.elected_on = date{2024, 3, 1};
  const auto running = check_on(b, {2026, 3, 1});
  CHECK(running.outcome == outcome::lawful);
  CHECK(running.term_ends == date{2026, 3, 1});
  CHECK(check_on(b, {2026, 3, 2}).outcome == outcome::unlawful);
  b.term_ends = date{2027, 3, 1};
  CHECK(check_on(b, {2025, 3, 1}).outcome == outcome::unlawful);
}

// Decree 185/2026/ND-CP Art 4(3): five years; the commune may extend them by at most six months.
TEST_CASE("a village head's term may have been extended by six months: only the decision tells") {
  body_composition b;
  b.role = "village_head";
  b.elected_on = date{2026, 6, 1};
  const auto on = [&](date day) { return check_on(b, day).outcome; };
  CHECK(on({2031, 6, 1}) == outcome::lawful);
  CHECK(on({2031, 6, 2}) == outcome::undetermined);
  CHECK(on({2031, 12, 1}) == outcome::undetermined);
  CHECK(on({2031, 12, 2}) == outcome::unlawful);
  const auto open = check_on(b, {2031, 6, 2});
  const auto* doubt = finding(open, demand::term_extension_max, outcome::undetermined);
  REQUIRE(doubt != nullptr);
  CHECK(doubt->why.source == citation{"185/2026/ND-CP", "4(3)"});

  b.term_ends = date{2031, 12, 1};
  CHECK(on({2030, 1, 1}) == outcome::undetermined);  // such an end needs a decision
  CHECK(on({2031, 12, 2}) == outcome::unlawful);
  b.facts = {{"term_extended", "true"}};
  CHECK(on({2031, 12, 1}) == outcome::lawful);
  CHECK(on({2031, 12, 2}) == outcome::unlawful);
  b.facts = {{"term_extended", "false"}};
  CHECK(on({2030, 1, 1}) == outcome::unlawful);
  b.facts = {{"term_extended", "true"}};
  b.term_ends = date{2031, 12, 2};  // more than six months
  CHECK(on({2030, 1, 1}) == outcome::unlawful);
}

// Law 10/2022/QH15 Art 36(2); rule cases RC-50a, RC-50b.
TEST_CASE("a by-election is required if six months or more of the term remain") {
  auto b = committee(5, 5);
  b.term_ends = date{2026, 6, 30};
  b.vacancy_on = date{2025, 12, 31};
  CHECK(check_on(b, {2025, 12, 31}).by_election_required == true);
  b.vacancy_on = date{2026, 1, 1};
  CHECK(check_on(b, {2026, 1, 1}).by_election_required == false);
  b.term_ends.reset();
  CHECK_FALSE(check_on(b, {2026, 1, 1}).by_election_required.has_value());
  CHECK(check_on(b, {2026, 1, 1}).outcome == outcome::undetermined);
}

// Decree 145/2020/ND-CP Art 38(2): bands closed below and open above.
TEST_CASE("the employees' side of a dialogue grows with the enterprise") {
  const auto least = [&](std::int64_t employees) {
    for (std::int64_t n = 0; n <= 30; ++n) {
      body_composition b;
      b.role = "employees_side";
      b.members = n;
      b.employees = employees;
      if (check_on(b).outcome == outcome::lawful) return n;
    }
    return std::int64_t{-1};
  };
  CHECK(least(49) == 3);
  CHECK(least(50) == 4);
  CHECK(least(149) == 4);
  CHECK(least(150) == 9);
  CHECK(least(300) == 14);
  CHECK(least(499) == 14);
  CHECK(least(500) == 19);
  CHECK(least(999) == 19);
  CHECK(least(1000) == 24);
}

TEST_CASE("without a rule for the body or the day nothing is said") {
  body_composition b;
  b.role = "commune_peoples_council";
  b.members = 30;
  CHECK(check_on(b).outcome == outcome::undetermined);
  CHECK(check_on(committee(7, 7), {2010, 1, 1}).outcome == outcome::undetermined);
  CHECK(check_on(committee(7, 7), {2010, 1, 1}).why.statement.en.find("The pack has no rule") == 0);
}

TEST_CASE("what is not asked about is not found") {
  for (const auto& f : check_on(committee(9, 9)).findings) {
    INFO(name_of(f.demand));
    CHECK((f.demand == demand::member_per_village || f.demand == demand::members_max_small));
  }
}

}  // namespace test_of_composition
