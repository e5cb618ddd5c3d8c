#include <cli/arguments.hpp>
#include <cli/files.hpp>
#include <cli/json_text.hpp>
#include <cli/opening.hpp>
#include <cli/print_docket.hpp>
#include <cli/print_procedure.hpp>
#include <cli/show_procedure.hpp>
#include <dinh/exchange/case_timeline.hpp>
#include <dinh/exchange/events_csv.hpp>
#include <dinh/exchange/pack_docket.hpp>
#include <dinh/exchange/svg.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/journal/sqlite.hpp>
#include <exchange/json_answers.hpp>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <optional>

namespace dinh::cli {
namespace {

int written(const common_options& common, const char* kind, const std::string& content, const std::string& file) {
  if (const auto faults = write_file(file, content); faults.has_errors()) return report(faults, common.language);
  print(common.as_json ? in_json(nlohmann::json{{kind, file}}) : file);
  return 0;
}

int missing(const common_options& common, const text& what) {
  return report(diagnostic{severity::error, "cli/case", "show case", what,
                           {"Ví dụ: dinh show case C-1 --events events.csv --as-of 2024-03-31 --svg case.svg.",
                            "For example: dinh show case C-1 --events events.csv --as-of 2024-03-31 --svg case.svg."}},
                common.language);
}

/// The cases of a CSV file or of a journal.
struct opened_cases {
  std::optional<docket> from_events;
  std::optional<recorder> from_journal;
  [[nodiscard]] const docket& cases() const { return from_events ? *from_events : from_journal->cases(); }
};

checked<opened_cases> open_cases(const show_options& o, const pack& p, const registry* units) {
  auto made = docket::make(units != nullptr ? docket_terms_of(p, *units) : docket_terms_of(p));
  if (!made) return unexpected{std::move(made).error()};
  opened_cases out;
  if (o.events.empty()) {
    auto log = sqlite_journal::open(o.journal, {.access = journal_access::read_only});
    if (!log) return unexpected{std::move(log).error()};
    auto r = recorder::open(*std::move(log), *std::move(made));
    if (!r) return unexpected{std::move(r).error()};
    out.from_journal = *std::move(r);
    return out;
  }
  const auto content = read_file(o.events);
  if (!content) return unexpected{content.error()};
  const auto events = read_events({*content, o.events});
  if (!events) return unexpected{events.error()};
  diagnostics faults;
  for (const event& e : *events)
    if (auto done = made->record(e); !done) faults.append(std::move(done).error());
  if (faults.has_errors()) return unexpected{std::move(faults)};
  out.from_events = *std::move(made);
  return out;
}

}  // namespace

int show_procedure(const common_options& common, const show_options& o, const pack& p) {
  if (o.name.empty()) {
    print(common.as_json ? procedures_as_json(p) : print_procedures(p, common.language));
    return 0;
  }
  const auto q = open_procedure(p, o.name);
  if (!q) return report(q.error(), common.language);
  if (o.svg.empty() && o.dot.empty()) {
    print(common.as_json ? procedure_as_json(*q, p) : print_procedure(*q, p, common.language));
    return 0;
  }
  const std::string dot = exchange::procedure_dot(*q, p, common.language);
  if (!o.dot.empty()) {
    if (const int status = written(common, "dot", dot, o.dot); status != 0) return status;
  }
  return o.svg.empty() ? 0 : draw(common, dot, o.svg);
}

int show_case(const common_options& common, const show_options& o, const pack& p) {
  if (o.name.empty()) return missing(common, {"Thiếu mã vụ việc.", "The key of the case is missing."});
  if (o.events.empty() == o.journal.empty())
    return missing(common, {"Cần --events hoặc --journal.", "Either --events or --journal is needed."});
  if (o.as_of.empty()) return missing(common, {"Thiếu --as-of.", "--as-of is missing."});
  const auto as_of = parse_date(o.as_of, "--as-of");
  if (!as_of) return report(as_of.error(), common.language);
  std::optional<registry> units;
  if (!o.units.empty()) {
    auto r = open_register(p, o.units, common.language);
    if (!r) return report(r.error(), common.language);
    units = std::move(*r);
  }
  const auto opened = open_cases(o, p, units ? &*units : nullptr);
  if (!opened) return report(opened.error(), common.language);
  const docket& d = opened->cases();
  const auto events = d.events(o.name);
  const procedure* q = events.empty() ? nullptr : p.find_procedure(events.front().procedure);
  if (q == nullptr)
    return report(diagnostic{severity::error,
                             "cli/not-found",
                             o.name,
                             {"Không có vụ việc \"" + o.name + "\".", "There is no case \"" + o.name + "\"."},
                             {}},
                  common.language);
  if (!o.svg.empty()) {
    const auto svg = case_timeline_svg(d, *q, o.name, *as_of,
                                       {.labels = common.language,
                                        .calendar = p.find_calendar(q->facts().calendar),
                                        .role_name = [&](std::string_view role) { return p.role_name(role); }});
    if (!svg) return report(svg.error(), common.language);
    return written(common, "svg", *svg, o.svg);
  }
  docket_filter only;
  only.case_key = o.name;
  const auto duties = d.duties(*as_of, only);
  const auto next = d.next(o.name, *as_of);
  const auto history = d.history(o.name, *as_of);
  if (!next) return report(next.error(), common.language);
  if (!history) return report(history.error(), common.language);
  print(common.as_json ? case_as_json(duties, d.breaches(*as_of, only), *next, *history, *as_of)
                       : print_duties(duties, d.phrases(), common.language) + print_next(*next, common.language));
  return 0;
}

int not_found(const common_options& common, const text& what, const std::string& name, const std::string& list) {
  return report(
      diagnostic{severity::error,
                 "cli/not-found",
                 name,
                 {"Không có " + what.vi + " \"" + name + "\".", "There is no " + what.en + " \"" + name + "\"."},
                 {"`dinh show " + list + "` liệt kê tất cả.", "`dinh show " + list + "` lists all."}},
      common.language);
}

int draw(const common_options& common, const std::string& dot, const std::string& file) {
  const auto svg = svg_from_dot(dot);
  if (!svg) return report(svg.error(), common.language);
  return written(common, "svg", *svg, file);
}

}  // namespace dinh::cli
