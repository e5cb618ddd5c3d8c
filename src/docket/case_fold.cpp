#include <dinh/docket/case_fold.hpp>
#include <docket/clocks.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

/// "30 days", "1 month", "10 working days": what an extension writes down.
std::optional<span> span_of(std::string_view s) {
  std::int32_t count = 0;
  const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), count);
  if (fault != std::errc{} || count < 1) return std::nullopt;
  s.remove_prefix(static_cast<std::size_t>(end - s.data()));
  if (s.empty() || s.front() != ' ') return std::nullopt;
  std::string unit{s.substr(1)};
  if (!unit.empty() && unit.back() == 's') unit.pop_back();
  std::replace(unit.begin(), unit.end(), ' ', '_');
  for (const auto u : {time_unit::working_day, time_unit::day, time_unit::week, time_unit::month, time_unit::year})
    if (name_of(u) == unit) {
      const span out{count, u};
      return out.is_countable() ? std::optional{out} : std::nullopt;
    }
  return std::nullopt;
}

void keep(case_fold& c, const step_result& r) {
  for (const auto& d : r.duties) {
    if (d.state == duty_state::open || d.state == duty_state::pending) {
      duty_entry row;
      row.what = d;
      for (const auto& before : c.duties) row.pass += before.what.deadline == d.deadline ? 1U : 0U;
      c.duties.push_back(std::move(row));
      continue;
    }
    const auto at = std::find_if(c.duties.begin(), c.duties.end(), [&](const duty_entry& row) {
      return row.runs() && row.what.deadline == d.deadline && row.what.opened_on == d.opened_on;
    });
    if (at != c.duties.end()) at->what = d;
  }
  c.breaches.insert(c.breaches.end(), r.breaches.begin(), r.breaches.end());
}

/// The lawful days of what runs, after suspensions or extensions changed on a day.
void recompute(case_fold& c, const procedure& p, const work_calendar& calendar, const due_policies& policies,
               day_number on) {
  for (auto& d : c.duties) {
    if (!d.runs()) continue;
    const auto number = static_cast<std::uint16_t>(d.what.deadline);
    const day_number opened = to_day_number(d.what.opened_on);
    const auto day = engine::moved_lawful_day(p.tables(), number, opened, on, calendar, policies, c.moved);
    d.what.lawful_day = date_or_none(day.day);
    d.what.is_provisional = day.is_provisional;
  }
}

bool same(const duty_change& a, const duty_change& b) {
  return a.deadline == b.deadline && a.state == b.state && a.is_provisional == b.is_provisional &&
         a.opened_on == b.opened_on && a.lawful_day == b.lawful_day && a.settled_on == b.settled_on;
}

std::vector<duty_shift> shifts_between(const std::vector<duty_entry>& before, const std::vector<duty_entry>& after) {
  using name = std::pair<std::uint32_t, std::uint32_t>;  // deadline and pass
  std::map<name, const duty_entry*> old;
  for (const auto& d : before) old.emplace(name{d.what.deadline, d.pass}, &d);
  std::vector<duty_shift> out;
  for (const auto& d : after) {
    const auto at = old.find({d.what.deadline, d.pass});
    if (at == old.end()) {
      out.push_back({duty_shift::change::began, {}, d});
      continue;
    }
    if (!same(at->second->what, d.what)) out.push_back({duty_shift::change::moved, *at->second, d});
    old.erase(at);
  }
  for (const auto& [key, d] : old) out.push_back({duty_shift::change::gone, *d, {}});
  return out;
}

/// An event that is neither an act nor a correction, applied to `c`.
diagnostics apply_about_case(case_fold& c, const procedure& p, const work_calendar& calendar, const event& e,
                             const due_policies& policies, step_result& ended) {
  const auto checked_days = check_about_case(c.state, e);
  if (!checked_days) return checked_days.error();
  if (e.occurred_on < c.places.front().since)
    return diagnostic{severity::error, "docket/before-the-beginning", e.id,
                      {"Hồ sơ bắt đầu ngày " + to_text(c.places.front().since) + ".",
                       "The case began on " + to_text(c.places.front().since) + "."},
                      {"Sửa ngày, hoặc sửa ngày của sự kiện mở hồ sơ.", "Correct the day, or that of the first event."}};
  const auto taken = [&] {
    c.state.latest_recorded = checked_days->recorded;
    c.state.latest_occurred = std::max(c.state.latest_occurred, checked_days->occurred);
  };
  auto& suspensions = c.moved.suspensions;
  const bool is_suspended = !suspensions.empty() && suspensions.back().until.is_pos_infinity();
  switch (e.kind) {
    case event_kind::suspended:
      if (is_suspended)
        return diagnostic{severity::error, "docket/suspended-already", e.id,
                          {"Hồ sơ đang tạm đình chỉ từ ngày " + to_text(suspensions.back().from) + ".",
                           "The case has been suspended since " + to_text(suspensions.back().from) + "."},
                          {"Ghi việc tiếp tục trước.", "Record its resumption first."}};
      if (!suspensions.empty() && e.occurred_on < suspensions.back().until)
        return diagnostic{severity::error, "docket/suspended-already", e.id,
                          {"Ngày này nằm trong lần tạm đình chỉ trước.", "That day lies in the suspension before."},
                          {"Sửa ngày.", "Correct the day."}};
      suspensions.push_back({e.occurred_on, date{boost::date_time::pos_infin}});
      break;
    case event_kind::resumed:
      if (!is_suspended)
        return diagnostic{severity::error, "docket/not-suspended", e.id,
                          {"Hồ sơ không bị tạm đình chỉ.", "The case is not suspended."},
                          {"Ghi việc tạm đình chỉ trước.", "Record its suspension first."}};
      if (e.occurred_on < suspensions.back().from)
        return diagnostic{severity::error, "docket/resumed-before-suspended", e.id,
                          {"Tiếp tục trước ngày tạm đình chỉ " + to_text(suspensions.back().from) + ".",
                           "It resumes before its suspension on " + to_text(suspensions.back().from) + "."},
                          {"Sửa ngày.", "Correct the day."}};
      suspensions.back().until = e.occurred_on;
      break;
    case event_kind::extended: {
      const auto by = span_of(e.subject);
      if (!by)
        return diagnostic{severity::error, "docket/not-a-span", e.id,
                          {"\"" + e.subject + "\" không phải một khoảng thời gian.", "\"" + e.subject + "\" is no span of time."},
                          {"Ví dụ: \"30 days\", \"10 working days\".", "For example \"30 days\" or \"10 working days\"."}};
      bool found = false;
      std::vector<breach> beyond;
      for (const auto& d : c.duties) {
        const auto& row = p.tables().deadlines[d.what.deadline];
        if (!d.runs() || !row.has_number || row.time.way != direction::within_after ||
            p[step_id{row.to}].key != e.step)
          continue;
        found = true;
        const bool is_second = std::any_of(std::as_const(c.duties).data(), &d, [&](const duty_entry& o) {  // its step was done twice that day
          return o.runs() && o.what.deadline == d.what.deadline && o.what.opened_on == d.what.opened_on;
        });
        if (!is_second) docketing::grant(c, p, d, checked_days->occurred, *by, calendar, policies, beyond);
      }
      if (!found)
        return diagnostic{severity::error, "docket/nothing-to-extend", e.id,
                          {"Bước \"" + e.step + "\" không có hạn đang chạy.",
                           "No limit with a number runs for the step \"" + e.step + "\"."},
                          {"Ghi khóa của bước đang phải làm.", "Name the step that is owed."}};
      c.breaches.insert(c.breaches.end(), beyond.begin(), beyond.end());
      ended.breaches = std::move(beyond);
      break;
    }
    case event_kind::withdrawn:
    case event_kind::joined: {
      auto r = end_case(p, calendar, c.state, e, policies, &c.moved);
      if (!r) return r.error();
      c.state = r->state;
      c.since = {};
      keep(c, *r);
      c.ending = e.kind == event_kind::withdrawn ? case_ending::withdrawn : case_ending::joined;
      if (e.kind == event_kind::joined) c.joined_to = e.subject;
      ended = std::move(*r);
      return {};
    }
    case event_kind::referred:
      if (e.unit.empty())
        return diagnostic{severity::error, "docket/no-unit", e.id,
                          {"Chuyển hồ sơ cần đơn vị nhận.", "A referral needs the unit that the case passes to."},
                          {"Ghi mã của đơn vị nhận.", "Name that unit."}};
      c.places.push_back({e.occurred_on, e.unit});
      std::stable_sort(c.places.begin(), c.places.end(),
                       [](const case_place& a, const case_place& b) { return a.since < b.since; });
      break;
    case event_kind::act:
    case event_kind::corrected:
    case event_kind::annulled:
      break;
  }
  recompute(c, p, calendar, policies, checked_days->occurred);
  taken();
  return {};
}

/// Facts with later values in the place of earlier ones; both ordered by name.
std::vector<fact> with_later(const std::vector<fact>& before, const std::vector<fact>& later) {
  std::vector<fact> out;
  auto old = before.begin();
  for (const fact& f : later) {
    while (old != before.end() && old->name < f.name) out.push_back(*old++);
    if (old != before.end() && old->name == f.name) ++old;
    out.push_back(f);
  }
  out.insert(out.end(), old, before.end());
  return out;
}

/// An act on a step. Pre: nothing; `advance` checks it.
checked<fold_step> take_act(case_fold& c, const procedure& p, const work_calendar& calendar, const event& e,
                            const due_policies& policies, const rule_set* rules) {
  fold_step out;
  const step_id at = p.find(e.step);
  const bool decides = at && p[at].kind == step_kind::decision;
  event chosen;
  const event* act = &e;
  if (decides && e.branch.empty()) {
    const std::uint16_t exit = p.choose_branch(at, facts_at(p, c, at, e.occurred_on, e.facts, {}, rules));
    if (exit != procedure::no_exit) {
      chosen = e;
      chosen.branch = p.exit_of(at, exit).branch;
      act = &chosen;
    }
  }
  auto r = advance(p, calendar, c.state, *act, policies, c.moved.empty() ? nullptr : &c.moved, &c.since);
  if (!r) return unexpected{std::move(r).error()};
  if (c.places.empty()) c.places.push_back({e.occurred_on, e.unit});
  const std::uint16_t exit = decides ? p.find_branch(at, act->branch) : std::uint16_t{0};
  if (decides && docketing::is_against_facts(p, at, exit, facts_at(p, c, at, e.occurred_on, e.facts, act->branch, rules))) {
    breach b;
    b.kind = breach_kind::against_its_facts;
    b.at = at;
    b.occurred_on = e.occurred_on;
    b.lawful_day = no_date();
    r->breaches.push_back(std::move(b));
  }
  c.state = std::move(r->state);
  c.facts = with_later(c.facts, e.facts);
  if (c.times.empty()) c.times.resize(p.steps().size());
  if (c.times[at.index()] < UINT16_MAX) ++c.times[at.index()];
  keep(c, *r);
  if (c.state.is_closed()) {
    c.ending = case_ending::by_its_steps;
    if (const step_id end = docketing::end_behind(p, at, exit)) c.ended_at = p[end].key;
  }
  if (!p.facts().clocks.empty()) {
    const auto before = c.duties;
    const day_number on = to_day_number(e.occurred_on);
    std::vector<breach> beyond;
    if (docketing::apply_clocks(c.moved, c.state.running, p, at, on, calendar, policies, beyond)) {
      recompute(c, p, calendar, policies, on);
      out.shifts = shifts_between(before, c.duties);
    }
    for (const running_deadline& extension : docketing::leave_extensions_to_first_terms(c.state.running, c.moved))
      for (duty_entry& d : c.duties) {
        if (!d.runs() || d.what.deadline != extension.deadline || d.what.opened_on != to_date(extension.opened)) continue;
        d.what.state = duty_state::void_;
        d.what.settled_on = e.occurred_on;
        r->duties.push_back(d.what);
        break;
      }
    c.breaches.insert(c.breaches.end(), beyond.begin(), beyond.end());
    r->breaches.insert(r->breaches.end(), beyond.begin(), beyond.end());
  }
  out.duties = std::move(r->duties);
  out.breaches = std::move(r->breaches);
  return out;
}

checked<fold_step> take(case_fold& c, const procedure& p, const work_calendar& calendar, const event& e,
                        const due_policies& policies, const rule_set* rules) {
  fold_step out;
  if (e.kind == event_kind::act) return take_act(c, p, calendar, e, policies, rules);
  case_fold next = c;
  step_result ended;
  if (auto faults = apply_about_case(next, p, calendar, e, policies, ended); faults.has_errors())
    return unexpected{std::move(faults)};
  out.shifts = shifts_between(c.duties, next.duties);
  out.duties = std::move(ended.duties);
  out.breaches = std::move(ended.breaches);
  c = std::move(next);
  return out;
}

bool is_correction(const event& e) { return e.kind == event_kind::corrected || e.kind == event_kind::annulled; }

bool moves_limits(const event& e) {
  return e.kind == event_kind::suspended || e.kind == event_kind::resumed || e.kind == event_kind::extended;
}

// A limit that stood still, or was longer, was so for all that was done from that day on, however late it was recorded: the
// event goes before what happened on later days, but never before the first one. True if it went back.
bool put_in_its_time(std::vector<event>& events) {
  std::size_t at = events.size() - 1;
  if (!moves_limits(events[at])) return false;
  const date on = events[at].occurred_on;
  while (at > 1 && events[at - 1].occurred_on > on) --at;
  if (at == events.size() - 1) return false;
  std::rotate(events.begin() + static_cast<std::ptrdiff_t>(at), events.end() - 1, events.end());
  return true;
}

}  // namespace

const std::string& case_fold::unit_on(date day) const noexcept {
  static const std::string nowhere;
  if (places.empty()) return nowhere;
  const std::string* unit = &places.front().unit;
  for (const auto& p : places)
    if (p.since <= day) unit = &p.unit;
  return *unit;
}

checked<std::vector<event>> effective_events(std::span<const event> events) {
  diagnostics faults;
  struct last_word {
    const event* correction = nullptr;
    bool is_annulled = false;
  };
  std::unordered_map<std::string_view, last_word> words;
  std::unordered_map<std::string_view, const event*> seen;
  for (const event& e : events) {
    if (is_correction(e)) {
      const auto target = seen.find(e.subject);
      if (target == seen.end()) {
        faults.error("docket/unknown-event", e.id,
                     {"Hồ sơ không có sự kiện \"" + e.subject + "\" trước đó.",
                      "The case has no event \"" + e.subject + "\" before this one."},
                     {"Ghi mã của sự kiện cần sửa trong cùng hồ sơ.", "Name the id of the event to correct, of the same case."});
      } else if (is_correction(*target->second)) {
        faults.error("docket/correction-of-correction", e.id,
                     {"\"" + e.subject + "\" là một lần sửa.", "\"" + e.subject + "\" is a correction itself."},
                     {"Sửa lại chính sự kiện gốc \"" + target->second->subject + "\".",
                      "Correct the original event, \"" + target->second->subject + "\", again."});
      } else if (e.kind == event_kind::annulled && target->second == &events.front()) {
        faults.error("docket/start-annulled", e.id,
                     {"Không thể hủy sự kiện mở hồ sơ.", "The beginning of the case cannot be annulled."},
                     {"Ghi việc rút hồ sơ, hoặc sửa sự kiện đó.", "Record a withdrawal, or correct that event."});
      } else if (e.kind == event_kind::corrected && target->second->kind != event_kind::act) {
        faults.error("docket/correction-of-correction", e.id,
                     {"Chỉ sửa được sự kiện thực hiện bước.", "Only an act can be corrected."},
                     {"Hủy sự kiện đó rồi ghi lại.", "Annul that event and record it again."});
      } else if (words[e.subject].is_annulled) {
        faults.error("docket/annulled-already", e.id,
                     {"Sự kiện \"" + e.subject + "\" đã bị hủy.", "The event \"" + e.subject + "\" was annulled."},
                     {"Ghi một sự kiện mới.", "Record a new event."});
      } else if (e.kind == event_kind::annulled) {
        words[e.subject].is_annulled = true;
      } else {
        words[e.subject].correction = &e;
      }
    }
    seen.emplace(e.id, &e);
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  std::vector<event> out;
  bool is_reordered = false;
  for (const event& e : events) {
    if (is_correction(e)) continue;
    const auto word = words.find(e.id);
    if (word == words.end()) {
      out.push_back(e);
      if (put_in_its_time(out)) is_reordered = true;
      continue;
    }
    if (word->second.is_annulled) continue;
    event now = *word->second.correction;  // its words, in the place of the one it corrects
    now.id = e.id;
    now.kind = e.kind;
    now.procedure = e.procedure;
    now.unit = e.unit;
    now.subject = e.subject;
    now.recorded_on = std::max(e.recorded_on, now.occurred_on);
    out.push_back(std::move(now));
  }
  // A corrected day may lie behind the day on which the original was recorded: what follows was recorded later still. So
  // does what follows an event that went back to its time.
  if (words.empty() && !is_reordered) return out;
  for (std::size_t i = 1; i < events.size(); ++i)
    if (events[i].recorded_on < events[i - 1].recorded_on)
      return refuse("docket/recorded-before-last", events[i].id,
                    {"Hồ sơ đã có ghi nhận ngày " + to_text(events[i - 1].recorded_on) + ".",
                     "The case has a record of " + to_text(events[i - 1].recorded_on) + " already."},
                    {"Ngày ghi nhận không lùi lại; ngày xảy ra thì được.",
                     "The day of recording never goes back; the day of the act may."});
  for (std::size_t i = 1; i < out.size(); ++i) out[i].recorded_on = std::max(out[i].recorded_on, out[i - 1].recorded_on);
  return out;
}

checked<case_fold> fold_case(const procedure& p, const work_calendar& calendar, std::span<const event> events,
                             const due_policies& policies, const rule_set* rules) {
  auto effective = effective_events(events);
  if (!effective) return unexpected{std::move(effective).error()};
  case_fold c;
  for (const event& e : *effective)
    if (auto r = take(c, p, calendar, e, policies, rules); !r) return unexpected{std::move(r).error()};
  // What was recorded last is a correction, perhaps: the next record may not lie before it.
  for (const event& e : events)
    if (work_calendar::covers(e.recorded_on))
      c.state.latest_recorded = std::max(c.state.latest_recorded, to_day_number(e.recorded_on));
  return c;
}

checked<fold_step> extend_fold(case_fold& fold, const procedure& p, const work_calendar& calendar,
                               std::span<const event> before, const event& e, const due_policies& policies,
                               const rule_set* rules) {
  const bool is_late = moves_limits(e) && fold.state.is_begun() && !e.occurred_on.is_special() &&
                       e.occurred_on < to_date(fold.state.latest_occurred);
  if (!is_correction(e) && !is_late) return take(fold, p, calendar, e, policies, rules);
  if (const auto days = check_about_case(fold.state, e, after_the_end::is_taken); !days) return unexpected{days.error()};
  std::vector<event> all{before.begin(), before.end()};
  all.push_back(e);
  auto next = fold_case(p, calendar, all, policies, rules);
  if (!next) {
    diagnostics faults;
    for (const auto& d : next.error())
      faults.error(d.code, e.id + " → " + d.where, d.message,
                   is_late ? d.remedy
                           : text{"Sau khi sửa, các sự kiện còn lại phải có thể đã xảy ra. " + d.remedy.vi,
                                  "After the correction the other events must still be possible. " + d.remedy.en});
    return unexpected{std::move(faults)};
  }
  fold_step out;
  out.shifts = shifts_between(fold.duties, next->duties);
  for (const auto& b : next->breaches)
    if (std::none_of(fold.breaches.begin(), fold.breaches.end(), [&](const breach& o) {
          return o.kind == b.kind && o.deadline == b.deadline && o.at == b.at && o.occurred_on == b.occurred_on;
        }))
      out.breaches.push_back(b);
  fold = std::move(*next);
  return out;
}

standing_limit limit_on(const case_fold& fold, const duty_entry& d, const procedure& p, const work_calendar& calendar,
                        const due_policies& policies, date as_of) {
  standing_limit out{d.what.lawful_day, d.what.is_provisional, no_date(), std::nullopt};
  const auto number = static_cast<std::uint16_t>(d.what.deadline);
  const auto& row = p.tables().deadlines[number];
  const bool is_settled = !d.runs() && d.what.settled_on <= as_of;
  const bool may_change = row.changes_on != std::numeric_limits<day_number>::max();
  if (!may_change && (is_settled || fold.moved.empty())) return out;
  const day_number judged = to_day_number(is_settled ? d.what.settled_on : as_of);
  const day_number opened = to_day_number(d.what.opened_on);
  const case_adjustments then = fold.moved.known_on(as_of);
  for (const auto& s : then.suspensions)
    if (s.until.is_pos_infinity()) out.suspended_since = s.from;
  for (const auto& s : then.stops)
    if (s.when.until.is_pos_infinity() && std::find(s.deadlines.begin(), s.deadlines.end(), number) != s.deadlines.end())
      out.suspended_since = s.when.from;
  if (may_change && judged >= row.changes_on && row.has_number) {
    const auto by = [&](const procedure_tables::deadline_row& law, day_number from) {
      return law.has_number
                 ? date_or_none(engine::lawful_day_of(law.time, calendar, opened, policies, then, number, from).day)
                 : no_date();
    };
    changed_limit c{to_date(row.changes_on), row.open_cases, row.successor, row.transition, by(row, opened), no_date(), no_date()};
    if (row.successor != UINT16_MAX) {
      const auto& law = p.tables().deadlines[row.successor];
      c.by_new_from_start = by(law, opened);
      c.by_new_from_change = by(law, row.changes_on);
    }
    // A limit that had run out before the law changed was open no more, unless a provision brings it under the new law.
    const bool had_run_out = row.open_cases == open_case_rule::needs_review && p.deadline_at(number).sets_latest() && !c.by_old.is_special() &&
                             to_day_number(c.by_old) < row.changes_on;
    if (!had_run_out) out.changed = c;
  }
  if (is_settled) {
    out.suspended_since = no_date();
    return out;
  }
  if (!row.has_number) return out;
  const auto day = engine::moved_lawful_day(p.tables(), number, opened, judged, calendar, policies, then);
  out.lawful_day = date_or_none(day.day);
  out.is_provisional = day.is_provisional;
  // What had run out when the case came to stand still is late and not suspended; a lead time does not stand still.
  if (!out.lawful_day.is_special()) out.suspended_since = no_date();
  return out;
}

}  // namespace dinh::inline v1
