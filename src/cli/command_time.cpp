// dinh due, dinh calendar, dinh lunar.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/due_questions.hpp>
#include <cli/opening.hpp>
#include <cli/print_calendar.hpp>
#include <cli/print_import.hpp>
#include <dinh/calendar/due.hpp>
#include <dinh/calendar/lunar.hpp>

#include <cstdio>
#include <optional>
#include <vector>

namespace dinh::cli {
namespace {

/// A limit as given on the command line, or as the rule of that day sets it.
struct asked_limit {
  limit time;
  citation source;
  evidence known_by = evidence::text;
};

checked<asked_limit> find_limit(const due_options& o, const pack& p, date on) {
  struct way {
    const std::string& given;
    const char* option;
    direction direction_of;
  };
  for (const way& w :
       {way{o.within, "--within", direction::within_after}, way{o.before, "--before", direction::not_later_than_before},
        way{o.at_least, "--at-least", direction::at_least_lasting},
        way{o.valid_for, "--valid-for", direction::valid_for}}) {
    if (w.given.empty()) continue;
    const auto length = parse_span(w.given, w.option);
    if (!length) return unexpected{length.error()};
    return asked_limit{limit{*length, w.direction_of}, {}, evidence::text};
  }
  const rule* r = p.rules().find(o.rule);
  if (r == nullptr)
    return refuse("cli/rule", "--rule",
                  {"Không có quy tắc \"" + o.rule + "\".", "There is no rule \"" + o.rule + "\"."},
                  {"`dinh show rule` liệt kê các quy tắc.", "`dinh show rule` lists the rules."});
  if (!r->time)
    return refuse("cli/rule", "--rule",
                  {"Quy tắc " + o.rule + " không đặt ra thời hạn.", "Rule " + o.rule + " sets no limit of time."});
  if (!r->valid.contains(on))
    return refuse(
        "cli/rule", "--rule",
        {"Quy tắc " + o.rule + " không có hiệu lực ngày " + to_text(on) + " mà trong " + to_text(r->valid) + ".",
         "Rule " + o.rule + " does not hold on " + to_text(on) + " but in " + to_text(r->valid) + "."});
  return asked_limit{*r->time, r->source, r->known_by};
}

void print(const std::string& words) { std::fputs(words.c_str(), stdout); }

}  // namespace

int run_due(const common_options& common, const due_options& o) {
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  diagnostics faults;
  const auto day = parse_date(o.day, "--from");
  if (!day) faults.append(day.error());
  const auto calendar = open_calendar(*p, o.calendar);
  if (!calendar) faults.append(calendar.error());
  std::optional<asked_limit> asked;
  if (day) {
    auto found = find_limit(o, *p, *day);
    if (found)
      asked = *std::move(found);
    else
      faults.append(found.error());
  }
  if (faults.has_errors()) return report(faults, common.language);

  dinh::due_options options;
  if (o.swapped_day_off_is_not_rest_day) options.policies.swapped_day_off_is_rest_day = choice::no;
  if (o.make_up_saturday_is_not_working_day) options.policies.make_up_saturday_is_working_day = choice::no;
  if (o.roll_minimum_period_end) options.policies.roll_minimum_period_end = choice::yes;
  options.source = asked->source;
  options.known_by = asked->known_by;
  const due_date due = calendar->due(asked->time, after(*day), options);
  print(common.as_json ? due_as_json(due, *calendar) : print_due(due, *calendar, common.language));
  return 0;
}

int run_calendar(const common_options& common, const calendar_options& o) {
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  const auto calendar = open_calendar(*p, o.calendar);
  if (!calendar) return report(calendar.error(), common.language);
  print(common.as_json ? year_as_json(*calendar, o.year) : print_year(*calendar, o.year, common.language));
  return 0;
}

int run_calendar_import(const common_options& common, const import_options& o) {
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  diagnostics faults;
  auto applied = open_notice(*p, o.notice);
  if (!applied) faults.append(applied.error());
  std::vector<asked_due_date> questions;
  if (!o.due.empty()) {
    auto asked = read_due_questions(o.due);
    if (asked)
      questions = *std::move(asked);
    else
      faults.append(std::move(asked).error());
  }
  if (faults.has_errors()) return report(faults, common.language);
  if (!o.output.empty())
    if (const diagnostics unwritten = write_file(o.output, write_calendar(applied->now)); unwritten.has_errors())
      return report(unwritten, common.language);
  print(common.as_json ? import_as_json(*applied, questions, o.output)
                       : print_import(*applied, questions, o.output, common.language));
  return 0;
}

int run_lunar(const common_options& common, const lunar_options& o) {
  // the lunar calendar rests on no notice, but a faulty one is refused as everywhere
  if (!common.notices.empty())
    if (const auto p = open_pack(common); !p) return report(p.error(), common.language);
  const std::string& given = o.day_or_year;
  const bool is_year = given.size() == 4 && given.find_first_not_of("0123456789") == std::string::npos;
  if (is_year) {
    const int year = std::stoi(given);
    if (year < 1900 || year > 2200)
      return report(
          diagnostic{
              severity::error, "cli/year", given, {"Năm phải từ 1900 đến 2200.", "The year lies in 1900 to 2200."}, {}},
          common.language);
    print(common.as_json ? lunar_as_json(year) : print_lunar(year, common.language));
    return 0;
  }
  const auto day = parse_date(given, "day");
  if (!day) return report(day.error(), common.language);
  if (!work_calendar::covers(*day))
    return report(diagnostic{severity::error,
                             "cli/day",
                             given,
                             {"Ngày phải từ năm 1900 đến 2200.", "The day lies in 1900 to 2200."},
                             {}},
                  common.language);
  print(common.as_json ? lunar_as_json(*day) : print_lunar(*day, common.language));
  return 0;
}

}  // namespace dinh::cli
