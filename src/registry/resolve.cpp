// Who holds a role in a unit on a day, and the reasons.
#include "data.hpp"
#include "resolve_words.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using namespace resolve_words;
using outcome = resolution::outcome;
using parts_kind = resolution::parts_kind;

/// A pack of a stranger could make roles that refer to each other thousands of times.
constexpr int most_steps = 2000;

class resolver {
public:
  resolver(const registry& r, date day, std::vector<case_fact> facts) : r_{r}, day_{day}, facts_{std::move(facts)} {}

  /// Pre: `u` holds on the day.
  resolution living(std::string_view role, unit_id u) {
    if (--steps_left_ < 0)
      return undetermined(role, say("registry.too_many_roles"));
    const role_rule* const rule = rule_for(role, u);
    if (rule == nullptr) return without_rule(role);
    for (const role_reference& ref : rule->as)
      if (applies(ref)) return by_reference(*rule, ref, u);
    if (!rule->together.empty()) return all_of(*rule, u);
    if (!rule->one_of.empty()) return one_of(*rule, u);
    if (rule->form == role_form::unnamed || rule->form == role_form::party) return unnamed(*rule);
    if (rule->is_central) return central(*rule);
    if (!rule->level) return undecided(*rule, u);
    return placed(*rule, u);
  }

private:
  [[nodiscard]] text say(std::string_view key, std::initializer_list<filling> fillings = {}) const {
    return r_.phrases().say(key, fillings);
  }
  [[nodiscard]] filling on_day() const { return {"day", to_text(day_)}; }

  [[nodiscard]] const std::string* fact(std::string_view name) const {
    for (const auto& [known, value] : facts_)
      if (known == name) return &value;
    return nullptr;
  }
  [[nodiscard]] bool applies(const role_reference& ref) const {
    return std::all_of(ref.when.begin(), ref.when.end(), [&](const case_fact& wanted) {
      return std::find(facts_.begin(), facts_.end(), wanted) != facts_.end();
    });
  }
  /// No fact of the case says that the reference does not apply.
  [[nodiscard]] bool is_possible(const role_reference& ref) const {
    return std::all_of(ref.when.begin(), ref.when.end(), [&](const case_fact& wanted) {
      const std::string* known = fact(wanted.first);
      return known == nullptr || *known == wanted.second;
    });
  }

  /// The rule of the day; where rules differ by kind of unit, the one for the unit that would have the body.
  [[nodiscard]] const role_rule* rule_for(std::string_view role, unit_id u) const {
    const role_rule* first = nullptr;
    for (const role_rule& rule : r_.rules_of(role)) {
      if (!rule.when.contains(day_)) continue;
      if (first == nullptr) first = &rule;
      if (rule.kinds.empty() || !rule.level) return &rule;
      const unit_id above = r_.ancestor_at(u, *rule.level, day_);
      if (above && admits(rule.kinds, r_.kind(above, day_))) return &rule;
    }
    return first;
  }

  /// No rule of the role holds on the day: it has ended, has not begun, or is unknown.
  [[nodiscard]] resolution without_rule(std::string_view role) const {
    const role_rule* ended = nullptr;
    const role_rule* coming = nullptr;
    for (const role_rule& rule : r_.rules_of(role)) {
      if (rule.when.until <= day_) ended = &rule;
      if (day_ < rule.when.from && coming == nullptr) coming = &rule;
    }
    if (ended != nullptr && coming == nullptr) {
      resolution x = nobody(*ended, say("registry.no_longer", {on_day(), {"role", ended->label}}));
      x.why.source = {};
      explanation& reason = x.why.add({});
      reason.statement = ended->after.empty() ? say("registry.rule_ended", {{"day", to_text(ended->when.until)}})
                                              : ended->after;
      reason.source = ended->after_source;
      reason.known_by = ended->after_known_by;
      return x;
    }
    if (coming != nullptr && ended == nullptr && coming->is_new)
      return nobody(*coming, say("registry.not_yet",
                                 {on_day(), {"role", coming->label}, {"from", to_text(coming->when.from)}}));
    if (coming != nullptr) {
      resolution x = undetermined(
          role, say("registry.no_rule_yet", {on_day(), {"role", coming->label}, {"from", to_text(coming->when.from)}}));
      x.form = coming->form;
      x.why.source = coming->source;
      x.why.known_by = coming->known_by;
      return x;
    }
    return undetermined(role, say("registry.no_role", {{"role", std::string{role}}}));
  }

  resolution by_reference(const role_rule& rule, const role_reference& ref, unit_id u) {
    resolution x = living(ref.role, u);  // ends: the builder refuses circles
    const role_rule* const other = r_.role(ref.role, day_);
    const filling acting{"role", rule.label};
    const filling acted{"other", other == nullptr ? text{ref.role, ref.role} : other->label};
    explanation reason;
    reason.statement = ref.when.empty()
                           ? say("registry.acts_as", {acting, acted})
                           : say("registry.acts_as_where", {{"facts", describe(ref.when)}, acting, acted});
    reason.source = ref.source;
    reason.known_by = ref.known_by;
    x.why.because.insert(x.why.because.begin(), std::move(reason));
    add_remark(rule, x.why);
    return x;
  }

  /// Roles that depend on a fact which the case does not give: every role that it may still be.
  resolution undecided(const role_rule& rule, unit_id u) {
    std::vector<std::string> missing;
    std::vector<std::string> roles;
    for (const role_reference& ref : rule.as) {
      if (!is_possible(ref)) continue;
      for (const auto& [name, value] : ref.when)
        if (fact(name) == nullptr && std::find(missing.begin(), missing.end(), name) == missing.end())
          missing.push_back(name);
      if (std::find(roles.begin(), roles.end(), ref.role) == roles.end()) roles.push_back(ref.role);
    }
    if (roles.empty()) return unnamed(rule);
    std::string names;
    for (const auto& m : missing) names += (names.empty() ? "\"" : ", \"") + m + "\"";
    resolution x = undetermined(rule.role, say("registry.fact_needed", {{"role", rule.label}, {"facts", names}}));
    x.form = rule.form;
    x.why.source = rule.source;
    x.why.known_by = rule.known_by;
    add_remark(rule, x.why);
    add_candidates(x, roles, u);
    return x;
  }

  void add_candidates(resolution& x, const std::vector<std::string>& roles, unit_id u) {
    for (const std::string& role : roles) {
      resolution part = living(role, u);
      x.why.add({part.result == outcome::found
                     ? say("registry.may_be", {{"body", part.name}})
                     : part.why.statement,
                 part.why.source, part.why.known_by, {}});
      if (part.result != outcome::none) x.parts.push_back(std::move(part));
    }
    if (!x.parts.empty()) x.parts_are = parts_kind::candidates;
  }

  resolution all_of(const role_rule& rule, unit_id u) {
    resolution x;
    x.role = rule.role;
    x.form = rule.form;
    x.parts_are = parts_kind::together;
    for (const std::string& role : rule.together) x.parts.push_back(living(role, u));
    const auto count = [&](outcome o) {
      return std::count_if(x.parts.begin(), x.parts.end(), [&](const resolution& p) { return p.result == o; });
    };
    const auto all = static_cast<std::ptrdiff_t>(x.parts.size());
    x.result = count(outcome::found) == all
                   ? outcome::found
                   : (count(outcome::none) == all ? outcome::none : outcome::undetermined);
    if (x.result == outcome::found) {
      x.name = enumerate(r_, x.parts);
      for (const resolution& p : x.parts) x.key += (x.key.empty() ? "" : "+") + p.key;
      x.why.statement = say("registry.together", {on_day(), {"bodies", x.name}});
    } else {
      x.why.statement = say("registry.together_not_known", {{"role", rule.label}});
    }
    x.why.source = rule.source;
    x.why.known_by = rule.known_by;
    for (const resolution& p : x.parts) x.why.add(p.why);
    add_remark(rule, x.why);
    return x;
  }

  resolution one_of(const role_rule& rule, unit_id u) {
    resolution x = undetermined(rule.role, say("registry.one_of", {{"role", rule.label}}));
    x.form = rule.form;
    x.why.source = rule.source;
    x.why.known_by = rule.known_by;
    add_remark(rule, x.why);
    add_candidates(x, rule.one_of, u);
    if (x.parts.size() == 1 && x.parts.front().result == outcome::found) {  // nobody else is left
      resolution only = std::move(x.parts.front());
      only.why.add(std::move(x.why));
      return only;
    }
    return x;
  }

  [[nodiscard]] resolution unnamed(const role_rule& rule) const {
    const char* const said = rule.form == role_form::party ? "registry.is_party" : "registry.not_named";
    resolution x = undetermined(rule.role, say(said, {{"role", rule.label}}));
    x.form = rule.form;
    x.why.source = rule.source;
    x.why.known_by = rule.known_by;
    add_remark(rule, x.why);
    return x;
  }

  [[nodiscard]] resolution central(const role_rule& rule) const {
    resolution x;
    x.result = outcome::found;
    x.role = rule.role;
    x.key = rule.role;
    x.name = rule.label;
    x.form = rule.form;
    x.why = {say("registry.is_central", {{"role", rule.label}}), rule.source, rule.known_by, {}};
    return x;
  }

  resolution placed(const role_rule& rule, unit_id u) {
    const unit_id above = r_.ancestor_at(u, *rule.level, day_);
    if (!above) return below_or_beside(rule, u);
    resolution x = r_.body_of(rule, above, day_, facts_);
    for (unit_id at = u; at != above; at = r_.parent(at, day_))
      x.why.because.insert(x.why.because.begin(), lies_in(r_, at, r_.parent(at, day_), day_));
    return x;
  }

  resolution below_or_beside(const role_rule& rule, unit_id u) {
    const filling here{"unit", r_.full_name(u, day_)};
    const filling key{"key", r_[u].key};
    const filling wanted{"level", say("registry.level." + std::string{name_of(*rule.level)})};
    if (level_of(r_.kind(u, day_)) > *rule.level)
      return nobody(rule, say("registry.lies_in_none", {on_day(), here, key, wanted}));
    // the case lies higher up: which of the units below is not said
    resolution x = undetermined(rule.role, say("registry.which_below", {here, key, wanted}));
    x.form = rule.form;
    x.why.source = rule.source;
    x.why.known_by = rule.known_by;
    for (const unit_id child : r_.children(u, day_)) {
      if (level_of(r_.kind(child, day_)) != *rule.level) continue;
      const role_rule* own = rule_for(rule.role, child);
      if (own == nullptr || --steps_left_ < 0) break;
      resolution part = r_.body_of(*own, child, day_, facts_);
      if (part.result != outcome::none) x.parts.push_back(std::move(part));
    }
    if (!x.parts.empty()) x.parts_are = parts_kind::candidates;
    return x;
  }

  const registry& r_;
  date day_;
  std::vector<case_fact> facts_;
  int steps_left_ = most_steps;
};

/// The facts of the case and those that the unit itself gives.
std::vector<case_fact> with_unit(const registry& r, unit_id u, date day, std::span<const case_fact> facts) {
  std::vector<case_fact> all{facts.begin(), facts.end()};
  const auto add = [&](std::string_view name, std::string_view value) {
    if (std::none_of(all.begin(), all.end(), [&](const case_fact& f) { return f.first == name; }))
      all.emplace_back(name, value);
  };
  const unit_kind kind = r.kind(u, day);
  std::string level{name_of(level_of(kind))};
  for (const auto& [name, value] : facts)  // the level that the case states prevails
    if (name == "level") level = value;
  add("unit_level", level);
  add("unit_kind", name_of(kind));
  if (level_of(kind) == unit_level::district) {
    const auto below = r.children(u, day);
    if (std::none_of(below.begin(), below.end(),
                     [&](unit_id c) { return level_of(r.kind(c, day)) == unit_level::commune; }))
      add("communes_below", "none");
  }
  return all;
}

}  // namespace

resolution registry::resolve(std::string_view role, unit_id u, date day, std::span<const case_fact> facts) const {
  if (!u) return undetermined(role, phrases().say("registry.no_unit"));
  const auto living_in = [&](unit_id v) { return resolver{*this, day, with_unit(*this, v, day, facts)}.living(role, v); };
  if (valid(u).contains(day)) return living_in(u);

  const related_units now = translate(u, day);
  if (const unit_id heir = now.only()) {
    resolution x = living_in(heir);
    const auto& way = now.units.front().ways.front();
    for (std::size_t i = way.size(); i-- > 0;)
      x.why.because.insert(x.why.because.begin(), passed_on(*this, way[i]));
    return x;
  }
  const std::string& key = (*this)[u].key;
  resolution x = undetermined(role, phrases().say("registry.no_unit_on", {{"day", to_text(day)},
                                                                          {"unit", full_name(u, day)},
                                                                          {"key", key},
                                                                          {"valid", to_text(valid(u))}}));
  std::set<std::string> keys;
  for (const related_unit& r : now.units) {
    x.why.add({phrases().say("registry.may_be_unit", {{"unit", full_name(r.unit, day)},
                                                      {"key", (*this)[r.unit].key},
                                                      {"extent", extent_words(*this, r.how_much)}}),
               {},
               evidence::text,
               {}});
    resolution part = living_in(r.unit);
    keys.insert(part.result == outcome::found ? part.key : std::string{});
    if (part.result != outcome::none) x.parts.push_back(std::move(part));
  }
  for (const unit_id l : now.lost) x.why.add(lost(*this, l));
  const bool all_known = std::none_of(now.units.begin(), now.units.end(),
                                      [](const related_unit& r) { return r.how_much == extent::unknown; });
  if (now.lost.empty() && all_known && now.units.size() > 1 && keys.size() == 1 && !keys.begin()->empty()) {
    // whichever it is, the body is the same
    resolution same = x.parts.front();
    same.why.add(std::move(x.why));
    return same;
  }
  if (!x.parts.empty()) x.parts_are = parts_kind::candidates;
  return x;
}

}  // namespace dinh::inline v1
