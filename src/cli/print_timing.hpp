#pragma once
// Timing reports in words and as JSON.

#include <dinh/procedure/timing.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

[[nodiscard]] std::string print_timing(const timing_report& r, const procedure& p, const timing_options& o, lang l);
[[nodiscard]] std::string timing_as_json(const timing_report& r, const procedure& p, const timing_options& o);
[[nodiscard]] std::string print_start(const std::vector<scenario_timing>& all, const procedure& p,
                                      const timing_options& o, lang l);
[[nodiscard]] std::string start_as_json(const std::vector<scenario_timing>& all, const procedure& p,
                                        const timing_options& o);
[[nodiscard]] std::string print_control(const std::vector<scenario_control>& all, const procedure& p,
                                        const timing_options& o, lang l);
[[nodiscard]] std::string control_as_json(const std::vector<scenario_control>& all, const procedure& p,
                                          const timing_options& o);
/// "d_item[items_7_12] d_change[no]"; "-" without decisions.
[[nodiscard]] std::string choices_text(const std::vector<run_step>& choices, const procedure& p);
/// "t_doc → t_portal: within 5 working days (10/2022/QH15 Art 12(3))".
[[nodiscard]] std::string deadline_text(std::uint32_t deadline, const procedure& p, lang l);

}  // namespace dinh::cli
