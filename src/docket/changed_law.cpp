#include <docket/docket_data.hpp>

#include <array>

namespace dinh::inline v1::docketing {

namespace {

/// How a duty would stand if `lawful` were its day.
duty_state state_under(const duty_entry& row, const deadline& law, date lawful, date as_of) {
  const bool sets_latest = law.sets_latest();
  if (row.runs() || row.what.settled_on > as_of) {
    if (sets_latest) return as_of > lawful ? duty_state::breached : duty_state::open;
    return as_of < lawful ? duty_state::pending : duty_state::open;
  }
  const date done = row.what.settled_on;
  const bool is_within = law.time->way == direction::within_after;
  const bool is_wrong = sets_latest ? done > lawful : done < lawful;
  switch (row.what.state) {
    case duty_state::met:
    case duty_state::met_late:
      if (!is_wrong) return duty_state::met;
      return is_within ? duty_state::met_late : duty_state::breached;
    case duty_state::void_:
      // Its day had passed and nobody asked for it any more: no other day changes that.
      if (done > row.what.lawful_day) return duty_state::void_;
      return is_within && is_wrong ? duty_state::breached : duty_state::void_;
    case duty_state::breached:
      if (!is_within) return is_wrong ? duty_state::breached : duty_state::met;
      // Its day had passed when the case went on without it; else the step was left out, whatever its day.
      if (done > row.what.lawful_day) return is_wrong ? duty_state::breached : duty_state::void_;
      return duty_state::breached;
    default:
      return row.what.state;
  }
}

/// The one state that all readings lead to; none if they differ or one is not known.
std::optional<duty_state> agreed_state(const duty_entry& row, const deadline& law, const changed_limit& c, date as_of) {
  const bool left_out = !row.runs() && row.what.settled_on <= as_of && row.what.state == duty_state::breached &&
                        law.time->way == direction::within_after && row.what.settled_on <= row.what.lawful_day;
  if (left_out) return duty_state::breached;
  if (c.successor == UINT16_MAX) return std::nullopt;
  std::optional<duty_state> agreed;
  for (const date day : {c.by_old, c.by_new_from_start, c.by_new_from_change}) {
    if (day.is_special()) return std::nullopt;
    const duty_state s = state_under(row, law, day, as_of);
    if (agreed && *agreed != s) return std::nullopt;
    agreed = s;
  }
  return agreed;
}

}  // namespace

void apply_changed_law(duty& d, const duty_entry& row, const procedure& p, const changed_limit& c, date as_of) {
  const deadline& old = p.deadline_at(row.what.deadline);
  duty_under_changed_law out;
  out.on = c.on;
  out.open_cases = c.open_cases;
  out.old_rule = old.rule;
  out.old_source = old.source;
  out.by_old = c.by_old;
  out.by_new_from_start = c.by_new_from_start;
  out.by_new_from_change = c.by_new_from_change;
  if (c.successor != UINT16_MAX) {
    const deadline& now = p.deadline_at(c.successor);
    out.new_rule = now.rule;
    out.new_source = now.source;
    out.new_known_by = now.known_by;
    if (c.open_cases == open_case_rule::new_from_start || c.open_cases == open_case_rule::new_from_change) {
      d.time = now.time;
      d.rule = now.rule;
      d.source = now.source;
      d.known_by = now.known_by;
      d.consequence = now.consequence;
    }
  }
  if (c.transition != UINT16_MAX) {
    const transition& t = p.facts().transitions[c.transition];
    out.source = t.source;
    out.known_by = t.known_by;
    out.remark = t.remark;
  }
  if (c.open_cases == open_case_rule::needs_review && d.state != duty_state::suspended && !c.is_same_day()) {
    const auto agreed = agreed_state(row, old, c, as_of);
    d.state = agreed.value_or(duty_state::needs_review);
    d.lawful_day = no_date();
    d.days_late = 0;
  }
  d.changed_law = std::move(out);
}

bool is_in_doubt(const case_row& c, const breach& b, const procedure& p, const work_calendar& calendar,
                 const due_policies& policies) {
  if (b.deadline == no_deadline || b.kind == breach_kind::left_out || b.clock != UINT16_MAX) return false;
  const auto at = std::find_if(c.fold.duties.begin(), c.fold.duties.end(), [&](const duty_entry& d) {
    return d.what.deadline == b.deadline && d.what.settled_on == b.occurred_on;
  });
  if (at == c.fold.duties.end()) return false;
  const standing_limit l = limit_on(c.fold, *at, p, calendar, policies, b.occurred_on);
  return l.changed && l.changed->open_cases == open_case_rule::needs_review && !l.changed->is_same_day() &&
         !agreed_state(*at, p.deadline_at(b.deadline), *l.changed, b.occurred_on);
}

date earliest_day(const duty& d) noexcept {
  if (!d.lawful_day.is_special() || !d.changed_law) return d.lawful_day;
  date out = no_date();
  for (const date day : {d.changed_law->by_old, d.changed_law->by_new_from_start, d.changed_law->by_new_from_change})
    if (!day.is_special() && (out.is_special() || day < out)) out = day;
  return out;
}

explanation words_of(const duty_under_changed_law& c, const phrase_book& words) {
  explanation out;
  out.source = c.source;
  out.known_by = c.known_by;
  const bool is_silent = c.open_cases == open_case_rule::needs_review && c.source.empty();
  out.statement = words.say(is_silent ? std::string{"docket.changed_law.no_transition"}
                                      : "docket.open_cases." + std::string{name_of(c.open_cases)},
                            {{"day", to_text(c.on)}});
  if (!c.remark.empty())
    out.statement = words.say("docket.changed_law.remark", {{"change", std::move(out.statement)}, {"remark", c.remark}});
  const auto day = [&](const char* key, date d, const citation& source, evidence known_by) {
    if (!d.is_special()) out.add({words.say(key, {{"day", to_text(d)}}), source, known_by, {}});
  };
  day("docket.changed_law.by_old", c.by_old, c.old_source, c.known_by);
  if (c.new_rule.empty() && c.new_source.empty()) {
    out.add(unsourced(words.say("docket.changed_law.no_new_limit")));
    return out;
  }
  day("docket.changed_law.by_new_from_start", c.by_new_from_start, c.new_source, c.new_known_by);
  day("docket.changed_law.by_new_from_change", c.by_new_from_change, c.new_source, c.new_known_by);
  return out;
}

}  // namespace dinh::inline v1::docketing
