#include <catch.hpp>

#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/timing.hpp>
#include <dinh/procedure/verify_over.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <tuple>

#include "../vietnam.hpp"

namespace test_of_timing_hours {

using namespace dinh;
using namespace dinh::literals;
using test::agency;

namespace {

office_hours desk(std::int32_t open, std::int32_t noon, std::int32_t again, std::int32_t close) {
  std::vector<office_session> sessions;
  for (const weekday w : {weekday::monday, weekday::tuesday, weekday::wednesday, weekday::thursday, weekday::friday}) {
    sessions.push_back({w, open, noon});
    sessions.push_back({w, again, close});
  }
  return office_hours::build(std::move(sessions)).value();
}
/// 7:30-11:30 and 13:30-17:00.
office_hours usual_desk() { return desk(450, 690, 810, 1020); }
/// 6:00-12:00 and 15:00-18:00: moments of three hours are all that matters.
office_hours coarse_desk() { return desk(360, 720, 900, 1080); }

timing_options with(office_hours hours) {
  timing_options o;
  o.hours = std::move(hours);
  return o;
}

bool is_later(const moment& a, const moment& b) { return std::pair{a.day, a.minute} > std::pair{b.day, b.minute}; }

/// The plain search: every way to give moments, three hours apart, to the steps of a chain; what a limit asks is for the
/// calendar to say.
class plain_search {
public:
  plain_search(const procedure& p, const office_hours& hours, date start, int days) : p_{p}, hours_{hours} {
    for (int d = 0; d < days; ++d)
      for (std::int32_t minute = 0; minute <= 1440; minute += 180) all_.push_back({start + boost::gregorian::days{d}, minute});
    at_.assign(p.steps().size(), 0);
    for (at_[0] = 0; all_[at_[0]].day == start; ++at_[0]) go(1);
  }
  bool found = false;
  date earliest_end{boost::date_time::pos_infin};
  date latest_end{boost::date_time::neg_infin};

private:
  const moment& due(std::int32_t hours, std::size_t from) {
    const auto [at, is_new] = known_.try_emplace({hours, from});
    if (is_new)
      at->second = due_within_hours({hours, time_unit::hour}, all_[from], agency(), hours_).at.value_or(moment{date{2200, 1, 1}, 0});
    return at->second;
  }
  bool kept(std::size_t upto) {
    for (std::uint32_t e = 0; e < p_.deadline_count(); ++e) {
      const auto from = p_.graph().from(edge_id<deadline>{e}).index();
      const auto to = p_.graph().to(edge_id<deadline>{e}).index();
      if (std::max(from, to) != upto) continue;
      const limit l = *p_.deadline_at(e).time;
      const moment& a = all_[at_[from]];
      const moment& b = all_[at_[to]];
      if (l.length.unit == time_unit::hour) {
        const bool is_upper = l.way == direction::within_after || l.way == direction::valid_for;
        const moment& end = due(l.length.count, at_[from]);
        if (is_upper ? is_later(b, end) : is_later(end, b)) return false;
      } else if (l.way == direction::not_later_than_before) {
        if (agency().latest_day(l, b.day) < a.day) return false;
      } else if (l.way == direction::at_least_lasting) {
        if (b.day < agency().latest_day(l, a.day)) return false;
      } else if (agency().latest_day(l, a.day) < b.day) {
        return false;
      }
    }
    return true;
  }
  void go(std::size_t i) {
    if (i == at_.size()) {
      found = true;
      earliest_end = std::min(earliest_end, all_[at_.back()].day);
      latest_end = std::max(latest_end, all_[at_.back()].day);
      return;
    }
    for (at_[i] = at_[i - 1]; at_[i] < all_.size(); ++at_[i])
      if (kept(i)) go(i + 1);
  }

  const procedure& p_;
  const office_hours& hours_;
  std::vector<moment> all_;
  std::vector<std::size_t> at_;
  std::map<std::pair<std::int32_t, std::size_t>, moment> known_;
};

procedure random_chain(std::mt19937& random) {
  procedure_builder b{"chain"};
  b.start("p0").task("p1", by("a")).task("p2", by("b")).end("p3");
  const int limits = 3 + static_cast<int>(random() % 3);
  for (int i = 0; i < limits; ++i) {
    const auto from = random() % 3;
    const auto to = from + 1 + random() % (3 - from);
    const bool in_hours = i == 0 || random() % 3 != 0;
    const auto count = static_cast<std::int32_t>(in_hours ? 3 * (random() % 8) : random() % 4);
    const direction ways[] = {direction::within_after, direction::not_later_than_before, direction::at_least_lasting,
                              direction::valid_for};
    const time_unit unit = in_hours ? time_unit::hour : random() % 2 == 0 ? time_unit::day : time_unit::working_day;
    b.deadline(limit{{count, unit}, ways[random() % 4]}, between("p" + std::to_string(from), "p" + std::to_string(to)));
  }
  return b.build().value();
}

procedure two_limits(span outer) {
  return procedure_builder("desk")
      .start("received").task("read", by("a")).task("answer", by("a")).end("e")
      .deadline(at_least(6_hours), between("received", "read"), {.source = cites("L", "1")})
      .deadline(at_least(4_hours), between("read", "answer"), {.source = cites("L", "2")})
      .deadline(within(outer), between("received", "answer"), {.source = cites("L", "3")})
      .build().value();
}

}  // namespace

TEST_CASE("limits in hours are timed within the opening hours of the desk, to the minute") {
  // Thu 24 Apr 2025, 7.5 hours a day; Fri 25; Sat 26 Apr is worked for 2 May but has hours of no weekday: Friday's
  const procedure p = two_limits(10_hours);
  const auto all = time_from(p, agency(), {2025, 4, 24}, with(usual_desk()));
  REQUIRE(all.size() == 1);
  const auto& s = all[0];
  CHECK(s.result.can_be_met);
  REQUIRE(s.steps.size() == 4);
  CHECK(s.steps[1].earliest == date{2025, 4, 24});
  CHECK(s.steps[1].earliest_minute == 15 * 60 + 30);  // 4 hours before noon, 2 after 13:30
  CHECK(s.steps[2].earliest == date{2025, 4, 25});    // 1.5 hours until 17:00, 2.5 from 7:30
  CHECK(s.steps[2].earliest_minute == 10 * 60);
  // received after hours on Thursday, 10 hours of open time end on Saturday
  CHECK(s.steps[2].latest == date{2025, 4, 26});
  CHECK(s.steps[2].latest_minute == 10 * 60);
  CHECK(s.steps[3].latest.is_pos_infinity());
  CHECK_FALSE(s.steps[3].latest_minute);
  CHECK(s.result.earliest_end == date{2025, 4, 25});

  const auto too_short = time_from(two_limits(9_hours), agency(), {2025, 4, 24}, with(usual_desk()));
  CHECK_FALSE(too_short[0].result.can_be_met);
  std::vector<std::uint32_t> named;
  for (const auto& l : too_short[0].circle)
    if (l.kind == timing_link::kind_of::deadline) named.push_back(l.number);
  std::sort(named.begin(), named.end());
  CHECK(named == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(verify(two_limits(9_hours), agency(), over(2025, 2025), with(usual_desk())).failing_days() == 365);
  CHECK(verify(two_limits(10_hours), agency(), over(2025, 2025), with(usual_desk())).always_works());
}

TEST_CASE("without opening hours nothing is said of limits in hours but that they are left out") {
  const timing_report r = time(two_limits(9_hours), agency(), over(2025, 2025));
  CHECK(r.not_timed == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(r.failures.empty());
  CHECK(r.scenarios[0].deadlines.empty());
  CHECK(time(two_limits(9_hours), agency(), over(2025, 2025), with(usual_desk())).not_timed.empty());
}

TEST_CASE("a lead time in hours is kept before the event, and a limit in days up to the last minute of its day") {
  // all points of an online reception are connected 1 hour ahead (Decree 154/2026/ND-CP Art 23)
  const auto p = procedure_builder("online")
                     .start("s").task("connect", by("a")).wait("reception", by("a")).end("e")
                     .deadline(before(1_hour), between("connect", "reception"))
                     .deadline(valid_for(1_day), between("s", "reception"))
                     .build().value();
  // Mon 13 July 2026; the reception is on Tuesday at the latest, at midnight, an open hour before which 16:00 is
  const auto s = time_from(p, agency(), {2026, 7, 13}, with(usual_desk()))[0];
  REQUIRE(s.result.can_be_met);
  CHECK(s.steps[1].latest == date{2026, 7, 14});
  CHECK(s.steps[1].latest_minute == 16 * 60);
  CHECK(s.steps[2].latest_minute == 24 * 60);
  CHECK(s.steps[2].earliest_minute == 8 * 60 + 30);
  // on a Saturday the desk is closed: no hour can pass before Sunday is over
  CHECK_FALSE(time_from(p, agency(), {2026, 7, 18}, with(usual_desk()))[0].result.can_be_met);
}

TEST_CASE("nine hours fit into a day of nine hours exactly, and one minute more does not") {
  const auto make = [](limit inner, limit outer) {
    return procedure_builder("day")
        .start("s").task("a", by("x")).task("b", by("x")).end("e")
        .deadline(inner, between("a", "b"))
        .deadline(outer, between("s", "b"))
        .build().value();
  };
  const date monday{2026, 7, 13};
  // at least 9 hours from `a` on, and all on the first day: `a` comes before the desk opens
  const auto fits = time_from(make(at_least(9_hours), valid_for(0_days)), agency(), monday, with(coarse_desk()))[0];
  REQUIRE(fits.result.can_be_met);
  CHECK(fits.steps[1].latest_minute == 6 * 60);
  CHECK(fits.steps[2].earliest_minute == 18 * 60);
  // `b` comes on the next day at the earliest, within 9 hours of `a`: these must not end with the first day
  const auto later = time_from(make(within(9_hours), at_least(1_day)), agency(), monday, with(coarse_desk()))[0];
  REQUIRE(later.result.can_be_met);
  CHECK(later.steps[1].earliest == monday);
  CHECK(later.steps[1].earliest_minute == 6 * 60 + 1);
  CHECK(later.steps[2].earliest_minute == 0);
}

TEST_CASE("hours agree with a search over moments on generated chains") {
  std::mt19937 random{1472};
  const std::vector<date> starts{{2026, 2, 12}, {2025, 4, 24}, {2026, 8, 20}, {2026, 6, 3}, {2026, 6, 5}, {2026, 6, 6}};
  constexpr int days = 6;
  const office_hours hours = coarse_desk();
  const timing_options o = with(hours);
  int met = 0, unmet = 0, bounded = 0, starts_found = 0;
  for (int round = 0; round < 120; ++round) {
    const procedure p = random_chain(random);
    const date start = starts[random() % starts.size()];
    const start_day s = time_from(p, agency(), start, o).at(0).result;
    CAPTURE(round, to_text(start), s.can_be_met);
    if (s.can_be_met && (s.earliest_end - start).days() >= days) continue;
    const plain_search reference{p, hours, start, days};
    REQUIRE(s.can_be_met == reference.found);
    const auto year = static_cast<int>(start.year());
    if (round % 20 == 0) {
      const timing_report r = time(p, agency(), over(year, year), o);
      const start_day in_report = r.on(static_cast<std::size_t>((start - date{start.year(), 1, 1}).days()));
      CHECK(in_report.can_be_met == s.can_be_met);
      CHECK(in_report.earliest_end == s.earliest_end);
      CHECK(in_report.latest_end == s.latest_end);
    }
    if (!s.can_be_met) {
      ++unmet;
      continue;
    }
    ++met;
    CHECK(s.earliest_end == reference.earliest_end);
    if (s.latest_end.is_special() || (s.latest_end - start).days() >= days) continue;
    ++bounded;
    CHECK(s.latest_end == reference.latest_end);
    // who begins on the latest start for an end can be over by then, who begins a day later cannot
    const date last = latest_start(p, agency(), s.latest_end, o).at(0);
    REQUIRE_FALSE(last.is_special());
    const start_day from_last = time_from(p, agency(), last, o).at(0).result;
    CHECK((from_last.can_be_met && from_last.earliest_end <= s.latest_end));
    for (int later = 1; later <= 3; ++later) {
      const start_day after_it = time_from(p, agency(), last + boost::gregorian::days{later}, o).at(0).result;
      CHECK((!after_it.can_be_met || after_it.earliest_end > s.latest_end));
    }
    ++starts_found;
  }
  CHECK(met > 40);
  CHECK(unmet > 10);
  CHECK(bounded > 15);
  CHECK(starts_found == bounded);
}

TEST_CASE("others that answer within hours: whether our limit holds whenever they do") {
  const auto make = [](span outer) {
    return procedure_builder("reply")
        .start("s").task("ask", by("we")).task("reply", by("they")).task("settle", by("we")).end("e")
        .deadline(within(4_hours), between("ask", "reply"))
        .deadline(at_least(2_hours), between("reply", "settle"))
        .deadline(valid_for(outer), between("ask", "settle"))
        .build().value();
  };
  const auto no = control_timing(make(5_hours), agency(), {2026, 6, 1}, {"we"}, with(usual_desk()));
  REQUIRE(no.size() == 1);
  CHECK(no[0].verdict == control_verdict::not_controllable);
  CHECK(std::any_of(no[0].circle.begin(), no[0].circle.end(),
                    [](const control_part& c) { return c.is_theirs && c.open_minutes && std::abs(*c.open_minutes) == 240; }));
  REQUIRE(no[0].responsible.size() == 1);
  CHECK(make(5_hours).graph().to(edge_id<deadline>{no[0].responsible[0]}) == make(5_hours).find("reply"));
  CHECK(control_timing(make(6_hours), agency(), {2026, 6, 1}, {"we"}, with(usual_desk()))[0].verdict ==
        control_verdict::controllable);
  // who is asked in the morning answers on that day, who is asked in the evening need not
  const auto same_day = procedure_builder("same-day")
                            .start("s").task("ask", by("we")).task("reply", by("they")).end("e")
                            .deadline(valid_for(0_days), between("s", "ask"))
                            .deadline(within(4_hours), between("ask", "reply"))
                            .deadline(valid_for(0_days), between("ask", "e"))
                            .build().value();
  CHECK(control_timing(same_day, agency(), {2026, 6, 1}, {"we"}, with(usual_desk()))[0].verdict == control_verdict::undecided);
  const auto ahead = [](span outer) {
    return procedure_builder("ahead")
        .start("s").task("connect", by("we")).wait("reception", by("we")).end("e")
        .deadline(before(2_hours), between("connect", "reception"))
        .deadline(valid_for(outer), between("connect", "reception"))
        .build().value();
  };
  CHECK(control_timing(ahead(1_hour), agency(), {2026, 6, 1}, {"we"}, with(usual_desk()))[0].verdict == control_verdict::not_controllable);
  CHECK(control_timing(ahead(2_hours), agency(), {2026, 6, 1}, {"we"}, with(usual_desk()))[0].verdict == control_verdict::controllable);
  // alone we would choose
  CHECK(time_from(make(5_hours), agency(), {2026, 6, 1}, with(usual_desk()))[0].result.can_be_met);
}

}  // namespace test_of_timing_hours
