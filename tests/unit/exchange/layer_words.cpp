// A layer words sentences otherwise, and they are heard where answers are given: rules, calendars, registers.
#include <catch.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/pack_docket.hpp>
#include <dinh/registry/registry.hpp>

#include <string>
#include <utility>
#include <vector>

namespace test_of_layer_words {

using namespace dinh;

namespace {

/// The Vietnamese pack under a layer that holds nothing but these templates.
checked<pack> worded(const std::string& templates) {
  return read_pack(packs::vietnam_files(),
                   std::vector<layer_files>{{"words",
                                             {{"pack.json", R"({"format": 1, "id": "plain-words", "version": "1",
    "title": {"vi": "Lời văn", "en": "Words"}, "on": "vn", "templates": ["t.json"]})"},
                                              {"t.json", R"({"format": "dinh-templates/1", "templates": {)" +
                                                             templates + "}}"}}}});
}

}  // namespace

TEST_CASE("a layer words the reasons of every register that is built on the pack") {
  const auto p = worded(R"("registry.no_role": {"vi": "{role} là ai?", "en": "Who is {role}?"},
    "registry.is_central": {"vi": "{role}: trung ương.", "en": "{role}: in the capital."})");
  if (!p) FAIL(describe(p.error()));
  registry_builder units = p->register_of_roles();
  unit_record province;
  province.key = "40@2020-01-01";
  province.code = "40";
  province.period.name = "Nghệ An";
  province.period.kind = unit_kind::province;
  units.add(std::move(province));
  const registry r = units.build().value();
  const unit_id here = r.find("40", date{2026, 1, 1});
  CHECK(r.resolve("mandarin", here, date{2026, 1, 1}).why.statement == text{"mandarin là ai?", "Who is mandarin?"});
  for (const role_rule& role : r.roles()) {
    if (!role.is_central || !role.as.empty() || !role.when.contains(date{2026, 1, 1})) continue;
    CHECK(r.resolve(role.role, here, date{2026, 1, 1}).why.statement.en == role.label.en + ": in the capital.");
  }
  CHECK(r.phrases() == p->phrases());
  // the pack below is untouched
  CHECK_FALSE(packs::vietnam()->register_of_roles().build()->phrases().is_reworded());
}

TEST_CASE("a layer words the histories of every docket that works by the pack") {
  const auto p = worded(R"("docket.began_due": {"vi": "{duty}: {day}, {length}", "en": "{duty}: {day}, {length}"},
    "docket.consequence_none": {"vi": "Không sao.", "en": "Nothing happens."})");
  if (!p) FAIL(describe(p.error()));
  const date begun{2026, 3, 2};
  const auto duties_of = [&](const pack& law) {
    docket d = docket::make(docket_terms_of(law)).value();
    if (const auto r = d.open("e1", "c", "complaint_second", "17464@2025-07-01", begun, begun); !r) FAIL(describe(r.error()));
    std::string out;
    for (const history_line& l : d.history("c", begun).value()) out += to_text(l.what, lang::en);
    for (const duty& x : d.duties(begun)) out += to_text(d.why(x, begun), lang::en);
    return out;
  };
  const std::string worded_otherwise = duties_of(*p);
  const std::string usual = duties_of(packs::vietnam().value());
  INFO(worded_otherwise << usual);
  CHECK(worded_otherwise.find("Nothing happens.") != std::string::npos);
  CHECK(usual.find("The law states no consequence.") != std::string::npos);
  CHECK(usual.find(", due 2026-") != std::string::npos);
  CHECK(worded_otherwise.find(", due 2026-") == std::string::npos);
}

TEST_CASE("the copy of the pack in the library takes less than a mebibyte") {
  std::size_t bytes = 0;
  for (const pack_file& f : packs::vietnam_files()) bytes += f.content.size();
  CHECK(bytes < std::size_t{1} << 20U);
}

TEST_CASE("a layer that leaves out a place of a sentence of the register is refused with its file and key") {
  const auto p = worded(R"("registry.lies_in": {"vi": "{unit} thuộc {above}.", "en": "{unit} is in {above}."})");
  REQUIRE_FALSE(p);
  REQUIRE_FALSE(p.error().empty());
  for (const auto& d : p.error()) {
    CHECK(d.code == "templates/other-places");
    CHECK(d.where.find("t.json#/templates/registry.lies_in/") != std::string::npos);
  }
}

}  // namespace test_of_layer_words
