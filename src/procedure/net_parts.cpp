#include "procedure/net_parts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace dinh::inline v1::nets {

namespace {

// Places first, transitions after them; joined by arcs of every kind.
class groups {
public:
  explicit groups(const workflow_net& net) : parent_(std::size_t{net.place_count()} + net.transition_count()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    for (std::uint32_t t = 0; t < net.transition_count(); ++t) {
      const net_transition id{t};
      for (const auto arcs : {net.inputs(id), net.outputs(id), net.empties(id), net.held_back_by(id)})
        for (const auto& a : arcs) parent_[find(net.place_count() + t)] = find(a.node);
    }
  }
  std::uint32_t find(std::uint32_t n) {
    while (parent_[n] != n) n = parent_[n] = parent_[parent_[n]];
    return n;
  }

private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace

std::vector<net_part> parts_of(const workflow_net& net) {
  groups joined{net};
  const std::uint32_t places = net.place_count();
  std::vector<std::uint32_t> heads;  // of groups with a token
  for (std::uint32_t p = 0; p < places; ++p)
    if (net.tokens(net_place{p}) > 0 && net.role(net_place{p}) != place_role::buffer && std::find(heads.begin(), heads.end(), joined.find(p)) == heads.end())
      heads.push_back(joined.find(p));
  if (heads.size() < 2) return {};
  const auto part_of = [&](std::uint32_t n) {
    const auto at = std::find(heads.begin(), heads.end(), joined.find(n));
    return at == heads.end() ? std::size_t{0} : static_cast<std::size_t>(at - heads.begin());
  };
  std::vector<net_part> out(heads.size());
  std::vector<net_builder> builders(heads.size());
  std::vector<net_place> local(places);
  for (std::uint32_t p = 0; p < places; ++p) {
    const net_place place{p};
    const std::size_t k = part_of(p);
    local[p] = builders[k].place(net.name(place), net.tokens(place), net.role(place));
    out[k].places.push_back(place);
  }
  for (std::uint32_t t = 0; t < net.transition_count(); ++t) {
    const net_transition id{t};
    const std::size_t k = part_of(places + t);
    net_builder& b = builders[k];
    const net_transition here = b.transition(net.name(id));
    out[k].transitions.push_back(id);
    for (const auto& a : net.inputs(id)) b.input(here, local[a.node], a.weight);
    for (const auto& a : net.outputs(id)) b.output(here, local[a.node], a.weight);
    for (const auto& a : net.empties(id)) b.empty(here, local[a.node]);
    for (const auto& a : net.held_back_by(id)) b.hold_back(here, local[a.node]);
  }
  for (std::size_t k = 0; k < out.size(); ++k) out[k].net = *builders[k].build();  // smaller than the net it came from
  return out;
}

net_verdict verdict_of_parts(const std::vector<net_part>& parts, std::vector<net_verdict> verdicts) {
  net_verdict out;
  out.method = net_method::state_space;
  out.verdict = soundness::sound;
  out.safe = answer3::yes;
  const auto weaker = [](answer3 a, answer3 b) {
    return a == answer3::no || b == answer3::no ? answer3::no : a == answer3::yes && b == answer3::yes ? answer3::yes : answer3::unknown;
  };
  for (std::size_t k = 0; k < verdicts.size(); ++k) {
    net_verdict& v = verdicts[k];
    out.states += v.states;
    out.witness_states += v.witness_states;
    out.safe = weaker(out.safe, v.safe);
    if (v.verdict == soundness::unsound || (v.verdict == soundness::undecided && out.verdict == soundness::sound))
      out.verdict = v.verdict;
    if (v.bound != search_bound::none && out.bound == search_bound::none) {
      out.bound = v.bound;
      if (v.bound_at) out.bound_at = parts[k].places[v.bound_at.index()];
    }
    for (net_finding& f : v.findings) {
      if (f.at) f.at = parts[k].places[f.at.index()];
      if (f.dead) f.dead = parts[k].transitions[f.dead.index()];
      for (net_transition& t : f.witness) t = parts[k].transitions[t.index()];
      const bool known = f.kind != net_defect::dead_transition &&
                         std::any_of(out.findings.begin(), out.findings.end(), [&](const auto& g) {
                           return g.kind == f.kind && g.witness.size() <= f.witness.size();
                         });
      if (known) continue;
      if (f.kind != net_defect::dead_transition)
        out.findings.erase(std::remove_if(out.findings.begin(), out.findings.end(), [&](const auto& g) { return g.kind == f.kind; }),
                           out.findings.end());
      out.findings.push_back(std::move(f));
    }
  }
  if (out.verdict != soundness::undecided) {
    out.bound = search_bound::none;
    out.bound_at = {};
  }
  std::stable_sort(out.findings.begin(), out.findings.end(), [](const auto& a, const auto& b) {
    const auto rank = [](const net_finding& f) { return f.kind == net_defect::dead_transition ? SIZE_MAX : f.witness.size(); };
    return rank(a) < rank(b);
  });
  return out;
}

}  // namespace dinh::inline v1::nets
