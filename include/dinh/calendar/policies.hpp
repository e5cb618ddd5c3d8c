#pragma once
/// \file
/// Questions that the law on periods leaves open, as named choices. The defaults are the readings that the
/// library recommends; an explanation names every choice that mattered.

#include <cstdint>

namespace dinh::inline v1 {

/// An answer to a question that the law leaves open.
enum class choice : std::uint8_t { no, yes };

/// Which rule of counting governs the period.
enum class counting : std::uint8_t {
  /// Civil Code 91/2015/QH13 Art 147-148: the first day is not counted, an end on a day off moves.
  civil_code,
  /// Limitation, Art 151: the first day is counted. That an end on a day off moves is a reading.
  limitation,
  /// Entry into force of legal documents, 64/2025/QH15 Art 53: calendar days, the end never moves.
  entry_into_force
};

/// The day on which a period of years from 29 February ends in a common year; Art 148(4) is silent.
enum class leap_day_anniversary : std::uint8_t { last_of_february, first_of_march };

/// The open questions and their answers; `{}` is the recommended reading.
struct due_policies {
  /// Is a weekday off that was swapped against a worked Saturday a rest day (Art 148(5))? If not, it counts as
  /// an ordinary working day, both inside a period and as its end.
  choice swapped_day_off_is_rest_day = choice::yes;
  /// Is a Saturday worked in exchange a working day, both inside a period and as its end?
  choice make_up_saturday_is_working_day = choice::yes;
  /// Is a day off in lieu (nghỉ bù) a day off in the sense of Art 148(5)?
  choice substitute_day_is_day_off = choice::yes;
  /// Is 24 November on a weekly rest day made up on the next working day? 45/2019/QH14 Art 111(3) refers to the
  /// days of Art 112(1) only. First effect: 2029.
  choice culture_day_is_made_up = choice::no;
  /// Does the end of a minimum period move off a day off, as the end of a period in which to act does?
  choice roll_minimum_period_end = choice::no;
  /// Does a lead time that ends on a day off move to the working day before it?
  choice roll_lead_time_earlier = choice::no;
  /// Must N full days lie between the act and the event? By default the N-th day before the event is in time.
  choice lead_time_in_full_days = choice::no;
  /// On which day does a period of years from 29 February end in a common year?
  leap_day_anniversary leap_day = leap_day_anniversary::last_of_february;
  /// Which rule of counting governs?
  counting rule = counting::civil_code;

  friend constexpr bool operator==(const due_policies&, const due_policies&) = default;
};

}  // namespace dinh::inline v1
