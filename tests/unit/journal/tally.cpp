// Counts straight from a journal against those of the docket that a replay of it gives.

#include <catch.hpp>

#include <dinh/docket/event_text.hpp>
#include <dinh/journal/memory.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/journal/tally.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/report/unit_tally.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../docket/nghe_an.hpp"
#include "../docket/plain_interpreter.hpp"
#include "../vietnam.hpp"

namespace test_of_journal_tally {

using namespace dinh;
using namespace dinh::literals;
using example::nghe_an;
using plain::dice;
using test::day;

namespace {

/// A journal that counts the entries it gives, and gives few at once or fails where it is told to.
class watched_journal final : public journal {
public:
  [[nodiscard]] checked<std::vector<recorded_entry>> read(std::uint64_t position, std::uint64_t most) override {
    if (position + most > fails_from) return unexpected{diagnostics{diagnostic{severity::error, "journal/changed", "journal:x", {}, {}}}};
    auto out = all_.read(position, std::min(most, most_at_once));
    if (out) given += out->size();
    return out;
  }
  [[nodiscard]] checked<std::uint64_t> size() override { return all_.size(); }
  void put(const std::string& id, const std::string& line) {
    REQUIRE(append(std::vector<journal_entry>{{id, line}}));
  }
  void put(const event& e) { put(e.id, to_text(e)); }
  std::uint64_t given = 0;
  std::uint64_t most_at_once = UINT64_MAX;
  std::uint64_t fails_from = UINT64_MAX;  // reading an entry of this position or a later one fails

protected:
  [[nodiscard]] checked<append_result> append_checked(std::span<const journal_entry> batch, const append_terms& terms) override {
    return all_.append(batch, terms);
  }

private:
  memory_journal all_;
};

const std::vector<std::string> units{"16681@2025-07-01", "17464@2025-07-01", "17329@2025-07-01"};

event act(std::string id, std::string key, std::string step, const char* on) {
  event e;
  e.id = std::move(id);
  e.case_key = std::move(key);
  e.step = std::move(step);
  e.occurred_on = e.recorded_on = day(on);
  return e;
}
event begin(std::string id, std::string key, std::string law, std::string step, const char* on) {
  event e = act(std::move(id), std::move(key), std::move(step), on);
  e.procedure = std::move(law);
  e.unit = units[1];
  return e;
}

// Whoever asks for the counts of a journal gets those of its replay, or the faults of its replay.
void check_same(journal& log, const docket_terms& terms, date as_of) {
  INFO("as of " << to_text(as_of));
  docket whole = docket::make(terms).value();
  const auto replayed = replay(log, whole);
  const auto counts = tally_of_journal(log, terms, as_of);
  REQUIRE(counts.has_value() == replayed.has_value());
  if (!replayed) {
    CHECK(describe(counts.error()) == describe(replayed.error()));
    return;
  }
  CHECK(*counts == whole.tally(as_of));
  const tally_report report = tally_by_unit(*counts, nghe_an(), as_of);
  const tally_report same = tally_by_unit(whole, nghe_an(), as_of);
  CHECK(report.unplaced == same.unplaced);
  REQUIRE(report.units.size() == same.units.size());
  for (std::size_t i = 0; i < same.units.size(); ++i) CHECK(report.units[i].with_below == same.units[i].with_below);
}

struct generated {
  docket_terms terms;
  watched_journal log;
  std::uint64_t events = 0;
  std::uint64_t events_of_plain_cases = 0;
};

/// Cases of the procedures: most of them with acts alone, in order and out of it; `odd` of 100 with an event about the case.
void record_cases(generated& g, dice& x, std::uint32_t odd) {
  docket live = docket::make(g.terms).value();
  struct running {
    std::string key;
    const procedure* law;
    bool is_odd;
    std::uint64_t events = 0;
  };
  std::vector<running> cases;
  date today = day("2025-02-03");
  for (int n = 0; n < 500; ++n) {
    event e;
    e.id = "e" + std::to_string(n);
    e.recorded_on = today;
    e.occurred_on = x.chance(30) ? today - boost::gregorian::days{static_cast<int>(x.below(9))} : today;
    running* of = cases.empty() || x.chance(12) ? nullptr : &cases[x.below(static_cast<std::uint32_t>(cases.size()))];
    if (of == nullptr) {
      cases.push_back({"k" + std::to_string(cases.size()), &g.terms.procedures[x.below(static_cast<std::uint32_t>(g.terms.procedures.size()))],
                       x.chance(odd)});
      of = &cases.back();
      e.procedure = of->law->id();
      e.unit = units[x.below(3)];
      e.step = (*of->law)[of->law->start()].key;
    } else if (of->is_odd && x.chance(30)) {
      constexpr event_kind kinds[] = {event_kind::suspended, event_kind::resumed, event_kind::referred, event_kind::withdrawn,
                                      event_kind::joined};
      e.kind = kinds[x.below(5)];
      if (e.kind == event_kind::referred) e.unit = units[x.below(3)];
      if (e.kind == event_kind::joined) e.subject = cases[x.below(static_cast<std::uint32_t>(cases.size()))].key;
    } else {
      const procedure& p = *of->law;
      const auto next = live.next(of->key, today);
      step_id s = p.start();
      while (fires_by_itself(p[s].kind) || p[s].kind == step_kind::start) s = step_id{x.below(p.graph().count<step>())};
      if (next && !next->empty() && x.chance(80)) s = p.find((*next)[x.below(static_cast<std::uint32_t>(next->size()))].step);
      e.step = p[s].key;
      if (p[s].kind == step_kind::decision)
        e.branch = p.exit_of(s, static_cast<std::uint16_t>(x.below(p.tables().steps[s.index()].exit_count))).branch;
    }
    e.case_key = of->key;
    if (live.record(e)) {
      if (e.kind == event_kind::joined)  // the other one is looked at with it
        for (running& c : cases) c.is_odd = c.is_odd || c.key == e.subject;
      g.log.put(e);
      ++g.events;
      ++of->events;
    } else if (of->events == 0) {
      cases.pop_back();
    }
    if (x.chance(30)) today += boost::gregorian::days{static_cast<int>(1 + x.below(3))};
  }
  for (const running& c : cases) g.events_of_plain_cases += c.is_odd ? 0 : c.events;
}

docket_terms terms_of(std::vector<procedure> laws) {
  return {.procedures = std::move(laws), .calendars = {test::agency()}, .units = registry_directory(nghe_an())};
}

/// What the committee decided is published within five working days.
docket_terms publishing() {
  return terms_of({procedure_builder("publish")
                      .start("decided")
                      .task("publish", by("commune_peoples_committee"))
                      .end("closed")
                      .deadline(within(5_working_days), between("decided", "publish"), {.rule = "A"})
                      .build()
                      .value()});
}

}  // namespace

TEST_CASE("the counts of a generated journal are those of its replay on every day, and cases with acts alone are read once") {
  dice x{20261127};
  int made = 0;
  std::uint64_t counted = 0;
  for (int i = 0; made < 24; ++i) {
    std::vector<procedure> laws;
    for (int k = 0; k < 3; ++k)
      if (auto p = plain::maker{x, "j" + std::to_string(i) + "-" + std::to_string(k)}.make()) laws.push_back(*std::move(p));
    if (laws.empty()) continue;
    ++made;
    const std::uint32_t odd = made % 3 == 0 ? 0 : 20;
    generated g{terms_of(std::move(laws)), {}};
    record_cases(g, x, odd);
    for (const char* on : {"2025-01-31", "2025-02-20", "2025-04-15", "2025-06-30", "2025-12-31", "2027-01-04"}) check_same(g.log, g.terms, day(on));
    g.log.given = 0;
    const auto counts = tally_of_journal(g.log, g.terms, day("2025-12-31"));
    REQUIRE(counts);
    for (const auto& u : *counts) counted += u.counts.total();
    // whoever reads stretches may read what lies between, too
    if (odd == 0) CHECK(g.log.given == g.events);
    CHECK(g.log.given >= g.events);
    CHECK(g.log.given <= 2 * g.events);
  }
  CHECK(counted > 1000);
}

TEST_CASE("a limit whose law changes, and a clock that its steps move, are counted as the docket counts them") {
  const date change = day("2025-03-05");
  const auto change_end = date{boost::date_time::pos_infin};
  clock_rule pause;
  pause.how = clock_change::suspend;
  pause.from = "ask";
  pause.to = "answer";
  pause.affects = {"OLD", "NEW"};
  pause.rule = "P";
  const auto laws = terms_of({procedure_builder("changing")
                                  .start("begun")
                                  .task("act", by("commune_peoples_committee"))
                                  .end("done")
                                  .deadline(within(2_working_days), between("begun", "act"), {.rule = "OLD", .valid = {day("2020-01-01"), change}})
                                  .deadline(within(10_days), between("begun", "act"), {.rule = "NEW", .valid = {change, change_end}})
                                  .build()
                                  .value(),
                              procedure_builder("pausing")
                                  .start("begun")
                                  .task("ask", by("commune_peoples_committee"))
                                  .task("answer", by("commune_peoples_committee"))
                                  .task("act", by("commune_peoples_committee"))
                                  .end("done")
                                  .deadline(within(10_days), between("begun", "act"), {.rule = "OLD"})
                                  .clock(pause)
                                  .build()
                                  .value()});
  watched_journal log;
  log.put(begin("a1", "A", "changing", "begun", "2025-03-03"));
  log.put(begin("b1", "B", "changing", "begun", "2025-02-03"));
  log.put(act("b2", "B", "act", "2025-02-10"));
  log.put(begin("c1", "C", "pausing", "begun", "2025-03-03"));
  log.put(begin("d1", "D", "changing", "begun", "2025-03-03"));
  log.put(act("d2", "D", "act", "2025-03-06"));
  log.put(act("c2", "C", "ask", "2025-03-06"));
  log.put(begin("e1", "E", "changing", "begun", "2025-03-10"));
  log.put(act("c3", "C", "answer", "2025-03-20"));
  for (const char* on : {"2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06", "2025-03-14", "2025-03-20", "2025-03-27", "2025-06-02"})
    check_same(log, laws, day(on));
  // D was done by the new limit and after the old one; before the change nothing was in doubt
  const auto later = tally_of_journal(log, laws, day("2025-03-10")).value();
  REQUIRE(later.size() == 1);
  CHECK(later[0].counts.needs_review == 2);
  CHECK(later[0].counts.suspended == 1);
  CHECK(tally_of_journal(log, laws, day("2025-03-04")).value()[0].counts.needs_review == 0);
}

TEST_CASE("a journal that a replay refuses is refused with the same findings, the first one first") {
  const auto laws = publishing();
  const date on = day("2026-03-10");
  const auto good = [](watched_journal& log, int n) {
    log.put(begin("a" + std::to_string(n), "A" + std::to_string(n), "publish", "decided", "2026-03-02"));
  };
  {
    watched_journal log;  // nothing is no fault
    CHECK(tally_of_journal(log, laws, on).value().empty());
    good(log, 1);
    CHECK(tally_of_journal(log, laws, on).value()[0].counts.overdue == 1);
    check_same(log, laws, on);
  }
  const auto refused = [&](const char* what, const event& e) {
    INFO(what);
    watched_journal log;
    good(log, 1);
    log.put(e);
    good(log, 2);
    log.put("x", "no event");
    check_same(log, laws, on);
    CHECK(describe(tally_of_journal(log, laws, on).error()).find("journal:2") != std::string::npos);
  };
  refused("an act of no case", act("b", "B", "publish", "2026-03-03"));
  refused("a step that there is not", act("b", "A1", "nothing", "2026-03-03"));
  refused("another start", act("b", "A1", "decided", "2026-03-03"));
  refused("a procedure that there is not", begin("b", "B", "nothing", "decided", "2026-03-02"));
  refused("a first event that is no start", begin("b", "B", "publish", "publish", "2026-03-02"));
  refused("recorded before the last one", act("b", "A1", "publish", "2026-03-01"));
  event late = act("b", "A1", "publish", "2026-03-05");
  late.recorded_on = day("2026-03-04");
  refused("recorded before it occurred", late);
  event branch = act("b", "A1", "publish", "2026-03-05");
  branch.branch = "left";
  refused("a branch of a task", branch);
  event counts = act("b", "A1", "publish", "2026-03-05");
  counts.facts = {{"households", "10"}, {"present", "11"}};
  refused("more than there are", counts);
  event joined = act("b", "A1", "", "2026-03-05");
  joined.kind = event_kind::joined;
  joined.subject = "nobody";
  refused("joined to nobody", joined);
  event part = begin("b", "B", "publish", "decided", "2026-03-02");
  part.subject = "nobody";
  refused("a part of nobody", part);
  event elsewhere = act("b", "A1", "publish", "2026-03-05");
  elsewhere.unit = units[0];
  refused("in another unit", elsewhere);
  {
    watched_journal log;  // what cannot be read comes behind what was refused before it, and ends the reading
    good(log, 1);
    log.put("x", "no event");
    log.put(act("b", "B", "publish", "2026-03-03"));
    check_same(log, laws, on);
    CHECK(describe(tally_of_journal(log, laws, on).error()).find("journal:2") != std::string::npos);
  }
  {
    watched_journal log;
    good(log, 1);
    log.put(act("c", "A1", "publish", "2026-03-03"));
    log.put(act("d", "A1", "publish", "2026-03-04"));  // closed before
    check_same(log, laws, on);
    CHECK_FALSE(tally_of_journal(log, laws, on));
  }
  docket_terms without = laws;
  without.calendars.clear();
  watched_journal log;
  CHECK(describe(tally_of_journal(log, without, on).error()).find("docket/no-calendar") != std::string::npos);
}

TEST_CASE("an event that stands in a journal under ids of other events counts once, as in a docket") {
  const auto laws = publishing();
  watched_journal log;
  const event e = begin("a", "A", "publish", "decided", "2026-03-02");
  log.put("1", to_text(e));
  log.put("2", to_text(e));
  check_same(log, laws, day("2026-03-04"));
  CHECK(tally_of_journal(log, laws, day("2026-03-04")).value()[0].counts.open == 1);
}

TEST_CASE("what was settled before its law changed, and clocks that move nothing, are counted without a docket") {
  const date change = day("2025-07-01");
  clock_rule stays;
  stays.how = clock_change::stay;
  stays.from = "begun";
  stays.to = "act";
  stays.rule = "S";
  const auto laws = terms_of({procedure_builder("changing")
                                  .start("begun")
                                  .task("act", by("commune_peoples_committee"))
                                  .end("done")
                                  .deadline(within(5_working_days), between("begun", "act"), {.rule = "OLD", .valid = {day("2020-01-01"), change}})
                                  .clock(stays)
                                  .build()
                                  .value()});
  watched_journal log;
  log.put(begin("a1", "A", "changing", "begun", "2025-03-03"));
  log.put(act("a2", "A", "act", "2025-03-05"));
  log.put(begin("b1", "B", "changing", "begun", "2025-06-27"));  // runs into the change
  log.put(act("b2", "B", "act", "2025-07-02"));
  for (const char* on : {"2025-03-04", "2025-06-30", "2025-07-01", "2026-03-02"}) check_same(log, laws, day(on));
  log.given = 0;
  (void)tally_of_journal(log, laws, day("2026-03-02")).value();
  CHECK(log.given == 6);  // B alone is looked at again
  log.given = 0;
  (void)tally_of_journal(log, laws, day("2025-06-30")).value();
  CHECK(log.given == 6);
}

TEST_CASE("a case with hundreds of duties of a kind is counted in full") {
  const auto laws = terms_of({procedure_builder("loop", flow_style::written_out)
                                  .start("s")
                                  .task("do", by("commune_peoples_committee"))
                                  .decision("again", by("commune_peoples_committee"))
                                  .end("e")
                                  .flow("s", "do")
                                  .flow("do", "again")
                                  .branch("again", "yes", "do")
                                  .branch("again", "no", "e")
                                  .deadline(within(3_days), between("do", "again"), {.rule = "L"})
                                  .build()
                                  .value()});
  watched_journal log;
  log.put(begin("s", "A", "loop", "s", "2025-01-02"));
  for (int n = 0; n < 300; ++n) {
    log.put(act("d" + std::to_string(n), "A", "do", "2025-01-03"));
    event e = act("a" + std::to_string(n), "A", "again", "2025-01-03");
    e.branch = "yes";
    log.put(e);
  }
  check_same(log, laws, day("2025-02-03"));
  CHECK(tally_of_journal(log, laws, day("2025-02-03")).value()[0].counts.met == 300);
}

TEST_CASE("cases that are looked at again are found wherever they lie, from stores that give little at once, and faults come in their order") {
  const auto laws = publishing();
  watched_journal log;
  std::vector<journal_entry> batch;
  const auto put = [&](const event& e) { batch.push_back({e.id, to_text(e)}); };
  for (int n = 0; n < 12'000; ++n) {
    const std::string key = "k" + std::to_string(n);
    put(begin(key + "/1", key, "publish", "decided", "2025-03-03"));
    // near and far from each other; some of them all along the journal
    if (n % 400 == 0 || (n > 5'000 && n < 5'040) || n == 11'999) {
      event e = act(key + "/2", key, "", "2025-03-04");
      e.kind = event_kind::suspended;
      put(e);
    }
    if (n % 400 == 399) {
      event e = act("k0/" + std::to_string(n), "k0", "", "2025-03-05");
      e.kind = n % 800 == 399 ? event_kind::resumed : event_kind::suspended;
      put(e);
    }
    if (n % 7 == 0 && n % 400 != 0 && (n < 5'000 || n > 5'050)) put(act(key + "/3", key, "publish", "2025-03-06"));
  }
  REQUIRE(log.append(batch));
  check_same(log, laws, day("2025-03-31"));
  check_same(log, laws, day("2025-03-04"));
  const auto whole = tally_of_journal(log, laws, day("2025-03-31")).value();
  CHECK(whole[0].counts.suspended > 50);
  CHECK(whole[0].counts.met > 1'000);
  log.most_at_once = 100;
  CHECK(tally_of_journal(log, laws, day("2025-03-31")).value() == whole);
  log.most_at_once = UINT64_MAX;
  // the whole of it, for a day that is none
  check_same(log, laws, date{boost::date_time::pos_infin});
  // the journal fails behind: a replay fails so too, unless something before it is refused
  log.fails_from = 10'001;
  check_same(log, laws, day("2025-03-31"));
  CHECK(describe(tally_of_journal(log, laws, day("2025-03-31")).error()).find("journal/changed") != std::string::npos);
  watched_journal other;
  other.put(act("x", "nobody", "publish", "2025-03-03"));
  REQUIRE(other.append(batch));
  other.fails_from = 10'001;
  check_same(other, laws, day("2025-03-31"));
  CHECK(describe(tally_of_journal(other, laws, day("2025-03-31")).error()).find("docket/unknown-case") != std::string::npos);
}

TEST_CASE("later acts may name the procedure and the unit of their case once more") {
  const auto laws = publishing();
  watched_journal log;
  log.put(begin("a1", "A", "publish", "decided", "2026-03-02"));
  log.put(begin("a2", "A", "publish", "publish", "2026-03-03"));
  check_same(log, laws, day("2026-03-04"));
}

TEST_CASE("reading a long journal is told as it goes on") {
  const auto laws = publishing();
  memory_journal log;
  std::vector<journal_entry> batch;
  for (int n = 0; n < 250'000; ++n) {
    const event e = begin("a" + std::to_string(n), "A" + std::to_string(n), "publish", "decided", "2026-03-02");
    batch.push_back({e.id, to_text(e)});
  }
  REQUIRE(log.append(batch));
  std::vector<std::uint64_t> told;
  REQUIRE(tally_of_journal(log, laws, day("2026-03-04"), {.progress = [&](std::uint64_t n) { told.push_back(n); }}));
  CHECK(told == std::vector<std::uint64_t>{100'000, 200'000});
}

}  // namespace test_of_journal_tally
