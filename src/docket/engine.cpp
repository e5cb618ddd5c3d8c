#include <dinh/docket/engine.hpp>

#include <unordered_map>

namespace dinh::inline v1::engine {

namespace {

// Of a procedure with more ways to stand, an act that far out of order may be recorded as one that no run leads to.
constexpr std::size_t most_markings = 200'000;

struct visited {
  marking where;
  std::uint32_t before;
  left_out_step by;
};

}  // namespace

lawful_day lawful_day_of(const limit& l, const work_calendar& calendar, day_number opened, const due_policies& policies,
                         const case_adjustments& moved, std::uint16_t deadline, day_number counted_from) {
  const day_number first = counted_from == never ? opened : counted_from;
  if (l.way == direction::not_later_than_before) return lawful_day_of(l, calendar, first, policies);
  due_options options;
  options.policies = policies;
  const date from = to_date(first);
  for (const suspension& s : moved.suspensions)
    if (s.until > from) options.suspensions.push_back(s);
  for (const auto& e : moved.extensions)
    if (e.deadline == deadline && e.opened == opened) options.extensions.push_back(e.by);
  if (options.suspensions.empty() && options.extensions.empty()) return lawful_day_of(l, calendar, first, policies);
  const due_date d = calendar.due(l, after(from), options);
  return d.is_known() ? lawful_day{to_day_number(d.day), d.is_provisional} : lawful_day{};
}

bool find_run(const procedure_tables& t, const marking& standing, std::uint16_t wanted, std::vector<left_out_step>& run,
              marking& there) {
  run.clear();
  std::vector<visited> seen{{standing, 0, {}}};
  std::unordered_map<marking, std::uint32_t> index{{standing, 0}};
  const marking& input = t.steps[wanted].input;
  for (std::uint32_t s = 0; s < seen.size(); ++s) {
    const marking here = seen[s].where;
    if (here.contains(input)) {
      there = here;
      for (std::uint32_t at = s; at != 0; at = seen[at].before)
        if (!fires_by_itself(t.steps[seen[at].by.step].kind)) run.push_back(seen[at].by);
      std::reverse(run.begin(), run.end());
      return true;
    }
    for (std::uint16_t step = 0; step < t.steps.size(); ++step) {
      const auto& row = t.steps[step];
      if (row.kind == step_kind::end || !here.contains(row.input)) continue;  // a case that ended goes nowhere
      marking rest = here;
      rest.remove(row.input);
      const bool decides = row.kind == step_kind::decision;
      const std::uint16_t ways = decides ? row.exit_count : std::uint16_t{1};
      for (std::uint16_t way = 0; way < ways; ++way) {
        marking next = rest;
        const std::uint16_t count = decides ? std::uint16_t{1} : row.exit_count;
        for (std::uint16_t i = 0; i < count; ++i)
          next.add(t.exits[static_cast<std::size_t>(row.first_exit + way + i)].place);
        if (seen.size() >= most_markings) return false;
        if (index.emplace(next, static_cast<std::uint32_t>(seen.size())).second) seen.push_back({next, s, {step, way}});
      }
    }
  }
  return false;
}

}  // namespace dinh::inline v1::engine
