#include <dinh/exchange/html.hpp>

#include <catch.hpp>

namespace test_of_html {

using namespace dinh;

TEST_CASE("a name that looks like markup stays text in the page") {
  html_page page{"A & <b>", lang::en};
  page.heading("<script>").paragraph("'quoted' \"twice\"").table({{"name", "note"}, {{"<i>x</i>"}}});
  const std::string html = page.finish();
  CHECK(html.find("<script>") == std::string::npos);
  CHECK(html.find("<i>") == std::string::npos);
  CHECK(html.find("<title>A &amp; &lt;b&gt;</title>") != std::string::npos);
  CHECK(html.find("<td>&lt;i&gt;x&lt;/i&gt;</td><td></td>") != std::string::npos);
}

TEST_CASE("a picture is put in without its XML declaration") {
  html_page page{"t", lang::vi};
  page.picture("<?xml version=\"1.0\"?>\n<svg><g/></svg>", "cây đơn vị");
  const std::string html = page.finish();
  CHECK(html.find("<?xml") == std::string::npos);
  CHECK(html.find("<svg><g/></svg>") != std::string::npos);
  CHECK(html.find("lang=\"vi\"") != std::string::npos);
}

}  // namespace test_of_html
