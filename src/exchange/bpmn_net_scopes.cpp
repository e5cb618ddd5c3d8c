// BPMN to nets: processes, sub-processes, their ends, and the event sub-processes in them.

#include "exchange/bpmn_net.hpp"

#include <algorithm>

namespace dinh::inline v1::bpmn {

namespace {

// Whether one token that enters the scope may become several.
bool may_be_parallel(const scope& s) {
  for (const flow_node* n : s.nodes) {
    const bool choice = n->kind == "exclusiveGateway" || n->kind == "eventBasedGateway";
    if (n->outgoing.size() > 1 && !choice) return true;
    for (const flow_node* b : n->boundary)
      if (!interrupts(*b)) return true;
  }
  return false;
}

std::size_t ends_of(const scope& s) {
  return static_cast<std::size_t>(std::count_if(s.nodes.begin(), s.nodes.end(), [](const flow_node* n) {
    return n->outgoing.empty() && !is_link_throw(*n);
  }));
}

}  // namespace

// Starts: of a process a token, of a sub-process put by its entry, of an event sub-process its event.
void net_writing::open_scope(const scope& s) {
  const bool is_process = s.owner == nullptr;
  const bool is_handler = !is_process && s.owner->by_event;
  const std::string id = s.xml.attribute("id").value();
  scope_net& here = scopes_[&s];
  std::vector<flow_node*> starts, roots;
  for (flow_node* n : s.nodes) {
    if (n->kind == "startEvent" || instantiates(*n)) {
      if (n->receives.empty()) starts.push_back(n);
    } else if (n->incoming.empty() && n->kind != "boundaryEvent" && !is_link_catch(*n)) {
      roots.push_back(n);
    }
  }
  const bool any_start = std::any_of(s.nodes.begin(), s.nodes.end(), [](auto* n) { return n->kind == "startEvent"; });
  if (any_start) roots.clear();
  here.parallel = roots.size() > 1 || may_be_parallel(s);
  if (!is_process) {
    const bool exact = ends_of(s) != 1 || exactly_;
    here.waits = ends_of(s) == 0 || !s.event_sub_processes.empty() || (here.parallel && exact);
    is_simplified = is_simplified || (here.parallel && !here.waits);
    here.active = place(id + ":active", name_of_node(*s.owner), s.above);
    active_[s.owner] = here.active;
  }
  const bool begins = !is_handler && !(starts.empty() && roots.empty());
  for (const flow_node* e : s.event_sub_processes)
    // of a process it may be left when the case is over; of a sub-process its end takes it away
    armed_[e] = is_process ? place(e->id + ":armed", name_of_node(*e), nullptr, place_role::buffer, begins ? 1 : 0)
                           : place(e->id + ":armed", name_of_node(*e), &s);
  if (begins) open_at_start(s, starts, roots);
}

void net_writing::open_at_start(const scope& s, const std::vector<flow_node*>& starts, const std::vector<flow_node*>& roots) {
  const std::string id = s.xml.attribute("id").value();
  const net_place start = place(id + ":start", "start", &s, place_role::inner, s.owner == nullptr ? 1 : 0);
  scopes_[&s].start = start;
  if (!starts.empty()) {
    if (starts.size() > 1)
      note("bpmn/several-starts", s.xml,
           {"Có nhiều sự kiện bắt đầu: mỗi hồ sơ bắt đầu từ một trong số đó.",
            "There are several start events: a case begins with one of them."});
    for (flow_node* n : starts) entry_[n] = start;
  } else if (roots.size() == 1) {
    entry_[roots[0]] = start;
  } else {  // no start event: all that nothing leads to begins at once
    const net_transition t = builder.transition(id.empty() ? "start" : id);
    transition_labels.push_back("start");
    builder.input(t, start);
    for (flow_node* n : roots) {
      entry_[n] = place(n->id + ":start", "start", &s);
      builder.output(t, entry_[n]);
    }
  }
}

// Where a token goes that came to an end in the scope.
net_place net_writing::end_place(const flow_node& n) {
  const scope& s = *n.in;
  scope_net& here = scopes_[&s];
  if (s.owner != nullptr && !here.waits && !here.end_places.empty()) return here.end_places[0];
  const net_place p = s.owner == nullptr ? place(n.id + ":end", name_of_node(n), nullptr, place_role::sink)
                                         : place(n.id + ":end", name_of_node(n), &s);
  here.end_places.push_back(p);
  return p;
}

void net_writing::enter_sub_process(const flow_node& n) {
  const scope_net& inside = scopes_[n.inside];
  for (const net_place p : inputs_of(n)) {
    if (builder.is_too_large()) return;
    const net_transition t = transition(n, name_of_node(n) + " (begin)");
    builder.input(t, p).output(t, inside.active);
    if (inside.start) builder.output(t, inside.start);
    arm_handlers(*n.inside, t);
    arm(n, t);
  }
}

void net_writing::close_scope(const scope& s) {
  for (const auto& [t, of] : empties_)
    if (of == &s) empty_all(t, s);
  if (s.owner == nullptr) return;
  const flow_node& n = *s.owner;
  const scope_net& here = scopes_[&s];
  std::vector<net_place> left = here.end_places;  // what does not count as under way
  for (const flow_node* e : s.event_sub_processes) left.push_back(armed_[e]);
  for (const way& w : ways_on(n)) {
    if (builder.is_too_large()) return;
    const net_transition t = transition(n, w.label.empty() ? name_of_node(n) + " (end)" : w.label);
    builder.input(t, here.active);
    if (here.waits) {  // when nothing is under way inside any more
      for (const net_place p : here.places)
        if (std::find(left.begin(), left.end(), p) == left.end()) builder.hold_back(t, p);
      for (const net_place p : left) builder.empty(t, p);
    } else {
      for (const net_place p : here.end_places) builder.input(t, p);
    }
    disarm(n, t);
    messages_of(n, t);
    put(t, w.to);
  }
}

// Terminate, error and cancel that nothing catches: everything else in the scope is over.
void net_writing::end_all(const flow_node& n, net_transition t, const std::vector<net_place>& outputs) {
  const scope& s = *n.in;
  if (scopes_[&s].parallel || s.owner != nullptr) empties_.emplace_back(t, &s);
  if (s.owner == nullptr)
    for (const flow_node* e : s.event_sub_processes) {
      empties_.emplace_back(t, &s);
      builder.empty(t, armed_[e]);
    }
  put(t, outputs);
}

void net_writing::arm_handlers(const scope& s, net_transition t) {
  for (const flow_node* e : s.event_sub_processes) builder.output(t, armed_[e]);
}

// Event sub-processes begin once, while their scope is under way; one that interrupts ends all else in it.
void net_writing::begin_handlers(const scope& s) {
  struct begun {
    const flow_node* handler;
    const flow_node* start;
    std::vector<way> ways;
  };
  std::vector<begun> all;
  for (const flow_node* e : s.event_sub_processes)
    for (const flow_node* start : e->inside->nodes)
      if (start->kind == "startEvent" && !start->is_thrown_to) all.push_back({e, start, ways_on(*start)});
  for (const begun& b : all)
    for (const way& w : b.ways) {
      const auto& messages = b.start->receives;
      for (std::size_t m = 0; m < std::max<std::size_t>(messages.size(), 1); ++m) {
        if (builder.is_too_large()) return;
        const net_transition t = transition(*b.start, w.label);
        builder.input(t, armed_[b.handler]);
        if (!messages.empty()) builder.input(t, buffers_[messages[m]]);
        if (interrupts(*b.start)) {
          empty_all(t, s);
          if (s.owner == nullptr)
            for (const flow_node* other : s.event_sub_processes)
              if (other != b.handler) builder.empty(t, armed_[other]);
        }
        builder.output(t, scopes_[b.handler->inside].active);
        arm_handlers(*b.handler->inside, t);  // those inside it
        put(t, w.to);
      }
    }
}

// An error, cancel or escalation goes on at what catches it. Without an interruption the thrower goes on as well.
void net_writing::throw_to(const flow_node& n, net_transition t, const std::vector<net_place>& onward) {
  const flow_node& by = *n.caught_by;
  const bool ends = n.trigger != "escalation" || interrupts(by);
  if (by.kind == "boundaryEvent") {
    if (ends) {
      builder.input(t, active_[by.host]);
      empties_.emplace_back(t, by.host->inside);
      disarm(*by.host, t);
    }
  } else {
    const flow_node& handler = *by.in->owner;
    if (ends) {
      builder.input(t, armed_[&handler]);
      empties_.emplace_back(t, handler.in);
      if (handler.in->owner == nullptr)
        for (const flow_node* other : handler.in->event_sub_processes)
          if (other != &handler) builder.empty(t, armed_[other]);
    }
    builder.output(t, scopes_[handler.inside].active);
    arm_handlers(*handler.inside, t);
  }
  if (!ends) put(t, onward);
  put(t, ways_on(by).front().to);
}

}  // namespace dinh::inline v1::bpmn
