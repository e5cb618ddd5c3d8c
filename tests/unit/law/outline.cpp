#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/outline.hpp>

#include <algorithm>

namespace test_of_outline {

using namespace dinh;
using namespace dinh::literals;
using test::vietnamese_rules;

namespace {

decision_outline of(content what, std::optional<decision_form> form, date on = date{2024, 3, 10},
                    std::optional<meeting_purpose> purpose = std::nullopt) {
  return outline_of(vietnamese_rules(),
                    {.on = on, .where = setting::village, .what = what, .form = form, .purpose = purpose});
}
bool has(const std::vector<const rule*>& list, const char* id) {
  return std::any_of(list.begin(), list.end(), [&](const rule* r) { return r->id == id; });
}

}  // namespace

TEST_CASE("a convention: draft posted 30 days, quorum, more than half, recognised by the commune within 5 working days") {
  const auto o = of("15.3", decision_form::meeting);
  REQUIRE(o.vote.value);
  CHECK(o.vote.value->share == fraction{1, 2});
  CHECK(o.vote.value->how == strictness::more_than);
  REQUIRE(o.quorum.source != nullptr);
  CHECK(o.quorum.source->id == "D61-10-1");
  CHECK(o.convener.value == role::village_head);
  REQUIRE_FALSE(o.before.empty());
  CHECK(o.before.front()->id == "D61-9-1");
  CHECK(has(o.before, "D59-3-3"));
  CHECK(has(o.before, "D59-3-4"));
  CHECK(has(o.after, "GDL-20-3"));
  CHECK(has(o.after, "D61-11-3a"));
  CHECK(o.counts_from.value == effect_event::recognition_day);
  CHECK(o.recognition.value == role::commune_peoples_committee);
  REQUIRE(o.recognition.source != nullptr);
  CHECK(o.recognition.source->time == limit{within(5_working_days)});
  CHECK(has(o.once_recognised, "D61-18-1"));
  CHECK(o.open_questions.empty());
}

TEST_CASE("contributions: documents two days before, two thirds, in force the same day without recognition") {
  const auto o = of("15.1", decision_form::meeting);
  CHECK(o.vote.source->id == "GDL-21-2");
  CHECK(o.quorum.source == nullptr);
  CHECK(has(o.before, "D59-3-4"));
  CHECK(o.counts_from.value == effect_event::vote_day);
  CHECK(o.recognition.value == role::none);
  CHECK(o.once_recognised.empty());
}

TEST_CASE("electing the head: 20, 15, 10, 7 and 2 days before, the election team convenes") {
  const auto o = of("15.4", decision_form::meeting, date{2024, 3, 10}, meeting_purpose::elect_head);
  CHECK(o.convener.value == role::election_team);
  std::vector<std::int32_t> lead;
  for (const rule* r : o.before)
    if (r->time) lead.push_back(r->time->length.count);
  CHECK(lead == std::vector<std::int32_t>{20, 15, 10, 7, 2});
  CHECK(has(o.once_recognised, "D59-8-2"));
  CHECK_FALSE(has(of("15.4", decision_form::meeting, date{2024, 3, 10}, meeting_purpose::release_head).before, "D59-6-1a"));
}

TEST_CASE("a ballot has its plan, team and two days of publicity; an online vote its consent and report") {
  const auto ballot = of("15.6", decision_form::household_ballot);
  CHECK(has(ballot.before, "GDL-19-7"));
  CHECK_FALSE(has(ballot.before, "D59-3-3"));
  CHECK_FALSE(ballot.convener.value);
  const auto online = of("15.6", decision_form::online_vote);
  CHECK(has(online.before, "D59-5-2a"));
  CHECK(online.vote.source->id == "GDL-21-6");
  // What the evaluator asks of the form is told: the Front's agreement, and the consent of more than half.
  CHECK(has(online.form_opened_by, "GDL-17-4"));
  CHECK(has(online.form_opened_by, "D59-5-1"));
  REQUIRE(online.consent.source != nullptr);
  CHECK(online.consent.source->id == "D59-5-2c");
  CHECK(online.consent.value->share == fraction{1, 2});
  CHECK(has(ballot.form_opened_by, "GDL-19-2"));
  CHECK(has(ballot.form_opened_by, "D59-4-1c"));
  CHECK_FALSE(ballot.consent.value);
  CHECK(ballot.open_questions.empty());
  CHECK(of("15.6", decision_form::meeting).form_opened_by.empty());
  // The decree details the Front's agreement to a ballot for Art 15(6) only.
  const auto wider = of("15.1", decision_form::household_ballot);
  CHECK_FALSE(has(wider.form_opened_by, "GDL-19-3"));
  CHECK(wider.open_questions.size() == 1);
}

TEST_CASE("between the law and its decrees the recogniser of a convention is left open, with the texts") {
  const auto o = of("15.3", decision_form::meeting, date{2023, 8, 1});
  CHECK_FALSE(o.recognition.value);
  CHECK(o.open_questions.size() == 1);
}

TEST_CASE("before the law the ordinance's half, and nothing that only the law asks for") {
  const auto o = of("15.1", decision_form::meeting, date{2020, 1, 1});
  CHECK(o.vote.source->id == "ORD34-12");
  CHECK(o.before.empty());
  CHECK(o.after.empty());
}

}  // namespace test_of_outline
