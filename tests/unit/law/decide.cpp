#include "../vietnamese_law.hpp"

#include <catch.hpp>

#include <algorithm>
#include <dinh/law/decide.hpp>

#include <limits>
#include <string>

namespace test_of_decide {

using namespace dinh;
using test::vietnamese_rules;

namespace {

const date in_force{2024, 3, 10};

question village(content what, decision_form form) {
  question q;
  q.asked = question_kind::decision;
  q.on = in_force;
  q.where = setting::village;
  q.what = what;
  q.form = form;
  return q;
}
ruling ask(const question& q) { return rule_on(vietnamese_rules(), q); }

const content contents[] = {"15.1", "15.2", "15.3", "15.4", "15.5", "15.6"};

}  // namespace

TEST_CASE("items 1 and 2 need two thirds, items 3 to 6 more than half of all representatives (Art 21(1))") {
  // A plain reference: two thirds of N is ceil(2N/3), more than half is floor(N/2)+1.
  for (const content what : contents)
    for (std::int64_t households = 1; households <= 120; ++households) {
      const std::int64_t needed = what.clause() <= 2 ? (2 * households + 2) / 3 : households / 2 + 1;
      for (std::int64_t votes = 0; votes <= households; ++votes) {
        question q = village(what, decision_form::meeting);
        q.households = households;
        q.in_favour = votes;
        const ruling r = ask(q);
        const outcome expected = votes >= needed ? outcome::passed : outcome::not_passed;
        if (r.result != expected || r.minimum != needed ||
            r.further_votes.value_or(0) != (votes < needed ? needed - votes : 0))
          FAIL(what.name() << ": " << votes << " of " << households);
      }
    }
}

TEST_CASE("more votes in favour never turn a passed decision") {
  for (const content what : contents)
    for (std::int64_t present = 0; present <= 30; ++present) {
      bool passed = false;
      for (std::int64_t votes = 0; votes <= present; ++votes) {
        question q = village(what, decision_form::meeting);
        q.households = 30;
        q.present = present;
        q.in_favour = votes;
        const bool now = ask(q).result == outcome::passed;
        if (passed && !now) FAIL(what.name() << ": " << votes << " of " << present << " attending");
        passed = now;
      }
    }
}

TEST_CASE("a meeting fails exactly when those attending cannot give the votes (Art 19(1)(b))") {
  for (const content what : contents)
    for (std::int64_t households = 1; households <= 60; ++households)
      for (std::int64_t present = 0; present <= households; ++present) {
        question q = village(what, decision_form::meeting);
        q.households = households;
        q.present = present;
        const ruling r = ask(q);
        const bool reachable = present >= *r.minimum;
        CHECK(r.ballot_open == !reachable);
        CHECK(r.meeting_valid == reachable);
        CHECK(r.result == (reachable ? outcome::undetermined : outcome::unreachable));
      }
}

TEST_CASE("the form is tested before attendance and votes, the facts before the form") {
  question q = village("15.4", decision_form::household_ballot);
  q.households = 100;
  q.in_favour = 90;
  q.failed_meeting = false;
  CHECK(ask(q).result == outcome::unlawful_form);  // Art 17(2): a head is elected at a meeting
  q.failed_meeting = true;
  CHECK(ask(q).result == outcome::passed);
  q.failed_meeting = false;
  q.in_favour = 101;
  CHECK(ask(q).result == outcome::invalid_input);
  q.households = counted::unknown();
  CHECK(ask(q).result == outcome::undetermined);
}

TEST_CASE("of a ballot whose ground nobody states the reasons say what it would have to be, and not that it is so") {
  question q = village("15.4", decision_form::household_ballot);
  q.households = 100;
  q.in_favour = 90;
  const auto gives = [&](reason_kind wanted) {
    const ruling r = ask(q);
    return std::any_of(r.reasons.begin(), r.reasons.end(),
                       [&](const auto& reason) { return reason.kind == wanted; });
  };
  CHECK(gives(reason_kind::form_open_if));
  CHECK_FALSE(gives(reason_kind::form_open));
  q.failed_meeting = true;
  CHECK(gives(reason_kind::form_open));
  CHECK_FALSE(gives(reason_kind::form_open_if));
}

TEST_CASE("a walk over the reasons of a ruling meets those that were noted, also in a copy, and no others") {
  ruling r;
  CHECK(r.reasons.begin() == r.reasons.end());
  for (std::int64_t i = 0; i < 20; ++i) {
    r.because(reason_kind::number_rule, nullptr, i);
    const ruling copy = r;
    std::int64_t met = 0;
    for (const reason& one : copy.reasons) CHECK(one.a == met++);
    CHECK(met == std::min<std::int64_t>(i + 1, most_reasons));
    CHECK(met == copy.reason_count);
  }
}

TEST_CASE("an online vote is open for Art 15(6) only, agreed with the Front and by more than half") {
  question q = village("15.6", decision_form::online_vote);
  q.households = 100;
  q.in_favour = 51;
  CHECK(ask(q).result == outcome::passed);
  q.online_agreed = 50;
  CHECK(ask(q).result == outcome::unlawful_form);
  q.online_agreed = 51;
  CHECK(ask(q).result == outcome::passed);
  q.front_committee_agrees = false;
  CHECK(ask(q).result == outcome::unlawful_form);
  for (const content what : {"15.1", "15.2", "15.3", "15.4", "15.5"}) {
    question other = village(what, decision_form::online_vote);
    other.households = 100;
    other.in_favour = 100;
    CHECK(ask(other).result == outcome::unlawful_form);
  }
}

TEST_CASE("an online vote or a household ballot is never out of reach") {
  for (const decision_form form : {decision_form::household_ballot, decision_form::online_vote}) {
    question q = village("15.6", form);
    q.households = 100;
    q.present = 3;  // of the meeting that failed before
    q.in_favour = 60;
    CHECK(ask(q).result == outcome::passed);
  }
}

TEST_CASE("ballots on Art 15(6) follow the decree, on 15(1) and (2) the texts leave it open") {
  question q = village("15.6", decision_form::household_ballot);
  q.asked = question_kind::choose_form;
  q.failed_meeting = false;
  q.front_committee_agrees = true;
  CHECK(ask(q).allowed == true);
  CHECK(ask(q).decided_by == role::village_head);
  q.what = "15.2";
  CHECK(ask(q).result == outcome::needs_review);
  // That the Front agrees closes no other ground: after a failed meeting the ballot is open (Art 19(1)(b)).
  for (const question_kind asked : {question_kind::choose_form, question_kind::decision})
    for (const char* what : {"15.1", "15.2", "15.3", "15.6"})
      for (const std::optional<bool> failed : {std::optional<bool>{}, std::optional{true}}) {
        question same = village(what, decision_form::household_ballot);
        same.asked = asked;
        same.households = 99;
        same.in_favour = 66;
        same.failed_meeting = failed;
        const ruling unasked = ask(same);
        for (const bool agrees : {false, true}) {
          INFO(what << agrees);
          same.front_committee_agrees = agrees;
          CHECK(ask(same).result == unasked.result);
          CHECK(ask(same).allowed == unasked.allowed);
        }
      }
  q.front_committee_agrees.reset();  // not asked about: still only the wider words of the law are left
  CHECK(ask(q).result == outcome::needs_review);
  q.failed_meeting.reset();  // neither is asked about: the form is not in question
  CHECK(ask(q).allowed == true);
  q.failed_meeting = false;
  q.front_committee_agrees = false;
  CHECK(ask(q).allowed == false);
  q.on = date{2023, 8, 1};  // the decree is not yet in force: the law alone
  q.front_committee_agrees = true;
  CHECK(ask(q).allowed == true);
  q.what = "15.3";
  CHECK(ask(q).allowed == false);
}

TEST_CASE("figures that cannot be are refused before anything else") {
  const auto broken = [](auto change) {
    question q = village("15.6", decision_form::meeting);
    q.households = 100;
    q.present = 80;
    q.in_favour = 60;
    change(q);
    return ask(q).result;
  };
  CHECK(broken([](question& q) { q.in_favour = 81; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.present = 101; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.in_favour = -1; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.households = -5; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.against = 21; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.valid_ballots = 59; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.ballots_returned = 81; }) == outcome::invalid_input);
  CHECK(broken([](question& q) {
          q.against = 10;
          q.blank = 11;
        }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.against = std::numeric_limits<std::int64_t>::max(); }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.households = 0; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.clusters = {{50, 60}}; }) == outcome::invalid_input);
  CHECK(broken([](question& q) { q.clusters = {{101, 60}}; }) == outcome::invalid_input);
  CHECK(broken([](question&) {}) == outcome::passed);
}

TEST_CASE("a commune decides by villages, each with its own two thirds (Art 21(1))") {
  question q;
  q.on = in_force;
  q.where = setting::commune;
  q.what = "15.2";
  q.villages = {{90, 60}, {90, 59}, {90, 90}};
  ruling r = ask(q);
  CHECK(r.villages_in_favour == 2);
  CHECK(r.minimum == 2);
  CHECK(r.result == outcome::passed);
  q.villages_total = 4;
  r = ask(q);
  CHECK(r.minimum == 3);
  CHECK(r.result == outcome::not_passed);
  q.villages.clear();
  q.villages_in_favour = 3;
  CHECK(ask(q).result == outcome::passed);
  q.villages_in_favour = 5;
  CHECK(ask(q).result == outcome::invalid_input);
  q.villages_in_favour = 3;
  q.what = "15.4";  // the law states no ratio of villages for it
  CHECK(ask(q).result == outcome::needs_review);
}

TEST_CASE("a conference needs two thirds present and more than half of them (Arts 51(2)(c), 69(2)(c))") {
  for (const setting where : {setting::agency_conference, setting::state_enterprise_conference}) {
    question q;
    q.on = in_force;
    q.where = where;
    q.staff = 300;
    q.present = 200;
    q.in_favour = 101;
    CHECK(ask(q).result == outcome::passed);
    CHECK(ask(q).meeting_valid == true);
    q.in_favour = 100;
    CHECK(ask(q).result == outcome::not_passed);
    q.present = 199;
    CHECK(ask(q).result == outcome::unreachable);
    CHECK(ask(q).meeting_valid == false);
    CHECK(ask(q).further_attendance == 1);
    q.conference = conference_kind::delegates;
    q.delegates_summoned = 90;
    q.present = 60;
    q.in_favour = 31;
    CHECK(ask(q).result == outcome::passed);
    q.staff = 99;  // below 100 the conference is of all
    CHECK(ask(q).result == outcome::unlawful_form);
    q.scattered = true;
    CHECK(ask(q).result == outcome::passed);
  }
}

TEST_CASE("a ballot of all staff has no ratio in the law and is left to review") {
  question q;
  q.on = in_force;
  q.where = setting::agency;
  q.staff = 100;
  q.in_favour = 100;
  CHECK(ask(q).result == outcome::needs_review);
}

TEST_CASE("the rule of the day decides: ordinance, law, nothing known") {
  question q = village("15.1", decision_form::meeting);
  q.households = 200;
  q.in_favour = 110;
  q.on = date{2023, 6, 30};
  CHECK(ask(q).minimum == 101);
  CHECK(ask(q).result == outcome::passed);
  q.on = date{2023, 7, 1};
  CHECK(ask(q).minimum == 134);
  CHECK(ask(q).result == outcome::not_passed);
  q.on = date{2000, 1, 1};
  CHECK(ask(q).result == outcome::needs_review);
  CHECK_FALSE(ask(q).minimum);
}

TEST_CASE("who recognises a convention, by date") {
  question q;
  q.asked = question_kind::recognise;
  q.what = "15.3";
  q.on = date{2023, 6, 30};
  CHECK(ask(q).recogniser == role::district_peoples_committee);
  for (const date d : {date{2023, 7, 1}, date{2023, 8, 15}}) {
    q.on = d;
    CHECK(ask(q).result == outcome::needs_review);
    CHECK_FALSE(ask(q).recogniser);
  }
  q.on = date{2023, 8, 16};
  CHECK(ask(q).recogniser == role::commune_peoples_committee);
  q.what = "15.4";
  q.on = date{2023, 7, 10};  // no conflict for the village head
  CHECK(ask(q).recogniser == role::commune_peoples_committee);
  q.what = "15.5";
  CHECK(ask(q).recogniser == role::commune_fatherland_front);
  q.what = "15.6";
  CHECK(ask(q).recogniser == role::none);
}

TEST_CASE("from when a decision counts (Art 21(2))") {
  question q;
  q.asked = question_kind::effect;
  q.on = in_force;
  q.where = setting::village;
  q.what = "15.1";
  q.passed_on = in_force;
  ruling r = ask(q);
  CHECK(r.effective_from == effect_event::vote_day);
  CHECK(r.recogniser == role::none);
  CHECK(r.day == in_force);
  q.what = "15.5";
  q.recognised_on = date{2024, 3, 20};
  r = ask(q);
  CHECK(r.effective_from == effect_event::recognition_day);
  CHECK(r.recogniser == role::commune_fatherland_front);
  CHECK(r.day == date{2024, 3, 20});
  q.recognised_on = date{2024, 3, 1};  // before the vote
  CHECK(ask(q).result == outcome::invalid_input);
  q.recognised_on.reset();
  q.where = setting::commune;
  q.what = "15.2";
  q.effective_date_set = date{2024, 4, 1};
  r = ask(q);
  CHECK(r.effective_from == effect_event::date_set_by_commune_peoples_committee);
  CHECK(r.day == date{2024, 4, 1});
}

TEST_CASE("an initiative is tabled with a tenth, or below it if it benefits and the Front endorses it (Art 16(3))") {
  question q;
  q.asked = question_kind::initiative;
  q.on = in_force;
  q.matter = vote_matter::initiative;
  q.households = 101;
  q.agreeing = 11;
  CHECK(ask(q).result == outcome::met);
  CHECK(ask(q).must_be_tabled == true);
  q.agreeing = 10;
  CHECK(ask(q).result == outcome::not_met);
  CHECK(ask(q).must_be_tabled == false);
  q.beneficial = true;
  CHECK(ask(q).must_be_tabled == false);
  q.front_committee_agrees = true;
  CHECK(ask(q).must_be_tabled == true);
  q.agreeing = 102;
  CHECK(ask(q).result == outcome::invalid_input);
}

TEST_CASE("a third of all staff may ask for a conference (Arts 50(1), 68(1))") {
  question q;
  q.asked = question_kind::initiative;
  q.on = in_force;
  q.matter = vote_matter::conference_request;
  q.staff = 100;
  q.agreeing = 33;
  for (const auto where : {setting::agency, setting::state_enterprise, setting::agency_conference}) {
    q.where = where;
    CHECK(ask(q).result == outcome::not_met);
    CHECK(ask(q).minimum == 34);
  }
}

TEST_CASE("clusters meet from 200 households or where people live scattered (Art 18(3))") {
  question q;
  q.asked = question_kind::cluster_meetings;
  q.on = in_force;
  q.households = 200;
  CHECK(ask(q).allowed == true);
  CHECK(ask(q).decided_by == role::commune_peoples_committee);
  q.households = 199;
  CHECK(ask(q).allowed == false);
  q.scattered = true;
  CHECK(ask(q).allowed == true);
  q.on = date{2020, 1, 1};  // before: more than 200 and scattered
  CHECK(ask(q).allowed == false);
  q.households = 201;
  CHECK(ask(q).allowed == true);
}

TEST_CASE("sizes and terms of committees and boards") {
  question q;
  q.asked = question_kind::committee_size;
  q.on = in_force;
  q.body = asked_body::commune_inspection_committee;
  q.villages_total = 3;
  CHECK(ask(q).members == 5);
  CHECK(ask(q).members_max == 5);
  CHECK(ask(q).deputies_max == 2);
  q.villages_total = 12;
  CHECK(ask(q).members == 12);
  CHECK_FALSE(ask(q).members_max);
  q.body = asked_body::agency_inspection_committee;
  q.villages_total = {};
  q.staff = 7;
  CHECK(ask(q).committee_required == false);
  q.staff = 8;
  CHECK(ask(q).committee_required == true);
  CHECK(ask(q).members_min == 3);
  CHECK(ask(q).members_max == 9);
  CHECK_FALSE(ask(q).deputies_max);
  q.members = 9;
  CHECK(ask(q).deputies_max == 2);

  question term;
  term.asked = question_kind::committee_term;
  term.on = in_force;
  term.body = asked_body::commune_inspection_committee;
  CHECK(ask(term).term == office_term::term_of_village_head);
  term.start = date{2022, 5, 1};
  CHECK(ask(term).until_event == ending_event::new_term_elected);
  CHECK(ask(term).term == office_term::two_years);
  term.body = asked_body::agency_inspection_committee;
  term.start.reset();
  CHECK(ask(term).term == office_term::two_years);

  question board;
  board.asked = question_kind::board_composition;
  board.on = in_force;
  board.members = 7;
  board.resident_members = 5;
  CHECK(ask(board).allowed == true);
  board.resident_members = 6;
  CHECK(ask(board).allowed == false);
  board.resident_members = 3;
  board.members = 4;
  CHECK(ask(board).allowed == false);
  board.members = 2;
  CHECK(ask(board).result == outcome::invalid_input);
}

TEST_CASE("relatives of those who run a project stay out of its supervision board (Art 42)") {
  question q;
  q.asked = question_kind::member_eligibility;
  q.on = in_force;
  for (const auto part : {relative_role::project_contractor, relative_role::investor, relative_role::consultant,
                          relative_role::investment_decider, relative_role::project_manager}) {
    q.relative = part;
    CHECK(ask(q).allowed == false);
  }
  q.relative = relative_role::none;
  CHECK(ask(q).allowed == true);
}

TEST_CASE("every verdict explains itself in both languages and cites its provisions") {
  question q = village("15.1", decision_form::meeting);
  q.households = 300;
  q.present = 199;
  const verdict v = decide(vietnamese_rules(), q);
  const std::string en = to_text(v.why, lang::en);
  const std::string vi = to_text(v.why, lang::vi);
  INFO(en << vi);
  CHECK(en.find("10/2022/QH15 Art 21(1), T") != std::string::npos);
  CHECK(en.find("199 attending cannot give the 200 votes needed") != std::string::npos);
  CHECK(vi.find("khoản 1 Điều 21 10/2022/QH15") != std::string::npos);
  CHECK(vi.find("thiếu 1 người dự") != std::string::npos);
}

TEST_CASE("any question on any day gets an answer with a reason and no crash") {
  for (int kind = 0; kind <= static_cast<int>(question_kind::member_eligibility); ++kind)
    for (const date d : {date{1990, 1, 1}, date{2015, 1, 1}, date{2023, 7, 20}, date{2024, 1, 1}, date{2027, 1, 1}})
      for (int where = -1; where < 8; ++where)
        for (int what = 0; what <= 6; ++what)
          for (int facts = 0; facts < 3; ++facts) {
            question q;
            q.asked = static_cast<question_kind>(kind);
            q.on = d;
            if (where >= 0) q.where = static_cast<setting>(where);
            if (what > 0) q.what = contents[what - 1];
            if (facts > 0) {
              const std::int64_t n = facts == 1 ? 10 : std::numeric_limits<std::int64_t>::max();
              q.households = q.present = q.in_favour = q.staff = q.base = q.agreeing = q.members = n;
              q.villages_total = q.villages_in_favour = n;
              q.clusters = {{n, n}, {n, n}};
              q.form = decision_form::meeting;
              q.matter = vote_matter::secretary;
              q.body = asked_body::commune_inspection_committee;
              q.start = q.vacancy_on = date{9999, 12, 31};
              q.term_ends = date{9999, 12, 31};
              q.relative = relative_role::investor;
            }
            const verdict v = decide(vietnamese_rules(), q);
            if (to_text(v.why, lang::vi).empty()) FAIL("no reason");
          }
}

TEST_CASE("the margin says how many votes are missing and if those left can still give them") {
  question q{.asked = question_kind::decision,
             .on = date{2024, 3, 10},
             .where = setting::village,
             .what = "15.6",
             .form = decision_form::meeting,
             .households = 300,
             .present = 200,
             .in_favour = 140,
             .against = 30};
  ruling r = rule_on(vietnamese_rules(), q);
  CHECK(r.result == outcome::not_passed);
  CHECK(r.further_votes == 11);
  CHECK(r.still_reachable == true);  // 30 of those attending have not voted
  q.against = 50;
  CHECK(rule_on(vietnamese_rules(), q).still_reachable == false);
  q.against = {};
  CHECK_FALSE(rule_on(vietnamese_rules(), q).still_reachable);  // nobody says how many voted
  const question villages{.asked = question_kind::decision,
                          .on = date{2024, 3, 10},
                          .where = setting::commune,
                          .what = "15.1",
                          .villages_total = 6,
                          .villages = {{100, 90}, {100, 90}, {100, 10}}};
  r = rule_on(vietnamese_rules(), villages);
  CHECK(r.result == outcome::not_passed);
  CHECK(r.further_votes == 2);
  CHECK(r.still_reachable == true);
}

TEST_CASE("a quorum that is no part of the question is not held against a conference") {
  const question q{.asked = question_kind::decision,
                   .on = date{2024, 3, 10},
                   .where = setting::agency_conference,
                   .present = 60,
                   .in_favour = 31};
  const ruling r = rule_on(vietnamese_rules(), q);
  CHECK(r.result == outcome::passed);
  CHECK_FALSE(r.meeting_valid);
}

}  // namespace test_of_decide
