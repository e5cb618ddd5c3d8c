#pragma once
/// \file
/// One case as a picture: what was done and when, which duties ran, which were kept. SVG text, no third party.

#include <dinh/base/diagnostic.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/procedure/procedure.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// How a case is drawn.
struct case_timeline_options {
  lang labels = lang::vi;
  /// Shades its days off; null: none are shaded. Only has to live during the call.
  const work_calendar* calendar = nullptr;
  /// The words for a role id where no body is known; by default the id itself.
  std::function<text(std::string_view role)> role_name{};
};

/// A row for each act and for each duty that had begun by `as_of`, on one scale of days: bars from the beginning of a
/// duty to its last lawful day (or over a minimum period), marks where it was kept, the days after it in red. Provisions,
/// consequences and breaches are shown on hover. The same bytes for the same docket. Pre: `p` is the procedure of the
/// case, `as_of` a day. Errors: `docket/unknown-case`; `timeline/too-long` (more than 1,000 rows or 200 years).
[[nodiscard]] DINH_API checked<std::string> case_timeline_svg(const docket& d, const procedure& p,
                                                              std::string_view case_key, date as_of,
                                                              const case_timeline_options& options = {});

}  // namespace dinh::inline v1
