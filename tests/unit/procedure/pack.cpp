#include <catch.hpp>

#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "../../../src/exchange/pack_procedure.hpp"
#include "shared_procedures.hpp"

using namespace dinh;

namespace {

std::string source_of(const std::string& id) {
  std::ifstream in{std::string{DINH_SOURCE_DIR} + "/src/packs/vn/procedures/" + id + ".json", std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("the procedures of the pack have the steps, flows and deadlines of the law files") {
  const auto shared = shared_procedures::read("procedures.json");
  for (const std::string id : {"pub_commune", "village_meeting"}) {
    INFO(id);
    diagnostics faults;
    const auto j = exchange::parse_json(source_of(id), id);
    REQUIRE(j);
    const auto p = exchange::read_procedure(*j, id, faults);
    if (!p) FAIL(describe(faults));
    CHECK(faults.empty());
    CHECK(verify(*p).verdict == soundness::sound);
    CHECK(check_structure(*p).empty());

    const nlohmann::json* wanted = nullptr;
    for (const auto& entry : shared["procedures"])
      if (entry["id"] == id) wanted = &entry;
    REQUIRE(wanted != nullptr);
    REQUIRE((*wanted)["nodes"].size() == p->steps().size());
    for (const auto& n : (*wanted)["nodes"]) {
      INFO(n["id"]);
      const step_id s = p->find(n["id"].get<std::string>());
      REQUIRE(s);
      CHECK(name_of((*p)[s].kind) == n["type"].get<std::string>());
      CHECK((*p)[s].rules == n["rule_ids"].get<std::vector<std::string>>());
      CHECK((*p)[s].calls == shared_procedures::text_of(n, "calls"));
      CHECK((*p)[s].actor.empty() == n["actor"].get<std::string>().empty());
    }
    std::multiset<std::pair<std::string, std::string>> have;
    std::multiset<std::pair<std::string, std::string>> want;
    for (std::uint32_t e = 0; e < p->graph().count<flows_to>(); ++e) {
      const edge_id<flows_to> f{e};
      have.emplace((*p)[p->graph().from(f)].key, (*p)[p->graph().to(f)].key);
    }
    for (const auto& f : (*wanted)["flows"]) want.emplace(f["from"].get<std::string>(), f["to"].get<std::string>());
    CHECK(have == want);

    // Numbers, and the provision and direction that the rule row gives them.
    using line = std::tuple<std::string, std::string, int, std::string, std::string>;
    std::multiset<line> deadlines;
    std::multiset<line> wanted_deadlines;
    for (std::uint32_t i = 0; i < p->deadline_count(); ++i) {
      const deadline& d = p->deadline_at(i);
      CHECK_FALSE(d.source.empty());
      CHECK(d.known_by == evidence::text);
      if (!d.time) continue;
      const edge_id<deadline> e{i};
      deadlines.emplace((*p)[p->graph().from(e)].key, (*p)[p->graph().to(e)].key, d.time->length.count,
                        std::string{name_of(d.time->length.unit)} + (d.sets_latest() ? " max" : " min"), d.rule);
    }
    for (const auto& d : (*wanted)["deadlines"]) {
      const bool is_max = !d["max"].is_null();
      wanted_deadlines.emplace(
          d["from_node"].get<std::string>(), d["to_node"].get<std::string>(), d[is_max ? "max" : "min"].get<int>(),
          d["unit"].get<std::string>() + (is_max ? " max" : " min"), d["rule_id"].get<std::string>());
    }
    CHECK(deadlines == wanted_deadlines);
  }
}

TEST_CASE("every fault of a procedure file is reported with its place") {
  const std::string content = R"({
    "id": "p", "title": {"vi": "x", "en": "x"}, "citation": "10/2022/QH15 1", "evidence": "X", "colour": "red",
    "steps": [
      {"id": "s", "kind": "start", "label": {"vi": "a", "en": "a"}},
      {"id": "t", "kind": "chore", "label": {"vi": "a", "en": "a"}, "actor": "x"},
      {"id": "t2", "kind": "task", "label": {"vi": "a", "en": "a"}},
      {"id": "e", "kind": "end", "label": {"vi": "a"}}
    ],
    "flows": [{"from": "s", "to": "t2"}, {"from": "t2", "to": "nowhere"}],
    "deadlines": [{"from": "s", "to": "t2", "time": {"count": -1, "unit": "day", "way": "within_after"},
                   "rule": "R", "citation": "10/2022/QH15 1", "evidence": "T"}]
  })";
  const auto j = exchange::parse_json(content, "p.json");
  REQUIRE(j);
  diagnostics faults;
  CHECK_FALSE(exchange::read_procedure(*j, "p.json", faults));
  const auto has = [&](std::string_view code, std::string_view where) {
    return std::any_of(faults.begin(), faults.end(), [&](const auto& d) { return d.code == code && d.where == where; });
  };
  INFO(describe(faults));
  CHECK(has("json/unknown-member", "p.json#/colour"));
  CHECK(has("procedure/unknown-step", "p.json#/flows/1"));
  CHECK(has("procedure/no-actor", "p.json#/steps/2"));
  CHECK(faults.size() >= 7);
  for (const auto& d : faults) CHECK(d.where.rfind("p.json#", 0) == 0);
}
