#pragma once
/// \file
/// Can this procedure work at all, and on which days? Soundness and timing in one answer.
///
/// \code
/// const auto v = verify(p, calendar, over(2025, 2026));
/// v.soundness.verdict;      // soundness::sound
/// v.can_be_met();           // on some start day at least the limits fit together, in every scenario
/// v.failing_days();         // of v.timing.day_count()
/// \endcode

#include <dinh/config.hpp>
#include <dinh/procedure/timing.hpp>
#include <dinh/procedure/verify.hpp>

#include <cstddef>
#include <optional>

namespace dinh::inline v1 {

/// Soundness of a procedure and the timing of its start days.
struct verification_over {
  verification soundness;
  timing_report timing;  ///< without days if the procedure is not sound: what cannot end has no last day

  /// Start days from which the limits collide in some scenario.
  [[nodiscard]] DINH_API std::size_t failing_days() const;
  /// Start days whose answer rests on days off that nobody has decided yet.
  [[nodiscard]] DINH_API std::size_t provisional_days() const;
  /// The limits are consistent: each scenario can be kept from some start day of the years. True without start days.
  [[nodiscard]] DINH_API bool can_be_met() const;
  /// Sound, and every start day works.
  [[nodiscard]] bool always_works() const {
    return soundness.verdict == dinh::soundness::sound && timing.failures.empty();
  }
};

/// `verify`, and `time` for every start day of the years if it is sound. As these in cost.
[[nodiscard]] DINH_API verification_over verify(const procedure& p, const work_calendar& calendar, year_range years,
                                                const timing_options& timing = {}, const verify_options& options = {});

/// The years to look at where nobody asked for others: the last two whose days off are all decided, and if the procedure
/// is not in force in them, the last one in which it is. None of a calendar without decided years.
[[nodiscard]] DINH_API std::optional<year_range> usual_years(const procedure& p, const work_calendar& calendar);

}  // namespace dinh::inline v1
