#pragma once
/// \file
/// A procedure: an immutable typed graph of steps, flows and deadlines with the tables the engine runs on.
/// Made by `procedure_builder`, which reports every fault at once.

#include <dinh/base/interval.hpp>
#include <dinh/config.hpp>
#include <dinh/graph/frozen_graph.hpp>
#include <dinh/procedure/marking.hpp>
#include <dinh/procedure/step.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// What one may say about a procedure as a whole.
struct procedure_facts {
  text title;
  citation source;                        ///< the instrument that sets the procedure
  evidence known_by = evidence::memory;   ///< how well its order of steps is known
  validity valid;                         ///< days on which a case may be opened under it
  std::string calendar = "state-agency";  ///< id of the calendar that its working days are counted by
  text remark;
};

/// The procedure as flat arrays: what the engine, the verifier and the picture read. A place is where a
/// case can stand: one before each step that any incoming flow enables, one per incoming flow before a join.
struct procedure_tables {
  struct exit {
    std::uint16_t place;  ///< where the flow leads
    std::uint16_t step;   ///< the step behind that place
    std::uint32_t flow;   ///< index of the edge in the graph
  };
  struct step_row {
    step_kind kind = step_kind::task;
    std::uint16_t first_exit = 0;  ///< into `exits`
    std::uint16_t exit_count = 0;
    std::uint16_t first_opened = 0;  ///< into `opened_by`: deadlines that start here
    std::uint16_t opened_count = 0;
    marking input;  ///< places that must be marked
  };
  struct deadline_row {
    limit time;
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    bool has_number = false;
    /// Places from which `to` can still be reached without passing `from` again: a clock of this deadline
    /// runs only while the case stands on one of them.
    marking alive;
  };
  std::vector<step_row> steps;
  std::vector<exit> exits;
  std::vector<std::uint16_t> opened_by;  ///< deadlines grouped by their first step
  std::vector<deadline_row> deadlines;
  std::vector<std::uint16_t> step_of_place;
  std::uint16_t start = 0;
};

/// A value that is cheap to copy: copies share their state; any number of threads may read one.
class DINH_API procedure {
public:
  using graph_type = frozen_graph<procedure_schema>;

  /// The stable key, such as "pub_commune".
  [[nodiscard]] const std::string& id() const noexcept;
  [[nodiscard]] const procedure_facts& facts() const noexcept;
  [[nodiscard]] const text& title() const noexcept { return facts().title; }
  [[nodiscard]] const graph_type& graph() const noexcept;
  [[nodiscard]] const procedure_tables& tables() const noexcept;

  [[nodiscard]] std::span<const step> steps() const noexcept;
  [[nodiscard]] const step& operator[](step_id s) const noexcept { return graph()[s]; }
  /// None if there is no such step. O(log steps).
  [[nodiscard]] step_id find(std::string_view key) const noexcept;
  [[nodiscard]] step_id start() const noexcept { return step_id{tables().start}; }
  [[nodiscard]] std::uint32_t deadline_count() const noexcept { return graph().count<deadline>(); }
  /// Pre: `index < deadline_count()`.
  [[nodiscard]] const deadline& deadline_at(std::uint32_t index) const noexcept {
    return graph()[edge_id<deadline>{index}];
  }
  /// The role that answers for a deadline (see `deadline::actor`).
  [[nodiscard]] const std::string& answerable(std::uint32_t index) const noexcept;
  /// Position of the branch among the exits of a decision; `no_exit` if it has none of this code. For a step
  /// with one exit, the empty code names it.
  static constexpr std::uint16_t no_exit = UINT16_MAX;
  [[nodiscard]] std::uint16_t find_branch(step_id s, std::string_view code) const noexcept;

  struct state;
  /// For the builder only.
  explicit procedure(std::shared_ptr<const state> s) noexcept : state_{std::move(s)} {}

private:
  std::shared_ptr<const state> state_;
};

}  // namespace dinh::inline v1
