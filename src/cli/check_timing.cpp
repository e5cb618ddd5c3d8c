#include <cli/check_timing.hpp>

#include <cli/print_timing.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace dinh::cli {

checked<std::optional<year_range>> parse_years(const std::string& words) {
  if (words.empty()) return std::optional<year_range>{};
  const auto number = [](std::string_view s) {
    int n = 0;
    const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), n);
    return fault == std::errc{} && end == s.data() + s.size() && n >= 1900 && n <= 2200 ? n : 0;
  };
  const auto dash = words.find('-');
  const std::string_view all{words};
  const int first = number(all.substr(0, dash));
  const int last = dash == std::string::npos ? first : number(all.substr(dash + 1));
  if (first == 0 || last < first)
    return refuse("cli/year", "--years", {"\"" + words + "\" không phải các năm.", "\"" + words + "\" is no year and no range of years."},
                  {"Viết 2026 hoặc 2025-2026, từ 1900 đến 2200.", "Write 2026 or 2025-2026, within 1900 to 2200."});
  return std::optional<year_range>{over(first, last)};
}

std::optional<verification_over> verify_over(const procedure& p, const work_calendar* calendar, const std::optional<year_range>& asked,
                                             const std::optional<office_hours>& hours) {
  if (calendar == nullptr) return std::nullopt;
  const auto years = asked ? asked : usual_years(p, *calendar);
  if (!years) return std::nullopt;
  timing_options o;
  o.hours = hours;
  return verify(p, *calendar, *years, o);
}

json timing_summary_json(const verification_over& v, const procedure& p) {
  json collisions = json::array();
  for (const timing_failure& f : v.timing.failures) {
    json limits = json::array();
    for (const timing_link& link : f.circle)
      if (link.kind == timing_link::kind_of::deadline) limits.push_back(describe(link, p).en);
    collisions.push_back({{"first", to_text(f.first)}, {"last", to_text(f.last)}, {"days", f.days}, {"limits", std::move(limits)}});
  }
  json hours = json::array(), no_number = json::array(), untimed = json::array();
  std::size_t unbounded = 0;
  for (const timing_scenario& s : v.timing.scenarios)
    unbounded += std::any_of(s.pauses.begin(), s.pauses.end(), [](const timing_pause& one) { return !one.is_bounded; }) ? 1U : 0U;
  for (const clock_untimed& c : v.timing.clocks_untimed) untimed.push_back(deadline_text(c.deadline, p, lang::en));
  for (const auto d : v.timing.not_timed) hours.push_back(deadline_text(d, p, lang::en));
  for (const auto d : v.timing.no_number) no_number.push_back(deadline_text(d, p, lang::en));
  return {{"from", v.timing.years.first},        {"to", v.timing.years.last},
          {"calendar", p.facts().calendar},      {"start_days", v.timing.day_count()},
          {"failing_days", v.failing_days()},    {"provisional_days", v.provisional_days()},
          {"consistent", v.can_be_met()},        {"scenarios", v.timing.scenarios.size()},
          {"complete", v.timing.is_complete},    {"collisions", std::move(collisions)},
          {"not_timed", std::move(hours)},       {"no_number", std::move(no_number)},
          {"scenarios_suspended_without_bound", unbounded}, {"limits_moved_by_the_case", std::move(untimed)}};
}

std::string timing_summary(const verification_over& v, const procedure& p, lang l) {
  const bool vi = l == lang::vi;
  const std::size_t days = v.timing.day_count(), failing = v.failing_days(), provisional = v.provisional_days();
  std::string out = vi ? "  Thời hạn " : "  Limits ";
  out += std::to_string(v.timing.years.first) + (v.timing.years.last > v.timing.years.first ? "-" + std::to_string(v.timing.years.last) : "") + ": ";
  if (days == 0) return out + (vi ? "không có hiệu lực ngày nào.\n" : "in force on no day.\n");
  if (!v.can_be_met())
    out += vi ? "không ngày bắt đầu nào giữ được mọi thời hạn" : "cannot be met together from any start day";
  else if (failing == 0)
    out += (vi ? "giữ được từ mọi ngày bắt đầu, " : "can be met from every start day, ") + std::to_string(days);
  else
    out += (vi ? "không giữ được từ " : "cannot be met from ") + std::to_string(failing) + " / " + std::to_string(days) +
           (vi ? " ngày bắt đầu" : " start days");
  if (provisional > 0) out += (vi ? "; tạm tính: " : "; provisional: ") + std::to_string(provisional);
  out += "\n";
  for (const timing_failure& f : v.timing.failures) {
    out += "    " + to_text(f.first) + " – " + to_text(f.last) + ":";
    for (const timing_link& link : f.circle)
      if (link.kind == timing_link::kind_of::deadline) out += " " + describe(link, p).in(l) + ";";
    out.back() = '.';
    out += "\n";
  }
  if (!v.timing.is_complete) out += vi ? "    Quá nhiều cách đi: chỉ xét một phần.\n" : "    More ways through it than were looked at.\n";
  return out;
}

}  // namespace dinh::cli
