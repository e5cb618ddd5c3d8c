#include <dinh/exchange/pnml.hpp>

#include "exchange/xml_writing.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cstddef>
#include <set>

namespace dinh::inline v1 {

namespace {

constexpr std::string_view net_type = "http://www.pnml.org/version-2009/grammar/ptnet";

// A name that an XML id can be (NCName, ASCII part).
bool can_be_id(const std::string& s) {
  if (s.empty() || !((s[0] >= 'a' && s[0] <= 'z') || (s[0] >= 'A' && s[0] <= 'Z') || s[0] == '_')) return false;
  return std::all_of(s.begin(), s.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

}  // namespace

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
