#include "json_due.hpp"

#include "json_answers.hpp"
#include "json_policies.hpp"
#include "json_reading.hpp"
#include "json_terms.hpp"
#include "json_writing.hpp"
#include "moment.hpp"
#include "no_calendar.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

constexpr json_limits due_request_limits{.bytes = std::size_t{1} << 20U, .depth = 8, .values = 100'000};

constexpr std::array<enum_name<cycle>, 4> cycle_names{
    {{"month", cycle::month}, {"quarter", cycle::quarter}, {"half-year", cycle::half_year}, {"year", cycle::year}}};

limit limit_of_members(object_reader& r) {
  const span length = span_of_members(r);
  return {length, r.optional_choice("way", direction_names).value_or(direction::within_after)};
}

struct other_due_limit {
  limit asked;
  std::optional<date> from;
};
struct recurring_request {
  recurring_duty duty;
  std::optional<date> to;
  std::vector<date> done;
};
struct due_request {
  std::string calendar = "state-agency";
  std::optional<limit> asked;
  std::optional<std::string> rule;
  moment from{no_date(), 0};
  bool has_time = false;
  std::vector<office_session> hours;
  bool has_hours = false;
  due_options options;
  std::vector<other_due_limit> others;
  std::optional<recurring_request> every;
};

void read_from(object_reader& r, due_request& out) {
  const std::string given = r.string("from");
  if (given.empty()) return;
  auto day = parse_date(std::string_view{given}.substr(0, std::min<std::size_t>(given.size(), 10)), r.where("from"));
  if (!day) {
    for (const diagnostic& d : day.error()) r.fault("from", d.code, d.message, d.remedy);
    return;
  }
  out.from.day = *day;
  if (!work_calendar::covers(*day))
    r.fault("from", "due/day", {"Ngày phải từ năm 1900 đến 2200.", "The day lies in 1900 to 2200."});
  if (given.size() == 10) return;
  const auto minute =
      given[10] == ' ' || given[10] == 'T' ? minutes_of_day(std::string_view{given}.substr(11)) : std::nullopt;
  out.has_time = true;
  if (minute)
    out.from.minute = *minute;
  else
    r.fault("from", "due/moment", {"Không phải là một thời điểm.", "This is not a moment."},
            {"Viết NNNN-TT-NN GG:PP, theo giờ Việt Nam.", "Write YYYY-MM-DD HH:MM, in Vietnamese time."});
}

void read_hours(object_reader& r, due_request& out) {
  out.has_hours = r.has("hours");
  out.hours = office_sessions_in(r);
}

void read_extension(object_reader& r, due_request& out) {
  r.optional_objects("extensions", [&](object_reader& s) { out.options.extensions.push_back(span_of_members(s)); });
  r.optional_object("extended", [&](object_reader& o) {
    constexpr std::int32_t most = 1'000;
    extension_terms terms;
    o.object("each", [&](object_reader& s) { terms.each = span_of_members(s); });
    const auto times = static_cast<std::int32_t>(o.optional_integer("times", {.least = 1, .most = most}).value_or(1));
    terms.most_times = static_cast<std::int32_t>(o.optional_integer("allowed", {.least = 0, .most = most}).value_or(times));
    o.optional_object("at_most", [&](object_reader& s) { terms.most_in_all = span_of_members(s); });
    auto extensions = extend(terms, times);
    if (extensions)
      out.options.extensions.insert(out.options.extensions.end(), extensions->begin(), extensions->end());
    else
      for (const diagnostic& d : extensions.error()) o.fault({}, d.code, d.message, d.remedy);
  });
}

void read_every(object_reader& r, due_request& out) {
  r.optional_object("every", [&](object_reader& o) {
    recurring_request every;
    every.duty.every = o.choice("period", cycle_names, cycle::year);
    every.duty.times = static_cast<std::int32_t>(o.optional_integer("times", {.least = 1, .most = 366}).value_or(1));
    every.duty.months_after = static_cast<std::int32_t>(o.optional_integer("months_after", {.least = 0, .most = 120}).value_or(0));
    every.duty.end_moves = o.optional_boolean("end_moves").value_or(false) ? choice::yes : choice::no;
    every.to = o.optional_day("to");
    for (const std::string& given : o.optional_strings("done").value_or(std::vector<std::string>{})) {
      const auto day = parse_date(given, o.where("done"));
      if (day)
        every.done.push_back(*day);
      else
        for (const diagnostic& d : day.error()) o.fault("done", d.code, d.message, d.remedy);
    }
    if (every.to && (*every.to < out.from.day || !work_calendar::covers(*every.to)))
      o.fault("to", "due/day", {"Phải từ ngày `from` đến hết năm 2200.", "It lies between `from` and the end of 2200."});
    out.every = std::move(every);
  });
}

/// What may not stand beside something else.
void refuse_together(object_reader& r, const due_request& q) {
  const auto refuse_member = [&](const char* member, bool given, text why) {
    if (given) r.fault(member, "due/not-together", std::move(why));
  };
  const int asked = (q.asked ? 1 : 0) + (q.rule ? 1 : 0) + (q.every ? 1 : 0);
  if (asked != 1)
    r.fault({}, "due/limit", {"Cần đúng một trong limit, rule, every.", "Exactly one of limit, rule and every is needed."});
  const bool bears = !q.options.suspensions.empty() || !q.options.extensions.empty();
  const bool lead = q.asked && q.asked->way == direction::not_later_than_before;
  refuse_member("limit", lead && bears,
                {"Thời gian tính lùi không tạm ngừng, không gia hạn.", "A lead time is neither suspended nor extended."});
  if (q.every) {
    const text why{"Không dùng được với every.", "Not with every."};
    refuse_member("hours", q.has_hours, why);
    refuse_member("suspensions", !q.options.suspensions.empty(), why);
    refuse_member("extensions", !q.options.extensions.empty(), why);
    refuse_member("earlier_of", !q.others.empty(), why);
  }
}

due_request read_due_request(object_reader& r) {
  due_request q;
  q.calendar = r.optional_string("calendar").value_or(q.calendar);
  r.optional_object("limit", [&](object_reader& l) { q.asked = limit_of_members(l); });
  q.rule = r.optional_string("rule");
  read_from(r, q);
  read_hours(r, q);
  r.optional_object("policies", [&](object_reader& o) {
    due_policies& p = q.options.policies;
    for (const auto& c : policy_choices)
      if (const auto given = o.optional_boolean(c.name)) p.*c.member = *given ? choice::yes : choice::no;
    p.leap_day = o.optional_choice("leap_day", leap_day_names).value_or(p.leap_day);
    p.rule = o.optional_choice("counting", counting_names).value_or(p.rule);
  });
  r.optional_objects("suspensions", [&](object_reader& s) {
    suspension pause{s.day("from")};
    if (const auto until = s.optional_day("until")) pause.until = *until;
    if (!pause.from.is_special() && pause.until <= pause.from)
      s.fault("until", "due/suspension",
              {"Ngày chạy tiếp phải sau ngày tạm ngừng.", "The day of resumption lies after the first suspended day."});
    q.options.suspensions.push_back(pause);
  });
  read_extension(r, q);
  r.optional_objects("earlier_of", [&](object_reader& o) {
    other_due_limit other;
    o.object("limit", [&](object_reader& l) { other.asked = limit_of_members(l); });
    other.from = o.optional_day("from");
    if (other.asked.length.unit == time_unit::hour)
      o.fault("limit", "due/hours", {"Thời hạn tính bằng giờ không so sánh được với ngày.", "A limit in hours cannot be combined."});
    q.others.push_back(other);
  });
  read_every(r, q);
  refuse_together(r, q);
  r.finish();
  return q;
}

checked<due_request> read_due_request(std::string_view request) {
  const auto parsed = parse_json(request, "request", due_request_limits);
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  object_reader r{*parsed, "request#", faults};
  due_request q = read_due_request(r);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return q;
}

/// Takes the limit of the rule where one is named.
diagnostics take_rule(const pack& p, due_request& q) {
  if (!q.rule) return {};
  auto found = rule_with_limit(p, *q.rule, q.from.day, "due/rule", "request#/rule");
  if (!found) return std::move(found).error();
  const rule& r = **found;
  q.asked = *r.time;
  q.options.source = r.source;
  q.options.known_by = r.known_by;
  if (q.asked->way == direction::not_later_than_before && (!q.options.suspensions.empty() || !q.options.extensions.empty()))
    return diagnostics{diagnostic{severity::error, "due/not-together", "request#/rule",
                                  {"Thời gian tính lùi không tạm ngừng, không gia hạn.", "A lead time is neither suspended nor extended."}, {}}};
  return {};
}

checked<ordered_json> answer_hours(const due_request& q, const work_calendar& calendar) {
  diagnostics faults;
  const auto fault = [&](const char* member, const char* code, text why) {
    faults.error(code, std::string{"request#/"} + member, std::move(why), {});
  };
  if (!q.others.empty()) fault("earlier_of", "due/not-together", {"Không dùng được với thời hạn tính bằng giờ.", "Not for a limit in hours."});
  if (!q.options.suspensions.empty()) fault("suspensions", "due/not-together", {"Không dùng được với thời hạn tính bằng giờ.", "Not for a limit in hours."});
  if (q.asked->way != direction::within_after)
    fault("limit", "due/hours", {"Chỉ thời hạn \"trong vòng\" mới tính được bằng giờ.", "Only within_after counts hours."});
  if (q.hours.empty()) fault("hours", "due/hours", {"Thiếu giờ làm việc.", "The office hours are missing."});
  if (!q.has_time) fault("from", "due/moment", {"Thời hạn tính bằng giờ bắt đầu từ một thời điểm.", "A limit in hours starts at a moment."});
  span length = q.asked->length;
  for (const span& e : q.options.extensions) {
    if (e.unit != time_unit::hour)
      fault("extensions", "due/hours", {"Gia hạn phải cùng tính bằng giờ.", "The extension has to be in hours too."});
    else
      length.count = std::min(longest_span_count, length.count + std::min(e.count, longest_span_count));
  }
  std::optional<office_hours> hours;
  if (!q.hours.empty()) {
    auto built = office_hours::build(q.hours);
    if (built)
      hours = *std::move(built);
    else
      faults.append(std::move(built).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return moment_json(due_within_hours(length, q.from, calendar, *hours, q.options.policies), calendar);
}

ordered_json answer_every(const due_request& q, const work_calendar& calendar) {
  const recurring_request& every = *q.every;
  std::vector<kept_occurrence> all;
  const date until = to_date(to_day_number(every.to.value_or(q.from.day)) + 1);
  for (const occurrence& each : occurrences(every.duty, q.from.day, until, calendar, q.options.policies)) {
    all.push_back({each, std::nullopt});
    if (!every.done.empty()) all.back().kept = is_kept(every.duty, each, every.done);
  }
  return occurrences_json(every.duty, all, calendar);
}

/// Days beside hours: what a limit in days does not take.
diagnostics refuse_hours(const due_request& q) {
  diagnostics faults;
  if (q.has_hours)
    faults.error("due/not-together", "request#/hours", {"Thời hạn này không tính bằng giờ.", "This limit is not in hours."}, {});
  for (const span& e : q.options.extensions)
    if (e.unit == time_unit::hour)
      faults.error("due/hours", "request#/extensions",
                   {"Thời hạn này không gia hạn theo giờ được.", "This limit cannot be extended by hours."}, {});
  return faults;
}

}  // namespace

std::vector<office_session> office_sessions_in(object_reader& r) {
  static constexpr std::array<enum_name<weekday>, 7> weekday_names{{{"mon", weekday::monday},
                                                                    {"tue", weekday::tuesday},
                                                                    {"wed", weekday::wednesday},
                                                                    {"thu", weekday::thursday},
                                                                    {"fri", weekday::friday},
                                                                    {"sat", weekday::saturday},
                                                                    {"sun", weekday::sunday}}};
  std::vector<office_session> out;
  r.optional_objects("hours", [&](object_reader& o) {
    const auto days = o.strings("days");
    const auto from = minutes_of_day(o.string("from"));
    const auto until = minutes_of_day(o.string("until"));
    if (!from || !until) {
      o.fault({}, "due/hours", {"Giờ phải viết GG:PP.", "Times are written HH:MM."});
      return;
    }
    for (const std::string& name : days) {
      const auto at = std::find_if(weekday_names.begin(), weekday_names.end(), [&](const auto& w) { return w.name == name; });
      if (at == weekday_names.end())
        o.fault("days", "json/unknown-value", {"Không biết thứ \"" + name + "\".", "Unknown weekday \"" + name + "\"."},
                {"mon, tue, wed, thu, fri, sat, sun.", "mon, tue, wed, thu, fri, sat, sun."});
      else
        out.push_back({at->value, *from, *until});
    }
  });
  return out;
}

checked<const rule*> rule_with_limit(const pack& p, std::string_view id, date on, const char* code, const std::string& where) {
  const std::string name{id};
  const rule* r = p.rules().prevailing(name, on);
  if (r == nullptr)
    return refuse(code, where, {"Không có quy tắc \"" + name + "\".", "There is no rule \"" + name + "\"."},
                  {"`dinh show rule` liệt kê các quy tắc.", "`dinh show rule` lists the rules."});
  if (!r->time)
    return refuse(code, where, {"Quy tắc " + name + " không đặt ra thời hạn.", "Rule " + name + " sets no limit of time."});
  if (r->valid.contains(on)) return r;
  const text next = names_of(p.rules().successors(*r, on));
  return refuse(code, where,
                {"Quy tắc " + name + " không có hiệu lực ngày " + to_text(on) + " mà trong " + to_text(r->valid) + ".",
                 "Rule " + name + " does not hold on " + to_text(on) + " but in " + to_text(r->valid) + "."},
                next.empty() ? text{} : text{"Quy tắc thay thế: " + next.vi + ".", "In its place: " + next.en + "."});
}

text name_of_cycle(cycle c) {
  switch (c) {
    case cycle::month:
      return {"tháng", "month"};
    case cycle::quarter:
      return {"quý", "quarter"};
    case cycle::half_year:
      return {"nửa năm", "half-year"};
    case cycle::year:
      return {"năm", "year"};
  }
  return {};
}

ordered_json occurrences_json(const recurring_duty& duty, const std::vector<kept_occurrence>& all,
                              const work_calendar& calendar) {
  ordered_json out = ordered_json::object();
  out["every"] = name_of_cycle(duty.every).en;
  out["times"] = duty.times;
  out["months_after"] = duty.months_after;
  out["end_moves"] = duty.end_moves == choice::yes;
  out["calendar"] = calendar.id();
  ordered_json list = ordered_json::array();
  for (const kept_occurrence& o : all) {
    ordered_json each{{"first", day_or_null(o.at.of.first)},
                      {"last", day_or_null(o.at.of.last)},
                      {"date", day_or_null(o.at.due)},
                      {"provisional", o.at.stands == standing::assumed}};
    if (o.kept) each["kept"] = *o.kept;
    list.push_back(std::move(each));
  }
  out["periods"] = std::move(list);
  return out;
}

ordered_json moment_json(const due_moment& due, const work_calendar& calendar) {
  ordered_json out = ordered_json::object();
  out["date"] = due.at ? ordered_json(to_text(due.at->day)) : ordered_json(nullptr);
  out["moment"] = due.at ? ordered_json(to_text(*due.at)) : ordered_json(nullptr);
  out["provisional"] = due.is_provisional;
  out["calendar"] = calendar.id();
  out["known_until"] = day_or_null(calendar.known_until());
  out["why"] = reasons_as_json(due.why);
  return out;
}

checked<ordered_json> answer_due_request(const pack& p, std::string_view request) {
  auto read = read_due_request(request);
  if (!read) return unexpected{std::move(read).error()};
  due_request& q = *read;
  diagnostics faults = take_rule(p, q);
  const work_calendar* calendar = p.find_calendar(q.calendar);
  if (calendar == nullptr) faults.append(no_calendar(p, q.calendar, "due/calendar", "request#/calendar"));
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (q.every) return answer_every(q, *calendar);
  if (q.asked->length.unit == time_unit::hour) return answer_hours(q, *calendar);
  faults = refuse_hours(q);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  std::vector<due_date> all;
  all.push_back(calendar->due(*q.asked, anchor{q.from.day}, q.options));
  for (const other_due_limit& o : q.others)
    all.push_back(calendar->due(o.asked, anchor{o.from.value_or(q.from.day)}, due_options{.policies = q.options.policies}));
  return due_json(earliest_of_known(std::move(all), *calendar), *calendar);
}

checked<due_date_question> read_due_date_question(const pack& p, std::string_view request) {
  auto read = read_due_request(request);
  if (!read) return unexpected{std::move(read).error()};
  due_request& q = *read;
  diagnostics faults = take_rule(p, q);
  if (q.every || !q.others.empty() || (q.asked && q.asked->length.unit == time_unit::hour))
    faults.error("due/not-together", "request#",
                 {"Biên nhận chỉ dành cho một thời hạn theo ngày.", "A receipt is for one limit in days."}, {});
  faults.append(refuse_hours(q));
  if (p.find_calendar(q.calendar) == nullptr)
    faults.append(no_calendar(p, q.calendar, "due/calendar", "request#/calendar"));
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return due_date_question{.calendar = q.calendar,
                           .asked = *q.asked,
                           .from = q.from.day,
                           .options = std::move(q.options),
                           .rule = q.rule.value_or(std::string{})};
}

due_date earliest_of_known(std::vector<due_date> all, const work_calendar& calendar) {
  const auto refused = std::find_if(all.begin(), all.end(), [&](const due_date& d) {
    return !d.is_known() && weakest_evidence(d.why) > calendar.weakest_accepted();
  });
  if (refused != all.end()) return *refused;
  return all.size() == 1 ? std::move(all.front()) : earlier_of(std::move(all));
}

checked<std::vector<due_question>> read_due_questions(std::string_view content) {
  std::vector<due_question> out;
  if (content.empty()) return out;
  const auto parsed = parse_json(content, "questions", {.bytes = std::size_t{16} << 20U, .depth = 8, .values = 2'000'000});
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  if (!parsed->is_array())
    faults.error("json/wrong-type", "questions#", {"Phải là một mảng JSON.", "This must be an array."}, {});
  else
    for (std::size_t i = 0; i < parsed->size(); ++i) {
      object_reader r{(*parsed)[i], pointer_to("questions#", i), faults};
      due_question q{{}, no_date(), {}};
      r.object("limit", [&](object_reader& l) { q.asked = limit_of_members(l); });
      if (q.asked.length.unit == time_unit::hour)
        r.fault("limit", "due/hours", {"Ở đây không tính theo giờ.", "Hours are not counted here."});
      q.from = r.day("from");
      r.finish();
      out.push_back(q);
    }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

ordered_json due_answer_json(const due_answer& a) { return {{"date", day_or_null(a.day)}, {"provisional", a.is_provisional()}}; }

ordered_json affected_days_json(const std::vector<affected_day>& days) {
  const auto entry = [](const std::optional<calendar_entry>& e) { return e ? entry_json(*e) : ordered_json(nullptr); };
  ordered_json out = ordered_json::array();
  for (const affected_day& d : days)
    out.push_back({{"date", to_text(d.day)},
                   {"worked_before", d.worked_before},
                   {"works_now", d.works_now},
                   {"before", entry(d.before)},
                   {"now", entry(d.now)}});
  return out;
}

ordered_json difference_json(const work_calendar& before, const work_calendar& now, const std::vector<due_question>& asked) {
  ordered_json out{{"before", before.id()}, {"now", now.id()}};
  out["days"] = affected_days_json(difference(before, now));
  out["due_dates_asked"] = asked.size();
  ordered_json changed = ordered_json::array();
  for (const changed_due_date& c : changed_due_dates(before, now, asked))
    changed.push_back({{"question", c.question},
                       {"limit", words(describe(asked[c.question].asked))},
                       {"from", to_text(asked[c.question].from)},
                       {"before", due_answer_json(c.before)},
                       {"now", due_answer_json(c.now)}});
  out["due_dates"] = std::move(changed);
  return out;
}

}  // namespace dinh::inline v1::exchange
