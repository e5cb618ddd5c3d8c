// Procedures to BPMN.

#include <dinh/exchange/bpmn.hpp>

#include "exchange/bpmn_elements.hpp"
#include "exchange/bpmn_picture.hpp"
#include "exchange/xml_reading.hpp"
#include "exchange/xml_writing.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using namespace bpmn;

constexpr const char* extension_namespace = "https://dinh.example/bpmn/1";

// What the parts of a procedure are called in its diagram.
class diagram_names {
public:
  explicit diagram_names(const procedure& p) {
    for (std::uint32_t i = 0; i < p.steps().size(); ++i) {
      const std::string& key = p.steps()[i].key;
      const bool fits = !key.empty() && (std::isalpha(static_cast<unsigned char>(key[0])) != 0 || key[0] == '_') &&
                        std::all_of(key.begin(), key.end(), [](char c) {
                          return (static_cast<unsigned char>(c) < 0x80U && std::isalnum(static_cast<unsigned char>(c)) != 0) ||
                                 c == '_' || c == '-' || c == '.';
                        });
      std::string id = fits ? key : "step_" + std::to_string(i);
      while (!used_.insert(id).second) id += "_";
      steps_.push_back(std::move(id));
    }
  }
  [[nodiscard]] const std::string& step(std::uint32_t i) const { return steps_[i]; }
  // An id of another part, free of those of the steps.
  std::string other(std::string wanted) {
    while (!used_.insert(wanted).second) wanted += "_";
    return wanted;
  }

private:
  std::vector<std::string> steps_;
  std::set<std::string> used_;
};

const char* element_of(const procedure& p, std::uint32_t i) {
  const step& s = p.steps()[i];
  switch (s.kind) {
    case step_kind::start:
      return "startEvent";
    case step_kind::task:
      return s.calls.empty() ? "userTask" : "callActivity";
    case step_kind::wait:
      return "receiveTask";
    case step_kind::decision:
      return "exclusiveGateway";
    case step_kind::fork:
    case step_kind::join:
      return "parallelGateway";
    case step_kind::end:
      break;
  }
  return "endEvent";
}

bool holds_timers(step_kind k) { return k == step_kind::task || k == step_kind::wait; }

class writer {
public:
  writer(const procedure& p, const bpmn_options& o)
      : p_{p}, g_{p.graph()}, o_{o}, names_{p}, layout_{o.layout.steps.empty() ? simple_layout(p) : o.layout} {
    for (std::uint32_t e = 0; e < g_.count<flows_to>(); ++e) flow_ids_.push_back(names_.other("flow_" + std::to_string(e)));
    for (std::uint32_t d = 0; d < p.deadline_count(); ++d)
      if (has_timer(d)) timers_[d] = names_.other("due_" + std::to_string(d));
    process_ = names_.other("process");
  }

  std::string run() {
    auto declaration = doc_.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto root = doc_.append_child("definitions");
    root.append_attribute("xmlns") = std::string{model_namespace}.c_str();
    root.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
    root.append_attribute("xmlns:bpmndi") = "http://www.omg.org/spec/BPMN/20100524/DI";
    root.append_attribute("xmlns:dc") = "http://www.omg.org/spec/DD/20100524/DC";
    root.append_attribute("xmlns:di") = "http://www.omg.org/spec/DD/20100524/DI";
    root.append_attribute("xmlns:dinh") = extension_namespace;
    root.append_attribute("id") = names_.other("definitions").c_str();
    root.append_attribute("targetNamespace") = extension_namespace;
    root.append_attribute("exporter") = "dinh";
    auto collaboration = root.append_child("collaboration");
    collaboration_ = names_.other("collaboration");
    pool_ = names_.other("pool");
    collaboration.append_attribute("id") = collaboration_.c_str();
    auto pool = collaboration.append_child("participant");
    pool.append_attribute("id") = pool_.c_str();
    pool.append_attribute("name") = p_.title().in(o_.labels).c_str();
    pool.append_attribute("processRef") = process_.c_str();
    write_process(root);
    write_picture(root);
    return exchange::text_of(doc_);
  }

private:
  [[nodiscard]] bool has_timer(std::uint32_t d) const {
    const edge_id<deadline> e{d};
    return g_[e].sets_latest() && holds_timers(g_[g_.to(e)].kind);
  }
  static void words(pugi::xml_node at, const char* name, const text& t) {
    if (t.empty()) return;
    for (const auto& [language, s] : {std::pair{"vi", &t.vi}, std::pair{"en", &t.en}}) {
      if (s->empty()) continue;
      auto e = at.append_child(name);
      e.append_attribute("lang") = language;
      e.text().set(s->c_str());
    }
  }
  static void document(pugi::xml_node at, const std::string& s) {
    if (!s.empty()) at.append_child("documentation").text().set(s.c_str());
  }
  [[nodiscard]] text role_name(const std::string& role) const {
    for (const auto& [id, name] : o_.role_names)
      if (id == role && !name.empty()) return name;
    return {role, role};
  }

  void write_process(pugi::xml_node root) {
    auto process = root.append_child("process");
    process.append_attribute("id") = process_.c_str();
    process.append_attribute("name") = p_.title().in(o_.labels).c_str();
    process.append_attribute("isExecutable") = "true";
    document(process, to_text(p_.facts().source, o_.labels));
    auto extra = process.append_child("extensionElements");
    auto about = extra.append_child("dinh:about");
    about.append_attribute("id") = p_.id().c_str();
    words(about, "dinh:title", p_.title());
    for (std::uint32_t d = 0; d < p_.deadline_count(); ++d) write_deadline(extra, d);
    if (!o_.carried.empty()) {
      auto carried = extra.append_child("dinh:carried");
      // the text may hold what ends a CDATA section; an ordinary text is escaped as a whole
      carried.text().set(o_.carried.c_str());
    }
    write_lanes(process);
    for (std::uint32_t i = 0; i < p_.steps().size(); ++i) write_step(process, i);
    for (const auto& [d, id] : timers_) write_timer(process, d, id);
    for (std::uint32_t e = 0; e < g_.count<flows_to>(); ++e) write_flow(process, e);
  }

  void write_lanes(pugi::xml_node process) {
    const auto lanes = lanes_of(p_);
    const auto of = lane_of_steps(p_);
    auto set = process.append_child("laneSet");
    set.append_attribute("id") = names_.other("lanes").c_str();
    for (std::size_t l = 0; l < lanes.size(); ++l) {
      lane_ids_.push_back(names_.other("lane_" + std::to_string(l)));
      auto lane = set.append_child("lane");
      lane.append_attribute("id") = lane_ids_.back().c_str();
      lane.append_attribute("name") = role_name(lanes[l]).in(o_.labels).c_str();
      for (std::uint32_t i = 0; i < of.size(); ++i)
        if (of[i] == l) lane.append_child("flowNodeRef").text().set(names_.step(i).c_str());
      for (const auto& [d, id] : timers_)
        if (of[g_.to(edge_id<deadline>{d}).index()] == l) lane.append_child("flowNodeRef").text().set(id.c_str());
    }
  }

  void write_deadline(pugi::xml_node at, std::uint32_t d) {
    const edge_id<deadline> e{d};
    const deadline& what = g_[e];
    auto out = at.append_child("dinh:deadline");
    out.append_attribute("from") = names_.step(g_.from(e).index()).c_str();
    out.append_attribute("to") = names_.step(g_.to(e).index()).c_str();
    if (what.time) {
      out.append_attribute("direction") = std::string{name_of(what.time->way)}.c_str();
      out.append_attribute("count") = what.time->length.count;
      out.append_attribute("unit") = std::string{name_of(what.time->length.unit)}.c_str();
    }
    if (!what.rule.empty()) out.append_attribute("rule") = what.rule.c_str();
    if (!what.source.empty()) out.append_attribute("provision") = to_text(what.source, lang::en).c_str();
    out.append_attribute("evidence") = std::string(1, letter(what.known_by)).c_str();
    if (const auto t = timers_.find(d); t != timers_.end()) out.append_attribute("due") = t->second.c_str();
    words(out, "dinh:consequence", what.consequence);
  }

  void write_step(pugi::xml_node process, std::uint32_t i) {
    const step& s = p_.steps()[i];
    auto e = process.append_child(element_of(p_, i));
    e.append_attribute("id") = names_.step(i).c_str();
    if (const auto& label = s.label.in(o_.labels); !label.empty()) e.append_attribute("name") = label.c_str();
    if (s.kind == step_kind::fork) e.append_attribute("gatewayDirection") = "Diverging";
    if (s.kind == step_kind::join) e.append_attribute("gatewayDirection") = "Converging";
    if (!s.calls.empty() && s.kind == step_kind::task) e.append_attribute("calledElement") = s.calls.c_str();
    std::string about;
    for (const auto& rule : s.rules) about += (about.empty() ? "" : ", ") + rule;
    for (std::uint32_t d = 0; d < p_.deadline_count(); ++d) {
      const deadline& what = g_[edge_id<deadline>{d}];
      if (g_.to(edge_id<deadline>{d}).index() != i) continue;
      about += (about.empty() ? "" : "\n") +
               (what.time ? describe(*what.time).in(o_.labels)
                          : std::string{o_.labels == lang::vi ? "luật không ghi số ngày" : "no number in law"}) +
               (what.source.empty() ? "" : ": " + to_text(what.source, o_.labels));
    }
    document(e, about);
    auto extra = e.append_child("extensionElements").append_child("dinh:step");
    extra.append_attribute("key") = s.key.c_str();
    extra.append_attribute("kind") = std::string{name_of(s.kind)}.c_str();
    if (!s.actor.empty()) extra.append_attribute("actor") = s.actor.c_str();
    words(extra, "dinh:label", s.label);
    for (const auto& link : g_.in<flows_to>(step_id{i}))
      e.append_child("incoming").text().set(flow_ids_[link.edge.index()].c_str());
    for (const auto& link : g_.out<flows_to>(step_id{i}))
      e.append_child("outgoing").text().set(flow_ids_[link.edge.index()].c_str());
  }

  // Never interrupts and leads nowhere: late is late, and still to be done. The day itself is the application's to give: it asks dinh.
  void write_timer(pugi::xml_node process, std::uint32_t d, const std::string& id) {
    const deadline& what = g_[edge_id<deadline>{d}];
    auto e = process.append_child("boundaryEvent");
    e.append_attribute("id") = id.c_str();
    e.append_attribute("name") = describe(*what.time).in(o_.labels).c_str();
    e.append_attribute("attachedToRef") = names_.step(g_.to(edge_id<deadline>{d}).index()).c_str();
    e.append_attribute("cancelActivity") = "false";
    document(e, to_text(what.source, o_.labels));
    auto date = e.append_child("timerEventDefinition").append_child("timeDate");
    date.append_attribute("xsi:type") = "tFormalExpression";
    date.text().set(("${environment.variables." + id + "}").c_str());
  }

  void write_flow(pugi::xml_node process, std::uint32_t index) {
    const edge_id<flows_to> e{index};
    auto f = process.append_child("sequenceFlow");
    f.append_attribute("id") = flow_ids_[index].c_str();
    f.append_attribute("sourceRef") = names_.step(g_.from(e).index()).c_str();
    f.append_attribute("targetRef") = names_.step(g_.to(e).index()).c_str();
    const flows_to& what = g_[e];
    if (const auto& label = what.label.empty() ? what.branch : what.label.in(o_.labels); !label.empty())
      f.append_attribute("name") = label.c_str();
    if (what.branch.empty()) return;
    auto extra = f.append_child("extensionElements").append_child("dinh:branch");
    extra.append_attribute("code") = what.branch.c_str();
    words(extra, "dinh:label", what.label);
    auto when = f.append_child("conditionExpression");
    when.append_attribute("xsi:type") = "tFormalExpression";
    when.text().set(("${" + names_.step(g_.from(e).index()) + " == \"" + what.branch + "\"}").c_str());
  }

  // ---- picture ---------------------------------------------------------------------------------------
  static void number(pugi::xml_node at, const char* name, double v) {
    at.append_attribute(name) = std::to_string(static_cast<long long>(std::llround(v))).c_str();
  }
  static void bounds(pugi::xml_node shape, const bpmn_shape& s) {
    auto b = shape.append_child("dc:Bounds");
    number(b, "x", s.x);
    number(b, "y", s.y);
    number(b, "width", s.width);
    number(b, "height", s.height);
  }
  pugi::xml_node shape(pugi::xml_node plane, const std::string& of, const bpmn_shape& s) {
    auto e = plane.append_child("bpmndi:BPMNShape");
    e.append_attribute("id") = names_.other(of + "_di").c_str();
    e.append_attribute("bpmnElement") = of.c_str();
    bounds(e, s);
    return e;
  }
  void edge(pugi::xml_node plane, const std::string& of, const std::vector<bpmn_point>& way) {
    auto e = plane.append_child("bpmndi:BPMNEdge");
    e.append_attribute("id") = names_.other(of + "_di").c_str();
    e.append_attribute("bpmnElement") = of.c_str();
    for (const auto& w : way) {
      auto point = e.append_child("di:waypoint");
      number(point, "x", w.x);
      number(point, "y", w.y);
    }
  }
  void write_picture(pugi::xml_node root) {
    auto diagram = root.append_child("bpmndi:BPMNDiagram");
    diagram.append_attribute("id") = names_.other("diagram").c_str();
    auto plane = diagram.append_child("bpmndi:BPMNPlane");
    plane.append_attribute("id") = names_.other("plane").c_str();
    plane.append_attribute("bpmnElement") = collaboration_.c_str();
    // lanes reach over all that stands in them
    const auto of = lane_of_steps(p_);
    double right = 0;
    std::vector<double> bottom(lane_ids_.size(), 0), top(lane_ids_.size(), 1e9);
    for (std::size_t i = 0; i < of.size(); ++i) {
      const auto& s = layout_.steps[i];
      right = std::max(right, s.x + s.width + 40);
      top[of[i]] = std::min(top[of[i]], s.y + s.height / 2 - row_height / 2);
      bottom[of[i]] = std::max(bottom[of[i]], s.y + s.height / 2 + row_height / 2);
    }
    const double first = *std::min_element(top.begin(), top.end());
    const double last = *std::max_element(bottom.begin(), bottom.end());
    auto pool = shape(plane, pool_, {picture_left, first, right - picture_left, last - first});
    pool.append_attribute("isHorizontal") = "true";
    for (std::size_t l = 0; l < lane_ids_.size(); ++l) {
      if (bottom[l] <= top[l]) continue;
      auto e = shape(plane, lane_ids_[l], {picture_left + lane_title, top[l], right - picture_left - lane_title, bottom[l] - top[l]});
      e.append_attribute("isHorizontal") = "true";
    }
    for (std::uint32_t i = 0; i < p_.steps().size(); ++i) shape(plane, names_.step(i), layout_.steps[i]);
    std::map<std::uint32_t, int> on_step;
    for (const auto& [d, id] : timers_) {
      const std::uint32_t host = g_.to(edge_id<deadline>{d}).index();
      const auto& h = layout_.steps[host];
      const int k = on_step[host]++;
      shape(plane, id, {h.x + 4 + 34.0 * k, h.y + h.height - 14, 28, 28});
    }
    for (std::uint32_t e = 0; e < g_.count<flows_to>(); ++e) edge(plane, flow_ids_[e], layout_.flows[e]);
  }

  const procedure& p_;
  const procedure::graph_type& g_;
  const bpmn_options& o_;
  diagram_names names_;
  bpmn_layout layout_;
  std::vector<std::string> flow_ids_, lane_ids_;
  std::map<std::uint32_t, std::string> timers_;  // deadline -> its event
  std::string process_, collaboration_, pool_;
  pugi::xml_document doc_;
};

pugi::xml_node carried_in(const xml_document& doc) {
  for (const auto process : doc.root().children()) {
    if (local_name(process) != "process") continue;
    const auto extra = child_of(process, "extensionElements");
    for (const auto c : extra.children())
      if (local_name(c) == "carried" && namespace_of(c) == extension_namespace) return c;
  }
  return {};
}

}  // namespace

std::string write_bpmn(const procedure& p, const bpmn_options& options) { return writer{p, options}.run(); }

checked<std::string> carried_json(std::string_view content, std::string_view where) {
  const auto doc = xml_document::parse(content, std::string{where});
  if (!doc) return unexpected{doc.error()};
  return std::string{carried_in(*doc).text().get()};
}

checked<diagnostics> compare_with_diagram(const procedure& p, std::string_view content, std::string_view where) {
  const auto doc = xml_document::parse(content, std::string{where});
  if (!doc) return unexpected{doc.error()};
  diagnostics out;
  const diagram_names names{p};
  const auto differs = [&](std::string at, std::string en, std::string vi) {
    out.error("bpmn/diagram-changed", std::move(at), {std::move(vi), std::move(en)},
              {"Sửa lại sơ đồ, hoặc viết lại quy trình rồi xuất lại.",
               "Undo the change in the diagram, or change the procedure itself and export it again."});
  };
  std::map<std::string, std::uint32_t> expected;
  for (std::uint32_t i = 0; i < p.steps().size(); ++i) expected[names.step(i)] = i;
  std::multiset<std::pair<std::string, std::string>> flows;
  const auto& g = p.graph();
  for (std::uint32_t e = 0; e < g.count<flows_to>(); ++e)
    flows.emplace(names.step(g.from(edge_id<flows_to>{e}).index()), names.step(g.to(edge_id<flows_to>{e}).index()));
  std::set<std::string> timers, seen;
  for (const auto process : doc->root().children()) {
    if (local_name(process) != "process") continue;
    for (const auto e : process.children()) {
      const auto kind = local_name(e);
      const std::string id = e.attribute("id").value();
      if (kind == "boundaryEvent") timers.insert(id);
      if (!is_flow_node(kind) || kind == "boundaryEvent") continue;
      const auto at = expected.find(id);
      if (at == expected.end()) {
        differs(doc->place(e), "The procedure has no such step.", "Quy trình không có bước này.");
        continue;
      }
      seen.insert(id);
      if (kind != element_of(p, at->second))
        differs(doc->place(e), std::string{"The step was a <"} + element_of(p, at->second) + ">.",
                std::string{"Bước này vốn là <"} + element_of(p, at->second) + ">.");
    }
    for (const auto e : process.children()) {
      if (local_name(e) != "sequenceFlow") continue;
      const std::string from = e.attribute("sourceRef").value(), to = e.attribute("targetRef").value();
      if (timers.count(from) > 0) continue;
      const auto at = flows.find({from, to});
      if (at == flows.end())
        differs(doc->place(e), "The procedure has no such flow.", "Quy trình không có luồng này.");
      else
        flows.erase(at);
    }
  }
  for (const auto& [id, i] : expected)
    if (seen.count(id) == 0) differs(std::string{where}, "The step \"" + id + "\" is gone.", "Thiếu bước \"" + id + "\".");
  for (const auto& [from, to] : flows)
    differs(std::string{where}, "The flow from \"" + from + "\" to \"" + to + "\" is gone.",
            "Thiếu luồng từ \"" + from + "\" tới \"" + to + "\".");
  return out;
}

diagnostics engine_notes(const procedure& p) {
  diagnostics out;
  const auto& g = p.graph();
  for (std::uint32_t i = 0; i < p.steps().size(); ++i) {
    if (p.steps()[i].kind != step_kind::join) continue;
    // back over steps with one way in, to one where several ways meet
    for (const auto& arriving : g.in<flows_to>(step_id{i})) {
      step_id at = arriving.node;
      for (std::size_t hops = 0; hops < p.steps().size(); ++hops) {
        const auto in = g.in<flows_to>(at);
        if (p[at].kind == step_kind::join || in.empty()) break;
        if (in.size() > 1) {
          out.warning("bpmn/early-join", p.steps()[i].key,
                      {"bpmn-engine (lỗi #200) có thể cho cổng \"" + p.steps()[i].key + "\" đi qua sớm, vì các nhánh gặp nhau ở \"" + p[at].key + "\" ngay trước đó.",
                       "bpmn-engine (its issue #200) may let the join \"" + p.steps()[i].key +
                           "\" pass early, because ways meet at \"" + p[at].key + "\" before it."},
                      {"Dùng máy chạy BPMN khác hoặc kiểm tra bước này trong ứng dụng.",
                       "Use another engine, or check this join in the application."});
          break;
        }
        at = in.front().node;
      }
    }
  }
  return out;
}

}  // namespace dinh::inline v1
