#include "json_answers.hpp"

#include "json_writing.hpp"
#include <dinh/exchange/procedure_dot.hpp>
#include <dinh/exchange/procedure_json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1::exchange {
text when_in_words(const procedure& p, const flow_condition& c) {
  std::vector<fact_type> kept;  // what the words point to while they are made
  kept.reserve(c.nodes().size());
  return c.in_words([&](std::string_view name) -> const fact_type* {
    auto found = p.fact_named(name);
    if (!found) return nullptr;
    kept.push_back(std::move(*found));
    return &kept.back();
  });
}

text limit_in_words(const deadline& d) {
  text out = d.time ? describe(*d.time) : describe(d.no_number);
  if (d.time && d.time->length.count == 0 && d.time->way == direction::within_after)
    out = d.time->length.unit == time_unit::working_day ? text{"trong ngày làm việc đó", "on the same working day"}
                                                        : text{"trong ngày", "on the same day"};
  if (!d.valid.from.is_special()) {
    out.vi += " từ " + to_text(d.valid.from);
    out.en += " from " + to_text(d.valid.from);
  }
  if (!d.valid.until.is_special()) {
    out.vi += " đến trước " + to_text(d.valid.until);
    out.en += " before " + to_text(d.valid.until);
  }
  return out;
}

ordered_json procedure_json(const procedure& p, const pack& law) {
  const auto& g = p.graph();
  ordered_json out = ordered_json::parse(procedure_to_json(p));
  if (!p.facts().source.empty())
    out["provision"] = {{"vi", to_text(p.facts().source, lang::vi)}, {"en", to_text(p.facts().source, lang::en)}};
  for (ordered_json& s : out["steps"]) {
    s.erase("next");
    if (s.contains("actor")) {
      const auto actor = s["actor"].get<std::string>();
      s["actor_name"] = words(law.role_name(actor));
    }
    if (!s.contains("rules")) continue;
    ordered_json provisions = ordered_json::array();  // a new member moves the others: written when all are read
    for (const auto& id : s["rules"])
      if (const rule* r = law.rules().find(id.get<std::string>()))
        provisions.push_back({{"rule", r->id},
                              {"citation", to_text(r->source, lang::en)},
                              {"evidence", std::string(1, letter(r->known_by))},
                              {"label", words(r->label)}});
    s["provisions"] = std::move(provisions);
  }
  ordered_json flows = ordered_json::array();
  for (std::uint32_t i = 0; i < g.count<flows_to>(); ++i) {
    const edge_id<flows_to> e{i};
    ordered_json one{{"from", g[g.from(e)].key}, {"to", g[g.to(e)].key}, {"branch", g[e].branch}, {"label", words(g[e].label)}};
    if (!g[e].when.empty()) {
      one["when"] = g[e].when.to_text();
      one["when_in_words"] = words(when_in_words(p, g[e].when));
    }
    flows.push_back(std::move(one));
  }
  out["flows"] = std::move(flows);
  if (!out.contains("deadlines")) out["deadlines"] = ordered_json::array();
  for (std::uint32_t i = 0; i < p.deadline_count(); ++i) {
    const deadline& d = p.deadline_at(i);
    ordered_json& one = out["deadlines"][i];
    one["limit"] = words(limit_in_words(d));
    one["provision"] = to_text(d.source, lang::en);
    one["answerable"] = p.answerable(i);
  }
  return out;
}

ordered_json procedures_json(const pack& law) {
  ordered_json list = ordered_json::array();
  for (const procedure& p : law.procedures())
    list.push_back({{"id", p.id()},
                    {"title", words(p.title())},
                    {"field", p.facts().field},
                    {"citation", to_text(p.facts().source, lang::en)},
                    {"evidence", std::string(1, letter(p.facts().known_by))},
                    {"valid", to_text(p.facts().valid)},
                    {"steps", p.steps().size()},
                    {"deadlines", p.deadline_count()}});
  return list;
}

ordered_json verification_json(const procedure& p, const verification& v) {
  ordered_json findings = ordered_json::array();
  for (const auto& f : v.findings) {
    ordered_json run = ordered_json::array();
    for (const auto& s : f.witness) run.push_back({{"step", p[s.what].key}, {"branch", s.branch}});
    findings.push_back({{"kind", name_of(f.kind)}, {"text", words(describe(f, p))}, {"run", std::move(run)}});
  }
  return ordered_json{
      {"procedure", p.id()}, {"verdict", name_of(v.verdict)}, {"states", v.states}, {"findings", std::move(findings)}};
}

std::string procedure_dot(const procedure& p, const pack& law, lang l) {
  procedure_picture_options how;
  how.labels = l;
  how.role_name = [&](std::string_view role) { return law.role_name(role); };
  how.rule_name = [&](std::string_view id) {
    const rule* r = law.rules().find(id);
    const std::string name{id};
    if (r == nullptr) return text{name, name};
    return text{name + ": " + to_text(r->source, lang::vi) + " (" + letter(r->known_by) + ") " + r->label.vi,
                name + ": " + to_text(r->source, lang::en) + " (" + letter(r->known_by) + ") " + r->label.en};
  };
  how.procedure_name = [&](std::string_view id) {
    const procedure* called = law.find_procedure(id);
    return called == nullptr ? text{std::string{id}, std::string{id}} : called->title();
  };
  return procedure_to_dot(p, how);
}

}  // namespace dinh::inline v1::exchange
