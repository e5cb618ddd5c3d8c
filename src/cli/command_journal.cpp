// dinh replay, dinh duties.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/files.hpp>
#include <cli/opening.hpp>
#include <cli/print_docket.hpp>
#include <dinh/docket/calendar_change.hpp>
#include <dinh/exchange/events_csv.hpp>
#include <dinh/exchange/pack_docket.hpp>
#include <dinh/exchange/snapshot.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/journal/sqlite.hpp>
#include <dinh/journal/tally.hpp>
#include <dinh/report/unit_tally.hpp>

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dinh::cli {
namespace {

checked<recorder> open_recorder(const pack& p, const registry& units, const std::string& path, journal_access access) {
  auto log = sqlite_journal::open(path, {.access = access});
  if (!log) return unexpected{std::move(log).error()};
  auto cases = docket::make(docket_terms_of(p, units));
  if (!cases) return unexpected{std::move(cases).error()};
  return recorder::open(*std::move(log), *std::move(cases));
}

/// The file is read in blocks. It may not have more events than the journal, so that a forged one takes no more memory than
/// is fit for that.
checked<docket> restore(const std::string& snapshot, docket_terms terms, std::uint64_t journal_size) {
  auto file = file_blocks::open(snapshot);
  if (!file) return unexpected{std::move(file).error()};
  auto cases = read_snapshot_from([&] { return file->next(); }, std::move(terms), {.journal_size = journal_size});
  if (cases) return cases;
  diagnostics faults = std::move(cases).error();
  faults.change_each([&](diagnostic& d) {
    if (d.where != snapshot) d.where = d.where.empty() ? snapshot : snapshot + ", " + d.where;
  });
  return unexpected{std::move(faults)};
}

/// The cases of a journal, judged by the calendars of the pack without the notices of the command line; then, with
/// them, what each notice moved.
struct noticed_cases {
  docket cases;
  std::vector<calendar_change> changes;
};
checked<noticed_cases> open_cases(const common_options& common, const pack& p, const registry& units,
                                  const std::string& path, const std::string& snapshot, date as_of) {
  auto log = sqlite_journal::open(path, {.access = journal_access::read_only});
  if (!log) return unexpected{std::move(log).error()};
  std::optional<pack> without;
  if (!common.notices.empty()) {
    common_options plain = common;
    plain.notices.clear();
    auto opened = open_pack(plain);
    if (!opened) return unexpected{std::move(opened).error()};
    without = *std::move(opened);
  }
  const auto size = (*log)->size();
  if (!size) return unexpected{size.error()};
  docket_terms terms = docket_terms_of(without ? *without : p, units);
  auto cases = snapshot.empty() ? docket::make(std::move(terms)) : restore(snapshot, std::move(terms), *size);
  if (!cases) return unexpected{std::move(cases).error()};
  // The last event of the snapshot is taken once more: in its own journal it is there already.
  if (auto count = replay(**log, *cases, std::max<std::uint64_t>(cases->event_count(), 1)); !count)
    return unexpected{std::move(count).error()};
  if (cases->event_count() != *size)
    return refuse("snapshot/other-journal", snapshot,
                  {"Bản chụp thuộc nhật ký khác.", "The snapshot is of another journal."},
                  {"Dùng bản chụp của nhật ký này, hoặc bỏ --snapshot.", "Use that of this journal, or leave --snapshot out."});
  noticed_cases out{*std::move(cases), {}};
  if (!without) return out;
  for (const work_calendar& c : p.calendars()) {
    auto change = out.cases.change_calendar(c, as_of);
    if (!change) return unexpected{std::move(change).error()};
    if (!change->days.empty() || !change->duties.empty()) out.changes.push_back(*std::move(change));
  }
  return out;
}

/// Findings that name an event, with its line in the file before the name.
void name_lines(diagnostics& faults, const std::vector<event>& events, csv_source from) {
  const auto lines = lines_of_events(from);
  std::unordered_map<std::string_view, std::size_t> line_of;
  for (std::size_t i = 0; i < events.size() && i < lines.size(); ++i) line_of.emplace(events[i].id, lines[i]);
  faults.change_each([&](diagnostic& d) {
    // "e7", or "e7 → …" where a correction leaves something impossible
    const auto at = line_of.find(std::string_view{d.where}.substr(0, d.where.find(" → ")));
    if (at != line_of.end()) d.where = std::string{from.file} + ":" + std::to_string(at->second) + " (" + d.where + ")";
  });
}

/// The register that the caller gives is the one that tells who answers: a unit that is not in it is a slip of the pen.
diagnostics unknown_units(const std::vector<event>& events, const registry& units) {
  diagnostics faults;
  for (const event& e : events)
    if (!e.unit.empty() && !units.find_lifetime(e.unit))
      faults.error("cli/unit", e.id,
                   {"Danh bạ không có đơn vị \"" + e.unit + "\".", "The register has no unit \"" + e.unit + "\"."},
                   {"Ghi mã đời đơn vị như `dinh show unit` in ra.", "Give its lifetime key, as `dinh show unit` prints it."});
  return faults;
}

/// The counts straight from the journal, with progress on a terminal: a docket of years of a country need not be made.
checked<tally_report> count_journal(const pack& p, const registry& units, const std::string& path, date as_of) {
  auto log = sqlite_journal::open(path, {.access = journal_access::read_only});
  if (!log) return unexpected{std::move(log).error()};
  const auto size = (*log)->size();
  if (!size) return unexpected{size.error()};
  journal_tally_options options;
  const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
  if (is_terminal)
    options.progress = [&](std::uint64_t read) {
      std::fprintf(stderr, "\r%llu / %llu", static_cast<unsigned long long>(read), static_cast<unsigned long long>(*size));
    };
  const auto counts = tally_of_journal(**log, docket_terms_of(p, units), as_of, options);
  if (is_terminal) std::fprintf(stderr, "\r");
  if (!counts) return unexpected{counts.error()};
  return tally_by_unit(*counts, units, as_of);
}

int tell(const tally_report& report, const registry& units, date as_of, std::span<const calendar_change> changes,
         const phrase_book& words, const common_options& common) {
  std::string out = common.as_json ? tally_as_json(report, units, changes, words, as_of) + "\n"
                                   : print_tally(report, units, as_of, common.language);
  if (!common.as_json && !common.notices.empty()) out += "\n" + print_changes(changes, words, common.language);
  std::fputs(out.c_str(), stdout);
  return 0;
}

bool is_under(const docket& cases, const std::string& case_key, date as_of, const docket_filter& f) {
  return f.unit.empty() || !cases.cases(as_of, {.unit = f.unit, .case_key = case_key}).empty();
}

}  // namespace

int run_replay(const common_options& common, const replay_options& o) {
  const auto content = read_file(o.events);
  if (!content) return report(content.error(), common.language);
  const auto events = read_events({*content, o.events});
  if (!events) return report(events.error(), common.language);
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  const auto units = open_register(*p, o.units, common.language);
  if (!units) return report(units.error(), common.language);
  const csv_source from{*content, o.events};
  if (auto faults = unknown_units(*events, *units); faults.has_errors()) {
    name_lines(faults, *events, from);
    return report(faults, common.language);
  }
  auto r = open_recorder(*p, *units, o.journal, journal_access::read_write);
  if (!r) return report(r.error(), common.language);

  recording all;
  constexpr std::size_t batch = 50;
  const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
  for (std::size_t at = 0; at < events->size(); at += batch) {
    auto done = r->record(std::span{*events}.subspan(at, std::min(batch, events->size() - at)));
    if (!done) return report(done.error(), common.language);
    all.recorded += done->recorded;
    all.already_there += done->already_there;
    all.refused_events += done->refused_events;
    all.refused.append(std::move(done->refused));
    if (is_terminal) std::fprintf(stderr, "\r%zu / %zu", std::min(at + batch, events->size()), events->size());
    if (o.crash_after > 0 && all.recorded >= o.crash_after) ::kill(::getpid(), SIGKILL);
  }
  if (is_terminal) std::fprintf(stderr, "\r");
  const auto number = [](std::uint64_t n) { return std::to_string(n); };
  std::string words;
  if (common.as_json)
    words = "{\"recorded\":" + number(all.recorded) + ",\"already_there\":" + number(all.already_there) +
            ",\"refused\":" + number(all.refused_events) + ",\"size\":" + number(r->size()) + "}";
  else if (common.language == lang::vi)
    words = number(all.recorded) + " sự kiện được ghi, " + number(all.already_there) + " đã có, " +
            number(all.refused_events) + " bị từ chối; nhật ký có " + number(r->size());
  else
    words = number(all.recorded) + " recorded, " + number(all.already_there) + " were there, " +
            number(all.refused_events) + " refused; the journal holds " + number(r->size());
  std::printf("%s\n", words.c_str());
  if (!o.snapshot.empty()) {
    const auto faults = write_blocks(o.snapshot, [&](const byte_sink& to) {
      auto done = write_snapshot_to(to, r->cases());
      return done ? diagnostics{} : std::move(done).error();
    });
    if (faults.has_errors()) return report(faults, common.language);
  }
  if (all.refused.empty()) return 0;
  name_lines(all.refused, *events, from);
  report(all.refused, common.language);
  return 1;
}

int run_duties(const common_options& common, const duties_options& o) {
  const auto day = parse_date(o.as_of, "--as-of");
  if (!day) return report(day.error(), common.language);
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  const auto units = open_register(*p, o.units, common.language);
  if (!units) return report(units.error(), common.language);
  if (o.by_unit && o.snapshot.empty() && o.unit.empty() && common.notices.empty()) {
    const auto counts = count_journal(*p, *units, o.journal, *day);
    return counts ? tell(*counts, *units, *day, {}, p->phrases(), common) : report(counts.error(), common.language);
  }
  auto opened = open_cases(common, *p, *units, o.journal, o.snapshot, *day);
  if (!opened) return report(opened.error(), common.language);
  const docket& cases = opened->cases;
  docket_filter filter;
  if (!o.unit.empty()) {
    const unit_id u = units->find(o.unit, *day);
    if (!u)
      return report(diagnostic{severity::error,
                               "cli/unit",
                               "--unit",
                               {"Không có đơn vị mã " + o.unit + " vào ngày " + o.as_of + ".",
                                "There is no unit with the code " + o.unit + " on " + o.as_of + "."},
                               {}},
                    common.language);
    filter.unit = (*units)[u].key;
  }

  if (o.reminders > 0) {
    const date until = *day + boost::gregorian::days{o.reminders};
    const auto reminders = cases.reminders({*day, until}, *day, filter);
    const std::string words = common.as_json ? reminders_as_json(reminders, *day, until) + "\n"
                              : text{"Nhắc việc", "Reminders"}.in(common.language) + ": " + std::to_string(reminders.size()) +
                                    "\n" + print_reminders(reminders, cases.phrases(), common.language);
    std::fputs(words.c_str(), stdout);
    return 0;
  }

  for (calendar_change& c : opened->changes)
    if (!filter.unit.empty())
      c.duties.erase(std::remove_if(c.duties.begin(), c.duties.end(),
                                    [&](const moved_duty& m) { return !is_under(cases, m.after.case_key, *day, filter); }),
                     c.duties.end());
  if (o.by_unit)
    return tell(tally_by_unit(cases, *units, *day, filter), *units, *day, opened->changes, cases.phrases(), common);

  struct group {
    const char* state;
    text title;
    std::vector<duty> duties;
  };
  group groups[] = {{"open", {"Đang mở", "Open"}, {}},
                    {"breached", {"Quá hạn hoặc vi phạm", "Overdue or breached"}, {}},
                    {"late", {"Làm trễ", "Met late"}, {}},
                    {"suspended", {"Tạm đình chỉ", "Suspended"}, {}},
                    {"review", {"Cần xem xét vì luật thay đổi", "Needs review, the law changed"}, {}}};
  for (duty& d : cases.duties(*day, filter)) {
    if (d.state == duty_state::open || d.state == duty_state::pending)
      groups[0].duties.push_back(std::move(d));
    else if (d.state == duty_state::breached)
      groups[1].duties.push_back(std::move(d));
    else if (d.state == duty_state::met_late)
      groups[2].duties.push_back(std::move(d));
    else if (d.state == duty_state::suspended)
      groups[3].duties.push_back(std::move(d));
    else if (d.state == duty_state::needs_review)
      groups[4].duties.push_back(std::move(d));
  }
  std::vector<breach_record> breaches;
  if (o.state == "all" || o.state == "breached") breaches = cases.breaches(*day, filter);
  if (common.as_json) {
    std::vector<duty> chosen;
    for (auto& g : groups)
      if (o.state == "all" || o.state == g.state) chosen.insert(chosen.end(), g.duties.begin(), g.duties.end());
    std::printf("%s\n", duties_as_json(chosen, breaches, opened->changes, cases.phrases(), *day).c_str());
    return 0;
  }
  for (const auto& g : groups) {
    if (o.state != "all" && o.state != g.state) continue;
    std::printf("%s: %zu\n%s\n", g.title.in(common.language).c_str(), g.duties.size(),
                print_duties(g.duties, cases.phrases(), common.language).c_str());
  }
  if (o.state == "all" || o.state == "breached") {
    std::printf("%s: %zu\n%s", text{"Vi phạm đã ghi nhận", "Breaches recorded"}.in(common.language).c_str(),
                breaches.size(), print_breaches(breaches, common.language).c_str());
  }
  if (!common.notices.empty()) std::printf("\n%s", print_changes(opened->changes, cases.phrases(), common.language).c_str());
  return 0;
}

}  // namespace dinh::cli
