#pragma once
// Which facts the decisions of a procedure rest on, and made-up values for them: for simulation.cpp.

#include <dinh/docket/clocks.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace dinh::inline v1::docketing {

/// A fact, and the values that make a difference to the conditions of the procedure.
struct drawn_fact {
  std::string name;
  std::vector<std::string> values;  ///< never empty
};

/// What is to be made up before one decision.
struct drawn_decision {
  bool rests_on_facts = false;          ///< else any branch does
  std::vector<drawn_fact> facts;        ///< the one that the decision asks is the first, if `asks_first`
  bool asks_first = false;
  std::vector<std::string> favourable;  ///< verdicts that its conditions name; empty: none
};

/// Of each step, by its number; what is no decision has nothing.
[[nodiscard]] std::vector<drawn_decision> drawn_decisions(const procedure& p);

}  // namespace dinh::inline v1::docketing
