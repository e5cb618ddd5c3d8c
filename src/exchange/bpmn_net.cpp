// BPMN to nets: flows, and what all elements share.

#include "exchange/bpmn_net.hpp"

#include <algorithm>

namespace dinh::inline v1::bpmn {

void net_writing::note(const char* code, pugi::xml_node at, text message) {
  const std::string where = file_.place_of(at);
  for (const auto& d : file_.notes)
    if (d.code == code && d.where == where) return;  // the file may be written twice
  file_.notes.add({severity::warning, code, where, std::move(message), {}});
}

net_place net_writing::place(const std::string& id, std::string label, const scope* s, place_role role, std::uint32_t tokens) {
  const net_place p = builder.place(id, tokens, role);
  place_labels.push_back(std::move(label));
  for (; s != nullptr; s = s->above) scopes_[s].places.push_back(p);
  return p;
}

net_transition net_writing::transition(const flow_node& n, std::string label) {
  const net_transition t = builder.transition(n.id);
  transition_labels.push_back(label.empty() ? name_of_node(n) : std::move(label));
  return t;
}

void net_writing::write() {
  flow_places_.resize(file_.flows.size());
  for (std::size_t i = 0; i < file_.flows.size(); ++i) {
    const sequence_flow& f = flow(i);
    if (f.from->kind == "eventBasedGateway") continue;
    std::string label = f.xml.attribute("name").value();
    if (label.empty()) label = name_of_node(*f.from) + " → " + name_of_node(*f.to);
    flow_places_[i] = place(f.id.empty() ? f.from->id + "-" + f.to->id : f.id, std::move(label), f.from->in);
  }
  for (const auto& n : file_.nodes) {  // the token waits at the gateway for the first of its events
    if (n->kind != "eventBasedGateway") continue;
    const net_place p = place(n->id, name_of_node(*n), n->in);
    waiting_[n.get()] = p;
    for (const std::size_t f : n->outgoing) flow_places_[f] = p;
  }
  for (const auto& m : file_.messages)
    buffers_.push_back(place(m.attribute("id").value(), m.attribute("name").value(), nullptr, place_role::buffer));
  for (const auto& s : file_.scopes) open_scope(*s);
  for (const auto& n : file_.nodes) {
    if (builder.is_too_large()) return;  // `build` will say so
    element(*n);
  }
  // from the inside out: a sub-process without a flow onward puts an end into the scope around it
  for (auto s = file_.scopes.rbegin(); s != file_.scopes.rend(); ++s) {
    if (builder.is_too_large()) return;
    begin_handlers(**s);
    close_scope(**s);
    if (const flow_node* owner = (*s)->owner; owner != nullptr && !owner->by_event)
      interruptions(*owner, scopes_[s->get()].active);
  }
  for (const auto& n : file_.nodes) {
    if (builder.is_too_large()) return;
    if (n->kind == "inclusiveGateway" && inside_.count(n.get()) > 0) inclusive_join(*n);
  }
}

// Places a token can come from: one for each incoming flow, or the start.
std::vector<net_place> net_writing::inputs_of(const flow_node& n) {
  std::vector<net_place> in;
  for (const std::size_t f : n.incoming) in.push_back(flow_places_[f]);
  if (const auto e = entry_.find(&n); e != entry_.end()) in.push_back(e->second);
  if (in.empty() && n.kind != "boundaryEvent" && !is_link_catch(n) && n.receives.empty())
    in.push_back(place(n.id + ":never", "nothing leads here", n.in));
  std::sort(in.begin(), in.end());
  in.erase(std::unique(in.begin(), in.end()), in.end());  // two events behind one gateway share a place
  return in;
}

// All outgoing flows, or the end of the scope; of an activity with conditional flows any of these as well.
std::vector<net_writing::way> net_writing::ways_on(const flow_node& n) {
  std::vector<net_place> always;
  std::vector<std::size_t> maybe;
  for (const std::size_t f : n.outgoing) {
    if (is_activity(n.kind) && n.outgoing.size() > 1 && (flow(f).conditional || f == n.default_flow))
      maybe.push_back(f);
    else
      always.push_back(flow_places_[f]);
  }
  if (n.outgoing.empty() && !is_link_throw(n)) always.push_back(end_place(n));
  return selections(n, always, std::move(maybe));
}

// `always` with any of `maybe`; the default flow only where none of the others is taken (BPMN 2.0.2, 13.2.1 and 13.4.3).
std::vector<net_writing::way> net_writing::selections(const flow_node& n, const std::vector<net_place>& always,
                                                      std::vector<std::size_t> maybe) {
  const auto otherwise = std::find(maybe.begin(), maybe.end(), n.default_flow);
  std::vector<way> out;
  const auto add = [&](const std::vector<std::size_t>& taken) {
    way w{always, {}};
    for (const std::size_t f : taken) {
      w.to.push_back(flow_places_[f]);
      w.label += (w.label.empty() ? " → " : " + ") + name_of_node(*flow(f).to);
    }
    if (!w.label.empty()) w.label = name_of_node(n) + w.label;
    out.push_back(std::move(w));
  };
  if (otherwise != maybe.end()) {
    add({*otherwise});
    maybe.erase(otherwise);
  } else if (!always.empty() || maybe.empty()) {
    add({});
  }
  if (maybe.size() > most_inclusive) {
    note("bpmn/too-many-branches", n.xml,
         {"Quá nhiều nhánh được chọn tùy ý.", "There are more branches to choose any of than are written out."});
    file_.understood = false;
    maybe.resize(most_inclusive);
  }
  for (std::size_t chosen = 1; chosen < std::size_t{1} << maybe.size(); ++chosen) {
    std::vector<std::size_t> taken;
    for (std::size_t k = 0; k < maybe.size(); ++k)
      if ((chosen >> k & 1U) != 0) taken.push_back(maybe[k]);
    add(taken);
  }
  return out;
}

void net_writing::element(const flow_node& n) {
  if (n.kind == "boundaryEvent" || n.by_event) return;  // with its activity, with its scope
  if (n.kind == "startEvent" && n.in->owner != nullptr && n.in->owner->by_event) return;
  if (n.kind == "parallelGateway") {
    for (const way& w : ways_on(n)) {
      const net_transition t = transition(n, w.label);
      for (const net_place p : inputs_of(n)) builder.input(t, p);
      put(t, w.to);
    }
  } else if (n.kind == "exclusiveGateway") {
    exclusive(n);
  } else if (n.kind == "inclusiveGateway" || n.kind == "complexGateway") {
    inclusive(n);
  } else if (n.kind == "eventBasedGateway") {
    for (const net_place p : inputs_of(n)) {
      const net_transition t = transition(n);
      builder.input(t, p).output(t, waiting_[&n]);
    }
  } else if (n.inside != nullptr) {
    enter_sub_process(n);
  } else {
    simple(n);
  }
}

}  // namespace dinh::inline v1::bpmn
