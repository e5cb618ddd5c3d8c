// The sentences of the register are templates: another wording shows in its reasons, wherever they are made.
#include "nghe_an.hpp"

#include <dinh/registry/composition.hpp>

#include <catch.hpp>

#include <algorithm>

namespace test_of_words {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using nghe_an::reg;

namespace {

phrase_book book(std::vector<rewording> words) { return phrase_book{}.reworded(words).value(); }

std::string said(const explanation& e) { return to_text(e, lang::vi) + to_text(e, lang::en); }
bool has(const explanation& e, const std::string& part) { return said(e).find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a register gives its reasons in the words that it was given, and its copies below stay as they were") {
  const registry r = reg().with_phrases(
      book({{"registry.holder", {"{body}: {role}, {day}", "{body} as {role}, {day}"}, ""},
            {"registry.has_one.commune", {"Xã nào cũng có {role}.", "Every commune has its {role}."}, ""},
            {"registry.passed_whole",
             {"{unit} ({key}) vào {heir} ({heir_key}) ngày {day}.", "{unit} ({key}) into {heir} ({heir_key}), {day}."},
             ""}}));
  const unit_id gone = r.find("17461", eve);
  REQUIRE(gone);
  const resolution who = r.resolve("commune_peoples_committee", gone, reform);
  CHECK(who.why.statement.en.find(" as commune People's Committee, 2025-07-01") != std::string::npos);
  CHECK(has(who.why, "Every commune has its commune People's Committee."));
  CHECK(has(who.why, "Xã nào cũng có "));
  CHECK(has(who.why, "Diễn Hoa commune (17461@2020-01-01) into Diễn Châu commune (17464@2025-07-01), 2025-07-01."));
  const resolution before = reg().resolve("commune_peoples_committee", gone, reform);
  CHECK(has(before.why, "On 2025-07-01 the whole of Diễn Hoa commune"));
  CHECK(before.key == who.key);
  CHECK(before.name == who.name);
}

TEST_CASE("a builder hands its words to the register, and a layer on top its own before those below") {
  const std::vector<rewording> low{{"registry.no_unit", {"Thiếu đơn vị.", "No unit given."}, ""}};
  const std::vector<rewording> high{{"registry.no_unit", {"Đơn vị nào?", "Which unit?"}, ""}};
  const auto reason = [](registry_builder b) {
    return b.build().value().resolve("village_head", {}, reform).why.statement.en;
  };
  registry_builder below;
  CHECK(reason(below) == "There is no unit.");
  below.set_phrases(book(low));
  CHECK(reason(below) == "No unit given.");
  CHECK(reason(registry_builder{below}.add(registry_builder{})) == "No unit given.");
  CHECK(reason(registry_builder{below}.add(registry_builder{}.set_phrases(book(high)))) == "Which unit?");
}

TEST_CASE("relations, successors and those who are not there are told in the words of the register") {
  const registry r = reg().with_phrases(
      book({{"registry.relation.directs", {"{object} theo {subject}.", "{object}, under {subject}."}, ""},
            {"registry.heirs", {"{count} nơi kế thừa, {day}.", "{count} took over, {day}."}, ""},
            {"registry.no_longer", {"{day}: hết {role}.", "{day}: {role} is gone."}, ""},
            {"registry.no_role", {"Vai {role}?", "Role {role}?"}, ""}}));
  const unit_id commune = r.find("17464", reform);
  const auto relations = r.relations(commune, date{2026, 1, 15});
  const auto directs = std::find_if(relations.begin(), relations.end(),
                                    [](const relation& x) { return x.kind == relation_kind::directs; });
  REQUIRE(directs != relations.end());
  CHECK(directs->why.statement.en == directs->object.name.en + ", under " + directs->subject.name.en + ".");
  CHECK(directs->why.statement.vi == directs->object.name.vi + " theo " + directs->subject.name.vi + ".");
  CHECK(r.heirs("commune_peoples_committee", r.find("17461", eve), reform).why.statement.en == "1 took over, 2025-07-01.");
  CHECK(r.resolve("district_peoples_committee", commune, reform).why.statement.en ==
        "2025-07-01: district People's Committee is gone.");
  CHECK(r.resolve("nobody_knows", commune, reform).why.statement.vi == "Vai nobody_knows?");
}

TEST_CASE("what is found of a body's composition is told in the words that the check was given") {
  body_composition b;
  b.role = "peoples_inspection_committee";
  b.members = 7;
  b.villages = 9;
  const date today{2025, 10, 1};
  const phrase_book words = book(
      {{"registry.composition.count.not_met", {"{what} {count}/{limit}!", "{what} {count}/{limit}!"}, ""},
       {"registry.composition.members", {"Người", "People"}, ""},
       {"registry.composition.at_least_villages", {">={count} của {villages}", ">={count} of {villages}"}, ""},
       {"registry.composition.outcome.unlawful", {"Sai.", "Wrong."}, ""},
       {"registry.composition.no_rule", {"{role} {day}: ?", "{role} {day}: ?"}, ""}});
  const composition_verdict v = check(b, reg().composition_rules(), today, words);
  CHECK(v.why.statement == text{"Sai.", "Wrong."});
  CHECK(has(v.why, "People 7/>=9 of 9!"));
  CHECK(has(v.why, "Người 7/>=9 của 9!"));
  CHECK(has(check(b, reg().composition_rules(), today).why, "Members: 7, demanded: at least 9 (9 villages): not met."));
  b.role = "no_such_body";
  CHECK(check(b, reg().composition_rules(), today, words).why.statement.vi == "no_such_body 2025-10-01: ?");
}

TEST_CASE("a coded term has the words in a sentence that it has by itself") {
  const phrase_book words;
  for (const extent e : {extent::whole, extent::part, extent::unknown})
    for (const lang l : {lang::vi, lang::en})
      CHECK(words.say("registry.extent." + std::string{name_of(e)}).in(l) == label_of(e, l));
  for (std::size_t i = 0; i < detail::unit_levels.size(); ++i)
    for (const lang l : {lang::vi, lang::en}) {
      const auto level = static_cast<unit_level>(i);
      CHECK(words.say("registry.level." + std::string{name_of(level)}).in(l) == label_of(level, l));
      CHECK(words.say("registry.has_one." + std::string{name_of(level)}, {{"role", "x"}}).in(l).find("{") == std::string::npos);
    }
  for (std::size_t i = 0; i < relation_kind_count; ++i)
    for (const lang l : {lang::vi, lang::en}) {
      const auto kind = static_cast<relation_kind>(i);
      const std::string sentence = words.say("registry.relation." + std::string{name_of(kind)},
                                             {{"subject", "A"}, {"object", "B"}}).in(l);
      CHECK(sentence.find(label_of(kind, l)) != std::string::npos);
    }
}

}  // namespace test_of_words
