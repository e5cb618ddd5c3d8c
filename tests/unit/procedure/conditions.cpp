// Conditions of flows: grammar, three-valued answers, faults, and the branches they choose.
#include <catch.hpp>

#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/vote.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "../found_in.hpp"

namespace test_of_conditions {

using namespace dinh;
using test::has_code;

namespace {

using known = std::map<std::string, std::string, std::less<>>;

fact_source from(known facts) {
  return [facts = std::move(facts)](std::string_view name) -> std::optional<std::string> {
    const auto at = facts.find(name);
    if (at == facts.end()) return std::nullopt;
    return at->second;
  };
}

truth holds(const std::string& words, known facts) {
  const auto c = parse_condition(words);
  REQUIRE(c);
  return c->holds(from(std::move(facts)));
}

}  // namespace

TEST_CASE("a condition compares numbers, days, codes and yes or no") {
  CHECK(holds("households >= 200", {{"households", "200"}}) == truth::yes);
  CHECK(holds("households >= 200", {{"households", "199"}}) == truth::no);
  CHECK(holds("households < 1000", {{"households", "99"}}) == truth::yes);  // as numbers, not as text
  CHECK(holds("day >= 2026-07-01", {{"day", "2026-06-30"}}) == truth::no);
  CHECK(holds("day >= 2026-07-01", {{"day", "2026-07-01"}}) == truth::yes);
  CHECK(holds("form = meeting", {{"form", "online"}}) == truth::no);
  CHECK(holds("form != meeting", {{"form", "online"}}) == truth::yes);
  CHECK(holds("scattered", {{"scattered", "yes"}}) == truth::yes);
  CHECK(holds("not scattered", {{"scattered", "no"}}) == truth::yes);
  CHECK(holds("scattered = no", {{"scattered", "no"}}) == truth::yes);
}

TEST_CASE("what rests on an unknown fact is unknown unless the rest decides it") {
  CHECK(holds("a", {}) == truth::unknown);
  CHECK(holds("not a", {}) == truth::unknown);
  CHECK(holds("a or b", {{"b", "yes"}}) == truth::yes);
  CHECK(holds("a or b", {{"b", "no"}}) == truth::unknown);
  CHECK(holds("a and b", {{"b", "no"}}) == truth::no);
  CHECK(holds("a and b", {{"b", "yes"}}) == truth::unknown);
  CHECK(holds("n >= 5", {{"n", "many"}}) == truth::unknown);
  CHECK(holds("day >= 2026-07-01", {{"day", "2026-07"}}) == truth::unknown);
}

TEST_CASE("and binds more strongly than or, not most of all") {
  CHECK(holds("a or b and c", {{"a", "yes"}, {"b", "no"}, {"c", "no"}}) == truth::yes);
  CHECK(holds("(a or b) and c", {{"a", "yes"}, {"b", "no"}, {"c", "no"}}) == truth::no);
  CHECK(holds("not a and b", {{"a", "no"}, {"b", "no"}}) == truth::no);
  CHECK(holds("not (a and b)", {{"a", "no"}, {"b", "no"}}) == truth::yes);
  CHECK(parse_condition("(a or b) and not (c and d)")->to_text() == "(a or b) and not (c and d)");
  CHECK(parse_condition(" ((a)) or( b and c )")->to_text() == "a or b and c");
  CHECK(parse_condition("a or (b or c)")->to_text() == "a or (b or c)");
}

TEST_CASE("every tree that is written is read as the same tree") {
  std::mt19937 random{20261126};
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::function<std::string(int)> grow = [&](int depth) -> std::string {
    const int kind = depth > 3 ? 0 : pick(4);
    if (kind == 1) return "not " + (depth > 2 ? std::string{"x"} : "(" + grow(depth + 1) + ")");
    if (kind >= 2) return "(" + grow(depth + 1) + (kind == 2 ? " and " : " or ") + grow(depth + 1) + ")";
    const char* tests[] = {"a", "n >= 7", "form = meeting", "day < 2026-07-01", "verdict.d_pass != passed", "b = no"};
    return tests[pick(6)];
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string words = grow(0);
    INFO(words);
    const auto first = parse_condition(words);
    REQUIRE(first);
    const auto second = parse_condition(first->to_text());
    REQUIRE(second);
    CHECK(*first == *second);
    CHECK(first->to_text().size() <= words.size());
  }
}

TEST_CASE("a faulty condition is refused with the place of its fault") {
  for (const char* words : {"", " ", "and", "a and", "a or or b", "(a", "a)", "a = ", "a >= >= 2", "a b", "a & b",
                            "otherwise or a", "not", "a = (b)", "\xff", "=", "a ! b"}) {
    const auto c = parse_condition(words, "file#/flows/3");
    INFO(words);
    REQUIRE_FALSE(c);
    CHECK(c.error().list().front().code == "condition/syntax");
    CHECK(c.error().list().front().where == "file#/flows/3");
  }
  CHECK(parse_condition(std::string(2000, 'a')).error().list().front().code == "condition/too-long");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "(";
  CHECK(parse_condition(deep + "a").error().list().front().code == "condition/too-deep");
}

namespace {

procedure_builder clusters() {
  return procedure_builder("clusters", flow_style::written_out)
      .fact({"households", fact_kind::count, {"số hộ", "households"}, {}})
      .fact({"scattered", fact_kind::yes_no, {"ở phân tán", "scattered"}, {}})
      .start("s")
      .decision("d", by("village_head"))
      .end("clusters")
      .end("together")
      .flow("s", "d");
}

}  // namespace

TEST_CASE("the facts of a case choose the branch, and a missing fact leaves the choice to people") {
  const auto p = clusters()
                     .flow("d", "clusters", {.branch = "yes", .when = "households >= 200 or scattered"})
                     .flow("d", "together", {.branch = "no", .when = "otherwise"})
                     .build();
  REQUIRE(p);
  CHECK(check_structure(*p).list().size() == 4);  // four steps without labels
  const step_id d = p->find("d");
  CHECK(p->choose_branch(d, from({{"households", "200"}})) == p->find_branch(d, "yes"));
  CHECK(p->choose_branch(d, from({{"households", "199"}, {"scattered", "no"}})) == p->find_branch(d, "no"));
  CHECK(p->choose_branch(d, from({{"households", "199"}})) == procedure::no_exit);
  CHECK(p->choose_branch(p->find("s"), from({})) == procedure::no_exit);
  CHECK(p->exit_of(d, p->find_branch(d, "yes"))
            .when.in_words([&](std::string_view name) -> const fact_type* {
              for (const auto& f : p->facts().facts)
                if (f.name == name) return &f;
              return nullptr;
            })
            .en == "households ≥ 200 or scattered");
}

TEST_CASE("a decision that asks a fact takes the branch of its value") {
  const auto p = procedure_builder("asks", flow_style::written_out)
                     .start("s")
                     .decision("d", by("x"), {.label = {"Hình thức?", "Which form?"}, .asks = "form"})
                     .end("a")
                     .end("b")
                     .flow("s", "d")
                     .branch("d", "meeting", "a", {"họp", "meeting"})
                     .branch("d", "ballot", "b", {"phiếu", "ballot"})
                     .build();
  REQUIRE(p);
  const step_id d = p->find("d");
  CHECK(p->choose_branch(d, from({{"form", "ballot"}})) == p->find_branch(d, "ballot"));
  CHECK(p->choose_branch(d, from({{"form", "vote"}})) == procedure::no_exit);
  const auto f = p->fact_named("form");
  REQUIRE(f);
  CHECK(f->kind == fact_kind::choice);
  CHECK(f->label.en == "Which form?");
  CHECK(f->choices.size() == 2);
  CHECK_FALSE(p->fact_named("colour"));
}

TEST_CASE("branches that leave a gap or overlap are told with the facts that show it") {
  const auto gap = clusters()
                       .flow("d", "clusters", {.branch = "yes", .when = "households > 200"})
                       .flow("d", "together", {.branch = "no", .when = "households < 200"})
                       .build();
  REQUIRE(gap);
  const auto found = check_structure(*gap);
  CHECK(has_code(found, "procedure/branch-gap"));
  CHECK_FALSE(has_code(found, "procedure/branch-overlap"));
  CHECK(describe(found).find("households = 200") != std::string::npos);
  const auto overlap = clusters()
                           .flow("d", "clusters", {.branch = "yes", .when = "households >= 200 or scattered"})
                           .flow("d", "together", {.branch = "no", .when = "households < 200"})
                           .build();
  REQUIRE(overlap);
  CHECK(has_code(check_structure(*overlap), "procedure/branch-overlap"));
}

TEST_CASE("a condition that names what nobody declared, or compares what cannot be, is a fault") {
  const auto p = clusters()
                     .flow("d", "clusters", {.branch = "yes", .when = "colour = red or scattered >= 3"})
                     .flow("d", "together", {.branch = "no", .when = "verdict = passed"})
                     .build();
  REQUIRE_FALSE(p);
  CHECK(has_code(p.error(), "procedure/unknown-fact"));
  CHECK(has_code(p.error(), "procedure/wrong-comparison"));
  const auto syntax = clusters()
                          .flow("d", "clusters", {.branch = "yes", .when = "households >="})
                          .flow("d", "together", {.branch = "no", .when = "(scattered"})
                          .build();
  REQUIRE_FALSE(syntax);
  CHECK(std::count_if(syntax.error().begin(), syntax.error().end(),
                      [](const auto& d) { return d.code == "condition/syntax"; }) == 2);
}

TEST_CASE("a verdict that decides nothing leaves the branch to people") {
  const auto p = procedure_builder("vote", flow_style::written_out)
                     .start("s")
                     .decision("d", by("x"), {.vote = vote_at{vote_kind::decision, {"GDL-21-6"}, setting::village}})
                     .end("a")
                     .end("b")
                     .flow("s", "d")
                     .flow("d", "a", {.branch = "yes", .when = "verdict = passed"})
                     .flow("d", "b", {.branch = "no", .when = "otherwise"})
                     .build();
  REQUIRE(p);
  const step_id d = p->find("d");
  const date on{2024, 3, 1};
  CHECK(p->choose_branch(d, with_verdict(from({}), outcome::passed, on)) == p->find_branch(d, "yes"));
  CHECK(p->choose_branch(d, with_verdict(from({}), outcome::not_passed, on)) == p->find_branch(d, "no"));
  CHECK(p->choose_branch(d, with_verdict(from({}), outcome::unreachable, on)) == p->find_branch(d, "no"));
  for (const auto o : {outcome::undetermined, outcome::needs_review, outcome::invalid_input})
    CHECK(p->choose_branch(d, with_verdict(from({}), o, on)) == procedure::no_exit);
}

}  // namespace test_of_conditions
