// Procedures as files of a pack, for pack_procedure.cpp to read again.
#include <dinh/exchange/procedure_json.hpp>
#include <exchange/json_writing.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

using nlohmann::ordered_json;
using exchange::in_json;
using exchange::words;
using exchange::words_or_null;
using exchange::on_one_line;


void put(ordered_json& out, const char* name, const std::string& s) {
  if (!s.empty()) out[name] = s;
}
void put(ordered_json& out, const char* name, const std::vector<std::string>& list) {
  if (!list.empty()) out[name] = list;
}
void put(ordered_json& out, const char* name, const text& t) {
  if (!t.empty()) out[name] = words(t);
}
void put(ordered_json& out, const char* name, const citation& c) {
  if (!c.empty()) out[name] = in_json(c);
}
void put(ordered_json& out, const validity& v, const char* from, const char* until) {
  if (!v.from.is_special()) out[from] = to_text(v.from);
  if (!v.until.is_special()) out[until] = to_text(v.until);
}
ordered_json in_json(const span& s) { return {{"count", s.count}, {"unit", name_of(s.unit)}}; }

ordered_json line_of(const vote_at& v) {
  ordered_json out{{"kind", name_of(v.kind)}, {"rules", v.rules}};
  if (v.where) out["where"] = terms<setting>::names[static_cast<std::size_t>(*v.where)];
  if (v.form) out["form"] = terms<decision_form>::names[static_cast<std::size_t>(*v.form)];
  if (v.matter) out["matter"] = terms<vote_matter>::names[static_cast<std::size_t>(*v.matter)];
  if (v.what.is_given()) out["what"] = v.what.name();
  return out;
}

// Whether a flow says nothing but where it leads.
bool is_plain(const flows_to& f) { return f.branch.empty() && f.label.empty() && f.when.empty(); }

bool all_plain(const procedure& p, step_id s) {
  for (const auto& link : p.graph().out<flows_to>(s))
    if (!is_plain(p.graph()[link.edge])) return false;
  return true;
}

ordered_json line_of(const procedure& p, step_id id) {
  const step& s = p[id];
  ordered_json out{{"id", s.key}, {"kind", name_of(s.kind)}};
  put(out, "label", s.label);
  put(out, "actor", s.actor);
  put(out, "with", s.with);
  put(out, "or", s.or_else);
  put(out, "rules", s.rules);
  put(out, "calls", s.calls);
  put(out, "documents", s.documents);
  if (s.time != time_said::unsaid) out["limit"] = name_of(s.time);
  put(out, "asks", s.asks);
  if (s.vote) out["vote"] = line_of(*s.vote);
  if (!all_plain(p, id)) return out;
  std::vector<std::string> next;
  for (const auto& link : p.graph().out<flows_to>(id)) next.push_back(p[link.node].key);
  if (next.size() == 1)
    out["next"] = next.front();
  else
    put(out, "next", next);
  return out;
}

ordered_json line_of(const procedure& p, edge_id<flows_to> e) {
  const flows_to& f = p.graph()[e];
  ordered_json out{{"from", p[p.graph().from(e)].key}, {"to", p[p.graph().to(e)].key}};
  put(out, "branch", f.branch);
  const bool is_usual =
      (f.branch == "yes" && f.label == text{"có", "yes"}) || (f.branch == "no" && f.label == text{"không", "no"});
  if (!is_usual) put(out, "label", f.label);
  put(out, "when", f.when.to_text());
  return out;
}

ordered_json line_of(const procedure& p, edge_id<deadline> e) {
  const deadline& d = p.graph()[e];
  ordered_json out{{"from", p[p.graph().from(e)].key}, {"to", p[p.graph().to(e)].key}};
  if (d.time)
    out["time"] = {{"count", d.time->length.count},
                   {"unit", name_of(d.time->length.unit)},
                   {"way", name_of(d.time->way)}};
  else
    out["time"] = name_of(d.no_number == time_said::unsaid ? time_said::promptly : d.no_number);
  put(out, "rule", d.rule);
  put(out, "citation", d.source);
  out["evidence"] = in_json(d.known_by);
  put(out, d.valid, "since", "until");
  put(out, "actor", d.actor);
  out["consequence"] = words_or_null(d.consequence);
  if (!d.consequence.empty()) {
    put(out["consequence"], "rule", d.consequence_rule);
    put(out["consequence"], "leads_to", d.leads_to);
  }
  return out;
}

ordered_json line_of(const fact_type& f) {
  ordered_json out{{"name", f.name}, {"kind", name_of(f.kind)}, {"label", words(f.label)}};
  if (!f.choices.empty()) out["choices"] = ordered_json::array();
  for (const auto& c : f.choices) out["choices"].push_back({{"code", c.code}, {"label", words(c.label)}});
  return out;
}

ordered_json line_of(const document& d) {
  ordered_json out{{"id", d.id}, {"label", words(d.label)}};
  put(out, "form", d.form);
  put(out, "rule", d.rule);
  return out;
}

ordered_json line_of(const repetition& r) {
  ordered_json out{{"every", in_json(r.every)}};
  if (r.times != 1) out["times"] = r.times;
  put(out, "step", r.step);
  put(out, "rule", r.rule);
  put(out, "citation", r.source);
  out["evidence"] = in_json(r.known_by);
  put(out, r.valid, "since", "until");
  put(out, "remark", r.remark);
  out["consequence"] = words_or_null(r.consequence);
  return out;
}

ordered_json line_of(const clock_rule& c) {
  ordered_json out{{"how", name_of(c.how)}, {"from", c.from}};
  put(out, "to", c.to);
  put(out, "affects", c.affects);
  if (c.by) out["by"] = in_json(*c.by);
  if (c.most_times != 0) out["most_times"] = c.most_times;
  put(out, "rule", c.rule);
  put(out, "citation", c.source);
  out["evidence"] = in_json(c.known_by);
  put(out, c.valid, "since", "until");
  out["effect"] = words(c.effect);
  return out;
}

ordered_json line_of(const transition& t) {
  ordered_json out{{"on", to_text(t.on)}};
  put(out, "affects", t.affects);
  out["open_cases"] = name_of(t.open_cases);
  put(out, "rule", t.rule);
  put(out, "citation", t.source);
  out["evidence"] = in_json(t.known_by);
  out["remark"] = words(t.remark);
  return out;
}

ordered_json line_of(const reminder& r) {
  ordered_json out{{"when", r.when == reminder::moment::before ? "before" : "after"}, {"by", in_json(r.by)}};
  put(out, "affects", r.affects);
  put(out, "to", r.to);
  if (r.escalates) out["escalates"] = true;
  put(out, "citation", r.source);
  if (!r.source.empty()) out["evidence"] = in_json(r.known_by);
  put(out, "label", r.label);
  return out;
}

// Bytes that are no UTF-8 become U+FFFD instead of an exception.
void append(std::string& out, const char* name, const std::vector<ordered_json>& lines) {
  if (lines.empty()) return;
  out += ",\n\"";
  out += name;
  out += "\": [";
  for (std::size_t i = 0; i < lines.size(); ++i) out += (i == 0 ? "\n" : ",\n") + on_one_line(lines[i]);
  out += "\n]";
}

template <class T>
std::vector<ordered_json> lines_of(const std::vector<T>& list) {
  std::vector<ordered_json> out;
  for (const T& x : list) out.push_back(line_of(x));
  return out;
}

}  // namespace

std::string procedure_to_json(const procedure& p) {
  const procedure_facts& f = p.facts();
  ordered_json head{{"id", p.id()}};
  put(head, "title", f.title);
  put(head, "citation", f.source);
  head["evidence"] = in_json(f.known_by);
  put(head, f.valid, "from", "until");
  head["calendar"] = f.calendar;
  put(head, "field", f.field);
  std::vector<std::string> also;
  for (const citation& c : f.also) also.push_back(in_json(c));
  put(head, "also", also);
  put(head, "remark", f.remark);
  std::string out = "{";
  bool first = true;
  for (const auto& [name, value] : head.items()) {
    out += first ? "" : ",\n";
    out += ordered_json(name).dump() + ": " + on_one_line(value);
    first = false;
  }
  append(out, "facts", lines_of(f.facts));
  append(out, "documents", lines_of(f.documents));
  append(out, "repeats", lines_of(f.repeats));
  append(out, "clocks", lines_of(f.clocks));
  append(out, "transitions", lines_of(f.transitions));
  append(out, "reminders", lines_of(f.reminders));
  std::vector<ordered_json> steps;
  for (std::uint32_t i = 0; i < p.graph().count<step>(); ++i) steps.push_back(line_of(p, step_id{i}));
  append(out, "steps", steps);
  std::vector<ordered_json> flows;
  for (std::uint32_t i = 0; i < p.graph().count<flows_to>(); ++i) {
    const edge_id<flows_to> e{i};
    if (!all_plain(p, p.graph().from(e))) flows.push_back(line_of(p, e));
  }
  append(out, "flows", flows);
  std::vector<ordered_json> deadlines;
  for (std::uint32_t i = 0; i < p.deadline_count(); ++i) deadlines.push_back(line_of(p, edge_id<deadline>{i}));
  append(out, "deadlines", deadlines);
  return out + "\n}\n";
}

}  // namespace dinh::inline v1
