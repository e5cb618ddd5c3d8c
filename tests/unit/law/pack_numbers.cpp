// Every number of the law pack against the row of the same id in the dossier.
#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/rule_set.hpp>

#include <map>
#include <string>
#include <vector>

namespace test_of_pack_numbers {

using namespace dinh;
using test::vietnamese_rules;

namespace {

using row = std::map<std::string, std::string>;
std::map<std::string, row> rows_of(const std::string& file) {
  std::map<std::string, row> out;
  const auto table = test::csv_with_heading(test::shared("law/" + file));
  for (std::size_t i = 1; i < table.size(); ++i) {
    row r;
    for (std::size_t k = 0; k < table[0].size() && k < table[i].size(); ++k) r[table[0][k]] = table[i][k];
    out[r["id"]] = r;
  }
  return out;
}
const std::map<std::string, row>& dossier() {
  static const std::map<std::string, row> rows = rows_of("grassroots-democracy.csv");
  return rows;
}
const std::map<std::string, row>& adjacent() {
  static const std::map<std::string, row> rows = rows_of("adjacent-procedures.csv");
  return rows;
}

bool same_ratio(const std::optional<threshold>& t, const std::string& num, const std::string& den,
                const std::string& strict) {
  if (!t) return num.empty();
  // A strictness on which sources conflict (D321-3) is more careful than the row, which has to pick one.
  const std::string how = t->how == strictness::more_than ? "yes" : "no";
  return std::to_string(t->share.num) == num && std::to_string(t->share.den) == den && how == strict;
}

std::string amount(std::int64_t value, std::int64_t most) {
  std::string out = std::to_string(value);
  if (most != value) out += ".." + std::to_string(most);
  return out;
}

}  // namespace

TEST_CASE("each number of a rule equals the row of the same id") {
  REQUIRE(dossier().size() == 653);
  REQUIRE(adjacent().size() == 321);
  REQUIRE(vietnamese_rules().rules().size() == 653 + 321);
  for (const rule& r : vietnamese_rules().rules()) {
    INFO(r.id);
    if (adjacent().count(r.id) != 0) continue;
    const auto it = dossier().find(r.id);
    REQUIRE(it != dossier().end());
    row d = it->second;
    if (r.time) {
      CHECK(std::to_string(r.time->length.count) == d["limit_value"]);
      CHECK(std::string{name_of(r.time->length.unit)} == d["limit_unit"]);
      CHECK(std::string{name_of(r.time->way)} == d["limit_direction"]);
      CHECK_FALSE(r.number);
    } else if (r.number) {
      CHECK(amount(r.number->value, r.number->most) == d["limit_value"]);
      CHECK(r.number->unit == d["limit_unit"]);
      CHECK(r.number->way == d["limit_direction"]);
    } else if (r.on_day) {
      const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      const std::string year = r.on_day->year == 0 ? "--" : std::to_string(r.on_day->year) + "-";
      CHECK(year + two(r.on_day->month) + "-" + two(r.on_day->day) == d["limit_value"]);
      CHECK(r.on_day->way == d["limit_direction"]);
    } else {
      CHECK(d["limit_value"].empty());
      CHECK(r.open_period == d["limit_unit"]);
    }
    CHECK(same_ratio(r.vote, d["threshold_num"], d["threshold_den"], d["threshold_strict"]));
    CHECK(same_ratio(r.quorum, d["quorum_num"], d["quorum_den"], d["quorum_strict"]));
    if (r.vote)
      CHECK(std::string{name_of(r.vote->of)} == d["denominator"]);
    else if (r.quorum)
      CHECK(std::string{name_of(r.quorum->of)} == d["denominator"]);
    CHECK(std::string(1, letter(r.known_by)) == d["evidence"]);
    CHECK(std::string{term_name(r.kind)} == d["kind"]);
    if (!d["effective_from"].empty()) CHECK(to_text(r.valid.from) == d["effective_from"]);
    // The dossier names the last day, the pack the first day on which the rule no longer holds.
    const std::string last = r.valid.until.is_pos_infinity() ? "" : to_text(r.valid.until - boost::gregorian::days{1});
    CHECK(last == d["effective_to"]);
    if (d["instrument"].find('/') != std::string::npos)  // one row names a law without its number
      CHECK(d["instrument"].find(r.source.instrument) != std::string::npos);
    // The whole place: "2(1)" is neither "2(1)(a)" nor "2(10)"; a row may add words after it.
    if (!r.source.article.empty())
      CHECK((d["article"] + " ").compare(0, r.source.article.size() + 1, r.source.article + " ") == 0);
    CHECK(r.trigger.empty() == d["trigger"].empty());
  }
}

// The adjacent rows use other words for units and directions; numbers, dates, ratios and evidence must be the same.
TEST_CASE("each number of an adjacent rule equals the row of the same id") {
  for (const auto& [id, cells] : adjacent()) {
    INFO(id);
    row d = cells;
    const rule* r = vietnamese_rules().find(id);
    REQUIRE(r != nullptr);
    const std::string value = d["limit_value"];
    const std::string direction = d["limit_direction"];
    if (r->time) {
      CHECK(std::to_string(r->time->length.count) == value);
      const std::map<std::string, std::string> units{
          {"cal_day", "day"}, {"work_day", "working_day"}, {"month", "month"}, {"hour", "hour"}};
      CHECK(std::string{name_of(r->time->length.unit)} == units.at(d["limit_unit"]));
      const std::map<std::string, std::string> ways{{"at_most_after", "within_after"},
                                                       {"at_least_before", "not_later_than_before"},
                                                       {"at_least", "at_least_lasting"}};
      CHECK(std::string{name_of(r->time->way)} == ways.at(direction));
    } else if (r->number) {
      std::string wanted = value;
      if (const auto bar = wanted.find('|'); bar != std::string::npos) wanted.replace(bar, 1, "..");
      CHECK(amount(r->number->value, r->number->most) == wanted);
    } else if (r->open_period == "unknown") {
      CHECK(value == "unknown");
    } else if (!r->open_period.empty()) {
      CHECK(value == "0");
    } else {
      CHECK(value.empty());
    }
    const auto& ratio = r->vote ? r->vote : r->quorum;
    CHECK(same_ratio(ratio, d["threshold_num"], d["threshold_den"],
                     d["threshold_strict"] == "1" ? "yes" : d["threshold_strict"] == "0" ? "no" : ""));
    CHECK(std::string(1, letter(r->known_by)) == d["evidence"]);
    // Two rows begin before the instrument they rest on, or have no date: the pack cannot cite what is not in force.
    if (!d["effective_from"].empty() && id != "PI-17") CHECK(to_text(r->valid.from) == d["effective_from"]);
    const std::string last =
        r->valid.until.is_pos_infinity() ? "" : to_text(r->valid.until - boost::gregorian::days{1});
    CHECK(last == d["effective_to"]);
    CHECK(r->trigger.empty() == d["trigger"].empty());
    CHECK(r->actor.empty() == d["actor"].empty());
    // The rows write places otherwise ("12.5", "1.7 (new Art 15)"); the article must be the same.
    const auto article_of = [](const std::string& place) {
      return place.substr(0, place.find_first_not_of("0123456789"));
    };
    if (!r->source.article.empty()) CHECK(article_of(r->source.article) == article_of(d["article"]));
  }
}

TEST_CASE("every rule that the two first procedures cite is in the pack") {
  const auto j = dinh::exchange::parse_json(test::content_of(DINH_SHARED_DIR "/law/procedures.json"), "procedures.json");
  REQUIRE(j);
  std::size_t cited = 0;
  const auto look = [&](const auto& self, const nlohmann::json& v) -> void {
    if (v.is_string()) {
      const auto s = v.get<std::string>();
      if (dossier().count(s) == 0) return;
      ++cited;
      INFO(s);
      CHECK(vietnamese_rules().find(s) != nullptr);
    } else if (v.is_structured()) {
      for (const auto& e : v) self(self, e);
    }
  };
  for (const auto& p : (*j)["procedures"])
    if (p["id"] == "pub_commune" || p["id"] == "village_meeting") look(look, p);
  CHECK(cited >= 84);
}

TEST_CASE("labels are Vietnamese with its letters, and every rule has both") {
  for (const rule& r : vietnamese_rules().rules()) {
    INFO(r.id);
    bool beyond_ascii = false;
    for (const char c : r.label.vi) beyond_ascii = beyond_ascii || static_cast<unsigned char>(c) >= 0x80U;
    CHECK(beyond_ascii);
    CHECK_FALSE(r.label.en.empty());
  }
}

}  // namespace test_of_pack_numbers
