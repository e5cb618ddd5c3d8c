#pragma once
// Due dates that were told already, as a CSV file: what a notice may move.

#include <dinh/base/diagnostic.hpp>
#include <dinh/calendar/difference.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace dinh::cli {

/// A question and the line of the file on which it stands.
struct asked_due_date {
  due_question question;
  std::size_t line = 0;
};

/// Reads the columns `limit` (as `parse_limit` takes it) and `from` (YYYY-MM-DD). Fails with `cli/file`, `cli/span`,
/// `date/…` and `csv/…`, all at once, each at "file:line:field".
[[nodiscard]] checked<std::vector<asked_due_date>> read_due_questions(const std::string& file);

}  // namespace dinh::cli
