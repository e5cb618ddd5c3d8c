#include <dinh/docket/calendar_change.hpp>
#include <docket/docket_data.hpp>

namespace dinh::inline v1 {

using namespace docketing;

namespace {

/// Whether a limit of the case ends on another day, or on a day of another standing. A case with suspensions or
/// extensions was settled against what had been granted by then, so that it is folded anew in any case.
bool is_moved(const case_row& c, const procedure& p, const work_calendar& before, const work_calendar& now,
              const due_policies& policies) {
  if (!c.fold.moved.empty()) return true;
  return std::any_of(c.fold.duties.begin(), c.fold.duties.end(), [&](const duty_entry& d) {
    const auto& row = p.tables().deadlines[d.what.deadline];
    const day_number opened = to_day_number(d.what.opened_on);
    const auto differs = [&](const procedure_tables::deadline_row& law, day_number from) {
      if (!law.has_number) return false;
      const auto then = engine::lawful_day_of(law.time, before, from, policies);
      const auto today = engine::lawful_day_of(law.time, now, from, policies);
      return then.day != today.day || then.is_provisional != today.is_provisional;
    };
    if (differs(row, opened)) return true;
    if (row.successor == UINT16_MAX) return false;
    const auto& law = p.tables().deadlines[row.successor];
    return differs(law, opened) || differs(law, row.changes_on);
  });
}

/// The duties of a case as they are on a day, in the order of beginning.
std::vector<duty> standing_duties(const docket_terms& terms, const case_row& c, const procedure& p,
                                  const work_calendar& calendar, date as_of, people& who,
                                  const directory::facts& facts) {
  std::vector<duty> out;
  for (const duty_entry& row : c.fold.duties)
    if (row.what.opened_on <= as_of)
      out.push_back(on_day(c, row, p, limit_on(c.fold, row, p, calendar, terms.policies, as_of), as_of, who, facts));
  return out;
}

std::vector<breach_record> standing_breaches(const docket_terms& terms, const case_row& c, const procedure& p,
                                             const work_calendar& calendar, date as_of, people& who,
                                             const directory::facts& facts) {
  std::vector<breach_record> out;
  for (const breach& b : c.fold.breaches) {
    if (b.occurred_on > as_of) continue;
    out.push_back(record_of(c, b, p, who, facts));
    out.back().needs_review = is_in_doubt(c, b, p, calendar, terms.policies);
  }
  return out;
}

/// The day of the duty, or all that it may have where it cannot be told which law counts.
std::vector<date> days_of(const duty& d) {
  if (!d.lawful_day.is_special()) return {d.lawful_day};
  std::vector<date> out;
  if (d.changed_law)
    for (const date day : {d.changed_law->by_old, d.changed_law->by_new_from_start, d.changed_law->by_new_from_change})
      if (!day.is_special()) out.push_back(day);
  return out;
}

bool stands_alike(const duty& a, const duty& b) {
  if (a.state == duty_state::void_ && b.state == duty_state::void_) return true;  // nobody asks for it any more
  return a.state == b.state && days_of(a) == days_of(b) && a.is_provisional == b.is_provisional && a.settled_on == b.settled_on;
}

bool is_same_breach(const breach_record& a, const breach_record& b) {
  return a.kind == b.kind && a.step == b.step && a.rule == b.rule && a.occurred_on == b.occurred_on && a.days == b.days;
}

std::vector<affected_day> days_within(const std::vector<affected_day>& days, const duty& before, const duty& after) {
  std::vector<date> all = days_of(before);
  for (const date d : days_of(after)) all.push_back(d);
  std::vector<affected_day> out;
  if (all.empty()) return out;
  const date last = *std::max_element(all.begin(), all.end());
  std::copy_if(days.begin(), days.end(), std::back_inserter(out),
               [&](const affected_day& d) { return after.opened_on <= d.day && d.day <= last; });
  return out;
}

text day_words(const affected_day& d, const phrase_book& words) {
  const filling day{"day", to_text(d.day)};
  const auto& entry = d.now ? d.now : d.before;
  if (!entry || entry->name.empty())
    return words.say(d.works_now ? "docket.day_worked_now" : "docket.day_off_now", {day});
  return words.say(d.works_now ? "docket.day_worked_now_named" : "docket.day_off_now_named",
                   {day, {"name", text{entry->name.in(lang::vi), entry->name.in(lang::en)}}});
}

/// "2026-03-09", "2026-03-09 or 2026-03-10 (provisional)".
text days_in_words(const duty& d, const phrase_book& words) {
  std::vector<date> days;
  for (const date day : days_of(d))
    if (std::find(days.begin(), days.end(), day) == days.end()) days.push_back(day);
  if (days.empty()) return words.say("docket.moved.no_day");
  text out{to_text(days.front()), to_text(days.front())};
  for (std::size_t i = 1; i < days.size(); ++i)
    out = words.say("registry.listed.one", {{"others", std::move(out)}, {"last", to_text(days[i])}});
  return d.is_provisional ? words.say("due.provisional", {{"day", std::move(out)}}) : out;
}

}  // namespace

explanation explain(const moved_duty& m, const phrase_book& words) {
  explanation out;
  const bool is_minimum = m.after.time && (m.after.time->way == direction::at_least_lasting ||
                                           m.after.time->way == direction::not_later_than_before);
  out.statement = words.say(is_minimum ? "docket.moved.first" : "docket.moved.last",
                            {{"duty", text{m.after.what.in(lang::vi), m.after.what.in(lang::en)}},
                             {"before", days_in_words(m.before, words)},
                             {"after", days_in_words(m.after, words)}});
  if (m.is_judged_otherwise())
    out.statement = words.say("docket.moved.judged", {{"moved", std::move(out.statement)},
                                                      {"before", std::string{name_of(m.before.state)}},
                                                      {"after", std::string{name_of(m.after.state)}}});
  out.source = m.after.source;
  out.known_by = m.after.known_by;
  for (const affected_day& d : m.because) {
    const auto& entry = d.now ? d.now : d.before;
    explanation why;
    why.statement = day_words(d, words);
    if (entry) {
      why.source = entry->decision.empty() ? entry->source : entry->decision;
      why.known_by = entry->known_by;
    }
    out.add(std::move(why));
  }
  if (m.because.empty())
    out.add(unsourced(words.say(m.after.is_provisional ? "docket.moved.days_undecided" : "docket.moved.days_decided")));
  return out;
}

checked<calendar_change> docket::change_calendar(work_calendar now, date as_of) {
  data& all = *data_;
  const auto at = std::find_if(all.terms.calendars.begin(), all.terms.calendars.end(),
                               [&](const work_calendar& c) { return c.id() == now.id(); });
  if (at == all.terms.calendars.end())
    return refuse("docket/no-calendar", now.id(),
                  {"Sổ theo dõi không có lịch \"" + now.id() + "\".", "The docket has no calendar \"" + now.id() + "\"."},
                  {"Thêm lịch này khi lập sổ.", "Give it among the terms of the docket."});
  const auto number = static_cast<std::uint32_t>(at - all.terms.calendars.begin());
  calendar_change out;
  out.calendar = now.id();
  out.days = difference(*at, now);

  struct refolded {
    std::uint32_t in_case;
    case_fold fold;
  };
  std::vector<refolded> moved;
  for (std::uint32_t n = 0; n < all.cases.size(); ++n) {
    if (all.calendar_of[all.cases[n].procedure] != number) continue;
    const case_row c = all.open_case(n);
    if (!is_moved(c, all.law(c), *at, now, all.terms.policies)) continue;
    auto fold = fold_case(all.law(c), now, all.events_of(c), all.terms.policies, all.terms.rules.get());
    if (!fold) return unexpected{std::move(fold).error()};  // what may happen does not depend on the calendar
    moved.push_back({n, std::move(*fold)});
  }
  out.cases_folded = moved.size();
  people who{all.terms.units.get(), as_of};
  for (refolded& m : moved) {
    case_row c = all.open_case(m.in_case);
    const procedure& p = all.law(c);
    const auto facts = all.facts_of(c, as_of);
    const auto old_duties = standing_duties(all.terms, c, p, *at, as_of, who, facts);
    const auto old_breaches = standing_breaches(all.terms, c, p, *at, as_of, who, facts);
    c.fold = std::move(m.fold);
    all.put_case(c);
    const auto duties = standing_duties(all.terms, c, p, now, as_of, who, facts);
    // Which deadlines begin, and in which order, is for the steps alone: the lists go together.
    for (std::size_t i = 0; i < duties.size(); ++i)
      if (!stands_alike(old_duties[i], duties[i]))
        out.duties.push_back({old_duties[i], duties[i], days_within(out.days, old_duties[i], duties[i])});
    const auto breaches = standing_breaches(all.terms, c, p, now, as_of, who, facts);
    for (const breach_record& b : breaches)
      if (std::none_of(old_breaches.begin(), old_breaches.end(), [&](const auto& o) { return is_same_breach(o, b); }))
        out.new_breaches.push_back(b);
    for (const breach_record& o : old_breaches)
      if (std::none_of(breaches.begin(), breaches.end(), [&](const auto& b) { return is_same_breach(o, b); }))
        out.gone_breaches.push_back(o);
  }
  *at = std::move(now);
  return out;
}

}  // namespace dinh::inline v1
