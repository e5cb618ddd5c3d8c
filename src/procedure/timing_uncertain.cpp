#include <dinh/procedure/timing_uncertain.hpp>

#include "procedure/distance_heap.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::uint32_t no_edge = UINT32_MAX;

// Edges of the graph in which the links are closed: the limits, then for each link its longest and shortest duration as
// promises, then its shortest one as what may happen, then edges that follow, each from one closed link.
class closing {
public:
  closing(const uncertain_network& n, const solved_network& start) : n_{n}, points_{n.points()} {
    const std::span<const time_limit> all = start.limits();
    edges_.assign(all.begin(), all.end());
    height_.assign(start.times().begin(), start.times().end());
    own_edges_ = static_cast<std::uint32_t>(edges_.size());
    in_first_ = first_of([](const time_limit& l) { return l.to; });
    out_first_ = first_of([](const time_limit& l) { return l.from; });
    in_.resize(edges_.size());
    out_.resize(edges_.size());
    std::vector<std::uint32_t> in_next{in_first_.begin(), in_first_.end() - 1};
    std::vector<std::uint32_t> out_next{out_first_.begin(), out_first_.end() - 1};
    for (std::uint32_t e = 0; e < edges_.size(); ++e) {
      in_[in_next[edges_[e].to]++] = {edges_[e].most, edges_[e].from, e};
      out_[out_next[edges_[e].from]++] = {edges_[e].most, edges_[e].to, e};
    }
    added_in_.resize(points_);
    added_out_.resize(points_);
    // Links by their activation.
    starts_first_.assign(points_ + 1, 0);
    for (const auto& l : n.contingents()) ++starts_first_[l.from + 1];
    for (std::uint32_t p = 0; p < points_; ++p) starts_first_[p + 1] += starts_first_[p];
    starts_.resize(n.contingents().size());
    std::vector<std::uint32_t> next{starts_first_.begin(), starts_first_.end() - 1};
    for (std::uint32_t k = 0; k < n.contingents().size(); ++k) starts_[next[n.contingents()[k].from]++] = k;
    state_.assign(n.contingents().size(), progress::untouched);
    seen_.assign(points_, 0);
    distance_.resize(points_);
    via_.resize(points_);
    best_round_.assign(points_, 0);
    best_.resize(points_);
    path_of_.resize(n.contingents().size());
  }

  // Whether all links can be closed. `recording` keeps what `cycle` needs; the run is the same without it.
  bool run(bool recording) {
    recording_ = recording;
    // A link needs those that start late closed first: latest first saves most of the interruptions.
    std::vector<std::uint32_t> order(n_.contingents().size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return height_[n_.contingents()[a].from] > height_[n_.contingents()[b].from];
    });
    for (const std::uint32_t k : order)
      if (state_[k] == progress::untouched && !close(k)) return false;
    return true;
  }

  // After a failed recording run.
  [[nodiscard]] const std::vector<std::uint32_t>& cycle() const noexcept { return cycle_; }

  // The parts that the edges of a cycle rest on.
  void spell_out(const std::vector<std::uint32_t>& edges, controllability& out) const {
    std::vector<std::uint32_t> open{edges.rbegin(), edges.rend()};
    while (!open.empty()) {
      const std::uint32_t e = open.back();
      open.pop_back();
      if (out.cycle.size() >= most_cycle_parts) {
        out.is_cut = true;
        break;
      }
      if (e >= long_edge_base) {
        const std::uint32_t k = e - long_edge_base;
        const contingent_link& l = n_.contingents()[k];
        out.cycle.push_back({cycle_part_kind::turns_out_long, k, l.to, l.from, -l.takes.most});
        out.responsible.push_back(k);
      } else if (e < own_edges_) {
        out.cycle.push_back(part(e));
        if (out.cycle.back().kind == cycle_part_kind::turns_out_short)
          out.responsible.push_back(out.cycle.back().number);
      } else {  // a chain to the end of a link, then the link turning out long
        const derived& d = derived_[e - own_edges_];
        open.push_back(long_edge_base + d.link);
        const std::vector<std::uint32_t> path = chain(d.closed_at, edges_[e].from);
        open.insert(open.end(), path.rbegin(), path.rend());
      }
    }
    std::int64_t sum = 0;
    for (const cycle_part& p : out.cycle) sum += p.most;
    out.excess = -sum;
    if (out.is_cut) {
      sum = 0;
      for (const std::uint32_t e : edges) sum += most_of(e);
      out.excess = -sum;
    }
    std::sort(out.responsible.begin(), out.responsible.end());
    out.responsible.erase(std::unique(out.responsible.begin(), out.responsible.end()), out.responsible.end());
  }

  [[nodiscard]] cycle_part part(std::uint32_t e) const {
    const auto limits = static_cast<std::uint32_t>(n_.limits().size());
    const auto links = static_cast<std::uint32_t>(n_.contingents().size());
    const time_limit& l = edges_[e];
    if (e < limits) return {cycle_part_kind::limit, e, l.from, l.to, l.most};
    const std::uint32_t rest = e - limits;
    constexpr cycle_part_kind kinds[] = {cycle_part_kind::link_at_most, cycle_part_kind::link_at_least,
                                         cycle_part_kind::turns_out_short};
    return {kinds[rest / links], rest % links, l.from, l.to, l.most};
  }

private:
  enum class progress : std::uint8_t { untouched, open, closed };
  struct arc {
    std::int64_t most;
    std::uint32_t point;  // the other one
    std::uint32_t edge;
  };
  struct derived {
    std::uint32_t link;
    std::uint32_t closed_at;  // into `records_`
  };
  using record = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // point, its edge towards the end of the link

  static constexpr std::uint32_t long_edge_base = 0xC0000000U;

  template <class PointOf>
  [[nodiscard]] std::vector<std::uint32_t> first_of(PointOf point_of) const {
    std::vector<std::uint32_t> first(points_ + 1, 0);
    for (const auto& l : edges_) ++first[point_of(l) + 1];
    for (std::uint32_t p = 0; p < points_; ++p) first[p + 1] += first[p];
    return first;
  }
  [[nodiscard]] std::int64_t most_of(std::uint32_t e) const {
    return e >= long_edge_base ? -n_.contingents()[e - long_edge_base].takes.most : edges_[e].most;
  }
  [[nodiscard]] std::uint32_t short_edge(std::uint32_t k) const {
    return static_cast<std::uint32_t>(n_.limits().size() + 2 * n_.contingents().size()) + k;
  }

  // Goes back from the end of a link along chains of edges shorter than the play of the link (most - least): what lies
  // so near has to wait for the end itself, so it comes at least the shortest duration after the activation. What lies
  // farther back need not wait; it comes at least the longest duration less the chain after the activation. A chain
  // that comes by the activation of a link not yet closed needs what follows from that link first; if that link is
  // being closed already, the chain closes a circle.
  bool close(std::uint32_t k) {
    state_[k] = progress::open;
    open_.push_back(k);
    while (true) {
      std::uint32_t needed = no_edge;
      if (!go_back(k, needed)) return false;
      if (needed == no_edge) break;
      if (!close(needed)) return false;
    }
    open_.pop_back();
    state_[k] = progress::closed;
    return settle(k);
  }

  bool go_back(std::uint32_t k, std::uint32_t& needed) {
    const contingent_link& link = n_.contingents()[k];
    const std::int64_t play = link.takes.most - link.takes.least;
    const std::uint32_t own_short = short_edge(k);
    if (++round_ == 0) {
      std::fill(seen_.begin(), seen_.end(), 0U);
      round_ = 1;
    }
    heap_.clear();
    found_.clear();
    reached_.clear();
    reach(link.to, 0, no_edge, 0);
    const std::int64_t base = height_[link.to];
    while (!heap_.empty()) {
      const auto [cost, p] = heap_.pop();
      const std::int64_t d = distance_[p];
      if (cost != d + height_[p] - base) continue;
      if (d > 0) found_.push_back(p);
      if (d >= play) continue;
      for (std::uint32_t i = starts_first_[p]; i < starts_first_[p + 1]; ++i) {
        const std::uint32_t j = starts_[i];
        if (state_[j] == progress::closed) continue;
        if (recording_) remember_path(k, p);
        if (state_[j] == progress::untouched) {
          needed = j;
          return true;
        }
        if (recording_) close_circle(j);
        return false;
      }
      const auto relax = [&](const arc& a) {
        if (a.edge == own_short) return;
        const std::int64_t next = d + a.most;
        if (seen_[a.point] == round_ && distance_[a.point] <= next) return;
        reach(a.point, next, a.edge, next + height_[a.point] - base);
      };
      for (std::uint32_t i = in_first_[p]; i < in_first_[p + 1]; ++i) relax(in_[i]);
      for (const arc& a : added_in_[p]) relax(a);
    }
    return true;
  }

  void reach(std::uint32_t p, std::int64_t distance, std::uint32_t edge, std::int64_t cost) {
    if (seen_[p] != round_) reached_.push_back(p);
    seen_[p] = round_;
    distance_[p] = distance;
    via_[p] = edge;
    heap_.push(cost, p);
  }

  // Adds what follows from a closed link and lowers the heights to fit. False if that closes a circle.
  bool settle(std::uint32_t k) {
    const contingent_link& link = n_.contingents()[k];
    const std::uint32_t a = link.from;
    // What is promised already need not be said again; what a link may happen to take is no promise.
    ++best_number_;
    const auto note = [&](const arc& e) {
      if (e.edge >= short_edge(0) && e.edge < own_edges_) return;
      if (best_round_[e.point] != best_number_ || e.most < best_[e.point]) {
        best_round_[e.point] = best_number_;
        best_[e.point] = e.most;
      }
    };
    for (std::uint32_t i = in_first_[a]; i < in_first_[a + 1]; ++i) note(in_[i]);
    for (const arc& e : added_in_[a]) note(e);
    const auto record_number = static_cast<std::uint32_t>(records_.size());
    bool has_added = false;
    std::int64_t lowest = height_[a];
    std::uint32_t lowest_by = no_edge;
    for (const std::uint32_t p : found_) {
      const std::int64_t most = std::max(distance_[p] - link.takes.most, -link.takes.least);
      if (p == a && most >= 0) continue;
      if (best_round_[p] == best_number_ && best_[p] <= most) continue;
      const auto e = static_cast<std::uint32_t>(edges_.size());
      edges_.push_back({p, a, most});
      derived_.push_back({k, record_number});
      added_in_[a].push_back({most, p, e});
      added_out_[p].push_back({most, a, e});
      has_added = true;
      if (height_[p] + most < lowest) {
        lowest = height_[p] + most;
        lowest_by = e;
      }
      if (p == a) {  // back at the activation with time missing
        if (recording_) {
          keep_record();
          cycle_ = {e};
        }
        return false;
      }
    }
    if (has_added && recording_) keep_record();
    return lowest_by == no_edge || lower(a, lowest, lowest_by);
  }

  // Lowers the height of `a` and of whatever hangs on it. False if it comes back to `a`.
  bool lower(std::uint32_t a, std::int64_t to, std::uint32_t by) {
    if (++round_ == 0) {
      std::fill(seen_.begin(), seen_.end(), 0U);
      round_ = 1;
    }
    heap_.clear();
    reached_.clear();
    reach(a, to, by, to - height_[a]);
    while (!heap_.empty()) {
      const auto [fall, point] = heap_.pop();
      const std::uint32_t p = point;  // a lambda of C++20 as clang 14 has it captures no structured binding
      const std::int64_t here = distance_[p];
      if (here - height_[p] != fall) continue;
      const auto relax = [&](const arc& e) {
        const std::int64_t next = here + e.most;
        const std::int64_t now = seen_[e.point] == round_ ? distance_[e.point] : height_[e.point];
        if (next >= now) return true;
        if (e.point == a) {
          if (recording_) {
            cycle_ = {e.edge};
            for (std::uint32_t q = p; q != a; q = edges_[via_[q]].from) cycle_.push_back(via_[q]);
            std::reverse(cycle_.begin(), cycle_.end());
          }
          return false;
        }
        reach(e.point, next, e.edge, next - height_[e.point]);
        return true;
      };
      for (std::uint32_t i = out_first_[p]; i < out_first_[p + 1]; ++i)
        if (!relax(out_[i])) return false;
      for (const arc& e : added_out_[p])
        if (!relax(e)) return false;
    }
    for (const std::uint32_t p : reached_) height_[p] = distance_[p];
    return true;
  }

  // ---- what the cycle needs ----

  void keep_record() {
    record r;
    for (const std::uint32_t p : reached_)
      if (via_[p] != no_edge) r.emplace_back(p, via_[p]);
    std::sort(r.begin(), r.end());
    records_.push_back(std::move(r));
  }
  // The chain of edges from a point to the end of the link that was closed.
  [[nodiscard]] std::vector<std::uint32_t> chain(std::uint32_t record_number, std::uint32_t from) const {
    const record& r = records_[record_number];
    std::vector<std::uint32_t> out;
    for (std::uint32_t p = from;;) {
      const auto i =
          std::lower_bound(r.begin(), r.end(), p, [](const auto& e, std::uint32_t q) { return e.first < q; });
      if (i == r.end() || i->first != p) return out;
      out.push_back(i->second);
      p = edges_[i->second].to;
    }
  }
  // The chain of the running search from an activation to the end of link `k`.
  void remember_path(std::uint32_t k, std::uint32_t from) {
    std::vector<std::uint32_t> path;
    for (std::uint32_t p = from; via_[p] != no_edge; p = edges_[via_[p]].to) path.push_back(via_[p]);
    path_of_[k] = std::move(path);
  }
  // From the activation of `j` along the remembered chains of the links being closed, back to `j`.
  void close_circle(std::uint32_t j) {
    const auto from = std::find(open_.begin(), open_.end(), j);
    for (auto i = open_.end(); i != from;) {
      --i;
      const auto& path = path_of_[*i];
      cycle_.insert(cycle_.end(), path.begin(), path.end());
      cycle_.push_back(long_edge_base + *i);
    }
  }

  const uncertain_network& n_;
  std::uint32_t points_;
  std::vector<time_limit> edges_;
  std::uint32_t own_edges_ = 0;
  std::vector<std::int64_t> height_;  // meets every edge: height(to) <= height(from) + most
  std::vector<std::uint32_t> in_first_, out_first_;
  std::vector<arc> in_, out_;
  std::vector<std::vector<arc>> added_in_, added_out_;
  std::vector<std::uint32_t> starts_first_, starts_;
  std::vector<progress> state_;
  std::vector<std::uint32_t> open_;
  std::vector<derived> derived_;
  std::vector<record> records_;
  std::vector<std::uint32_t> cycle_;
  bool recording_ = false;

  // of one search
  std::uint32_t round_ = 0;
  std::vector<std::uint32_t> seen_, via_, reached_, found_;
  std::vector<std::int64_t> distance_;
  distance_heap heap_;
  std::uint32_t best_number_ = 0;
  std::vector<std::uint32_t> best_round_;
  std::vector<std::int64_t> best_;
  std::vector<std::vector<std::uint32_t>> path_of_;  // by link: the chain on which its search was interrupted
};

}  // namespace

std::uint32_t uncertain_network::contingent(time_point_index from, time_point_index to, duration_range takes) {
  if (from >= points() || to >= points()) throw std::out_of_range{"dinh: a duration names a point that is not there"};
  if (takes.most > longest_time_limit) throw std::out_of_range{"dinh: a duration is too long"};
  is_ended_.resize(points(), 0);
  if (takes.least < 0 || takes.least > takes.most || from == to || is_ended_[to] != 0)
    throw std::invalid_argument{"dinh: a duration that is not ours is malformed or ends where another one ends"};
  is_ended_[to] = 1;
  links_.push_back({from, to, takes});
  return static_cast<std::uint32_t>(links_.size() - 1);
}

controllability control(const uncertain_network& n) {
  // The limits, the durations as promises, and each link at its shortest, must fit together to begin with.
  time_network plain{n.points()};
  for (const auto& l : n.limits()) plain.at_most(l.from, l.to, l.most);
  for (const auto& l : n.contingents()) plain.at_most(l.from, l.to, l.takes.most);
  for (const auto& l : n.contingents()) plain.at_least(l.from, l.to, l.takes.least);
  for (const auto& l : n.contingents()) plain.at_most(l.from, l.to, l.takes.least);
  controllability out;
  const auto start = solve(plain);
  if (!start) {
    const auto limits = static_cast<std::uint32_t>(n.limits().size());
    const auto links = static_cast<std::uint32_t>(n.contingents().size());
    out.excess = start.error().excess;
    for (const std::uint32_t e : start.error().cycle) {
      const time_limit& l = plain.limits()[e];
      if (e < limits) {
        out.cycle.push_back({cycle_part_kind::limit, e, l.from, l.to, l.most});
        continue;
      }
      constexpr cycle_part_kind kinds[] = {cycle_part_kind::link_at_most, cycle_part_kind::link_at_least,
                                           cycle_part_kind::turns_out_short};
      const cycle_part p{kinds[(e - limits) / links], (e - limits) % links, l.from, l.to, l.most};
      out.cycle.push_back(p);
      if (p.kind == cycle_part_kind::turns_out_short) out.responsible.push_back(p.number);
    }
    std::sort(out.responsible.begin(), out.responsible.end());
    out.responsible.erase(std::unique(out.responsible.begin(), out.responsible.end()), out.responsible.end());
    return out;
  }
  if (closing{n, *start}.run(false)) {
    out.is_controllable = true;
    return out;
  }
  closing again{n, *start};  // the same run, keeping what explains it
  again.run(true);
  again.spell_out(again.cycle(), out);
  return out;
}

}  // namespace dinh::inline v1
