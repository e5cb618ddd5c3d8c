#include <catch.hpp>

#include <dinh/exchange/procedure_dot.hpp>
#include <dinh/procedure/builder.hpp>

#include <string>

#include "../../../src/exchange/pack_procedure.hpp"
#include "../found_in.hpp"
#include "../vietnam.hpp"
#include "shared_procedures.hpp"

namespace test_of_picture {

using namespace dinh;
using namespace dinh::literals;
using test::count_of;

TEST_CASE("a picture shows every step, flow and deadline of a procedure in either language") {
  const procedure p = test::pack_procedure("village_meeting");
  const std::string vi = procedure_to_dot(p);
  for (const step& s : p.steps()) {
    std::string node = "\n  \"";
    node += s.key;
    node += "\" [";
    CHECK(vi.find(node) != std::string::npos);
  }
  CHECK(count_of(vi, " -> ") == p.graph().count<flows_to>() + p.deadline_count());
  CHECK(count_of(vi, "style=dashed") == p.deadline_count());
  CHECK(vi.find("chậm nhất 2 ngày trước") != std::string::npos);
  CHECK(vi.find("khoản 3 Điều 20") != std::string::npos);
  CHECK(vi == procedure_to_dot(p));
  const std::string en = procedure_to_dot(p, {.labels = lang::en, .role_name = [](std::string_view r) {
                                                 std::string words = "the ";
                                                 words += r;
                                                 return text{{}, words};
                                               }});
  CHECK(en.find("within 5 working days") != std::string::npos);
  CHECK(en.find("10/2022/QH15 Art 20(3)") != std::string::npos);
  CHECK(en.find("the village_head") != std::string::npos);
}

TEST_CASE("transitional provisions and reminders stand in the picture as notes") {
  const procedure p = test::pack_procedure("complaint_first");
  REQUIRE_FALSE(p.facts().transitions.empty());
  REQUIRE_FALSE(p.facts().reminders.empty());
  const std::string en = procedure_to_dot(p, {.labels = lang::en});
  CHECK(en.find("\"*transitions\" [shape=note") != std::string::npos);
  CHECK(en.find("from 2026-07-01, open cases take the new limit") != std::string::npos);
  CHECK(en.find("\"*reminders\" [shape=note") != std::string::npos);
  CHECK(en.find("remind 5 working days before the last day") != std::string::npos);
  CHECK(procedure_to_dot(p).find("nhắc 5 ngày làm việc trước ngày cuối") != std::string::npos);
}

TEST_CASE("a label cannot break out of its picture") {
  step start;
  start.key = "s";
  start.kind = step_kind::start;
  start.label = {"\"]; evil [label=\"", "\\\" \n } digraph {"};
  step task;
  task.key = "t";
  task.actor = "<b>&role";
  task.label = {"x\\", "y"};
  deadline_terms terms;
  terms.rule = "\"];";
  terms.source = cites("\"", "1");
  const auto p = procedure_builder("hostile")
                     .add(start)
                     .add(task)
                     .end("e")
                     .deadline(within(1_day), between("s", "t"), terms)
                     .build();
  REQUIRE(p);
  for (const lang l : {lang::vi, lang::en}) {
    const std::string dot = procedure_to_dot(*p, {.labels = l});
    // Outside of strings every line is one of ours: quotes that are not escaped come in pairs on each line.
    std::size_t from = 0;
    while (from < dot.size()) {
      const std::size_t end = dot.find('\n', from);
      std::size_t quotes = 0;
      for (std::size_t i = from; i < end; ++i) {
        if (dot[i] == '\\') {
          ++i;
          continue;
        }
        quotes += dot[i] == '"' ? 1U : 0U;
      }
      CHECK(quotes % 2 == 0);
      from = end + 1;
    }
    const auto legend = dot.find("<TABLE");
    REQUIRE(legend != std::string::npos);
    CHECK(dot.find("<b>", legend) == std::string::npos);
    CHECK(dot.find("&lt;b&gt;&amp;role", legend) != std::string::npos);
  }
}

}  // namespace test_of_picture
