#pragma once
// The timing of a procedure in `dinh check`.

#include <cli/json_text.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/procedure/verify_over.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace dinh::cli {

/// "2025" or "2025-2026"; empty: none. Fails with `cli/year`.
[[nodiscard]] checked<std::optional<year_range>> parse_years(const std::string& words);

/// What a procedure of the pack or of a file needs; none where nothing can be said: no calendar, no decided year.
[[nodiscard]] std::optional<verification_over> verify_over(const procedure& p, const work_calendar* calendar,
                                                           const std::optional<year_range>& asked,
                                                           const std::optional<office_hours>& hours = {});

[[nodiscard]] json timing_summary_json(const verification_over& v, const procedure& p);
/// One line, and one for each span of days on which limits collide.
[[nodiscard]] std::string timing_summary(const verification_over& v, const procedure& p, lang l);

}  // namespace dinh::cli
