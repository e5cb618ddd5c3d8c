#pragma once
/// \file
/// What happened: the only thing a docket is told.

#include <dinh/base/date.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A value that came with an event, such as `present` = `140`. Names are the application's; the counts that
/// `nonsense_in` knows must be consistent.
struct fact {
  std::string name;
  std::string value;
  friend auto operator<=>(const fact&, const fact&) = default;
};

/// What an event tells. All but `act` are about the case itself and not about one of its steps.
enum class event_kind : std::uint8_t {
  act,        ///< a step was done
  suspended,  ///< the running limits stand still from that day on
  resumed,    ///< they run on from that day on
  extended,   ///< the running limit of `step` was made longer by `subject`, a span such as "30 days"
  corrected,  ///< the event `subject` was not as recorded: step, branch, day, facts, evidence and doer are these
  annulled,   ///< the event `subject` did not happen
  withdrawn,  ///< who brought the case took it back: it ends
  joined,     ///< the case goes on inside the case `subject`: it ends
  referred    ///< the case passes to `unit` from that day on
};
/// "act", "suspended", "resumed", "extended", "corrected", "annulled", "withdrawn", "joined", "referred".
[[nodiscard]] constexpr std::string_view name_of(event_kind k) noexcept {
  constexpr std::array<std::string_view, 9> names{"act",      "suspended", "resumed", "extended", "corrected",
                                                  "annulled", "withdrawn", "joined",  "referred"};
  return names[static_cast<std::size_t>(k)];
}
[[nodiscard]] constexpr std::optional<event_kind> event_kind_from(std::string_view name) noexcept {
  for (std::uint8_t k = 0; k < 9; ++k)
    if (name_of(static_cast<event_kind>(k)) == name) return static_cast<event_kind>(k);
  return std::nullopt;
}

/// One happening in one case. The first event of a case is its start: it alone names the procedure, and with `referred`
/// it alone names a unit.
struct event {
  std::string id;         ///< idempotency key: the same id is applied once
  std::string case_key;   ///< the case it belongs to
  std::string procedure;  ///< in the first event only
  std::string unit;       ///< lifetime key of the unit, in the first event and in `referred`
  std::string step;       ///< for `act`, `extended` and `corrected`
  std::string branch;                 ///< the branch taken, for a decision
  date occurred_on;                   ///< when it happened
  date recorded_on;                   ///< when it was recorded; never earlier
  std::string by;                     ///< who did it, as recorded
  std::vector<fact> facts;            ///< ordered by name, each name once
  std::vector<std::string> evidence;  ///< references to documents, as recorded
  event_kind kind = event_kind::act;
  /// What `kind` says; for the first event the key of the case that this one is a part of (a sub-case), or empty.
  std::string subject;
  friend bool operator==(const event&, const event&) = default;
};

}  // namespace dinh::inline v1
