#include "procedure/timing_tables.hpp"

#include <algorithm>

namespace dinh::inline v1::timing {

tables::tables(const work_calendar& calendar, day_number first, day_number last, const std::vector<limit>& limits,
               const timing_options& o)
    : first_{first}, days_{last - first + 1}, scale_{1}, size_{days_}, calendar_{calendar}, policies_{o.policies}, limits_{limits} {
  const auto n = static_cast<std::size_t>(days_);
  const bool has_hours = std::any_of(limits.begin(), limits.end(), [](const limit& l) { return l.length.unit == time_unit::hour; });
  if (has_hours && o.hours) {
    scale_ = moments_of_day;
    size_ = days_ * scale_;
    open_.emplace(calendar, first, days_, *o.hours, o.policies);
  }
  for (const limit& l : limits) {
    auto& f = forwards_.emplace_back();
    auto& reaching = reaching_.emplace_back();
    auto& within = within_.emplace_back();
    if (open_ && l.length.unit == time_unit::hour) continue;
    f.resize(n);
    reaching.resize(n);
    within.resize(n);
    std::int32_t before = -1;
    for (std::int32_t d = 0; d < days_; ++d) {
      const date day = calendar.latest_day(l, to_date(first + d), o.policies);
      std::int32_t v = day.is_special() ? days_ : to_day_number(day) - first;
      if (l.way == direction::not_later_than_before && day.is_special()) v = -1;
      // Lead times reach back over the start of the window: no day of it is early enough.
      v = std::clamp(v, -1, days_);
      before = std::max(before, v);  // later triggers never fall due earlier
      f[static_cast<std::size_t>(d)] = before;
    }
    std::int32_t d = 0;
    for (std::int32_t t = 0; t < days_; ++t) {
      while (d < days_ && f[static_cast<std::size_t>(d)] < t) ++d;
      reaching[static_cast<std::size_t>(t)] = d;
    }
    d = 0;
    for (std::int32_t t = 0; t < days_; ++t) {
      while (d < days_ && f[static_cast<std::size_t>(d)] <= t) ++d;
      within[static_cast<std::size_t>(t)] = d - 1;
    }
  }
  up_.resize(n);
  down_.resize(n);
  std::int32_t next = days_;
  for (std::int32_t d = days_; d-- > 0;) {
    if (calendar.is_working(to_date(first + d), o.policies)) next = d;
    up_[static_cast<std::size_t>(d)] = next;
  }
  std::int32_t last_one = -1;
  for (std::int32_t d = 0; d < days_; ++d) {
    if (calendar.is_working(to_date(first + d), o.policies)) last_one = d;
    down_[static_cast<std::size_t>(d)] = last_one;
  }
}

// A day is kept from its first to its last moment. Of a limit in hours the moment counts: what falls due with the last
// open minute of a session falls due at its end, as in `due_within_hours`; a lead time ends where so many open minutes
// still lie ahead.
std::int32_t tables::moment_on(const bond& b, std::int32_t at) const noexcept {
  if (!is_in_hours(b)) {
    const std::int32_t day = forwards_[b.table][static_cast<std::size_t>(day_of(at))];
    if (day < 0) return -1;
    return std::min(size_, b.is_upper ? last_of(day) : first_of(day));
  }
  if (minutes(b) == 0) return at;
  if (limits_[b.table].way == direction::not_later_than_before) return open_->last_with(open_->until(at) - minutes(b));
  return open_->first_with(open_->until(at) + minutes(b));
}

std::int32_t tables::first_moment_reaching(const bond& b, std::int32_t at) const noexcept {
  if (!is_in_hours(b)) return first_of(reaching_[b.table][static_cast<std::size_t>(day_of(at))]);
  if (minutes(b) == 0) return at;
  if (limits_[b.table].way == direction::not_later_than_before) return open_->first_with(open_->until(at) + minutes(b));
  if (at == 0) return 0;
  return open_->first_with(open_->until(at - 1) + 1 - minutes(b));
}

std::int32_t tables::last_moment_within(const bond& b, std::int32_t at) const noexcept {
  if (!is_in_hours(b)) return first_of(within_[b.table][static_cast<std::size_t>(day_of(at))] + 1) - 1;
  if (minutes(b) == 0) return at;
  return open_->last_with(open_->until(at) - minutes(b));
}

std::int32_t reach_of(const procedure& p, const timing_options& o) {
  std::int64_t sum = 2 * 366;
  std::int64_t open_minutes = 0;  // of a week
  if (o.hours)
    for (std::uint8_t w = 0; w < 7; ++w)
      for (const office_session& s : o.hours->on(static_cast<weekday>(w))) open_minutes += s.until - s.from;
  open_minutes = std::max<std::int64_t>(open_minutes, 1);
  const auto add = [&](span s) {
    constexpr std::int64_t days_of[] = {3, 1, 7, 31, 366, 0};  // a working day may take three, holidays apart
    sum += days_of[static_cast<std::size_t>(s.unit)] * s.count;
    if (s.unit == time_unit::hour && o.hours) sum += 21 * (std::int64_t{s.count} * 60 / open_minutes + 1);  // a week as well
  };
  for (std::uint32_t e = 0; e < p.deadline_count(); ++e)
    if (p.deadline_at(e).time) add(p.deadline_at(e).time->length);
  for (const auto& d : o.durations) add(d.least);
  return static_cast<std::int32_t>(std::min<std::int64_t>(sum, 40 * 366));
}

namespace {

// Whether a point has to move for a bond, and where to. All points lie in the window.
bool pushes_up(const tables& t, const bond& b, const std::vector<std::int32_t>& day, std::uint16_t& moved,
               std::int32_t& where) {
  if (b.is_upper) {  // `from` must come late enough for `to`
    moved = b.from;
    where = t.first_reaching(b, day[b.to]);
  } else {
    moved = b.to;
    where = t.on(b, day[b.from]);
  }
  return where > day[moved];
}

}  // namespace

void place_earliest(const tables& t, const way& w, std::int32_t start, bool want_reasons, placing& out) {
  const std::size_t n = w.steps.size();
  const std::int32_t begin = t.first_of(start);
  const std::int32_t last = t.last_of(start);
  out.day.assign(n, begin);
  if (want_reasons) out.by.assign(n, placing::nothing);
  out.fits = false;
  const auto put = [&](std::uint16_t p, std::int32_t where, std::uint32_t by) {
    out.day[p] = where;
    if (want_reasons) out.by[p] = by;
    if (where < t.size() && (p != 0 || where <= last)) return true;
    out.stuck = p;
    return false;
  };
  for (std::uint16_t p = 0; p < n; ++p)
    if (w.acts[p] != 0 && t.working_from(begin) > begin && !put(p, t.working_from(begin), placing::rounded)) return;
  bool changed = true;
  while (changed) {
    changed = false;
    for (std::uint32_t i = 0; i < w.bonds.size(); ++i) {
      std::uint16_t p = 0;
      std::int32_t where = 0;
      if (!pushes_up(t, w.bonds[i], out.day, p, where)) continue;
      changed = true;
      if (!put(p, where, i)) return;
      if (w.acts[p] != 0 && t.working_from(where) > where) {
        out.day[p] = t.working_from(where);
        if (out.day[p] >= t.size()) {
          out.stuck = p;
          return;
        }
      }
    }
  }
  out.fits = true;
}

void place_latest(const tables& t, const way& w, std::int32_t start, std::int32_t end, placing& out) {
  const std::size_t n = w.steps.size();
  out.day.assign(n, t.size());
  out.day.front() = start;
  out.day.back() = std::min(out.day.back(), end);
  out.fits = false;
  bool changed = true;
  while (changed) {
    changed = false;
    for (const bond& b : w.bonds) {
      std::uint16_t p = 0;
      std::int32_t where = 0;
      if (b.is_upper) {
        if (out.day[b.from] >= t.size()) continue;
        p = b.to;
        where = t.on(b, out.day[b.from]);
      } else {
        if (out.day[b.to] >= t.size()) continue;
        p = b.from;
        where = t.last_within(b, out.day[b.to]);
      }
      if (where >= out.day[p]) continue;
      if (where >= 0 && w.acts[p] != 0) where = t.working_until(where);
      out.day[p] = where;
      changed = true;
      if (where < 0) {
        out.stuck = p;
        return;
      }
    }
  }
  out.fits = true;
}

namespace {

timing_link link_of(const tables& t, const way& w, const placing& e, std::uint16_t point) {
  const std::uint32_t by = e.by[point];
  timing_link out;
  const auto day = [&](std::uint16_t p) { return t.date_of(std::min(e.day[p], t.size() - 1)); };
  out.to = step_id{w.steps[point]};
  out.to_day = day(point);
  if (by == placing::rounded) {
    out.kind = timing_link::kind_of::working_day;
    out.from = out.to;
    out.from_day = out.to_day;
    return out;
  }
  const bond& b = w.bonds[by];
  const std::uint16_t other = b.is_upper ? b.to : b.from;
  out.kind = b.kind;
  out.number = b.number;
  out.from = step_id{w.steps[other]};
  out.from_day = day(other);
  return out;
}

// The point whose day moved `point`; itself for its own working day.
std::uint16_t mover(const way& w, const placing& e, std::uint16_t point) {
  if (e.by[point] == placing::rounded) return point;
  const bond& b = w.bonds[e.by[point]];
  return b.is_upper ? b.to : b.from;
}

}  // namespace

std::vector<timing_link> circle_of(const tables& t, const way& w, const placing& e) {
  std::vector<timing_link> out;
  std::uint16_t p = e.stuck;
  // A point that ran out of the window was pushed round a circle many times: go back until a point comes again.
  std::vector<char> seen(w.steps.size(), 0);
  while (e.by[p] != placing::nothing && seen[p] == 0 && mover(w, e, p) != p) {
    seen[p] = 1;
    p = mover(w, e, p);
    if (p == 0) break;
  }
  const std::uint16_t last = e.stuck == 0 || e.by[p] == placing::nothing ? e.stuck : p;
  p = last;
  do {
    if (e.by[p] == placing::nothing) break;
    out.push_back(link_of(t, w, e, p));
    if (mover(w, e, p) == p) break;
    p = mover(w, e, p);
  } while (p != last && p != 0 && out.size() < 2 * w.steps.size());
  std::reverse(out.begin(), out.end());
  if (e.stuck != 0)
    for (timing_link& l : out) l.from_day = l.to_day = no_date();
  return out;
}

std::vector<timing_link> chain_of(const tables& t, const way& w, const placing& e, std::uint16_t point) {
  std::vector<timing_link> out;
  for (std::uint16_t p = point; e.by[p] != placing::nothing && out.size() <= w.steps.size(); p = mover(w, e, p)) {
    if (p == 0) break;  // within its day
    out.push_back(link_of(t, w, e, p));
    if (mover(w, e, p) == p) break;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace dinh::inline v1::timing
