#include <cli/print_timing.hpp>
#include <cli/json_text.hpp>
#include <exchange/json_timing.hpp>

#include <algorithm>

namespace dinh::cli {

namespace {

std::string day_words(date d, lang l) {
  if (d.is_pos_infinity()) return l == lang::vi ? "không có hạn" : "no limit";
  if (d.is_special()) return l == lang::vi ? "không có" : "none";
  return std::string{name_of(weekday_of(d), l)} + " " + to_text(d);
}
std::string keys(const std::vector<step_id>& steps, const procedure& p) {
  std::string out;
  for (const step_id s : steps) out += (out.empty() ? "" : ", ") + p[s].key;
  return out;
}

void print_circle(std::string& out, const std::vector<timing_link>& circle, const std::vector<calendar_entry>& days_off,
                  const procedure& p, const timing_options& o, lang l) {
  for (const timing_link& link : circle) {
    if (link.kind == timing_link::kind_of::flow) continue;  // the JSON has them
    out += "    " + (link.from_day.is_special() ? std::string{} : to_text(link.from_day) + " → " + to_text(link.to_day) + "  ") +
           describe(link, p, o).in(l) + "\n";
  }
  std::string names;
  const std::string* last = nullptr;
  for (const calendar_entry& e : days_off) {
    if (e.kind == day_kind::swap_work) continue;
    if (last == nullptr || *last != e.name.in(l)) names += (names.empty() ? "" : ", ") + e.name.in(l);
    last = &e.name.in(l);
  }
  if (!names.empty()) out += std::string{l == lang::vi ? "    Ngày nghỉ ở giữa: " : "    Days off in between: "} + names + "\n";
}

}  // namespace

std::string choices_text(const std::vector<run_step>& choices, const procedure& p) {
  std::string out;
  for (const run_step& c : choices) out += (out.empty() ? "" : " ") + p[c.what].key + "[" + c.branch + "]";
  return out.empty() ? "-" : out;
}

namespace {

// A pause of a scenario, and that nothing bounds it.
void print_pauses(std::string& out, const timing_scenario& s, const procedure& p, lang l) {
  const bool vi = l == lang::vi;
  for (const timing_pause& one : s.pauses) {
    out += "  " + exchange::clock_in_words(p.facts().clocks[one.clock]).in(l) + ": " + p[one.from].key + " … " +
           (one.to ? p[one.to].key : std::string{vi ? "không chạy tiếp" : "not taken up again"}) +
           (one.is_bounded ? (vi ? "; có giới hạn" : "; bounded") : (vi ? "; không gì giới hạn" : "; nothing bounds it")) + "\n";
    for (const std::uint32_t d : one.deadlines) out += "    " + deadline_text(d, p, l) + "\n";
  }
  for (const std::uint32_t d : s.not_paused)
    out += (vi ? "  Khi tạm dừng, không tính được: " : "  Not counted with its suspension: ") + deadline_text(d, p, l) + "\n";
  if (!s.is_exact)
    out += vi ? "  Có quá nhiều ngày tạm dừng để xét hết: ngày cuối chỉ là giới hạn trên.\n"
              : "  More suspensions than were followed day by day: the last day is an upper bound.\n";
}

std::string clock_of_day(std::int32_t minute) {
  const auto two = [](std::int32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return " " + two(minute / 60) + ":" + two(minute % 60);
}

}  // namespace

std::string deadline_text(std::uint32_t d, const procedure& p, lang l) { return exchange::deadline_in_words(d, p).in(l); }

std::string print_timing(const timing_report& r, const procedure& p, const timing_options& o, lang l) {
  const bool vi = l == lang::vi;
  std::string out = p.title().in(l) + " (" + p.id() + "), " + std::to_string(r.years.first) + "-" +
                    std::to_string(r.years.last) + "\n";
  out += std::to_string(r.scenarios.size()) + (vi ? " tình huống từ " : " scenarios from ") + std::to_string(r.ways) +
         (vi ? " đường đi qua các quyết định" : " ways through the decisions");
  if (!r.is_complete) out += vi ? "; còn nữa, chưa xem hết" : "; there are more, which were not looked at";
  if (!r.cut_at.empty())
    out += (vi ? "; vòng lặp cắt tại: " : "; loops cut at: ") + keys(r.cut_at, p);
  out += "\n";
  std::size_t good = 0;
  std::size_t provisional = 0;
  for (std::size_t i = 0; i < r.day_count(); ++i) {
    const start_day s = r.on(i);
    good += s.can_be_met ? 1U : 0U;
    provisional += s.is_provisional ? 1U : 0U;
  }
  out += (vi ? "Ngày bắt đầu mà mọi thời hạn đều giữ được: " : "Start days on which all limits can be met: ") +
         std::to_string(good) + " / " + std::to_string(r.day_count());
  if (provisional > 0)
    out += (vi ? "; tạm tính: " : "; provisional: ") + std::to_string(provisional);
  out += "\n";
  for (std::size_t i = 0; i < r.scenarios.size(); ++i) {
    const timing_scenario& s = r.scenarios[i];
    std::int64_t earliest = -1;
    std::int64_t latest = -1;
    for (const start_day& d : r.days[i]) {
      if (!d.earliest_end.is_special()) earliest = std::max<std::int64_t>(earliest, (d.earliest_end - d.day).days());
      if (!d.latest_end.is_special()) latest = std::max<std::int64_t>(latest, (d.latest_end - d.day).days());
    }
    out += (vi ? "Tình huống " : "Scenario ") + std::to_string(i + 1) + ": " + choices_text(s.choices, p) + " → " +
           p[s.end].key + (s.ways > 1 ? (vi ? " và " : " and ") + std::to_string(s.ways - 1) + (vi ? " đường khác" : " more") : "") +
           "\n";
    if (earliest >= 0)
      out += (vi ? "  cần nhiều nhất " : "  needs at most ") + std::to_string(earliest) + (vi ? " ngày" : " days") +
             (latest >= 0 ? (vi ? ", được kéo dài nhiều nhất " : ", may last at most ") + std::to_string(latest) +
                                (vi ? " ngày" : " days")
                          : (vi ? ", không có hạn cuối: không gì giới hạn " : ", has no last day: nothing limits ") +
                                (s.unlimited_at ? p[s.unlimited_at].key : std::string{"-"})) +
             "\n";
    print_pauses(out, s, p, l);
  }
  for (const timing_failure& f : r.failures) {
    out += (vi ? "Mâu thuẫn: bắt đầu từ " : "Collision: started ") + to_text(f.first) + (vi ? " đến " : " to ") +
           to_text(f.last) + " (" + std::to_string(f.days) + (vi ? " ngày" : " days") +
           (f.is_provisional ? (vi ? ", tạm tính" : ", provisional") : "") + (vi ? ", tình huống " : ", scenario ") +
           std::to_string(f.scenario + 1) + ")\n";
    print_circle(out, f.circle, f.days_off, p, o, l);
  }
  for (const limit_room& room : r.room) {
    if (room.fewest_working_days == INT32_MAX) continue;
    out += (vi ? "Thời hạn " : "Limit ") + deadline_text(room.deadline, p, l) + "\n" +
           (vi ? "  ít nhất " : "  leaves at least ") + std::to_string(room.fewest_working_days) +
           (vi ? " ngày làm việc (từ " : " working days (from ") + to_text(room.fewest_from) + ")" +
           (room.is_provisional ? (vi ? ", tạm tính" : ", provisional") : "") +
           (vi ? ", nhiều nhất " : ", at most ") + std::to_string(room.most_working_days) +
           (vi ? "; dài nhất " : "; longest ") + std::to_string(room.longest_days) + (vi ? " ngày (từ " : " days (from ") +
           to_text(room.longest_from) + ")\n";
  }
  for (const std::uint32_t d : r.not_timed)
    out += (vi ? "Không xét (tính bằng giờ, chưa nêu --hours): " : "Left out (in hours, without --hours): ") + deadline_text(d, p, l) + "\n";
  const clock_untimed* last = nullptr;
  for (const clock_untimed& c : r.clocks_untimed) {
    if (last == nullptr || last->clock != c.clock)
      out += (vi ? "Không xét: " : "Not timed: ") + exchange::clock_in_words(p.facts().clocks[c.clock]).in(l) + "\n";
    last = &c;
    out += "  " + deadline_text(c.deadline, p, l) + "\n";
  }
  for (const std::uint32_t d : r.no_number)
    out += (vi ? "Luật không nêu số: " : "No number in law: ") + deadline_text(d, p, l) + "\n";
  if (!r.no_limit.empty())
    out += (vi ? "Việc không có thời hạn: " : "Tasks without a limit: ") + keys(r.no_limit, p) + "\n";
  return out;
}

std::string timing_as_json(const timing_report& r, const procedure& p, const timing_options& o) {
  return pretty(exchange::timing_json(r, p, o));
}

std::string print_start(const std::vector<scenario_timing>& all, const procedure& p, const timing_options& o, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const scenario_timing& s = all[i];
    out += (vi ? "Tình huống " : "Scenario ") + std::to_string(i + 1) + ": " + choices_text(s.scenario.choices, p) + "\n";
    if (!s.result.can_be_met) {
      out += vi ? "  Các thời hạn mâu thuẫn:\n" : "  The limits collide:\n";
      print_circle(out, s.circle, s.days_off, p, o, l);
      continue;
    }
    for (const step_days& d : s.steps) {
      out += "  " + p[d.step].key + ": " + day_words(d.earliest, l) + (d.earliest_minute ? clock_of_day(*d.earliest_minute) : "") +
             " … " + day_words(d.latest, l) + (d.latest_minute ? clock_of_day(*d.latest_minute) : "");
      if (d.slack()) out += (vi ? ", dự trữ " : ", slack ") + std::to_string(*d.slack()) + (vi ? " ngày" : " days");
      out += "\n";
    }
    print_pauses(out, s.scenario, p, l);
    if (!s.chain.empty()) out += vi ? "  Chuỗi quyết định ngày xong sớm nhất:\n" : "  What sets the earliest end:\n";
    print_circle(out, s.chain, {}, p, o, l);
    if (s.result.is_provisional) out += vi ? "  (tạm tính)\n" : "  (provisional)\n";
  }
  return out;
}

std::string start_as_json(const std::vector<scenario_timing>& all, const procedure& p, const timing_options& o) {
  return pretty(exchange::start_json(all, p, o));
}

namespace {
std::string part_words(const control_part& part, const procedure& p, const timing_options& o, lang l) {
  timing_link link;
  link.kind = part.kind;
  link.number = part.number;
  link.from = part.from;
  link.to = part.to;
  return describe(link, p, o).in(l);
}
}  // namespace

std::string print_control(const std::vector<scenario_control>& all, const procedure& p, const timing_options& o,
                          lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const scenario_control& s = all[i];
    const std::string_view verdict =
        s.verdict == control_verdict::controllable ? (vi ? "giữ được mọi thời hạn dù bên khác làm khi nào trong hạn của họ"
                                                         : "all limits can be kept, whenever others act within theirs")
        : s.verdict == control_verdict::not_controllable
            ? (vi ? "không bảo đảm giữ được" : "the limits cannot be kept for certain")
            : (vi ? "tùy ngày nghỉ ở giữa, không thể hứa" : "depends on the days off in between; cannot be promised");
    out += (vi ? "Tình huống " : "Scenario ") + std::to_string(i + 1) + ": " + choices_text(s.scenario.choices, p) +
           ": " + std::string{verdict} + "\n";
    for (const control_part& part : s.circle)
      out += std::string{"    "} + (part.is_theirs ? (vi ? "[bên khác] " : "[theirs] ") : "") +
             part_words(part, p, o, l) + "\n";
    for (const std::uint32_t d : s.responsible)
      out += (vi ? "    Thời hạn quyết định: " : "    Responsible: ") + deadline_text(d, p, l) + "\n";
    if (!s.unbounded.empty())
      out += (vi ? "    Chờ bên khác, không có hạn: " : "    Awaited, without a limit: ") + keys(s.unbounded, p) + "\n";
  }
  return out;
}

std::string control_as_json(const std::vector<scenario_control>& all, const procedure& p, const timing_options& o) {
  return pretty(exchange::control_json(all, p, o));
}

}  // namespace dinh::cli
