// Roles with several answers: bodies that act together, one of several, several successors, several of one kind.
#include "nghe_an.hpp"

#include <catch.hpp>

#include <algorithm>

namespace test_of_roles_several {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using nghe_an::reg;
using outcome = resolution::outcome;
using parts_kind = resolution::parts_kind;

namespace {

unit_id village() { return reg().find_lifetime("17461-01@2020-01-01"); }

bool has_part(const resolution& r, std::string_view key) {
  return std::any_of(r.parts.begin(), r.parts.end(), [&](const resolution& p) { return p.key == key; });
}

/// A province with two communes and a village each, an agency, a state enterprise.
registry_builder small_country() {
  registry_builder b;
  const auto add = [&](const char* key, const char* code, const char* name, unit_kind k, const char* parent,
                       validity when = {}) {
    unit_record u;
    u.key = key;
    u.code = code;
    u.parent = parent;
    u.period.name = name;
    u.period.kind = k;
    u.period.when = when;
    b.add(u);
  };
  add("40@2020-01-01", "40", "Một", unit_kind::province, "");
  add("1@2020-01-01", "1", "A", unit_kind::commune, "40@2020-01-01");
  add("1-1@2020-01-01", "1-1", "A1", unit_kind::village, "1@2020-01-01");
  add("1-2@2020-01-01", "1-2", "Khối 2", unit_kind::residential_group, "1@2020-01-01");
  add("so@2020-01-01", "so", "Sở Nội vụ", unit_kind::agency, "40@2020-01-01");
  add("dn@2020-01-01", "dn", "Điện lực", unit_kind::state_enterprise, "1@2020-01-01");
  for (const auto& r : reg().roles()) b.add(r);
  return b;
}

registry small() { return small_country().build().value(); }

}  // namespace

TEST_CASE("bodies that act together are all named, the leading one first") {
  const resolution r = reg().resolve("village_head_with_front_working_committee", village(), reform);
  CHECK(r.result == outcome::found);
  CHECK(r.parts_are == parts_kind::together);
  REQUIRE(r.parts.size() == 2);
  CHECK(r.parts[0].role == "village_head");
  CHECK(r.parts[1].role == "front_working_committee");
  CHECK(r.key == "village_head:17461-01@2020-01-01+front_working_committee:17461-01@2020-01-01");
  CHECK(r.name.vi == "Trưởng thôn Yên Hội và Ban công tác Mặt trận thôn Yên Hội");
  CHECK(r.name.en == "head of Yên Hội village and Front working committee of Yên Hội village");
}

TEST_CASE("where one of several may act, all of them are the answer") {
  const resolution r = reg().resolve("commune_decision_maker", village(), reform);
  CHECK(r.result == outcome::undetermined);
  CHECK(r.parts_are == parts_kind::candidates);
  CHECK(r.parts.size() == 3);
  CHECK(has_part(r, "commune_peoples_council:17464@2025-07-01"));
}

TEST_CASE("a role that depends on a fact names the fact and every body that it may be") {
  const resolution open = reg().resolve("first_time_settler", village(), eve);
  CHECK(open.result == outcome::undetermined);
  CHECK(open.parts_are == parts_kind::candidates);
  CHECK(to_text(open.why, lang::en).find("the case must say \"level\"") != std::string::npos);
  CHECK(has_part(open, "commune_peoples_committee_chair:17461@2020-01-01"));
  const std::vector<case_fact> commune{{"level", "commune"}};
  const resolution known = reg().resolve("first_time_settler", village(), eve, commune);
  CHECK(known.result == outcome::found);
  CHECK(known.role == "commune_peoples_committee_chair");
}

// Law 02/2011/QH13 Arts 18, 21: the chair of the district settled second complaints until the district level ended.
TEST_CASE("who settles the second complaint after the end of the districts is not guessed") {
  const std::vector<case_fact> commune{{"level", "commune"}};
  const resolution before = reg().resolve("second_time_settler", village(), eve, commune);
  CHECK(before.role == "district_peoples_committee_chair");
  CHECK(before.result == outcome::found);
  const resolution after = reg().resolve("second_time_settler", village(), reform, commune);
  CHECK(after.result == outcome::undetermined);
  CHECK(to_text(after.why, lang::en).find("has not been read") != std::string::npos);
  const std::vector<case_fact> department{{"level", "department"}};
  CHECK(reg().resolve("second_time_settler", village(), reform, department).role ==
        "provincial_peoples_committee_chair");
}

TEST_CASE("in the months of 2025 in which the mass mobilisation commission was merged both are possible") {
  const unit_id province = reg().find("40", eve);
  const auto who = [&](date day) { return reg().resolve("mass_mobilisation_commission", province, day); };
  CHECK(who({2023, 2, 10}).name.vi == "Ban Dân vận Tỉnh ủy Nghệ An");
  const resolution between = who({2025, 3, 1});
  CHECK(between.result == outcome::undetermined);
  REQUIRE(between.parts.size() == 2);
  CHECK(between.parts[0].name.vi == "Ban Dân vận Tỉnh ủy Nghệ An");
  CHECK(between.parts[1].name.vi == "Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An");
  CHECK(who({2025, 10, 13}).name.vi == "Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An");
}

TEST_CASE("the one-stop desk is the public administrative service centre from 2025-07-01") {
  const resolution before = reg().resolve("one_stop_unit", village(), eve);
  CHECK(before.name.vi == "Bộ phận Tiếp nhận và Trả kết quả xã Diễn Hoa");
  const resolution after = reg().resolve("one_stop_unit", village(), reform);
  CHECK(after.name.vi == "Trung tâm Phục vụ hành chính công xã Diễn Châu");
  const std::vector<case_fact> at_district{{"level", "district"}};
  CHECK(reg().resolve("one_stop_unit", village(), eve, at_district).unit == reg().find("425", eve));
  CHECK(reg().resolve("one_stop_unit", village(), reform, at_district).result == outcome::undetermined);
}

TEST_CASE("a community board is that of its project") {
  const std::string role = "community_investment_supervision_board";
  CHECK(reg().resolve(role, village(), reform).result == outcome::undetermined);
  const std::vector<case_fact> road{{"project", "DA-2025-07"}};
  const resolution r = reg().resolve(role, village(), reform, road);
  CHECK(r.result == outcome::found);
  CHECK(r.key == role + ":17464@2025-07-01#DA-2025-07");
}

TEST_CASE("villages and residential groups have heads of their own title, organisations of their own kind bodies") {
  const registry r = small();
  CHECK(r.resolve("village_head", r.find("1-1", reform), reform).name.vi == "Trưởng thôn A1");
  CHECK(r.resolve("village_head", r.find("1-2", reform), reform).name.vi == "Tổ trưởng tổ dân phố Khối 2");
  const unit_id agency = r.find("so", reform);
  const unit_id enterprise = r.find("dn", reform);
  CHECK(r.resolve("agency_inspection_committee", agency, reform).result == outcome::found);
  CHECK(r.resolve("agency_inspection_committee", enterprise, reform).result == outcome::none);
  CHECK(r.resolve("enterprise_inspection_committee", enterprise, reform).result == outcome::found);
  CHECK(r.resolve("regulation_issuer", agency, reform).role == "unit_head_with_union");
  CHECK(r.resolve("regulation_issuer", enterprise, reform).role == "enterprise_management");
  CHECK(r.resolve("regulation_issuer", r.find("1", reform), reform).role == "commune_peoples_committee");
  CHECK(r.resolve("commune_peoples_committee", enterprise, reform).result == outcome::found);  // it lies in a commune
  CHECK(r.resolve("commune_peoples_committee", agency, reform).result == outcome::none);       // the department not
}

TEST_CASE("two bodies recorded for one role are both the answer") {
  auto b = small_country();
  for (const char* key : {"front:1", "front:2"})
    b.add(body_record{{key, "commune_fatherland_front", {key, key}, {"1/2025", ""}, {}}, "1@2020-01-01", {}, {}});
  const registry r = b.build().value();
  const resolution x = r.resolve("commune_fatherland_front", r.find("1", reform), reform);
  CHECK(x.result == outcome::undetermined);
  REQUIRE(x.parts.size() == 2);
  CHECK(x.parts[0].key == "front:1");
  CHECK(x.parts[1].key == "front:2");
}

namespace {

/// The commune 9 that went to two others of its province on the day of the reform.
registry with_a_commune_in_two(extent how_much) {
  registry_builder b = small_country();
  unit_record old;
  old.key = "9@2020-01-01";
  old.code = "9";
  old.parent = "40@2020-01-01";
  old.period.when = {date{boost::date_time::neg_infin}, reform};
  b.add(old);
  unit_record second = old;
  second.key = "2@2025-07-01";
  second.code = "2";
  second.period.name = "Hai";
  second.period.when = {reform, date{boost::date_time::pos_infin}};
  b.add(second);
  for (const char* to : {"1@2020-01-01", "2@2025-07-01"})
    b.add(succession_record{"9@2020-01-01", to, {reform, how_much, "", "1/2025", evidence::text}, ""});
  return b.build().value();
}

}  // namespace

TEST_CASE("a unit that went to two others has its bodies in both; a body above both is known all the same") {
  const registry r = with_a_commune_in_two(extent::part);
  const unit_id gone = r.find("9", eve);
  const resolution commune = r.resolve("commune_peoples_committee", gone, reform);
  CHECK(commune.result == outcome::undetermined);
  CHECK(commune.parts_are == parts_kind::candidates);
  CHECK(has_part(commune, "commune_peoples_committee:1@2020-01-01"));
  CHECK(has_part(commune, "commune_peoples_committee:2@2025-07-01"));
  const resolution province = r.resolve("provincial_peoples_committee", gone, reform);
  CHECK(province.result == outcome::found);
  CHECK(province.key == "provincial_peoples_committee:40@2020-01-01");
}

TEST_CASE("where it is not known how much of a unit went where, the body above is a candidate and no more") {
  const registry r = with_a_commune_in_two(extent::unknown);
  const resolution province = r.resolve("provincial_peoples_committee", r.find("9", eve), reform);
  CHECK(province.result == outcome::undetermined);
  CHECK(province.parts_are == parts_kind::candidates);
  CHECK(has_part(province, "provincial_peoples_committee:40@2020-01-01"));
}

// Law 10/2022/QH15 Art 86(3): a district without commune-level units acts itself, until the level ended.
TEST_CASE("in a district without communes the district People's Committee acts") {
  registry_builder b = small_country();
  unit_record island;
  island.key = "755@2020-01-01";
  island.code = "755";
  island.parent = "40@2020-01-01";
  island.period.name = "Côn Đảo";
  island.period.kind = unit_kind::district;
  b.add(island);
  const registry r = b.build().value();
  const resolution x = r.resolve("commune_peoples_committee", r.find("755", eve), {2024, 1, 1});
  CHECK(x.result == outcome::found);
  CHECK(x.key == "district_peoples_committee:755@2020-01-01");
  CHECK(to_text(x.why, lang::en).find("10/2022/QH15 Art 86(3)") != std::string::npos);
}

TEST_CASE("a ward of Hà Nội had no People's Council from 2021-07-01 to 2025-06-30") {
  registry_builder b;
  for (const auto& role : reg().roles()) b.add(role);
  unit_record city;
  city.key = "01@2020-01-01";
  city.code = "01";
  city.period.name = "Hà Nội";
  city.period.kind = unit_kind::municipality;
  b.add(city);
  unit_record ward = city;
  ward.key = "00001@2020-01-01";
  ward.code = "00001";
  ward.parent = city.key;
  ward.period.name = "Phúc Xá";
  ward.period.kind = unit_kind::ward;
  b.add(ward);
  const registry r = b.build().value();
  const unit_id u = r.find("00001", eve);
  CHECK(r.resolve("commune_peoples_council", u, {2021, 6, 30}).result == outcome::found);
  const resolution none = r.resolve("commune_peoples_council", u, eve);
  CHECK(none.result == outcome::none);
  CHECK(to_text(none.why, lang::en).find("97/2019/QH14") != std::string::npos);
  CHECK(r.resolve("commune_peoples_council", u, reform).result == outcome::found);
  CHECK(r.resolve("provincial_party_committee", u, reform).name.vi == "Thành ủy Hà Nội");
}

}  // namespace test_of_roles_several
