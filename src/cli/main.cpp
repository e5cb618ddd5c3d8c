// Arguments of the dinh command. CLI11 is heavy to compile: it stays in this file.
#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/law_questions.hpp>
#include <dinh/version.hpp>

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

using namespace dinh::cli;

/// A number as people write it: decimal, "0300" is three hundred. CLI11 alone would read it as octal, "0x10" as sixteen, and
/// would take the largest number there is for one that is too large.
CLI::Validator decimal() {
  return CLI::Validator{[](std::string& given) {
                          std::string_view digits = given;
                          const bool has_sign = !digits.empty() && (digits.front() == '-' || digits.front() == '+');
                          const bool is_negative = has_sign && digits.front() == '-';
                          if (has_sign) digits.remove_prefix(1);
                          std::int64_t value = 0;
                          const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
                          if (digits.empty() || digits.front() == '-' || fault == std::errc::invalid_argument ||
                              end != digits.data() + digits.size())
                            return "\"" + given + "\" is not a whole number";
                          if (fault != std::errc{}) return "\"" + given + "\" is too large";
                          given = (is_negative ? "-" : "") + std::to_string(value);
                          return std::string{};
                        },
                        ""};
}

/// What is given empty was a variable without a value, most likely: to go on as if the option were not there would leave out a
/// check or a file that was asked for.
CLI::Validator not_empty() {
  return CLI::Validator{[](std::string& given) { return given.empty() ? std::string{"it is empty: give a value, or leave it out"} : std::string{}; }, ""};
}
void refuse_empty_values(CLI::App& app) {
  for (CLI::Option* o : app.get_options())
    if (o->get_expected_max() > 0) o->check(not_empty().description(""));
  for (CLI::App* command : app.get_subcommands({})) refuse_empty_values(*command);
}

/// What the functions below add their commands to. Each adds the options of its command and a callback that runs it
/// and sets the exit status.
struct command_line {
  CLI::App& app;
  const common_options& common;
  int status = 0;
  std::vector<std::shared_ptr<void>> kept{};

  /// Options that live as long as the callbacks that read them.
  template <class Options>
  [[nodiscard]] Options& options() {
    auto made = std::make_shared<Options>();
    kept.push_back(made);
    return *made;
  }
};

void add_due_policies(CLI::App& c, due_options& o) {
  const auto group = [&](const char* name) { return c.add_option_group(name); };
  auto* p = group("Questions that the law leaves open (docs/calendar.md)");
  p->add_flag("--swapped-day-off-is-no-rest-day", o.swapped_day_off_is_not_rest_day,
              "Strict reading: the end of a limit does not move from a swapped day off");
  p->add_flag("--make-up-saturday-is-no-working-day", o.make_up_saturday_is_not_working_day,
              "Strict reading: a make-up Saturday does not count as a working day");
  p->add_flag("--substitute-day-is-no-day-off", o.substitute_day_is_not_day_off,
              "Strict reading: a day off in lieu of a holiday is an ordinary working day");
  p->add_flag("--culture-day-is-made-up", o.culture_day_is_made_up, "24 November on a weekend is made up");
  p->add_flag("--roll-minimum-period-end", o.roll_minimum_period_end,
              "Cautious reading: the end of a minimum period moves to the next working day too");
  p->add_flag("--roll-lead-time-earlier", o.roll_lead_time_earlier,
              "Cautious reading: a lead time that ends on a day off moves to the working day before");
  p->add_flag("--lead-time-in-full-days", o.lead_time_in_full_days,
              "Cautious reading: the full days of a lead time lie between the act and the event");
  p->add_flag("--leap-day-on-first-of-march", o.leap_day_first_of_march,
              "Years from 29 February end on 1 March in a common year, not on 28 February");
  p->add_option("--counting", o.counting, "civil-code, limitation (first day counted) or entry-into-force (never moved)")
      ->capture_default_str()
      ->check(CLI::IsMember({"civil-code", "limitation", "entry-into-force"}).description(""))
      ->type_name("RULE");
}

void add_due(command_line& line) {
  auto& o = line.options<due_options>();
  auto* c = line.app.add_subcommand("due", "When is it due? The day on which a time limit ends, with the reasons");
  auto* limit = c->add_option_group("limit", "exactly one of");
  limit->add_option("--within", o.within, "Last day to act, such as \"5 working days\" or 5wd, after the day")
      ->type_name("SPAN");
  limit->add_option("--before", o.before, "Latest day for a step that comes so long before the day")->type_name("SPAN");
  limit->add_option("--at-least", o.at_least, "First lawful end of what lasts at least so long from the day")
      ->type_name("SPAN");
  limit->add_option("--valid-for", o.valid_for, "Last day of what counts so long from the day")->type_name("SPAN");
  limit->add_option("--rule", o.rule, "The limit of this rule on that day, such as GDL-12-2")->type_name("ID");
  limit->add_option("--every", o.every, "A duty of every month, quarter, half-year or year")->type_name("PERIOD");
  limit->require_option(1);
  c->add_option("--from,--after,--event", o.day,
                "The trigger, the event or the first day, YYYY-MM-DD; for hours the moment, \"YYYY-MM-DD HH:MM\"")
      ->required()
      ->type_name("DAY");
  c->add_option("--calendar", o.calendar, "Work calendar")->capture_default_str()->type_name("ID");

  auto* more = c->add_option_group("What else bears on a limit");
  more->add_option("--hours", o.hours,
                   "Office hours for limits in hours, such as \"mon-fri 07:30-11:30,13:30-17:00\" (may be repeated)")
      ->type_name("HOURS");
  more->add_option("--suspended", o.suspended,
                   "The limit does not run from the first day on and runs again on the second; without the second it "
                   "is still suspended (may be repeated)")
      ->type_name("FROM..RESUMED");
  more->add_option("--extended", o.extended, "The limit was extended by this")->type_name("SPAN");
  more->add_option("--extended-times", o.extended_times, "So many times")
      ->transform(decimal())
      ->capture_default_str()
      ->type_name("N");
  more->add_option("--extensions-allowed", o.extensions_allowed, "The law allows so many; more are refused")
      ->transform(decimal())
      ->type_name("N");
  more->add_option("--extension-at-most", o.extension_at_most, "The law allows so much in all; more is refused")
      ->type_name("SPAN");
  more->add_option("--remote", o.remote, "The limit in remote areas; needs --area")->type_name("SPAN");
  more->add_option("--area", o.area, "ordinary or remote")
      ->check(CLI::IsMember({"ordinary", "remote"}).description(""))
      ->type_name("AREA");
  more->add_option("--earlier-of", o.earlier_of,
                   "Another limit, such as \"before 7 days of 2026-05-23\"; whichever is earlier counts (may be "
                   "repeated)")
      ->type_name("LIMIT");

  auto* recurring = c->add_option_group("For --every");
  recurring->add_option("--to", o.to, "The last day to look at; without it the period that holds --from")
      ->type_name("YYYY-MM-DD");
  recurring->add_option("--times", o.times, "On so many different days of each period")
      ->transform(decimal())
      ->capture_default_str()
      ->type_name("N");
  recurring->add_option("--months-after", o.months_after, "May be done until so many months after the period")
      ->transform(decimal())
      ->capture_default_str()
      ->type_name("N");
  recurring->add_flag("--end-moves", o.end_moves, "An end on a day off moves to the next working day");
  recurring->add_option("--done", o.done, "A day on which it was done (may be repeated); exit status 1 if not kept")
      ->type_name("YYYY-MM-DD");
  add_due_policies(*c, o);
  c->add_option("--receipt", o.receipt, "Write a receipt that others can recompute into this file")->type_name("FILE");
  c->footer(
      "A SPAN is \"5 working days\", 20d, 2w, 6m, 1y or 8h; \"5 ngày làm việc\", \"20 ngày\" …\n"
      "Example: dinh due --within \"5 working days\" --after 2025-04-24\n"
      "         dinh due --within 8h --from \"2025-04-24 14:50\" --hours \"mon-fri 07:30-11:30,13:30-17:00\"\n"
      "         dinh due --within 30d --after 2026-03-02 --suspended 2026-03-10..2026-03-20 --extended 15d\n"
      "         dinh due --every quarter --from 2026-01-01 --to 2026-12-31");
  c->callback([&] { line.status = run_due(line.common, o); });
}

void add_decide(command_line& line) {
  auto& o = line.options<decide_options>();
  auto* c = line.app.add_subcommand("decide", "Is it decided? A vote under the rule of its day, with the reasons");
  c->add_option("--ask", o.ask, "What is asked: a decision, or " + names_of_questions())->capture_default_str();
  c->add_option("--on", o.on, "The day whose law applies")->required()->type_name("YYYY-MM-DD");
  c->add_option("--setting", o.setting, "village (the default for a decision), commune, agency_conference …");
  c->add_option("--content", o.content, "What is decided: clause of Art 15 of Law 10/2022/QH15, 15.1 to 15.6");
  c->add_option("--form", o.form, "meeting, household_ballot or online_vote");
  c->add_option("--matter", o.matter, "secretary, voting_method, counting_team, initiative, release_petition …");
  c->add_option("--purpose", o.purpose, "elect_head or release_head");
  c->add_option("--conference", o.conference, "full or delegates");
  c->add_option("--body", o.body, "commune_inspection_committee, investment_supervision_board …");
  c->add_option("--channel", o.channel, "posting, loudspeaker or portal");
  c->add_option(
      "--relative-role", o.relative_role,
      "Part of a relative in the project: none, project_contractor, investor, consultant, investment_decider or "
      "project_manager");
  const auto count = [c](const char* name, std::optional<std::int64_t>& into, const char* words) {
    return c->add_option(name, into, words)->transform(decimal())->type_name("N");
  };
  auto* households = count("--households", o.households, "All household representatives of the village");
  c->add_flag("--households-unknown", o.households_unknown, "The number of households is not known")
      ->excludes(households);
  count("--present", o.present, "Those attending");
  count("--in-favour", o.in_favour, "Votes in favour");
  count("--against", o.against, "Votes against");
  count("--blank", o.blank, "Blank votes");
  count("--votes-cast", o.votes_cast, "Votes cast");
  count("--valid-ballots", o.valid_ballots, "Valid ballots");
  count("--ballots-returned", o.ballots_returned, "Ballots returned, for a household ballot");
  count("--online-agreed", o.online_agreed, "Representatives who chose online voting beforehand");
  count("--agreeing", o.agreeing, "Households or staff who support an initiative, petition or request");
  c->add_option("--cluster", o.clusters, "A cluster meeting (may be repeated)")->type_name("HOUSEHOLDS:IN_FAVOUR");
  c->add_option("--village", o.villages, "A village of the commune (may be repeated)")
      ->type_name("HOUSEHOLDS:IN_FAVOUR");
  count("--villages-total", o.villages_total, "Villages of the commune");
  count("--villages-in-favour", o.villages_in_favour, "Villages in favour, where they are tallied already");
  count("--staff", o.staff, "All staff or workers");
  count("--delegates-summoned", o.delegates_summoned, "Delegates summoned to the conference");
  count("--members", o.members, "Members of the committee or board");
  count("--resident-members", o.resident_members, "Members who are residents");
  c->add_option("--threshold", o.threshold, "The rule's own ratio: 2/3, or >1/2 for more than half")->type_name("RATIO");
  count("--base", o.base, "What the rule's own ratio is taken of");
  const auto fact = [c](const char* name, std::string& into, const char* words) {
    c->add_option(name, into, words)->check(CLI::IsMember({"yes", "no"}).description(""))->type_name("yes|no");
  };
  fact("--failed-meeting", o.failed_meeting, "A meeting was held and too few came to reach the ratio");
  fact("--front-agrees", o.front_agrees, "The Front working committee of the village agrees");
  fact("--beneficial", o.beneficial, "The initiative may benefit the community");
  fact("--scattered", o.scattered, "Scattered settlement or unit");
  fact("--special", o.special, "Special case of an agency or enterprise (Arts 60(1), 77(1))");
  fact("--head-vacant", o.head_vacant, "There is no village head");
  fact("--head-is-front-head", o.head_is_front_head, "The village head also heads the Front working committee");
  const auto day = [c](const char* name, std::string& into, const char* words) {
    c->add_option(name, into, words)->type_name("YYYY-MM-DD");
  };
  day("--passed-on", o.passed_on, "Day of the vote");
  day("--recognised-on", o.recognised_on, "Day of the recognition");
  day("--effective-on", o.effective_on, "Day fixed by the commune People's Committee");
  day("--start", o.start, "First day of an office or a body");
  day("--term-ends", o.term_ends, "Last day of the term");
  day("--vacancy-on", o.vacancy_on, "Day of the vacancy");
  c->add_option("--provision", o.provision, "Only rules of this instrument count")->type_name("CITATION");
  c->add_flag("--outline", o.outline,
              "What the law asks for such a decision: ratio, quorum, convener, steps before and after, recognition");
  c->add_option("--receipt", o.receipt, "Write a receipt that others can recompute into this file")->type_name("FILE");
  c->footer(
      "Exit status: 0 yes, 1 the answer is no or open, 2 faulty input.\n"
      "Example: dinh decide --content 15.6 --form meeting --on 2023-09-01 --households 8318 --in-favour 4160\n"
      "Example: dinh decide --setting commune --content 15.1 --on 2024-03-10 --village 100:70 --village 90:50 --village "
      "80:60");
  c->callback([&] { line.status = run_decide(line.common, o); });
}

void add_publicity(command_line& line) {
  auto& o = line.options<publicity_options>();
  auto* c = line.app.add_subcommand(
      "publicity", "By when, where and how long a content has to be made public, and whether postings kept it");
  c->add_option("--regime", o.regime, "commune, agency or state_enterprise")->capture_default_str();
  c->add_option("--item", o.item, "Item of Art 11, 1 to 14; without it all items of a commune")
      ->transform(decimal())->check(CLI::Range(1, 14));
  c->add_option("--decided", o.decided, "Day of the decision or document")->required()->type_name("YYYY-MM-DD");
  c->add_option("--channel", o.channel, "Where it was up: posting, loudspeaker or portal")->capture_default_str();
  c->add_option("--up", o.up, "Days on which it was up, both included (may be repeated)")->type_name("FIRST..LAST");
  c->add_option("--today", o.today, "The day to look from; without it the day after the last one on which it was up")
      ->type_name("YYYY-MM-DD");
  c->add_option("--calendar", o.calendar, "Work calendar")->capture_default_str()->type_name("ID");
  c->add_option("--receipt", o.receipt, "Write a receipt of what the law asks for the item into this file")
      ->type_name("FILE");
  c->footer(
      "Exit status: 0, or 1 where the postings do not keep the duty, came late or are not over yet, or its day or what is\n"
      "asked cannot be told, 2 faulty input.\n"
      "Example: dinh publicity --item 5 --decided 2025-05-26 --up 2025-06-02..2025-07-01");
  c->callback([&] { line.status = run_publicity(line.common, o); });
}

void add_show(command_line& line) {
  auto& o = line.options<show_options>();
  auto* c = line.app.add_subcommand("show", "Show a rule, an instrument, a procedure, a case or a unit");
  c->add_option("what", o.what, "rule, instrument, procedure, case or unit")
      ->required()
      ->check(CLI::IsMember({"rule", "instrument", "procedure", "case", "unit"}));
  c->add_option("name", o.name, "Its id, number or code, for a rule also its provision, for a procedure also a file; without it the list of all");
  c->add_option("--on", o.on, "The day to look at; for a unit it is needed")->type_name("YYYY-MM-DD");
  c->add_option("--units", o.units,
                "Folder of units as docs/units.md describes it; for a unit it is needed, for a case it "
                "tells who answers")
      ->type_name("DIR");
  c->add_option("--svg", o.svg, "Draw a procedure, a case, or the units below a unit, into this file")
      ->type_name("FILE");
  c->add_option("--dot", o.dot, "Write the picture of a procedure as DOT text into this file")->type_name("FILE");
  c->add_option("--events", o.events, "CSV file of events that holds the case; a case needs this or --journal")
      ->type_name("FILE");
  c->add_option("--journal", o.journal, "SQLite journal that holds the case")->type_name("FILE");
  c->add_option("--as-of", o.as_of, "The day to look at a case; for a case it is needed")->type_name("YYYY-MM-DD");
  c->footer(
      "Examples: dinh show rule GDL-21-2\n"
      "          dinh show rule \"02/2011/QH13 27\" --on 2026-08-01\n"
      "          dinh show procedure village_meeting --svg meeting.svg --lang vi\n"
      "          dinh show case C-1 --events events.csv --as-of 2024-03-31 --svg case.svg");
  c->callback([&] { line.status = run_show(line.common, o); });
}

void add_calendars(command_line& line) {
  auto& year = line.options<calendar_options>();
  auto& import = line.options<import_options>();
  auto& lunar = line.options<lunar_options>();
  auto* c = line.app.add_subcommand("calendar", "The days off of a year with their sources; or check a yearly notice");
  auto* which = c->add_option("year", year.year, "Year")->transform(decimal())->check(CLI::Range(1900, 2200));
  auto* id = c->add_option("--calendar", year.calendar, "Work calendar")->capture_default_str()->type_name("ID");
  auto* i = c->add_subcommand("import", "Check a yearly notice: the days and the due dates that it changes");
  c->callback([&line, &year, c] {
    if (c->got_subcommand("import")) return;
    if (year.year == 0) throw CLI::RequiredError("year");
    line.status = run_calendar(line.common, year);
  });
  c->footer("Example: dinh calendar 2026 --calendar enterprise");
  i->add_option("notice", import.notice, "JSON file of the notice")->required()->type_name("FILE");
  i->add_option("--due", import.due, "CSV file of due dates to compare: columns limit and from")->type_name("FILE");
  i->add_option("--output", import.output, "Write the calendar with the notice into this file, for a pack folder")
      ->type_name("FILE");
  i->excludes(which)->excludes(id);
  i->footer(
      "Columns of --due: limit (\"5 working days\", \"before 20 days\", \"at least 20 days\", \"valid for 6 "
      "months\"),\n"
      "from (YYYY-MM-DD). A notice is described in docs/calendar.md.\n"
      "Example: dinh calendar import 2027.json --due due.csv --output calendar-state-agency.json");
  i->callback([&] { line.status = run_calendar_import(line.common, import); });

  auto* l = line.app.add_subcommand("lunar", "Vietnamese lunar calendar: a day, or the months of a year");
  l->add_option("day", lunar.day_or_year, "YYYY-MM-DD or YYYY")->required();
  l->footer("Example: dinh lunar 2026-02-17\n         dinh lunar 2026");
  l->callback([&] { line.status = run_lunar(line.common, lunar); });
}

void add_journal(command_line& line) {
  auto& replay = line.options<replay_options>();
  auto& duties = line.options<duties_options>();
  auto* r =
      line.app.add_subcommand("replay", "Record events in a durable journal; events already there are not recorded twice");
  r->add_option("events", replay.events, "CSV file of events")->required();
  r->add_option("--journal", replay.journal, "SQLite file, made if absent")->required()->type_name("FILE");
  r->add_option("--units", replay.units, "Folder of units as docs/units.md describes it")->required()->type_name("DIR");
  r->add_option("--crash-after", replay.crash_after, "For crash tests: kill this process after so many events")
      ->type_name("N");
  r->add_option("--snapshot", replay.snapshot, "Then write all cases into this file, for a quicker start of `dinh duties`")
      ->type_name("FILE");
  r->footer(
      "The columns of the file are told in docs/docket.md.\nExample: dinh replay events.csv --journal cases.sqlite "
      "--units units");
  r->callback([&] { line.status = run_replay(line.common, replay); });

  auto* d = line.app.add_subcommand("duties", "What is open, late or breached in a journal, and why");
  d->add_option("--journal", duties.journal, "SQLite file")->required()->type_name("FILE");
  d->add_option("--units", duties.units, "Folder of units as docs/units.md describes it")->required()->type_name("DIR");
  d->add_option("--as-of", duties.as_of, "The day to look at")->required()->type_name("YYYY-MM-DD");
  d->add_option("--unit", duties.unit, "Only units below this code on that day")->type_name("CODE");
  d->add_option("--state", duties.state, "open, late, breached, suspended, review (the law changed meanwhile) or all")
      ->capture_default_str()
      ->check(CLI::IsMember({"open", "late", "breached", "suspended", "review", "all"}));
  d->add_option("--snapshot", duties.snapshot, "Cases as `dinh replay --snapshot` wrote them; only later events are replayed")
      ->type_name("FILE");
  d->add_option("--reminders", duties.reminders, "Instead: whom to remind from --as-of on, within so many days (1: that day)")
      ->transform(decimal())->check(CLI::Range(1, 3660))
      ->type_name("DAYS");
  d->add_flag("--by-unit", duties.by_unit, "Instead: how many duties of each unit, and of all units below it, stand how")
      ->excludes("--reminders")
      ->excludes("--state");
  d->footer(
      "With --notice the journal is judged with and without the notice, and what moved is listed (not with --reminders).\n"
      "Example: dinh duties --journal cases.sqlite --units units --as-of 2026-03-06 --reminders 7\n"
      "         dinh duties --journal cases.sqlite --units units --as-of 2026-03-06 --by-unit");
  d->callback([&] { line.status = run_duties(line.common, duties); });
}

void add_simulate(command_line& line) {
  auto& o = line.options<simulate_options>();
  auto* c = line.app.add_subcommand("simulate", "A year of made-up cases in a whole country: to size a machine or try a report");
  c->add_option("--year", o.year, "The year")->transform(decimal())->check(CLI::Range(1900, 2199))->capture_default_str();
  c->add_option("--provinces", o.provinces, "Provinces")->transform(decimal())->check(CLI::Range(1, 1000))->capture_default_str();
  c->add_option("--communes", o.communes, "Communes, wards and special zones")->transform(decimal())->check(CLI::Range(1, 1'000'000))->capture_default_str();
  c->add_option("--villages", o.villages, "Villages and residential groups")->transform(decimal())->check(CLI::Range(0, 10'000'000))->capture_default_str();
  c->add_option("--cases-per-commune", o.cases_per_commune,
                "Cases of each procedure a year in a commune, in place of the made-up mix and its seasons")
      ->transform(decimal())->check(CLI::Range(0, 100'000));
  c->add_option("--cases-per-village", o.cases_per_village, "Cases of each procedure a year in a village, likewise")
      ->transform(decimal())->check(CLI::Range(0, 100'000));
  c->add_option("--procedure", o.procedures, "Only this procedure (may be repeated)")->type_name("ID");
  c->add_option("--seed", o.seed, "Another seed gives another year")->capture_default_str();
  c->add_option("--threads", o.threads, "The result is the same for any number")->transform(decimal())->check(CLI::Range(1, 256))->capture_default_str();
  c->add_option("--late", o.late, "Acts that come late, in thousandths")->transform(decimal())->check(CLI::Range(0, 1000))->capture_default_str();
  c->add_option("--never", o.never, "Acts that never come, in thousandths")->transform(decimal())->check(CLI::Range(0, 1000))->capture_default_str();
  c->add_flag("--quiet", o.quiet, "No progress");
  c->footer("Example: dinh simulate --year 2024 --threads 2");
  c->callback([&] { line.status = run_simulate(line.common, o); });
}

void add_who(command_line& line) {
  auto& o = line.options<who_options>();
  auto* c = line.app.add_subcommand("who", "Who? The body or office that holds a role in a unit on a day, and why; without a "
                                      "role every body there, who supervises whom, who recognises what");
  c->add_option("role", o.role, "Id or name of a role, such as commune_peoples_committee or \"Ban Thanh tra nhân dân\"");
  c->add_option("--unit", o.unit, "Code of the unit in which the case lies, or its name where one unit alone has it")
      ->required()
      ->type_name("CODE|NAME");
  c->add_option("--on", o.on, "The day to look at")->required()->type_name("YYYY-MM-DD");
  c->add_option("--units,--register", o.units, "Folder of units as docs/units.md describes it and, if there, people.json")
      ->required()
      ->type_name("DIR");
  c->add_option("--fact", o.facts, "Fact of the case that decides, such as level=commune (may be repeated)")
      ->type_name("NAME=VALUE");
  c->add_option("--svg", o.svg, "Draw the bodies of the unit and their relations into this file")->type_name("FILE");
  c->footer("Exit status: 0 the body is known, 1 there is none or it is not determined, 2 faulty input.\n"
            "Example: dinh who village_head --unit 17461-01 --on 2025-07-01 --units examples/nghe_an");
  c->callback([&] { line.status = run_who(line.common, o); });
}

void add_where(command_line& line) {
  auto& o = line.options<where_options>();
  auto* c = line.app.add_subcommand("where",
                               "What became of a unit, or what it had been: all units, whole or part, by which decree");
  auto* asked =
      c->add_option("unit", o.asked, "Code, or name: \"Phường 1, Quận 3, TP. Hồ Chí Minh\"")->type_name("CODE|NAME");
  c->add_option("--from", o.from, "The day on which the code or name holds")->type_name("YYYY-MM-DD");
  c->add_option("--to", o.to, "The day to look at, later or earlier or the same")->type_name("YYYY-MM-DD");
  c->add_option("--register", o.folder, "Folder of CSV files: lists of units, event logs, successions")
      ->type_name("DIR");
  c->add_option("--dates", o.dates, "Days of changes: as the register shows them, or in force where that is known")
      ->check(CLI::IsMember({"register", "in-force"}))
      ->capture_default_str();
  c->add_flag("--ghosts", o.with_ghosts, "Also units that the register lists by mistake");
  c->add_flag("--early", o.with_early, "Also the changes before the first list, undone from it; of low confidence");
  c->add_flag("--disputed", o.with_disputed, "Also successions on which sources disagree");
  auto* batch = c->add_flag("--batch", o.batch, "Answer lines of standard input: CODE|NAME, tab, day, tab, day");
  batch->excludes(asked);
  c->footer(
      "All answers are given, never one silently chosen. Exit status: 0 answered, 1 no unit found or no successor\n"
      "recorded, 2 faulty input. With --batch the days may be left out if --from and --to are given.\n"
      "Example: dinh where 17329 --from 2025-06-30 --to 2025-07-01 --register ../shared/data/units");
  c->callback([&, asked, batch] {
    if (*batch) {
      line.status = run_where(line.common, o);
      return;
    }
    if (!*asked) throw CLI::RequiredError("CODE|NAME or --batch");
    if (o.from.empty()) throw CLI::RequiredError("--from");
    if (o.to.empty()) throw CLI::RequiredError("--to");
    line.status = run_where(line.common, o);
  });
}

void add_units(command_line& line) {
  auto& o = line.options<units_options>();
  auto* c = line.app.add_subcommand(
      "units", "Check an exported list of units or a conversion table: every fault with row and column");
  c->add_option("file", o.file, "CSV or JSON file; its header tells what it is")->required()->type_name("FILE");
  c->add_flag("--mend", o.mend, "Mend what has one obvious remedy");
  auto* reference =
      c->add_option("--reference", o.reference, "Folder of a register to compare old units with")->type_name("DIR");
  auto* on = c->add_option("--on", o.on, "The day of that register to compare with")->type_name("YYYY-MM-DD");
  reference->needs(on);
  on->needs(reference);
  c->add_option("--output", o.output, "Write the units or the successions into this file")->type_name("FILE");
  c->footer(
      "Exit status: 0 loaded, 2 faults that must be mended by hand; then nothing is written.\n"
      "Example: dinh units Xa_2025-01-04.csv --mend --output units_2025-01-04.csv");
  c->callback([&] { line.status = run_units(line.common, o); });
}

void add_timing(command_line& line) {
  auto& q = line.options<timing_question>();
  auto* c = line.app.add_subcommand("timing", "Can the limits of a procedure be met together, on which start days, and why not");
  c->add_option("procedure", q.procedure,
                "Its id (`dinh show procedure` lists all), or a file: JSON as in a pack, BPMN that dinh export wrote")
      ->required();
  auto* from = c->add_option("--from", q.from, "First year of the start days")->transform(decimal())->check(CLI::Range(1900, 2200));
  auto* to = c->add_option("--to", q.to, "Last year of the start days")->transform(decimal())->check(CLI::Range(1900, 2200));
  auto* start = c->add_option("--start", q.start, "One start day: earliest and latest day of each step, critical chain")
                    ->type_name("YYYY-MM-DD");
  auto* end = c->add_option("--end", q.end, "Latest lawful start to be over by this day")->type_name("YYYY-MM-DD");
  from->needs(to)->excludes(start)->excludes(end);
  to->needs(from);
  start->excludes(end);
  c->add_option("--calendar", q.calendar, "Work calendar instead of the procedure's own")->type_name("ID");
  c->add_flag("--acts-on-working-days", q.acts_on_working_days, "Tasks and decisions are done on working days only");
  c->add_option("--duration", q.durations,
                "How long a step takes (an assumption): STEP=SPAN, STEP=SPAN..SPAN; theirs:STEP=SPAN..SPAN if others "
                "choose (may be repeated)")
      ->type_name("STEP=SPAN");
  c->add_option("--hours", q.hours,
                "Opening hours of the desk, such as \"mon-fri 07:30-11:30,13:30-17:00\" (may be repeated): limits in hours are "
                "timed within them, else left out")
      ->type_name("HOURS");
  c->add_option("--ours", q.ours,
                "Role that is ours (may be repeated): can the limits be kept whenever the others act? Needs --start")
      ->type_name("ROLE");
  c->add_option("--svg", q.svg, "Draw the start days of the years into this file")->type_name("FILE")->needs(from);
  c->footer("Example: dinh timing pub_commune --from 2024 --to 2027 --svg start-days.svg");
  c->callback([&] {
    if (q.from == 0 && q.start.empty() && q.end.empty()) throw CLI::RequiredError("--from and --to, --start or --end");
    line.status = run_timing(line.common, q);
  });
}

void add_compare(command_line& line) {
  auto& compare = line.options<compare_question>();
  auto& findings = line.options<findings_question>();
  auto* c = line.app.add_subcommand("compare", "What a new version of a procedure changes, and which open cases it touches");
  c->add_option("before", compare.before, "The old version: an id, or a JSON file as in a pack")->required();
  c->add_option("after", compare.after, "The new version: an id, or a JSON file as in a pack")->required();
  c->add_option("--after-pack", compare.after_pack, "Folder of the pack that holds the new version")->type_name("DIR");
  c->add_option("--cases", compare.cases,
                "CSV of open cases: columns case, step, date; without a date the case waits for the step")
      ->type_name("FILE");
  c->footer("Example: dinh compare pub_commune pub_commune --after-pack next-year --cases open.csv");
  c->callback([&] { line.status = run_compare(line.common, compare); });

  auto* f = line.app.add_subcommand("findings", "What the timing of every procedure of the pack shows, as Markdown");
  f->add_option("--from", findings.from, "First year of the start days")->required()->transform(decimal())->check(CLI::Range(1900, 2200));
  f->add_option("--to", findings.to, "Last year of the start days")->required()->transform(decimal())->check(CLI::Range(1900, 2200));
  f->footer("Example: dinh findings --from 2023 --to 2026");
  f->callback([&] { line.status = run_findings(line.common, findings); });
}

void add_cases(command_line& line) {
  auto& o = line.options<cases_options>();
  auto* a = line.app.add_subcommand("answer", "Answer rule cases: one JSON request a line in, one answer a line out");
  a->add_option("--units", o.units,
                "Folder of units as docs/units.md describes it, or with successions_YYYY-MM-DD.csv alone; by default "
                "data/units below DINH_SHARED_DIR or ../shared, opened when a question asks about a unit")
      ->type_name("DIR");
  a->add_option("--receipt", o.receipt, "Write the receipts of the answers into this file, one a line")
      ->type_name("FILE");
  a->footer(
      "The questions are told in docs/questions.md; a faulty one is answered with its faults. Exit status: 0, or 2 "
      "where the\n"
      "pack, the folder of units or the file of receipts is faulty.\n"
      "Example: dinh answer < questions.jsonl");
  a->callback([&] { line.status = run_answer(line.common, o); });

  auto* c = line.app.add_subcommand("conformance", "Run files of rule cases and compare the answers");
  c->add_option("--cases", o.files, "Case file (may be repeated)")->required()->type_name("FILE");
  c->add_option("--adapter", o.adapter, "Ask this program instead of dinh: a case a line in, an answer a line out")
      ->type_name("CMD");
  c->add_option("--adapter-patience", o.adapter_patience, "Stop a program that says nothing for so many seconds")
      ->capture_default_str()
      ->transform(decimal())->check(CLI::Range(1, 3600))
      ->type_name("SECONDS");
  c->add_option("--units", o.units,
                "Folder of units as docs/units.md describes it, or with successions_YYYY-MM-DD.csv alone, for questions "
                "about units; by default data/units below DINH_SHARED_DIR, beside the case file's folder, below ../shared")
      ->type_name("DIR");
  c->footer(
      "The last line reads \"N right, M wrong, K not answered, F flagged\"; exit 0 only where M and K are 0.\n"
      "Example: dinh conformance --cases rule_cases.json --adapter \"python3 my_program.py\"");
  c->callback([&] { line.status = run_conformance(line.common, o); });
}

void add_check(command_line& line) {
  auto& o = line.options<check_options>();
  auto* c = line.app.add_subcommand("check", "Can it work at all? Soundness of models and procedures, with a run to what is wrong");
  c->add_option("files", o.files,
                "BPMN, PNML, process graph (jBPT JSON) or procedure files, or folders of packs; without any, the pack: its "
                "files, its citations, its procedures")
      ->type_name("FILE");
  c->add_option("--max-states", o.most_states, "Markings to store at most for one model")
      ->capture_default_str()
      ->transform(decimal())->check(CLI::Range(1U, 100'000'000U))
      ->type_name("N");
  c->add_option("--years", o.years, "Start days of procedures to time: YEAR or YEAR-YEAR; without it two decided years of their calendar")
      ->type_name("YEARS");
  c->add_option("--hours", o.hours, "Opening hours of the desk, for limits in hours, as of dinh timing (may be repeated)")
      ->type_name("HOURS");
  c->add_flag("--no-timing", o.no_timing, "Soundness only");
  c->add_flag("--quiet", o.quiet, "Say nothing of what is sound and can be started on every day");
  c->footer(
      "Exit status: 0 all sound, and every start day works; 1 one is not, is undecided, or its limits collide on some days; 2 a file "
      "cannot be read.\nExample: dinh check order.bpmn net.pnml procedures/ --years 2025-2026 --json");
  c->callback([&] { line.status = run_check(line.common, o); });
}

void add_receipts(command_line& line) {
  auto& o = line.options<receipt_options>();
  auto* c = line.app.add_subcommand("verify-receipt", "Is this receipt unchanged, and does it come out the same here?");
  c->add_option("receipt", o.file, "File written with --receipt")->required()->type_name("FILE");
  c->footer(
      "Exit 0: the same. Exit 1: changed, or another pack, calendar or answer; which, is said. Exit 2: no receipt.\n"
      "Example: dinh verify-receipt due.receipt.json");
  c->callback([&] { line.status = run_verify_receipt(line.common, o); });
}

void add_packs(command_line& line) {
  auto& o = line.options<pack_options>();
  auto* c = line.app.add_subcommand("pack", "Hash and signature of a pack or a layer");
  c->require_subcommand(1);
  auto* hash = c->add_subcommand("hash", "SHA-256 over all files in canonical form; without a folder of the embedded pack");
  hash->add_option("folder", o.folder, "Folder of the pack")->type_name("DIR");
  hash->callback([&] { line.status = run_pack_hash(line.common, o); });
  auto* keys = c->add_subcommand("keys", "Make a pair of keys (Ed25519) and print the one that others verify with");
  keys->add_option("--secret", o.secret, "New file for the secret key")->required()->type_name("FILE");
  keys->add_option("--public", o.open, "New file for the public key")->required()->type_name("FILE");
  keys->callback([&] { line.status = run_pack_keys(line.common, o); });
  auto* sign = c->add_subcommand("sign", "Sign a pack: writes pack.sig into its folder");
  sign->add_option("folder", o.folder, "Folder of the pack")->required()->type_name("DIR");
  sign->add_option("--secret", o.secret, "File of the secret key")->required()->type_name("FILE");
  sign->callback([&] { line.status = run_pack_sign(line.common, o); });
  auto* verify = c->add_subcommand("verify", "Is the signature of a pack good?");
  verify->add_option("folder", o.folder, "Folder of the pack")->required()->type_name("DIR");
  verify->add_option("--key", o.open, "Public key, or a file with it")->required()->type_name("KEY");
  verify->callback([&] { line.status = run_pack_verify(line.common, o); });
  c->footer("Example: dinh pack sign my-layer --secret secret.key");
}

void add_export(command_line& line) {
  auto& o = line.options<export_options>();
  auto* c = line.app.add_subcommand("export", "Write a procedure as BPMN 2.0 or as a Petri net, or a model file as a Petri net");
  c->add_option("what", o.what, "Id of a procedure of the pack, or a procedure file (.json); for --pnml alone also a BPMN, PNML or jBPT JSON file")->required();
  auto* to = c->add_option_group("to", "at least one of");
  to->add_option("--bpmn", o.bpmn, "BPMN 2.0 XML with a picture; it carries the procedure, so that nothing is lost")->type_name("FILE");
  to->add_option("--pnml", o.pnml, "The net that is verified, as PNML")->type_name("FILE");
  to->require_option(1, 2);
  c->footer("Example: dinh export pub_commune --bpmn pub_commune.bpmn");
  c->callback([&] { line.status = run_export(line.common, o); });
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app{
      "dinh: when is it due, is it decided, who acts, what is late. Vietnamese grassroots-democracy law, exact and "
      "explained.\n"
      "dinh: khi nào đến hạn, đã được thông qua chưa, ai thực hiện, việc gì quá hạn."};
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", std::to_string(DINH_VERSION_MAJOR) + "." + std::to_string(DINH_VERSION_MINOR) +
                                        "." + std::to_string(DINH_VERSION_PATCH));
  common_options common;
  app.add_option_function<std::string>(
         "--lang", [&](const std::string& name) { common.language = name == "vi" ? dinh::lang::vi : dinh::lang::en; },
         "Language of the answer: vi or en (default en)")
      ->check(CLI::IsMember({"vi", "en"}).description(""))
      ->type_name("LANG");
  app.add_flag("--json", common.as_json, "Answer as JSON");
  app.add_option("--pack", common.pack, "Folder of a rule pack instead of the embedded Vietnamese one")
      ->type_name("DIR");
  app.add_option("--notice", common.notices, "Yearly notice of days off, on top of the pack (may be repeated)")
      ->type_name("FILE");
  app.add_option("--layer", common.layers, "Folder of a layer on top of the pack (may be repeated, the lowest first)")
      ->type_name("DIR");
  app.add_option("--min-evidence", common.min_evidence,
                 "due, decide, publicity, answer: refuse what rests on a rule or day known less well: T text seen, S summary, M memory")
      ->check(CLI::IsMember({"T", "S", "M"}).description(""))
      ->type_name("T|S|M");
  app.add_option("--require-signature", common.required_signature,
                 "Every pack read from a folder must be signed with this key (or the one in this file)")
      ->type_name("KEY");

  command_line line{app, common};
  // in the order of `dinh --help`
  for (void (*add)(command_line&) :
       {add_due, add_decide, add_publicity, add_show, add_calendars, add_check,
        add_export, add_journal, add_simulate, add_who, add_where, add_units,
        add_timing, add_compare, add_cases, add_receipts, add_packs})
    add(line);
  refuse_empty_values(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    const std::vector<std::string> unknown = app.remaining();
    if (fault.get_exit_code() != 0 && app.get_subcommands().empty() && !unknown.empty()) {
      std::fprintf(stderr, "\"%s\" is no command and no option; `dinh --help` lists them.\n", unknown.front().c_str());
      return 2;
    }
    const bool is_answer = app.exit(fault) == 0;  // --help and --version
    return is_answer && said_all(common.language) ? 0 : 2;
  }
  return said_all(common.language) ? line.status : 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "dinh: %s\n", error.what());
  return 3;
}
