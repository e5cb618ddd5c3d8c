#include "procedure/net_state_space.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

namespace dinh::inline v1::nets {

state_space::state_space(const workflow_net& net, const net_options& options, bool one_cluster)
    : net_{net},
      options_{options},
      one_cluster_{one_cluster},
      bytes_{net.place_count()},
      seen_{(net.place_count() + std::size_t{7}) / 8},
      now_((net.place_count() + std::size_t{7}) / 8, 0),
      next_(now_.size(), 0),
      fired_(net.transition_count(), 0) {
  for (std::uint32_t t = 0; t < net.transition_count(); ++t)
    monotone_ = monotone_ && net.empties(net_transition{t}).empty() && net.held_back_by(net_transition{t}).empty();
  list_by_place();
}

void state_space::list_by_place() {
  std::vector<std::uint32_t> place_of(net_.transition_count(), no_state);
  first_listed_.assign(bytes_ + 1, 0);
  for (std::uint32_t t = 0; t < net_.transition_count(); ++t) {
    std::size_t fewest = SIZE_MAX;
    for (const auto& a : net_.inputs(net_transition{t}))
      if (const std::size_t n = net_.consumers(net_place{a.node}).size(); n < fewest) {
        fewest = n;
        place_of[t] = a.node;
      }
    if (place_of[t] == no_state)
      without_input_.push_back(t);
    else
      ++first_listed_[place_of[t] + std::size_t{1}];
  }
  for (std::size_t p = 1; p < first_listed_.size(); ++p) first_listed_[p] += first_listed_[p - 1];
  listed_.resize(net_.transition_count() - without_input_.size());
  auto at = first_listed_;
  for (std::uint32_t t = 0; t < net_.transition_count(); ++t)
    if (place_of[t] != no_state) listed_[at[place_of[t]]++] = t;
}

// Transitions that may be enabled, in their order.
void state_space::find_candidates(const std::uint8_t* m) {
  candidates_ = without_input_;
  for (std::size_t p = 0; p < bytes_; ++p)
    if (m[p] > 0)
      candidates_.insert(candidates_.end(), listed_.begin() + first_listed_[p], listed_.begin() + first_listed_[p + 1]);
  std::sort(candidates_.begin(), candidates_.end());
  looks_ += candidates_.size() + bytes_ / 8;
}

bool state_space::enabled(const std::uint8_t* m, std::uint32_t t) const noexcept {
  const net_transition id{t};
  for (const auto& a : net_.inputs(id))
    if (m[a.node] < a.weight) return false;
  for (const auto& a : net_.held_back_by(id))
    if (m[a.node] > 0) return false;
  return true;
}

std::uint32_t state_space::inner_place(const std::uint8_t* m) const noexcept {
  for (std::uint32_t p = 0; p < bytes_; ++p)
    if (m[p] > 0 && net_.role(net_place{p}) == place_role::inner) return p;
  return no_state;
}

bool state_space::is_final(const std::uint8_t* m) const noexcept {
  std::uint32_t ends = 0;
  for (const net_place p : net_.sinks()) {
    if (m[p.index()] > 1) return false;
    ends += m[p.index()];
  }
  if (ends == 0 || (options_.ends == completion::one_sink && ends != 1)) return false;
  return inner_place(m) == no_state;
}

bool state_space::covers_ancestor(std::uint32_t s) noexcept {
  const std::uint8_t* here = cells(s);
  for (std::uint32_t b = from_[s].before; b != no_state && looks_back_ <= most_looks_back; b = from_[b].before) {
    ++looks_back_;
    if (from_[b].tokens >= from_[s].tokens) continue;
    const std::uint8_t* there = cells(b);
    bool covers = true;
    for (std::size_t p = 0; p < bytes_ && covers; ++p) covers = here[p] >= there[p];
    if (covers) return true;
  }
  return false;
}

bool state_space::reported(net_defect kind) const noexcept {
  return std::any_of(found_.begin(), found_.end(), [&](const auto& f) { return f.kind == kind; });
}

std::vector<net_transition> state_space::run_to(std::uint32_t state, std::uint32_t last) const {
  std::vector<net_transition> run;
  if (last != no_state) run.emplace_back(last);
  for (; from_[state].before != no_state; state = from_[state].before) run.emplace_back(from_[state].transition);
  std::reverse(run.begin(), run.end());
  return run;
}

void state_space::report(net_defect kind, std::uint32_t place, std::uint32_t state, std::uint32_t last) {
  if (!reported(kind)) {
    net_finding f;
    f.kind = kind;
    if (place != no_state) f.at = net_place{place};
    f.witness = run_to(state, last);
    found_.push_back(std::move(f));
  }
  if (extent_ == extent::first_defect) stop_ = true;
}

bool state_space::fire(std::uint32_t s, std::uint32_t t) {
  const net_transition id{t};
  fired_[t] = 1;
  next_ = now_;
  auto* m = reinterpret_cast<std::uint8_t*>(next_.data());
  for (const auto& a : net_.inputs(id)) m[a.node] = static_cast<std::uint8_t>(m[a.node] - a.weight);
  for (const auto& a : net_.empties(id)) m[a.node] = 0;
  std::uint32_t doubled = no_state;
  for (const auto& a : net_.outputs(id)) {
    const place_role role = net_.role(net_place{a.node});
    std::uint32_t n = m[a.node] + a.weight;
    if (role == place_role::buffer) {
      n = std::min(n, most_messages);
    } else if (n > 1) {
      two_tokens_seen_ = true;
      if (doubled == no_state && (options_.must_be_safe || role == place_role::sink)) doubled = a.node;
    }
    if (n > most_tokens) {
      whole_ = false;
      if (bound_ == search_bound::none) {
        bound_ = search_bound::tokens;
        bound_at_ = a.node;
      }
      return true;
    }
    m[a.node] = static_cast<std::uint8_t>(n);
  }
  if (doubled != no_state) {
    const bool sink = net_.role(net_place{doubled}) == place_role::sink;
    report(sink ? net_defect::improper_end : net_defect::two_tokens, doubled, s, t);
    if (stop_) return false;
  }
  const auto [number, is_new] = seen_.add(next_.data());
  if (is_new) {
    std::uint32_t tokens = 0;
    for (std::size_t p = 0; p < bytes_; ++p) tokens += m[p];
    from_.push_back({s, t, tokens, from_[s].depth + 1});
    bool cut = doubled != no_state && extent_ != extent::beyond_defects;
    if (!cut && options_.ends == completion::one_sink) {
      bool ended = false;
      for (const net_place p : net_.sinks()) ended = ended || m[p.index()] > 0;
      if (const std::uint32_t rest = ended ? inner_place(m) : no_state; rest != no_state) {
        cut = extent_ != extent::beyond_defects;
        report(net_defect::improper_end, rest, number, no_state);
      }
    }
    // where the net must be safe two tokens are a defect already, and buffers forget what is too much for them
    if (!cut && monotone_ && !options_.must_be_safe && std::any_of(m, m + bytes_, [](std::uint8_t n) { return n > 1; }) &&
        covers_ancestor(number)) {
      cut = true;
      if (extent_ == extent::beyond_defects) whole_ = false;
      const auto at = static_cast<std::uint32_t>(
          std::find_if(m, m + bytes_, [](std::uint8_t n) { return n > 1; }) - m);
      report(net_defect::unbounded, at, number, no_state);
    }
    cut_.push_back(cut ? 1 : 0);
    dead_.push_back(0);
  }
  steps_.push_back({s, number, t});
  return !stop_;
}

void state_space::expand(std::uint32_t s) {
  std::copy_n(seen_[s], now_.size(), now_.begin());
  const auto* m = reinterpret_cast<const std::uint8_t*>(now_.data());
  bool moved = false;
  find_candidates(m);
  for (const std::uint32_t t : candidates_) {
    if (!enabled(m, t)) continue;
    moved = true;
    if (one_cluster_) {
      for (const auto& a : net_.consumers(net_place{net_.inputs(net_transition{t})[0].node}))
        if (!fire(s, a.node)) return;
      return;
    }
    if (!fire(s, t)) return;
  }
  if (moved) return;
  dead_[s] = 1;
  if (!is_final(m)) {
    // tokens on nothing but sinks and buffers, but not one: everything is gone or came twice
    const std::uint32_t p = inner_place(m);
    report(net_defect::stuck, p, s, no_state);
  }
}

search_bound state_space::bound_met() const noexcept {
  if (seen_.size() > options_.most_states) return search_bound::states;
  if (seen_.size() * now_.size() * 8 > most_bytes) return search_bound::memory;
  return steps_.size() > most_steps || looks_ > most_looks ? search_bound::work : search_bound::none;
}

void state_space::explore(extent how_far) {
  extent_ = how_far;
  auto* m = reinterpret_cast<std::uint8_t*>(now_.data());
  std::uint32_t tokens = 0;
  for (std::uint32_t p = 0; p < bytes_; ++p) {
    m[p] = static_cast<std::uint8_t>(net_.tokens(net_place{p}));
    tokens += m[p];
    two_tokens_seen_ = two_tokens_seen_ || m[p] > 1;
  }
  seen_.add(now_.data());
  from_.push_back({no_state, 0, tokens, 0});
  cut_.push_back(0);
  dead_.push_back(0);
  for (std::uint32_t s = 0; s < seen_.size() && !stop_; ++s) {
    if (const search_bound met = bound_met(); met != search_bound::none) {
      whole_ = false;
      if (bound_ == search_bound::none) bound_ = met;
      return;
    }
    if (cut_[s] == 0) expand(s);
  }
  if (!stop_) return;
  whole_ = false;
  // Found when a firing was looked at: a stuck marking of the level before has a shorter run.
  const std::size_t length = found_.back().witness.size();
  for (std::uint32_t s = 0; s < seen_.size(); ++s) {
    if (from_[s].depth + std::size_t{1} != length || cut_[s] != 0) continue;
    find_candidates(cells(s));
    const bool moves = std::any_of(candidates_.begin(), candidates_.end(), [&](std::uint32_t t) { return enabled(cells(s), t); });
    if (moves || is_final(cells(s))) continue;
    report(net_defect::stuck, inner_place(cells(s)), s, no_state);
    return;
  }
}

std::vector<char> state_space::states_that_can_reach(const std::vector<char>& goal) const {
  std::vector<std::uint32_t> first(seen_.size() + std::size_t{1}, 0);
  for (const step& e : steps_) ++first[e.to + std::size_t{1}];
  for (std::size_t s = 1; s < first.size(); ++s) first[s] += first[s - 1];
  std::vector<std::uint32_t> sources(steps_.size());
  auto at = first;
  for (const step& e : steps_) sources[at[e.to]++] = e.from;
  std::vector<char> can = goal;
  std::vector<std::uint32_t> open;
  for (std::uint32_t s = 0; s < seen_.size(); ++s)
    if (can[s] != 0) open.push_back(s);
  while (!open.empty()) {
    const std::uint32_t s = open.back();
    open.pop_back();
    for (std::uint32_t k = first[s]; k < first[s + std::size_t{1}]; ++k)
      if (can[sources[k]] == 0) {
        can[sources[k]] = 1;
        open.push_back(sources[k]);
      }
  }
  return can;
}

net_verdict state_space::verdict() {
  net_verdict out;
  out.method = net_method::state_space;
  out.states = seen_.size();
  if (whole_ || two_tokens_seen_) out.safe = two_tokens_seen_ ? answer3::no : answer3::yes;
  if (found_.empty() && whole_) {
    std::vector<char> final_states(seen_.size(), 0);
    for (std::uint32_t s = 0; s < seen_.size(); ++s) final_states[s] = is_final(cells(s)) ? 1 : 0;
    const auto can = states_that_can_reach(final_states);
    const auto first = std::find(can.begin(), can.end(), 0);
    if (first != can.end()) {
      const auto s = static_cast<std::uint32_t>(first - can.begin());
      report(net_defect::cannot_end, inner_place(cells(s)), s, no_state);
    }
    std::set<std::string_view> done;
    if (options_.dead_by_name)
      for (std::uint32_t t = 0; t < net_.transition_count(); ++t)
        if (fired_[t] != 0) done.insert(net_.name(net_transition{t}));
    for (std::uint32_t t = 0; t < net_.transition_count(); ++t)
      if (fired_[t] == 0 && (!options_.dead_by_name || done.insert(net_.name(net_transition{t})).second)) {
        net_finding f;
        f.kind = net_defect::dead_transition;
        f.dead = net_transition{t};
        found_.push_back(std::move(f));
      }
  }
  std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
    const auto rank = [](const net_finding& f) {
      return f.kind == net_defect::dead_transition ? SIZE_MAX : f.witness.size();
    };
    return rank(a) < rank(b);
  });
  out.findings = std::move(found_);
  found_.clear();
  if (!out.findings.empty())
    out.verdict = soundness::unsound;
  else
    out.verdict = whole_ ? soundness::sound : soundness::undecided;
  if (out.verdict == soundness::undecided) {
    out.bound = bound_;
    if (bound_at_ != no_state) out.bound_at = net_place{bound_at_};
  }
  return out;
}

weaker_soundness state_space::weaker() {
  weaker_soundness out;
  out.states = seen_.size();
  std::vector<char> final_states(seen_.size(), 0), ended(seen_.size(), 0), many(seen_.size(), 0);
  for (std::uint32_t s = 0; s < seen_.size(); ++s) {
    const auto* m = cells(s);
    final_states[s] = is_final(m) ? 1 : 0;
    std::uint32_t most = 0;
    for (const net_place p : net_.sinks()) most = std::max<std::uint32_t>(most, m[p.index()]);
    ended[s] = most > 0 ? 1 : 0;
    many[s] = most > 1 ? 1 : 0;
  }
  const auto any = [](const std::vector<char>& v) { return std::find(v.begin(), v.end(), 1) != v.end(); };
  const auto all = [](const std::vector<char>& v) { return std::find(v.begin(), v.end(), 0) == v.end(); };
  const auto decide = [&](bool yes) { return yes ? answer3::yes : whole_ ? answer3::no : answer3::unknown; };
  const auto can_finish = states_that_can_reach(final_states);
  out.easy = decide(any(final_states));
  std::vector<char> on_good_run(net_.transition_count(), 0);
  for (const step& e : steps_)
    if (can_finish[e.to] != 0) on_good_run[e.transition] = 1;
  out.relaxed = decide(all(on_good_run));
  // For all the others one state that fails is enough; that none fails is known of the whole only.
  bool leftovers = false;
  bool dead_without_end = false;
  for (std::uint32_t s = 0; s < seen_.size(); ++s) {
    leftovers = leftovers || (options_.ends == completion::one_sink && ended[s] != 0 && final_states[s] == 0);
    dead_without_end = dead_without_end || (dead_[s] != 0 && ended[s] == 0);
  }
  const auto can_mark_end = states_that_can_reach(ended);
  if (any(many) || dead_without_end || (whole_ && !all(can_mark_end)))
    out.lazy = answer3::no;
  else if (whole_)
    out.lazy = answer3::yes;
  bool dead_unfinished = false;
  for (std::uint32_t s = 0; s < seen_.size(); ++s)
    dead_unfinished = dead_unfinished || (dead_[s] != 0 && final_states[s] == 0);
  if (leftovers || any(many) || dead_unfinished || (whole_ && !all(can_finish)))
    out.weak = answer3::no;
  else if (whole_)
    out.weak = answer3::yes;
  return out;
}

}  // namespace dinh::inline v1::nets
