#pragma once
// Answers one question from the rules of a day. Its members are defined by subject: facts, votes and forms that several
// questions share, and a file for each kind of question.

#include <dinh/law/decide.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace dinh::inline v1::deciding {

class evaluator {
public:
  evaluator(const rule_set& rules, const question& q, ruling& out) noexcept
      : rules_{rules},
        q_{q},
        out_{out},
        asked_{rule_use::passing_threshold, q},
        failed_meeting_{q.failed_meeting} {}

  void run() noexcept;

private:
  enum class openness : std::uint8_t { open, not_open, review };

  // ---- rules and answers ----------------------------------------------------------------------------------------
  [[nodiscard]] rule_question asking(rule_use use) const noexcept {
    return {.use = use,
            .where = q_.where,
            .what = q_.what,
            .form = q_.form,
            .matter = q_.matter,
            .purpose = q_.purpose,
            .body = q_.body,
            .channel = q_.channel};
  }
  [[nodiscard]] governing_rule governing(rule_use use) const noexcept { return rules_.governing(asked_.of(use), q_.on); }
  void answer(outcome o) noexcept { out_.result = o; }
  /// No rule, or rules in conflict: the answer is left to a lawyer.
  [[nodiscard]] bool unsettled(governing_rule g) noexcept;
  /// The answer turns on a fact that is not known.
  void missing(asked_fact which) noexcept {
    out_.because(reason_kind::fact_missing, nullptr, static_cast<std::int64_t>(which));
    answer(outcome::undetermined);
  }
  /// The base is zero: refused.
  void nothing_to_count() noexcept;

  // ---- facts ----------------------------------------------------------------------------------------------------
  /// Notes `part > whole` or a negative number as impossible.
  [[nodiscard]] bool exceeds(const counted& part, const counted& whole) noexcept;
  /// The sum of what is known; empty where it leaves 64 bits or a part is negative.
  template <class... Counted>
  [[nodiscard]] static counted sum(const Counted&... parts) noexcept {
    return clamp(((parts.is_known() ? detail::wide{parts.value()} : detail::wide{0}) + ...));
  }
  [[nodiscard]] static counted clamp(detail::wide v) noexcept {
    constexpr detail::wide most = INT64_MAX;
    return counted{static_cast<std::int64_t>(v > most ? most : v)};
  }
  template <class Member>
  [[nodiscard]] static counted total(const std::vector<tally>& list, Member member) noexcept {
    detail::wide sum_of = 0;
    for (const tally& t : list) sum_of += t.*member;
    return clamp(sum_of);
  }
  /// Notes a stated count in favour that the tallies rule out: `yes` of the `listed` are counted, those left of `all`
  /// may say either.
  [[nodiscard]] bool disagrees(const counted& stated, const counted& yes, const counted& listed,
                               const counted& all) noexcept;
  [[nodiscard]] bool impossible_tallies(const std::vector<tally>& list) noexcept;
  /// Checks every number of a vote of `voters`, those attending included.
  [[nodiscard]] bool impossible(const counted& voters, const counted& in_favour) noexcept;
  [[nodiscard]] bool stated_threshold_is_possible() noexcept;
  [[nodiscard]] std::optional<bool> holds(condition c) const noexcept;
  /// Who acts under a rule: the last entry that applies to the content and whose condition holds.
  [[nodiscard]] std::optional<role> acting(const rule& r) const noexcept;
  /// Whether a few years can be added without leaving the range of dates.
  [[nodiscard]] static bool is_countable(date d) noexcept { return !d.is_special() && d.year() < 9900; }

  // ---- votes ---------------------------------------------------------------------------------------------------------
  /// Notes threshold, base and minimum. False where the minimum depends on a disputed reading.
  void apply(const threshold& t, const rule* source, std::int64_t base) noexcept;
  void count(std::int64_t votes, outcome yes, outcome no) noexcept;
  /// Whether the voters who are left could still carry it.
  void note_reach(std::int64_t votes, std::int64_t voters) noexcept;

  // ---- the forms of a community --------------------------------------------------------------------------------------
  /// Whether the form of the question is open for its content. Facts that are no part of the question are not held
  /// against the form.
  [[nodiscard]] openness form_is_open(const counted& households) noexcept;
  /// Ends the question where its form is not open or the texts leave it open; false where the votes decide.
  [[nodiscard]] bool form_rules_it_out(const counted& households) noexcept;
  /// The meeting before a ballot, where the question says who came to it and not whether it failed: its attendance tells
  /// (Art 19(1)(b)). Sets `failed_meeting_`.
  [[nodiscard]] std::optional<ruling> meeting_before_ballot(const counted& households) noexcept;
  void note_who_came(const ruling& meeting) noexcept;
  /// What to cite where no rule speaks of this form for this content: the rule that opens the form for other contents,
  /// then in the other setting, then the one that opens other forms for this content.
  [[nodiscard]] const rule* nearest_form_rule() const noexcept;
  /// Whether `r` opens a form only as an exception from one that the law requires for this content. Whoever asks if the
  /// form may be chosen has to say that the exception is there; a vote already taken is not doubted for it.
  [[nodiscard]] bool is_exception(const rule& r) const noexcept;
  [[nodiscard]] governing_rule governing_any_form(rule_use use) const noexcept;
  /// Whether rules in force detail `r` and none of them covers this question.
  [[nodiscard]] bool is_narrowed_away(const rule& r) const noexcept;
  void choose_form() noexcept;

  // ---- the village ----------------------------------------------------------------------------------------------
  void village_decision() noexcept;
  /// What a ratio of the village is taken of: those attending where the rule says so, all representatives otherwise.
  [[nodiscard]] counted base_for(const threshold& t, const counted& households) const noexcept;
  /// Whether those attending are enough: an explicit quorum, and that the ratio can be reached at all (the ground of
  /// Art 19(1)(b)). Sets `meeting_valid` and `ballot_open`.
  [[nodiscard]] bool attendance(std::int64_t households) noexcept;
  /// Whether the village may meet by clusters; empty where a fact that this turns on is no part of the question.
  [[nodiscard]] std::optional<bool> may_meet_by_clusters(const counted& households) noexcept;
  [[nodiscard]] static bool is_large(const rule& size, std::int64_t households) noexcept {
    return size.number->way == "more_than" ? households > size.number->value : households >= size.number->value;
  }
  void cluster_meetings() noexcept;
  void convention_meeting() noexcept;

  // ---- other decisions -----------------------------------------------------------------------------------------------
  void decision() noexcept;
  void commune_decision() noexcept;
  /// Those who may attend a conference: all staff, or the delegates summoned.
  [[nodiscard]] counted conference_body() const noexcept;
  void conference_decision() noexcept;
  /// A ballot of all staff: the law opens it where a conference fails twice, and states no ratio (Arts 50(2), 68(2)).
  void ballot_of_all() noexcept;
  /// Ends the question where a conference is said to have decided otherwise than by meeting.
  [[nodiscard]] bool conference_form_rules_it_out() noexcept;
  void boundary_decision() noexcept;
  void stated_decision() noexcept;

  // ---- how many are enough -------------------------------------------------------------------------------------------
  void procedural_vote() noexcept;
  void initiative() noexcept;
  /// Whose share a count of supporters is: the staff for a conference, the households otherwise. Says also which rule
  /// is asked.
  [[nodiscard]] counted supporters_of(rule_question& asked) const noexcept;
  [[nodiscard]] asked_fact supporters_are() const noexcept {
    return q_.matter == vote_matter::conference_request ? asked_fact::staff : asked_fact::households;
  }
  void minimum_votes() noexcept;
  /// Of nobody nothing is enough: a share of those present is out of reach where nobody is.
  void note_empty_meeting(std::int64_t present) noexcept;
  /// How many are enough for a choice of the meeting about itself, or for an initiative, a petition or a request.
  void minimum_on_matter() noexcept;

  // ---- effect and recognition ----------------------------------------------------------------------------------------
  void effect() noexcept;
  /// Sets `recogniser`; false (with `needs_review`) where the texts are silent or conflict.
  bool find_recogniser(const governing_rule& g) noexcept;
  void recognise() noexcept;

  // ---- the head -------------------------------------------------------------------------------------------------
  void convene_meeting() noexcept;
  void interim_head() noexcept;
  [[nodiscard]] bool is_of_asked_provision(const rule& r) const noexcept {
    return !q_.provision || r.source.instrument == q_.provision->instrument;
  }

  // ---- committees and boards -----------------------------------------------------------------------------------------
  [[nodiscard]] rule_question asking_body(rule_use use) const noexcept;
  [[nodiscard]] governing_rule governing_body(rule_use use) const noexcept;
  void take(std::optional<std::int64_t>& into, const governing_rule& g) noexcept;
  void committee_size() noexcept;
  /// Whether the unit may set more members than its ceiling; empty where the question does not say what it is.
  [[nodiscard]] std::optional<bool> is_scattered_or_special() const noexcept;
  /// Whether so many members are allowed between the floor and the ceiling found. `floor` is the rule of the floor,
  /// `more` the one that lets special units set more.
  void judge_members(const rule& floor, std::optional<bool> may_set_more, const rule* more) noexcept;
  void committee_term() noexcept;
  void by_election() noexcept;
  void board_composition() noexcept;
  void member_eligibility() noexcept;

  // ---- publicity ------------------------------------------------------------------------------------------------
  void publicity_items() noexcept;

  const rule_set& rules_;
  const question& q_;
  ruling& out_;
  const detail::prepared_question asked_;  // of any use
  const rule* opened_by_ = nullptr;
  bool exceptions_must_be_claimed_ = false;
  std::optional<bool> failed_meeting_;  // as the question says, or as it follows from who came
};

}  // namespace dinh::inline v1::deciding
