#include <dinh/calendar/office_hours.hpp>

#include <algorithm>
#include <utility>

namespace dinh::inline v1 {

checked<office_hours> office_hours::build(std::vector<office_session> sessions) {
  constexpr std::int32_t end_of_day = 24 * 60;
  diagnostics faults;
  office_hours out;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const office_session& s = sessions[i];
    if (s.from < 0 || s.until > end_of_day || s.from >= s.until || static_cast<std::size_t>(s.on) >= out.week_.size()) {
      faults.error("hours/bad-session", "hours#/" + std::to_string(i),
                   {"Khung giờ không hợp lệ.", "The session is empty or outside the day."},
                   {"Ghi số phút từ 0 đến 1440, đầu trước cuối.", "Give minutes of 0 to 1440, from before until."});
      continue;
    }
    for (const office_session& o : out.week_[static_cast<std::size_t>(s.on)])
      if (s.from < o.until && o.from < s.until)
        faults.error("hours/overlap", "hours#/" + std::to_string(i),
                     {"Hai khung giờ chồng nhau.", "Two sessions overlap."},
                     {"Gộp thành một khung giờ.", "Join them into one."});
    out.week_[static_cast<std::size_t>(s.on)].push_back(s);
  }
  if (sessions.empty())
    faults.error("hours/none", "hours#", {"Không có khung giờ nào.", "There are no sessions."},
                 {"Ghi ít nhất một khung giờ.", "Give at least one."});
  if (faults.has_errors()) return unexpected{std::move(faults)};
  for (auto& day : out.week_)
    std::sort(day.begin(), day.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  return out;
}

const std::vector<office_session>& office_hours::on(const work_calendar& calendar, date d,
                                                    const due_policies& p) const {
  static const std::vector<office_session> closed;
  if (!calendar.is_working(d, p)) return closed;
  const auto& own = on(weekday_of(d));
  if (!own.empty() || !calendar.rest().contains(weekday_of(d))) return own;
  const auto entry = calendar.entry_on(d);
  return entry && !entry->counterpart.is_special() ? on(weekday_of(entry->counterpart)) : own;
}

namespace {

/// The days off between two days and the rest days worked in exchange, each with its name and source; weekly rest days
/// are counted.
explanation days_off_between(date from, date to, const work_calendar& calendar, const due_policies& p) {
  const phrase_book& words = calendar.phrases();
  explanation out{words.say("due.days_off_of", {{"calendar", calendar.name()}}), {}, {}, {}};
  std::int64_t rest_days = 0;
  for (day_number n = to_day_number(from); n <= to_day_number(to); ++n) {
    const date d = to_date(n);
    const bool works = calendar.is_working(d, p);
    const bool rests = calendar.rest().contains(weekday_of(n));
    rest_days += rests && !works ? 1 : 0;
    const auto entry = calendar.entry_on(d);
    if (!entry || works != (entry->kind == day_kind::swap_work)) continue;
    const text day{std::string{name_of(weekday_of(n), lang::vi)} + " " + to_text(d),
                   std::string{name_of(weekday_of(n), lang::en)} + " " + to_text(d)};
    const text what =
        entry->stands == standing::assumed ? words.say("due.entry.assumed", {{"what", entry->name}}) : entry->name;
    out.add({words.say("due.entry", {{"day", day}, {"what", what}}),
             entry->source.empty() ? entry->decision : entry->source,
             entry->known_by,
             {}});
  }
  if (rest_days > 0)
    out.add({rest_days == 1 ? words.say("hours.weekly_rest_of_one_day")
                            : words.say("due.weekly_rest_count", {{"count", rest_days}}),
             {},
             {},
             {}});
  return out;
}

}  // namespace

due_moment due_within_hours(span length, const moment& from, const work_calendar& calendar, const office_hours& hours,
                            const due_policies& p) {
  due_moment out;
  const text asked = describe(length);
  const bool is_countable = length.unit == time_unit::hour && length.is_countable() &&
                            work_calendar::covers(from.day) && from.minute >= 0 && from.minute <= 24 * 60;
  std::int64_t left = is_countable ? std::int64_t{length.count} * 60 : -1;
  date d = from.day;
  if (left == 0) out.at = from;
  std::int64_t open_days = 0;
  while (left > 0 && work_calendar::covers(d)) {
    bool was_open = false;
    for (const office_session& s : hours.on(calendar, d, p)) {
      const std::int32_t start = d == from.day ? std::max(s.from, from.minute) : s.from;
      if (start >= s.until) continue;
      was_open = true;
      const std::int32_t open = s.until - start;
      if (left <= open) {
        out.at = moment{d, start + static_cast<std::int32_t>(left)};
        left = 0;
        break;
      }
      left -= open;
    }
    open_days += was_open ? 1 : 0;
    if (left > 0) d = to_date(to_day_number(d) + 1);
  }
  out.is_provisional = out.at && length.count > 0 && !calendar.is_decided(from.day, out.at->day);
  const phrase_book& words = calendar.phrases();
  if (!out.at) {
    out.why.statement = words.say("hours.unknown", {{"length", asked}, {"start", to_text(from)}});
    return out;
  }
  const text last = out.is_provisional ? words.say("due.provisional", {{"day", to_text(*out.at)}})
                                       : text{to_text(*out.at), to_text(*out.at)};
  out.why.statement = words.say("hours.last_moment", {{"moment", last}, {"length", asked}, {"start", to_text(from)}});
  out.why.add({words.say("hours.from_moment"), {"91/2015/QH13", "147(1)"}, evidence::text, {}});
  out.why.add({words.say("hours.open_hours", {{"days", open_days}, {"calendar", calendar.name()}}),
               {},
               evidence::text,
               {}});
  if (explanation off = days_off_between(from.day, out.at->day, calendar, p); !off.because.empty())
    out.why.add(std::move(off));
  if (out.is_provisional) out.why.add({words.say("hours.provisional_because"), {}, {}, {}});
  if (weakest_evidence(out.why) > calendar.weakest_accepted()) {
    out.at.reset();
    out.is_provisional = false;
    out.why = too_weak(out.why, calendar.weakest_accepted(), words);
  }
  return out;
}

}  // namespace dinh::inline v1
