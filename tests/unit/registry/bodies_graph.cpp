// Bodies, offices and persons as nodes of the register, with typed edges.
#include "nghe_an.hpp"

#include <dinh/exchange/people_json.hpp>
#include <dinh/graph/typed_graph.hpp>

#include <catch.hpp>

#include <algorithm>
#include <set>

namespace test_of_bodies_graph {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using outcome = resolution::outcome;

namespace {

// Which ends an edge may join is decided when the program is compiled.
template <class Edge, class From, class To>
constexpr bool joins = requires(typed_graph<register_schema> g, node_id<From> from, node_id<To> to) {
  g.link<Edge>(from, to);
};
static_assert(joins<contains, unit, unit>);
static_assert(!joins<contains, unit, body>);
static_assert(joins<seat_of, body, unit>);
static_assert(!joins<seat_of, unit, body>);
static_assert(joins<post_in, office, unit>);
static_assert(!joins<post_in, person, unit>);
static_assert(joins<post_of, office, body>);
static_assert(!joins<post_of, body, office>);
static_assert(joins<holds, person, office>);
static_assert(!joins<holds, person, body>);
static_assert(joins<member_of, person, body>);
static_assert(!joins<member_of, body, person>);
static_assert(!joins<member_of, person, office>);
static_assert(joins<oversees, body, project>);
static_assert(!joins<oversees, office, project>);
static_assert(joins<supervises, body, body>);
static_assert(!joins<supervises, office, body>);
static_assert(!joins<supervises, body, unit>);
static_assert(joins<supervises_office, body, office>);
static_assert(joins<directs, body, body>);
static_assert(!joins<directs, person, body>);
static_assert(joins<criticises, body, body>);
static_assert(!joins<criticises, body, office>);
static_assert(joins<elects, body, body>);
static_assert(!joins<elects, person, body>);
static_assert(joins<elects_to, body, office>);
static_assert(!joins<elects_to, office, body>);
static_assert(joins<recognises, body, body>);
static_assert(joins<recognises_in, body, office>);
static_assert(!joins<recognises_in, body, person>);
static_assert(joins<reports_to, body, body>);
static_assert(joins<office_reports_to, office, body>);
static_assert(!joins<office_reports_to, body, office>);
static_assert(joins<established_by, body, body>);
static_assert(joins<established_by_office, body, office>);
static_assert(!joins<established_by_office, office, office>);
static_assert(joins<agrees_with, body, body>);
static_assert(!joins<agrees_with, unit, unit>);
static_assert(joins<takes_over, body, body>);
static_assert(!joins<takes_over, unit, unit>);
static_assert(joins<succeeded_by, unit, unit>);
static_assert(!joins<succeeded_by, body, body>);

const registry& placed() {
  static const registry r = [] {
    registry_builder b = nghe_an::builder();
    b.place_bodies();
    return b.build().value();
  }();
  return r;
}

/// The bodies of a role in a unit on a day.
std::vector<body_id> nodes(const registry& r, std::string_view role, unit_id u, date day) {
  std::vector<body_id> out;
  for (const auto& link : r.at(day).in<seat_of>(u))
    if (r.graph()[link.node].role == role) out.push_back(link.node);
  return out;
}
body_id only(const registry& r, std::string_view role, unit_id u, date day) {
  const auto all = nodes(r, role, u, day);
  REQUIRE(all.size() == 1);
  return all.front();
}

}  // namespace

TEST_CASE("a placed body is the one that the role resolves to, on every day of its unit") {
  const registry& r = placed();
  int compared = 0;
  for (const date day : {date{2023, 8, 20}, eve, reform, date{2026, 1, 15}})
    for (const unit_id u : r.at(day).all<unit>())
      for (const auto& link : r.at(day).in<seat_of>(u)) {
        const body& b = r.graph()[link.node];
        const resolution x = r.resolve(b.role, u, day);
        CHECK(x.result == outcome::found);
        CHECK(x.key == b.key);
        INFO(b.key << " on " << to_text(day));
        CHECK(x.name.vi == b.name_on(day).vi);
        CHECK(x.name.en == b.name_on(day).en);
        ++compared;
      }
  CHECK(compared > 10'000);
}

TEST_CASE("names of a placed body are dated: a commune that became a township") {
  const registry& r = placed();
  const body& b = r.graph()[only(r, "commune_peoples_committee", r.find("17464", eve), eve)];
  CHECK(b.name_on({2024, 11, 30}).vi == "Ủy ban nhân dân xã Diễn Thành");
  CHECK(b.name_on({2024, 12, 1}).vi == "Ủy ban nhân dân thị trấn Diễn Thành");
}

TEST_CASE("the commune Front directs and recognises the inspection committee of its commune, and no other") {
  const registry& r = placed();
  const unit_id commune = r.find("17464", reform);
  const body_id pic = only(r, "peoples_inspection_committee", commune, reform);
  const body_id front = only(r, "commune_fatherland_front", commune, reform);
  const auto today = r.at(reform);
  REQUIRE(today.in<directs>(pic).size() == 1);
  CHECK(today.in<directs>(pic).front().node == front);
  CHECK(r.graph()[today.in<directs>(pic).front().edge].source == citation{"10/2022/QH15", "39(1)"});
  REQUIRE(today.in<recognises>(pic).size() == 1);
  CHECK(today.in<recognises>(pic).front().node == front);
  // Art 36(1): the villages elect
  CHECK(today.in<elects>(pic).size() == r.children(commune, reform).size());
  // before the Law of 2022 the Joint Resolution of 2017 is the ground
  const body_id before = only(r, "peoples_inspection_committee", r.find("17461", eve), {2023, 6, 30});
  CHECK(r.graph()[r.at({2023, 6, 30}).in<directs>(before).front().edge].source == citation{"403/2017", "10"});
}

TEST_CASE("village heads are elected by their community and recognised by the commune of the day") {
  const registry& r = placed();
  const unit_id village = r.find_lifetime("17461-01@2020-01-01");
  for (const auto& [day, commune] : {std::pair{eve, "17461@2020-01-01"}, std::pair{reform, "17464@2025-07-01"}}) {
    const auto today = r.at(day);
    office_id head;
    for (const auto& link : today.in<post_in>(village))
      if (r.graph()[link.node].role == "village_head") head = link.node;
    REQUIRE(head);
    REQUIRE(today.in<recognises_in>(head).size() == 1);
    CHECK(r.graph()[today.in<recognises_in>(head).front().node].key ==
          std::string{"commune_peoples_committee:"} + commune);
    REQUIRE(today.in<elects_to>(head).size() == 1);
    CHECK(r.graph()[today.in<elects_to>(head).front().node].key == "community:17461-01@2020-01-01");
  }
}

TEST_CASE("after the reform the province directs the communes itself") {
  const registry& r = placed();
  const auto directed_by = [&](const char* code, date day) {
    std::set<std::string> out;
    for (const auto& link : r.at(day).in<directs>(only(r, "commune_peoples_committee", r.find(code, day), day)))
      out.insert(r.graph()[link.node].key);
    return out;
  };
  CHECK(directed_by("17461", eve) == std::set<std::string>{"district_peoples_committee:425@2020-01-01"});
  CHECK(directed_by("17464", reform) == std::set<std::string>{"provincial_peoples_committee:40@2020-01-01"});
}

TEST_CASE("a body that took over many has an edge from each, with the decree") {
  const registry& r = placed();
  const body_id heir = only(r, "commune_peoples_committee", r.find("17662", reform), reform);
  std::set<std::string> old;
  for (const auto& link : r.graph().in<takes_over>(heir)) {
    old.insert(r.graph()[link.node].key.substr(std::string{"commune_peoples_committee:"}.size(), 5));
    CHECK(r.graph()[link.edge].on == reform);
    CHECK(r.graph()[link.edge].how_much == extent::whole);
    CHECK(r.graph()[link.edge].source.instrument == "1678/NQ-UBTVQH15");
  }
  CHECK(old == std::set<std::string>{"17617", "17638", "17650", "17656", "17659", "17662", "17665", "17668", "17683"});
  const body_id centre = only(r, "commune_public_service_centre", r.find("17464", reform), reform);
  CHECK(r.graph().in<takes_over>(centre).size() == 4);  // the one-stop desks of the four communes
  const body_id district = only(r, "district_peoples_committee", r.find("425", eve), eve);
  CHECK(r.graph().out<takes_over>(district).empty());
}

TEST_CASE("every rule of the pack between placed bodies has an edge somewhere in Nghệ An") {
  const registry& r = placed();
  std::set<std::string> roles;
  for (const body& b : r.graph().all<body>()) roles.insert(b.role);
  for (const office& o : r.graph().all<office>()) roles.insert(o.role);
  std::set<std::pair<std::string, std::string>> joined;
  const auto collect = [&](auto edge) {
    using Edge = typename decltype(edge)::type;
    for (std::uint32_t i = 0; i < r.graph().count<Edge>(); ++i) {
      const edge_id<Edge> e{i};
      joined.emplace(r.graph()[r.graph().from(e)].role, r.graph()[r.graph().to(e)].role);
    }
  };
  collect(std::type_identity<supervises>{});
  collect(std::type_identity<directs>{});
  collect(std::type_identity<criticises>{});
  collect(std::type_identity<elects>{});
  collect(std::type_identity<elects_to>{});
  collect(std::type_identity<recognises>{});
  collect(std::type_identity<recognises_in>{});
  collect(std::type_identity<reports_to>{});
  collect(std::type_identity<office_reports_to>{});
  collect(std::type_identity<established_by>{});
  collect(std::type_identity<established_by_office>{});
  collect(std::type_identity<agrees_with>{});
  int asked = 0;
  for (const relation_rule& rule : r.relation_rules()) {
    if (roles.count(rule.subject) == 0 || roles.count(rule.object) == 0) continue;
    INFO(name_of(rule.kind) << ": " << rule.subject << " -> " << rule.object);
    CHECK(joined.count({rule.subject, rule.object}) == 1);
    ++asked;
  }
  CHECK(asked > 40);
}

// The conference of 2023-02-10: the persons that the founding report names, with the offices it gives them.
TEST_CASE("persons hold offices and sit in bodies from day to day") {
  registry_builder b = nghe_an::builder();
  const diagnostics read = read_people(nghe_an::content_of(std::string{DINH_SOURCE_DIR} + "/examples/nghe_an/people.json"),
                                       "people.json", b);
  INFO(describe(read));
  REQUIRE_FALSE(read.has_errors());
  const auto built = b.build();
  if (!built) FAIL(describe(built.error()));
  const registry& r = *built;
  const unit_id province = r.find("40", eve);
  const date conference{2023, 2, 10};
  const auto vice = r.holders("provincial_peoples_committee_standing_vice_chair", province, conference);
  REQUIRE(vice.size() == 1);
  CHECK(r.graph()[vice.front().who].name == "Lê Hồng Vinh");
  CHECK(r.holders("provincial_mass_mobilisation_commission_head", province, conference).size() == 1);
  CHECK(r.holders("provincial_peoples_committee_standing_vice_chair", province, {2022, 1, 1}).empty());
  const unit_id commune = r.find("17464", reform);
  const auto members = r.members("peoples_inspection_committee", commune, {2026, 1, 15});
  CHECK(members.size() == 5);
  CHECK(std::count_if(members.begin(), members.end(),
                      [](const seat& s) { return s.how.plays == member_of::part::head; }) == 1);
}

TEST_CASE("faults of people are reported all at once, each at its place") {
  registry_builder b = nghe_an::builder();
  const diagnostics form = read_people(R"({"persons": [{"key": "a"}], "holdings": [{"person": "a", "role": 7}],
      "memberships": [{"person": "a"}], "more": 1})", "people.json", b);
  std::set<std::string> places;
  for (const auto& d : form) places.insert(d.where);
  CHECK(places == std::set<std::string>{"people.json#/persons/0", "people.json#/holdings/0/role",
                                        "people.json#/holdings/0", "people.json#/memberships/0/body",
                                        "people.json#/more"});

  const diagnostics read = read_people(R"({
    "persons": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}],
    "holdings": [
      {"person": "b", "role": "village_head", "unit": "17461-01@2020-01-01", "from": "2024-01-01"},
      {"person": "a", "role": "village_head", "unit": "17461-01@2020-01-01", "from": "1990-01-01"},
      {"person": "a", "role": "commune_peoples_committee", "unit": "17464@2025-07-01", "from": "2025-07-01"},
      {"person": "a", "role": "village_head", "unit": "99999@2020-01-01"}
    ],
    "projects": [{"key": "p", "name": {"vi": "Cầu", "en": "Bridge"}, "body": "nowhere"}]
  })", "people.json", b);
  REQUIRE_FALSE(read.has_errors());
  const auto built = b.build();
  REQUIRE_FALSE(built);
  std::multiset<std::string> codes;
  for (const auto& d : built.error()) codes.insert(d.code);
  CHECK(codes == std::multiset<std::string>{"registry/no-such-body", "registry/no-such-post", "registry/no-such-post",
                                            "registry/no-such-post", "registry/person-twice",
                                            "registry/unknown-person"});
}

TEST_CASE("a relation that no edge stands for, or of a role that is not there, is a fault") {
  registry_builder b = nghe_an::builder();
  b.add(relation_rule{relation_kind::directs, "village_head", "community", {}, {"1", ""}, {}, {}, "x#/0"});
  b.add(relation_rule{relation_kind::elects, "community", "king", {}, {"1", ""}, {}, {}, "x#/1"});
  const auto built = b.build();
  REQUIRE_FALSE(built);
  std::set<std::pair<std::string, std::string>> faults;
  for (const auto& d : built.error()) faults.emplace(d.code, d.where);
  CHECK(faults == std::set<std::pair<std::string, std::string>>{{"registry/relation-not-possible", "x#/0"},
                                                                {"registry/unknown-role", "x#/1"}});
}

}  // namespace test_of_bodies_graph
