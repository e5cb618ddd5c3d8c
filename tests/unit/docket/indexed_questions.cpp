#include <catch.hpp>

#include <dinh/docket/docket.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "../vietnam.hpp"
#include "drive.hpp"

namespace test_of_indexed_questions {

using namespace dinh;
using namespace dinh::literals;
using test::day;

namespace {

class draws {
public:
  explicit draws(std::uint64_t seed) : state_{seed} {}
  std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((state_ >> 33U) % n);
  }

private:
  std::uint64_t state_;
};

// What the docket answered before it had an index: every duty is looked at.
struct scan {
  static bool is_due(const duty& d, const validity& in) {
    const bool latest = d.time && (d.time->way == direction::within_after || d.time->way == direction::valid_for);
    if (!latest || !d.settled_on.is_special()) return false;
    if (d.state != duty_state::open && d.state != duty_state::needs_review) return false;
    const date on = day_of(d);
    return !on.is_special() && in.contains(on);
  }
  static date day_of(const duty& d) {
    if (!d.lawful_day.is_special() || !d.changed_law) return d.lawful_day;
    std::vector<date> all;
    for (const date x : {d.changed_law->by_old, d.changed_law->by_new_from_start, d.changed_law->by_new_from_change})
      if (!x.is_special()) all.push_back(x);
    return all.empty() ? d.lawful_day : *std::min_element(all.begin(), all.end());
  }
  template <class Keep>
  static std::vector<duty> of(const docket& d, date as_of, const docket_filter& f, Keep keep) {
    std::vector<duty> out;
    for (auto& x : d.duties(as_of, f))
      if (keep(x)) out.push_back(x);
    std::stable_sort(out.begin(), out.end(), [](const duty& a, const duty& b) { return day_of(a) < day_of(b); });
    return out;
  }
};

std::string line(const duty& d) {
  return d.case_key + " " + std::to_string(d.deadline) + " " + std::to_string(d.pass) + " " + std::string{name_of(d.state)} + " " +
         (d.lawful_day.is_special() ? "-" : to_text(d.lawful_day)) + " " + std::to_string(d.days_late) + "\n";
}
std::string lines(const std::vector<duty>& all) {
  std::string out;
  for (const auto& d : all) out += line(d);
  return out;
}

// Cases of three procedures, one of which changes with the law on 2026-07-01, with acts, suspensions, extensions,
// corrections and withdrawals as they come; what is refused is left out.
docket some_cases(std::uint64_t seed, std::uint32_t events) {
  std::vector<procedure> laws{test::pack_procedure("pub_commune"), test::pack_procedure("village_meeting"),
                              test::pack_procedure("complaint_second")};
  auto made = docket::make({.procedures = laws, .calendars = {test::agency()}});
  REQUIRE(made);
  docket d = std::move(*made);
  draws draw{seed};
  struct open_case {
    std::string key;
    std::vector<std::string> acts;
    date latest;
  };
  std::vector<open_case> cases;
  const date first = day("2026-05-04");
  std::uint32_t taken = 0;
  for (std::uint32_t n = 0; n < events; ++n) {
    event e;
    e.id = "e" + std::to_string(n);
    if (cases.size() < 4 || draw.below(9) == 0) {
      const procedure& p = laws[draw.below(3)];
      e.case_key = "c" + std::to_string(cases.size());
      e.procedure = p.id();
      e.unit = draw.below(2) == 0 ? "17329@2025-07-01" : "17464@2025-07-01";
      e.step = p[p.start()].key;
      e.occurred_on = e.recorded_on = first + boost::gregorian::days{static_cast<int>(draw.below(90))};
      REQUIRE(d.record(e));
      cases.push_back({e.case_key, {e.id}, e.occurred_on});
      continue;
    }
    open_case& c = cases[draw.below(static_cast<std::uint32_t>(cases.size()))];
    e.case_key = c.key;
    e.occurred_on = e.recorded_on = c.latest + boost::gregorian::days{static_cast<int>(draw.below(8))};
    const std::uint32_t what = draw.below(20);
    const auto next = d.next(c.key, e.occurred_on);
    REQUIRE(next);
    if (what < 14 && !next->empty()) {
      const next_act& a = (*next)[draw.below(static_cast<std::uint32_t>(next->size()))];
      e.step = a.step;
      if (!a.branches.empty()) e.branch = a.branches[draw.below(static_cast<std::uint32_t>(a.branches.size()))].first;
    } else if (what == 14) {
      e.kind = event_kind::suspended;
    } else if (what == 15) {
      e.kind = event_kind::resumed;
    } else if (what == 16 && !next->empty()) {
      e.kind = event_kind::extended;
      e.step = next->front().step;
      e.subject = "10 days";
    } else if (what == 17) {
      e.kind = event_kind::annulled;
      e.subject = c.acts[draw.below(static_cast<std::uint32_t>(c.acts.size()))];
    } else if (what == 18 && draw.below(4) == 0) {
      e.kind = event_kind::withdrawn;
    } else if (what == 19) {
      e.kind = event_kind::referred;
      e.unit = draw.below(2) == 0 ? "17329@2025-07-01" : "17464@2025-07-01";
    } else {
      continue;
    }
    if (!d.record(e)) continue;
    ++taken;
    c.latest = e.recorded_on;
    if (e.kind == event_kind::act) c.acts.push_back(e.id);
  }
  REQUIRE(taken > events / 3);
  return d;
}

}  // namespace

TEST_CASE("questions through the index answer what looking at every duty answers") {
  std::size_t found = 0;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const docket d = some_cases(seed, 700);
    const docket_filter filters[] = {{},
                                     {.unit = "17329@2025-07-01"},
                                     {.procedure = "complaint_second"},
                                     {.case_key = "c3"},
                                     {.rule = "CP-13"},
                                     {.provision = {"10/2022/QH15", "12"}}};
    for (int on = 0; on < 160; on += 7) {
      const date as_of = day("2026-05-01") + boost::gregorian::days{on};
      for (const auto& f : filters) {
        const validity week{as_of, as_of + boost::gregorian::days{7}};
        const auto due = d.due(week, as_of, f);
        CHECK(lines(due) == lines(scan::of(d, as_of, f, [&](const duty& x) { return scan::is_due(x, week); })));
        const validity ever{date{boost::date_time::neg_infin}, date{boost::date_time::pos_infin}};
        CHECK(lines(d.due(ever, as_of, f)) == lines(scan::of(d, as_of, f, [&](const duty& x) { return scan::is_due(x, ever); })));
        const auto overdue = d.overdue(as_of, f);
        CHECK(lines(overdue) == lines(scan::of(d, as_of, f, [&](const duty& x) {
                return x.state == duty_state::breached && x.settled_on.is_special();
              })));
        const date end = test::agency().nth_after(as_of, 3);
        CHECK(lines(d.due_soon(3, as_of, f)) == lines(scan::of(d, as_of, f, [&](const duty& x) {
                return scan::is_due(x, {as_of, end + boost::gregorian::days{1}});
              })));
        CHECK(lines(d.met_late(as_of, f)) ==
              lines(scan::of(d, as_of, f, [](const duty& x) { return x.state == duty_state::met_late; })));
        std::uint32_t open = 0;
        for (const auto& l : d.load(as_of, f)) open += l.open + l.overdue + l.pending;
        std::uint32_t wanted = 0;
        for (const auto& x : d.duties(as_of, f))
          wanted += x.settled_on.is_special() && (x.state == duty_state::open || x.state == duty_state::breached || x.state == duty_state::pending);
        CHECK(open == wanted);
        found += due.size() + overdue.size();
      }
    }
  }
  CHECK(found > 1000);
}

namespace {

std::string line(const breach_record& b) {
  return b.case_key + " " + std::string{name_of(b.kind)} + " " + b.step + " " + b.rule + " " + to_text(b.occurred_on) + " " +
         std::to_string(b.days) + "\n";
}
template <class All, class Keep>
std::string kept(const All& all, const Keep& keep) {
  std::string out;
  for (const auto& x : all)
    if (keep(x)) out += line(x);
  return out;
}

}  // namespace

TEST_CASE("a filter by unit, procedure or case gives what leaving the others out of the whole answer gives") {
  std::size_t found = 0;
  for (const std::uint64_t seed : {4U, 5U}) {
    const docket d = some_cases(seed, 700);
    for (int on = 0; on < 160; on += 13) {
      const date as_of = day("2026-05-01") + boost::gregorian::days{on};
      const auto duties = d.duties(as_of);
      const auto breaches = d.breaches(as_of);
      const auto any = [](const auto&) { return true; };
      // all breaches once more, case by case
      std::vector<breach_record> one_by_one;
      for (const auto& c : d.cases(as_of))
        for (auto& b : d.breaches(as_of, {.case_key = c.case_key})) one_by_one.push_back(b);
      std::stable_sort(one_by_one.begin(), one_by_one.end(), [](const auto& a, const auto& b) { return a.occurred_on < b.occurred_on; });
      CHECK(kept(breaches, any) == kept(one_by_one, any));
      found += breaches.size();
      for (const std::string unit : {"17329@2025-07-01", "17464@2025-07-01", "1@2025-07-01"}) {
        const auto in_unit = [&](const auto& x) { return x.unit_now == unit; };
        CHECK(kept(d.duties(as_of, {.unit = unit}), any) == kept(duties, in_unit));
        CHECK(kept(d.breaches(as_of, {.unit = unit}), any) == kept(breaches, in_unit));
        for (const std::string law : {"pub_commune", "complaint_second", "none"}) {
          const auto of_law = [&](const auto& x) { return x.procedure == law; };
          CHECK(kept(d.duties(as_of, {.procedure = law}), any) == kept(duties, of_law));
          CHECK(kept(d.duties(as_of, {.unit = unit, .procedure = law}), any) ==
                kept(duties, [&](const auto& x) { return in_unit(x) && of_law(x); }));
          CHECK(kept(d.breaches(as_of, {.unit = unit, .procedure = law}), any) ==
                kept(breaches, [&](const auto& x) { return in_unit(x) && of_law(x); }));
        }
      }
      for (const std::string key : {"c0", "c5", "c77777"}) {
        const auto of_case = [&](const auto& x) { return x.case_key == key; };
        CHECK(kept(d.duties(as_of, {.case_key = key}), any) == kept(duties, of_case));
        CHECK(kept(d.breaches(as_of, {.case_key = key}), any) == kept(breaches, of_case));
      }
    }
  }
  CHECK(found > 200);
}

TEST_CASE("questions asked in several threads at once are answered as in one") {
  const docket d = some_cases(7, 400);
  const auto answers = [&] {
    std::string out;
    for (int on = 0; on < 120; on += 10) {
      const date as_of = day("2026-05-01") + boost::gregorian::days{on};
      const auto any = [](const auto&) { return true; };
      out += lines(d.duties(as_of)) + lines(d.overdue(as_of)) + lines(d.met_late(as_of)) + kept(d.breaches(as_of), any);
      for (const auto& c : d.cases(as_of)) out += c.case_key + std::to_string(d.next(c.case_key, as_of)->size());
    }
    return out;
  };
  const std::string alone = answers();
  std::vector<std::string> together(3);
  std::vector<std::thread> threads;
  for (auto& mine : together) threads.emplace_back([&] { mine = answers(); });
  for (auto& t : threads) t.join();
  for (const auto& mine : together) CHECK(mine == alone);
}

TEST_CASE("a question about an earlier day is answered as it was on that day") {
  const std::vector<procedure> laws{test::pack_procedure("pub_commune"), test::pack_procedure("village_meeting"),
                                    test::pack_procedure("complaint_second")};
  const docket whole = some_cases(6, 500);
  // the events of all cases in the order of their days; what a correction or a late record says was known later only
  std::vector<event> events;
  for (const auto& c : whole.cases(day("2030-01-01")))
    for (const event& e : *whole.events_of(c.case_key)) events.push_back(e);
  events.erase(std::remove_if(events.begin(), events.end(), [](const event& e) { return e.kind == event_kind::annulled; }), events.end());
  std::stable_sort(events.begin(), events.end(), [](const event& a, const event& b) { return a.occurred_on < b.occurred_on; });
  const auto fresh = [&] { return docket::make({.procedures = laws, .calendars = {test::agency()}}).value(); };
  docket all = fresh();
  for (const event& e : events) (void)all.record(e);
  docket growing = fresh();
  std::size_t at = 0;
  for (int on = 0; on < 150; on += 5) {
    const date as_of = day("2026-05-01") + boost::gregorian::days{on};
    for (; at < events.size() && events[at].occurred_on <= as_of; ++at) (void)growing.record(events[at]);
    CHECK(lines(all.duties(as_of)) == lines(growing.duties(as_of)));
    const auto a = all.cases(as_of);
    const auto b = growing.cases(as_of);
    REQUIRE(a.size() == b.size());
    for (const auto& c : b) {
      const auto same = std::find_if(a.begin(), a.end(), [&](const auto& x) { return x.case_key == c.case_key; });
      REQUIRE(same != a.end());
      CHECK(same->is_closed == c.is_closed);
      CHECK(same->stands_at == c.stands_at);
      CHECK(same->latest_on == c.latest_on);
      CHECK(same->ending == c.ending);
      const auto next_then = all.next(c.case_key, as_of).value();
      const auto next_now = growing.next(c.case_key, as_of).value();
      REQUIRE(next_then.size() == next_now.size());
      for (std::size_t i = 0; i < next_now.size(); ++i) {
        CHECK(next_then[i].step == next_now[i].step);
        CHECK(next_then[i].not_after == next_now[i].not_after);
        CHECK(next_then[i].not_before == next_now[i].not_before);
      }
    }
  }
  CHECK(at > events.size() / 2);
}

TEST_CASE("a provision holds the clauses that lie in it, and no article that only begins alike") {
  auto d = docket::make({.procedures = {test::pack_procedure("pub_commune")}, .calendars = {test::agency()}});
  REQUIRE(d);
  example::drive_to(*d, test::pack_procedure("pub_commune"), "a", "t_doc", day("2026-03-02"));
  const date on = day("2026-03-03");
  const auto count = [&](const char* instrument, const char* article) {
    return d->duties(on, {.provision = {instrument, article}}).size();
  };
  CHECK(count("10/2022/QH15", "12(3)") == 1);
  CHECK(count("10/2022/QH15", "12") == 1);
  CHECK(count("10/2022/QH15", "") == 1);
  CHECK(count("10/2022/QH15", "1") == 0);
  CHECK(count("10/2022/QH15", "12(2)") == 0);
  CHECK(count("59/2023/ND-CP", "12") == 0);
  CHECK(d->due_soon(5, on).size() == 1);
  CHECK(d->due_soon(3, on).empty());  // 4, 5, 6; it is due on the 9th
  CHECK(d->due_soon(4, on).size() == 1);
}

}  // namespace test_of_indexed_questions
