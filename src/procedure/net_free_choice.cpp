#include "procedure/net_free_choice.hpp"

#include "procedure/net_fewest_firings.hpp"
#include "procedure/net_states.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace dinh::inline v1::nets {

namespace {

using word = std::uint64_t;

// Beyond these a net is too large: of one with many places few markings fill the memory, of one with many clusters few
// markings take long.
constexpr std::size_t most_words = std::size_t{1} << 26U;
constexpr std::uint64_t most_looks = std::uint64_t{1} << 33U;
constexpr node most_paired_places = 4'000;  // the pairs that may be marked together are a square of bits

// What a marking shows or a firing does wrong.
struct flaw {
  net_defect kind;
  node place;
};

// Safe markings of a free-choice net as bits, and one step of it.
class stepper {
public:
  stepper(const plain_net& net, completion ends)
      : net_{net}, groups_{clusters_of(net)}, one_sink_{ends == completion::one_sink}, width_{(net.places + 63U) / 64U} {
    sinks_.assign(width_, 0);
    for (node p = 0; p < net.places; ++p)
      if (net.is_sink[p] != 0) set(sinks_.data(), p);
  }
  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] const clusters& groups() const noexcept { return groups_; }
  [[nodiscard]] const plain_net& net() const noexcept { return net_; }

  static void set(word* m, node p) noexcept { m[p >> 6U] |= word{1} << (p & 63U); }
  static void reset(word* m, node p) noexcept { m[p >> 6U] &= ~(word{1} << (p & 63U)); }
  static bool has(const word* m, node p) noexcept { return (m[p >> 6U] >> (p & 63U) & 1U) != 0; }

  [[nodiscard]] std::vector<word> start() const {
    std::vector<word> m(width_, 0);
    for (const node p : net_.marked) set(m.data(), p);
    return m;
  }
  [[nodiscard]] bool enabled(const word* m, node cluster) const noexcept {
    for (const node p : groups_.inputs[cluster])
      if (!has(m, p)) return false;
    return true;
  }
  // The first enabled cluster; none if there is none.
  [[nodiscard]] node next(const word* m) const noexcept {
    const node n = groups_.inputs.size();
    for (node c = 0; c < n; ++c)
      if (enabled(m, c)) return c;
    return none;
  }
  // Fires in place; a flaw if a place would hold two tokens.
  [[nodiscard]] std::optional<flaw> fire(word* m, node t) const noexcept {
    for (const node p : net_.pre[t]) reset(m, p);
    for (const node p : net_.post[t]) {
      if (has(m, p)) return flaw{net_.is_sink[p] != 0 ? net_defect::improper_end : net_defect::two_tokens, p};
      set(m, p);
    }
    return std::nullopt;
  }
  // Sink and something else marked, where the end is the end of all.
  [[nodiscard]] std::optional<flaw> improper(const word* m) const noexcept {
    if (!one_sink_) return std::nullopt;
    bool ended = false;
    for (std::size_t i = 0; i < width_; ++i) ended = ended || (m[i] & sinks_[i]) != 0;
    if (!ended) return std::nullopt;
    const node p = first_inner(m);
    return p == none ? std::nullopt : std::optional{flaw{net_defect::improper_end, p}};
  }
  // Pre: nothing is enabled.
  [[nodiscard]] std::optional<flaw> stuck(const word* m) const noexcept {
    const node p = first_inner(m);
    return p == none ? std::nullopt : std::optional{flaw{net_defect::stuck, p}};
  }

private:
  [[nodiscard]] node first_inner(const word* m) const noexcept {
    for (std::size_t i = 0; i < width_; ++i)
      if (const word rest = m[i] & ~sinks_[i]; rest != 0)
        for (node b = 0; b < 64; ++b)
          if ((rest >> b & 1U) != 0) return static_cast<node>(i * 64 + b);
    return none;
  }
  const plain_net& net_;
  clusters groups_;
  bool one_sink_;
  std::size_t width_;
  std::vector<word> sinks_;
};

struct origin {
  std::uint32_t before = none;
  node transition = none;
};

std::vector<node> run_to(const std::vector<origin>& from, std::uint32_t state, node last) {
  std::vector<node> run;
  if (last != none) run.push_back(last);
  for (; from[state].before != none; state = from[state].before) run.push_back(from[state].transition);
  std::reverse(run.begin(), run.end());
  return run;
}

// Breadth-first search; `moves(marking, out)` lists the transitions to fire. Ends at the first flaw.
template <class Moves>
exploration search(const stepper& net, marking_set& seen, std::uint32_t most_states, std::size_t most_depth, Moves moves) {
  exploration out;
  std::vector<origin> from;
  std::vector<word> m = net.start();
  std::vector<word> next(net.width());
  std::vector<node> to_fire;
  seen.clear();
  seen.add(m.data());
  from.push_back({});
  std::size_t depth = 0;
  std::uint32_t level_end = 1;
  std::optional<bad_run> found;  // by a firing; a stuck marking of the same level has a run shorter by one
  for (std::uint32_t s = 0; s < seen.size(); ++s) {
    if (s == level_end) {
      if (found) break;
      ++depth;
      level_end = seen.size();
    }
    if (depth == most_depth) break;
    std::copy_n(seen[s], net.width(), m.begin());
    to_fire.clear();
    if (const auto f = moves(m.data(), to_fire)) {
      found = bad_run{f->kind, f->place, run_to(from, s, none)};
      break;
    }
    if (found) continue;
    for (const node t : to_fire) {
      next = m;
      auto f = net.fire(next.data(), t);
      if (!f) f = net.improper(next.data());
      if (f) {
        found = bad_run{f->kind, f->place, run_to(from, s, t)};
        break;
      }
      if (seen.add(next.data()).is_new) from.push_back({s, t});
    }
    if (!found && seen.size() > most_states) {
      out.states = seen.size();
      return out;
    }
  }
  out.states = seen.size();
  if (found) {
    out.result = outcome::bad;
    out.found = *std::move(found);
    return out;
  }
  out.result = outcome::good;
  out.states = seen.size();
  return out;
}

// Aims of one search: pairs of tokens for each of which the same transitions must bring a token.
struct aims_of_producers {
  std::vector<node> last;  // transitions, one of which fires on every run to one of the pairs
  std::vector<token_pair> pairs;
  std::uint16_t least = fewest_firings::never;  // firings from the start
};

// The transitions to fire so that no shortest run to an aim is lost: a stubborn set that holds every transition that
// could add what is missing.
class toward {
public:
  explicit toward(const stepper& net) : net_{net}, in_set_(net.groups().inputs.size(), 0) {}
  void aim(const std::vector<node>& last) { last_ = &last; }
  void operator()(const word* m, std::vector<node>& out) {
    const plain_net& n = net_.net();
    std::fill(in_set_.begin(), in_set_.end(), char{0});
    open_.clear();
    for (const node t : *last_) take(n.pre[t][0]);
    while (!open_.empty()) {
      const node c = open_.back();
      open_.pop_back();
      node lacking = none;
      for (const node p : net_.groups().inputs[c])
        if (!stepper::has(m, p)) {
          lacking = p;
          break;
        }
      if (lacking == none)
        for (const node t : net_.groups().transitions[c]) out.push_back(t);
      else
        for (const node t : n.producers[lacking]) take(n.pre[t][0]);
    }
    std::sort(out.begin(), out.end());
  }

private:
  void take(node place) {
    const node c = net_.groups().of_place[place];
    if (in_set_[c] != 0) return;
    in_set_[c] = 1;
    open_.push_back(c);
  }

  const stepper& net_;
  const std::vector<node>* last_ = nullptr;
  std::vector<char> in_set_;
  std::vector<node> open_;
};

// Two tokens on a place, and the sink with any other place, as far as they can be had in less than `depth` firings.
std::vector<aims_of_producers> all_aims(const plain_net& net, completion ends, const fewest_firings& least, std::size_t depth) {
  std::vector<aims_of_producers> out;
  const auto add = [&](aims_of_producers& to, node p, node q) {
    const std::uint16_t l = least.to(p, q);
    if (l == fewest_firings::never || l >= depth) return;
    to.pairs.emplace_back(p, q);
    to.least = std::min(to.least, l);
  };
  const auto producers = [&](node p) { return std::vector<node>(net.producers[p].begin(), net.producers[p].end()); };
  for (node p = 0; p < net.places; ++p) {
    aims_of_producers one;
    add(one, p, p);
    if (one.pairs.empty()) continue;
    one.last = producers(p);
    const auto same = std::find_if(out.begin(), out.end(), [&](const auto& a) { return a.last == one.last; });
    if (same == out.end())
      out.push_back(std::move(one));
    else
      add(*same, p, p);
  }
  // A token on the sink is missing until it is there, whatever lies elsewhere then.
  if (ends == completion::one_sink)
    for (node o = 0; o < net.places; ++o) {
      if (net.is_sink[o] == 0) continue;
      aims_of_producers one;
      for (node p = 0; p < net.places; ++p)
        if (p != o) add(one, o, p);
      one.last = producers(o);
      if (!one.pairs.empty()) out.push_back(std::move(one));
    }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.least < b.least; });
  return out;
}

// A* search for the aims that `left` measures, by runs of at most `most_depth` firings: the marking that promises the
// shortest run comes first, of several the one furthest on. `left` never falls by more than one with a firing on such a
// run, so that a marking has its shortest run when its turn comes, and the first flaw of an aim is the nearest. A flaw that
// is no aim here may be found as well; then no aim is nearer.
exploration search_toward(const stepper& net, marking_set& seen, std::uint32_t most_states, std::size_t most_depth,
                          toward& moves, const firings_left& left) {
  exploration out;
  std::vector<node> places;  // marked ones
  const auto at_least = [&](const word* m) {
    places.clear();
    for (std::size_t i = 0; i < net.width(); ++i)
      for (word rest = m[i]; rest != 0; rest &= rest - 1)
        places.push_back(static_cast<node>(i * 64 + static_cast<std::size_t>(__builtin_ctzll(rest))));
    return left.from(places);
  };
  std::vector<word> m = net.start();
  std::vector<word> next(net.width());
  std::vector<node> to_fire;
  std::vector<origin> from;
  std::vector<std::uint32_t> depth;
  std::vector<char> is_done;
  std::vector<std::vector<std::uint32_t>> open;  // by promised length
  seen.clear();
  const auto put = [&](origin o, std::uint32_t d) {
    const std::uint16_t rest = at_least(next.data());
    if (rest == firings_left::never || d + std::size_t{rest} > most_depth) return;
    const auto [number, is_new] = seen.add(next.data());
    if (is_new) {
      from.push_back(o);
      depth.push_back(d);
      is_done.push_back(0);
    } else {
      if (d >= depth[number]) return;
      from[number] = o;
      depth[number] = d;
    }
    const std::size_t length = d + std::size_t{rest};
    if (open.size() <= length) open.resize(length + 1);
    open[length].push_back(number);
  };
  next = m;
  put({}, 0);
  for (std::size_t length = 0; length < open.size(); ++length)
    while (!open[length].empty()) {
      const std::uint32_t s = open[length].back();
      open[length].pop_back();
      if (is_done[s] != 0) continue;
      is_done[s] = 1;
      std::copy_n(seen[s], net.width(), m.begin());
      to_fire.clear();
      moves(m.data(), to_fire);
      for (const node t : to_fire) {
        next = m;
        auto f = net.fire(next.data(), t);
        if (!f) f = net.improper(next.data());
        if (f) {
          out.result = outcome::bad;
          out.found = {f->kind, f->place, run_to(from, s, t)};
          out.states = seen.size();
          return out;
        }
        put({s, t}, depth[s] + 1);
      }
      out.states = seen.size();
      if (out.states > most_states) return out;
    }
  out.result = outcome::good;
  return out;
}

}  // namespace

exploration explore_clusters(const plain_net& net, completion ends, std::uint32_t most_states) {
  const stepper step{net, ends};
  exploration out;
  marking_set seen{step.width()};
  std::vector<origin> from(1);
  std::vector<word> m = step.start();
  std::vector<word> next(step.width());
  std::vector<std::uint32_t> open{0};
  std::uint64_t looks = 0;
  seen.add(m.data());
  const auto bad = [&](const flaw& f, std::uint32_t state, node last) {
    return exploration{outcome::bad, {f.kind, f.place, run_to(from, state, last)}, seen.size()};
  };
  while (!open.empty()) {
    const std::uint32_t s = open.back();
    open.pop_back();
    std::copy_n(seen[s], step.width(), m.begin());
    const node c = step.next(m.data());
    if (c == none) {
      looks += step.groups().inputs.size();
      if (const auto f = step.stuck(m.data())) return bad(*f, s, none);
      continue;
    }
    looks += c + std::uint64_t{1};
    for (const node t : step.groups().transitions[c]) {
      next = m;
      auto f = step.fire(next.data(), t);
      if (!f) f = step.improper(next.data());
      if (f) return bad(*f, s, t);
      if (const auto a = seen.add(next.data()); a.is_new) {
        open.push_back(a.number);
        from.push_back({s, t});
      }
    }
    if (seen.size() > most_states || seen.size() * step.width() > most_words || looks > most_looks) {
      out.states = seen.size();
      return out;
    }
  }
  out.result = outcome::good;
  out.states = seen.size();
  return out;
}

exploration shortest_defect(const plain_net& net, completion ends, std::uint32_t most_states) {
  const stepper step{net, ends};
  marking_set seen{step.width()};
  // Runs to a marking where nothing can happen keep their length when one cluster moves at a time.
  const auto one_cluster = [&](const word* m, std::vector<node>& out) -> std::optional<flaw> {
    const node c = step.next(m);
    if (c == none) return step.stuck(m);
    for (const node t : step.groups().transitions[c]) out.push_back(t);
    return std::nullopt;
  };
  exploration best = search(step, seen, most_states, SIZE_MAX, one_cluster);
  if (best.result == outcome::good) return best;
  std::uint64_t looked_at = best.states;
  bool whole = best.result == outcome::bad;
  const auto depth = [&] { return best.result == outcome::bad ? best.found.transitions.size() : SIZE_MAX; };
  if (whole && depth() <= 1) return best;

  // Small nets: everything, one step less deep than the run known.
  const auto everything = [&](const word* m, std::vector<node>& out) -> std::optional<flaw> {
    const node n = step.groups().inputs.size();
    for (node c = 0; c < n; ++c)
      if (step.enabled(m, c))
        for (const node t : step.groups().transitions[c]) out.push_back(t);
    return out.empty() ? step.stuck(m) : std::nullopt;
  };
  if (whole) {
    exploration all = search(step, seen, 64, depth() - 1, everything);
    looked_at += all.states;
    if (all.result != outcome::too_large) {
      if (all.result == outcome::bad) best.found = std::move(all.found);
      best.states = looked_at;
      return best;
    }
  }
  if (net.places > most_paired_places) {
    best.result = outcome::too_large;
    best.states = looked_at;
    return best;
  }
  // Otherwise one aim after the other: two tokens on a place, the sink and a place. What is found quickly bounds the rest.
  const fewest_firings least{net, static_cast<std::uint16_t>(std::min<std::size_t>(depth(), fewest_firings::never - 1))};
  firings_left left_to{net, least};
  toward aim{step};
  std::vector<aims_of_producers> aims = all_aims(net, ends, least, depth());
  std::vector<aims_of_producers> left;
  for (std::uint32_t most_each = 2048; !aims.empty() && looked_at <= most_states; most_each *= 16) {
    left.clear();
    for (aims_of_producers& a : aims) {
      if (looked_at > most_states) {
        left.push_back(std::move(a));
        continue;
      }
      if (a.least >= depth()) continue;  // a shorter run was found since
      const std::size_t most_depth = depth() == SIZE_MAX ? SIZE_MAX : depth() - 1;
      left_to.aim(a.pairs, most_depth);
      if (left_to.from(net.marked) == firings_left::never) continue;
      aim.aim(a.last);
      const auto room = static_cast<std::uint32_t>(most_states - looked_at);
      exploration e = search_toward(step, seen, std::min(room, most_each), most_depth, aim, left_to);
      looked_at += e.states;
      if (e.result == outcome::bad) {
        best.found = std::move(e.found);
        best.result = outcome::bad;
        whole = true;
      }
      if (e.result == outcome::too_large) left.push_back(std::move(a));
    }
    aims.swap(left);
  }
  best.states = looked_at;
  if (!aims.empty() || !whole) best.result = outcome::too_large;
  return best;
}

}  // namespace dinh::inline v1::nets
