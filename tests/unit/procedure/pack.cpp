#include <catch.hpp>

#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "../../../src/exchange/pack_procedure.hpp"
#include "../vietnam.hpp"
#include "shared_procedures.hpp"

namespace test_of_pack {

using namespace dinh;
using test::vietnam;

namespace {

using deadline_line = std::tuple<std::string, std::string, std::int32_t, std::string, std::string>;

// What the law files say of a deadline: the ends, the number with its direction, the rule.
std::multiset<deadline_line> deadlines_of(const nlohmann::json& entry) {
  std::multiset<deadline_line> out;
  for (const auto& d : entry["deadlines"]) {
    const bool is_max = !d["max"].is_null();
    out.emplace(d["from_node"].get<std::string>(), d["to_node"].get<std::string>(),
                d[is_max ? "max" : "min"].get<std::int32_t>(), d["unit"].get<std::string>() + (is_max ? " max" : " min"),
                d["rule_id"].get<std::string>());
  }
  return out;
}

std::multiset<deadline_line> deadlines_of(const procedure& p) {
  std::multiset<deadline_line> out;
  for (std::uint32_t i = 0; i < p.deadline_count(); ++i) {
    const deadline& d = p.deadline_at(i);
    const edge_id<deadline> e{i};
    const std::string from = p[p.graph().from(e)].key;
    const std::string to = p[p.graph().to(e)].key;
    // "At once" is day 0 in the law files and no number here, as in the rule.
    if (d.time)
      out.emplace(from, to, d.time->length.count,
                  std::string{name_of(d.time->length.unit)} + (d.sets_latest() ? " max" : " min"), d.rule);
    else if (d.no_number == time_said::at_once)
      out.emplace(from, to, 0, "day max", d.rule);
  }
  return out;
}

// The steps that two procedures add: what `find` does not know.
std::multiset<std::tuple<std::string, std::string>> flows_of(const procedure& p) {
  std::multiset<std::tuple<std::string, std::string>> out;
  for (std::uint32_t e = 0; e < p.graph().count<flows_to>(); ++e) {
    const edge_id<flows_to> f{e};
    out.emplace(p[p.graph().from(f)].key, p[p.graph().to(f)].key);
  }
  return out;
}

std::string place(const procedure& p, std::uint32_t deadline_index) {
  const edge_id<deadline> e{deadline_index};
  return p.id() + ": " + p[p.graph().from(e)].key + " => " + p[p.graph().to(e)].key;
}

}  // namespace

TEST_CASE("the pack has every procedure of the law files with its steps, rules, calls, flows and deadlines") {
  std::size_t count = 0;
  for (const char* file : {"procedures.json", "procedures-adjacent.json"}) {
    const nlohmann::json shared = shared_procedures::read(file);
    for (const auto& entry : shared["procedures"]) {
      const auto id = entry["id"].get<std::string>();
      INFO(id);
      const procedure* p = vietnam().find_procedure(id);
      REQUIRE(p != nullptr);
      ++count;
      REQUIRE(entry["nodes"].size() == p->steps().size());
      for (const auto& n : entry["nodes"]) {
        INFO(n["id"]);
        const step_id s = p->find(n["id"].get<std::string>());
        REQUIRE(s);
        CHECK(name_of((*p)[s].kind) == n["type"].get<std::string>());
        CHECK((*p)[s].rules == n["rule_ids"].get<std::vector<std::string>>());
        CHECK((*p)[s].calls == shared_procedures::text_of(n, "calls"));
        const step_kind k = (*p)[s].kind;
        if (k == step_kind::task || k == step_kind::wait || k == step_kind::decision)
          CHECK((*p)[s].actor.empty() == n["actor"].get<std::string>().empty());
      }
      std::multiset<std::tuple<std::string, std::string>> flows;
      for (const auto& f : entry["flows"]) flows.emplace(f["from"].get<std::string>(), f["to"].get<std::string>());
      CHECK(flows_of(*p) == flows);
      CHECK(deadlines_of(*p) == deadlines_of(entry));
      std::set<std::pair<std::string, std::string>> votes;
      std::set<std::pair<std::string, std::string>> wanted_votes;
      for (const step& s : p->steps())
        if (s.vote)
          for (const auto& r : s.vote->rules) votes.emplace(s.key, r);
      for (const auto& v : entry["votes"])
        wanted_votes.emplace(v["node"].get<std::string>(), v["rule_id"].get<std::string>());
      CHECK(votes == wanted_votes);
      // What the note of the file says in words: an extension adds to the first period, at the office and elsewhere.
      const std::size_t said_in_words = id == "info_request" ? 2 : 0;
      CHECK(p->facts().clocks.size() == said_in_words + (entry.contains("suspensions") ? entry["suspensions"].size() : 0));
    }
  }
  CHECK(count == 58);
  CHECK(vietnam().procedures().size() == 60);  // and online services before and after 2022-08-15
}

TEST_CASE("every procedure of the pack is sound, fully worded and has no gap in its branches") {
  for (const procedure& p : vietnam().procedures()) {
    INFO(p.id());
    const auto v = verify(p);
    for (const auto& f : v.findings) UNSCOPED_INFO(describe(f, p).en);
    CHECK(v.verdict == soundness::sound);
    CHECK_FALSE(p.title().vi.empty());
    CHECK_FALSE(p.title().en.empty());
    CHECK_FALSE(p.facts().source.empty());
    CHECK_FALSE(p.facts().field.empty());
    for (const auto& d : check_structure(p)) {
      // A branch that the law opens on a later day is open to nobody before.
      const bool is_day = d.code == "procedure/branch-gap" && d.message.en.find("day = 2026-06-30") != std::string::npos;
      if (!is_day) FAIL_CHECK(describe(d));
    }
  }
}

TEST_CASE("each task has an actor that is a role of the pack, and every decision one or the law names nobody") {
  std::set<std::string> roles;
  for (const role_rule& r : vietnam().roles()) roles.insert(r.role);
  for (const procedure& p : vietnam().procedures())
    for (const step& s : p.steps()) {
      INFO(p.id() << "/" << s.key);
      if (s.kind == step_kind::task) CHECK_FALSE(s.actor.empty());
      if (!s.actor.empty()) CHECK(roles.contains(s.actor));
    }
}

TEST_CASE("every instrument and every rule that a procedure of the pack cites is known to the statute book") {
  const auto& book = vietnam().statutes();
  const auto known = [&](const citation& c) {
    INFO(c.instrument << " " << c.article);
    CHECK(book.find(c.instrument));
  };
  for (const procedure& p : vietnam().procedures()) {
    INFO(p.id());
    known(p.facts().source);
    for (const citation& c : p.facts().also) known(c);
    for (const step& s : p.steps())
      for (const auto& id : s.rules) CHECK(vietnam().rules().find(id) != nullptr);
    for (const repetition& r : p.facts().repeats) {
      const rule* of = vietnam().rules().find(r.rule);
      REQUIRE(of != nullptr);
      CHECK(r.source == of->source);
      // "every 3 months", "1 day a month", "2 a year": the number of the rule is the period or how often
      REQUIRE(of->number.has_value());
      const bool is_period = of->number->value == r.every.count && of->number->unit == name_of(r.every.unit);
      const bool is_times = of->number->value == r.times;
      INFO(r.rule << " " << of->number->value << " " << of->number->unit);
      CHECK((is_period || is_times));
    }
    for (const clock_rule& c : p.facts().clocks) CHECK(vietnam().rules().find(c.rule) != nullptr);
  }
}

TEST_CASE("each number of the pack's procedures is that of its rule, in force on every day it counts") {
  std::size_t numbers = 0;
  for (const procedure& p : vietnam().procedures())
    for (std::uint32_t i = 0; i < p.deadline_count(); ++i) {
      const deadline& d = p.deadline_at(i);
      INFO(place(p, i) << " " << d.rule);
      const rule* r = vietnam().rules().find(d.rule);
      REQUIRE(r != nullptr);
      CHECK(d.source == r->source);
      CHECK(d.known_by == r->known_by);
      const validity counts = intersect(p.facts().valid, d.valid);
      CHECK_FALSE(counts.is_empty());
      CHECK(r->valid.from <= counts.from);
      CHECK(counts.until <= r->valid.until);
      if (!d.time) {
        CHECK_FALSE(r->time.has_value());
        continue;
      }
      ++numbers;
      if (r->time) {
        CHECK(*d.time == *r->time);
      } else {
        REQUIRE(r->number.has_value());
        CHECK(d.time->length.count == r->number->value);
        CHECK(name_of(d.time->length.unit) == r->number->unit);
      }
    }
  CHECK(numbers >= 170);
}

TEST_CASE("every step says what the law says of its time: a deadline, no limit, no number, or not known") {
  for (const procedure& p : vietnam().procedures()) {
    std::set<std::uint32_t> bound;
    for (std::uint32_t i = 0; i < p.deadline_count(); ++i) {
      const edge_id<deadline> e{i};
      bound.insert(p.graph().to(e).index());
      if (p.deadline_at(i).time && p.deadline_at(i).time->way == direction::not_later_than_before)
        bound.insert(p.graph().from(e).index());
    }
    for (std::uint32_t i = 0; i < p.steps().size(); ++i) {
      const step& s = p.steps()[i];
      INFO(p.id() << "/" << s.key);
      if (s.kind == step_kind::task) CHECK((s.time != time_said::unsaid || bound.contains(i)));
    }
  }
}

TEST_CASE("what follows a missed duty rests on a rule, or the file says that the law has nothing") {
  std::size_t with = 0;
  for (const procedure& p : vietnam().procedures())
    for (std::uint32_t i = 0; i < p.deadline_count(); ++i) {
      const deadline& d = p.deadline_at(i);
      INFO(place(p, i));
      CHECK(d.consequence.empty() == d.consequence_rule.empty());
      if (d.consequence.empty()) continue;
      ++with;
      CHECK(vietnam().rules().find(d.consequence_rule) != nullptr);
      if (!d.leads_to.empty()) CHECK(p.find(d.leads_to));
    }
  CHECK(with >= 30);
  // The member is required: a file without it is refused.
  const auto j = exchange::parse_json(R"({"id":"p","evidence":"T","steps":[{"id":"s","kind":"start","next":"e"},
    {"id":"e","kind":"end"}],"deadlines":[{"from":"s","to":"e","time":"unknown","evidence":"T"}]})",
                                      "f");
  REQUIRE(j);
  diagnostics faults;
  CHECK_FALSE(exchange::read_procedure(*j, "f", faults));
  CHECK(std::any_of(faults.begin(), faults.end(), [](const auto& d) {
    return d.where.rfind("f#/deadlines/0", 0) == 0 && d.message.en.find("consequence") != std::string::npos;
  }));
}

TEST_CASE("calls lead to procedures of the pack that hold on some of the same days") {
  for (const procedure& p : vietnam().procedures())
    for (const step& s : p.steps()) {
      if (s.calls.empty()) continue;
      INFO(p.id() << "/" << s.key << " calls " << s.calls);
      const procedure* called = vietnam().find_procedure(s.calls);
      REQUIRE(called != nullptr);
      CHECK(called->facts().valid.overlaps(p.facts().valid));
    }
}

TEST_CASE("labels are short enough to be drawn and both languages are there") {
  for (const procedure& p : vietnam().procedures())
    for (const step& s : p.steps()) {
      INFO(p.id() << "/" << s.key);
      CHECK_FALSE(s.label.vi.empty());
      CHECK_FALSE(s.label.en.empty());
      CHECK(s.label.vi.size() <= 160);
      CHECK(s.label.en.size() <= 120);
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

}  // namespace test_of_pack
