// BPMN to nets. docs/verification.md says how each element is understood.

#include <dinh/exchange/bpmn.hpp>

#include "exchange/bpmn_elements.hpp"
#include "exchange/xml_reading.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using namespace bpmn;

// A choice of any of several flows is written out up to this number of flows.
constexpr std::size_t most_inclusive = 8;
// Nodes visited for what may still come to the inclusive joins of a file.
constexpr std::size_t most_looked_back = 20'000'000;

struct scope;

struct flow_node {
  std::string id;
  std::string_view kind;
  std::string_view trigger;
  pugi::xml_node xml;
  scope* in = nullptr;      // the scope it stands in
  scope* inside = nullptr;  // of a sub-process with contents
  std::vector<std::size_t> incoming, outgoing;  // flows
  std::vector<std::size_t> sends, receives;     // messages with both ends in the file
  std::vector<flow_node*> boundary;
  bool external_start = false;
};

struct sequence_flow {
  std::string id;
  pugi::xml_node xml;
  flow_node* from = nullptr;
  flow_node* to = nullptr;
  bool conditional = false;
  net_place place;
};

struct scope {
  pugi::xml_node xml;
  flow_node* owner = nullptr;  // none for a process
  scope* above = nullptr;
  std::vector<flow_node*> nodes;
  std::vector<net_place> places;      // every place inside, also of scopes below
  std::vector<net_place> end_places;  // tokens that came to an end
  net_place active;
  bool parallel = false;              // tokens may be in several places at once
  bool counted_ends = false;          // all of several parallel ends must be reached
};

class reader {
public:
  explicit reader(const xml_document& doc) : doc_{doc} {}

  checked<bpmn_model> read() {
    const auto root = doc_.root();
    if (local_name(root) != "definitions" || namespace_of(root) != model_namespace)
      return refuse("bpmn/not-bpmn", doc_.place(root),
                    {"Tệp không phải BPMN 2.0: phần tử gốc phải là definitions của OMG.",
                     "This is not BPMN 2.0: the root must be <definitions> in the OMG namespace."},
                    {"Xuất mô hình ở dạng BPMN 2.0 XML.", "Export the model as BPMN 2.0 XML."});
    out_.id = root.attribute("id").value();
    out_.name = root.attribute("name").value();
    collect(root);
    if (scopes_.empty())
      return refuse("bpmn/no-process", doc_.place(root),
                    {"Tệp không có quy trình nào.", "The file holds no process."},
                    {"Thêm phần tử process.", "Add a <process> with flow nodes."});
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    if (nodes_.empty())
      return refuse("bpmn/no-way", doc_.place(root),
                    {"Không quy trình nào có bước.", "No process of the file holds a flow node."},
                    {"Vẽ ít nhất một bước.", "Draw at least a start, a task and an end."});
    link();
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    if (out_.name.empty()) out_.name = scopes_.front()->xml.attribute("name").value();
    translate();
    auto net = builder_.build();
    if (!net) {
      for (diagnostic d : net.error()) {
        d.where = doc_.place(root) + (d.where.empty() ? "" : " " + d.where);
        faults_.add(std::move(d));
      }
      return unexpected{std::move(faults_)};
    }
    out_.net = *std::move(net);
    out_.options.must_be_safe = true;
    out_.options.dead_by_name = true;
    const bool classical = out_.net.is_plain() && out_.net.structure_faults().empty();
    out_.options.ends = classical ? completion::one_sink : completion::all_sinks;
    return std::move(out_);
  }

private:
  // ---- collecting ------------------------------------------------------------------------------------
  void note(const char* code, pugi::xml_node at, text message) {
    out_.notes.add({severity::warning, code, doc_.place(at), std::move(message), {}});
  }
  void collect(pugi::xml_node definitions) {
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
    auto made = std::make_unique<scope>();
    scope* here = made.get();
    here->xml = e;
    here->owner = owner;
    here->above = above;
    if (owner == nullptr)
      scopes_.push_back(here);
    else
      owner->inside = here;
    owned_scopes_.push_back(std::move(made));
    for (const auto c : e.children()) {
      if (c.type() != pugi::node_element || namespace_of(c) != model_namespace) continue;
      const auto kind = local_name(c);
      if (kind == "sequenceFlow") {
        sequence_flow f;
        f.id = c.attribute("id").value();
        f.xml = c;
        f.conditional = static_cast<bool>(child_of(c, "conditionExpression"));
        flows_.push_back(f);
      } else if (is_flow_node(kind)) {
        collect_node(c, kind, here);
      } else if (!among(kind, silent)) {
        note("bpmn/unknown-element", c,
             {"Không hiểu phần tử này; bỏ qua khi kiểm chứng.", "This element is not known; it is left out."});
      }
    }
  }
  void collect_node(pugi::xml_node c, std::string_view kind, scope* here) {
    if (is_true(c.attribute("isForCompensation"), false)) return;  // no token comes here in the normal flow
    if (among(kind, sub_processes) && is_true(c.attribute("triggeredByEvent"), false)) {
      note("bpmn/event-sub-process", c,
           {"Quy trình con theo sự kiện không được kiểm chứng.", "Event sub-processes are not followed."});
      out_.understood = false;
      return;
    }
    auto made = std::make_unique<flow_node>();
    flow_node* n = made.get();
    n->id = c.attribute("id").value();
    n->kind = kind;
    n->trigger = among(kind, events) ? trigger_of(c) : std::string_view{};
    n->xml = c;
    n->in = here;
    if (kind == "boundaryEvent" && n->trigger == "compensate") return;  // its activity lies outside the normal flow
    if (n->id.empty()) n->id = "line-" + std::to_string(doc_.line(c));
    if (!by_id_.emplace(n->id, n).second) {
      faults_.error("bpmn/id-twice", doc_.place(c),
                    {"Trùng id \"" + n->id + "\".", "The id \"" + n->id + "\" is there twice."},
                    {"Đặt id khác nhau.", "Use different ids."});
      return;
    }
    here->nodes.push_back(n);
    nodes_.push_back(n);
    owned_nodes_.push_back(std::move(made));
    if (kind == "adHocSubProcess") {
      note("bpmn/ad-hoc", c,
           {"Quy trình con ad hoc được coi là một bước.", "An ad-hoc sub-process is taken for one step."});
    } else if (among(kind, sub_processes)) {
      bool has_nodes = false;
      for (const auto inner : c.children()) has_nodes = has_nodes || is_flow_node(local_name(inner));
      if (has_nodes) collect_scope(c, n, here);
    }
  }

  flow_node* find(const char* id, pugi::xml_node at) {
    if (const auto n = by_id_.find(id); n != by_id_.end()) return n->second;
    if (left_out(id)) return nullptr;
    note("bpmn/loose-flow", at,
         {std::string{"Không có bước \""} + id + "\": luồng này bị bỏ qua.",
          std::string{"There is no flow node \""} + id + "\": the flow is left out."});
    out_.understood = false;
    return nullptr;
  }
  // Nodes that were seen and not kept: compensation, event sub-processes.
  bool left_out(const char* id) {
    if (all_ids_.empty()) {
      struct walker : pugi::xml_tree_walker {
        std::set<std::string>& ids;
        explicit walker(std::set<std::string>& i) : ids{i} {}
        bool for_each(pugi::xml_node& n) override {
          if (is_flow_node(local_name(n))) ids.insert(n.attribute("id").value());
          return true;
        }
      } walk{all_ids_};
      auto root = doc_.root();
      root.traverse(walk);
      all_ids_.insert("");
    }
    return *id != '\0' && all_ids_.count(id) > 0;
  }

  void link() {
    std::vector<sequence_flow> kept;
    for (sequence_flow& f : flows_) {
      f.from = find(f.xml.attribute("sourceRef").value(), f.xml);
      f.to = find(f.xml.attribute("targetRef").value(), f.xml);
      if (f.from == nullptr || f.to == nullptr) continue;
      if (f.to->kind == "boundaryEvent" || is_link_catch(*f.to)) {  // it acts by itself: a token brought to it would be lost
        note("bpmn/loose-flow", f.xml,
             {"Luồng không thể dẫn tới sự kiện biên hay sự kiện nhận liên kết: bị bỏ qua.",
              "A flow cannot lead to a boundary event or a catching link event: it is left out."});
        out_.understood = false;
        continue;
      }
      kept.push_back(f);
    }
    flows_ = std::move(kept);
    for (std::size_t i = 0; i < flows_.size(); ++i) {
      flows_[i].from->outgoing.push_back(i);
      flows_[i].to->incoming.push_back(i);
    }
    for (flow_node* n : nodes_) {
      if (is_link_catch(*n)) link_caught_.emplace(std::pair{n->in, link_name(*n)}, n);  // the first of a name counts
      if (n->kind == "intermediateThrowEvent" && n->trigger == "link") links_thrown_[{n->in, link_name(*n)}].push_back(n);
    }
    for (flow_node* n : nodes_)
      if (n->kind == "boundaryEvent") {
        if (n->outgoing.empty() && !is_true(n->xml.attribute("cancelActivity"), true)) continue;  // only tells
        if (const auto host = by_id_.find(n->xml.attribute("attachedToRef").value()); host != by_id_.end())
          host->second->boundary.push_back(n);
        else
          faults_.error("bpmn/unknown-node", doc_.place(n->xml),
                        {"Sự kiện biên không gắn vào bước nào.", "The boundary event is attached to nothing known."},
                        {"Sửa attachedToRef.", "Mend its attachedToRef."});
      }
    for (const auto c : collaborations_)
      for (const auto m : c.children()) {
        if (local_name(m) != "messageFlow") continue;
        const auto from = by_id_.find(m.attribute("sourceRef").value());
        const auto to = by_id_.find(m.attribute("targetRef").value());
        if (from == by_id_.end() || to == by_id_.end()) continue;  // a pool without a process: from or to outside
        if (!waits_for_message(*to->second)) continue;
        from->second->sends.push_back(messages_.size());
        to->second->receives.push_back(messages_.size());
        messages_.push_back(m);
      }
  }
  static bool waits_for_message(const flow_node& n) {
    return n.kind == "receiveTask" || (among(n.kind, events) && n.trigger == "message" && n.kind != "endEvent" &&
                                       n.kind != "intermediateThrowEvent");
  }

  // ---- translating -----------------------------------------------------------------------------------
  static std::string name_of_node(const flow_node& n) {
    std::string name = n.xml.attribute("name").value();
    std::replace(name.begin(), name.end(), '\n', ' ');
    return name.empty() ? n.id : name;
  }
  net_place place(const std::string& id, std::string label, scope* s, place_role role = place_role::inner,
                  std::uint32_t tokens = 0) {
    const net_place p = builder_.place(id, tokens, role);
    out_.place_labels.push_back(std::move(label));
    for (; s != nullptr; s = s->above) s->places.push_back(p);
    return p;
  }
  net_transition transition(const flow_node& n, std::string label = {}) {
    const net_transition t = builder_.transition(n.id);
    out_.transition_labels.push_back(label.empty() ? name_of_node(n) : std::move(label));
    return t;
  }

  void translate() {
    for (sequence_flow& f : flows_) {
      if (f.from->kind == "eventBasedGateway") continue;
      std::string label = f.xml.attribute("name").value();
      if (label.empty()) label = name_of_node(*f.from) + " → " + name_of_node(*f.to);
      f.place = place(f.id.empty() ? f.from->id + "-" + f.to->id : f.id, std::move(label), f.from->in);
    }
    for (flow_node* n : nodes_) {  // the token waits at the gateway for the first of its events
      if (n->kind != "eventBasedGateway") continue;
      const net_place p = place(n->id, name_of_node(*n), n->in);
      waiting_[n] = p;
      for (const std::size_t f : n->outgoing) flows_[f].place = p;
    }
    for (std::size_t m = 0; m < messages_.size(); ++m)
      buffers_.push_back(place(messages_[m].attribute("id").value(), messages_[m].attribute("name").value(), nullptr,
                               place_role::buffer));
    for (auto& s : owned_scopes_) open_scope(*s);
    for (flow_node* n : nodes_) {
      if (builder_.is_too_large()) return;  // `build` will say so
      translate(*n);
    }
    // from the inside out: a sub-process without a flow onward puts an end into the scope around it
    for (auto s = owned_scopes_.rbegin(); s != owned_scopes_.rend(); ++s) {
      close_scope(**s);
      if ((*s)->owner != nullptr) interruptions(*(*s)->owner, (*s)->active);
    }
    for (const flow_node* n : nodes_) {
      if (builder_.is_too_large()) return;
      if (n->kind == "inclusiveGateway" && joined_.count(n) > 0) inclusive_join(*n);
    }
  }

  // Whether one token that enters the scope may become several.
  static bool may_be_parallel(const scope& s) {
    for (const flow_node* n : s.nodes) {
      const bool choice = n->kind == "exclusiveGateway" || n->kind == "eventBasedGateway";
      if (n->outgoing.size() > 1 && !choice) return true;
      for (const flow_node* b : n->boundary)
        if (!is_true(b->xml.attribute("cancelActivity"), true)) return true;
    }
    return false;
  }
  static bool has_several_ends(const scope& s) {
    return std::count_if(s.nodes.begin(), s.nodes.end(), [](const flow_node* n) {
             return n->outgoing.empty() && !(n->kind == "intermediateThrowEvent" && n->trigger == "link");
           }) > 1;
  }

  // Starts: of a process a token, of a sub-process put by its entry.
  void open_scope(scope& s) {
    const bool is_process = s.owner == nullptr;
    std::string id = s.xml.attribute("id").value();
    std::vector<flow_node*> starts, roots;
    for (flow_node* n : s.nodes) {
      if (n->kind == "startEvent") {
        if (n->receives.empty()) starts.push_back(n);
      } else if (n->incoming.empty() && n->kind != "boundaryEvent" &&
                 !(n->kind == "intermediateCatchEvent" && n->trigger == "link")) {
        if (n->kind == "receiveTask" && is_true(n->xml.attribute("instantiate"), false) && !n->receives.empty()) continue;
        roots.push_back(n);
      }
    }
    const bool any_start = std::any_of(s.nodes.begin(), s.nodes.end(), [](auto* n) { return n->kind == "startEvent"; });
    if (any_start) roots.clear();
    s.parallel = roots.size() > 1 || may_be_parallel(s);
    s.counted_ends = !is_process && s.parallel && has_several_ends(s);
    if (!is_process) s.active = place(id + ":active", name_of_node(*s.owner), s.above);
    if (starts.empty() && roots.empty()) return;
    const net_place start = place(id + ":start", "start", &s, place_role::inner, is_process ? 1 : 0);
    start_of_[&s] = start;
    if (!starts.empty()) {
      if (starts.size() > 1)
        note("bpmn/several-starts", s.xml,
             {"Có nhiều sự kiện bắt đầu: mỗi hồ sơ bắt đầu từ một trong số đó.",
              "There are several start events: a case begins with one of them."});
      for (flow_node* n : starts) entry_[n] = start;
    } else if (roots.size() == 1) {
      entry_[roots[0]] = start;
    } else {  // no start event: all that nothing leads to begins at once
      const net_transition t = builder_.transition(id.empty() ? "start" : id);
      out_.transition_labels.push_back("start");
      builder_.input(t, start);
      for (flow_node* n : roots) {
        entry_[n] = place(n->id + ":start", "start", &s);
        builder_.output(t, entry_[n]);
      }
    }
  }

  // Where a token goes that came to an end in the scope.
  net_place end_place(flow_node& n) {
    scope& s = *n.in;
    if (s.owner == nullptr) {
      const net_place p = place(n.id + ":end", name_of_node(n), nullptr, place_role::sink);
      s.end_places.push_back(p);
      return p;
    }
    if (s.counted_ends || s.end_places.empty()) {
      const net_place p = place(n.id + ":end", name_of_node(n), &s);
      s.end_places.push_back(p);
      return p;
    }
    return s.end_places[0];
  }

  void messages_of(const flow_node& n, net_transition t) {
    for (const std::size_t m : n.sends) builder_.output(t, buffers_[m]);
  }
  // Places a token can come from: one for each incoming flow, or the start.
  std::vector<net_place> inputs_of(const flow_node& n) {
    std::vector<net_place> in;
    for (const std::size_t f : n.incoming) in.push_back(flows_[f].place);
    if (const auto e = entry_.find(&n); e != entry_.end()) in.push_back(e->second);
    if (in.empty() && n.kind != "boundaryEvent" && !is_link_catch(n) &&
        !(n.kind == "startEvent" && !n.receives.empty()) && n.receives.empty())
      in.push_back(place(n.id + ":never", "nothing leads here", n.in));
    std::sort(in.begin(), in.end());
    in.erase(std::unique(in.begin(), in.end()), in.end());  // two events behind one gateway share a place
    return in;
  }
  static bool is_link_catch(const flow_node& n) { return n.kind == "intermediateCatchEvent" && n.trigger == "link"; }
  static std::string link_name(const flow_node& n) {
    const auto d = child_of(n.xml, "linkEventDefinition");
    const std::string name = d.attribute("name").value();
    return name.empty() ? n.xml.attribute("name").value() : name;
  }

  // All outgoing flows, or the end of the scope; with conditions any of the conditional ones as well.
  // Calls `with(outputs, label)` for each way on.
  template <class With>
  void ways_on(flow_node& n, With with) {
    std::vector<net_place> always;
    std::vector<std::size_t> maybe;
    const std::string_view default_flow = n.xml.attribute("default").value();
    for (const std::size_t f : n.outgoing) {
      const bool is_default = !default_flow.empty() && flows_[f].id == default_flow;
      if (is_activity(n.kind) && n.outgoing.size() > 1 && (flows_[f].conditional || is_default))
        maybe.push_back(f);
      else
        always.push_back(flows_[f].place);
    }
    if (n.outgoing.empty() && !(n.kind == "intermediateThrowEvent" && n.trigger == "link")) always.push_back(end_place(n));
    if (maybe.size() > most_inclusive) {
      note("bpmn/too-many-branches", n.xml,
           {"Quá nhiều nhánh có điều kiện.", "More conditional branches than are written out."});
      out_.understood = false;
      maybe.resize(most_inclusive);
    }
    for (std::size_t chosen = 0; chosen < std::size_t{1} << maybe.size(); ++chosen) {
      if (chosen == 0 && !maybe.empty() && always.empty()) continue;
      if (builder_.is_too_large()) return;
      std::vector<net_place> outputs = always;
      std::string label;
      for (std::size_t k = 0; k < maybe.size(); ++k)
        if ((chosen >> k & 1U) != 0) {
          outputs.push_back(flows_[maybe[k]].place);
          label += (label.empty() ? " → " : " + ") + name_of_node(*flows_[maybe[k]].to);
        }
      with(outputs, label.empty() ? std::string{} : name_of_node(n) + label);
    }
  }
  void put(net_transition t, const std::vector<net_place>& outputs) {
    for (const net_place p : outputs) builder_.output(t, p);
  }

  void translate(flow_node& n) {
    if (n.kind == "parallelGateway") {
      ways_on(n, [&](const auto& outputs, const std::string& label) {
        const net_transition t = transition(n, label);
        for (const net_place p : inputs_of(n)) builder_.input(t, p);
        put(t, outputs);
      });
    } else if (n.kind == "exclusiveGateway") {
      exclusive(n);
    } else if (n.kind == "inclusiveGateway" || n.kind == "complexGateway") {
      inclusive(n);
    } else if (n.kind == "eventBasedGateway") {
      for (const net_place p : inputs_of(n)) {
        const net_transition t = transition(n);
        builder_.input(t, p).output(t, waiting_[&n]);
      }
    } else if (n.inside != nullptr) {
      enter_sub_process(n);
    } else if (n.kind == "boundaryEvent") {
      return;  // with its activity
    } else {
      simple(n);
    }
  }

  void exclusive(flow_node& n) {
    const auto in = inputs_of(n);
    std::vector<std::pair<net_place, std::string>> to;
    for (const std::size_t f : n.outgoing)
      to.emplace_back(flows_[f].place,
                      n.outgoing.size() > 1 ? name_of_node(n) + " → " + name_of_node(*flows_[f].to) : std::string{});
    if (to.empty()) to.emplace_back(end_place(n), std::string{});
    const bool meet = in.size() > 1 && to.size() > 1;
    net_place inside;
    if (meet) inside = place(n.id, name_of_node(n), n.in);
    for (const net_place p : in) {
      if (meet) {
        const net_transition t = transition(n);
        builder_.input(t, p).output(t, inside);
        continue;
      }
      for (const auto& [q, label] : to) {
        const net_transition t = transition(n, label);
        builder_.input(t, p).output(t, q);
      }
    }
    if (!meet) return;
    for (const auto& [q, label] : to) {
      const net_transition t = transition(n, label);
      builder_.input(t, inside).output(t, q);
    }
  }

  // Any of the outgoing flows, at least one; joins come when all else is known.
  void inclusive(flow_node& n) {
    const auto in = inputs_of(n);
    if (n.kind == "complexGateway") {
      note("bpmn/complex-gateway", n.xml,
           {"Điều kiện của cổng phức hợp không đọc được.", "The conditions of a complex gateway are not read."});
      out_.understood = false;
    }
    std::vector<std::size_t> out = n.outgoing;
    if (out.size() > most_inclusive || in.size() > most_inclusive) {
      note("bpmn/too-many-branches", n.xml,
           {"Quá nhiều nhánh của cổng bao hàm.", "An inclusive gateway with more branches than are written out."});
      out_.understood = false;
      if (out.size() > most_inclusive) out.resize(most_inclusive);
    }
    net_place inside;
    const bool joins = in.size() > 1;
    if (joins) inside = place(n.id, name_of_node(n), n.in);
    if (joins) joined_[&n] = inside;
    const net_place from = joins ? inside : in.empty() ? place(n.id + ":never", "nothing leads here", n.in) : in[0];
    if (joins && n.kind == "complexGateway")
      for (const net_place p : in) {
        const net_transition t = transition(n);
        builder_.input(t, p).output(t, inside);
      }
    if (out.empty()) {
      const net_transition t = transition(n);
      builder_.input(t, from).output(t, end_place(n));
      return;
    }
    for (std::size_t chosen = 1; chosen < std::size_t{1} << out.size(); ++chosen) {
      std::string label;
      for (std::size_t k = 0; k < out.size(); ++k)
        if ((chosen >> k & 1U) != 0) label += (label.empty() ? " → " : " + ") + name_of_node(*flows_[out[k]].to);
      const net_transition t = transition(n, out.size() > 1 ? name_of_node(n) + label : std::string{});
      builder_.input(t, from);
      for (std::size_t k = 0; k < out.size(); ++k)
        if ((chosen >> k & 1U) != 0) builder_.output(t, flows_[out[k]].place);
    }
  }

  // The marked flows are taken together when no token elsewhere can still come to an unmarked one (unless it can come to
  // a marked one as well): BPMN 2.0.2, 13.4.3.
  void inclusive_join(const flow_node& n) {
    std::vector<net_place> in;
    std::vector<std::size_t> ways;  // flows of one event-based gateway share a place
    for (const std::size_t f : n.incoming)
      if (std::find(in.begin(), in.end(), flows_[f].place) == in.end()) {
        if (in.size() == most_inclusive) return;
        in.push_back(flows_[f].place);
        ways.push_back(f);
      }
    std::vector<std::set<net_place>> above;
    for (const std::size_t f : ways) above.push_back(places_before(f, n));
    if (looked_back_ > most_looked_back) {
      note("bpmn/too-many-branches", n.xml,
           {"Quá nhiều cổng bao hàm.", "More inclusive gateways with long ways before them than are followed."});
      out_.understood = false;
      return;
    }
    for (std::size_t chosen = 1; chosen < std::size_t{1} << in.size(); ++chosen) {
      const net_transition t = transition(n);
      std::set<net_place> held;
      for (std::size_t k = 0; k < in.size(); ++k) {
        if ((chosen >> k & 1U) != 0)
          builder_.input(t, in[k]);
        else
          held.insert(above[k].begin(), above[k].end());
      }
      for (std::size_t k = 0; k < in.size(); ++k)
        if ((chosen >> k & 1U) != 0)
          for (const net_place p : above[k]) held.erase(p);
      for (std::size_t k = 0; k < in.size(); ++k)
        if ((chosen >> k & 1U) == 0) held.insert(in[k]);
      for (const net_place p : held) builder_.hold_back(t, p);
      builder_.output(t, joined_[&n]);
    }
  }
  // Places of the scope from which a token can come to the flow without passing the gateway.
  std::set<net_place> places_before(std::size_t flow, const flow_node& gateway) {
    std::set<net_place> out{flows_[flow].place};
    std::set<const flow_node*> seen;
    std::vector<const flow_node*> open;
    const auto reach = [&](const flow_node* n) {
      if (n != &gateway && seen.insert(n).second) open.push_back(n);
    };
    reach(flows_[flow].from);
    while (!open.empty()) {
      const flow_node* n = open.back();
      open.pop_back();
      if (++looked_back_ > most_looked_back) return out;
      for (const std::size_t f : n->incoming) {
        out.insert(flows_[f].place);
        reach(flows_[f].from);
      }
      if (const auto e = entry_.find(n); e != entry_.end()) out.insert(e->second);
      if (const auto a = active_.find(n); a != active_.end()) out.insert(a->second);
      if (n->inside != nullptr) {
        out.insert(n->inside->active);
        out.insert(n->inside->places.begin(), n->inside->places.end());
      }
      if (const auto j = joined_.find(n); j != joined_.end()) out.insert(j->second);
      if (const auto w = waiting_.find(n); w != waiting_.end()) out.insert(w->second);
      if (n->kind == "boundaryEvent")
        if (const auto host = by_id_.find(n->xml.attribute("attachedToRef").value()); host != by_id_.end())
          reach(host->second);
      if (is_link_catch(*n))
        for (const flow_node* m : links_thrown_[{n->in, link_name(*n)}]) reach(m);
    }
    return out;
  }

  // Tasks and events.
  void simple(flow_node& n) {
    if (is_link_catch(n)) {
      if (links_thrown_[{n.in, link_name(n)}].empty())
        note("bpmn/link", n.xml, {"Không có liên kết nào dẫn tới đây.", "No link event leads here."});
      return;  // written where the link is thrown
    }
    std::vector<net_place> in = inputs_of(n);
    const bool by_message_only = in.empty();  // a message opens the process
    const bool held = is_activity(n.kind) && !n.boundary.empty();
    net_place active;
    if (held) {
      active = place(n.id + ":active", name_of_node(n), n.in);
      active_[&n] = active;
      for (const net_place p : in) {
        if (builder_.is_too_large()) return;
        const net_transition t = transition(n, name_of_node(n) + " (begin)");
        builder_.input(t, p).output(t, active);
        arm(n, t);
      }
      in.assign(1, active);
    }
    if (by_message_only) in.emplace_back();
    std::vector<std::size_t> messages = n.receives;
    const bool waits = waits_for_message(n) && !messages.empty();
    const bool ends_all = n.kind == "endEvent" && (n.trigger == "terminate" || n.trigger == "error" || n.trigger == "cancel");
    ways_on(n, [&](const std::vector<net_place>& outputs, const std::string& label) {
      for (const net_place p : in)
        for (std::size_t m = 0; m < (waits ? messages.size() : 1); ++m) {
          if (builder_.is_too_large()) return;
          const net_transition t = transition(n, label);
          if (p) builder_.input(t, p);
          if (waits) builder_.input(t, buffers_[messages[m]]);
          if (held) disarm(n, t);
          messages_of(n, t);
          if (ends_all)
            end_all(n, t, outputs);
          else if (n.kind == "intermediateThrowEvent" && n.trigger == "link")
            follow_link(n, t);
          else
            put(t, outputs);
        }
    });
    if (held) interruptions(n, active);
  }
  void follow_link(flow_node& n, net_transition t) {
    if (const auto to = link_caught_.find({n.in, link_name(n)}); to != link_caught_.end()) {
      for (const std::size_t f : to->second->outgoing) builder_.output(t, flows_[f].place);
      return;
    }
    note("bpmn/link", n.xml, {"Liên kết không dẫn tới đâu.", "The link leads nowhere: no catching event has its name."});
  }

  // Terminate, error and cancel: everything else in the scope is over. An error or cancel goes on at the boundary.
  void end_all(flow_node& n, net_transition t, const std::vector<net_place>& outputs) {
    scope& s = *n.in;
    if (s.parallel || s.owner != nullptr) empties_.emplace_back(t, &s);
    if (s.owner != nullptr && n.trigger != "terminate") {
      for (flow_node* b : s.owner->boundary)
        if (b->trigger == n.trigger && same_error(n, *b)) {
          builder_.input(t, s.active);
          thrown_to_.insert(b);
          for (const std::size_t f : b->outgoing) builder_.output(t, flows_[f].place);
          if (b->outgoing.empty()) builder_.output(t, end_place(*b));
          return;
        }
    }
    put(t, outputs);
  }
  static bool same_error(const flow_node& thrown, const flow_node& caught) {
    const std::string a = child_of(thrown.xml, "errorEventDefinition").attribute("errorRef").value();
    const std::string b = child_of(caught.xml, "errorEventDefinition").attribute("errorRef").value();
    return a.empty() || b.empty() || a == b;
  }

  // Boundary events of an activity that is under way.
  void arm(flow_node& host, net_transition begin) {
    for (flow_node* b : host.boundary)
      if (!is_true(b->xml.attribute("cancelActivity"), true)) {
        if (armed_.count(b) == 0) armed_[b] = place(b->id + ":armed", name_of_node(*b), host.in);
        builder_.output(begin, armed_[b]);
      }
  }
  void disarm(flow_node& host, net_transition end) {
    for (flow_node* b : host.boundary)
      if (const auto a = armed_.find(b); a != armed_.end()) builder_.empty(end, a->second);
  }
  void interruptions(flow_node& host, net_place active) {
    for (flow_node* b : host.boundary) {
      if (thrown_to_.count(b) > 0) continue;  // happens where it is thrown
      const bool interrupts = is_true(b->xml.attribute("cancelActivity"), true);
      const bool waits = !b->receives.empty();
      ways_on(*b, [&](const std::vector<net_place>& outputs, const std::string& label) {
        for (std::size_t m = 0; m < (waits ? b->receives.size() : 1); ++m) {
          const net_transition t = transition(*b, label);
          builder_.input(t, active);
          if (waits) builder_.input(t, buffers_[b->receives[m]]);
          if (interrupts) {
            disarm(host, t);
            if (host.inside != nullptr) empties_late(t, *host.inside);
          } else {  // once for each time the activity is under way
            if (armed_.count(b) == 0)  // nothing begins the activity
              armed_[b] = place(b->id + ":armed", name_of_node(*b), host.in);
            builder_.input(t, armed_[b]).output(t, active);
          }
          put(t, outputs);
        }
      });
    }
  }

  void enter_sub_process(flow_node& n) {
    scope& s = *n.inside;
    for (const net_place p : inputs_of(n)) {
      if (builder_.is_too_large()) return;
      const net_transition t = transition(n, name_of_node(n) + " (begin)");
      builder_.input(t, p).output(t, s.active);
      if (const auto start = start_of_.find(&s); start != start_of_.end()) builder_.output(t, start->second);
      arm(n, t);
    }
  }
  void empties_late(net_transition t, scope& s) {
    for (const net_place p : s.places) builder_.empty(t, p);
  }
  void close_scope(scope& s) {
    for (const auto& [t, of] : empties_)
      if (of == &s)
        for (const net_place p : s.places) builder_.empty(t, p);
    if (s.owner == nullptr) return;
    flow_node& n = *s.owner;
    ways_on(n, [&](const std::vector<net_place>& outputs, const std::string& label) {
      const net_transition t = transition(n, label.empty() ? name_of_node(n) + " (end)" : label);
      builder_.input(t, s.active);
      if (s.counted_ends) {  // when nothing is under way inside any more
        for (const net_place p : s.places)
          if (std::find(s.end_places.begin(), s.end_places.end(), p) == s.end_places.end()) builder_.hold_back(t, p);
        for (const net_place p : s.end_places) builder_.empty(t, p);
      } else {
        for (const net_place p : s.end_places) builder_.input(t, p);
      }
      disarm(n, t);
      messages_of(n, t);
      put(t, outputs);
    });
  }

  const xml_document& doc_;
  bpmn_model out_;
  diagnostics faults_;
  net_builder builder_;
  std::vector<pugi::xml_node> collaborations_, messages_;
  std::vector<scope*> scopes_;
  std::vector<std::unique_ptr<scope>> owned_scopes_;
  std::vector<std::unique_ptr<flow_node>> owned_nodes_;
  std::vector<flow_node*> nodes_;
  std::vector<sequence_flow> flows_;
  std::map<std::string, flow_node*> by_id_;
  std::set<std::string> all_ids_;
  std::vector<net_place> buffers_;
  std::map<const scope*, net_place> start_of_;
  std::map<const flow_node*, net_place> entry_, active_, joined_, waiting_, armed_;
  std::set<const flow_node*> thrown_to_;
  std::map<std::pair<const scope*, std::string>, flow_node*> link_caught_;
  std::map<std::pair<const scope*, std::string>, std::vector<const flow_node*>> links_thrown_;
  std::size_t looked_back_ = 0;
  std::vector<std::pair<net_transition, scope*>> empties_;
};

}  // namespace

checked<bpmn_model> read_bpmn(std::string_view content, std::string_view where) {
  auto doc = xml_document::parse(content, std::string{where});
  if (!doc) return unexpected{std::move(doc).error()};
  return reader{*doc}.read();
}

}  // namespace dinh::inline v1
