// The votes of the pack's procedures: the law decides them from the counts of a case, and the branch follows.
#include <catch.hpp>

#include <dinh/procedure/vote.hpp>

#include <map>
#include <string>

#include "../vietnam.hpp"

namespace test_of_votes {

using namespace dinh;
using test::vietnam;

namespace {

using known = std::map<std::string, std::string, std::less<>>;


struct answer {
  std::optional<outcome> result;
  std::string branch;  ///< empty: people choose
};

answer ask(const char* procedure_id, const char* key, date on, known facts) {
  const procedure& p = vietnam().procedure_named(procedure_id);
  const step_id s = p.find(key);
  REQUIRE(s);
  const fact_source from = [facts = std::move(facts)](std::string_view name) -> std::optional<std::string> {
    const auto at = facts.find(name);
    return at == facts.end() ? std::nullopt : std::optional{at->second};
  };
  const auto v = verdict_of(p, s, on, vietnam().rules(), from);
  REQUIRE(v);
  const std::uint16_t exit = p.choose_branch(s, with_verdict(from, v->result, on));
  return {v->result, exit == procedure::no_exit ? std::string{} : p.exit_of(s, exit).branch};
}

}  // namespace

TEST_CASE("a village meeting passes with the ratio of the content, and the case goes on from there") {
  // Art 21(1), (2) of Law 10/2022: more than half of all household representatives for content 15(6)
  const auto passed = ask("village_meeting", "d_pass", {2023, 9, 1},
                          {{"content", "15.6"}, {"households", "8318"}, {"present", "5000"}, {"in_favour", "4160"}});
  CHECK(passed.result == outcome::passed);
  CHECK(passed.branch == "yes");
  const auto failed = ask("village_meeting", "d_pass", {2023, 9, 1},
                          {{"content", "15.6"}, {"households", "8318"}, {"present", "5000"}, {"in_favour", "4159"}});
  CHECK(failed.result == outcome::not_passed);
  CHECK(failed.branch == "no");
  // two thirds for content 15(1)
  CHECK(ask("village_meeting", "d_pass", {2024, 3, 1},
            {{"content", "15.1"}, {"households", "150"}, {"present", "120"}, {"in_favour", "100"}})
            .branch == "yes");
  CHECK(ask("village_meeting", "d_pass", {2024, 3, 1},
            {{"content", "15.1"}, {"households", "150"}, {"present", "120"}, {"in_favour", "99"}})
            .branch == "no");
}

TEST_CASE("a count that is not known leaves the verdict undetermined and the branch to people") {
  const auto open = ask("village_meeting", "d_pass", {2024, 3, 1}, {{"content", "15.6"}, {"in_favour", "99"}});
  CHECK(open.result == outcome::undetermined);
  CHECK(open.branch.empty());
  const auto nonsense = ask("village_meeting", "d_pass", {2024, 3, 1},
                            {{"content", "15.6"}, {"households", "many"}, {"present", "9"}, {"in_favour", "9"}});
  CHECK(nonsense.result == outcome::undetermined);
  const auto impossible = ask("village_meeting", "d_pass", {2024, 3, 1},
                              {{"content", "15.6"}, {"households", "10"}, {"present", "9"}, {"in_favour", "11"}});
  CHECK(impossible.result == outcome::invalid_input);
  CHECK(impossible.branch.empty());
}

TEST_CASE("an initiative needs a tenth of the households, or goes on to the question whether it is good all the same") {
  CHECK(ask("citizen_initiative", "d_ten", {2024, 3, 1}, {{"households", "95"}, {"agreeing", "10"}}).branch == "yes");
  const auto short_of = ask("citizen_initiative", "d_ten", {2024, 3, 1}, {{"households", "95"}, {"agreeing", "9"}});
  CHECK(short_of.result == outcome::not_met);
  CHECK(short_of.branch == "no");
}

TEST_CASE("steps without a vote, and votes that are only a quorum, ask the law nothing by themselves") {
  const procedure& p = vietnam().procedure_named("village_meeting");
  const fact_source nothing = [](std::string_view) { return std::nullopt; };
  CHECK_FALSE(question_of(p, p.find("t_write"), {2024, 3, 1}, nothing));
  CHECK_FALSE(question_of(p, p.find("d_enough"), {2024, 3, 1}, nothing));
  const auto q = question_of(p, p.find("d_pass"), {2024, 3, 1}, nothing);
  REQUIRE(q);
  CHECK(q->where == setting::village);
  CHECK(q->form == decision_form::meeting);
  CHECK_FALSE(q->households.is_asked());
}

}  // namespace test_of_votes
