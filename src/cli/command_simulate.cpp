// dinh simulate: a year of made-up cases in a whole country.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/json_text.hpp>
#include <cli/opening.hpp>
#include <cli/usual_mix.hpp>
#include <dinh/docket/due_index.hpp>
#include <dinh/docket/simulation.hpp>
#include <exchange/letters.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::cli {

namespace {

std::string grouped(std::uint64_t n) {
  std::string s = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(s.size()) - 3; at > 0; at -= 3) s.insert(static_cast<std::size_t>(at), ",");
  return s;
}

/// "97.3" per cent of what can be judged, rounded down in integers; "-" where there is nothing to judge.
std::string in_time(const simulated_counts& c) {
  const std::uint64_t judged = c.duties.judged();
  if (judged == 0) return "-";
  const std::uint64_t tenths = std::uint64_t{c.duties.met} * 1000 / judged;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

json counts_as_json(const simulated_counts& c) {
  return {{"cases", c.cases},     {"closed", c.closed},     {"events", c.events}, {"met", c.duties.met},        {"met_late", c.duties.met_late},
          {"breached", c.duties.breached}, {"overdue", c.duties.overdue}, {"open", c.duties.open},     {"void", c.duties.voided}};
}

std::string row(const std::string& name, const std::array<std::string, 8>& cells) {
  constexpr std::array<std::size_t, 8> widths{11, 13, 12, 10, 10, 10, 10, 7};
  const auto width = [](const std::string& s) {
    return exchange::characters(s);
  };  // letters take more bytes than places
  std::string line = name + std::string(width(name) < 14 ? 14 - width(name) : 0, ' ');
  for (std::size_t i = 0; i < cells.size(); ++i)
    line += std::string(width(cells[i]) < widths[i] ? widths[i] - width(cells[i]) + 1 : 1, ' ') + cells[i];
  return line + '\n';
}
std::string row(const std::string& name, const simulated_counts& c) {
  return row(name, {grouped(c.cases), grouped(c.events), grouped(c.duties.met), grouped(c.duties.met_late), grouped(c.duties.breached),
                    grouped(c.duties.overdue), grouped(c.duties.open), in_time(c)});
}

}  // namespace

int run_simulate(const common_options& common, const simulate_options& o) {
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  const bool vi = common.language == lang::vi;
  const date first{static_cast<unsigned short>(o.year), 1, 1};
  const date end{static_cast<unsigned short>(o.year + 1), 1, 1};

  std::vector<procedure> procedures;
  std::vector<work_calendar> calendars;
  std::vector<simulated_mix> mix;
  diagnostics faults;
  for (const procedure& law : p->procedures()) {
    if (!o.procedures.empty() && std::find(o.procedures.begin(), o.procedures.end(), law.id()) == o.procedures.end()) continue;
    if (!law.facts().valid.overlaps({first, end})) continue;
    const auto calendar = open_calendar(*p, law.facts().calendar);
    if (!calendar) {
      faults.append(calendar.error());
      continue;
    }
    simulated_mix rate = usual_mix(law.id());
    if (o.cases_per_commune || o.cases_per_village)
      rate = {0, o.cases_per_commune.value_or(0) * 1000, o.cases_per_village.value_or(0) * 1000, {}};
    rate.procedure = static_cast<std::uint32_t>(procedures.size());
    mix.push_back(rate);
    procedures.push_back(law);
    calendars.push_back(*calendar);
  }
  for (const auto& id : o.procedures)
    if (std::none_of(procedures.begin(), procedures.end(), [&](const procedure& x) { return x.id() == id; }))
      faults.error("cli/procedure", "--procedure",
                   {"Gói luật không có quy trình \"" + id + "\" có hiệu lực trong năm " + std::to_string(o.year) + ".",
                    "The pack has no procedure \"" + id + "\" in force in " + std::to_string(o.year) + "."},
                   {"`dinh show procedure` liệt kê các quy trình.", "`dinh show procedure` lists the procedures."});
  if (o.communes < o.provinces || o.provinces == 0)
    faults.error("cli/units", "--communes", {"Mỗi tỉnh cần ít nhất một xã.", "Each province needs a commune at least."});
  if (faults.has_errors()) return report(faults, common.language);

  std::vector<simulated_unit> units(o.communes);
  for (std::uint32_t i = 0; i < o.communes; ++i) {  // as even as whole numbers can be
    units[i].villages = o.villages / o.communes + (i < o.villages % o.communes ? 1U : 0U);
  }
  const auto province_of = [&](std::uint32_t i) {
    return static_cast<std::size_t>(std::uint64_t{i} * o.provinces / o.communes);
  };

  simulation_terms terms;
  terms.procedures = procedures;
  terms.calendars = calendars;
  terms.units = units;
  terms.mix = mix;
  terms.over = {first, end};
  terms.seed = o.seed;
  terms.threads = o.threads;
  terms.conduct.late = o.late;
  terms.conduct.never = o.never;
  const auto began = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); };
  if (!common.as_json && !o.quiet)
    terms.progress = [&](std::size_t done, std::uint64_t events) {
      std::fprintf(stderr, vi ? "\r%zu/%zu xã, %s sự kiện, %.1f triệu/giây " : "\r%zu/%zu communes, %s events, %.1f M/s ", done,
                   units.size(), grouped(events).c_str(), static_cast<double>(events) / seconds() / 1e6);
    };
  const auto result = simulate(terms);
  if (!result) return report(result.error(), common.language);
  if (terms.progress) std::fputc('\n', stderr);

  // what is owed at the end, by the day on which it falls due
  due_index owed;
  for (std::uint32_t i = 0; i < result->owed.size(); ++i)
    if (const owed_duty& d = result->owed[i];
        d.lawful != never && procedures[d.procedure].deadline_at(d.deadline).sets_latest())
      (void)owed.insert(d.lawful, i);
  std::uint64_t overdue = 0;
  std::uint64_t soon = 0;
  owed.take_until(to_day_number(end) - 1, [&](day_number, std::uint32_t) { ++overdue; });
  owed.each_in(to_day_number(end), to_day_number(end) + 30, [&](day_number, std::uint32_t) { ++soon; });

  std::vector<simulated_counts> provinces(o.provinces);
  for (std::uint32_t i = 0; i < o.communes; ++i) provinces[province_of(i)] += result->units[i];
  const simulated_counts total = result->total();
  char digest[17];
  std::snprintf(digest, sizeof digest, "%016llx", static_cast<unsigned long long>(result->digest));
  if (common.as_json) {
    json out{{"year", o.year},       {"seed", o.seed},          {"provinces", o.provinces}, {"communes", o.communes},
             {"villages", o.villages}, {"procedures", json::array()}, {"total", counts_as_json(total)},
             {"past_their_day", overdue}, {"due_in_30_days", soon}, {"by_province", json::array()},    {"digest", digest}};
    for (std::size_t i = 0; i < procedures.size(); ++i)
      out["procedures"].push_back({{"id", procedures[i].id()}, {"breaches_by_month", result->late_by_month[i]}});
    for (const auto& c : provinces) out["by_province"].push_back(counts_as_json(c));
    std::fputs((out.dump(2) + "\n").c_str(), stdout);
    return 0;
  }
  std::string words = vi ? "Năm giả lập " : "A made-up year, ";
  words += std::to_string(o.year) + (vi ? ": " : ": ") + std::to_string(procedures.size()) +
           (vi ? " quy trình, " : " procedures, ") + grouped(o.provinces) + (vi ? " tỉnh, " : " provinces, ") + grouped(o.communes) +
           (vi ? " xã, " : " communes, ") + grouped(o.villages) + (vi ? " thôn. Không phải số liệu thật.\n\n" : " villages. No real figures.\n\n");
  words += vi ? row("", {"hồ sơ", "sự kiện", "đúng hạn", "trễ", "vi phạm", "quá hạn", "đang mở", "%"})
              : row("", {"cases", "events", "met", "late", "breached", "overdue", "open", "%"});
  for (std::size_t i = 0; i < provinces.size(); ++i)
    words += row((vi ? "tỉnh " : "province ") + std::to_string(i + 1), provinces[i]);
  words += row(vi ? "cả nước" : "the country", total);
  words += vi ? "\nCòn nợ cuối năm: " + grouped(result->owed.size()) + " việc; quá ngày " + grouped(overdue) + ", đến hạn trong 30 ngày " + grouped(soon)
              : "\nOwed at the end: " + grouped(result->owed.size()) + " duties; past their day " + grouped(overdue) + ", due within 30 days " + grouped(soon);
  words += vi ? ".\nMã kiểm tra: " : ".\nDigest: ";
  words += std::string{digest} + "\n";
  std::fputs(words.c_str(), stdout);
  return 0;
}

}  // namespace dinh::cli
