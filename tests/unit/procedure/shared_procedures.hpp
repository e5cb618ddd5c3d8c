#pragma once
// The procedures of the shared law files, read in place and built through the builder.

#include <dinh/procedure/builder.hpp>

#include <nlohmann/json.hpp>

#include <fstream>
#include <string>
#include <vector>

namespace shared_procedures {

inline nlohmann::json read(const std::string& name) {
  std::ifstream in{std::string{DINH_SHARED_DIR} + "/law/" + name};
  nlohmann::json j;
  in >> j;
  return j;
}

inline std::string text_of(const nlohmann::json& j, const char* member) {
  return j.contains(member) && j[member].is_string() ? j[member].get<std::string>() : std::string{};
}

/// One entry of `procedures` as a builder. A limit with `max` is `within_after`, one with `min` `at_least_lasting`.
inline dinh::procedure_builder builder_of(const nlohmann::json& p) {
  using namespace dinh;
  procedure_builder b{p["id"].get<std::string>(), flow_style::written_out};
  std::vector<std::string> decisions;
  for (const auto& n : p["nodes"]) {
    step s;
    s.key = n["id"].get<std::string>();
    s.kind = *step_kind_from(n["type"].get<std::string>());
    s.label = {text_of(n, "label_vi"), text_of(n, "label_en")};
    s.actor = text_of(n, "actor");
    s.rules = n["rule_ids"].get<std::vector<std::string>>();
    s.calls = text_of(n, "calls");
    if (s.kind == step_kind::decision) decisions.push_back(s.key);
    b.add(std::move(s));
  }
  for (const auto& f : p["flows"]) {
    const auto from = f["from"].get<std::string>();
    flow_terms terms;
    for (const auto& d : decisions)
      if (d == from) terms.branch = f["condition"].get<std::string>();
    b.flow(from, f["to"].get<std::string>(), std::move(terms));
  }
  for (const auto& d : p["deadlines"]) {
    const auto unit = *time_unit_from(d["unit"].get<std::string>());
    const between steps{d["from_node"].get<std::string>(), d["to_node"].get<std::string>()};
    deadline_terms terms;
    terms.rule = d["rule_id"].get<std::string>();
    if (!d["max"].is_null()) b.deadline(within(dinh::span{d["max"].get<std::int32_t>(), unit}), steps, terms);
    if (!d["min"].is_null()) b.deadline(at_least(dinh::span{d["min"].get<std::int32_t>(), unit}), steps, terms);
  }
  return b;
}

}  // namespace shared_procedures
