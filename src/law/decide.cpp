#include <dinh/law/decide.hpp>

#include <initializer_list>
#include <optional>

namespace dinh::inline v1 {
namespace {

class evaluator {
public:
  evaluator(const rule_set& rules, const question& q, ruling& out) noexcept : rules_{rules}, q_{q}, out_{out} {}

  void run() noexcept {
    switch (q_.asked) {
      case question_kind::decision:
        decision();
        break;
      case question_kind::procedural_vote:
        procedural_vote();
        break;
      case question_kind::initiative:
        initiative();
        break;
      case question_kind::minimum_votes:
        minimum_votes();
        break;
      case question_kind::effect:
        effect();
        break;
      case question_kind::choose_form:
        choose_form();
        break;
      case question_kind::cluster_meetings:
        cluster_meetings();
        break;
      case question_kind::convention_meeting:
        convention_meeting();
        break;
      case question_kind::publicity_items:
        publicity_items();
        break;
      case question_kind::recognise:
        recognise();
        break;
      case question_kind::convene_meeting:
        convene_meeting();
        break;
      case question_kind::interim_head:
        interim_head();
        break;
      case question_kind::committee_size:
        committee_size();
        break;
      case question_kind::committee_term:
        committee_term();
        break;
      case question_kind::by_election:
        by_election();
        break;
      case question_kind::board_composition:
        board_composition();
        break;
      case question_kind::member_eligibility:
        member_eligibility();
        break;
    }
  }

private:
  enum class openness : std::uint8_t { open, not_open, review };

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
  [[nodiscard]] governing_rule governing(rule_use use) const noexcept { return rules_.governing(asking(use), q_.on); }

  void answer(outcome o) noexcept { out_.result = o; }
  /// No rule, or rules in conflict: the answer is left to a lawyer.
  [[nodiscard]] bool unsettled(const governing_rule& g) noexcept {
    if (!g) {
      out_.because(reason_kind::no_rule);
      answer(outcome::needs_review);
      return true;
    }
    if (!g.is_disputed()) return false;
    out_.because(reason_kind::texts_conflict, g.rule_found);
    out_.because(reason_kind::texts_conflict, g.rival);
    answer(outcome::needs_review);
    return true;
  }
  void missing() noexcept {
    out_.because(reason_kind::fact_missing);
    answer(outcome::undetermined);
  }

  // ---- facts --------------------------------------------------------------------------------------

  /// Notes `part > whole` or a negative number as impossible.
  [[nodiscard]] bool exceeds(const counted& part, const counted& whole) noexcept {
    if (!part.is_known()) return false;
    if (part.value() < 0 || (whole.is_known() && part.value() > whole.value())) {
      out_.because(reason_kind::more_than_possible, nullptr, part.value(), whole.is_known() ? whole.value() : 0);
      return true;
    }
    return false;
  }
  /// The sum of what is known; empty where it leaves 64 bits or a part is negative.
  [[nodiscard]] static counted sum(std::initializer_list<counted> parts) noexcept {
    detail::wide total = 0;
    for (const counted& p : parts)
      if (p.is_known()) total += p.value();
    return clamp(total);
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
                               const counted& all) noexcept {
    if (!stated.is_known() || !all.is_known()) return false;
    const detail::wide most = detail::wide{yes.value()} + all.value() - listed.value();
    if (stated.value() >= yes.value() && stated.value() <= most) return false;
    out_.because(reason_kind::more_than_possible, nullptr, stated.value(), yes.value());
    return true;
  }
  [[nodiscard]] bool impossible_tallies(const std::vector<tally>& list) noexcept {
    for (const tally& t : list)
      if (t.households < 0 || t.in_favour < 0 || t.in_favour > t.households) {
        out_.because(reason_kind::more_than_possible, nullptr, t.in_favour, t.households);
        return true;
      }
    return false;
  }
  /// Checks every number of a vote of `voters`, those attending included.
  [[nodiscard]] bool impossible(const counted& voters, const counted& in_favour) noexcept {
    // A ballot taken after a failed meeting says nothing about who came to that meeting.
    const bool at_meeting = !q_.form || *q_.form == decision_form::meeting;
    const counted attending = at_meeting ? q_.present : counted{};
    const counted said = sum({in_favour, q_.against});
    const counted cast = sum({in_favour, q_.against, q_.blank});
    for (const counted* part : {&voters, &in_favour, &q_.against, &q_.blank, &q_.present, &q_.valid_ballots,
                                &q_.ballots_returned, &q_.votes_cast, &q_.online_agreed})
      if (exceeds(*part, voters)) return true;
    for (const counted* part : {&in_favour, &cast, &q_.valid_ballots, &q_.ballots_returned, &q_.votes_cast})
      if (exceeds(*part, attending)) return true;
    return exceeds(cast, voters) || exceeds(said, q_.valid_ballots) || exceeds(cast, q_.ballots_returned) ||
           exceeds(cast, q_.votes_cast) || exceeds(q_.valid_ballots, q_.ballots_returned) ||
           exceeds(q_.valid_ballots, q_.votes_cast);
  }

  [[nodiscard]] std::optional<bool> holds(condition c) const noexcept {
    switch (c) {
      case condition::always:
        return true;
      case condition::failed_meeting:
        return q_.failed_meeting;
      case condition::front_agrees:
        return q_.front_committee_agrees;
      case condition::head_vacant:
        return q_.head_vacant;
      case condition::head_is_front_head:
        return q_.head_is_front_head;
      case condition::scattered:
        return q_.scattered;
      case condition::beneficial_and_front_agrees:
        if (q_.beneficial == false || q_.front_committee_agrees == false) return false;
        if (q_.beneficial == true && q_.front_committee_agrees == true) return true;
        return std::nullopt;
    }
    return std::nullopt;
  }

  /// Who acts under a rule: the last entry that applies to the content and whose condition holds.
  [[nodiscard]] std::optional<role> acting(const rule& r) const noexcept {
    std::optional<role> who;
    for (const acting_role& a : r.roles)
      if (a.contents.admits(q_.what) && holds(a.when).value_or(false)) who = a.who;
    return who;
  }

  // ---- votes --------------------------------------------------------------------------------------

  /// Notes threshold, base and minimum. False where the minimum depends on a disputed reading.
  void apply(const threshold& t, const rule* source, std::int64_t base) noexcept {
    out_.applied = t;
    out_.base = base;
    out_.minimum = least_enough(t, base);
    if (out_.minimum)
      out_.because(reason_kind::needed, source, *out_.minimum, base);
    else
      out_.because(reason_kind::needed_disputed, source, 0, base);
  }
  void count(std::int64_t votes, outcome yes, outcome no) noexcept {
    const auto enough = is_enough(*out_.applied, votes, *out_.base);
    out_.note({nullptr, votes, *out_.base, reason_kind::counted_votes, enough.value_or(false)});
    if (!enough)
      answer(outcome::needs_review);
    else
      answer(*enough ? yes : no);
    if (out_.minimum && votes < *out_.minimum) out_.further_votes = *out_.minimum - votes;
    // All who vote: those attending a meeting or a conference, the whole base of a ballot or an online vote.
    const bool together = !q_.form || *q_.form == decision_form::meeting;
    note_reach(votes, together && q_.present.is_known() ? q_.present.value() : *out_.base);
  }
  /// Whether the voters who are left could still carry it.
  void note_reach(std::int64_t votes, std::int64_t voters) noexcept {
    counted voted = q_.votes_cast.is_known() ? q_.votes_cast : q_.ballots_returned;
    if (q_.against.is_known() || q_.blank.is_known()) {
      const counted said = sum({counted{votes}, q_.against, q_.blank});
      if (!voted.is_known() || said.value() > voted.value()) voted = said;
    }
    if (!q_.villages.empty()) {
      voted = counted{static_cast<std::int64_t>(q_.villages.size())};
      voters = *out_.base;
      // A stated total may count villages that are not listed: how many have decided is not known then.
      if (q_.villages_in_favour.is_known() && voted.value() < voters) return;
    }
    if (!voted.is_known() || !out_.minimum) return;
    out_.still_reachable = sum({counted{votes}, counted{voters - voted.value()}}).value() >= *out_.minimum;
  }

  void decision() noexcept {
    if (!q_.where) return missing();
    switch (*q_.where) {
      case setting::village:
        return village_decision();
      case setting::commune:
        return commune_decision();
      case setting::agency_conference:
      case setting::state_enterprise_conference:
        return conference_decision();
      case setting::boundary_consultation:
        return boundary_decision();
      case setting::custom:
        return stated_decision();
      case setting::agency:
      case setting::state_enterprise:
        // A ballot of all staff: the law states no ratio for it (Arts 50(2), 68(2)).
        (void)unsettled(governing(rule_use::passing_threshold));
        return;
    }
  }

  void village_decision() noexcept {
    counted households = q_.households;
    counted in_favour = q_.in_favour;
    if (!q_.clusters.empty()) {
      if (impossible_tallies(q_.clusters)) return answer(outcome::invalid_input);
      const counted all = total(q_.clusters, &tally::households);
      if (!households.is_asked()) households = all;
      if (exceeds(all, households)) return answer(outcome::invalid_input);
      const counted yes = total(q_.clusters, &tally::in_favour);
      if (!in_favour.is_asked()) in_favour = yes;
      if (disagrees(in_favour, yes, all, households)) return answer(outcome::invalid_input);
      out_.because(reason_kind::clusters_added, nullptr, all.value(), static_cast<std::int64_t>(q_.clusters.size()));
    }
    if (impossible(households, in_favour)) return answer(outcome::invalid_input);
    if (!households.is_known() || !q_.what.is_given()) return missing();
    if (households.value() == 0) {
      out_.because(reason_kind::nothing_to_count);
      return answer(outcome::invalid_input);
    }
    const governing_rule g = governing(rule_use::passing_threshold);
    if (unsettled(g)) return;
    const counted of = base_for(*g->vote, households);
    if (!of.is_known()) return missing();
    apply(*g->vote, g.rule_found, of.value());

    if (!q_.clusters.empty() && may_meet_by_clusters(households) == false) return answer(outcome::unlawful_form);
    if (q_.form) {
      switch (form_is_open(households)) {
        case openness::open:
          break;
        case openness::not_open:
          return answer(outcome::unlawful_form);
        case openness::review:
          return answer(outcome::needs_review);
      }
    }
    const bool at_meeting = !q_.form || *q_.form == decision_form::meeting;
    if (at_meeting && q_.present.is_known() && !attendance(households.value())) return answer(outcome::unreachable);
    if (!in_favour.is_known()) return missing();
    count(in_favour.value(), outcome::passed, outcome::not_passed);
  }

  /// What a ratio of the village is taken of: those attending where the rule says so, all representatives otherwise.
  [[nodiscard]] counted base_for(const threshold& t, const counted& households) const noexcept {
    return t.of == base_of::attending || t.of == base_of::attending_representatives ? q_.present : households;
  }

  /// Whether the village may meet by clusters; empty where a fact that this turns on is no part of the question.
  [[nodiscard]] std::optional<bool> may_meet_by_clusters(const counted& households) noexcept {
    const governing_rule g = governing(rule_use::cluster_size);
    if (!g || !households.is_known() || !q_.scattered) return std::nullopt;
    const bool both = g->applies.when == condition::scattered;  // a size that counts only if scattered
    const bool large = is_large(*g, households.value());
    const bool allowed = both ? large && *q_.scattered : large || *q_.scattered;
    if (!allowed) out_.because(reason_kind::form_not_open, g.rule_found);
    return allowed;
  }
  [[nodiscard]] static bool is_large(const rule& size, std::int64_t households) noexcept {
    return size.number->way == "more_than" ? households > size.number->value : households >= size.number->value;
  }

  /// Whether those attending are enough: an explicit quorum, and that the ratio can be reached at all (the ground of
  /// Art 19(1)(b)). Sets `meeting_valid` and `ballot_open`.
  [[nodiscard]] bool attendance(std::int64_t households) noexcept {
    const std::int64_t present = q_.present.value();
    rule_question asked = asking(rule_use::attendance_quorum);
    asked.form = decision_form::meeting;
    std::int64_t needed = out_.minimum.value_or(0);
    bool enough = present >= needed;
    out_.note({nullptr, present, needed, reason_kind::reach, enough});
    if (const governing_rule quorum = rules_.governing(asked, q_.on)) {
      const bool kept = is_enough(*quorum->quorum, present, households).value_or(false);
      const std::int64_t least = least_enough(*quorum->quorum, households).value_or(households);
      out_.note({quorum.rule_found, present, least, reason_kind::quorum, kept});
      enough = enough && kept;
      if (least > needed) needed = least;
    }
    if (present < needed) out_.further_attendance = needed - present;
    out_.meeting_valid = enough;
    asked.use = rule_use::form_open;
    asked.form = decision_form::household_ballot;
    const rule* ground = nullptr;
    rules_.for_each_applicable(asked, q_.on, [&](const rule& r) {
      if (r.applies.when == condition::failed_meeting && (ground == nullptr || rules_.rank(r) < rules_.rank(*ground)))
        ground = &r;
    });
    if (ground != nullptr) {
      out_.ballot_open = !enough;
      out_.because(enough ? reason_kind::ballot_stays_shut : reason_kind::ballot_opens, ground);
    }
    return enough;
  }

  /// Whether the form of the question is open for its content. Facts that are no part of the question are not held
  /// against the form.
  [[nodiscard]] openness form_is_open(const counted& households) noexcept {
    const rule_question asked = asking(rule_use::form_open);
    const rule* open = nullptr;
    const rule* wider = nullptr;
    const rule* wider_unasked = nullptr;
    const rule* unasked = nullptr;
    const rule* closed = nullptr;
    const rule* decider = nullptr;
    rules_.for_each_applicable(asked, q_.on, [&](const rule& r) {
      const auto condition_holds = holds(r.applies.when);
      if (condition_holds == false) {
        closed = &r;
      } else if (is_narrowed_away(r)) {
        (condition_holds ? wider : wider_unasked) = &r;
      } else if (!condition_holds) {
        (is_exception(r) ? closed : unasked) = &r;
      } else {
        // Cited is the rule that opens the form as such; who decides on it may stand beside it.
        if (open == nullptr || rules_.rank(r) < rules_.rank(*open) ||
            (rules_.rank(r) == rules_.rank(*open) && r.roles.empty()))
          open = &r;
        if (!r.roles.empty() && (decider == nullptr || rules_.rank(r) < rules_.rank(*decider))) decider = &r;
      }
    });
    // Only the wider words of the law are left: whether their condition was asked about makes no difference then.
    if (open == nullptr && unasked == nullptr && wider == nullptr) wider = wider_unasked;
    if (open == nullptr && wider == nullptr && unasked == nullptr) {
      governing_rule required = governing_any_form(rule_use::form_required);
      if (!required) required = governing(rule_use::form_required);
      out_.because(reason_kind::form_not_open, required ? required.rule_found : closed);
      return openness::not_open;
    }
    if (q_.online_agreed.is_known() && households.is_known() && *q_.form == decision_form::online_vote)
      if (const governing_rule consent = governing(rule_use::online_consent)) {
        const bool agreed = is_enough(*consent->vote, q_.online_agreed.value(), households.value()).value_or(false);
        out_.note({consent.rule_found, q_.online_agreed.value(),
                   least_enough(*consent->vote, households.value()).value_or(0), reason_kind::online_consent, agreed});
        if (!agreed) return openness::not_open;
      }
    if (open == nullptr && wider != nullptr) {
      out_.because(reason_kind::law_is_wider, wider);
      return openness::review;
    }
    out_.because(open != nullptr ? reason_kind::form_open : reason_kind::form_open_if, open != nullptr ? open : unasked);
    opened_by_ = decider != nullptr ? decider : (open != nullptr ? open : unasked);
    return openness::open;
  }
  /// Whether `r` opens a form only as an exception from one that the law requires for this content. Whoever asks if the
  /// form may be chosen has to say that the exception is there; a vote already taken is not doubted for it.
  [[nodiscard]] bool is_exception(const rule& r) const noexcept {
    return exceptions_must_be_claimed_ && r.applies.when != condition::always &&
           static_cast<bool>(governing_any_form(rule_use::form_required));
  }
  [[nodiscard]] governing_rule governing_any_form(rule_use use) const noexcept {
    rule_question asked = asking(use);
    asked.form.reset();
    return rules_.governing(asked, q_.on);
  }
  /// Whether rules in force detail `r` and none of them covers this question.
  [[nodiscard]] bool is_narrowed_away(const rule& r) const noexcept {
    bool detailed = false;
    for (const std::string& id : r.narrowed_by) {
      const rule* d = rules_.find(id);
      if (d == nullptr || !d->valid.contains(q_.on)) continue;
      detailed = true;
      if (d->applies.contents.admits(q_.what)) return false;
    }
    return detailed;
  }

  void commune_decision() noexcept {
    if (impossible_tallies(q_.villages)) return answer(outcome::invalid_input);
    counted all = q_.villages_total;
    counted assenting = q_.villages_in_favour;
    if (!q_.villages.empty()) {
      const counted listed{static_cast<std::int64_t>(q_.villages.size())};
      if (!all.is_asked()) all = listed;
      if (exceeds(listed, all)) return answer(outcome::invalid_input);
    }
    if (exceeds(assenting, all) || exceeds(all, all)) return answer(outcome::invalid_input);
    if (!q_.what.is_given()) return missing();
    if (all.is_known() && all.value() == 0) {
      out_.because(reason_kind::nothing_to_count);
      return answer(outcome::invalid_input);
    }
    for (const tally& village : q_.villages)
      if (village.households == 0) {
        out_.because(reason_kind::nothing_to_count);
        return answer(outcome::invalid_input);
      }
    const governing_rule g = governing(rule_use::passing_threshold);
    if (!all.is_known()) return missing();
    if (unsettled(g)) return;
    if (!q_.villages.empty()) {
      rule_question own = asking(rule_use::passing_threshold);
      own.where = setting::village;
      const governing_rule each = rules_.governing(own, q_.on);
      if (unsettled(each)) return;
      std::int64_t yes = 0;
      for (const tally& village : q_.villages)
        if (is_enough(*each->vote, village.in_favour, village.households).value_or(false)) ++yes;
      out_.because(reason_kind::villages_assenting, each.rule_found, yes, all.value());
      if (disagrees(assenting, yes, static_cast<std::int64_t>(q_.villages.size()), all))
        return answer(outcome::invalid_input);
      if (!assenting.is_known()) assenting = counted{yes};
    }
    apply(*g->vote, g.rule_found, all.value());
    if (q_.form) {
      switch (form_is_open(counted{})) {
        case openness::open:
          break;
        case openness::not_open:
          return answer(outcome::unlawful_form);
        case openness::review:
          return answer(outcome::needs_review);
      }
    }
    if (!assenting.is_known()) return missing();
    out_.villages_in_favour = assenting.value();
    count(assenting.value(), outcome::passed, outcome::not_passed);
  }

  /// Those who may attend a conference: all staff, or the delegates summoned.
  [[nodiscard]] counted conference_body() const noexcept {
    if (q_.conference == conference_kind::full) return q_.staff;
    if (q_.conference == conference_kind::delegates) return q_.delegates_summoned;
    return q_.delegates_summoned.is_asked() ? q_.delegates_summoned : q_.staff;
  }

  void conference_decision() noexcept {
    const counted summoned = conference_body();
    if (exceeds(q_.delegates_summoned, q_.staff) || exceeds(q_.staff, q_.staff) || impossible(summoned, q_.in_favour))
      return answer(outcome::invalid_input);
    if (!q_.present.is_known()) return missing();
    const governing_rule g = governing(rule_use::passing_threshold);
    if (unsettled(g)) return;
    apply(*g->vote, g.rule_found, q_.present.value());

    if (q_.conference == conference_kind::delegates && q_.staff.is_known())
      if (const governing_rule full = governing(rule_use::full_conference_below);
          full && q_.staff.value() < full->number->value && q_.scattered != true) {
        out_.because(reason_kind::full_conference, full.rule_found, q_.staff.value(), full->number->value);
        return answer(outcome::unlawful_form);
      }
    // Where neither the staff nor the delegates are part of the question, nor is the quorum.
    const governing_rule quorum = governing(rule_use::attendance_quorum);
    if (quorum && summoned.is_asked()) {
      if (!summoned.is_known()) return missing();
      const bool kept = is_enough(*quorum->quorum, q_.present.value(), summoned.value()).value_or(false);
      const std::int64_t least = least_enough(*quorum->quorum, summoned.value()).value_or(summoned.value());
      out_.note({quorum.rule_found, q_.present.value(), least, reason_kind::quorum, kept});
      out_.meeting_valid = kept;
      if (!kept) {
        out_.further_attendance = least - q_.present.value();
        return answer(outcome::unreachable);
      }
    }
    if (out_.minimum.value_or(0) > q_.present.value()) return answer(outcome::unreachable);
    if (!q_.in_favour.is_known()) return missing();
    count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
  }

  void boundary_decision() noexcept {
    if (impossible(q_.households, q_.in_favour)) return answer(outcome::invalid_input);
    if (!q_.households.is_known()) return missing();
    if (q_.households.value() == 0) {
      out_.because(reason_kind::nothing_to_count);
      return answer(outcome::invalid_input);
    }
    if (q_.stated) {
      if (!stated_threshold_is_possible()) return answer(outcome::invalid_input);
      apply(*q_.stated, nullptr, q_.households.value());
    } else {
      const governing_rule g = governing(rule_use::passing_threshold);
      if (unsettled(g)) return;
      apply(*g->vote, g.rule_found, q_.households.value());
    }
    if (!q_.in_favour.is_known()) return missing();
    count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
  }

  [[nodiscard]] bool stated_threshold_is_possible() noexcept {
    const fraction share = q_.stated->share;
    if (share.den > 0 && share.num >= 0 && share.num <= share.den) return true;
    out_.because(reason_kind::more_than_possible, nullptr, share.num, share.den);
    return false;
  }

  void stated_decision() noexcept {
    const counted base = q_.base.is_asked() ? q_.base : q_.households;
    if (q_.stated && !stated_threshold_is_possible()) return answer(outcome::invalid_input);
    if (impossible(base, q_.in_favour)) return answer(outcome::invalid_input);
    if (!q_.stated || !base.is_known()) return missing();
    if (base.value() == 0) {
      out_.because(reason_kind::nothing_to_count);
      return answer(outcome::invalid_input);
    }
    apply(*q_.stated, nullptr, base.value());
    const bool at_meeting = !q_.form || *q_.form == decision_form::meeting;
    if (at_meeting && q_.present.is_known() && out_.minimum && q_.present.value() < *out_.minimum) {
      out_.note({nullptr, q_.present.value(), *out_.minimum, reason_kind::reach, false});
      out_.further_attendance = *out_.minimum - q_.present.value();
      return answer(outcome::unreachable);
    }
    if (!q_.in_favour.is_known()) return missing();
    count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
  }

  void procedural_vote() noexcept {
    if (exceeds(q_.present, q_.households) || impossible(q_.present, q_.in_favour))
      return answer(outcome::invalid_input);
    if (!q_.present.is_known() || !q_.matter) return missing();
    const governing_rule g = governing(rule_use::procedural_threshold);
    if (unsettled(g)) return;
    apply(*g->vote, g.rule_found, q_.present.value());
    if (out_.minimum.value_or(0) > q_.present.value()) {
      out_.note({nullptr, q_.present.value(), *out_.minimum, reason_kind::reach, false});
      return answer(outcome::unreachable);
    }
    if (!q_.in_favour.is_known()) return missing();
    count(q_.in_favour.value(), outcome::passed, outcome::not_passed);
  }

  void initiative() noexcept {
    if (!q_.matter) return missing();
    rule_question asked = asking(rule_use::support_threshold);
    const counted all = supporters_of(asked);
    if (exceeds(q_.agreeing, all) || exceeds(all, all)) return answer(outcome::invalid_input);
    if (!all.is_known()) return missing();
    if (all.value() == 0) {
      out_.because(reason_kind::nothing_to_count);
      return answer(outcome::invalid_input);
    }
    const governing_rule g = rules_.governing(asked, q_.on);
    if (unsettled(g)) return;
    apply(*g->vote, g.rule_found, all.value());
    if (!q_.agreeing.is_known()) return missing();
    if (!out_.minimum) return answer(outcome::needs_review);  // a disputed share
    const bool enough = q_.agreeing.value() >= *out_.minimum;
    out_.note({nullptr, q_.agreeing.value(), *out_.minimum, reason_kind::supported, enough});
    answer(enough ? outcome::met : outcome::not_met);
    if (!enough) out_.further_votes = *out_.minimum - q_.agreeing.value();
    if (*q_.matter != vote_matter::initiative) return;
    out_.must_be_tabled = enough;
    asked.use = rule_use::support_waived;
    if (enough) return;
    if (const governing_rule waived = rules_.governing(asked, q_.on); waived && holds(waived->applies.when) == true) {
      out_.must_be_tabled = true;
      out_.because(reason_kind::tabled_without_support, waived.rule_found);
    }
  }

  /// Whose share a count of supporters is: the staff for a conference, the households otherwise. Says also which rule
  /// is asked.
  [[nodiscard]] counted supporters_of(rule_question& asked) const noexcept {
    if (q_.matter != vote_matter::conference_request) return q_.households;
    // The setting says only whose conference is meant; both laws ask for the same share of all staff.
    if (!asked.where || *asked.where == setting::agency_conference) asked.where = setting::agency;
    if (*asked.where == setting::state_enterprise_conference) asked.where = setting::state_enterprise;
    return q_.staff;
  }

  /// How many are enough for a choice of the meeting about itself, or for an initiative, a petition or a request.
  void minimum_on_matter() noexcept {
    const bool by_the_meeting = *q_.matter == vote_matter::secretary || *q_.matter == vote_matter::voting_method ||
                                *q_.matter == vote_matter::counting_team;
    rule_question asked = asking(by_the_meeting ? rule_use::procedural_threshold : rule_use::support_threshold);
    const counted base = by_the_meeting ? q_.present : supporters_of(asked);
    if (exceeds(base, base)) return answer(outcome::invalid_input);
    if (!base.is_known()) return missing();
    const governing_rule g = rules_.governing(asked, q_.on);
    if (unsettled(g)) return;
    apply(*g->vote, g.rule_found, base.value());
  }

  void minimum_votes() noexcept {
    if (!q_.where) return missing();
    if (q_.matter && *q_.where != setting::custom) return minimum_on_matter();
    counted base = q_.households;
    switch (*q_.where) {
      case setting::village:
        if (!base.is_asked() && !q_.clusters.empty()) base = total(q_.clusters, &tally::households);
        break;
      case setting::commune:
        base = q_.villages_total;
        if (!base.is_asked() && !q_.villages.empty()) base = counted{static_cast<std::int64_t>(q_.villages.size())};
        break;
      case setting::agency_conference:
      case setting::state_enterprise_conference:
        base = q_.present;
        break;
      case setting::custom:
        if (q_.base.is_asked()) base = q_.base;
        break;
      case setting::agency:
      case setting::state_enterprise:
        base = q_.staff;
        break;
      case setting::boundary_consultation:
        break;
    }
    const bool own_rule = *q_.where == setting::custom || *q_.where == setting::boundary_consultation;
    if (own_rule && q_.stated && !stated_threshold_is_possible()) return answer(outcome::invalid_input);
    if (exceeds(base, base)) return answer(outcome::invalid_input);
    if (!base.is_known()) return missing();
    if (own_rule && q_.stated) return apply(*q_.stated, nullptr, base.value());
    if (*q_.where == setting::custom) return missing();
    const governing_rule g = governing(rule_use::passing_threshold);
    if (unsettled(g)) return;
    apply(*g->vote, g.rule_found, base.value());
  }

  // ---- effect, form, bodies ------------------------------------------------------------------------

  void effect() noexcept {
    if (!q_.where || !q_.what.is_given()) return missing();
    if (q_.passed_on && ((q_.recognised_on && *q_.recognised_on < *q_.passed_on) ||
                         (q_.effective_date_set && *q_.effective_date_set < *q_.passed_on))) {
      out_.because(reason_kind::more_than_possible);
      return answer(outcome::invalid_input);
    }
    const governing_rule g = governing(rule_use::effect);
    if (unsettled(g)) return;
    out_.effective_from = g->counts_from;
    out_.because(reason_kind::counts_from, g.rule_found);
    switch (*g->counts_from) {
      case effect_event::vote_day:
        out_.recogniser = role::none;
        out_.day = q_.passed_on;
        return;
      case effect_event::date_set_by_commune_peoples_committee:
        out_.recogniser = role::none;
        out_.day = q_.effective_date_set;
        return;
      case effect_event::recognition_day:
        out_.day = q_.recognised_on;
        find_recogniser();
        return;
    }
  }

  /// Sets `recogniser`; false (with `needs_review`) where the texts are silent or conflict.
  bool find_recogniser() noexcept {
    const governing_rule g = governing(rule_use::recognition);
    if (unsettled(g)) return false;
    const auto who = acting(*g);
    if (!who) {
      missing();
      return false;
    }
    out_.recogniser = who;
    out_.because(reason_kind::recogniser, g.rule_found, static_cast<std::int64_t>(*who));
    return true;
  }

  void recognise() noexcept {
    std::optional<role> asked_role;
    if (q_.body == asked_body::district_peoples_committee) asked_role = role::district_peoples_committee;
    // Members of committee and board are recognised like the decision on Art 15(5) that elects them.
    const bool of_members =
        q_.body == asked_body::commune_inspection_committee || q_.body == asked_body::investment_supervision_board;
    if (!q_.what.is_given() && !of_members) return missing();
    if (!q_.what.is_given()) {
      question as_content = q_;
      as_content.what = "15.5";
      as_content.body.reset();
      evaluator{rules_, as_content, out_}.run();
      return;
    }
    rule_question asked = asking(rule_use::effect);
    if (!asked.where) asked.where = setting::village;
    if (const governing_rule g = rules_.governing(asked, q_.on);
        g && *g->counts_from != effect_event::recognition_day) {
      out_.recogniser = role::none;
      out_.because(reason_kind::counts_from, g.rule_found);
    } else if (!find_recogniser()) {
      return;
    }
    if (asked_role) out_.allowed = out_.recogniser == asked_role;
  }

  void choose_form() noexcept {
    if (!q_.form || !q_.what.is_given()) return missing();
    question here = q_;
    if (!here.where) here.where = setting::village;
    // Whether the meeting failed follows from who came to it, where the question says so.
    ruling meeting;
    if (!here.failed_meeting && here.households.is_known() && here.present.is_known() &&
        *here.where == setting::village && *here.form == decision_form::household_ballot) {
      evaluator attending{rules_, here, meeting};
      if (const governing_rule g = attending.governing(rule_use::passing_threshold); g && !g.is_disputed()) {
        attending.apply(*g->vote, g.rule_found, here.households.value());
        here.failed_meeting = !attending.attendance(here.households.value());
      }
    }
    evaluator as_village{rules_, here, out_};
    as_village.exceptions_must_be_claimed_ = true;
    const openness found = as_village.form_is_open(q_.households);
    if (found == openness::review) return answer(outcome::needs_review);
    out_.allowed = found == openness::open;
    if (found == openness::not_open) answer(outcome::unlawful_form);
    if (as_village.opened_by_ != nullptr && found == openness::open) out_.decided_by = acting(*as_village.opened_by_);
    if (here.failed_meeting && *here.where == setting::village) out_.ballot_open = *here.failed_meeting;
  }

  void cluster_meetings() noexcept {
    if (exceeds(q_.households, q_.households)) return answer(outcome::invalid_input);
    const governing_rule g = governing(rule_use::cluster_size);
    if (unsettled(g)) return;
    const bool both = g->applies.when == condition::scattered;  // a size that counts only if scattered
    std::optional<bool> large;
    if (q_.households.is_known()) large = is_large(*g, q_.households.value());
    const bool scattered = q_.scattered.value_or(false);
    out_.because(reason_kind::number_rule, g.rule_found, g->number->value);
    if (!large && !(scattered && !both)) return missing();
    out_.allowed = both ? (large.value_or(false) && scattered) : (scattered || large.value_or(false));
    if (!*out_.allowed) return;
    const governing_rule approval = governing(rule_use::cluster_approval);
    const rule* decider = approval ? approval.rule_found : g.rule_found;
    if (const auto who = acting(*decider)) {
      out_.decided_by = who;
      out_.because(reason_kind::decider, decider, static_cast<std::int64_t>(*who));
    }
  }

  void convention_meeting() noexcept {
    question here = q_;
    if (!here.where) here.where = setting::village;
    if (!here.what.is_given()) here.what = "15.3";
    if (impossible(q_.households, q_.in_favour)) return answer(outcome::invalid_input);
    if (!q_.households.is_known() || !q_.present.is_known()) return missing();
    evaluator meeting{rules_, here, out_};
    const governing_rule g = meeting.governing(rule_use::passing_threshold);
    if (unsettled(g)) return;
    meeting.apply(*g->vote, g.rule_found, q_.households.value());
    (void)meeting.attendance(q_.households.value());
  }

  void publicity_items() noexcept {
    bool found = false;
    rules_.for_each_applicable(asking(rule_use::publicity_items), q_.on, [&](const rule& r) {
      found = true;
      out_.because(reason_kind::items, &r);
      for (const std::int64_t item : r.items)
        if (item >= 1 && item <= 14) out_.items = static_cast<std::uint16_t>(out_.items | (1U << item));
    });
    if (!found) (void)unsettled({});
  }

  void convene_meeting() noexcept {
    question here = q_;
    if (!here.what.is_given() && here.purpose) here.what = "15.4";
    if (!here.what.is_given() || (here.what == content{"15.4"} && !here.purpose)) return missing();
    const evaluator asked{rules_, here, out_};
    const rule* best = nullptr;
    std::optional<role> who;
    rules_.for_each_applicable(asked.asking(rule_use::convening), q_.on, [&](const rule& r) {
      if (holds(r.applies.when) != true) return;
      const auto acts = asked.acting(r);
      if (!acts) return;
      // A rule for a special case prevails over the general one, then the higher rank.
      const auto special = [](const rule& x) { return x.applies.when != condition::always; };
      if (best == nullptr || (special(r) && !special(*best)) ||
          (special(r) == special(*best) && rules_.rank(r) < rules_.rank(*best))) {
        best = &r;
        who = acts;
      }
    });
    if (best == nullptr) return (void)unsettled({});
    out_.convener = who;
    out_.because(reason_kind::convener, best, static_cast<std::int64_t>(*who));
  }

  [[nodiscard]] bool is_of_asked_provision(const rule& r) const noexcept {
    return !q_.provision || r.source.instrument == q_.provision->instrument;
  }

  void interim_head() noexcept {
    rules_.for_each_applicable(asking(rule_use::interim_end), q_.on, [&](const rule& r) {
      if (!is_of_asked_provision(r)) return;
      out_.until_event = r.ends_with;
      out_.because(reason_kind::interim, &r);
    });
    rules_.for_each_applicable(asking(rule_use::interim_cap), q_.on, [&](const rule& r) {
      if (!is_of_asked_provision(r)) return;
      std::int64_t months = 0;
      if (r.number && r.number->unit == "month") months = r.number->value;
      if (r.time && r.time->length.unit == time_unit::month) months = r.time->length.count;
      out_.because(reason_kind::cap_until, &r, months);
      if (q_.start && months > 0 && is_countable(*q_.start))
        out_.day = to_date(add_months(to_civil(*q_.start), static_cast<int>(months)));
    });
    if (!out_.until_event && out_.reason_count == 0) (void)unsettled({});
  }
  /// Whether a few years can be added without leaving the range of dates.
  [[nodiscard]] static bool is_countable(date d) noexcept { return !d.is_special() && d.year() < 9900; }

  [[nodiscard]] rule_question asking_body(rule_use use) const noexcept {
    rule_question asked = asking(use);
    if (q_.body == asked_body::agency_inspection_committee) {
      const bool enterprise = q_.where == setting::state_enterprise || q_.where == setting::state_enterprise_conference;
      asked.where = enterprise ? setting::state_enterprise : setting::agency;
    } else {
      asked.where.reset();
    }
    return asked;
  }
  [[nodiscard]] governing_rule governing_body(rule_use use) const noexcept {
    return rules_.governing(asking_body(use), q_.on);
  }
  void take(std::optional<std::int64_t>& into, const governing_rule& g) noexcept {
    if (!g) return;
    into = g->number->value;
    out_.because(reason_kind::number_rule, g.rule_found, g->number->value);
  }

  void committee_size() noexcept {
    if (!q_.body) return missing();
    if (exceeds(q_.villages_total, q_.villages_total) || exceeds(q_.staff, q_.staff) || exceeds(q_.members, q_.members))
      return answer(outcome::invalid_input);
    const bool agency = q_.body == asked_body::agency_inspection_committee;
    if (const governing_rule none = governing_body(rule_use::committee_not_required); none && q_.staff.is_known()) {
      out_.committee_required = q_.staff.value() > none->number->value;
      if (!*out_.committee_required) {
        out_.because(reason_kind::not_required, none.rule_found, none->number->value);
        return;
      }
    } else if (agency && q_.staff.is_known()) {
      out_.committee_required = true;
    }
    take(out_.members_min, governing_body(rule_use::committee_members_min));
    if (!(agency && q_.scattered == true)) take(out_.members_max, governing_body(rule_use::committee_members_max));
    take(out_.resident_members_max, governing_body(rule_use::resident_members_max));
    counted villages = q_.villages_total;
    if (!villages.is_asked() && !q_.villages.empty()) villages = counted{static_cast<std::int64_t>(q_.villages.size())};
    if (const governing_rule follows = governing_body(rule_use::committee_follows_villages);
        follows && villages.is_known() && out_.members_min) {
      out_.because(reason_kind::follows_villages, follows.rule_found, villages.value());
      out_.members = villages.value() > *out_.members_min ? villages.value() : *out_.members_min;
      if (villages.value() < *out_.members_min)
        take(out_.members_max, governing_body(rule_use::committee_small_commune));
    }
    const std::int64_t members = q_.members.is_known() ? q_.members.value() : out_.members.value_or(0);
    const governing_rule deputies = governing_body(rule_use::committee_deputies_max);
    if (deputies && members >= deputies->applies.members_from) take(out_.deputies_max, deputies);
    if (q_.members.is_known() && out_.members_min) {
      const std::int64_t least = out_.members.value_or(*out_.members_min);
      out_.allowed = q_.members.value() >= least && (!out_.members_max || q_.members.value() <= *out_.members_max);
    }
    if (out_.reason_count == 0) (void)unsettled({});
  }

  void committee_term() noexcept {
    if (!q_.body) return missing();
    const governing_rule transition = governing_body(rule_use::committee_transition);
    // Elected under an earlier rule: that rule's term, and the body goes on until a new one is elected.
    const bool earlier = transition && q_.start && *q_.start < transition->valid.from;
    const governing_rule g = rules_.governing(asking_body(rule_use::committee_term), earlier ? *q_.start : q_.on);
    if (earlier) {
      out_.until_event = transition->ends_with;
      out_.because(reason_kind::transition, transition.rule_found);
    }
    if (!g && earlier) return;
    if (unsettled(g)) return;
    // Elected under another rule, and no text says yet what becomes of the body.
    if (!earlier && q_.start) {
      const governing_rule then = rules_.governing(asking_body(rule_use::committee_term), *q_.start);
      if (then && *q_.start < q_.on && then->term != g->term) {
        out_.because(reason_kind::texts_conflict, g.rule_found);
        out_.because(reason_kind::texts_conflict, then.rule_found);
        return answer(outcome::needs_review);
      }
    }
    out_.term = g->term;
    out_.because(reason_kind::term, g.rule_found, static_cast<std::int64_t>(*g->term));
  }

  void by_election() noexcept {
    rule_question asked = asking_body(rule_use::by_election_from);
    if (!asked.body) asked.body = asked_body::commune_inspection_committee;
    if (!q_.term_ends || !q_.vacancy_on || !is_countable(*q_.vacancy_on)) return missing();
    if (*q_.term_ends < *q_.vacancy_on) {
      out_.because(reason_kind::more_than_possible);
      return answer(outcome::invalid_input);
    }
    const governing_rule g = rules_.governing(asked, q_.on);
    if (unsettled(g)) return;
    const date rest_ends = to_date(add_months(to_civil(*q_.vacancy_on), static_cast<int>(g->number->value)));
    out_.by_election_required = rest_ends <= *q_.term_ends;
    out_.note({g.rule_found, g->number->value, 0, reason_kind::rest_of_term, *out_.by_election_required});
  }

  void board_composition() noexcept {
    question here = q_;
    if (!here.body) here.body = asked_body::investment_supervision_board;
    evaluator board{rules_, here, out_};
    board.take(out_.members_min, board.governing_body(rule_use::committee_members_min));
    board.take(out_.members_max, board.governing_body(rule_use::committee_members_max));
    board.take(out_.resident_members_max, board.governing_body(rule_use::resident_members_max));
    const governing_rule deputies = board.governing_body(rule_use::committee_deputies_max);
    if (deputies && deputies->applies.members_from == 0) board.take(out_.deputies_max, deputies);
    if (out_.reason_count == 0) return (void)unsettled({});
    if (exceeds(q_.resident_members, q_.members) || exceeds(q_.members, q_.members))
      return answer(outcome::invalid_input);
    if (!q_.members.is_known() && !q_.resident_members.is_known()) return;
    out_.allowed = (!q_.members.is_known() || !out_.members_min || q_.members.value() >= *out_.members_min) &&
                   (!q_.members.is_known() || !out_.members_max || q_.members.value() <= *out_.members_max) &&
                   (!q_.resident_members.is_known() || !out_.resident_members_max ||
                    q_.resident_members.value() <= *out_.resident_members_max);
  }

  void member_eligibility() noexcept {
    if (!q_.relative) return missing();
    rule_question asked = asking_body(rule_use::kinship_bar);
    if (!asked.body) asked.body = asked_body::investment_supervision_board;
    bool known = false;
    bool barred = false;
    rules_.for_each_applicable(asked, q_.on, [&](const rule& r) {
      known = true;
      const bool bars = *q_.relative != relative_role::none && r.applies.relatives.contains(*q_.relative);
      barred = barred || bars;
      out_.note({&r, 0, 0, reason_kind::kinship, !bars});
    });
    // The bar is stated for the board only; committees have no such rule.
    if (!known && *asked.body == asked_body::investment_supervision_board) return (void)unsettled({});
    out_.allowed = !barred;
  }

  const rule_set& rules_;
  const question& q_;
  ruling& out_;
  const rule* opened_by_ = nullptr;
  bool exceptions_must_be_claimed_ = false;
};

/// An answer that rests on a rule known less well than asked for is no answer. What was found stays visible in the
/// reasons; the weak ones come last.
void hold_to(evidence asked, ruling& r) noexcept {
  evidence found = evidence::text;
  for (std::size_t i = 0; i < r.reason_count; ++i)
    if (r.reasons[i].source != nullptr && r.reasons[i].source->known_by > found) found = r.reasons[i].source->known_by;
  if (found <= asked) return;
  ruling refused;
  refused.result = outcome::undetermined;
  refused.because(reason_kind::evidence_too_weak, nullptr, static_cast<std::int64_t>(found),
                  static_cast<std::int64_t>(asked));
  for (std::size_t i = 0; i < r.reason_count; ++i)
    if (const rule* weak = r.reasons[i].source; weak != nullptr && weak->known_by > asked)
      refused.because(reason_kind::number_rule, weak);
  r = refused;
}

}  // namespace

ruling rule_on(const rule_set& rules, const question& q) noexcept {
  ruling out;
  evaluator{rules, q, out}.run();
  hold_to(rules.weakest_accepted(), out);
  return out;
}

}  // namespace dinh::inline v1
