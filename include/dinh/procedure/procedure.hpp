#pragma once
/// \file
/// A procedure: an immutable typed graph of steps, flows and deadlines with the tables the engine runs on.
/// Made by `procedure_builder`, which reports every fault at once.

#include <dinh/base/date.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/config.hpp>
#include <dinh/graph/frozen_graph.hpp>
#include <dinh/procedure/marking.hpp>
#include <dinh/procedure/step.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// Something written that proves an act: a record, a notice, a decision.
struct document {
  std::string id;
  text label;
  std::string form;  ///< number of the official form, such as "01"; empty: none is set
  std::string rule;  ///< id of the rule that asks for it; empty: not asked for by a rule known
  friend bool operator==(const document&, const document&) = default;
};

/// A duty that comes back: the procedure, or one of its steps, at least `times` in every period.
struct repetition {
  span every{1, time_unit::year};
  std::int32_t times = 1;  ///< in every period, at least 1
  std::string step;  ///< empty: the procedure is begun so often
  std::string rule;  ///< id of the rule that sets it; empty: the provision is cited only
  citation source;
  evidence known_by = evidence::memory;
  validity valid;    ///< days on which the duty stands
  text remark;       ///< such as "in the first month of the next quarter"
  text consequence;  ///< empty: none in law
  friend bool operator==(const repetition&, const repetition&) = default;
};

/// What a step does to deadlines that are running.
enum class clock_change : std::uint8_t {
  suspend,  ///< they stop until the second step
  extend,   ///< they grow by a span, or to a new day if the law names no span
  restart,  ///< they begin again from nothing
  exclude,  ///< the time between the two steps is not counted
  stay,     ///< a contested decision is not carried out between the two steps
  lapse     ///< a right is lost if nothing happens within the span after the first step
};
[[nodiscard]] constexpr std::string_view name_of(clock_change c) noexcept {
  constexpr std::array<std::string_view, 6> names{"suspend", "extend", "restart", "exclude", "stay", "lapse"};
  return names[static_cast<std::size_t>(c)];
}

/// A statement of law about the time between two steps: suspension, extension, restart, lapse.
struct clock_rule {
  clock_change how = clock_change::suspend;
  std::string from;                  ///< key of the step with which it begins
  std::string to;                    ///< empty for a lapse
  std::vector<std::string> affects;  ///< ids of the rules of the deadlines it touches
  std::optional<span> by;            ///< how much an extension adds, after what a right lapses; none: no number in law
  std::int32_t most_times = 0;       ///< 0: the law names no most
  std::string rule;
  citation source;
  evidence known_by = evidence::memory;
  validity valid;  ///< days on which it may begin
  text effect;     ///< what it does, in words
  friend bool operator==(const clock_rule&, const clock_rule&) = default;
};

/// What becomes of a limit that runs when the law that sets it ends or is replaced.
enum class open_case_rule : std::uint8_t {
  keep,             ///< what began under the old law ends under it
  new_from_start,   ///< the new limit counts, from the day on which the old one began
  new_from_change,  ///< the new limit counts, from the day of the change
  needs_review      ///< no provision is known: the limit cannot be told
};
/// "keep", "new_from_start", "new_from_change", "needs_review".
[[nodiscard]] constexpr std::string_view name_of(open_case_rule r) noexcept {
  constexpr std::array<std::string_view, 4> names{"keep", "new_from_start", "new_from_change", "needs_review"};
  return names[static_cast<std::size_t>(r)];
}

/// A transitional provision (quy định chuyển tiếp): what a change of the law does to cases that are open. Without one,
/// a limit that runs on the day of the change needs review.
struct transition {
  date on{boost::date_time::not_a_date_time};  ///< first day of the new law
  std::vector<std::string> affects;            ///< ids of the rules of deadlines that begin or end that day; empty: all of it
  open_case_rule open_cases = open_case_rule::needs_review;
  std::string rule;
  citation source;
  evidence known_by = evidence::memory;
  text remark;  ///< what the provision says of open cases
  friend bool operator==(const transition&, const transition&) = default;
};

/// When somebody is to be told of a deadline. A convention of those who use the procedure, not a rule of law, unless it
/// cites a provision.
struct reminder {
  /// On which side of the last day.
  enum class moment : std::uint8_t { before, after } when = moment::before;  ///< of the last lawful day
  span by{1, time_unit::working_day};  ///< working days or days
  std::vector<std::string> affects;    ///< ids of the rules of deadlines; empty: all that no other reminder names
  std::string to;                      ///< role; empty: who answers for the duty
  bool escalates = false;              ///< goes to somebody above, because the duty was not done
  citation source;                     ///< empty: a convention
  evidence known_by = evidence::memory;
  text label;  ///< what to say, if anything
  friend bool operator==(const reminder&, const reminder&) = default;
};

/// What one may say about a procedure as a whole.
struct procedure_facts {
  text title;
  citation source;                        ///< the instrument that sets the procedure
  evidence known_by = evidence::memory;   ///< how well its order of steps is known
  validity valid;                         ///< days on which a case may be opened under it
  std::string calendar = "state-agency";  ///< id of the calendar that its working days are counted by
  text remark;

  std::string field{};                 ///< "commune", "community", "agency", "soe", "employer", "front", "party", "all"
  std::vector<citation> also{};        ///< further instruments it rests on
  std::vector<fact_type> facts{};      ///< facts that its conditions name, besides those its decisions ask
  std::vector<document> documents{};   ///< what its steps leave in writing
  std::vector<repetition> repeats{};   ///< how often it comes back
  std::vector<clock_rule> clocks{};    ///< suspensions, extensions, lapses
  std::vector<transition> transitions{};  ///< what changes of the law do to open cases
  std::vector<reminder> reminders{};      ///< whom to tell of its deadlines, and when

  friend bool operator==(const procedure_facts&, const procedure_facts&) = default;
};

/// The procedure as flat arrays: what the engine, the verifier and the picture read. A place is where a
/// case can stand: one before each step that any incoming flow enables, one per incoming flow before a join.
struct procedure_tables {
  /// A way out of a step.
  struct exit {
    std::uint16_t place;  ///< where the flow leads
    std::uint16_t step;   ///< the step behind that place
    std::uint32_t flow;   ///< index of the edge in the graph
  };
  /// A step as the engine reads it.
  struct step_row {
    step_kind kind = step_kind::task;
    std::uint16_t first_exit = 0;  ///< into `exits`
    std::uint16_t exit_count = 0;  ///< 1 but for decisions and forks; 0 of an end
    std::uint16_t first_opened = 0;  ///< into `opened_by`: deadlines that start here
    std::uint16_t opened_count = 0;
    marking input;  ///< places that must be marked
  };
  /// A deadline as the engine reads it.
  struct deadline_row {
    limit time;
    std::uint16_t from = 0;                                          ///< step with which it begins
    std::uint16_t to = 0;                                            ///< step with which it ends
    bool has_number = false;                                         ///< false: `time` means nothing
    day_number live_from = std::numeric_limits<day_number>::min();   ///< first day on which it begins to run
    day_number live_until = std::numeric_limits<day_number>::max();  ///< first day on which it does so no more
    [[nodiscard]] bool begins_on(day_number day) const noexcept { return live_from <= day && day < live_until; }
    /// First day on which the provision, or the whole procedure, no longer stands while the deadline may be running.
    day_number changes_on = std::numeric_limits<day_number>::max();
    std::uint16_t successor = UINT16_MAX;   ///< the deadline between the same steps that begins to count that day
    std::uint16_t transition = UINT16_MAX;  ///< the transitional provision, among `procedure_facts::transitions`
    open_case_rule open_cases = open_case_rule::needs_review;
    std::uint16_t leads_to = UINT16_MAX;  ///< step through which the consequence of missing it comes
    /// Places from which `to` can still be reached without passing `from` again, but for those of a new pass, in which another
    /// step begins the same: a clock of this deadline runs only while the case stands on one of them.
    marking alive;
  };
  std::vector<step_row> steps;
  std::vector<exit> exits;
  std::vector<std::uint16_t> opened_by;  ///< deadlines grouped by their first step
  std::vector<deadline_row> deadlines;
  std::vector<std::uint16_t> step_of_place;  ///< the step behind each place
  std::uint16_t start = 0;                   ///< the start step
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

  /// In the order in which they were added: `step_id{i}` is the i-th.
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
  /// The flow of an exit. Pre: `exit` is less than the number of exits of the step.
  [[nodiscard]] const flows_to& exit_of(step_id s, std::uint16_t exit) const noexcept;
  /// The exit of a decision that the facts of the case choose: the only one whose condition holds while those of the
  /// others do not. `no_exit` where facts are missing, none or several hold, or the decision is for people to make.
  [[nodiscard]] std::uint16_t choose_branch(step_id decision, const fact_source& facts) const;
  /// What a name in a condition of this procedure means: a declared fact, one that a decision asks (its label is
  /// that of the step), or none for a name nobody declared. O(steps).
  [[nodiscard]] std::optional<fact_type> fact_named(std::string_view name) const;
  /// The words for a document; none if the procedure has no such document.
  [[nodiscard]] const document* document_named(std::string_view id) const noexcept;

  /// The same procedure: id, facts, steps, flows and deadlines in the same order.
  [[nodiscard]] bool operator==(const procedure& other) const;

  struct state;
  /// For the builder only.
  explicit procedure(std::shared_ptr<const state> s) noexcept : state_{std::move(s)} {}

private:
  std::shared_ptr<const state> state_;
};

}  // namespace dinh::inline v1
