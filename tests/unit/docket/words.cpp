// The sentences of the docket are templates: another wording shows in its histories, reasons and days in words.
#include <catch.hpp>

#include <dinh/docket/calendar_change.hpp>
#include <dinh/docket/duty_words.hpp>
#include <dinh/docket/engine.hpp>
#include <dinh/procedure/procedure.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../vietnam.hpp"
#include "nghe_an.hpp"

namespace test_of_words {

using namespace dinh;
using test::day;

namespace {

phrase_book book(std::vector<rewording> words) { return phrase_book{}.reworded(words).value(); }

bool has(const explanation& e, const std::string& part) {
  return (to_text(e, lang::vi) + to_text(e, lang::en)).find(part) != std::string::npos;
}

/// A publication decided on 2 March 2026 and made three days late, under these words; the unit ended in the reform of 2025.
docket late_publication(const phrase_book& words, const registry& units) {
  docket_terms terms;
  terms.procedures = {test::pack_procedure("pub_commune")};
  terms.calendars = {test::agency()};
  terms.units = registry_directory(units);
  terms.phrases = words;
  docket d = docket::make(std::move(terms)).value();
  const std::pair<const char*, const char*> acts[] = {{"s", ""},          {"d_secret", "no"}, {"t_plan", ""},
                                                      {"d_special", "no"}, {"t_doc", ""},      {"t_portal", ""}};
  std::size_t number = 0;
  for (const auto& [step, branch] : acts) {
    event e;
    e.id = "e" + std::to_string(number);
    e.case_key = "c";
    e.step = step;
    e.branch = branch;
    e.occurred_on = e.recorded_on = day(std::string{step} == "t_portal" ? "2026-03-12" : "2026-03-02");
    if (number++ == 0) {
      e.procedure = "pub_commune";
      e.unit = "17461@2020-01-01";
    }
    if (const auto r = d.record(e); !r) FAIL(describe(r.error()));
  }
  event held;
  held.id = "held";
  held.case_key = "c";
  held.kind = event_kind::suspended;
  held.occurred_on = day("2026-03-16");
  held.recorded_on = day("2026-03-17");
  if (const auto r = d.record(held); !r) FAIL(describe(r.error()));
  return d;
}

std::string told(const docket& d) {
  std::string out;
  for (const history_line& l : d.history("c", day("2026-04-01")).value())
    out += to_text(l.what, lang::vi) + to_text(l.what, lang::en);
  return out;
}

duty publication_duty(const docket& d) {
  for (duty& x : d.duties(day("2026-04-01")))
    if (x.rule == "GDL-12-2") return std::move(x);
  FAIL("no such duty");
  return {};
}

}  // namespace

TEST_CASE("a docket tells histories and reasons in the words of its terms, and in those of the library without any") {
  const phrase_book words =
      book({{"docket.breach.too_late", {"{step}!! {days} ({day})", "{step}!! {days} ({day})"}, ""},
            {"docket.days.many", {"{count} hôm", "{count} mornings"}, ""},
            {"docket.about.suspended", {"Đứng lại", "On hold"}, ""},
            {"docket.recorded", {"Vào sổ {day}", "In the book on {day}"}, ""},
            {"docket.began_due", {"{duty} từ nay, {length}, {day}", "{duty} from now, {length}, {day}"}, ""},
            {"docket.state.met_late", {"muộn", "belated"}, ""},
            {"docket.duty_late", {"{duty} / {state} / {days}", "{duty} / {state} / {days}"}, ""},
            {"docket.counted_from", {"Kể từ {day}: {step}", "Since {day}: {step}"}, ""}});
  const docket d = late_publication(words, example::nghe_an());
  CHECK(d.phrases() == words);
  const std::string history = told(d);
  INFO(history);
  for (const char* part : {"!! 3 hôm (2026-03-09)", "!! 3 mornings (2026-03-09)", "Đứng lại", "On hold", "Vào sổ 2026-03-17",
                           "In the book on 2026-03-17", " từ nay, ", " from now, ", ": belated"})
    CHECK(history.find(part) != std::string::npos);
  const duty x = publication_duty(d);
  const explanation why = d.why(x, day("2026-04-01"));
  CHECK(why.statement.en == x.what.en + " / belated / 3 mornings");
  CHECK(why.statement.vi == x.what.vi + " / muộn / 3 hôm");
  CHECK(has(why, "Since 2026-03-02: "));

  const docket plain = late_publication({}, example::nghe_an());
  CHECK_FALSE(plain.phrases().is_reworded());
  const std::string usual = told(plain);
  INFO(usual);
  for (const char* part : {": trễ 3 ngày so với hạn 2026-03-09.", ": 3 days after the last lawful day, 2026-03-09.",
                           "Suspended: the limits stand still", "Ghi nhận ngày 2026-03-17."})
    CHECK(usual.find(part) != std::string::npos);
  CHECK(has(plain.why(publication_duty(plain), day("2026-04-01")), "met late, 3 days late"));
  // the words are no part of what the cases are
  CHECK(plain.fingerprint() == d.fingerprint());
}

TEST_CASE("what became of the unit of a case is told in the words of the register that the directory answers from") {
  const registry units = example::nghe_an().with_phrases(
      book({{"docket.unit.succeeded", {"{unit}: xem {heir}.", "{unit}: ask {heir}."}, ""},
            {"docket.unit.passed", {"{day} {unit} > {heir}, {extent}", "{day} {unit} > {heir}, {extent}"}, ""},
            {"registry.extent.whole", {"hết", "all of it"}, ""},
            {"docket.unit.not_known", {"{unit} ở đâu?", "Where is {unit}?"}, ""}}));
  const auto where = registry_directory(units);
  const unit_today now = where->unit_on("17461@2020-01-01", day("2026-04-01"));
  CHECK(now.why.statement.en == "17461@2020-01-01: ask Diễn Châu commune.");
  CHECK(has(now.why, "2025-07-01 Diễn Hoa commune > Diễn Châu commune, all of it"));
  CHECK(has(now.why, "2025-07-01 xã Diễn Hoa > xã Diễn Châu, hết"));
  CHECK(where->unit_on("x", day("2026-04-01")).why.statement.en == "Where is x?");
  CHECK(told(late_publication({}, units)).find("17461@2020-01-01: xem xã Diễn Châu.") != std::string::npos);
}

TEST_CASE("the day of a duty and what moved it are worded by the book that they are given") {
  const phrase_book words = book({{"docket.deadline.by", {"đến {day}", "until {day}"}, ""},
                                  {"docket.deadline.none", {"không có", "none"}, ""},
                                  {"due.provisional", {"{day} ?", "{day} ?"}, ""},
                                  {"docket.moved.last", {"{duty}: {before} -> {after}", "{duty}: {before} -> {after}"}, ""},
                                  {"docket.moved.judged", {"{moved} [{before}, {after}]", "{moved} [{before}, {after}]"}, ""},
                                  {"docket.day_off_now", {"{day} nghỉ", "{day} off"}, ""}});
  const docket d = late_publication(words, example::nghe_an());
  duty x = publication_duty(d);
  CHECK(deadline_in_words(x, words) == text{"đến 2026-03-09", "until 2026-03-09"});
  CHECK(deadline_in_words(x) == text{"chậm nhất 2026-03-09", "by 2026-03-09"});
  moved_duty m{x, x, {}};
  m.after.lawful_day = day("2026-03-10");
  m.after.state = duty_state::open;
  m.after.is_provisional = true;
  affected_day a;
  a.day = day("2026-03-05");
  m.because.push_back(a);
  CHECK(deadline_in_words(m.after, words).en == "until 2026-03-10 ?");
  const explanation why = explain(m, words);
  CHECK(why.statement.en == x.what.en + ": 2026-03-09 -> 2026-03-10 ? [met_late, open]");
  CHECK(why.because.at(0).statement == text{"2026-03-05 nghỉ", "2026-03-05 off"});
  CHECK(explain(m).statement.en == x.what.en + ": last day 2026-03-09, now 2026-03-10 (provisional); met_late, now open");
  x.lawful_day = date{boost::date_time::not_a_date_time};
  CHECK(deadline_in_words(x, words) == text{"không có", "none"});
}

TEST_CASE("every state, breach and rule on open cases has a sentence") {
  std::set<std::string> known;
  for (const phrase& p : library_phrases()) known.insert(std::string{p.key});
  for (std::uint8_t i = 0; i < 8; ++i) CHECK(known.count("docket.state." + std::string{name_of(static_cast<duty_state>(i))}) == 1);
  for (std::uint8_t i = 0; i < 10; ++i)
    CHECK(known.count("docket.breach." + std::string{name_of(static_cast<breach_kind>(i))}) == 1);
  for (std::uint8_t i = 0; i < 4; ++i)
    CHECK(known.count("docket.open_cases." + std::string{name_of(static_cast<open_case_rule>(i))}) == 1);
}

}  // namespace test_of_words
