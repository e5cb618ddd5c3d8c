#include <dinh/procedure/timing.hpp>

#include "procedure/timing_pauses.hpp"

#include <algorithm>
#include <utility>

namespace dinh::inline v1 {

namespace {

using namespace timing;

constexpr date no_day{boost::date_time::not_a_date_time};
constexpr date open_end{boost::date_time::pos_infin};

day_number within_calendar(std::int64_t n) {
  return static_cast<day_number>(std::clamp<std::int64_t>(n, first_calendar_day, last_calendar_day));
}

// Whether a way rests on the days off at all: a working day, or an end that moves off a day off.
bool needs_calendar(const procedure& p, const way& w, const timing_options& o) {
  for (const std::uint32_t e : w.deadlines) {
    const limit& l = *p.deadline_at(e).time;
    if (l.length.unit == time_unit::working_day || l.length.unit == time_unit::hour) return true;
    if (l.way == direction::within_after) return true;
  }
  for (const bond& b : w.bonds)
    if (b.kind == timing_link::kind_of::duration && o.durations[b.number].least.unit == time_unit::working_day)
      return true;
  return o.acts_on_working_days;
}

timing_scenario scenario_of(const way& full) {
  timing_scenario s;
  s.choices = full.choices;
  s.ways = full.count;
  s.deadlines = full.deadlines;
  s.end = step_id{full.steps.back()};
  s.not_paused = full.not_paused;
  s.is_exact = full.has_all_pauses;
  return s;
}

// The pauses of a scenario; `longest` has been asked of every point.
void note_pauses(timing_scenario& out, const tables& t, const way& full, const paused_way& paused, bool is_exact) {
  for (std::size_t i = 0; i < full.pauses.size(); ++i) {
    const pause& s = full.pauses[i];
    timing_pause one;
    one.clock = s.clock;
    one.from = step_id{full.steps[s.from]};
    if (s.to != no_point) one.to = step_id{full.steps[s.to]};
    for (const bond& b : full.bonds)
      if ((b.pauses >> i & 1U) != 0) one.deadlines.push_back(b.number);
    one.is_bounded = paused.longest(i) < t.days();
    if (!one.deadlines.empty()) out.pauses.push_back(std::move(one));
  }
  out.is_exact = out.is_exact && is_exact;
}

start_day start_day_of(const tables& t, std::int32_t day, bool fits, std::int32_t earliest, std::int32_t latest) {
  start_day out;
  out.day = to_date(t.first() + day);
  out.can_be_met = fits;
  if (!fits) {
    out.earliest_end = out.latest_end = no_day;
    return out;
  }
  out.earliest_end = t.date_of(earliest);
  out.latest_end = latest >= t.size() ? open_end : t.date_of(latest);
  return out;
}

start_day evaluate(const tables& t, const way& w, std::int32_t day, placing& e, placing& l) {
  place_earliest(t, w, day, false, e);
  if (!e.fits) return start_day_of(t, day, false, 0, 0);
  place_latest(t, w, t.last_of(day), t.size(), l);
  return start_day_of(t, day, true, e.day.back(), l.day.back());
}

start_day evaluate(const tables& t, paused_way& w, std::int32_t day, bool& is_exact) {
  const auto r = w.place(day, false);
  is_exact = is_exact && r.is_exact;
  return r.fits ? start_day_of(t, day, true, r.earliest.back(), r.latest.back()) : start_day_of(t, day, false, 0, 0);
}

bool is_provisional(const work_calendar& calendar, const start_day& s, bool needs, std::int32_t reach) {
  if (!needs) return false;
  day_number last = to_day_number(s.day) + 31;  // a conflict is decided by the days around it
  if (!s.earliest_end.is_special()) last = to_day_number(s.earliest_end);
  if (!s.latest_end.is_special()) last = to_day_number(s.latest_end);
  return !calendar.is_decided(to_day_number(s.day), within_calendar(std::min<std::int64_t>(last, to_day_number(s.day) + reach)));
}

std::vector<calendar_entry> days_off_in(const work_calendar& calendar, const std::vector<timing_link>& circle) {
  if (circle.empty() || circle.front().from_day.is_special()) return {};
  date first = circle.front().from_day;
  date last = first;
  for (const auto& l : circle) {
    first = std::min({first, l.from_day, l.to_day});
    last = std::max({last, l.from_day, l.to_day});
  }
  return calendar.entries(first, last + boost::gregorian::days{1});
}

// The first point, in the order of doing, that nothing bounds from above, if the end is none.
step_id unlimited(const way& full, const std::vector<std::int32_t>& latest, std::int32_t size) {
  step_id out;
  if (latest.empty() || latest.back() < size) return out;
  for (std::size_t i = 0; i < full.steps.size(); ++i)
    if (latest[i] >= size) return step_id{full.steps[i]};
  return out;
}

limit_room room_of(const procedure& p, const work_calendar& calendar, std::uint32_t e, day_number first,
                   day_number last, const due_policies& policies) {
  limit_room out;
  out.deadline = e;
  out.fewest_working_days = INT32_MAX;
  const limit& l = *p.deadline_at(e).time;
  const validity begins = p.deadline_at(e).valid;
  for (day_number n = first; n <= last; ++n) {
    const date from = to_date(n);
    if (!begins.contains(from)) continue;
    const due_answer a = calendar.answer(l, from, policies);
    if (a.day.is_special()) continue;
    const std::int32_t working = calendar.count(from, a.day, policies);
    const auto days = static_cast<std::int32_t>((a.day - from).days());
    if (working < out.fewest_working_days) {
      out.fewest_working_days = working;
      out.fewest_from = from;
      out.is_provisional = a.is_provisional();
    }
    out.most_working_days = std::max(out.most_working_days, working);
    if (days > out.longest_days) {
      out.longest_days = days;
      out.longest_from = from;
    }
  }
  return out;
}

// The first days of spans of start days on which the same deadlines bind.
std::vector<day_number> changes_of(const procedure& p, day_number first, day_number last) {
  std::vector<day_number> out{first};
  for (std::uint32_t e = 0; e < p.deadline_count(); ++e) {
    const validity v = p.deadline_at(e).valid;
    for (const date d : {v.from, v.until})
      if (!d.is_special() && to_day_number(d) > first && to_day_number(d) <= last) out.push_back(to_day_number(d));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void note_limits(const procedure& p, const timing_options& o, timing_report& out) {
  out.clocks_untimed = clocks_without_steps(p);
  std::vector<char> is_ended(p.steps().size(), 0);
  const auto& t = p.tables();
  for (std::uint32_t e = 0; e < p.deadline_count(); ++e) {
    const deadline& d = p.deadline_at(e);
    if (!d.time)
      out.no_number.push_back(e);
    else if (!is_timed(d, o))
      out.not_timed.push_back(e);
    if (!d.time) continue;
    is_ended[d.time->way == direction::not_later_than_before ? t.deadlines[e].from : t.deadlines[e].to] = 1;
  }
  for (std::uint32_t s = 0; s < p.steps().size(); ++s)
    if (p.steps()[s].kind == step_kind::task && is_ended[s] == 0) out.no_limit.push_back(step_id{s});
}

bool has_pauses(const way& w) {
  return std::any_of(w.bonds.begin(), w.bonds.end(), [](const bond& b) { return b.pauses != 0; });
}

bool same_circle(const std::vector<timing_link>& a, const std::vector<timing_link>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const timing_link& x, const timing_link& y) {
    return x.kind == y.kind && x.number == y.number && x.from == y.from && x.to == y.to;
  });
}

}  // namespace

start_day timing_report::on(std::size_t day) const {
  start_day out;
  bool is_first = true;
  for (const auto& scenario : days) {
    const start_day& s = scenario[day];
    if (is_first) {
      out = s;
      is_first = false;
      continue;
    }
    out.can_be_met = out.can_be_met && s.can_be_met;
    out.is_provisional = out.is_provisional || s.is_provisional;
    if (out.earliest_end.is_special() || (!s.earliest_end.is_special() && s.earliest_end < out.earliest_end))
      out.earliest_end = s.earliest_end;
    if (out.latest_end.is_not_a_date() || (!s.latest_end.is_not_a_date() && out.latest_end < s.latest_end))
      out.latest_end = s.latest_end;
  }
  return out;
}

timing_report time(const procedure& p, const work_calendar& calendar, year_range years, const timing_options& o) {
  timing_report out;
  out.years = years;
  note_limits(p, o, out);
  // A case begins on a day on which the procedure is in force.
  const validity& valid = p.facts().valid;
  day_number first = within_calendar(to_day_number(civil{std::clamp(years.first, 1400, 9999), 1, 1}));
  day_number last = within_calendar(to_day_number(civil{std::clamp(years.last, 1400, 9999), 12, 31}));
  if (!valid.from.is_special()) first = std::max(first, to_day_number(valid.from));
  if (!valid.until.is_special()) last = std::min(last, to_day_number(valid.until) - 1);
  if (last < first || years.last < 1900 || years.first > 2200) return out;
  const std::vector<limit> limits = limits_of(p, o);
  const std::int32_t reach = reach_of(p, o);
  const tables t{calendar, first, within_calendar(std::int64_t{last} + reach), limits, o};
  ways w = find_ways(p, o, limits);
  out.ways = w.count;
  out.is_complete = w.is_complete;
  for (const std::uint16_t s : w.cut_at) out.cut_at.push_back(step_id{s});
  const std::vector<day_number> changes = changes_of(p, first, last);
  placing e;
  placing l;
  for (std::size_t i = 0; i < w.all.size(); ++i) {
    way r;
    way full;
    std::optional<paused_way> paused;
    bool is_exact = true;
    bool needs = false;
    std::size_t change = 0;
    auto& days = out.days.emplace_back();
    days.reserve(static_cast<std::size_t>(last - first + 1));
    timing_failure* open = nullptr;
    for (std::int32_t d = 0; d <= last - first; ++d) {
      if (change < changes.size() && first + d == changes[change]) {
        ++change;
        r = in_force(w.reduced[i], p, to_date(first + d));
        full = in_force(w.all[i], p, to_date(first + d));
        needs = needs_calendar(p, r, o);
        paused.reset();
        if (has_pauses(r)) paused.emplace(t, p, r);
      }
      start_day s = paused ? evaluate(t, *paused, d, is_exact) : evaluate(t, r, d, e, l);
      s.is_provisional = is_provisional(calendar, s, needs, reach);
      if (s.can_be_met) {
        open = nullptr;
      } else {
        place_earliest(t, full, d, true, e);  // the circle names the limits without their pauses
        auto circle = circle_of(t, full, e);
        if (open == nullptr || !same_circle(open->circle, circle)) {
          auto days_off = days_off_in(calendar, circle);
          out.failures.push_back(
              {static_cast<std::uint32_t>(i), s.day, s.day, 0, false, std::move(circle), std::move(days_off)});
          open = &out.failures.back();
        }
        open->last = s.day;
        ++open->days;
        open->is_provisional = open->is_provisional || s.is_provisional;
      }
      days.push_back(s);
    }
    // under what binds at the end of the range
    timing_scenario scenario = scenario_of(full);
    if (has_pauses(full)) {
      paused_way all{t, p, full};
      const auto places = all.place(last - first, true);
      scenario.unlimited_at = unlimited(full, places.latest, t.size());
      note_pauses(scenario, t, full, all, is_exact && places.is_exact);
    } else {
      place_latest(t, full, t.last_of(last - first), t.size(), l);
      scenario.unlimited_at = unlimited(full, l.day, t.size());
    }
    out.scenarios.push_back(std::move(scenario));
  }
  for (std::uint32_t d = 0; d < p.deadline_count(); ++d)
    if (p.deadline_at(d).sets_latest() && p.deadline_at(d).time->length.unit != time_unit::hour)
      out.room.push_back(room_of(p, calendar, d, first, last, o.policies));
  return out;
}

std::vector<scenario_timing> time_from(const procedure& p, const work_calendar& calendar, date start,
                                       const timing_options& o) {
  std::vector<scenario_timing> out;
  if (!work_calendar::covers(start)) return out;
  const std::vector<limit> limits = limits_of(p, o);
  const day_number first = to_day_number(start);
  const std::int32_t reach = reach_of(p, o);
  const tables t{calendar, first, within_calendar(std::int64_t{first} + reach), limits, o};
  const ways w = find_ways(p, o, limits);
  for (const way& any : w.all) {
    const way full = in_force(any, p, start);
    scenario_timing s;
    s.scenario = scenario_of(full);
    placing e;
    placing l;
    std::vector<std::int32_t> earliest;
    std::vector<std::int32_t> latest;
    way chained = full;  // the way that `e` places
    if (has_pauses(full)) {
      paused_way paused{t, p, full};
      auto places = paused.place(0, true);
      s.result = places.fits ? start_day_of(t, 0, true, places.earliest.back(), places.latest.back()) : start_day_of(t, 0, false, 0, 0);
      note_pauses(s.scenario, t, full, paused, places.is_exact);
      earliest = std::move(places.earliest);
      latest = std::move(places.latest);
      if (s.result.can_be_met) chained = paused.relaxed();
      place_earliest(t, chained, 0, true, e);
    } else {
      s.result = evaluate(t, full, 0, e, l);
      place_earliest(t, full, 0, true, e);
      earliest = e.day;
      latest = std::move(l.day);
    }
    s.result.is_provisional = is_provisional(calendar, s.result, needs_calendar(p, full, o), reach);
    if (!s.result.can_be_met) {
      s.circle = circle_of(t, full, e);
      s.days_off = days_off_in(calendar, s.circle);
    } else {
      const auto end = static_cast<std::uint16_t>(full.steps.size() - 1);
      // What a limit with a pause pushes later has no chain of single limits.
      if (e.day[end] == earliest[end]) s.chain = chain_of(t, chained, e, end);
      s.scenario.unlimited_at = unlimited(full, latest, t.size());
      for (std::size_t i = 0; i < full.steps.size(); ++i) {
        step_days one{step_id{full.steps[i]}, t.date_of(earliest[i]), latest[i] >= t.size() ? open_end : t.date_of(latest[i]),
                      t.minute_of(earliest[i]), std::nullopt};
        if (latest[i] < t.size()) one.latest_minute = t.minute_of(latest[i]);
        s.steps.push_back(one);
      }
    }
    out.push_back(std::move(s));
  }
  return out;
}

std::vector<date> latest_start(const procedure& p, const work_calendar& calendar, date end, const timing_options& o) {
  std::vector<date> out;
  if (!work_calendar::covers(end)) return out;
  const std::vector<limit> limits = limits_of(p, o);
  const day_number last = to_day_number(end);
  // Ends that move off a day off may lie behind the wished end; a week of months is enough for them.
  const tables t{calendar, within_calendar(std::int64_t{last} - reach_of(p, o)), within_calendar(std::int64_t{last} + 366),
                 limits, o};
  const ways w = find_ways(p, o, limits);
  placing l;
  for (const way& any : w.reduced) {
    const way r = in_force(any, p, end);
    if (has_pauses(r)) {
      bool is_exact = true;
      const std::int32_t day = paused_way{t, p, r}.latest_start(last - t.first(), is_exact);
      out.push_back(day >= 0 ? to_date(t.first() + day) : no_day);
      continue;
    }
    place_latest(t, r, t.size(), t.last_of(last - t.first()), l);
    out.push_back(l.fits ? t.date_of(l.day.front()) : no_day);
  }
  return out;
}

text describe(const timing_link& l, const procedure& p, const timing_options& o) {
  text out{p[l.from].key + " → " + p[l.to].key + ": ", {}};
  out.en = out.vi;
  switch (l.kind) {
    case timing_link::kind_of::deadline: {
      const deadline& d = p.deadline_at(l.number);
      const text limit_words = d.time ? describe(*d.time) : text{"không có số", "no number"};
      const bool is_lead = d.time && d.time->way == direction::not_later_than_before;
      const auto from = p.graph().from(edge_id<deadline>{l.number});
      const auto to = p.graph().to(edge_id<deadline>{l.number});
      out.vi = p[from].key + " → " + p[to].key + ": " + limit_words.vi + (is_lead ? " " + p[to].key : "");
      out.en = p[from].key + " → " + p[to].key + ": " + limit_words.en + (is_lead ? " " + p[to].key : "");
      if (!d.source.empty()) {
        out.vi += " (" + to_text(d.source, lang::vi) + ")";
        out.en += " (" + to_text(d.source, lang::en) + ")";
      }
      return out;
    }
    case timing_link::kind_of::flow:
      out.vi += "không trước bước trước";
      out.en += "not before the step before it";
      return out;
    case timing_link::kind_of::duration: {
      const text length = describe(o.durations.size() > l.number ? o.durations[l.number].least : span{});
      out.vi += "cần " + length.vi + " (giả định)";
      out.en += "takes " + length.en + " (assumed)";
      return out;
    }
    case timing_link::kind_of::working_day:
      out.vi += "chỉ làm vào ngày làm việc";
      out.en += "done on working days only";
      return out;
  }
  return out;
}

}  // namespace dinh::inline v1
