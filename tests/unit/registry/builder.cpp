// Faults of records, and successions that split, merge and cross, against a plain reference.
#include <catch.hpp>

#include <dinh/registry/registry.hpp>

#include <map>
#include <random>
#include <set>

namespace test_of_builder {

using namespace dinh;

namespace {

const date start{boost::date_time::neg_infin};
const date forever{boost::date_time::pos_infin};

unit_record record(std::string code, std::string day, validity when, std::string parent = {},
                   unit_kind kind = unit_kind::commune) {
  unit_record r;
  r.key = code + "@" + day;
  r.where = "row of " + r.key;
  r.code = std::move(code);
  r.parent = std::move(parent);
  r.period.when = when;
  r.period.name = "N" + r.code;
  r.period.kind = kind;
  return r;
}
succession_record passes(std::string from, std::string to, date on, extent e = extent::whole) {
  succession_record s;
  s.where = from + ">" + to;
  s.predecessor = std::move(from);
  s.successor = std::move(to);
  s.how.on = on;
  s.how.how_much = e;
  return s;
}

std::map<std::string, int> faults_of(const registry_builder& b) {
  const auto built = b.build();
  std::map<std::string, int> n;
  if (built) return n;
  for (const auto& d : built.error()) ++n[d.code];
  return n;
}

std::map<std::string, extent> answer(const registry& r, const related_units& found) {
  std::map<std::string, extent> out;
  for (const auto& u : found.units) out[r[u.unit].key] = u.how_much;
  return out;
}

}  // namespace

TEST_CASE("all faults of records come at once") {
  registry_builder b;
  b.add(record("01", "2020-01-01", {start, forever}, {}, unit_kind::province));
  b.add(record("01", "2021-01-01", {date{2021, 1, 1}, forever}, {}, unit_kind::province));  // 01 means two units
  auto wrong_code = record("05", "2020-01-01", {start, forever}, "01@2020-01-01");
  wrong_code.code = "06";
  b.add(wrong_code);
  auto wrong_key = record("07", "2020-01-01", {start, forever}, "01@2020-01-01");
  wrong_key.key = "07";
  b.add(wrong_key);
  b.add(record("08", "2020-01-01", {date{2020, 2, 1}, forever}, "01@2020-01-01"));  // begins on another day
  b.add(record("09", "2020-01-01", {start, forever}, "99@2020-01-01"));
  b.add(record("10", "2020-01-01", {start, forever}, "09@2020-01-01"));  // a commune in a commune
  b.add(record("11", "2020-01-01", {start, date{2021, 1, 1}}, "01@2020-01-01"));
  b.add(record("11", "2020-01-01", {date{2021, 2, 1}, forever}, "01@2020-01-01"));  // a gap
  b.add(record("12", "2020-01-01", {start, date{2021, 1, 1}}, "01@2020-01-01"));
  b.add(record("12", "2020-01-01", {date{2020, 12, 1}, forever}, "01@2020-01-01"));  // an overlap
  b.add(record("13", "2020-01-01", {start, date{2021, 1, 1}}, "01@2020-01-01"));
  b.add(passes("13@2020-01-01", "09@2020-01-01", {2022, 1, 1}));  // 13 was gone by then
  b.add(passes("13@2020-01-01", "98@2020-01-01", {2021, 1, 1}));
  role_rule rule;
  rule.role = "a";
  rule.as.push_back({{}, "b", {}, evidence::text});
  b.add(rule);
  rule.role = "b";
  rule.as = {{{}, "a", {}, evidence::text}, {{}, "nobody", {}, evidence::text}};
  b.add(rule);
  b.add(rule);
  const auto n = faults_of(b);
  CHECK(n.at("registry/code-used-twice") == 1);
  CHECK(n.at("registry/code-changed") == 1);
  CHECK(n.at("registry/bad-key") == 2);
  CHECK(n.at("registry/unknown-unit") == 2);
  CHECK(n.at("registry/parent-not-above") == 1);
  CHECK(n.at("registry/gap-between-periods") == 1);
  CHECK(n.at("registry/overlapping-periods") == 1);
  CHECK(n.at("registry/succession-out-of-time") == 1);
  CHECK(n.at("registry/overlapping-rules") == 1);
  CHECK(n.at("registry/unknown-role") == 2);
  CHECK(n.at("registry/role-cycle") == 2);
}

TEST_CASE("a parent that ends before its child is a fault with both names") {
  registry_builder b;
  b.add(record("01", "2020-01-01", {start, date{2025, 7, 1}}, {}, unit_kind::district));
  b.add(record("02", "2020-01-01", {start, forever}, "01@2020-01-01"));
  const auto built = b.build();
  REQUIRE_FALSE(built.has_value());
  REQUIRE(built.error().size() == 1);
  CHECK(built.error().list().front().code == "graph/dangling-edge");
  CHECK(built.error().list().front().where == "contains 01@2020-01-01 -> 02@2020-01-01");
}

TEST_CASE("the order of the records changes nothing") {
  std::vector<unit_record> rows{record("01", "2020-01-01", {start, forever}, {}, unit_kind::province)};
  for (int i = 10; i < 40; ++i)
    rows.push_back(record(std::to_string(i), "2020-01-01", {start, forever}, "01@2020-01-01"));
  std::mt19937 random{8};
  std::vector<std::string> first;
  for (int round = 0; round < 5; ++round) {
    registry_builder b;
    std::shuffle(rows.begin(), rows.end(), random);
    for (const auto& r : rows) b.add(r);
    const registry built = b.build().value();
    std::vector<std::string> keys;
    for (const unit_id c : built.children(built.find("01", {2024, 1, 1}), {2024, 1, 1})) keys.push_back(built[c].key);
    if (first.empty()) first = keys;
    CHECK(keys == first);
    CHECK(keys.size() == 30);
  }
}

TEST_CASE("a unit that splits, and whose parts merge again, has all candidates with all ways") {
  const date d1{2021, 1, 1};
  const date d2{2022, 1, 1};
  registry_builder b;
  b.add(record("1", "2020-01-01", {start, d1}));
  b.add(record("2", "2021-01-01", {d1, d2}));
  b.add(record("3", "2021-01-01", {d1, d2}));
  b.add(record("4", "2022-01-01", {d2, forever}));
  b.add(record("5", "2022-01-01", {d2, forever}));
  b.add(passes("1@2020-01-01", "2@2021-01-01", d1, extent::part));
  b.add(passes("1@2020-01-01", "3@2021-01-01", d1, extent::part));
  b.add(passes("2@2021-01-01", "4@2022-01-01", d2));
  b.add(passes("3@2021-01-01", "4@2022-01-01", d2, extent::part));
  b.add(passes("3@2021-01-01", "5@2022-01-01", d2, extent::unknown));
  const registry r = b.build().value();
  const unit_id one = r.find("1", {2020, 6, 1});
  CHECK(answer(r, r.translate(one, {2021, 6, 1})) ==
        std::map<std::string, extent>{{"2@2021-01-01", extent::part}, {"3@2021-01-01", extent::part}});
  const related_units last = r.translate(one, {2023, 1, 1});
  CHECK(answer(r, last) ==
        std::map<std::string, extent>{{"4@2022-01-01", extent::part}, {"5@2022-01-01", extent::unknown}});
  CHECK_FALSE(last.units.front().has_more_ways);
  CHECK(last.units.front().ways.size() == 2);
  CHECK(answer(r, r.translate(r.find("5", {2023, 1, 1}), {2020, 6, 1})) ==
        std::map<std::string, extent>{{"1@2020-01-01", extent::unknown}});
  CHECK(answer(r, r.translate(one, {2019, 1, 1})) == std::map<std::string, extent>{{"1@2020-01-01", extent::whole}});
}

TEST_CASE("a unit that lives on and gives a part away is its own successor beside the receiver") {
  registry_builder b;
  const date d{2021, 1, 1};
  b.add(record("1", "2020-01-01", {start, forever}));
  b.add(record("2", "2020-01-01", {start, forever}));
  b.add(passes("1@2020-01-01", "2@2020-01-01", d, extent::part));
  const registry r = b.build().value();
  const unit_id one = r.find("1", d);
  CHECK(answer(r, r.successors(one, {2021, 6, 1})) ==
        std::map<std::string, extent>{{"1@2020-01-01", extent::part}, {"2@2020-01-01", extent::part}});
  CHECK(answer(r, r.successors(one, {2020, 12, 31})) == std::map<std::string, extent>{{"1@2020-01-01", extent::whole}});
  CHECK(answer(r, r.predecessors(r.find("2", d), {2020, 12, 31})) ==
        std::map<std::string, extent>{{"1@2020-01-01", extent::part}, {"2@2020-01-01", extent::whole}});
}

TEST_CASE("what a unit receives after a day does not come from before it") {
  // 2 gave a part to 3 in 2021 and took in 1 only in 2022: nothing of 1 is in 3.
  registry_builder b;
  b.add(record("1", "2020-01-01", {start, date{2022, 1, 1}}));
  b.add(record("2", "2020-01-01", {start, forever}));
  b.add(record("3", "2020-01-01", {start, forever}));
  b.add(passes("2@2020-01-01", "3@2020-01-01", {2021, 1, 1}, extent::part));
  b.add(passes("1@2020-01-01", "2@2020-01-01", {2022, 1, 1}));
  const registry r = b.build().value();
  CHECK(answer(r, r.translate(r.find("1", {2020, 1, 1}), {2023, 1, 1})) ==
        std::map<std::string, extent>{{"2@2020-01-01", extent::whole}});
  CHECK(answer(r, r.predecessors(r.find("3", {2023, 1, 1}), {2020, 6, 1})) ==
        std::map<std::string, extent>{{"2@2020-01-01", extent::part}, {"3@2020-01-01", extent::whole}});
}

TEST_CASE("random generations: successors are exactly the units reached step by step, and predecessors mirror them") {
  std::mt19937 random{9};
  for (int round = 0; round < 40; ++round) {
    // Generation g lives in year 2000 + g; each unit passes to one to three units of the next generation.
    constexpr int generations = 5;
    constexpr int width = 6;
    const auto day = [](int g) { return date{static_cast<unsigned short>(2000 + g), 1, 1}; };
    const auto key = [](int g, int i) {
      return std::to_string(g) + std::to_string(i) + "@" + std::to_string(2000 + g) + "-01-01";
    };
    registry_builder b;
    std::map<std::string, std::set<std::string>> next;
    for (int g = 0; g < generations; ++g)
      for (int i = 0; i < width; ++i)
        b.add(record(std::to_string(g) + std::to_string(i), std::to_string(2000 + g) + "-01-01",
                     {day(g), g + 1 < generations ? day(g + 1) : forever}));
    for (int g = 0; g + 1 < generations; ++g)
      for (int i = 0; i < width; ++i) {
        auto& to = next[key(g, i)];
        for (auto n = random() % 3 + 1; n > 0; --n) to.insert(key(g + 1, static_cast<int>(random() % width)));
        for (const auto& t : to) b.add(passes(key(g, i), t, day(g + 1), to.size() == 1 ? extent::whole : extent::part));
      }
    const registry r = b.build().value();
    for (int g = 0; g < generations; ++g)
      for (int i = 0; i < width; ++i) {
        std::set<std::string> reached{key(g, i)};
        bool whole = true;
        for (int h = g; h + 1 < generations; ++h) {
          std::set<std::string> further;
          for (const auto& k : reached) {
            further.insert(next[k].begin(), next[k].end());
            whole = whole && next[k].size() == 1;
          }
          reached = further;
          const unit_id from = r.find_lifetime(key(g, i));
          const related_units found = r.successors(from, day(h + 1));
          std::set<std::string> keys;
          for (const auto& u : found.units) keys.insert(r[u.unit].key);
          REQUIRE(keys == reached);
          REQUIRE(found.lost.empty());
          if (whole) REQUIRE(found.only() == r.find_lifetime(*reached.begin()));
          for (const auto& k : reached) {
            bool mirrored = false;
            for (const auto& u : r.predecessors(r.find_lifetime(k), day(g)).units)
              mirrored = mirrored || u.unit == from;
            REQUIRE(mirrored);
          }
        }
      }
  }
}

TEST_CASE("a ladder of diamonds, hostile, does not multiply the ways without bound") {
  registry_builder b;
  const auto day = [](int g) { return date{static_cast<unsigned short>(1500 + g), 1, 1}; };
  const auto key = [](int g, int i) {
    return std::to_string(g) + "x" + std::to_string(i) + "@" + std::to_string(1500 + g) + "-01-01";
  };
  constexpr int rungs = 60;  // 2^60 ways
  for (int g = 0; g < rungs; ++g)
    for (int i = 0; i < 2; ++i)
      b.add(record(std::to_string(g) + "x" + std::to_string(i), std::to_string(1500 + g) + "-01-01",
                   {day(g), g + 1 < rungs ? day(g + 1) : forever}));
  for (int g = 0; g + 1 < rungs; ++g)
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < 2; ++j) b.add(passes(key(g, i), key(g + 1, j), day(g + 1), extent::part));
  const registry r = b.build().value();
  const related_units found = r.successors(r.find_lifetime(key(0, 0)), day(rungs));
  CHECK(found.units.size() == 2);
  for (const auto& u : found.units) {
    CHECK(u.ways.size() == 64);
    CHECK(u.has_more_ways);
  }
}

TEST_CASE("a builder that is given away makes the same register, and one that is kept can make it again") {
  const date d1{2021, 7, 1};
  registry_builder b;
  b.add(record("01", "2020-01-01", {start, forever}, {}, unit_kind::province));
  b.add(record("11", "2020-01-01", {start, d1}, "01@2020-01-01"));
  b.add(record("12", "2021-07-01", {d1, forever}, "01@2020-01-01"));
  b.add(passes("11@2020-01-01", "12@2021-07-01", d1));
  const registry first = b.build().value();
  const registry again = b.build().value();
  const registry taken = std::move(b).build().value();
  for (const registry* r : {&first, &again, &taken}) {
    CHECK(r->unit_count() == 3);
    const unit_id now = r->find("12", {2024, 1, 1});
    CHECK((*r)[now].on({2024, 1, 1}).name == "N12");
    CHECK(answer(*r, r->translate(r->find("11", {2021, 1, 1}), {2024, 1, 1})) ==
          std::map<std::string, extent>{{"12@2021-07-01", extent::whole}});
  }
}

TEST_CASE("codes of which one begins another are told apart") {
  // "01" comes before "019", "019@…" before "01@…".
  registry_builder b;
  for (const char* code : {"019", "01", "0190", "0"})
    for (const int year : {2021, 2020, 2022}) {
      const bool is_last = year == 2022;
      b.add(record(code, std::to_string(year) + "-01-01",
                   {to_date(civil{year, 1, 1}), is_last ? forever : to_date(civil{year + 1, 1, 1})},
                   {}, unit_kind::province));
    }
  const registry r = b.build().value();
  for (const char* code : {"019", "01", "0190", "0"}) {
    CHECK(r.lifetimes(code).size() == 3);
    for (const int year : {2020, 2021, 2022})
      CHECK(r[r.find(code, to_date(civil{year, 6, 1}))].key == std::string{code} + "@" + std::to_string(year) + "-01-01");
  }
  CHECK(r.find("01", {2019, 12, 31}).is_none());
}

TEST_CASE("an empty register answers nothing, and copies share one value") {
  const registry none;
  CHECK(none.unit_count() == 0);
  CHECK(none.find("01", {2025, 1, 1}).is_none());
  CHECK(none.lifetimes("01").empty());
  registry_builder b;
  b.add(record("1", "2020-01-01", {start, forever}));
  registry r = b.build().value();
  const registry copy = r;
  r = none;
  CHECK(copy[copy.find("1", {2025, 1, 1})].key == "1@2020-01-01");
}

}  // namespace test_of_builder
