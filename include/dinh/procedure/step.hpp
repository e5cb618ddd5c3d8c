#pragma once
/// \file
/// What a procedure is made of: steps, flows between them, and deadlines between any two of them. The
/// schema of the procedure graph.

#include <dinh/base/citation.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>
#include <dinh/calendar/limit.hpp>
#include <dinh/graph/schema.hpp>
#include <dinh/law/terms.hpp>
#include <dinh/procedure/condition.hpp>

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

/// What the law says about the time of an act for which no deadline with a number is known.
enum class time_said : std::uint8_t {
  unsaid,       ///< the procedure says nothing about it (or a deadline does)
  none_in_law,  ///< the law sets no limit
  promptly,     ///< "kịp thời": soon, no number
  at_once,      ///< "ngay": at once, no number
  next_session, ///< at the nearest regular session of the body reported to
  unknown       ///< the law may set a number; it was not seen
};
/// "unsaid", "none_in_law", "promptly", "at_once", "next_session", "unknown".
[[nodiscard]] constexpr std::string_view name_of(time_said t) noexcept {
  constexpr std::array<std::string_view, 6> names{"unsaid", "none_in_law", "promptly", "at_once", "next_session", "unknown"};
  return names[static_cast<std::size_t>(t)];
}
[[nodiscard]] constexpr std::optional<time_said> time_said_from(std::string_view name) noexcept {
  for (std::uint8_t t = 0; t < 6; ++t)
    if (name_of(static_cast<time_said>(t)) == name) return static_cast<time_said>(t);
  return std::nullopt;
}
/// "luật không đặt thời hạn" / "no limit in law", and so on.
[[nodiscard]] inline text describe(time_said t) {
  switch (t) {
    case time_said::none_in_law:
      return {"luật không đặt thời hạn", "no limit in law"};
    case time_said::promptly:
      return {"kịp thời, luật không ghi số ngày", "promptly, no number in law"};
    case time_said::at_once:
      return {"ngay, luật không ghi số ngày", "at once, no number in law"};
    case time_said::next_session:
      return {"tại kỳ họp thường lệ gần nhất", "at the next regular session"};
    case time_said::unknown:
      return {"chưa rõ luật có đặt thời hạn hay không", "whether the law sets a limit is not known"};
    case time_said::unsaid:
      break;
  }
  return {};
}

/// What a count decides.
enum class vote_kind : std::uint8_t {
  decision,    ///< whether a content is decided
  procedural,  ///< a choice of the meeting about itself
  support,     ///< whether there are enough supporters
  quorum       ///< whether enough came
};
[[nodiscard]] constexpr std::string_view name_of(vote_kind k) noexcept {
  constexpr std::array<std::string_view, 4> names{"decision", "procedural", "support", "quorum"};
  return names[static_cast<std::size_t>(k)];
}
[[nodiscard]] constexpr std::optional<vote_kind> vote_kind_from(std::string_view name) noexcept {
  for (std::uint8_t k = 0; k < 4; ++k)
    if (name_of(static_cast<vote_kind>(k)) == name) return static_cast<vote_kind>(k);
  return std::nullopt;
}

/// A vote at a step. The law decides it from the counts of the case (`verdict_of` in `procedure/vote.hpp`); what is
/// left out here, the case says itself.
struct vote_at {
  vote_kind kind = vote_kind::decision;
  std::vector<std::string> rules;  ///< ids of the rules that set ratio, base and quorum
  std::optional<setting> where{};
  std::optional<decision_form> form{};
  std::optional<vote_matter> matter{};
  content what{};
  friend bool operator==(const vote_at&, const vote_at&) = default;
};

/// A node of a procedure.
struct step {
  std::string key;  ///< unique in the procedure, such as "t_portal"; what events name
  step_kind kind = step_kind::task;
  text label;
  std::string actor;               ///< role id that the registry resolves; empty where the law names nobody
  std::vector<std::string> rules;  ///< ids of the rules the step rests on
  std::string calls;               ///< id of the procedure that runs inside the step; empty: none

  std::vector<std::string> with;       ///< roles that act together with the actor
  std::vector<std::string> or_else;    ///< roles that may act in the place of the actor
  std::vector<std::string> documents;  ///< ids of the documents of the procedure that prove the act
  time_said time = time_said::unsaid;  ///< what the law says of its time where no deadline ends at it
  /// Of a decision: the fact that decides. The branch whose code is its value is taken, unless the flows say `when`.
  std::string asks;
  std::optional<vote_at> vote;  ///< that is taken at the step

  friend bool operator==(const step&, const step&) = default;
};

/// The case passes from one step to the next; from a decision under a branch.
struct flows_to {
  using from = step;
  using to = step;
  static constexpr parallel_edges parallel = parallel_edges::allowed;  // two branches of a decision may meet at once

  std::string branch;  ///< code of the decision's outcome, such as "yes"; empty elsewhere
  text label;          ///< the branch in words
  flow_condition when;      ///< facts under which it is taken; empty: see `step::asks`, or it is for people to say

  friend bool operator==(const flows_to&, const flows_to&) = default;
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

  std::optional<limit> time;  ///< none: the law names no number, see `no_number`
  std::string rule;           ///< id of the rule; empty if the provision is cited only
  citation source;
  evidence known_by = evidence::memory;
  /// What follows if it is missed; empty: none in law.
  text consequence;
  std::string actor;  ///< who answers for it; empty: the actor of `to`, for a lead time that of `from`

  time_said no_number = time_said::promptly;  ///< what the law says where it names no number
  /// Days on which it begins to run: one that begins on another day does not bind. Successive versions of a provision
  /// stand beside each other with intervals that do not overlap.
  validity valid;
  std::string consequence_rule;  ///< id of the rule that states the consequence
  std::string leads_to;          ///< step or procedure through which the consequence comes; empty: none

  /// Whether `to` has a last lawful day (and not a first one).
  [[nodiscard]] bool sets_latest() const noexcept {
    return time && (time->way == direction::within_after || time->way == direction::valid_for);
  }
  /// Whether `to` has a first lawful day.
  [[nodiscard]] bool sets_earliest() const noexcept { return time && !sets_latest(); }

  friend bool operator==(const deadline&, const deadline&) = default;
};

/// A procedure as a typed graph.
struct procedure_schema {
  using nodes = type_list<step>;
  using edges = type_list<flows_to, deadline>;
};

using step_id = node_id<step>;

}  // namespace dinh::inline v1
