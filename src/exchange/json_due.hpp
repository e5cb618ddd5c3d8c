#pragma once
// Questions about time limits as JSON, and what bears on them: what `dinh due` takes as options.

#include <dinh/calendar/difference.hpp>
#include <dinh/calendar/office_hours.hpp>
#include <dinh/calendar/recurrence.hpp>
#include <dinh/config.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/receipt.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

using nlohmann::ordered_json;

class object_reader;

/// The member `hours`, when a desk is open: [{"days": ["mon"], "from": "07:30", "until": "11:30"}]; none if it is not there.
/// Faults go to the reader, as `due/hours` and those of JSON.
[[nodiscard]] std::vector<office_session> office_sessions_in(object_reader& r);

/// The rule of this id that sets a limit on the day, or why there is none, under `code` at `where`.
[[nodiscard]] DINH_API checked<const rule*> rule_with_limit(const pack& p, std::string_view id, date on, const char* code,
                                                            const std::string& where);

/// A period of a duty; with days on which it was done, whether it was kept.
struct kept_occurrence {
  occurrence at;
  std::optional<bool> kept;
};
[[nodiscard]] DINH_API text name_of_cycle(cycle c);
[[nodiscard]] DINH_API ordered_json occurrences_json(const recurring_duty& duty, const std::vector<kept_occurrence>& all,
                                                     const work_calendar& calendar);
[[nodiscard]] DINH_API ordered_json moment_json(const due_moment& due, const work_calendar& calendar);

/// Answers a question of docs/embed-c.md, "Due dates with everything that bears on them". All faults at once: those of
/// JSON, `due/limit`, `due/rule`, `due/hours`, `due/not-together`, `due/day`, `due/moment`, `limit/…`, `hours/…`.
[[nodiscard]] DINH_API checked<ordered_json> answer_due_request(const pack& p, std::string_view request);
/// The question of such a request if it is about one limit in days, for a receipt.
[[nodiscard]] DINH_API checked<due_date_question> read_due_date_question(const pack& p, std::string_view request);

/// The earliest of several limits. `earlier_of` passes over a day that is not known; one that is only refused for its
/// evidence may be the earlier one, and is given back.
[[nodiscard]] DINH_API due_date earliest_of_known(std::vector<due_date> all, const work_calendar& calendar);

/// [{"limit", "from"}] as `changed_due_dates` takes it; none for an empty text.
[[nodiscard]] DINH_API checked<std::vector<due_question>> read_due_questions(std::string_view content);
/// {"before", "now": ids, "days", "due_dates_asked", "due_dates": [{"question", "limit", "from", "before", "now"}]}.
[[nodiscard]] DINH_API ordered_json difference_json(const work_calendar& before, const work_calendar& now,
                                                    const std::vector<due_question>& asked);
[[nodiscard]] DINH_API ordered_json affected_days_json(const std::vector<affected_day>& days);
[[nodiscard]] DINH_API ordered_json due_answer_json(const due_answer& a);

}  // namespace dinh::inline v1::exchange
