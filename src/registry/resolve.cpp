// Who holds a role in a unit on a day, and the reasons.
#include "data.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dinh::inline v1 {

namespace {

using outcome = resolution::outcome;

std::string on_day(date day, lang l) { return (l == lang::vi ? "Ngày " : "On ") + to_text(day); }

citation decree_of(const std::string& decree) { return {decree, {}}; }

/// The case lies in a village: which commune is that, since when, by which decree.
explanation why_above(const registry& r, unit_id u, unit_id above, date day) {
  const unit_period& period = r[u].on(day);
  explanation e;
  const text lower = r.full_name(u, day);
  const text upper = r.full_name(above, day);
  e.statement = {
      on_day(day, lang::vi) + ", " + lower.vi + " (" + r[u].key + ") thuộc " + upper.vi + " (" + r[above].key + ").",
      on_day(day, lang::en) + " " + lower.en + " (" + r[u].key + ") lies in " + upper.en + " (" + r[above].key + ")."};
  e.source = decree_of(period.decree);
  e.known_by = period.known_by;
  return e;
}

resolution undetermined(std::string_view role, text why) {
  resolution r;
  r.role = std::string{role};
  r.why.statement = std::move(why);
  return r;
}

bool applies(const role_reference& ref, std::span<const case_fact> facts) {
  return std::all_of(ref.when.begin(), ref.when.end(), [&](const case_fact& wanted) {
    return std::find(facts.begin(), facts.end(), wanted) != facts.end();
  });
}
/// "purpose = elect_head, …"
std::string describe(const std::vector<case_fact>& facts) {
  std::string out;
  for (const auto& [name, value] : facts) {
    if (!out.empty()) out += ", ";
    out += name + " = " + value;
  }
  return out;
}

/// No rule of the role holds on the day: it has ended, has not begun, or is unknown.
resolution without_rule(const registry& r, std::string_view role, date day) {
  const role_rule* ended = nullptr;
  const role_rule* coming = nullptr;
  for (const role_rule& rule : r.roles()) {
    if (rule.role != role) continue;
    if (rule.when.until <= day) ended = &rule;
    if (day < rule.when.from && coming == nullptr) coming = &rule;
  }
  const std::string id{role};
  if (ended != nullptr) {
    resolution x;
    x.result = outcome::none;
    x.role = id;
    x.form = ended->form;
    x.why.statement = {on_day(day, lang::vi) + " không còn " + ended->label.vi + ".",
                       on_day(day, lang::en) + " there is no longer any " + ended->label.en + "."};
    explanation& reason = x.why.add({});
    reason.statement = ended->after.empty() ? text{"Quy tắc hết hiệu lực từ " + to_text(ended->when.until) + ".",
                                                   "The rule ended on " + to_text(ended->when.until) + "."}
                                            : ended->after;
    reason.source = ended->after_source;
    reason.known_by = ended->after_known_by;
    return x;
  }
  if (coming != nullptr) {
    resolution x;
    x.result = outcome::none;
    x.role = id;
    x.form = coming->form;
    x.why.statement = {
        on_day(day, lang::vi) + " chưa có " + coming->label.vi + ": chỉ từ " + to_text(coming->when.from) + ".",
        on_day(day, lang::en) + " there is no " + coming->label.en + " yet: only from " + to_text(coming->when.from) +
            "."};
    x.why.source = coming->source;
    x.why.known_by = coming->known_by;
    return x;
  }
  return undetermined(role, {"Không có vai trò \"" + id + "\".", "There is no role \"" + id + "\"."});
}

/// "Đơn vị cấp xã", "A unit of commune level".
std::string at_level(unit_level level, lang l) {
  const bool vi = l == lang::vi;
  if (level == unit_level::village) return vi ? "Thôn, tổ dân phố" : "A village";
  if (level == unit_level::organisation) return vi ? "Cơ quan, đơn vị, doanh nghiệp" : "An organisation";
  return (vi ? "Đơn vị " : "A unit of ") + std::string{label_of(level, l)};
}

/// The body of a rule in the unit where it is. Pre: the rule has a level.
resolution body_in(const registry& r, const role_rule& rule, unit_id u, date day) {
  resolution x;
  x.result = outcome::found;
  x.role = rule.role;
  x.unit = u;
  x.form = rule.form;
  x.key = rule.role + ":" + r[u].key;
  const text where = r.full_name(u, day);
  const text& title = rule.title.empty() ? rule.label : rule.title;
  x.name = {title.vi + " " + where.vi, title.en + " of " + where.en};
  explanation reason;
  reason.statement = {at_level(*rule.level, lang::vi) + " có " + rule.label.vi + ".",
                      at_level(*rule.level, lang::en) + " has a " + rule.label.en + "."};
  reason.source = rule.source;
  reason.known_by = rule.known_by;
  for (const auto& link : r.at(day).in<seat_of>(u)) {
    const body& recorded = r.graph()[link.node];
    if (recorded.role != rule.role) continue;
    x.key = recorded.key;
    x.name = recorded.name;
    reason.statement = {"Được ghi nhận trong danh sách: " + recorded.name.vi + ".",
                        "Recorded in the register: " + recorded.name.en + "."};
    reason.source = recorded.source;
    reason.known_by = recorded.known_by;
    break;
  }
  x.why.statement = {on_day(day, lang::vi) + ", " + rule.label.vi + " là " + x.name.vi + ".",
                     on_day(day, lang::en) + " the " + rule.label.en + " is the " + x.name.en + "."};
  x.why.add(std::move(reason));
  return x;
}

resolution resolve_living(const registry& r, std::string_view role, unit_id u, date day,
                          std::span<const case_fact> facts) {
  const role_rule* rule = r.role(role, day);
  if (rule == nullptr) return without_rule(r, role, day);
  for (const role_reference& ref : rule->as) {
    if (!applies(ref, facts)) continue;
    resolution x = resolve_living(r, ref.role, u, day, facts);  // ends: the builder refuses circles
    explanation reason;
    const role_rule* const other = r.role(ref.role, day);
    const text label = other == nullptr ? text{ref.role, ref.role} : other->label;
    const std::string facts_vi = ref.when.empty() ? "" : "Khi " + describe(ref.when) + ": ";
    const std::string facts_en = ref.when.empty() ? "" : "Where " + describe(ref.when) + ": ";
    reason.statement = {facts_vi + rule->label.vi + " là " + label.vi + ".",
                        facts_en + "the " + rule->label.en + " is the " + label.en + "."};
    reason.source = ref.source;
    reason.known_by = ref.known_by;
    x.why.because.insert(x.why.because.begin(), std::move(reason));
    return x;
  }
  if (rule->form == role_form::unnamed || !rule->level) {
    resolution x = undetermined(role, {"Luật không nêu tên " + rule->label.vi + "; hồ sơ vụ việc phải cho biết.",
                                       "The law does not name the " + rule->label.en + "; the case must say."});
    x.form = rule->form;
    x.why.source = rule->source;
    x.why.known_by = rule->known_by;
    return x;
  }
  const unit_id above = r.ancestor_at(u, *rule->level, day);
  if (!above) {
    const unit_level level = level_of(r.kind(u, day));
    const text here = r.full_name(u, day);
    const std::string wanted_vi{label_of(*rule->level, lang::vi)};
    const std::string wanted_en{label_of(*rule->level, lang::en)};
    if (level < *rule->level)  // the case lies higher up: which of the units below is not said
      return undetermined(
          role, {"Vụ việc ở " + here.vi + " (" + r[u].key + "): chưa biết " + wanted_vi + " nào.",
                 "The case lies in " + here.en + " (" + r[u].key + "): which unit of " + wanted_en + " is not said."});
    resolution x;
    x.result = outcome::none;
    x.role = std::string{role};
    x.form = rule->form;
    x.why.statement = {
        on_day(day, lang::vi) + ", " + here.vi + " (" + r[u].key + ") không thuộc đơn vị " + wanted_vi + " nào.",
        on_day(day, lang::en) + " " + here.en + " (" + r[u].key + ") lies in no unit of " + wanted_en + "."};
    x.why.source = rule->source;
    x.why.known_by = rule->known_by;
    return x;
  }
  resolution x = body_in(r, *rule, above, day);
  for (unit_id at = u; at != above; at = r.parent(at, day))
    x.why.because.insert(x.why.because.begin(), why_above(r, at, r.parent(at, day), day));
  return x;
}

}  // namespace

resolution registry::resolve(std::string_view role, unit_id u, date day, std::span<const case_fact> facts) const {
  if (!u) return undetermined(role, {"Không có đơn vị.", "There is no unit."});
  if (valid(u).contains(day)) return resolve_living(*this, role, u, day, facts);

  const related_units now = translate(u, day);
  const unit_id heir = now.only();
  const std::string& key = (*this)[u].key;
  const text name = full_name(u, day);
  const std::string days = to_text(valid(u));
  if (!heir) {
    resolution x =
        undetermined(role, {on_day(day, lang::vi) + " không có " + name.vi + " (" + key + ", " + days + ").",
                            on_day(day, lang::en) + " there is no " + name.en + " (" + key + ", " + days + ")."});
    for (const related_unit& r : now.units) {
      const text other = full_name(r.unit, day);
      x.why.add({{"Có thể là " + other.vi + " (" + (*this)[r.unit].key + "), " +
                      std::string{label_of(r.how_much, lang::vi)} + ".",
                  "It may be " + other.en + " (" + (*this)[r.unit].key + "), " +
                      std::string{label_of(r.how_much, lang::en)} + "."},
                 {},
                 evidence::text,
                 {}});
    }
    for (const unit_id l : now.lost)
      x.why.add({{"Không ghi nhận đơn vị kế thừa của " + (*this)[l].key + ".",
                  "No succession of " + (*this)[l].key + " is recorded."},
                 {},
                 evidence::text,
                 {}});
    return x;
  }
  resolution x = resolve_living(*this, role, heir, day, facts);
  const related_unit& way = now.units.front();
  for (std::size_t i = way.ways.front().size(); i-- > 0;) {
    const succession_step& s = way.ways.front()[i];
    const text from = full_name(s.from, s.how.on);
    const text to = full_name(s.to, s.how.on);
    x.why.because.insert(x.why.because.begin(),
                         {{"Ngày " + to_text(s.how.on) + ", " + from.vi + " (" + (*this)[s.from].key +
                               ") nhập toàn bộ vào " + to.vi + " (" + (*this)[s.to].key + ").",
                           "On " + to_text(s.how.on) + " the whole of " + from.en + " (" + (*this)[s.from].key +
                               ") passed to " + to.en + " (" + (*this)[s.to].key + ")."},
                          decree_of(s.how.decree),
                          s.how.known_by,
                          {}});
  }
  return x;
}

std::vector<resolution> registry::bodies(unit_id u, date day) const {
  std::vector<resolution> found;
  if (!u || !valid(u).contains(day)) return found;
  const unit_level level = level_of(kind(u, day));
  for (const role_rule& rule : roles())
    if (rule.level == level && rule.when.contains(day) &&
        (rule.form == role_form::body || rule.form == role_form::office))
      found.push_back(body_in(*this, rule, u, day));
  return found;
}

}  // namespace dinh::inline v1
