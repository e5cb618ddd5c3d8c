#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/exchange/snapshot.hpp>
#include <dinh/journal/memory.hpp>
#include <dinh/journal/recorder.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "drive.hpp"
#include "example.hpp"

namespace test_of_snapshot {

using namespace dinh;
using example::day;

namespace {

const std::vector<procedure>& laws() {
  static const std::vector<procedure> all{example::pack_procedure("pub_commune"), example::pack_procedure("denunciation"),
                                          example::pack_procedure("complaint_first")};
  return all;
}

docket_terms terms() { return {.procedures = laws(), .calendars = {example::state_agency()}}; }

event about(const docket& d, const std::string& key, event_kind kind, const char* on, std::string step = {}, std::string subject = {}) {
  event e;
  e.id = key + "-" + std::to_string(example::events_of(d, key));
  e.case_key = key;
  e.kind = kind;
  e.step = std::move(step);
  e.subject = std::move(subject);
  e.occurred_on = e.recorded_on = day(on);
  return e;
}

// Cases of each kind: suspended, extended, stopped by a clock, corrected, out of order, withdrawn, part of another.
docket some_cases() {
  auto d = docket::make(terms());
  REQUIRE(d);
  example::drive_to(*d, laws()[0], "published", "t_portal", day("2026-03-02"));
  example::drive_to(*d, laws()[0], "suspended", "t_doc", day("2026-03-02"));
  example::record(*d, about(*d, "suspended", event_kind::suspended, "2026-03-04"));
  example::drive_to(*d, laws()[1], "extended", "t_accept", day("2026-03-02"));
  example::drive_to(*d, laws()[1], "extended", "t_extc", day("2026-03-25"));
  example::record(*d, about(*d, "extended", event_kind::extended, "2026-03-26", "t_concl", "45 days"));
  example::drive_to(*d, laws()[2], "stopped", "t_k1", day("2026-07-06"));
  example::drive_to(*d, laws()[2], "stopped", "t_susp", day("2026-07-16"));
  example::drive_to(*d, laws()[0], "corrected", "t_portal", day("2026-03-12"));
  event right = about(*d, "corrected", event_kind::corrected, "2026-03-13", "t_portal", "corrected-5");
  right.occurred_on = day("2026-03-11");
  example::record(*d, right);
  example::drive_to(*d, laws()[0], "withdrawn", "t_doc", day("2026-03-02"));
  example::record(*d, about(*d, "withdrawn", event_kind::withdrawn, "2026-03-20"));
  event out_of_order = example::act_of(laws()[0], "jumped", 1, static_cast<std::uint16_t>(laws()[0].find("t_portal").index()), 0, day("2026-03-05"));
  out_of_order.facts = {{"households", "80"}, {"note", "Diễn Châu"}};
  out_of_order.evidence = {"CV-12"};
  REQUIRE(d->open("jumped-0", "jumped", "pub_commune", "17464@2025-07-01", day("2026-03-02"), day("2026-03-02")));
  example::record(*d, out_of_order);
  return std::move(*d);
}

std::string code_of(const checked<docket>& d) { return d ? std::string{} : d.error().begin()->code; }

}  // namespace

TEST_CASE("a docket restored from its snapshot is the docket, and goes on as it would have") {
  docket d = some_cases();
  const auto file = write_snapshot(d);
  REQUIRE(file);
  for (const auto how : {docket::trust::as_written, docket::trust::fold_again}) {
    auto back = read_snapshot(*file, terms(), {.how = how});
    if (!back) FAIL(describe(back.error()));
    CHECK(back->fingerprint() == d.fingerprint());
    CHECK(back->to_bytes() == d.to_bytes());
    CHECK(back->event_count() == d.event_count());
    for (const char* on : {"2026-03-04", "2026-03-12", "2026-04-20", "2026-07-20"}) {
      CHECK(back->overdue(day(on)).size() == d.overdue(day(on)).size());
      CHECK(back->due({day(on), day(on) + boost::gregorian::days{30}}, day(on)).size() ==
            d.due({day(on), day(on) + boost::gregorian::days{30}}, day(on)).size());
    }
    docket live = some_cases();
    for (docket* x : {&live, &*back}) {
      example::record(*x, about(*x, "suspended", event_kind::resumed, "2026-03-09"));
      example::drive_to(*x, laws()[0], "suspended", "t_portal", day("2026-03-12"));
      example::drive_to(*x, laws()[2], "stopped", "t_resume", day("2026-07-27"));
      example::drive_to(*x, laws()[1], "extended", "t_concl", day("2026-05-04"));
    }
    CHECK(back->fingerprint() == live.fingerprint());
    CHECK(back->record((*live.events_of("jumped"))[1])->result == record_result::outcome::already_there);
  }
}

TEST_CASE("a snapshot and the later events of a journal give what the whole journal gives") {
  auto whole = docket::make(terms());
  REQUIRE(whole);
  const docket source = some_cases();
  std::vector<event> all;
  for (const auto& c : source.cases(day("2027-01-01")))
    for (const event& e : *source.events_of(c.case_key)) all.push_back(e);
  memory_journal log;
  std::string file;
  {
    std::vector<journal_entry> batch;
    for (const event& e : all) batch.push_back({e.id, to_text(e)});
    REQUIRE(log.append(batch));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    REQUIRE(whole->record(all[i]));
    if (i == all.size() / 2) file = write_snapshot(*whole).value();
  }
  auto back = read_snapshot(file, terms());
  REQUIRE(back);
  CHECK(back->event_count() == all.size() / 2 + 1);
  const auto later = replay(log, *back, back->event_count() + 1);
  REQUIRE(later);
  CHECK(*later == all.size() - all.size() / 2 - 1);
  CHECK(back->fingerprint() == whole->fingerprint());
}

TEST_CASE("a snapshot that was changed, cut, of another version, pack or calendar is refused") {
  const docket d = some_cases();
  const std::string file = write_snapshot(d).value();
  CHECK(code_of(read_snapshot("", terms())) == "snapshot/not-one");
  CHECK(code_of(read_snapshot("dinh-snapshot/2\n" + file.substr(16), terms())) == "snapshot/other-version");
  CHECK(code_of(read_snapshot(file.substr(0, file.size() - 1), terms())) == "snapshot/truncated");
  CHECK(code_of(read_snapshot(file + "x", terms())) == "snapshot/truncated");
  CHECK(code_of(read_snapshot(file, terms(), {.most_bytes = 100})) == "snapshot/too-large");
  CHECK(code_of(read_snapshot(file, terms(), {.expected_sha256 = std::string(64, '0')})) == "snapshot/wrong-hash");
  for (std::size_t i = 1; i < 200; i += 9) {
    std::string changed = file;
    changed[changed.size() - i] = static_cast<char>(changed[changed.size() - i] ^ 4);
    CHECK(code_of(read_snapshot(changed, terms())) == "snapshot/wrong-hash");
  }
  docket_terms fewer = terms();
  fewer.procedures.pop_back();
  CHECK(code_of(read_snapshot(file, fewer)) == "snapshot/other-procedure");
  docket_terms other_days = terms();
  calendar_facts facts = example::state_agency().facts();
  facts.entries.pop_back();
  other_days.calendars = {work_calendar::build(std::move(facts)).value()};
  CHECK(code_of(read_snapshot(file, other_days)) == "snapshot/other-calendar");
  docket_terms other_reading = terms();
  other_reading.policies.roll_minimum_period_end = choice::yes;
  CHECK(code_of(read_snapshot(file, other_reading)) == "snapshot/other-policies");
}

TEST_CASE("bytes of a docket that were cut or changed anywhere are refused, or are a docket that writes itself back") {
  const docket d = some_cases();
  const std::string bytes = d.to_bytes();
  for (std::size_t n = 0; n < bytes.size(); n += 37) CHECK(code_of(docket::from_bytes(terms(), bytes.substr(0, n))) == "snapshot/damaged");
  std::size_t taken = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 5)
    for (const unsigned flip : {1U, 0x80U}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
      const auto back = docket::from_bytes(terms(), changed);
      if (!back) continue;
      ++taken;
      const std::string again = back->to_bytes();
      const auto same = docket::from_bytes(terms(), again);
      REQUIRE(same);
      CHECK(same->to_bytes() == again);
      (void)back->duties(day("2026-03-10"));
      (void)back->overdue(day("2026-03-10"));
    }
  CHECK(taken > 0);
}

TEST_CASE("a state that does not follow from its events is found where the states are folded again") {
  const docket d = some_cases();
  const std::string bytes = d.to_bytes();
  std::size_t forged = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ 2U);
    if (!docket::from_bytes(terms(), changed)) continue;
    const auto again = docket::from_bytes(terms(), changed, docket::trust::fold_again);
    if (code_of(again) == "snapshot/not-of-its-events") ++forged;
    if (again) {  // then an event was changed, and with it all that follows
      auto folded = docket::make(terms());
      for (const auto& c : again->cases(day("2099-01-01")))
        for (const event& e : *again->events_of(c.case_key)) (void)folded->record(e);
      CHECK(folded->case_count() <= again->case_count());
    }
  }
  CHECK(forged > 5);
}

}  // namespace test_of_snapshot
