#pragma once
// A procedure for the terminal: text for people, JSON for programs.

#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/procedure.hpp>

#include <string>

namespace dinh::cli {

/// Title, source and dates; the steps in their order with who acts, under which provisions, by when and where they lead;
/// then clocks, repetitions and the documents.
[[nodiscard]] std::string print_procedure(const procedure& p, const pack& law, lang l);
/// The file format of a pack with every flow written out and words for roles, rules, limits and conditions.
[[nodiscard]] std::string procedure_as_json(const procedure& p, const pack& law);

/// The list of all: id, title, validity; one line each.
[[nodiscard]] std::string print_procedures(const pack& law, lang l);
[[nodiscard]] std::string procedures_as_json(const pack& law);

}  // namespace dinh::cli
