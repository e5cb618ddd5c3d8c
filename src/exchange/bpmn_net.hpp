#pragma once
// The net of a BPMN file. docs/verification.md says how each element is understood.

#include <dinh/procedure/net.hpp>

#include "exchange/bpmn_process.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1::bpmn {

// How many flows of a choice of any are written out, one transition for each selection.
inline constexpr std::size_t most_inclusive = 10;
// Nodes visited for what may still come to the inclusive joins of a file.
inline constexpr std::size_t most_looked_back = 20'000'000;

class net_writing {
public:
  // A sub-process is done when nothing is under way inside. Where it has one end this is the same as a token on that end
  // if the process is sound, and the net stays a plain one; `exactly` looks at all places inside.
  net_writing(process_file& file, bool exactly) : file_{file}, exactly_{exactly} {}
  void write();

  net_builder builder;
  std::vector<std::string> place_labels, transition_labels;
  bool is_simplified = false;  // not exact where it makes a difference if the process is not sound

private:
  struct scope_net {
    std::vector<net_place> places;      // every place inside, also of scopes below
    std::vector<net_place> end_places;  // tokens that came to an end
    net_place start, active;
    bool parallel = false;   // tokens may be in several places at once
    bool waits = false;      // done when nothing is under way inside; otherwise by a token on its end
  };
  // A way on: the places that get a token, and the way in words where there are several.
  struct way {
    std::vector<net_place> to;
    std::string label;
  };

  void note(const char* code, pugi::xml_node at, text message);
  [[nodiscard]] const sequence_flow& flow(std::size_t f) const { return file_.flows[f]; }
  net_place place(const std::string& id, std::string label, const scope* s, place_role role = place_role::inner,
                  std::uint32_t tokens = 0);
  net_transition transition(const flow_node& n, std::string label = {});
  void put(net_transition t, const std::vector<net_place>& outputs) {
    for (const net_place p : outputs) builder.output(t, p);
  }
  [[nodiscard]] std::vector<net_place> inputs_of(const flow_node& n);
  [[nodiscard]] std::vector<way> ways_on(const flow_node& n);
  [[nodiscard]] std::vector<way> selections(const flow_node& n, const std::vector<net_place>& always, std::vector<std::size_t> maybe);
  void element(const flow_node& n);

  // scopes
  void open_scope(const scope& s);
  void open_at_start(const scope& s, const std::vector<flow_node*>& starts, const std::vector<flow_node*>& roots);
  void close_scope(const scope& s);
  void enter_sub_process(const flow_node& n);
  net_place end_place(const flow_node& n);
  void end_all(const flow_node& n, net_transition t, const std::vector<net_place>& outputs);
  void empty_all(net_transition t, const scope& s) {
    for (const net_place p : scopes_[&s].places) builder.empty(t, p);
  }
  // event sub-processes
  void arm_handlers(const scope& s, net_transition t);
  void begin_handlers(const scope& s);
  void throw_to(const flow_node& n, net_transition t, const std::vector<net_place>& onward);
  // gateways
  void exclusive(const flow_node& n);
  void inclusive(const flow_node& n);
  void inclusive_join(const flow_node& n);
  std::set<net_place> places_before(std::size_t flow, const flow_node& gateway);
  // activities and events
  void simple(const flow_node& n);
  void follow_link(const flow_node& n, net_transition t);
  void messages_of(const flow_node& n, net_transition t) {
    for (const std::size_t m : n.sends) builder.output(t, buffers_[m]);
  }
  void arm(const flow_node& host, net_transition begin);
  void disarm(const flow_node& host, net_transition end);
  void interruptions(const flow_node& host, net_place active);

  process_file& file_;
  bool exactly_;
  std::map<const scope*, scope_net> scopes_;
  std::vector<net_place> flow_places_, buffers_;
  // where the token of a node is: at its entry, while it is under way, between its two halves, before its events
  std::map<const flow_node*, net_place> entry_, active_, inside_, waiting_;
  std::map<const flow_node*, net_place> armed_;  // boundary events and event sub-processes that may still come
  std::vector<std::pair<net_transition, const scope*>> empties_;  // when all places of the scope are known
  std::size_t looked_back_ = 0;
};

}  // namespace dinh::inline v1::bpmn
