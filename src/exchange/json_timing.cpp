#include "json_timing.hpp"

#include "json_due.hpp"
#include "json_reading.hpp"
#include "json_terms.hpp"
#include "json_writing.hpp"
#include "no_calendar.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

ordered_json keys_json(const std::vector<step_id>& steps, const procedure& p) {
  ordered_json out = ordered_json::array();
  for (const step_id s : steps) out.push_back(p[s].key);
  return out;
}

ordered_json circle_json(const std::vector<timing_link>& circle, const procedure& p, const timing_options& o) {
  ordered_json out = ordered_json::array();
  constexpr std::string_view kinds[] = {"deadline", "flow", "duration", "working_day"};
  for (const timing_link& link : circle) {
    ordered_json j{{"kind", kinds[static_cast<std::size_t>(link.kind)]},
           {"from", p[link.from].key},
           {"to", p[link.to].key},
           {"from_day", day_or_null(link.from_day)},
           {"to_day", day_or_null(link.to_day)},
           {"words", describe(link, p, o).en}};
    if (link.kind == timing_link::kind_of::deadline) {
      const deadline& d = p.deadline_at(link.number);
      j["rule"] = d.rule;
      j["citation"] = to_text(d.source, lang::en);
    }
    out.push_back(std::move(j));
  }
  return out;
}
ordered_json entries_json(const std::vector<calendar_entry>& entries) {
  ordered_json out = ordered_json::array();
  for (const auto& e : entries)
    out.push_back({{"day", to_text(e.day)}, {"kind", name_of(e.kind)}, {"name", e.name.en}});
  return out;
}
ordered_json choices_json(const std::vector<run_step>& choices, const procedure& p) {
  ordered_json out = ordered_json::array();
  for (const run_step& c : choices) out.push_back({{"step", p[c.what].key}, {"branch", c.branch}});
  return out;
}
ordered_json deadlines_json(const std::vector<std::uint32_t>& deadlines, const procedure& p) {
  ordered_json out = ordered_json::array();
  for (const std::uint32_t d : deadlines) out.push_back(deadline_in_words(d, p).en);
  return out;
}
ordered_json pauses_json(const timing_scenario& s, const procedure& p) {
  ordered_json out = ordered_json::array();
  for (const timing_pause& one : s.pauses) {
    const clock_rule& c = p.facts().clocks[one.clock];
    out.push_back({{"kind", name_of(c.how)},
                   {"from", p[one.from].key},
                   {"to", one.to ? ordered_json(p[one.to].key) : ordered_json(nullptr)},
                   {"rule", c.rule},
                   {"citation", to_text(c.source, lang::en)},
                   {"deadlines", deadlines_json(one.deadlines, p)},
                   {"bounded", one.is_bounded}});
  }
  return out;
}
ordered_json scenario_json(const timing_scenario& s, const procedure& p) {
  ordered_json deadlines = ordered_json::array();
  for (const std::uint32_t d : s.deadlines) deadlines.push_back(deadline_in_words(d, p).en);
  return {{"choices", choices_json(s.choices, p)},
          {"ways", s.ways},
          {"end", p[s.end].key},
          {"deadlines", std::move(deadlines)},
          {"pauses", pauses_json(s, p)},
          {"not_paused", deadlines_json(s.not_paused, p)},
          {"exact", s.is_exact},
          {"unlimited_at", s.unlimited_at ? ordered_json(p[s.unlimited_at].key) : ordered_json(nullptr)}};
}


text in_words(const control_part& part, const procedure& p, const timing_options& o) {
  timing_link link;
  link.kind = part.kind;
  link.number = part.number;
  link.from = part.from;
  link.to = part.to;
  return describe(link, p, o);
}

// Hours are counted only within opening hours.
span duration_in(object_reader& r, bool has_hours) {
  const span s = span_of_members(r);
  if (s.unit == time_unit::hour && !has_hours)
    r.fault("unit", "timing/needs-hours",
            {"Đếm theo giờ cần giờ làm việc.", "Hours are counted within opening hours, and there are none."},
            {"Nêu \"hours\", hoặc đếm theo ngày.", "Give \"hours\" of the desk, or count in days."});
  return s;
}

void read_durations(object_reader& r, const procedure& p, timing_options& o) {
  const bool has_hours = r.has("hours");
  r.optional_objects("durations", [&](object_reader& d) {
    step_duration one;
    one.step = d.string("step");
    if (!one.step.empty() && !p.find(one.step))
      d.fault("step", "timing/step",
              {"Quy trình không có bước \"" + one.step + "\".", "The procedure has no step \"" + one.step + "\"."});
    d.object("least", [&](object_reader& s) { one.least = duration_in(s, has_hours); });
    d.optional_object("most", [&](object_reader& s) { one.most = duration_in(s, has_hours); });
    one.is_ours = !d.optional_boolean("theirs").value_or(false);
    o.durations.push_back(std::move(one));
  });
}

struct timing_request {
  std::optional<int> from, to;
  std::optional<date> start, end;
  std::vector<std::string> ours;
  std::string calendar;
  timing_options options;
};

std::optional<int> year_in(object_reader& r, std::string_view member) {
  const auto given = r.optional_integer(member, {.least = 1900, .most = 2200});
  return given ? std::optional{static_cast<int>(*given)} : std::nullopt;
}

std::optional<date> start_in(object_reader& r, std::string_view member, const procedure& p) {
  const auto day = r.optional_day(member);
  if (!day || day->is_special()) return std::nullopt;
  if (!work_calendar::covers(*day))
    r.fault(member, "timing/question", {"Ngày phải từ năm 1900 đến 2200.", "The day lies in 1900 to 2200."});
  else if (!p.facts().valid.contains(*day))
    r.fault(member, "timing/not-in-force",
            {"Quy trình \"" + p.id() + "\" không có hiệu lực vào ngày này.",
             "The procedure \"" + p.id() + "\" is not in force on that day."},
            {"Hiệu lực: " + to_text(p.facts().valid) + ".", "It is in force on " + to_text(p.facts().valid) + "."});
  return day;
}

timing_request read_timing_request(object_reader& r, const procedure& p) {
  timing_request q;
  q.from = year_in(r, "from");
  q.to = year_in(r, "to");
  q.start = start_in(r, "start", p);
  q.end = start_in(r, "end", p);
  q.calendar = r.optional_string("calendar").value_or(p.facts().calendar);
  q.options.acts_on_working_days = r.optional_boolean("acts_on_working_days").value_or(false);
  read_durations(r, p, q.options);
  if (r.has("hours")) {
    auto hours = office_hours::build(office_sessions_in(r));
    if (hours)
      q.options.hours = *std::move(hours);
    else
      for (const diagnostic& d : hours.error()) r.fault("hours", d.code, d.message, d.remedy);
  }
  q.ours = r.optional_strings("ours").value_or(std::vector<std::string>{});
  for (const std::string& role : q.ours)
    if (std::none_of(p.steps().begin(), p.steps().end(), [&](const step& s) { return s.actor == role; }))
      r.fault("ours", "timing/role",
              {"Không bước nào của quy trình do \"" + role + "\" làm.", "No step of the procedure is done by \"" + role + "\"."});
  const int asked = (r.has("from") || r.has("to") ? 1 : 0) + (r.has("start") ? 1 : 0) + (r.has("end") ? 1 : 0);
  if (asked != 1 || r.has("from") != r.has("to"))
    r.fault({}, "timing/question",
            {"Cần from và to (năm), hoặc start, hoặc end.", "Either from and to (years), or start, or end is needed."});
  else if (q.from && q.to && *q.to < *q.from)
    r.fault("to", "timing/question", {"Năm cuối trước năm đầu.", "The last year lies before the first."});
  if (!q.ours.empty() && !r.has("start")) r.fault("ours", "timing/question", {"ours cần start.", "ours needs start."});
  r.finish();
  return q;
}

checked<const work_calendar*> calendar_of(const pack& law, const std::string& id, const char* where) {
  if (const work_calendar* c = law.find_calendar(id)) return c;
  return unexpected{diagnostics{no_calendar(law, id, "timing/calendar", where)}};
}

checked<std::vector<standing_case>> read_standing_cases(std::string_view content) {
  std::vector<standing_case> out;
  if (content.empty()) return out;
  const auto parsed = parse_json(content, "cases", {.bytes = std::size_t{16} << 20U, .depth = 8, .values = 2'000'000});
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  if (!parsed->is_array())
    faults.error("json/wrong-type", "cases#", {"Phải là một mảng JSON.", "This must be an array."}, {});
  else
    for (std::size_t i = 0; i < parsed->size(); ++i) {
      object_reader r{(*parsed)[i], pointer_to("cases#", i), faults};
      standing_case c;
      c.name = r.string("case");
      c.next = r.optional_strings("next").value_or(std::vector<std::string>{});
      r.optional_objects("done", [&](object_reader& d) {
        auto step = d.string("step");
        c.done.push_back({std::move(step), d.day("day")});
      });
      r.finish();
      if (!faults.has_errors())
        std::stable_sort(c.done.begin(), c.done.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
      out.push_back(std::move(c));
    }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

}  // namespace

text clock_in_words(const clock_rule& c) {
  constexpr std::array<std::string_view, 6> vi{"Tạm dừng", "Gia hạn", "Tính lại từ đầu", "Thời gian không tính", "Tạm đình chỉ thi hành", "Mất quyền"};
  constexpr std::array<std::string_view, 6> en{"Suspension", "Extension", "Restart", "Time not counted", "Stay", "Lapse"};
  const auto how = static_cast<std::size_t>(c.how);
  text out{std::string{vi[how]}, std::string{en[how]}};
  if (!c.source.empty()) {
    out.vi += " (" + to_text(c.source, lang::vi) + ")";
    out.en += " (" + to_text(c.source, lang::en) + ")";
  }
  return out;
}

text deadline_in_words(std::uint32_t d, const procedure& p) {
  timing_link link;
  link.number = d;
  link.from = p.graph().from(edge_id<deadline>{d});
  link.to = p.graph().to(edge_id<deadline>{d});
  return describe(link, p);
}

ordered_json timing_json(const timing_report& r, const procedure& p, const timing_options& o) {
  ordered_json scenarios = ordered_json::array();
  for (const auto& s : r.scenarios) scenarios.push_back(scenario_json(s, p));
  ordered_json failures = ordered_json::array();
  for (const auto& f : r.failures)
    failures.push_back({{"scenario", f.scenario},
                        {"first", to_text(f.first)},
                        {"last", to_text(f.last)},
                        {"days", f.days},
                        {"provisional", f.is_provisional},
                        {"circle", circle_json(f.circle, p, o)},
                        {"days_off", entries_json(f.days_off)}});
  ordered_json room = ordered_json::array();
  for (const auto& q : r.room)
    if (q.fewest_working_days != INT32_MAX)
      room.push_back({{"deadline", deadline_in_words(q.deadline, p).en},
                      {"fewest_working_days", q.fewest_working_days},
                      {"fewest_from", day_or_null(q.fewest_from)},
                      {"most_working_days", q.most_working_days},
                      {"longest_days", q.longest_days},
                      {"longest_from", day_or_null(q.longest_from)},
                      {"provisional", q.is_provisional}});
  ordered_json days = ordered_json::array();
  for (std::size_t i = 0; i < r.day_count(); ++i) {
    const start_day s = r.on(i);
    days.push_back({{"day", to_text(s.day)},
                    {"can_be_met", s.can_be_met},
                    {"earliest_end", day_or_null(s.earliest_end)},
                    {"latest_end", day_or_null(s.latest_end)},
                    {"provisional", s.is_provisional}});
  }
  ordered_json not_timed = ordered_json::array();
  for (const std::uint32_t d : r.not_timed) not_timed.push_back(deadline_in_words(d, p).en);
  ordered_json clocks_untimed = ordered_json::array();
  for (const clock_untimed& c : r.clocks_untimed)
    clocks_untimed.push_back({{"clock", clock_in_words(p.facts().clocks[c.clock]).en}, {"deadline", deadline_in_words(c.deadline, p).en}});
  ordered_json no_number = ordered_json::array();
  for (const std::uint32_t d : r.no_number) no_number.push_back(deadline_in_words(d, p).en);
  return ordered_json{{"procedure", p.id()},
              {"years", {r.years.first, r.years.last}},
              {"ways", r.ways},
              {"complete", r.is_complete},
              {"loops_cut_at", keys_json(r.cut_at, p)},
              {"scenarios", std::move(scenarios)},
              {"failures", std::move(failures)},
              {"room", std::move(room)},
              {"not_timed", std::move(not_timed)},
              {"clocks_untimed", std::move(clocks_untimed)},
              {"no_number", std::move(no_number)},
              {"no_limit", keys_json(r.no_limit, p)},
              {"days", std::move(days)}};
}

ordered_json start_json(const std::vector<scenario_timing>& all, const procedure& p, const timing_options& o) {
  ordered_json out = ordered_json::array();
  for (const auto& s : all) {
    ordered_json steps = ordered_json::array();
    for (const auto& d : s.steps)
      steps.push_back({{"step", p[d.step].key},
                       {"earliest", day_or_null(d.earliest)},
                       {"latest", day_or_null(d.latest)},
                       {"slack", d.slack() ? ordered_json(*d.slack()) : ordered_json(nullptr)}});
    if (!s.steps.empty() && s.steps.front().earliest_minute)
      for (std::size_t i = 0; i < s.steps.size(); ++i) {
        steps[i]["earliest_minute"] = *s.steps[i].earliest_minute;
        steps[i]["latest_minute"] = s.steps[i].latest_minute ? ordered_json(*s.steps[i].latest_minute) : ordered_json(nullptr);
      }
    out.push_back({{"scenario", scenario_json(s.scenario, p)},
                   {"can_be_met", s.result.can_be_met},
                   {"provisional", s.result.is_provisional},
                   {"earliest_end", day_or_null(s.result.earliest_end)},
                   {"latest_end", day_or_null(s.result.latest_end)},
                   {"steps", std::move(steps)},
                   {"chain", circle_json(s.chain, p, o)},
                   {"circle", circle_json(s.circle, p, o)},
                   {"days_off", entries_json(s.days_off)}});
  }
  return out;
}

ordered_json control_json(const std::vector<scenario_control>& all, const procedure& p, const timing_options& o) {
  ordered_json out = ordered_json::array();
  for (const auto& s : all) {
    ordered_json circle = ordered_json::array();
    for (const auto& part : s.circle) {
      circle.push_back({{"from", p[part.from].key},
                        {"to", p[part.to].key},
                        {"days", part.days},
                        {"theirs", part.is_theirs},
                        {"words", in_words(part, p, o).en}});
      if (part.open_minutes) circle.back()["open_minutes"] = *part.open_minutes;
    }
    ordered_json responsible = ordered_json::array();
    for (const std::uint32_t d : s.responsible) responsible.push_back(deadline_in_words(d, p).en);
    out.push_back({{"scenario", scenario_json(s.scenario, p)},
                   {"verdict", name_of(s.verdict)},
                   {"circle", std::move(circle)},
                   {"responsible", std::move(responsible)},
                   {"unbounded", keys_json(s.unbounded, p)}});
  }
  return out;
}

ordered_json latest_start_json(const std::vector<date>& days, date end) {
  ordered_json list = ordered_json::array();
  for (const date d : days) list.push_back(day_or_null(d));
  return {{"end", to_text(end)}, {"latest_start", std::move(list)}};
}

checked<ordered_json> answer_timing_request(const procedure& p, const pack& law, std::string_view request) {
  const auto parsed = parse_json(request, "request", {.bytes = std::size_t{1} << 20U, .depth = 8, .values = 100'000});
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  object_reader r{*parsed, "request#", faults};
  const timing_request q = read_timing_request(r, p);
  const auto calendar = calendar_of(law, q.calendar, "request#/calendar");
  if (!calendar) faults.append(calendar.error());
  if (faults.has_errors()) return unexpected{std::move(faults)};
  const work_calendar& c = **calendar;
  if (!q.ours.empty()) return control_json(control_timing(p, c, *q.start, q.ours, q.options), p, q.options);
  if (q.start) return start_json(time_from(p, c, *q.start, q.options), p, q.options);
  if (q.end) return latest_start_json(latest_start(p, c, *q.end, q.options), *q.end);
  return timing_json(time(p, c, over(*q.from, *q.to), q.options), p, q.options);
}

checked<ordered_json> compare_request(const procedure& before, const procedure& after, const pack& law_after,
                                      std::string_view cases) {
  diagnostics faults;
  const auto standing = read_standing_cases(cases);
  if (!standing) faults.append(standing.error());
  const auto calendar = calendar_of(law_after, after.facts().calendar, "after");
  if (!calendar) faults.append(calendar.error());
  if (faults.has_errors()) return unexpected{std::move(faults)};
  const auto changes = compare(before, after, **calendar);
  const auto effects = affected(*standing, before, after, changes, **calendar);
  if (!effects) return unexpected{effects.error()};
  return comparison_json(before, after, changes, *effects);
}

ordered_json comparison_json(const procedure& before, const procedure& after,
                             const std::vector<procedure_change>& changes, const std::vector<case_effect>& effects) {
  ordered_json list = ordered_json::array();
  for (const auto& c : changes)
    list.push_back({{"kind", name_of(c.kind)},
                    {"from", c.from},
                    {"to", c.to},
                    {"before", c.before.en},
                    {"after", c.after.en},
                    {"citation", to_text(c.source, lang::en)},
                    {"words", words(describe(c))}});
  ordered_json cases = ordered_json::array();
  constexpr std::array<std::string_view, 5> kinds{"waits-for-removed-step", "due-day-moves", "limit-begins", "limit-ends",
                                                  "ahead-changes"};
  for (const auto& e : effects)
    cases.push_back({{"case", e.name},
                     {"kind", kinds[static_cast<std::size_t>(e.kind)]},
                     {"change", e.change},
                     {"before", day_or_null(e.before)},
                     {"after", day_or_null(e.after)},
                     {"words", words(describe(e, changes))}});
  return {{"before", before.id()}, {"after", after.id()}, {"changes", std::move(list)}, {"cases", std::move(cases)}};
}

}  // namespace dinh::inline v1::exchange
