#include <dinh/procedure/timing_network.hpp>

#include "procedure/distance_heap.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::uint32_t nothing = UINT32_MAX;
constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();

void require_limit(const time_limit& l, std::uint32_t points) {
  if (l.from >= points || l.to >= points) throw std::out_of_range{"dinh: a time limit names a point that is not there"};
  if (l.most > longest_time_limit || l.most < -longest_time_limit)
    throw std::out_of_range{"dinh: a time limit is too long"};
}

// Limits grouped by one of their points: `limit[first[p]] … limit[first[p + 1] - 1]`.
struct grouping {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> limit;
};
template <class PointOf>
grouping group(std::span<const time_limit> limits, std::uint32_t points, PointOf point_of) {
  grouping g;
  g.first.assign(points + 1, 0);
  for (const auto& l : limits) ++g.first[point_of(l) + 1];
  for (std::uint32_t p = 0; p < points; ++p) g.first[p + 1] += g.first[p];
  g.limit.resize(limits.size());
  std::vector<std::uint32_t> next{g.first.begin(), g.first.end() - 1};
  for (std::uint32_t i = 0; i < limits.size(); ++i) g.limit[next[point_of(limits[i])]++] = i;
  return g;
}

time_conflict conflict_of(std::vector<std::uint32_t> cycle, std::span<const time_limit> limits) {
  time_conflict out{std::move(cycle), 0};
  for (const std::uint32_t l : out.cycle) out.excess -= limits[l].most;
  return out;
}

}  // namespace

// Bellman and Ford with Yen's order: the points stand in one order, in which limits that ask for a distance lead forwards
// as far as they are in no circle, and are gone through forwards and backwards in turn, each point only if it moved since
// its turn. A chain of limits in one direction is followed in one pass, whether they set least distances or greatest. Each
// pass to and fro does at least what one of Bellman and Ford does, so if limits conflict, those that moved their points
// last lead in a circle sooner or later, and such a circle is a conflict.
class solved_network::passes {
public:
  explicit passes(solved_network& n)
      : limits_{n.limits_}, at_{n.at_}, first_{n.first_}, out_{n.arcs_}, moved_(n.at_.size(), 1),
        by_(n.at_.size(), nothing), left_{n.at_.size()} {}

  // The limits of a conflict, or none once all are met.
  std::vector<std::uint32_t> run() {
    put_in_order();
    std::vector<std::uint32_t> cycle;
    for (std::uint32_t round = 1; left_ > 0; ++round) {
      for (auto p = order_.rbegin(); p != order_.rend(); ++p) relax(*p);
      if (left_ == 0) break;
      for (const std::uint32_t p : order_) relax(p);
      if ((round % 4 == 0 || round >= at_.size()) && left_ > 0 && find_cycle(cycle)) break;
    }
    return cycle;
  }

private:
  struct frame {
    std::uint32_t point;
    std::uint32_t next;  // into `out_`
  };

  void relax(std::uint32_t p) {
    if (moved_[p] == 0) return;
    moved_[p] = 0;
    --left_;
    const std::int64_t here = at_[p];
    for (std::uint32_t i = first_[p]; i < first_[p + 1]; ++i) {
      const arc& a = out_[i];
      if (here + a.most >= at_[a.to]) continue;
      at_[a.to] = here + a.most;
      by_[a.to] = a.limit;
      left_ += moved_[a.to] == 0 ? 1U : 0U;
      moved_[a.to] = 1;
    }
  }

  // Depth first along the limits that are violated where all times are 0; the last point first.
  void put_in_order() {
    std::vector<char> is_seen(at_.size(), 0);
    std::vector<frame> path;
    const auto enter = [&](std::uint32_t p) {
      is_seen[p] = 1;
      path.push_back({p, first_[p]});
    };
    order_.reserve(at_.size());
    for (std::uint32_t root = 0; root < at_.size(); ++root) {
      if (is_seen[root] != 0) continue;
      enter(root);
      while (!path.empty()) {
        frame& f = path.back();
        if (f.next == first_[f.point + 1]) {
          order_.push_back(f.point);
          path.pop_back();
          continue;
        }
        const arc& a = out_[f.next++];
        if (a.most < 0 && is_seen[a.to] == 0) enter(a.to);
      }
    }
  }

  // Whether the limits that moved their points last lead in a circle.
  bool find_cycle(std::vector<std::uint32_t>& cycle) const {
    std::vector<std::uint32_t> walk(at_.size(), 0);  // by which walk a point was met
    for (std::uint32_t root = 0; root < at_.size(); ++root) {
      std::uint32_t p = root;
      while (walk[p] == 0) {
        walk[p] = root + 1;
        if (by_[p] == nothing) break;
        p = limits_[by_[p]].from;
      }
      if (walk[p] != root + 1 || by_[p] == nothing) continue;
      const std::uint32_t last = p;
      do {
        cycle.push_back(by_[p]);
        p = limits_[by_[p]].from;
      } while (p != last);
      std::reverse(cycle.begin(), cycle.end());
      return true;
    }
    return false;
  }

  std::span<const time_limit> limits_;
  std::vector<std::int64_t>& at_;
  const std::vector<std::uint32_t>& first_;
  const std::vector<arc>& out_;
  std::vector<char> moved_;         // since its turn
  std::vector<std::uint32_t> by_;   // the limit that moved a point last
  std::size_t left_;                // how many moved
  std::vector<std::uint32_t> order_;
};

void time_network::resize(std::uint32_t points) {
  if (points > most_time_points) throw std::out_of_range{"dinh: too many time points"};
  points_ = points;
}

std::uint32_t time_network::at_most(time_point_index from, time_point_index to, std::int64_t days) {
  const time_limit l{from, to, days};
  require_limit(l, points_);
  limits_.push_back(l);
  return static_cast<std::uint32_t>(limits_.size() - 1);
}

std::string describe(const time_conflict& c) {
  std::string out = "limits ";
  for (std::size_t i = 0; i < c.cycle.size(); ++i) out += (i == 0 ? "" : ", ") + std::to_string(c.cycle[i]);
  return out + " cannot be met together: " + std::to_string(c.excess) + " too many";
}

result<solved_network, time_conflict> solve(const time_network& n) {
  solved_network out;
  const std::span<const time_limit> limits = n.limits();
  out.limits_.assign(limits.begin(), limits.end());
  out.first_.assign(n.points() + std::size_t{1}, 0);
  for (const time_limit& l : limits) ++out.first_[l.from + std::size_t{1}];
  for (std::uint32_t p = 0; p < n.points(); ++p) out.first_[p + std::size_t{1}] += out.first_[p];
  out.arcs_.resize(limits.size());
  std::vector<std::uint32_t> next{out.first_.begin(), out.first_.end() - 1};
  for (std::uint32_t i = 0; i < limits.size(); ++i) out.arcs_[next[limits[i].from]++] = {limits[i].most, limits[i].to, i};
  out.at_.assign(n.points(), 0);
  if (auto cycle = solved_network::passes{out}.run(); !cycle.empty())
    return unexpected{conflict_of(std::move(cycle), limits)};
  return out;
}

namespace {

constexpr std::size_t some_points = 256;  // room that is taken at once

// Points in the order in which they were offered, each once until it is taken.
class offered_points {
public:
  offered_points() { waiting_.reserve(2 * some_points); }
  static constexpr bool takes_better_offers = false;  // a point that waits keeps its place
  [[nodiscard]] bool empty() const noexcept { return taken_ == waiting_.size(); }
  void push(std::int64_t /*fall*/, std::uint32_t p) { waiting_.push_back(p); }
  std::uint32_t pop() { return waiting_[taken_++]; }
  // So many may be taken before the search in order of how far they fall is begun instead. Most networks take a point
  // twice at most; some exist in which this order takes one again and again.
  [[nodiscard]] bool is_exhausted(std::size_t moved) const noexcept { return taken_ > 4 * moved + 64; }

private:
  std::vector<std::uint32_t> waiting_;
  std::size_t taken_ = 0;
};

// The point first that falls furthest: no point is taken twice in earnest.
template <class Heap>
class furthest_first {
public:
  static constexpr bool takes_better_offers = true;  // a point that waits may move up; its older entry is skipped
  explicit furthest_first(Heap heap) : heap_{std::move(heap)} {}
  [[nodiscard]] bool empty() const noexcept { return heap_.empty(); }
  void push(std::int64_t fall, std::uint32_t p) { heap_.push(fall, p); }
  std::uint32_t pop() { return heap_.pop().point; }
  [[nodiscard]] static constexpr bool is_exhausted(std::size_t) noexcept { return false; }

private:
  Heap heap_;
};

}  // namespace

// Moves what a limit moves, or says with what it conflicts.
template <class Queue>
class solved_network::repair {
public:
  enum class end : std::uint8_t { met, conflict, exhausted };

  repair(solved_network& n, const time_limit& l, Queue queue) : net_{n}, new_{l}, queue_{std::move(queue)} {
    if (net_.moves_.empty()) net_.moves_.resize(net_.points());
    if (++net_.round_ > last_round) {
      std::fill(net_.moves_.begin(), net_.moves_.end(), move{});
      net_.round_ = 1;
    }
    moved_.reserve(some_points);
  }

  end run() {
    const std::vector<std::int64_t>& at = net_.at_;
    offer(new_.to, at[new_.from] + new_.most, number());
    while (!queue_.empty()) {
      if (queue_.is_exhausted(moved_.size())) return end::exhausted;
      const std::uint32_t p = queue_.pop();
      move& m = net_.moves_[p];
      if (m.is_waiting == 0) continue;
      m.is_waiting = 0;
      const std::int64_t here = m.to;
      for (std::uint32_t k = net_.first_[p]; k < net_.first_[p + 1]; ++k) {
        const arc& a = net_.arcs_[k];
        if (here + a.most < at[a.to]) offer(a.to, here + a.most, a.limit);
      }
      if (!net_.added_first_.empty())
        for (std::uint32_t k = net_.added_first_[p]; k != nothing; k = net_.added_next_[k - net_.arcs_.size()]) {
          const time_limit& l = net_.limits_[k];
          if (here + l.most < at[l.to]) offer(l.to, here + l.most, k);
        }
      // The first point of the limit would have to move for its own sake: no other circle can be in conflict, since the
      // limits before this one were met.
      if (net_.moves_[new_.from].round == net_.round_) return end::conflict;
    }
    for (const std::uint32_t p : moved_) net_.at_[p] = net_.moves_[p].to;
    return end::met;
  }

  // The circle through the new limit. Pre: `run` ended in a conflict.
  [[nodiscard]] time_conflict conflict() const {
    time_conflict out;
    std::uint32_t p = new_.from;
    do {
      const std::uint32_t by = net_.moves_[p].by;
      const time_limit& met = by == number() ? new_ : net_.limits_[by];
      out.cycle.push_back(by);
      out.excess -= met.most;
      p = met.from;
    } while (p != new_.from);
    std::reverse(out.cycle.begin(), out.cycle.end());
    return out;
  }

private:
  static constexpr std::uint32_t last_round = (1U << 31U) - 1;

  [[nodiscard]] std::uint32_t number() const noexcept { return static_cast<std::uint32_t>(net_.limits_.size()); }

  void offer(std::uint32_t p, std::int64_t time, std::uint32_t by) {
    move& m = net_.moves_[p];
    if (m.round != net_.round_) {
      m.round = net_.round_ & last_round;
      m.is_waiting = 0;
      moved_.push_back(p);
    } else if (m.to <= time) {
      return;
    }
    m.to = time;
    m.by = by;
    if (m.is_waiting != 0 && !Queue::takes_better_offers) return;
    m.is_waiting = 1;
    queue_.push(time - net_.at_[p], p);
  }

  solved_network& net_;
  const time_limit& new_;
  Queue queue_;
  std::vector<std::uint32_t> moved_;
};

// S. Cotton, O. Maler, "Fast and flexible difference constraint propagation for DPLL(T)", SAT 2006: the times are a
// potential, and only what a limit moves is looked at. They take the point first that falls furthest, so that each moves
// once; here the points are taken as they come, which needs no heap and is more than twice as fast, unless that takes too
// many of them.
std::optional<time_conflict> solved_network::add(time_limit l) {
  require_limit(l, points());
  const auto number = static_cast<std::uint32_t>(limits_.size());
  const auto store = [&] {
    if (added_first_.empty()) added_first_.assign(points(), nothing);
    limits_.push_back(l);
    added_next_.push_back(added_first_[l.from]);
    added_first_[l.from] = number;
  };
  const auto with = [&](auto queue) -> std::optional<std::optional<time_conflict>> {
    repair<decltype(queue)> r{*this, l, std::move(queue)};
    using end = typename repair<decltype(queue)>::end;
    switch (r.run()) {
      case end::met:
        store();
        return std::optional<time_conflict>{};
      case end::conflict:
        return r.conflict();
      case end::exhausted:
        break;
    }
    return std::nullopt;
  };
  if (at_[l.from] + l.most >= at_[l.to]) {
    store();
    return std::nullopt;
  }
  if (l.from == l.to) return time_conflict{{number}, -l.most};
  if (auto done = with(offered_points{})) return *std::move(done);
  // No point falls further than the first.
  const std::int64_t furthest = at_[l.from] + l.most - at_[l.to];
  static_assert(most_time_points <= 1U << 20U);
  if (furthest > -packed_distance_heap::most_apart)
    return with(furthest_first{packed_distance_heap{furthest}}).value();
  return with(furthest_first{distance_heap{}}).value();
}

namespace {

enum class side : std::uint8_t { from, to };

struct distances {
  std::vector<std::int64_t> to;    // `unreached` where no chain of limits leads
  std::vector<std::uint32_t> by;   // the limit that comes last
};

// Dijkstra's algorithm on the limits made non-negative by the times, from one point along the limits or against them.
distances search(std::span<const time_limit> limits, std::span<const std::int64_t> at, std::uint32_t origin,
                 side start) {
  const auto points = static_cast<std::uint32_t>(at.size());
  const bool forwards = start == side::from;
  const grouping g = group(limits, points, [&](const time_limit& l) { return forwards ? l.from : l.to; });
  distances out{std::vector<std::int64_t>(points, unreached), std::vector<std::uint32_t>(points, nothing)};
  distance_heap heap;
  std::vector<std::int64_t> cost(points, unreached);
  cost[origin] = 0;
  heap.push(0, origin);
  while (!heap.empty()) {
    const auto [c, p] = heap.pop();
    if (c != cost[p]) continue;
    for (std::uint32_t i = g.first[p]; i < g.first[p + 1]; ++i) {
      const time_limit& l = limits[g.limit[i]];
      const std::int64_t next = c + l.most + at[l.from] - at[l.to];
      const std::uint32_t q = forwards ? l.to : l.from;
      if (next >= cost[q]) continue;
      cost[q] = next;
      out.by[q] = g.limit[i];
      heap.push(next, q);
    }
  }
  for (std::uint32_t p = 0; p < points; ++p)
    if (cost[p] != unreached) out.to[p] = cost[p] + (forwards ? at[p] - at[origin] : at[origin] - at[p]);
  return out;
}

}  // namespace

std::vector<time_range> solved_network::from(time_point_index origin) const {
  if (origin >= points()) throw std::out_of_range{"dinh: no such time point"};
  const distances ahead = search(limits_, at_, origin, side::from);
  const distances back = search(limits_, at_, origin, side::to);
  std::vector<time_range> out(points());
  for (std::uint32_t p = 0; p < points(); ++p) {
    if (ahead.to[p] != unreached) out[p].most = ahead.to[p];
    if (back.to[p] != unreached) out[p].least = -back.to[p];
  }
  return out;
}

time_range solved_network::between(time_point_index origin, time_point_index to) const {
  if (to >= points()) throw std::out_of_range{"dinh: no such time point"};
  return from(origin)[to];
}

std::vector<std::uint32_t> solved_network::chain(time_point_index origin, time_point_index to) const {
  if (origin >= points() || to >= points()) throw std::out_of_range{"dinh: no such time point"};
  const distances d = search(limits_, at_, origin, side::from);
  std::vector<std::uint32_t> out;
  if (d.to[to] == unreached) return out;
  for (std::uint32_t p = to; p != origin; p = limits_[d.by[p]].from) out.push_back(d.by[p]);
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace dinh::inline v1
