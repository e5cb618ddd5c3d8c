#pragma once
/// \file
/// What a procedure is made of: steps, flows between them, and deadlines between any two of them. The
/// schema of the procedure graph.

#include <dinh/base/citation.hpp>
#include <dinh/base/text.hpp>
#include <dinh/calendar/limit.hpp>
#include <dinh/graph/schema.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// How a step takes and passes on the case.
enum class step_kind : std::uint8_t {
  start,     ///< the case arises; exactly one, nothing flows into it
  task,      ///< an act of the actor; any incoming flow enables it
  decision,  ///< exactly one outgoing flow is taken; the flows carry the branches
  fork,      ///< all outgoing flows are taken; fires by itself
  join,      ///< waits for all incoming flows; fires by itself
  wait,      ///< a period runs out or another acts; any incoming flow enables it
  end        ///< the case is over; fires by itself
};

/// "start", "task", "decision", "fork", "join", "wait", "end": the names used in packs.
[[nodiscard]] constexpr std::string_view name_of(step_kind k) noexcept {
  constexpr std::array<std::string_view, 7> names{"start", "task", "decision", "fork", "join", "wait", "end"};
  return names[static_cast<std::size_t>(k)];
}
[[nodiscard]] constexpr std::optional<step_kind> step_kind_from(std::string_view name) noexcept {
  for (std::uint8_t k = 0; k < 7; ++k)
    if (name_of(static_cast<step_kind>(k)) == name) return static_cast<step_kind>(k);
  return std::nullopt;
}
/// Forks, joins and ends happen as soon as they can; the others are recorded as events.
[[nodiscard]] constexpr bool fires_by_itself(step_kind k) noexcept {
  return k == step_kind::fork || k == step_kind::join || k == step_kind::end;
}

/// A node of a procedure.
struct step {
  std::string key;  ///< unique in the procedure, such as "t_portal"; what events name
  step_kind kind = step_kind::task;
  text label;
  std::string actor;               ///< role id that the registry resolves; empty where the law names nobody
  std::vector<std::string> rules;  ///< ids of the rules the step rests on
  std::string calls;               ///< id of the procedure that runs inside the step; empty: none
};

/// The case passes from one step to the next; from a decision under a branch.
struct flows_to {
  using from = step;
  using to = step;
  static constexpr parallel_edges parallel = parallel_edges::allowed;  // two branches of a decision may meet at once

  std::string branch;  ///< code of the decision's outcome, such as "yes"; empty elsewhere
  text label;          ///< the branch in words
};

/// A period between two steps. What each direction asks, with `from` the earlier and `to` the later step:
/// `within_after`: `to` is due within the span after `from`; `valid_for`: what `from` gave lapses after
/// the span, so `to` must come before; `at_least_lasting`: what `from` began lasts the span, so `to`
/// comes at the earliest at its end; `not_later_than_before`: `from` is done at the latest the span before
/// `to`, so `to` comes at the earliest the span after.
struct deadline {
  using from = step;
  using to = step;
  static constexpr parallel_edges parallel = parallel_edges::allowed;  // two provisions may bind the same two steps

  std::optional<limit> time;  ///< none: the law asks for promptness and names no number
  std::string rule;           ///< id of the rule; empty if the provision is cited only
  citation source;
  evidence known_by = evidence::memory;
  /// What follows if it is missed; empty: none in law.
  text consequence;
  std::string actor;  ///< who answers for it; empty: the actor of `to`, for a lead time that of `from`

  /// Whether `to` has a last lawful day (and not a first one).
  [[nodiscard]] bool sets_latest() const noexcept {
    return time && (time->way == direction::within_after || time->way == direction::valid_for);
  }
  /// Whether `to` has a first lawful day.
  [[nodiscard]] bool sets_earliest() const noexcept { return time && !sets_latest(); }
};

/// A procedure as a typed graph.
struct procedure_schema {
  using nodes = type_list<step>;
  using edges = type_list<flows_to, deadline>;
};

using step_id = node_id<step>;

}  // namespace dinh::inline v1
