#include "resolve_words.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dinh::inline v1::resolve_words {

text name_of_body(const role_rule& rule, const unit_period& p) {
  const text& title = rule.title.empty() ? rule.label : rule.title;
  const text full = full_name(p);
  return rule.is_bare_name ? text{title.vi + " " + p.name, title.en + " of " + p.name}
                           : text{title.vi + " " + full.vi, title.en + " of " + full.en};
}

bool admits(std::span<const unit_kind> kinds, unit_kind k) {
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), k) != kinds.end();
}

resolution undetermined(std::string_view role, text why) {
  resolution r;
  r.role = std::string{role};
  r.why.statement = std::move(why);
  return r;
}

resolution nobody(const role_rule& rule, text why) {
  resolution r;
  r.result = resolution::outcome::none;
  r.role = rule.role;
  r.form = rule.form;
  r.why.statement = std::move(why);
  r.why.source = rule.source;
  r.why.known_by = rule.known_by;
  return r;
}

text extent_words(const registry& r, extent e) { return r.phrases().say("registry.extent." + std::string{name_of(e)}); }

explanation lies_in(const registry& r, unit_id lower, unit_id upper, date day) {
  const unit_period& period = r[lower].on(day);
  return {r.phrases().say("registry.lies_in", {{"day", to_text(day)},
                                               {"unit", r.full_name(lower, day)},
                                               {"key", r[lower].key},
                                               {"above", r.full_name(upper, day)},
                                               {"above_key", r[upper].key}}),
          {period.decree, {}},
          period.known_by,
          {}};
}

explanation passed_on(const registry& r, const succession_step& s) {
  const filling day{"day", to_text(s.how.on)};
  const filling unit{"unit", r.full_name(s.from, s.how.on)};
  const filling key{"key", r[s.from].key};
  const filling heir{"heir", r.full_name(s.to, s.how.on)};
  const filling heir_key{"heir_key", r[s.to].key};
  return {s.how.how_much == extent::whole
              ? r.phrases().say("registry.passed_whole", {day, unit, key, heir, heir_key})
              : r.phrases().say("registry.passed_on",
                                {day, unit, key, heir, heir_key, {"extent", extent_words(r, s.how.how_much)}}),
          {s.how.decree, {}},
          s.how.known_by,
          {}};
}

explanation lost(const registry& r, unit_id u) {
  return {r.phrases().say("registry.no_succession", {{"key", r[u].key}}), {}, evidence::text, {}};
}

std::string describe(std::span<const case_fact> facts) {
  std::string out;
  for (const auto& [name, value] : facts) {
    if (!out.empty()) out += ", ";
    out += name + " = " + value;
  }
  return out;
}

text enumerate(const registry& r, std::span<const resolution> parts) {
  text out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0)
      out = parts[i].name;
    else if (i + 1 < parts.size())
      out = {out.vi + ", " + parts[i].name.vi, out.en + ", " + parts[i].name.en};
    else
      out = r.phrases().say("registry.listed.all", {{"others", std::move(out)}, {"last", parts[i].name}});
  }
  return out;
}

void add_remark(const role_rule& rule, explanation& to) {
  if (!rule.remark.empty()) to.add({rule.remark, rule.source, rule.known_by, {}});
}

}  // namespace dinh::inline v1::resolve_words
