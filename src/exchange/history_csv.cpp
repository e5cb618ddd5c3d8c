#include <dinh/exchange/history_csv.hpp>

#include "csv_table.hpp"

#include <dinh/exchange/unit_exports.hpp>
#include <dinh/exchange/units_csv.hpp>
#include <dinh/registry/names.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

namespace dinh::inline v1 {

namespace {

using exchange::csv_row;
using exchange::csv_splitter;
using exchange::csv_table;
using exchange::presence;
using exchange::unknown_columns;

enum class file_kind : std::uint8_t { list, events, successions, steps, disputed, passed_over, other };

/// The names in the first line that is no remark.
std::set<std::string> header_of(csv_source file) {
  diagnostics ignored;
  csv_row header;
  const std::string_view beginning = file.content.substr(0, 65536);
  csv_splitter{{beginning, file.file}, {}, ignored}.next(header);
  return {header.fields.begin(), header.fields.end()};
}

file_kind kind_of(csv_source file) {
  const auto names = header_of(file);
  const auto has = [&](std::initializer_list<const char*> wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const char* n) { return names.count(n) > 0; });
  };
  if (has({"date", "event", "code"})) return file_kind::events;
  if (has({"old_code", "new_code", "status"})) return file_kind::disputed;
  if (has({"old_code", "new_code", "basis"})) return file_kind::steps;
  if (has({"old_code", "new_code", "old_district"}) || has({"old_code", "new_code", "relation"}))
    return file_kind::successions;
  if (has({"code", "kind", "parent_code"})) return file_kind::list;
  if (has({"area_km2"}) || has({"fact", "value"})) return file_kind::passed_over;
  return file_kind::other;
}

std::string_view base_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The last YYYY-MM-DD of the name.
std::optional<date> day_in_name(std::string_view path) {
  const std::string_view name = base_name(path);
  for (std::size_t i = name.size() < 10 ? 0 : name.size() - 9; i-- > 0;)
    if (const auto d = parse_date(name.substr(i, 10))) return *d;
  return std::nullopt;
}

std::optional<date> day_after(std::string_view text, std::string_view words) {
  const auto at = text.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  const auto d = parse_date(text.substr(at + words.size(), 10));
  return d ? std::optional{*d} : std::nullopt;
}

class history_reader {
public:
  history_reader(csv_limits limits, history_sources& sources, diagnostics& faults)
      : limits_{limits}, sources_{sources}, faults_{faults} {}

  void read(csv_source file) {
    const file_kind kind = kind_of(file);
    if (kind == file_kind::passed_over || kind == file_kind::disputed) return;  // the disputed come last
    if (kind == file_kind::other) {
      const bool is_export = detect_unit_export(file.content).has_value();
      faults_.warning("history/unknown-file", std::string{file.file},
                      {"Dòng đầu không phải của một loại tệp đã biết; tệp bị bỏ qua.",
                       "The first line is of no known kind of file; the file is passed over."},
                      is_export ? text{"Đây là tệp xuất của cơ quan thống kê: chuyển bằng dinh units TỆP --mend --output TỆP_MỚI.",
                                       "It is an export of the statistics office: turn it into a list with dinh units FILE --mend --output NEW_FILE."}
                                : text{"Xem các cột trong docs/units.md.", "See the columns in docs/units.md."});
      return;
    }
    if (kind == file_kind::events) {
      read_events(file);
      return;
    }
    const auto day = day_in_name(file.file);
    if (!day) {
      faults_.error(
          "history/undated-file", std::string{file.file},
          {"Tên tệp không có ngày.", "The name of the file holds no day."},
          {"Đặt tên có ngày, ví dụ units_2024-09-01.csv.", "Name it with its day, such as units_2024-09-01.csv."});
      return;
    }
    if (kind == file_kind::list) read_list(file, *day);
    if (kind == file_kind::successions) read_successions(file, *day);
    if (kind == file_kind::steps) read_steps(file, *day);
  }

  void read_disputed_of(csv_source file) {
    if (kind_of(file) != file_kind::disputed) return;
    succession_table* last = nullptr;
    for (succession_table& t : sources_.tables)
      if (last == nullptr || last->on < t.on) last = &t;
    enum column : std::size_t { old_code, new_code, relation, status, comment };
    csv_table<5> table{file, limits_, {"old_code", "new_code", "relation", "status", "comment"}, faults_};
    table.for_each([&](csv_table<5>& t) {
      succession_row r;
      r.old_code = t.raw(old_code);
      r.new_code = t.string(new_code, presence::required);
      r.how_much = extent_in(t, relation);
      r.note = t.raw(status) + ": " + t.raw(comment);
      r.is_disputed = true;
      r.where = t.row_where();
      if (last != nullptr) last->rows.push_back(std::move(r));
    });
    if (last == nullptr)
      faults_.warning("history/disputed-without-table", std::string{file.file},
                      {"Không có bảng kế thừa mà các dòng này nói tới.",
                       "There is no table of successions that these rows speak of."},
                      {"Thêm successions_<ngày>.csv.", "Add successions_<day>.csv."});
  }

private:
  template <class Table>
  extent extent_in(Table& t, std::size_t column) {
    return t.value(column, extent_from(t.raw(column)), {"whole, part hay unknown", "whole, part or unknown"});
  }
  template <class Table>
  unit_level level_in(Table& t, std::size_t column) {
    auto level = unit_level_from(t.raw(column));
    if (level && unit_level::commune < *level) level.reset();
    return t.value(column, level, {"province, district hay commune", "province, district or commune"});
  }

  void read_list(csv_source file, date day) {
    enum column : std::size_t { code, name, kind, parent, level, full_name };
    csv_table<6> table{file, limits_, {"code", "name", "kind", "parent_code", "level", "full_name_vi"}, faults_, 4,
                       unknown_columns::told};
    unit_list list;
    list.file = file.file;
    list.is_eve_of_reform = base_name(file.file).find("before_") != std::string_view::npos;
    list.day = list.is_eve_of_reform ? day - boost::gregorian::days{1} : day;
    table.for_each([&](csv_table<6>& t) {
      listed_unit u;
      u.code = t.take(code, presence::required);
      u.name = t.take(name, presence::required);
      const auto known = unit_kind_from(t.raw(kind));
      u.kind = t.value(kind, known, {"một loại đơn vị", "a kind of unit"});
      u.parent = t.take(parent);
      u.where = t.row_where();
      if (known && !t.raw(level).empty() && level_in(t, level) != level_of(u.kind))
        t.fault(level, "history/kind-not-of-level",
                {"Loại " + t.raw(kind) + " không thuộc cấp " + t.raw(level) + ".",
                 "The kind " + t.raw(kind) + " is not of the level " + t.raw(level) + "."},
                {"Sửa cấp hoặc loại.", "Mend the level or the kind."});
      list.units.push_back(std::move(u));
    });
    sources_.lists.push_back(std::move(list));
  }

  template <class Table>
  std::optional<listed_unit> unit_in(Table& t, std::size_t name, std::size_t parent, unit_level level) {
    auto u = parse_full_name(t.raw(name), level);
    if (!u) u = parse_full_name(compose(t.raw(name)), level);
    if (!u) {
      t.fault(name, "history/name-without-kind",
              {"\"" + t.raw(name) + "\" không bắt đầu bằng một loại đơn vị của " +
                   std::string{label_of(level, lang::vi)} + ".",
               "\"" + t.raw(name) + "\" does not begin with a kind of unit of the " +
                   std::string{label_of(level, lang::en)} + "."},
              {"Ví dụ \"Xã Diễn Hồng\".", "For example \"Xã Diễn Hồng\"."});
      return std::nullopt;
    }
    u->parent = t.raw(parent);
    return u;
  }

  void read_events(csv_source file) {
    enum column : std::size_t {
      on,
      event,
      level,
      code,
      old_name,
      new_name,
      old_parent,
      new_parent,
      successor,
      basis,
      decrees,
      decree,
      note,
      in_force,
      source
    };
    csv_table<15> table{file,
                        limits_,
                        {"date", "event", "level", "code", "old_full_name", "new_full_name", "old_parent", "new_parent",
                         "successor_code", "successor_basis", "decrees", "decree", "note", "in_force", "source"},
                        faults_,
                        8,
                        unknown_columns::told};
    table.for_each([&](csv_table<15>& t) {
      unit_event e;
      e.where = t.row_where();
      e.on = t.given_day(on);
      e.words = t.raw(event);
      e.code = t.string(code, presence::required);
      const std::size_t faults_before = faults_.list().size();
      e.what = change_in(t, event);
      const unit_level l = level_in(t, level);
      const bool is_told = faults_.list().size() == faults_before;  // else the names need not fit
      if (is_told && e.what != unit_change::created) e.before = unit_in(t, old_name, old_parent, l);
      if (is_told && e.what != unit_change::abolished) e.after = unit_in(t, new_name, new_parent, l);
      e.basis = t.raw(basis);
      e.successors = successors_in(t.raw(successor), e.basis);
      e.successors_of = day_after(e.basis, "unit of ");
      e.decree = t.raw(decrees).empty() ? t.raw(decree) : t.raw(decrees);
      while (!e.decree.empty() && (e.decree.back() == ';' || e.decree.back() == ' ')) e.decree.pop_back();
      if (!t.raw(in_force).empty())
        e.in_force = t.given_day(in_force);
      else
        e.in_force = day_after(e.decree, "in force ");
      e.note = t.raw(note);
      e.is_ghost = e.note.compare(0, 5, "ghost") == 0;
      e.is_oscillation = e.note.compare(0, 10, "oscillates") == 0;
      sources_.events.push_back(std::move(e));
    });
  }

  template <class Table>
  unit_change change_in(Table& t, std::size_t column) {
    std::string_view words = t.raw(column);
    if (words == "created") return unit_change::created;
    if (words == "abolished") return unit_change::abolished;
    if (words == "recoded") return unit_change::recoded;
    static const std::set<std::string_view> known{"renamed", "kind_changed", "moved", "respelled_tone",
                                                  "respelled_diacritics"};
    bool good = !words.empty();
    while (good && !words.empty()) {
      const auto plus = words.find('+');
      good = known.count(words.substr(0, plus)) > 0;
      words.remove_prefix(plus == std::string_view::npos ? words.size() : plus + 1);
    }
    if (!good)
      t.fault(
          column, "history/unknown-event",
          {"\"" + t.raw(column) + "\" không phải là một thay đổi.", "\"" + t.raw(column) + "\" is no change."},
          {"created, abolished, recoded, hoặc renamed, kind_changed, moved, respelled_tone, respelled_diacritics nối "
           "bằng +.",
           "created, abolished, recoded, or renamed, kind_changed, moved, respelled_tone, respelled_diacritics joined "
           "by +."});
    return unit_change::modified;
  }

  /// The code of the column, and those that the basis names besides: "children_moved: 047 (7), 049 (1)".
  static std::vector<std::string> successors_in(const std::string& code, std::string_view basis) {
    std::vector<std::string> codes;
    if (!code.empty()) codes.push_back(code);
    constexpr std::string_view moved = "children_moved:";
    if (basis.substr(0, moved.size()) != moved) return codes;
    basis.remove_prefix(moved.size());
    while (!basis.empty()) {
      const auto comma = basis.find(',');
      std::string_view one = basis.substr(0, comma);
      while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
      one = one.substr(0, one.find(' '));
      if (!one.empty() && std::find(codes.begin(), codes.end(), one) == codes.end()) codes.emplace_back(one);
      basis.remove_prefix(comma == std::string_view::npos ? basis.size() : comma + 1);
    }
    return codes;
  }

  void read_successions(csv_source file, date day) {
    // The names and the district are for people: what a code means is known from the lists.
    enum column : std::size_t {
      old_code,
      new_code,
      relation,
      scope,
      decree,
      note,
      second,
      level,
      old_name,
      district,
      new_name
    };
    csv_table<11> table{file,
                        limits_,
                        {"old_code", "new_code", "relation", "scope", "decree", "note_vi", "second_source", "level",
                         "old_full_name", "old_district", "new_full_name"},
                        faults_,
                        3,
                        unknown_columns::told};
    succession_table out;
    out.on = day;
    out.file = file.file;
    table.for_each([&](csv_table<11>& t) {
      succession_row r;
      r.where = t.row_where();
      r.old_code = t.take(old_code, presence::required);
      r.new_code = t.take(new_code, presence::required);
      r.how_much = extent_in(t, relation);
      r.scope = t.take(scope);
      r.decree = t.take(decree);
      r.note = t.take(note);
      second_source(t.raw(second), r);
      out.rows.push_back(std::move(r));
    });
    sources_.tables.push_back(std::move(out));
  }

  static void second_source(const std::string& words, succession_row& r) {
    if (words.empty() || words == "agree" || words.compare(0, 7, "derived") == 0) return;
    r.note += (r.note.empty() ? "" : "; ") + ("second source: " + words);
  }

  void read_steps(csv_source file, date day) {
    enum column : std::size_t { old_code, new_code, relation, basis, level, old_name, new_name };
    csv_table<7> table{file,
                       limits_,
                       {"old_code", "new_code", "relation", "basis", "level", "old_full_name", "new_full_name"},
                       faults_,
                       4,
                       unknown_columns::told};
    succession_table out;
    out.on = day;
    out.file = file.file;
    table.for_each([&](csv_table<7>& t) {
      succession_row r;
      r.where = t.row_where();
      r.old_code = t.string(old_code, presence::required);
      const std::string& how = t.raw(relation);
      if (how == "continues") {
        r.how_much = extent::whole;
        r.scope = t.raw(basis);
      } else if (how == "whole_or_part" || how == "unknown") {
        r.scope = "inferred";
        r.note = t.raw(basis);
        r.successors_of = day_after(r.note, "unit of ");
      } else {
        r.how_much = extent_in(t, relation);
        r.note = t.raw(basis);
      }
      r.new_code = t.string(new_code, how == "unknown" ? presence::optional : presence::required);
      out.rows.push_back(std::move(r));
    });
    sources_.tables.push_back(std::move(out));
  }

  csv_limits limits_;
  history_sources& sources_;
  diagnostics& faults_;
};

struct loaded_file {
  std::string path;
  std::string content;
};

constexpr std::size_t most_history_files = 200;

unexpected<diagnostics> bad_folder(const std::string& folder, text message, text remedy = {}) {
  return refuse("history/folder", folder, std::move(message), std::move(remedy));
}

checked<std::vector<loaded_file>> load(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> paths;
  for (const std::string& one : {folder, folder + "/vintages"}) {
    std::error_code fault;
    fs::directory_iterator at{one, fault};
    if (fault && one == folder)
      return bad_folder(folder, {"Không đọc được thư mục.", "The folder cannot be read."},
                        {"Kiểm tra đường dẫn.", "Check the path."});
    for (; !fault && at != fs::directory_iterator{}; at.increment(fault))
      if (at->path().extension() == ".csv") paths.push_back(one + "/" + at->path().filename().string());
  }
  if (paths.size() > most_history_files)
    return bad_folder(folder, {"Có hơn 200 tệp CSV.", "There are more than 200 CSV files."});
  std::sort(paths.begin(), paths.end());
  std::vector<loaded_file> files;
  const csv_limits limits;
  for (const std::string& path : paths) {
    std::ifstream in{path, std::ios::binary | std::ios::ate};
    const auto size = in ? static_cast<std::intmax_t>(in.tellg()) : -1;
    if (size < 0) return bad_folder(path, {"Không đọc được tệp.", "The file cannot be read."});
    if (static_cast<std::uintmax_t>(size) > limits.bytes)
      return bad_folder(path, {"Tệp lớn hơn 64 MiB.", "The file is larger than 64 MiB."});
    std::string content(static_cast<std::size_t>(size), '\0');
    in.seekg(0);
    in.read(content.data(), static_cast<std::streamsize>(size));
    if (!in) return bad_folder(path, {"Không đọc hết được tệp.", "The file cannot be read to its end."});
    files.push_back({path, std::move(content)});
  }
  return files;
}

}  // namespace

checked<history_sources> read_history(std::span<const csv_source> files, csv_limits limits) {
  history_sources sources;
  diagnostics faults;
  history_reader r{limits, sources, faults};
  for (const csv_source& f : files) r.read(f);
  for (const csv_source& f : files) r.read_disputed_of(f);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  sources.remarks = std::move(faults);
  return sources;
}

checked<opened_register> open_register_folder(const std::string& folder, const history_options& options,
                                              registry_builder builder) {
  auto files = load(folder);
  if (!files) return unexpected{std::move(files).error()};
  if (files->empty())
    return bad_folder(folder, {"Không có tệp CSV nào.", "There is no CSV file."},
                      {"Cần units.csv và successions.csv, hoặc các danh sách và nhật ký trong docs/units.md.",
                       "units.csv and successions.csv are needed, or the lists and logs of docs/units.md."});
  opened_register out;
  const auto named = [&](std::string_view name) {
    return std::find_if(files->begin(), files->end(),
                        [&](const loaded_file& f) { return f.path == folder + "/" + std::string{name}; });
  };
  const auto units = named("units.csv");
  const auto successions = named("successions.csv");
  if (units != files->end() && successions != files->end()) {
    auto faults = read_units({units->content, units->path}, {successions->content, successions->path}, builder);
    if (faults.has_errors()) return unexpected{std::move(faults)};
  } else {
    std::vector<csv_source> sources;
    for (const loaded_file& f : *files) sources.push_back({f.content, f.path});
    auto history = read_history(sources);
    if (!history) return unexpected{std::move(history).error()};
    auto report = replay(*history, options, builder);
    if (!report) {
      auto faults = std::move(history->remarks);
      faults.append(std::move(report).error());
      return unexpected{std::move(faults)};
    }
    out.report = std::move(*report);
    diagnostics remarks = std::move(history->remarks);
    remarks.append(std::move(out.report.remarks));
    out.report.remarks = std::move(remarks);
  }
  auto built = std::move(builder).build();
  if (!built) return unexpected{std::move(built).error()};
  out.units = std::move(*built);
  return out;
}

}  // namespace dinh::inline v1
