#pragma once
// What people type about votes, bodies and offices, read into a question of the evaluator.
#include <cli/commands.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/law/decide.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace dinh::cli {

/// "procedural_vote, initiative, …": what may be asked besides a decision.
std::string names_of_questions();

/// The term of that name; a fault that lists the names otherwise.
template <class Enum>
std::optional<Enum> read_term(const std::string& name, const char* option, diagnostics& faults) {
  const auto& names = terms<Enum>::names;
  const auto at = std::find(names.begin(), names.end(), name);
  if (at != names.end()) return static_cast<Enum>(at - names.begin());
  std::string known;
  for (const auto n : names) known += (known.empty() ? "" : ", ") + std::string{n};
  faults.error("cli/term", option, {"Không hiểu \"" + name + "\".", "\"" + name + "\" is not understood."},
               {"Các giá trị: " + known + ".", "The values are: " + known + "."});
  return std::nullopt;
}

/// All faults of the options at once: `cli/term`, `cli/tally`, `cli/ratio`, those of days and citations.
checked<question> read_question(const decide_options& o);

}  // namespace dinh::cli
