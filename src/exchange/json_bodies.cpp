#include "json_answers.hpp"

#include "json_writing.hpp"

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

std::string_view name_of_outcome(resolution::outcome o) {
  constexpr std::array<std::string_view, 3> names{"found", "none", "undetermined"};
  return names[static_cast<std::size_t>(o)];
}

std::string_view name_of_parts(resolution::parts_kind k) {
  constexpr std::array<std::string_view, 3> names{"none", "together", "candidates"};
  return names[static_cast<std::size_t>(k)];
}

ordered_json unit_named(const registry& r, unit_id u, date on) {
  const text name = r.full_name(u, on);
  return {{"code", r[u].code}, {"key", r[u].key}, {"kind", name_of(r.kind(u, on))}, {"name", words(name)}};
}

ordered_json people_json(const registry& r, const std::string& role, unit_id u, date on) {
  ordered_json list = ordered_json::array();
  if (!u) return list;
  for (const holder& h : r.holders(role, u, on)) {
    ordered_json one = days_json(h.when);
    one["person"] = r.graph()[h.who].key;
    one["name"] = r.graph()[h.who].name;
    if (h.is_interim) one["interim"] = true;
    list.push_back(std::move(one));
  }
  constexpr std::array<std::string_view, 3> parts{"member", "deputy", "head"};
  for (const seat& s : r.members(role, u, on)) {
    ordered_json one = days_json(s.when);
    one["person"] = r.graph()[s.who].key;
    one["name"] = r.graph()[s.who].name;
    one["part"] = parts[static_cast<std::size_t>(s.how.plays)];
    if (s.how.term_ends) one["term_ends"] = to_text(*s.how.term_ends);
    if (!s.how.represents.empty()) one["represents"] = s.how.represents;
    list.push_back(std::move(one));
  }
  return list;
}

ordered_json resolution_json(const registry& r, const resolution& x, date on, bool with_reasons = true) {
  ordered_json j{{"outcome", name_of_outcome(x.result)}, {"role", x.role}, {"form", name_of(x.form)}};
  if (x.result == resolution::outcome::found) j["key"] = x.key;
  if (!x.name.empty()) j["name"] = words(x.name);
  if (x.unit) j["unit"] = r[x.unit].key;
  if (auto people = people_json(r, x.role, x.unit, on); !people.empty()) j["people"] = std::move(people);
  if (x.parts_are != resolution::parts_kind::none) {
    j["parts_are"] = name_of_parts(x.parts_are);
    j["parts"] = ordered_json::array();
    for (const resolution& p : x.parts) j["parts"].push_back(resolution_json(r, p, on, false));
  }
  if (with_reasons) j["why"] = reasons_as_json(x.why);
  return j;
}

ordered_json unit_in_short(const registry& r, unit_id u, date day) {
  return {{"key", r[u].key},
          {"code", r[u].code},
          {"name", r.full_name(u, day).vi},
          {"kind", name_of(r.kind(u, day))},
          {"valid", to_text(r.valid(u))}};
}

ordered_json related_in_short(const registry& r, const related_units& related, date day) {
  ordered_json list = ordered_json::array();
  for (const auto& next : related.units) {
    ordered_json one = unit_in_short(r, next.unit, day);
    one["extent"] = name_of(next.how_much);
    std::string decree;
    if (!next.ways.empty() && !next.ways.front().empty()) decree = next.ways.front().back().how.decree;
    one["decree"] = decree;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

ordered_json who_json(const registry& r, const std::string& asked, const std::vector<resolution>& answers, unit_id u,
                        date on) {
  ordered_json j{{"asked", asked}, {"on", to_text(on)}, {"unit", unit_named(r, u, on)}, {"answers", ordered_json::array()}};
  for (const resolution& x : answers) j["answers"].push_back(resolution_json(r, x, on));
  return j;
}

ordered_json bodies_json(const registry& r, unit_id u, date on) {
  ordered_json j{{"on", to_text(on)}, {"unit", unit_named(r, u, on)}};
  j["bodies"] = ordered_json::array();
  for (const resolution& b : r.bodies(u, on)) {
    ordered_json one = resolution_json(r, b, on);
    if (const role_rule* rule = r.role(b.role, on, r.kind(u, on)); rule != nullptr && !rule->of.empty())
      one["of"] = rule->of;
    j["bodies"].push_back(std::move(one));
  }
  j["relations"] = ordered_json::array();
  for (const relation& x : r.relations(u, on))
    j["relations"].push_back({{"relation", name_of(x.kind)},
                              {"subject", resolution_json(r, x.subject, on, false)},
                              {"object", resolution_json(r, x.object, on, false)},
                              {"why", reasons_as_json(x.why)}});
  return j;
}

ordered_json unit_json(const registry& r, unit_id u, date on) {
  const validity life = r.valid(u);
  ordered_json out = unit_in_short(r, u, on);
  out["parents"] = ordered_json::array();
  for (const unit_id a : r.parents(u, on)) out["parents"].push_back(unit_in_short(r, a, on));
  out["children"] = r.children(u, on).size();
  out["successors"] =
      life.until.is_pos_infinity() ? ordered_json::array() : related_in_short(r, r.successors(u, life.until), life.until);
  out["bodies"] = ordered_json::array();
  for (const resolution& b : r.bodies(u, on))
    out["bodies"].push_back({{"key", b.key}, {"role", b.role}, {"name", {{"vi", b.name.vi}, {"en", b.name.en}}}});
  return out;
}

unit_id find_unit(const registry& r, const std::string& code_or_key, date on) {
  unit_id u = r.find(code_or_key, on);
  if (!u) u = r.find_lifetime(code_or_key);
  if (!u)  // the unit may have ended: its last lifetime before that day
    for (const unit_id life : r.lifetimes(code_or_key))
      if (r.valid(life).from <= on) u = life;
  return u;
}

namespace {

/// The roles known by that name, written with other capitals, spaces or tone placement, or without accents where no
/// name has the accents.
std::vector<std::string> roles_like(const registry& r, const std::string& name) {
  const folded_name asked = fold_name(name);
  if (asked.words.empty()) return {};
  std::optional<name_strength> best;
  std::set<std::string> ids;
  for (const role_rule& rule : r.roles()) {
    const auto compare = [&](const std::string& known) {
      const auto how = compare_names(asked, fold_name(known));
      if (!how || (best && *how > *best)) return;
      if (best && *how < *best) ids.clear();
      best = how;
      ids.insert(rule.role);
    };
    for (const std::string& known : {rule.label.vi, rule.label.en, rule.title.vi, rule.title.en}) compare(known);
    for (const std::string& known : rule.aliases) compare(known);
  }
  return {ids.begin(), ids.end()};
}

}  // namespace

std::vector<resolution> who_holds(const registry& r, const std::string& role, unit_id u, date on,
                                  const std::vector<case_fact>& facts) {
  std::vector<std::string> roles;
  if (!r.rules_of(role).empty())
    roles = {role};
  else
    roles = r.roles_named(role);
  if (roles.empty()) roles = roles_like(r, role);
  std::vector<resolution> answers;
  for (const std::string& id : roles) answers.push_back(r.resolve(id, u, on, facts));
  // A name may mean roles of several kinds of units: those that cannot be here are left out, if others can.
  const auto is_here = [](const resolution& x) { return x.result == resolution::outcome::found; };
  if (answers.size() > 1 && std::any_of(answers.begin(), answers.end(), is_here))
    answers.erase(std::remove_if(answers.begin(), answers.end(), [&](const resolution& x) { return !is_here(x); }),
                  answers.end());
  return answers;
}

}  // namespace dinh::inline v1::exchange
