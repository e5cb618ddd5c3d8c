#include "resolve_words.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dinh::inline v1::resolve_words {

std::string on_day(date day, lang l) { return (l == lang::vi ? "Ngày " : "On ") + to_text(day); }

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

explanation lies_in(const registry& r, unit_id lower, unit_id upper, date day) {
  const unit_period& period = r[lower].on(day);
  const text low = r.full_name(lower, day);
  const text up = r.full_name(upper, day);
  explanation e;
  e.statement = {
      on_day(day, lang::vi) + ", " + low.vi + " (" + r[lower].key + ") thuộc " + up.vi + " (" + r[upper].key + ").",
      on_day(day, lang::en) + " " + low.en + " (" + r[lower].key + ") lies in " + up.en + " (" + r[upper].key + ")."};
  e.source = {period.decree, {}};
  e.known_by = period.known_by;
  return e;
}

explanation passed_on(const registry& r, const succession_step& s) {
  const text from = r.full_name(s.from, s.how.on);
  const text to = r.full_name(s.to, s.how.on);
  const std::string& from_key = r[s.from].key;
  const std::string& to_key = r[s.to].key;
  explanation e;
  const std::string day = to_text(s.how.on);
  if (s.how.how_much == extent::whole)
    e.statement = {"Ngày " + day + ", " + from.vi + " (" + from_key + ") nhập toàn bộ vào " + to.vi + " (" + to_key + ").",
                   "On " + day + " the whole of " + from.en + " (" + from_key + ") passed to " + to.en + " (" + to_key +
                       ")."};
  else
    e.statement = {"Ngày " + day + ", " + from.vi + " (" + from_key + ") chuyển sang " + to.vi + " (" + to_key + "), " +
                       std::string{label_of(s.how.how_much, lang::vi)} + ".",
                   "On " + day + " " + from.en + " (" + from_key + ") passed to " + to.en + " (" + to_key + "), " +
                       std::string{label_of(s.how.how_much, lang::en)} + "."};
  e.source = {s.how.decree, {}};
  e.known_by = s.how.known_by;
  return e;
}

std::string describe(std::span<const case_fact> facts) {
  std::string out;
  for (const auto& [name, value] : facts) {
    if (!out.empty()) out += ", ";
    out += name + " = " + value;
  }
  return out;
}

std::string a_unit_of(unit_level level, lang l) {
  const bool vi = l == lang::vi;
  if (level == unit_level::village) return vi ? "Thôn, tổ dân phố" : "A village";
  if (level == unit_level::organisation) return vi ? "Cơ quan, đơn vị, doanh nghiệp" : "An organisation";
  return (vi ? "Đơn vị " : "A unit of ") + std::string{label_of(level, l)};
}

text enumerate(std::span<const resolution> parts) {
  text out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    if (i > 0) {
      out.vi += last ? " và " : ", ";
      out.en += last ? " and " : ", ";
    }
    out.vi += parts[i].name.vi;
    out.en += parts[i].name.en;
  }
  return out;
}

void add_remark(const role_rule& rule, explanation& to) {
  if (!rule.remark.empty()) to.add({rule.remark, rule.source, rule.known_by, {}});
}

}  // namespace dinh::inline v1::resolve_words
