#include <dinh/procedure/vote.hpp>
#include <docket/clocks.hpp>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace dinh::inline v1 {

bool touches(const clock_rule& c, const deadline& d) noexcept {
  return c.affects.empty() || std::find(c.affects.begin(), c.affects.end(), d.rule) != c.affects.end();
}

bool is_told_by_steps(const procedure& p, const clock_rule& c, std::uint32_t deadline) noexcept {
  const auto& row = p.tables().deadlines[deadline];
  switch (c.how) {
    case clock_change::exclude:
      return !(p.find(c.from) == step_id{row.from} && p.find(c.to) == step_id{row.to});
    case clock_change::extend:
      return c.by.has_value();
    case clock_change::suspend:
    case clock_change::restart:
    case clock_change::stay:
    case clock_change::lapse:
      return true;
  }
  return true;
}

std::optional<extension_bound> bound_of_extensions(const procedure& p, std::uint32_t deadline, date on) {
  const dinh::deadline& d = p.deadline_at(deadline);
  std::optional<extension_bound> out;
  const auto& clocks = p.facts().clocks;
  for (std::uint16_t i = 0; i < clocks.size(); ++i) {
    const clock_rule& c = clocks[i];
    // A rule that names no limit speaks of the whole procedure and bounds none in particular.
    if (c.how != clock_change::extend || c.affects.empty() || !touches(c, d) || !c.valid.contains(on)) continue;
    if (!out) {
      out = extension_bound{i, c.most_times, c.by};
      continue;
    }
    if (c.most_times == 0 || (out->most_times != 0 && c.most_times > out->most_times)) {
      out->clock = i;
      out->most_times = c.most_times;
    }
    if (!c.by || (out->each && out->each->unit == c.by->unit && c.by->count > out->each->count)) out->each = c.by;
  }
  return out;
}

namespace {

std::optional<std::string> value_in(std::span<const fact> facts, std::string_view name) {
  for (const fact& f : facts)
    if (f.name == name) return f.value;
  return std::nullopt;
}

/// Whether the first count is larger. What is no count is not.
bool is_more(const std::string& count, const std::string& than) {
  const auto is_count = [](const std::string& s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string::npos; };
  if (!is_count(count) || !is_count(than)) return false;
  return count.size() != than.size() ? count.size() > than.size() : count > than;  // no zeros lead
}

bool is_branch_of(const procedure& p, step_id decision, const std::string& value) {
  for (const auto& link : p.graph().out<flows_to>(decision))
    if (p.graph()[link.edge].branch == value) return true;
  return false;
}

/// Whether a fact can have the value: what it cannot have says nothing of the case. Of names that nobody declared anything
/// is taken. As `procedure::fact_named`, without a copy.
bool can_be(const procedure& p, step_id decision, std::string_view name, const std::string& value) {
  const auto is_among_choices = [&](const fact_type& f) {
    return std::any_of(f.choices.begin(), f.choices.end(), [&](const fact_choice& c) { return c.code == value; });
  };
  for (const fact_type& f : p.facts().facts) {
    if (f.name != name) continue;
    switch (f.kind) {
      case fact_kind::yes_no:
        return value == "yes" || value == "no";
      case fact_kind::count:
        return !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
      case fact_kind::choice:
        return is_among_choices(f);
      case fact_kind::day:
        return parse_date(value).has_value();
    }
  }
  if (p[decision].asks == name) return is_branch_of(p, decision, value);
  bool is_asked = false;
  for (std::uint32_t i = 0; i < p.steps().size(); ++i) {
    const step& s = p.steps()[i];
    if (s.kind != step_kind::decision || s.asks != name) continue;
    if (is_branch_of(p, step_id{i}, value)) return true;
    is_asked = true;
  }
  return !is_asked;
}

/// The branch as a value of the fact that the decision asks, where its code is one of the fact's own.
std::optional<std::string> value_of_branch(const procedure& p, step_id decision, const std::string& branch) {
  if (branch.empty()) return std::nullopt;
  const auto type = p.fact_named(p[decision].asks);
  const bool is_code = type && ((type->kind == fact_kind::yes_no && (branch == "yes" || branch == "no")) ||
                                std::any_of(type->choices.begin(), type->choices.end(),
                                            [&](const fact_choice& c) { return c.code == branch; }));
  return is_code ? std::optional{branch} : std::nullopt;
}

}  // namespace

fact_source facts_at(const procedure& p, const case_fold& fold, step_id decision, date on, std::span<const fact> with_act,
                     std::string branch, const rule_set* rules) {
  return docketing::facts_known(p, {fold.facts, fold.times}, decision, on, with_act, std::move(branch), rules);
}

fact_source docketing::facts_known(const procedure& p, told_facts told, step_id decision, date on,
                                   std::span<const fact> with_act, std::string branch, const rule_set* rules) {
  return [&p, told, decision, on, with_act, branch = std::move(branch), rules](std::string_view name) -> std::optional<std::string> {
    const auto times_of = [&](step_id s) { return s.index() < told.times.size() ? told.times[s.index()] : std::uint16_t{0}; };
    if (name == "day") return to_text(on);
    constexpr std::string_view of_another = "verdict.";
    const bool is_another = name.substr(0, of_another.size()) == of_another;
    if (name == "verdict" || is_another) {
      const step_id at = is_another ? p.find(name.substr(of_another.size())) : decision;
      if (rules == nullptr || !at || !p[at].vote) return std::nullopt;
      const bool is_again = times_of(at) > (at == decision ? 0 : 1);
      const fact_source counts = [&](std::string_view n) -> std::optional<std::string> {
        if (auto v = value_in(with_act, n)) return v;
        if (is_again) return std::nullopt;
        auto v = value_in(told.facts, n);
        // More votes than came: they were cast another way, as by ballots after a meeting to which too few came.
        if (n == "present" && v && is_more(value_in(with_act, "in_favour").value_or(value_in(told.facts, "in_favour").value_or("")), *v)) v.reset();
        return v;
      };
      const auto v = verdict_of(p, at, on, *rules, counts);
      return with_verdict(counts, v ? v->result : std::nullopt, on)("verdict");
    }
    constexpr std::string_view times = "times.";
    if (name.substr(0, times.size()) == times) {
      const step_id s = p.find(name.substr(times.size()));
      return s ? std::optional{std::to_string(times_of(s))} : std::nullopt;
    }
    const auto sensible = [&](std::optional<std::string> v) {
      if (v && !can_be(p, decision, name, *v)) v.reset();
      return v;
    };
    if (auto v = value_in(with_act, name)) return sensible(std::move(v));
    if (name == p[decision].asks) {
      if (auto v = value_of_branch(p, decision, branch)) return v;
      if (times_of(decision) > 0) return std::nullopt;
    }
    return sensible(value_in(told.facts, name));
  };
}

std::vector<std::string> unknown_facts(const procedure& p, step_id decision, const fact_source& facts) {
  std::set<std::string> out;
  const auto ask = [&](const std::string& name) {
    if (!name.empty() && !facts(name)) out.insert(name);
  };
  ask(p[decision].asks);
  for (const auto& link : p.graph().out<flows_to>(decision))
    for (const auto& n : p.graph()[link.edge].when.nodes())
      if (n.what == flow_condition::sort::test) ask(n.name);
  return {out.begin(), out.end()};
}

namespace docketing {

namespace {

std::vector<std::uint16_t> touched(const procedure& p, const clock_rule& c) {
  std::vector<std::uint16_t> out;
  for (std::uint16_t i = 0; i < p.deadline_count(); ++i)
    if (touches(c, p.deadline_at(i)) && is_told_by_steps(p, c, i)) out.push_back(i);
  return out;
}

void too_often(std::vector<breach>& breaches, step_id at, std::uint32_t deadline, day_number on, std::uint16_t clock) {
  breach b;
  b.kind = breach_kind::extended_too_often;
  b.deadline = deadline;
  b.at = at;
  b.occurred_on = to_date(on);
  b.lawful_day = no_date();
  b.clock = clock;
  breaches.push_back(std::move(b));
}

// A limit is made longer while it runs: "within the first period", as Art 29(2) of Law 104/2016/QH13 says of its own. Making it
// longer later does not undo that it had run out.
void note_if_run_out(const procedure& p, std::uint16_t deadline, day_number opened, day_number on, std::uint16_t clock, const work_calendar& calendar,
                     const due_policies& policies, const case_adjustments& moved, step_id at, std::vector<breach>& breaches) {
  if (!p.deadline_at(deadline).sets_latest()) return;
  const engine::lawful_day last = engine::moved_lawful_day(p.tables(), deadline, opened, on, calendar, policies, moved);
  if (last.day == never || on <= last.day) return;
  breach b;
  b.kind = breach_kind::extended_too_late;
  b.deadline = deadline;
  b.at = at;
  b.occurred_on = to_date(on);
  b.lawful_day = to_date(last.day);
  b.days = on - last.day;
  b.clock = clock;
  breaches.push_back(std::move(b));
}

// Whether what runs at `i` is a second time what began on the same day: its step was done twice that day.
bool runs_before(const running_deadlines& running, std::uint32_t i) {
  for (std::uint32_t k = 0; k < i; ++k)
    if (running[k].deadline == running[i].deadline && running[k].opened == running[i].opened) return true;
  return false;
}

// A deadline of the clock's own rule that begins with its step is the extension itself, also of one that is not granted.
void extend_by_clock(case_adjustments& moved, const running_deadlines& running, const procedure& p, const clock_rule& rule,
                     std::uint16_t number, step_id step, day_number on, const work_calendar& calendar, const due_policies& policies,
                     std::vector<breach>& breaches) {
  for (std::uint32_t i = 0; i < running.size(); ++i) {
    const auto [opened, deadline, is_new] = running[i];
    if (!touches(rule, p.deadline_at(deadline)) || p.deadline_at(deadline).rule == rule.rule) continue;
    if (runs_before(running, i)) continue;  // both have the limits of their day
    for (std::uint32_t k = 0; k < running.size(); ++k) {
      const running_deadline& own = running[k];
      const auto& row = p.tables().deadlines[own.deadline];
      if (own.opened == on && p.deadline_at(own.deadline).rule == rule.rule && row.from == step.index() &&
          row.to == p.tables().deadlines[deadline].to)
        moved.aliases.push_back({own.deadline, on, deadline, opened});
    }
    std::int32_t by_this_clock = 0;
    std::int32_t by_any = 0;
    for (const auto& e : moved.extensions) {
      if (e.deadline != deadline || e.opened != opened) continue;
      ++by_any;
      by_this_clock += e.clock == number ? 1 : 0;
    }
    if (rule.most_times > 0 && by_this_clock >= rule.most_times) {
      too_often(breaches, step, deadline, on, number);
      continue;
    }
    // What is allowed to one clock is not added to what is allowed to another: 25/2018/QH14 Art 30(2) extends once, or 30(3) twice.
    const auto bound = bound_of_extensions(p, deadline, to_date(on));
    if (bound && bound->most_times > 0 && by_any >= bound->most_times) {
      too_often(breaches, step, deadline, on, bound->clock);
      continue;
    }
    if (!rule.by) continue;
    note_if_run_out(p, deadline, opened, on, number, calendar, policies, moved, step, breaches);
    moved.extensions.push_back({deadline, opened, on, *rule.by, number});
  }
}

}  // namespace

bool apply_clocks(case_adjustments& moved, const running_deadlines& running, const procedure& p, step_id step,
                  day_number on, const work_calendar& calendar, const due_policies& policies, std::vector<breach>& breaches) {
  const auto& clocks = p.facts().clocks;
  const std::string& key = p[step].key;
  bool any = false;
  for (std::uint16_t i = 0; i < clocks.size(); ++i) {
    const clock_rule& rule = clocks[i];
    const bool is_from = rule.from == key;
    const bool is_to = rule.to == key;
    if (!is_from && !is_to) continue;
    if (rule.how == clock_change::suspend || rule.how == clock_change::exclude) {
      const auto open = std::find_if(moved.stops.begin(), moved.stops.end(), [&](const case_adjustments::stop& s) {
        return s.clock == i && s.when.until.is_pos_infinity();
      });
      if (is_to && open != moved.stops.end()) {
        open->when.until = to_date(std::max(on, to_day_number(open->when.from)));
        any = true;
      } else if (is_from && open == moved.stops.end() && rule.valid.contains(to_date(on))) {
        auto deadlines = touched(p, rule);
        if (deadlines.empty()) continue;
        moved.stops.push_back({i, std::move(deadlines), {to_date(on), date{boost::date_time::pos_infin}}});
        any = true;
      }
      continue;
    }
    if (!rule.valid.contains(to_date(on))) continue;
    if (rule.how == clock_change::extend && is_from) {
      extend_by_clock(moved, running, p, rule, i, step, on, calendar, policies, breaches);
      any = true;
    }
    if (rule.how != clock_change::restart) continue;
    for (std::uint32_t k = 0; k < running.size(); ++k) {
      const auto [opened, deadline, is_new] = running[k];
      if (!touches(rule, p.deadline_at(deadline))) continue;
      const bool ends_there = p.find(rule.to) == step_id{p.tables().deadlines[deadline].to};
      if (ends_there ? !is_from : !is_to) continue;
      if (opened == on) continue;  // it begins with this very step
      // Counting anew does not undo that the first term had run out.
      const engine::lawful_day last = engine::moved_lawful_day(p.tables(), deadline, opened, on, calendar, policies, moved);
      if (p.tables().deadlines[deadline].time.way == direction::within_after && last.day != never && on > last.day) {
        breach b;
        b.kind = breach_kind::never_done;
        b.deadline = deadline;
        b.at = step_id{p.tables().deadlines[deadline].to};
        b.occurred_on = to_date(on);
        b.lawful_day = to_date(last.day);
        b.days = on - last.day;
        breaches.push_back(std::move(b));
      }
      moved.restarts.push_back({deadline, opened, on, i});
      any = true;
    }
  }
  return any;
}

std::vector<running_deadline> leave_extensions_to_first_terms(running_deadlines& running, const case_adjustments& moved) {
  std::vector<running_deadline> out;
  for (std::uint32_t i = 0; i < running.size() && !moved.aliases.empty();) {
    const running_deadline r = running[i];
    const bool is_extension = std::any_of(moved.aliases.begin(), moved.aliases.end(), [&](const case_adjustments::alias& a) {
      return a.deadline == r.deadline && a.opened == r.opened;
    });
    if (!is_extension) {
      ++i;
      continue;
    }
    out.push_back(r);
    running.erase(i);
  }
  return out;
}

bool may_move_limits(const procedure& p, step_id step) {
  const std::string& key = p[step].key;
  return std::any_of(p.facts().clocks.begin(), p.facts().clocks.end(), [&](const clock_rule& rule) {
    if (rule.from != key && rule.to != key) return false;
    switch (rule.how) {
      case clock_change::suspend:
      case clock_change::exclude:
        return !touched(p, rule).empty();
      case clock_change::extend:
        return rule.from == key;
      case clock_change::restart:
        return true;
      case clock_change::stay:
      case clock_change::lapse:
        return false;
    }
    return true;
  });
}

void grant(case_fold& c, const procedure& p, const duty_entry& d, day_number on, span by, const work_calendar& calendar,
           const due_policies& policies, std::vector<breach>& breaches) {
  const auto deadline = static_cast<std::uint16_t>(d.what.deadline);
  const day_number opened = to_day_number(d.what.opened_on);
  const step_id owed{p.tables().deadlines[deadline].to};
  const auto bound = bound_of_extensions(p, deadline, to_date(on));
  if (bound) {
    std::int32_t before = 0;
    for (const auto& e : c.moved.extensions) before += e.deadline == deadline && e.opened == opened ? 1 : 0;
    if (bound->most_times > 0 && before >= bound->most_times) {
      too_often(breaches, owed, deadline, on, bound->clock);
      return;
    }
    if (bound->each && bound->each->unit == by.unit && by.count > bound->each->count) {
      too_often(breaches, owed, deadline, on, bound->clock);
      breaches.back().kind = breach_kind::extended_too_long;
      breaches.back().days = by.count - bound->each->count;
      by = *bound->each;
    }
  }
  note_if_run_out(p, deadline, opened, on, bound ? bound->clock : UINT16_MAX, calendar, policies, c.moved, owed, breaches);
  c.moved.extensions.push_back({deadline, opened, on, by, UINT16_MAX});
}

bool is_against_facts(const procedure& p, step_id decision, std::uint16_t exit, const fact_source& facts) {
  const flows_to& taken = p.exit_of(decision, exit);
  if (!taken.when.empty() && !taken.when.is_otherwise()) return taken.when.holds(facts) == truth::no;
  const std::uint16_t chosen = p.choose_branch(decision, facts);
  return chosen != procedure::no_exit && chosen != exit;
}

step_id end_behind(const procedure& p, step_id step, std::uint16_t exit) {
  const auto& t = p.tables();
  const auto& row = t.steps[step.index()];
  const bool decides = row.kind == step_kind::decision;
  for (std::uint16_t i = 0; i < row.exit_count; ++i) {
    if (decides && i != exit) continue;
    const step_id next{t.exits[static_cast<std::size_t>(row.first_exit + i)].step};
    const step_kind kind = t.steps[next.index()].kind;
    if (kind == step_kind::end) return next;
    if (kind != step_kind::fork && kind != step_kind::join) continue;
    if (const step_id found = end_behind(p, next, 0)) return found;
  }
  return step_id{};
}

}  // namespace docketing

}  // namespace dinh::inline v1
