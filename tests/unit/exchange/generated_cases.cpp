// Rule cases of the kinds deadline, lead_time, duration, validity and calendar, generated over every unit, policy and
// form of input of schema.json, asked as JSON and compared with the day-by-day implementation.
#include "../calendar/slow_calendar.hpp"

#include <catch.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/exchange/pack.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <string>

namespace test_of_generated_cases {

using namespace dinh;
using nlohmann::json;
using test::ask_slowly;
using test::generator;
using test::slow_answer;

namespace {

const answer_context& context() {
  static const pack vn = packs::vietnam().value();
  static const answer_context c{vn.rules(), {vn.calendars().begin(), vn.calendars().end()}};
  return c;
}

json answer_of(const std::string& kind, const std::string& as_of, const json& input) {
  const json request{{"id", "q"}, {"kind", kind}, {"as_of", as_of}, {"input", input}};
  const json reply = json::parse(answer_request(context(), request.dump()));
  return reply.contains("answer") ? reply.at("answer") : reply;
}

struct asked_kind {
  const char* name;
  direction way;
  const char* anchor;
};

/// Days near which rules meet: ends of months and years, leap days, swaps, edges of the decided years.
day_number some_day(generator& random) {
  constexpr std::array edges{civil{2012, 12, 31}, civil{2013, 1, 1},  civil{2015, 12, 31}, civil{2016, 2, 29},
                             civil{2017, 1, 1},   civil{2020, 2, 29}, civil{2020, 12, 31}, civil{2021, 1, 1},
                             civil{2021, 12, 31}, civil{2024, 2, 29}, civil{2026, 8, 21},  civil{2026, 8, 31},
                             civil{2026, 12, 31}, civil{2027, 1, 1},  civil{2029, 11, 23}, civil{1900, 1, 31}};
  const std::int32_t which = random.below(4);
  if (which == 0) return to_day_number(edges[static_cast<std::size_t>(random.below(std::int32_t{edges.size()}))]);
  if (which == 1) return test::first_day + random.below(test::last_day - test::first_day + 1);
  return to_day_number(civil{2012, 1, 1}) + random.below(366 * 19);
}

/// The instant of a day in Vietnam, written with some offset from UTC.
std::string instant_on(day_number day, generator& random) {
  const std::int32_t offset = random.below(3) == 0 ? 0 : random.below(27) - 12;
  std::int64_t minute = std::int64_t{day} * 1440 + random.below(1440) + (offset - 7) * 60;
  const auto on = static_cast<day_number>(minute >= 0 ? minute / 1440 : (minute - 1439) / 1440);
  minute -= std::int64_t{on} * 1440;
  const auto two = [](std::int64_t v) { return std::string{} + char('0' + v / 10) + char('0' + v % 10); };
  const std::string zone =
      offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + two(offset < 0 ? -offset : offset) + ":00";
  return to_text(to_date(on)) + "T" + two(minute / 60) + ":" + two(minute % 60) + ":00" + zone;
}

}  // namespace

TEST_CASE("generated rule cases on time limits get the answers of the second implementation") {
  constexpr std::array kinds{asked_kind{"deadline", direction::within_after, "trigger"},
                             asked_kind{"deadline", direction::within_after, "trigger_instant"},
                             asked_kind{"lead_time", direction::not_later_than_before, "event"},
                             asked_kind{"duration", direction::at_least_lasting, "start"},
                             asked_kind{"validity", direction::valid_for, "start"}};
  constexpr std::array units{time_unit::working_day, time_unit::day, time_unit::month, time_unit::year};
  generator random{31};
  std::size_t asked = 0;
  for (int i = 0; i < 12'000; ++i) {
    const asked_kind& k = kinds[static_cast<std::size_t>(random.below(std::int32_t{kinds.size()}))];
    const time_unit unit = units[static_cast<std::size_t>(random.below(4))];
    const bool in_days = unit == time_unit::working_day || unit == time_unit::day;
    const limit l{{1 + random.below(in_days ? 90 : 24), unit}, k.way};
    const day_number from = some_day(random);
    due_policies p;
    json policies = json::object();
    const auto set = [&](const char* name, choice& into) {
      if (random.below(4) != 0) return;
      into = random.below(2) == 0 ? choice::no : choice::yes;
      policies[name] = into == choice::yes;
    };
    set("swapped_day_off_is_rest_day", p.swapped_day_off_is_rest_day);
    set("make_up_saturday_is_working_day", p.make_up_saturday_is_working_day);
    set("roll_minimum_period_end", p.roll_minimum_period_end);
    json input{{"limit",
                {{"value", l.length.count}, {"unit", std::string{name_of(unit)}}, {"direction", std::string{name_of(k.way)}}}},
               {"calendar", "state-agency"}};
    const std::string anchor{k.anchor};
    input[anchor] = anchor == "trigger_instant" ? instant_on(from, random) : to_text(to_date(from));
    if (anchor == "trigger_instant") input["asked_at"] = json::array({"2025-04-24T14:50:00+07:00", "2025-04-24T16:00:00+07:00"});
    if (!policies.empty()) input["policies"] = policies;
    const slow_answer expected = ask_slowly(l, from, p);
    std::optional<bool> kept;
    bool ends_before_it_begins = false;
    if (std::string{k.name} == "duration" && expected.known && random.below(2) == 0) {
      const day_number end = expected.day + random.below(7) - 3;
      kept = end >= expected.day;
      ends_before_it_begins = end < from;
      input["end"] = to_text(to_date(end));
    }
    const json got = answer_of(k.name, to_text(to_date(from)), input);
    ++asked;
    if (ends_before_it_begins) {
      if (got != json{{"outcome", "invalid_input"}}) FAIL(input.dump() << " " << got.dump());
      continue;
    }
    if (!expected.known) {
      if (got.contains("date") || got.value("outcome", "") != "undetermined") FAIL(input.dump() << " " << got.dump());
      continue;
    }
    const bool same = got.value("date", "") == to_text(to_date(expected.day)) &&
                      got.value("provisional", !expected.provisional) == expected.provisional &&
                      (anchor != "trigger_instant" || got.value("same_answer", false)) &&
                      (!kept || got.value("outcome", "") == (*kept ? "met" : "not_met"));
    if (!same) FAIL(input.dump() << " got " << got.dump() << " expected " << to_text(to_date(expected.day)));
  }
  CHECK(asked == 12'000);
}

TEST_CASE("the days of the three holidays of the schema, in every year of the golden table") {
  for (const auto& row : test::csv_rows(test::shared("data/vn_lunar_golden.csv"))) {
    const int year = std::stoi(row.at(0));
    const auto day_of = [&](const char* holiday) {
      return answer_of("calendar", row.at(0) + "-01-01", {{"holiday", holiday}, {"year", year}}).value("date", "");
    };
    INFO(year);
    CHECK(day_of("lunar_new_year") == row.at(1));
    CHECK(day_of("hung_kings") == row.at(2));  // also where it was no day off, before 2007
    CHECK(day_of("national_day") == row.at(0) + "-09-02");
  }
  for (const int year : {1899, 2201})
    CHECK(answer_of("calendar", "2025-01-01", {{"holiday", "hung_kings"}, {"year", year}}).value("unsupported", false));
}

TEST_CASE("a limit that the request leaves out is found under its provision on that day") {
  const auto date_of = [](const char* kind, const char* anchor, const char* from, const char* provision) {
    return answer_of(kind, from, {{"provision", provision}, {anchor, from}, {"calendar", "state-agency"}});
  };
  // RC-30, RC-32, RC-40 without their limits
  CHECK(date_of("deadline", "trigger", "2024-04-24", "10/2022/QH15 art 12(3)").value("date", "") == "2024-05-04");
  CHECK(date_of("deadline", "trigger", "2025-12-30", "10/2022/QH15 art 21(2)").value("date", "") == "2026-01-08");
  CHECK(date_of("deadline", "trigger", "2024-04-19", "10/2022/QH15 art 45(2)(c)").value("date", "") == "2024-05-04");
  CHECK(date_of("duration", "start", "2025-01-10", "10/2022/QH15 art 28(2)").value("date", "") == "2025-01-30");
  CHECK(date_of("duration", "start", "2025-06-02", "10/2022/QH15 art 48(2)").value("date", "") == "2025-06-22");
  CHECK(date_of("lead_time", "event", "2026-03-16", "10/2022/QH15 art 45(1)(b)").value("date", "") == "2026-01-30");
  CHECK_FALSE(date_of("deadline", "trigger", "2024-04-24", "10/2022/QH15 art 999").contains("date"));
  // Art 9(3) sets 5 working days and 60 days: which is meant, a person has to say
  CHECK(date_of("deadline", "trigger", "2024-02-29", "59/2023/ND-CP art 9(3)").value("outcome", "") == "needs_review");
}

}  // namespace test_of_generated_cases
