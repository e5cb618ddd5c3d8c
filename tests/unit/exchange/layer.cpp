#include <catch.hpp>
#include <dinh/exchange/receipt.hpp>
#include <dinh/exchange/signature.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/publicity.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "../vietnam.hpp"

namespace test_of_layer {

using namespace dinh;
using namespace dinh::literals;
using test::vietnam;

namespace {

// A province that lets communes take 3 working days instead of 5, and asks for two thirds on Art 15(6), from 2025 on.
const std::string instruments = R"({"instruments": [{"id": "07/2024/NQ-HDND", "number": "07/2024/NQ-HĐND",
  "kind": "provincial", "title": {"vi": "Nghị quyết", "en": "Resolution"},
  "issuer": {"vi": "Hội đồng nhân dân tỉnh", "en": "People's Council of the province"},
  "from": "2025-01-01", "evidence": "T"}]})";
const std::string due_rule = R"({"id": "NA-1", "citation": "07/2024/NQ-HDND 3", "evidence": "T", "from": "2025-01-01",
  "kind": "commune", "label": {"vi": "Công khai trong 3 ngày làm việc", "en": "Publish within 3 working days"},
  "time": {"count": 3, "unit": "working_day", "way": "within_after"}, "overrides": ["GDL-12-2"]})";
const std::string vote_rule = R"({"id": "NA-2", "citation": "07/2024/NQ-HDND 4", "evidence": "T", "from": "2025-01-01",
  "kind": "community", "label": {"vi": "Hai phần ba cho việc tự quản", "en": "Two thirds for self-management"},
  "vote": {"num": 2, "den": 3, "how": "at_least", "of": "all_household_reps_village"}, "use": ["passing_threshold"],
  "applies": {"setting": ["village"], "content": ["15.6"]}, "overrides": ["GDL-21-6", "D59-5-4b"]})";

std::vector<pack_file> layer(const std::string& rules, const std::string& more = "", const std::string& id = "nghe-an") {
  return {{"pack.json", R"({"format": 1, "id": ")" + id + R"(", "version": "1",
    "title": {"vi": "Nghệ An", "en": "Nghe An"}, "on": "vn", "instruments": ["i.json"], "rules": ["r.json"])" + more + "}"},
          {"i.json", instruments},
          {"r.json", "{\"rules\": [" + rules + "]}"}};
}

checked<pack> with(std::vector<layer_files> layers) { return read_pack(packs::vietnam_files(), layers); }
checked<pack> with(std::vector<pack_file> files) { return with(std::vector<layer_files>{{"na", std::move(files)}}); }

std::set<std::string> codes(const checked<pack>& p) {
  std::set<std::string> out;
  if (!p)
    for (const auto& d : p.error()) {
      out.insert(d.code);
      INFO(describe(d));
      CHECK(d.where.find(".json#") != std::string::npos);
      CHECK_FALSE(d.message.vi.empty());
      CHECK_FALSE(d.message.en.empty());
    }
  return out;
}

const rule& general_of(const std::string& id) {
  const rule* r = vietnam().rules().find(id);
  REQUIRE(r != nullptr);
  return *r;
}

question vote(date on) {
  question q;
  q.asked = question_kind::decision;
  q.on = on;
  q.where = setting::village;
  q.what = *content::from("15.6");
  q.form = decision_form::meeting;
  q.households = counted{300};
  q.present = counted{280};
  q.in_favour = counted{160};
  return q;
}

}  // namespace

TEST_CASE("a special rule of a layer prevails from its day on, cites its own provision and says whose place it takes") {
  const auto p = with(layer(vote_rule));
  if (!p) FAIL(describe(p.error()));
  CHECK(decide(p->rules(), vote({2024, 12, 31})).result == outcome::passed);
  const verdict v = decide(p->rules(), vote({2025, 1, 1}));
  CHECK(v.result == outcome::not_passed);
  CHECK(v.minimum == 200);
  const std::string why = to_text(v.why, lang::en);
  CHECK(why.find("07/2024/NQ-HDND Art 4") != std::string::npos);
  CHECK(why.find("A special rule of nghe-an") != std::string::npos);
  CHECK(why.find(to_text(general_of("GDL-21-6").source, lang::en)) != std::string::npos);
  // other contents keep the general rule
  question other = vote({2025, 1, 1});
  other.what = *content::from("15.3");
  CHECK(decide(p->rules(), other).minimum == decide(vietnam().rules(), other).minimum);
  REQUIRE(p->layers().size() == 1);
  CHECK(p->layers()[0].id == "nghe-an");
}

TEST_CASE("what a rule of that id asks on a day is the special rule, and before it the general one") {
  // the procedure that runs on the general rule is named, so that it does not keep the old number silently
  CHECK(codes(with(layer(due_rule))) == std::set<std::string>{"layer/procedure-keeps-number"});
  const auto kept = with(layer(due_rule));
  for (const diagnostic& d : kept.error())
    CHECK((d.where.find("procedures/") == 0 && d.where.find(".json#/deadlines/") != std::string::npos));
  // Beside another fault it is told too.
  auto files = layer(due_rule, R"(, "templates": ["t.json"])");
  files.push_back({"t.json", R"({"format": "dinh-templates/1", "templates": {"no.such": {"vi": "a", "en": "b"}}})"});
  CHECK(codes(with(files)) == std::set<std::string>{"layer/procedure-keeps-number", "templates/unknown-key"});
}

TEST_CASE("a layer adds rules, calendars, roles, labels and words") {
  auto files = layer(
      R"({"id": "NA-3", "citation": "07/2024/NQ-HDND 5", "evidence": "T", "from": "2025-01-01", "kind": "commune",
      "label": {"vi": "Báo cáo", "en": "Report"}, "time": {"count": 10, "unit": "day", "way": "within_after"}})",
      R"(, "calendars": ["c.json"], "labels": ["l.json"], "templates": ["t.json"])");
  files.push_back({"c.json", R"({"format": "dinh-calendar/1", "id": "market", "name": {"vi": "Chợ", "en": "Market"},
    "weekly_rest": ["monday"], "citation": "07/2024/NQ-HDND 6", "evidence": "T", "rules_of": "state-agency"})"});
  files.push_back({"l.json", R"({"labels": [{"rule": "GDL-12-2", "label": {"vi": "Năm ngày", "en": "Five days"}}]})"});
  files.push_back({"t.json", R"({"format": "dinh-templates/1", "templates": {
    "law.fact_missing": {"vi": "Cần thêm số liệu.", "en": "More facts, please."},
    "due.weekly_rest": {"vi": "Nghỉ: {days}", "en": "Rest: {days}"}}})"});
  const auto p = with(files);
  if (!p) FAIL(describe(p.error()));
  CHECK(p->rules().find("NA-3")->layer == "nghe-an");
  CHECK(p->rules().find("GDL-12-2")->label.en == "Five days");
  CHECK(p->rules().find("GDL-12-2")->layer.empty());
  CHECK(p->find_calendar("market") != nullptr);
  question q = vote({2025, 6, 1});
  q.households = counted::unknown();
  CHECK(to_text(decide(p->rules(), q).why, lang::en).find("More facts, please.") != std::string::npos);
  CHECK(to_text(p->calendar("state-agency").due(within(5_working_days), after(date{2025, 6, 2})).why, lang::en)
            .find("Rest: Sat 2025-06-07") != std::string::npos);
  // the pack below is untouched
  CHECK(vietnam().rules().find("GDL-12-2")->label.en != "Five days");
}

TEST_CASE("a layer cannot take a rule of the pack below: same id, same provision, lost value, other condition, silence") {
  const auto changed = [](std::string in, const std::string& what, const std::string& by) {
    const auto at = in.find(what);
    REQUIRE(at != std::string::npos);
    return in.replace(at, what.size(), by);
  };
  CHECK(codes(with(layer(changed(vote_rule, "\"NA-2\"", "\"GDL-21-6\"")))).count("layer/same-id") == 1);
  CHECK(codes(with(layer(changed(vote_rule, "\"GDL-21-6\"", "\"GDL-99-9\"")))).count("layer/overrides-unknown") == 1);
  // Told once, not by the layer and by the law.
  const auto unknown = with(layer(changed(vote_rule, "\"GDL-21-6\"", "\"GDL-99-9\"")));
  CHECK(std::count_if(unknown.error().begin(), unknown.error().end(), [](const diagnostic& d) {
          return d.message.en.find("GDL-99-9") != std::string::npos || d.code.find("overrides-unknown") != std::string::npos;
        }) == 1);
  const citation& own = general_of("GDL-21-6").source;
  CHECK(codes(with(layer(changed(vote_rule, "07/2024/NQ-HDND 4", own.instrument + " " + own.article))))
            .count("layer/no-own-citation") == 1);
  CHECK(codes(with(layer(changed(due_rule, R"("time": {"count": 3, "unit": "working_day", "way": "within_after"}, )", ""))))
            .count("layer/override-loses-value") == 1);
  CHECK(codes(with(layer(changed(vote_rule, R"("setting": ["village"])", R"("when": "scattered", "setting": ["village"])"))))
            .count("layer/override-under-condition") == 1);
  CHECK(codes(with(layer(changed(vote_rule, R"(, "overrides": ["GDL-21-6", "D59-5-4b"])", ""))))
            .count("layer/undeclared-conflict") == 1);
  CHECK(codes(with(layer(changed(vote_rule, R"("content": ["15.6"])", R"("content": ["15.6"], "form": ["online_vote"])"))))
            .empty());
}

TEST_CASE("a calendar or a role below is replaced only if the layer says so, and nothing named may be missing") {
  auto files = layer("", R"(, "calendars": ["c.json"])");
  files.push_back({"c.json", R"({"format": "dinh-calendar/1", "id": "enterprise", "name": {"vi": "DN", "en": "Firm"},
    "weekly_rest": ["saturday", "sunday"], "citation": "07/2024/NQ-HDND 6", "evidence": "T", "rules_of": "state-agency"})"});
  CHECK(codes(with(files)) == std::set<std::string>{"layer/same-id"});
  auto named = layer("", R"(, "calendars": ["c.json"], "overrides": {"calendars": ["enterprise"]})");
  named.push_back(files.back());
  const auto p = with(named);
  if (!p) FAIL(describe(p.error()));
  CHECK_FALSE(p->calendar("enterprise").is_working(date{2025, 6, 7}));
  CHECK(codes(with(layer("", R"(, "overrides": {"calendars": ["enterprise"]})"))) ==
        std::set<std::string>{"layer/overrides-unknown"});
}

TEST_CASE("two layers that override one rule for the same cases are in conflict, unless the upper one names the lower") {
  auto upper = vote_rule;
  upper.replace(upper.find("NA-2"), 4, "VI-2");
  upper.replace(upper.find("NQ-HDND 4"), 9, "NQ-HDND 5");
  CHECK(codes(with({{"na", layer(vote_rule)}, {"vinh", layer(upper, "", "vinh")}})).count("layer/conflict") == 1);
  upper.replace(upper.find("[\"GDL-21-6\", \"D59-5-4b\"]"), 24, "[\"NA-2\"]");
  upper.replace(upper.find("\"num\": 2, \"den\": 3"), 18, "\"num\": 3, \"den\": 4");
  const auto p = with({{"na", layer(vote_rule)}, {"vinh", layer(upper, "", "vinh")}});
  if (!p) FAIL(describe(p.error()));
  CHECK(decide(p->rules(), vote({2025, 1, 1})).minimum == 225);
  CHECK(codes(with({{"na", layer(vote_rule)}, {"na2", layer(vote_rule)}})).count("layer/twice") == 1);
}

TEST_CASE("a layer says for which base pack it is, and a base pack is no layer") {
  auto files = layer(vote_rule);
  auto& manifest = files[0].content;
  manifest.replace(manifest.find("\"vn\""), 4, "\"xy\"");
  CHECK(codes(with(files)) == std::set<std::string>{"layer/other-base"});
  CHECK(codes(with(layer(vote_rule, R"(, "on_version": "1999")"))) == std::set<std::string>{"layer/other-base"});
  CHECK(codes(read_pack(layer(vote_rule))).count("layer/not-a-base-pack") == 1);
}

TEST_CASE("a receipt under a layer names the layer with its hash") {
  const auto p = with(layer(vote_rule)).value();
  const auto file = write_receipt(receipt_of(p, vote({2025, 1, 1})).value()).value();
  CHECK(verify_receipt(file, "r.json", p)->is_same());
  const auto without = verify_receipt(file, "r.json", vietnam()).value();
  CHECK_FALSE(without.is_same());
  CHECK(describe(without.differences).find("nghe-an 1 (sha256 " + p.layers()[0].hash) != std::string::npos);
}

TEST_CASE("a signed pack is told from one that was changed, signed by another, or signed for other files") {
  const auto files = layer(vote_rule);
  const auto keys = new_signing_keys().value();
  const auto others = new_signing_keys().value();
  const std::string signature = sign_pack(files, keys.secret).value();
  CHECK(signature == sign_pack(files, keys.secret).value());
  CHECK(verify_pack(files, signature, "pack.sig", keys.open).empty());
  const auto found = [&](const std::vector<pack_file>& f, const std::string& s, const std::string& key) {
    std::set<std::string> out;
    for (const auto& d : verify_pack(f, s, "pack.sig", key)) out.insert(d.code);
    return out;
  };
  auto spaced = files;
  spaced[2].content += "\n  ";
  CHECK(found(spaced, signature, keys.open).empty());  // white space is no part of what is signed
  auto changed = files;
  changed[2].content.replace(changed[2].content.find("\"num\": 2"), 8, "\"num\": 1");
  CHECK(found(changed, signature, keys.open) == std::set<std::string>{"signature/other-files"});
  CHECK(found(files, signature, others.open) == std::set<std::string>{"signature/other-key"});
  for (std::size_t i = 0; i + 1 < signature.size(); ++i) {
    std::string broken = signature;
    broken[i] = static_cast<char>(static_cast<unsigned char>(broken[i]) ^ 1U);
    if (found(files, broken, keys.open).empty()) FAIL("byte " << i);
  }
}

TEST_CASE("the hash of a pack is that of its contents, not of its white space or the order of its files") {
  auto files = packs::vietnam_files();
  const std::string hash = hash_of(files).value();
  CHECK(hash == *vietnam().hash());
  CHECK(hash == *load_pack(std::string{DINH_SOURCE_DIR} + "/src/packs/vn")->hash());
  std::reverse(files.begin(), files.end());
  CHECK(hash_of(files).value() == hash);
  files.back().content += "\n";
  CHECK(hash_of(files).value() == hash);
  files.pop_back();
  CHECK(hash_of(files).value() != hash);
}

TEST_CASE("a layer's minimum of posting is one of its kind of grassroots, for all items that the general rule has") {
  const std::string minimum = R"({"id": "NA-3", "citation": "07/2024/NQ-HDND 5", "evidence": "T", "from": "2025-01-01",
    "kind": "commune", "label": {"vi": "Niêm yết 30 ngày", "en": "Posted for 30 days"},
    "time": {"count": 30, "unit": "day", "way": "at_least_lasting"}, "items": [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12],
    "use": ["posting_minimum"], "applies": {"channel": ["posting"]}, "overrides": ["GDL-13-1"]})";
  const auto p = with(layer(minimum));
  REQUIRE(p);
  const date on{2025, 6, 2};
  const auto source = [&](publicity_regime regime) {
    const rule* r = publicity_of(p->rules(), regime, 5, on).on(publicity_channel::posting).source;
    return r == nullptr ? std::string{} : r->id;
  };
  CHECK(source(publicity_regime::commune) == "NA-3");
  CHECK(source(publicity_regime::agency) == "GDL-48-2");
  std::string few = minimum;
  few.replace(few.find("[1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12]"), 36, "[5]");
  CHECK(codes(with(layer(few))) == std::set<std::string>{"layer/override-loses-value"});
}

}  // namespace test_of_layer
