#pragma once
/// \file
/// Can this procedure work at all? Soundness in the sense of workflow nets.

#include <dinh/config.hpp>
#include <dinh/procedure/net.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/procedure/soundness.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// What is wrong with an unsound procedure.
enum class defect : std::uint8_t {
  stuck,               ///< a case can come to where no step can be done and no end was reached
  cannot_end,          ///< a case can come to where it goes on but can never end
  improper_end,        ///< an end can be reached while something else is still under way
  done_twice_at_once,  ///< two tokens can meet before one step: it would have to be done twice at once
  dead_step            ///< a step (or a branch) can never be reached
};
[[nodiscard]] constexpr std::string_view name_of(defect d) noexcept {
  constexpr std::array<std::string_view, 5> names{"stuck", "cannot-end", "improper-end", "done-twice-at-once",
                                                  "dead-step"};
  return names[static_cast<std::size_t>(d)];
}

/// One step of a run; for a decision with the branch taken.
struct run_step {
  step_id what;
  std::string branch;  ///< code of the branch; empty elsewhere
  friend bool operator==(const run_step&, const run_step&) = default;
};

/// One thing that is wrong, with a shortest run that shows it.
struct unsound_finding {
  defect kind = defect::stuck;
  step_id at;                     ///< the step where it shows; for `stuck` and `cannot_end` one where the case stands
  std::vector<run_step> witness;  ///< a shortest run from the start to it; empty for a dead step
};

/// Whether a procedure can work, and why not.
struct verification {
  soundness verdict = soundness::undecided;
  std::vector<unsound_finding> findings;  ///< at most one of each kind but `dead_step`
  std::uint32_t states = 0;               ///< states looked at
};

/// How far the search for findings goes.
struct verify_options {
  std::uint32_t most_states = 200'000;  ///< looked at for the findings; the verdict needs none of them
};

/// A procedure as a workflow net: its places, a transition for each step (of a decision for each exit), one sink for
/// all ends.
struct procedure_net {
  workflow_net net;  ///< places and transitions are named after their steps
  std::vector<step_id> step_of;           ///< by transition
  std::vector<std::uint16_t> exit_of;     ///< by transition: the exit of a decision, 0 elsewhere
  std::vector<step_id> step_before;       ///< by place: the step that its token waits for; none for the sink
  std::vector<text> transition_labels;    ///< by transition
};
/// O(steps + flows).
[[nodiscard]] DINH_API procedure_net net_of(const procedure& p);

/// Option to complete, proper completion, no dead step, by `verify_net`. The net of a procedure is free-choice (every
/// place leads into one step), so the verdict is always found; and a sound one never has two tokens on one place, so
/// two are a finding of their own. An unsound procedure gets a shortest run for each kind of defect that shows within
/// `most_states`.
[[nodiscard]] DINH_API verification verify(const procedure& p, const verify_options& options = {});

/// The finding in words, with the run.
[[nodiscard]] DINH_API text describe(const unsound_finding& f, const procedure& p);

}  // namespace dinh::inline v1
