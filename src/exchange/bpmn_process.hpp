#pragma once
// What a BPMN file says, element by element and linked, before it becomes a net.

#include <dinh/base/diagnostic.hpp>

#include "exchange/bpmn_elements.hpp"
#include "exchange/xml_reading.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1::bpmn {

struct scope;

struct flow_node {
  std::string id;
  std::string_view kind;
  std::string_view trigger;
  pugi::xml_node xml;
  scope* in = nullptr;      // the scope it stands in
  scope* inside = nullptr;  // of a sub-process with contents
  bool by_event = false;    // an event sub-process: no flow leads to it
  std::vector<std::size_t> incoming, outgoing;  // flows
  std::size_t default_flow = SIZE_MAX;          // one of `outgoing`, if it names one
  std::vector<std::size_t> sends, receives;     // messages with both ends in the file
  std::vector<flow_node*> boundary;
  flow_node* host = nullptr;       // of a boundary event
  flow_node* caught_by = nullptr;  // what it throws: the boundary event, or the start event of an event sub-process
  bool is_thrown_to = false;       // it happens where it is thrown, not by itself
};

struct sequence_flow {
  std::string id;
  pugi::xml_node xml;
  flow_node* from = nullptr;
  flow_node* to = nullptr;
  bool conditional = false;
};

// A process or the inside of a sub-process.
struct scope {
  pugi::xml_node xml;
  flow_node* owner = nullptr;  // none for a process
  scope* above = nullptr;
  std::vector<flow_node*> nodes;  // that flows lead through
  std::vector<flow_node*> event_sub_processes;
};

struct process_file {
  const xml_document* document = nullptr;
  [[nodiscard]] std::string place_of(pugi::xml_node n) const { return document->place(n); }
  std::string id, name;
  std::vector<std::unique_ptr<scope>> scopes;  // an outer one before those inside
  std::vector<std::unique_ptr<flow_node>> nodes;
  std::vector<sequence_flow> flows;
  std::vector<pugi::xml_node> messages;
  std::map<std::pair<const scope*, std::string>, flow_node*> link_caught;
  std::map<std::pair<const scope*, std::string>, std::vector<const flow_node*>> links_thrown;
  diagnostics notes;
  bool understood = true;
};

// All processes of the file with their flows and messages; faults as `read_bpmn` tells them.
[[nodiscard]] checked<process_file> collect_processes(const xml_document& doc);

[[nodiscard]] std::string name_of_node(const flow_node& n);
[[nodiscard]] inline bool interrupts(const flow_node& n) {
  return is_true(n.xml.attribute(n.kind == "startEvent" ? "isInterrupting" : "cancelActivity"), true);
}
[[nodiscard]] inline bool waits_for_message(const flow_node& n) {
  return n.kind == "receiveTask" || (among(n.kind, events) && n.trigger == "message" && n.kind != "endEvent" &&
                                     n.kind != "intermediateThrowEvent");
}
[[nodiscard]] inline bool is_link_catch(const flow_node& n) {
  return n.kind == "intermediateCatchEvent" && n.trigger == "link";
}
[[nodiscard]] inline bool is_link_throw(const flow_node& n) {
  return n.kind == "intermediateThrowEvent" && n.trigger == "link";
}
[[nodiscard]] std::string link_name(const flow_node& n);
// Opens a case by itself, without an incoming flow.
[[nodiscard]] inline bool instantiates(const flow_node& n) {
  return (n.kind == "receiveTask" || n.kind == "eventBasedGateway") && n.incoming.empty() &&
         is_true(n.xml.attribute("instantiate"), false);
}

}  // namespace dinh::inline v1::bpmn
