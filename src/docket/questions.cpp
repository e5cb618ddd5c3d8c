#include <dinh/docket/clocks.hpp>
#include <docket/docket_data.hpp>
#include <docket/running_state.hpp>

namespace dinh::inline v1 {

using namespace docketing;

namespace docketing {

unexpected<diagnostics> unknown_case(std::string_view key) {
  return refuse("docket/unknown-case", std::string{key},
                {"Không có hồ sơ \"" + std::string{key} + "\".", "There is no case \"" + std::string{key} + "\"."},
                {"Xem danh sách hồ sơ.", "Look at the list of cases."});
}

std::optional<std::vector<std::uint32_t>> cases_meant(const docket_filter& f, people& who, const case_lists& lists,
                                                      std::uint32_t number_of_case, std::uint32_t number_of_procedure) {
  if (!f.case_key.empty())
    return number_of_case == no_index ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>{number_of_case};
  if (!f.unit.empty()) return lists.in_units([&](const std::string& unit) { return who.lies_in(unit, f.unit); });
  if (!f.procedure.empty()) return lists.of_procedure(number_of_procedure);
  return std::nullopt;
}

duty_state state_on(const duty_entry& row, const deadline& law, const standing_limit& limit, date as_of) {
  if (!row.runs() && row.what.settled_on <= as_of) return row.what.state;
  if (!limit.suspended_since.is_special() && law.time) return duty_state::suspended;
  return state_of_running(law.sets_earliest(), !limit.lawful_day.is_special(), limit.lawful_day, as_of);
}

// The duty as it is on the day.
duty on_day(const case_row& c, const duty_entry& row, const procedure& p, const standing_limit& limit, date as_of,
            people& who, const directory::facts& facts) {
  const deadline& law = p.deadline_at(row.what.deadline);
  const edge_id<deadline> edge{row.what.deadline};
  const bool is_lead_time = law.time && law.time->way == direction::not_later_than_before;
  duty d;
  d.case_key = c.key;
  d.procedure = p.id();
  d.unit = c.fold.places.front().unit;
  const std::string& unit = unit_of(c, row, as_of);
  d.unit_now = who.unit(unit).key;
  d.deadline = row.what.deadline;
  d.pass = row.pass;
  const step& owed = p[p.graph().to(edge)];
  d.step = owed.key;
  d.what = owed.label;
  if (is_lead_time) {
    const step& earlier = p[p.graph().from(edge)];
    d.what = {earlier.label.vi + " – " + owed.label.vi, earlier.label.en + " – " + owed.label.en};
  }
  d.role = p.answerable(row.what.deadline);
  const bool is_settled = !row.runs() && row.what.settled_on <= as_of;
  const answerable_body& b = who.body(d.role, unit, day_of_standing(row, as_of), facts);
  d.body = b.key;
  d.body_name = b.name;
  d.time = law.time;
  d.rule = law.rule;
  d.source = law.source;
  d.known_by = law.known_by;
  d.consequence = law.consequence;
  d.opened_on = row.what.opened_on;
  d.lawful_day = limit.lawful_day;
  d.is_provisional = limit.is_provisional;
  d.settled_on = no_date();
  const bool has_day = !d.lawful_day.is_special();
  d.state = state_on(row, law, limit, as_of);
  if (is_settled) d.settled_on = row.what.settled_on;
  if (d.state == duty_state::suspended) d.suspended_since = limit.suspended_since;
  if (has_day && law.sets_latest() && d.state != duty_state::void_) {
    const date until = d.settled_on.is_special() ? as_of : d.settled_on;
    if (until > d.lawful_day) d.days_late = static_cast<std::int32_t>((until - d.lawful_day).days());
  }
  if (limit.changed) apply_changed_law(d, row, p, *limit.changed, as_of);
  return d;
}

breach_record record_of(const case_row& c, const breach& b, const procedure& p, people& who,
                        const directory::facts& facts) {
  breach_record r;
  r.case_key = c.key;
  r.procedure = p.id();
  r.unit = c.fold.unit_on(b.occurred_on);
  r.unit_now = who.unit(r.unit).key;
  r.kind = b.kind;
  r.step = p[b.at].key;
  r.what = p[b.at].label;
  r.role = p[b.at].actor;
  for (const auto& l : b.left_out) r.left_out.push_back(p[l.what].key);
  if (b.deadline != no_deadline) {
    const deadline& law = p.deadline_at(b.deadline);
    r.role = p.answerable(b.deadline);
    r.rule = law.rule;
    r.source = law.source;
    r.known_by = law.known_by;
    r.consequence = law.consequence;
  } else {
    r.source = p.facts().source;
    r.known_by = p.facts().known_by;
    if (!p[b.at].rules.empty()) r.rule = p[b.at].rules.front();
  }
  if (b.clock != UINT16_MAX) {
    const clock_rule& law = p.facts().clocks[b.clock];
    r.rule = law.rule;
    r.source = law.source;
    r.known_by = law.known_by;
    r.consequence = {};
  }
  const answerable_body& body = who.body(r.role, r.unit, b.occurred_on, facts);
  r.body = body.key;
  r.body_name = body.name;
  r.occurred_on = b.occurred_on;
  r.lawful_day = b.lawful_day;
  r.days = b.days;
  return r;
}

}  // namespace docketing

namespace {

void by_lawful_day(std::vector<duty>& list) {
  std::stable_sort(list.begin(), list.end(),
                   [](const duty& a, const duty& b) { return earliest_day(a) < earliest_day(b); });
}

bool admits(const docket_filter& f, const duty& d, const procedure& p) {
  const deadline& old = p.deadline_at(d.deadline);  // the law may have changed since it began
  if (!f.rule.empty() && f.rule != d.rule && f.rule != old.rule) return false;
  if (!f.provision.instrument.empty() && !lies_within(d.source, f.provision) && !lies_within(old.source, f.provision))
    return false;
  return f.body.empty() || f.body == d.body;
}

/// The first event may have been corrected.
date begin_of(const case_row& c) { return c.fold.places.front().since; }

bool is_due_within(const duty& d, const validity& interval) {
  const bool is_open = (d.state == duty_state::open || d.state == duty_state::needs_review) && d.settled_on.is_special();
  const bool is_latest = d.time && (d.time->way == direction::within_after || d.time->way == direction::valid_for);
  return is_open && is_latest && !earliest_day(d).is_special() && interval.contains(earliest_day(d));
}

/// Leaves out the places of other cases, before those are unpacked. Pre: both lists are in rising order.
void keep_of_cases(std::vector<duty_place>& places, const std::optional<std::vector<std::uint32_t>>& meant) {
  if (!meant) return;
  auto at = meant->begin();
  places.erase(std::remove_if(places.begin(), places.end(),
                              [&](const duty_place& p) {
                                while (at != meant->end() && *at < p.in_case) ++at;
                                return at == meant->end() || *at != p.in_case;
                              }),
               places.end());
}

}  // namespace

const case_fold& docket::data::fold_on(const case_row& c, date as_of, case_fold& kept) const {
  if (to_date(c.fold.state.latest_occurred) <= as_of) return c.fold;
  kept = {};
  date latest = no_date();
  for (const event& e : taken_events(c))
    if (day_of_happening(e, latest) <= as_of)  // what cannot have happened without something later is left out with it
      (void)extend_fold(kept, law(c), calendar(c), {}, e, terms.policies, terms.rules.get());
  return kept;
}

std::vector<case_summary> docket::cases(date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::vector<case_summary> out;
  each_admitted(*data_, f, who, std::nullopt, [&](const case_row& c) {
    if (!who.lies_in(c.fold.unit_on(as_of), f.unit)) return;
    case_fold kept;
    const case_fold& fold = data_->fold_on(c, as_of, kept);
    if (!fold.state.is_begun()) return;
    const procedure& p = data_->law(c);
    case_summary s;
    s.case_key = c.key;
    s.procedure = p.id();
    s.unit = c.fold.places.front().unit;
    s.now = who.unit(c.fold.unit_on(as_of));
    s.parent = c.parent;
    s.ending = fold.ending;
    s.joined_to = fold.joined_to;
    s.ended_at = fold.ended_at;
    s.begun_on = begin_of(c);
    s.latest_on = to_date(fold.state.latest_occurred);
    s.is_closed = fold.state.is_closed();
    const auto& t = p.tables();
    for (std::uint16_t place = 0; place < t.step_of_place.size(); ++place)
      if (fold.state.standing.has(place)) s.stands_at.push_back(p[step_id{t.step_of_place[place]}].key);
    out.push_back(std::move(s));
  });
  return out;
}

std::vector<duty> docket::duties(date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::vector<duty> out;
  each_admitted(*data_, f, who, std::nullopt, [&](const case_row& c) {
    if (c.fold.duties.empty()) return;
    const procedure& p = data_->law(c);
    const auto facts = data_->facts_of(c, as_of);
    for (const auto& row : c.fold.duties) {
      if (row.what.opened_on > as_of || !who.lies_in(unit_of(c, row, as_of), f.unit)) continue;
      duty d = on_day(c, row, p, data_->limit(c, row, as_of), as_of, who, facts);
      if (admits(f, d, p)) out.push_back(std::move(d));
    }
  });
  return out;
}

std::vector<duty> docket::data::at_places(std::vector<duty_place> places, date as_of, const docket_filter& f) const {
  std::sort(places.begin(), places.end());
  people who{terms.units.get(), as_of};
  keep_of_cases(places, cases_meant(f, who, lists, f.case_key.empty() ? no_index : number_of(f.case_key),
                                    f.procedure.empty() ? no_index : procedure_named(f.procedure)));
  std::vector<duty> out;
  directory::facts facts;
  bool has_facts = false;
  case_row c;
  c.number = no_index;
  bool is_wanted = false;
  for (const duty_place& at : places) {
    if (at.in_case != c.number) {
      c = open_case(at.in_case);
      is_wanted = admits(f, c, law(c));
      has_facts = false;
    }
    const procedure& p = law(c);
    const duty_entry& row = c.fold.duties[at.row];
    if (!is_wanted || row.what.opened_on > as_of || !who.lies_in(unit_of(c, row, as_of), f.unit)) continue;
    if (!has_facts) {
      has_facts = true;
      facts = facts_of(c, as_of);
    }
    duty d = on_day(c, row, p, limit(c, row, as_of), as_of, who, facts);
    if (admits(f, d, p)) out.push_back(std::move(d));
  }
  return out;
}

std::vector<duty> docket::data::falling_due(date from, date until, date as_of, const docket_filter& f) const {
  const auto number = [](date d) {
    if (d.is_neg_infinity()) return std::numeric_limits<day_number>::min();
    return d.is_pos_infinity() ? std::numeric_limits<day_number>::max() : to_day_number(d);
  };
  std::vector<duty_place> places;
  std::vector<duty_place> settled_later;
  register_of_duties.collect(number(from), number(until), to_day_number(as_of), places, settled_later);
  std::sort(settled_later.begin(), settled_later.end());
  case_row c;
  c.number = no_index;
  for (const duty_place& at : settled_later) {
    if (at.in_case != c.number) c = open_case(at.in_case);
    const duty_entry& d = c.fold.duties[at.row];
    const bool may_have_moved = !c.fold.moved.empty() || duty_register::may_change(law(c).tables(), d);
    if (may_have_moved || (!d.what.lawful_day.is_special() && from <= d.what.lawful_day && d.what.lawful_day < until))
      places.push_back(at);
  }
  return at_places(std::move(places), as_of, f);
}

std::vector<duty> docket::data::open_on(date as_of, const docket_filter& f) const {
  std::vector<duty_place> places;
  register_of_duties.collect_open(to_day_number(as_of), places);
  return at_places(std::move(places), as_of, f);
}

std::vector<duty> docket::due(validity interval, date as_of, const docket_filter& f) const {
  std::vector<duty> out;
  for (duty& d : data_->falling_due(interval.from, interval.until, as_of, f))
    if (is_due_within(d, interval)) out.push_back(std::move(d));
  by_lawful_day(out);
  return out;
}

std::vector<duty> docket::due_soon(std::int32_t working_days, date as_of, const docket_filter& f) const {
  date last = as_of;
  for (const work_calendar& c : data_->terms.calendars) {
    const date d = c.nth_after(as_of, working_days);
    if (!d.is_special() && d > last) last = d;
  }
  std::vector<duty> out;
  for (duty& d : due({as_of, last + boost::gregorian::days{1}}, as_of, f)) {
    const std::uint32_t procedure = data_->cases[data_->number_of(d.case_key)].procedure;
    const date end = data_->terms.calendars[data_->calendar_of[procedure]].nth_after(as_of, working_days);
    if (!end.is_special() && earliest_day(d) <= end) out.push_back(std::move(d));
  }
  return out;
}

std::vector<duty> docket::overdue(date as_of, const docket_filter& f) const {
  std::vector<duty> out;
  for (duty& d : data_->falling_due(date{boost::date_time::neg_infin}, as_of, as_of, f))
    if (d.state == duty_state::breached && d.settled_on.is_special()) out.push_back(std::move(d));
  by_lawful_day(out);
  return out;
}

std::vector<duty> docket::met_late(date as_of, const docket_filter& f) const {
  std::vector<duty_place> places;
  data_->register_of_duties.collect_late(to_day_number(as_of), places);
  std::vector<duty> out;
  for (duty& d : data_->at_places(std::move(places), as_of, f))
    if (d.state == duty_state::met_late) out.push_back(std::move(d));
  by_lawful_day(out);
  return out;
}

std::vector<breach_record> docket::breaches(date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::vector<breach_record> out;
  each_admitted(*data_, f, who, data_->lists.with_breach(), [&](const case_row& c) {
    if (std::none_of(c.fold.breaches.begin(), c.fold.breaches.end(), [&](const breach& b) { return b.occurred_on <= as_of; }))
      return;
    const procedure& p = data_->law(c);
    const auto facts = data_->facts_of(c, as_of);
    for (const auto& b : c.fold.breaches) {
      if (b.occurred_on > as_of || !who.lies_in(c.fold.unit_on(b.occurred_on), f.unit)) continue;
      breach_record r = record_of(c, b, p, who, facts);
      r.needs_review = is_in_doubt(c, b, p, data_->calendar(c), data_->terms.policies);
      if (!f.rule.empty() && f.rule != r.rule) continue;
      if (!f.provision.instrument.empty() && !lies_within(r.source, f.provision)) continue;
      if (!f.body.empty() && f.body != r.body) continue;
      out.push_back(std::move(r));
    }
  });
  std::stable_sort(out.begin(), out.end(),
                   [](const breach_record& a, const breach_record& b) { return a.occurred_on < b.occurred_on; });
  return out;
}

std::vector<body_load> docket::load(date as_of, const docket_filter& f) const {
  std::map<std::string, body_load> by_body;
  for (const auto& d : data_->open_on(as_of, f)) {
    if (!d.settled_on.is_special()) continue;
    const auto [at, is_new] = by_body.try_emplace(d.body);
    body_load& l = at->second;
    if (is_new) {
      l.body = d.body;
      l.name = d.body_name;
      l.next_due = no_date();
    }
    if (d.state == duty_state::pending) ++l.pending;
    if (d.state == duty_state::breached) ++l.overdue;
    if (d.state == duty_state::suspended) ++l.suspended;
    if (d.state == duty_state::needs_review) ++l.needs_review;
    if (d.state != duty_state::open) continue;
    ++l.open;
    const bool is_latest = d.time && (d.time->way == direction::within_after || d.time->way == direction::valid_for);
    if (is_latest && !d.lawful_day.is_special() && (l.next_due.is_special() || d.lawful_day < l.next_due))
      l.next_due = d.lawful_day;
  }
  std::vector<body_load> out;
  for (auto& [key, l] : by_body) out.push_back(std::move(l));
  return out;
}

checked<std::vector<next_act>> docket::next(std::string_view case_key, date as_of) const {
  const auto c = data_->find(case_key);
  if (!c) return docketing::unknown_case(case_key);
  const procedure& p = data_->law(*c);
  const auto& t = p.tables();
  people who{data_->terms.units.get(), as_of};
  const auto facts = data_->facts_of(*c, as_of);
  case_fold kept;
  const case_fold& fold = data_->fold_on(*c, as_of, kept);
  std::vector<next_act> out;
  for (std::uint16_t i = 0; i < t.steps.size(); ++i) {
    if (fires_by_itself(t.steps[i].kind) || fold.state.standing.empty() || !fold.state.standing.contains(t.steps[i].input))
      continue;
    const step& s = p[step_id{i}];
    next_act a;
    a.step = s.key;
    a.what = s.label;
    a.kind = s.kind;
    if (s.kind == step_kind::decision)
      for (const auto& link : p.graph().out<flows_to>(step_id{i}))
        a.branches.emplace_back(p.graph()[link.edge].branch, p.graph()[link.edge].label);
    if (s.kind == step_kind::decision) {
      const fact_source known = facts_at(p, fold, step_id{i}, as_of, {}, {}, data_->terms.rules.get());
      const std::uint16_t exit = p.choose_branch(step_id{i}, known);
      if (exit != procedure::no_exit) a.chosen_branch = p.exit_of(step_id{i}, exit).branch;
      a.unknown_facts = unknown_facts(p, step_id{i}, known);
    }
    a.role = s.actor;
    const answerable_body& b = who.body(s.actor, c->fold.unit_on(as_of), as_of, facts);
    a.body = b.key;
    a.body_name = b.name;
    a.rules = s.rules;
    a.not_before = a.not_after = no_date();
    for (const auto& row : fold.duties) {
      const deadline& law = p.deadline_at(row.what.deadline);
      if (!row.runs() || t.deadlines[row.what.deadline].to != i) continue;
      const standing_limit l = limit_on(fold, row, p, data_->calendar(*c), data_->terms.policies, as_of);
      const bool is_open_question =
          l.changed && l.changed->open_cases == open_case_rule::needs_review && !l.changed->is_same_day();
      if (l.lawful_day.is_special()) continue;  // it stands still, or the law gives no number
      for (const date day : is_open_question ? days_in_question(*l.changed) : std::vector<date>{l.lawful_day}) {
        if (law.sets_earliest() && (a.not_before.is_special() || a.not_before < day)) a.not_before = day;
        if (law.sets_latest() && (a.not_after.is_special() || day < a.not_after)) a.not_after = day;
      }
    }
    out.push_back(std::move(a));
  }
  return out;
}

}  // namespace dinh::inline v1
