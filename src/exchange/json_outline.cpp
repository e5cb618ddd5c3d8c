#include "json_answers.hpp"

#include "json_writing.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1::exchange {
namespace {

ordered_json rule_cited(const rule* r) {
  if (r == nullptr) return nullptr;
  ordered_json j{{"rule", r->id},
                 {"label", {{"vi", r->label.vi}, {"en", r->label.en}}},
                 {"citation", r->source.article.empty() ? r->source.instrument : r->source.instrument + " " + r->source.article},
                 {"evidence", std::string(1, letter(r->known_by))}};
  if (!r->actor.empty()) j["actor"] = r->actor;
  if (r->time)
    j["time"] = {{"count", r->time->length.count}, {"unit", name_of(r->time->length.unit)}, {"way", name_of(r->time->way)}};
  if (r->number)
    j["number"] = {{"value", r->number->value}, {"unit", r->number->unit}, {"way", r->number->way}};
  return j;
}

ordered_json rules_cited(const std::vector<const rule*>& rules) {
  ordered_json j = ordered_json::array();
  for (const rule* r : rules) j.push_back(rule_cited(r));
  return j;
}

ordered_json ruled_ratio(const ruled<threshold>& t) {
  constexpr std::array<std::string_view, 3> how{"at_least", "more_than", "disputed"};
  return {{"num", t.value->share.num},
          {"den", t.value->share.den},
          {"how", how[static_cast<std::size_t>(t.value->how)]},
          {"of", name_of(t.value->of)},
          {"source", rule_cited(t.source)}};
}

}  // namespace

ordered_json outline_json(const decision_outline& o) {
  ordered_json j = ordered_json::object();
  if (o.vote.value) j["vote"] = ruled_ratio(o.vote);
  if (o.quorum.value) j["quorum"] = ruled_ratio(o.quorum);
  if (o.convener.value) j["convener"] = {{"role", term_name(*o.convener.value)}, {"source", rule_cited(o.convener.source)}};
  if (o.counts_from.value)
    j["counts_from"] = {{"event", term_name(*o.counts_from.value)}, {"source", rule_cited(o.counts_from.source)}};
  if (o.recognition.value)
    j["recognition"] = {{"role", term_name(*o.recognition.value)}, {"source", rule_cited(o.recognition.source)}};
  if (!o.form_opened_by.empty()) j["form_opened_by"] = rules_cited(o.form_opened_by);
  if (o.consent.value) j["consent"] = ruled_ratio(o.consent);
  j["before"] = rules_cited(o.before);
  j["after"] = rules_cited(o.after);
  j["once_recognised"] = rules_cited(o.once_recognised);
  j["open_questions"] = ordered_json::array();
  for (const explanation& e : o.open_questions)
    j["open_questions"].push_back({{"vi", to_text(e, lang::vi)}, {"en", to_text(e, lang::en)}});
  return j;
}

}  // namespace dinh::inline v1::exchange
