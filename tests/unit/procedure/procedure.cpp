#include <catch.hpp>

#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <string_view>

#include "../found_in.hpp"
#include "../unsound.hpp"
#include "shared_procedures.hpp"

namespace test_of_procedure {

using namespace dinh;
using namespace dinh::literals;
using test::has_code;

namespace {

std::string run_text(const procedure& p, const std::vector<run_step>& run) {
  std::string out;
  for (const auto& r : run) {
    out += p[r.what].key;
    if (!r.branch.empty()) out += "[" + r.branch + "]";
    out += ' ';
  }
  return out;
}

}  // namespace

TEST_CASE("steps lead on in the order of adding and a deadline joins two of them") {
  const auto p = procedure_builder("publish-commune-information")
                     .start("decided")
                     .task("publish", by("commune_peoples_committee"))
                     .deadline(within(5_working_days), between("decided", "publish"),
                               {.source = cites("10/2022/QH15", "12(3)"), .known_by = evidence::text})
                     .wait("keep-posted", by("commune_peoples_committee"))
                     .lasting(at_least(30_days), {.source = cites("10/2022/QH15", "13(2)")})
                     .end("closed")
                     .build();
  REQUIRE(p);
  CHECK(p->steps().size() == 4);
  CHECK(p->graph().count<flows_to>() == 3);
  CHECK(p->deadline_count() == 2);
  CHECK(p->answerable(0) == "commune_peoples_committee");
  const step_id kept = p->find("keep-posted");
  REQUIRE(kept);
  CHECK_FALSE(p->find("kept"));
  CHECK(p->graph().out<deadline>(kept).front().node == p->find("closed"));
  CHECK(verify(*p).verdict == soundness::sound);
}

TEST_CASE("all faults of a procedure come at once, each at its step") {
  const auto p = procedure_builder("faulty", flow_style::written_out)
                     .start("s")
                     .task("a", by(""))
                     .task("a", by("x"))
                     .task("lost", by("x"))
                     .decision("d", by("x"))
                     .end("e")
                     .flow("s", "d")
                     .branch("d", "yes", "a")
                     .branch("d", "yes", "e")
                     .flow("e", "s")
                     .flow("lost", "nowhere")
                     .deadline(within(5_days), between("e", "d"))
                     .build();
  REQUIRE_FALSE(p);
  for (const char* code :
       {"procedure/step-twice", "procedure/unknown-step", "procedure/no-actor", "procedure/branch-twice",
        "procedure/flow-into-start", "procedure/flow-out-of-end", "procedure/dead-end", "procedure/not-reachable"})
    CHECK(has_code(p.error(), code));
  for (const auto& d : p.error()) {
    CHECK_FALSE(d.where.empty());
    CHECK_FALSE(d.message.vi.empty());
    CHECK_FALSE(d.message.en.empty());
  }
}

TEST_CASE("a deadline whose later step cannot follow its earlier one is a fault") {
  const auto p = procedure_builder("backwards")
                     .start("s")
                     .task("a", by("x"))
                     .task("b", by("x"))
                     .end("e")
                     .deadline(within(5_days), between("b", "a"))
                     .build();
  REQUIRE_FALSE(p);
  CHECK(has_code(p.error(), "procedure/deadline-order"));
}

TEST_CASE("more places than a case can hold are refused, not cut off") {
  procedure_builder b{"long"};
  b.start("s");
  for (int i = 0; i < 127; ++i) b.task("t" + std::to_string(i), by("x"));
  b.end("e");
  const auto p = b.build();
  REQUIRE_FALSE(p);
  CHECK(has_code(p.error(), "procedure/too-large"));
}

TEST_CASE("a join that waits for one branch of a decision is found with its shortest run") {
  const procedure p = test::stuck_join();
  const auto v = verify(p);
  CHECK(v.verdict == soundness::unsound);
  REQUIRE(v.findings.size() == 1);
  CHECK(v.findings[0].kind == defect::stuck);
  CHECK(p[v.findings[0].at].key == "j");
  CHECK(run_text(p, v.findings[0].witness) == "s d[left] a ");
  CHECK(describe(v.findings[0], p).vi.find("mắc kẹt") != std::string::npos);
}

TEST_CASE("parallel branches that meet in a task would do it twice") {
  const auto p = procedure_builder("twice", flow_style::written_out)
                     .start("s")
                     .fork("f")
                     .task("a", by("x"))
                     .task("b", by("x"))
                     .task("c", by("x"))
                     .end("e")
                     .flow("s", "f")
                     .flow("f", "a")
                     .flow("f", "b")
                     .flow("a", "c")
                     .flow("b", "c")
                     .flow("c", "e")
                     .build();
  REQUIRE(p);
  const auto v = verify(*p);
  CHECK(v.verdict == soundness::unsound);
  CHECK(std::any_of(v.findings.begin(), v.findings.end(),
                    [](const auto& f) { return f.kind == defect::done_twice_at_once; }));
}

TEST_CASE("an end reached while another branch is under way is improper") {
  const auto p = procedure_builder("improper", flow_style::written_out)
                     .start("s")
                     .fork("f")
                     .task("a", by("x"))
                     .task("b", by("x"))
                     .end("e1")
                     .end("e2")
                     .flow("s", "f")
                     .flow("f", "a")
                     .flow("f", "b")
                     .flow("a", "e1")
                     .flow("b", "e2")
                     .build();
  REQUIRE(p);
  const auto v = verify(*p);
  CHECK(v.verdict == soundness::unsound);
  REQUIRE_FALSE(v.findings.empty());
  CHECK(v.findings[0].kind == defect::improper_end);
  CHECK(run_text(*p, v.findings[0].witness) == "s f a e1 ");
}

TEST_CASE("many branches at once are decided without looking at their interleavings") {
  procedure_builder b{"wide", flow_style::written_out};
  b.start("s").fork("f").join("j").end("e").flow("s", "f").flow("j", "e");
  for (int i = 0; i < 30; ++i) {
    const std::string t = "t" + std::to_string(i);
    b.task(t, by("x")).flow("f", t).flow(t, "j");
  }
  const auto p = b.build();
  REQUIRE(p);
  const auto v = verify(*p);
  CHECK(v.verdict == soundness::sound);
  CHECK(v.states < 10);
}

TEST_CASE("all procedures of the law files are built and sound") {
  for (const char* file : {"procedures.json", "procedures-adjacent.json"}) {
    const auto j = shared_procedures::read(file);
    REQUIRE(j["procedures"].size() == (std::string{file} == "procedures.json" ? 43U : 15U));
    for (const auto& entry : j["procedures"]) {
      const auto p = shared_procedures::builder_of(entry).build();
      INFO(entry["id"]);
      if (!p) FAIL(describe(p.error()));
      const auto v = verify(*p);
      CHECK(v.verdict == soundness::sound);
      for (const auto& f : v.findings) UNSCOPED_INFO(describe(f, *p).en);
      CHECK(p->steps().size() == entry["nodes"].size());
      CHECK(p->graph().count<flows_to>() == entry["flows"].size());
    }
  }
}

}  // namespace test_of_procedure
