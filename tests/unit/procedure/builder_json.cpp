// The builder and JSON give the same object: build, write, read, equal.
#include <catch.hpp>
#include <shared_files.hpp>

#include <dinh/exchange/procedure_json.hpp>
#include <dinh/procedure/builder.hpp>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace test_of_builder_json {

using namespace dinh;
using namespace dinh::literals;

namespace {

class generator {
public:
  explicit generator(unsigned seed) : random_{seed} {}

  procedure make() {
    procedure_builder b{"p" + std::to_string(pick(1000)), flow_style::written_out};
    procedure_facts facts;
    facts.title = words();
    facts.source = {"10/2022/QH15", maybe() ? "21(1)" : ""};
    facts.known_by = level();
    facts.valid = days();
    if (maybe()) facts.calendar = "enterprise";
    if (maybe()) facts.remark = words();
    if (maybe()) facts.field = "community";
    if (maybe()) facts.also = {{"59/2023/ND-CP", "3(2)"}, {"61/2023/ND-CP", ""}};
    b.about(facts);
    b.fact({"n", fact_kind::count, words(), {}});
    b.fact({"c", fact_kind::choice, words(), {{"x", words()}, {"y", words()}}});
    for (int i = 0; i < 3; ++i)
      b.document({"doc" + std::to_string(i), words(), maybe() ? "01" : "", maybe() ? "R-1" : ""});

    const int blocks = 1 + pick(6);
    b.add(filled("s", step_kind::start));
    std::string last = "s";
    for (int i = 0; i < blocks; ++i) {
      const std::string n = std::to_string(i);
      switch (pick(4)) {
        case 0: {
          step s = filled("t" + n, maybe() ? step_kind::task : step_kind::wait);
          b.add(s).flow(last, s.key);
          period(b, last, s.key);
          last = s.key;
          break;
        }
        case 1: {
          step d = filled("d" + n, step_kind::decision);
          const int form = pick(3);
          if (form == 0) d.asks = "ask" + n;
          if (form == 2) d.vote = vote();
          b.add(d).add(filled("a" + n, step_kind::task)).add(filled("b" + n, step_kind::task));
          b.add(filled("m" + n, step_kind::task)).flow(last, d.key);
          b.flow(d.key, "a" + n, {.branch = "yes", .when = form == 1 ? "n >= 7 or c = x" : form == 2 ? "verdict = passed" : ""});
          b.flow(d.key, "b" + n,
                 {.branch = form == 1 ? "other" : "no", .label = form == 1 ? words() : text{}, .when = form == 0 ? "" : "otherwise"});
          b.flow("a" + n, "m" + n).flow("b" + n, "m" + n);
          period(b, d.key, "m" + n);
          last = "m" + n;
          break;
        }
        case 2: {
          b.add(filled("f" + n, step_kind::fork)).add(filled("a" + n, step_kind::task));
          b.add(filled("b" + n, step_kind::wait)).add(filled("j" + n, step_kind::join));
          b.flow(last, "f" + n).flow("f" + n, "a" + n).flow("f" + n, "b" + n);
          b.flow("a" + n, "j" + n).flow("b" + n, "j" + n);
          last = "j" + n;
          break;
        }
        case 3: {
          step d = filled("d" + n, step_kind::decision);  // a loop
          b.add(filled("t" + n, step_kind::task)).add(d).add(filled("u" + n, step_kind::task));
          b.flow(last, "t" + n).flow("t" + n, d.key);
          b.flow(d.key, "t" + n, {.branch = "again", .label = words(), .when = "times.t" + n + " < 2"});
          b.flow(d.key, "u" + n, {.branch = "on", .label = words(), .when = "times.t" + n + " >= 2"});
          last = "u" + n;
          break;
        }
      }
    }
    b.add(filled("e", step_kind::end)).flow(last, "e");
    repetition r;
    r.every = {1 + pick(6), time_unit::month};
    r.times = 1 + pick(3);
    if (maybe()) r.step = "e";
    r.rule = maybe() ? "R-2" : "";
    r.source = {"42/2013/QH13", "12(5)"};
    r.valid = days();
    if (maybe()) r.remark = words();
    if (maybe()) r.consequence = words();
    b.repeats(r);
    clock_rule c;
    c.how = static_cast<clock_change>(pick(6));
    c.from = "s";
    if (maybe()) c.to = "e";
    if (maybe()) c.affects = {"R-3", "R-4"};
    if (maybe()) c.by = span{pick(60), time_unit::day};
    c.most_times = pick(3);
    c.rule = "R-5";
    c.known_by = level();
    c.valid = days();
    c.effect = words();
    b.clock(c);
    auto p = b.build();
    if (!p) FAIL(describe(p.error()));
    return std::move(*p);
  }

private:
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool maybe() { return pick(2) == 0; }
  evidence level() { return static_cast<evidence>(pick(3)); }
  text words() {
    const std::string n = std::to_string(pick(100000));
    return {"Chữ \"Việt\" \\ " + n, "Words\twith \n all & <signs> " + n};
  }
  validity days() {
    validity v;
    if (maybe()) v.from = date{2012, 7, static_cast<unsigned short>(1 + pick(28))};
    if (maybe()) v.until = date{2025, 7, static_cast<unsigned short>(1 + pick(28))};
    return v;
  }
  vote_at vote() {
    vote_at v;
    v.kind = static_cast<vote_kind>(pick(4));
    v.rules = {"R-6"};
    if (maybe()) v.where = static_cast<setting>(pick(8));
    if (maybe()) v.form = static_cast<decision_form>(pick(3));
    if (maybe()) v.matter = static_cast<vote_matter>(pick(6));
    if (maybe()) v.what = content{"15.6"};
    return v;
  }
  step filled(std::string key, step_kind kind) {
    step s;
    s.key = std::move(key);
    s.kind = kind;
    s.label = words();
    if (kind == step_kind::task || maybe()) s.actor = "role" + std::to_string(pick(5));
    if (maybe()) s.rules = {"R-7", "R-8"};
    if (kind == step_kind::task && maybe()) s.calls = "other";
    if (maybe()) s.with = {"role7"};
    if (maybe()) s.or_else = {"role8", "role9"};
    if (maybe()) s.documents = {"doc0", "doc2"};
    s.time = static_cast<time_said>(pick(6));
    if (kind == step_kind::task && maybe()) s.vote = vote();
    return s;
  }
  void period(procedure_builder& b, const std::string& from, const std::string& to) {
    deadline_terms t;
    if (maybe()) t.rule = "R-9";
    if (maybe()) t.source = {"10/2022/QH15", "20(3)"};
    t.known_by = level();
    if (maybe()) {
      t.consequence = words();
      if (maybe()) t.consequence_rule = "R-10";
      if (maybe()) t.leads_to = "e";
    }
    if (maybe()) t.actor = "role3";
    t.valid = days();
    if (maybe()) {
      b.deadline(limit{span{pick(200), static_cast<time_unit>(pick(6))}, static_cast<direction>(pick(4))},
                 between(from, to), t);
    } else {
      t.no_number = static_cast<time_said>(1 + pick(5));
      b.promptly(between(from, to), t);
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("a procedure that is built, written as JSON and read again is the same") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    const procedure built = generator{seed}.make();
    const std::string written = procedure_to_json(built);
    const auto read = procedure_from_json(written, "p.json");
    if (!read) FAIL(describe(read.error()));
    if (!(*read == built)) FAIL(written << "\n---\n" << procedure_to_json(*read));
    CHECK(procedure_to_json(*read) == written);
  }
}

TEST_CASE("procedures that differ in one thing are not equal") {
  const auto make = [](const char* branch_to, span length, const char* label) {
    return procedure_builder("p", flow_style::written_out)
        .start("s")
        .decision("d", by("x"), {.asks = "a"})
        .task("t", by("x"), {.label = {label, label}})
        .task("u", by("x"))
        .end("e")
        .flow("s", "d")
        .branch("d", "yes", branch_to)
        .branch("d", "no", "u")
        .flow("t", "u")
        .flow("u", "e")
        .deadline(within(length), between("s", "u"))
        .build()
        .value();
  };
  const auto p = make("t", 5_days, "x");
  CHECK(p == p);
  CHECK(p == make("t", 5_days, "x"));
  CHECK_FALSE(p == make("t", 6_days, "x"));
  CHECK_FALSE(p == make("t", 5_working_days, "x"));
  CHECK_FALSE(p == make("t", 5_days, "y"));
}

TEST_CASE("each procedure file of the pack, written anew, gives the same object") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator{DINH_SOURCE_DIR "/src/packs/vn/procedures"}) {
    INFO(entry.path().filename().string());
    const auto first = procedure_from_json(test::content_of(entry.path()), "file");
    if (!first) FAIL(describe(first.error()));
    const auto second = procedure_from_json(procedure_to_json(*first), "written");
    if (!second) FAIL(describe(second.error()));
    CHECK(*first == *second);
    ++files;
  }
  CHECK(files == 60);
}

}  // namespace test_of_builder_json
