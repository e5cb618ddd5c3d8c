#include "procedure/timing_runs.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace dinh::inline v1::timing {

std::vector<point_set> reached_from(const way& w) {
  std::vector<point_set> after(w.steps.size());
  for (const bond& b : w.bonds)
    if (b.kind == timing_link::kind_of::flow) after[b.from].set(b.to);
  for (std::size_t i = w.steps.size(); i-- > 0;)
    for (std::size_t j = i + 1; j < w.steps.size(); ++j)
      if (after[i][j]) after[i] |= after[j];
  return after;
}

namespace {

std::uint32_t table_of(const std::vector<limit>& limits, const limit& l) {
  return static_cast<std::uint32_t>(std::find(limits.begin(), limits.end(), l) - limits.begin());
}

// The case is about to come to a step.
struct arrival {
  std::uint16_t step = 0;
  std::uint16_t from = no_point;  // the point it comes from
};

// A case on its way: what is done, what stands open, and which flows were taken.
struct token_game {
  std::vector<arrival> open;  // steps to do, the last first
  std::vector<arrival> held;  // at joins that wait for other flows
  std::vector<std::uint8_t> done;      // by step: how often
  std::vector<std::uint16_t> arrived;  // by step: flows into a join so far
  std::vector<std::uint16_t> order;
  std::vector<std::pair<std::uint16_t, std::uint16_t>> flows;  // of points
  std::vector<run_step> choices;
};

class search {
public:
  search(const procedure& p, const timing_options& o, const std::vector<limit>& limits, ways& out)
      : p_{p}, o_{o}, limits_{limits}, t_{p.tables()}, out_{out}, clocks_{pausing_clocks(p)} {
    for (std::uint32_t i = 0; i < o.durations.size(); ++i)
      if (const step_id s = p.find(o.durations[i].step)) duration_of_.emplace(s.index(), i);
  }

  void run() {
    token_game start;
    start.done.assign(t_.steps.size(), 0);
    start.arrived.assign(t_.steps.size(), 0);
    start.open.push_back({t_.start, no_point});
    std::vector<token_game> waiting{std::move(start)};
    std::uint32_t tries = 0;
    while (!waiting.empty()) {
      if (++tries > o_.most_runs * 4 || out_.count >= o_.most_runs) {
        out_.is_complete = false;
        break;
      }
      token_game g = std::move(waiting.back());
      waiting.pop_back();
      go_on(std::move(g), waiting);
    }
    std::sort(out_.cut_at.begin(), out_.cut_at.end());
    out_.cut_at.erase(std::unique(out_.cut_at.begin(), out_.cut_at.end()), out_.cut_at.end());
  }

private:
  // A step comes a second time only if the case was suspended and taken up again since the first: the suspension would
  // not be on any way otherwise, as it mostly leads back to the work that it interrupted.
  [[nodiscard]] bool may_come_again(const token_game& g, std::uint16_t s) const {
    if (g.done[s] != 1) return false;
    const auto first = std::find(g.order.begin(), g.order.end(), s);
    return std::any_of(clocks_.begin(), clocks_.end(), [&](const clock_reach& c) {
      const auto begun = std::find(first + 1, g.order.end(), c.from);
      return begun != g.order.end() && std::find(begun + 1, g.order.end(), c.to) != g.order.end();
    });
  }

  void go_on(token_game g, std::vector<token_game>& waiting) {
    while (!g.open.empty()) {
      const arrival a = g.open.back();
      const std::uint16_t s = a.step;
      g.open.pop_back();
      const auto& row = t_.steps[s];
      if (g.done[s] != 0 && !may_come_again(g, s)) {
        out_.cut_at.push_back(s);
        return;
      }
      const auto here = static_cast<std::uint16_t>(g.order.size());
      if (row.kind == step_kind::join) {
        g.held.push_back(a);
        ++g.arrived[s];
        if (g.arrived[s] % p_.graph().in<flows_to>(step_id{s}).size() != 0) continue;
        for (const arrival& h : g.held)
          if (h.step == s) g.flows.emplace_back(h.from, here);
        g.held.erase(std::remove_if(g.held.begin(), g.held.end(), [&](const arrival& h) { return h.step == s; }),
                     g.held.end());
      } else if (a.from != no_point) {
        g.flows.emplace_back(a.from, here);
      }
      ++g.done[s];
      g.order.push_back(s);
      if (row.kind == step_kind::decision) {
        for (std::uint16_t i = row.exit_count; i-- > 0;) {  // the first branch is looked at first
          const auto& e = t_.exits[static_cast<std::size_t>(row.first_exit + i)];
          token_game next = g;
          next.choices.push_back({step_id{s}, p_.graph()[edge_id<flows_to>{e.flow}].branch});
          next.open.push_back({e.step, here});
          waiting.push_back(std::move(next));
        }
        return;
      }
      for (std::uint16_t i = row.exit_count; i-- > 0;)
        g.open.push_back({t_.exits[static_cast<std::size_t>(row.first_exit + i)].step, here});
    }
    ++out_.count;
    keep(std::move(g));
  }

  void keep(token_game g) {
    way w = way_of(std::move(g));
    way r = reduced(w);
    auto signature = key_of(r);
    const auto [at, is_new] = known_.emplace(std::move(signature), out_.all.size());
    if (!is_new) {
      ++out_.all[at->second].count;
      ++out_.reduced[at->second].count;
      return;
    }
    out_.all.push_back(std::move(w));
    out_.reduced.push_back(std::move(r));
  }

  // The end comes last, whatever other branches still did after it in the order of the game.
  way way_of(token_game g) {
    std::vector<std::uint16_t> point(g.order.size());
    for (std::uint16_t i = 0; i < point.size(); ++i) point[i] = i;
    const auto end = std::find_if(g.order.begin(), g.order.end(),
                                  [&](std::uint16_t s) { return t_.steps[s].kind == step_kind::end; });
    if (end != g.order.end()) {
      for (auto i = static_cast<std::size_t>(end - g.order.begin()) + 1; i < point.size(); ++i) --point[i];
      point[static_cast<std::size_t>(end - g.order.begin())] = static_cast<std::uint16_t>(point.size() - 1);
      std::rotate(end, end + 1, g.order.end());
    }
    way w;
    w.choices = std::move(g.choices);
    w.steps = std::move(g.order);
    for (const auto& [from, to] : g.flows) {
      w.bonds.push_back({timing_link::kind_of::flow, false, 0, point[from], point[to], same_day, 0});
      if (const auto d = duration_of_.find(w.steps[point[to]]); d != duration_of_.end())
        w.bonds.push_back({timing_link::kind_of::duration, false, d->second, point[from], point[to],
                           table_of(limits_, limit{at_least{o_.durations[d->second].least}}), 0});
    }
    const std::vector<point_set> after = reached_from(w);
    std::stable_sort(w.bonds.begin(), w.bonds.end(), [](const bond& a, const bond& b) { return a.from < b.from; });
    add_pauses(w, after);
    for (std::uint32_t e = 0; e < p_.deadline_count(); ++e)
      if (is_timed(p_.deadline_at(e), o_)) add_deadline(w, e, after);
    for (const std::uint16_t s : w.steps) {
      const step_kind k = t_.steps[s].kind;
      w.acts.push_back(o_.acts_on_working_days && (k == step_kind::task || k == step_kind::decision) ? 1 : 0);
    }
    return w;
  }

  [[nodiscard]] static std::vector<std::uint16_t> points_of(const way& w, std::uint16_t step) {
    std::vector<std::uint16_t> out;
    for (std::uint16_t i = 0; i < w.steps.size(); ++i)
      if (w.steps[i] == step) out.push_back(i);
    return out;
  }

  void add_pauses(way& w, const std::vector<point_set>& after) const {
    for (const clock_reach& c : clocks_)
      for (const std::uint16_t from : points_of(w, c.from)) {
        if (w.pauses.size() == most_pauses) {
          w.has_all_pauses = false;
          return;
        }
        pause one{c.clock, from, no_point};
        for (const std::uint16_t to : points_of(w, c.to))
          if (one.to == no_point && after[from][to]) one.to = to;
        w.pauses.push_back(one);
      }
  }

  // Every round of a deadline: from each time its first step is done to the next time its second one is.
  void add_deadline(way& w, std::uint32_t e, const std::vector<point_set>& after) const {
    const auto& row = t_.deadlines[e];
    const limit& time = *p_.deadline_at(e).time;
    const std::vector<std::uint16_t> froms = points_of(w, row.from);
    const std::vector<std::uint16_t> tos = points_of(w, row.to);
    const auto lies_between = [&](const std::vector<std::uint16_t>& points, std::uint16_t from, std::uint16_t to) {
      return std::any_of(points.begin(), points.end(),
                         [&](std::uint16_t p) { return after[from][p] && after[p][to]; });
    };
    for (const std::uint16_t from : froms)
      for (const std::uint16_t to : tos) {
        if (from == to || after[to][from] || lies_between(froms, from, to) || lies_between(tos, from, to)) continue;
        if (w.deadlines.empty() || w.deadlines.back() != e) w.deadlines.push_back(e);
        bond b{timing_link::kind_of::deadline, true, e, from, to, table_of(limits_, time), 0};
        switch (time.way) {
          case direction::within_after:
          case direction::valid_for:
            break;
          case direction::at_least_lasting:
            b.is_upper = false;
            break;
          case direction::not_later_than_before:  // the earlier step is bound by the later one
            std::swap(b.from, b.to);
            break;
        }
        const std::uint8_t pauses = pauses_of(w, e, from, to, after);
        if (pauses != 0 && b.is_upper && time.length.unit != time_unit::hour)
          b.pauses = pauses;
        else if (pauses != 0 && (w.not_paused.empty() || w.not_paused.back() != e))
          w.not_paused.push_back(e);
        // Hours end within office hours; the calendar does not say where after a pause. Nothing is claimed of them.
        if (pauses != 0 && b.is_upper && time.length.unit == time_unit::hour) continue;
        w.bonds.push_back(b);
      }
  }

  // Pauses that may fall into a period; a lead time runs backwards and knows none.
  [[nodiscard]] std::uint8_t pauses_of(const way& w, std::uint32_t e, std::uint16_t from, std::uint16_t to,
                                       const std::vector<point_set>& after) const {
    std::uint8_t out = 0;
    if (p_.deadline_at(e).time->way == direction::not_later_than_before) return out;
    for (std::size_t i = 0; i < w.pauses.size(); ++i) {
      const pause& s = w.pauses[i];
      const auto clock = std::find_if(clocks_.begin(), clocks_.end(), [&](const clock_reach& c) { return c.clock == s.clock; });
      if (std::find(clock->deadlines.begin(), clock->deadlines.end(), e) == clock->deadlines.end()) continue;
      const bool is_over = s.to != no_point && (s.to == from || after[s.to][from]);
      if (!is_over && s.from != to && !after[to][s.from]) out = static_cast<std::uint8_t>(out | 1U << i);
    }
    return out;
  }

  // Only the points that something but a flow touches; flows become the order of these. An act that is done on working
  // days only needs a point of its own where it stands between others, since acts next to it round the day as well.
  way reduced(const way& w) const {
    const std::size_t n = w.steps.size();
    const std::vector<point_set> after = reached_from(w);
    std::vector<point_set> before(n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j)
        if (after[i][j]) before[j].set(i);
    point_set bound;
    bound.set(0).set(n - 1);
    for (const bond& b : w.bonds)
      if (b.kind != timing_link::kind_of::flow) bound.set(b.from).set(b.to);
    for (const pause& s : w.pauses) {
      bound.set(s.from);
      if (s.to != no_point) bound.set(s.to);
    }
    point_set acts;
    for (std::size_t i = 0; i < n; ++i) acts.set(i, w.acts[i] != 0);
    point_set kept = bound | acts;
    const auto is_next = [&](std::size_t i, std::size_t j) { return after[i][j] && (after[i] & before[j] & kept).none(); };
    for (std::size_t i = 0; i < n; ++i) {
      if (!kept[i] || bound[i]) continue;
      bool all_acts = true;
      for (std::size_t j = 0; j < i && all_acts; ++j) all_acts = !kept[j] || !is_next(j, i) || acts[j];
      if (all_acts) kept.reset(i);
    }
    way r;
    r.choices = w.choices;
    r.deadlines = w.deadlines;
    r.not_paused = w.not_paused;
    r.has_all_pauses = w.has_all_pauses;
    std::vector<std::uint16_t> point(n, UINT16_MAX);
    for (std::size_t i = 0; i < n; ++i)
      if (kept[i]) {
        point[i] = static_cast<std::uint16_t>(r.steps.size());
        r.steps.push_back(w.steps[i]);
        r.acts.push_back(w.acts[i]);
      }
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j)
        if (kept[i] && kept[j] && is_next(i, j))
          r.bonds.push_back({timing_link::kind_of::flow, false, 0, point[i], point[j], same_day, 0});
    for (const pause& s : w.pauses)
      r.pauses.push_back({s.clock, point[s.from], s.to == no_point ? no_point : point[s.to]});
    for (bond b : w.bonds) {
      if (b.kind == timing_link::kind_of::flow) continue;
      b.from = point[b.from];
      b.to = point[b.to];
      r.bonds.push_back(b);
    }
    std::stable_sort(r.bonds.begin(), r.bonds.end(), [](const bond& a, const bond& b) { return a.from < b.from; });
    return r;
  }

  using key = std::vector<std::tuple<int, bool, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>>;
  // The end steps of two ways may differ and mean the same; a step that comes twice has two names.
  static key key_of(const way& r) {
    key k;
    const auto name = [&](std::uint16_t point) {
      if (point == no_point) return UINT32_MAX - 1;
      if (point + 1U == r.steps.size()) return UINT32_MAX;
      const auto here = r.steps.begin() + point;
      return (r.steps[point] * 2U) + (std::find(r.steps.begin(), here, *here) != here ? 1U : 0U);
    };
    for (const bond& b : r.bonds)
      k.emplace_back(static_cast<int>(b.kind), b.is_upper, b.number, name(b.from), name(b.to), b.table);
    for (std::uint16_t i = 0; i < r.acts.size(); ++i)
      if (r.acts[i] != 0) k.emplace_back(-1, false, 0, name(i), 0, 0);
    for (const pause& s : r.pauses) k.emplace_back(-2, false, s.clock, name(s.from), name(s.to), 0);
    for (const std::uint32_t e : r.not_paused) k.emplace_back(-3, false, e, 0, 0, 0);
    std::sort(k.begin(), k.end());
    return k;
  }

  const procedure& p_;
  const timing_options& o_;
  const std::vector<limit>& limits_;
  const procedure_tables& t_;
  ways& out_;
  std::vector<clock_reach> clocks_;
  std::map<std::uint32_t, std::uint32_t> duration_of_;
  std::map<key, std::size_t> known_;
};

}  // namespace

namespace {

bool touches_deadline(const clock_rule& c, const deadline& d) {
  return c.affects.empty() || std::find(c.affects.begin(), c.affects.end(), d.rule) != c.affects.end();
}

// A time excluded from the first to the second step of a deadline is told by the case, not by these steps: they would
// exclude all of it.
bool is_told_by_case(const procedure& p, const clock_rule& c, std::uint32_t deadline) {
  const auto& row = p.tables().deadlines[deadline];
  return c.how == clock_change::exclude && p.find(c.from) == step_id{row.from} && p.find(c.to) == step_id{row.to};
}

bool pauses_something(const clock_rule& c) {
  return c.how == clock_change::suspend || c.how == clock_change::exclude;
}

}  // namespace

bool is_timed(const deadline& d, const timing_options& o) {
  return d.time && (d.time->length.unit != time_unit::hour || o.hours);
}

std::vector<clock_reach> pausing_clocks(const procedure& p) {
  std::vector<clock_reach> out;
  const auto& clocks = p.facts().clocks;
  for (std::uint32_t i = 0; i < clocks.size(); ++i) {
    const clock_rule& c = clocks[i];
    const step_id from = p.find(c.from);
    const step_id to = p.find(c.to);
    if (!pauses_something(c) || !from || !to) continue;
    clock_reach one{i, static_cast<std::uint16_t>(from.index()), static_cast<std::uint16_t>(to.index()), {}};
    for (std::uint32_t e = 0; e < p.deadline_count(); ++e)
      if (touches_deadline(c, p.deadline_at(e)) && !is_told_by_case(p, c, e)) one.deadlines.push_back(e);
    if (!one.deadlines.empty()) out.push_back(std::move(one));
  }
  return out;
}

std::vector<clock_untimed> clocks_without_steps(const procedure& p) {
  std::vector<clock_untimed> out;
  const auto& clocks = p.facts().clocks;
  for (std::uint32_t i = 0; i < clocks.size(); ++i) {
    const clock_rule& c = clocks[i];
    const bool moves_limits = pauses_something(c) || c.how == clock_change::extend || c.how == clock_change::restart;
    if (!moves_limits) continue;
    const bool has_steps = pauses_something(c) && p.find(c.from) && p.find(c.to);
    for (std::uint32_t e = 0; e < p.deadline_count(); ++e)
      if (p.deadline_at(e).time && p.deadline_at(e).time->way != direction::not_later_than_before && touches_deadline(c, p.deadline_at(e)) && (!has_steps || is_told_by_case(p, c, e)))
        out.push_back({i, e});
  }
  return out;
}

std::vector<limit> limits_of(const procedure& p, const timing_options& o) {
  std::vector<limit> out;
  const auto add = [&](const limit& l) {
    if (std::find(out.begin(), out.end(), l) == out.end()) out.push_back(l);
  };
  for (std::uint32_t e = 0; e < p.deadline_count(); ++e)
    if (is_timed(p.deadline_at(e), o)) add(*p.deadline_at(e).time);
  for (const auto& d : o.durations) {
    add(limit{at_least{d.least}});
    add(limit{valid_for{d.most.value_or(d.least)}});
  }
  return out;
}

way in_force(const way& w, const procedure& p, date start) {
  way out = w;
  const auto lapsed = [&](std::uint32_t e) { return !p.deadline_at(e).valid.contains(start); };
  out.deadlines.erase(std::remove_if(out.deadlines.begin(), out.deadlines.end(), lapsed), out.deadlines.end());
  out.bonds.erase(std::remove_if(out.bonds.begin(), out.bonds.end(),
                                 [&](const bond& b) {
                                   return b.kind == timing_link::kind_of::deadline && lapsed(b.number);
                                 }),
                  out.bonds.end());
  return out;
}

ways find_ways(const procedure& p, const timing_options& o, const std::vector<limit>& limits) {
  ways out;
  search{p, o, limits, out}.run();
  return out;
}

}  // namespace dinh::inline v1::timing
