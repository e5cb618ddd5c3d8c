#pragma once
// What `dinh calendar import` prints: what a notice changes, as text for people or as JSON.

#include <cli/due_questions.hpp>
#include <cli/opening.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

/// The notice, each day that it makes worked or free, and the due dates that move, become firm or provisional.
/// `output` is the file to which the calendar was written; empty: none.
[[nodiscard]] std::string print_import(const applied_notice& applied, const std::vector<asked_due_date>& asked,
                                       const std::string& output, lang l);
[[nodiscard]] std::string import_as_json(const applied_notice& applied, const std::vector<asked_due_date>& asked,
                                         const std::string& output);

}  // namespace dinh::cli
