// Which form is open for a content (Law 10/2022/QH15 Arts 17, 19; Decree 59/2023 Arts 4, 5).
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

bool evaluator::form_rules_it_out(const counted& households) noexcept {
  if (!q_.form) return false;
  const std::optional<ruling> meeting = meeting_before_ballot(households);
  const openness found = form_is_open(households);
  if (meeting)
    note_who_came(*meeting);
  else if (q_.where == setting::village && q_.form == decision_form::household_ballot)
    out_.ballot_open = failed_meeting_;  // as the question says it
  if (found == openness::not_open) answer(outcome::unlawful_form);
  if (found == openness::review) answer(outcome::needs_review);
  return found != openness::open;
}

std::optional<ruling> evaluator::meeting_before_ballot(const counted& households) noexcept {
  if (failed_meeting_ || q_.where != setting::village || q_.form != decision_form::household_ballot ||
      !households.is_known() || !q_.present.is_known())
    return std::nullopt;
  ruling meeting;
  evaluator attending{rules_, q_, meeting};
  const governing_rule g = attending.governing(rule_use::passing_threshold);
  if (!g || g.is_disputed()) return std::nullopt;
  attending.apply(*g->vote, g.rule_found, base_for(*g->vote, households).value());
  failed_meeting_ = !attending.attendance(households.value());
  return meeting;
}

void evaluator::note_who_came(const ruling& meeting) noexcept {
  for (std::size_t i = 0; i < meeting.reason_count; ++i)
    if (meeting.reasons[i].kind == reason_kind::reach || meeting.reasons[i].kind == reason_kind::quorum)
      out_.note(meeting.reasons[i]);
  out_.ballot_open = meeting.ballot_open;
}

evaluator::openness evaluator::form_is_open(const counted& households) noexcept {
  const rule* open = nullptr;
  const rule* wider = nullptr;
  const rule* wider_unasked = nullptr;
  const rule* unasked = nullptr;
  const rule* closed = nullptr;
  const rule* decider = nullptr;
  rules_.for_each_applicable(asked_.of(rule_use::form_open), q_.on, [&](const rule& r) {
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
    if (required) closed = required.rule_found;
    if (closed == nullptr) closed = nearest_form_rule();
    out_.because(reason_kind::form_not_open, closed);
    return openness::not_open;
  }
  if (q_.online_agreed.is_known() && households.is_known() && *q_.form == decision_form::online_vote)
    if (const governing_rule consent = governing(rule_use::online_consent)) {
      const bool agreed = is_enough(*consent->vote, q_.online_agreed.value(), households.value()).value_or(false);
      out_.note({consent.rule_found, q_.online_agreed.value(),
                 least_enough(*consent->vote, households.value()).value_or(0), reason_kind::online_consent, agreed});
      if (!agreed) return openness::not_open;
    }
  // Where another ground is left that was not asked about, the wider words of the law take nothing from it.
  if (open == nullptr && wider != nullptr && unasked == nullptr) {
    out_.because(reason_kind::law_is_wider, wider);
    return openness::review;
  }
  out_.because(open != nullptr ? reason_kind::form_open : reason_kind::form_open_if, open != nullptr ? open : unasked);
  opened_by_ = decider != nullptr ? decider : (open != nullptr ? open : unasked);
  return openness::open;
}

const rule* evaluator::nearest_form_rule() const noexcept {
  const rule* nearest = nullptr;
  const auto look = [&](const rule_question& asked) {
    rules_.for_each_applicable(asked, q_.on, [&](const rule& r) {
      if (nearest == nullptr || rules_.rank(r) < rules_.rank(*nearest)) nearest = &r;
    });
  };
  rule_question asked = asking(rule_use::form_open);
  const auto for_each_content = [&] {
    for (const char* other : {"15.1", "15.2", "15.3", "15.4", "15.5", "15.6"}) {
      asked.what = content{other};
      look(asked);
    }
  };
  for_each_content();
  for (const setting where : {setting::village, setting::commune}) {
    if (nearest != nullptr) return nearest;
    asked.where = where;
    for_each_content();
  }
  for (const decision_form form :
       {decision_form::meeting, decision_form::household_ballot, decision_form::online_vote}) {
    if (nearest != nullptr) return nearest;
    asked = asking(rule_use::form_open);
    asked.form = form;
    look(asked);
  }
  return nearest;
}

bool evaluator::is_exception(const rule& r) const noexcept {
  return exceptions_must_be_claimed_ && r.applies.when != condition::always &&
         static_cast<bool>(governing_any_form(rule_use::form_required));
}

governing_rule evaluator::governing_any_form(rule_use use) const noexcept {
  rule_question asked = asking(use);
  asked.form.reset();
  return rules_.governing(asked, q_.on);
}

bool evaluator::is_narrowed_away(const rule& r) const noexcept {
  bool is_detailed = false;
  bool is_covered = false;
  rules_.for_each_detailing(r, [&](const rule& d) {
    if (!d.valid.contains(q_.on)) return;
    is_detailed = true;
    is_covered = is_covered || d.applies.contents.admits(q_.what);
  });
  return is_detailed && !is_covered;
}

void evaluator::choose_form() noexcept {
  if (!q_.form) return missing(asked_fact::form);
  if (!q_.what.is_given()) return missing(asked_fact::content);
  if (exceeds(q_.households, q_.households) || exceeds(q_.present, q_.households) ||
      exceeds(q_.online_agreed, q_.households))
    return answer(outcome::invalid_input);
  // Whether enough agreed to vote online is a share of all representatives.
  if (q_.form == decision_form::online_vote && q_.online_agreed.is_known() && q_.households.is_asked() &&
      !q_.households.is_known())
    return missing(asked_fact::households);
  question here = q_;
  if (!here.where) here.where = setting::village;
  evaluator asked{rules_, here, out_};
  asked.exceptions_must_be_claimed_ = true;
  const std::optional<ruling> meeting = asked.meeting_before_ballot(q_.households);
  const openness found = asked.form_is_open(q_.households);
  if (meeting) asked.note_who_came(*meeting);
  if (found == openness::review) return answer(outcome::needs_review);
  out_.allowed = found == openness::open;
  if (found == openness::not_open) answer(outcome::unlawful_form);
  if (asked.opened_by_ != nullptr && found == openness::open) out_.decided_by = acting(*asked.opened_by_);
  if (asked.failed_meeting_ && *here.where == setting::village) out_.ballot_open = *asked.failed_meeting_;
}

}  // namespace dinh::inline v1::deciding
