#pragma once
// How a role in a unit is put into words, whether it is resolved or placed. Private to src/registry.

#include <dinh/registry/registry.hpp>

#include <span>
#include <string>
#include <string_view>

namespace dinh::inline v1::resolve_words {

/// "Tỉnh ủy" + "Nghệ An", "Ủy ban nhân dân" + "xã Diễn Châu": the body of the rule in the unit as it is in that period.
[[nodiscard]] text name_of_body(const role_rule& rule, const unit_period& p);
/// Whether a rule or an absence for these kinds of units speaks of this one; without any kind it speaks of all.
[[nodiscard]] bool admits(std::span<const unit_kind> kinds, unit_kind k);
/// An answer that is not known, with the statement of why not.
[[nodiscard]] resolution undetermined(std::string_view role, text why);
/// Nobody, with the statement of why not.
[[nodiscard]] resolution nobody(const role_rule& rule, text why);
/// "xã Diễn Hoa (17461@2020-01-01) thuộc huyện Diễn Châu (…)", with the decree that says so.
[[nodiscard]] explanation lies_in(const registry& r, unit_id lower, unit_id upper, date day);
/// The territory passed on, by which decree.
[[nodiscard]] explanation passed_on(const registry& r, const succession_step& s);
/// "purpose = elect_head, head_vacant = true"
[[nodiscard]] std::string describe(std::span<const case_fact> facts);
/// "toàn bộ", "whole".
[[nodiscard]] text extent_words(const registry& r, extent e);
/// What became of the unit is not recorded.
[[nodiscard]] explanation lost(const registry& r, unit_id u);
/// "A, B và C", "A, B and C".
[[nodiscard]] text enumerate(const registry& r, std::span<const resolution> parts);
/// The rule's remark as a reason of its own; nothing is added if it has none.
void add_remark(const role_rule& rule, explanation& to);

}  // namespace dinh::inline v1::resolve_words
