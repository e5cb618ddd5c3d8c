#pragma once
// Procedures and dockets for the terminal: text for people, JSON for programs.

#include <dinh/docket/calendar_change.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/procedure/verify.hpp>
#include <dinh/registry/registry.hpp>
#include <dinh/report/unit_tally.hpp>

#include <span>
#include <string>

namespace dinh::cli {

/// "sound", or each finding with its run.
[[nodiscard]] std::string print_verification(const procedure& p, const verification& v, lang l);
[[nodiscard]] std::string verification_as_json(const procedure& p, const verification& v);

/// A line for each duty: its day in words, who owes it, what, the provision, the case.
[[nodiscard]] std::string print_duties(std::span<const duty> duties, const phrase_book& words, lang l);
/// {"as_of": …, "duties": […], "breaches": […], "moved": […]}: the last one only with changes.
[[nodiscard]] std::string duties_as_json(std::span<const duty> duties, std::span<const breach_record> breaches,
                                         std::span<const calendar_change> changes, const phrase_book& words, date as_of);
/// What notices moved: a line for each duty, the reasons beneath.
[[nodiscard]] std::string print_changes(std::span<const calendar_change> changes, const phrase_book& words, lang l);

/// A line for each reminder: its day, who is told, of what.
[[nodiscard]] std::string print_reminders(std::span<const due_reminder> reminders, const phrase_book& words, lang l);
/// {"as_of": …, "until": …, "reminders": […]}; `until` is the first day that was not asked for.
[[nodiscard]] std::string reminders_as_json(std::span<const due_reminder> reminders, date as_of, date until);

/// A line for each unit with duties in or under it: how many in all, and how many stand how.
[[nodiscard]] std::string print_tally(const tally_report& report, const registry& units, date on, lang l);
/// {"as_of": …, "units": […], "unplaced": {…}, "moved": […]}: the last one only with changes.
[[nodiscard]] std::string tally_as_json(const tally_report& report, const registry& units, std::span<const calendar_change> changes,
                                        const phrase_book& words, date as_of);

/// A line for each act that may lawfully come next: who, what, from when and until when, which branches.
[[nodiscard]] std::string print_next(std::span<const next_act> acts, lang l);
/// {"as_of": …, "duties": […], "breaches": […], "next": […], "history": […]}.
[[nodiscard]] std::string case_as_json(std::span<const duty> duties, std::span<const breach_record> breaches,
                                       std::span<const next_act> acts, std::span<const history_line> lines, date as_of);

/// A line for each breach recorded.
[[nodiscard]] std::string print_breaches(std::span<const breach_record> breaches, lang l);

}  // namespace dinh::cli
