#pragma once
// The open questions of counting by their names in JSON.

#include "json_reading.hpp"

#include <dinh/calendar/policies.hpp>

#include <array>
#include <string_view>

namespace dinh::inline v1::exchange {

struct named_choice {
  std::string_view name;
  choice due_policies::*member;
};
inline constexpr std::array<named_choice, 7> policy_choices{
    {{"swapped_day_off_is_rest_day", &due_policies::swapped_day_off_is_rest_day},
     {"make_up_saturday_is_working_day", &due_policies::make_up_saturday_is_working_day},
     {"substitute_day_is_day_off", &due_policies::substitute_day_is_day_off},
     {"culture_day_is_made_up", &due_policies::culture_day_is_made_up},
     {"roll_minimum_period_end", &due_policies::roll_minimum_period_end},
     {"roll_lead_time_earlier", &due_policies::roll_lead_time_earlier},
     {"lead_time_in_full_days", &due_policies::lead_time_in_full_days}}};
static_assert(sizeof(due_policies) == policy_choices.size() + 2, "a new policy must be written into receipts and read back");

inline constexpr std::array<enum_name<leap_day_anniversary>, 2> leap_day_names{
    {{"last_of_february", leap_day_anniversary::last_of_february},
     {"first_of_march", leap_day_anniversary::first_of_march}}};
inline constexpr std::array<enum_name<counting>, 3> counting_names{{{"civil_code", counting::civil_code},
                                                                   {"limitation", counting::limitation},
                                                                   {"entry_into_force", counting::entry_into_force}}};

}  // namespace dinh::inline v1::exchange
