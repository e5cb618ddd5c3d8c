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

TEST_CASE("lists and ranges of points, clauses and articles are read in Vietnamese, in any capitals") {
  for (const auto& [written, article] : std::initializer_list<std::pair<const char*, const char*>>{
           {"điểm a, b khoản 1 Điều 19", "19(1)(a),(b)"},
           {"điểm a,b khoản 1 Điều 19", "19(1)(a),(b)"},
           {"điểm a và b khoản 1 Điều 19", "19(1)(a),(b)"},
           {"điểm a hoặc b khoản 1 Điều 19", "19(1)(a),(b)"},
           {"điểm a, b và đ khoản 1 Điều 19", "19(1)(a),(b),(dd)"},
           {"điểm a và điểm b khoản 1 Điều 19", "19(1)(a),(b)"},
           {"điểm a, điểm b, khoản 1, Điều 19,", "19(1)(a),(b)"},
           {"điểm a đến c khoản 1 Điều 19", "19(1)(a)-(c)"},
           {"điểm a - c khoản 1 Điều 19", "19(1)(a)-(c)"},
           {"điểm a đến điểm c, đ khoản 1 Điều 19", "19(1)(a)-(c),(dd)"},
           {"ĐIỂM A KHOẢN 1 ĐIỀU 19", "19(1)(a)"},
           {"điểm A, Đ khoản 1 Điều 19", "19(1)(a),(dd)"},
           {"khoản 1, 2 Điều 15", "15(1),(2)"},
           {"khoản 1, 2 và 5 Điều 15", "15(1),(2),(5)"},
           {"khoản 1 và khoản 3 Điều 15", "15(1),(3)"},
           {"KHOẢN 1 ĐẾN 3 ĐIỀU 15", "15(1)-(3)"},
           {"điểm a khoản 1 và khoản 2 Điều 19", "19(1)(a),(2)"},
           {"điểm a khoản 1, điểm b khoản 2 Điều 19", "19(1)(a), 19(2)(b)"},
           {"khoản 2 Điều 15 và khoản 1 Điều 16", "15(2), 16(1)"},
           {"Điều 15, 16", "15, 16"},
           {"Điều 15 và Điều 17", "15, 17"},
           {"Điều 15 đến 17", "15-17"},
           {"art 19, clause 1, point a, b", "19(1)(a),(b)"},
           {"Art 19 Clause 1, 2", "19(1),(2)"},
           {"art 19 clause 1 and art 20", "19(1), 20"},
           {"art 15 and 17", "15, 17"}})
    for (const char* law : {" Luật số 10/2022/QH15", " LUẬT SỐ 10/2022/QH15", " 10/2022/QH15"}) {
      INFO(written << law);
      const auto c = parse_any_citation(std::string{written} + law);
      REQUIRE(c);
      CHECK(c->instrument == "10/2022/QH15");
      const auto wanted = parse_places(article);
      REQUIRE(wanted);
      CHECK(parse_places(c->article).value() == *wanted);
    }
  CHECK(*parse_any_citation("ĐIỀU 8 NGHỊ ĐỊNH 59/2023/NĐ-CP") == citation{"59/2023/ND-CP", "8"});
}

TEST_CASE("no part of a citation is dropped: what could mean two things, or nothing, is refused") {
  for (const char* s :
       {"điểm a khoản 1 xyz Điều 19", "điểm a, b và khoản 1 Điều 19", "điểm a, xyz khoản 1 Điều 19", "điểm a và Điều 19",
        "điểm a khoản 1, 2 Điều 19", "khoản 1 Điều 15, 16", "khoản 1, điểm b Điều 19", "điểm a đến khoản 1 Điều 19",
        "điểm a đến Điều 19", "điểm a b khoản 1 Điều 19", "điểm aa khoản 1 Điều 19", "điểm 1 khoản 1 Điều 19", "khoản a Điều 19",
        "điểm c đến a khoản 1 Điều 19", "Điều 15 đến", "khoản 1 và", "art 19(1) point a to c", "art 19(1)(a) b",
        "art 19 clause 1 point a b", "điểm a khoản 1 và"}) {
    const std::string whole = std::string{s} + " 10/2022/QH15";
    INFO(whole);
    CHECK_FALSE(parse_any_citation(whole));
  }
  // The number belongs to another kind of instrument than the one that is named.
  for (const char* s : {"Nghị định số 10/2022/QH15", "Điều 8 Thông tư 59/2023/NĐ-CP", "Law No. 59/2023/ND-CP",
                        "Art 21(1) of Decree No. 10/2022/QH15", "Quyết định 26/CT-TTg", "Luật 01/2016/TT-BNV"}) {
    INFO(s);
    CHECK_FALSE(parse_any_citation(s));
  }
  for (const char* s : {"Nghị quyết số 202/2025/QH15", "Nghị định hướng dẫn Luật số 59/2023/NĐ-CP", "Quyết định 12/QĐ-UBND"})
    CHECK(parse_any_citation(s));
}

TEST_CASE("an instrument is found whatever its capitals, and a point that is none finds nothing") {
  const rule_set& rules = vietnamese_rules();
  CHECK(rules.known_as("10/2022/qh15") == "10/2022/QH15");
  CHECK(rules.known_as("26/ct-ttg") == "26/CT-TTg");
  CHECK(rules.known_as("59/2023/nđ-cp") == "59/2023/ND-CP");
  CHECK_FALSE(book().find("59/2023/nđ-cp").is_none());
  CHECK(rules.at_provision({"10/2022/qh15", "19(1)(b)"}, date{2024, 3, 10}) ==
        rules.at_provision({"10/2022/QH15", "19(1)(b)"}, date{2024, 3, 10}));
  for (const char* none : {"19(1)(bb)", "19(1)(abc)", "19(1)(b1)", "19(1)(zz)", "19(1)(bdd)"}) {
    INFO(none);
    CHECK(rules.at_provision({"10/2022/QH15", none}, date{2024, 3, 10}).empty());
  }
  for (const char* some : {"19(1)(a)", "19(1)(b)", "19(1)", "19"})
    CHECK_FALSE(rules.at_provision({"10/2022/QH15", some}, date{2024, 3, 10}).empty());
  CHECK_FALSE(covers("19(1)(bb)", "19(1)(a)-(c)"));
  CHECK(covers("19(1)(b2)", "19(1)(a)-(c)"));
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
