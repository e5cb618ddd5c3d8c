#pragma once
// Replaying lists, events and tables of successions into lifetimes.

#include "lifetimes.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace dinh::inline v1::replaying {

/// The code that the unit of an event has afterwards.
[[nodiscard]] inline const std::string& code_after(const unit_event& e) {
  return e.what == unit_change::recoded && !e.successors.empty() ? e.successors.front() : e.code;
}

class replayer {
public:
  replayer(const history_sources& s, const history_options& o, history_report& report, diagnostics& faults)
      : sources_{s}, options_{o}, report_{report}, faults_{faults}, lives_{report, faults} {}

  void run();
  void write(registry_builder& builder) { lives_.write(builder); }

private:
  /// Code and parent of each unit of a list.
  struct numbered {
    code_number code, parent;
  };

  [[nodiscard]] date day_of(const unit_event& e) const {
    return options_.axis == time_axis::in_force && e.in_force ? *e.in_force : e.on;
  }
  [[nodiscard]] const std::vector<numbered>& numbers_of(const unit_list& list);
  void unknown(const std::string& code, const std::string& where, date day);
  void twice(const listed_unit& u);

  // ---- the first list, and what can be told of the days before it (replay_early.cpp)
  void adopt_first(const unit_list& list);
  void undo_what_was_before();

  // ---- events (replay_events.cpp)
  void apply(const std::vector<const unit_event*>& today, date day);
  void end_with(const unit_event& e, std::size_t id, date day);
  void begin_or_change(const unit_event& e, date day);
  void check_before(const unit_event& e, std::size_t id);
  void rejoin(std::size_t id, date day);

  // ---- reforms (replay_reforms.cpp)
  void reform(const succession_table& table);
  [[nodiscard]] const unit_list* result_of(const succession_table& table);
  void add_disputed(const succession_row& r, date day);

  // ---- lists
  void compare(const unit_list& list);
  void adopt(const unit_list& list);
  void end_of_knowledge(date day);

  const history_sources& sources_;
  const history_options& options_;
  history_report& report_;
  diagnostics& faults_;
  lifetimes lives_;
  std::vector<const unit_list*> lists_;
  std::vector<const unit_event*> events_;
  std::vector<const succession_table*> tables_;
  std::set<const unit_list*> used_;
  std::unordered_map<const unit_list*, std::vector<numbered>> numbers_;
  unit_list early_;  ///< the state before the first events, if it was asked for
  std::size_t events_since_list_ = 0;
};

}  // namespace dinh::inline v1::replaying
