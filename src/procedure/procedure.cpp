#include "procedure/state.hpp"

#include <algorithm>

namespace dinh::inline v1 {

const std::string& procedure::id() const noexcept { return state_->id; }
const procedure_facts& procedure::facts() const noexcept { return state_->facts; }
const procedure::graph_type& procedure::graph() const noexcept { return state_->graph; }
const procedure_tables& procedure::tables() const noexcept { return state_->tables; }
std::span<const step> procedure::steps() const noexcept { return state_->graph.all<step>(); }

step_id procedure::find(std::string_view key) const noexcept {
  const auto& steps = state_->graph.all<step>();
  const auto at = std::lower_bound(state_->by_key.begin(), state_->by_key.end(), key,
                                   [&](std::uint16_t s, std::string_view k) { return steps[s].key < k; });
  if (at == state_->by_key.end() || steps[*at].key != key) return {};
  return step_id{*at};
}

const std::string& procedure::answerable(std::uint32_t index) const noexcept {
  const edge_id<deadline> e{index};
  const deadline& d = state_->graph[e];
  if (!d.actor.empty()) return d.actor;
  const bool is_lead_time = d.time && d.time->way == direction::not_later_than_before;
  return state_->graph[is_lead_time ? state_->graph.from(e) : state_->graph.to(e)].actor;
}

std::uint16_t procedure::find_branch(step_id s, std::string_view code) const noexcept {
  const auto& t = state_->tables;
  const auto& row = t.steps[s.index()];
  for (std::uint16_t i = 0; i < row.exit_count; ++i) {
    const auto& e = t.exits[static_cast<std::size_t>(row.first_exit + i)];
    if (state_->graph[edge_id<flows_to>{e.flow}].branch == code) return i;
  }
  return no_exit;
}

const flows_to& procedure::exit_of(step_id s, std::uint16_t exit) const noexcept {
  const auto& t = state_->tables;
  return state_->graph[edge_id<flows_to>{t.exits[static_cast<std::size_t>(t.steps[s.index()].first_exit + exit)].flow}];
}

std::uint16_t procedure::choose_branch(step_id decision, const fact_source& facts) const {
  const step& what = (*this)[decision];
  if (what.kind != step_kind::decision) return no_exit;
  const std::uint16_t count = state_->tables.steps[decision.index()].exit_count;
  std::uint16_t chosen = no_exit;
  std::uint16_t otherwise = no_exit;
  for (std::uint16_t i = 0; i < count; ++i) {
    const flows_to& f = exit_of(decision, i);
    truth holds = truth::unknown;
    if (f.when.is_otherwise()) {
      otherwise = i;
      continue;
    }
    if (!f.when.empty()) {
      holds = f.when.holds(facts);
    } else if (!what.asks.empty()) {
      if (const auto known = facts(what.asks)) holds = *known == f.branch ? truth::yes : truth::no;
    }
    if (holds == truth::unknown) return no_exit;
    if (holds == truth::no) continue;
    if (chosen != no_exit) return no_exit;
    chosen = i;
  }
  return chosen != no_exit ? chosen : otherwise;
}

std::optional<fact_type> procedure::fact_named(std::string_view name) const {
  for (const fact_type& f : facts().facts)
    if (f.name == name) return f;
  for (std::uint32_t i = 0; i < state_->graph.count<step>(); ++i) {
    const step& s = state_->graph[step_id{i}];
    if (s.asks != name || s.kind != step_kind::decision) continue;
    fact_type out{std::string{name}, fact_kind::yes_no, s.label, {}};
    for (const auto& link : state_->graph.out<flows_to>(step_id{i})) {
      const flows_to& f = state_->graph[link.edge];
      if (f.branch != "yes" && f.branch != "no") out.kind = fact_kind::choice;
      out.choices.push_back({f.branch, f.label});
    }
    if (out.kind == fact_kind::yes_no) out.choices.clear();
    return out;
  }
  return std::nullopt;
}

const document* procedure::document_named(std::string_view id) const noexcept {
  for (const document& d : facts().documents)
    if (d.id == id) return &d;
  return nullptr;
}

namespace {

template <class Edge>
bool same_edges(const procedure::graph_type& a, const procedure::graph_type& b) {
  if (a.count<Edge>() != b.count<Edge>()) return false;
  for (std::uint32_t i = 0; i < a.count<Edge>(); ++i) {
    const edge_id<Edge> e{i};
    if (a.from(e) != b.from(e) || a.to(e) != b.to(e) || !(a[e] == b[e])) return false;
  }
  return true;
}

}  // namespace

bool procedure::operator==(const procedure& other) const {
  if (state_ == other.state_) return true;
  return id() == other.id() && facts() == other.facts() &&
         std::equal(steps().begin(), steps().end(), other.steps().begin(), other.steps().end()) &&
         same_edges<flows_to>(graph(), other.graph()) && same_edges<deadline>(graph(), other.graph());
}

std::size_t count_places(const procedure::graph_type& graph) {
  std::size_t n = 0;
  for (std::uint32_t i = 0; i < graph.count<step>(); ++i) {
    const step_id s{i};
    n += graph[s].kind == step_kind::join ? graph.in<flows_to>(s).size() : 1U;
  }
  return n;
}

namespace {

// Steps from which `to` can be reached without passing through any of `without`; `to` is one of them, these are not.
std::vector<char> reaches_without(const procedure::graph_type& g, step_id to, const std::vector<step_id>& without) {
  std::vector<char> seen(g.count<step>(), 0);
  std::vector<step_id> open{to};
  seen[to.index()] = 1;
  while (!open.empty()) {
    const step_id s = open.back();
    open.pop_back();
    for (const auto& link : g.in<flows_to>(s)) {
      if (seen[link.node.index()] != 0 || std::find(without.begin(), without.end(), link.node) != without.end()) continue;
      seen[link.node.index()] = 1;
      open.push_back(link.node);
    }
  }
  return seen;
}

// Steps before which the duty of a deadline is still owed: its later step can be reached without its first one. A case that went
// back to where the first step can be done again, and can reach the later one only through it or through another step with
// which the same rule begins to run to it (a vote by ballot in place of one in a meeting), is in a new pass with a duty of its own.
std::vector<char> owed_before(const procedure::graph_type& g, edge_id<deadline> id) {
  const step_id from = g.from(id);
  const step_id to = g.to(id);
  const auto without_first = reaches_without(g, to, {from});
  std::vector<step_id> openings{from};
  for (std::uint32_t e = 0; e < g.count<deadline>() && !g[id].rule.empty(); ++e)
    if (const edge_id<deadline> other{e}; g.to(other) == to && g[other].rule == g[id].rule) openings.push_back(g.from(other));
  auto owed = reaches_without(g, to, openings);
  openings.push_back(to);
  openings.erase(std::remove(openings.begin(), openings.end(), from), openings.end());
  const auto comes_to_first = reaches_without(g, from, openings);
  for (std::uint32_t i = 0; i < owed.size(); ++i)
    if (without_first[i] != 0 && comes_to_first[i] == 0) owed[i] = 1;
  for (const auto& link : g.out<flows_to>(from))
    if (owed[link.node.index()] != 0) return owed;
  return without_first;  // each way on passes another one, so that none of them begins a new pass
}

}  // namespace

procedure_tables compile(const procedure::graph_type& g) {
  procedure_tables t;
  const std::uint32_t n = g.count<step>();
  t.steps.resize(n);
  // Places, in the order of the steps.
  std::vector<std::uint16_t> first_place(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    const step_id s{i};
    auto& row = t.steps[i];
    row.kind = g[s].kind;
    if (row.kind == step_kind::start) t.start = static_cast<std::uint16_t>(i);
    first_place[i] = static_cast<std::uint16_t>(t.step_of_place.size());
    const std::uint32_t places = row.kind == step_kind::join ? g.in<flows_to>(s).size() : 1U;
    for (std::uint32_t p = 0; p < places; ++p) {
      row.input.add(static_cast<std::uint16_t>(t.step_of_place.size()));
      t.step_of_place.push_back(static_cast<std::uint16_t>(i));
    }
  }
  for (std::uint32_t i = 0; i < n; ++i) {
    const step_id s{i};
    auto& row = t.steps[i];
    row.first_exit = static_cast<std::uint16_t>(t.exits.size());
    for (const auto& link : g.out<flows_to>(s)) {
      std::uint16_t place = first_place[link.node.index()];
      if (g[link.node].kind == step_kind::join)
        for (const auto& arriving : g.in<flows_to>(link.node)) {
          if (arriving.edge == link.edge) break;
          ++place;
        }
      t.exits.push_back({place, static_cast<std::uint16_t>(link.node.index()), link.edge.index()});
    }
    row.exit_count = static_cast<std::uint16_t>(t.exits.size() - row.first_exit);
  }
  // Deadlines; the frozen graph numbers edges by their first step, so those of one step are neighbours.
  for (std::uint32_t i = 0; i < n; ++i) {
    auto& row = t.steps[i];
    row.first_opened = static_cast<std::uint16_t>(t.opened_by.size());
    for (const auto& link : g.out<deadline>(step_id{i}))
      t.opened_by.push_back(static_cast<std::uint16_t>(link.edge.index()));
    row.opened_count = static_cast<std::uint16_t>(t.opened_by.size() - row.first_opened);
  }
  for (std::uint32_t e = 0; e < g.count<deadline>(); ++e) {
    const edge_id<deadline> id{e};
    const step_id from = g.from(id);
    const step_id to = g.to(id);
    procedure_tables::deadline_row row;
    row.has_number = g[id].time.has_value();
    for (std::uint32_t k = 0; k < g.count<step>() && !g[id].leads_to.empty(); ++k)
      if (g[step_id{k}].key == g[id].leads_to) row.leads_to = static_cast<std::uint16_t>(k);
    row.time = g[id].time.value_or(limit{});
    row.from = static_cast<std::uint16_t>(from.index());
    row.to = static_cast<std::uint16_t>(to.index());
    if (!g[id].valid.from.is_special()) row.live_from = to_day_number(g[id].valid.from);
    if (!g[id].valid.until.is_special()) row.live_until = to_day_number(g[id].valid.until);
    const auto alive = owed_before(g, id);
    for (std::uint16_t p = 0; p < t.step_of_place.size(); ++p)
      if (alive[t.step_of_place[p]] != 0) row.alive.add(p);
    t.deadlines.push_back(row);
  }
  return t;
}

}  // namespace dinh::inline v1
