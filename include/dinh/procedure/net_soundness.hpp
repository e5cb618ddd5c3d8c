#pragma once
/// \file
/// Soundness of workflow nets: can every case end, does it end cleanly, can everything happen.
///
/// How: local reductions that keep soundness both ways; for free-choice nets an exploration that moves one cluster of
/// transitions at a time and, if that grows, the rank theorem (polynomial); for all others the state space up to a
/// bound. Same net, same answer, byte for byte. docs/verification.md gives definitions, sources and proofs.

#include <dinh/config.hpp>
#include <dinh/procedure/net.hpp>
#include <dinh/procedure/soundness.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// What is wrong with a net.
enum class net_defect : std::uint8_t {
  not_a_workflow_net,  ///< its structure: see `workflow_net::structure_faults`
  stuck,               ///< a marking in which nothing can happen and which is no end
  cannot_end,          ///< a marking from which things happen but no end can be reached
  improper_end,        ///< the end is marked while tokens lie elsewhere, or is marked twice
  two_tokens,          ///< a second token can come to a marked place: the net is not safe
  unbounded,           ///< ever more tokens
  dead_transition,     ///< a transition that no run contains
};
[[nodiscard]] constexpr std::string_view name_of(net_defect d) noexcept {
  constexpr std::array<std::string_view, 7> names{
      "not-a-workflow-net", "stuck", "cannot-end", "improper-end", "two-tokens", "unbounded", "dead-transition"};
  return names[static_cast<std::size_t>(d)];
}

/// What decided.
enum class net_method : std::uint8_t {
  structure,     ///< it is no workflow net
  reduction,     ///< the reductions left one transition between source and sink
  clusters,      ///< free choice: one cluster of transitions at a time
  rank_theorem,  ///< free choice: rank theorem and siphons
  state_space    ///< every reachable marking
};
[[nodiscard]] constexpr std::string_view name_of(net_method m) noexcept {
  constexpr std::array<std::string_view, 5> names{"structure", "reduction", "clusters", "rank-theorem", "state-space"};
  return names[static_cast<std::size_t>(m)];
}

/// No, yes, or unknown beyond the bound.
enum class answer3 : std::uint8_t { no, yes, unknown };
[[nodiscard]] constexpr std::string_view name_of(answer3 a) noexcept {
  constexpr std::array<std::string_view, 3> names{"no", "yes", "unknown"};
  return names[static_cast<std::size_t>(a)];
}

/// One thing that is wrong with a net, with a run that shows it.
struct net_finding {
  net_defect kind = net_defect::stuck;
  net_place at;                         ///< a place where it shows; none for a dead transition
  net_transition dead;                  ///< for `dead_transition`
  std::vector<net_transition> witness;  ///< a run from the start to it; empty for dead transitions and structure
  bool shortest = true;                 ///< no shorter run shows any defect of a marking
};

/// Which markings are ends.
enum class completion : std::uint8_t {
  one_sink,   ///< exactly one token on the only sink and none elsewhere
  all_sinks,  ///< tokens on sinks only, at most one on each: BPMN, where a process ends when all its ends were reached
};

/// How far the search goes.
struct net_options {
  std::uint32_t most_states = 1'000'000;      ///< markings stored for the verdict
  std::uint32_t most_witness_states = 20'000;  ///< and, for free-choice nets, for the search of a shortest witness
  /// Free-choice nets with more markings than this, after the reductions and one cluster at a time, go to the rank theorem.
  std::uint32_t states_before_rank = 2'000;
  completion ends = completion::one_sink;
  /// Two tokens on a place are a defect although every case ends properly (they are one in a free-choice net anyway).
  bool must_be_safe = false;
  /// Transitions of one name are ways of one step: it is dead only if all of them are.
  bool dead_by_name = false;
  bool with_witness = true;  ///< false: verdict and kind of defect only, without a run
  /// Look on after the first defect for one of each kind.
  bool every_kind = false;
};

/// Tokens on one place beyond which a search follows a run no further.
inline constexpr std::uint32_t most_tokens_on_a_place = 250;

/// What kept a search from looking at everything.
enum class search_bound : std::uint8_t {
  none,
  states,  ///< `net_options::most_states`
  tokens,  ///< `most_tokens_on_a_place`: more markings would not help
  memory,  ///< 512 MiB of markings
  work     ///< transitions looked at
};
[[nodiscard]] constexpr std::string_view name_of(search_bound b) noexcept {
  constexpr std::array<std::string_view, 5> names{"none", "states", "tokens", "memory", "work"};
  return names[static_cast<std::size_t>(b)];
}

/// What was decided about a net, and by what.
struct net_verdict {
  soundness verdict = soundness::undecided;
  net_method method = net_method::structure;
  std::vector<net_finding> findings;  ///< the one with the shortest witness first; empty if sound or undecided
  std::uint64_t states = 0;           ///< markings looked at for the verdict
  std::uint64_t witness_states = 0;   ///< markings looked at for the witness
  answer3 safe = answer3::unknown;    ///< never two tokens on a place
  search_bound bound = search_bound::none;  ///< of an undecided verdict, why
  net_place bound_at;                       ///< for `tokens`, the first place that would hold more, where it is one of the net
};

/// Decides soundness. Linear for what the reductions decide, polynomial for free-choice nets with one sink; otherwise up
/// to `most_states` markings, beyond which the verdict is undecided.
[[nodiscard]] DINH_API net_verdict verify_net(const workflow_net& net, const net_options& options = {});

/// Weaker notions, for nets that are not sound.
struct weaker_soundness {
  answer3 weak = answer3::unknown;     ///< every case can end and ends properly; dead transitions allowed
  answer3 relaxed = answer3::unknown;  ///< every transition lies on some run that ends properly
  answer3 lazy = answer3::unknown;     ///< every case can reach the end exactly once; leftovers allowed
  answer3 easy = answer3::unknown;     ///< some run ends properly
  std::uint64_t states = 0;            ///< markings looked at
};
/// By looking at every marking, up to `most_states`: what would need more is unknown.
[[nodiscard]] DINH_API weaker_soundness weaker_notions(const workflow_net& net, const net_options& options = {});

}  // namespace dinh::inline v1
