#include <cli/files.hpp>
#include <cli/opening.hpp>
#include <cli/succession_table.hpp>
#include <exchange/answer_where.hpp>
#include <exchange/csv_table.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

namespace dinh::cli {
namespace {

namespace fs = std::filesystem;

/// Old code to new codes and how much went there, for one day of change.
using table = std::map<std::string, std::map<std::string, extent>, std::less<>>;

/// Two rows on one pair of units: what they do not agree on is not known.
void note(std::map<std::string, extent>& into, const std::string& code, extent how_much) {
  const auto [at, is_new] = into.try_emplace(code, how_much);
  if (!is_new && at->second != how_much) at->second = extent::unknown;
}

std::vector<unit_successor> listed(const std::map<std::string, extent>& successors) {
  std::vector<unit_successor> out;
  for (const auto& [code, how_much] : successors) out.push_back({code, how_much});
  return out;
}

bool is_new_in(const table& change, std::string_view code) {
  return std::any_of(change.begin(), change.end(), [&](const auto& old) {
    return std::any_of(old.second.begin(), old.second.end(), [&](const auto& next) { return next.first == code; });
  });
}

constexpr std::string_view stem = "successions_";

/// The day in the name of a table: "successions_2025-07-01.csv".
std::optional<date> day_of_table(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.size() != stem.size() + 14 || name.substr(0, stem.size()) != stem || file.extension() != ".csv")
    return std::nullopt;
  const auto day = parse_date(std::string_view{name}.substr(stem.size(), 10));
  return day ? std::optional<date>{*day} : std::nullopt;
}

std::vector<std::pair<date, fs::path>> tables_in(const std::string& folder) {
  std::vector<std::pair<date, fs::path>> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator{folder, none})
    if (const auto day = day_of_table(entry.path())) found.emplace_back(*day, entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

bool is_register(const std::string& folder) {
  std::error_code none;
  return fs::exists(folder + "/units.csv", none) && fs::exists(folder + "/successions.csv", none);
}

/// Whether the folder holds lists of units, from which the whole history is replayed.
bool has_lists(const std::string& folder) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator{folder, none})
    if (entry.path().filename().string().compare(0, 6, "units_") == 0 && entry.path().extension() == ".csv")
      return true;
  return false;
}

checked<table> read_table(const std::string& file) {
  const auto content = read_file(file);
  if (!content) return unexpected{content.error()};
  diagnostics faults;
  const auto rows = exchange::csv_splitter{{*content, file}, {}, faults}.rows();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  const auto column = [&](std::string_view name) {
    const auto& head = rows.front().fields;
    return static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
  };
  const std::size_t from = rows.empty() ? 0 : column("old_code");
  const std::size_t to = rows.empty() ? 0 : column("new_code");
  const std::size_t how = rows.empty() ? 0 : column("relation");  // may be missing: then nobody knows
  const std::size_t needed = std::max(from, to) + 1;
  if (rows.empty() || rows.front().fields.size() < needed)
    return refuse("csv/missing-column", file,
                  {"Thiếu cột old_code hoặc new_code.", "The column old_code or new_code is missing."});
  table out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].fields.size() < needed)
      faults.error("csv/wrong-number-of-fields", exchange::place(file, rows[i].line, 1),
                   {"Dòng thiếu trường.", "The row lacks fields."});
    else if (!rows[i].fields[from].empty() && !rows[i].fields[to].empty())
      note(out[rows[i].fields[from]], rows[i].fields[to],
           (how < rows[i].fields.size() ? extent_from(rows[i].fields[how]) : std::nullopt).value_or(extent::unknown));
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

checked<successor_lookup> from_register(const pack& p, const std::string& folder, lang language) {
  auto reg = open_register(p, folder, language);
  if (!reg) return unexpected{std::move(reg).error()};
  return exchange::successors_in(*std::move(reg));
}

}  // namespace

checked<successor_lookup> open_successors(const pack& p, const std::string& folder, lang language) {
  if (is_register(folder) || has_lists(folder)) return from_register(p, folder, language);
  diagnostics faults;
  std::vector<std::pair<date, table>> changes;
  for (const auto& [day, file] : tables_in(folder)) {
    auto one = read_table(file.string());
    if (one)
      changes.emplace_back(day, *std::move(one));
    else
      faults.append(std::move(one).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (changes.empty())
    return refuse("cli/units", folder, {"Thư mục không có sổ đơn vị.", "The folder holds no register of units."},
                  {"Cần units.csv và successions.csv, hoặc successions_NNNN-TT-NN.csv.",
                   "It needs units.csv and successions.csv, or successions_YYYY-MM-DD.csv."});
  return successor_lookup{
      [changes = std::move(changes)](std::string_view code, date last_day) -> std::optional<std::vector<unit_successor>> {
        // The units before a change are its old codes, those after it its new ones; a table may hold a province only.
        const date next_day = last_day + boost::gregorian::days{1};
        const auto goes_on = [&] { return std::vector<unit_successor>{{std::string{code}, extent::whole}}; };
        bool lives = false;
        for (const auto& [day, successors] : changes) {
          const auto next = successors.find(code);
          if (day > last_day && next != successors.end()) return day == next_day ? listed(next->second) : goes_on();
          if (day > last_day) continue;
          if (is_new_in(successors, code))
            lives = true;
          else if (next != successors.end())
            lives = false;
        }
        return lives ? std::optional{goes_on()} : std::nullopt;
      }};
}

std::string find_units_folder(const std::string& given, const std::vector<std::string>& case_files) {
  if (!given.empty()) return given;
  std::vector<std::string> places;
  if (const char* shared = std::getenv("DINH_SHARED_DIR")) places.push_back(std::string{shared} + "/data/units");
  for (const auto& file : case_files)
    places.push_back((fs::path{file}.parent_path() / ".." / "data" / "units").lexically_normal().string());
  places.emplace_back("../shared/data/units");
  for (const auto& place : places)
    if (is_register(place) || !tables_in(place).empty()) return place;
  return {};
}

}  // namespace dinh::cli
