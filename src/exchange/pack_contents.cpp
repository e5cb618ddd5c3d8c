#include "pack_contents.hpp"

#include "json_reading.hpp"
#include "pack_calendar.hpp"
#include "pack_procedure.hpp"
#include "pack_registry.hpp"
#include "pack_templates.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

constexpr std::string_view manifest_name = "pack.json";

/// The files of a pack by name, each read once.
class file_shelf {
public:
  file_shelf(std::span<const pack_file> files, const std::string& source) : source_{source} {
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
      const std::string shown = source_ + name;
      auto parsed = parse_json(at->second->content, shown);
      if (parsed)
        read(*parsed, shown);
      else
        faults.append(std::move(parsed).error());
    }
  }

  void report_unused(diagnostics& faults) const {
    for (const auto& [name, file] : files_)
      if (name != manifest_name && !used_.contains(name))
        faults.error("pack/file-not-named", source_ + name,
                     {"pack.json không nêu tệp này.", "pack.json does not name this file."},
                     {"Nêu tệp trong pack.json hoặc bỏ tệp.", "Name it in pack.json or take it away."});
  }

private:
  std::string place(std::string_view section, std::size_t index) const {
    return source_ + std::string{manifest_name} + "#/" + std::string{section} + "/" + std::to_string(index);
  }

  std::string source_;
  std::map<std::string, const pack_file*, std::less<>> files_;
  std::set<std::string, std::less<>> used_;
};

std::optional<pack_manifest> read_manifest(std::span<const pack_file> files, const std::string& source, bool is_layer,
                                           diagnostics& faults) {
  const std::string shown = source + std::string{manifest_name};
  const auto at = std::find_if(files.begin(), files.end(), [](const pack_file& f) { return f.name == manifest_name; });
  if (at == files.end()) {
    faults.error("pack/no-manifest", shown, {"Gói không có pack.json.", "The pack has no pack.json."},
                 {"pack.json nêu mã, phiên bản và các tệp của gói.",
                  "pack.json states the id, the version and the files of the pack."});
    return std::nullopt;
  }
  auto parsed = parse_json(at->content, shown);
  if (!parsed) {
    faults.append(std::move(parsed).error());
    return std::nullopt;
  }
  object_reader in{*parsed, shown + "#", faults};
  pack_manifest m;
  const std::int64_t format = in.integer("format", {1, 1'000'000});
  if (format > 1)
    in.fault("format", "pack/newer-format",
             {"Định dạng " + std::to_string(format) + " mới hơn thư viện này.",
              "Format " + std::to_string(format) + " is newer than this library."},
             {"Dùng thư viện mới hơn.", "Use a newer library."});
  m.id = in.string("id");
  m.version = in.string("version");
  m.title = in.words("title");
  const auto list = [&](std::string_view member, std::vector<std::string>& into) {
    into = is_layer ? in.optional_strings(member).value_or(std::vector<std::string>{}) : in.strings(member);
  };
  list("instruments", m.instruments);
  list("rules", m.rules);
  list("calendars", m.calendars);
  list("roles", m.roles);
  list("procedures", m.procedures);
  m.templates = in.optional_strings("templates").value_or(std::vector<std::string>{});
  if (is_layer) {
    m.on = in.string("on");
    m.on_version = in.optional_string("on_version").value_or(std::string{});
    m.labels = in.optional_strings("labels").value_or(std::vector<std::string>{});
    in.optional_object("overrides", [&](object_reader& o) {
      m.replaced_calendars = o.optional_strings("calendars").value_or(std::vector<std::string>{});
      m.replaced_roles = o.optional_strings("roles").value_or(std::vector<std::string>{});
      m.replaced_procedures = o.optional_strings("procedures").value_or(std::vector<std::string>{});
    });
  } else if (in.has("on")) {
    in.fault("on", "layer/not-a-base-pack",
             {"Đây là một lớp, không phải gói gốc.", "This is a layer, not a base pack."},
             {"Dùng `--layer`.", "Use it with `--layer`."});
  }
  in.finish();
  return m;
}

void read_labels(const nlohmann::json& j, std::string_view file, std::vector<relabelling>& into, diagnostics& faults) {
  object_reader in{j, std::string{file} + "#", faults};
  if (!in.is_object()) return;
  in.objects("labels", [&](object_reader& r) {
    relabelling l;
    l.rule = r.optional_string("rule").value_or(std::string{});
    l.instrument = r.optional_string("instrument").value_or(std::string{});
    l.words = r.words("label");
    l.where = r.where();
    if (l.rule.empty() == l.instrument.empty())
      r.fault({}, "layer/label-of-what",
              {"Ghi \"rule\" hoặc \"instrument\".", "Give either \"rule\" or \"instrument\"."});
    into.push_back(std::move(l));
  });
  in.finish();
}

/// Remembers where the things read last stand: element `i` of `section`.
template <class List>
void remember(const List& list, std::size_t first, const std::string& file, const char* section, pack_contents& into) {
  for (std::size_t i = first; i < list.size(); ++i)
    into.places.emplace(list[i].id, file + "#/" + section + "/" + std::to_string(i - first));
}

}  // namespace

std::optional<read_contents> read_pack_contents(std::span<const pack_file> files, const std::string& source,
                                                bool is_layer, std::span<const work_calendar> below,
                                                diagnostics& faults) {
  auto m = read_manifest(files, source, is_layer, faults);
  if (!m) return std::nullopt;
  read_contents out;
  out.manifest = *std::move(m);
  const pack_manifest& manifest = out.manifest;
  pack_contents& c = out.contents;
  file_shelf shelf{files, source};
  const auto errors = [&] {
    return std::count_if(faults.begin(), faults.end(), [](const diagnostic& d) { return d.level == severity::error; });
  };
  auto before = errors();
  const auto is_whole_since = [&] { return std::exchange(before, errors()) == before; };
  shelf.each(manifest.instruments, "instruments", faults, [&](const nlohmann::json& j, const std::string& name) {
    const std::size_t first = c.law.instruments.size();
    read_instruments(j, name, c.law, faults);
    remember(c.law.instruments, first, name, "instruments", c);
  });
  shelf.each(manifest.rules, "rules", faults, [&](const nlohmann::json& j, const std::string& name) {
    const std::size_t first = c.law.rules.size();
    read_rules(j, name, c.law, faults);
    remember(c.law.rules, first, name, "rules", c);
  });
  out.rules_are_whole = is_whole_since();
  std::vector<work_calendar> known{below.begin(), below.end()};
  shelf.each(manifest.calendars, "calendars", faults, [&](const nlohmann::json& j, const std::string& name) {
    auto calendar = read_calendar(j, name, faults, known);
    if (!calendar) return;
    if (std::string leader = days_off_source(j); !leader.empty())
      c.days_off_sources.insert_or_assign(calendar->id(), std::move(leader));
    c.places.insert_or_assign(calendar_place(calendar->id()), name + "#");
    known.push_back(*calendar);
    c.calendars.push_back(*std::move(calendar));
  });
  out.calendars_are_whole = is_whole_since();
  shelf.each(manifest.roles, "roles", faults,
             [&](const nlohmann::json& j, const std::string& name) { read_registry(j, name, c.roles, faults); });
  out.roles_are_whole = is_whole_since();
  shelf.each(manifest.procedures, "procedures", faults, [&](const nlohmann::json& j, const std::string& name) {
    auto p = read_procedure(j, name, faults);
    if (!p) return;
    c.places.insert_or_assign(procedure_place(p->id()), name + "#");
    c.procedures.push_back(*std::move(p));
  });
  out.procedures_are_whole = is_whole_since();
  shelf.each(manifest.templates, "templates", faults, [&](const nlohmann::json& j, const std::string& name) {
    read_templates(j, name, c.words, faults);
  });
  shelf.each(manifest.labels, "labels", faults,
             [&](const nlohmann::json& j, const std::string& name) { read_labels(j, name, c.labels, faults); });
  shelf.report_unused(faults);
  if (!is_layer)
    for (const rule& r : c.law.rules)
      if (!r.overrides.empty())
        faults.error("layer/overrides-in-base", c.places[r.id],
                     {"Chỉ quy tắc của một lớp mới có \"overrides\".", "Only a rule of a layer has \"overrides\"."},
                     {"Dùng \"replaces\" cho các bản trước.", "Use \"replaces\" for earlier versions."});
  return out;
}

}  // namespace dinh::inline v1::exchange
