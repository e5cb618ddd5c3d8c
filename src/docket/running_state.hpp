#pragma once
// How a duty that runs stands on a day.

#include <dinh/docket/engine.hpp>

namespace dinh::inline v1::docketing {

/// `sets_earliest`: its limit is a minimum or a lead time. `has_day`: it has a lawful day.
template <class Day>
[[nodiscard]] constexpr duty_state state_of_running(bool sets_earliest, bool has_day, Day lawful, Day as_of) noexcept {
  if (sets_earliest) return has_day && as_of < lawful ? duty_state::pending : duty_state::open;
  return has_day && as_of > lawful ? duty_state::breached : duty_state::open;
}

}  // namespace dinh::inline v1::docketing
