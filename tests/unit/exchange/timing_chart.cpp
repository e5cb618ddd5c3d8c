#include <catch.hpp>

#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/timing_chart.hpp>
#include <dinh/procedure/builder.hpp>

#include <string>
#include <string_view>

#include "../found_in.hpp"
#include "../vietnam.hpp"

namespace test_of_timing_chart {

using namespace dinh;
using namespace dinh::literals;
using test::count_of;

TEST_CASE("the chart of start days has a cell for every day, red where the limits collide, and the same bytes again") {
  const work_calendar& calendar = test::agency();
  procedure_facts facts;
  facts.title = {"Việc <gấp> & ngắn", "Urgent <& short>"};
  const procedure p = procedure_builder("tight")
                          .about(facts)
                          .start("s")
                          .task("t", by("a"))
                          .end("e")
                          .deadline(at_least(5_working_days), between("s", "t"))
                          .deadline(valid_for(8_days), between("s", "t"))
                          .build()
                          .value();
  const timing_report r = time(p, calendar, over(2025, 2026));
  REQUIRE_FALSE(r.failures.empty());
  const std::string svg = timing_chart(r, p, calendar, lang::en);
  CHECK(svg == timing_chart(r, p, calendar, lang::en));
  CHECK(count_of(svg, "<title>") == 730);
  std::size_t red = 0;
  for (std::size_t i = 0; i < r.day_count(); ++i) red += r.on(i).can_be_met ? 0U : 1U;
  CHECK(count_of(svg, ": limits collide") == red);
  CHECK(count_of(svg, "#C0392B") == red + 1);  // and the legend
  CHECK(svg.find("Urgent &lt;&amp; short&gt;") != std::string::npos);
  CHECK(svg.find("2027-01-01: ") == std::string::npos);  // what began late in 2026 may end then; no case begins
  CHECK(timing_chart(r, p, calendar, lang::vi).find("Việc &lt;gấp&gt; &amp; ngắn") != std::string::npos);
}

TEST_CASE("a report without days gives a picture without cells") {
  const procedure& p = test::vietnam().procedure_named("pub_commune");
  const timing_report r = time(p, test::agency(), over(2300, 2301));
  CHECK(r.day_count() == 0);
  CHECK(count_of(timing_chart(r, p, test::agency()), "<title>") == 0);
}

}  // namespace test_of_timing_chart
