#include <dinh/docket/engine.hpp>

#include <algorithm>
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

moved_question question_of_moved(std::uint16_t deadline, day_number opened, day_number counted_from,
                                 const due_policies& policies, const case_adjustments& moved) {
  moved_question out;
  out.options.policies = policies;
  out.from = counted_from == never ? opened : counted_from;
  day_number renewed = never;
  for (const auto& r : moved.restarts)
    if (r.deadline == deadline && r.opened == opened && r.from > renewed) renewed = r.from;
  if (renewed > out.from) out.from = renewed;
  const date from = to_date(out.from);
  for (const suspension& s : moved.suspensions)
    if (s.until > from) out.options.suspensions.push_back(s);
  for (const auto& s : moved.stops)
    if (s.when.until > from && std::find(s.deadlines.begin(), s.deadlines.end(), deadline) != s.deadlines.end())
      out.options.suspensions.push_back(s.when);
  // What was granted before the count began anew went with the old count.
  for (const auto& e : moved.extensions)
    if (e.deadline == deadline && e.opened == opened && e.granted >= renewed) out.options.extensions.push_back(e.by);
  return out;
}

lawful_day lawful_day_of(const limit& l, const work_calendar& calendar, day_number opened, const due_policies& policies,
                         const case_adjustments& moved, std::uint16_t deadline, day_number counted_from) {
  if (l.way == direction::not_later_than_before)
    return lawful_day_of(l, calendar, counted_from == never ? opened : counted_from, policies);
  const moved_question q = question_of_moved(deadline, opened, counted_from, policies, moved);
  if (q.options.suspensions.empty() && q.options.extensions.empty()) return lawful_day_of(l, calendar, q.from, policies);
  const due_answer a = calendar.moved_answer(l, to_date(q.from), q.options);
  return a.day.is_special() ? lawful_day{} : lawful_day{to_day_number(a.day), a.is_provisional()};
}

lawful_day moved_lawful_day(const procedure_tables& t, std::uint16_t deadline, day_number opened, day_number day,
                            const work_calendar& calendar, const due_policies& policies, const case_adjustments& moved) {
  const running_limit base = unaliased(deadline, opened, moved);
  const limit_of_day l = limit_under_law(t, base.deadline, base.opened, day);
  if (l.time == nullptr) return {};
  return lawful_day_of(*l.time, calendar, base.opened, policies, moved, base.deadline, l.from);
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

namespace dinh::inline v1 {

case_adjustments case_adjustments::known_on(date day) const {
  case_adjustments out;
  const auto seen = [&](suspension s) {
    if (s.until > day) s.until = date{boost::date_time::pos_infin};
    return s;
  };
  for (const suspension& s : suspensions)
    if (s.from <= day) out.suspensions.push_back(seen(s));
  for (const stop& s : stops)
    if (s.when.from <= day) out.stops.push_back({s.clock, s.deadlines, seen(s.when)});
  for (const extension& e : extensions)
    if (to_date(e.granted) <= day) out.extensions.push_back(e);
  for (const restart& r : restarts)
    if (to_date(r.from) <= day) out.restarts.push_back(r);
  out.aliases = aliases;
  return out;
}

}  // namespace dinh::inline v1
