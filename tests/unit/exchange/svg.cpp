#ifdef DINH_HAS_GRAPHVIZ

#include "../registry/nghe_an.hpp"

#include <catch.hpp>

#include <dinh/exchange/dot.hpp>
#include <dinh/exchange/svg.hpp>

namespace test_of_svg {

using namespace dinh;

TEST_CASE("the picture of Nghe An becomes one SVG document, the same each time") {
  const auto& reg = nghe_an::reg();
  const std::string text = units_to_dot(reg, reg.find("40", nghe_an::reform), nghe_an::reform,
                                        {.labels = lang::vi, .grouped_as_of = nghe_an::eve});
  const auto first = svg_from_dot(text);
  REQUIRE(first.has_value());
  CHECK(first->find("<svg") != std::string::npos);
  CHECK(first->find("Diễn Châu") != std::string::npos);
  CHECK(svg_from_dot(text).value() == *first);
}

TEST_CASE("hostile DOT is refused with its reason, in every layout") {
  const auto code = [](std::string_view s, dot_layout l = dot_layout::dot, svg_limits limits = {}) {
    const auto r = svg_from_dot(s, l, limits);
    return r ? std::string{} : r.error().list().front().code;
  };
  for (const auto l :
       {dot_layout::dot, dot_layout::neato, dot_layout::fdp, dot_layout::circo, dot_layout::twopi, dot_layout::osage}) {
    CHECK(code("digraph { a -> b }", l).empty());
    CHECK(code("digraph {", l) == "svg/syntax");
    CHECK(code("", l) == "svg/syntax");
    CHECK(code("digraph { a [image=\"/etc/passwd\"] }", l) == "svg/reads-files");
    CHECK(code("digraph { a [label=<<TABLE><TR><TD><Img SRC=\"/etc/passwd\"/></TD></TR></TABLE>>] }", l) ==
          "svg/reads-files");
    CHECK(code("digraph { node [shapefile=\"/etc/passwd\"] a }", l) == "svg/reads-files");
    CHECK(code("graph { imagepath=\"/\" a }", l) == "svg/reads-files");
  }
  CHECK(code(std::string{"digraph { a\0 }", 14}) == "svg/zero-byte");
  CHECK(code("digraph " + std::string(100, '{') + std::string(100, '}')) == "svg/too-deep");
  CHECK(code("digraph { a -> b }", dot_layout::dot, {.bytes = 10}) == "svg/too-large");
  CHECK(code("digraph { a -> b }", dot_layout::dot, {.nodes = 1}) == "svg/too-many-nodes");
  CHECK(code("digraph { a -> b; a -> b }", dot_layout::dot, {.edges = 1}) == "svg/too-many-edges");
  CHECK(code("digraph { a [label=<<b>x] }") == "svg/syntax");
}

}  // namespace test_of_svg

#endif
