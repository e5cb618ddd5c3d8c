// Who convenes and chairs a meeting, and how long an interim head may act.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::convene_meeting() noexcept {
  question here = q_;
  if (!here.what.is_given() && here.purpose) here.what = "15.4";
  if (!here.what.is_given()) return missing(asked_fact::content);
  if (here.what == content{"15.4"} && !here.purpose) return missing(asked_fact::purpose);
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

void evaluator::interim_head() noexcept {
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

}  // namespace dinh::inline v1::deciding
