#include <dinh/law/decide.hpp>

#include <string>
#include <utility>

namespace dinh::inline v1 {

text label_of(base_of b) { return phrase_book{}.say("base." + std::string{name_of(b)}); }

namespace {

/// Words for the steps of a ruling. Every sentence is a template of the pack.
class wording {
public:
  wording(const rule_set& rules, const question& q, const ruling& answer)
      : rules_{rules}, book_{rules.phrases()}, q_{q}, answer_{answer} {}

  [[nodiscard]] text statement(const reason& r) const {
    const text label = r.source != nullptr ? r.source->label : text{};
    switch (r.kind) {
      case reason_kind::no_rule:
        return book_.say("law.no_rule", {{"day", to_text(q_.on)}});
      case reason_kind::texts_conflict:
        return book_.say("law.texts_conflict", {{"rule", label}});
      case reason_kind::base_not_stated:
        return book_.say("law.base_not_stated", {{"rule", label}});
      case reason_kind::law_is_wider:
        return book_.say("law.law_is_wider", {{"rule", label}});
      case reason_kind::needed: {
        const threshold& t = *answer_.applied;
        return book_.say(t.how == strictness::more_than ? "law.needed.more_than" : "law.needed.at_least",
                         {{"share", to_text(t.share)}, {"of", base_label(t.of)}, {"base", r.b}, {"least", r.a}});
      }
      case reason_kind::needed_disputed:
        return book_.say("law.needed_disputed", {{"share", to_text(answer_.applied->share)}, {"base", r.b}});
      case reason_kind::counted_votes:
        return votes(r);
      case reason_kind::fact_missing:
        return book_.say("law.fact_missing");
      case reason_kind::more_than_possible:
        return impossible(r);
      case reason_kind::nothing_to_count:
        return book_.say("law.nothing_to_count");
      case reason_kind::form_open:
        return book_.say("law.form_open", {{"rule", label}});
      case reason_kind::form_open_if:
        return book_.say("law.form_open_if", {{"rule", label}});
      case reason_kind::form_not_open:
        return label.empty() ? book_.say("law.form_not_open") : book_.say("law.form_not_open_by", {{"rule", label}});
      case reason_kind::online_consent:
        return book_.say(r.holds ? "law.online_consent.enough" : "law.online_consent.not_enough",
                         {{"agreed", r.a}, {"needed", r.b}});
      case reason_kind::quorum:
        return book_.say(r.holds ? "law.quorum.enough" : "law.quorum.not_enough",
                         {{"rule", label}, {"present", r.a}, {"needed", r.b}});
      case reason_kind::reach:
        return book_.say(r.holds ? "law.reach.can" : "law.reach.cannot", {{"present", r.a}, {"needed", r.b}});
      case reason_kind::ballot_opens:
        return book_.say("law.ballot_opens", {{"rule", label}});
      case reason_kind::ballot_stays_shut:
        return book_.say("law.ballot_stays_shut");
      case reason_kind::clusters_added:
        return book_.say("law.clusters_added", {{"clusters", r.b}, {"households", r.a}});
      case reason_kind::villages_assenting:
        return book_.say("law.villages_assenting", {{"assenting", r.a}, {"villages", r.b}, {"rule", label}});
      case reason_kind::full_conference:
        return book_.say("law.full_conference", {{"staff", r.a}, {"least", r.b}});
      case reason_kind::supported:
        return book_.say(r.holds ? "law.supported.enough" : "law.supported.not_enough",
                         {{"supporters", r.a}, {"needed", r.b}});
      case reason_kind::interim:
      case reason_kind::transition:
      case reason_kind::counts_from:
      case reason_kind::tabled_without_support:
      case reason_kind::follows_villages:
      case reason_kind::term:
      case reason_kind::items:
      case reason_kind::not_required:
      case reason_kind::cap_until:
      case reason_kind::number_rule:
        return book_.say("law.rule", {{"rule", label}});
      case reason_kind::recogniser:
        return book_.say("law.recogniser", {{"who", role_label(r)}});
      case reason_kind::convener:
        return book_.say("law.convener", {{"who", role_label(r)}});
      case reason_kind::decider:
        return book_.say("law.decider", {{"who", role_label(r)}});
      case reason_kind::rest_of_term:
        return book_.say(r.holds ? "law.rest_of_term.at_least" : "law.rest_of_term.less", {{"months", r.a}});
      case reason_kind::kinship:
        return book_.say(r.holds ? "law.kinship.does_not_apply" : "law.kinship.applies", {{"rule", label}});
      case reason_kind::evidence_too_weak:
        return book_.say("evidence.too_weak", {{"found", std::string{letter(static_cast<evidence>(r.a))}},
                                               {"asked", std::string{letter(static_cast<evidence>(r.b))}}});
    }
    return {};
  }

  /// What cannot be: days in the wrong order (no figures), a negative count, or more than there are.
  [[nodiscard]] text impossible(const reason& r) const {
    if (r.a == 0 && r.b == 0) return book_.say("law.days_out_of_order");
    if (r.a < 0) return book_.say("law.negative_count", {{"count", r.a}});
    return book_.say("law.more_than_possible", {{"part", r.a}, {"whole", r.b}});
  }

  [[nodiscard]] text headline() const {
    text out;
    if (answer_.result)
      out = book_.label("outcome." + std::string{term_name(*answer_.result)}, label_of(*answer_.result));
    if (out.empty()) out = book_.say("law.answer");
    if (answer_.further_votes)
      out = book_.say("law.further_votes", {{"answer", std::move(out)}, {"count", *answer_.further_votes}});
    if (answer_.further_attendance)
      out = book_.say("law.further_attendance", {{"answer", std::move(out)}, {"count", *answer_.further_attendance}});
    return out;
  }

  /// The fact that is missing, by its name in a case file and in words.
  [[nodiscard]] text missing_fact(const reason& r) const {
    const std::string name{term_name(static_cast<asked_fact>(r.a))};
    const text words = book_.say("law.fact." + name);
    return {name + ": " + words.vi + ".", name + ": " + words.en + "."};
  }

  /// What stands behind a rule: what it rests on besides its provision, and the general rule whose place it takes.
  void add_background(const rule& r, explanation& into) const {
    if (r.wording_unseen_from && q_.on >= *r.wording_unseen_from)
      into.because.push_back({book_.say("law.wording_unseen", {{"day", to_text(*r.wording_unseen_from)}}), {}, evidence::text, {}});
    if (r.remark) into.because.push_back({*r.remark, {}, evidence::text, {}});
    for (const std::string& id : r.overrides)
      if (const rule* general = rules_.find(id))
        into.because.push_back({book_.say("law.special_rule", {{"layer", r.layer},
                                                               {"rule", general->label},
                                                               {"citation", text{to_text(general->source, lang::vi),
                                                                                 to_text(general->source, lang::en)}}}),
                                general->source,
                                known_on(*general, q_.on),
                                {}});
  }

private:
  [[nodiscard]] text base_label(base_of b) const { return book_.say("base." + std::string{name_of(b)}); }
  [[nodiscard]] text role_label(const reason& r) const {
    const auto who = static_cast<role>(r.a);
    return book_.label("role." + std::string{term_name(who)}, label_of(who));
  }
  [[nodiscard]] text votes(const reason& r) const {
    const fraction f = answer_.applied ? answer_.applied->share : fraction{};
    const auto order = compare(r.a, r.b, f);
    const char* sign = order > 0 ? " > " : (order < 0 ? " < " : " = ");
    const std::string products = std::to_string(r.a) + "·" + std::to_string(f.den) + sign + std::to_string(f.num) +
                                 "·" + std::to_string(r.b);
    const char* key = r.holds ? "law.counted_votes.enough" : "law.counted_votes.not_enough";
    if (!answer_.result || *answer_.result == outcome::needs_review) key = "law.counted_votes.depends";
    return book_.say(key, {{"votes", r.a}, {"base", r.b}, {"products", products}});
  }

  const rule_set& rules_;
  const phrase_book& book_;
  const question& q_;
  const ruling& answer_;
};

}  // namespace

explanation explain(const rule_set& rules, const question& q, const ruling& r) {
  const wording words{rules, q, r};
  explanation why;
  why.statement = words.headline();
  for (std::size_t i = 0; i < r.reason_count; ++i) {
    const reason& step = r.reasons[i];
    explanation e;
    e.statement = words.statement(step);
    if (step.kind == reason_kind::fact_missing) e.because.push_back({words.missing_fact(step), {}, evidence::text, {}});
    if (step.source != nullptr) {
      e.source = step.source->source;
      e.known_by = known_on(*step.source, q.on);
      words.add_background(*step.source, e);
    }
    why.because.push_back(std::move(e));
  }
  // Where nothing is passed or failed, the first reason is the answer itself.
  if (!r.result && !why.because.empty()) {
    explanation answer = std::move(why.because.front());
    why.because.erase(why.because.begin());
    for (auto& more : why.because) answer.because.push_back(std::move(more));
    return answer;
  }
  return why;
}

verdict decide(const rule_set& rules, const question& q) {
  verdict v;
  static_cast<ruling&>(v) = rule_on(rules, q);
  v.why = explain(rules, q, v);
  return v;
}

}  // namespace dinh::inline v1
