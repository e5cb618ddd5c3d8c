#include <cli/usual_mix.hpp>

#include <array>
#include <cstdint>

namespace dinh::cli {

namespace {

using months = std::array<std::uint16_t, 12>;
// Few begin anything in the weeks of Tết.
constexpr months all_year{9, 5, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9};
constexpr months before_school{8, 4, 9, 9, 11, 14, 15, 14, 10, 9, 9, 8};
constexpr months village_season{14, 4, 8, 6, 8, 12, 6, 5, 6, 7, 12, 12};
constexpr months end_of_year{4, 1, 1, 1, 1, 3, 1, 1, 1, 3, 10, 20};
constexpr months beginning_of_year{14, 8, 12, 3, 2, 1, 1, 1, 1, 1, 1, 2};

struct rate {
  std::string_view procedure;
  std::uint32_t per_thousand_communes = 0;
  std::uint32_t per_thousand_villages = 0;
  const months* season = &all_year;
};

constexpr std::array<rate, 46> rates{{
    {"one_stop_dossier", 1'000'000, 0, &before_school},
    {"one_stop_interagency", 160'000, 0, &before_school},
    {"online_service", 350'000, 0, &before_school},
    {"online_service_levels", 0, 0},
    {"citizen_reception", 90'000, 0},
    {"recommendation_reflection", 40'000, 0},
    {"regulation_feedback", 3'000, 0},
    {"info_request", 15'000, 0},
    {"complaint_first", 6'000, 0},
    {"complaint_second", 1'000, 0},
    {"denunciation", 2'500, 0},
    {"leader_dialogue", 3'000, 0, &end_of_year},
    {"pub_commune", 60'000, 0},
    {"commune_scope_decision", 2'000, 0, &village_season},
    {"consultation", 4'000, 400, &village_season},
    {"addressee_dialogue", 1'000, 0},
    {"decision_revision", 300, 0},
    {"citizen_initiative", 500, 100},
    {"direct_inspection", 3'000, 200},
    {"village_meeting", 0, 2'600, &village_season},
    {"household_ballot", 0, 700, &village_season},
    {"online_vote", 0, 150},
    {"head_election", 0, 420, &beginning_of_year},
    {"head_release", 0, 20},
    {"convention_making", 0, 150, &beginning_of_year},
    {"convention_review", 0, 120, &end_of_year},
    {"convention_suspension", 20, 0},
    {"convention_annulment", 10, 0},
    {"pic_election", 420, 0, &beginning_of_year},
    {"pic_release", 60, 0},
    {"pic_case", 3'000, 0},
    {"isb_setup", 6'000, 0},
    {"isb_case", 9'000, 0},
    {"periodic_conference", 0, 1'000, &end_of_year},
    {"front_supervision", 2'000, 0},
    {"social_criticism", 1'000, 0},
    {"bright_spot", 300, 0, &end_of_year},
    {"certificate_of_merit", 2'000, 0, &end_of_year},
    {"new_rural_recognition", 60, 0, &end_of_year},
    {"steering_committee_year", 1'000, 0, &beginning_of_year},
    {"agency_conference", 12'000, 0, &end_of_year},
    {"agency_publicity", 120'000, 0},
    {"agency_opinions", 20'000, 0},
    {"soe_publicity", 6'000, 0},
    {"soe_opinions", 2'000, 0},
    {"dialogue_periodic", 15'000, 0},
}};

}  // namespace

simulated_mix usual_mix(std::string_view procedure_id) noexcept {
  for (const rate& r : rates)
    if (r.procedure == procedure_id) return {0, r.per_thousand_communes, r.per_thousand_villages, *r.season};
  return {0, 1'000, 0, all_year};
}

}  // namespace dinh::cli
