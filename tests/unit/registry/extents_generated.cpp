// How much of a unit is where, against a plain model: units are sets of hamlets, a reform deals the hamlets out anew.
#include <catch.hpp>

#include <dinh/registry/registry.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace test_of_extents_generated {

using namespace dinh;

namespace {

const date forever{boost::date_time::pos_infin};
using hamlets = std::set<int>;
using state = std::map<std::string, hamlets>;  // by code

date day_of(int generation) { return {static_cast<unsigned short>(2000 + generation), 1, 1}; }
std::string key_of(const std::string& code, int generation) { return code + "@" + to_text(day_of(generation)); }

unit_record unit_of(const std::string& code, int generation, date until) {
  unit_record r;
  r.key = key_of(code, generation);
  r.code = code;
  r.period.name = code;
  r.period.when = {day_of(generation), until};
  return r;
}
succession_record passes(const std::string& from, int generation, const std::string& to, extent how_much) {
  succession_record s;
  s.predecessor = key_of(from, generation);
  s.successor = key_of(to, generation + 1);
  s.how.on = day_of(generation + 1);
  s.how.how_much = how_much;
  return s;
}

/// Deals the hamlets of all units out to new ones; most units stay together.
state reformed(const state& old, std::mt19937& random) {
  const auto any = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const int count = 1 + any(5);
  state next;
  for (const auto& [code, held] : old) {
    const bool stays_together = any(3) > 0;
    const std::string whole = std::to_string(any(count));
    for (const int h : held) next[stays_together ? whole : std::to_string(any(count))].insert(h);
  }
  return next;
}
bool includes(const hamlets& all, const hamlets& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}
bool meet(const hamlets& a, const hamlets& b) {
  return std::any_of(a.begin(), a.end(), [&](int h) { return b.count(h) > 0; });
}

std::map<std::string, extent> said(const registry& r, const related_units& related) {
  std::map<std::string, extent> out;
  for (const related_unit& u : related.units) out[r[u.unit].code] = u.how_much;
  return out;
}

}  // namespace

TEST_CASE("over random reforms every extent that is stated is true, and no unit that holds something is missing") {
  std::mt19937 random{2025};
  int stated = 0;
  int wholes_of_parts = 0;
  for (int round = 0; round < 150; ++round) {
    constexpr int generations = 5;
    std::vector<state> states(1);
    int hamlet = 0;
    for (int u = 0; u < 5; ++u)
      for (int i = 0; i < 1 + static_cast<int>(random() % 4); ++i) states[0][std::to_string(u)].insert(hamlet++);
    for (int g = 1; g < generations; ++g) states.push_back(reformed(states.back(), random));

    registry_builder b;
    for (int g = 0; g < generations; ++g)
      for (const auto& [code, held] : states[static_cast<std::size_t>(g)]) {
        b.add(unit_of(code, g, g + 1 < generations ? day_of(g + 1) : forever));
        if (g + 1 == generations) continue;
        for (const auto& [to, there] : states[static_cast<std::size_t>(g) + 1])
          if (meet(held, there)) b.add(passes(code, g, to, includes(there, held) ? extent::whole : extent::part));
      }
    const registry r = b.build().value();
    for (int from = 0; from < generations; ++from)
      for (int to = 0; to < generations; ++to)
        for (const auto& [code, held] : states[static_cast<std::size_t>(from)]) {
          INFO(round << ": " << code << " of " << from << " in " << to);
          const auto answer = said(r, r.translate(r.find(code, day_of(from)), day_of(from), day_of(to)));
          const bool divided_at_once =
              from < to && said(r, r.translate(r.find(code, day_of(from)), day_of(from), day_of(from + 1))).size() > 1;
          for (const auto& [other, there] : states[static_cast<std::size_t>(to)]) {
            const auto found = answer.find(other);
            if (found == answer.end()) {
              CHECK_FALSE(meet(held, there));
              continue;
            }
            if (found->second == extent::unknown) continue;
            ++stated;
            CHECK(meet(held, there));
            const bool is_whole = from <= to ? includes(there, held) : includes(held, there);
            CHECK((found->second == extent::whole) == is_whole);
            wholes_of_parts += divided_at_once && is_whole ? 1 : 0;
          }
        }
  }
  CHECK(stated > 10'000);
  CHECK(wholes_of_parts > 100);
}

TEST_CASE("backward and forward answers about two units agree") {
  std::mt19937 random{7};
  for (int round = 0; round < 40; ++round) {
    constexpr int generations = 4;
    registry_builder b;
    const auto is_there = [](int g, int u) { return g == 0 || u < 4 || g % 2 == 0; };
    for (int g = 0; g < generations; ++g)
      for (int u = 0; u < 5; ++u) {
        if (!is_there(g, u)) continue;
        b.add(unit_of(std::to_string(u), g, g + 1 < generations ? day_of(g + 1) : forever));
        if (g + 1 == generations) continue;
        std::set<int> targets;
        for (int i = 0; i < 1 + static_cast<int>(random() % 3); ++i)
          targets.insert(static_cast<int>(random() % (is_there(g + 1, 4) ? 5U : 4U)));
        for (const int t : targets)
          b.add(passes(std::to_string(u), g, std::to_string(t),
                       targets.size() > 1 ? (random() % 3 == 0 ? extent::unknown : extent::part) : extent::whole));
      }
    const registry r = b.build().value();
    const date first = day_of(0);
    const date last = day_of(generations - 1);
    std::map<std::pair<std::string, std::string>, extent> forward;
    std::map<std::pair<std::string, std::string>, extent> backward;
    for (int u = 0; u < 5; ++u) {
      const std::string code = std::to_string(u);
      for (const auto& [other, how] : said(r, r.translate(r.find(code, first), first, last))) forward[{code, other}] = how;
      if (const unit_id now = r.find(code, last))
        for (const auto& [other, how] : said(r, r.translate(now, last, first))) backward[{other, code}] = how;
    }
    CHECK(forward == backward);
  }
}

TEST_CASE("a unit whose only recorded successor took a part is in it by that part; two parts in one are the whole") {
  registry_builder b;
  b.add(unit_of("1", 0, day_of(1)));
  b.add(unit_of("2", 1, day_of(2)));
  b.add(unit_of("3", 1, day_of(2)));
  b.add(unit_of("4", 2, forever));
  b.add(unit_of("5", 0, day_of(1)));
  b.add(passes("1", 0, "2", extent::part));
  b.add(passes("1", 0, "3", extent::part));
  b.add(passes("2", 1, "4", extent::whole));
  b.add(passes("3", 1, "4", extent::whole));
  b.add(passes("5", 0, "2", extent::part));  // the source is silent on the rest
  const registry r = b.build().value();
  CHECK(said(r, r.translate(r.find("1", day_of(0)), day_of(0), day_of(2))) ==
        std::map<std::string, extent>{{"4", extent::whole}});
  CHECK(said(r, r.translate(r.find("5", day_of(0)), day_of(0), day_of(2))) ==
        std::map<std::string, extent>{{"4", extent::part}});
  CHECK(said(r, r.translate(r.find("4", day_of(2)), day_of(2), day_of(0))) ==
        std::map<std::string, extent>{{"1", extent::whole}, {"5", extent::part}});
}

TEST_CASE("what the source says of one step stands: part of the area here, part of both there") {
  registry_builder b;
  b.add(unit_of("1", 0, day_of(1)));
  b.add(unit_of("2", 1, forever));
  b.add(unit_of("3", 1, forever));
  succession_record area = passes("1", 0, "2", extent::part);
  area.how.scope = "part_area";
  b.add(area);
  b.add(passes("1", 0, "3", extent::part));
  const registry r = b.build().value();
  std::map<std::string, extents> apart;
  for (const related_unit& u : r.translate(r.find("1", day_of(0)), day_of(0), day_of(1)).units) apart[r[u.unit].code] = u.apart;
  CHECK(apart["2"] == extents{extent::part, extent::unknown});
  CHECK(apart["3"] == extents{extent::part, extent::part});
}

TEST_CASE("what became a unit that has ended is asked for the last day of its life, not for what came after") {
  registry_builder b;
  b.add(unit_of("1", 0, day_of(1)));
  b.add(unit_of("2", 1, day_of(2)));
  b.add(unit_of("3", 2, forever));
  b.add(unit_of("4", 2, forever));
  b.add(passes("1", 0, "2", extent::whole));
  b.add(passes("2", 1, "3", extent::part));
  b.add(passes("2", 1, "4", extent::part));
  const registry r = b.build().value();
  CHECK(said(r, r.predecessors(r.find("2", day_of(1)), day_of(0))) == std::map<std::string, extent>{{"1", extent::whole}});
}

}  // namespace test_of_extents_generated
