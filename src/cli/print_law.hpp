#pragma once
// Law for the terminal: verdicts, rules and instruments as text for people and as JSON for programs.

#include <dinh/exchange/pack.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/outline.hpp>
#include <dinh/law/statute_book.hpp>

#include <string>

namespace dinh::cli {

/// Several lines, the answer first, then the reasons.
[[nodiscard]] std::string print_verdict(const verdict& v, const statute_book& book, lang l);
/// One object; dates as YYYY-MM-DD, terms by their names.
[[nodiscard]] std::string print_outline(const decision_outline& o, const statute_book& book, lang l);
[[nodiscard]] std::string outline_as_json(const decision_outline& o);
[[nodiscard]] std::string verdict_as_json(const verdict& v);

/// With the rules that it replaces and those that replace it.
[[nodiscard]] std::string print_rule(const rule& r, const pack& p, lang l);
[[nodiscard]] std::string rule_as_json(const rule& r, const pack& p);

/// With what it acts on and what acts on it.
[[nodiscard]] std::string print_instrument(node_id<instrument> n, const statute_book& book, lang l);
[[nodiscard]] std::string instrument_as_json(node_id<instrument> n, const statute_book& book);

}  // namespace dinh::cli
