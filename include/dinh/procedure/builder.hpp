#pragma once
/// \file
/// Writes a procedure down.
///
/// \code
/// using namespace dinh::literals;
/// auto p = procedure_builder("publish-commune-information")
///              .start("decided")
///              .task("publish", by("commune_peoples_committee"))
///              .deadline(within(5_working_days), between("decided", "publish"),
///                        {.source = cites("10/2022/QH15", "12(3)"), .known_by = evidence::text})
///              .wait("posted", by("commune_peoples_committee"))
///              .end("closed")
///              .build();                                     // checked<procedure>
/// \endcode
/// A step leads to the step added after it, unless `flow` says where it leads; a decision, a fork and an end
/// are never led on by order alone.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/procedure.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// The role that acts.
struct by {
  std::string role;
  explicit by(std::string r) : role{std::move(r)} {}
};
/// Two steps of a deadline, the earlier first.
struct between {
  std::string from;
  std::string to;
  between(std::string f, std::string t) : from{std::move(f)}, to{std::move(t)} {}
};
/// A provision.
[[nodiscard]] inline citation cites(std::string instrument, std::string article) {
  return {std::move(instrument), std::move(article)};
}

/// What else a step may say.
struct step_terms {
  text label{};
  std::vector<std::string> rules{};  ///< ids of the rules that the step rests on
  std::string calls{};               ///< id of the procedure that runs inside the step
  std::string where{};  ///< place in the file it was read from, for diagnostics
  std::vector<std::string> with{};       ///< roles that act together with the actor
  std::vector<std::string> or_else{};    ///< roles that may act in its place
  std::vector<std::string> documents{};  ///< see `procedure_builder::document`
  time_said time = time_said::unsaid;    ///< what the law says where no deadline ends at the step
  std::string asks{};  ///< of a decision: the fact that decides
  std::optional<vote_at> vote{};
};
/// What a deadline says beside its limit.
struct deadline_terms {
  std::string rule{};  ///< id of the rule that sets it; empty: the provision is cited only
  citation source{};
  evidence known_by = evidence::memory;
  text consequence{};   ///< empty: none in law
  std::string actor{};  ///< empty: see `deadline::actor`
  std::string where{};  ///< place in the file it was read from
  time_said no_number = time_said::promptly;  ///< of a duty without a number
  validity valid{};                           ///< days on which it begins to run; see `deadline::valid`
  std::string consequence_rule{};             ///< id of the rule that states the consequence
  std::string leads_to{};  ///< step or procedure through which the consequence comes
};
/// What a flow says beside its ends.
struct flow_terms {
  std::string branch{};  ///< code of the outcome, of a decision
  text label{};
  std::string where{};  ///< place in the file it was read from
  std::string when{};  ///< condition, as `parse_condition` reads it; empty: none
};
/// Whether steps lead on to one another by their order.
enum class flow_style : std::uint8_t { by_order, written_out };

/// Faults are collected and come out of `build` together.
class DINH_API procedure_builder {
public:
  /// `id` is a key, as those of steps.
  explicit procedure_builder(std::string id, flow_style flows = flow_style::by_order);

  /// Facts, documents, repetitions and clocks that were added before stay.
  procedure_builder& about(procedure_facts facts);
  /// Place in a file, for the diagnostics about the whole.
  procedure_builder& read_from(std::string where);

  /// A step as it is. `where` is its place in a file, for diagnostics.
  procedure_builder& add(step s, std::string where = {});
  /// A step of that kind. Its key is unique in the procedure: 1 to 64 letters without marks, digits, `_`, `-` or `.`.
  procedure_builder& start(std::string key, step_terms terms = {});
  procedure_builder& task(std::string key, by actor, step_terms terms = {});
  procedure_builder& wait(std::string key, by actor, step_terms terms = {});
  procedure_builder& decision(std::string key, by actor, step_terms terms = {});
  procedure_builder& fork(std::string key, step_terms terms = {});
  procedure_builder& join(std::string key, step_terms terms = {});
  procedure_builder& end(std::string key, step_terms terms = {});

  /// From one step to another. A decision's flow needs a branch.
  procedure_builder& flow(std::string from, std::string to, flow_terms terms = {});
  /// A decision's flow under a branch: `branch("d_pass", "yes", "t_write")`. "yes" and "no" need no label.
  procedure_builder& branch(std::string from, std::string code, std::string to, text label = {});

  /// A limit between two steps; what its direction asks of them is told at `struct deadline`.
  procedure_builder& deadline(limit time, between steps, deadline_terms terms = {});
  /// A duty to act promptly, for which the law names no number.
  procedure_builder& promptly(between steps, deadline_terms terms = {});
  /// What the step added last began lasts so long before the step added next may come.
  procedure_builder& lasting(at_least time, deadline_terms terms = {});

  /// A fact that conditions name; those that a decision asks need not be declared.
  procedure_builder& fact(fact_type f);
  /// A document that steps name.
  procedure_builder& document(dinh::document d);
  /// How often the procedure or one of its steps comes back.
  procedure_builder& repeats(repetition r);
  /// A suspension, an extension, a lapse …
  procedure_builder& clock(clock_rule c);
  /// What a change of the law does to open cases.
  procedure_builder& changes(transition t);
  /// When somebody is to be told of its deadlines.
  procedure_builder& reminds(reminder r);

  /// The procedure, or all faults: see `check_structure` for their codes.
  [[nodiscard]] checked<procedure> build() const;

  /// A flow as it was added.
  struct flow_line {
    std::string from, to;
    flow_terms terms;
  };
  /// A deadline as it was added.
  struct deadline_line {
    std::optional<limit> time;
    std::string from, to;  ///< empty `to`: the step added after `from`
    deadline_terms terms;
  };
  /// A step as it was added, and its place in a file.
  struct step_line {
    step what;
    std::string where;
  };

private:
  std::string id_;
  std::string where_;
  flow_style style_;
  procedure_facts facts_;
  std::vector<step_line> steps_;
  std::vector<flow_line> flows_;
  std::vector<deadline_line> deadlines_;
};

/// What can be told from the graph alone, whoever built it. Errors:
/// `procedure/no-start`, `procedure/several-starts`, `procedure/no-end`, `procedure/flow-into-start`,
/// `procedure/flow-out-of-end`, `procedure/dead-end` (no way on), `procedure/several-ways-on` (of a step that is
/// neither decision nor fork), `procedure/one-way-decision`, `procedure/branch-unnamed`, `procedure/branch-twice`,
/// `procedure/branch-outside-decision`, `procedure/not-reachable` (from the start), `procedure/no-way-to-an-end`,
/// `procedure/one-way-fork`, `procedure/one-way-join`, `procedure/no-actor` (of a task),
/// `procedure/span-not-countable`, `procedure/deadline-order` (its later step cannot follow its earlier one),
/// `procedure/unknown-document`, `procedure/document-twice`, `procedure/fact-twice`, `procedure/unknown-fact` (of a
/// condition), `procedure/wrong-comparison` (a value that the fact cannot have), `procedure/unknown-step` (of a clock,
/// a repetition, a condition), `procedure/several-otherwise`, `procedure/condition-outside-decision`,
/// `procedure/empty-validity`, `procedure/unknown-limit` (a rule that no deadline rests on, in a transition or reminder),
/// `procedure/no-change-then` (a transition on a day on which nothing changes), `procedure/no-new-limit` (a transition to
/// a new limit that is not there), `procedure/reminder-span`. Warnings: `procedure/no-label`, `procedure/no-provision` (a number without a citation),
/// `procedure/branch-gap` (facts under which no branch is taken), `procedure/branch-overlap` (facts under which two
/// are); both name the facts.
[[nodiscard]] DINH_API diagnostics check_structure(const procedure& p);

}  // namespace dinh::inline v1
