#pragma once
/// \file
/// When a flow is taken: a condition over the facts of a case and the verdicts of its votes.
///
/// \code
/// auto c = parse_condition("households >= 200 or scattered").value();
/// c.holds([](std::string_view fact) -> std::optional<std::string> { ... });   // truth::yes, no, unknown
/// \endcode
/// Grammar, words in small letters: `a or b`, `a and b`, `not a`, `(a)`; a test is `name` (the fact is "yes"),
/// `name = value` or `name != value`, and with numbers and days also `<`, `<=`, `>`, `>=`. A name has letters,
/// digits, `_`, `-` and `.`; a value is a number, a day (2026-07-01) or a code. `otherwise` alone stands for "none of
/// the other branches". Three names are known without being declared: `verdict` (the outcome of the vote at this
/// step, `verdict.<step>` at another), `day` (the day of the act) and `times.<step>` (how often a step was done); and
/// `end` (the end step at which the procedure called by this step ended).

#include <dinh/base/date.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// What a fact of a case may be.
enum class fact_kind : std::uint8_t {
  yes_no,  ///< "yes" or "no"
  count,   ///< a whole number, 0 or more
  choice,  ///< one of its codes
  day      ///< YYYY-MM-DD
};
[[nodiscard]] constexpr std::string_view name_of(fact_kind k) noexcept {
  constexpr std::array<std::string_view, 4> names{"yes_no", "count", "choice", "day"};
  return names[static_cast<std::size_t>(k)];
}

/// One of the codes that a fact may have, with its label.
struct fact_choice {
  std::string code;  ///< as it comes with an event
  text label;
  friend bool operator==(const fact_choice&, const fact_choice&) = default;
};

/// A fact that a procedure asks about.
struct fact_type {
  std::string name;
  fact_kind kind = fact_kind::yes_no;
  text label;
  std::vector<fact_choice> choices;  ///< of a `choice`
  friend bool operator==(const fact_type&, const fact_type&) = default;
};

/// Kleene's three values: what rests on an unknown fact is unknown unless the rest decides it.
enum class truth : std::uint8_t { no, yes, unknown };

/// How a fact is compared with a value.
enum class comparison : std::uint8_t { equal, not_equal, less, at_most, more, at_least };
/// "=", "!=", "<", "<=", ">", ">=".
[[nodiscard]] constexpr std::string_view name_of(comparison c) noexcept {
  constexpr std::array<std::string_view, 6> names{"=", "!=", "<", "<=", ">", ">="};
  return names[static_cast<std::size_t>(c)];
}

/// The value of a fact as text, as it comes with an event; none if it is not known.
using fact_source = std::function<std::optional<std::string>(std::string_view name)>;

class flow_condition;
/// Faults: `condition/syntax`, `condition/too-long` (more than 64 tests, or a name or value of more than 64
/// characters), `condition/too-deep` (16 brackets or "not"s).
[[nodiscard]] DINH_API checked<flow_condition> parse_condition(std::string_view words, std::string where = {});

/// A parsed condition; the default one is empty and always holds. Equal conditions have equal tests in equal order.
class DINH_API flow_condition {
public:
  /// What a node of the condition is.
  enum class sort : std::uint8_t { test, both, either, negation, otherwise };
  /// In the order of a tree written from the leaves up; `first` and `second` are positions before this one.
  struct node {
    sort what = sort::test;
    comparison how = comparison::equal;
    std::uint16_t first = 0;
    std::uint16_t second = 0;
    std::string name;   ///< of the fact, for a `test`
    std::string value;  ///< that it is compared with, as it was written
    friend bool operator==(const node&, const node&) = default;
  };

  flow_condition() = default;
  [[nodiscard]] bool empty() const noexcept { return nodes_.empty(); }
  [[nodiscard]] bool is_otherwise() const noexcept {
    return !nodes_.empty() && nodes_.back().what == sort::otherwise;
  }
  [[nodiscard]] const std::vector<node>& nodes() const noexcept { return nodes_; }
  /// `unknown` if it rests on facts that are unknown or not of the kind compared with. `otherwise` is `unknown`: it
  /// depends on its neighbours. O(tests).
  [[nodiscard]] truth holds(const fact_source& facts) const;
  /// As `parse_condition` reads it, with no more brackets than needed.
  [[nodiscard]] std::string to_text() const;
  /// In words: each name replaced by what `label` says of it, each code by its own label.
  [[nodiscard]] text in_words(const std::function<const fact_type*(std::string_view)>& label) const;

  friend bool operator==(const flow_condition&, const flow_condition&) = default;

private:
  friend checked<flow_condition> parse_condition(std::string_view, std::string);
  std::vector<node> nodes_;
};

}  // namespace dinh::inline v1
