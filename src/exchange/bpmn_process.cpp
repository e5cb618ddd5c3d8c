// The elements of a BPMN file: collected, their references followed.

#include "exchange/bpmn_process.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace dinh::inline v1::bpmn {

std::string name_of_node(const flow_node& n) {
  std::string name = n.xml.attribute("name").value();
  std::replace(name.begin(), name.end(), '\n', ' ');
  return name.empty() ? n.id : name;
}

std::string link_name(const flow_node& n) {
  const auto d = child_of(n.xml, "linkEventDefinition");
  const std::string name = d.attribute("name").value();
  return name.empty() ? n.xml.attribute("name").value() : name;
}

namespace {

// References to elements of other documents bear a prefix (QName); tools write it before their own ids as well.
std::string_view without_prefix(std::string_view name) noexcept {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class collector {
public:
  explicit collector(const xml_document& doc) : doc_{doc} {}

  checked<process_file> collect() {
    const auto root = doc_.root();
    if (local_name(root) != "definitions" || !is_model_namespace(namespace_of(root)))
      return refuse("bpmn/not-bpmn", doc_.place(root),
                    {"Tệp không phải BPMN 2.0: phần tử gốc phải là definitions của OMG.",
                     "This is not BPMN 2.0: the root must be <definitions> in the OMG namespace."},
                    {"Xuất mô hình ở dạng BPMN 2.0 XML.", "Export the model as BPMN 2.0 XML."});
    out_.document = &doc_;
    out_.id = root.attribute("id").value();
    out_.name = root.attribute("name").value();
    collect_definitions(root);
    if (out_.scopes.empty())
      return refuse("bpmn/no-process", doc_.place(root),
                    {"Tệp không có quy trình nào.", "The file holds no process."},
                    {"Thêm phần tử process.", "Add a <process> with flow nodes."});
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    if (out_.nodes.empty())
      return refuse("bpmn/no-way", doc_.place(root),
                    {"Không quy trình nào có bước.", "No process of the file holds a flow node."},
                    {"Vẽ ít nhất một bước.", "Draw at least a start, a task and an end."});
    link_flows();
    link_boundary();
    link_messages();
    link_thrown();
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    if (out_.name.empty()) out_.name = out_.scopes.front()->xml.attribute("name").value();
    return std::move(out_);
  }

private:
  void note(const char* code, pugi::xml_node at, text message, text remedy = {}) {
    out_.notes.add({severity::warning, code, doc_.place(at), std::move(message), std::move(remedy)});
  }
  void not_understood(const char* code, pugi::xml_node at, text message) {
    note(code, at, std::move(message));
    out_.understood = false;
  }
  void collect_definitions(pugi::xml_node definitions) {
    for (const auto e : definitions.children()) {
      if (e.type() != pugi::node_element) continue;
      const auto kind = local_name(e);
      if (kind == "process")
        collect_scope(e, nullptr, nullptr);
      else if (kind == "collaboration")
        collaborations_.push_back(e);
      else if (kind == "choreography" || kind == "globalChoreographyTask" || kind == "conversation")
        note("bpmn/left-out", e, {"Không đọc choreography.", "Choreographies and conversations are left out."});
    }
  }
  void collect_scope(pugi::xml_node e, flow_node* owner, scope* above) {
    out_.scopes.push_back(std::make_unique<scope>());
    scope* here = out_.scopes.back().get();
    here->xml = e;
    here->owner = owner;
    here->above = above;
    if (owner != nullptr) owner->inside = here;
    for (const auto c : e.children()) {
      if (c.type() != pugi::node_element || !is_model_namespace(namespace_of(c))) continue;
      const auto kind = local_name(c);
      if (kind == "sequenceFlow") {
        sequence_flow f;
        f.id = id_in(c, "id");
        f.xml = c;
        f.conditional = static_cast<bool>(child_of(c, "conditionExpression"));
        if (f.id.empty() || is_new_id(f.id, c)) out_.flows.push_back(f);
      } else if (is_flow_node(kind)) {
        collect_node(c, kind, here);
      } else if (!among(kind, silent)) {
        note("bpmn/unknown-element", c,
             {"Không hiểu phần tử này; bỏ qua khi kiểm chứng.", "This element is not known; it is left out."});
      }
    }
  }
  bool is_new_id(const std::string& id, pugi::xml_node at) {
    if (ids_.insert(id).second) return true;
    faults_.error("bpmn/id-twice", doc_.place(at), {"Trùng id \"" + id + "\".", "The id \"" + id + "\" is there twice."},
                  {"Đặt id khác nhau.", "Use different ids."});
    return false;
  }
  // No token comes there in the normal flow.
  static bool is_compensation(pugi::xml_node c, std::string_view kind) {
    if (is_true(c.attribute("isForCompensation"), false)) return true;
    if (kind == "boundaryEvent") return trigger_of(c) == "compensate";
    if (!is_true(c.attribute("triggeredByEvent"), false)) return false;
    for (const auto e : c.children())
      if (local_name(e) == "startEvent") return trigger_of(e) == "compensate";
    return false;
  }
  void collect_node(pugi::xml_node c, std::string_view kind, scope* here) {
    if (is_compensation(c, kind)) return;
    const bool by_event = among(kind, sub_processes) && is_true(c.attribute("triggeredByEvent"), false);
    auto made = std::make_unique<flow_node>();
    flow_node* n = made.get();
    n->id = id_in(c, "id");
    n->kind = kind;
    n->trigger = among(kind, events) ? trigger_of(c) : std::string_view{};
    n->xml = c;
    n->in = here;
    n->by_event = by_event;
    if (n->id.empty()) n->id = "line-" + std::to_string(doc_.line(c));
    if (!is_new_id(n->id, c)) return;
    const bool has_nodes = std::any_of(c.children().begin(), c.children().end(),
                                       [](pugi::xml_node inner) { return is_flow_node(local_name(inner)); });
    const bool has_start = std::any_of(c.children().begin(), c.children().end(),
                                       [](pugi::xml_node inner) { return local_name(inner) == "startEvent"; });
    if (by_event && !has_start) {  // an empty box, or one that nothing begins
      not_understood("bpmn/event-sub-process", c,
                     {"Quy trình con theo sự kiện không có sự kiện bắt đầu.", "The event sub-process has no start event."});
      return;
    }
    by_id_.emplace(n->id, n);
    (by_event ? here->event_sub_processes : here->nodes).push_back(n);
    out_.nodes.push_back(std::move(made));
    if (kind == "eventBasedGateway" && std::string_view{c.attribute("eventGatewayType").value()} == "Parallel")
      not_understood("bpmn/parallel-event-gateway", c,
                     {"Cổng sự kiện song song không được kiểm chứng.", "An event-based gateway that waits for all its events is not followed."});
    if (kind == "adHocSubProcess") {
      note("bpmn/ad-hoc", c,
           {"Quy trình con ad hoc được coi là một bước.", "An ad-hoc sub-process is taken for one step."});
    } else if (among(kind, sub_processes) && has_nodes) {
      collect_scope(c, n, here);
    }
  }

  flow_node* known(std::string_view id) const {
    auto n = by_id_.find(std::string{id});
    if (n == by_id_.end()) n = by_id_.find(std::string{without_prefix(id)});
    return n == by_id_.end() ? nullptr : n->second;
  }
  flow_node* end_of_flow(const sequence_flow& f, const char* attribute) {
    const std::string id{id_in(f.xml, attribute)};
    flow_node* n = known(id);
    if (n != nullptr && !n->by_event) return n;
    if (n == nullptr && left_out(id)) return nullptr;
    if (id.empty())
      not_understood("bpmn/loose-flow", f.xml,
                     {std::string{"Luồng không có "} + attribute + " nên bị bỏ qua.",
                      std::string{"The flow has no "} + attribute + ": it is left out."});
    else
      not_understood("bpmn/loose-flow", f.xml,
                     {"Không có bước \"" + id + "\": luồng này bị bỏ qua.",
                      "There is no flow node \"" + id + "\" that a flow could join: the flow is left out."});
    return nullptr;
  }
  // Nodes that were seen and not kept: compensation.
  bool left_out(const std::string& id) {
    look_at_ids();
    return node_ids_.count(id) > 0;
  }
  // No element of the file bears the id.
  bool names_nothing(std::string_view id) {
    look_at_ids();
    return all_ids_.count(std::string{id}) == 0 && all_ids_.count(std::string{without_prefix(id)}) == 0;
  }
  void look_at_ids() {
    if (!all_ids_.empty()) return;
    struct walker : pugi::xml_tree_walker {
      std::set<std::string>&nodes, &all;
      walker(std::set<std::string>& n, std::set<std::string>& a) : nodes{n}, all{a} {}
      bool for_each(pugi::xml_node& n) override {
        const std::string_view id = id_in(n, "id");
        if (!id.empty()) all.emplace(id);
        if (!id.empty() && is_flow_node(local_name(n))) nodes.emplace(id);
        return true;
      }
    } walk{node_ids_, all_ids_};
    auto root = doc_.root();
    root.traverse(walk);
    all_ids_.emplace();  // an empty set would be looked for again
  }

  void link_flows() {
    std::vector<sequence_flow> kept;
    std::map<std::string, std::string, std::less<>> ids_of_flows;  // and where each comes from
    for (sequence_flow& f : out_.flows) {
      ids_of_flows.emplace(f.id, id_in(f.xml, "sourceRef"));
      f.from = end_of_flow(f, "sourceRef");
      f.to = end_of_flow(f, "targetRef");
      if (f.from == nullptr || f.to == nullptr) continue;  // told, or of compensation
      if (f.to->kind == "boundaryEvent" || is_link_catch(*f.to)) {  // it acts by itself: a token brought to it would be lost
        not_understood("bpmn/loose-flow", f.xml,
                       {"Luồng không thể dẫn tới sự kiện biên hay sự kiện nhận liên kết: bị bỏ qua.",
                        "A flow cannot lead to a boundary event or a catching link event: it is left out."});
        continue;
      }
      if (f.from->in != f.to->in) {
        not_understood("bpmn/loose-flow", f.xml,
                       {"Luồng không thể đi qua ranh giới của quy trình hay quy trình con: bị bỏ qua.",
                        "A sequence flow cannot cross the border of a process or sub-process: it is left out."});
        continue;
      }
      kept.push_back(f);
    }
    out_.flows = std::move(kept);
    for (std::size_t i = 0; i < out_.flows.size(); ++i) {
      out_.flows[i].from->outgoing.push_back(i);
      out_.flows[i].to->incoming.push_back(i);
    }
    for (const auto& n : out_.nodes) link_default(*n, ids_of_flows);
    for (const auto& n : out_.nodes) {
      if (is_link_catch(*n)) out_.link_caught.emplace(std::pair{n->in, link_name(*n)}, n.get());  // the first of a name counts
      if (is_link_throw(*n)) out_.links_thrown[{n->in, link_name(*n)}].push_back(n.get());
    }
  }
  void link_default(flow_node& n, const std::map<std::string, std::string, std::less<>>& ids_of_flows) {
    const std::string id{id_in(n.xml, "default")};
    if (id.empty()) return;
    for (const std::size_t f : n.outgoing)
      if (out_.flows[f].id == id || out_.flows[f].id == without_prefix(id)) n.default_flow = f;
    if (n.default_flow != SIZE_MAX) return;
    const auto left = ids_of_flows.find(id);
    if (left != ids_of_flows.end() && left->second == n.id) return;  // it was left out, and that is told
    note("bpmn/unknown-reference", n.xml,
         {"default chỉ \"" + id + "\", không phải luồng đi ra từ đây: bị bỏ qua.",
          "Its default names \"" + id + "\", which is no flow out of here: it is left out."},
         {"Sửa default thành một luồng đi ra từ bước này, hoặc bỏ nó.", "Let default name a flow that leads out of here, or take it out."});
  }
  void link_boundary() {
    for (const auto& n : out_.nodes) {
      if (n->kind != "boundaryEvent") continue;
      const bool only_tells = n->outgoing.empty() && !interrupts(*n);
      const std::string id{id_in(n->xml, "attachedToRef")};
      flow_node* host = known(id);
      if (host == nullptr) {
        if (!only_tells)
          faults_.error("bpmn/unknown-node", doc_.place(n->xml),
                        {"Sự kiện biên không gắn vào bước nào.", "The boundary event is attached to nothing known."},
                        {"Sửa attachedToRef.", "Mend its attachedToRef."});
      } else if (!is_activity(host->kind) || host->by_event || host->in != n->in) {
        faults_.error("bpmn/unknown-node", doc_.place(n->xml),
                      {"Sự kiện biên gắn vào \"" + id + "\", không phải công việc hay quy trình con ở cùng cấp với nó.",
                       "The boundary event is attached to \"" + id + "\", which is no activity of the same process or sub-process."},
                      {"Sửa attachedToRef để chỉ công việc hay quy trình con ở cùng cấp.",
                       "Let its attachedToRef name a task or sub-process that stands beside it."});
      } else if (!only_tells) {
        n->host = host;
        host->boundary.push_back(n.get());
      }
    }
  }
  void link_messages() {
    for (const auto c : collaborations_)
      for (const auto m : c.children()) {
        if (local_name(m) == "participant") look_at_pool(m);
        if (local_name(m) != "messageFlow") continue;
        flow_node* from = end_of_message(m, "sourceRef");
        flow_node* to = end_of_message(m, "targetRef");
        if (from == nullptr || to == nullptr) continue;  // a pool without a process: from or to outside
        if (!waits_for_message(*to)) continue;
        from->sends.push_back(out_.messages.size());
        to->receives.push_back(out_.messages.size());
        out_.messages.push_back(m);
      }
  }

  flow_node* end_of_message(pugi::xml_node m, const char* attribute) {
    const std::string id{id_in(m, attribute)};
    if (id.empty()) {
      note("bpmn/missing-reference", m,
           {std::string{"Luồng thông điệp không có "} + attribute + ": thông điệp được coi là đến từ hoặc đi ra bên ngoài.",
            std::string{"The message flow has no "} + attribute + ": the message is taken for one from or to outside."},
           {std::string{"Thêm "} + attribute + ".", std::string{"Add its "} + attribute + "."});
      return nullptr;
    }
    flow_node* n = known(id);
    if (n == nullptr && names_nothing(id))
      note("bpmn/unknown-reference", m,
           {std::string{attribute} + " chỉ \"" + id + "\", không có trong tệp: thông điệp được coi là đến từ hoặc đi ra bên ngoài.",
            std::string{"Its "} + attribute + " names \"" + id + "\", which is not in the file: the message is taken for one from or to outside."},
           {std::string{"Sửa "} + attribute + ".", std::string{"Mend its "} + attribute + "."});
    return n;
  }
  void look_at_pool(pugi::xml_node pool) {
    const std::string_view id = id_in(pool, "processRef");
    if (id.empty()) return;
    for (const auto& s : out_.scopes)
      if (const auto own = id_in(s->xml, "id"); s->owner == nullptr && (own == id || own == without_prefix(id))) return;
    note("bpmn/unknown-reference", pool,
         {"processRef chỉ \"" + std::string{id} + "\", không phải quy trình trong tệp: nhóm này được coi là không có quy trình.",
          "Its processRef names \"" + std::string{id} + "\", which is no process of the file: the pool is taken for one without a process."},
         {"Sửa processRef, hoặc thêm quy trình đó.", "Mend its processRef, or add the process."});
  }

  // Errors, escalations and cancels go to the nearest scope around them that catches them: BPMN 2.0.2, 10.5.6.
  void link_thrown() {
    for (const auto& n : out_.nodes) {
      const bool ends = n->kind == "endEvent" && (n->trigger == "error" || n->trigger == "cancel");
      const bool escalates = n->trigger == "escalation" && (n->kind == "endEvent" || n->kind == "intermediateThrowEvent");
      if (!ends && !escalates) continue;
      n->caught_by = catcher_of(*n);
      if (n->caught_by != nullptr) n->caught_by->is_thrown_to = true;
    }
  }
  static flow_node* catcher_of(const flow_node& thrown) {
    bool in_handler = false;  // what an event sub-process throws leaves the scope that it handles
    for (const scope* s = thrown.in; s != nullptr; s = s->above) {
      if (!in_handler)
        for (const flow_node* e : s->event_sub_processes)
          for (flow_node* start : e->inside->nodes)
            if (start->kind == "startEvent" && catches(*start, thrown)) return start;
      in_handler = s->owner != nullptr && s->owner->by_event;
      if (s->owner == nullptr || in_handler) continue;
      for (flow_node* b : s->owner->boundary)
        if (catches(*b, thrown)) return b;
      if (thrown.trigger == "cancel") return nullptr;  // of its transaction only
    }
    return nullptr;
  }
  static bool catches(const flow_node& n, const flow_node& thrown) {
    if (n.trigger != thrown.trigger) return false;
    const std::string definition = std::string{n.trigger} + "EventDefinition", reference = std::string{n.trigger} + "Ref";
    const auto code = [&](const flow_node& e) {
      return without_prefix(id_in(child_of(e.xml, definition), reference.c_str()));
    };
    return code(n).empty() || code(thrown).empty() || code(n) == code(thrown);
  }

  const xml_document& doc_;
  process_file out_;
  diagnostics faults_;
  std::vector<pugi::xml_node> collaborations_;
  std::map<std::string, flow_node*> by_id_;
  std::set<std::string> ids_;                // of nodes and flows that were kept
  std::set<std::string> node_ids_, all_ids_;  // of all nodes, of all elements
};

}  // namespace

checked<process_file> collect_processes(const xml_document& doc) { return collector{doc}.collect(); }

}  // namespace dinh::inline v1::bpmn
