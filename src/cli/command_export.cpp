// dinh export.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
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

namespace dinh::cli {
namespace {

int written(const common_options& common, const std::string& path, const std::string& content) {
  const diagnostics faults = write_file(path, content);
  if (faults.has_errors()) return report(faults, common.language);
  std::printf(common.language == lang::vi ? "đã ghi %s\n" : "wrote %s\n", path.c_str());
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
    const auto models = open_models(o.what);
    if (!models) return report(models.error(), common.language);
    return written(common, o.pnml, as_pnml(models->front(), common.language));
  }
  const auto pack = open_pack(common);
  if (!pack) return report(pack.error(), common.language);
  const procedure* p = pack->find_procedure(o.what);
  if (p == nullptr) {
    std::string known;
    for (const auto& q : pack->procedures()) known += (known.empty() ? "" : ", ") + q.id();
    return report(diagnostic{severity::error, "cli/not-found", o.what,
                             {"Không có quy trình này.", "There is no such procedure."},
                             {"Các quy trình: " + known + ".", "The procedures are: " + known + "."}},
                  common.language);
  }
  int status = 0;
  if (!o.bpmn.empty()) {
    bpmn_options how;
    how.labels = common.language;
    how.carried = procedure_to_json(*p);
    for (const auto& s : p->steps())
      if (!s.actor.empty()) how.role_names.emplace_back(s.actor, pack->role_name(s.actor));
    status = written(common, o.bpmn, write_bpmn(*p, how));
    const diagnostics notes = engine_notes(*p);
    for (const auto& d : notes) std::fprintf(stderr, "%s\n", describe(d, common.language).c_str());
  }
  if (status == 0 && !o.pnml.empty()) {
    procedure_net n = net_of(*p);
    model m;
    m.id = p->id();
    m.name = p->title().in(common.language);
    m.net = std::move(n.net);
    m.transition_labels = std::move(n.transition_labels);
    status = written(common, o.pnml, as_pnml(m, common.language));
  }
  return status;
}

}  // namespace dinh::cli
