#include <dinh/exchange/pack.hpp>

#include <catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

using namespace dinh;

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
      CHECK(r->time == d.time);
      CHECK(r->valid.until.is_pos_infinity());
      CHECK_FALSE(vn.statutes().check(r->source, r->valid.from).has_value());
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
  replace(content_of(files, "pack.json"), "\"rules\": [\"rules.json\"]", "\"rules\": [\"rules.json\", \"rules.json\"]");
  CHECK(codes_of(files) == std::set<std::string>{"pack/file-twice"});

  CHECK(codes_of({}) == std::set<std::string>{"pack/no-manifest"});
}

TEST_CASE("a procedure that says another number, provision, rule, role or calendar than the pack is a fault") {
  const std::string meeting = "procedures/village_meeting.json";
  auto files = files_of_the_pack();
  SECTION("number") {
    replace(content_of(files, meeting), "\"count\": 5", "\"count\": 7");
    CHECK(codes_of(files) == std::set<std::string>{"pack/number-differs"});
  }
  SECTION("rule") {
    replace(content_of(files, meeting), "\"GDL-16-5\"", "\"GDL-16-55\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/unknown-rule"});
  }
  SECTION("role") {
    replace(content_of(files, meeting), "\"actor\": \"counting_team\"", "\"actor\": \"choir\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/unknown-role"});
  }
  SECTION("calendar") {
    replace(content_of(files, meeting), "\"calendar\": \"state-agency\"", "\"calendar\": \"moon\"");
    CHECK(codes_of(files) == std::set<std::string>{"pack/unknown-calendar"});
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
  replace(content_of(files, "procedures/pub_commune.json"), "\"kind\": \"start\"", "\"kind\": \"prelude\"");
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
