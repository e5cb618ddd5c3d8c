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
  std::vector<std::string> layers;   ///< folders of layers on top of the pack, the lowest first
  std::string min_evidence;          ///< T or S: refuse answers that rest on less; empty or M: accept all
  std::string required_signature;    ///< key, or file with it, that every pack read from a folder must be signed with
};

struct due_options {
  std::string within, before, at_least, valid_for;  ///< spans such as "5 working days" or "5wd"; one of them,
  std::string rule;                                 ///< or the id of a rule that sets a limit,
  std::string every;                                ///< or a duty of every month, quarter, half-year or year
  std::string day;  ///< the trigger, the event or the first day, YYYY-MM-DD; with a time for limits in hours
  std::string calendar = "state-agency";

  std::vector<std::string> hours;       ///< office hours, such as "mon-fri 07:30-11:30,13:30-17:00"
  std::vector<std::string> suspended;   ///< FROM..RESUMED
  std::string extended;                 ///< length of one extension
  std::int32_t extended_times = 1;
  std::optional<std::int32_t> extensions_allowed;
  std::string extension_at_most;        ///< all extensions together
  std::string remote;                   ///< the limit in remote areas
  std::string area;                     ///< ordinary or remote
  std::vector<std::string> earlier_of;  ///< other limits, the earliest of which counts

  std::string to;  ///< recurring duties: the last day to look at
  std::int32_t times = 1, months_after = 0;
  bool end_moves = false;
  std::vector<std::string> done;  ///< days on which it was done

  bool swapped_day_off_is_not_rest_day = false;
  bool make_up_saturday_is_not_working_day = false;
  bool substitute_day_is_not_day_off = false;
  bool culture_day_is_made_up = false;
  bool roll_minimum_period_end = false;
  bool roll_lead_time_earlier = false;
  bool lead_time_in_full_days = false;
  bool leap_day_first_of_march = false;
  std::string counting = "civil-code";
  std::string receipt;  ///< file for the receipt; empty: none
};

/// Every input that the evaluator knows; what is not given is no part of the question.
struct decide_options {
  std::string ask = "decision";
  std::string setting, content, form, on, matter, purpose, body, channel, conference, relative_role;
  std::optional<std::int64_t> households, present, in_favour, against, blank, votes_cast, valid_ballots,
      ballots_returned, online_agreed, agreeing, villages_total, villages_in_favour, staff, delegates_summoned, base,
      members, resident_members;
  bool households_unknown = false;
  std::vector<std::string> clusters, villages;  ///< "households:in favour" each
  std::string threshold;                        ///< "2/3", ">1/2", of the question itself
  std::string failed_meeting, front_agrees, beneficial, scattered, special, head_vacant, head_is_front_head;  ///< yes or no
  std::string passed_on, recognised_on, effective_on, start, term_ends, vacancy_on;                  ///< days
  std::string provision;
  bool outline = false;  ///< what the law asks for such a decision, instead of a result
  std::string receipt;  ///< file for the receipt; empty: none
};

struct publicity_options {
  std::string regime = "commune", decided, today, channel = "posting";
  std::string calendar = "state-agency";
  int item = 0;  ///< 0: all items
  std::vector<std::string> up;  ///< "first..last" each
  std::string receipt;          ///< file to write into
};

struct show_options {
  std::string what;   ///< rule, instrument, procedure, case, unit
  std::string name;   ///< empty: the list of all
  std::string on;     ///< date, for rules and units
  std::string units;  ///< folder of units, see docs/units.md
  std::string svg;    ///< file to draw into, for procedures, cases and units
  std::string dot;    ///< file for the DOT text, for procedures
  std::string events, journal, as_of;  ///< for cases: CSV file or SQLite journal, and the day to look at
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
  std::string snapshot;  ///< file to write the cases into; empty: none
  std::uint64_t crash_after = 0;
};

struct duties_options {
  std::string journal, units, as_of, unit;
  std::string snapshot;       ///< file with the cases of the earlier events; empty: all are replayed
  bool by_unit = false;       ///< how many stand how, summed up the unit tree
  int reminders = 0;          ///< days from `as_of` on whose reminders are asked for; 0: not asked
  std::string state = "all";  ///< open, late, breached, suspended, review or all of these
};

struct who_options {
  std::string role;  ///< id or a name; empty: everything in the unit
  std::string unit;  ///< code on the day, or a lifetime key
  std::string on, units;
  std::vector<std::string> facts;  ///< "level=commune"
  std::string svg;                 ///< file to draw the bodies of the unit into
};

struct timing_question {
  std::string procedure;
  int from = 0, to = 0;  ///< years
  std::string start, end;
  std::string calendar;  ///< empty: the procedure's own
  bool acts_on_working_days = false;
  std::vector<std::string> durations, ours;
  std::vector<std::string> hours;  ///< of the desk, for limits in hours
  std::string svg;
};

struct compare_question {
  std::string before, after;  ///< ids, or JSON files of procedures
  std::string after_pack;     ///< folder of the pack that holds the new version; empty: the same pack
  std::string cases;          ///< CSV file of open cases; empty: none
};

struct findings_question {
  int from = 0, to = 0;  ///< years
};

struct cases_options {
  std::vector<std::string> files;
  std::string adapter;
  int adapter_patience = 60;  ///< seconds without a word after which an adapter is stopped
  std::string units;
  std::string receipt;  ///< of `answer`: file for the receipts, one a line; empty: none
};

struct receipt_options {
  std::string file;
};

struct pack_options {
  std::string folder;
  std::string secret;  ///< file of the secret key
  std::string open;    ///< key, or file with it, that others verify with
};

struct simulate_options {
  int year = 2024;  // the last one whose rules of the one-stop shop are known
  std::uint32_t provinces = 34, communes = 3321, villages = 90'000;
  std::optional<std::uint32_t> cases_per_commune, cases_per_village;  ///< of each procedure; none: see `usual_mix`
  std::vector<std::string> procedures;                          ///< ids; empty: all of the pack
  std::uint64_t seed = 1;
  std::uint32_t threads = 1;
  std::uint32_t late = 80, never = 10;  ///< in thousandths
  bool quiet = false;
};

struct where_options {
  std::string asked;  ///< code, lifetime key or name; empty with `batch`
  std::string from, to;
  std::string folder;              ///< CSV files of the history of units
  std::string dates = "register";  ///< by the days of the register, or "in-force"
  bool with_ghosts = false;
  bool with_early = false;
  bool with_disputed = false;
  bool batch = false;  ///< questions come as lines on standard input
};

struct units_options {
  std::string file;           ///< exported list of units or conversion table
  bool mend = false;          ///< mend what has one obvious remedy
  std::string reference, on;  ///< folder of a register and the day to compare old units with
  std::string output;         ///< file for the units or successions; empty: none
};

struct check_options {
  std::vector<std::string> files;  ///< BPMN, PNML, process graphs, procedures, folders of packs; none: the pack
  std::uint32_t most_states = 1'000'000;
  std::string years;               ///< "2025-2026": start days to time; empty: two decided years of the calendar
  std::vector<std::string> hours;  ///< of the desk, for limits in hours
  bool no_timing = false;          ///< soundness only
  bool quiet = false;              ///< say nothing of what is sound and can be started on every day
};

struct export_options {
  std::string what;        ///< id of a procedure of the pack, or a model file
  std::string bpmn, pnml;  ///< files to write; at least one
};

// Each returns the exit status: 0 done, 1 the answer is no (a case is wrong, a check failed), 2 the input is faulty.
int run_due(const common_options&, const due_options&);
int run_decide(const common_options&, const decide_options&);
int run_publicity(const common_options&, const publicity_options&);
int run_show(const common_options&, const show_options&);
int run_calendar(const common_options&, const calendar_options&);
int run_calendar_import(const common_options&, const import_options&);
int run_lunar(const common_options&, const lunar_options&);
int run_simulate(const common_options&, const simulate_options&);
int run_check(const common_options&, const check_options&);
int run_export(const common_options&, const export_options&);
int run_replay(const common_options&, const replay_options&);
int run_duties(const common_options&, const duties_options&);
int run_who(const common_options&, const who_options&);
int run_where(const common_options&, const where_options&);
int run_units(const common_options&, const units_options&);
int run_timing(const common_options&, const timing_question&);
int run_compare(const common_options&, const compare_question&);
int run_findings(const common_options&, const findings_question&);
int run_answer(const common_options&, const cases_options&);
int run_conformance(const common_options&, const cases_options&);
int run_verify_receipt(const common_options&, const receipt_options&);
int run_pack_hash(const common_options&, const pack_options&);
int run_pack_keys(const common_options&, const pack_options&);
int run_pack_sign(const common_options&, const pack_options&);
int run_pack_verify(const common_options&, const pack_options&);

}  // namespace dinh::cli
