#include <cli/models.hpp>

#include <cli/arguments.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/pnml.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/exchange/process_graph.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

namespace dinh::cli {

namespace {

std::vector<text> both(const std::vector<std::string>& words) {
  std::vector<text> out;
  for (const auto& w : words) out.push_back({w, w});
  return out;
}

model of_procedure(const procedure& p, const std::string& file) {
  procedure_net n = net_of(p);
  model m;
  m.file = file;
  m.format = "procedure";
  m.id = p.id();
  m.name = p.title().in(lang::vi);
  m.net = std::move(n.net);
  m.options.must_be_safe = true;
  m.transition_labels = std::move(n.transition_labels);
  for (const step_id s : n.step_before) m.place_labels.push_back(s ? p[s].label : text{"kết thúc", "end"});
  return m;
}

checked<std::vector<model>> pnml_models(const std::string& content, const std::string& path) {
  auto nets = read_pnml(content, path);
  if (!nets) return unexpected{std::move(nets).error()};
  std::vector<model> out;
  for (pnml_net& n : *nets) {
    model m;
    m.file = path;
    m.format = "pnml";
    m.id = n.id;
    m.name = n.name;
    m.net = std::move(n.net);
    m.place_labels = both(n.place_labels);
    m.transition_labels = both(n.transition_labels);
    out.push_back(std::move(m));
  }
  return out;
}

checked<std::vector<model>> bpmn_models(const std::string& content, const std::string& path) {
  auto b = read_bpmn(content, path);
  if (!b) return unexpected{std::move(b).error()};
  std::vector<model> out(1);
  model& m = out[0];
  m.file = path;
  m.format = "bpmn";
  m.id = b->id;
  m.name = b->name;
  m.net = std::move(b->net);
  m.options = b->options;
  m.place_labels = both(b->place_labels);
  m.transition_labels = both(b->transition_labels);
  m.notes = std::move(b->notes);
  m.understood = b->understood;
  return out;
}

checked<std::vector<model>> json_models(const std::string& content, const std::string& path) {
  std::vector<model> out;
  if (content.find("\"gateways\"") != std::string::npos && content.find("\"steps\"") == std::string::npos) {
    auto g = read_process_graph(content, path);
    if (!g) return unexpected{std::move(g).error()};
    model m;
    m.file = path;
    m.format = "process-graph";
    m.id = std::filesystem::path(path).stem().string();
    m.name = g->name;
    m.net = std::move(g->net);
    m.transition_labels = both(g->transition_labels);
    out.push_back(std::move(m));
    return out;
  }
  const auto p = procedure_from_json(content, path);
  if (!p) return unexpected{p.error()};
  out.push_back(of_procedure(*p, path));
  return out;
}

}  // namespace

checked<std::vector<model>> open_models(const common_options& common, const std::string& path) {
  std::error_code fault;
  if (std::filesystem::is_directory(path, fault)) {
    common_options here = common;
    here.pack = path;
    const auto p = open_pack(here);
    if (!p) return unexpected{p.error()};
    std::vector<model> out;
    for (const procedure& q : p->procedures()) out.push_back(of_procedure(q, path));
    return out;
  }
  const auto content = read_file(path);
  if (!content) return unexpected{content.error()};
  std::string_view start = *content;
  if (start.substr(0, 3) == "\xEF\xBB\xBF") start.remove_prefix(3);
  start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  if (start.substr(0, 1) == "{") return json_models(*content, path);
  if (start.substr(0, 1) != "<" && start.find('<') == std::string_view::npos)
    return refuse("cli/model", path,
                  {"Không nhận ra mô hình trong tệp này.", "No model is recognised in this file."},
                  {"Chọn tệp BPMN, PNML, JSON hoặc thư mục gói.", "Choose a BPMN, PNML or JSON file, or the folder of a pack."});
  // the root element decides; what is neither is refused by the reader of BPMN
  return content->find("<pnml") != std::string::npos ? pnml_models(*content, path) : bpmn_models(*content, path);
}

}  // namespace dinh::cli
