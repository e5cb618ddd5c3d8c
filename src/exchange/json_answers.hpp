#pragma once
// Answers of the library as JSON: what `dinh … --json` prints and what the C interface gives. Dates are YYYY-MM-DD or
// null, terms stand by their names, texts as {"vi", "en"}. Members are only ever added.

#include <dinh/calendar/due.hpp>
#include <dinh/calendar/lunar.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/calendar_change.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/receipt.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/outline.hpp>
#include <dinh/law/publicity.hpp>
#include <dinh/law/statute_book.hpp>
#include <dinh/procedure/verify.hpp>
#include <dinh/registry/registry.hpp>
#include <dinh/report/unit_tally.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1::exchange {

using nlohmann::ordered_json;

// ---- law
/// The instruments that act on this one and those that it acts on, each with the name of the link.
[[nodiscard]] DINH_API std::vector<std::pair<std::string, node_id<instrument>>> links_of(node_id<instrument> n,
                                                                                         const statute_book& book);
[[nodiscard]] DINH_API ordered_json verdict_json(const verdict& v);
[[nodiscard]] DINH_API ordered_json rule_json(const rule& r, const pack& p);
/// Those in force on the day, or all: id, citation, evidence, label.
[[nodiscard]] DINH_API ordered_json rules_json(const rule_set& rules, std::optional<date> on);
[[nodiscard]] DINH_API ordered_json instrument_json(node_id<instrument> n, const statute_book& book);
[[nodiscard]] DINH_API ordered_json instruments_json(const rule_set& rules, std::optional<date> on);
[[nodiscard]] DINH_API ordered_json outline_json(const decision_outline& o);

/// A question of kind "decision" as `answer_request` takes it.
[[nodiscard]] DINH_API checked<question> read_decision_request(std::string_view request);

// ---- publicity
struct item_publicity {
  int item = 0;
  publicity_duty duty;
  std::optional<due_date> due;  ///< empty where the law sets no time
};
struct publicity_report {
  publicity_regime regime = publicity_regime::commune;
  date decided{boost::date_time::not_a_date_time};
  std::vector<item_publicity> items;
  publicity_channel channel = publicity_channel::posting;
  std::optional<posting_check> check;
  std::optional<date> first_up;   ///< the first day on which it was up on the channel, not before the decision
  bool is_late = false;           ///< it was first up after the last day to make it public
  bool was_up_before = false;     ///< days before the decision were named; they do not count
  text unread;  ///< what to say of an item on which no rule of the day is known
};
struct publicity_query {
  publicity_regime regime = publicity_regime::commune;
  int item = 0;  ///< 0: all of them
  date decided{boost::date_time::not_a_date_time};
  publicity_channel channel = publicity_channel::posting;
  std::vector<posting_interval> up{};
  /// Empty with postings: they are over, one looks from the day after the last of them.
  std::optional<date> today{};
};
[[nodiscard]] DINH_API publicity_report report_publicity(const rule_set& rules, const work_calendar& calendar,
                                                         const publicity_query& q);
struct publicity_request {
  publicity_query query;
  std::string calendar = "state-agency";
};
/// {"regime", "item", "decided", "calendar", "channel", "up": [{"first", "last"}], "today"}; only `decided` is required.
[[nodiscard]] DINH_API checked<publicity_request> read_publicity_request(std::string_view request);
[[nodiscard]] DINH_API ordered_json publicity_json(const publicity_report& r);

/// {"regime", "item", "on"} for a receipt; only `on` is required.
[[nodiscard]] DINH_API checked<publicity_question> read_publicity_question(std::string_view request);

// ---- calendars
[[nodiscard]] DINH_API ordered_json due_json(const due_date& due, const work_calendar& calendar);
[[nodiscard]] DINH_API ordered_json entry_json(const calendar_entry& e);
[[nodiscard]] DINH_API ordered_json year_json(const work_calendar& calendar, int year);
[[nodiscard]] DINH_API ordered_json lunar_json(date day);
[[nodiscard]] DINH_API ordered_json lunar_year_json(int lunar_year);
/// "Bính Ngọ": the name of a lunar year in the cycle of sixty; 1984 was Giáp Tý.
[[nodiscard]] DINH_API std::string name_of_lunar_year(int year);
struct lunar_month {
  lunar_date first;
  date from;
  int length;
};
[[nodiscard]] DINH_API std::vector<lunar_month> months_of(int lunar_year);

// ---- procedures
[[nodiscard]] DINH_API text when_in_words(const procedure& p, const flow_condition& c);
[[nodiscard]] DINH_API text limit_in_words(const deadline& d);
[[nodiscard]] DINH_API ordered_json procedure_json(const procedure& p, const pack& law);
[[nodiscard]] DINH_API ordered_json procedures_json(const pack& law);
[[nodiscard]] DINH_API ordered_json verification_json(const procedure& p, const verification& v);
/// The picture with the names that the pack has for roles, rules and procedures.
[[nodiscard]] DINH_API std::string procedure_dot(const procedure& p, const pack& law, lang l);

// ---- dockets
[[nodiscard]] DINH_API ordered_json duties_json(std::span<const duty> duties);
[[nodiscard]] DINH_API ordered_json breaches_json(std::span<const breach_record> breaches);
/// What a late notice moved, by duty.
[[nodiscard]] DINH_API ordered_json change_json(const calendar_change& c, const phrase_book& phrases);
[[nodiscard]] DINH_API ordered_json reminders_json(std::span<const due_reminder> reminders);
[[nodiscard]] DINH_API ordered_json cases_json(std::span<const case_summary> cases);
[[nodiscard]] DINH_API ordered_json loads_json(std::span<const body_load> loads);
/// {"units": [{"unit", "name", "kind", "depth", "own", "with_below"}], "unplaced"}: names and kinds as on that day.
[[nodiscard]] DINH_API ordered_json tally_report_json(const tally_report& r, const registry& units, date on);
/// The same without a tree: {"units": [{"unit", "own"}], "unplaced"}.
[[nodiscard]] DINH_API ordered_json tallies_json(std::span<const unit_duties> tallies);
[[nodiscard]] DINH_API ordered_json next_json(std::span<const next_act> acts);
[[nodiscard]] DINH_API ordered_json history_json(std::span<const history_line> lines);
[[nodiscard]] DINH_API ordered_json event_json(const event& e);
/// One event or an array of them, or all faults with their places: those of JSON and of `check_text`. At most 16 MiB.
[[nodiscard]] DINH_API checked<std::vector<event>> read_events_json(std::string_view content, std::string_view file);

// ---- units
[[nodiscard]] DINH_API ordered_json who_json(const registry& r, const std::string& asked,
                                             const std::vector<resolution>& answers, unit_id u, date on);
[[nodiscard]] DINH_API ordered_json bodies_json(const registry& r, unit_id u, date on);
/// The unit with its parents, the number of its parts, its successors and its bodies.
[[nodiscard]] DINH_API ordered_json unit_json(const registry& r, unit_id u, date on);
/// The unit of this code or lifetime key on the day, or the last one before it.
[[nodiscard]] DINH_API unit_id find_unit(const registry& r, const std::string& code_or_key, date on);
/// Who holds a role, given by its id or by a name, which may be that of several; empty if there is no such role.
[[nodiscard]] DINH_API std::vector<resolution> who_holds(const registry& r, const std::string& role, unit_id u, date on,
                                                         const std::vector<case_fact>& facts);

/// Facts of a case as an object of strings; none for an empty text.
[[nodiscard]] DINH_API checked<std::vector<case_fact>> read_case_facts(std::string_view content);

/// [{"severity", "code", "where", "message", "remedy"}], then {"omitted": n} if some are counted only.
[[nodiscard]] DINH_API ordered_json faults_json(const diagnostics& faults);

}  // namespace dinh::inline v1::exchange
