// The form of a decision: what is cited where it is not open, and what a ballot takes from the meeting before it.
#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/decide.hpp>

#include <algorithm>
#include <string>

namespace test_of_forms {

using namespace dinh;
using test::vietnamese_rules;

namespace {

question village(content what, decision_form form, date on = date{2024, 3, 10}) {
  question q;
  q.on = on;
  q.where = setting::village;
  q.what = what;
  q.form = form;
  q.households = 100;
  q.in_favour = 90;
  return q;
}
ruling ask(const question& q) { return rule_on(vietnamese_rules(), q); }

/// The rule that an unlawful form is held against; empty where none is cited.
std::string barred_by(const question& q) {
  const ruling r = ask(q);
  for (std::uint8_t i = 0; i < r.reason_count; ++i)
    if (r.reasons[i].kind == reason_kind::form_not_open)
      return r.reasons[i].source == nullptr ? std::string{} : r.reasons[i].source->id;
  return "no reason";
}
bool gives(const ruling& r, reason_kind k, std::int64_t a, std::int64_t b) {
  return std::any_of(r.reasons.begin(), r.reasons.begin() + r.reason_count,
                     [&](const reason& x) { return x.kind == k && x.a == a && x.b == b; });
}

}  // namespace

TEST_CASE("a form that is not open is always held against a provision") {
  // Art 17(2) opens the online vote for Art 15(6) only, and requires a meeting for 15(3) to (5).
  CHECK(barred_by(village("15.1", decision_form::online_vote)) == "GDL-17-4");
  CHECK(barred_by(village("15.2", decision_form::online_vote)) == "GDL-17-4");
  CHECK(barred_by(village("15.4", decision_form::online_vote)) == "GDL-17-2");
  // Before the law the ordinance knew meetings and ballots only.
  CHECK(barred_by(village("15.6", decision_form::online_vote, date{2020, 1, 1})) == "ORD34-11");
  for (const date on : {date{2010, 1, 1}, date{2023, 7, 20}, date{2024, 3, 10}})
    for (const setting where : {setting::village, setting::commune})
      for (const char* what : {"15.1", "15.2", "15.3", "15.4", "15.5", "15.6"})
        for (const decision_form form :
             {decision_form::meeting, decision_form::household_ballot, decision_form::online_vote})
          for (const question_kind kind : {question_kind::decision, question_kind::choose_form}) {
            question q = village(what, form, on);
            q.asked = kind;
            q.where = where;
            q.failed_meeting = false;
            q.villages_total = 10;
            q.villages_in_favour = 9;
            if (ask(q).result == outcome::unlawful_form) CHECK_FALSE(barred_by(q).empty());
          }
}

TEST_CASE("whether the meeting before a ballot failed follows from who came to it (Art 19(1)(b))") {
  for (const question_kind kind : {question_kind::decision, question_kind::choose_form}) {
    question q = village("15.4", decision_form::household_ballot);
    q.asked = kind;
    const bool votes = kind == question_kind::decision;
    q.present = 50;  // 51 of 100 are needed
    ruling r = ask(q);
    CHECK(r.result == (votes ? std::optional{outcome::passed} : std::nullopt));
    CHECK(r.ballot_open == true);
    CHECK(gives(r, reason_kind::reach, 50, 51));
    q.present = 51;
    r = ask(q);
    CHECK(r.result == outcome::unlawful_form);
    CHECK(r.ballot_open == false);
    CHECK(barred_by(q) == "GDL-17-2");
    // What the question says itself is not derived.
    q.failed_meeting = true;
    CHECK(ask(q).result == (votes ? std::optional{outcome::passed} : std::nullopt));
    // Nobody says who came: a vote already taken is not doubted for it.
    q.failed_meeting.reset();
    q.present = {};
    CHECK(ask(q).result == (votes ? outcome::passed : outcome::unlawful_form));
  }
}

TEST_CASE("two thirds are needed at the meeting of 15(1) and 15(2), more than half at that of 15(3) to (6)") {
  for (const char* what : {"15.1", "15.2", "15.3", "15.4", "15.5"})
    for (std::int64_t present = 0; present <= 100; ++present) {
      question q = village(what, decision_form::household_ballot, date{2023, 7, 20});
      q.present = present;
      const bool enough = present >= (content{what}.clause() <= 2 ? 67 : 51);
      CHECK(ask(q).ballot_open == !enough);
    }
}

TEST_CASE("a conference decides at its meeting; a ballot of all staff has no ratio in the law (Arts 50, 68)") {
  for (const setting where : {setting::agency_conference, setting::state_enterprise_conference}) {
    question q;
    q.where = where;
    q.on = date{2024, 3, 10};
    q.staff = 90;
    q.present = 70;
    q.in_favour = 60;
    for (const auto& [form, result] : {std::pair{decision_form::meeting, outcome::passed},
                                       {decision_form::online_vote, outcome::unlawful_form},
                                       {decision_form::household_ballot, outcome::needs_review}}) {
      q.form = form;
      const ruling r = rule_on(vietnamese_rules(), q);
      CHECK(r.result == result);
      CHECK((r.reason_count > 0 && r.reasons[0].source != nullptr));
    }
    q.form.reset();
    CHECK(rule_on(vietnamese_rules(), q).result == outcome::passed);
  }
}

TEST_CASE("a conference of nobody is refused, as a village of no households") {
  for (const setting where : {setting::agency_conference, setting::state_enterprise_conference})
    for (const conference_kind kind : {conference_kind::full, conference_kind::delegates}) {
      question q;
      q.where = where;
      q.on = date{2024, 3, 10};
      q.conference = kind;
      q.staff = 0;
      if (kind == conference_kind::delegates) q.delegates_summoned = 0;
      q.present = 0;
      q.in_favour = 0;
      CHECK(rule_on(vietnamese_rules(), q).result == outcome::invalid_input);
      q.staff = 90;  // nobody came: no quorum, but a conference there is
      if (kind == conference_kind::full) CHECK(rule_on(vietnamese_rules(), q).result == outcome::unreachable);
    }
}

TEST_CASE("clusters of a village add up to its size, and a share of an unknown number agrees to nothing") {
  question q;
  q.asked = question_kind::cluster_meetings;
  q.on = date{2024, 3, 10};
  q.clusters = {{120, 0}, {79, 0}};
  CHECK(rule_on(vietnamese_rules(), q).allowed == false);
  q.clusters = {{120, 0}, {80, 0}};
  CHECK(rule_on(vietnamese_rules(), q).allowed == true);
  q.clusters = {{120, 121}};
  CHECK(rule_on(vietnamese_rules(), q).result == outcome::invalid_input);
  // Joint Resolution 09/2008: more than 200 households, and scattered.
  q.clusters = {};
  q.on = date{2010, 5, 5};
  q.households = 201;
  CHECK(rule_on(vietnamese_rules(), q).result == outcome::undetermined);
  q.scattered = true;
  CHECK(rule_on(vietnamese_rules(), q).allowed == true);
  q.households = 200;
  CHECK(rule_on(vietnamese_rules(), q).allowed == false);
  question online;
  online.asked = question_kind::choose_form;
  online.on = date{2024, 3, 10};
  online.where = setting::village;
  online.what = "15.6";
  online.form = decision_form::online_vote;
  online.front_committee_agrees = true;
  online.online_agreed = 60;
  online.households = counted::unknown();
  CHECK(rule_on(vietnamese_rules(), online).result == outcome::undetermined);
  online.households = 119;
  CHECK(rule_on(vietnamese_rules(), online).allowed == true);
  online.households = 120;
  CHECK(rule_on(vietnamese_rules(), online).allowed == false);
}

TEST_CASE("of nobody nothing is enough") {
  question q;
  q.asked = question_kind::minimum_votes;
  q.on = date{2024, 3, 10};
  q.what = "15.1";
  const auto refuses = [&](setting where) {
    q.where = where;
    return ask(q).result == outcome::invalid_input && !ask(q).minimum;
  };
  q.households = 0;
  q.villages_total = 0;
  q.staff = 0;
  q.base = 0;
  for (const setting where : {setting::village, setting::commune, setting::boundary_consultation}) CHECK(refuses(where));
  q.stated = threshold{fraction{1, 2}, strictness::more_than, base_of::stated};
  CHECK(refuses(setting::custom));
  q.matter = vote_matter::initiative;
  CHECK(refuses(setting::village));
  // A meeting or a conference to which nobody came is a fact; its share is out of reach.
  q.present = 0;
  q.matter = vote_matter::secretary;
  q.where = setting::village;
  CHECK(ask(q).result == outcome::unreachable);
  q.matter.reset();
  for (const setting where : {setting::agency_conference, setting::state_enterprise_conference}) {
    q.where = where;
    CHECK(ask(q).result == outcome::unreachable);
    CHECK(ask(q).minimum == 1);
  }
  q.households = 1;
  q.where = setting::village;
  CHECK(ask(q).minimum == 1);
}

}  // namespace test_of_forms
