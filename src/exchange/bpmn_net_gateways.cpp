// BPMN to nets: exclusive and inclusive gateways.

#include "exchange/bpmn_net.hpp"

#include <algorithm>

namespace dinh::inline v1::bpmn {

void net_writing::exclusive(const flow_node& n) {
  const auto in = inputs_of(n);
  std::vector<std::pair<net_place, std::string>> to;
  for (const std::size_t f : n.outgoing)
    to.emplace_back(flow_places_[f], n.outgoing.size() > 1 ? name_of_node(n) + " → " + name_of_node(*flow(f).to) : std::string{});
  if (to.empty()) to.emplace_back(end_place(n), std::string{});
  const bool meet = in.size() > 1 && to.size() > 1;
  net_place inside;
  if (meet) inside_[&n] = inside = place(n.id, name_of_node(n), n.in);
  for (const net_place p : in) {
    if (meet) {
      const net_transition t = transition(n);
      builder.input(t, p).output(t, inside);
      continue;
    }
    for (const auto& [q, label] : to) {
      const net_transition t = transition(n, label);
      builder.input(t, p).output(t, q);
    }
  }
  if (!meet) return;
  for (const auto& [q, label] : to) {
    const net_transition t = transition(n, label);
    builder.input(t, inside).output(t, q);
  }
}

// Any of the outgoing flows, at least one; joins come when all else is known.
void net_writing::inclusive(const flow_node& n) {
  const auto in = inputs_of(n);
  if (n.kind == "complexGateway") {
    note("bpmn/complex-gateway", n.xml,
         {"Điều kiện của cổng phức hợp không đọc được.", "The conditions of a complex gateway are not read."});
    file_.understood = false;
  }
  if (in.size() > most_inclusive) {
    note("bpmn/too-many-branches", n.xml,
         {"Quá nhiều nhánh tới cổng bao hàm.", "More flows come to an inclusive gateway than are written out."});
    file_.understood = false;
  }
  net_place inside;
  const bool joins = in.size() > 1;
  if (joins) inside_[&n] = inside = place(n.id, name_of_node(n), n.in);
  const net_place from = joins ? inside : in.empty() ? place(n.id + ":never", "nothing leads here", n.in) : in[0];
  if (joins && n.kind == "complexGateway")
    for (const net_place p : in) {
      const net_transition t = transition(n);
      builder.input(t, p).output(t, inside);
    }
  if (n.outgoing.empty()) {
    const net_transition t = transition(n);
    builder.input(t, from).output(t, end_place(n));
    return;
  }
  for (const way& w : selections(n, {}, n.outgoing)) {
    if (builder.is_too_large()) return;
    const net_transition t = transition(n, n.outgoing.size() > 1 ? w.label : std::string{});
    builder.input(t, from);
    put(t, w.to);
  }
}

// The marked flows are taken together when no token elsewhere can still come to an unmarked one (unless it can come to
// a marked one as well): BPMN 2.0.2, 13.4.3.
void net_writing::inclusive_join(const flow_node& n) {
  std::vector<net_place> in;
  std::vector<std::size_t> ways;  // flows of one event-based gateway share a place
  for (const std::size_t f : n.incoming)
    if (std::find(in.begin(), in.end(), flow_places_[f]) == in.end()) {
      if (in.size() == most_inclusive) return;
      in.push_back(flow_places_[f]);
      ways.push_back(f);
    }
  std::vector<std::set<net_place>> above;
  for (const std::size_t f : ways) above.push_back(places_before(f, n));
  if (looked_back_ > most_looked_back) {
    note("bpmn/too-many-branches", n.xml,
         {"Quá nhiều cổng bao hàm.", "More inclusive gateways with long ways before them than are followed."});
    file_.understood = false;
    return;
  }
  for (std::size_t chosen = 1; chosen < std::size_t{1} << in.size(); ++chosen) {
    const net_transition t = transition(n);
    std::set<net_place> held;
    for (std::size_t k = 0; k < in.size(); ++k) {
      if ((chosen >> k & 1U) != 0)
        builder.input(t, in[k]);
      else
        held.insert(above[k].begin(), above[k].end());
    }
    for (std::size_t k = 0; k < in.size(); ++k)
      if ((chosen >> k & 1U) != 0)
        for (const net_place p : above[k]) held.erase(p);
    for (std::size_t k = 0; k < in.size(); ++k)
      if ((chosen >> k & 1U) == 0) held.insert(in[k]);
    for (const net_place p : held) builder.hold_back(t, p);
    builder.output(t, inside_[&n]);
  }
}

// Places of the scope from which a token can come to the flow without passing the gateway.
std::set<net_place> net_writing::places_before(std::size_t to, const flow_node& gateway) {
  std::set<net_place> out{flow_places_[to]};
  std::set<const flow_node*> seen;
  std::vector<const flow_node*> open;
  const auto reach = [&](const flow_node* n) {
    if (n != &gateway && seen.insert(n).second) open.push_back(n);
  };
  reach(flow(to).from);
  while (!open.empty()) {
    const flow_node* n = open.back();
    open.pop_back();
    if (++looked_back_ > most_looked_back) return out;
    for (const std::size_t f : n->incoming) {
      out.insert(flow_places_[f]);
      reach(flow(f).from);
    }
    for (const auto* places : {&entry_, &active_, &inside_, &waiting_})
      if (const auto at = places->find(n); at != places->end()) out.insert(at->second);
    if (n->inside != nullptr) out.insert(scopes_[n->inside].places.begin(), scopes_[n->inside].places.end());
    if (n->host != nullptr) reach(n->host);
    if (is_link_catch(*n))
      for (const flow_node* m : file_.links_thrown[{n->in, link_name(*n)}]) reach(m);
  }
  return out;
}

}  // namespace dinh::inline v1::bpmn
