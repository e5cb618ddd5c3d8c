// Comparing a body with the rules on its composition.
#include <dinh/registry/composition.hpp>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace dinh::inline v1 {

namespace {

using demand = composition_demand;

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

enum class applies : std::uint8_t { no, yes, unknown };

class composition_checker {
public:
  composition_checker(const body_composition& body, date day, const phrase_book& words)
      : body_{body}, day_{day}, words_{words} {
    out_.term_ends = body.term_ends;
    if (body.members)
      members_ = body.members;
    else if (!body.people.empty())
      members_ = static_cast<std::int64_t>(body.people.size());
    deputies_ = counted(body.deputies, [](const body_member& m) { return m.plays == body_member::part::deputy; });
    residents_ = counted(body.resident_members, [](const body_member& m) { return m.is_resident_member; });
  }

  void apply(const composition_rule& r) {
    rule_ = &r;
    const applies here = is_asked(r) ? applicable(r) : applies::no;
    if (here == applies::no) return;
    if (here == applies::unknown) {
      if (!makes_no_difference(r))
        find(composition_outcome::undetermined, "registry.composition.may_not_apply", {{"facts", what_is_missing_}});
      return;
    }
    switch (r.demand) {
      case demand::members_min: return at_least("registry.composition.members", members_, r.value);
      case demand::members_max: return at_most("registry.composition.members", members_, r.value);
      case demand::members_max_small: return small_commune(r);
      case demand::members_one_of: return one_of(r);
      case demand::member_per_village: return per_village(r);
      case demand::deputies_max: return at_most("registry.composition.deputies", deputies_, r.value);
      case demand::residents_max: return at_most("registry.composition.resident_members", residents_, r.value);
      case demand::represented_by: return represented(r);
      case demand::not_required: return not_required(r);
      case demand::term_years: return term(r);
      case demand::term_of_village_head: return term_of_head();
      case demand::until_new_term: return until_new_term(r);
      case demand::by_election_from: return by_election(r);
      case demand::permanent_resident:
        return each_has("registry.composition.resides.", [](const body_member& m) { return m.permanent_resident; });
      case demand::works_in_unit:
        return each_has("registry.composition.works.", [](const body_member& m) { return m.works_in_unit; });
      case demand::offices_barred:
        return none_has("registry.composition.offices.", [](const body_member& m) { return m.offices; });
      case demand::relatives_barred:
        return none_has("registry.composition.relatives.", [](const body_member& m) { return m.parts_of_relatives; });
      case demand::age_min: return old_enough(r);
      case demand::term_extension_max: extension_ = &r; return;  // is used where the term is judged
    }
  }

  composition_verdict finish(bool any_rule) && {
    const auto has = [&](composition_outcome o) { return out_.count(o) > 0; };
    if (has(composition_outcome::unlawful))
      out_.outcome = composition_outcome::unlawful;
    else if (has(composition_outcome::not_required))
      out_.outcome = composition_outcome::not_required;
    else if (!any_rule || has(composition_outcome::undetermined) || out_.findings.empty())
      out_.outcome = composition_outcome::undetermined;
    else
      out_.outcome = composition_outcome::lawful;
    out_.why.statement = any_rule
                             ? words_.say("registry.composition.outcome." + std::string{name_of(out_.outcome)})
                             : words_.say("registry.composition.no_rule", {{"role", body_.role}, {"day", to_text(day_)}});
    for (const composition_finding& f : out_.findings) out_.why.add(f.why);
    return std::move(out_);
  }

private:
  template <class Predicate>
  [[nodiscard]] std::optional<std::int64_t> counted(std::optional<std::int64_t> stated, Predicate is) const {
    if (stated || body_.people.empty()) return stated;
    return static_cast<std::int64_t>(std::count_if(body_.people.begin(), body_.people.end(), is));
  }
  [[nodiscard]] std::optional<std::int64_t> number_of(const std::string& what) const {
    if (what == "villages") return body_.villages;
    if (what == "population") return body_.population;
    if (what == "staff") return body_.staff;
    if (what == "employees") return body_.employees;
    if (what == "members") return members_;
    return std::nullopt;
  }

  /// Demands on the term, a vacancy or the people are asked only where the body says something of them.
  [[nodiscard]] bool is_asked(const composition_rule& r) const {
    switch (r.demand) {
      case demand::term_years:
      case demand::term_extension_max:
      case demand::until_new_term: return body_.elected_on.has_value();
      case demand::term_of_village_head: return body_.term_ends.has_value();
      case demand::by_election_from: return body_.vacancy_on.has_value();
      case demand::permanent_resident:
      case demand::works_in_unit:
      case demand::offices_barred:
      case demand::relatives_barred:
      case demand::represented_by:
      case demand::age_min: return !body_.people.empty();
      case demand::residents_max: return residents_.has_value();
      case demand::deputies_max: return deputies_.has_value();
      case demand::not_required: return body_.staff.has_value();
      default: return true;
    }
  }

  applies applicable(const composition_rule& r) {
    what_is_missing_.clear();
    applies all = applies::yes;
    const auto and_also = [&](applies a, const std::string& missing) {
      if (a == applies::unknown) what_is_missing_ += (what_is_missing_.empty() ? "\"" : ", \"") + missing + "\"";
      if (all != applies::no) all = a == applies::yes ? all : a;
    };
    for (const auto& [name, value] : r.when) and_also(holds(name, value), name);
    for (const auto& [name, value] : r.unless) {
      const applies a = holds(name, value);
      and_also(a == applies::unknown ? a : (a == applies::yes ? applies::no : applies::yes), name);
    }
    if (!r.band.of.empty()) {
      const auto n = number_of(r.band.of);
      const bool inside = n && (!r.band.from || *n >= *r.band.from) && (!r.band.below || *n < *r.band.below);
      and_also(!n ? applies::unknown : (inside ? applies::yes : applies::no), r.band.of);
    }
    return all;
  }
  [[nodiscard]] applies holds(const std::string& name, const std::string& value) const {
    for (const auto& [known, is] : body_.facts)
      if (known == name) return is == value ? applies::yes : applies::no;
    return applies::unknown;
  }
  /// The body meets the rule whether it applies or not.
  [[nodiscard]] bool makes_no_difference(const composition_rule& r) const {
    switch (r.demand) {
      case demand::members_min: return members_ && *members_ >= r.value;
      case demand::members_max: return members_ && *members_ <= r.value;
      case demand::deputies_max: return deputies_ && *deputies_ <= r.value;
      case demand::residents_max: return residents_ && *residents_ <= r.value;
      default: return false;
    }
  }

  void find(composition_outcome result, std::string_view key, std::initializer_list<filling> fillings,
            const std::string& who = {}) {
    composition_finding f;
    f.demand = rule_->demand;
    f.result = result;
    f.who = who;
    f.why.statement = words_.say(key, fillings);
    f.why.source = rule_->source;
    f.why.known_by = rule_->known_by;
    if (!rule_->remark.empty()) f.why.add({rule_->remark, rule_->source, rule_->known_by, {}});
    out_.findings.push_back(std::move(f));
  }
  void compare(std::string_view what, std::optional<std::int64_t> n, bool good, text limit) {
    const filling counted{"what", words_.say(what)};
    const filling demanded{"limit", std::move(limit)};
    if (!n) return find(composition_outcome::undetermined, "registry.composition.count.not_known", {counted, demanded});
    find(good ? composition_outcome::lawful : composition_outcome::unlawful,
         good ? "registry.composition.count.met" : "registry.composition.count.not_met", {counted, {"count", *n}, demanded});
  }
  void at_least(std::string_view what, std::optional<std::int64_t> n, std::int64_t least) {
    compare(what, n, n && *n >= least, words_.say("registry.composition.at_least", {{"count", least}}));
  }
  void at_most(std::string_view what, std::optional<std::int64_t> n, std::int64_t most) {
    compare(what, n, n && *n <= most, words_.say("registry.composition.at_most", {{"count", most}}));
  }

  /// "9, 11 hoặc 13", "9, 11 or 13".
  [[nodiscard]] text one_of_them(const std::vector<std::int64_t>& values) const {
    text out;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::string n = std::to_string(values[i]);
      if (i == 0)
        out = {n, n};
      else if (i + 1 < values.size())
        out = {out.vi + ", " + n, out.en + ", " + n};
      else
        out = words_.say("registry.listed.one", {{"others", std::move(out)}, {"last", n}});
    }
    return out;
  }
  void one_of(const composition_rule& r) {
    const bool good = members_ && std::find(r.values.begin(), r.values.end(), *members_) != r.values.end();
    compare("registry.composition.members", members_, good, one_of_them(r.values));
  }
  void per_village(const composition_rule& r) {
    if (!body_.villages && members_ && *members_ < r.value)
      return at_least("registry.composition.members", members_, r.value);
    if (!body_.villages)
      return find(composition_outcome::undetermined, "registry.composition.villages_not_known.each", {{"least", r.value}});
    const std::int64_t least = std::max(*body_.villages, r.value);
    compare("registry.composition.members", members_, members_ && *members_ >= least,
            words_.say("registry.composition.at_least_villages", {{"count", least}, {"villages", *body_.villages}}));
  }
  void small_commune(const composition_rule& r) {
    if (!body_.villages) {
      if (members_ && *members_ > r.value)
        find(composition_outcome::undetermined, "registry.composition.villages_not_known.few",
             {{"villages", r.value}, {"most", r.value}});
      return;
    }
    if (*body_.villages < r.value) at_most("registry.composition.members", members_, r.value);
  }
  void represented(const composition_rule& r) {
    for (const std::string& from : r.terms) {
      const bool sits = std::any_of(body_.people.begin(), body_.people.end(),
                                    [&](const body_member& m) { return m.represents == from; });
      find(sits ? composition_outcome::lawful : composition_outcome::unlawful,
           sits ? "registry.composition.represented" : "registry.composition.represented_not", {{"body", from}});
    }
  }
  void not_required(const composition_rule& r) {
    if (*body_.staff > r.value) return;
    find(composition_outcome::not_required, "registry.composition.small", {{"staff", *body_.staff}, {"most", r.value}});
  }

  void within_term() {
    if (!out_.term_ends) return;
    const bool is_over = *out_.term_ends < day_;
    find(is_over && !continues_ ? composition_outcome::unlawful : composition_outcome::lawful,
         !is_over     ? "registry.composition.term.runs"
         : continues_ ? "registry.composition.term.continues"
                      : "registry.composition.term.over",
         {{"day", to_text(*out_.term_ends)}});
  }
  void term(const composition_rule& r) {
    if (!is_countable(*body_.elected_on)) return;
    const date last = to_date(add_months(to_civil(*body_.elected_on), static_cast<int>(r.value) * 12));
    if (depends_on_extension(last)) {
      const bool is_over = body_.term_ends && *body_.term_ends < day_;  // extended or not
      if (is_over || (body_.term_ends && holds("term_extended", "true") == applies::yes)) return within_term();
      rule_ = extension_;
      return find(composition_outcome::undetermined, "registry.composition.term.may_be_extended",
                  {{"years", r.value}, {"day", to_text(last)}, {"months", extension_->value}});
    }
    if (body_.term_ends && last < *body_.term_ends && !continues_)
      return find(composition_outcome::unlawful, "registry.composition.term.ends_otherwise",
                  {{"years", r.value}, {"day", to_text(last)}, {"stated", to_text(*body_.term_ends)}});
    if (!out_.term_ends) out_.term_ends = last;
    within_term();
  }
  /// The stated end, or without one the day asked about, lies behind the ordinary end, and not further than a decision
  /// could have moved it.
  [[nodiscard]] bool depends_on_extension(date last) const {
    if (extension_ == nullptr || continues_ || holds("term_extended", "true") == applies::no) return false;
    const date reached = body_.term_ends.value_or(day_);
    return last < reached && reached <= to_date(add_months(to_civil(last), static_cast<int>(extension_->value)));
  }
  void term_of_head() { within_term(); }
  void until_new_term(const composition_rule& r) {
    if (!(*body_.elected_on < r.valid.from)) return;
    continues_ = true;
    find(composition_outcome::lawful, "registry.composition.until_new_term", {{"day", to_text(r.valid.from)}});
  }
  /// The calendar ends in 9999: the longest term of a pack, 1200 years, and its extension must fit before.
  static bool is_countable(date d) { return !d.is_special() && d.year() < 8000; }
  void by_election(const composition_rule& r) {
    if (!body_.term_ends || !is_countable(*body_.vacancy_on))
      return find(composition_outcome::undetermined, "registry.composition.by_election.term_not_known", {});
    const date rest = to_date(add_months(to_civil(*body_.vacancy_on), static_cast<int>(r.value)));
    out_.by_election_required = rest <= *body_.term_ends;
    find(composition_outcome::lawful,
         *out_.by_election_required ? "registry.composition.by_election.required"
                                    : "registry.composition.by_election.not_required",
         {{"day", to_text(*body_.vacancy_on)}, {"months", r.value}});
  }

  /// Those who are named; where fewer are named than sit in the body, the others are not known.
  template <class Get>
  void each_has(const std::string& what, Get get) {
    for (const body_member& m : body_.people) {
      const std::optional<bool> has = get(m);
      const filling member{"member", m.who};
      if (!has)
        find(composition_outcome::undetermined, what + "not_known", {member}, m.who);
      else if (*has)
        find(composition_outcome::lawful, what + "yes", {member}, m.who);
      else
        find(composition_outcome::unlawful, what + "no", {member}, m.who);
    }
    others_unknown();
  }
  template <class Get>
  void none_has(const std::string& what, Get get) {
    for (const body_member& m : body_.people) {
      const auto& has = get(m);
      const filling member{"member", m.who};
      if (!has) {
        find(composition_outcome::undetermined, what + "not_known", {member, {"barred", listed(rule_->terms)}}, m.who);
        continue;
      }
      std::vector<std::string> bars;
      for (const std::string& h : *has)
        if (std::find(rule_->terms.begin(), rule_->terms.end(), h) != rule_->terms.end()) bars.push_back(h);
      if (bars.empty())
        find(composition_outcome::lawful, what + "none", {member}, m.who);
      else
        find(composition_outcome::unlawful, what + "barred", {member, {"barred", listed(bars)}}, m.who);
    }
    others_unknown();
  }
  void old_enough(const composition_rule& r) {
    for (const body_member& m : body_.people) {
      const filling member{"member", m.who};
      if (!m.age) {
        find(composition_outcome::undetermined, "registry.composition.age.not_known", {member}, m.who);
        continue;
      }
      const bool good = *m.age >= r.value;
      find(good ? composition_outcome::lawful : composition_outcome::unlawful,
           good ? "registry.composition.age.met" : "registry.composition.age.not_met",
           {member, {"age", *m.age}, {"least", r.value}}, m.who);
    }
    others_unknown();
  }
  void others_unknown() {
    const auto named = static_cast<std::int64_t>(body_.people.size());
    if (!members_ || *members_ <= named) return;
    find(composition_outcome::undetermined, "registry.composition.others_not_known", {{"count", *members_ - named}});
  }

  const body_composition& body_;
  date day_;
  const phrase_book& words_;
  const composition_rule* rule_ = nullptr;
  std::optional<std::int64_t> members_, deputies_, residents_;
  std::string what_is_missing_;
  const composition_rule* extension_ = nullptr;  ///< how far a decision may extend the term
  bool continues_ = false;  ///< an earlier rule's body that goes on until a new term is elected
  composition_verdict out_;
};

bool is_of_the_term(demand d) {
  return d == demand::until_new_term || d == demand::by_election_from || d == demand::term_of_village_head;
}

/// Rules by which the term is judged: they are read before the rules that judge it.
bool changes_the_term(demand d) { return d == demand::until_new_term || d == demand::term_extension_max; }

}  // namespace

composition_verdict check(const body_composition& body, std::span<const composition_rule> rules, date day,
                          const phrase_book& words) {
  const bool formed_before = body.elected_on && !body.elected_on->is_special() && *body.elected_on <= day;
  const date formed = formed_before ? *body.elected_on : day;
  composition_checker c{body, day, words};
  bool any = false;
  const auto apply_all = [&](bool that_change_the_term) {
    for (const composition_rule& r : rules) {
      if (r.role != body.role || changes_the_term(r.demand) != that_change_the_term) continue;
      const date judged_by = is_of_the_term(r.demand) ? day : formed;
      if (!r.valid.contains(judged_by) || (!r.yields_from.is_special() && judged_by >= r.yields_from)) continue;
      any = true;
      c.apply(r);
    }
  };
  apply_all(true);
  apply_all(false);
  return std::move(c).finish(any);
}

}  // namespace dinh::inline v1
