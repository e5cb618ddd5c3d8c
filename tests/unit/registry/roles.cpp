#include "nghe_an.hpp"

#include <catch.hpp>

#include <algorithm>
#include <set>

namespace test_of_roles {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using nghe_an::reg;
using outcome = resolution::outcome;

namespace {

unit_id village() { return reg().find_lifetime("17461-01@2020-01-01"); }

bool cites(const explanation& e, const citation& c) {
  return e.source == c ||
         std::any_of(e.because.begin(), e.because.end(), [&](const explanation& b) { return cites(b, c); });
}

}  // namespace

TEST_CASE("the commune People's Committee of a village is that of the commune it lies in on the day") {
  const resolution before = reg().resolve("commune_peoples_committee", village(), eve);
  CHECK(before.result == outcome::found);
  CHECK(before.key == "commune_peoples_committee:17461@2020-01-01");
  CHECK(before.name.vi == "Ủy ban nhân dân xã Diễn Hoa");
  const resolution after = reg().resolve("commune_peoples_committee", village(), reform);
  CHECK(after.key == "commune_peoples_committee:17464@2025-07-01");
  CHECK(after.name.vi == "Ủy ban nhân dân xã Diễn Châu");
  CHECK(after.name.en == "People's Committee of Diễn Châu commune");
  CHECK(reg()[after.unit].key == "17464@2025-07-01");
  CHECK(cites(after.why, {"1678/NQ-UBTVQH15", ""}));  // why the village lies there
  CHECK(cites(after.why, {"72/2025/QH15", "1"}));     // why a commune has a People's Committee
  CHECK(to_text(after.why, lang::vi).find("thôn Yên Hội") != std::string::npos);
  CHECK(to_text(after.why, lang::en).find("Yên Hội village") != std::string::npos);
}

TEST_CASE("the district People's Committee resolves until 2025-06-30 and to nobody after, with the reason") {
  const resolution before = reg().resolve("district_peoples_committee", village(), eve);
  CHECK(before.result == outcome::found);
  CHECK(before.name.vi == "Ủy ban nhân dân huyện Diễn Châu");
  const resolution after = reg().resolve("district_peoples_committee", village(), reform);
  CHECK(after.result == outcome::none);
  CHECK(after.key.empty());
  CHECK(after.unit.is_none());
  CHECK(cites(after.why, {"72/2025/QH15", "51(3)"}));
  CHECK(to_text(after.why, lang::en).find("The district level ended on 2025-06-30.") != std::string::npos);
}

TEST_CASE("a case that lay in a commune that is gone is answered by the commune that took it whole") {
  const unit_id gone = reg().find("17461", eve);
  const resolution r = reg().resolve("commune_peoples_committee", gone, {2026, 1, 15});
  CHECK(r.result == outcome::found);
  CHECK(r.key == "commune_peoples_committee:17464@2025-07-01");
  CHECK(to_text(r.why, lang::en).find("the whole of Diễn Hoa commune") != std::string::npos);
}

TEST_CASE("where the successor is not known to be whole, the answer is undetermined and names the candidates") {
  const unit_id gone = reg().find("17446", {2023, 8, 20});  // Diễn Bích, until 2024-11-30
  const resolution r = reg().resolve("commune_peoples_committee", gone, {2025, 1, 15});
  CHECK(r.result == outcome::undetermined);
  CHECK(to_text(r.why, lang::en).find("17452@2024-12-01") != std::string::npos);
  const unit_id lost = reg().find("17563", {2023, 8, 20});  // Hợp Thành: successor unknown to the source
  const resolution l = reg().resolve("commune_peoples_committee", lost, {2025, 1, 15});
  CHECK(l.result == outcome::undetermined);
  CHECK(to_text(l.why, lang::en).find("No succession of 17563@2020-01-01") != std::string::npos);
}

TEST_CASE("a village office is not guessed for a case that lies in the commune") {
  const unit_id commune = reg().find("17464", reform);
  const resolution r = reg().resolve("village_head", commune, reform);
  CHECK(r.result == outcome::undetermined);
  CHECK(r.parts_are == resolution::parts_kind::candidates);
  CHECK(r.parts.size() == reg().children(commune, reform).size());  // every one, never just the first
  CHECK(std::any_of(r.parts.begin(), r.parts.end(),
                    [](const resolution& p) { return p.key == "village_head:17461-01@2020-01-01"; }));
  const resolution v = reg().resolve("village_head", village(), reform);
  CHECK(v.result == outcome::found);
  CHECK(v.name.vi == "Trưởng thôn Yên Hội");
  CHECK(v.name.en == "head of Yên Hội village");
  CHECK(v.form == role_form::office);
}

TEST_CASE("roles that do not exist, do not yet exist, or are left open by the law, are not answered") {
  CHECK(reg().resolve("king", village(), reform).result == outcome::undetermined);
  CHECK(reg().resolve("village_head", unit_id{}, reform).result == outcome::undetermined);
  const resolution early = reg().resolve("ballot_team", village(), {2023, 6, 30});  // a creation of the law of 2022
  CHECK(early.result == outcome::none);
  CHECK(cites(early.why, {"10/2022/QH15", "19(2)"}));
  // Between the end of Joint Resolution 09/2008 and the start of Decree 59/2023 no text is known.
  const resolution gap = reg().resolve("election_team", village(), {2023, 8, 14});
  CHECK(gap.result == outcome::undetermined);
  CHECK(cites(gap.why, {"59/2023/ND-CP", "6(1)(b)"}));
  const resolution open = reg().resolve("competent_authority", village(), reform);
  CHECK(open.result == outcome::undetermined);
  CHECK(cites(open.why, {"10/2022/QH15", "12(3)"}));
}

// Decree 59/2023/ND-CP Art 3(1): the shared rule cases RC-55a to RC-55e.
TEST_CASE("the convener is who the shared rule cases say") {
  const auto cases = nlohmann::json::parse(nghe_an::content_of(std::string{DINH_SHARED_DIR} + "/cases/rule_cases.json"));
  int asked = 0;
  for (const auto& c : cases) {
    if (c.at("input").value("action", "") != "convene_meeting") continue;
    std::vector<case_fact> facts;
    for (const auto& [name, value] : c.at("input").items())
      facts.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    const date day = parse_date(c.at("as_of").get<std::string>()).value();
    const resolution r = reg().resolve("convener", village(), day, facts);
    CHECK(r.role == c.at("expect").at("convener").get<std::string>());
    CHECK((r.result == outcome::found || r.role == "person_designated_by_commune_chair"));
    ++asked;
  }
  CHECK(asked == 5);
}

TEST_CASE("every unit has the bodies of its level, each resolvable by its role") {
  for (const date day : {eve, reform}) {
    for (const unit_id u : reg().at(day).all<unit>()) {
      const auto bodies = reg().bodies(u, day);
      std::set<std::string> roles;
      for (const resolution& b : bodies) {
        CHECK(b.unit == u);
        CHECK(b.key == b.role + ":" + reg()[u].key);
        CHECK_FALSE(b.name.vi.empty());
        CHECK_FALSE(b.name.en.empty());
        CHECK(reg().resolve(b.role, u, day).key == b.key);
        roles.insert(b.role);
      }
      switch (level_of(reg().kind(u, day))) {
        case unit_level::province:
          CHECK(roles.count("provincial_peoples_committee") == 1);
          break;
        case unit_level::district:
          CHECK(roles.count("district_peoples_committee") == 1);
          break;
        case unit_level::commune:
          CHECK(roles.count("commune_peoples_committee") == 1);
          break;
        default:
          CHECK(roles.count("village_head") == 1);
          break;
      }
    }
  }
}

TEST_CASE("every role of the pack has labels in both languages, a citation, and its own name only") {
  for (const role_rule& r : reg().roles()) {
    CHECK_FALSE(r.label.vi.empty());
    CHECK_FALSE(r.label.en.empty());
    CHECK_FALSE(r.source.empty());
  }
  for (const char* id :
       {"commune_peoples_committee", "commune_peoples_committee_chair", "commune_fatherland_front", "village_head",
        "front_working_committee_head", "front_working_committee", "commune_peoples_council", "commune_loudspeaker",
        "district_peoples_committee", "election_team", "convener", "meeting_chair", "meeting", "counting_team",
        "community", "competent_authority"}) {
    CAPTURE(id);
    CHECK((reg().role(id, {2024, 3, 10}) != nullptr));
  }
}

TEST_CASE("a body recorded by name stands before the general rule, on its days") {
  registry_builder b;
  unit_record commune;
  commune.key = "1@2020-01-01";
  commune.code = "1";
  commune.period.name = "Một";
  b.add(commune);
  role_rule rule;
  rule.role = "desk";
  rule.label = {"bộ phận một cửa", "one-stop desk"};
  rule.form = role_form::body;
  rule.level = unit_level::commune;
  rule.source = {"61/2018/ND-CP", "7"};
  b.add(rule);
  b.add(body_record{{"centre:1", "desk", {"Trung tâm Phục vụ hành chính công", "public service centre"}, {}, {}},
                    "1@2020-01-01",
                    {reform, date{boost::date_time::pos_infin}},
                    {}});
  const registry r = b.build().value();
  const unit_id u = r.find("1", reform);
  CHECK(r.resolve("desk", u, eve).key == "desk:1@2020-01-01");
  CHECK(r.resolve("desk", u, reform).key == "centre:1");
}

}  // namespace test_of_roles
