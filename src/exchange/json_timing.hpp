#pragma once
// Timing and comparison of procedures as JSON: questions and answers.

#include <dinh/config.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/compare.hpp>
#include <dinh/procedure/timing.hpp>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

using nlohmann::ordered_json;

/// "t_doc → t_portal: within 5 working days (10/2022/QH15 Art 12(3))".
[[nodiscard]] DINH_API text deadline_in_words(std::uint32_t deadline, const procedure& p);
/// "Suspension (155/2026/ND-CP Art 12)".
[[nodiscard]] DINH_API text clock_in_words(const clock_rule& c);

[[nodiscard]] DINH_API ordered_json timing_json(const timing_report& r, const procedure& p, const timing_options& o);
[[nodiscard]] DINH_API ordered_json start_json(const std::vector<scenario_timing>& all, const procedure& p,
                                               const timing_options& o);
[[nodiscard]] DINH_API ordered_json control_json(const std::vector<scenario_control>& all, const procedure& p,
                                                 const timing_options& o);
/// {"end", "latest_start": a day or null for each scenario}.
[[nodiscard]] DINH_API ordered_json latest_start_json(const std::vector<date>& days, date end);

/// Answers {"from", "to": years} | {"start", "ours"} | {"end"}, each with "calendar", "acts_on_working_days" and
/// "durations": [{"step", "least", "most", "theirs"}]. All faults at once: those of JSON, `timing/question`,
/// `timing/calendar`, `timing/step`, `timing/role`, `timing/not-in-force`, `timing/hours`.
[[nodiscard]] DINH_API checked<ordered_json> answer_timing_request(const procedure& p, const pack& law,
                                                                   std::string_view request);

/// The differences between two versions, measured by the calendar of the new one, and the cases that they touch.
/// `cases` is [{"case", "done": [{"step", "day"}], "next": [steps]}], or empty. Fails with `timing/calendar`,
/// `compare/unknown-step` and those of JSON.
[[nodiscard]] DINH_API checked<ordered_json> compare_request(const procedure& before, const procedure& after,
                                                             const pack& law_after, std::string_view cases);
[[nodiscard]] DINH_API ordered_json comparison_json(const procedure& before, const procedure& after,
                                                    const std::vector<procedure_change>& changes,
                                                    const std::vector<case_effect>& effects);

}  // namespace dinh::inline v1::exchange
