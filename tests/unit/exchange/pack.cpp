#include <dinh/calendar/due.hpp>
#include <dinh/calendar/office_hours.hpp>
#include <dinh/exchange/pack.hpp>

#include "../../../src/exchange/json_reading.hpp"

#include <catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

namespace test_of_pack {

using namespace dinh;
using namespace dinh::literals;

namespace {

const std::string pack_folder = std::string{DINH_SOURCE_DIR} + "/src/packs/vn";

std::vector<pack_file> files_of_the_pack() {
  std::vector<pack_file> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{pack_folder}) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in{entry.path(), std::ios::binary};
    files.push_back({entry.path().lexically_relative(pack_folder).generic_string(),
                     std::string{std::istreambuf_iterator<char>{in}, {}}});
  }
  return files;
}

std::string& content_of(std::vector<pack_file>& files, const std::string& name) {
  for (auto& f : files)
    if (f.name == name) return f.content;
  throw std::out_of_range{name};
}

void replace(std::string& in, const std::string& what, const std::string& by) {
  const auto at = in.find(what);
  REQUIRE(at != std::string::npos);
  in.replace(at, what.size(), by);
}

std::set<std::string> codes_of(const std::vector<pack_file>& files) {
  const auto read = read_pack(files);
  std::set<std::string> codes;
  if (read) return codes;
  for (const auto& d : read.error()) {
    CHECK_FALSE(d.where.empty());
    CHECK_FALSE(d.message.vi.empty());
    CHECK_FALSE(d.message.en.empty());
    codes.insert(d.code);
  }
  return codes;
}

}  // namespace

TEST_CASE("the embedded Vietnamese pack is the one in the repository and has no fault") {
  const auto embedded = packs::vietnam();
  if (!embedded) FAIL(describe(embedded.error()));
  const auto loaded = load_pack(pack_folder);
  if (!loaded) FAIL(describe(loaded.error()));
  CHECK(embedded->id() == "vn");
  CHECK(embedded->version() == loaded->version());
  CHECK(embedded->rules().rules().size() == loaded->rules().rules().size());
  CHECK(embedded->find_calendar("state-agency") != nullptr);
  CHECK(embedded->find_procedure("pub_commune") != nullptr);
  CHECK(embedded->find_procedure("village_meeting") != nullptr);
  CHECK_THROWS_AS(embedded->calendar("moon"), std::out_of_range);
  CHECK_THROWS_AS(embedded->procedure_named("dance"), std::out_of_range);
}

TEST_CASE("every rule a procedure cites was in force when the procedure began, or the procedure says when it ends") {
  const pack vn = packs::vietnam().value();
  for (const procedure& p : vn.procedures()) {
    INFO(p.id());
    for (std::uint32_t i = 0; i < p.deadline_count(); ++i) {
      const deadline& d = p.deadline_at(i);
      INFO(d.rule);
      const rule* r = vn.rules().find(d.rule);
      REQUIRE(r != nullptr);
      const validity counts = intersect(p.facts().valid, d.valid);
      CHECK(r->valid.from <= counts.from);
      CHECK(counts.until <= r->valid.until);
      CHECK_FALSE(vn.statutes().check(r->source, counts.from).has_value());
    }
  }
}

TEST_CASE("a file that is named and absent, present and not named, or named twice is a fault") {
  auto files = files_of_the_pack();
  std::erase_if(files, [](const pack_file& f) { return f.name == "roles.json"; });
  CHECK(codes_of(files).contains("pack/no-such-file"));

  files = files_of_the_pack();
  files.push_back({"more.json", "{}"});
  CHECK(codes_of(files) == std::set<std::string>{"pack/file-not-named"});

  files = files_of_the_pack();
  replace(content_of(files, "pack.json"), "\"rules\": [\"rules.json\"", "\"rules\": [\"rules.json\", \"rules.json\"");
  CHECK(codes_of(files) == std::set<std::string>{"pack/file-twice"});

  CHECK(codes_of({}) == std::set<std::string>{"pack/no-manifest"});
}

TEST_CASE("a procedure that says another number, provision, rule, role or calendar than the pack is a fault") {
  const std::string meeting = "procedures/village_meeting.json";
  auto files = files_of_the_pack();
  SECTION("number") {
    replace(content_of(files, meeting), "\"count\":5", "\"count\":7");
    CHECK(codes_of(files) == std::set<std::string>{"pack/number-differs"});
  }
  SECTION("rule") {
    replace(content_of(files, meeting), "\"GDL-16-5\"", "\"GDL-16-55\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/unknown-rule"});
  }
  SECTION("role") {
    replace(content_of(files, meeting), "\"actor\":\"counting_team\"", "\"actor\":\"choir\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/unknown-role"});
  }
  SECTION("calendar") {
    replace(content_of(files, meeting), "\"calendar\": \"state-agency\"", "\"calendar\": \"moon\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/unknown-calendar"});
  }
  SECTION("days on which its rule is not in force") {
    replace(content_of(files, "procedures/head_release.json"), "\"since\":\"2026-05-26\"", "\"since\":\"2026-05-25\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/not-in-force"});
  }
  SECTION("a procedure that is not there") {
    replace(content_of(files, meeting), "\"calls\":\"online_vote\"", "\"calls\":\"a_vote\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/unknown-procedure"});
  }
  SECTION("a rule that the law of the pack does not have any more") {
    replace(content_of(files, "rules.json"), "\"id\": \"GDL-20-3\"", "\"id\": \"GDL-20-33\"");
    CHECK(codes_of(files).contains("pack/unknown-rule"));
  }
}

TEST_CASE("faults of several files are reported together, each with its place") {
  auto files = files_of_the_pack();
  replace(content_of(files, "rules.json"), "\"evidence\": \"T\"", "\"evidence\": \"X\"");
  replace(content_of(files, "roles.json"), "\"form\": \"body\"", "\"form\": \"cloud\"");
  replace(content_of(files, "procedures/pub_commune.json"), "\"kind\":\"start\"", "\"kind\":\"prelude\"");
  content_of(files, "instruments.json") += "}";
  const auto read = read_pack(files);
  REQUIRE_FALSE(read);
  std::set<std::string> places;
  for (const auto& d : read.error()) places.insert(d.where.substr(0, d.where.find_first_of("#:")));
  for (const char* file : {"rules.json", "roles.json", "procedures/pub_commune.json", "instruments.json"}) {
    INFO(file);
    CHECK(places.contains(file));
  }
}

TEST_CASE("faults of procedures come with all others, each at its place in the file") {
  const auto places_of = [](const std::vector<pack_file>& files, const std::string& code) {
    std::set<std::string> out;
    if (const auto read = read_pack(files); !read)
      for (const auto& d : read.error())
        if (d.code == code) out.insert(d.where);
    return out;
  };
  auto files = files_of_the_pack();
  // The rule says another number than the procedures that run on it.
  const auto at = content_of(files, "rules.json").find("\"GDL-12-2\"");
  REQUIRE(at != std::string::npos);
  std::string& rules = content_of(files, "rules.json");
  const auto number = rules.find("\"count\": 5", at);
  REQUIRE(number != std::string::npos);
  rules.replace(number, std::string{"\"count\": 5"}.size(), "\"count\": 6");
  const auto differing = places_of(files, "pack/number-differs");
  REQUIRE_FALSE(differing.empty());
  for (const std::string& place : differing) {
    INFO(place);
    // A pointer into the file: what stands there names the rule.
    const auto hash = place.find('#');
    REQUIRE(hash != std::string::npos);
    const auto file = exchange::parse_json(content_of(files, place.substr(0, hash)), "f").value();
    CHECK(file.at(nlohmann::json::json_pointer{place.substr(hash + 1)}).at("rule") == "GDL-12-2");
  }
  const auto with = [&](const std::string& name, const std::string& what, const std::string& by) {
    auto more = files;
    replace(content_of(more, name), what, by);
    CHECK(places_of(more, "pack/number-differs") == differing);
    return codes_of(more);
  };
  // Whatever else is faulty: a file more, words, a rule that the law does not hold together with.
  auto more = files;
  more.push_back({"more.json", "{}"});
  CHECK(places_of(more, "pack/number-differs") == differing);
  CHECK(codes_of(more) == std::set<std::string>{"pack/file-not-named", "pack/number-differs"});
  CHECK(with("templates.json", "\"due.within\"", "\"due.withing\"").contains("templates/unknown-key"));
  CHECK(with("rules.json", "\"id\": \"GDL-12-1\", \"citation\": \"10/2022/QH15", "\"id\": \"GDL-12-1\", \"citation\": \"9/1999/QH10") ==
        std::set<std::string>{"law/unknown-instrument", "pack/number-differs"});
  // What was lost with a faulty file is not reported as missing.
  more = files;
  std::erase_if(more, [](const pack_file& f) { return f.name == "roles.json"; });
  const auto codes = codes_of(more);
  CHECK(codes.contains("pack/number-differs"));
  CHECK_FALSE(codes.contains("pack/unknown-role"));
  // Steps are found by their ids.
  files = files_of_the_pack();
  replace(content_of(files, "procedures/village_meeting.json"), "\"GDL-16-5\"", "\"GDL-16-55\"");
  for (const std::string& place : places_of(files, "pack/unknown-rule"))
    CHECK(place.find("procedures/village_meeting.json#/") == 0);
}

TEST_CASE("a manifest of a newer format, or with members nobody knows, is refused") {
  auto files = files_of_the_pack();
  replace(content_of(files, "pack.json"), "\"format\": 1", "\"format\": 2");
  CHECK(codes_of(files).contains("pack/newer-format"));
  files = files_of_the_pack();
  replace(content_of(files, "pack.json"), "\"format\": 1", "\"format\": 1, \"colour\": \"red\"");
  CHECK(codes_of(files).contains("json/unknown-member"));
}

TEST_CASE("a folder without a pack is refused") {
  const auto absent = load_pack("/no/such/folder");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().list().front().code == "pack/folder");
}

TEST_CASE("another version of a calendar makes another pack and leaves the first as it was") {
  const pack vn = packs::vietnam().value();
  calendar_facts facts = vn.calendar("state-agency").facts();
  facts.rest = weekly_rest{weekday::sunday};
  facts.entries.clear();
  facts.decided.clear();
  const pack changed = vn.with_calendar(work_calendar::build(facts).value());
  const date saturday{2025, 4, 5};
  CHECK(changed.calendar("state-agency").is_working(saturday));
  CHECK_FALSE(vn.calendar("state-agency").is_working(saturday));
  CHECK(changed.calendars().size() == vn.calendars().size());
}

TEST_CASE("an enterprise works on Saturdays, takes the rules only, and everything of it is provisional") {
  const pack vn = packs::vietnam().value();
  const work_calendar& agency = vn.calendar("state-agency");
  const work_calendar& enterprise = vn.calendar("enterprise");
  CHECK(enterprise.rest() == weekly_rest{weekday::sunday});
  CHECK(enterprise.rules() == agency.rules());
  CHECK(enterprise.decided().empty());
  CHECK(enterprise.facts().entries.empty());
  CHECK(enterprise.facts().rest_known_by == evidence::memory);  // Labour Code Art 111(1) was not read
  CHECK(vn.days_off_source("enterprise").empty());
  // a swap of the agencies does not bind it: Monday 31 August 2026 is worked, and so is every Saturday
  CHECK_FALSE(agency.is_working(date{2026, 8, 31}));
  CHECK(enterprise.is_working(date{2026, 8, 31}));
  CHECK(enterprise.is_working(date{2026, 8, 29}));
  CHECK_FALSE(enterprise.is_working(date{2026, 9, 2}));
  // Sunday 26 April 2026 is the Hung Kings' day: made up on Monday; Saturday 1 May 2027 is not made up
  CHECK_FALSE(enterprise.is_working(date{2026, 4, 27}));
  CHECK(enterprise.is_working(date{2027, 5, 3}));
  for (const int year : {2014, 2020, 2026, 2027, 2100})
    CHECK(enterprise.answer(within(5_working_days), to_date(civil{year, 3, 2})).is_provisional());
}

TEST_CASE("a desk that opens on Saturdays has the days off of its agency, also after a notice") {
  const pack vn = packs::vietnam().value();
  const work_calendar& agency = vn.calendar("state-agency");
  const work_calendar& desk = vn.calendar("one-stop-saturday");
  CHECK(vn.days_off_source("one-stop-saturday") == "state-agency");
  CHECK(vn.days_off_source("state-agency").empty());
  CHECK(vn.days_off_source("moon").empty());
  for (date d{2022, 1, 1}; d < date{2027, 1, 1}; d += boost::gregorian::date_duration{1}) {
    INFO(to_text(d));
    const auto entry = agency.entry_on(d);
    const bool holiday = entry && entry->kind == day_kind::statutory;
    if (weekday_of(d) == weekday::saturday)
      CHECK(desk.is_working(d) == !holiday);  // Decision 14/2010/QD-TTg Art 1: holidays excepted
    else
      CHECK(desk.is_working(d) == agency.is_working(d));
  }
  CHECK(desk.decided() == agency.decided());

  calendar_facts facts = agency.facts();
  facts.entries.push_back({.day = date{2026, 12, 9},
                           .kind = day_kind::statutory,
                           .name = {"ngày thử", "a day of the test"},
                           .source = {"x", ""},
                           .decision = {}});
  const pack changed = vn.with_calendar(work_calendar::build(facts).value());
  CHECK_FALSE(changed.calendar("one-stop-saturday").is_working(date{2026, 12, 9}));
  CHECK(changed.calendar("one-stop-saturday").is_working(date{2026, 12, 12}));
  CHECK(changed.calendar("one-stop-saturday").name() == desk.name());
  CHECK(changed.calendar("enterprise").is_working(date{2026, 12, 9}));
  CHECK(desk.is_working(date{2026, 12, 9}));
  // a calendar of one's own in its place stands alone
  const pack own = vn.with_calendar(desk);
  CHECK(own.days_off_source("one-stop-saturday").empty());
  CHECK(own.with_calendar(work_calendar::build(facts).value())
            .calendar("one-stop-saturday")
            .is_working(date{2026, 12, 9}));
}

TEST_CASE("a calendar that takes over days off of nobody, or has its own as well, is refused") {
  const std::string desk = "calendar-one-stop-saturday.json";
  auto files = files_of_the_pack();
  SECTION("nobody") {
    replace(content_of(files, desk), "\"days_off_of\":\"state-agency\"", "\"days_off_of\":\"moon\"");
    CHECK(codes_of(files) == std::set<std::string>{"calendar/unknown-source"});
  }
  SECTION("named before its source") {
    replace(content_of(files, "pack.json"), "\"calendar-state-agency.json\", ", "");
    replace(content_of(files, "pack.json"), "\"calendar-one-stop-saturday.json\"",
            "\"calendar-one-stop-saturday.json\", \"calendar-state-agency.json\"");
    CHECK(codes_of(files) == std::set<std::string>{"calendar/unknown-source"});
  }
  SECTION("two sources and days off of its own") {
    replace(content_of(files, desk), "\"days_off_of\":\"state-agency\"",
            "\"days_off_of\":\"state-agency\",\"rules_of\":\"state-agency\",\"decided\":[{\"from\":\"2026-01-01\","
            "\"until\":\"2027-01-01\"}]");
    CHECK(codes_of(files) == std::set<std::string>{"calendar/two-sources", "calendar/own-days-off"});
  }
}

TEST_CASE("hours run on the Saturday of a desk that opens on it, holidays excepted") {
  const pack vn = packs::vietnam().value();
  std::vector<office_session> week{{weekday::saturday, 450, 690}};  // 7:30 to 11:30
  for (const weekday w : {weekday::monday, weekday::tuesday, weekday::wednesday, weekday::thursday, weekday::friday}) {
    week.push_back({w, 450, 690});
    week.push_back({w, 810, 1050});
  }
  const office_hours hours = office_hours::build(week).value();
  const auto end_of = [&](const char* calendar, date friday) {
    return to_text(due_within_hours(4_hours, {friday, 15 * 60}, vn.calendar(calendar), hours).at.value());
  };
  CHECK(end_of("one-stop-saturday", date{2026, 6, 5}) == "2026-06-06 09:00");
  CHECK(end_of("state-agency", date{2026, 6, 5}) == "2026-06-08 09:00");
  // Saturday 29 April 2023 was the Hung Kings' day, and Tuesday and Wednesday were off in lieu
  CHECK(end_of("one-stop-saturday", date{2023, 4, 28}) == "2023-05-04 09:00");
  CHECK(end_of("state-agency", date{2023, 4, 28}) == "2023-05-04 09:00");
}

TEST_CASE("a rule may take the place of two that stood side by side, not of two that decided the same thing") {
  const auto with_rules = [](const std::string& rows) {
    auto files = files_of_the_pack();
    replace(content_of(files, "rules.json"), "{\"rules\": [", "{\"rules\": [" + rows);
    return files;
  };
  const auto row = [](const std::string& id, const std::string& from, const std::string& until, const std::string& more) {
    return "{\"id\": \"" + id + "\", \"citation\": \"10/2022/QH15 1\", \"evidence\": \"T\", \"from\": \"" + from + "\", " +
           (until.empty() ? "" : "\"until\": \"" + until + "\", ") +
           "\"kind\": \"all\", \"label\": {\"vi\": \"Quy tắc\", \"en\": \"Rule\"}" + more + "},";
  };
  const std::string newest = row("X-3", "2025-01-01", "", ", \"replaces\": [\"X-2\", \"X-1\"]");
  const auto findings_of = [](const checked<pack>& p) {
    std::set<std::string> out;
    for (const diagnostic& d : p->findings())
      if (d.where.find("rules.json#/rules/0/") != std::string::npos) out.insert(d.code);
    return out;
  };
  const auto side_by_side = read_pack(
      with_rules(newest + row("X-2", "2024-01-01", "2025-01-01", "") + row("X-1", "2023-07-01", "2025-01-01", "")));
  REQUIRE(side_by_side);
  CHECK(findings_of(side_by_side).empty());
  // One of them ended before: the other still held, so there is no gap.
  const auto one_ended = read_pack(
      with_rules(newest + row("X-2", "2024-01-01", "2025-01-01", "") + row("X-1", "2023-07-01", "2024-06-01", "")));
  REQUIRE(one_ended);
  CHECK(findings_of(one_ended).empty());
  const auto gap = read_pack(
      with_rules(newest + row("X-2", "2024-01-01", "2024-12-31", "") + row("X-1", "2023-07-01", "2024-01-01", "")));
  REQUIRE(gap);
  CHECK(findings_of(gap) == std::set<std::string>{"pack/gap-in-chain"});
  const std::string decides = ", \"use\": [\"form_open\"], \"applies\": {\"form\": [\"meeting\"], \"setting\": [\"custom\"]}";
  CHECK(codes_of(with_rules(newest + row("X-2", "2024-01-01", "2025-01-01", decides) +
                            row("X-1", "2023-07-01", "2024-01-02", decides))) ==
        std::set<std::string>{"pack/overlapping-versions"});
  CHECK(codes_of(with_rules(newest + row("X-2", "2024-01-01", "2025-01-02", "") +
                            row("X-1", "2023-07-01", "2024-01-01", ""))) ==
        std::set<std::string>{"pack/overlapping-versions"});
}

TEST_CASE("what roles, bodies and calendars cite must be declared and in force") {
  const auto codes_with = [](const std::string& file, const std::string& what, const std::string& by) {
    auto files = files_of_the_pack();
    replace(content_of(files, file), what, by);
    return codes_of(files);
  };
  using set = std::set<std::string>;
  const set unknown{"pack/unknown-instrument"};
  const set not_in_force{"pack/citation-not-in-force"};
  CHECK(codes_with("roles.json", "\"citation\": \"11/2003/QH11\"", "\"citation\": \"11/2003/QH99\"") == unknown);
  CHECK(codes_with("roles.json", "\"citation\": \"119/2020/QH14\"", "\"citation\": \"119/2020/QH99\"") == unknown);
  CHECK(codes_with("roles.json", "\"citation\": \"97/2025/QH15 1\"", "\"citation\": \"97/2025/QH99 1\"") == unknown);
  CHECK(codes_with("roles-petitions.json", "\"citation\": \"42/2013/QH13 13(5)\"", "\"citation\": \"42/2013/QH99\"") ==
        unknown);
  CHECK(codes_with("bodies.json", "\"citation\": \"75/2015/QH13 34\"", "\"citation\": \"75/2015/QH99 34\"") == unknown);
  CHECK(codes_with("calendar-state-agency.json", "\"citation\":\"35-L/CTN 73\"", "\"citation\":\"36-L/CTN 73\"") == unknown);
  CHECK(codes_with("calendar-state-agency.json", "\"in_lieu_citation\":\"10/2012/QH13 115(3)\"",
                   "\"in_lieu_citation\":\"10/2012/QH99 115(3)\"") == unknown);
  CHECK(codes_with("calendar-one-stop-saturday.json", "14/2010", "15/2010") == unknown);
  // The Government acts under the law of 2022 only since 2023-07-01.
  CHECK(codes_with("roles-party.json", "\"from\": \"2023-07-01\", \"citation\": \"10/2022/QH15 83(1)\"",
                   "\"from\": \"2023-07-01\", \"citation\": \"136/2025/QH15 1\"") == not_in_force);
  CHECK(codes_with("bodies.json", "\"from\": \"2016-01-01\", \"citation\": \"75/2015/QH13 34\"",
                   "\"from\": \"2015-12-31\", \"citation\": \"75/2015/QH13 34\"").count("pack/citation-not-in-force") == 1);
}

}  // namespace test_of_pack
