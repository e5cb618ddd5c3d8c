#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/statute_book.hpp>

#include <string>

namespace test_of_statute_book {

using namespace dinh;
using test::vietnamese_law;
using test::vietnamese_rules;

namespace {
const statute_book& book() { return vietnamese_law().book; }
}  // namespace

TEST_CASE("a provision is cited in full in both languages") {
  CHECK(book().cite({"10/2022/QH15", "21(1)"}, lang::vi) == "khoản 1 Điều 21 Luật số 10/2022/QH15");
  CHECK(book().cite({"10/2022/QH15", "20(2)(g)"}, lang::vi) == "điểm g khoản 2 Điều 20 Luật số 10/2022/QH15");
  CHECK(book().cite({"59/2023/ND-CP", "3(1)(dd)"}, lang::vi) == "điểm đ khoản 1 Điều 3 Nghị định số 59/2023/NĐ-CP");
  CHECK(book().cite({"59/2023/ND-CP", "3(1)(dd)"}, lang::en) == "Art 3(1)(dd) of Decree No. 59/2023/NĐ-CP");
  CHECK(book().cite({"10/2022/QH15", ""}, lang::vi) == "Luật số 10/2022/QH15");
}

TEST_CASE("every citation of the pack survives printing and reading, in every form") {
  std::size_t ranges = 0;
  for (const rule& r : vietnamese_rules().rules()) {
    INFO(r.id);
    if (vietnamese_rules().find_instrument(r.source.instrument)->kind == instrument_kind::practice) continue;
    ranges += r.source.article.find_first_of("-,") != std::string::npos ? 1U : 0U;
    for (const lang l : {lang::vi, lang::en}) {
      const auto back = parse_any_citation(book().cite(r.source, l));
      REQUIRE(back);
      CHECK(*back == r.source);
    }
    const auto back = from_akn(to_akn(r.source));
    REQUIRE(back);
    CHECK(*back == r.source);
  }
  CHECK(ranges > 60);
  for (const instrument& i : vietnamese_rules().instruments()) {
    INFO(i.id);
    if (i.kind == instrument_kind::practice) continue;
    const citation whole{i.id, {}};
    CHECK(parse_any_citation(book().cite(whole, lang::vi)).value() == whole);
    CHECK(from_akn(to_akn(whole)).value() == whole);
  }
}

TEST_CASE("several places and ranges are read, printed, and found from below") {
  CHECK(book().cite({"10/2022/QH15", "8(1)-(2),(4)-(5)"}, lang::vi) ==
        "khoản 1 đến khoản 2 Điều 8, khoản 4 đến khoản 5 Điều 8 Luật số 10/2022/QH15");
  CHECK(book().cite({"61/2023/ND-CP", "19(1)(a)-(c),(dd)"}, lang::vi) ==
        "điểm a đến điểm c khoản 1 Điều 19, điểm đ khoản 1 Điều 19 Nghị định số 61/2023/NĐ-CP");
  CHECK(book().cite({"61/2023/ND-CP", "21-22"}, lang::en) == "Arts 21-22 of Decree No. 61/2023/NĐ-CP");
  CHECK(to_akn({"10/2022/QH15", "8(1)-(2),(4)-(5)"}) ==
        "/akn/vn/act/2022/10-2022-QH15/~art_8__cl_1->art_8__cl_2,art_8__cl_4->art_8__cl_5");
  for (const char* where : {"8", "8(1)", "8(2)", "8(5)"}) CHECK(covers(where, "8(1)-(2),(4)-(5)"));
  for (const char* where : {"8(3)", "8(6)", "9", "8(1)(a)", "80"}) CHECK_FALSE(covers(where, "8(1)-(2),(4)-(5)"));
  CHECK(covers("19(1)(b)", "19(1)(a)-(c),(dd)"));
  CHECK_FALSE(covers("19(1)(d)", "19(1)(a)-(c),(dd)"));
  CHECK(covers("19(1)(dd)", "19(1)(a)-(c),(dd)"));
  CHECK(covers("22", "21-22"));
  CHECK(covers("41", "39(5), 40(4), 41(1)(e)"));
  CHECK(covers("3(5)", "3(5)(a)"));
}

TEST_CASE("ranges that run backwards, join levels or never end are refused") {
  for (const char* s : {"8(2)-(1)", "8(1)-(1)", "8(1)-9", "8(1)-", "-8", "8(1),", ",8", "8(1)-(2)-(3)", "8(1)(a)-(2)",
                        "(1)", "8(1)--(2)"}) {
    INFO(s);
    CHECK_FALSE(parse_places(s));
  }
  std::string long_list = "1";
  for (int i = 2; i < 40; ++i) long_list += ", " + std::to_string(i);
  CHECK_FALSE(parse_places(long_list));
}

TEST_CASE("reasons name the kind of the document in both languages") {
  const explanation why{{"Cần hai phần ba.", "Two thirds are needed."}, {"10/2022/QH15", "21(1)"}, evidence::text, {}};
  CHECK(to_text(why, lang::vi, book()) == "Cần hai phần ba. [khoản 1 Điều 21 Luật số 10/2022/QH15, T]\n");
  CHECK(to_text(why, lang::en, book()) == "Two thirds are needed. [Art 21(1) of Law No. 10/2022/QH15, T]\n");
}

TEST_CASE("citations are read as people and case files write them") {
  const citation wanted{"10/2022/QH15", "21(1)"};
  for (const char* s : {"khoản 1 Điều 21 Luật số 10/2022/QH15", "Khoản 1, Điều 21, Luật số 10/2022/QH15",
                        "10/2022/QH15 21(1)", "10/2022/QH15 art 21(1) para 1", "Art 21(1) of Law No. 10/2022/QH15"}) {
    INFO(s);
    const auto c = parse_any_citation(s);
    REQUIRE(c);
    CHECK(*c == wanted);
  }
  for (const char* s : {"10/2022/QH15 art 40(1)c", "10/2022/QH15 art 40.1.c", "10/2022/QH15 art 40 clause 1 point c",
                        "10/2022/QH15 art 40 (1) (c)", "10/2022/QH15 art 40(1) point c para 2",
                        "10/2022/QH15 art 40, clause 1, point c", "10/2022/QH15 art 40 cl. 1 pt. c",
                        "10/2022/QH15 art 40, khoản 1, điểm c", "10/2022/QH15 art 40(1), point c paragraph 2"}) {
    INFO(s);
    CHECK(parse_any_citation(s).value() == citation{"10/2022/QH15", "40(1)(c)"});
  }
  CHECK(parse_any_citation("10/2022/QH15 art 20(3) and 21(2)").value() == citation{"10/2022/QH15", "20(3), 21(2)"});
  CHECK(parse_any_citation("10/2022/QH15 art 20 clause 3, clause 4").value() == citation{"10/2022/QH15", "20(3),(4)"});
  CHECK(parse_any_citation("10/2022/QH15 art 40(1)(c), point d").value() == citation{"10/2022/QH15", "40(1)(c),(d)"});
  CHECK(parse_any_citation("59/2023/ND-CP art 3 and 4").value() == citation{"59/2023/ND-CP", "3, 4"});
  CHECK(*parse_any_citation("điểm đ khoản 2 Điều 51 Luật số 10/2022/QH15") == citation{"10/2022/QH15", "51(2)(dd)"});
  CHECK(*parse_any_citation("Nghị định số 59/2023/NĐ-CP") == citation{"59/2023/ND-CP", ""});
}

TEST_CASE("hostile citations are refused") {
  for (const char* s :
       {"", "Điều", "khoản 1 Luật số 10/2022/QH15", "Điều 21 khoản", "10/2022/QH15 21(", "21(1)",
        "10/2022/QH15 21(1) 22(1)", "10/2022/QH15 art 12.", "10/2022/QH15 art 12 clause", "10/2022/QH15 art 12 and",
        "10/2022/QH15 art 12 clause 3 clause 4", "10/2022/QH15 art 12, clause", "10/2022/QH15 art 12 clause ,",
        "10/2022/QH15 art 12..3", "10/2022/QH15 59/2023/ND-CP", "Điều Điều Điều 1/1", "Art 21(1), 10/2022/QH15"}) {
    INFO(s);
    CHECK_FALSE(parse_any_citation(s));
  }
  for (const char* s : {"", "(1)", "21()", "21(1)(a)(b)", "21(1", "21)1(", "21(1)x", "a1"}) {
    INFO(s);
    CHECK_FALSE(parse_article(s));
  }
  for (const char* s : {"", "/akn/vn/act/", "/akn/vn/act/2022/10", "/akn/vn/act/2022/10-2021-QH15",
                        "/akn/vn/act/2022/10-2022-QH15/~par_1", "/akn/vn/act/2022/10-2022-QH15/~art_"}) {
    INFO(s);
    CHECK_FALSE(from_akn(s));
  }
}

TEST_CASE("a citation is checked against the day") {
  CHECK_FALSE(book().check({"10/2022/QH15", "21(1)"}, date{2023, 7, 1}));
  const auto early = book().check({"10/2022/QH15", "21(1)"}, date{2023, 6, 30});
  REQUIRE(early);
  CHECK(early->code == "law/not-in-force");
  CHECK(book().check({"1/1999/QH10", "1"}, date{2023, 7, 1})->code == "law/unknown-instrument");
  CHECK(book().check({"10/2022/QH15", "x"}, date{2023, 7, 1})->code == "law/malformed-article");
}

TEST_CASE("the law replaced the ordinance and two decrees guide it") {
  const auto& g = book().graph();
  const auto law = book().find("10/2022/QH15");
  REQUIRE_FALSE(law.is_none());
  REQUIRE(g.out<statute::replaces>(law).size() == 2);
  CHECK(g[g.out<statute::replaces>(law).front().node].id == "34/2007/PL-UBTVQH11");
  CHECK(g.in<statute::guides>(law).size() == 3);  // and a circular of the army
  CHECK(book().find("59/2023/NĐ-CP") == book().find("59/2023/ND-CP"));
  CHECK(g.out<statute::has>(law).size() > 20);
}

TEST_CASE("what is in force changes on 1 July 2023") {
  const auto holds = [](date d, const char* id) {
    for (const auto n : book().at(d))
      if (book()[n].id == id) return true;
    return false;
  };
  CHECK(holds(date{2023, 6, 30}, "34/2007/PL-UBTVQH11"));
  CHECK_FALSE(holds(date{2023, 6, 30}, "10/2022/QH15"));
  CHECK_FALSE(holds(date{2023, 7, 1}, "34/2007/PL-UBTVQH11"));
  CHECK(holds(date{2023, 7, 1}, "10/2022/QH15"));
}

}  // namespace test_of_statute_book
