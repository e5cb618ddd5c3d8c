// The composition of bodies (registry) and the questions about them (law) rest on the same rules: they agree.
#include <dinh/exchange/pack.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/registry/composition.hpp>

#include <catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "../vietnam.hpp"

namespace test_of_composition_agrees {

using namespace dinh;
using test::vietnam;

namespace {

registry rules_only() { return vietnam().register_of_roles().build().value(); }

std::optional<bool> lawful(const composition_verdict& v) {
  if (v.outcome == composition_outcome::lawful) return true;
  if (v.outcome == composition_outcome::unlawful) return false;
  return std::nullopt;
}

}  // namespace

TEST_CASE("the size of committees and boards is lawful to both or to neither") {
  const registry r = rules_only();
  // The last two days lie between the beginning of the law and the end of Decree 159/2016: the law prevails.
  for (const date day : {date{2025, 10, 1}, date{2023, 7, 1}, date{2023, 8, 7}})
  for (std::int64_t members = 0; members <= 14; ++members) {
    for (std::int64_t villages = 1; villages <= 12; ++villages) {
      INFO(members << " members, " << villages << " villages");
      question q{.asked = question_kind::committee_size, .on = day};
      q.body = asked_body::commune_inspection_committee;
      q.members = members;
      q.villages_total = villages;
      body_composition b;
      b.role = "peoples_inspection_committee";
      b.members = members;
      b.villages = villages;
      CHECK(rule_on(vietnam().rules(), q).allowed == lawful(check(b, r.composition_rules(), day)));
    }
    INFO(members << " members of an agency of 50");
    question q{.asked = question_kind::committee_size, .on = day};
    q.where = setting::agency;
    q.body = asked_body::agency_inspection_committee;
    q.members = members;
    q.staff = 50;
    q.scattered = false;
    q.special = false;
    body_composition b;
    b.role = "agency_inspection_committee";
    b.members = members;
    b.staff = 50;
    b.facts = {{"scattered", "false"}, {"special", "false"}};
    CHECK(rule_on(vietnam().rules(), q).allowed == lawful(check(b, r.composition_rules(), day)));
  }
}

TEST_CASE("a committee elected while law and decree were both in force has the term of the law, one before the decree's") {
  const registry r = rules_only();
  body_composition b;
  b.role = "peoples_inspection_committee";
  b.members = 14;
  b.villages = 14;
  b.elected_on = date{2023, 7, 15};
  CHECK_FALSE(check(b, r.composition_rules(), date{2023, 8, 1}).term_ends);
  CHECK(check(b, r.composition_rules(), date{2023, 8, 1}).count(composition_outcome::unlawful) == 0);
  b.elected_on = date{2023, 6, 30};
  CHECK(check(b, r.composition_rules(), date{2023, 8, 1}).term_ends == date{2025, 6, 30});
  CHECK(check(b, r.composition_rules(), date{2023, 8, 1}).count(composition_outcome::unlawful) > 0);  // more than 11
}

TEST_CASE("a special case lifts the ceiling of an agency's committee, and whether one is needed is left open") {
  question q{.asked = question_kind::committee_size, .on = date{2024, 3, 10}};
  q.body = asked_body::agency_inspection_committee;
  q.where = setting::agency;
  q.staff = 300;
  q.members = 10;
  // Where nobody says whether the unit is scattered or special, both leave it open.
  body_composition b;
  b.role = "agency_inspection_committee";
  b.members = 10;
  b.staff = 300;
  const registry r = rules_only();
  CHECK(rule_on(vietnam().rules(), q).result == outcome::undetermined);
  CHECK_FALSE(rule_on(vietnam().rules(), q).allowed);
  CHECK(check(b, r.composition_rules(), q.on).outcome == composition_outcome::undetermined);
  CHECK(rule_on(vietnam().rules(), q).committee_required == true);
  q.scattered = q.special = false;
  b.facts = {{"scattered", "false"}, {"special", "false"}};
  CHECK(rule_on(vietnam().rules(), q).allowed == false);
  CHECK(check(b, r.composition_rules(), q.on).outcome == composition_outcome::unlawful);
  q.special = true;
  CHECK(rule_on(vietnam().rules(), q).allowed == true);
  CHECK_FALSE(rule_on(vietnam().rules(), q).committee_required);
  q.staff = 7;
  CHECK(rule_on(vietnam().rules(), q).committee_required == false);
}

TEST_CASE("a by-election is required to both or to neither") {
  const registry r = rules_only();
  const date term_ends{2026, 6, 30};
  for (int back = 0; back < 400; ++back) {
    const date vacancy = term_ends - boost::gregorian::days{back};
    INFO(to_text(vacancy));
    question q{.asked = question_kind::by_election, .on = vacancy};
    q.term_ends = term_ends;
    q.vacancy_on = vacancy;
    body_composition b;
    b.role = "peoples_inspection_committee";
    b.term_ends = term_ends;
    b.vacancy_on = vacancy;
    CHECK(rule_on(vietnam().rules(), q).by_election_required == check(b, r.composition_rules(), vacancy).by_election_required);
  }
}

TEST_CASE("a rule of composition that says another number, provision or day than its rule of law is refused") {
  const auto codes_with = [](const std::string& what, const std::string& by) {
    auto files = files_of(test::pack_folder).value();
    const auto bodies = std::find_if(files.begin(), files.end(), [](const pack_file& f) { return f.name == "bodies.json"; });
    REQUIRE(bodies != files.end());
    const auto at = bodies->content.find(what);
    REQUIRE(at != std::string::npos);
    bodies->content.replace(at, what.size(), by);
    std::set<std::string> codes;
    if (const auto read = read_pack(files); !read)
      for (const auto& d : read.error()) codes.insert(d.code);
    return codes;
  };
  using set = std::set<std::string>;
  CHECK(codes_with("\"composition\"", "\"composition\"").empty());
  CHECK(codes_with("\"value\": 5, \"rule\": \"GDL-36-1\"", "\"value\": 7, \"rule\": \"GDL-36-1\"") ==
        set{"pack/number-differs"});
  CHECK(codes_with("\"rule\": \"GDL-36-1\"", "\"rule\": \"GDL-36-11\"") == set{"pack/unknown-rule"});
  CHECK(codes_with("\"rule\": \"GDL-36-1\", \"from\": \"2023-07-01\"",
                   "\"rule\": \"GDL-36-1\", \"from\": \"2024-07-01\"") == set{"pack/dates-differ"});
  CHECK(codes_with("\"10/2022/QH15 36(1)\", \"evidence\": \"T\"},\n    {\"role\": \"peoples_inspection_committee\", \"demand\": \"member_per_village\"",
                   "\"10/2022/QH15 36(2)\", \"evidence\": \"T\"},\n    {\"role\": \"peoples_inspection_committee\", \"demand\": \"member_per_village\"") ==
        set{"pack/citation-differs"});
  CHECK(codes_with("\"yields\": {\"from\": \"2023-07-01\", \"citation\": \"10/2022/QH15 36(2)\"}, ", "") ==
        set{"pack/does-not-yield"});
  CHECK(codes_with("\"yields\": {\"from\": \"2023-07-01\", \"citation\": \"10/2022/QH15 36(2)\"}, ",
                   "\"yields\": {\"from\": \"2023-07-02\", \"citation\": \"10/2022/QH15 36(2)\"}, ") ==
        set{"pack/does-not-yield"});
  CHECK(codes_with("\"demand\": \"members_min\"", "\"demand\": \"many\"").count("json/unknown-value") == 1);
  CHECK(codes_with("\"relation\": \"directs\"", "\"relation\": \"commands\"") == set{"json/unknown-value"});
  CHECK(codes_with("\"subject\": \"commune_fatherland_front\"", "\"subject\": \"king\"") ==
        set{"registry/unknown-role"});
}

}  // namespace test_of_composition_agrees
