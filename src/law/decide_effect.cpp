// From when a decision counts and who recognises it.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::effect() noexcept {
  if (!q_.where) return missing(asked_fact::setting);
  if (!q_.what.is_given()) return missing(asked_fact::content);
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
      find_recogniser(governing(rule_use::recognition));
      return;
  }
}

bool evaluator::find_recogniser(const governing_rule& g) noexcept {
  if (unsettled(g)) return false;
  const auto who = acting(*g);
  if (!who) {
    missing(asked_fact::who_acts);
    return false;
  }
  out_.recogniser = who;
  out_.because(reason_kind::recogniser, g.rule_found, static_cast<std::int64_t>(*who));
  return true;
}

void evaluator::recognise() noexcept {
  // The committee of an agency or enterprise is elected by its conference: the contents of Art 15 do not reach it.
  if (q_.body == asked_body::agency_inspection_committee) {
    rule_question asked = asking_body(rule_use::recognition);
    asked.what = {};
    find_recogniser(rules_.governing(asked, q_.on));
    return;
  }
  std::optional<role> asked_role;
  if (q_.body == asked_body::district_peoples_committee) asked_role = role::district_peoples_committee;
  // Members of committee and board are recognised like the decision on Art 15(5) that elects them.
  const bool of_members =
      q_.body == asked_body::commune_inspection_committee || q_.body == asked_body::investment_supervision_board;
  if (!q_.what.is_given() && !of_members) return missing(asked_fact::content);
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
  } else if (!find_recogniser(governing(rule_use::recognition))) {
    return;
  }
  if (asked_role) out_.allowed = out_.recogniser == asked_role;
}

}  // namespace dinh::inline v1::deciding
