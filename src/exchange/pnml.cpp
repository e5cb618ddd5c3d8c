#include <dinh/exchange/pnml.hpp>

#include "exchange/xml_reading.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

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
      if (kind == "net")
        not_understood("pnml/sub-net", e, {"Lưới con trong trang không được đọc.", "A net inside a page of this net is left out."});
      if (e.type() == pugi::node_element && std::find(known_elements.begin(), known_elements.end(), kind) == known_elements.end())
        notes_.add({severity::warning, "pnml/unknown-element", doc_.place(e),
                    {"Không hiểu phần tử này; bỏ qua.", "This element is not known; it is left out."}, {}});
    }
    if (priorities_.size() > 1)
      not_understood("pnml/priority", net_, {"Thứ tự ưu tiên của các chuyển không được tính.", "Priorities of transitions are left out."});
    if (timed_.size() > 1)
      not_understood("pnml/time", net_,
                     {"Chuyển tức thời không được ưu tiên hơn chuyển có thời gian.", "Immediate transitions are not put before timed ones."});
    for (const auto e : elements_) {
      const auto kind = local_name(e);
      if (kind == "referencePlace" || kind == "referenceTransition") {
        references_[std::string{id_in(e, "id")}] = id_in(e, "ref");
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
    out.notes = std::move(notes_);
    out.understood = understood_;
    return out;
  }

private:
  static constexpr std::array<std::string_view, 12> known_elements{
      "place", "transition", "arc", "referencePlace", "referenceTransition", "declaration", "net", "name", "toolspecific",
      "graphics", "finalmarkings", "labels"};
  void not_understood(const char* code, pugi::xml_node at, text message) {
    notes_.add({severity::warning, code, doc_.place(at), std::move(message), {}});
    understood_ = false;
  }
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
    if (std::count(s.begin(), s.end(), ',') > 1) {  // "Default,1,Red,2"
      high_level(e);
      return if_absent;
    }
    if (const auto comma = s.rfind(','); comma != std::string::npos) s = s.substr(comma + 1);
    if (s.empty()) return if_absent;
    if (const auto n = whole_number(s)) return *n;
    faults_.error("pnml/number", doc_.place(e),
                  {"\"" + s + "\" không phải số nguyên.", "\"" + s + "\" is not a whole number."},
                  {"Viết một số nguyên không âm.", "Write a whole number without a sign."});
    return if_absent;
  }
  bool add_node(pugi::xml_node e, node n) {
    const std::string id{id_in(e, "id")};
    if (id.empty()) {
      faults_.error("pnml/no-id", doc_.place(e), {"Phần tử không có id.", "The element has no id."},
                    {"Thêm thuộc tính id.", "Give it an attribute id."});
      return false;
    }
    if (nodes_.emplace(id, n).second) return true;
    id_twice(id, e);
    return false;
  }
  void id_twice(const std::string& id, pugi::xml_node e) {
    faults_.error("pnml/id-twice", doc_.place(e),
                  {"Trùng id \"" + id + "\".", "The id \"" + id + "\" is there twice."},
                  {"Đặt id khác nhau.", "Use different ids."});
  }
  void read_place(pugi::xml_node e, pnml_net& out) {
    if (!add_node(e, {true, static_cast<std::uint32_t>(places_.size())})) return;
    if (const auto hl = child_of(e, "hlinitialMarking")) high_level(hl);
    places_.push_back({std::string{id_in(e, "id")}, number(child_of(e, "initialMarking"), 0)});
    out.place_labels.push_back(label(e));
    if (const auto capacity = child_of(e, "capacity"); capacity && number(capacity, 0) > 0)  // 0: as many as you like
      not_understood("pnml/capacity", capacity, {"Sức chứa của vị trí không được tính.", "The capacity of a place is left out."});
  }
  void read_transition(pugi::xml_node e, pnml_net& out) {
    if (!add_node(e, {false, static_cast<std::uint32_t>(transitions_.size())})) return;
    transitions_.emplace_back(id_in(e, "id"));
    out.transition_labels.push_back(label(e));
    for (const auto c : e.children()) {
      const auto kind = local_name(c);
      if (kind == "priority") priorities_.insert(words_of(c));
      if (kind == "timed") timed_.insert(words_of(c));
      if (kind == "interval" || kind == "timeInterval" || kind == "delay")
        not_understood("pnml/time", c, {"Thời gian của chuyển không được tính.", "The time of a transition is left out."});
      if (kind == "guard" || kind == "condition") high_level(c);
    }
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
  static std::string words_of(pugi::xml_node e) {
    for (const char* inside : {"text", "value"})
      if (const auto words = child_of(e, inside)) return trimmed_text(words);
    return trimmed_text(e);
  }
  // Each family of tools writes it in its own place: <type value="…">, <type><text>, <arctype><text>, an attribute.
  static std::string arc_kind(pugi::xml_node e) {
    std::string kind = e.attribute("type").value();
    for (const char* element : {"type", "arctype"})
      if (const auto type = child_of(e, element)) {
        kind = type.attribute("value").value();
        if (kind.empty()) kind = words_of(type);
      }
    if (kind == "test" || kind == "testarc") kind = "read";
    return kind.empty() ? "normal" : kind;
  }
  void read_arc(pugi::xml_node e) {
    if (const auto hl = child_of(e, "hlinscription")) high_level(hl);
    // nothing refers to an arc, but the same arc twice is another net
    if (const std::string id{id_in(e, "id")}; !id.empty() && !arc_ids_.insert(id).second) id_twice(id, e);
    const node* from = find(std::string{id_in(e, "source")}, e);
    const node* to = find(std::string{id_in(e, "target")}, e);
    if (from == nullptr || to == nullptr) return;
    if (from->is_place == to->is_place) {
      faults_.error("pnml/arc", doc_.place(e),
                    {"Cung phải nối một vị trí với một chuyển.", "An arc joins a place and a transition."},
                    {"Sửa source hoặc target.", "Mend the source or target."});
      return;
    }
    const std::string kind = arc_kind(e);
    const bool known = kind == "normal" || kind == "inhibitor" || kind == "reset" || kind == "read";
    if (!known || (kind != "normal" && !from->is_place)) {
      faults_.error("pnml/arc-type", doc_.place(e),
                    {"Không hiểu loại cung \"" + kind + "\".", "Arcs of the kind \"" + kind + "\" are not understood here."},
                    {"Dùng cung thường, inhibitor, reset hoặc read (từ vị trí đến chuyển).",
                     "Use ordinary arcs, or inhibitor, reset and read arcs from a place to a transition."});
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
    if (marking && marking.next_sibling(marking.name()))
      not_understood("pnml/final-marking", all,
                     {"Có nhiều đánh dấu cuối: chỉ đọc cái đầu.", "There are several final markings: only the first is read."});
    for (const auto e : marking.children()) {
      if (local_name(e) != "place") continue;
      const std::uint32_t n = number(e, 1);
      if (n == 0) continue;
      if (n > 1)
        not_understood("pnml/final-marking", e,
                       {"Đánh dấu cuối có nhiều token trên một vị trí.", "A final marking with several tokens on a place is not followed."});
      if (const node* at = find(std::string{id_in(e, "idref")}, e); at != nullptr && at->is_place)
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
      else if (a.kind == "read")
        b.input(t, p, a.weight).output(t, p, a.weight);
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
  std::set<std::string> priorities_, timed_, arc_ids_;
  diagnostics faults_, notes_;
  bool understood_ = true;
};

}  // namespace

bool is_pnml(std::string_view content) {
  const auto doc = xml_document::parse(content, {});
  return doc && local_name(doc->root()) == "pnml";
}

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

}  // namespace dinh::inline v1
