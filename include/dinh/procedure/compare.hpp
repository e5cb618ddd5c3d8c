#pragma once
/// \file
/// What a new version of a procedure changes, and which open cases it touches.

#include <dinh/base/date.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/procedure.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

class work_calendar;

/// What is different.
enum class change_kind : std::uint8_t {
  step_added,
  step_removed,
  step_changed,   ///< its kind or the procedure that it calls
  actor_changed,
  rules_changed,  ///< the rules that a step rests on
  label_changed,
  flow_added,
  flow_removed,
  branch_changed,  ///< the condition of a flow: its code or its words
  limit_added,
  limit_removed,
  limit_lengthened,
  limit_shortened,
  limit_changed,  ///< another unit or direction, longer on some days and shorter on others
  basis_changed,  ///< the rule, provision or evidence of a limit
  consequence_changed,
  facts_changed   ///< title, dates of validity, calendar
};
/// "step-added" and so on.
[[nodiscard]] DINH_API std::string_view name_of(change_kind k) noexcept;

/// One difference between two versions of a procedure.
struct procedure_change {
  change_kind kind = change_kind::step_added;
  std::string from;  ///< key of the step, or of the first of two
  std::string to;    ///< key of the second step; empty for a step
  text before;       ///< in words; empty where there was nothing
  text after;
  citation source;   ///< of the limit, the new one if there is one
  friend bool operator==(const procedure_change&, const procedure_change&) = default;
};

/// Steps are matched by their keys, flows by their two steps and branch, limits by their two steps and direction, then
/// by their two steps and rule. Two limits in different units are measured over every trigger of the years 2020-2030 of
/// the calendar: longer, shorter, or `limit_changed` if neither holds for all. In the order of the old procedure, then
/// what is new in the order of the new one. O(steps · log steps + flows · log flows + limits²).
[[nodiscard]] DINH_API std::vector<procedure_change> compare(const procedure& before, const procedure& after,
                                                             const work_calendar& calendar);

/// Where an open case stands, in the words of the old version.
struct standing_case {
  /// A step that was done.
  struct event {
    std::string step;
    date day;
  };
  std::string name;               ///< key of the case
  std::vector<std::string> next;  ///< steps that it waits for
  std::vector<event> done;        ///< in the order of doing; the last doing of a step counts
};

/// Why a case is touched.
struct case_effect {
  /// How the case is touched.
  enum class kind_of : std::uint8_t {
    waits_for_removed_step,
    due_day_moves,   ///< of a limit that is running
    limit_begins,    ///< a new limit would be running already
    limit_ends,      ///< a running limit is gone
    ahead_changes    ///< something changed that it can still come to
  };
  std::string name;  ///< of the case
  kind_of kind = kind_of::ahead_changes;
  std::uint32_t change = 0;  ///< into the changes
  date before = no_date();  ///< lawful day under the old version; for limits that run
  date after = no_date();
};

/// The effects on each case, in the order of the cases and changes. A case of an unknown step gives a fault.
/// Faults: `compare/unknown-step`.
[[nodiscard]] DINH_API checked<std::vector<case_effect>> affected(const std::vector<standing_case>& cases,
                                                                  const procedure& before, const procedure& after,
                                                                  const std::vector<procedure_change>& changes,
                                                                  const work_calendar& calendar);

/// "limit_shortened t_doc → t_portal: within 5 working days → within 3 working days (…)".
[[nodiscard]] DINH_API text describe(const procedure_change& c);
/// "C-1: the lawful day moves 2026-03-09 → 2026-03-05: …" with the change. Pre: `changes` are those that `affected` was
/// given.
[[nodiscard]] DINH_API text describe(const case_effect& e, const std::vector<procedure_change>& changes);

}  // namespace dinh::inline v1
