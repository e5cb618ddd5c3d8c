#include <dinh/exchange/process_graph.hpp>

#include "json_reading.hpp"

#include <map>
#include <utility>

namespace dinh::inline v1 {

namespace {

using exchange::pointer_to;
using json = nlohmann::json;

struct graph_node {
  std::string id, label;
  bool is_exclusive = false;
  std::vector<std::size_t> incoming, outgoing;  // flows
};

class graph_reader {
public:
  explicit graph_reader(std::string_view where) : where_{where} {}

  checked<process_graph_net> read(const json& j) {
    if (!j.is_object()) fault("process-graph/member", where_ + "#", "The file must be an object.", "Tệp phải là một đối tượng.");
    for (const char* part : {"tasks", "gateways", "flows"})
      if (faults_.empty() && (!j.contains(part) || !j[part].is_array()))
        fault("process-graph/member", pointer_to(where_ + "#", part), "An array is needed here.", "Cần một mảng ở đây.");
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    read_nodes(j["tasks"], "tasks", false);
    read_nodes(j["gateways"], "gateways", true);
    read_flows(j["flows"]);
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    process_graph_net out;
    if (j.contains("name") && j["name"].is_string()) out.name = j["name"].get<std::string>();
    auto net = translate(out);
    if (!net) {
      for (diagnostic d : net.error()) {
        d.where = where_ + (d.where.empty() ? "" : " " + d.where);
        faults_.add(std::move(d));
      }
      return unexpected{std::move(faults_)};
    }
    out.net = *std::move(net);
    return out;
  }

private:
  void fault(const char* code, std::string at, std::string en, std::string vi) {
    faults_.error(code, std::move(at), {std::move(vi), std::move(en)});
  }
  // The text of a member; a fault if it is something else.
  std::string member(const json& e, const std::string& at, const char* name, bool required) {
    if (e.is_object() && e.contains(name) && e[name].is_string()) return e[name].get<std::string>();
    if (required || (e.is_object() && e.contains(name)))
      fault("process-graph/member", pointer_to(at, name), "A text is needed here.", "Cần một chuỗi ở đây.");
    return {};
  }
  void read_nodes(const json& list, const char* part, bool gateways) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string at = pointer_to(pointer_to(where_ + "#", part), i);
      graph_node n;
      n.id = member(list[i], at, "id", true);
      if (gateways) {
        const std::string type = member(list[i], at, "type", true);
        n.is_exclusive = type == "XOR";
        if (!type.empty() && type != "XOR" && type != "AND")
          fault("process-graph/gateway", pointer_to(at, "type"), "Only XOR and AND are known, not \"" + type + "\".",
                "Chỉ hiểu XOR và AND, không hiểu \"" + type + "\".");
      } else {
        n.label = member(list[i], at, "label", false);
      }
      if (!number_.emplace(n.id, nodes_.size()).second)
        fault("process-graph/id-twice", at, "The id \"" + n.id + "\" is there twice.", "Trùng id \"" + n.id + "\".");
      nodes_.push_back(std::move(n));
    }
  }
  void read_flows(const json& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string at = pointer_to(pointer_to(where_ + "#", "flows"), i);
      const std::string from = member(list[i], at, "src", true), to = member(list[i], at, "tgt", true);
      for (const auto& [id, name] : {std::pair{&from, "src"}, std::pair{&to, "tgt"}})
        if (number_.count(*id) == 0)
          fault("process-graph/unknown-node", pointer_to(at, name), "There is no node \"" + *id + "\".",
                "Không có nút \"" + *id + "\".");
      if (number_.count(from) == 0 || number_.count(to) == 0) continue;
      nodes_[number_[from]].outgoing.push_back(flows_);
      nodes_[number_[to]].incoming.push_back(flows_);
      ++flows_;
    }
  }
  checked<workflow_net> translate(process_graph_net& out) {
    net_builder b;
    for (std::size_t f = 0; f < flows_; ++f) b.place("f" + std::to_string(f));
    const auto add = [&](const graph_node& n, const std::vector<net_place>& from, const std::vector<net_place>& to) {
      const net_transition t = b.transition(n.id);
      out.transition_labels.push_back(n.label);
      for (const net_place p : from) b.input(t, p);
      for (const net_place p : to) b.output(t, p);
    };
    net_place start, sink;
    for (const graph_node& n : nodes_) {
      std::vector<net_place> in, to;
      for (const std::size_t f : n.incoming) in.emplace_back(static_cast<std::uint32_t>(f));
      for (const std::size_t f : n.outgoing) to.emplace_back(static_cast<std::uint32_t>(f));
      if (in.empty()) in.push_back(start ? b.place("start-" + n.id, 1) : start = b.place("start", 1));
      if (to.empty()) to.push_back(sink ? sink : sink = b.place("end"));
      if (!n.is_exclusive) {
        add(n, in, to);
      } else if (in.size() == 1 || to.size() == 1) {
        for (const net_place p : in)
          for (const net_place q : to) add(n, {p}, {q});
      } else {
        const net_place inside = b.place(n.id);
        for (const net_place p : in) add(n, {p}, {inside});
        for (const net_place q : to) add(n, {inside}, {q});
      }
    }
    return b.build();
  }

  std::string where_;
  diagnostics faults_;
  std::vector<graph_node> nodes_;
  std::map<std::string, std::size_t> number_;
  std::size_t flows_ = 0;
};

}  // namespace

checked<process_graph_net> read_process_graph(std::string_view content, std::string_view where) {
  const auto j = exchange::parse_json(content, where);
  if (!j) return unexpected{j.error()};
  return graph_reader{where}.read(*j);
}

}  // namespace dinh::inline v1
