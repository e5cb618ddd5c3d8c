#include <dinh/procedure/timing.hpp>
#include <dinh/procedure/timing_uncertain.hpp>

#include "procedure/timing_pauses.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace dinh::inline v1 {

namespace {

using namespace timing;

// What a bond allows, as `tables::measure` counts, at least and at most, over the places where its first point can lie.
struct extent {
  std::int64_t least = 0;
  std::int64_t most = 0;
};
extent extent_of(const tables& t, const bond& b, std::int32_t first, std::int32_t last) {
  if (b.table == same_day) return {0, 0};
  if (t.has_moments() && t.is_in_hours(b)) {  // the same everywhere
    const limit& l = t.limit_at(b.table);
    const std::int64_t minutes = std::int64_t{l.length.count} * (l.way == direction::not_later_than_before ? -60 : 60);
    return {minutes, minutes};
  }
  extent out{INT64_MAX, INT64_MIN};
  const auto look_at = [&](std::int32_t at) {
    const std::int64_t length = t.measure(t.on(b, at)) - t.measure(at);
    out.least = std::min(out.least, length);
    out.most = std::max(out.most, length);
  };
  first = std::max(first, 0);
  last = std::min(last, t.size() - 1);
  if (first > last) return {};
  for (std::int32_t d = t.day_of(first); d <= t.day_of(last); ++d) {
    look_at(std::max(first, t.first_of(d)));
    if (t.has_moments()) look_at(std::min(last, t.last_of(d)));
  }
  return out;
}

enum class reading : std::uint8_t { strict, loose };

// What stands behind a limit or a link of the network.
struct origin {
  timing_link::kind_of kind;
  std::uint32_t number;
};
struct model {
  uncertain_network network;
  std::vector<origin> limits;
  std::vector<origin> links;
};

class modelling {
public:
  modelling(const procedure& p, const timing_options& o, const std::vector<std::string>& ours, const tables& t,
            const way& w, const std::vector<limit>& limits)
      : p_{p}, o_{o}, ours_{ours}, t_{t}, w_{w}, limits_{limits} {
    if (std::all_of(w.bonds.begin(), w.bonds.end(), [](const bond& b) { return b.pauses == 0; })) {
      place_earliest(t, w, 0, false, earliest_);
      place_latest(t, w, t.last_of(0), t.size(), latest_);
      return;
    }
    paused_way paused{t, p, w};
    auto places = paused.place(0, true);
    earliest_ = {std::move(places.earliest), {}, places.fits, 0};
    latest_ = {std::move(places.latest), {}, places.fits, 0};
    if (latest_.day.size() != w.steps.size()) latest_.fits = false;
    for (std::size_t i = 0; i < w.pauses.size(); ++i)
      longest_pause_.push_back(places.fits && places.is_exact ? paused.longest(i) : t.days());
  }

  // No verdict where even the limits alone cannot be met; the circle then names no duration.
  model build(reading r) {
    model m{uncertain_network{static_cast<std::uint32_t>(w_.steps.size())}, {}, {}};
    link_of_.assign(w_.bonds.size(), 0);
    std::vector<char> is_ended(w_.steps.size(), 0);
    for (std::uint32_t i = 0; i < w_.bonds.size(); ++i) {
      const bond& b = w_.bonds[i];
      if (!is_theirs(b) || is_ended[b.to] != 0) continue;
      // One that may stand still for good binds nobody: the step is awaited.
      const std::optional<std::int64_t> pauses = r == reading::strict ? pauses_of(b) : std::optional<std::int64_t>{0};
      link_of_[i] = 1;
      if (!pauses) continue;
      is_ended[b.to] = 1;
      const extent e = range(longest(b), b.from);
      const std::int64_t most = (r == reading::strict ? e.most : e.least) + *pauses;
      std::int64_t least = 0;
      for (const bond& other : w_.bonds)  // what must last so long does
        if (!other.is_upper && other.from == b.from && other.to == b.to) {
          const extent shortest = range(other, b.from);
          least = std::max<std::int64_t>(least, r == reading::strict ? shortest.least : shortest.most);
        }
      m.network.contingent(b.from, b.to, {std::min(least, most), most});
      m.links.push_back({b.kind, b.number});
    }
    for (std::uint32_t i = 0; i < w_.bonds.size(); ++i) {
      const bond& b = w_.bonds[i];
      if (link_of_[i] != 0) continue;
      const extent e = range(b, b.from);
      if (b.is_upper) {
        // Strictly, a pause of our limit is not counted upon.
        const std::optional<std::int64_t> pauses = r == reading::loose ? pauses_of(b) : std::optional<std::int64_t>{0};
        if (!pauses) continue;
        m.network.at_most(b.from, b.to, (r == reading::strict ? e.least : e.most) + *pauses);
      } else {
        m.network.at_least(b.from, b.to, r == reading::strict ? e.most : e.least);
      }
      m.limits.push_back({b.kind, b.number});
    }
    return m;
  }

  [[nodiscard]] std::vector<step_id> unbounded() const {
    std::vector<step_id> out;
    for (std::size_t i = 1; i < w_.steps.size(); ++i) {
      const step& s = p_.steps()[w_.steps[i]];
      if (!is_foreign(s) || (s.kind != step_kind::task && s.kind != step_kind::wait)) continue;
      const bool is_bound = std::any_of(w_.bonds.begin(), w_.bonds.end(), [&](const bond& b) {
        return b.to == i && ((b.is_upper && pauses_of(b)) || b.kind == timing_link::kind_of::duration);
      });
      const bool lasts = std::any_of(w_.bonds.begin(), w_.bonds.end(), [&](const bond& b) {
        return b.to == i && !b.is_upper && b.kind == timing_link::kind_of::deadline;
      });
      if (!is_bound && !lasts) out.push_back(step_id{w_.steps[i]});
    }
    return out;
  }

private:
  [[nodiscard]] bool is_foreign(const step& s) const {
    return !s.actor.empty() && std::find(ours_.begin(), ours_.end(), s.actor) == ours_.end();
  }
  // A limit on a step of another body, or an assumed duration that is not ours.
  [[nodiscard]] bool is_theirs(const bond& b) const {
    if (b.kind == timing_link::kind_of::duration) return !o_.durations[b.number].is_ours;
    if (b.kind != timing_link::kind_of::deadline || !b.is_upper) return false;
    if (p_.deadline_at(b.number).time->way != direction::within_after) return false;
    return is_foreign(p_.steps()[w_.steps[b.to]]);
  }
  [[nodiscard]] bond longest(bond b) const {
    if (b.kind != timing_link::kind_of::duration) return b;
    const step_duration& d = o_.durations[b.number];
    const limit l{dinh::valid_for{d.most.value_or(d.least)}};
    b.table = static_cast<std::uint32_t>(std::find(limits_.begin(), limits_.end(), l) - limits_.begin());
    b.is_upper = true;
    return b;
  }
  [[nodiscard]] extent range(const bond& b, std::uint16_t from) const {
    const std::int32_t first = earliest_.fits ? earliest_.day[from] : 0;
    // Without a latest day the year round decides; a window of two years holds every constellation of both.
    std::int32_t last = first + t_.first_of(2 * 366);
    if (latest_.fits && latest_.day[from] < t_.size()) last = latest_.day[from];
    return extent_of(t_, b, first, last);
  }
  // By how much the pauses of a bond lengthen it at most; none if nothing bounds them. What is left after a pause may
  // take as long as all of it takes anywhere: other days off lie there.
  [[nodiscard]] std::optional<std::int64_t> pauses_of(const bond& b) const {
    std::int64_t out = 0;
    for (std::size_t i = 0; i < w_.pauses.size(); ++i) {
      if ((b.pauses >> i & 1U) == 0) continue;
      if (longest_pause_[i] >= t_.days()) return std::nullopt;
      out += std::int64_t{longest_pause_[i]} * (t_.has_moments() ? 24 * 60 : 1) + extent_of(t_, b, 0, t_.size() - 1).most;
    }
    return out;
  }

  const procedure& p_;
  const timing_options& o_;
  const std::vector<std::string>& ours_;
  const tables& t_;
  const way& w_;
  const std::vector<limit>& limits_;
  placing earliest_, latest_;
  std::vector<std::int32_t> longest_pause_;
  std::vector<char> link_of_;
};

void explain(const model& m, const controllability& c, const tables& t, const way& w, scenario_control& out) {
  for (const cycle_part& part : c.cycle) {
    const origin& o = part.kind == cycle_part_kind::limit ? m.limits[part.number] : m.links[part.number];
    const bool theirs = part.kind == cycle_part_kind::turns_out_long || part.kind == cycle_part_kind::turns_out_short;
    control_part one{o.kind, o.number, step_id{w.steps[part.from]}, step_id{w.steps[part.to]}, part.most, theirs, std::nullopt};
    if (t.has_moments()) {
      one.open_minutes = part.most;
      one.days = 0;
    }
    out.circle.push_back(one);
  }
  for (const std::uint32_t link : c.responsible)
    if (m.links[link].kind == timing_link::kind_of::deadline) out.responsible.push_back(m.links[link].number);
}

}  // namespace

std::vector<scenario_control> control_timing(const procedure& p, const work_calendar& calendar, date start,
                                             const std::vector<std::string>& ours, const timing_options& o) {
  std::vector<scenario_control> out;
  if (!work_calendar::covers(start)) return out;
  const std::vector<limit> limits = limits_of(p, o);
  const day_number first = to_day_number(start);
  const day_number last = std::min<day_number>(first + reach_of(p, o), last_calendar_day);
  const tables t{calendar, first, last, limits, o};
  const ways w = find_ways(p, o, limits);
  for (const way& any : w.all) {
    const way full = in_force(any, p, start);
    scenario_control s;
    s.scenario.choices = full.choices;
    s.scenario.ways = full.count;
    s.scenario.deadlines = full.deadlines;
    s.scenario.end = step_id{full.steps.back()};
    s.scenario.not_paused = full.not_paused;
    modelling modeller{p, o, ours, t, full, limits};
    const model strict = modeller.build(reading::strict);
    const controllability promised = control(strict.network);
    if (!promised.is_controllable) {
      const model loose = modeller.build(reading::loose);
      const controllability possible = control(loose.network);
      s.verdict = possible.is_controllable ? control_verdict::undecided : control_verdict::not_controllable;
      explain(possible.is_controllable ? strict : loose, possible.is_controllable ? promised : possible, t, full, s);
    }
    s.unbounded = modeller.unbounded();
    out.push_back(std::move(s));
  }
  return out;
}

}  // namespace dinh::inline v1
