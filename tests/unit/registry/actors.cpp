// Every actor that the procedures of the dossier name is a role of the pack, on every day of the procedure.
#include "nghe_an.hpp"

#include <catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

namespace test_of_actors {

using namespace dinh;
using nghe_an::reg;
using outcome = resolution::outcome;

namespace {

struct use {
  std::string procedure;
  std::string kind;
  std::string actor;
  bool operator<(const use& o) const { return std::tie(procedure, actor) < std::tie(o.procedure, o.actor); }
};

std::set<use> uses() {
  std::set<use> all;
  for (const char* file : {"/law/procedures.json", "/law/procedures-adjacent.json"}) {
    const auto j = nlohmann::json::parse(nghe_an::content_of(std::string{DINH_SHARED_DIR} + file));
    for (const auto& p : j.at("procedures"))
      for (const auto& n : p.at("nodes"))
        if (const auto actor = n.value("actor", ""); !actor.empty())
          all.insert({p.at("id").get<std::string>(), p.at("kind").get<std::string>(), actor});
  }
  return all;
}

}  // namespace

TEST_CASE("every actor of the procedures is a role under its name in the dossier") {
  const auto all = uses();
  CHECK(all.size() > 200);
  for (const use& u : all) {
    INFO(u.procedure << ": " << u.actor);
    CHECK_FALSE(reg().roles_named(u.actor).empty());
  }
}

TEST_CASE("every actor of a rule of the pack is a role under its name or key") {
  const auto rules = nlohmann::json::parse(nghe_an::content_of(std::string{DINH_SOURCE_DIR} + "/src/packs/vn/rules.json"));
  for (const auto& r : rules.at("rules")) {
    const auto actor = r.value("actor", "");
    INFO(r.at("id").get<std::string>() << ": " << actor);
    CHECK((actor.empty() || !reg().roles_named(actor).empty()));
  }
}

// The Law of 2022 with its decrees holds from 2023-08-16; the adjacent laws are older. On each of these days each
// role answers with a body, with candidates, or with a reason that cites a provision.
TEST_CASE("on every day of its procedure a role resolves or says why not") {
  const std::vector<date> days{{2023, 8, 16}, {2024, 12, 1}, {2025, 3, 1}, {2025, 6, 30},
                               {2025, 7, 1},  {2026, 1, 15}, {2026, 7, 1}};
  std::set<std::string> roles;
  for (const use& u : uses())
    for (const auto& id : reg().roles_named(u.actor)) roles.insert(id);
  for (const date day : days) {
    const unit_id village = reg().find("17461-01", day);
    for (const auto& role : roles) {
      INFO(role << " on " << to_text(day));
      const resolution r = reg().resolve(role, village, day);
      CHECK_FALSE(r.why.statement.empty());
      if (r.result == outcome::found) {
        CHECK_FALSE(r.key.empty());
        CHECK_FALSE(r.name.vi.empty());
        CHECK_FALSE(r.name.en.empty());
        continue;
      }
      const bool cited = !r.why.source.empty() ||
                         std::any_of(r.why.because.begin(), r.why.because.end(),
                                     [](const explanation& e) { return !e.source.empty(); });
      CHECK(cited);
      const bool before_its_rule = r.why.statement.en.rfind("The pack has no rule", 0) == 0;
      if (role != "reception_central_point") CHECK_FALSE(before_its_rule);
    }
  }
}

// Roles that came into being within the life of a procedure, each with its reason.
TEST_CASE("on the first day of each procedure of the pack its actors have a rule, or are said to be new") {
  const std::filesystem::path folder = DINH_SOURCE_DIR "/src/packs/vn";
  int asked = 0;
  for (const auto& file : nlohmann::json::parse(nghe_an::content_of((folder / "pack.json").string())).at("procedures").get<std::vector<std::string>>()) {
    const auto p = nlohmann::json::parse(nghe_an::content_of((folder / file).string()));
    std::set<std::string> actors;
    for (const auto& s : p.at("steps"))
      if (const auto actor = s.value("actor", ""); !actor.empty()) actors.insert(actor);
    const date first = parse_date(p.value("from", "2023-08-16")).value();
    const date last = p.contains("until") ? parse_date(p.at("until").get<std::string>()).value() - boost::gregorian::days{1}
                                          : date{2026, 11, 26};
    for (const date day : {first, last}) {
      const unit_id village = reg().find("17461-01", day);
      REQUIRE(village);
      for (const auto& actor : actors) {
        INFO(file << ": " << actor << " on " << to_text(day));
        const resolution r = reg().resolve(actor, village, day);
        CHECK(r.why.statement.en.rfind("The pack has no rule", 0) != 0);
        CHECK(r.why.statement.en.rfind("There is no role", 0) != 0);
        ++asked;
      }
    }
  }
  CHECK(asked > 300);
}

TEST_CASE("two translations of one term find one body") {
  for (const char* name : {"People's Inspection Committee", "People's Inspectorate"}) {
    const auto found = reg().roles_named(name);
    CHECK(std::find(found.begin(), found.end(), "peoples_inspection_committee") != found.end());
  }
  CHECK(reg().roles_named("Community Investment Supervision Committee") ==
        reg().roles_named("Community Investment Supervision Board"));
  CHECK(reg().roles_named("Mass Mobilisation Commission of the Provincial Party Committee") ==
        reg().roles_named("People's Mobilization Committee"));
  CHECK(reg().roles_named("Permanent Vice Chairman of the Provincial People's Committee") ==
        std::vector<std::string>{"provincial_peoples_committee_standing_vice_chair"});
}

}  // namespace test_of_actors
