#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/publicity.hpp>

#include <array>

namespace test_of_publicity {

using namespace dinh;
using namespace dinh::literals;
using test::vietnamese_rules;

namespace {

const date on{2025, 6, 2};
publicity_duty commune(int item) { return publicity_of(vietnamese_rules(), publicity_regime::commune, item, on); }

}  // namespace

TEST_CASE("a commune publishes within 5 working days and lists it each quarter (Art 12(3), 13(2))") {
  for (int item = 1; item <= 14; ++item) {
    const auto duty = commune(item);
    CHECK(duty.publish_within == limit{within(5_working_days)});
    CHECK(duty.list_every_months == 3);
    CHECK(duty.on(publicity_channel::portal).is_asked);
  }
}

TEST_CASE("before the law what a commune and an enterprise had to publish was not read: undetermined, not \"no time set\"") {
  for (const publicity_regime regime : {publicity_regime::commune, publicity_regime::state_enterprise}) {
    const auto duty = publicity_of(vietnamese_rules(), regime, 5, date{2023, 6, 30});
    CHECK(duty.is_unread);
    CHECK_FALSE(duty.publish_within);
    const std::array<posting_interval, 1> up{{{date{2023, 7, 3}, date{2023, 8, 3}}}};
    CHECK(check_posting(duty.on(publicity_channel::posting), up, date{2023, 9, 1}).result == outcome::undetermined);
    CHECK(check_posting(duty.on(publicity_channel::posting), {}, date{2023, 9, 1}).result == outcome::undetermined);
    CHECK_FALSE(publicity_of(vietnamese_rules(), regime, 5, date{2023, 7, 1}).is_unread);
  }
  // An agency had Decree 04/2015.
  const auto agency = publicity_of(vietnamese_rules(), publicity_regime::agency, 1, date{2023, 6, 30});
  CHECK_FALSE(agency.is_unread);
  CHECK(agency.publish_within == limit{within(3_working_days)});
  CHECK(publicity_of(vietnamese_rules(), publicity_regime::agency, 1, date{2015, 2, 24}).is_unread);
}

TEST_CASE("which items are posted, for how long, and which are broadcast (Art 13)") {
  for (int item = 1; item <= 14; ++item) {
    INFO(item);
    const auto duty = commune(item);
    const auto& posting = duty.on(publicity_channel::posting);
    const bool for_good = item == 4 || item == 13;
    CHECK(posting.is_asked == (item <= 13));
    CHECK(posting.is_permanent == for_good);
    CHECK(posting.least.has_value() == (item <= 13 && !for_good));
    if (posting.least) CHECK(*posting.least == 30_days);
    const auto& loudspeaker = duty.on(publicity_channel::loudspeaker);
    CHECK(loudspeaker.is_asked == (item >= 7 && item <= 12));
    if (loudspeaker.is_asked) CHECK(loudspeaker.least == std::optional<span>{3_days});
  }
}

TEST_CASE("agencies and state enterprises have their own times (Art 47, 48, 65, 66)") {
  const auto agency = publicity_of(vietnamese_rules(), publicity_regime::agency, 1, on);
  CHECK(agency.publish_within == limit{within(5_working_days)});
  CHECK(agency.on(publicity_channel::posting).least == std::optional<span>{20_days});
  const auto enterprise = publicity_of(vietnamese_rules(), publicity_regime::state_enterprise, 1, on);
  CHECK(enterprise.publish_within == limit{within(15_days)});
  CHECK(enterprise.on(publicity_channel::portal).least == std::optional<span>{20_days});
  const auto before = publicity_of(vietnamese_rules(), publicity_regime::agency, 1, date{2020, 1, 1});
  CHECK(before.publish_within == limit{within(3_working_days)});
  CHECK_FALSE(publicity_of(vietnamese_rules(), publicity_regime::commune, 1, date{2020, 1, 1}).publish_within);
}

TEST_CASE("the permitted forms are those of Art 12, 47 and 65") {
  for (const auto& [regime, id] : {std::pair{publicity_regime::commune, "GDL-12-1"},
                                   std::pair{publicity_regime::agency, "GDL-47-2"},
                                   std::pair{publicity_regime::state_enterprise, "GDL-65-2"}}) {
    const auto duty = publicity_of(vietnamese_rules(), regime, 1, on);
    REQUIRE(duty.forms_source != nullptr);
    CHECK(duty.forms_source->id == id);
    CHECK(duty.forms_source->forms.size() >= 7);
  }
  CHECK(publicity_of(vietnamese_rules(), publicity_regime::commune, 1, date{2020, 1, 1}).forms_source == nullptr);
}

TEST_CASE("broadcasts on three days running are kept on the third day, a missing day starts the count anew") {
  const auto duty = commune(8).on(publicity_channel::loudspeaker);
  const date today{2025, 7, 1};
  const auto heard = [&](std::initializer_list<posting_interval> days) {
    return check_posting(duty, std::vector<posting_interval>(days), today).result;
  };
  CHECK(heard({{date{2025, 6, 2}, date{2025, 6, 4}}}) == outcome::met);
  CHECK(heard({{date{2025, 6, 2}, date{2025, 6, 3}}}) == outcome::not_met);
  CHECK(heard({{date{2025, 6, 2}, date{2025, 6, 3}}, {date{2025, 6, 5}, date{2025, 6, 6}}}) == outcome::not_met);
  CHECK(heard({}) == outcome::overdue);
}

TEST_CASE("30 days from 2 June end with 2 July, and a gap starts the count anew") {
  const auto duty = commune(5).on(publicity_channel::posting);
  const date today{2026, 1, 1};
  const auto check = [&](std::initializer_list<posting_interval> up, date day) {
    return check_posting(duty, std::vector<posting_interval>(up), day);
  };
  CHECK(check({{date{2025, 6, 2}, date{2025, 7, 1}}}, today).result == outcome::not_met);
  CHECK(check({{date{2025, 6, 2}, date{2025, 7, 1}}}, today).needed_until == date{2025, 7, 2});
  CHECK(check({{date{2025, 6, 2}, date{2025, 7, 2}}}, today).result == outcome::met);
  // Two postings that adjoin are one; a day between them is a gap.
  CHECK(check({{date{2025, 6, 20}, date{2025, 7, 2}}, {date{2025, 6, 2}, date{2025, 6, 19}}}, today).result ==
        outcome::met);
  const auto broken = check({{date{2025, 6, 2}, date{2025, 6, 18}}, {date{2025, 6, 20}, date{2025, 7, 5}}}, today);
  CHECK(broken.result == outcome::not_met);
  REQUIRE(broken.gaps.size() == 1);
  CHECK(broken.gaps[0].first == date{2025, 6, 19});
  CHECK(broken.gaps[0].last == date{2025, 6, 19});
  CHECK(check({}, today).result == outcome::overdue);
  CHECK(check({{date{2025, 6, 2}, date{2025, 6, 10}}}, date{2025, 6, 10}).result == outcome::undetermined);
  CHECK(check({{date{2025, 7, 2}, date{2025, 6, 2}}}, today).result == outcome::overdue);  // ends before it begins
}

TEST_CASE("a duty that was kept stays kept, whatever is posted again later, and days that lie ahead do not count") {
  const auto duty = publicity_of(vietnamese_rules(), publicity_regime::agency, 1, on).on(publicity_channel::posting);
  REQUIRE(duty.least == std::optional<span>{20_days});
  const std::array<posting_interval, 3> up{{{date{2025, 6, 2}, date{2025, 6, 23}},
                                            {date{2025, 8, 1}, date{2025, 8, 31}},
                                            {date{2025, 10, 1}, date{2025, 12, 31}}}};
  for (date today{2025, 6, 2}; today <= date{2026, 1, 31}; today += boost::gregorian::days{1}) {
    INFO(to_text(today));
    const auto is = check_posting(duty, up, today);
    CHECK(is.result == (today < date{2025, 6, 22} ? outcome::undetermined : outcome::met));
    CHECK(is.needed_until == date{2025, 6, 22});
    CHECK(is.longest_days <= (today - date{2025, 6, 2}).days());
  }
  // Too short at first: the second posting fulfils it, and a third, longer one takes nothing from it.
  const std::array<posting_interval, 3> second{{{date{2025, 6, 2}, date{2025, 6, 20}}, up[1], up[2]}};
  CHECK(check_posting(duty, second, date{2025, 7, 15}).result == outcome::not_met);
  CHECK(check_posting(duty, second, date{2025, 8, 10}).needed_until == date{2025, 8, 21});
  CHECK(check_posting(duty, second, date{2025, 8, 10}).result == outcome::undetermined);
  CHECK(check_posting(duty, second, date{2025, 12, 31}).result == outcome::met);
  CHECK(check_posting(duty, second, date{2025, 12, 31}).needed_until == date{2025, 8, 21});
  // Put up for a time that is not over: only the days that were, count.
  const std::array<posting_interval, 1> ahead{{{date{2025, 6, 2}, date{2025, 7, 20}}}};
  CHECK(check_posting(duty, ahead, date{2025, 6, 5}).longest_days == 3);
}

TEST_CASE("what a rule known less well than asked would set is left open, and the rule is named") {
  const rule* minimum = nullptr;
  std::vector<rule> rules{vietnamese_rules().rules().begin(), vietnamese_rules().rules().end()};
  for (rule& r : rules)
    if (r.id == commune(5).on(publicity_channel::posting).source->id) {
      r.known_by = evidence::summary;
      minimum = &r;
    }
  REQUIRE(minimum != nullptr);
  const rule_set weaker =
      rule_set::build(rules, {vietnamese_rules().instruments().begin(), vietnamese_rules().instruments().end()}).value();
  const std::array<posting_interval, 1> long_up{{{on, on + boost::gregorian::days{300}}}};
  for (const evidence asked : {evidence::summary, evidence::text}) {
    const rule_set accepted = weaker.accepting(asked);
    const auto duty = publicity_of(accepted, publicity_regime::commune, 5, on);
    const auto& posting = duty.on(publicity_channel::posting);
    const bool left_open = asked == evidence::text;
    CHECK(posting.is_too_weak == left_open);
    CHECK(duty.too_weak.size() == (left_open ? 1U : 0U));
    if (left_open) CHECK(duty.too_weak.front()->id == minimum->id);
    CHECK(check_posting(posting, long_up, date{2027, 1, 1}).result == (left_open ? outcome::undetermined : outcome::met));
    CHECK(duty.publish_within.has_value());  // another rule, seen in its text
  }
}

TEST_CASE("a minimum in weeks or months is counted by the calendar, one in working days is left open") {
  channel_duty duty;
  duty.is_asked = true;
  const auto check = [&](date last) {
    const std::array<posting_interval, 1> up{{{date{2025, 1, 31}, last}}};
    return check_posting(duty, up, date{2026, 1, 1});
  };
  duty.least = span{2, time_unit::week};
  CHECK(check(date{2025, 2, 13}).result == outcome::not_met);
  CHECK(check(date{2025, 2, 14}).result == outcome::met);
  duty.least = span{1, time_unit::month};  // to the last day of February (Civil Code Art 148(3))
  CHECK(check(date{2025, 2, 27}).result == outcome::not_met);
  CHECK(check(date{2025, 2, 28}).result == outcome::met);
  duty.counts_each_day = true;
  CHECK(check(date{2025, 2, 27}).result == outcome::met);
  CHECK(check(date{2025, 2, 26}).result == outcome::not_met);
  duty.least = span{1, time_unit::year};
  duty.counts_each_day = false;
  CHECK(check(date{2025, 12, 31}).needed_until == date{2026, 1, 31});
  for (const span unknown : {span{10, time_unit::working_day}, span{8, time_unit::hour}, span{120000, time_unit::year}}) {
    duty.least = unknown;
    CHECK(check(date{2025, 12, 31}).result == outcome::undetermined);
    CHECK_FALSE(check(date{2025, 12, 31}).needed_until);
  }
}

TEST_CASE("what stays for good is not met once it was taken down") {
  const auto duty = commune(13).on(publicity_channel::posting);
  const std::array<posting_interval, 1> down{{{date{2025, 6, 2}, date{2025, 8, 1}}}};
  CHECK(check_posting(duty, down, date{2025, 8, 2}).result == outcome::not_met);
  CHECK(check_posting(duty, down, date{2025, 8, 1}).result == outcome::met);
}

TEST_CASE("a longer posting never turns a kept duty into a breach") {
  const auto duty = commune(1).on(publicity_channel::posting);
  bool kept = false;
  for (int days = 0; days <= 60; ++days) {
    const std::array<posting_interval, 1> up{{{on, on + boost::gregorian::days{days}}}};
    const bool now = check_posting(duty, up, date{2026, 1, 1}).result == outcome::met;
    CHECK(now == (days >= 30));
    if (kept) CHECK(now);
    kept = now;
  }
}

}  // namespace test_of_publicity
