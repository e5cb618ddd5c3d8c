#include <dinh/base/log.hpp>
#include <dinh/exchange/pack.hpp>
#include <packs/embedded.hpp>

#include "json_reading.hpp"
#include "pack_bodies.hpp"
#include "pack_calendar.hpp"
#include "pack_law.hpp"
#include "pack_procedure.hpp"
#include "pack_procedure_check.hpp"
#include "pack_registry.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

namespace dinh::inline v1 {

struct pack::state {
  std::string id;
  std::string version;
  text title;
  std::optional<exchange::loaded_law> law;  // there once the pack is read
  registry_builder roles;
  std::vector<work_calendar> calendars;
  std::map<std::string, std::string, std::less<>> days_off_sources;  // calendar -> the one whose days off it takes over
  std::vector<dinh::procedure> procedures;
};

namespace {

constexpr std::string_view manifest_name = "pack.json";
constexpr std::size_t most_files = 2000;
constexpr std::uintmax_t largest_pack = std::uintmax_t{64} << 20U;

/// What the manifest says: which files hold what.
struct manifest {
  std::string id;
  std::string version;
  text title;
  std::vector<std::string> instruments, rules, calendars, roles, procedures;
};

/// The files of a pack by name, each read once.
class file_shelf {
public:
  explicit file_shelf(std::span<const pack_file> files) {
    for (const auto& f : files) files_.emplace(f.name, &f);
  }

  /// Calls `read(json, name)` for each of the files; a file that is absent or no JSON is a fault.
  template <class Read>
  void each(const std::vector<std::string>& names, std::string_view section, diagnostics& faults, Read&& read) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string& name = names[i];
      if (!used_.insert(name).second) {
        faults.error("pack/file-twice", place(section, i),
                     {"Tệp " + name + " được nêu hai lần.", "The file " + name + " is named twice."});
        continue;
      }
      const auto at = files_.find(name);
      if (at == files_.end()) {
        faults.error("pack/no-such-file", place(section, i),
                     {"Không có tệp " + name + ".", "There is no file " + name + "."},
                     {"Thêm tệp hoặc bỏ tên khỏi pack.json.", "Add the file or take its name out of pack.json."});
        continue;
      }
      auto parsed = exchange::parse_json(at->second->content, name);
      if (parsed)
        read(*parsed, name);
      else
        faults.append(std::move(parsed).error());
    }
  }

  void report_unused(diagnostics& faults) const {
    for (const auto& [name, file] : files_)
      if (name != manifest_name && !used_.contains(name))
        faults.error("pack/file-not-named", name,
                     {"pack.json không nêu tệp này.", "pack.json does not name this file."},
                     {"Nêu tệp trong pack.json hoặc bỏ tệp.", "Name it in pack.json or take it away."});
  }

private:
  static std::string place(std::string_view section, std::size_t index) {
    return std::string{manifest_name} + "#/" + std::string{section} + "/" + std::to_string(index);
  }

  std::map<std::string, const pack_file*, std::less<>> files_;
  std::set<std::string, std::less<>> used_;
};

std::optional<manifest> read_manifest(std::span<const pack_file> files, diagnostics& faults) {
  const auto at = std::find_if(files.begin(), files.end(), [](const pack_file& f) { return f.name == manifest_name; });
  if (at == files.end()) {
    faults.error("pack/no-manifest", std::string{manifest_name},
                 {"Gói không có pack.json.", "The pack has no pack.json."},
                 {"pack.json nêu mã, phiên bản và các tệp của gói.",
                  "pack.json states the id, the version and the files of the pack."});
    return std::nullopt;
  }
  auto parsed = exchange::parse_json(at->content, manifest_name);
  if (!parsed) {
    faults.append(std::move(parsed).error());
    return std::nullopt;
  }
  exchange::object_reader in{*parsed, std::string{manifest_name} + "#", faults};
  manifest m;
  const std::int64_t format = in.integer("format", {1, 1'000'000});
  if (format > 1)
    in.fault("format", "pack/newer-format",
             {"Định dạng " + std::to_string(format) + " mới hơn thư viện này.",
              "Format " + std::to_string(format) + " is newer than this library."},
             {"Dùng thư viện mới hơn.", "Use a newer library."});
  m.id = in.string("id");
  m.version = in.string("version");
  m.title = in.words("title");
  m.instruments = in.strings("instruments");
  m.rules = in.strings("rules");
  m.calendars = in.strings("calendars");
  m.roles = in.strings("roles");
  m.procedures = in.strings("procedures");
  in.finish();
  return m;
}

/// Reports each value that comes twice among the ids.
template <class Range, class Id>
void report_doubles(const Range& range, Id id, const char* code, text what, diagnostics& faults) {
  std::set<std::string, std::less<>> seen;
  for (const auto& x : range)
    if (!seen.insert(std::string{id(x)}).second)
      faults.error(code, std::string{id(x)},
                   {what.vi + " này có hai lần.", "The pack has this " + what.en + " twice."});
}

template <class Range, class Id>
std::string joined_ids(const Range& range, Id id) {
  std::string out;
  for (const auto& x : range) {
    if (!out.empty()) out += ", ";
    out += id(x);
  }
  return out;
}

}  // namespace

const std::string& pack::id() const noexcept { return state_->id; }
const std::string& pack::version() const noexcept { return state_->version; }
const text& pack::title() const noexcept { return state_->title; }
const rule_set& pack::rules() const noexcept { return state_->law->rules; }
const statute_book& pack::statutes() const noexcept { return state_->law->book; }
std::span<const role_rule> pack::roles() const noexcept { return state_->roles.roles(); }
text pack::role_name(std::string_view role) const {
  for (const auto& r : roles())
    if (r.role == role) return r.label;
  return {std::string{role}, std::string{role}};
}
const registry_builder& pack::register_of_roles() const noexcept { return state_->roles; }
std::span<const work_calendar> pack::calendars() const noexcept { return state_->calendars; }
std::span<const procedure> pack::procedures() const noexcept { return state_->procedures; }

const work_calendar* pack::find_calendar(std::string_view id) const noexcept {
  for (const auto& c : state_->calendars)
    if (c.id() == id) return &c;
  return nullptr;
}
const work_calendar& pack::calendar(std::string_view id) const {
  if (const work_calendar* c = find_calendar(id)) return *c;
  throw std::out_of_range{"dinh: the pack has no calendar '" + std::string{id} + "', only " +
                          joined_ids(state_->calendars, [](const work_calendar& c) { return c.id(); })};
}

const procedure* pack::find_procedure(std::string_view id) const noexcept {
  for (const auto& p : state_->procedures)
    if (p.id() == id) return &p;
  return nullptr;
}
const procedure& pack::procedure_named(std::string_view id) const {
  if (const dinh::procedure* p = find_procedure(id)) return *p;
  throw std::out_of_range{"dinh: the pack has no procedure '" + std::string{id} + "', only " +
                          joined_ids(state_->procedures, [](const dinh::procedure& p) { return p.id(); })};
}

std::string_view pack::days_off_source(std::string_view id) const noexcept {
  const auto at = state_->days_off_sources.find(id);
  return at == state_->days_off_sources.end() ? std::string_view{} : std::string_view{at->second};
}

pack pack::with_calendar(work_calendar replacement) const {
  auto changed = std::make_shared<state>(*state_);
  changed->days_off_sources.erase(replacement.id());
  for (work_calendar& c : changed->calendars)
    if (const auto at = changed->days_off_sources.find(c.id());
        at != changed->days_off_sources.end() && at->second == replacement.id())
      c = exchange::with_days_off_of(replacement, c);
  const auto at = std::find_if(changed->calendars.begin(), changed->calendars.end(),
                               [&](const work_calendar& c) { return c.id() == replacement.id(); });
  if (at == changed->calendars.end())
    changed->calendars.push_back(std::move(replacement));
  else
    *at = std::move(replacement);
  return pack{std::move(changed)};
}

checked<pack> read_pack(std::span<const pack_file> files) {
  diagnostics faults;
  const auto m = read_manifest(files, faults);
  if (!m) return unexpected{std::move(faults)};

  auto made = std::make_shared<pack::state>();
  made->id = m->id;
  made->version = m->version;
  made->title = m->title;
  file_shelf shelf{files};
  exchange::law_pack law;
  shelf.each(m->instruments, "instruments", faults, [&](const nlohmann::json& j, const std::string& name) {
    exchange::read_instruments(j, name, law, faults);
  });
  shelf.each(m->rules, "rules", faults,
             [&](const nlohmann::json& j, const std::string& name) { exchange::read_rules(j, name, law, faults); });
  shelf.each(m->calendars, "calendars", faults, [&](const nlohmann::json& j, const std::string& name) {
    auto c = exchange::read_calendar(j, name, faults, made->calendars);
    if (!c) return;
    if (std::string source = exchange::days_off_source(j); !source.empty())
      made->days_off_sources.insert_or_assign(c->id(), std::move(source));
    made->calendars.push_back(*std::move(c));
  });
  shelf.each(m->roles, "roles", faults, [&](const nlohmann::json& j, const std::string& name) {
    exchange::read_registry(j, name, made->roles, faults);
  });
  shelf.each(m->procedures, "procedures", faults, [&](const nlohmann::json& j, const std::string& name) {
    if (auto p = exchange::read_procedure(j, name, faults)) made->procedures.push_back(*std::move(p));
  });
  shelf.report_unused(faults);

  auto built = exchange::build_law(std::move(law));
  if (built)
    made->law = *std::move(built);
  else
    faults.append(std::move(built).error());
  report_doubles(
      made->calendars, [](const work_calendar& c) { return c.id(); }, "pack/calendar-twice", {"Lịch", "calendar"},
      faults);
  report_doubles(
      made->procedures, [](const procedure& p) { return p.id(); }, "pack/procedure-twice", {"Quy trình", "procedure"},
      faults);
  if (const auto without_units = made->roles.build(); !without_units) faults.append(without_units.error());
  // With a rule set that was not built every rule would be unknown: only its own faults help then.
  if (!faults.has_errors())
    exchange::check_procedures({made->law->rules, made->roles.roles(), made->procedures, made->calendars}, faults);
  if (made->law) exchange::check_compositions(made->roles.compositions(), made->law->rules, faults);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (log::enabled(log::level::info)) log::write(log::level::info, "pack " + made->id + " " + made->version + " read");
  return pack{std::move(made)};
}

checked<pack> load_pack(const std::string& folder) {
  namespace fs = std::filesystem;
  const auto refused = [&](text why) {
    return refuse("pack/folder", folder, std::move(why),
                  {"Chọn thư mục có pack.json.", "Choose a folder that holds pack.json."});
  };
  std::error_code fault;
  std::vector<pack_file> files;
  std::uintmax_t total = 0;
  for (fs::recursive_directory_iterator it{fs::path{folder}, fault}, end; !fault && it != end; it.increment(fault)) {
    if (!it->is_regular_file(fault) || it->path().extension() != ".json") continue;
    const std::uintmax_t size = it->file_size(fault);
    total += fault ? 0 : size;
    if (files.size() >= most_files || total > largest_pack)
      return refused(
          {"Gói có quá nhiều tệp hoặc lớn hơn 64 MiB.", "The pack has too many files or is larger than 64 MiB."});
    std::ifstream in{it->path(), std::ios::binary};
    std::string content{std::istreambuf_iterator<char>{in}, {}};
    if (!in && !in.eof())
      return refused({"Không đọc được " + it->path().string() + ".", it->path().string() + " cannot be read."});
    files.push_back({it->path().lexically_relative(folder).generic_string(), std::move(content)});
  }
  if (fault) return refused({"Không đọc được thư mục.", "The folder cannot be read."});
  std::sort(files.begin(), files.end(), [](const pack_file& a, const pack_file& b) { return a.name < b.name; });
  return read_pack(files);
}

namespace packs {

checked<pack> vietnam() {
  std::vector<pack_file> files;
  for (const auto& f : vn_files()) files.push_back({std::string{f.name}, std::string{f.content}});
  return read_pack(files);
}

}  // namespace packs

}  // namespace dinh::inline v1
