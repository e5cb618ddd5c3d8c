// Acts dated before what they rest on.

#include <catch.hpp>

#include <dinh/docket/docket.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "../vietnam.hpp"
#include "drive.hpp"
#include "side_by_side.hpp"

namespace test_of_days_out_of_order {

using namespace dinh;
using test::day;

namespace {

// The next event of the case.
event act(const docket& d, const char* step, const char* on) { return side_by_side::act(d.event_count(), "a", step, on); }

struct happening {
  const char* step;
  const char* on;
};
docket with(const std::vector<happening>& all) {
  docket d = docket::make(side_by_side::terms()).value();
  for (const auto& h : all) example::record(d, act(d, h.step, h.on));
  return d;
}

// "answer 2 before 2026-03-05" for each.
std::vector<std::string> out_of_order(const docket& d) {
  std::vector<std::string> out;
  for (const auto& b : d.breaches(day("2026-12-31")))
    if (b.kind == breach_kind::out_of_order) {
      CHECK(b.left_out.empty());
      out.push_back(b.step + " " + std::to_string(b.days) + " before " + to_text(b.lawful_day));
    }
  std::sort(out.begin(), out.end());
  return out;
}
using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("an act dated before its case began is a breach, and the case goes on from it") {
  const docket d = with({{"asked", "2026-03-10"}, {"hear", "2026-03-02"}});
  CHECK(out_of_order(d) == lines{"hear 8 before 2026-03-10"});
  const auto next = d.next("a", day("2026-03-12")).value();
  CHECK(std::any_of(next.begin(), next.end(), [](const next_act& n) { return n.step == "write"; }));
  const auto told = d.history("a", day("2026-03-12")).value();
  CHECK(std::any_of(told.begin(), told.end(), [](const history_line& l) {
    return l.kind == history_kind::breach && l.what.statement.en == "hear: dated 8 days before what it rests on, of 2026-03-10.";
  }));
}

TEST_CASE("what runs side by side is in no order, what comes after both is after the later one") {
  CHECK(out_of_order(with({{"asked", "2026-03-02"}, {"hear", "2026-03-10"}, {"look_up", "2026-03-03"}, {"write", "2026-03-10"}})).empty());
  CHECK(out_of_order(with({{"asked", "2026-03-02"}, {"hear", "2026-03-10"}, {"look_up", "2026-03-11"}, {"write", "2026-03-10"}})).empty());
  // heard on the 10th and looked up on the 3rd: the answer rests on both
  CHECK(out_of_order(with({{"asked", "2026-03-02"}, {"hear", "2026-03-09"}, {"look_up", "2026-03-03"}, {"write", "2026-03-10"}, {"answer", "2026-03-04"}})) ==
        lines{"answer 6 before 2026-03-10"});
  CHECK(out_of_order(with({{"asked", "2026-03-02"}, {"hear", "2026-03-09"}, {"look_up", "2026-03-12"}, {"write", "2026-03-08"}, {"answer", "2026-03-12"}})) ==
        lines{"write 1 before 2026-03-09"});
}

TEST_CASE("what rests on an act dated too early may still not be done before what that one rests on") {
  CHECK(out_of_order(with({{"asked", "2026-03-10"}, {"hear", "2026-03-02"}, {"write", "2026-03-06"}, {"look_up", "2026-03-10"}, {"answer", "2026-03-11"}})) ==
        lines{"hear 8 before 2026-03-10", "write 4 before 2026-03-10"});
}

TEST_CASE("a day of the case that is not that of an act does not make a later act early") {
  docket d = with({{"asked", "2026-03-02"}, {"hear", "2026-03-03"}});
  event stop = act(d, "", "2026-03-20");
  stop.kind = event_kind::suspended;
  example::record(d, stop);
  example::record(d, act(d, "write", "2026-03-10"));
  CHECK(out_of_order(d).empty());
}

TEST_CASE("an act of the day on which its step was opened is in order, a corrected day may put it out of order") {
  docket d = with({{"asked", "2026-03-02"}, {"hear", "2026-03-02"}, {"write", "2026-03-02"}});
  CHECK(out_of_order(d).empty());
  event begun_later = act(d, "asked", "2026-03-03");
  begun_later.kind = event_kind::corrected;
  begun_later.subject = "e0";
  const auto r = d.record(begun_later);
  REQUIRE(r);
  CHECK(std::count_if(r->breaches.begin(), r->breaches.end(), [](const breach& b) { return b.kind == breach_kind::out_of_order; }) == 2);
  CHECK(out_of_order(d) == lines{"hear 1 before 2026-03-03", "write 1 before 2026-03-03"});
}

TEST_CASE("an act that leaves others out is out of order once, and what stands beside it keeps its day") {
  docket d = with({{"asked", "2026-03-02"}, {"look_up", "2026-03-20"}, {"write", "2026-03-01"}});  // hear was left out
  const auto all = d.breaches(day("2026-12-31"));
  REQUIRE(all.size() == 1);
  CHECK(all[0].left_out == std::vector<std::string>{"hear"});
  CHECK(all[0].days == 0);
  example::record(d, act(d, "answer", "2026-03-19"));
  const auto later = d.breaches(day("2026-12-31"));
  CHECK(std::any_of(later.begin(), later.end(), [](const breach_record& b) {
    return b.step == "answer" && b.kind == breach_kind::out_of_order && b.lawful_day == day("2026-03-20") && b.days == 1;
  }));
}

TEST_CASE("a docket restored from its snapshot knows since when each of two ways is open") {
  const docket d = with({{"asked", "2026-03-02"}, {"hear", "2026-03-10"}, {"look_up", "2026-03-05"}});
  auto restored = docket::from_bytes(side_by_side::terms(), d.to_bytes());
  REQUIRE(restored);
  CHECK(restored->fingerprint() == d.fingerprint());
  example::record(*restored, act(*restored, "write", "2026-03-07"));
  CHECK(out_of_order(*restored) == lines{"write 3 before 2026-03-10"});
}

}  // namespace test_of_days_out_of_order
