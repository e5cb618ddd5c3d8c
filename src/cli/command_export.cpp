// dinh export.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/json_text.hpp>
#include <cli/models.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/pnml.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/procedure/verify.hpp>

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

std::string as_pnml(const model& m, lang l) {
  pnml_net n;
  n.id = m.id;
  n.name = m.name;
  n.net = m.net;
  for (const text& t : m.place_labels) n.place_labels.push_back(t.in(l));
  for (const text& t : m.transition_labels) n.transition_labels.push_back(t.in(l));
  return write_pnml(n);
}

}  // namespace

int run_export(const common_options& common, const export_options& o) {
  std::error_code fault;
  if (std::filesystem::is_regular_file(o.what, fault) && o.bpmn.empty()) {  // a model file: its net
    const auto models = open_models(common, o.what);
    if (!models) return report(models.error(), common.language);
    return write(common, {{"pnml", o.pnml, as_pnml(models->front(), common.language)}});
  }
  const auto pack = open_pack(common);
  if (!pack) return report(pack.error(), common.language);
  const auto p = open_procedure(*pack, o.what);
  if (!p) return report(p.error(), common.language);
  std::vector<output> all;
  if (!o.bpmn.empty()) {
    bpmn_options how;
    how.labels = common.language;
    how.carried = procedure_to_json(*p);
    for (const auto& s : p->steps())
      if (!s.actor.empty()) how.role_names.emplace_back(s.actor, pack->role_name(s.actor));
    all.push_back({"bpmn", o.bpmn, write_bpmn(*p, how)});
    for (const auto& d : engine_notes(*p)) std::fprintf(stderr, "%s\n", describe(d, common.language).c_str());
  }
  if (!o.pnml.empty()) {
    procedure_net n = net_of(*p);
    model m;
    m.id = p->id();
    m.name = p->title().in(common.language);
    m.net = std::move(n.net);
    m.transition_labels = std::move(n.transition_labels);
    all.push_back({"pnml", o.pnml, as_pnml(m, common.language)});
  }
  return write(common, all);
}

}  // namespace dinh::cli
