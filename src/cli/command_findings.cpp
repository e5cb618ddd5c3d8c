// dinh findings: what the timing of every procedure shows. docs/findings.md is its output and kept in step by a test.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/opening.hpp>
#include <cli/print_timing.hpp>
#include <dinh/procedure/timing.hpp>
#include <exchange/json_timing.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace dinh::cli {

namespace {

struct timed {
  const procedure* p;
  const work_calendar* calendar;
  timing_report report;
};

std::string cell(std::string s) {
  for (std::size_t i = s.find('|'); i != std::string::npos; i = s.find('|', i + 2)) s.replace(i, 1, "\\|");
  return s;
}
std::string letter_of(const deadline& d) { return std::string(1, letter(d.known_by)); }

std::string overview(const std::vector<timed>& all, bool vi) {
  std::string out = vi ? "| Quy trình | Tình huống | Ngày bắt đầu mà thời hạn mâu thuẫn | Tình huống không có hạn cuối |\n"
                       : "| Procedure | Scenarios | Start days on which limits collide | Scenarios without a last day |\n";
  out += "| --- | --- | --- | --- |\n";
  for (const timed& t : all) {
    std::size_t bad = 0;
    for (std::size_t i = 0; i < t.report.day_count(); ++i) bad += t.report.on(i).can_be_met ? 0U : 1U;
    const auto open = std::count_if(t.report.scenarios.begin(), t.report.scenarios.end(),
                                    [](const timing_scenario& s) { return !s.unlimited_at.is_none(); });
    out += "| `" + t.p->id() + "` | " + std::to_string(t.report.scenarios.size()) + " | " + std::to_string(bad) + " / " +
           std::to_string(t.report.day_count()) + " | " + std::to_string(open) + " / " +
           std::to_string(t.report.scenarios.size()) + " |\n";
  }
  return out;
}

std::string collisions(const std::vector<timed>& all, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (const timed& t : all)
    for (const timing_failure& f : t.report.failures) {
      out += "- `" + t.p->id() + "`, " + to_text(f.first) + " – " + to_text(f.last) + ":";
      for (const timing_link& link : f.circle)
        if (link.kind == timing_link::kind_of::deadline) out += " " + describe(link, *t.p).in(l) + ";";
      out.back() = '.';
      out += "\n";
    }
  if (out.empty())
    out = vi ? "Không có: các thời hạn của luật, xét riêng chúng, giữ được cùng nhau từ mọi ngày bắt đầu.\n"
             : "None: the limits of the law, taken alone, can be met together from every start day.\n";
  return out;
}

// Limits in days that shrink when days off fall into them.
std::string shrinking(const std::vector<timed>& all, lang l) {
  const bool vi = l == lang::vi;
  std::string out = vi ? "| Quy trình | Thời hạn | Ít ngày làm việc nhất | Nếu tính từ | Nhiều nhất |\n"
                       : "| Procedure | Limit | Fewest working days | Counted from | Most |\n";
  out += "| --- | --- | --- | --- | --- |\n";
  bool any = false;
  for (const timed& t : all)
    for (const limit_room& r : t.report.room) {
      const deadline& d = t.p->deadline_at(r.deadline);
      if (d.time->length.unit == time_unit::working_day || d.time->length.count == 0) continue;
      if (r.fewest_working_days == INT32_MAX) continue;
      any = true;
      out += "| `" + t.p->id() + "` | " + cell(deadline_text(r.deadline, *t.p, l)) + " " + letter_of(d) + " | " +
             std::to_string(r.fewest_working_days) + " | " + to_text(r.fewest_from) +
             (r.is_provisional ? (vi ? " (tạm tính)" : " (provisional)") : "") + " | " +
             std::to_string(r.most_working_days) + " |\n";
    }
  return any ? out : std::string{vi ? "Không có.\n" : "None.\n"};
}

// Limits in working days that stretch over days off.
std::string stretching(const std::vector<timed>& all, lang l) {
  const bool vi = l == lang::vi;
  std::string out = vi ? "| Quy trình | Thời hạn | Dài nhất (ngày) | Nếu tính từ |\n"
                       : "| Procedure | Limit | Longest (calendar days) | Counted from |\n";
  out += "| --- | --- | --- | --- |\n";
  bool any = false;
  for (const timed& t : all)
    for (const limit_room& r : t.report.room) {
      const deadline& d = t.p->deadline_at(r.deadline);
      if (d.time->length.unit != time_unit::working_day || d.time->length.count == 0) continue;
      any = true;
      out += "| `" + t.p->id() + "` | " + cell(deadline_text(r.deadline, *t.p, l)) + " " + letter_of(d) + " | " +
             std::to_string(r.longest_days) + " | " + to_text(r.longest_from) + " |\n";
    }
  return any ? out : std::string{vi ? "Không có.\n" : "None.\n"};
}

std::string unlimited(const std::vector<timed>& all, lang l) {
  std::string out;
  for (const timed& t : all) {
    if (t.report.no_limit.empty()) continue;
    out += "- `" + t.p->id() + "`:";
    for (const step_id s : t.report.no_limit) {
      const std::string said = describe((*t.p)[s].time).in(l);
      out += " `" + (*t.p)[s].key + "` " + (*t.p)[s].label.in(l) + (said.empty() ? "" : " (" + said + ")") + ";";
    }
    out.back() = '.';
    out += "\n";
  }
  return out.empty() ? (l == lang::vi ? "Không có.\n" : "None.\n") : out;
}

// Suspensions for which the procedure knows no longest duration, and what else moves limits and is not timed.
std::string pauses_without_bound(const timed& t, lang l) {
  std::string out;
  const procedure& p = *t.p;
  const auto& clocks = p.facts().clocks;
  for (std::uint32_t c = 0; c < clocks.size(); ++c) {
    const bool is_open = std::any_of(t.report.scenarios.begin(), t.report.scenarios.end(), [&](const timing_scenario& s) {
      return std::any_of(s.pauses.begin(), s.pauses.end(), [&](const timing_pause& one) { return one.clock == c && !one.is_bounded; });
    });
    if (is_open)
      out += "- `" + p.id() + "`: " + exchange::clock_in_words(clocks[c]).in(l) + ", " + clocks[c].from + " … " + clocks[c].to +
             (l == lang::vi ? ": không gì giới hạn\n" : ": nothing bounds how long\n");
    if (std::any_of(t.report.clocks_untimed.begin(), t.report.clocks_untimed.end(), [&](const clock_untimed& u) { return u.clock == c; }))
      out += "- `" + p.id() + "`: " + exchange::clock_in_words(clocks[c]).in(l) + (l == lang::vi ? ": không xét\n" : ": not timed\n");
  }
  return out;
}

std::string without_number(const std::vector<timed>& all, lang l) {
  std::string out;
  for (const timed& t : all) {
    for (const std::uint32_t d : t.report.no_number) out += "- `" + t.p->id() + "`: " + deadline_text(d, *t.p, l) + "\n";
    for (const std::uint32_t d : t.report.not_timed)
      out += "- `" + t.p->id() + "`: " + deadline_text(d, *t.p, l) +
             (l == lang::vi ? " (tính bằng giờ, không xét)\n" : " (in hours, left out)\n");
    out += pauses_without_bound(t, l);
  }
  return out.empty() ? (l == lang::vi ? "Không có.\n" : "None.\n") : out;
}

}  // namespace

int run_findings(const common_options& common, const findings_question& q) {
  const auto pack = open_pack(common);
  if (!pack) return report(pack.error(), common.language);
  if (q.to < q.from)
    return report(diagnostic{severity::error, "cli/year", "--to",
                             {"Năm cuối trước năm đầu.", "The last year lies before the first."}, {}},
                  common.language);
  std::vector<timed> all;
  for (const procedure& p : pack->procedures()) {
    const auto calendar = open_calendar(*pack, p.facts().calendar);
    if (!calendar) return report(calendar.error(), common.language);
    const work_calendar& c = pack->calendar(p.facts().calendar);
    all.push_back({&p, &c, time(p, c, over(q.from, q.to))});
  }
  const lang l = common.language;
  const bool vi = l == lang::vi;
  if (common.as_json) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const timed& t : all) {
      auto j = nlohmann::ordered_json::parse(timing_as_json(t.report, *t.p, {}));
      j.erase("days");
      out.push_back(std::move(j));
    }
    std::printf("%s\n", out.dump(2).c_str());
    return 0;
  }
  const std::string years = std::to_string(q.from) + "-" + std::to_string(q.to);
  std::string out = (vi ? "## Tổng quan, " : "## Overview, ") + years + "\n\n" + overview(all, vi) + "\n";
  out += (vi ? "## Thời hạn mâu thuẫn\n\n" : "## Limits that collide\n\n") + collisions(all, l) + "\n";
  out += (vi ? "## Thời hạn theo ngày, còn lại bao nhiêu ngày làm việc\n\n"
             : "## Limits in calendar days: how many working days they leave\n\n") + shrinking(all, l) + "\n";
  out += (vi ? "## Thời hạn theo ngày làm việc, kéo dài bao lâu\n\n"
             : "## Limits in working days: how long they stretch\n\n") + stretching(all, l) + "\n";
  out += (vi ? "## Việc mà luật không đặt thời hạn\n\n" : "## Tasks for which the law sets no limit\n\n") +
         unlimited(all, l) + "\n";
  out += (vi ? "## Thời hạn không có số\n\n" : "## Duties without a number\n\n") + without_number(all, l);
  std::printf("%s", out.c_str());
  return 0;
}

}  // namespace dinh::cli
