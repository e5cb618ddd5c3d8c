// dinh timing.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/due_arguments.hpp>
#include <cli/files.hpp>
#include <cli/json_text.hpp>
#include <cli/opening.hpp>
#include <cli/print_timing.hpp>
#include <dinh/exchange/timing_chart.hpp>
#include <dinh/procedure/timing.hpp>
#include <exchange/json_timing.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace dinh::cli {

namespace {

// "STEP=SPAN", or "STEP=SPAN..SPAN" for a range, with "theirs:" before it if others choose.
checked<step_duration> parse_duration(std::string_view s, const procedure& p, bool has_hours) {
  step_duration out;
  constexpr std::string_view theirs = "theirs:";
  std::string_view rest = s;
  if (rest.substr(0, theirs.size()) == theirs) {
    out.is_ours = false;
    rest.remove_prefix(theirs.size());
  }
  const auto equals = rest.find('=');
  const std::string key{rest.substr(0, equals)};
  if (equals == std::string_view::npos || !p.find(key))
    return refuse("cli/duration", "--duration",
                  {"\"" + std::string{s} + "\" không nêu bước nào của quy trình.",
                   "\"" + std::string{s} + "\" names no step of the procedure."},
                  {"Viết BƯỚC=ĐỘ DÀI, ví dụ t_doc=3wd.", "Write STEP=SPAN, for example t_doc=3wd."});
  out.step = key;
  rest.remove_prefix(equals + 1);
  const auto dots = rest.find("..");
  const auto least = parse_span(rest.substr(0, dots), "--duration");
  if (!least) return unexpected{least.error()};
  out.least = *least;
  if (dots != std::string_view::npos) {
    const auto most = parse_span(rest.substr(dots + 2), "--duration");
    if (!most) return unexpected{most.error()};
    out.most = *most;
  }
  for (const span& length : {out.least, out.most.value_or(out.least)})
    if (length.unit == time_unit::hour && !has_hours)
      return refuse("cli/duration", "--duration", {"Không đếm theo giờ.", "Hours are not counted here."},
                    {"Dùng ngày hoặc ngày làm việc, hoặc nêu giờ làm việc bằng --hours.",
                     "Use days or working days, or give the opening hours with --hours."});
  return out;
}

std::optional<date> day_asked(const std::string& given, const std::string& option, diagnostics& faults) {
  if (given.empty()) return std::nullopt;
  const auto day = parse_date(given, option);
  if (!day) {
    faults.append(day.error());
    return std::nullopt;
  }
  if (!work_calendar::covers(*day))
    faults.error("cli/day", option, {"Ngày phải từ năm 1900 đến 2200.", "The day lies in 1900 to 2200."});
  return *day;
}

std::string latest_start_in_words(const std::vector<date>& days, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (std::size_t i = 0; i < days.size(); ++i)
    out += (vi ? "Tình huống " : "Scenario ") + std::to_string(i + 1) +
           (vi ? ": bắt đầu muộn nhất " : ": latest start ") +
           (days[i].is_special() ? std::string{vi ? "không có" : "none"} : to_text(days[i])) + "\n";
  return out;
}

}  // namespace

int run_timing(const common_options& common, const timing_question& q) {
  const auto pack = open_pack(common);
  if (!pack) return report(pack.error(), common.language);
  diagnostics faults;
  const auto p = open_procedure(*pack, q.procedure);
  if (!p) return report(p.error(), common.language);
  const auto calendar = open_calendar(*pack, q.calendar.empty() ? p->facts().calendar : q.calendar);
  if (!calendar) faults.append(calendar.error());
  timing_options o;
  o.acts_on_working_days = q.acts_on_working_days;
  for (const auto& d : q.durations) {
    auto duration = parse_duration(d, *p, !q.hours.empty());
    if (duration)
      o.durations.push_back(*std::move(duration));
    else
      faults.append(duration.error());
  }
  if (!q.hours.empty()) {
    if (auto hours = parse_hours(q.hours))
      o.hours = *std::move(hours);
    else
      faults.append(hours.error());
  }
  const auto start = day_asked(q.start, "--start", faults);
  const auto end = day_asked(q.end, "--end", faults);
  for (const auto& day : {start, end})
    if (day && !p->facts().valid.contains(*day))
      faults.error("cli/not-in-force", to_text(*day),
                   {"Quy trình \"" + q.procedure + "\" không có hiệu lực vào ngày này.",
                    "The procedure \"" + q.procedure + "\" is not in force on that day."},
                   {"Hiệu lực: " + to_text(p->facts().valid) + ".", "It is in force on " + to_text(p->facts().valid) + "."});
  for (const auto& role : q.ours) {
    const bool is_known = std::any_of(p->steps().begin(), p->steps().end(), [&](const step& s) { return s.actor == role; });
    if (!is_known)
      faults.error("cli/not-found", role,
                   {"Không bước nào của quy trình do \"" + role + "\" làm.",
                    "No step of the procedure is done by \"" + role + "\"."},
                   {"`dinh show procedure " + q.procedure + "` nêu các vai trò.",
                    "`dinh show procedure " + q.procedure + "` names the roles."});
  }
  if (!q.ours.empty() && !start)
    faults.error("cli/start", "--ours", {"--ours cần --start.", "--ours needs --start."});
  if (q.to < q.from)
    faults.error("cli/year", "--to", {"Năm cuối trước năm đầu.", "The last year lies before the first."});
  if (faults.has_errors()) return report(faults, common.language);

  if (!q.ours.empty()) {
    const auto all = control_timing(*p, *calendar, *start, q.ours, o);
    print(common.as_json ? control_as_json(all, *p, o) : print_control(all, *p, o, common.language));
    return std::all_of(all.begin(), all.end(), [](const auto& s) { return s.verdict == control_verdict::controllable; })
               ? 0
               : 1;
  }
  if (end) {
    const auto days = latest_start(*p, *calendar, *end, o);
    print(common.as_json ? pretty(exchange::latest_start_json(days, *end)) : latest_start_in_words(days, common.language));
    return 0;
  }
  if (start) {
    const auto all = time_from(*p, *calendar, *start, o);
    print(common.as_json ? start_as_json(all, *p, o) : print_start(all, *p, o, common.language));
    return std::all_of(all.begin(), all.end(), [](const auto& s) { return s.result.can_be_met; }) ? 0 : 1;
  }
  const timing_report r = time(*p, *calendar, over(q.from, q.to), o);
  if (!q.svg.empty())
    if (const diagnostics unwritten = write_file(q.svg, timing_chart(r, *p, *calendar, common.language));
        unwritten.has_errors())
      return report(unwritten, common.language);
  print(common.as_json ? timing_as_json(r, *p, o) : print_timing(r, *p, o, common.language));
  return r.failures.empty() ? 0 : 1;
}

}  // namespace dinh::cli
