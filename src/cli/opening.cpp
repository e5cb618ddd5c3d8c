#include <cli/arguments.hpp>
#include <cli/files.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/exchange/signature.hpp>
#include <exchange/answer_where.hpp>
#include <exchange/no_calendar.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace dinh::cli {

checked<std::string> read_key(const std::string& key_or_file) {
  const auto is_key = [](const std::string& s) {
    return s.size() == 64 && s.find_first_not_of("0123456789abcdef") == std::string::npos;
  };
  if (is_key(key_or_file)) return key_or_file;
  auto content = read_file(key_or_file);
  if (!content) return content;
  return content->substr(0, content->find_first_of("\r\n"));
}

checked<pack> open_pack(const common_options& common) {
  diagnostics faults;
  std::string key;
  if (!common.required_signature.empty()) {
    auto read = read_key(common.required_signature);
    if (read)
      key = *std::move(read);
    else
      faults.append(std::move(read).error());
  }
  const auto read_folder = [&](const std::string& folder) {
    auto files = files_of(folder);
    if (!files) {
      faults.append(std::move(files).error());
      return std::vector<pack_file>{};
    }
    if (!common.required_signature.empty()) faults.append(verify_pack_in(folder, *files, key));
    return *std::move(files);
  };
  const auto base = common.pack.empty() ? packs::vietnam_files() : read_folder(common.pack);
  std::vector<layer_files> layers;
  for (const auto& folder : common.layers) layers.push_back({folder, read_folder(folder)});
  if (faults.has_errors()) return unexpected{std::move(faults)};
  auto p = read_pack(base, layers);
  if (!p) return p;
  for (const auto& file : common.notices) {
    auto applied = open_notice(*p, file);
    if (applied)
      *p = p->with_calendar(std::move(applied->now), std::move(applied->notice.decision));
    else
      faults.append(std::move(applied).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (!common.min_evidence.empty())
    if (const auto weakest = evidence_from(common.min_evidence.front())) return p->accepting(*weakest);
  return p;
}

checked<work_calendar> open_calendar(const pack& p, const std::string& id) {
  if (const work_calendar* c = p.find_calendar(id)) return *c;
  return unexpected{diagnostics{exchange::no_calendar(p, id, "cli/calendar", "--calendar")}};
}

checked<applied_notice> open_notice(const pack& p, const std::string& file) {
  const auto content = read_file(file);
  if (!content) return unexpected{content.error()};
  return exchange::notice_on(p, *content, file);
}

checked<procedure> open_procedure(const pack& p, const std::string& name) {
  if (const procedure* found = p.find_procedure(name)) return *found;
  std::error_code fault;
  const auto ending = std::filesystem::path{name}.extension();
  const bool means_a_file = ending == ".json" || ending == ".bpmn" || ending == ".xml";
  if (!means_a_file && !std::filesystem::is_regular_file(name, fault))
    return refuse("cli/not-found", name,
                  {"Không có quy trình hay tệp \"" + name + "\".", "There is no procedure and no file \"" + name + "\"."},
                  {"`dinh show procedure` liệt kê các quy trình.", "`dinh show procedure` lists the procedures."});
  const auto content = read_file(name);
  if (!content) return unexpected{content.error()};
  // JSON begins with an object, whatever the name of the file
  const auto first = content->find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string::npos && (*content)[first] == '{') return procedure_from_json(*content, name);
  return procedure_from_bpmn(*content, name);
}

checked<opened_register> open_register_with_report(const pack& p, const std::string& folder, lang language) {
  auto opened = exchange::open_units(p, folder);
  if (opened && !opened->report.remarks.empty()) (void)report(opened->report.remarks, language);
  return opened;
}

checked<registry> open_register(const pack& p, const std::string& folder, lang language) {
  auto opened = open_register_with_report(p, folder, language);
  if (!opened) return unexpected{std::move(opened).error()};
  return std::move(opened->units);
}

}  // namespace dinh::cli
