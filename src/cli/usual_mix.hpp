#pragma once
// How often the procedures of the pack are begun in a made-up year.

#include <dinh/docket/simulation.hpp>

#include <string_view>

namespace dinh::cli {

/// Made-up rates and seasons, none of them measured: many dossiers at the one-stop shop, few denunciations, meetings of
/// villages at the beginning and in the middle of the year, conferences at its end. A procedure that is not listed is
/// begun once a year in every commune. `procedure` of the answer is 0.
[[nodiscard]] simulated_mix usual_mix(std::string_view procedure_id) noexcept;

}  // namespace dinh::cli
