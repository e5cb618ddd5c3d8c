#include "../registry/nghe_an.hpp"

#include <catch.hpp>

#include <dinh/exchange/dot.hpp>


namespace test_of_pictures {

using namespace dinh;
using nghe_an::eve;
using nghe_an::reform;
using nghe_an::reg;

TEST_CASE("escaped text cannot leave its quotes, nor give Graphviz an escape or a tag of its own") {
  CHECK(dot::escape("Nghệ An") == "Nghệ An");
  CHECK(dot::escape("a\"b\\c\nd\r\ne\tf") == "a\\\"b\\\\c\\nd\\ne f");
  CHECK(dot::quoted("\\N\" ]; evil [") == "\"\\\\N\\\" ]; evil [\"");
  CHECK(dot::escape(std::string{"a\0b", 3}) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(dot::escape("\xFF\xC3") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(dot::escape_html("<IMG SRC=\"x\"/> & 'y'\n\\G") ==
        "&lt;IMG SRC=&quot;x&quot;/&gt; &amp; &#39;y&#39;<BR/>&#92;G");
}

TEST_CASE("the picture of a province after the reform shows its 130 units in the groups of their old districts") {
  const unit_id province = reg().find("40", reform);
  const std::string text = units_to_dot(reg(), province, reform, {.labels = lang::vi, .grouped_as_of = eve});
  CHECK(text.find("119 xã, 11 phường") != std::string::npos);
  CHECK(text.find("Huyện Diễn Châu (đến 2025-06-30)") != std::string::npos);
  for (const unit_id u : reg().children(province, reform))
    CHECK(text.find("#" + reg()[u].key + "\"") != std::string::npos);
  CHECK(text == units_to_dot(reg(), province, reform, {.labels = lang::vi, .grouped_as_of = eve}));
  std::size_t groups = 0;
  for (std::size_t at = text.find("label=<<TABLE"); at != std::string::npos; at = text.find("label=<<TABLE", at + 1))
    ++groups;
  CHECK(groups == 20);
}

TEST_CASE("the picture of the day before shows the districts themselves") {
  const std::string text = units_to_dot(reg(), reg().find("40", eve), eve, {.labels = lang::en});
  CHECK(text.find("17 districts, 2 towns, 1 city, 362 communes, 33 wards, 17 townships") != std::string::npos);
  CHECK(text.find("<B>Diễn Châu district</B>") != std::string::npos);
  CHECK(text.find("(until ") == std::string::npos);
}

TEST_CASE("a unit named by an enemy stays inside its cell") {
  registry_builder b;
  unit_record r;
  r.key = "1@2020-01-01";
  r.code = "1";
  r.period.name = "</TD></TR></TABLE>>]; evil [label=\"";
  r.period.kind = unit_kind::province;
  b.add(r);
  r.key = "2@2020-01-01";
  r.code = "2";
  r.parent = "1@2020-01-01";
  r.period.kind = unit_kind::commune;
  b.add(r);
  const registry hostile = b.build().value();
  const std::string text = units_to_dot(hostile, hostile.find("1", eve), eve);
  CHECK(text.find("]; evil [label=\"") == std::string::npos);
  CHECK(text.find("&lt;/TABLE&gt;&gt;]; evil [label=&quot;") != std::string::npos);
}

}  // namespace test_of_pictures
