#include <dinh/law/coverage.hpp>
#include <dinh/law/decide.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <vector>

namespace dinh::inline v1 {
namespace {

/// "21(10)(a)" sorts after "21(2)": numbers count as numbers.
using article_key = std::tuple<int, std::string, int, std::string, std::string>;

article_key key_of(const citation& c) {
  const auto places = parse_places(c.article);
  if (!places || c.article.empty()) return {0, {}, 0, {}, {}};
  const article_parts* parts = &places->front().first;
  const auto split = [](const std::string& s) {
    std::size_t i = 0;
    int n = 0;
    while (i < s.size() && i < 6 && s[i] >= '0' && s[i] <= '9') n = n * 10 + (s[i++] - '0');
    return std::pair{n, s.substr(i)};
  };
  const auto [number, letter_after] = split(parts->number);
  const auto [clause, clause_after] = split(parts->clause);
  return {number, letter_after, clause, clause_after, parts->point};
}

/// The number of an article, without its letter.
int number_of(const article_parts& p) {
  int n = 0;
  for (std::size_t i = 0; i < p.number.size() && i < 6 && p.number[i] >= '0' && p.number[i] <= '9'; ++i)
    n = n * 10 + (p.number[i] - '0');
  return n;
}

std::string value_of(const rule& r) {
  std::string out;
  const auto add = [&](const std::string& s) { out += (out.empty() ? "" : "; ") + s; };
  if (r.time) add(describe(*r.time).en);
  if (r.number) {
    std::string n = std::to_string(r.number->value);
    if (r.number->most != r.number->value) n += "-" + std::to_string(r.number->most);
    add(n + " " + r.number->unit + " (" + r.number->way + ")");
  }
  if (r.on_day) {
    add(r.on_day->way + " " + (r.on_day->year == 0 ? std::string{} : std::to_string(r.on_day->year) + "-") +
        std::to_string(r.on_day->month) + "-" + std::to_string(r.on_day->day));
  }
  if (!r.open_period.empty()) add(r.open_period);
  if (r.vote) add("vote " + to_text(*r.vote) + " of " + label_of(r.vote->of).en);
  if (r.quorum) add("quorum " + to_text(*r.quorum) + " of " + label_of(r.quorum->of).en);
  return out;
}

}  // namespace

std::string coverage_report(const rule_set& rules, const statute_book& book) {
  std::map<std::string, std::vector<const rule*>> by_instrument;
  std::array<std::size_t, 3> by_evidence{};
  std::size_t deciding = 0;
  std::size_t unseen = 0;
  for (const rule& r : rules.rules()) {
    by_instrument[r.source.instrument].push_back(&r);
    ++by_evidence[static_cast<std::size_t>(r.known_by)];
    if (!r.uses.empty()) ++deciding;
    if (r.wording_unseen_from) ++unseen;
  }
  std::string out = "# What of the law is modelled\n\nGenerated from the Vietnamese pack; do not edit.\n\n";
  out += std::to_string(rules.rules().size()) + " rules of " + std::to_string(by_instrument.size()) +
         " instruments: " + std::to_string(by_evidence[0]) + " from the text (T), " + std::to_string(by_evidence[1]) +
         " from summaries (S), " + std::to_string(by_evidence[2]) + " from memory (M). " + std::to_string(deciding) +
         " of them decide questions by themselves; the others are duties, definitions and contents that procedures and "
         "deadlines refer to. For " +
         std::to_string(unseen) +
         " only the original wording was seen although a later reform touched what they name "
         "(marked *).\n";
  for (auto& [id, list] : by_instrument) {
    std::sort(list.begin(), list.end(), [](const rule* a, const rule* b) {
      return std::tuple{key_of(a->source), a->id} < std::tuple{key_of(b->source), b->id};
    });
    const auto n = book.find(id);
    out += "\n## " + book.cite({id, ""}, lang::en);
    if (!n.is_none() && book[n].kind != instrument_kind::practice) out += ": " + book[n].title.en;
    out += "\n\n";
    if (!n.is_none()) {
      const instrument& i = book[n];
      out += "In force " + to_text(i.in_force) + ", dates known by " + letter(i.known_by) + ".";
      if (i.remark) out += " " + i.remark->en;
      out += "\n\n";
    }
    out += "| article | rule | what | value | holds | evidence | decides |\n|---|---|---|---|---|---|---|\n";
    // Of an instrument of unknown length no list of what is missing is made; a range of a pack may be wide of the mark.
    const int articles = n.is_none() ? 0 : book[n].articles;
    std::vector<bool> seen(static_cast<std::size_t>(articles) + 1);
    for (const rule* r : list) {
      if (const auto places = parse_places(r->source.article))
        for (const article_range& place : *places)
          for (int a = number_of(place.first); a <= std::min(number_of(place.last), articles); ++a)
            seen[static_cast<std::size_t>(a)] = true;
      std::string uses;
      for (const rule_use u : r->uses) uses += (uses.empty() ? "" : ", ") + std::string{term_name(u)};
      out += "| " + (r->source.article.empty() ? std::string{"not seen"} : r->source.article) + " | " + r->id + " | " +
             r->label.en + " | " + value_of(*r) + " | " + to_text(r->valid) + " | " + letter(r->known_by) +
             (r->wording_unseen_from ? "*" : "") + " | " + uses + " |\n";
    }
    if (articles == 0) continue;
    std::string without;
    for (int a = 1; a <= articles; ++a)
      if (!seen[static_cast<std::size_t>(a)])
        without += (without.empty() ? "" : ", ") + std::to_string(a);
    out += "\nArticles without a rule: " + (without.empty() ? std::string{"none"} : without) + ".\n";
  }
  std::string bare;
  for (const instrument& i : rules.instruments())
    if (by_instrument.count(i.id) == 0)
      bare += "| " + dinh::cite({i.id, ""}, i, lang::en) + " | " + i.title.en + " | " + to_text(i.in_force) + " | " +
              letter(i.known_by) + " | " + (i.remark ? i.remark->en : std::string{}) + " |\n";
  if (!bare.empty())
    out += "\n## Instruments in the statute book on which no rule rests\n\n| instrument | title | in force | dates known by | "
           "remark |\n|---|---|---|---|---|\n" +
           bare;
  return out;
}

}  // namespace dinh::inline v1
