#include "procedure/timing_runs.hpp"

#include <algorithm>
#include <bitset>
#include <map>
#include <tuple>
#include <utility>

namespace dinh::inline v1::timing {

namespace {

bool is_timed(const deadline& d) { return d.time && d.time->length.unit != time_unit::hour; }

std::uint32_t table_of(const std::vector<limit>& limits, const limit& l) {
  return static_cast<std::uint32_t>(std::find(limits.begin(), limits.end(), l) - limits.begin());
}

// Points of a way; a procedure has no more places than that, and a place at least for each step.
using point_set = std::bitset<marking::most_places>;

// The points that flows lead to from each point. Pre: flows lead to later points only.
std::vector<point_set> reached_from(const way& w) {
  std::vector<point_set> after(w.steps.size());
  for (const bond& b : w.bonds)
    if (b.kind == timing_link::kind_of::flow) after[b.from].set(b.to);
  for (std::size_t i = w.steps.size(); i-- > 0;)
    for (std::size_t j = i + 1; j < w.steps.size(); ++j)
      if (after[i][j]) after[i] |= after[j];
  return after;
}

// A case on its way: what is done, what stands open, and which flows were taken.
struct token_game {
  std::vector<std::uint16_t> open;  // steps to do, the last first
  std::vector<char> done;
  std::vector<std::uint16_t> arrived;  // by step: flows into a join so far
  std::vector<std::uint16_t> order;
  std::vector<std::pair<std::uint16_t, std::uint16_t>> flows;
  std::vector<run_step> choices;
};

class search {
public:
  search(const procedure& p, const timing_options& o, const std::vector<limit>& limits, ways& out)
      : p_{p}, o_{o}, limits_{limits}, t_{p.tables()}, out_{out} {
    for (std::uint32_t i = 0; i < o.durations.size(); ++i)
      if (const step_id s = p.find(o.durations[i].step)) duration_of_.emplace(s.index(), i);
  }

  void run() {
    token_game start;
    start.done.assign(t_.steps.size(), 0);
    start.arrived.assign(t_.steps.size(), 0);
    start.open.push_back(t_.start);
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
  void take(token_game& g, std::uint16_t step, const procedure_tables::exit& e) {
    g.flows.emplace_back(step, e.step);
    g.open.push_back(e.step);
  }

  void go_on(token_game g, std::vector<token_game>& waiting) {
    while (!g.open.empty()) {
      const std::uint16_t s = g.open.back();
      g.open.pop_back();
      const auto& row = t_.steps[s];
      if (g.done[s] != 0) {
        out_.cut_at.push_back(s);
        return;
      }
      if (row.kind == step_kind::join) {
        ++g.arrived[s];
        if (g.arrived[s] < p_.graph().in<flows_to>(step_id{s}).size()) continue;
      }
      g.done[s] = 1;
      g.order.push_back(s);
      if (row.kind == step_kind::decision) {
        for (std::uint16_t i = row.exit_count; i-- > 0;) {  // the first branch is looked at first
          const auto& e = t_.exits[static_cast<std::size_t>(row.first_exit + i)];
          token_game next = g;
          next.choices.push_back({step_id{s}, p_.graph()[edge_id<flows_to>{e.flow}].branch});
          take(next, s, e);
          waiting.push_back(std::move(next));
        }
        return;
      }
      for (std::uint16_t i = row.exit_count; i-- > 0;)
        take(g, s, t_.exits[static_cast<std::size_t>(row.first_exit + i)]);
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
    const auto end = std::find_if(g.order.begin(), g.order.end(),
                                  [&](std::uint16_t s) { return t_.steps[s].kind == step_kind::end; });
    if (end != g.order.end()) std::rotate(end, end + 1, g.order.end());
    way w;
    w.choices = std::move(g.choices);
    w.steps = std::move(g.order);
    std::vector<std::uint16_t> point(t_.steps.size(), UINT16_MAX);
    for (std::uint16_t i = 0; i < w.steps.size(); ++i) point[w.steps[i]] = i;
    for (const auto& [from, to] : g.flows) {
      if (point[from] == UINT16_MAX || point[to] == UINT16_MAX) continue;
      w.bonds.push_back({timing_link::kind_of::flow, false, 0, point[from], point[to], same_day});
      if (const auto d = duration_of_.find(to); d != duration_of_.end())
        w.bonds.push_back({timing_link::kind_of::duration, false, d->second, point[from], point[to],
                           table_of(limits_, limit{at_least{o_.durations[d->second].least}})});
    }
    const std::vector<point_set> after = reached_from(w);
    std::stable_sort(w.bonds.begin(), w.bonds.end(), [](const bond& a, const bond& b) { return a.from < b.from; });
    for (std::uint32_t e = 0; e < p_.deadline_count(); ++e) {
      const deadline& d = p_.deadline_at(e);
      const auto& row = t_.deadlines[e];
      if (!is_timed(d)) continue;
      const std::uint16_t from = point[row.from];
      const std::uint16_t to = point[row.to];
      if (from == UINT16_MAX || to == UINT16_MAX || from == to || after[to][from]) continue;
      w.deadlines.push_back(e);
      const std::uint32_t table = table_of(limits_, *d.time);
      switch (d.time->way) {
        case direction::within_after:
        case direction::valid_for:
          w.bonds.push_back({timing_link::kind_of::deadline, true, e, from, to, table});
          break;
        case direction::at_least_lasting:
          w.bonds.push_back({timing_link::kind_of::deadline, false, e, from, to, table});
          break;
        case direction::not_later_than_before:  // the earlier step is bound by the later one
          w.bonds.push_back({timing_link::kind_of::deadline, true, e, to, from, table});
          break;
      }
    }
    for (const std::uint16_t s : w.steps) {
      const step_kind k = t_.steps[s].kind;
      w.acts.push_back(o_.acts_on_working_days && (k == step_kind::task || k == step_kind::decision) ? 1 : 0);
    }
    return w;
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
          r.bonds.push_back({timing_link::kind_of::flow, false, 0, point[i], point[j], same_day});
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
  // The end steps of two ways may differ and mean the same.
  static key key_of(const way& r) {
    key k;
    const auto name = [&](std::uint16_t point) {
      return point + 1U == r.steps.size() ? UINT32_MAX : std::uint32_t{r.steps[point]};
    };
    for (const bond& b : r.bonds)
      k.emplace_back(static_cast<int>(b.kind), b.is_upper, b.number, name(b.from), name(b.to), b.table);
    for (std::size_t i = 0; i < r.acts.size(); ++i)
      if (r.acts[i] != 0) k.emplace_back(-1, false, 0, r.steps[i], 0, 0);
    std::sort(k.begin(), k.end());
    return k;
  }

  const procedure& p_;
  const timing_options& o_;
  const std::vector<limit>& limits_;
  const procedure_tables& t_;
  ways& out_;
  std::map<std::uint32_t, std::uint32_t> duration_of_;
  std::map<key, std::size_t> known_;
};

}  // namespace

std::vector<limit> limits_of(const procedure& p, const timing_options& o) {
  std::vector<limit> out;
  const auto add = [&](const limit& l) {
    if (std::find(out.begin(), out.end(), l) == out.end()) out.push_back(l);
  };
  for (std::uint32_t e = 0; e < p.deadline_count(); ++e)
    if (is_timed(p.deadline_at(e))) add(*p.deadline_at(e).time);
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
