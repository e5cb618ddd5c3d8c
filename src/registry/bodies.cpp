// The body of a role in one unit: its name, its key, and why there is one.
#include "data.hpp"
#include "resolve_words.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using namespace resolve_words;
using outcome = resolution::outcome;

/// The absence that holds for the unit, or null.
const role_absence* absence_of(const registry& r, const role_rule& rule, unit_id u, date day) {
  for (const role_absence& a : rule.absent_in) {
    if (!a.when.contains(day) || !admits(a.kinds, r.kind(u, day))) continue;
    if (r[u].code == a.under) return &a;
    for (const unit_id above : r.parents(u, day))
      if (r[above].code == a.under) return &a;
  }
  return nullptr;
}

resolution of_record(const registry& r, const role_rule& rule, unit_id u, const body& recorded) {
  resolution x;
  x.result = outcome::found;
  x.role = rule.role;
  x.unit = u;
  x.key = recorded.key;
  x.name = recorded.name;
  x.form = rule.form;
  x.why.statement = r.phrases().say("registry.recorded", {{"body", recorded.name}});
  x.why.source = recorded.source;
  x.why.known_by = recorded.known_by;
  return x;
}

}  // namespace

std::span<const role_rule> registry::rules_of(std::string_view role) const noexcept {
  const auto by_role = [](const auto& a, const auto& b) {
    if constexpr (std::is_same_v<std::decay_t<decltype(a)>, role_rule>)
      return a.role < b;
    else
      return a < b.role;
  };
  const auto [first, last] = std::equal_range(data_->roles.begin(), data_->roles.end(), role, by_role);
  return {first, last};
}

const role_rule* registry::role(std::string_view id, date day, unit_kind kind) const noexcept {
  for (const role_rule& rule : rules_of(id))
    if (rule.when.contains(day) && admits(rule.kinds, kind)) return &rule;
  return nullptr;
}

std::vector<std::string> registry::roles_named(std::string_view name) const {
  std::set<std::string> ids;
  for (const role_rule& r : roles())
    if (r.role == name || r.label.vi == name || r.label.en == name || r.title.vi == name || r.title.en == name ||
        std::find(r.aliases.begin(), r.aliases.end(), name) != r.aliases.end())
      ids.insert(r.role);
  return {ids.begin(), ids.end()};
}

resolution registry::body_of(const role_rule& rule, unit_id u, date day, std::span<const case_fact> facts) const {
  const auto on_day = [&](std::string_view key) {
    return phrases().say(key, {{"day", to_text(day)}, {"unit", full_name(u, day)}, {"role", rule.label}});
  };
  if (!admits(rule.kinds, kind(u, day))) return nobody(rule, on_day("registry.not_of_kind"));
  if (const role_absence* absence = absence_of(*this, rule, u, day)) {
    resolution x = nobody(rule, on_day("registry.has_none"));
    x.why.add({absence->reason, absence->source, absence->known_by, {}});
    return x;
  }
  std::vector<resolution> recorded;
  for (const auto& link : at(day).in<seat_of>(u)) {
    const body& b = graph()[link.node];
    const bool is_placed_by_rule = !b.periods.empty();
    if (b.role == rule.role && !is_placed_by_rule) recorded.push_back(of_record(*this, rule, u, b));
  }

  const case_fact* which = nullptr;
  if (!rule.per.empty())
    for (const case_fact& f : facts)
      if (f.first == rule.per) which = &f;
  if (which != nullptr)
    for (resolution& r : recorded)
      if (r.key == which->second) return std::move(r);
  if (which == nullptr && (recorded.size() > 1 || !rule.per.empty())) {
    const filling here{"unit", full_name(u, day)};
    const filling has{"role", rule.label};
    resolution x = undetermined(
        rule.role, rule.per.empty() ? phrases().say("registry.may_have_several", {here, has})
                                    : phrases().say("registry.may_have_several_by", {here, has, {"fact", rule.per}}));
    x.form = rule.form;
    x.unit = u;
    x.why.source = rule.source;
    x.why.known_by = rule.known_by;
    add_remark(rule, x.why);
    x.parts = std::move(recorded);
    if (!x.parts.empty()) x.parts_are = resolution::parts_kind::candidates;
    return x;
  }
  resolution x;
  if (recorded.size() == 1) {
    x = std::move(recorded.front());
  } else {
    x.result = outcome::found;
    x.role = rule.role;
    x.unit = u;
    x.form = rule.form;
    x.key = rule.role + ":" + (*this)[u].key;
    x.name = name_of_body(rule, (*this)[u].on(day));
    x.why.statement = phrases().say("registry.has_one." + std::string{name_of(*rule.level)}, {{"role", rule.label}});
    x.why.source = rule.source;
    x.why.known_by = rule.known_by;
  }
  if (which != nullptr) {
    x.key += "#" + which->second;
    x.name = {x.name.vi + " (" + which->second + ")", x.name.en + " (" + which->second + ")"};
  }
  explanation reason = std::move(x.why);
  x.why = {};
  x.why.statement =
      phrases().say("registry.holder", {{"day", to_text(day)}, {"role", rule.label}, {"body", x.name}});
  x.why.add(std::move(reason));
  add_remark(rule, x.why);
  return x;
}

std::vector<resolution> registry::bodies(unit_id u, date day) const {
  std::vector<resolution> found;
  if (!u || !valid(u).contains(day)) return found;
  const unit_level level = level_of(kind(u, day));
  for (const role_rule& rule : roles()) {
    if (rule.level != level || !rule.when.contains(day)) continue;
    if (rule.form != role_form::body && rule.form != role_form::office && rule.form != role_form::team) continue;
    resolution x = body_of(rule, u, day);
    if (x.result == resolution::outcome::found)
      found.push_back(std::move(x));
    else
      for (resolution& part : x.parts) found.push_back(std::move(part));
  }
  return found;
}

}  // namespace dinh::inline v1
