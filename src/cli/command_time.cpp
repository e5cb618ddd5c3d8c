// dinh calendar, dinh lunar.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/due_questions.hpp>
#include <cli/files.hpp>
#include <cli/opening.hpp>
#include <cli/print_calendar.hpp>
#include <cli/print_import.hpp>
#include <dinh/calendar/lunar.hpp>

#include <cstdio>
#include <vector>

namespace dinh::cli {
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
