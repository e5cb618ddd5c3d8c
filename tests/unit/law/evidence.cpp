// How well the pack says it knows something, against the dossier.
#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/citation_form.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/rule_set.hpp>

#include <filesystem>
#include <set>
#include <string>
#include <utility>

namespace test_of_evidence {

using namespace dinh;
using test::context;
using test::vietnamese_rules;

namespace {

/// A place of which the dossier, or a text that it names as its source, holds the wording, beside the rows of its tables.
struct text_seen {
  const char* citation;
  const char* where;     ///< file of the dossier, below the folder of shared data
  const char* evidence;  ///< what stands there
};
constexpr text_seen beside_the_tables[]{
    {"188/1999/QĐ-TTg 1", "law/time-limits.md", "Decision 188/1999/QĐ-TTg art. 1, T"},
    {"14/2010/QĐ-TTg 1", "law/time-limits.md", "Decision 14/2010/QĐ-TTg art. 1, T"},
    {"45/2019/QH14 112(1)", "law/time-limits-statute.md", "| 112(1) | Paid holidays, 11 days"},
    {"45/2019/QH14 111(3)", "law/time-limits-statute.md", "| 111(3) | Weekly rest day falling on a holiday"},
    {"35-L/CTN 73", "data/vn_days_off.csv", "Labour Code 1994 art.73 (as amended 2007),\"text of the article, lawnet.vn"},
    {"10/2012/QH13 115(1)", "data/vn_days_off.csv", "Labour Code 2012 art.115(1),\"text of the article, lawnet.vn"},
    // The transitional articles of the two decrees of which the tables cite other articles from the same text.
    {"155/2026/ND-CP 22(1)", "law/adjacent-procedures.csv", "nghi-dinh-155-2026-nd-cp-sua-doi-luat-khieu-nai.md"},
    {"156/2026/ND-CP 10(1)", "law/adjacent-procedures.csv", "nghi-dinh-156-2026-nd-cp-sua-doi-nghi-dinh-31-2019-to-cao.md"},
};

/// Every place of a file of the pack that says it is known from the text.
void read_texts(const nlohmann::json& v, std::set<std::string>& into) {
  if (v.is_object()) {
    const auto cited = v.find("citation");
    const auto known = v.find("evidence");
    if (cited != v.end() && known != v.end() && *known == "T") into.insert(cited->get<std::string>());
  }
  if (v.is_structured())
    for (const auto& e : v) read_texts(e, into);
}

citation read_citation(const std::string& s) {
  const auto space = s.find(' ');
  return {instrument_id(s.substr(0, space)), space == std::string::npos ? std::string{} : s.substr(space + 1)};
}

bool is_backed(const std::string& cited) {
  const citation c = read_citation(cited);
  for (const rule& r : vietnamese_rules().rules())
    if (r.known_by == evidence::text && r.source.instrument == c.instrument &&
        (covers(c.article, r.source.article) || covers(r.source.article, c.article)))
      return true;
  for (const text_seen& t : beside_the_tables)
    if (cited == t.citation) return true;
  return false;
}

}  // namespace

// The rules themselves have the evidence of the row of the same id (pack_numbers.cpp).
TEST_CASE("nothing in the pack claims a text that the dossier has not seen") {
  namespace fs = std::filesystem;
  std::set<std::string> texts;
  for (const auto& file : fs::recursive_directory_iterator{DINH_SOURCE_DIR "/src/packs/vn"})
    if (file.path().extension() == ".json")
      read_texts(exchange::parse_json(test::content_of(file.path().string()), file.path().string(), {.depth = 64}).value(), texts);
  REQUIRE(texts.size() > 200);
  std::string unbacked;
  for (const std::string& cited : texts)
    if (!is_backed(cited)) unbacked += cited + "\n";
  CHECK(unbacked == std::string{});
  // The test can fail: no row has these.
  CHECK_FALSE(is_backed("10/2022/QH15 92"));
  CHECK_FALSE(is_backed("97/2025/QH15 5"));
  CHECK_FALSE(is_backed("185/2026/ND-CP 4(2)"));
  for (const text_seen& t : beside_the_tables) {
    INFO(t.citation);
    CHECK(texts.count(t.citation) == 1);  // none is left over
    CHECK(test::content_of(std::string{DINH_SHARED_DIR "/"} + t.where).find(t.evidence) != std::string::npos);
  }
}

TEST_CASE("where only an earlier wording was seen the explanation says so from the day of the reform on") {
  std::size_t flagged = 0;
  for (const rule& r : vietnamese_rules().rules()) {
    if (!r.wording_unseen_from) continue;
    ++flagged;
    CHECK((r.valid.contains(*r.wording_unseen_from) || r.valid.until == *r.wording_unseen_from));  // ended by the reform
  }
  CHECK(flagged == 51);
  question q;
  q.asked = question_kind::committee_size;
  q.where = setting::agency;
  q.body = asked_body::agency_inspection_committee;
  q.staff = 20;
  const auto said = [&](date on, lang l) {
    q.on = on;
    return to_text(decide(vietnamese_rules(), q).why, l);
  };
  CHECK(said(date{2025, 6, 30}, lang::en).find("was not seen") == std::string::npos);
  CHECK(said(date{2025, 7, 1}, lang::en).find("The wording of this provision from 2025-07-01 on was not seen") !=
        std::string::npos);
  CHECK(said(date{2026, 1, 10}, lang::vi).find("từ 2025-07-01 chưa được đọc") != std::string::npos);
  // Such a rule counts as a summary from that day on: who asks for texts alone gets no answer from it.
  const rule_set texts_only = vietnamese_rules().accepting(evidence::text);
  q.on = date{2025, 6, 30};
  CHECK(rule_on(texts_only, q).committee_required == true);
  q.on = date{2025, 7, 1};
  CHECK(rule_on(texts_only, q).result == outcome::undetermined);
  CHECK(said(date{2025, 7, 1}, lang::en).find("60(1), S") != std::string::npos);
  const rule& forms = *vietnamese_rules().find("GDL-12-1");
  CHECK(known_on(forms, date{2025, 6, 30}) == evidence::text);
  CHECK(known_on(forms, date{2025, 7, 1}) == evidence::summary);
  // A time limit too: the commune decides on recognition of a convention (Decree 61/2023 Art 11(3)(b)).
  const auto due = [](const char* on) {
    return answer_request(context(),
                          std::string{R"j({"id":"T-01","kind":"deadline","as_of":")j"} + on +
                              R"j(","input":{"provision":"61/2023/ND-CP art 11(3)(b)","trigger":")j" + on +
                              R"j(","calendar":"state-agency"}})j",
                          reasons::add);
  };
  CHECK(due("2025-06-30").find("was not seen") == std::string::npos);
  CHECK(due("2025-07-01").find("was not seen") != std::string::npos);
}

}  // namespace test_of_evidence
