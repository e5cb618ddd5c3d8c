// dinh export.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/files.hpp>
#include <cli/json_text.hpp>
#include <cli/models.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/bpmn.hpp>

#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace dinh::cli {
namespace {

struct output {
  const char* format;
  const std::string& path;
  std::string content;
};

// What the files do not say, for whoever reads along.
void tell(const common_options& common, const diagnostics& notes) {
  for (const auto& d : notes) std::fprintf(stderr, "%s\n", describe(d, common.language).c_str());
}

int write(const common_options& common, const std::vector<output>& all) {
  nlohmann::ordered_json written;
  for (const output& o : all) {
    if (const diagnostics faults = write_file(o.path, o.content); faults.has_errors())
      return report(faults, common.language);
    written[o.format] = o.path;
    if (!common.as_json) std::printf(common.language == lang::vi ? "đã ghi %s\n" : "wrote %s\n", o.path.c_str());
  }
  if (common.as_json) std::fputs(in_json(written).c_str(), stdout);
  return 0;
}

}  // namespace

int run_export(const common_options& common, const export_options& o) {
  std::error_code fault;
  if (std::filesystem::is_regular_file(o.what, fault) && o.bpmn.empty()) {  // a model file: its net
    const auto models = open_models(common, o.what);
    if (!models) return report(models.error(), common.language);
    auto pnml = exchange::model_as_pnml(models->front(), common.language);
    if (!pnml) return report(pnml.error(), common.language);
    tell(common, exchange::pnml_notes(models->front()));
    return write(common, {{"pnml", o.pnml, *std::move(pnml)}});
  }
  const auto pack = open_pack(common);
  if (!pack) return report(pack.error(), common.language);
  const auto p = open_procedure(*pack, o.what);
  if (!p) return report(p.error(), common.language);
  std::vector<output> all;
  const auto add = [&](const char* format, const std::string& path, checked<std::string> made) {
    if (!made) return std::move(made).error();
    all.push_back({format, path, *std::move(made)});
    return diagnostics{};
  };
  diagnostics faults;
  if (!o.bpmn.empty()) {
    faults.append(add("bpmn", o.bpmn, exchange::procedure_as_bpmn(*p, *pack, common.language)));
    tell(common, engine_notes(*p));
  }
  if (!o.pnml.empty()) {
    faults.append(add("pnml", o.pnml, exchange::procedure_as_pnml(*p, common.language)));
    tell(common, exchange::pnml_notes(exchange::model_of(*p, p->id())));
  }
  if (faults.has_errors()) return report(faults, common.language);
  return write(common, all);
}

}  // namespace dinh::cli
