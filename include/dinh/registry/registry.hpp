#pragma once
/// \file
/// The register of units and bodies through time: what a code meant on a day, what became of a unit,
/// what lies under it, and who holds a role there.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/base/phrase.hpp>
#include <dinh/config.hpp>
#include <dinh/graph/forest_index.hpp>
#include <dinh/graph/frozen_graph.hpp>
#include <dinh/registry/body.hpp>
#include <dinh/registry/composition.hpp>
#include <dinh/registry/people.hpp>
#include <dinh/registry/relation.hpp>
#include <dinh/registry/resolution.hpp>
#include <dinh/registry/schema.hpp>
#include <dinh/registry/unit.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// One step of a succession: territory of `from` passed to `to`.
struct succession_step {
  unit_id from;
  unit_id to;
  succeeded_by how;  ///< the day, the extent, the decree
};

/// Why it is not known how much of the older unit is in the newer one.
enum class doubt : std::uint8_t {
  none,
  source_silent,         ///< a source says that it passed, not whether whole
  intermediate_skipped,  ///< a source names only the unit of a later day; others may have held it in between
  divided_after_merger,  ///< it was merged with others, and the whole was divided later: which part is not recorded
};
/// "none", "source_silent", "intermediate_skipped", "divided_after_merger".
[[nodiscard]] constexpr std::string_view name_of(doubt d) noexcept {
  constexpr std::array<std::string_view, 4> names{"none", "source_silent", "intermediate_skipped",
                                                  "divided_after_merger"};
  return names[static_cast<std::size_t>(d)];
}

/// A unit that has (or had) territory of the unit asked about, with every way that leads to it. Extents are those of
/// the older unit of the two: how much of it is in the newer one.
struct related_unit {
  unit_id unit;
  /// `whole` if one way consists of whole successions only; `part` if one way shows that a part, and only a part as far
  /// as it goes, is there; else `unknown`. A unit that lives on is its own successor by the empty way: `whole`, or
  /// `part` if it gave some away.
  extent how_much = extent::whole;
  std::vector<std::vector<succession_step>> ways;  ///< each from the older to the newer unit; at most 64
  extents apart = {extent::whole, extent::whole};  ///< the same of area and of population
  doubt why_unknown = doubt::none;                 ///< `none` unless `how_much` is `unknown`
  bool has_more_ways = false;  ///< there are more than the 64 ways kept
};

/// All units, never just the first, in the order of their codes.
struct related_units {
  std::vector<related_unit> units;
  /// Units on the way that ended (or began) before the day without a recorded succession: what became
  /// of them is not known. A district of 2025-06-30 is such a unit.
  std::vector<unit_id> lost;

  /// The only answer, whole and with nothing lost; else none.
  [[nodiscard]] unit_id only() const noexcept {
    return units.size() == 1 && lost.empty() && units.front().how_much == extent::whole ? units.front().unit
                                                                                        : unit_id{};
  }
};

/// What the forest of units looks like on one day.
using unit_tree = forest_index<contains>;

/// An immutable value, cheap to copy (copies share their data); any number of threads may read it.
class DINH_API registry {
public:
  /// No units, no roles.
  registry();

  /// All nodes and edges, whatever their dates, and those of a day. Both live as long as a copy of the register.
  [[nodiscard]] const frozen_graph<register_schema>& graph() const noexcept;
  [[nodiscard]] graph_at<register_schema> at(date day) const;
  /// Lifetimes of units of all days together.
  [[nodiscard]] std::uint32_t unit_count() const noexcept;
  /// Pre: the id is of this register.
  [[nodiscard]] const unit& operator[](unit_id u) const noexcept;
  /// The days of its life. Pre: the id is of this register.
  [[nodiscard]] validity valid(unit_id u) const;

  // ---- finding --------------------------------------------------------------------------------------
  /// What the code meant on that day; none if nothing. O(log units).
  [[nodiscard]] unit_id find(std::string_view code, date day) const noexcept;
  /// By "<code>@<first day known>"; none if there is no such lifetime. O(log units).
  [[nodiscard]] unit_id find_lifetime(std::string_view key) const noexcept;
  /// Every lifetime of a code, in order.
  [[nodiscard]] std::vector<unit_id> lifetimes(std::string_view code) const;

  // ---- attributes -----------------------------------------------------------------------------------
  /// As they were on that day; on a day outside the unit's life as on the nearest day of it. Pre: the id is of this
  /// register. O(periods of the unit). Households are `nullopt` where no source counts them.
  [[nodiscard]] const std::string& name(unit_id u, date day) const;
  [[nodiscard]] unit_kind kind(unit_id u, date day) const;
  [[nodiscard]] text full_name(unit_id u, date day) const;
  [[nodiscard]] std::optional<std::int64_t> households(unit_id u, date day) const;

  // ---- the tree -------------------------------------------------------------------------------------
  /// None for a root, and for a unit that does not hold on that day.
  [[nodiscard]] unit_id parent(unit_id u, date day) const;
  /// From the parent up to the root.
  [[nodiscard]] std::vector<unit_id> parents(unit_id u, date day) const;
  /// In the order of their keys.
  [[nodiscard]] std::vector<unit_id> children(unit_id u, date day) const;
  /// The unit itself or the nearest above it of that level; none if there is none.
  [[nodiscard]] unit_id ancestor_at(unit_id u, unit_level level, date day) const;
  /// An index of the whole forest on that day, for many questions about it: the caller keeps it.
  /// O(units).
  [[nodiscard]] unit_tree tree(date day) const;

  // ---- history --------------------------------------------------------------------------------------
  /// The units that on `to` hold (or, if `to` is earlier, held) territory of what `u` was on `from`: all of them, by
  /// every chain of successions between the two days. A unit that lives on is among them, beside those that received a
  /// part of it or gave it one. Pre: `u` holds on `from`.
  [[nodiscard]] related_units translate(unit_id u, date from, date to) const;
  /// The units that on `day` hold what was `u` at any time of its life. A unit that still holds is its own successor,
  /// beside those that received a part of it. Pre: `day` is not before `u` began.
  [[nodiscard]] related_units successors(unit_id u, date day) const;
  /// The units that on `day` hold what later became `u`.
  [[nodiscard]] related_units predecessors(unit_id u, date day) const;
  /// Successors, predecessors or the unit itself, as `to` lies after, before or in its life.
  [[nodiscard]] related_units translate(unit_id u, date to) const;

  // ---- bodies and roles -----------------------------------------------------------------------------
  /// The rules of all roles, by role, then by date.
  [[nodiscard]] std::span<const role_rule> roles() const noexcept;
  /// Rule of a role on a day, or null. Where rules differ by kind of unit, the first of them.
  [[nodiscard]] const role_rule* role(std::string_view id, date day) const noexcept;
  /// Rule of a role on a day for a unit of that kind, or null.
  [[nodiscard]] const role_rule* role(std::string_view id, date day, unit_kind kind) const noexcept;
  /// Ids of all roles known by that name: the id, a label, a title or another name ("People's Inspectorate"),
  /// in either language, in the order of ids. Several where texts use one name for several things.
  [[nodiscard]] std::vector<std::string> roles_named(std::string_view name) const;
  /// Who holds the role for a case that lies in `u`, on `day`. If `u` has ended, what became of it
  /// answers, provided that it passed whole to one unit; else the answer is undetermined and has every
  /// possible body among its parts. `facts` decide roles that depend on the case; "unit_level" and
  /// "unit_kind" of the unit and "communes_below" (none) of a district are added where not given.
  [[nodiscard]] resolution resolve(std::string_view role, unit_id u, date day,
                                   std::span<const case_fact> facts = {}) const;
  /// The rules of one role, by date; empty if there is no such role. O(log roles).
  [[nodiscard]] std::span<const role_rule> rules_of(std::string_view role) const noexcept;
  /// The body of a rule in the unit where it is. Pre: the rule has a level, that of the unit on that day.
  [[nodiscard]] resolution body_of(const role_rule& rule, unit_id u, date day,
                                   std::span<const case_fact> facts = {}) const;
  /// Every body and office that the rules or the records place in the unit itself on that day. Of those of
  /// which a unit may have several only the recorded ones.
  [[nodiscard]] std::vector<resolution> bodies(unit_id u, date day) const;
  /// What the bodies and offices of the unit are to each other, and to those above it and in the units right
  /// below, on that day, in the order of the rules.
  [[nodiscard]] std::vector<relation> relations(unit_id u, date day) const;
  /// What on `day` had become of the body that held the role in `u`: of its unit and of its kind.
  /// Pre: `day` is not before `u` began.
  [[nodiscard]] body_succession heirs(std::string_view role, unit_id u, date day) const;
  /// Who holds the office of the role in the unit on that day; empty if nobody is recorded.
  [[nodiscard]] std::vector<holder> holders(std::string_view role, unit_id u, date day) const;
  /// Who sits in the body of the role in the unit on that day.
  [[nodiscard]] std::vector<seat> members(std::string_view role, unit_id u, date day) const;
  /// What roles are to each other, and what kinds of bodies became, in the order of adding.
  [[nodiscard]] std::span<const relation_rule> relation_rules() const noexcept;
  [[nodiscard]] std::span<const role_succession> role_successions() const noexcept;
  /// Rules on how bodies are composed, for `check` (composition.hpp).
  [[nodiscard]] std::span<const composition_rule> composition_rules() const noexcept;

  // ---- words ----------------------------------------------------------------------------------------
  /// The words of reasons; those of the library unless the builder, the pack or the caller gave others.
  [[nodiscard]] const phrase_book& phrases() const noexcept { return phrases_; }
  /// The same register that gives its reasons in these words. O(1).
  [[nodiscard]] registry with_phrases(phrase_book words) const {
    registry out{*this};
    out.phrases_ = std::move(words);
    return out;
  }

private:
  friend class registry_builder;
  struct data;
  explicit registry(std::shared_ptr<const data> d) noexcept : data_{std::move(d)} {}

  std::shared_ptr<const data> data_;
  phrase_book phrases_;
};

/// One row of a register: a unit's name, kind and parent over some days.
struct unit_record {
  std::string key;  ///< lifetime key: "<code>@<first day known>"
  std::string code;
  std::string parent;  ///< lifetime key; empty for a root
  unit_period period;  ///< rows of one lifetime join without a gap
  std::string where;   ///< for diagnostics
};
/// One unit follows another.
struct succession_record {
  std::string predecessor;  ///< lifetime key of a unit of the day before `how.on`
  std::string successor;    ///< lifetime key of a unit of `how.on`, or of `how.known_from`
  succeeded_by how;
  std::string where;  ///< for diagnostics
};
/// A body that is no consequence of the rules on roles, such as a board for one project.
struct body_record {
  body what;
  std::string unit;   ///< lifetime key
  validity when;      ///< within the life of the unit; the body of the rule steps back on these days
  std::string where;  ///< for diagnostics
};

/// Collects records in any order and checks them as a whole.
class DINH_API registry_builder {
public:
  registry_builder& add(unit_record r);
  registry_builder& add(succession_record r);
  registry_builder& add(body_record r);
  registry_builder& add(role_rule r);
  registry_builder& add(relation_rule r);
  registry_builder& add(role_succession r);
  registry_builder& add(composition_rule r);
  registry_builder& add(person_record r);
  registry_builder& add(holding_record r);
  registry_builder& add(membership_record r);
  registry_builder& add(project_record r);

  /// Makes every body, office, team and assembly of the roles a node of the graph, with the relations of the
  /// law as edges. Without it only recorded bodies are nodes, and the bodies of units in which persons are
  /// recorded; `resolve`, `bodies` and `relations` answer from the rules either way. About 30 nodes for each
  /// lifetime of a unit.
  registry_builder& place_bodies() noexcept {
    places_bodies_ = true;
    return *this;
  }

  /// The words in which the register will give its reasons, instead of those of the library.
  registry_builder& set_phrases(phrase_book words) noexcept {
    phrases_ = std::move(words);
    return *this;
  }

  /// All that `other` holds, behind what is here already: a layer on top of a pack. Its words prevail if it has any of
  /// its own.
  registry_builder& add(registry_builder other);
  /// Takes away the rules of a role, so that others can take their place; nothing if there are none.
  registry_builder& remove_role(std::string_view role);

  /// The roles added so far, in that order.
  [[nodiscard]] std::span<const role_rule> roles() const noexcept { return roles_; }
  /// The rules of composition added so far, in that order.
  [[nodiscard]] std::span<const composition_rule> compositions() const noexcept { return compositions_; }

  /// The register, or every fault of it:
  /// - `registry/bad-key`, `registry/code-changed`: key and code do not fit each other;
  /// - `registry/gap-between-periods`, `registry/overlapping-periods`: rows of one lifetime do not join;
  /// - `registry/code-used-twice`: a code means two units on one day;
  /// - `registry/unknown-unit`: a parent, a succession or a body names a lifetime that is not there;
  /// - `registry/parent-not-above`: the parent is not of a higher level;
  /// - `registry/succession-out-of-time`: the old unit did not exist the day before, or the new one not that day;
  /// - `registry/overlapping-rules`, `registry/unknown-role`, `registry/role-cycle`: rules of roles;
  /// - `registry/relation-not-possible`: a relation that no edge type of the schema stands for;
  /// - `registry/person-twice`, `registry/unknown-person`, `registry/no-such-post`, `registry/no-such-body`:
  ///   persons, and the offices and bodies they are recorded in;
  /// - all of `validate` (graph/validate.hpp).
  [[nodiscard]] checked<registry> build() const&;
  /// The same, from what the builder holds, without a copy of it.
  [[nodiscard]] checked<registry> build() &&;

private:
  checked<registry> build_of_own();

  std::vector<unit_record> units_;
  std::vector<succession_record> successions_;
  std::vector<body_record> bodies_;
  std::vector<role_rule> roles_;
  std::vector<relation_rule> relations_;
  std::vector<role_succession> role_successions_;
  std::vector<composition_rule> compositions_;
  people_records people_;
  phrase_book phrases_;
  bool places_bodies_ = false;
};

}  // namespace dinh::inline v1
