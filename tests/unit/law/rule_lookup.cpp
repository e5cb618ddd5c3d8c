// Which rules apply to a question: the comparison of bits against the sets themselves, one after the other.
#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/rule_set.hpp>

#include <random>
#include <set>
#include <string>

namespace test_of_rule_lookup {

using namespace dinh;
using test::vietnamese_rules;

namespace {

std::mt19937 random{11};
unsigned below(unsigned n) { return static_cast<unsigned>(random() % n); }

template <class Enum>
std::optional<Enum> some() {
  const unsigned values = static_cast<unsigned>(terms<Enum>::names.size());
  const unsigned pick = below(values + 1);
  return pick == values ? std::nullopt : std::optional{static_cast<Enum>(pick)};
}
template <class Enum>
term_set<Enum> some_set() {
  term_set<Enum> out;
  if (below(2) == 0) return out;
  for (unsigned v = 0; v < terms<Enum>::names.size(); ++v)
    if (below(2) == 0) out.add(static_cast<Enum>(v));
  return out;
}
content some_content() {
  const unsigned clause = below(7);
  return clause == 0 ? content{} : *content::from("15." + std::to_string(clause));
}

rule_question some_question() {
  rule_question q;
  q.where = some<setting>();
  q.what = some_content();
  q.form = some<decision_form>();
  q.matter = some<vote_matter>();
  q.purpose = some<meeting_purpose>();
  q.body = some<asked_body>();
  q.channel = some<publicity_channel>();
  return q;
}
rule_scope some_scope() {
  rule_scope s;
  s.settings = some_set<setting>();
  if (below(2) == 0)
    for (int i = 0; i < 3; ++i)
      if (const content c = some_content(); c.is_given()) s.contents.add(c);
  s.forms = some_set<decision_form>();
  s.matters = some_set<vote_matter>();
  s.purposes = some_set<meeting_purpose>();
  s.bodies = some_set<asked_body>();
  s.channels = some_set<publicity_channel>();
  return s;
}
bool admits_one_by_one(const rule_scope& s, const rule_question& q) {
  return s.settings.admits(q.where) && s.contents.admits(q.what) && s.forms.admits(q.form) &&
         s.matters.admits(q.matter) && s.purposes.admits(q.purpose) && s.bodies.admits(q.body) &&
         s.channels.admits(q.channel);
}

}  // namespace

TEST_CASE("a scope as bits admits exactly the questions that its sets admit") {
  int admitted = 0;
  for (int round = 0; round < 20'000; ++round) {
    const rule_scope s = some_scope();
    const rule_question q = some_question();
    const bool expected = admits_one_by_one(s, q);
    admitted += expected ? 1 : 0;
    if (detail::scope_bits{s}.covers(detail::scope_bits::asked_by(q)) != expected) FAIL("round " << round);
  }
  CHECK(admitted > 100);
  CHECK(admitted < 19'900);
}

TEST_CASE("the rules found for a question of the Vietnamese pack are those whose scope and days admit it") {
  const rule_set& rules = vietnamese_rules();
  int found = 0;
  for (int round = 0; round < 2000; ++round) {
    rule_question q = some_question();
    q.use = static_cast<rule_use>(below(static_cast<unsigned>(terms<rule_use>::names.size())));
    const date on = date{2008, 1, 1} + boost::gregorian::days{static_cast<long>(below(8000))};
    std::set<std::string> expected;
    for (const rule& r : rules.rules())
      for (const rule_use use : r.uses)
        if (use == q.use && r.valid.contains(on) && admits_one_by_one(r.applies, q)) expected.insert(r.id);
    std::set<std::string> answered;
    rules.for_each_applicable(q, on, [&](const rule& r) { answered.insert(r.id); });
    // A version in an instrument of higher rank takes the place of an earlier one that ended late.
    for (const std::string& id : expected)
      if (answered.count(id) == 0) {
        INFO(id << " on " << to_text(on));
        bool is_displaced = false;
        for (const rule* newer : rules.replaced_by(*rules.find(id)))
          is_displaced = is_displaced || (newer->valid.contains(on) && admits_one_by_one(newer->applies, q) &&
                                          rules.rank(*newer) < rules.rank(*rules.find(id)));
        CHECK(is_displaced);
      }
    for (const std::string& id : answered) CHECK(expected.count(id) == 1);
    found += static_cast<int>(answered.size());
  }
  CHECK(found > 100);
}

TEST_CASE("the rules that detail a rule are those that it names") {
  const rule_set& rules = vietnamese_rules();
  int details = 0;
  for (const rule& r : rules.rules()) {
    std::set<std::string> named{r.narrowed_by.begin(), r.narrowed_by.end()};
    std::set<std::string> found;
    rules.for_each_detailing(r, [&](const rule& d) { found.insert(d.id); });
    CHECK(found == named);
    details += static_cast<int>(found.size());
  }
  CHECK(details > 0);
}

}  // namespace test_of_rule_lookup
