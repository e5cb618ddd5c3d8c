#include "print_who.hpp"
#include <cli/json_text.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/letters.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace dinh::cli {

namespace {

using outcome = resolution::outcome;

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
      out += exchange::capital(x.name.in(l)) + "\n  " + x.key + "\n";
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
        out += "  " + (p.name.empty() ? p.why.statement.in(l) : exchange::capital(p.name.in(l)) + "  " + p.key) + "\n";
    }
    out += to_text(x.why, l, 1);
  }
  return out;
}

std::string print_bodies(const registry& r, unit_id u, date on, lang l) {
  const bool vi = l == lang::vi;
  std::string out = exchange::capital(r.full_name(u, on).in(l)) + " (" + r[u].key + ")" + (vi ? ", ngày " : ", ") +
                    to_text(on) + "\n";
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
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + exchange::capital(b.name.in(l));
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
    out += "  " + exchange::capital(x.why.statement.in(l)) + cited(x.why.source, x.why.known_by, l) + "\n";
  return out;
}

std::string who_as_json(const registry& r, const std::string& asked, const std::vector<resolution>& answers, unit_id u,
                        date on) { return in_json(exchange::who_json(r, asked, answers, u, on)); }

std::string bodies_as_json(const registry& r, unit_id u, date on) { return in_json(exchange::bodies_json(r, u, on)); }

}  // namespace dinh::cli
