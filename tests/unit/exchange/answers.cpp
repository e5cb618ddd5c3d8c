// Questions of the kinds for which the case file has few examples or none.
#include "../vietnamese_law.hpp"

#include <catch.hpp>

namespace test_of_answers {

using namespace dinh;
using test::ask;
using test::context;
using test::vietnamese_rules;

namespace {

std::string answer_to(const std::string& kind, const std::string& as_of, const std::string& input) {
  const std::string reply = ask(kind, as_of, input);
  const auto j = exchange::parse_json(reply, "reply").value();
  return j.contains("answer") ? j["answer"].dump() : reply;
}

/// JSON with its quotes written as apostrophes, which need no escaping.
std::string json_of(std::string s) {
  for (char& c : s)
    if (c == '\'') c = '"';
  return s;
}

}  // namespace

TEST_CASE("a limit that is not given is found under its provision on the day") {
  const auto due = [](const std::string& provision, const std::string& as_of, const std::string& trigger) {
    return answer_to(
        "deadline", as_of,
        json_of("{'provision':'" + provision + "','trigger':'" + trigger + "','calendar':'state-agency'}"));
  };
  CHECK(due("10/2022/QH15 art 20(3)", "2025-04-24", "2025-04-24") ==
        json_of("{'date':'2025-05-05','provisional':false}"));
  CHECK(due("10/2022/QH15 art 45(2)(c)", "2024-02-29", "2024-02-29") ==
        json_of("{'date':'2024-03-15','provisional':false}"));
  // Before the law was in force there was no such limit.
  CHECK(due("10/2022/QH15 art 20(3)", "2023-06-30", "2023-06-29") == json_of("{'outcome':'undetermined'}"));
  // Art 9(3) of Decree 59 sets 5 working days for one act and 60 days for another.
  CHECK(due("59/2023/ND-CP art 9(3)", "2024-02-29", "2024-02-29") == json_of("{'outcome':'needs_review'}"));
}

TEST_CASE("a provision and its instrument are found in the spellings that people use") {
  for (const char* place : {"10/2022/QH15 art 40(1)(c)", "10/2022/QH15 art 40(1)c", "10/2022/QH15 art 40.1.c",
                            "10/2022/QH15 art 40 clause 1 point c", "10/2022/QH15 art 40(1)(c) para 2"}) {
    INFO(place);
    CHECK(answer_to("deadline", "2025-04-18",
                    json_of(std::string{"{'provision':'"} + place + "','trigger':'2025-04-18','calendar':'state-agency'}")) ==
          json_of("{'date':'2025-05-05','provisional':false}"));
  }
  const auto named = [](const char* number) { return vietnamese_rules().known_as(number); };
  CHECK(named("403/2017/NQLT-UBTVQH14-CP-DCTUBTWMTTQVN") == "403/2017");
  CHECK(named("09/2008/NQLT") == "09/2008/NQLT-CP-UBTWMTTQVN");
  CHECK(named("59/2023/ND-CP") == "59/2023/ND-CP");
  CHECK(named("59/2023") == "59/2023");  // a law and a decree of a year may share it
  CHECK(named("1/1999/QH10") == "1/1999/QH10");
}

TEST_CASE("what is not answered says what is not known, and what is undetermined names the fact") {
  const auto reply = [](const char* kind, const std::string& input) {
    return answer_request(context(),
                          json_of(std::string{"{'id':'T-01','kind':'"} + kind + "','as_of':'2024-03-10','input':" + input + "}"),
                          reasons::add);
  };
  const auto has = [](const std::string& in, const std::string& what) { return in.find(what) != std::string::npos; };
  CHECK(has(reply("calendar", "{'instant':'2025-07-01T00:00:00Z','zone':'Europe/Paris'}"), "Europe/Paris"));
  CHECK(has(reply("deadline", "{'limit':{'value':1,'unit':'day','direction':'within_after'},'trigger':'2024-03-10','calendar':'moon'}"),
            "moon"));
  CHECK(has(reply("body", "{'action':'dance'}"), "dance"));
  CHECK(has(reply("registry", "{'unit':'01'}"), "no register"));
  CHECK(has(reply("text", "{}"), "names"));
  CHECK(has(reply("deadline", "{'limit':{'value':1,'unit':'day','direction':'within_after'},'calendar':'state-agency'}"),
            "trigger"));
  CHECK(has(reply("decision", "{'setting':'village','content':'15.1','households':null}"), "households: "));
  CHECK(has(reply("body", "{'action':'interim_head','provision':'09/2017/TT-BNV'}"), json_of("'outcome':'undetermined'")));
  // A rule that ended is named with the one that took its place.
  const std::string ended = reply("deadline", "{'provision':'10/2022/QH15 art 86(3)','trigger':'2026-08-03','calendar':'state-agency'}");
  CHECK(has(ended, "undetermined"));
  const std::string complaint = answer_request(
      context(),
      json_of("{'id':'T-01','kind':'deadline','as_of':'2026-08-03','input':{'provision':'02/2011/QH13 art 27','trigger':"
              "'2026-08-03','calendar':'state-agency'}}"),
      reasons::add);
  CHECK(has(complaint, "CP-02"));
  CHECK(has(complaint, "CP-03"));
}

TEST_CASE("a period that ends before it begins is impossible, and no broadcast at all is too few") {
  CHECK(answer_to("duration", "2024-03-10",
                  json_of("{'provision':'10/2022/QH15 art 13(2)','item':5,'start':'2024-03-01','end':'2024-02-29'}")) ==
        json_of("{'outcome':'invalid_input'}"));
  CHECK(answer_to("duration", "2024-03-10", json_of("{'provision':'10/2022/QH15 art 13(3)','channel':'loudspeaker','dates':[]}")) ==
        json_of("{'outcome':'not_met'}"));
  CHECK(answer_to("duration", "2024-03-10", json_of("{'item':7}")) == json_of("{'permanent':false}"));
}

TEST_CASE("broadcasts count by days in a row (Art 13(3))") {
  const auto heard = [](const std::string& days) {
    return answer_to(
        "duration", "2025-03-01",
        json_of("{'provision':'10/2022/QH15 art 13(3)','channel':'loudspeaker','item':8,'dates':" + days + "}"));
  };
  const auto says = [](const std::string& answer, const std::string& wanted) {
    return answer.find(json_of("'outcome':'" + wanted + "'")) != std::string::npos;
  };
  CHECK(says(heard("['2025-03-01','2025-03-02','2025-03-03']"), "met"));
  CHECK(says(heard("['2025-03-03','2025-03-01','2025-03-02','2025-03-02']"), "met"));
  CHECK(says(heard("['2025-03-01','2025-03-02','2025-03-04']"), "not_met"));
}

TEST_CASE("days of broadcasting count one by one, whether they are listed or given by the first and the last (Art 13(3))") {
  const auto heard = [](const std::string& what, const std::string& last) {
    return answer_to("duration", "2025-03-01", json_of("{" + what + ",'start':'2025-06-02','end':'" + last + "'}"));
  };
  const std::string limit = "'limit':{'value':3,'unit':'day','direction':'at_least_lasting'}";
  for (const std::string& what : std::vector<std::string>{"'provision':'10/2022/QH15 art 13(3)','item':8,'channel':'loudspeaker'",
                                 "'provision':'10/2022/QH15 art 13(3)'", "'provision':'10/2022/QH15 art 13(3)'," + limit,
                                 "'channel':'loudspeaker'," + limit}) {
    INFO(what);
    CHECK(heard(what, "2025-06-04").find(json_of("'date':'2025-06-04','outcome':'met'")) != std::string::npos);
    CHECK(heard(what, "2025-06-03").find(json_of("'date':'2025-06-04','outcome':'not_met'")) != std::string::npos);
  }
  // What is posted counts from the day after the first, and so does a period that is not said to be one of broadcasts.
  for (const std::string& what : std::vector<std::string>{"'channel':'posting'," + limit, limit}) {
    INFO(what);
    CHECK(heard(what, "2025-06-04") == json_of("{'date':'2025-06-05','outcome':'not_met','provisional':false}"));
  }
  const std::string why = answer_request(
      context(),
      json_of("{'id':'X','kind':'duration','as_of':'2025-03-01','input':{'provision':'10/2022/QH15 art 13(3)','start':'2025-06-02'}}"),
      reasons::add);
  CHECK(why.find("the first one too") != std::string::npos);
  CHECK(why.find("Art 13(3)") != std::string::npos);
}

TEST_CASE("a term that a provision sets says until when one holds the office") {
  const auto holds = [](const std::string& provision, const std::string& from) {
    return answer_to("validity", from, json_of("{'provision':'" + provision + "','start':'" + from + "'}"));
  };
  CHECK(holds("185/2026/ND-CP art 4(2)", "2026-05-26") == json_of("{'date':'2026-11-26','provisional':false}"));
  CHECK(holds("185/2026/ND-CP art 4(2)", "2026-08-31") == json_of("{'date':'2027-02-28','provisional':false}"));
  CHECK(holds("10/2022/QH15 art 60(3)", "2024-02-29") == json_of("{'date':'2026-02-28','provisional':false}"));
  // A term, and by how much it may be longer or shorter: which is meant?
  CHECK(holds("185/2026/ND-CP art 4(3)", "2026-06-01") == json_of("{'outcome':'needs_review'}"));
  CHECK(holds("185/2026/ND-CP art 7(1)", "2026-06-01") == json_of("{'outcome':'undetermined'}"));  // an age is no term
}

TEST_CASE("items 4 and 13 stay posted for good, the others for 30 days") {
  const auto posted = [](int item, const std::string& more) {
    return answer_to("duration", "2025-03-01",
                     json_of("{'provision':'10/2022/QH15 art 13(2)','item':" + std::to_string(item) +
                             ",'start':'2025-03-01'" + more + "}"));
  };
  for (const int item : {4, 13}) CHECK(posted(item, "") == json_of("{'permanent':true}"));
  CHECK(posted(1, ",'end':'2025-03-31'") ==
        json_of("{'date':'2025-03-31','outcome':'met','permanent':false,'provisional':false}"));
  CHECK(posted(1, ",'end':'2025-03-30'") ==
        json_of("{'date':'2025-03-31','outcome':'not_met','permanent':false,'provisional':false}"));
}

TEST_CASE("which items go where (Art 13)") {
  CHECK(answer_to("form", "2024-03-10", R"({"action":"publicity_items","channel":"posting"})") ==
        R"({"items":[1,2,3,4,5,6,7,8,9,10,11,12,13]})");
  CHECK(answer_to("form", "2024-03-10", R"({"action":"publicity_items","channel":"portal"})") ==
        R"({"items":[1,2,3,4,5,6,7,8,9,10,11,12,13,14]})");
  CHECK(answer_to("form", "2020-03-10", R"({"action":"publicity_items","channel":"portal"})") ==
        R"({"outcome":"needs_review"})");
}

TEST_CASE("the day of a moment is the day in Vietnam") {
  CHECK(answer_to("calendar", "2025-04-24", R"({"instant":"2025-04-24T16:59:59Z","zone":"Asia/Ho_Chi_Minh"})") ==
        R"({"date":"2025-04-24"})");
  CHECK(answer_to("calendar", "2025-04-24", R"({"instant":"2025-04-24T17:00:00Z","zone":"Asia/Ho_Chi_Minh"})") ==
        R"({"date":"2025-04-25"})");
  CHECK(answer_to("calendar", "2025-04-24", R"({"instant":"2025-04-24T23:30:00-05:00","zone":"UTC"})") ==
        R"({"date":"2025-04-25"})");
  CHECK(answer_to("calendar", "2025-04-24", R"({"instant":"2025-04-24T25:00:00Z","zone":"UTC"})") ==
        R"({"outcome":"invalid_input"})");
  // Received at 00:30 in Vietnam on 25 April, still 24 April elsewhere.
  CHECK(answer_to("deadline", "2025-04-25",
                  R"({"limit":{"value":1,"unit":"day","direction":"within_after"},
                      "trigger_instant":"2025-04-24T17:30:00Z","calendar":"state-agency"})") ==
        R"({"date":"2025-04-26","provisional":false})");
}

TEST_CASE("names are one however their letters are stored, and one name wherever the tone is written") {
  CHECK(answer_to("text", "2025-01-01", R"({"text_a":"Thuỷ","text_b":"Thủy","fold":"none"})") == R"({"equal":false})");
  CHECK(answer_to("text", "2025-01-01", R"({"text_a":"Thuỷ","text_b":"Thủy","fold":"tone_placement"})") ==
        R"({"equal":true})");
  CHECK(answer_to("text", "2025-01-01", R"({"text_a":"Th\u1ee7y","text_b":"Thu\u0309y","fold":"none"})") ==
        R"({"equal":true})");
  CHECK(answer_to("text", "2025-01-01", R"({"text_a":"Hòa","text_b":"Hóa","fold":"tone_placement"})") ==
        R"({"equal":false})");
  CHECK(answer_to("text", "2025-01-01", R"({"text_a":"Đ","text_b":"D"})") == R"({"equal":false})");
  CHECK(answer_to("text", "2025-01-01", R"({"code":"2.1","pattern":"2.1"})") == R"({"matches":true})");
}

TEST_CASE("names sort by the Vietnamese alphabet, then by tone") {
  CHECK(answer_to("text", "2025-01-01",
                  R"({"names":["Vinh","Đô Lương","Diễn Châu","Anh Sơn","Ân Thi","Ăn","Ma","Mạ","Mã","Má","Mả","Mà"],
                      "locale":"vi"})") ==
        R"({"sorted":["Anh Sơn","Ăn","Ân Thi","Diễn Châu","Đô Lương","Ma","Mà","Mả","Mã","Má","Mạ","Vinh"]})");
}

TEST_CASE("the successor answers for what falls due after a unit has ended") {
  answer_context with_units = context();
  with_units.successors = [](std::string_view code, date last_day) -> std::optional<std::vector<unit_successor>> {
    using list = std::vector<unit_successor>;
    if (last_day != date{2025, 6, 30}) return std::nullopt;
    if (code == "17329") return list{{"17330", extent::whole}};
    if (code == "17332") return list{{"17330", extent::part}, {"17333", extent::part}};
    if (code == "17335") return list{{"17330", extent::part}};
    if (code == "17338") return list{{"17330", extent::unknown}};
    return std::nullopt;
  };
  const auto ask_unit = [&](const std::string& unit, const std::string& trigger) {
    return answer_request(with_units, R"({"id":"T-01","kind":"deadline","as_of":"2025-06-25","input":{
        "limit":{"value":5,"unit":"working_day","direction":"within_after"},"trigger":")" +
                                          trigger + R"(","calendar":"state-agency","unit":")" + unit +
                                          R"(","until":"2025-06-30"}})");
  };
  CHECK(ask_unit("17329", "2025-06-27").find(R"("responsible_unit":"17330")") != std::string::npos);
  CHECK(ask_unit("17329", "2025-06-20").find(R"("responsible_unit":"17329")") != std::string::npos);
  CHECK(ask_unit("17332", "2025-06-27").find("needs_review") != std::string::npos);
  // One successor is known, and it holds only a part, or nobody knows how much: it is not named.
  for (const char* unit : {"17335", "17338"}) {
    CHECK(ask_unit(unit, "2025-06-27").find("needs_review") != std::string::npos);
    CHECK(ask_unit(unit, "2025-06-27").find("responsible_unit") == std::string::npos);
  }
  CHECK(ask_unit("99999", "2025-06-27").find("undetermined") != std::string::npos);
  CHECK(answer_request(with_units, R"({"id":"T-02","kind":"registry","as_of":"2025-07-01",
      "input":{"unit":"17332","until":"2025-06-30"}})")
            .find(R"("successors":["17330","17333"])") != std::string::npos);
}

TEST_CASE("without its last day a unit is followed through the register to the day that is due") {
  answer_context with_units = context();
  with_units.successors = [](std::string_view code, date last_day) -> std::optional<std::vector<unit_successor>> {
    using list = std::vector<unit_successor>;
    if (code == "02" && last_day < date{2025, 6, 30}) return list{{"02", extent::whole}};
    if (code == "02" && last_day == date{2025, 6, 30}) return list{{"08", extent::whole}};
    if (code == "03" && last_day < date{2025, 6, 30}) return list{{"03", extent::whole}};
    if (code == "03" && last_day == date{2025, 6, 30}) return list{{"03", extent::part}, {"08", extent::part}};
    if (code == "08" && last_day == date{2025, 7, 2}) return list{{"09", extent::whole}};
    if (code == "08" || code == "09") return list{{std::string{code}, extent::whole}};
    return std::nullopt;
  };
  const auto ask_unit = [&](const std::string& unit, const std::string& trigger) {
    return answer_request(with_units, R"({"id":"T-03","kind":"deadline","as_of":"2025-06-25","input":{
        "limit":{"value":5,"unit":"working_day","direction":"within_after"},"trigger":")" +
                                          trigger + R"(","calendar":"state-agency","unit":")" + unit + R"("}})");
  };
  CHECK(ask_unit("02", "2025-06-20").find(R"("responsible_unit":"02")") != std::string::npos);  // due on 27 June
  CHECK(ask_unit("02", "2025-06-24").find(R"("responsible_unit":"08")") != std::string::npos);  // due on 1 July
  CHECK(ask_unit("02", "2025-06-27").find(R"("responsible_unit":"09")") != std::string::npos);  // due on 4 July, two changes
  CHECK(ask_unit("03", "2025-06-20").find(R"("responsible_unit":"03")") != std::string::npos);
  CHECK(ask_unit("03", "2025-06-24").find("needs_review") != std::string::npos);
  CHECK(ask_unit("77", "2025-06-20").find("undetermined") != std::string::npos);  // no such unit
}

TEST_CASE("an instant that cannot be read is told as such") {
  const auto ask = [](const char* instant) {
    return answer_to("deadline", "2025-04-24",
                     R"({"limit":{"value":5,"unit":"working_day","direction":"within_after"},"calendar":"state-agency",
                         "trigger_instant":")" + std::string{instant} + R"("})");
  };
  CHECK(ask("2025-04-24T14:50:00+07:00") == R"({"date":"2025-05-05","provisional":false})");
  for (const char* instant : {"2025-04-24 14:50:00+07:00", "2025-04-24T14:50:00", "2025-04-24T24:00:00Z", "soon"})
    CHECK(ask(instant) == R"({"outcome":"invalid_input"})");
}

TEST_CASE("a closed record is refused, an open one keeps what is not changed") {
  CHECK(answer_to("record", "2025-01-01",
                  R"({"action":"change","record":{"state":"open","in_favour":0},"change":{"title":"x"}})") ==
        R"({"record":{"in_favour":0,"state":"open","title":"x"},"silently_changed":false})");
  // What cannot be is refused, and the record stays as it was.
  for (const char* change : {R"({"in_favour":12})", R"({"households":4})", R"({"in_favour":-1})", R"({"households":-3})",
                             R"({"threshold":{"num":3,"den":2,"strict":true}})", R"({"threshold":{"num":1,"den":0,"strict":true}})"}) {
    INFO(change);
    CHECK(answer_to("record", "2025-01-01",
                    R"({"action":"change","record":{"state":"open","households":10,"in_favour":5},"change":)" + std::string{change} + "}") ==
          R"({"outcome":"invalid_input","record":{"households":10,"in_favour":5,"state":"open"},"silently_changed":false})");
  }
  CHECK(answer_to("record", "2025-01-01",
                  R"({"action":"change","record":{"state":"open","households":10,"in_favour":5},"change":{"in_favour":10}})") ==
        R"({"record":{"households":10,"in_favour":10,"state":"open"},"silently_changed":false})");
  CHECK(answer_to("record", "2025-01-01",
                  R"({"action":"change","record":{"state":"closed","in_favour":199},"change":{"in_favour":205}})") ==
        R"({"record":{"in_favour":199,"state":"closed"},"silently_changed":false})");
}

}  // namespace test_of_answers
