#include <dinh/calendar/due.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr date none{boost::date_time::not_a_date_time};
constexpr std::size_t most_days_spelled_out = 15;

/// "Thứ Hai 2025-05-05" / "Mon 2025-05-05".
text named(const phrase_book& words, date d) {
  if (d.is_special()) return words.say("due.day_unknown");
  const std::string day = " " + to_text(d);
  return {std::string{name_of(weekday_of(d), lang::vi)} + day, std::string{name_of(weekday_of(d), lang::en)} + day};
}
text named_list(const phrase_book& words, const std::vector<date>& days) {
  text out;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const text d = named(words, days[i]);
    out.vi += (i == 0 ? "" : ", ") + d.vi;
    out.en += (i == 0 ? "" : ", ") + d.en;
  }
  return out;
}

explanation reason(text statement, citation source = {}, evidence known_by = evidence::text) {
  return {std::move(statement), std::move(source), known_by, {}};
}

/// A closed range of days whose nature the answer rests on.
struct looked_at {
  day_number first;
  day_number last;
};

struct pause {
  day_number first;
  day_number resumed;  // the first day that counts again
  bool open;
};

std::vector<pause> in_order(const std::vector<suspension>& list) {
  std::vector<pause> out;
  for (const suspension& s : list) {
    if (s.from.is_special() && !s.from.is_neg_infinity()) continue;
    const day_number first = s.from.is_neg_infinity() ? detail::first_date : to_day_number(s.from);
    const bool open = s.until.is_special();
    const day_number resumed = open ? detail::last_date : to_day_number(s.until);
    if (first < resumed) out.push_back({first, resumed, open});
  }
  std::sort(out.begin(), out.end(), [](const pause& a, const pause& b) { return a.first < b.first; });
  std::vector<pause> merged;
  for (const pause& p : out) {
    if (!merged.empty() && p.first <= merged.back().resumed) {
      merged.back().open = merged.back().open || p.open;
      merged.back().resumed = std::max(merged.back().resumed, p.resumed);
    } else {
      merged.push_back(p);
    }
  }
  return merged;
}

struct evaluation {
  date day = none;
  date counted = none;
  std::vector<looked_at> looked;
  bool waits = false;  // a suspension is still running
};

}  // namespace

/// Words for an answer; a friend of the calendar, whose tables it reads.
struct calendar_reasons {
  const work_calendar& calendar;
  limit asked;
  date from;
  const due_options& options;

  [[nodiscard]] const due_policies& policies() const { return options.policies; }
  [[nodiscard]] text say(std::string_view key, std::initializer_list<filling> fillings = {}) const {
    return calendar.phrases().say(key, fillings);
  }
  [[nodiscard]] text named(date d) const { return dinh::named(calendar.phrases(), d); }
  [[nodiscard]] text named_list(const std::vector<date>& days) const {
    return dinh::named_list(calendar.phrases(), days);
  }
  [[nodiscard]] const detail::calendar_tables& tables() const { return *calendar.tables_; }
  /// The stored entries of the days `[first, last]`.
  template <class Visit>
  void each_entry(day_number first, day_number last, Visit visit) const {
    const auto& all = tables().entries;
    auto at = std::lower_bound(all.begin(), all.end(), first,
                               [](const detail::stored_entry& e, day_number n) { return e.day() < n; });
    for (; at != all.end() && at->day() <= last; ++at) visit(*at);
  }
  [[nodiscard]] bool in_working_days() const { return asked.length.unit == time_unit::working_day; }

  [[nodiscard]] evaluation evaluate(const due_policies& p) const {
    const bool lead = asked.way == direction::not_later_than_before;
    if (lead || (options.suspensions.empty() && options.extensions.empty())) return evaluate_plain(p);
    return evaluate_with_pauses(p);
  }

  [[nodiscard]] evaluation evaluate_plain(const due_policies& p) const {
    const due_answer a = calendar.answer(asked, from, p);
    evaluation out{a.day, a.counted, {}, false};
    if (a.day.is_special()) return out;
    const day_number start = to_day_number(from) - (p.rule == counting::limitation && asked.length.count > 0 ? 1 : 0);
    const day_number n = to_day_number(a.counted);
    const day_number day = to_day_number(a.day);
    if (asked.way == direction::not_later_than_before) {
      if (in_working_days() && n < to_day_number(from)) out.looked.push_back({n, to_day_number(from) - 1});
      if (p.roll_lead_time_earlier == choice::yes) out.looked.push_back({day, n});
      return out;
    }
    if (in_working_days() && n > start) out.looked.push_back({start + 1, n});
    if (detail::end_moves(asked.way, p) && (!in_working_days() || asked.length.count == 0))
      out.looked.push_back({n, day});
    return out;
  }

  [[nodiscard]] evaluation evaluate_with_pauses(const due_policies& p) const {
    evaluation out;
    if (from.is_special() || !asked.length.is_countable()) return out;
    const std::vector<pause> pauses = in_order(options.suspensions);
    // lengths in the same unit are one longer length: 1 month and 1 month from 31 January end on 31 March
    std::vector<span> lengths{asked.length};
    for (const span& e : options.extensions) {
      if (!e.is_countable()) return out;
      if (e.unit == lengths.back().unit && e.count <= longest_span_count - lengths.back().count)
        lengths.back().count += e.count;
      else
        lengths.push_back(e);
    }
    day_number at = to_day_number(from);
    // a period whose first day is counted ends a day earlier
    const bool early = p.rule == counting::limitation && asked.length.count > 0;
    const bool in_months = asked.length.unit == time_unit::month || asked.length.unit == time_unit::year;
    if (early && !in_months) --at;
    bool is_first = true;
    for (const span& s : lengths) {
      at = s.unit == time_unit::working_day ? working_end(at, s.count, pauses, p, out)
                                            : calendar_end(at, s, pauses, p, out);
      if (at == detail::no_day) return out;
      if (early && in_months && is_first) --at;
      is_first = false;
    }
    out.counted = out.day = to_date(at);
    if (detail::end_moves(asked.way, p) &&
        (lengths.back().unit != time_unit::working_day || lengths.back().count == 0)) {
      if (!calendar.is_working(out.day, p)) out.day = calendar.nth_after(out.day, 1, p);
      if (out.day.is_special() || !work_calendar::covers(out.counted)) {
        out.day = out.counted = none;
        return out;
      }
      out.looked.push_back({at, to_day_number(out.day)});
    }
    return out;
  }

  [[nodiscard]] day_number working_end(day_number at, std::int32_t need, const std::vector<pause>& pauses,
                                       const due_policies& p, evaluation& out) const {
    if (need == 0) return at;
    for (const pause& s : pauses) {
      if (s.resumed <= at + 1) continue;
      const day_number eve = std::max(s.first, at + 1) - 1;
      if (!work_calendar::covers(to_date(at)) || !work_calendar::covers(to_date(eve))) break;
      const std::int32_t run = calendar.count(to_date(at), to_date(eve), p);
      if (need <= run) break;
      need -= run;
      if (eve > at) out.looked.push_back({at + 1, eve});  // suspended days bear on nothing
      if (s.open) {
        out.waits = true;
        return detail::no_day;
      }
      at = s.resumed - 1;
    }
    const date d = calendar.nth_after(to_date(at), need, p);
    if (d.is_special()) return detail::no_day;
    out.looked.push_back({at + 1, to_day_number(d)});
    return to_day_number(d);
  }

  [[nodiscard]] static day_number calendar_end(day_number at, span s, const std::vector<pause>& pauses,
                                               const due_policies& p, evaluation& out) {
    if (s.count == 0) return at;
    day_number end = detail::calendar_end(at, s, p);
    for (const pause& w : pauses) {
      if (end == detail::no_day) return end;
      if (w.resumed <= at + 1) continue;
      const day_number first = std::max(w.first, at + 1);
      if (first > end) break;
      if (w.open) {
        out.waits = true;
        return detail::no_day;
      }
      end = detail::within_dates(std::int64_t{end} + (w.resumed - first));
    }
    return end;
  }

  /// The day alone. Pre: the calendar accepts any evidence, so that the reasons cannot take the day away.
  [[nodiscard]] due_answer day_alone() const {
    const evaluation e = evaluate(policies());
    const bool is_decided = std::all_of(e.looked.begin(), e.looked.end(),
                                        [&](const looked_at& r) { return calendar.is_decided(r.first, r.last); });
    return {e.day, e.counted, is_decided ? standing::decided : standing::assumed};
  }

  [[nodiscard]] due_date answer() const {
    const evaluation e = evaluate(policies());
    due_date out;
    out.day = e.day;
    out.counted = e.counted;
    out.way = asked.way;
    std::vector<day_number> assumed;
    for (const looked_at& r : e.looked) {
      if (calendar.is_decided(r.first, r.last)) continue;
      out.is_provisional = true;
      day_number first = r.first;
      while (first < r.last && calendar.is_decided(first, first)) ++first;
      out.first_assumed = std::min(out.first_assumed, to_date(first));
      each_entry(r.first, r.last, [&](const detail::stored_entry& entry) {
        if (entry.stands() == standing::assumed) assumed.push_back(entry.day());
      });
    }
    std::sort(assumed.begin(), assumed.end());
    assumed.erase(std::unique(assumed.begin(), assumed.end()), assumed.end());
    for (const day_number n : assumed) out.assumed_days.push_back(to_date(n));
    out.why = explain(e, out);
    if (weakest_evidence(out.why) > calendar.weakest_accepted()) {
      out.day = out.counted = none;
      out.is_provisional = false;
      out.assumed_days.clear();
      out.first_assumed = date{boost::date_time::pos_infin};
      out.why = too_weak(out.why, calendar.weakest_accepted(), calendar.phrases());
    }
    return out;
  }

  [[nodiscard]] explanation explain(const evaluation& e, const due_date& d) const {
    explanation root = reason(headline(d));
    root.add(explain_length(e));
    if (asked.length.unit == time_unit::hour) {
      root.add(reason(say("due.hours_need_a_moment")));
      return root;
    }
    if (d.day.is_special()) {
      root.add(reason(say(e.waits ? "due.waits" : "due.outside")));
      return root;
    }
    root.add(explain_counting(e));
    if (!e.looked.empty()) root.add(explain_days_off(e));
    explain_open_questions(e, root);
    if (d.is_provisional) root.add(explain_assumptions(e, d));
    return root;
  }

  [[nodiscard]] text headline(const due_date& d) const {
    const text day = d.is_provisional ? say("due.provisional", {{"day", named(d.day)}}) : named(d.day);
    const text start = named(from);
    switch (asked.way) {
      case direction::within_after:
        return say("due.within", {{"day", day}, {"limit", describe(asked)}, {"start", start}});
      case direction::not_later_than_before:
        return say("due.before", {{"day", day}, {"length", describe(asked.length)}, {"start", start}});
      case direction::at_least_lasting:
        return say("due.at_least", {{"day", day}, {"limit", describe(asked)}, {"start", start}});
      case direction::valid_for:
        return say("due.valid_for", {{"day", day}, {"length", describe(asked.length)}, {"start", start}});
    }
    return day;
  }

  /// Whether a day on which the period ran was suspended.
  [[nodiscard]] bool bears_on(const suspension& s, const evaluation& e) const {
    if (e.day.is_special() || from.is_special()) return true;
    const bool over_before_day_one = !s.until.is_special() && s.until <= from + boost::gregorian::days{1};
    return !over_before_day_one && s.from <= e.day;
  }

  [[nodiscard]] explanation explain_length(const evaluation& e) const {
    explanation out = reason(say("due.length", {{"limit", describe(asked)}}), options.source, options.known_by);
    if (asked.way == direction::not_later_than_before) {
      if (!options.suspensions.empty() || !options.extensions.empty()) out.add(reason(say("due.lead.no_pauses")));
      return out;
    }
    for (const span& s : options.extensions) out.add(reason(say("due.extended", {{"length", describe(s)}})));
    for (const suspension& s : options.suspensions)
      out.add(reason(s.until.is_special()
                         ? say(bears_on(s, e) ? "due.suspended_still" : "due.suspended_too_late", {{"from", named(s.from)}})
                         : say(bears_on(s, e) ? "due.suspended" : "due.suspended_outside",
                               {{"from", named(s.from)}, {"until", named(s.until)}})));
    return out;
  }

  [[nodiscard]] explanation explain_counting(const evaluation& e) const {
    constexpr const char* code = "91/2015/QH13";
    if (asked.way == direction::not_later_than_before) {
      explanation out = reason(say("due.counting.backwards"));
      if (policies().lead_time_in_full_days == choice::yes) out.add(reason(say("due.lead.full_days")));
      if (policies().roll_lead_time_earlier == choice::yes) out.add(reason(say("due.lead.rolled_earlier")));
      return out;
    }
    explanation out;
    if (policies().rule == counting::limitation)
      out = reason(say("due.counting.limitation"), {code, "151"}, evidence::memory);
    else if (policies().rule == counting::entry_into_force)
      out = reason(say("due.counting.entry_into_force"), {"64/2025/QH15", "53"});
    else
      out = reason(say("due.counting.civil_code"), {code, "147(2)"});
    if (from < date{2017, 1, 1} && policies().rule != counting::entry_into_force)
      out.add(reason(say("due.before_2017")));
    explain_end(e, out);
    return out;
  }

  void explain_end(const evaluation& e, explanation& out) const {
    constexpr const char* code = "91/2015/QH13";
    switch (asked.length.unit) {
      case time_unit::working_day:
        out.add(reason(say("due.ends.working_day")));
        break;
      case time_unit::day:
        out.add(reason(say("due.ends.day", {{"day", named(e.counted)}}), {code, "148(1)"}));
        break;
      case time_unit::week:
        out.add(reason(say("due.ends.week", {{"day", named(e.counted)}}), {code, "148(2)"}));
        break;
      case time_unit::month:
        out.add(reason(say("due.ends.month", {{"day", named(e.counted)}}), {code, "148(3)"}));
        break;
      case time_unit::year:
        out.add(reason(say("due.ends.year", {{"day", named(e.counted)}}), {code, "148(4)"}));
        if (to_civil(from).month == 2 && to_civil(from).day == 29)
          out.add(reason(say(policies().leap_day == leap_day_anniversary::last_of_february
                                 ? "due.ends.leap_day.last_of_february"
                                 : "due.ends.leap_day.first_of_march")));
        break;
      case time_unit::hour:
        break;
    }
    if (in_working_days() && asked.length.count != 0) return;
    if (detail::end_moves(asked.way, policies())) {
      const evidence read = asked.way == direction::within_after ? evidence::text : evidence::summary;
      out.add(reason(e.day != e.counted
                         ? say("due.ends.moved", {{"counted", named(e.counted)}, {"day", named(e.day)}})
                         : say("due.ends.not_moved", {{"counted", named(e.counted)}}),
                     {code, "148(5)"}, read));
    } else if (asked.way == direction::at_least_lasting) {
      out.add(reason(say("due.minimum_not_moved")));
    }
  }

  [[nodiscard]] bool is_looked_at(const evaluation& e, day_number n) const {
    for (const looked_at& r : e.looked)
      if (r.first <= n && n <= r.last) return true;
    return false;
  }

  [[nodiscard]] explanation explain_entry(const calendar_entry& entry) const {
    text what = entry.name;
    switch (entry.kind) {
      case day_kind::statutory:
        what = say("due.entry.holiday", {{"name", what}});
        break;
      case day_kind::substitute:
        break;
      case day_kind::swap_off:
        what = say("due.entry.swap_off");
        break;
      case day_kind::swap_work:
        what = say("due.entry.swap_work");
        break;
    }
    if (!entry.counterpart.is_special())
      what = say("due.entry.for", {{"what", what}, {"day", named(entry.counterpart)}});
    if (entry.stands == standing::assumed) what = say("due.entry.assumed", {{"what", what}});
    if (!entry.decision.empty() && !entry.source.empty())
      what = say("due.entry.decision", {{"what", what}, {"decision", to_text(entry.decision, lang::en)}});
    return reason(say("due.entry", {{"day", named(entry.day)}, {"what", what}}),
                  entry.source.empty() ? entry.decision : entry.source, entry.known_by);
  }

  /// The laws on holidays in force on the days looked at, each with the day from which it holds.
  void explain_bases(const evaluation& e, explanation& out) const {
    std::vector<const holiday_rule*> said;
    for (const holiday_rule& r : tables().rules) {
      const bool in_force = std::any_of(e.looked.begin(), e.looked.end(), [&](const looked_at& l) {
        return r.in_force.overlaps({to_date(l.first), to_date(l.last + 1)});
      });
      const bool known =
          std::any_of(said.begin(), said.end(), [&](const holiday_rule* o) { return o->source == r.source; });
      if (!in_force || known) continue;
      said.push_back(&r);
      const std::string since = to_text(r.in_force.from);
      const std::string ended = to_text(r.in_force.until);
      text span = r.in_force.until.is_special()
                      ? say("due.holiday_law", {{"from", since}})
                      : say("due.holiday_law_ended", {{"from", since}, {"until", ended}});
      out.add(reason(std::move(span), r.source, r.known_by));
    }
  }

  [[nodiscard]] explanation explain_days_off(const evaluation& e) const {
    explanation out = reason(say("due.days_off_of", {{"calendar", calendar.name()}}));
    explain_bases(e, out);
    std::vector<date> rest_days;
    std::vector<date> counted;
    std::size_t rest_count = 0;
    day_number done = detail::no_day;
    for (const looked_at& r : e.looked) {
      for (day_number n = std::max(r.first, done == detail::no_day ? r.first : done + 1); n <= r.last; ++n) {
        const date d = to_date(n);
        if (calendar.is_working(d, policies())) {
          if (counted.size() <= most_days_spelled_out) counted.push_back(d);
        } else if (calendar.rest().contains(weekday_of(n))) {
          ++rest_count;
          if (rest_days.size() <= most_days_spelled_out) rest_days.push_back(d);
        }
        done = n;
      }
    }
    if (in_working_days() && !counted.empty() && counted.size() <= most_days_spelled_out)
      out.add(reason(say("due.days_counted", {{"days", named_list(counted)}})));
    if (rest_count > 0)
      out.add(reason(rest_days.size() <= most_days_spelled_out
                         ? say("due.weekly_rest", {{"days", named_list(rest_days)}})
                         : say("due.weekly_rest_count", {{"count", static_cast<std::int64_t>(rest_count)}}),
                     tables().rest_source, tables().rest_known_by));
    if (!e.looked.empty()) {
      day_number first = e.looked.front().first;
      day_number last = e.looked.front().last;
      for (const looked_at& r : e.looked) {
        first = std::min(first, r.first);
        last = std::max(last, r.last);
      }
      for (const calendar_entry& entry : calendar.entries(to_date(first), to_date(last + 1)))
        if (is_looked_at(e, to_day_number(entry.day))) out.add(explain_entry(entry));
    }
    return out;
  }

  /// Each open question that a day looked at raises: how it was answered, and what the other answer gives.
  void explain_open_questions(const evaluation& e, explanation& root) const {
    struct question {
      detail::open_kind kind;
      choice due_policies::*member;
      const char* asked_as;
    };
    const std::array<question, 4> questions{
        question{detail::open_kind::swap_off, &due_policies::swapped_day_off_is_rest_day,
                 "due.open.swapped_day_off_is_rest_day"},
        question{detail::open_kind::swap_work, &due_policies::make_up_saturday_is_working_day,
                 "due.open.make_up_saturday_is_working_day"},
        question{detail::open_kind::substitute, &due_policies::substitute_day_is_day_off,
                 "due.open.substitute_day_is_day_off"},
        question{detail::open_kind::culture_day_in_lieu, &due_policies::culture_day_is_made_up,
                 "due.open.culture_day_is_made_up"}};
    for (const question& q : questions) {
      bool raised = false;
      for (const looked_at& r : e.looked)
        calendar.each_open_day([&](const detail::open_day& o) { raised = raised || o.kind == q.kind; }, r.first,
                               r.last);
      if (!raised) continue;
      due_policies other = policies();
      const bool yes = other.*q.member == choice::yes;
      other.*q.member = yes ? choice::no : choice::yes;
      const evaluation otherwise = evaluate(other);
      root.add(reason(say(yes ? "due.open.taken_yes" : "due.open.taken_no",
                          {{"question", say(q.asked_as)}, {"day", named(otherwise.day)}})));
    }
  }

  [[nodiscard]] explanation explain_assumptions(const evaluation& e, const due_date& d) const {
    explanation out = reason(say("due.provisional_because", {{"day", named(d.first_assumed)}}));
    out.add(reason(d.assumed_days.empty() ? say("due.assumed_none")
                                          : say("due.assumed", {{"days", named_list(d.assumed_days)}})));
    std::vector<text> said;
    for (const holiday_rule& r : tables().rules) {
      if (r.assumption.empty()) continue;
      bool applies = false;
      for (const looked_at& l : e.looked)
        each_entry(l.first, l.last, [&](const detail::stored_entry& entry) {
          applies = applies || (entry.stands() == standing::assumed && r.in_force.contains(to_date(entry.day())) &&
                                tables().names[tables().details[entry.details].name] == r.name);
        });
      if (!applies || std::find(said.begin(), said.end(), r.assumption) != said.end()) continue;
      said.push_back(r.assumption);
      out.add(reason(r.assumption, r.source, r.known_by));
    }
    bool any_rule = false;
    for (const holiday_rule& r : tables().rules) any_rule = any_rule || r.in_force.contains(d.first_assumed);
    if (!any_rule) out.add(reason(say("due.no_holiday_law")));
    return out;
  }
};

due_date work_calendar::due(limit l, anchor from) const { return due(l, from, due_options{}); }
due_date work_calendar::due(limit l, anchor from, const due_policies& p) const {
  due_options o;
  o.policies = p;
  return due(l, from, o);
}
due_date work_calendar::due(limit l, anchor from, const due_options& o) const {
  return calendar_reasons{*this, l, from.day, o}.answer();
}

due_answer work_calendar::moved_answer(limit l, date from, const due_options& o) const {
  const calendar_reasons asked{*this, l, from, o};
  if (weakest_accepted() == evidence::memory) return asked.day_alone();
  const due_date d = asked.answer();
  return {d.day, d.counted, d.is_provisional ? standing::assumed : standing::decided};
}

checked<std::vector<span>> extend(const extension_terms& terms, std::int32_t times) {
  if (times < 0 || times > terms.most_times || !terms.each.is_countable())
    return refuse("limit/not-extendable", {},
                  {"Chỉ được gia hạn tối đa " + std::to_string(terms.most_times) + " lần.",
                   "The period may be extended at most " + std::to_string(terms.most_times) + " times."},
                  {"Kiểm tra số lần gia hạn.", "Check the number of extensions."});
  if (terms.most_in_all.count > 0) {
    if (terms.most_in_all.unit != terms.each.unit)
      return refuse("limit/other-unit", {},
                    {"Không so sánh được " + describe(terms.each).vi + " với " + describe(terms.most_in_all).vi + ".",
                     describe(terms.each).en + " cannot be compared with " + describe(terms.most_in_all).en + "."},
                    {"Dùng cùng một đơn vị.", "Give both in one unit."});
    if (std::int64_t{terms.each.count} * times > terms.most_in_all.count)
      return refuse("limit/extended-too-far", {},
                    {"Tổng thời gian gia hạn không quá " + describe(terms.most_in_all).vi + ".",
                     "All extensions together may not exceed " + describe(terms.most_in_all).en + "."},
                    {"Giảm số lần hoặc độ dài gia hạn.", "Extend less often or by less."});
  }
  return std::vector<span>(static_cast<std::size_t>(times), terms.each);
}

due_date earlier_of(std::vector<due_date> all) {
  std::size_t first = 0;
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i].is_known() && (!all[first].is_known() || all[i].day < all[first].day)) first = i;
  due_date out = all[first];
  // the limits may rest on different calendars: the words are those of the library
  out.why = reason(phrase_book{}.say("due.earlier_of", {{"day", named(phrase_book{}, out.day)}}));
  for (const due_date& d : all) {
    // A later date that leans on undecided days not after the earlier date could still come before it. A lead time
    // counts back from later days, each of which may push it before the earlier date.
    const bool counts_back = d.way == direction::not_later_than_before;
    if (d.is_provisional && (counts_back || d.first_assumed <= out.day)) out.is_provisional = true;
    out.why.add(d.why);
  }
  return out;
}

}  // namespace dinh::inline v1
