#pragma once
/// \file
/// How a body must be composed: how many members and deputies, who may sit, for how long, when a vacancy
/// must be filled. The demands are rules of the pack, each with its provision, its days and its evidence.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/phrase.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>
#include <dinh/registry/body.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// What a rule of composition demands. `value` and `values` are persons unless it says otherwise.
enum class composition_demand : std::uint8_t {
  members_min,             ///< at least `value`
  members_max,             ///< at most `value`
  members_one_of,          ///< one of `values`
  member_per_village,      ///< as many as villages, at least `value`
  members_max_small,       ///< at most `value` where there are fewer villages than `value`
  deputies_max,            ///< at most `value` deputy heads
  residents_max,           ///< at most `value` members who represent the residents
  represented_by,          ///< each of `terms` (roles) has a member of its own in the body
  not_required,            ///< with at most `value` staff no such body is needed
  term_years,              ///< the term lasts `value` years from the election
  term_of_village_head,    ///< the term is that of the village head
  until_new_term,          ///< a body elected before the rule began goes on until a new term is elected
  by_election_from,        ///< a vacancy is filled by election if `value` months or more of the term remain
  permanent_resident,      ///< members reside permanently in the area
  works_in_unit,           ///< members work in the agency or enterprise
  offices_barred,          ///< members hold none of the offices `terms` (roles)
  relatives_barred,        ///< no relative of a member plays one of the parts `terms`
  age_min,                 ///< at least `value` years old
  term_extension_max       ///< a decision may let the term run longer, by at most `value` months
};
inline constexpr std::size_t composition_demand_count = 19;
namespace detail {
inline constexpr std::array<std::string_view, composition_demand_count> composition_demands{
    "members_min",          "members_max",      "members_one_of",     "member_per_village", "members_max_small",
    "deputies_max",         "residents_max",    "represented_by",     "not_required",       "term_years",
    "term_of_village_head", "until_new_term",   "by_election_from",   "permanent_resident", "works_in_unit",
    "offices_barred",       "relatives_barred", "age_min",            "term_extension_max"};
}  // namespace detail
/// "members_min" and so on: the names of the enumerators, as packs write them.
[[nodiscard]] constexpr std::string_view name_of(composition_demand d) noexcept {
  return detail::composition_demands[static_cast<std::size_t>(d)];
}
/// By such a name; `nullopt` for any other text.
[[nodiscard]] constexpr std::optional<composition_demand> composition_demand_from(std::string_view s) noexcept {
  for (std::size_t i = 0; i < composition_demand_count; ++i)
    if (detail::composition_demands[i] == s) return static_cast<composition_demand>(i);
  return std::nullopt;
}

/// A number of the unit that a band is about: [from, below).
struct composition_band {
  std::string of;  ///< "villages", "population", "staff", "employees", "members"; empty: no band
  std::optional<std::int64_t> from;   ///< none: from 0 on
  std::optional<std::int64_t> below;  ///< none: without end
};

/// One demand of the law on how a body is composed.
struct composition_rule {
  std::string role;  ///< the body, as a role of the pack
  composition_demand demand = composition_demand::members_min;
  std::int64_t value = 0;
  std::vector<std::int64_t> values;
  std::vector<std::string> terms;
  composition_band band;          ///< only for bodies of units whose number lies in it
  std::vector<case_fact> when;    ///< only for bodies with these facts
  std::vector<case_fact> unless;  ///< not for bodies with one of these facts
  validity valid;
  std::string rule;  ///< id of the rule of law that states the number; may be empty
  /// From this day on a provision of higher rank prevails although the rule is still in force: it demands nothing of
  /// bodies formed then. `not_a_date_time`: there is no such day.
  date yields_from{boost::date_time::not_a_date_time};
  citation yields_to;  ///< the provision that prevails
  citation source;
  evidence known_by = evidence::summary;
  text remark;        ///< what the reader should know; may be empty
  std::string where;  ///< place in its file, for diagnostics
};

/// One member. What is not known is left out: a demand about it is then undetermined.
struct body_member {
  /// What the member is in the body.
  enum class part : std::uint8_t { head, deputy, member };
  std::string who;  ///< a name or a key, for the findings
  part plays = part::member;
  std::string represents;  ///< role (or key) of the body or the village that the member comes from; may be empty
  bool is_resident_member = false;  ///< elected by the residents of a village
  std::optional<bool> permanent_resident;         ///< of the area of the body
  std::optional<bool> works_in_unit;              ///< in the agency or enterprise of the body
  std::optional<std::int64_t> age;                ///< full years
  std::optional<std::vector<std::string>> offices;  ///< roles held beside the membership; empty list: none
  std::optional<std::vector<std::string>> parts_of_relatives;  ///< such as "investor"; empty list: none
};

/// A body as it is. What is not known is left out.
struct body_composition {
  std::string role;                      ///< the body, as a role of the pack
  std::optional<std::int64_t> members;   ///< all, with head and deputies; else the length of `people`, if any
  std::optional<std::int64_t> deputies;  ///< else those of `people`
  std::optional<std::int64_t> resident_members;  ///< else those of `people`
  std::optional<std::int64_t> villages;    ///< villages and residential groups of the commune
  std::optional<std::int64_t> population;  ///< persons
  std::optional<std::int64_t> staff;       ///< persons of the agency
  std::optional<std::int64_t> employees;   ///< persons of the enterprise
  /// Such as {"terrain", "delta"}, {"scattered", "true"}; {"term_extended", "true"}: a decision let the term run to
  /// `term_ends`.
  std::vector<case_fact> facts;
  std::vector<body_member> people;  ///< if fewer than `members`, nothing is known of the others
  std::optional<date> elected_on;
  std::optional<date> term_ends;   ///< last day
  std::optional<date> vacancy_on;  ///< a seat has been empty since
};

/// The verdict on a body, or on one demand.
enum class composition_outcome : std::uint8_t {
  lawful,
  unlawful,
  undetermined,  ///< a fact or a rule is missing: which, the findings say
  not_required,  ///< no such body is needed
};
/// "lawful", "unlawful", "undetermined", "not_required".
[[nodiscard]] constexpr std::string_view name_of(composition_outcome o) noexcept {
  constexpr std::array<std::string_view, 4> names{"lawful", "unlawful", "undetermined", "not_required"};
  return names[static_cast<std::size_t>(o)];
}

/// What one rule says of the body, or of one member.
struct composition_finding {
  composition_demand demand = composition_demand::members_min;
  composition_outcome result = composition_outcome::undetermined;  ///< of this demand alone
  std::string who;  ///< the member; empty for the body as a whole
  explanation why;  ///< the comparison with its numbers, the provision and the evidence
};

/// Whether a body is composed as the law demands.
struct composition_verdict {
  /// `unlawful` if one finding is; else `not_required`, `undetermined` or `lawful`, in this order.
  composition_outcome outcome = composition_outcome::undetermined;
  std::vector<composition_finding> findings;  ///< in the order of the rules
  std::optional<date> term_ends;              ///< last day of the term, where the rules fix it
  std::optional<bool> by_election_required;   ///< where a vacancy is stated and a rule speaks of it
  explanation why;                            ///< the outcome with all findings

  /// Findings of one outcome.
  [[nodiscard]] std::size_t count(composition_outcome o) const noexcept {
    std::size_t n = 0;
    for (const auto& f : findings) n += f.result == o ? 1U : 0U;
    return n;
  }
};

/// Whether the body is composed as the law demands on `day`. Size and eligibility follow the rules of the
/// day of the election, where that is given and not after `day`; what concerns the term and a vacancy
/// follows the rules of `day`. Without a rule for the role on that day the outcome is `undetermined`.
/// The findings are worded by `words`, which a register of a pack has (`registry::phrases`).
/// O(rules + rules × members). Throws nothing but `std::bad_alloc`.
[[nodiscard]] DINH_API composition_verdict check(const body_composition& body,
                                                 std::span<const composition_rule> rules, date day,
                                                 const phrase_book& words = {});

}  // namespace dinh::inline v1
