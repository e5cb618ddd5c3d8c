#include <dinh/procedure/vote.hpp>

#include <utility>

namespace dinh::inline v1 {

namespace {

counted number_in(const std::optional<std::string>& s) {
  if (!s || s->empty() || s->size() > 15) return counted::unknown();
  std::int64_t n = 0;
  for (const char c : *s) {
    if (c < '0' || c > '9') return counted::unknown();
    n = n * 10 + (c - '0');
  }
  return n;
}

template <class Enum>
std::optional<Enum> named(const std::optional<std::string>& s) {
  if (!s) return std::nullopt;
  const auto& names = terms<Enum>::names;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == *s) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::optional<question> question_of(const procedure& p, step_id s, date on, const fact_source& facts) {
  const auto& vote = p[s].vote;
  if (!vote || vote->kind == vote_kind::quorum) return std::nullopt;
  question q;
  switch (vote->kind) {
    case vote_kind::decision:
    case vote_kind::quorum:
      q.asked = question_kind::decision;
      break;
    case vote_kind::procedural:
      q.asked = question_kind::procedural_vote;
      break;
    case vote_kind::support:
      q.asked = question_kind::initiative;
      break;
  }
  q.on = on;
  q.where = vote->where ? vote->where : named<setting>(facts("setting"));
  q.form = vote->form ? vote->form : named<decision_form>(facts("form"));
  q.matter = vote->matter ? vote->matter : named<vote_matter>(facts("matter"));
  q.what = vote->what;
  if (!q.what.is_given())
    if (const auto name = facts("content"))
      if (const auto c = content::from(*name)) q.what = *c;
  struct count {
    const char* name;
    counted question::*member;
  };
  constexpr count counts[] = {{"households", &question::households},
                              {"present", &question::present},
                              {"valid_ballots", &question::valid_ballots},
                              {"ballots_returned", &question::ballots_returned},
                              {"votes_cast", &question::votes_cast},
                              {"in_favour", &question::in_favour},
                              {"against", &question::against},
                              {"blank", &question::blank},
                              {"agreeing", &question::agreeing},
                              {"online_agreed", &question::online_agreed},
                              {"villages_total", &question::villages_total},
                              {"villages_in_favour", &question::villages_in_favour},
                              {"staff", &question::staff},
                              {"delegates_summoned", &question::delegates_summoned},
                              {"members", &question::members}};
  for (const count& c : counts)
    if (const auto value = facts(c.name)) q.*c.member = number_in(value);
  return q;
}

std::optional<verdict> verdict_of(const procedure& p, step_id s, date on, const rule_set& rules,
                                  const fact_source& facts) {
  const auto q = question_of(p, s, on, facts);
  if (!q) return std::nullopt;
  return decide(rules, *q);
}

fact_source with_verdict(fact_source facts, const std::optional<outcome>& result, date on) {
  return [facts = std::move(facts), result, on](std::string_view name) -> std::optional<std::string> {
    if (name == "day") return to_text(on);
    if (name != "verdict") return facts(name);
    if (!result || *result == outcome::undetermined || *result == outcome::needs_review ||
        *result == outcome::invalid_input || *result == outcome::no_data)
      return std::nullopt;
    return std::string{terms<outcome>::names[static_cast<std::size_t>(*result)]};
  };
}

}  // namespace dinh::inline v1
