#pragma once
/// \file
/// The evaluator: a question of grassroots democracy, the rules of a date, the answer. It interprets rule data; no case
/// and no number of the law is written in code.
///
/// \code
/// ruling r = rule_on(rules, {.asked = question_kind::decision, .on = date{2023, 9, 1}, .where = setting::village,
///                            .what = "15.6", .form = decision_form::meeting, .households = 8318, .in_favour = 4160});
/// r.result;       // outcome::passed
/// verdict v = decide(rules, question);   // the same with its reasons in words
/// \endcode

#include <dinh/base/date.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/config.hpp>
#include <dinh/law/rule_set.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace dinh::inline v1 {

/// What is asked.
enum class question_kind : std::uint8_t {
  decision,            ///< is it decided?
  procedural_vote,     ///< a choice of the meeting about itself
  initiative,          ///< are there enough supporters?
  minimum_votes,       ///< how many are enough?
  effect,              ///< from when does it count, and who recognises it?
  choose_form,         ///< is this form open?
  cluster_meetings,    ///< may the village meet by clusters?
  convention_meeting,  ///< is the meeting on the village convention valid?
  publicity_items,     ///< which items of Art 11 go on this channel?
  recognise,           ///< who recognises, may this body?
  convene_meeting,     ///< who convenes and chairs?
  interim_head,        ///< until when may an interim head act?
  committee_size,
  committee_term,
  by_election,
  board_composition,
  member_eligibility
};
template <>
struct terms<question_kind> {
  static constexpr std::array<std::string_view, 17> names{
      "decision",        "procedural_vote", "initiative",     "minimum_votes",  "effect",      "choose_form",
      "cluster_meetings", "convention_meeting", "publicity_items", "recognise", "convene_meeting", "interim_head",
      "committee_size",  "committee_term",  "by_election",    "board_composition", "member_eligibility"};
};

static_assert(terms<question_kind>::names[static_cast<std::size_t>(question_kind::member_eligibility)] == "member_eligibility");

/// Households and votes in favour of one cluster or one village.
struct tally {
  std::int64_t households = 0;
  std::int64_t in_favour = 0;
  friend bool operator==(const tally&, const tally&) = default;
};

/// What is asked, and the facts. A fact that is left out is not part of the question; `counted::unknown()` says that it
/// is needed but unknown.
struct question {
  question_kind asked = question_kind::decision;
  date on = no_date();  ///< whose law applies
  std::optional<setting> where = std::nullopt;
  content what = {};  ///< the clause of Art 15 that is decided
  std::optional<decision_form> form = std::nullopt;
  std::optional<vote_matter> matter = std::nullopt;       ///< of a procedural vote, or of what is supported
  std::optional<meeting_purpose> purpose = std::nullopt;  ///< of a meeting about a village head
  /// Whose size, term or members are asked about, or that would recognise.
  std::optional<asked_body> body = std::nullopt;
  std::optional<publicity_channel> channel = std::nullopt;  ///< for `publicity_items`
  std::optional<conference_kind> conference = std::nullopt;
  /// Part of a candidate's relative in the project, for `member_eligibility`.
  std::optional<relative_role> relative = std::nullopt;

  counted households = {};  ///< all household representatives of the village
  counted present = {};     ///< those attending the meeting or conference
  counted valid_ballots = {};
  counted ballots_returned = {};  ///< of a household ballot
  counted votes_cast = {};
  counted in_favour = {};
  counted against = {};
  counted blank = {};
  counted agreeing = {};       ///< supporters of an initiative, petition or request
  counted online_agreed = {};  ///< household representatives who chose online voting beforehand
  counted villages_total = {};
  counted villages_in_favour = {};  ///< where `villages` does not list them
  counted staff = {};               ///< all staff or workers of the unit
  counted delegates_summoned = {};
  counted base = {};  ///< of a stated threshold
  counted members = {};  ///< of the committee or board asked about
  counted resident_members = {};
  std::vector<tally> clusters = {};  ///< meetings of one village by clusters: they are added up
  std::vector<tally> villages = {};  ///< of a commune, each with a result of its own

  std::optional<threshold> stated = std::nullopt;  ///< a threshold that the question itself gives
  std::optional<bool> failed_meeting = std::nullopt;  ///< a meeting was held and too few came to reach the ratio
  std::optional<bool> front_committee_agrees = std::nullopt;  ///< the Front working committee of the village
  std::optional<bool> beneficial = std::nullopt;              ///< the initiative may benefit the community
  std::optional<bool> scattered = std::nullopt;               ///< scattered settlement or unit
  std::optional<bool> special = std::nullopt;  ///< a special case of an agency or enterprise (Arts 60(1), 77(1))
  std::optional<bool> head_vacant = std::nullopt;
  std::optional<bool> head_is_front_head = std::nullopt;  ///< the village head also heads the Front working committee

  std::optional<date> passed_on = std::nullopt;  ///< day of the vote
  std::optional<date> recognised_on = std::nullopt;
  std::optional<date> effective_date_set = std::nullopt;  ///< by the commune People's Committee
  std::optional<date> start = std::nullopt;               ///< first day of the office or body asked about
  std::optional<date> term_ends = std::nullopt;           ///< last day of the term
  std::optional<date> vacancy_on = std::nullopt;          ///< day on which the seat fell vacant
  std::optional<citation> provision = std::nullopt;  ///< only this instrument counts
};

/// A fact of a question that an answer can turn on: what `reason_kind::fact_missing` names. The names are those of the
/// members of `question`, and of a case file.
enum class asked_fact : std::uint8_t {
  setting,
  content,
  form,
  matter,
  purpose,
  body,
  relative_role,
  households,
  present,
  in_favour,
  agreeing,
  villages_total,
  villages_in_favour,
  staff,
  delegates_summoned,
  threshold,
  base,
  term_ends,
  vacancy_on,
  scattered,
  scattered_or_special,
  kind_of_commune,  ///< population and terrain: no question tells them
  who_acts          ///< the facts on which it depends who acts under the rule
};
template <>
struct terms<asked_fact> {
  static constexpr std::array<std::string_view, 23> names{"setting",
                                                          "content",
                                                          "form",
                                                          "matter",
                                                          "purpose",
                                                          "body",
                                                          "relative_role",
                                                          "households",
                                                          "present",
                                                          "in_favour",
                                                          "agreeing",
                                                          "villages_total",
                                                          "villages_in_favour",
                                                          "staff",
                                                          "delegates_summoned",
                                                          "threshold",
                                                          "base",
                                                          "term_ends",
                                                          "vacancy_on",
                                                          "scattered",
                                                          "scattered_or_special",
                                                          "kind_of_commune",
                                                          "who_acts"};
};

/// One step of the reasoning, without words: see `explain`.
enum class reason_kind : std::uint8_t {
  no_rule,          ///< no rule known answers this on that day
  texts_conflict,   ///< two rules in force say different things
  law_is_wider,     ///< the law opens more than the decree details
  needed,           ///< a = enough, b = base
  base_not_stated,  ///< the rule asks for a share and does not say of what
  needed_disputed,  ///< b = base; the sources differ whether exactly that share is enough
  counted_votes,    ///< a votes of b
  fact_missing,        ///< a = the `asked_fact`
  more_than_possible,  ///< a exceeds b
  nothing_to_count,    ///< the base is zero
  form_open,
  form_open_if,  ///< the rule opens it for a case of which the question does not say whether it is this one
  form_not_open,
  online_consent,  ///< a agreed of b, see `holds`
  quorum,          ///< a present, b needed, see `holds`
  reach,           ///< a present, b needed to reach the ratio, see `holds`
  ballot_opens,
  ballot_stays_shut,
  clusters_added,      ///< a households in b clusters
  villages_assenting,  ///< a of b villages
  full_conference,     ///< a staff, delegates only from b
  supported,           ///< a of b supporters needed, see `holds`
  tabled_without_support,
  counts_from,
  recogniser,
  convener,
  decider,
  interim,
  cap_until,
  number_rule,  ///< a number of the law: a
  not_required,
  follows_villages,
  term,
  transition,
  rest_of_term,  ///< see `holds`
  kinship,
  items,
  evidence_too_weak  ///< a, b: levels found and asked for, as `evidence`
};

/// One reason of a ruling, without words: they are made when asked for.
struct reason {
  const rule* source = nullptr;  ///< owned by the rule set of the question
  std::int64_t a = 0;            ///< what it is, and whether there is one, says `reason_kind`; so of `b`
  std::int64_t b = 0;
  reason_kind kind = reason_kind::no_rule;
  bool holds = true;  ///< where the reason is a test: it is passed
};

/// At most this many reasons are kept; more than any question needs.
inline constexpr std::size_t most_reasons = 16;

/// Room for the reasons of a ruling, of which only the first `ruling::reason_count` are set: to clear all of it would take
/// longer than most decisions.
class reason_slots {
public:
  reason_slots() noexcept {}  // leaves the bytes as they are; their walk ends behind those that are set
  [[nodiscard]] reason& operator[](std::size_t i) noexcept { return begin()[i]; }
  [[nodiscard]] const reason& operator[](std::size_t i) const noexcept { return begin()[i]; }
  [[nodiscard]] static constexpr std::size_t size() noexcept { return most_reasons; }
  [[nodiscard]] reason* begin() noexcept { return std::launder(reinterpret_cast<reason*>(bytes_)); }
  [[nodiscard]] const reason* begin() const noexcept { return std::launder(reinterpret_cast<const reason*>(bytes_)); }

  /// Behind the last one that is set.
  [[nodiscard]] reason* end() noexcept { return begin() + set_; }
  [[nodiscard]] const reason* end() const noexcept { return begin() + set_; }

private:
  friend struct ruling;
  static_assert(std::is_trivially_copyable_v<reason>);  // copied as bytes, set or not
  std::uint8_t set_ = 0;
  alignas(reason) std::byte bytes_[most_reasons * sizeof(reason)];
};

/// The answer without words: no memory is allocated for it. Fields that are no part of the answer are empty.
struct ruling {
  std::optional<outcome> result;        ///< empty where the question has no outcome, such as who convenes
  std::optional<std::int64_t> minimum;  ///< smallest number that is enough
  std::optional<std::int64_t> base;     ///< what the ratio is taken of
  std::optional<threshold> applied;     ///< the ratio that decided
  std::optional<std::int64_t> villages_in_favour;  ///< of a commune counted by villages
  std::optional<bool> meeting_valid;               ///< enough attended
  std::optional<bool> ballot_open;  ///< on the ground that the meeting failed
  std::optional<bool> must_be_tabled;  ///< of an initiative
  std::optional<bool> allowed;         ///< the form, meeting, number or candidate that was asked about
  std::optional<role> decided_by;      ///< who opens the form, or decides on cluster meetings
  std::optional<role> convener;
  std::optional<role> recogniser;  ///< `role::none`: it needs no recognition
  std::optional<date> day;         ///< from which the decision counts; of an interim head the end of the longest time
  std::optional<effect_event> effective_from;
  std::optional<ending_event> until_event;  ///< what ends the interim office, or the body elected under an earlier rule
  std::optional<bool> by_election_required;
  std::optional<bool> committee_required;
  std::optional<std::int64_t> members;      ///< where they follow the number of villages
  std::optional<std::int64_t> members_min;  ///< of the committee or board; so the three below
  std::optional<std::int64_t> members_max;
  std::optional<std::int64_t> deputies_max;
  std::optional<std::int64_t> resident_members_max;
  std::optional<office_term> term;
  std::uint16_t items = 0;                         ///< bit i: item i of Art 11 (1..14)
  std::optional<std::int64_t> further_votes;       ///< fewest votes that were missing
  std::optional<std::int64_t> further_attendance;  ///< fewest attendants that were missing
  /// Whether those who have not voted yet could still carry it; empty where the question does not say how many voted.
  std::optional<bool> still_reachable;

  reason_slots reasons;  ///< the first `reason_count` are set; see `most_reasons`
  std::uint8_t reason_count = 0;

  /// For the evaluator: adds a reason, unless there are `most_reasons` already.
  void because(reason_kind k, const rule* source = nullptr, std::int64_t a = 0, std::int64_t b = 0) noexcept {
    note({source, a, b, k, true});
  }
  void note(reason r) noexcept {
    if (reason_count >= most_reasons) return;
    reasons[reason_count++] = r;
    reasons.set_ = reason_count;
  }
  [[nodiscard]] bool has_items() const noexcept { return items != 0; }
};

/// A ruling with its reasons in words.
struct verdict : ruling {
  explanation why;
};

/// The answer to a question. Never guesses: `undetermined` where a needed fact is unknown, `needs_review` where the
/// texts conflict or are silent. Order of the tests: facts missing or impossible, form, attendance, votes.
/// Where the rules accept only better evidence (`rule_set::accepting`) and the answer rests on a weaker rule, it is
/// `undetermined` and nothing else. Some 200 ns for the decision of a village; no allocation. Pre: `q.on` is a day.
[[nodiscard]] DINH_API ruling rule_on(const rule_set& rules, const question& q) noexcept;

/// `rule_on` with its reasons in Vietnamese and English.
[[nodiscard]] DINH_API verdict decide(const rule_set& rules, const question& q);

/// The reasons of a ruling in words. `r` must come from `rule_on(rules, q)`.
[[nodiscard]] DINH_API explanation explain(const rule_set& rules, const question& q, const ruling& r);

/// "tổng số đại diện hộ gia đình trong thôn, tổ dân phố" / "all household representatives of the village".
[[nodiscard]] DINH_API text label_of(base_of b);

}  // namespace dinh::inline v1
