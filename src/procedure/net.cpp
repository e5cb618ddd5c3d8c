#include <dinh/procedure/net.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dinh::inline v1 {

net_place net_builder::place(std::string name, std::uint32_t tokens, place_role role) {
  place_names_.push_back(std::move(name));
  tokens_.push_back(tokens);
  roles_.push_back(role);
  return net_place{static_cast<std::uint32_t>(place_names_.size() - 1)};
}
net_transition net_builder::transition(std::string name) {
  transition_names_.push_back(std::move(name));
  return net_transition{static_cast<std::uint32_t>(transition_names_.size() - 1)};
}
net_builder& net_builder::input(net_transition t, net_place p, std::uint32_t weight) {
  inputs_.push_back({t.index(), p.index(), weight});
  return *this;
}
net_builder& net_builder::output(net_transition t, net_place p, std::uint32_t weight) {
  outputs_.push_back({t.index(), p.index(), weight});
  return *this;
}
net_builder& net_builder::empty(net_transition t, net_place p) {
  empties_.push_back({t.index(), p.index(), 1});
  return *this;
}
net_builder& net_builder::hold_back(net_transition t, net_place p) {
  inhibitors_.push_back({t.index(), p.index(), 1});
  return *this;
}

namespace {

struct listed {
  std::uint32_t node, other, weight;
};

// Sorted by node and other end; arcs between the same two are one with the sum of the weights.
template <class Table>
void fill(Table& table, std::vector<listed> lines, std::uint32_t nodes) {
  std::sort(lines.begin(), lines.end(),
            [](const listed& a, const listed& b) { return std::pair{a.node, a.other} < std::pair{b.node, b.other}; });
  table.first.assign(nodes + std::size_t{1}, 0);
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (k > 0 && lines[k].node == lines[k - 1].node && lines[k].other == lines[k - 1].other) {
      table.arcs.back().weight += lines[k].weight;
      continue;
    }
    table.arcs.push_back({lines[k].other, lines[k].weight});
    table.first[lines[k].node + std::size_t{1}] = static_cast<std::uint32_t>(table.arcs.size());
  }
  for (std::size_t n = 1; n <= nodes; ++n) table.first[n] = std::max(table.first[n], table.first[n - 1]);
}

template <class Lines>
std::vector<listed> by_transition(const Lines& lines) {
  std::vector<listed> out;
  out.reserve(lines.size());
  for (const auto& l : lines) out.push_back({l.transition, l.place, l.weight});
  return out;
}
template <class Lines>
std::vector<listed> by_place(const Lines& lines) {
  std::vector<listed> out;
  out.reserve(lines.size());
  for (const auto& l : lines) out.push_back({l.place, l.transition, l.weight});
  return out;
}

std::string counted_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t k = 0; k < names.size() && k < 3; ++k) out += (k == 0 ? "\"" : ", \"") + names[k] + "\"";
  if (names.size() > 3) out += " +" + std::to_string(names.size() - 3);
  return out;
}

// Nodes reached from `from` along the arcs; places are numbered first, transitions after them.
template <class Places, class Transitions>
std::vector<char> reached(std::vector<std::uint32_t> from, std::uint32_t places, std::uint32_t transitions,
                          Places of_place, Transitions of_transition) {
  std::vector<char> seen(std::size_t{places} + transitions, 0);
  for (const std::uint32_t n : from) seen[n] = 1;
  while (!from.empty()) {
    const std::uint32_t n = from.back();
    from.pop_back();
    const bool is_place = n < places;
    for (const auto& a : is_place ? of_place(net_place{n}) : of_transition(net_transition{n - places})) {
      const std::uint32_t m = is_place ? a.node + places : a.node;
      if (seen[m] == 0) {
        seen[m] = 1;
        from.push_back(m);
      }
    }
  }
  return seen;
}

}  // namespace

bool net_builder::is_too_large() const noexcept {
  return place_names_.size() > limits_.places || transition_names_.size() > limits_.transitions ||
         inputs_.size() + outputs_.size() + empties_.size() + inhibitors_.size() > limits_.arcs;
}

checked<workflow_net> net_builder::build() const {
  diagnostics faults;
  if (is_too_large())
    faults.error("net/too-large", "",
                 {"Lưới có hơn " + std::to_string(limits_.places) + " vị trí, " + std::to_string(limits_.transitions) + " chuyển hoặc " +
                      std::to_string(limits_.arcs) + " cung.",
                  "The net has more than " + std::to_string(limits_.places) + " places, " + std::to_string(limits_.transitions) +
                      " transitions or " + std::to_string(limits_.arcs) + " arcs."},
                 {"Chia lưới thành các phần nhỏ hơn.", "Divide the net into smaller ones."});
  if (place_names_.empty())
    faults.error("net/no-place", "", {"Lưới không có vị trí nào.", "The net has no place."},
                 {"Thêm vị trí vào lưới.", "Add places."});
  const auto check_weight = [&](std::uint32_t w, const std::string& at) {
    if (w <= limits_.weight && w > 0) return;
    faults.error("net/weight", at,
                 {"Trọng số " + std::to_string(w) + " không dùng được.",
                  "The weight or number of tokens " + std::to_string(w) + " cannot be used."},
                 {"Dùng số từ 1 đến " + std::to_string(limits_.weight) + ".",
                  "Use a number from 1 to " + std::to_string(limits_.weight) + "."});
  };
  for (const auto* lines : {&inputs_, &outputs_})
    for (const line& l : *lines) check_weight(l.weight, transition_names_[l.transition]);
  for (std::size_t p = 0; p < tokens_.size(); ++p)
    if (tokens_[p] > 0) check_weight(tokens_[p], place_names_[p]);
  if (faults.has_errors()) return unexpected{std::move(faults)};

  workflow_net net;
  net.place_names_ = place_names_;
  net.transition_names_ = transition_names_;
  net.roles_ = roles_;
  net.tokens_ = tokens_;
  const std::uint32_t places = net.place_count();
  const std::uint32_t transitions = net.transition_count();
  fill(net.inputs_, by_transition(inputs_), transitions);
  fill(net.outputs_, by_transition(outputs_), transitions);
  fill(net.consumers_, by_place(inputs_), places);
  fill(net.producers_, by_place(outputs_), places);
  fill(net.empties_, by_transition(empties_), transitions);
  fill(net.inhibitors_, by_transition(inhibitors_), transitions);

  std::vector<std::string> sources, sinks, lost, leading_nowhere;
  bool marked = false;
  for (std::uint32_t p = 0; p < places; ++p) {
    marked = marked || tokens_[p] > 0;
    if (roles_[p] == place_role::buffer) continue;
    const net_place place{p};
    if (net.producers(place).empty()) {
      net.source_ = sources.empty() ? place : net_place{};
      sources.push_back(place_names_[p]);
    }
    if (net.consumers(place).empty()) {
      net.roles_[p] = place_role::sink;
      sinks.push_back(place_names_[p]);
    }
    if (net.roles_[p] == place_role::sink) net.sinks_.push_back(place);
  }
  if (!marked && net.source_ && !as_marked_) net.tokens_[net.source_.index()] = 1;

  // Structure
  auto& found = net.structure_faults_;
  if (sources.empty()) found.push_back({"Không có vị trí đầu.", "No place is a source: all have producers."});
  if (sources.size() > 1)
    found.push_back({"Có nhiều vị trí đầu: " + counted_names(sources) + ".",
                     "Several places are sources: " + counted_names(sources) + "."});
  if (sinks.empty()) found.push_back({"Không có vị trí cuối.", "No place is a sink: all have consumers."});
  if (sinks.size() > 1)
    found.push_back({"Có nhiều vị trí cuối: " + counted_names(sinks) + ".",
                     "Several places are sinks: " + counted_names(sinks) + "."});
  std::vector<std::uint32_t> from, to;
  for (std::uint32_t p = 0; p < places; ++p) {
    if (net.tokens_[p] > 0 || (net.source_ && net.source_.index() == p)) from.push_back(p);
    if (net.roles_[p] == place_role::sink) to.push_back(p);
  }
  const auto forward = reached(
      from, places, transitions, [&](net_place p) { return net.consumers(p); },
      [&](net_transition t) { return net.outputs(t); });
  const auto backward = reached(
      to, places, transitions, [&](net_place p) { return net.producers(p); },
      [&](net_transition t) { return net.inputs(t); });
  for (std::uint32_t n = 0; n < places + transitions; ++n) {
    const std::string& name = n < places ? place_names_[n] : transition_names_[n - places];
    if (n < places && net.roles_[n] == place_role::buffer) continue;
    if (forward[n] == 0) lost.push_back(name);
    if (backward[n] == 0) leading_nowhere.push_back(name);
  }
  if (!lost.empty())
    found.push_back({"Không tới được từ vị trí đầu: " + counted_names(lost) + ".",
                     "Not on a way from the source: " + counted_names(lost) + "."});
  if (!leading_nowhere.empty())
    found.push_back({"Không dẫn tới vị trí cuối: " + counted_names(leading_nowhere) + ".",
                     "Not on a way to the sink: " + counted_names(leading_nowhere) + "."});
  net.connected_ = lost.empty() && leading_nowhere.empty() && !from.empty();

  // Kind
  for (std::uint32_t t = 0; t < transitions; ++t) {
    const net_transition id{t};
    const auto heavy = [](const workflow_net::arc& a) { return a.weight != 1; };
    if (!net.empties(id).empty() || !net.held_back_by(id).empty() ||
        std::any_of(net.inputs(id).begin(), net.inputs(id).end(), heavy) ||
        std::any_of(net.outputs(id).begin(), net.outputs(id).end(), heavy))
      net.plain_ = false;
    if (net.inputs(id).empty() || net.outputs(id).empty()) net.connected_ = false;
  }
  for (std::uint32_t p = 0; p < places; ++p) {
    const auto out = net.consumers(net_place{p});
    if (net.tokens_[p] > 1 || net.roles_[p] == place_role::buffer) net.plain_ = false;
    for (std::size_t k = 1; k < out.size() && net.free_choice_; ++k) {
      const auto a = net.inputs(net_transition{out[0].node});
      const auto b = net.inputs(net_transition{out[k].node});
      net.free_choice_ = std::equal(a.begin(), a.end(), b.begin(), b.end());
    }
  }
  net.free_choice_ = net.free_choice_ && net.plain_;
  return net;
}

}  // namespace dinh::inline v1
