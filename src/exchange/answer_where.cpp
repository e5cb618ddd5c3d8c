#include "answer_where.hpp"

#include "json_writing.hpp"

#include <dinh/exchange/people_json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace dinh::inline v1::exchange {

using nlohmann::ordered_json;

namespace {

const boost::gregorian::days one_day{1};

ordered_json unit_on_day(const registry& r, unit_id u, date day) {
  const unit_period& p = r[u].on(day);
  return {{"key", r[u].key},         {"code", r[u].code},
          {"name", p.name},          {"full_name", full_name(p, lang::vi)},
          {"kind", name_of(p.kind)}, {"level", name_of(level_of(p.kind))}};
}

ordered_json short_unit(const registry& r, unit_id u, date day) {
  return {{"key", r[u].key}, {"code", r[u].code}, {"full_name", r.full_name(u, day).vi}};
}

ordered_json step_as_json(const registry& r, const where_step& s) {
  ordered_json j{{"on", to_text(s.on)},
         {"what", s.is_change ? "change" : "succession"},
         {"from", short_unit(r, s.from, s.on - one_day)},
         {"to", short_unit(r, s.to, s.known_from ? *s.known_from : s.on)},
         {"extent", name_of(s.how_much)}};
  if (!s.is_change) {
    j["area"] = name_of(s.apart.area);
    j["population"] = name_of(s.apart.population);
  }
  j["scope"] = s.scope;
  j["decree"] = s.decree;
  if (s.known_from) j["known_from"] = to_text(*s.known_from);
  if (s.in_force) j["in_force"] = to_text(*s.in_force);
  if (!s.note.empty()) j["note"] = s.note;
  return j;
}

ordered_json both(const text& t) { return {{"vi", t.vi}, {"en", t.en}}; }

text doubt_in_words(doubt d) {
  switch (d) {
    case doubt::source_silent:
      return {"nguồn không nói toàn bộ hay một phần", "the source does not say whether whole or part"};
    case doubt::intermediate_skipped:
      return {"suy ra: nguồn chỉ nêu đơn vị của một ngày sau, có thể bỏ qua đơn vị trung gian",
              "inferred: the source names only the unit of a later day and may skip one in between"};
    case doubt::divided_after_merger:
      return {"đã nhập với đơn vị khác rồi lại chia: không rõ phần nào",
              "merged with others and divided later: which part is not recorded"};
    case doubt::none:
      break;
  }
  return {};
}

bool is_number(const std::string& s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string::npos; }

/// A code is told without the spaces around it.
std::string trimmed(std::string s) {
  s.erase(0, std::min(s.find_first_not_of(" \t"), s.size()));
  s.erase(std::min(s.find_last_not_of(" \t") + 1, s.size()));
  return s;
}

}  // namespace

checked<opened_register> open_units(const pack& p, const std::string& folder, const history_options& options) {
  registry_builder builder = p.register_of_roles();
  const std::string people_file = folder + "/people.json";
  if (std::error_code none; std::filesystem::exists(people_file, none)) {
    std::ifstream file{people_file, std::ios::binary};
    const std::string people{std::istreambuf_iterator<char>{file}, {}};
    if (!file)
      return refuse("history/people", people_file, {"Không đọc được tệp.", "The file cannot be read."},
                    {"Kiểm tra quyền đọc.", "Check that it may be read."});
    if (diagnostics faults = read_people(people, people_file, builder); faults.has_errors())
      return unexpected{std::move(faults)};
  }
  return open_register_folder(folder, options, std::move(builder));
}

bool is_code(const std::string& text, const name_index& names, const history_report& report) {
  const auto& early = report.codes_before_the_first_list;
  return names.is_code(text) || std::binary_search(early.begin(), early.end(), text);
}

successor_lookup successors_in(registry r) {
  return [r = std::move(r)](std::string_view code, date last_day) -> std::optional<std::vector<unit_successor>> {
    const unit_id u = r.find(code, last_day);
    if (!u) return std::nullopt;
    const related_units next = r.translate(u, last_day, last_day + one_day);
    std::vector<unit_successor> found;
    for (const related_unit& n : next.units)
      found.push_back({r[n.unit].code, next.lost.empty() ? n.how_much : extent::unknown});
    if (found.empty()) return std::nullopt;  // it ended, and no successor is recorded
    std::sort(found.begin(), found.end(),
              [](const unit_successor& a, const unit_successor& b) { return a.code < b.code; });
    // Two lifetimes of one code: what they do not agree on is not known.
    std::vector<unit_successor> once;
    for (unit_successor& s : found) {
      if (once.empty() || once.back().code != s.code)
        once.push_back(std::move(s));
      else if (once.back().how_much != s.how_much)
        once.back().how_much = extent::unknown;
    }
    return once;
  };
}

const name_index& where_desk::names() const {
  std::call_once(names_->once, [&] { names_->index = name_index::build(units()); });
  return *names_->index;
}

where_reply where_desk::answer(const where_question& q) const {
  where_reply reply;
  const validity& covers = report().covers;
  for (const date day : {q.from, q.to}) {
    if (covers.contains(day)) continue;
    reply.outside =
        text{"Sổ đăng ký chỉ biết " + dinh::to_text(covers) + ", không biết ngày " + dinh::to_text(day) + ".",
             "The register knows " + dinh::to_text(covers) + " only, not " + dinh::to_text(day) + "."};
    if (const std::size_t n = report().events_before_the_first_list; n > 0 && day < covers.from) {
      reply.outside->vi += " Nhật ký có " + std::to_string(n) + " thay đổi trước đó, độ tin cậy thấp: --early.";
      reply.outside->en += " The log has " + std::to_string(n) + " changes before, of low confidence: --early.";
    }
    return reply;
  }
  const registry& r = units();
  const std::string code = trimmed(q.asked);
  if (const unit_id u = r.find(code, q.from)) {
    reply.found.push_back({{u, name_strength::exact}, true, {}});
  } else if (const unit_id life = r.find_lifetime(code); life && r.valid(life).contains(q.from)) {
    reply.found.push_back({{life, name_strength::exact}, true, {}});
  } else if (!is_code(code, names(), report())) {  // 00010 was a unit once: that wards are called 10 is no answer
    for (const named_unit& n : names().find(q.asked, q.from)) reply.found.push_back({n, false, {}});
  }
  if (reply.found.empty()) {
    reply.by_code = is_number(code) || is_code(code, names(), report());
    reply.near = reply.by_code ? names().near_code(code, q.from) : names().near(q.asked, q.from);
    return reply;
  }
  const date first = std::min(q.from, q.to);
  const date last = std::max(q.from, q.to);
  for (where_found& f : reply.found) {
    related_units related = r.translate(f.unit.unit, q.from, q.to);
    f.lost = std::move(related.lost);
    for (related_unit& one : related.units) {
      where_answer a;
      a.of = f.unit.unit;
      for (const auto& way : one.ways) {
        const unit_id oldest = q.from <= q.to ? f.unit.unit : one.unit;
        a.paths.push_back(path(way, oldest, first, last));
      }
      // The shortest way first: what is asked for most
      std::stable_sort(a.paths.begin(), a.paths.end(),
                       [](const auto& x, const auto& y) { return x.size() < y.size(); });
      for (const where_step& s : a.paths.front())
        if (!s.decree.empty()) a.decree = s.decree;
      one.ways.clear();
      a.found = std::move(one);
      reply.answers.push_back(std::move(a));
    }
  }
  return reply;
}

validity where_desk::days_of(const where_reply& reply, const near_unit& n) const {
  if (reply.by_code) return units().valid(n.unit);
  const auto& periods = units()[n.unit].periods;
  const auto at = std::find_if(periods.begin(), periods.end(), [&](const unit_period& p) { return p.when.contains(n.day); });
  if (at == periods.end()) return units().valid(n.unit);
  const auto is_called_so = [&](const unit_period& p) { return p.name == at->name && p.kind == at->kind; };
  validity days = at->when;
  for (auto p = at; p != periods.begin() && is_called_so(*(p - 1)); --p) days.from = (p - 1)->when.from;
  for (auto p = at + 1; p != periods.end() && is_called_so(*p); ++p) days.until = p->when.until;
  return days;
}

text where_desk::no_unit(const where_question& q, const where_reply& reply) const {
  const registry& r = units();
  const std::string code = trimmed(q.asked);
  text said;
  const auto add = [&](const text& t) {
    said.vi += (said.vi.empty() ? "" : " ") + t.vi;
    said.en += (said.en.empty() ? "" : " ") + t.en;
  };
  for (const near_unit& n : reply.near) {
    if (!reply.by_code || r[n.unit].code != code.substr(0, code.find('@'))) continue;
    const validity v = r.valid(n.unit);
    const text name = r.full_name(n.unit, n.day);
    if (v.until <= q.from)
      add({"Mã " + r[n.unit].code + " là " + name.vi + " đến hết ngày " + dinh::to_text(v.until - one_day) + ".",
           "The code " + r[n.unit].code + " was " + name.en + ", which ended on " + dinh::to_text(v.until) + "."});
    else if (q.from < v.from)
      add({"Mã " + r[n.unit].code + " là " + name.vi + " từ ngày " + dinh::to_text(v.from) + ".",
           "The code " + r[n.unit].code + " is " + name.en + " from " + dinh::to_text(v.from) + " on."});
  }
  const auto& early = report().codes_before_the_first_list;
  if (reply.by_code && said.en.empty() && std::binary_search(early.begin(), early.end(), code))
    add({"Nhật ký có mã này trước ngày " + dinh::to_text(report().covers.from) + ", độ tin cậy thấp: --early.",
         "The log has this code before " + dinh::to_text(report().covers.from) + ", of low confidence: --early."});
  return said;
}

/// The successions of a way, and between them what changed in the units that went on.
std::vector<where_step> where_desk::path(const std::vector<succession_step>& way, unit_id oldest, date first,
                                         date last) const {
  std::vector<where_step> steps;
  const registry& r = units();
  const auto changes = [&](unit_id u, date after, date before) {
    for (const unit_period& p : r[u].periods) {
      if (p.when.from <= after || before < p.when.from || p.change.empty()) continue;
      where_step s;
      s.on = p.when.from;
      s.from = s.to = u;
      s.is_change = true;
      s.scope = p.change;
      s.decree = p.decree;
      s.note = p.note;
      s.in_force = p.in_force;
      steps.push_back(std::move(s));
    }
  };
  unit_id here = oldest;
  date since = first;
  for (const succession_step& w : way) {
    changes(here, since, w.how.on - one_day);
    where_step s;
    s.on = w.how.on;
    s.from = w.from;
    s.to = w.to;
    s.how_much = w.how.how_much;
    s.apart = extents_of(w.how);
    s.scope = w.how.scope;
    s.decree = w.how.decree;
    s.note = w.how.note;
    s.known_from = w.how.known_from;
    s.in_force = w.how.in_force;
    steps.push_back(std::move(s));
    here = w.to;
    since = std::max(w.how.on, r.valid(w.to).from);
  }
  changes(here, since, last);
  return steps;
}

std::vector<succession_step> where_desk::known_later(const where_question& q, unit_id u) const {
  std::vector<succession_step> later;
  if (q.to < q.from) return later;
  const auto& g = units().graph();
  for (const auto& link : g.out<succeeded_by>(u)) {
    const succeeded_by& how = g[link.edge];
    if (q.to < g.valid(link.node).from) later.push_back({u, link.node, how});
  }
  return later;
}

text where_desk::reason_lost(const where_question& q, unit_id u) const {
  const registry& r = units();
  const validity v = r.valid(u);
  const unit_period& last = r[u].periods.back();
  const text name{r[u].code + " " + full_name(last, lang::vi), r[u].code + " " + full_name(last, lang::en)};
  if (q.to < q.from)
    return {name.vi + " có từ " + dinh::to_text(v.from) + "; không ghi được lập từ đơn vị nào.",
            name.en + " begins on " + dinh::to_text(v.from) + "; of which units it was formed is not recorded."};
  if (!known_later(q, u).empty())
    return {name.vi + " kết thúc ngày " + dinh::to_text(v.until) + "; nguồn chỉ ghi đơn vị của một ngày sau đó.",
            name.en + " ended on " + dinh::to_text(v.until) + "; the source only names the unit of a later day."};
  return {name.vi + " kết thúc ngày " + dinh::to_text(v.until) + "; không ghi đơn vị nào kế thừa.",
          name.en + " ended on " + dinh::to_text(v.until) + "; no successor is recorded."};
}

std::string where_desk::with_parents(unit_id u, date day, lang l) const {
  std::string out = units().full_name(u, day).in(l);
  for (const unit_id p : units().parents(u, day)) out += ", " + units().full_name(p, day).in(l);
  return out;
}

ordered_json where_desk::to_json(const where_question& q, const where_reply& reply) const {
  const registry& r = units();
  ordered_json out{{"query", q.asked}, {"from", dinh::to_text(q.from)}, {"to", dinh::to_text(q.to)}};
  const auto parents = [&](unit_id u, date day) {
    ordered_json list = ordered_json::array();
    for (const unit_id p : r.parents(u, day)) list.push_back(unit_on_day(r, p, day));
    return list;
  };
  out["found"] = ordered_json::array();
  for (const where_found& f : reply.found) {
    ordered_json one = unit_on_day(r, f.unit.unit, q.from);
    one["match"] = f.by_code ? "code" : name_of(f.unit.strength);
    const validity v = r.valid(f.unit.unit);
    one["valid"] = {{"from", dinh::to_text(v.from)}, {"until", dinh::to_text(v.until)}};
    one["parents"] = parents(f.unit.unit, q.from);
    bool complete = f.lost.empty();
    for (const where_answer& a : reply.answers)
      complete = complete && (a.of != f.unit.unit || a.found.why_unknown != doubt::intermediate_skipped);
    one["complete"] = complete;
    one["lost"] = ordered_json::array();
    for (const unit_id u : f.lost) {
      ordered_json lost = short_unit(r, u, r.valid(u).from);
      lost["reason"] = both(reason_lost(q, u));
      const auto later = known_later(q, u);
      if (!later.empty()) {
        lost["later"] = ordered_json::array();
        for (const succession_step& s : later) {
          const date day = s.how.known_from.value_or(r.valid(s.to).from);
          ordered_json l = short_unit(r, s.to, day);
          l["known_from"] = dinh::to_text(day);
          l["extent"] = name_of(s.how.how_much);
          lost["later"].push_back(std::move(l));
        }
      }
      one["lost"].push_back(std::move(lost));
    }
    out["found"].push_back(std::move(one));
  }
  out["answers"] = ordered_json::array();
  for (const where_answer& a : reply.answers) {
    ordered_json one = unit_on_day(r, a.found.unit, q.to);
    one["of"] = r[a.of].key;
    one["extent"] = name_of(a.found.how_much);
    one["area"] = name_of(a.found.apart.area);
    one["population"] = name_of(a.found.apart.population);
    if (a.found.why_unknown != doubt::none) {
      one["why_unknown"] = name_of(a.found.why_unknown);
      one["reason"] = both(doubt_in_words(a.found.why_unknown));
    }
    one["decree"] = a.decree;
    one["parents"] = parents(a.found.unit, q.to);
    ordered_json paths = ordered_json::array();
    for (const auto& p : a.paths) {
      ordered_json steps = ordered_json::array();
      for (const where_step& s : p) steps.push_back(step_as_json(r, s));
      paths.push_back(std::move(steps));
    }
    one["path"] = paths.front();
    if (paths.size() > 1) one["paths"] = std::move(paths);
    if (a.found.has_more_ways) one["more_paths"] = true;
    out["answers"].push_back(std::move(one));
  }
  if (reply.found.empty()) {
    out["near"] = ordered_json::array();
    for (const near_unit& n : reply.near) {
      ordered_json one = unit_on_day(r, n.unit, n.day);
      one["day"] = dinh::to_text(n.day);
      const validity v = r.valid(n.unit);
      one["valid"] = {{"from", dinh::to_text(v.from)}, {"until", dinh::to_text(v.until)}};
      if (!reply.by_code) {
        const validity named = days_of(reply, n);
        one["named"] = {{"from", dinh::to_text(named.from)}, {"until", dinh::to_text(named.until)}};
      }
      one["parents"] = parents(n.unit, n.day);
      out["near"].push_back(std::move(one));
    }
    if (const text note = no_unit(q, reply); !note.en.empty()) out["note"] = both(note);
  }
  if (reply.outside) out["outside"] = both(*reply.outside);
  return out;
}

std::string where_desk::to_text(const where_question& q, const where_reply& reply, lang l) const {
  const registry& r = units();
  const bool vi = l == lang::vi;
  std::string out;
  if (reply.outside) return reply.outside->in(l) + "\n";
  if (reply.found.empty()) {
    out += vi ? "Không có đơn vị \"" + q.asked + "\" vào ngày " + dinh::to_text(q.from) + ".\n"
              : "There is no unit \"" + q.asked + "\" on " + dinh::to_text(q.from) + ".\n";
    if (const text note = no_unit(q, reply); !note.en.empty()) out += note.in(l) + "\n";
    if (reply.near.empty() && q.asked.find(' ') != std::string::npos && q.asked.find(',') == std::string::npos)
      out += vi ? "Các cấp cách nhau bằng dấu phẩy, ví dụ: Phường 1, Quận 3, TP. Hồ Chí Minh.\n"
                : "Levels are parted by commas, for example: Phường 1, Quận 3, TP. Hồ Chí Minh.\n";
    if (!reply.near.empty()) out += vi ? "Có thể là:\n" : "Perhaps:\n";
    for (const near_unit& n : reply.near)
      out += "  " + r[n.unit].code + "  " + with_parents(n.unit, n.day, l) + "  " + dinh::to_text(days_of(reply, n)) + "\n";
    return out;
  }
  for (const where_found& f : reply.found) {
    out += r[f.unit.unit].code + "  " + with_parents(f.unit.unit, q.from, l) + ", " + dinh::to_text(q.from);
    if (!f.by_code && f.unit.strength == name_strength::unaccented)
      out += vi ? " (chỉ khớp khi bỏ dấu)" : " (matches without accents only)";
    if (!f.by_code && f.unit.strength == name_strength::numeral)
      out += vi ? " (khớp theo số La Mã)" : " (matches by roman numerals)";
    out += "\n";
    for (const where_answer& a : reply.answers) {
      if (a.of != f.unit.unit) continue;
      const related_unit& u = a.found;
      out += "  " + dinh::to_text(q.to) + ": " + r[u.unit].code + "  " + with_parents(u.unit, q.to, l) + "; " +
             std::string{label_of(u.how_much, l)};
      if (u.apart != extents{u.how_much, u.how_much})
        out += (vi ? "; diện tích: " : "; area: ") + std::string{label_of(u.apart.area, l)} +
               (vi ? ", dân số: " : ", population: ") + std::string{label_of(u.apart.population, l)};
      if (u.why_unknown != doubt::none) out += " (" + doubt_in_words(u.why_unknown).in(l) + ")";
      out += "\n";
      for (std::size_t i = 0; i < a.paths.size() && i < 3; ++i) {
        if (a.paths.size() > 1)
          out += vi ? "    Con đường " + std::to_string(i + 1) + ":\n" : "    Way " + std::to_string(i + 1) + ":\n";
        for (const where_step& s : a.paths[i]) {
          out += "    " + dinh::to_text(s.on) + "  " + r[s.from].code + " " +
                 r.full_name(s.from, s.on - one_day).in(l) + " → " + r[s.to].code + " " +
                 r.full_name(s.to, s.known_from.value_or(s.on)).in(l) + ", " +
                 (s.is_change ? s.scope : std::string{label_of(s.how_much, l)});
          if (!s.is_change && !s.scope.empty() && s.scope != "whole" && s.scope != "part") out += " (" + s.scope + ")";
          if (!s.decree.empty()) out += "; " + s.decree;
          if (s.in_force && *s.in_force != s.on)
            out += (vi ? "; có hiệu lực " : "; in force ") + dinh::to_text(*s.in_force);
          if (s.known_from) out += (vi ? "; chỉ biết từ " : "; known only from ") + dinh::to_text(*s.known_from);
          out += "\n";
        }
      }
      if (a.paths.size() > 3 || u.has_more_ways) out += vi ? "    … và các con đường khác\n" : "    … and other ways\n";
    }
    for (const unit_id u : f.lost) {
      out += std::string{"  "} + (vi ? "Không rõ: " : "Not known: ") + reason_lost(q, u).in(l);
      for (const succession_step& s : known_later(q, u)) {
        const date day = s.how.known_from.value_or(r.valid(s.to).from);
        out += " " + dinh::to_text(day) + ": " + r[s.to].code + " " + r.full_name(s.to, day).in(l) + ".";
      }
      out += "\n";
    }
  }
  return out;
}

std::string where_desk::to_lines(const where_question& q, const where_reply& reply, lang l) const {
  const registry& r = units();
  std::string out;
  for (const where_answer& a : reply.answers)
    out += q.asked + "\t" + r[a.found.unit].code + "\t" + r.full_name(a.found.unit, q.to).in(l) + "\t" +
           std::string{name_of(a.found.how_much)} + "\t" + a.decree + "\n";
  std::string why = reply.outside ? reply.outside->in(l) : "";
  if (!reply.outside && reply.found.empty()) {
    why = l == lang::vi ? "không có đơn vị này" : "no such unit";
    if (const text note = no_unit(q, reply); !note.en.empty()) why += ". " + note.in(l);
  }
  // What was lost is told beside what a homonym became
  for (const where_found& f : reply.found)
    for (const unit_id u : f.lost) why += (why.empty() ? "" : " ") + reason_lost(q, u).in(l);
  if (reply.answers.empty() || !why.empty()) out += q.asked + "\t-\t-\t-\t" + why + "\n";
  return out;
}

}  // namespace dinh::inline v1::exchange
