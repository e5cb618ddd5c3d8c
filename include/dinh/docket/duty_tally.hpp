#pragma once
/// \file
/// How duties stand, as counts that can be added up: of a unit, of a tree of units, of a simulated country.

#include <dinh/docket/engine.hpp>

#include <cstdint>
#include <string>

namespace dinh::inline v1 {

/// Counts of duties on a day. What the docket calls breached is told apart here:
/// `overdue` can still be done late, `breached` was settled as a breach.
struct duty_tally {
  std::uint32_t pending = 0;  ///< begun, not to be done yet
  std::uint32_t open = 0;     ///< to be done, in time
  std::uint32_t overdue = 0;  ///< not done, last day past
  std::uint32_t met = 0;
  std::uint32_t met_late = 0;
  std::uint32_t breached = 0;  ///< settled against the law: done too early, left out, never done
  std::uint32_t voided = 0;    ///< no longer asked for
  std::uint32_t suspended = 0;  ///< to be done, its limit stands still
  std::uint32_t needs_review = 0;  ///< the law changed while it ran, and nobody says which limit counts

  [[nodiscard]] constexpr std::uint32_t total() const noexcept {
    return pending + open + overdue + met + met_late + breached + voided + suspended + needs_review;
  }
  /// Those that came to an end one way or the other and can be judged: the base of a share of duties met in time.
  /// 0 means no data, not 100 per cent.
  [[nodiscard]] constexpr std::uint32_t judged() const noexcept { return met + met_late + overdue + breached; }

  constexpr duty_tally& operator+=(const duty_tally& o) noexcept {
    pending += o.pending;
    open += o.open;
    overdue += o.overdue;
    met += o.met;
    met_late += o.met_late;
    breached += o.breached;
    voided += o.voided;
    suspended += o.suspended;
    needs_review += o.needs_review;
    return *this;
  }
  friend constexpr bool operator==(const duty_tally&, const duty_tally&) = default;

  /// One duty more. `is_settled`: it came to its end by the day of the question.
  constexpr void add(duty_state state, bool is_settled) noexcept {
    switch (state) {
      case duty_state::pending:
        ++pending;
        return;
      case duty_state::open:
        ++open;
        return;
      case duty_state::suspended:
        ++suspended;
        return;
      case duty_state::needs_review:
        ++needs_review;
        return;
      case duty_state::met:
        ++met;
        return;
      case duty_state::met_late:
        ++met_late;
        return;
      case duty_state::breached:
        ++(is_settled ? breached : overdue);
        return;
      case duty_state::void_:
        ++voided;
        return;
    }
  }
};

/// The duties of one unit, counted.
struct unit_duties {
  std::string unit;  ///< lifetime key
  duty_tally counts;
  friend bool operator==(const unit_duties&, const unit_duties&) = default;
};

}  // namespace dinh::inline v1
