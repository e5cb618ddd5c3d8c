#pragma once
// The procedures of a pack against its rules, roles, calendars and one another.

#include <dinh/base/diagnostic.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/law/rule.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/registry/registry.hpp>

#include "pack_procedure_places.hpp"

#include <span>

namespace dinh::inline v1::exchange {

struct pack_parts {
  std::span<const rule> rules;  ///< in the order of their ids
  std::span<const role_rule> roles;
  std::span<const procedure> procedures;
  std::span<const work_calendar> calendars;
  const procedure_places& places;
  /// Which of them were read without a fault. What is not found among others may have been lost with a faulty file: it is
  /// not reported.
  bool rules_are_whole = true;
  bool roles_are_whole = true;
  bool procedures_are_whole = true;
  bool calendars_are_whole = true;
};

/// Errors: `pack/unknown-calendar`, `pack/unknown-role`, `pack/unknown-rule`, `pack/unknown-procedure` (called or led to),
/// `pack/number-differs`, `pack/citation-differs`, `pack/evidence-differs` (better than that of the rule),
/// `pack/not-in-force` (a deadline or a repetition counts on a day on which its rule does not),
/// `pack/no-provision` (a number without a rule and without a citation).
void check_procedures(const pack_parts& pack, diagnostics& faults);

}  // namespace dinh::inline v1::exchange
