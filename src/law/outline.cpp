#include <dinh/law/outline.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace dinh::inline v1 {
namespace {

rule_question asking(const question& q, rule_use use) {
  rule_question asked;
  asked.use = use;
  asked.where = q.where;
  asked.what = q.what;
  asked.form = q.form;
  asked.purpose = q.purpose;
  return asked;
}

std::vector<const rule*> steps(const rule_set& rules, const question& q, rule_use use) {
  std::vector<const rule*> out;
  rules.for_each_applicable(asking(q, use), q.on, [&](const rule& r) { out.push_back(&r); });
  return out;
}

/// Days that a lead time or a minimum period takes, roughly: for the order of what comes before a vote.
std::int64_t days_of(const rule& r) {
  if (!r.time) return 0;
  const auto n = std::int64_t{r.time->length.count};
  switch (r.time->length.unit) {
    case time_unit::working_day:
      return n * 7 / 5;
    case time_unit::week:
      return n * 7;
    case time_unit::month:
      return n * 30;
    case time_unit::year:
      return n * 365;
    default:
      return n;
  }
}

/// The reasons of a ruling that leaves a question open.
void note_open(decision_outline& out, const rule_set& rules, const question& q, const ruling& r) {
  if (r.result == outcome::needs_review || r.result == outcome::undetermined)
    out.open_questions.push_back(explain(rules, q, r));
}

/// The first reason of a kind, and the rule behind it.
const rule* source_of(const ruling& r, reason_kind k) {
  for (std::uint8_t i = 0; i < r.reason_count; ++i)
    if (r.reasons[i].kind == k) return r.reasons[i].source;
  return nullptr;
}

}  // namespace

decision_outline outline_of(const rule_set& rules, const question& asked) {
  question q = asked;
  if (!q.where) q.where = setting::village;
  if (!q.form && (*q.where == setting::village || *q.where == setting::commune)) q.form = decision_form::meeting;
  decision_outline out;

  if (const governing_rule g = rules.governing(asking(q, rule_use::passing_threshold), q.on)) {
    if (g.is_disputed())
      out.open_questions.push_back({g.rival->label, g.rival->source, g.rival->known_by, {}});
    out.vote = {g->vote, g.rule_found};
  }
  if (const governing_rule g = rules.governing(asking(q, rule_use::attendance_quorum), q.on))
    out.quorum = {g->quorum, g.rule_found};

  if (*q.where == setting::village && *q.form == decision_form::meeting) {
    question convening = q;
    convening.asked = question_kind::convene_meeting;
    const ruling r = rule_on(rules, convening);
    out.convener = {r.convener, source_of(r, reason_kind::convener)};
    note_open(out, rules, convening, r);
  }
  if (*q.where == setting::village || *q.where == setting::commune) {
    question effect = q;
    effect.asked = question_kind::effect;
    const ruling r = rule_on(rules, effect);
    out.counts_from = {r.effective_from, source_of(r, reason_kind::counts_from)};
    out.recognition = {r.recogniser, source_of(r, reason_kind::recogniser)};
    note_open(out, rules, effect, r);
  }

  // The form: what opens it only under a condition, and who has to agree to it.
  rules.for_each_applicable(asking(q, rule_use::form_open), q.on, [&](const rule& r) {
    if (r.applies.when == condition::always) return;
    // What a decree details more narrowly is left to a lawyer: see below.
    bool is_detailed = false;
    bool is_covered = false;
    rules.for_each_detailing(r, [&](const rule& d) {
      if (!d.valid.contains(q.on)) return;
      is_detailed = true;
      is_covered = is_covered || d.applies.contents.admits(q.what);
    });
    if (!is_detailed || is_covered) out.form_opened_by.push_back(&r);
  });
  if (const governing_rule g = rules.governing(asking(q, rule_use::online_consent), q.on))
    out.consent = {g->vote, g.rule_found};
  if (q.form && q.what.is_given() && *q.form != decision_form::meeting &&
      (*q.where == setting::village || *q.where == setting::commune)) {
    question agreed = q;
    agreed.asked = question_kind::choose_form;
    agreed.failed_meeting = false;
    agreed.front_committee_agrees = true;
    note_open(out, rules, agreed, rule_on(rules, agreed));
  }

  out.before = steps(rules, q, rule_use::step_before);
  std::stable_sort(out.before.begin(), out.before.end(),
                   [](const rule* a, const rule* b) { return days_of(*a) > days_of(*b); });
  out.after = steps(rules, q, rule_use::step_after);
  out.once_recognised = steps(rules, q, rule_use::step_recognised);
  return out;
}

}  // namespace dinh::inline v1
