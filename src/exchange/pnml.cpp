#include <dinh/exchange/pnml.hpp>

#include "exchange/xml_reading.hpp"
#include "exchange/xml_writing.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::string_view net_type = "http://www.pnml.org/version-2009/grammar/ptnet";

// Elements of a net that stand for nodes and arcs, whatever the page.
void collect(pugi::xml_node from, std::vector<pugi::xml_node>& into) {
  for (const auto c : from.children()) {
    const auto kind = local_name(c);
    if (kind == "page")
      collect(c, into);  // the depth of the document is limited
    else
      into.push_back(c);
  }
}

class net_reader {
public:
  net_reader(const xml_document& doc, pugi::xml_node net) : doc_{doc}, net_{net} {}

  checked<pnml_net> read() {
    check_type();
    collect(net_, elements_);
    pnml_net out;
    out.id = net_.attribute("id").value();
    out.name = label(net_);
    for (const auto e : elements_) {
      const auto kind = local_name(e);
      if (kind == "place") read_place(e, out);
      if (kind == "transition") read_transition(e, out);
      if (kind == "declaration") high_level(e);
    }
    for (const auto e : elements_) {
      const auto kind = local_name(e);
      if (kind == "referencePlace" || kind == "referenceTransition") {
        references_[e.attribute("id").value()] = e.attribute("ref").value();
      }
    }
    for (const auto e : elements_)
      if (local_name(e) == "arc") read_arc(e);
    read_final_marking(out);
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    auto net = builder_with_sinks().build();
    if (!net) {
      for (diagnostic d : net.error()) {
        d.where = doc_.place(net_) + (d.where.empty() ? "" : " " + d.where);
        faults_.add(std::move(d));
      }
      return unexpected{std::move(faults_)};
    }
    out.net = *std::move(net);
    return out;
  }

private:
  struct node {
    bool is_place;
    std::uint32_t number;
  };
  struct arc_line {
    bool into_transition;
    std::uint32_t place, transition, weight;
    std::string kind;
  };

  void check_type() {
    const std::string_view type = net_.attribute("type").value();
    for (const char* coloured : {"symmetric", "highlevel", "hlpng", "pt-hlpng", "hlcore"})
      if (type.find(coloured) != std::string_view::npos) {
        faults_.error("pnml/net-type", doc_.place(net_),
                      {"Không đọc được lưới có màu \"" + std::string{type} + "\".",
                       "Nets of the type \"" + std::string{type} + "\" (coloured) are not read."},
                      {"Xuất mô hình thành lưới place/transition.", "Export it as a place/transition net."});
        return;
      }
  }
  void high_level(pugi::xml_node e) {
    faults_.error("pnml/high-level", doc_.place(e),
                  {"Phần tử của lưới có màu không dùng được.", "This belongs to coloured nets and is not read."},
                  {"Xuất mô hình thành lưới place/transition.", "Export it as a place/transition net."});
  }
  static std::string label(pugi::xml_node e) {
    const auto name = child_of(e, "name");
    const auto words = child_of(name, "text");
    return words ? trimmed_text(words) : trimmed_text(child_of(name, "value"));
  }
  // <element><text>3</text></element>; PNML of other tools writes <value> or "Default,3".
  std::uint32_t number(pugi::xml_node e, std::uint32_t if_absent) {
    if (!e) return if_absent;
    auto words = child_of(e, "text");
    if (!words) words = child_of(e, "value");
    std::string s = words ? trimmed_text(words) : trimmed_text(e);
    if (const auto comma = s.rfind(','); comma != std::string::npos) s = s.substr(comma + 1);
    if (s.empty()) return if_absent;
    if (const auto n = whole_number(s)) return *n;
    faults_.error("pnml/number", doc_.place(e),
                  {"\"" + s + "\" không phải số nguyên.", "\"" + s + "\" is not a whole number."},
                  {"Viết một số nguyên không âm.", "Write a whole number without a sign."});
    return if_absent;
  }
  bool add_node(pugi::xml_node e, node n) {
    const std::string id = e.attribute("id").value();
    if (id.empty()) {
      faults_.error("pnml/no-id", doc_.place(e), {"Phần tử không có id.", "The element has no id."},
                    {"Thêm thuộc tính id.", "Give it an attribute id."});
      return false;
    }
    if (!nodes_.emplace(id, n).second) {
      faults_.error("pnml/id-twice", doc_.place(e),
                    {"Trùng id \"" + id + "\".", "The id \"" + id + "\" is there twice."},
                    {"Đặt id khác nhau.", "Use different ids."});
      return false;
    }
    return true;
  }
  void read_place(pugi::xml_node e, pnml_net& out) {
    if (!add_node(e, {true, static_cast<std::uint32_t>(places_.size())})) return;
    if (const auto hl = child_of(e, "hlinitialMarking")) high_level(hl);
    places_.push_back({e.attribute("id").value(), number(child_of(e, "initialMarking"), 0)});
    out.place_labels.push_back(label(e));
  }
  void read_transition(pugi::xml_node e, pnml_net& out) {
    if (!add_node(e, {false, static_cast<std::uint32_t>(transitions_.size())})) return;
    transitions_.push_back(e.attribute("id").value());
    out.transition_labels.push_back(label(e));
  }
  const node* find(std::string id, pugi::xml_node e) {
    for (int hops = 0; hops < 100; ++hops) {
      if (const auto at = nodes_.find(id); at != nodes_.end()) return &at->second;
      const auto ref = references_.find(id);
      if (ref == references_.end()) break;
      id = ref->second;
    }
    faults_.error("pnml/unknown-node", doc_.place(e),
                  {"Không có nút \"" + id + "\".", "There is no node \"" + id + "\"."},
                  {"Sửa source hoặc target của cung.", "Mend the source or target of the arc."});
    return nullptr;
  }
  void read_arc(pugi::xml_node e) {
    if (const auto hl = child_of(e, "hlinscription")) high_level(hl);
    const node* from = find(e.attribute("source").value(), e);
    const node* to = find(e.attribute("target").value(), e);
    if (from == nullptr || to == nullptr) return;
    if (from->is_place == to->is_place) {
      faults_.error("pnml/arc", doc_.place(e),
                    {"Cung phải nối một vị trí với một chuyển.", "An arc joins a place and a transition."},
                    {"Sửa source hoặc target.", "Mend the source or target."});
      return;
    }
    std::string kind{"normal"};
    if (const auto type = child_of(e, "type")) {
      kind = type.attribute("value").value();
      if (kind.empty()) kind = trimmed_text(child_of(type, "text"));
    }
    const bool known = kind == "normal" || kind == "inhibitor" || kind == "reset";
    if (!known || (kind != "normal" && !from->is_place)) {
      faults_.error("pnml/arc-type", doc_.place(e),
                    {"Không hiểu loại cung \"" + kind + "\".", "Arcs of the kind \"" + kind + "\" are not understood here."},
                    {"Dùng cung thường, inhibitor hoặc reset (từ vị trí đến chuyển).",
                     "Use ordinary arcs, or inhibitor and reset arcs from a place to a transition."});
      return;
    }
    const std::uint32_t weight = number(child_of(e, "inscription"), 1);
    arcs_.push_back({from->is_place, from->is_place ? from->number : to->number,
                     from->is_place ? to->number : from->number, weight, kind});
    if (kind == "inhibitor" && weight != 1)
      faults_.error("pnml/arc-type", doc_.place(e),
                    {"Cung inhibitor có trọng số khác 1.", "An inhibitor arc with another weight than 1 is not read."},
                    {"Dùng trọng số 1.", "Use the weight 1."});
  }
  // Tools write the marking at the end as <finalmarkings><marking><place idref="o"><text>1</text></place>…
  void read_final_marking(pnml_net&) {
    const auto all = child_of(net_, "finalmarkings");
    const auto marking = child_of(all, "marking");
    for (const auto e : marking.children()) {
      if (local_name(e) != "place") continue;
      const std::uint32_t n = number(e, 1);
      if (n == 0) continue;
      if (const node* at = find(e.attribute("idref").value(), e); at != nullptr && at->is_place)
        final_.insert(at->number);
    }
  }
  net_builder builder_with_sinks() const {
    net_builder b;
    for (std::uint32_t p = 0; p < places_.size(); ++p)
      b.place(places_[p].id, places_[p].tokens, final_.count(p) > 0 ? place_role::sink : place_role::inner);
    for (const auto& t : transitions_) b.transition(t);
    for (const auto& a : arcs_) {
      const net_transition t{a.transition};
      const net_place p{a.place};
      if (a.kind == "inhibitor")
        b.hold_back(t, p);
      else if (a.kind == "reset")
        b.empty(t, p);
      else if (a.into_transition)
        b.input(t, p, a.weight);
      else
        b.output(t, p, a.weight);
    }
    return b;
  }

  struct place_line {
    std::string id;
    std::uint32_t tokens;
  };
  const xml_document& doc_;
  pugi::xml_node net_;
  std::vector<pugi::xml_node> elements_;
  std::map<std::string, node> nodes_;
  std::map<std::string, std::string> references_;
  std::vector<place_line> places_;
  std::vector<std::string> transitions_;
  std::vector<arc_line> arcs_;
  std::set<std::uint32_t> final_;
  diagnostics faults_;
};

// A name that an XML id can be (NCName, ASCII part).
bool can_be_id(const std::string& s) {
  if (s.empty() || !((s[0] >= 'a' && s[0] <= 'z') || (s[0] >= 'A' && s[0] <= 'Z') || s[0] == '_')) return false;
  return std::all_of(s.begin(), s.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

}  // namespace

checked<std::vector<pnml_net>> read_pnml(std::string_view content, std::string_view where) {
  auto doc = xml_document::parse(content, std::string{where});
  if (!doc) return unexpected{std::move(doc).error()};
  diagnostics faults;
  std::vector<pnml_net> out;
  if (local_name(doc->root()) != "pnml")
    return refuse("pnml/no-net", doc->place(doc->root()),
                  {"Phần tử gốc không phải <pnml>.", "The root element is not <pnml>."},
                  {"Chọn một tệp PNML.", "Choose a PNML file."});
  bool any = false;
  for (const auto e : doc->root().children()) {
    if (local_name(e) != "net") continue;
    any = true;
    auto net = net_reader{*doc, e}.read();
    if (net)
      out.push_back(*std::move(net));
    else
      faults.append(std::move(net).error());
  }
  if (!any)
    return refuse("pnml/no-net", doc->place(doc->root()),
                  {"Tệp không có lưới nào.", "The file holds no <net>."},
                  {"Thêm phần tử <net>.", "Add an element <net>."});
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

std::string write_pnml(const pnml_net& n) {
  const workflow_net& net = n.net;
  pugi::xml_document doc;
  auto declaration = doc.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  auto root = doc.append_child("pnml");
  root.append_attribute("xmlns") = "http://www.pnml.org/version-2009/grammar/pnml";
  auto top = root.append_child("net");
  top.append_attribute("id") = can_be_id(n.id) ? n.id.c_str() : "net";
  top.append_attribute("type") = std::string{net_type}.c_str();
  const auto words = [](pugi::xml_node at, const char* element, const std::string& s) {
    at.append_child(element).append_child("text").text().set(s.c_str());
  };
  if (!n.name.empty()) words(top, "name", n.name);
  auto page = top.append_child("page");
  page.append_attribute("id") = "page";

  std::set<std::string> used{"page", can_be_id(n.id) ? n.id : "net"};
  const auto id_of = [&](const std::string& name, char kind, std::uint32_t i) {
    if (can_be_id(name) && used.insert(name).second) return name;
    std::string made;
    std::uint32_t k = i;
    do made = kind + std::to_string(k++);
    while (!used.insert(made).second);
    return made;
  };
  std::vector<std::string> places, transitions;
  const auto label = [](const std::vector<std::string>& labels, std::uint32_t i) {
    return i < labels.size() ? labels[i] : std::string{};
  };
  for (std::uint32_t p = 0; p < net.place_count(); ++p) {
    places.push_back(id_of(net.name(net_place{p}), 'p', p));
    auto e = page.append_child("place");
    e.append_attribute("id") = places.back().c_str();
    if (const auto l = label(n.place_labels, p); !l.empty()) words(e, "name", l);
    if (const auto tokens = net.tokens(net_place{p}); tokens > 0) words(e, "initialMarking", std::to_string(tokens));
  }
  for (std::uint32_t t = 0; t < net.transition_count(); ++t) {
    transitions.push_back(id_of(net.name(net_transition{t}), 't', t));
    auto e = page.append_child("transition");
    e.append_attribute("id") = transitions.back().c_str();
    if (const auto l = label(n.transition_labels, t); !l.empty()) words(e, "name", l);
  }
  std::uint32_t arcs = 0;
  const auto arc = [&](const std::string& from, const std::string& to, std::uint32_t weight, const char* kind) {
    auto e = page.append_child("arc");
    std::string id;
    do id = "a" + std::to_string(arcs++);
    while (!used.insert(id).second);
    e.append_attribute("id") = id.c_str();
    e.append_attribute("source") = from.c_str();
    e.append_attribute("target") = to.c_str();
    if (weight != 1) words(e, "inscription", std::to_string(weight));
    if (kind != nullptr) e.append_child("type").append_attribute("value") = kind;
  };
  for (std::uint32_t t = 0; t < net.transition_count(); ++t) {
    const net_transition id{t};
    for (const auto& a : net.inputs(id)) arc(places[a.node], transitions[t], a.weight, nullptr);
    for (const auto& a : net.outputs(id)) arc(transitions[t], places[a.node], a.weight, nullptr);
    for (const auto& a : net.empties(id)) arc(places[a.node], transitions[t], 1, "reset");
    for (const auto& a : net.held_back_by(id)) arc(places[a.node], transitions[t], 1, "inhibitor");
  }
  if (!net.sinks().empty()) {  // which places end a case, where the arcs do not say it
    auto marking = top.append_child("finalmarkings").append_child("marking");
    for (const net_place p : net.sinks()) {
      auto e = marking.append_child("place");
      e.append_attribute("idref") = places[p.index()].c_str();
      e.append_child("text").text().set("1");
    }
  }
  return exchange::text_of(doc);
}

}  // namespace dinh::inline v1
