// dinh compare.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/files.hpp>
#include <cli/json_text.hpp>
#include <cli/opening.hpp>
#include <dinh/procedure/compare.hpp>
#include <exchange/csv_table.hpp>
#include <exchange/json_timing.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace dinh::cli {

namespace {

// Rows of one case stand together or apart; a row without a date is a step that the case waits for.
checked<std::vector<standing_case>> read_cases(const std::string& file) {
  constexpr std::array<std::string_view, 3> columns{"case", "step", "date"};
  const auto content = read_file(file);
  if (!content) return unexpected{content.error()};
  diagnostics faults;
  std::vector<standing_case> out;
  exchange::csv_table table{csv_source{*content, file}, csv_limits{}, columns, faults};
  table.for_each([&](auto& row) {
    const std::string name{row.raw(0)};
    const std::string step{row.raw(1)};
    auto at = std::find_if(out.begin(), out.end(), [&](const standing_case& c) { return c.name == name; });
    if (at == out.end()) {
      out.push_back({name, {}, {}});
      at = out.end() - 1;
    }
    if (row.raw(2).empty())
      at->next.push_back(step);
    else
      at->done.push_back({step, row.given_day(2)});
  });
  if (faults.has_errors()) return unexpected{std::move(faults)};
  for (auto& c : out)
    std::stable_sort(c.done.begin(), c.done.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  return out;
}

}  // namespace

int run_compare(const common_options& common, const compare_question& q) {
  const auto old_pack = open_pack(common);
  if (!old_pack) return report(old_pack.error(), common.language);
  std::optional<pack> new_pack = *old_pack;
  if (!q.after_pack.empty()) {
    common_options other = common;
    other.pack = q.after_pack;
    auto opened = open_pack(other);
    if (!opened) return report(opened.error(), common.language);
    new_pack = *std::move(opened);
  }
  diagnostics faults;
  const auto a = open_procedure(*old_pack, q.before);
  const auto b = open_procedure(*new_pack, q.after);
  if (!a) faults.append(a.error());
  if (!b) faults.append(b.error());
  std::vector<standing_case> cases;
  if (!q.cases.empty()) {
    auto read = read_cases(q.cases);
    if (read)
      cases = *std::move(read);
    else
      faults.append(read.error());
  }
  if (faults.has_errors()) return report(faults, common.language);
  const auto calendar = open_calendar(*new_pack, b->facts().calendar);
  if (!calendar) return report(calendar.error(), common.language);

  const auto changes = compare(*a, *b, *calendar);
  const auto effects = affected(cases, *a, *b, changes, *calendar);
  if (!effects) return report(effects.error(), common.language);
  if (common.as_json) {
    std::printf("%s\n", pretty(exchange::comparison_json(*a, *b, changes, *effects)).c_str());
    return changes.empty() ? 0 : 1;
  }
  const bool vi = common.language == lang::vi;
  for (const auto& c : changes) std::printf("%s\n", describe(c).in(common.language).c_str());
  if (changes.empty()) std::printf("%s\n", vi ? "Không có thay đổi." : "Nothing changes.");
  for (const auto& e : *effects) std::printf("%s\n", describe(e, changes).in(common.language).c_str());
  return changes.empty() ? 0 : 1;
}

}  // namespace dinh::cli
