#include <docket/simulated_facts.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

namespace dinh::inline v1::docketing {

namespace {

bool is_told_by_the_case(std::string_view name) {
  constexpr std::string_view times = "times.";
  constexpr std::string_view verdict = "verdict";
  return name.empty() || name == "day" || name == "end" || name.substr(0, times.size()) == times ||
         name.substr(0, verdict.size()) == verdict;
}

template <class Visit>
void each_test(const procedure& p, step_id s, const Visit& visit) {
  for (const auto& link : p.graph().out<flows_to>(s))
    for (const auto& n : p.graph()[link.edge].when.nodes())
      if (n.what == flow_condition::sort::test) visit(n);
}

/// For a count: the numbers it is compared with and their neighbours. For another fact: its codes.
std::vector<std::string> values_of(const procedure& p, const std::string& name, const std::set<std::int64_t>& numbers) {
  const auto type = p.fact_named(name);
  if (!numbers.empty()) {
    std::set<std::int64_t> around;
    for (const std::int64_t n : numbers)
      for (const std::int64_t v : {n - 1, n, n + 1})
        if (v >= 0) around.insert(v);
    std::vector<std::string> out;
    for (const std::int64_t v : around) out.push_back(std::to_string(v));
    return out;
  }
  if (type && type->kind == fact_kind::choice && !type->choices.empty()) {
    std::vector<std::string> out;
    for (const auto& c : type->choices) out.push_back(c.code);
    return out;
  }
  return {"no", "yes"};
}

}  // namespace

std::vector<drawn_decision> drawn_decisions(const procedure& p) {
  // A fact counts if a condition names it, or if two decisions ask it.
  std::map<std::string, std::uint32_t> asked;
  std::map<std::string, std::set<std::int64_t>> numbers;
  std::set<std::string> in_conditions;
  for (std::uint32_t i = 0; i < p.steps().size(); ++i) {
    const step_id s{i};
    if (p[s].kind != step_kind::decision) continue;
    if (!p[s].asks.empty()) ++asked[p[s].asks];
    each_test(p, s, [&](const flow_condition::node& n) {
      if (is_told_by_the_case(n.name)) return;
      in_conditions.insert(n.name);
      std::int64_t v = 0;
      const auto [end, fault] = std::from_chars(n.value.data(), n.value.data() + n.value.size(), v);
      if (fault == std::errc{} && end == n.value.data() + n.value.size()) numbers[n.name].insert(v);
    });
  }
  std::vector<drawn_decision> out(p.steps().size());
  for (std::uint32_t i = 0; i < p.steps().size(); ++i) {
    const step_id s{i};
    if (p[s].kind != step_kind::decision) continue;
    drawn_decision& d = out[i];
    const std::string& asks = p[s].asks;
    if (!asks.empty() && (asked[asks] > 1 || in_conditions.count(asks) != 0)) {
      d.asks_first = true;
      drawn_fact f{asks, {}};
      for (std::uint16_t exit = 0; exit < p.tables().steps[i].exit_count; ++exit) f.values.push_back(p.exit_of(s, exit).branch);
      d.facts.push_back(std::move(f));
    }
    std::set<std::string> favourable;
    std::set<std::string> others;
    each_test(p, s, [&](const flow_condition::node& n) {
      d.rests_on_facts = true;
      if (n.name == "verdict") favourable.insert(n.value);
      if (!is_told_by_the_case(n.name) && n.name != asks) others.insert(n.name);
    });
    d.rests_on_facts = d.rests_on_facts || d.asks_first;
    for (const std::string& name : others) d.facts.push_back({name, values_of(p, name, numbers[name])});
    d.favourable.assign(favourable.begin(), favourable.end());
  }
  return out;
}

}  // namespace dinh::inline v1::docketing
