#include "json_answers.hpp"

#include "json_writing.hpp"
#include "verdict_members.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1::exchange {
namespace {

ordered_json ratio_in_json(const threshold& t) {
  constexpr std::array<std::string_view, 3> how{"at_least", "more_than", "disputed"};
  return {
      {"num", t.share.num}, {"den", t.share.den}, {"how", how[static_cast<std::size_t>(t.how)]}, {"of", name_of(t.of)}};
}

}  // namespace

std::vector<std::pair<std::string, node_id<instrument>>> links_of(node_id<instrument> n, const statute_book& book) {
  std::vector<std::pair<std::string, node_id<instrument>>> out;
  const auto& g = book.graph();
  const auto collect = [&](std::string_view name, std::string_view inverse, const auto& outward, const auto& inward) {
    for (const auto link : outward) out.emplace_back(name, link.node);
    for (const auto link : inward) out.emplace_back(inverse, link.node);
  };
  collect("amends", "amended_by", g.out<statute::amends>(n), g.in<statute::amends>(n));
  collect("replaces", "replaced_by", g.out<statute::replaces>(n), g.in<statute::replaces>(n));
  collect("guides", "guided_by", g.out<statute::guides>(n), g.in<statute::guides>(n));
  collect("implements", "implemented_by", g.out<statute::implements>(n), g.in<statute::implements>(n));
  collect("cites", "cited_by", g.out<statute::cites>(n), g.in<statute::cites>(n));
  collect("founded_on", "founds", g.out<statute::founded_on>(n), g.in<statute::founded_on>(n));
  return out;
}

ordered_json verdict_json(const verdict& v) {
  ordered_json j = ordered_json::object();
  const auto put = [&](const char* name, const auto& value) {
    if (value) j[name] = *value;
  };
  exchange::put_verdict(j, v, v.applied ? ratio_in_json(*v.applied) : ordered_json{});
  put("further_votes", v.further_votes);
  put("further_attendance", v.further_attendance);
  put("still_reachable", v.still_reachable);
  j["why"] = reasons_as_json(v.why);
  return j;
}

ordered_json rule_json(const rule& r, const pack& p) {
  const statute_book& book = p.statutes();
  ordered_json j{{"id", r.id},
                 {"citation", {{"vi", book.cite(r.source, lang::vi)}, {"en", book.cite(r.source, lang::en)}}},
                 {"akn", to_akn(r.source)},
                 {"evidence", std::string(1, letter(r.known_by))},
                 {"valid", days_json(r.valid)},
                 {"kind", term_name(r.kind)},
                 {"label", words(r.label)}};
  if (!r.actor.empty()) j["actor"] = r.actor;
  if (!r.trigger.empty()) j["trigger"] = r.trigger;
  if (r.time)
    j["time"] = {
        {"count", r.time->length.count}, {"unit", name_of(r.time->length.unit)}, {"way", name_of(r.time->way)}};
  if (r.vote) j["vote"] = ratio_in_json(*r.vote);
  if (r.quorum) j["quorum"] = ratio_in_json(*r.quorum);
  if (r.number)
    j["number"] = {
        {"value", r.number->value}, {"most", r.number->most}, {"unit", r.number->unit}, {"way", r.number->way}};
  if (!r.forms.empty()) j["forms"] = r.forms;
  if (!r.items.empty()) j["items"] = r.items;
  if (!r.open_period.empty()) j["open_period"] = r.open_period;
  if (r.special_case) j["special_case"] = true;
  if (r.wording_unseen_from) {
    j["wording_of_today_unseen"] = true;
    j["wording_unseen_from"] = to_text(*r.wording_unseen_from);
  }
  if (!r.replaces.empty()) j["replaces"] = r.replaces;
  if (const auto newer = p.rules().replaced_by(r); !newer.empty()) {
    ordered_json ids = ordered_json::array();
    for (const rule* n : newer) ids.push_back(n->id);
    j["replaced_by"] = std::move(ids);
  }
  if (r.remark) j["remark"] = words(*r.remark);
  return j;
}

ordered_json instrument_json(node_id<instrument> n, const statute_book& book) {
  const instrument& i = book[n];
  ordered_json j{{"id", i.id},
                 {"number", i.number},
                 {"kind", term_name(i.kind)},
                 {"rank", rank_of(i.kind)},
                 {"title", words(i.title)},
                 {"issuer", words(i.issuer)},
                 {"in_force", days_json(i.in_force)},
                 {"evidence", std::string(1, letter(i.known_by))},
                 {"akn", to_akn({i.id, ""})}};
  if (i.signed_on) j["signed_on"] = to_text(*i.signed_on);
  for (const auto& [name, other] : links_of(n, book)) {
    if (!j.contains(name)) j[name] = ordered_json::array();
    j[name].push_back(book[other].id);
  }
  if (i.remark) j["remark"] = words(*i.remark);
  return j;
}

ordered_json rules_json(const rule_set& rules, std::optional<date> on) {
  ordered_json list = ordered_json::array();
  for (const rule& r : rules.rules()) {
    if (on && !r.valid.contains(*on)) continue;
    list.push_back({{"id", r.id},
                    {"citation", to_text(r.source, lang::en)},
                    {"evidence", in_json(r.known_by)},
                    {"label", words(r.label)}});
  }
  return list;
}

ordered_json instruments_json(const rule_set& rules, std::optional<date> on) {
  ordered_json list = ordered_json::array();
  for (const instrument& i : rules.instruments()) {
    if (on && !i.in_force.contains(*on)) continue;
    list.push_back({{"id", i.id}, {"number", i.number}, {"title", words(i.title)}});
  }
  return list;
}

}  // namespace dinh::inline v1::exchange
