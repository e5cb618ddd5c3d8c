#include <catch.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/base/phrase.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace test_of_phrase {

using namespace dinh;

namespace {

std::string code_of(const checked<phrase_book>& book) {
  std::string out;
  if (!book)
    for (const auto& d : book.error()) out += d.code + " " + d.where + "\n";
  return out;
}

std::set<std::string> places_in(std::string_view words) {
  std::set<std::string> out;
  for (auto open = words.find('{'); open != std::string_view::npos; open = words.find('{', open + 1))
    out.insert(std::string{words.substr(open, words.find('}', open) - open)});
  return out;
}

}  // namespace

TEST_CASE("the templates of the library stand in the order of their keys and use the same places in both languages") {
  const auto all = library_phrases();
  REQUIRE(all.size() > 100);
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(all[i].key);
    if (i > 0) CHECK(all[i - 1].key < all[i].key);
    CHECK_FALSE(all[i].vi.empty());
    CHECK_FALSE(all[i].en.empty());
    CHECK(places_in(all[i].vi) == places_in(all[i].en));
  }
}

TEST_CASE("every key that the sources name is a template, and every template is named by a source") {
  namespace fs = std::filesystem;
  std::set<std::string> named;
  std::vector<std::string> families;
  const std::regex key{"\"((?:answer|base|docket|due|evidence|hours|law|layer|publicity|registry)\\.[a-z0-9_.]*)\""};
  for (const char* folder : {"/src", "/include"})
    for (const auto& entry : fs::recursive_directory_iterator{std::string{DINH_SOURCE_DIR} + folder}) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      std::ifstream in{entry.path(), std::ios::binary};
      const std::string source{std::istreambuf_iterator<char>{in}, {}};
      for (auto it = std::sregex_iterator{source.begin(), source.end(), key}; it != std::sregex_iterator{}; ++it) {
        const std::string name = (*it)[1];
        if (name.size() > 5 && name.compare(name.size() - 5, 5, ".json") == 0) continue;
        if (name.back() == '.')
          families.push_back(name);
        else
          named.insert(name);
      }
    }
  std::set<std::string> known;
  for (const auto& p : library_phrases()) known.insert(std::string{p.key});
  for (const auto& name : named) {
    INFO(name);
    CHECK(known.count(name) == 1);
  }
  for (const auto& name : known) {
    INFO(name);
    const bool in_family = std::any_of(families.begin(), families.end(),
                                       [&](const std::string& f) { return name.compare(0, f.size(), f) == 0; });
    CHECK((named.count(name) == 1 || in_family));
  }
}

TEST_CASE("a template is filled in both languages and what is filled in is not looked at again") {
  const phrase_book words;
  const text said = words.say("law.quorum.enough", {{"rule", text{"Quy tắc {needed}", "Rule {needed}"}},
                                                    {"present", std::int64_t{120}},
                                                    {"needed", std::int64_t{101}}});
  CHECK(said.en == "Rule {needed}: 120 attending, 101 needed, enough.");
  CHECK(said.vi == "Quy tắc {needed}: 120 người dự, cần 101, đủ.");
}

TEST_CASE("other words must name a known template, both languages and exactly its places; all faults come at once") {
  const std::vector<rewording> wrong{{"law.unheard_of", {"a", "b"}, "t.json#/1"},
                                     {"law.fact_missing", {"", "b"}, "t.json#/2"},
                                     {"law.reach.can", {"{present} {needed}", "{present}"}, "t.json#/3"},
                                     {"law.reach.can", {"{present {needed}", "{present} {needed}"}, "t.json#/4"},
                                     {"law.reach.can", {"{present} {needed}", "{present} {needed} }"}, "t.json#/5"}};
  CHECK(code_of(phrase_book{}.reworded(wrong)) ==
        "templates/unknown-key t.json#/1\ntemplates/missing-language t.json#/2/vi\ntemplates/other-places t.json#/3/en\n"
        "templates/unclosed-place t.json#/4/vi\ntemplates/unclosed-place t.json#/5/en\n");
}

TEST_CASE("a later rewording prevails over an earlier one, down to the words of the library") {
  const std::vector<rewording> first{{"law.fact_missing", {"Thiếu.", "Missing."}, ""}, {"role.none", {"ai", "who"}, ""}};
  const auto book = phrase_book{}.reworded(first).value();
  CHECK(book.say("law.fact_missing").en == "Missing.");
  CHECK(book.label("role.none", {"x", "x"}).en == "who");
  CHECK(phrase_book{}.label("role.none", {"x", "x"}).en == "x");
  CHECK(book.say("law.answer") == phrase_book{}.say("law.answer"));
  const std::vector<rewording> back{
      {"law.fact_missing", {"Thiếu một số liệu cần thiết.", "A needed fact is unknown."}, ""}};
  CHECK(book.reworded(back)->say("law.fact_missing") == phrase_book{}.say("law.fact_missing"));
  CHECK_FALSE(phrase_book{}.reworded(back)->is_reworded());
}

TEST_CASE("an explanation is drawn as a tree and written as canonical JSON") {
  explanation e{{"Hạn cuối", "Last day"}, {}, evidence::text, {}};
  e.add({{"Độ dài", "Length"}, {"10/2022/QH15", "12(2)"}, evidence::summary, {}}).add({{"vì", "since"}, {}, {}, {}});
  e.add({{"Cách tính", "Counting"}, {"91/2015/QH13", "147(2)"}, evidence::text, {}});
  CHECK(to_tree(e, lang::en) ==
        "Last day\n├─ Length [10/2022/QH15 Art 12(2), S]\n│  └─ since\n└─ Counting [91/2015/QH13 Art 147(2), T]\n");
  CHECK(to_json(e).value() ==
        R"j({"because":[{"because":[{"statement":{"en":"since","vi":"vì"}}],"citation":{"article":"12(2)",)j"
        R"j("instrument":"10/2022/QH15"},"evidence":"S","statement":{"en":"Length","vi":"Độ dài"}},{"citation":)j"
        R"j({"article":"147(2)","instrument":"91/2015/QH13"},"evidence":"T","statement":{"en":"Counting",)j"
        R"j("vi":"Cách tính"}}],"statement":{"en":"Last day","vi":"Hạn cuối"}})j");
  CHECK(weakest_evidence(e) == evidence::summary);
}

}  // namespace test_of_phrase
