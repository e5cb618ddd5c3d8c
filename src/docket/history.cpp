#include <dinh/calendar/due.hpp>
#include <dinh/docket/clocks.hpp>
#include <docket/docket_data.hpp>

namespace dinh::inline v1 {

using namespace docketing;

namespace {

text state_words(duty_state s, const phrase_book& words) {
  return words.say("docket.state." + std::string{name_of(s)});
}

text days_words(std::int32_t n, const phrase_book& words) {
  return words.say(n == 1 ? "docket.days.one" : "docket.days.many", {{"count", n}});
}

text breach_words(const breach& b, const procedure& p, const phrase_book& words) {
  const filling step{"step", key_and_label(p[b.at])};
  if (b.kind == breach_kind::out_of_order && !b.left_out.empty()) {
    text left;
    for (const auto& l : b.left_out) {
      const text label = key_and_label(p[l.what]);
      const std::string branch = l.branch.empty() ? "" : " [" + l.branch + "]";
      left.vi += (left.vi.empty() ? "" : "; ") + label.vi + branch;
      left.en += (left.en.empty() ? "" : "; ") + label.en + branch;
    }
    return words.say("docket.breach.out_of_order_past", {step, {"steps", std::move(left)}});
  }
  const bool is_dated_before = b.kind == breach_kind::out_of_order && !b.lawful_day.is_special();
  return words.say(is_dated_before ? "docket.breach.out_of_order_day" : "docket.breach." + std::string{name_of(b.kind)},
                   {step, {"days", days_words(b.days, words)}, {"count", b.days}, {"day", to_text(b.lawful_day)}});
}

text consequence_words(const text& consequence, const char* key, const phrase_book& words) {
  return consequence.empty()
             ? words.say("docket.consequence_none")
             : words.say(key, {{"consequence", text{consequence.in(lang::vi), consequence.in(lang::en)}}});
}

/// What the clock rules that begin with an act do, in the words of the pack, and by which day a right is lost.
void tell_clocks(const procedure& p, const work_calendar& calendar, const event& act, date as_of, const phrase_book& words,
                 std::vector<history_line>& out) {
  for (const clock_rule& c : p.facts().clocks) {
    if (c.from != act.step || act.occurred_on > as_of || !c.valid.contains(act.occurred_on)) continue;
    history_line line{act.occurred_on, history_kind::about_case, act.step, {c.effect, c.source, c.known_by, {}}};
    if (c.how == clock_change::lapse && c.by) {
      const date last = calendar.latest_day({*c.by, direction::valid_for}, act.occurred_on);
      if (!last.is_special()) line.what.add(unsourced(words.say("docket.last_day", {{"day", to_text(last)}})));
    }
    out.push_back(std::move(line));
  }
}

/// How the clock rules of the procedure bear on a duty, and which of them the steps cannot tell.
void explain_clocks(const procedure& p, const duty& d, const case_adjustments& moved, const phrase_book& words,
                    explanation& out) {
  const auto& clocks = p.facts().clocks;
  for (std::uint16_t i = 0; i < clocks.size(); ++i) {
    const clock_rule& c = clocks[i];
    const bool moves = c.how != clock_change::stay && c.how != clock_change::lapse;
    if (!moves || !touches(c, p.deadline_at(d.deadline)) || !c.valid.contains(d.opened_on)) continue;
    const filling effect{"effect", text{c.effect.in(lang::vi), c.effect.in(lang::en)}};
    if (!is_told_by_steps(p, c, d.deadline)) {
      out.add({words.say("docket.clock_not_told", {effect}), c.source, c.known_by, {}});
      continue;
    }
    std::vector<date> days;
    for (const auto& s : moved.stops)
      if (s.clock == i && std::find(s.deadlines.begin(), s.deadlines.end(), d.deadline) != s.deadlines.end()) days.push_back(s.when.from);
    for (const auto& e : moved.extensions)
      if (e.clock == i && e.deadline == d.deadline && to_date(e.opened) == d.opened_on) days.push_back(to_date(e.granted));
    for (const auto& r : moved.restarts)
      if (r.clock == i && r.deadline == d.deadline && to_date(r.opened) == d.opened_on) days.push_back(to_date(r.from));
    for (const date day : days)
      out.add({words.say("docket.clock", {{"day", to_text(day)}, effect}), c.source, c.known_by, {}});
  }
}

/// What became of each unit in which the case lay, while it lay there: a line on each day on which that became another one.
void tell_successions(const directory& units, std::span<const case_place> places, date as_of, std::vector<history_line>& out) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool is_last = i + 1 == places.size() || as_of < places[i + 1].since;
    const date last = is_last ? as_of : places[i + 1].since - boost::gregorian::days{1};
    if (last < places[i].since && i > 0) continue;
    std::vector<history_line> lines;
    for (date day = last;;) {
      const unit_today now = units.unit_on(places[i].unit, day);
      if (now.result == unit_today::standing::same) break;
      // A directory that does not know the day has its line at the end of the stay.
      const date since = now.since.is_special() ? day : now.since;
      lines.push_back({since, history_kind::moved, {}, units.unit_on(places[i].unit, since).why});
      if (now.since.is_special() || since > day || since <= places[i].since) break;
      day = since - boost::gregorian::days{1};
    }
    out.insert(out.end(), lines.rbegin(), lines.rend());
  }
}

}  // namespace

text describe_about_case(const event& e, const procedure& p, const phrase_book& words) {
  const step_id owed = e.step.empty() ? step_id{} : p.find(e.step);
  const filling step{"step", owed ? key_and_label(p[owed]) : text{e.step, e.step}};
  switch (e.kind) {
    case event_kind::suspended:
      return words.say("docket.about.suspended");
    case event_kind::resumed:
      return words.say("docket.about.resumed");
    case event_kind::extended:
      return words.say("docket.about.extended", {{"length", e.subject}, step});
    case event_kind::corrected:
      return words.say("docket.about.corrected", {{"record", e.subject}, step});
    case event_kind::annulled:
      return words.say("docket.about.annulled", {{"record", e.subject}});
    case event_kind::withdrawn:
      return words.say("docket.about.withdrawn");
    case event_kind::joined:
      return words.say("docket.about.joined", {{"case", e.subject}});
    case event_kind::referred:
      return words.say("docket.about.referred", {{"unit", e.unit}});
    case event_kind::act:
      break;
  }
  return {};
}

checked<std::vector<history_line>> docket::history(std::string_view case_key, date as_of) const {
  const auto found = data_->find(case_key);
  if (!found) return docketing::unknown_case(case_key);
  const case_row& c = *found;
  const procedure& p = data_->law(c);
  const phrase_book& words = phrases();
  people who{data_->terms.units.get(), as_of};
  const auto facts = data_->facts_of(c, as_of);
  std::vector<history_line> out;
  const std::vector<event> events = data_->events_of(c);
  std::vector<event> told = effective_events(events).value();
  for (const auto& e : events)
    if (e.kind == event_kind::corrected || e.kind == event_kind::annulled) told.push_back(e);
  date latest = no_date();
  for (const auto& e : told) {
    const date on = day_of_happening(e, latest);
    if (on > as_of) continue;
    const bool is_act = e.kind == event_kind::act;
    history_line line{on, is_act ? history_kind::act : history_kind::about_case, e.step, {}};
    if (is_act) {
      line.what.statement = key_and_label(p[p.find(e.step)]);
    } else {
      line.what.statement = describe_about_case(e, p, words);
    }
    if (is_act && !e.branch.empty()) {
      const auto& t = p.tables();
      const step_id id = p.find(e.step);
      const auto exit = p.find_branch(id, e.branch);
      const auto& flow =
          p.graph()[edge_id<flows_to>{t.exits[static_cast<std::size_t>(t.steps[id.index()].first_exit + exit)].flow}];
      const text branch = flow.label.empty() ? text{e.branch, e.branch}
                                             : text{flow.label.in(lang::vi), flow.label.in(lang::en)};
      line.what.statement =
          words.say("docket.act_with_branch", {{"step", std::move(line.what.statement)}, {"branch", branch}});
    }
    if (!e.by.empty()) line.what.add(unsourced(words.say("docket.done_by", {{"by", e.by}})));
    if (e.recorded_on != on)
      line.what.add(unsourced(words.say("docket.recorded", {{"day", to_text(e.recorded_on)}})));
    for (const auto& r : e.evidence) line.what.add(unsourced(words.say("docket.document", {{"document", r}})));
    out.push_back(std::move(line));
    if (is_act) tell_clocks(p, data_->calendar(c), e, as_of, words, out);
  }
  for (const transition& t : p.facts().transitions)
    if (events.front().occurred_on < t.on && t.on <= as_of && (!c.fold.state.is_closed() || to_date(c.fold.state.latest_occurred) >= t.on))
      out.push_back({t.on,
                     history_kind::about_case,
                     {},
                     {words.say("docket.changed_law", {{"remark", text{t.remark.in(lang::vi), t.remark.in(lang::en)}}}),
                      t.source,
                      t.known_by,
                      {}}});
  for (const auto& row : c.fold.duties) {
    if (row.what.opened_on > as_of) continue;
    const duty d = on_day(c, row, p, data_->limit(c, row, as_of), as_of, who, facts);
    duty began = d;
    began.state = duty_state::open;
    const deadline& law = p.deadline_at(d.deadline);
    history_line line{d.opened_on, history_kind::duty_began, d.step, {}};
    const char* const how = d.lawful_day.is_special() ? "docket.began"
                            : law.sets_earliest()     ? "docket.began_not_before"
                                                      : "docket.began_due";
    const filling owed{"duty", text{d.what.in(lang::vi), d.what.in(lang::en)}};
    line.what = {words.say(how, {owed,
                                 {"length", law.time ? describe(*law.time) : words.say("docket.promptly")},
                                 {"day", to_text(d.lawful_day)}}),
                 law.source,
                 law.known_by,
                 {}};
    // Who answered on the day of the line: later referrals and successions have lines of their own.
    const text& body = who.body(d.role, c.fold.unit_on(d.opened_on), d.opened_on, facts).name;
    if (!body.empty())
      line.what.add(unsourced(words.say("docket.answerable", {{"body", text{body.in(lang::vi), body.in(lang::en)}}})));
    out.push_back(std::move(line));
    if (!d.settled_on.is_special())
      out.push_back({d.settled_on,
                     history_kind::duty_settled,
                     d.step,
                     {words.say("docket.duty", {owed, {"state", state_words(d.state, words)}}), law.source, law.known_by, {}}});
  }
  for (const auto& b : c.fold.breaches) {
    if (b.occurred_on > as_of) continue;
    history_line line{b.occurred_on, history_kind::breach, p[b.at].key, {}};
    line.what.statement = breach_words(b, p, words);
    if (b.clock != UINT16_MAX) {
      line.what.source = p.facts().clocks[b.clock].source;
      line.what.known_by = p.facts().clocks[b.clock].known_by;
    } else if (b.deadline != no_deadline) {
      const deadline& law = p.deadline_at(b.deadline);
      line.what.source = law.source;
      line.what.known_by = law.known_by;
      line.what.add(unsourced(consequence_words(law.consequence, "docket.consequence", words)));
    } else {
      line.what.source = p.facts().source;
      line.what.known_by = p.facts().known_by;
    }
    out.push_back(std::move(line));
  }
  if (data_->terms.units != nullptr) tell_successions(*data_->terms.units, c.fold.places, as_of, out);
  std::stable_sort(out.begin(), out.end(), [](const history_line& a, const history_line& b) { return a.on < b.on; });
  return out;
}

explanation docket::why(const duty& d, date as_of) const {
  explanation out;
  const auto c = data_->find(d.case_key);
  if (!c) return out;
  const procedure& p = data_->law(*c);
  const phrase_book& words = phrases();
  const date then = d.settled_on.is_special() ? as_of : d.settled_on;
  out.statement = words.say(d.days_late > 0 ? "docket.duty_late" : "docket.duty",
                            {{"duty", text{d.what.in(lang::vi), d.what.in(lang::en)}},
                             {"state", state_words(d.state, words)},
                             {"days", days_words(d.days_late, words)}});
  out.source = d.source;
  out.known_by = d.known_by;
  const edge_id<deadline> edge{d.deadline};
  const step& from = p[p.graph().from(edge)];
  out.add(unsourced(
      words.say("docket.counted_from", {{"step", key_and_label(from)}, {"day", to_text(d.opened_on)}})));
  if (!d.time) {
    out.add(unsourced(words.say("docket.no_number")));
  } else if (d.time->way == direction::not_later_than_before) {
    out.add({words.say("docket.lead_time", {{"length", describe(*d.time)}, {"day", to_text(d.lawful_day)}}),
             d.source,
             d.known_by,
             {}});
  } else {
    const case_adjustments moved = c->fold.moved.known_on(then);
    const auto base = engine::unaliased(static_cast<std::uint16_t>(d.deadline), to_day_number(d.opened_on), moved);
    const bool is_new_count = d.changed_law && d.changed_law->open_cases == open_case_rule::new_from_change;
    const day_number first = is_new_count ? to_day_number(d.changed_law->on) : base.opened;
    engine::moved_question asked = engine::question_of_moved(base.deadline, base.opened, first, data_->terms.policies, moved);
    asked.options.source = d.source;
    asked.options.known_by = d.known_by;
    const bool is_alias = base.deadline != d.deadline;
    const limit time = is_alias ? p.deadline_at(base.deadline).time.value_or(*d.time) : *d.time;
    out.add(data_->calendar(*c).due(time, after(to_date(asked.from)), asked.options).why);
    explain_clocks(p, d, moved, words, out);
  }
  if (d.changed_law) out.add(words_of(*d.changed_law, words));
  people who{data_->terms.units.get(), as_of};
  const answerable_body& b = who.body(d.role, c->fold.unit_on(then), then, data_->facts_of(*c, as_of));
  if (!b.why.statement.empty()) out.add(b.why);
  const unit_today& now = who.unit(c->fold.unit_on(as_of));
  if (now.result != unit_today::standing::same) out.add(now.why);
  out.add(unsourced(consequence_words(d.consequence, "docket.consequence_if_missed", words)));
  return out;
}

}  // namespace dinh::inline v1
