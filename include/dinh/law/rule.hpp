#pragma once
/// \file
/// A rule: one thing that one provision asks, with its number, its dates and how well it is known.

#include <dinh/base/citation.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/calendar/limit.hpp>
#include <dinh/law/terms.hpp>
#include <dinh/law/vote.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// Which kind of grassroots a rule speaks of.
enum class grassroots : std::uint8_t { all, commune, community, agency, state_enterprise, employer };
template <>
struct terms<grassroots> {
  static constexpr std::array<std::string_view, 6> names{"all", "commune", "community", "agency", "soe", "employer"};
};

/// What the evaluator takes a rule for. A rule without a use is a duty, a definition, a prohibition: it is known, cited
/// and given deadlines, but decides no question by itself.
enum class rule_use : std::uint8_t {
  passing_threshold,           ///< vote: what passes a content in a setting
  procedural_threshold,        ///< vote: a choice of the meeting about itself
  support_threshold,           ///< vote: supporters of an initiative, petition, request
  support_waived,              ///< below the support: tabled all the same if the conditions hold
  attendance_quorum,           ///< quorum of a meeting or conference
  form_open,                   ///< forms: open for these contents under this condition
  form_required,               ///< forms: the only one for these contents, unless another rule opens one
  online_consent,              ///< vote: the community chose online voting beforehand
  effect,                      ///< from which event a decision counts
  recognition,                 ///< who recognises
  convening,                   ///< who convenes and chairs
  interim_end,                 ///< what ends an interim office
  interim_cap,                 ///< how long an interim office may last
  cluster_size,                ///< number: households from which clusters may meet
  cluster_approval,            ///< who decides on cluster meetings
  full_conference_below,       ///< number: below it a conference is held with all
  committee_members_min,       ///< number
  committee_members_max,       ///< number
  committee_more_members,      ///< a special or scattered unit may set more than the ceiling
  committee_members_by_place,  ///< number: how many follow from population or terrain, which no question tells
  committee_small_commune,     ///< number: ceiling where there are fewer villages than the floor
  committee_follows_villages,  ///< members as many as villages
  committee_not_required,      ///< number: up to it no committee is needed
  committee_deputies_max,      ///< number
  resident_members_max,        ///< number
  committee_term,              ///< term
  committee_transition,        ///< committees of before go on until the event
  by_election_from,            ///< time that must remain for a by-election
  kinship_bar,                 ///< relatives in these parts exclude from membership
  publicity_items,             ///< items of Art 11 on this channel
  publicity_due,               ///< time: within which it has to be made public
  posting_minimum,             ///< time: how long it stays up or is broadcast on this channel
  publicity_list,              ///< number: how often the list of what was made public is due
  publicity_forms,             ///< forms in which something may be made public
  step_before,                 ///< to be done before the vote: notice, documents, team, draft posted
  step_after,                  ///< to be done after it: put in writing, sign, send, announce
  step_recognised              ///< to be done once the decision is recognised
};
template <>
struct terms<rule_use> {
  static constexpr std::array<std::string_view, 37> names{"passing_threshold",
                                                          "procedural_threshold",
                                                          "support_threshold",
                                                          "support_waived",
                                                          "attendance_quorum",
                                                          "form_open",
                                                          "form_required",
                                                          "online_consent",
                                                          "effect",
                                                          "recognition",
                                                          "convening",
                                                          "interim_end",
                                                          "interim_cap",
                                                          "cluster_size",
                                                          "cluster_approval",
                                                          "full_conference_below",
                                                          "committee_members_min",
                                                          "committee_members_max",
                                                          "committee_more_members",
                                                          "committee_members_by_place",
                                                          "committee_small_commune",
                                                          "committee_follows_villages",
                                                          "committee_not_required",
                                                          "committee_deputies_max",
                                                          "resident_members_max",
                                                          "committee_term",
                                                          "committee_transition",
                                                          "by_election_from",
                                                          "kinship_bar",
                                                          "publicity_items",
                                                          "publicity_due",
                                                          "posting_minimum",
                                                          "publicity_list",
                                                          "publicity_forms",
                                                          "step_before",
                                                          "step_after",
                                                          "step_recognised"};
};

/// A fact on which a rule, or one of its roles, depends.
enum class condition : std::uint8_t {
  always,
  failed_meeting,      ///< a meeting was held and too few came to reach the ratio
  front_agrees,        ///< the Front working committee of the village agrees
  head_vacant,         ///< there is no village head
  head_is_front_head,  ///< the village head is also the head of the Front working committee
  scattered,           ///< scattered settlement
  beneficial_and_front_agrees
};
template <>
struct terms<condition> {
  static constexpr std::array<std::string_view, 7> names{"always",
                                                         "failed_meeting",
                                                         "front_agrees",
                                                         "head_vacant",
                                                         "head_is_front_head",
                                                         "scattered",
                                                         "beneficial_and_front_agrees"};
};

/// A set of enumerators; an empty set restricts nothing.
template <class Enum>
class term_set {
public:
  constexpr term_set() = default;
  constexpr void add(Enum e) noexcept { bits_ |= bit(e); }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr bool contains(Enum e) const noexcept { return (bits_ & bit(e)) != 0; }
  /// Whether a rule restricted to this set applies to `e`.
  [[nodiscard]] constexpr bool admits(Enum e) const noexcept { return bits_ == 0 || contains(e); }
  [[nodiscard]] constexpr bool admits(std::optional<Enum> e) const noexcept {
    return bits_ == 0 || (e && contains(*e));
  }
  friend constexpr bool operator==(term_set, term_set) = default;

private:
  static constexpr std::uint16_t bit(Enum e) noexcept {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(e));
  }
  std::uint16_t bits_ = 0;
};

/// Contents 15.1 to 15.6; an empty set restricts nothing.
class content_set {
public:
  constexpr void add(content c) noexcept { bits_ |= static_cast<std::uint8_t>(1U << c.clause()); }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr bool admits(content c) const noexcept { return admits(c.clause()); }
  /// The same by the number of the clause; 0: no content is given.
  [[nodiscard]] constexpr bool admits(std::uint8_t clause) const noexcept {
    return bits_ == 0 || (clause != 0 && ((bits_ >> clause) & 1U) != 0);
  }
  friend constexpr bool operator==(content_set, content_set) = default;

private:
  std::uint8_t bits_ = 0;
};

/// To which questions a rule applies; what is empty restricts nothing.
struct rule_scope {
  term_set<setting> settings;
  content_set contents;
  term_set<decision_form> forms;
  term_set<vote_matter> matters;
  term_set<meeting_purpose> purposes;
  term_set<asked_body> bodies;
  term_set<publicity_channel> channels;
  term_set<relative_role> relatives;
  condition when = condition::always;  ///< facts of the question under which alone it applies
  std::int64_t members_from = 0;  ///< only for bodies of so many members or more
  friend bool operator==(const rule_scope&, const rule_scope&) = default;
};

/// Who acts under a rule, possibly only for some contents or under a condition. Later entries whose condition holds
/// prevail over earlier ones.
struct acting_role {
  role who = role::none;
  condition when = condition::always;  ///< facts under which this role acts
  content_set contents;                ///< for which this role acts; empty: all
  friend bool operator==(const acting_role&, const acting_role&) = default;
};

/// A number that is no period of the four directions: persons, copies, ages, fines, "every 3 months".
struct rule_number {
  std::int64_t value = 0;
  std::int64_t most = 0;  ///< the upper end where the text gives a range; otherwise `value`
  std::string unit;       ///< "person", "household", "month", …
  std::string way;        ///< "min_count", "max_count", "exactly", "every", "term", …
  friend bool operator==(const rule_number&, const rule_number&) = default;
};

/// A day that the provision itself names: of one year, or of every year.
struct named_day {
  int year = 0;  ///< 0: every year
  int month = 1;
  int day = 1;
  std::string way;  ///< "on", "before"
  friend bool operator==(const named_day&, const named_day&) = default;
};

/// What to do where another rule of the same use in force says otherwise.
enum class on_conflict : std::uint8_t {
  higher_rank,   ///< the instrument of higher rank prevails
  needs_review,  ///< the texts are known to conflict: no answer without a lawyer
};
template <>
struct terms<on_conflict> {
  static constexpr std::array<std::string_view, 2> names{"higher_rank", "needs_review"};
};

/// A rule of law as data: what it says in typed members, where it stands, when it holds, how well it is known.
struct rule {
  std::string id;  ///< "GDL-21-2": stable key
  citation source;
  evidence known_by = evidence::memory;
  validity valid;
  grassroots kind = grassroots::all;  ///< whom it speaks of
  text label;
  std::string actor;    ///< role or body key as the registry resolves it; empty if the provision names none
  std::string trigger;  ///< coded event on which the rule comes to bear: "vote_taken"; empty if there is none
  /// From this day on only an earlier wording was seen, although a reform removed or renamed what the provision names.
  std::optional<date> wording_unseen_from;

  /// It holds only in a special case of its provision, such as a complex case or a remote area, beside a rule for the
  /// ordinary one.
  bool special_case = false;

  std::optional<limit> time;  ///< a period, and which end of it is to be kept
  std::optional<rule_number> number;
  std::optional<named_day> on_day;
  /// A period without a number: "session" (the next regular one), "until_event", "permanent",
  /// "same_as_village_head", "at_once", "rest_of_settlement"; "unknown" where the text sets a number that was not seen;
  /// empty if there is none.
  std::string open_period;
  std::optional<threshold> vote;    ///< the ratio that passes, or that supports
  std::optional<threshold> quorum;  ///< the attendance that it asks for
  std::vector<std::string> forms;   ///< forms of acting, as keys
  std::vector<std::int64_t> items;  ///< items of a list of the law, such as those of Art 11

  std::vector<rule_use> uses;  ///< what the evaluator takes it for
  rule_scope applies;          ///< to which questions of its uses
  std::vector<acting_role> roles;           ///< who convenes, recognises, decides
  std::optional<effect_event> counts_from;  ///< of a decision
  std::optional<ending_event> ends_with;    ///< of an interim office, or a body of an earlier rule
  std::optional<office_term> term;          ///< of a body
  bool permanent = false;                   ///< a posting that stays up for good
  on_conflict conflict = on_conflict::higher_rank;
  /// Rules that detail this one more narrowly; outside of them this rule alone is not enough.
  std::vector<std::string> narrowed_by;
  /// Earlier rules on the same thing, newest first.
  std::vector<std::string> replaces;
  /// General rules whose place this one takes where it applies. Only rules of a layer have them: see docs/packs.md.
  std::vector<std::string> overrides;
  /// Id of the layer that brings the rule; empty for a rule of the base pack.
  std::string layer;
  /// What the rule rests on besides its own provision (a reading, a source conflict).
  std::optional<text> remark;

  friend bool operator==(const rule&, const rule&) = default;
};

/// How well the rule is known on a day: a text whose wording of that day was not seen counts as a summary.
[[nodiscard]] inline evidence known_on(const rule& r, date on) noexcept {
  const bool is_older_wording = r.wording_unseen_from && on >= *r.wording_unseen_from;
  return is_older_wording && r.known_by == evidence::text ? evidence::summary : r.known_by;
}

}  // namespace dinh::inline v1
