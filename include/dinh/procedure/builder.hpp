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
  std::vector<std::string> rules{};
  std::string calls{};
  std::string where{};  ///< place in the file it was read from, for diagnostics
};
struct deadline_terms {
  std::string rule{};
  citation source{};
  evidence known_by = evidence::memory;
  text consequence{};   ///< empty: none in law
  std::string actor{};  ///< empty: see `deadline::actor`
  std::string where{};
};
struct flow_terms {
  std::string branch{};
  text label{};
  std::string where{};
};
/// Whether steps lead on to one another by their order.
enum class flow_style : std::uint8_t { by_order, written_out };

/// Faults are collected and come out of `build` together.
class DINH_API procedure_builder {
public:
  explicit procedure_builder(std::string id, flow_style flows = flow_style::by_order);

  procedure_builder& about(procedure_facts facts);
  /// Place in a file, for the diagnostics about the whole.
  procedure_builder& read_from(std::string where);

  procedure_builder& add(step s, std::string where = {});
  procedure_builder& start(std::string key, step_terms terms = {});
  procedure_builder& task(std::string key, by actor, step_terms terms = {});
  procedure_builder& wait(std::string key, by actor, step_terms terms = {});
  procedure_builder& decision(std::string key, by actor, step_terms terms = {});
  procedure_builder& fork(std::string key, step_terms terms = {});
  procedure_builder& join(std::string key, step_terms terms = {});
  procedure_builder& end(std::string key, step_terms terms = {});

  procedure_builder& flow(std::string from, std::string to, flow_terms terms = {});
  /// A decision's flow under a branch: `branch("d_pass", "yes", "t_write")`.
  procedure_builder& branch(std::string from, std::string code, std::string to, text label = {});

  procedure_builder& deadline(limit time, between steps, deadline_terms terms = {});
  /// A duty to act promptly, for which the law names no number.
  procedure_builder& promptly(between steps, deadline_terms terms = {});
  /// What the step added last began lasts so long before the step added next may come.
  procedure_builder& lasting(at_least time, deadline_terms terms = {});

  /// The procedure, or all faults: see `check_structure` for their codes.
  [[nodiscard]] checked<procedure> build() const;

  struct flow_line {
    std::string from, to;
    flow_terms terms;
  };
  struct deadline_line {
    std::optional<limit> time;
    std::string from, to;  ///< empty `to`: the step added after `from`
    deadline_terms terms;
  };
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
/// `procedure/span-not-countable`, `procedure/deadline-order` (its later step cannot follow its earlier one). Warnings:
/// `procedure/no-label`, `procedure/no-provision` (a number without a citation).
[[nodiscard]] DINH_API diagnostics check_structure(const procedure& p);

}  // namespace dinh::inline v1
