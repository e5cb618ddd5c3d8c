#include "procedure/timing_pauses.hpp"

#include <dinh/calendar/due.hpp>

#include <algorithm>

namespace dinh::inline v1::timing {

namespace {

// Trials for one question; more days than that are not tried one by one.
constexpr std::uint32_t most_trials = 4000;

}  // namespace

std::int32_t day_with_stops(const tables& t, const limit& l, std::int32_t from, std::vector<stop>& stops) {
  const due_policies& policies = t.policies();
  const work_calendar& calendar = t.calendar();
  std::sort(stops.begin(), stops.end(), [](const stop& a, const stop& b) { return a.first < b.first; });
  std::int32_t at = from;
  // A period whose first day is counted ends a day earlier.
  const bool is_early = policies.rule == counting::limitation && l.length.count > 0;
  const bool in_months = l.length.unit == time_unit::month || l.length.unit == time_unit::year;
  const bool in_working_days = l.length.unit == time_unit::working_day;
  if (is_early && !in_months) --at;
  const auto day = [&](std::int32_t n) { return to_date(t.first() + n); };
  const auto beyond = [&](std::int32_t n) { return n >= t.days(); };
  std::int32_t end = at;
  if (in_working_days) {
    std::int32_t need = l.length.count;
    std::int32_t resumed = 0;  // of the stops before: they may overlap
    for (const stop& s : stops) {
      if (need == 0) break;
      const std::int32_t first = std::max({s.first, at + 1, resumed});
      if (s.resumed <= first) continue;
      const std::int32_t run = calendar.count(day(at), day(first - 1), policies);
      if (need <= run) break;
      if (beyond(s.resumed)) return t.days();
      need -= run;
      at = s.resumed - 1;
      resumed = s.resumed;
    }
    end = at;
    if (need > 0) {
      const date d = calendar.nth_after(day(at), need, policies);
      if (d.is_special()) return t.days();
      end = to_day_number(d) - t.first();
    }
  } else {
    const day_number counted = detail::calendar_end(t.first() + at, l.length, policies);
    if (counted == detail::no_day) return t.days();
    end = counted - t.first();
    std::int32_t resumed = 0;
    if (l.length.count > 0)
      for (const stop& s : stops) {
        const std::int32_t first = std::max({s.first, at + 1, resumed});
        if (s.resumed <= first) continue;
        if (first > end) break;
        if (beyond(s.resumed)) return t.days();
        end += s.resumed - first;
        resumed = s.resumed;
      }
    if (is_early && in_months) --end;
  }
  if (beyond(end)) return t.days();
  if (detail::end_moves(l.way, policies) && (!in_working_days || l.length.count == 0) && end >= 0)
    end = t.day_of(t.working_from(t.first_of(end)));
  return std::min(end, t.days());
}

paused_way::paused_way(const tables& t, const procedure& p, const way& w)
    : t_{t}, p_{p}, w_{w}, after_{reached_from(w)}, relaxed_{w}, begun_(w.pauses.size()), first_(w.pauses.size()), last_(w.pauses.size()), may_come_late_(w.pauses.size(), 0),
      longest_(w.pauses.size(), t.days()) {
  relaxed_.bonds.clear();
  for (const bond& b : w.bonds) {
    if (b.pauses == 0) {
      relaxed_.bonds.push_back(b);
      continue;
    }
    // A pause that begins when its only limit has run out lengthens nothing, and then the limit is missed.
    for (std::size_t i = 0; i < w.pauses.size(); ++i)
      if (b.pauses == 1U << i && w.pauses[i].from != b.from && after_[w.pauses[i].from][b.to]) {
        bond before = b;
        before.to = w.pauses[i].from;
        before.pauses = 0;
        relaxed_.bonds.push_back(before);
      }
  }
  measure_reach();
}

// How long a pause may last by the limits that bind its end to its beginning, wherever it lies; `days()` if nothing does.
std::int32_t paused_way::longest_after_beginning(const pause& s) const {
  if (s.to == no_point) return t_.days();
  std::int32_t out = 0;
  std::vector<std::int32_t> at;
  for (std::int32_t day = 0; day < t_.days(); ++day) {
    at.assign(w_.steps.size(), t_.size());
    at[s.from] = t_.last_of(day);
    bool changed = true;
    while (changed) {
      changed = false;
      for (const bond& b : relaxed_.bonds) {
        const std::uint16_t source = b.is_upper ? b.from : b.to;
        const std::uint16_t p = b.is_upper ? b.to : b.from;
        if (at[source] >= t_.size()) continue;
        const std::int32_t where = std::max(b.is_upper ? t_.on(b, at[source]) : t_.last_within(b, at[source]), 0);
        if (where >= at[p]) continue;
        at[p] = where;
        changed = true;
      }
    }
    if (at[s.to] >= t_.size()) return day == 0 ? t_.days() : out;  // further on the window ends
    out = std::max(out, t_.day_of(at[s.to]) - day);
  }
  return out;
}

// With several pauses each may begin after what the limit is without them. The days that count lie in one piece more than
// there are pauses, and none of them takes longer than the whole limit anywhere.
void paused_way::measure_reach() {
  runs_out_.assign(w_.bonds.size(), t_.days());
  for (std::size_t k = 0; k < w_.bonds.size(); ++k) {
    const bond& b = w_.bonds[k];
    if ((b.pauses & (b.pauses - 1U)) == 0) continue;  // none or one
    std::int64_t days = 0;
    std::int64_t pieces = 1;
    for (std::size_t i = 0; i < w_.pauses.size(); ++i)
      if ((b.pauses >> i & 1U) != 0) {
        days += longest_after_beginning(w_.pauses[i]);
        ++pieces;
      }
    std::int32_t longest = 0;
    for (std::int32_t day = 0; day < t_.days(); ++day) {
      const std::int32_t end = t_.on(b, t_.first_of(day));
      if (end >= t_.size()) break;
      longest = std::max(longest, t_.day_of(end) - day);
    }
    runs_out_[k] = static_cast<std::int32_t>(std::min<std::int64_t>(days + pieces * longest, t_.days()));
  }
}

std::int32_t paused_way::on_with_pauses(const bond& b, const std::vector<std::int32_t>& at) {
  stops_.clear();
  for (std::size_t i = 0; i < w_.pauses.size(); ++i) {
    if ((b.pauses >> i & 1U) == 0 || begun_[i] >= t_.days()) continue;
    const pause& s = w_.pauses[i];
    if (!p_.facts().clocks[s.clock].valid.contains(to_date(t_.first() + begun_[i]))) continue;
    const bool ends = s.to != no_point && at[s.to] < t_.size();
    stops_.push_back({begun_[i], ends ? t_.day_of(at[s.to]) : never_resumed});
  }
  const limit& l = t_.limit_at(b.table);
  const std::int32_t from = t_.day_of(at[b.from]);
  const std::int32_t day = day_with_stops(t_, l, from, stops_);
  // At the end of a short month a later trigger may fall due a day earlier if the limit stands still: nothing but the
  // start is certain to lie where it is.
  if (b.from != 0 && !stops_.empty() && (l.length.unit == time_unit::month || l.length.unit == time_unit::year))
    for (std::int32_t f = std::max(from - 3, 0); f < from; ++f)
      if (day_with_stops(t_, l, f, stops_) > day) ran_out_ = true;
  return day >= t_.days() ? t_.size() : t_.last_of(day);
}

// The earliest places with the pauses of the trial, as far as the limits without pauses tell: what has to lie before
// them is out of the question, long before a circle of limits has run down to the beginning of the window.
bool paused_way::raise_low(const frame& f) {
  if (f.start < t_.days())
    low_ = least_.day;
  else
    low_.assign(w_.steps.size(), 0);
  for (std::size_t i = 0; i < begun_.size(); ++i)
    if (begun_[i] < t_.days()) low_[w_.pauses[i].from] = std::max(low_[w_.pauses[i].from], t_.first_of(begun_[i]));
  const std::int32_t last_start = f.start < t_.days() ? t_.last_of(f.start) : t_.size() - 1;
  bool changed = true;
  while (changed) {
    changed = false;
    for (const bond& b : relaxed_.bonds) {
      const std::uint16_t p = b.is_upper ? b.from : b.to;
      std::int32_t where = b.is_upper ? t_.first_reaching(b, low_[b.to]) : t_.on(b, low_[b.from]);
      if (where <= low_[p]) continue;
      if (where < t_.size() && w_.acts[p] != 0) where = t_.working_from(where);
      if (where >= t_.size() || (p == 0 && where > last_start)) return false;
      low_[p] = where;
      changed = true;
    }
  }
  return true;
}

bool paused_way::place_with(const frame& f) {
  if (!raise_low(f)) return false;
  std::vector<std::int32_t>& at = now_.day;
  at.assign(w_.steps.size(), t_.size());
  if (f.start < t_.days()) at.front() = t_.last_of(f.start);
  at.back() = std::min(at.back(), f.end);
  const auto bring_down = [&](std::uint16_t p, std::int32_t where) {
    if (where >= at[p]) return;
    at[p] = w_.acts[p] != 0 ? t_.working_until(where) : where;
  };
  for (std::size_t i = 0; i < begun_.size(); ++i)
    if (begun_[i] < t_.days()) bring_down(w_.pauses[i].from, t_.last_of(begun_[i]));
  if (f.capped != no_point) bring_down(f.capped, f.cap);
  for (std::size_t p = 0; p < at.size(); ++p)
    if (at[p] < low_[p]) return false;
  bool changed = true;
  while (changed) {
    changed = false;
    for (const bond& b : w_.bonds) {
      const std::uint16_t source = b.is_upper ? b.from : b.to;
      const std::uint16_t p = b.is_upper ? b.to : b.from;
      if (at[source] >= t_.size()) continue;
      std::int32_t where = !b.is_upper       ? t_.last_within(b, at[source])
                           : b.pauses != 0 ? on_with_pauses(b, at)
                                             : t_.on(b, at[source]);
      if (where >= at[p]) continue;
      if (where >= 0 && w_.acts[p] != 0) where = t_.working_until(where);
      if (where < low_[p]) return false;
      at[p] = where;
      changed = true;
    }
  }
  return true;  // the start and the pauses lie on their days, else they were before what `low_` allows
}

// Both ends first: they mostly settle the question. A pause that nothing bounds may also begin later than anything else
// ends (`t.days()`), and then lengthens nothing.
template <class Visit>
bool paused_way::try_from(std::size_t pause, const frame& f, Visit& visit) {
  if (pause == begun_.size()) {
    if (++trials_ > most_trials) {
      ran_out_ = true;
      return true;
    }
    return place_with(f) && visit();
  }
  const auto go_on = [&](std::int32_t day) {
    begun_[pause] = day;
    return try_from(pause + 1, f, visit);
  };
  if (may_come_late_[pause] != 0 && go_on(t_.days())) return true;
  if (first_[pause] > last_[pause]) return false;
  const std::int32_t last_tried = first_[pause];
  if (go_on(first_[pause])) return true;
  if (first_[pause] < last_[pause] && go_on(last_[pause])) return true;
  for (std::int32_t day = last_[pause] - 1; day > last_tried && day >= first_[pause]; --day)
    if (go_on(day)) return true;
  return false;
}

// `visit` is called for each trial that fits, with its places in `now_`; it says whether that was enough.
template <class Visit>
void paused_way::try_beginnings(const frame& f, Visit visit) {
  trials_ = 0;
  try_from(0, f, visit);
}

// A pause that nothing bounds lengthens its limits only if it begins before they run out.
std::int32_t paused_way::last_that_matters(std::size_t pause) const {
  std::int32_t out = -1;
  for (std::size_t k = 0; k < w_.bonds.size(); ++k) {
    const bond& b = w_.bonds[k];
    if ((b.pauses >> pause & 1U) == 0) continue;
    const std::int32_t from = most_.day[b.from];
    std::int32_t last = t_.days() - 1;
    if (from < t_.size()) {
      const bool others = b.pauses != 1U << pause;  // which may make it longer before
      last = std::min(last, others ? t_.day_of(from) + runs_out_[k] : t_.day_of(t_.on(b, from)));
    }
    out = std::max(out, last);
  }
  return out;
}

bool paused_way::keeps_paused(const std::vector<std::int32_t>& at) {
  for (std::size_t i = 0; i < begun_.size(); ++i) begun_[i] = t_.day_of(at[w_.pauses[i].from]);
  return std::all_of(w_.bonds.begin(), w_.bonds.end(),
                     [&](const bond& b) { return b.pauses == 0 || at[b.to] <= on_with_pauses(b, at); });
}

bool paused_way::can_come_by(std::int32_t start, std::uint16_t point, std::int32_t place) {
  bool found = false;
  const std::vector<std::int32_t> last = last_;
  const std::vector<char> late = may_come_late_;
  for (std::size_t i = 0; i < begun_.size(); ++i)
    if (w_.pauses[i].from == point || after_[w_.pauses[i].from][point]) {  // it begins before
      last_[i] = std::min(last_[i], t_.day_of(place));
      may_come_late_[i] = 0;
    }
  try_beginnings({start, t_.size(), point, place}, [&] { return found = true; });
  last_ = last;
  may_come_late_ = late;
  return found;
}

// Mostly near its bound: the steps to look at grow from there.
std::int32_t paused_way::earliest_of(std::int32_t start, std::uint16_t point) {
  std::int32_t below = least_.day[point] - 1;
  std::int32_t at = least_.day[point];
  for (std::int32_t step = 1; !can_come_by(start, point, at); step *= 2) {
    below = at;
    if (at >= t_.size() - 1) return at;
    at = static_cast<std::int32_t>(std::min<std::int64_t>(std::int64_t{at} + step, t_.size() - 1));
  }
  while (at - below > 1) {
    const std::int32_t middle = below + (at - below) / 2;
    (can_come_by(start, point, middle) ? at : below) = middle;
  }
  return at;
}

paused_way::result paused_way::place(std::int32_t start, bool every_point) {
  result out;
  ran_out_ = false;
  place_earliest(t_, relaxed_, start, false, least_);
  if (!least_.fits) return out;
  place_latest(t_, relaxed_, t_.last_of(start), t_.size(), most_);
  for (std::size_t i = 0; i < begun_.size(); ++i) {
    const std::int32_t latest = most_.day[w_.pauses[i].from];
    first_[i] = t_.day_of(least_.day[w_.pauses[i].from]);
    may_come_late_[i] = latest >= t_.size() ? 1 : 0;
    last_[i] = latest >= t_.size() ? last_that_matters(i) : std::min(t_.day_of(latest), last_that_matters(i));
    if (last_[i] < (latest >= t_.size() ? t_.days() - 1 : t_.day_of(latest))) may_come_late_[i] = 1;
  }
  const auto end = static_cast<std::uint16_t>(w_.steps.size() - 1);
  out.earliest = least_.day;
  out.fits = keeps_paused(least_.day);
  if (!out.fits) {
    out.fits = can_come_by(start, end, t_.size() - 1) || ran_out_;
    if (!out.fits) return out;
    for (std::uint16_t p = every_point ? 0 : end; p <= end; ++p) out.earliest[p] = earliest_of(start, p);
  }
  out.latest.assign(w_.steps.size(), -1);
  if (every_point) std::fill(longest_.begin(), longest_.end(), 0);
  try_beginnings({start, t_.size(), no_point, 0}, [&] {
    bool is_all = true;
    for (std::size_t p = 0; p < out.latest.size(); ++p) {
      out.latest[p] = std::max(out.latest[p], now_.day[p]);
      is_all = is_all && out.latest[p] >= most_.day[p];
    }
    if (!every_point) return out.latest.back() >= most_.day.back();
    for (std::size_t i = 0; i < begun_.size(); ++i) {
      const std::uint16_t to = w_.pauses[i].to;
      const bool ends = to != no_point && now_.day[to] < t_.size();
      if (begun_[i] < t_.days()) longest_[i] = std::max(longest_[i], ends ? t_.day_of(now_.day[to]) - begun_[i] : t_.days());
      is_all = is_all && longest_[i] >= t_.days();
    }
    return is_all;
  });
  if (ran_out_)  // the bounds that hold in any case
    for (std::size_t p = 0; p < out.latest.size(); ++p) out.latest[p] = most_.day[p];
  out.is_exact = !ran_out_ && w_.has_all_pauses;
  return out;
}

std::int32_t paused_way::latest_start(std::int32_t end_day, bool& is_exact) {
  ran_out_ = false;
  is_exact = true;
  place_latest(t_, relaxed_, t_.size(), t_.last_of(end_day), most_);
  if (!most_.fits) return -1;
  const std::int32_t bound = t_.day_of(most_.day.front());
  std::int32_t best = -1;
  std::fill(may_come_late_.begin(), may_come_late_.end(), char{0});
  for (std::size_t i = 0; i < begun_.size(); ++i) {
    first_[i] = 0;
    last_[i] = std::min(t_.day_of(most_.day[w_.pauses[i].from]), t_.days() - 1);
  }
  try_beginnings({t_.days(), t_.last_of(end_day), no_point, 0}, [&] {
    best = std::max(best, t_.day_of(now_.day.front()));
    std::fill(first_.begin(), first_.end(), best);  // the start does not come after what follows it
    return best >= bound;
  });
  is_exact = !ran_out_ && w_.has_all_pauses;
  return best;
}

}  // namespace dinh::inline v1::timing
