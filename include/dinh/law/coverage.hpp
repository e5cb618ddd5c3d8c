#pragma once
/// \file
/// What of the law is modelled: article by article, by which rule, how well known; and what is not.

#include <dinh/config.hpp>
#include <dinh/law/statute_book.hpp>

#include <string>

namespace dinh::inline v1 {

/// A Markdown report over all instruments of the book: for each article the rules with their number, dates, evidence
/// letter and use, then the articles of an instrument of known length for which there is no rule. Byte for byte the
/// same for the same pack.
[[nodiscard]] DINH_API std::string coverage_report(const rule_set& rules, const statute_book& book);

}  // namespace dinh::inline v1
