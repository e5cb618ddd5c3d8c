#pragma once
// The commands of `dinh`: plain functions over the public interface. Parsing of arguments is main.cpp's.

#include <dinh/base/text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dinh::cli {

/// What every command takes.
struct common_options {
  lang language = lang::en;
  bool as_json = false;
  std::string pack;                  ///< folder of a pack; empty: the embedded Vietnamese one
  std::vector<std::string> notices;  ///< yearly notice files on top of the pack's calendars
};

struct due_options {
  std::string within, before, at_least, valid_for;  ///< spans such as "5 working days" or "5wd"; one of them,
  std::string rule;                                 ///< or the id of a rule that sets a limit
  std::string day;                                  ///< the trigger, the event or the first day, YYYY-MM-DD
  std::string calendar = "state-agency";
  bool swapped_day_off_is_not_rest_day = false;
  bool make_up_saturday_is_not_working_day = false;
  bool roll_minimum_period_end = false;
};

struct decide_options {
  std::string setting = "village", content, form, on;
  std::optional<std::int64_t> households, present, in_favour, valid_ballots, ballots_returned, online_agreed;
  bool households_unknown = false;
};

struct show_options {
  std::string what;   ///< rule, instrument, procedure, unit
  std::string name;   ///< empty: the list of all
  std::string on;     ///< date, for rules and units
  std::string units;  ///< folder with units.csv and successions.csv
  std::string svg;    ///< file to draw into, for procedures and units
};

struct calendar_options {
  int year = 0;  ///< 0 where a command below `calendar` is meant
  std::string calendar = "state-agency";
};

struct import_options {
  std::string notice;  ///< file of the notice
  std::string due;     ///< CSV file of due-date questions; empty: none
  std::string output;  ///< file for the calendar with the notice; empty: none
};

struct lunar_options {
  std::string day_or_year;
};

struct replay_options {
  std::string events, journal, units;
  std::uint64_t crash_after = 0;
};

struct duties_options {
  std::string journal, units, as_of, unit;
  std::string state = "all";  ///< open, late, breached or all of these
};

struct cases_options {
  std::vector<std::string> files;
  std::string adapter;
  std::string units;
};

// Each returns the exit status: 0 done, 1 the answer is no (a case is wrong, a check failed), 2 the input is faulty.
int run_due(const common_options&, const due_options&);
int run_decide(const common_options&, const decide_options&);
int run_show(const common_options&, const show_options&);
int run_calendar(const common_options&, const calendar_options&);
int run_calendar_import(const common_options&, const import_options&);
int run_lunar(const common_options&, const lunar_options&);
int run_check(const common_options&);
int run_replay(const common_options&, const replay_options&);
int run_duties(const common_options&, const duties_options&);
int run_answer(const common_options&, const cases_options&);
int run_conformance(const common_options&, const cases_options&);

}  // namespace dinh::cli
