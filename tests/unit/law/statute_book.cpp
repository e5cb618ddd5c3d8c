#include "../exchange/vietnam.hpp"

#include <catch.hpp>
#include <dinh/law/statute_book.hpp>

#include <string>

using namespace dinh;

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
  for (const rule& r : vietnamese_rules().rules()) {
    INFO(r.id);
    for (const lang l : {lang::vi, lang::en}) {
      const auto back = parse_any_citation(book().cite(r.source, l));
      REQUIRE(back);
      CHECK(*back == r.source);
    }
    const auto back = from_akn(to_akn(r.source));
    REQUIRE(back);
    CHECK(*back == r.source);
  }
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
  CHECK(*parse_any_citation("điểm đ khoản 2 Điều 51 Luật số 10/2022/QH15") == citation{"10/2022/QH15", "51(2)(dd)"});
  CHECK(*parse_any_citation("Nghị định số 59/2023/NĐ-CP") == citation{"59/2023/ND-CP", ""});
}

TEST_CASE("hostile citations are refused") {
  for (const char* s :
       {"", "Điều", "khoản 1 Luật số 10/2022/QH15", "Điều 21 khoản", "10/2022/QH15 21(", "21(1)",
        "10/2022/QH15 21(1) 22(1)", "10/2022/QH15 59/2023/ND-CP", "Điều Điều Điều 1/1", "Art 21(1), 10/2022/QH15"}) {
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
  REQUIRE(g.out<statute::replaces>(law).size() == 1);
  CHECK(g[g.out<statute::replaces>(law).front().node].id == "34/2007/PL-UBTVQH11");
  CHECK(g.in<statute::guides>(law).size() == 2);
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
