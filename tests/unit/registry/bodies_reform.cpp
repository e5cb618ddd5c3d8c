// What became of the bodies of Nghệ An on 2025-07-01. The mergers are those of Resolution 1678/NQ-UBTVQH15.
#include "nghe_an.hpp"

#include <catch.hpp>

#include <map>

namespace test_of_bodies_reform {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using nghe_an::reg;

TEST_CASE("six People's Committees of Vinh became the one of Thành Vinh ward") {
  // Đông Vĩnh, Lê Lợi, Hưng Bình, Cửa Nam and Quang Trung wards, Hưng Chính commune
  for (const char* code : {"16663", "16669", "16672", "16678", "16681", "18013"}) {
    INFO(code);
    const auto s = reg().heirs("commune_peoples_committee", reg().find(code, eve), reform);
    REQUIRE(s.only() != nullptr);
    CHECK(s.only()->body.key == "commune_peoples_committee:16681@2025-07-01");
    CHECK(s.only()->body.name.vi == "Ủy ban nhân dân phường Thành Vinh");
    CHECK(s.only()->decrees == std::vector<std::string>{"1678/NQ-UBTVQH15"});
  }
}

TEST_CASE("nine People's Inspection Committees became the one of Đô Lương commune, Front and chair likewise") {
  for (const char* code : {"17617", "17638", "17650", "17656", "17659", "17662", "17665", "17668", "17683"})
    for (const char* role : {"peoples_inspection_committee", "commune_fatherland_front", "commune_peoples_council",
                             "commune_peoples_committee_chair", "commune_party_committee"}) {
      INFO(code << " " << role);
      const auto s = reg().heirs(role, reg().find(code, eve), reform);
      REQUIRE(s.only() != nullptr);
      CHECK(s.only()->body.key == std::string{role} + ":17662@2025-07-01");
    }
}

TEST_CASE("a one-stop desk became the public service centre of the commune that took its own") {
  const auto s = reg().heirs("commune_one_stop_desk", reg().find("17461", eve), reform);
  REQUIRE(s.only() != nullptr);
  CHECK(s.only()->body.key == "commune_public_service_centre:17464@2025-07-01");
  CHECK(s.only()->body.name.vi == "Trung tâm Phục vụ hành chính công xã Diễn Châu");
  CHECK(to_text(s.why, lang::en).find("118/2025/ND-CP") != std::string::npos);
}

TEST_CASE("bodies of the district have no successor, and the reason is cited") {
  for (const char* role : {"district_peoples_committee", "district_peoples_council", "district_fatherland_front",
                           "district_one_stop_desk", "district_party_committee"}) {
    INFO(role);
    const auto s = reg().heirs(role, reg().find("425", eve), reform);
    CHECK(s.heirs.empty());
    CHECK(to_text(s.why, lang::en).find("The district level ended on 2025-06-30") != std::string::npos);
  }
}

TEST_CASE("bodies of the village and of the province go on") {
  const auto head = reg().heirs("village_head", reg().find_lifetime("17461-01@2020-01-01"), reform);
  REQUIRE(head.only() != nullptr);
  CHECK(head.only()->body.key == "village_head:17461-01@2020-01-01");
  CHECK(head.only()->decrees.empty());
  const auto province = reg().heirs("provincial_peoples_committee", reg().find("40", eve), reform);
  REQUIRE(province.only() != nullptr);
  CHECK(province.only()->body.name.vi == "Ủy ban nhân dân tỉnh Nghệ An");
}

TEST_CASE("the mass mobilisation commission became that for propaganda and mass mobilisation") {
  const auto s = reg().heirs("provincial_mass_mobilisation_commission_of_before_2025", reg().find("40", eve),
                             {2025, 10, 13});
  REQUIRE(s.only() != nullptr);
  CHECK(s.only()->body.name.vi == "Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An");
  const auto between =
      reg().heirs("provincial_mass_mobilisation_commission_of_before_2025", reg().find("40", eve), {2025, 3, 1});
  CHECK(between.heirs.size() == 2);  // the day of the merger is not known: both are possible
}

// The duty of a commune committee of before follows to the committee that took its commune: the whole province.
TEST_CASE("every commune body of 2025-06-30 has one heir, and every heir several or one") {
  std::map<std::string, int> merged;
  for (const unit_id u : reg().at(eve).all<unit>()) {
    if (level_of(reg().kind(u, eve)) != unit_level::commune) continue;
    const auto s = reg().heirs("commune_peoples_committee", u, reform);
    const auto followed = reg().resolve("commune_peoples_committee", u, reform);
    INFO(reg()[u].key);
    REQUIRE(s.only() != nullptr);  // each of the 412 passed whole
    CHECK(followed.key == s.only()->body.key);  // what the docket asks gives the same
    ++merged[s.only()->body.key];
  }
  int communes = 0;
  for (const unit_id u : reg().at(reform).all<unit>())
    if (level_of(reg().kind(u, reform)) == unit_level::commune) ++communes;
  CHECK(communes == 130);
  CHECK(merged.size() == 130);
  CHECK(merged["commune_peoples_committee:17662@2025-07-01"] == 9);
  CHECK(merged["commune_peoples_committee:16681@2025-07-01"] == 6);
  int total = 0;
  for (const auto& [key, n] : merged) total += n;
  CHECK(total == 412);
}

}  // namespace test_of_bodies_reform
