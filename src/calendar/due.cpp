#include <dinh/calendar/due.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr date none{boost::date_time::not_a_date_time};
constexpr std::size_t most_days_spelled_out = 15;

text joined(std::initializer_list<text> parts) {
  text out;
  for (const text& p : parts) {
    out.vi += p.vi;
    out.en += p.en;
  }
  return out;
}
text same(std::string s) { return {s, s}; }

/// "Thứ Hai 2025-05-05" / "Mon 2025-05-05".
text named(date d) {
  if (d.is_special()) return {"không xác định", "not known"};
  const std::string day = " " + to_text(d);
  return {std::string{name_of(weekday_of(d), lang::vi)} + day, std::string{name_of(weekday_of(d), lang::en)} + day};
}
text named_list(const std::vector<date>& days) {
  text out;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const text d = named(days[i]);
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
    return out;
  }

  [[nodiscard]] explanation explain(const evaluation& e, const due_date& d) const {
    explanation root = reason(headline(d));
    root.add(explain_length());
    if (asked.length.unit == time_unit::hour) {
      root.add(reason({"Thời hạn tính bằng giờ cần giờ làm việc và thời điểm bắt đầu.",
                       "A limit in hours needs office hours and a moment to start from."}));
      return root;
    }
    if (d.day.is_special()) {
      root.add(reason(e.waits ? text{"Thời hạn đang tạm ngừng, chưa biết ngày tiếp tục.",
                                     "The period is suspended and the day of its resumption is not known."}
                              : text{"Ngày kết thúc nằm ngoài các năm 1900-2200 của lịch.",
                                     "The end lies outside the years 1900-2200 of the calendar."}));
      return root;
    }
    root.add(explain_counting(e));
    if (!e.looked.empty()) root.add(explain_days_off(e));
    explain_open_questions(e, root);
    if (d.is_provisional) root.add(explain_assumptions(e, d));
    return root;
  }

  [[nodiscard]] text headline(const due_date& d) const {
    const text length = describe(asked.length);
    const text day = named(d.day);
    const text start = named(from);
    const text note = d.is_provisional ? text{" (tạm tính)", " (provisional)"} : text{};
    switch (asked.way) {
      case direction::within_after:
        return joined(
            {{"Hạn cuối: ", "Last day: "}, day, note, {", ", ", "}, describe(asked), {" sau ", " after "}, start});
      case direction::not_later_than_before:
        return joined(
            {{"Chậm nhất: ", "At the latest: "}, day, note, {", ", ", "}, length, {" trước ", " before "}, start});
      case direction::at_least_lasting:
        return joined({{"Kéo dài đến hết ", "Lasts to the end of "},
                       day,
                       note,
                       {", ", ", "},
                       describe(asked),
                       {" kể từ ", " from "},
                       start});
      case direction::valid_for:
        return joined({{"Có giá trị đến hết ", "Valid to the end of "},
                       day,
                       note,
                       {", ", ", "},
                       length,
                       {" kể từ ", " from "},
                       start});
    }
    return day;
  }

  [[nodiscard]] explanation explain_length() const {
    explanation out = reason(joined({{"Độ dài: ", "Length: "}, describe(asked)}), options.source, options.known_by);
    if (asked.way == direction::not_later_than_before) {
      if (!options.suspensions.empty() || !options.extensions.empty())
        out.add(reason({"Tạm ngừng và gia hạn không áp dụng cho thời gian tính lùi.",
                        "Suspensions and extensions do not apply to a lead time."}));
      return out;
    }
    for (const span& s : options.extensions) out.add(reason(joined({{"Gia hạn thêm ", "Extended by "}, describe(s)})));
    for (const suspension& s : options.suspensions)
      out.add(reason(joined({{"Tạm ngừng từ ", "Suspended from "},
                             named(s.from),
                             s.until.is_special() ? text{", chưa tiếp tục", ", not resumed yet"}
                                                  : joined({{", chạy tiếp từ ", ", runs again from "}, named(s.until)}),
                             {"; các ngày tạm ngừng không tính", "; the days in between do not count"}})));
    return out;
  }

  [[nodiscard]] explanation explain_counting(const evaluation& e) const {
    constexpr const char* code = "91/2015/QH13";
    if (asked.way == direction::not_later_than_before) {
      explanation out =
          reason({"Cách tính: đếm lùi từ ngày diễn ra, không tính ngày đó; không chuyển sang ngày khác. Bộ "
                  "luật Dân sự không quy định cách tính lùi; đây là một cách hiểu.",
                  "Counting: back from the event, which is not counted; not moved. The Civil Code has no rule "
                  "for counting backwards; this is a reading."});
      if (policies().lead_time_in_full_days == choice::yes)
        out.add(reason({"Lựa chọn: đủ số ngày trọn vẹn ở giữa.", "Choice: full days lie in between."}));
      if (policies().roll_lead_time_earlier == choice::yes)
        out.add(reason({"Lựa chọn: rơi vào ngày nghỉ thì chuyển về ngày làm việc trước đó.",
                        "Choice: a day off moves it to the working day before."}));
      return out;
    }
    explanation out;
    if (policies().rule == counting::limitation) {
      out = reason({"Cách tính thời hiệu: tính từ lúc bắt đầu ngày đầu tiên; có hiệu lực từ 2017-01-01",
                    "Counting a limitation: from the start of its first day; in force from 2017-01-01"},
                   {code, "151"}, evidence::memory);
    } else if (policies().rule == counting::entry_into_force) {
      out = reason({"Cách tính hiệu lực văn bản: ngày liên tục, không chuyển ngày",
                    "Counting to the entry into force of a document: calendar days, not moved"},
                   {"64/2025/QH15", "53"});
    } else {
      out = reason({"Cách tính: không tính ngày đầu tiên, tính từ ngày tiếp theo; có hiệu lực từ 2017-01-01",
                    "Counting: the first day is not counted, the next day is day 1; in force from 2017-01-01"},
                   {code, "147(2)"});
    }
    if (from < date{2017, 1, 1} && policies().rule != counting::entry_into_force)
      out.add(reason({"Trước 2017-01-01 áp dụng luật cũ, thư viện chưa đọc được; giả định cách tính như nhau.",
                      "Before 2017-01-01 an older code applied, which was not read; the same counting is assumed."}));
    explain_end(e, out);
    return out;
  }

  void explain_end(const evaluation& e, explanation& out) const {
    constexpr const char* code = "91/2015/QH13";
    switch (asked.length.unit) {
      case time_unit::working_day:
        out.add(reason({"Chỉ đếm ngày làm việc theo lịch này; Bộ luật Dân sự không định nghĩa ngày làm việc.",
                        "Only days on which the body works count; the Civil Code does not define a working day."}));
        break;
      case time_unit::day:
        out.add(
            reason(joined({{"Kết thúc khi hết ngày cuối cùng: ", "Ends when the last day ends: "}, named(e.counted)}),
                   {code, "148(1)"}));
        break;
      case time_unit::week:
        out.add(reason(joined({{"Kết thúc vào ngày tương ứng của tuần cuối cùng: ",
                                "Ends with the corresponding day of the last week: "},
                               named(e.counted)}),
                       {code, "148(2)"}));
        break;
      case time_unit::month:
        out.add(reason(joined({{"Kết thúc vào ngày tương ứng của tháng cuối cùng, không có thì ngày cuối tháng: ",
                                "Ends with the corresponding day of the last month, else its last day: "},
                               named(e.counted)}),
                       {code, "148(3)"}));
        break;
      case time_unit::year:
        out.add(reason(joined({{"Kết thúc vào ngày, tháng tương ứng của năm cuối cùng: ",
                                "Ends with the corresponding day and month of the last year: "},
                               named(e.counted)}),
                       {code, "148(4)"}));
        if (to_civil(from).month == 2 && to_civil(from).day == 29)
          out.add(reason(policies().leap_day == leap_day_anniversary::last_of_february
                             ? text{"Luật không nói về ngày 29 tháng 2; chọn ngày cuối tháng 2.",
                                    "The law is silent on 29 February; the last day of February is taken."}
                             : text{"Luật không nói về ngày 29 tháng 2; chọn ngày 1 tháng 3.",
                                    "The law is silent on 29 February; 1 March is taken."}));
        break;
      case time_unit::hour:
        break;
    }
    if (in_working_days() && asked.length.count != 0) return;
    if (detail::end_moves(asked.way, policies())) {
      const evidence read = asked.way == direction::within_after ? evidence::text : evidence::summary;
      if (e.day != e.counted)
        out.add(reason(joined({named(e.counted),
                               {" là ngày nghỉ, thời hạn kết thúc khi hết ngày làm việc tiếp theo: ",
                                " is a day off, the period ends with the next working day: "},
                               named(e.day)}),
                       {code, "148(5)"}, read));
      else
        out.add(reason(joined({named(e.counted), {" là ngày làm việc, không chuyển", " is a working day, not moved"}}),
                       {code, "148(5)"}, read));
    } else if (asked.way == direction::at_least_lasting) {
      out.add(reason({"Thời gian tối thiểu không chuyển sang ngày khác (điểm luật để ngỏ: roll_minimum_period_end).",
                      "A minimum period is not moved (open question: roll_minimum_period_end)."}));
    }
  }

  [[nodiscard]] bool is_looked_at(const evaluation& e, day_number n) const {
    for (const looked_at& r : e.looked)
      if (r.first <= n && n <= r.last) return true;
    return false;
  }

  [[nodiscard]] static explanation explain_entry(const calendar_entry& entry) {
    text what = entry.name;
    switch (entry.kind) {
      case day_kind::statutory:
        what = joined({what, {" (ngày lễ)", " (holiday)"}});
        break;
      case day_kind::substitute:
        break;
      case day_kind::swap_off:
        what = {"nghỉ, hoán đổi ngày làm việc", "day off in exchange"};
        break;
      case day_kind::swap_work:
        what = {"làm việc bù", "worked in exchange"};
        break;
    }
    if (!entry.counterpart.is_special()) what = joined({what, {" cho ", " for "}, named(entry.counterpart)});
    if (entry.stands == standing::assumed) what = joined({what, {", giả định", ", assumed"}});
    if (!entry.decision.empty() && !entry.source.empty())
      what = joined({what, {"; quyết định ", "; decision "}, same(to_text(entry.decision, lang::en))});
    return reason(joined({named(entry.day), {": ", ": "}, what}), entry.source.empty() ? entry.decision : entry.source,
                  entry.known_by);
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
      text span = {"Luật về ngày nghỉ có hiệu lực từ " + since, "Law on holidays in force from " + since};
      if (!r.in_force.until.is_special()) span = joined({span, {" đến trước " + ended, " until before " + ended}});
      out.add(reason(std::move(span), r.source, r.known_by));
    }
  }

  [[nodiscard]] explanation explain_days_off(const evaluation& e) const {
    explanation out = reason(joined({{"Ngày nghỉ theo: ", "Days off of: "}, calendar.name()}));
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
      out.add(reason(joined({{"Các ngày được tính: ", "Days counted: "}, named_list(counted)})));
    if (rest_count > 0)
      out.add(reason(joined({{"Nghỉ hằng tuần: ", "Weekly rest: "},
                             rest_days.size() <= most_days_spelled_out
                                 ? named_list(rest_days)
                                 : text{std::to_string(rest_count) + " ngày", std::to_string(rest_count) + " days"}}),
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
      text asked_as;
    };
    const std::array<question, 4> questions{
        question{detail::open_kind::swap_off,
                 &due_policies::swapped_day_off_is_rest_day,
                 {"ngày nghỉ hoán đổi là ngày nghỉ (swapped_day_off_is_rest_day)",
                  "a swapped day off is a rest day (swapped_day_off_is_rest_day)"}},
        question{detail::open_kind::swap_work,
                 &due_policies::make_up_saturday_is_working_day,
                 {"ngày làm bù là ngày làm việc (make_up_saturday_is_working_day)",
                  "a day worked in exchange is a working day (make_up_saturday_is_working_day)"}},
        question{detail::open_kind::substitute,
                 &due_policies::substitute_day_is_day_off,
                 {"ngày nghỉ bù là ngày nghỉ (substitute_day_is_day_off)",
                  "a day off in lieu is a day off (substitute_day_is_day_off)"}},
        question{detail::open_kind::culture_day_in_lieu,
                 &due_policies::culture_day_is_made_up,
                 {"ngày 24/11 trùng ngày nghỉ hằng tuần được nghỉ bù (culture_day_is_made_up)",
                  "24 November on a weekly rest day is made up (culture_day_is_made_up)"}}};
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
      root.add(
          reason(joined({{"Điểm luật để ngỏ: ", "Open question: "},
                         q.asked_as,
                         yes ? text{" — chọn: có; chọn ngược lại thì là ", " - taken: yes; the other reading gives "}
                             : text{" — chọn: không; chọn ngược lại thì là ", " - taken: no; the other reading gives "},
                         named(otherwise.day)})));
    }
  }

  [[nodiscard]] explanation explain_assumptions(const evaluation& e, const due_date& d) const {
    explanation out = reason(joined(
        {{"Tạm tính: chưa có quyết định về ngày nghỉ từ ", "Provisional: no decision on days off is known from "},
         named(d.first_assumed),
         {"; không tính hoán đổi ngày làm việc", "; no swaps are assumed"}}));
    if (!d.assumed_days.empty())
      out.add(reason(joined({{"Ngày nghỉ giả định: ", "Days off assumed: "}, named_list(d.assumed_days)})));
    else
      out.add(
          reason({"Không có ngày lễ theo luật trong các ngày này.", "No statutory day off is assumed in these days."}));
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
    if (!any_rule)
      out.add(reason({"Không biết danh sách ngày lễ của thời gian này; chỉ giả định nghỉ hằng tuần như hiện nay.",
                      "No list of holidays is known for that time; only today's weekly rest is assumed."}));
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
  out.why = reason(joined({{"Đến trước: ", "Whichever is earlier: "}, named(out.day)}));
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
