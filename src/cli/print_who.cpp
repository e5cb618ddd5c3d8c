#include "print_who.hpp"
#include <cli/json_text.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace dinh::cli {

namespace {

using outcome = resolution::outcome;

std::string_view outcome_name(outcome o) {
  constexpr std::array<std::string_view, 3> names{"found", "none", "undetermined"};
  return names[static_cast<std::size_t>(o)];
}
std::string_view parts_name(resolution::parts_kind k) {
  constexpr std::array<std::string_view, 3> names{"none", "together", "candidates"};
  return names[static_cast<std::size_t>(k)];
}

json unit_json(const registry& r, unit_id u, date on) {
  const text name = r.full_name(u, on);
  return {{"code", r[u].code}, {"key", r[u].key}, {"kind", name_of(r.kind(u, on))}, {"name", words(name)}};
}

json days(const validity& v) {
  json j = json::object();
  if (!v.from.is_special()) j["from"] = to_text(v.from);
  if (!v.until.is_special()) j["until"] = to_text(v.until);
  return j;
}

json people_json(const registry& r, const std::string& role, unit_id u, date on) {
  json list = json::array();
  if (!u) return list;
  for (const holder& h : r.holders(role, u, on)) {
    json one = days(h.when);
    one["person"] = r.graph()[h.who].key;
    one["name"] = r.graph()[h.who].name;
    if (h.is_interim) one["interim"] = true;
    list.push_back(std::move(one));
  }
  constexpr std::array<std::string_view, 3> parts{"member", "deputy", "head"};
  for (const seat& s : r.members(role, u, on)) {
    json one = days(s.when);
    one["person"] = r.graph()[s.who].key;
    one["name"] = r.graph()[s.who].name;
    one["part"] = parts[static_cast<std::size_t>(s.how.plays)];
    if (s.how.term_ends) one["term_ends"] = to_text(*s.how.term_ends);
    if (!s.how.represents.empty()) one["represents"] = s.how.represents;
    list.push_back(std::move(one));
  }
  return list;
}

json resolution_json(const registry& r, const resolution& x, date on, bool with_reasons = true) {
  json j{{"outcome", outcome_name(x.result)}, {"role", x.role}, {"form", name_of(x.form)}};
  if (x.result == outcome::found) j["key"] = x.key;
  if (!x.name.empty()) j["name"] = words(x.name);
  if (x.unit) j["unit"] = r[x.unit].key;
  if (auto people = people_json(r, x.role, x.unit, on); !people.empty()) j["people"] = std::move(people);
  if (x.parts_are != resolution::parts_kind::none) {
    j["parts_are"] = parts_name(x.parts_are);
    j["parts"] = json::array();
    for (const resolution& p : x.parts) j["parts"].push_back(resolution_json(r, p, on, false));
  }
  if (with_reasons) j["why"] = reasons_as_json(x.why);
  return j;
}

std::string person_line(const registry& r, const std::string& role, unit_id u, date on, lang l) {
  if (!u) return {};
  const bool vi = l == lang::vi;
  std::string out;
  const auto add = [&](const std::string& name, const validity& v, const std::string& more) {
    out += (out.empty() ? "" : "; ") + name;
    if (!v.from.is_special()) out += (vi ? ", từ " : ", from ") + to_text(v.from);
    if (!v.until.is_special()) out += (vi ? " đến trước " : " until ") + to_text(v.until);
    out += more;
  };
  for (const holder& h : r.holders(role, u, on))
    add(r.graph()[h.who].name, h.when, h.is_interim ? (vi ? " (tạm giữ chức)" : " (interim)") : "");
  constexpr std::array<std::string_view, 3> parts_vi{"", " (cấp phó)", " (cấp trưởng)"};
  constexpr std::array<std::string_view, 3> parts_en{"", " (deputy)", " (head)"};
  for (const seat& s : r.members(role, u, on)) {
    const auto part = static_cast<std::size_t>(s.how.plays);
    add(r.graph()[s.who].name, s.when, std::string{vi ? parts_vi[part] : parts_en[part]});
  }
  return out;
}

std::string capital(std::string s) {
  if (!s.empty() && s.front() >= 'a' && s.front() <= 'z') s.front() = static_cast<char>(s.front() - 'a' + 'A');
  return s;
}

std::string cited(const citation& c, evidence e, lang l) {
  return c.empty() ? std::string{} : "  [" + to_text(c, l) + ", " + letter(e) + "]";
}

}  // namespace

std::string print_who(const registry& r, const std::vector<resolution>& answers, date on, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (const resolution& x : answers) {
    if (!out.empty()) out += "\n";
    if (x.result == outcome::found) {
      out += capital(x.name.in(l)) + "\n  " + x.key + "\n";
      if (const std::string people = person_line(r, x.role, x.unit, on, l); !people.empty())
        out += (vi ? "  người giữ: " : "  held by: ") + people + "\n";
    } else {
      out += std::string{x.result == outcome::none ? (vi ? "Không có ai." : "Nobody.")
                                                   : (vi ? "Chưa xác định được." : "Not determined.")} +
             "\n";
    }
    if (x.parts_are == resolution::parts_kind::candidates) {
      out += vi ? "Có thể là:\n" : "It may be:\n";
      for (const resolution& p : x.parts)
        out += "  " + (p.name.empty() ? p.why.statement.in(l) : capital(p.name.in(l)) + "  " + p.key) + "\n";
    }
    out += to_text(x.why, l, 1);
  }
  return out;
}

std::string who_as_json(const registry& r, const std::string& asked, const std::vector<resolution>& answers, unit_id u,
                        date on) {
  json j{{"asked", asked}, {"on", to_text(on)}, {"unit", unit_json(r, u, on)}, {"answers", json::array()}};
  for (const resolution& x : answers) j["answers"].push_back(resolution_json(r, x, on));
  return in_json(j);
}

std::string print_bodies(const registry& r, unit_id u, date on, lang l) {
  const bool vi = l == lang::vi;
  std::string out = capital(r.full_name(u, on).in(l)) + " (" + r[u].key + ")" + (vi ? ", ngày " : ", ") + to_text(on) + "\n";
  const auto bodies = r.bodies(u, on);
  // An office stands under its body, a body within a body too.
  std::map<std::string, std::vector<const resolution*>> within;
  std::vector<const resolution*> tops;
  const auto is_here = [&](const std::string& role) {
    return std::any_of(bodies.begin(), bodies.end(), [&](const resolution& b) { return b.role == role; });
  };
  for (const resolution& b : bodies) {
    const role_rule* rule = r.role(b.role, on, r.kind(u, on));
    if (rule != nullptr && !rule->of.empty() && is_here(rule->of))
      within[rule->of].push_back(&b);
    else
      tops.push_back(&b);
  }
  out += vi ? "\nCơ quan và chức danh\n" : "\nBodies and offices\n";
  const auto line = [&](const auto& self, const resolution& b, int depth) -> void {
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + capital(b.name.in(l));
    const role_rule* rule = r.role(b.role, on, r.kind(u, on));
    if (rule != nullptr) out += cited(rule->source, rule->known_by, l);
    out += "\n";
    if (const std::string people = person_line(r, b.role, u, on, l); !people.empty())
      out += std::string(static_cast<std::size_t>(depth) * 2 + 2, ' ') + people + "\n";
    if (const auto inner = within.find(b.role); inner != within.end())
      for (const resolution* i : inner->second) self(self, *i, depth + 1);
  };
  for (const resolution* b : tops) line(line, *b, 1);
  out += vi ? "\nQuan hệ\n" : "\nRelations\n";
  for (const relation& x : r.relations(u, on))
    out += "  " + capital(x.why.statement.in(l)) + cited(x.why.source, x.why.known_by, l) + "\n";
  return out;
}

std::string bodies_as_json(const registry& r, unit_id u, date on) {
  json j{{"on", to_text(on)}, {"unit", unit_json(r, u, on)}};
  j["bodies"] = json::array();
  for (const resolution& b : r.bodies(u, on)) {
    json one = resolution_json(r, b, on);
    if (const role_rule* rule = r.role(b.role, on, r.kind(u, on)); rule != nullptr && !rule->of.empty())
      one["of"] = rule->of;
    j["bodies"].push_back(std::move(one));
  }
  j["relations"] = json::array();
  for (const relation& x : r.relations(u, on))
    j["relations"].push_back({{"relation", name_of(x.kind)},
                              {"subject", resolution_json(r, x.subject, on, false)},
                              {"object", resolution_json(r, x.object, on, false)},
                              {"why", reasons_as_json(x.why)}});
  return in_json(j);
}

}  // namespace dinh::cli
