// BPMN to nets: tasks, events, links, and the events at the border of an activity.

#include "exchange/bpmn_net.hpp"

#include <algorithm>

namespace dinh::inline v1::bpmn {

void net_writing::simple(const flow_node& n) {
  if (is_link_catch(n)) {
    if (file_.links_thrown[{n.in, link_name(n)}].empty())
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
      if (builder.is_too_large()) return;
      const net_transition t = transition(n, name_of_node(n) + " (begin)");
      builder.input(t, p).output(t, active);
      arm(n, t);
    }
    in.assign(1, active);
  }
  if (by_message_only) in.emplace_back();
  const bool waits = waits_for_message(n) && !n.receives.empty();
  const bool ends_all = n.kind == "endEvent" && (n.trigger == "terminate" || n.trigger == "error" || n.trigger == "cancel");
  for (const way& w : ways_on(n))
    for (const net_place p : in)
      for (std::size_t m = 0; m < (waits ? n.receives.size() : 1); ++m) {
        if (builder.is_too_large()) return;
        const net_transition t = transition(n, w.label);
        if (p) builder.input(t, p);
        if (waits) builder.input(t, buffers_[n.receives[m]]);
        if (by_message_only && n.in->owner == nullptr) arm_handlers(*n.in, t);
        if (held) disarm(n, t);
        messages_of(n, t);
        if (n.caught_by != nullptr)
          throw_to(n, t, w.to);
        else if (ends_all)
          end_all(n, t, w.to);
        else if (is_link_throw(n))
          follow_link(n, t);
        else
          put(t, w.to);
      }
  if (held) interruptions(n, active);
}

void net_writing::follow_link(const flow_node& n, net_transition t) {
  if (const auto to = file_.link_caught.find({n.in, link_name(n)}); to != file_.link_caught.end()) {
    for (const std::size_t f : to->second->outgoing) builder.output(t, flow_places_[f]);
    return;
  }
  note("bpmn/link", n.xml, {"Liên kết không dẫn tới đâu.", "The link leads nowhere: no catching event has its name."});
}

// Boundary events of an activity that is under way.
void net_writing::arm(const flow_node& host, net_transition begin) {
  for (const flow_node* b : host.boundary)
    if (!interrupts(*b)) {
      if (armed_.count(b) == 0) armed_[b] = place(b->id + ":armed", name_of_node(*b), host.in);
      builder.output(begin, armed_[b]);
    }
}

void net_writing::disarm(const flow_node& host, net_transition end) {
  for (const flow_node* b : host.boundary)
    if (const auto a = armed_.find(b); a != armed_.end()) builder.empty(end, a->second);
}

void net_writing::interruptions(const flow_node& host, net_place active) {
  for (const flow_node* b : host.boundary) {
    if (b->is_thrown_to) continue;
    const bool waits = !b->receives.empty();
    for (const way& w : ways_on(*b))
      for (std::size_t m = 0; m < (waits ? b->receives.size() : 1); ++m) {
        const net_transition t = transition(*b, w.label);
        builder.input(t, active);
        if (waits) builder.input(t, buffers_[b->receives[m]]);
        if (interrupts(*b)) {
          disarm(host, t);
          if (host.inside != nullptr) empty_all(t, *host.inside);
        } else {  // once for each time the activity is under way
          if (armed_.count(b) == 0)  // nothing begins the activity
            armed_[b] = place(b->id + ":armed", name_of_node(*b), host.in);
          builder.input(t, armed_[b]).output(t, active);
        }
        put(t, w.to);
      }
  }
}

}  // namespace dinh::inline v1::bpmn
