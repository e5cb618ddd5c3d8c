#include <cli/arguments.hpp>
#include <cli/due_questions.hpp>
#include <cli/files.hpp>
#include <exchange/csv_table.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace dinh::cli {

checked<std::vector<asked_due_date>> read_due_questions(const std::string& file) {
  constexpr std::array<std::string_view, 2> columns{"limit", "from"};
  constexpr std::size_t limit_column = 0;
  constexpr std::size_t from_column = 1;
  const auto content = read_file(file);
  if (!content) return unexpected{content.error()};
  diagnostics faults;
  std::vector<asked_due_date> out;
  exchange::csv_table table{csv_source{*content, file}, csv_limits{}, columns, faults};
  table.for_each([&](auto& row) {
    auto asked = parse_limit(row.raw(limit_column), row.where(limit_column));
    const date from = row.given_day(from_column);
    if (asked)
      out.push_back({{*asked, from}, row.line()});
    else
      faults.append(std::move(asked).error());
  });
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

}  // namespace dinh::cli
