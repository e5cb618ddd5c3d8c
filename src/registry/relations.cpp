// What bodies are to each other on a day, who holds their offices, and what became of them.
#include "data.hpp"
#include "resolve_words.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using namespace resolve_words;
using outcome = resolution::outcome;
using parts_kind = resolution::parts_kind;

/// Every body of the role in the units right below.
resolution of_all_below(const registry& r, const role_rule& rule, unit_id u, date day) {
  resolution x;
  x.role = rule.role;
  x.form = rule.form;
  for (const unit_id child : r.children(u, day)) {
    if (level_of(r.kind(child, day)) != *rule.level) continue;
    const role_rule* own = r.role(rule.role, day, r.kind(child, day));
    if (own == nullptr) continue;
    resolution part = r.body_of(*own, child, day);
    if (part.result == outcome::found) x.parts.push_back(std::move(part));
  }
  if (x.parts.empty()) {
    x.result = outcome::none;
    return x;
  }
  x.result = outcome::found;
  x.parts_are = parts_kind::together;
  x.name = {rule.label.vi + " (" + std::to_string(x.parts.size()) + ")",
            rule.label.en + " (" + std::to_string(x.parts.size()) + ")"};
  return x;
}

/// The end of a relation seen from `u`: in it, above it, or every one right below.
resolution end_from(const registry& r, const role_rule& rule, unit_id u, date day) {
  const unit_level here = level_of(r.kind(u, day));
  if (*rule.level > here) return of_all_below(r, rule, u, day);
  const unit_id at = r.ancestor_at(u, *rule.level, day);
  if (!at) return nobody(rule, rule.label);
  const role_rule* own = r.role(rule.role, day, r.kind(at, day));
  return own == nullptr ? nobody(rule, rule.label) : r.body_of(*own, at, day);
}

}  // namespace

std::span<const relation_rule> registry::relation_rules() const noexcept { return data_->relations; }
std::span<const role_succession> registry::role_successions() const noexcept { return data_->role_successions; }
std::span<const composition_rule> registry::composition_rules() const noexcept { return data_->compositions; }

std::vector<relation> registry::relations(unit_id u, date day) const {
  std::vector<relation> found;
  if (!u || !valid(u).contains(day)) return found;
  const unit_kind here = kind(u, day);
  for (const relation_rule& r : data_->relations) {
    if (!r.when.contains(day)) continue;
    const role_rule* subject = role(r.subject, day);
    const role_rule* object = role(r.object, day);
    if (subject == nullptr || object == nullptr || !subject->level || !object->level) continue;
    if (*subject->level != level_of(here) && *object->level != level_of(here)) continue;
    relation x;
    x.kind = r.kind;
    x.subject = end_from(*this, *subject, u, day);
    x.object = end_from(*this, *object, u, day);
    if (x.subject.result == outcome::none || x.object.result == outcome::none) continue;
    x.why.statement = phrases().say("registry.relation." + std::string{name_of(r.kind)},
                                    {{"subject", x.subject.name}, {"object", x.object.name}});
    x.why.source = r.source;
    x.why.known_by = r.known_by;
    if (!r.remark.empty()) x.why.add({r.remark, r.source, r.known_by, {}});
    found.push_back(std::move(x));
  }
  return found;
}

std::vector<holder> registry::holders(std::string_view role, unit_id u, date day) const {
  std::vector<holder> found;
  const auto today = at(day);
  if (!u || !today.has(u)) return found;
  for (const auto& post : today.in<post_in>(u)) {
    if (graph()[post.node].role != role) continue;
    for (const auto& held : today.in<holds>(post.node))
      found.push_back({held.node, graph().valid(held.edge), graph()[held.edge].is_interim, graph()[held.edge].source});
  }
  return found;
}

std::vector<seat> registry::members(std::string_view role, unit_id u, date day) const {
  std::vector<seat> found;
  const auto today = at(day);
  if (!u || !today.has(u)) return found;
  for (const auto& place : today.in<seat_of>(u)) {
    if (graph()[place.node].role != role) continue;
    for (const auto& sits : today.in<member_of>(place.node))
      found.push_back({sits.node, graph().valid(sits.edge), graph()[sits.edge]});
  }
  return found;
}

body_succession registry::heirs(std::string_view role, unit_id u, date day) const {
  body_succession out;
  if (!u) {
    out.why.statement = phrases().say("registry.no_unit");
    return out;
  }
  const std::string id{role};
  // The roles that the body's role has become by then, each with the reason.
  std::vector<std::pair<std::string, const role_succession*>> roles;
  std::set<std::string> seen;
  const auto follow = [&](const auto& self, const std::string& r, const role_succession* by) -> void {
    if (!seen.insert(r).second) return;
    bool lives = false;
    for (const role_rule& rule : rules_of(r)) lives = lives || rule.when.contains(day);
    if (lives) roles.emplace_back(r, by);
    for (const role_succession& s : data_->role_successions)
      if (s.role == r && !s.becomes.empty() && s.when.from <= day) self(self, s.becomes, &s);
  };
  follow(follow, id, nullptr);

  const related_units now = translate(u, day);
  for (const auto& [heir_role, by] : roles) {
    if (by != nullptr) out.why.add({by->why, by->source, by->known_by, {}});
    for (const related_unit& r : now.units) {
      body_heir h;
      h.body = resolve(heir_role, r.unit, day);
      if (h.body.result == outcome::none) {
        out.why.add(h.body.why);
        continue;
      }
      h.unit = r.unit;
      h.is_whole = r.how_much == extent::whole;
      for (const auto& way : r.ways)
        for (const succession_step& s : way) {
          if (!s.how.decree.empty() &&
              std::find(h.decrees.begin(), h.decrees.end(), s.how.decree) == h.decrees.end())
            h.decrees.push_back(s.how.decree);
          h.body.why.add(passed_on(*this, s));
        }
      out.heirs.push_back(std::move(h));
    }
  }
  if (roles.empty()) {
    const role_rule* last = nullptr;
    for (const role_rule& rule : rules_of(role))
      if (rule.when.until <= day && !rule.after.empty()) last = &rule;
    out.why.add(last != nullptr ? explanation{last->after, last->after_source, last->after_known_by, {}}
                                : resolve(role, u, day).why);
  }
  for (const unit_id l : now.lost) out.why.add(lost(*this, l));
  const filling on{"day", to_text(day)};
  out.why.statement =
      out.heirs.empty() ? phrases().say("registry.heirs_none", {on})
                        : phrases().say("registry.heirs", {on, {"count", std::to_string(out.heirs.size())}});
  return out;
}

}  // namespace dinh::inline v1
