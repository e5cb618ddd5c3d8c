#include <dinh/procedure/net_soundness.hpp>

#include "procedure/net_free_choice.hpp"
#include "procedure/net_parts.hpp"
#include "procedure/net_reduction.hpp"
#include "procedure/net_state_space.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dinh::inline v1 {

namespace {

using nets::state_space;

constexpr std::size_t largest_matrix = std::size_t{1} << 22U;

bool sinks_are_last(const workflow_net& net) {
  return std::all_of(net.sinks().begin(), net.sinks().end(), [&](net_place p) { return net.consumers(p).empty(); });
}

// Exactly one token, on the source.
bool starts_at_source(const workflow_net& net) {
  if (!net.source() || net.tokens(net.source()) != 1) return false;
  for (std::uint32_t p = 0; p < net.place_count(); ++p)
    if (net.tokens(net_place{p}) > 0 && net_place{p} != net.source()) return false;
  return true;
}

bool has_free_choice_theory(const workflow_net& net, const net_options& options) {
  if (!net.is_free_choice() || !net.is_connected() || !sinks_are_last(net)) return false;
  return options.ends == completion::all_sinks || (net.sinks().size() == 1 && starts_at_source(net));
}

net_finding finding_of(nets::bad_run run, bool shortest) {
  net_finding out;
  out.kind = run.kind;
  if (run.place != nets::none) out.at = net_place{run.place};
  for (const nets::node t : run.transitions) out.witness.emplace_back(t);
  out.shortest = shortest;
  return out;
}

void add_witness(const workflow_net& net, const net_options& options, net_verdict& out) {
  const nets::plain_net whole = nets::plain_of(net);
  nets::exploration e = nets::shortest_defect(whole, options.ends, options.most_witness_states);
  out.witness_states = e.states;
  bool shortest = e.result == nets::outcome::bad;
  if (e.found.transitions.empty() && !shortest) {  // too many markings: any run
    e = nets::explore_clusters(whole, options.ends, options.most_states);
    out.witness_states += e.states;
    shortest = false;
  }
  if (e.result == nets::outcome::bad || !e.found.transitions.empty()) {
    if (e.found.kind == net_defect::two_tokens) out.safe = answer3::no;
    out.findings.push_back(finding_of(std::move(e.found), shortest));
  }
}

void add_other_kinds(const workflow_net& net, net_options options, net_verdict& out) {
  options.must_be_safe = true;
  state_space space{net, options};
  space.explore(state_space::extent::each_kind);
  net_verdict all = space.verdict();
  for (net_finding& f : all.findings)
    if (std::none_of(out.findings.begin(), out.findings.end(), [&](const auto& g) { return g.kind == f.kind; }))
      out.findings.push_back(std::move(f));
}

net_verdict verify_free_choice(const workflow_net& net, const net_options& options) {
  net_verdict out;
  nets::reduction r{net};
  r.run();
  bool sound = false;
  if (options.ends == completion::one_sink && r.is_trivial()) {
    out.method = net_method::reduction;
    sound = true;
  } else {
    const nets::plain_net rest = r.rest();
    const bool has_rank = options.ends == completion::one_sink &&
                          std::size_t{rest.places} * (rest.transitions + std::size_t{1}) <= largest_matrix;
    const nets::exploration e = nets::explore_clusters(
        rest, options.ends, has_rank ? std::min(options.most_states, options.states_before_rank) : options.most_states);
    out.states = e.states;
    out.method = net_method::clusters;
    if (e.result == nets::outcome::too_large && has_rank) {
      out.method = net_method::rank_theorem;
      sound = nets::sound_by_rank(rest);
    } else if (e.result == nets::outcome::too_large) {
      out.bound = search_bound::states;
      return out;  // undecided
    } else {
      sound = e.result == nets::outcome::good;
    }
  }
  if (sound) {
    out.verdict = soundness::sound;
    out.safe = answer3::yes;
    return out;
  }
  out.verdict = soundness::unsound;
  if (options.with_witness) add_witness(net, options, out);
  if (options.every_kind) add_other_kinds(net, options, out);
  return out;
}

workflow_net built_from(const nets::plain_net& n) {
  net_builder b;
  for (nets::node p = 0; p < n.places; ++p)
    b.place("", std::find(n.marked.begin(), n.marked.end(), p) != n.marked.end() ? 1U : 0U,
            n.is_sink[p] != 0 ? place_role::sink : place_role::inner);
  for (nets::node t = 0; t < n.transitions; ++t) {
    const net_transition id = b.transition("");
    for (const nets::node p : n.pre[t]) b.input(id, net_place{p});
    for (const nets::node p : n.post[t]) b.output(id, net_place{p});
  }
  return *b.build();  // smaller than the net it came from
}

net_verdict verify_by_states(const workflow_net& net, const net_options& options) {
  const auto how_far = options.every_kind ? state_space::extent::each_kind : state_space::extent::first_defect;
  const bool reduce = net.is_plain() && net.is_connected() && sinks_are_last(net) && !options.must_be_safe &&
                      options.ends == completion::one_sink && starts_at_source(net) && !options.every_kind;
  std::uint64_t states = 0;
  bool unsound = false;
  if (reduce) {
    nets::reduction r{net};
    r.run();
    net_verdict out;
    if (r.is_trivial()) {
      out.verdict = soundness::sound;
      out.method = net_method::reduction;
      return out;
    }
    const workflow_net rest = built_from(r.rest());
    state_space space{rest, options};
    space.explore(state_space::extent::first_defect);
    out = space.verdict();
    if (out.verdict != soundness::unsound) {
      if (out.verdict == soundness::sound) out.safe = answer3::unknown;  // places were melted together
      out.bound_at = {};                                                 // and bear other numbers
      return out;
    }
    states = out.states;
    unsound = true;
  }
  if (options.ends == completion::all_sinks)
    if (const auto parts = nets::parts_of(net); !parts.empty()) {
      std::vector<net_verdict> by_part;
      for (const nets::net_part& part : parts) {
        state_space space{part.net, options};
        space.explore(how_far);
        by_part.push_back(space.verdict());
      }
      return nets::verdict_of_parts(parts, std::move(by_part));
    }
  state_space space{net, options};
  space.explore(how_far);
  net_verdict out = space.verdict();
  if (!unsound) return out;
  out.witness_states = out.states;
  out.states = states;
  out.verdict = soundness::unsound;
  out.bound = search_bound::none;
  out.bound_at = {};
  return out;
}

}  // namespace

net_verdict verify_net(const workflow_net& net, const net_options& options) {
  if (options.ends == completion::one_sink && !net.structure_faults().empty()) {
    net_verdict out;
    out.verdict = soundness::unsound;
    net_finding f;
    f.kind = net_defect::not_a_workflow_net;
    out.findings.push_back(std::move(f));
    return out;
  }
  return has_free_choice_theory(net, options) ? verify_free_choice(net, options) : verify_by_states(net, options);
}

weaker_soundness weaker_notions(const workflow_net& net, const net_options& options) {
  state_space space{net, options, has_free_choice_theory(net, options)};
  space.explore(state_space::extent::beyond_defects);
  return space.weaker();
}

}  // namespace dinh::inline v1
