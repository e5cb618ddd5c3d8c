// A docket of several cases against a plain one: branches that facts choose, sub-cases and joined cases, referrals, and a reform
// of the units, with corrections recorded after it. Every question is asked for days before and after.

#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/journal/memory.hpp>
#include <dinh/journal/tally.hpp>
#include <dinh/procedure/builder.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../vietnam.hpp"
#include "engine_words.hpp"
#include "plain_interpreter.hpp"

namespace test_of_docket_model {

using namespace dinh;
using plain::dice;
using plain::interpreter;
using plain::maker;
using words = std::multiset<std::string>;

namespace {

const date reform = test::day("2025-07-01");

// Three communes of which two became one on the day of the reform; the name of a body tells what was asked for.
class three_communes final : public directory {
public:
  static std::string on(const std::string& unit, date day) { return day >= reform && (unit == "A" || unit == "B") ? "AB" : unit; }
  static std::string body_of(const std::string& role, const std::string& unit, date day, const std::map<std::string, std::string>& facts) {
    if (role.empty()) return {};  // nobody is named
    const auto n = facts.find("n");
    return role + ":" + on(unit, day) + (n == facts.end() ? "" : "/" + n->second);
  }

  [[nodiscard]] answerable_body body(std::string_view role, std::string_view unit, date day, const facts& of_case) const override {
    answerable_body b;
    b.key = body_of(std::string{role}, std::string{unit}, day, {of_case.begin(), of_case.end()});
    return b;
  }
  [[nodiscard]] unit_today unit_on(std::string_view unit, date day) const override {
    unit_today u;
    u.key = on(std::string{unit}, day);
    u.since = no_date();
    if (u.key != unit) {
      u.result = unit_today::standing::succeeded;
      u.since = reform;
    }
    return u;
  }
  [[nodiscard]] bool lies_in(std::string_view unit, std::string_view above, date day) const override {
    return on(std::string{unit}, day) == above;
  }
};

// A case of the plain docket: what its events make of it, each of them looked at anew.
struct plain_case {
  const procedure* law = nullptr;
  const std::map<std::string, std::vector<plain::way>>* ways = nullptr;
  std::string parent;
  std::vector<event> recorded;

  struct folded {
    interpreter it;
    std::map<std::string, std::string> facts;
    std::map<std::string, int> times;
    std::vector<std::pair<date, std::string>> places;
    std::string joined_to;

    [[nodiscard]] std::string unit_on(date day) const {
      auto at = places.begin();
      for (auto p = places.begin(); p != places.end(); ++p)
        if (p->first <= day && p->first >= at->first) at = p;  // of two on one day the later one
      return at->second;
    }
  };

  [[nodiscard]] plain::lookup facts_at(const folded& c, const std::string& decision, date on, const std::vector<fact>& with_act,
                                       const std::string& branch) const {
    const std::string question = (*law)[law->find(decision)].asks;
    return [&c, decision, on, with_act, branch, question](const std::string& name) -> std::optional<std::string> {
      if (name == "day") return to_text(on);
      if (name.rfind("times.", 0) == 0) {
        const auto n = c.times.find(name.substr(6));
        return std::to_string(n == c.times.end() ? 0 : n->second);
      }
      for (const fact& f : with_act)
        if (f.name == name) return f.value;
      if (name == question && !question.empty()) {
        if (!branch.empty()) return branch;
        if (c.times.count(decision) != 0) return std::nullopt;  // what was said the first time is not asked again
      }
      const auto known = c.facts.find(name);
      return known == c.facts.end() ? std::nullopt : std::optional{known->second};
    };
  }
  // The branch that the facts choose; empty: none.
  [[nodiscard]] std::string chosen(const std::string& decision, const plain::lookup& facts) const {
    const auto all = ways->find(decision);
    if (all == ways->end()) return {};
    std::string out;
    for (const auto& w : all->second) {
      if (is_otherwise(w)) continue;
      const auto holds = w.holds(facts);
      if (!holds) return {};
      if (*holds) out = w.branch;
    }
    if (out.empty() && is_otherwise(all->second.back())) out = all->second.back().branch;
    return out;
  }
  [[nodiscard]] bool is_against(const std::string& decision, const std::string& branch, const plain::lookup& facts) const {
    const auto all = ways->find(decision);
    if (all == ways->end()) return false;
    for (const auto& w : all->second)
      if (w.branch == branch && !w.words.empty() && !is_otherwise(w)) return w.holds(facts) == std::optional{false};
    const std::string other = chosen(decision, facts);
    return !other.empty() && other != branch;
  }

  // None: something in it cannot have happened. Up to a day, what cannot have happened without what came later is left out.
  [[nodiscard]] std::optional<folded> fold(std::optional<date> until = std::nullopt) const {
    const auto events = plain::told(recorded);
    if (!events) return std::nullopt;
    folded c{interpreter{*law, test::agency()}, {}, {}, {}, {}};
    date latest = events->front().occurred_on;
    for (event e : *events) {
      latest = std::max(latest, e.occurred_on);
      const bool ends = e.kind == event_kind::withdrawn || e.kind == event_kind::joined;
      if (until && (ends ? latest : e.occurred_on) > *until) continue;
      const bool decides = e.kind == event_kind::act && (*law)[law->find(e.step)].kind == step_kind::decision;
      if (decides && e.branch.empty()) e.branch = chosen(e.step, facts_at(c, e.step, e.occurred_on, e.facts, {}));
      if ((decides && e.branch.empty()) || !c.it.take(e)) {
        if (until) continue;
        return std::nullopt;
      }
      if (e.kind == event_kind::joined) c.joined_to = e.subject;
      if (e.kind == event_kind::referred) c.places.emplace_back(e.occurred_on, e.unit);
      if (e.kind != event_kind::act) continue;
      if (c.places.empty()) c.places.emplace_back(e.occurred_on, e.unit);
      if (decides && is_against(e.step, e.branch, facts_at(c, e.step, e.occurred_on, e.facts, e.branch)))
        c.it.breaches.push_back({"against_its_facts", e.step, 0, e.occurred_on, no_deadline});
      for (const fact& f : e.facts) c.facts[f.name] = f.value;
      ++c.times[e.step];
    }
    return c;
  }
  [[nodiscard]] std::map<std::string, std::string> facts_on(date as_of) const {
    std::map<std::string, std::string> out;
    const auto events = plain::told(recorded);
    for (const event& e : *events)
      if (e.kind == event_kind::act && e.occurred_on <= as_of)
        for (const fact& f : e.facts) out[f.name] = f.value;
    return out;
  }
};

std::string line(const std::string& key, const std::string& what, const std::string& state, const std::string& opened,
                 const std::string& lawful, const std::string& settled, std::int32_t late, const std::string& units, const std::string& body) {
  return key + " " + what + " " + state + " " + opened + " " + lawful + " " + settled + " " + std::to_string(late) + " " + units + " " + body;
}
std::string text_of(const std::optional<date>& d) { return d ? to_text(*d) : "none"; }
std::string text_of(date d) { return d.is_special() ? "none" : to_text(d); }

struct plain_docket {
  std::map<std::string, plain_case> cases;

  // Whether the case goes on, perhaps through others, in `key`.
  [[nodiscard]] bool leads_to(std::string from, const std::string& key) const {
    for (std::size_t i = 0; i <= cases.size(); ++i) {
      if (from == key) return true;
      from = cases.at(from).fold()->joined_to;
      if (from.empty()) return false;
    }
    return false;
  }
  bool record(const event& e, const procedure& law, const std::map<std::string, std::vector<plain::way>>& ways) {
    const auto known = cases.find(e.case_key);
    plain_case next;
    if (known != cases.end()) {
      next = known->second;
      if (e.kind == event_kind::joined && (cases.count(e.subject) == 0 || leads_to(e.subject, e.case_key))) return false;
    } else {
      if (e.procedure.empty() || e.kind != event_kind::act || (!e.subject.empty() && cases.count(e.subject) == 0)) return false;
      next.law = &law;
      next.ways = &ways;
      next.parent = e.subject;
    }
    next.recorded.push_back(e);
    if (!next.fold()) return false;
    cases[e.case_key] = std::move(next);
    return true;
  }

  // With `in`: those of that unit alone.
  [[nodiscard]] words duties(date as_of, const std::string& in = {}) const {
    words out;
    for (const auto& [key, c] : cases) {
      const auto f = c.fold();
      const auto facts = c.facts_on(as_of);
      for (const auto& d : f->it.all_duties()) {
        if (d.opened > as_of) continue;
        const bool is_settled = d.settled && *d.settled <= as_of;
        const deadline& law = c.law->deadline_at(d.deadline);
        const bool sets_latest = law.time && (law.time->way == direction::within_after || law.time->way == direction::valid_for);
        std::string state = is_settled ? d.state : "open";
        if (!is_settled && d.lawful && sets_latest && as_of > *d.lawful) state = "breached";
        if (!is_settled && d.lawful && !sets_latest && as_of < *d.lawful) state = "pending";
        const date end = is_settled ? *d.settled : as_of;
        const std::string unit_now = three_communes::on(f->unit_on(end), as_of);
        if (!in.empty() && in != unit_now) continue;
        const std::int32_t late = d.lawful && sets_latest && state != "void" ? static_cast<std::int32_t>((end - *d.lawful).days()) : 0;
        out.insert(line(key, std::to_string(d.deadline), state, to_text(d.opened), text_of(d.lawful),
                        is_settled ? to_text(*d.settled) : "none", std::max(late, 0),
                        f->places.front().second + " " + unit_now,
                        three_communes::body_of(c.law->answerable(d.deadline), f->unit_on(end), end, facts)));
      }
    }
    return out;
  }
  [[nodiscard]] words breaches(date as_of, const std::string& in = {}) const {
    words out;
    for (const auto& [key, c] : cases) {
      const auto f = c.fold();
      const auto facts = c.facts_on(as_of);
      for (const auto& b : f->it.breaches) {
        if (b.on > as_of) continue;
        const std::string role = b.deadline == no_deadline ? "x" : c.law->answerable(b.deadline);
        const std::string unit_now = three_communes::on(f->unit_on(b.on), as_of);
        if (!in.empty() && in != unit_now) continue;
        out.insert(line(key, b.at, b.kind, to_text(b.on), "", "", b.days,
                        f->unit_on(b.on) + " " + unit_now,
                        three_communes::body_of(role, f->unit_on(b.on), b.on, facts)));
      }
    }
    return out;
  }
  [[nodiscard]] words summaries(date as_of) const {
    words out;
    for (const auto& [key, c] : cases) {
      const auto f = c.fold();
      const auto then = c.fold(as_of);
      if (!then->it.is_begun()) continue;
      std::string at;
      const auto steps = then->it.stands_at();
      for (const auto& s : steps) at += " " + s;
      out.insert(key + " of " + c.parent + " in " + f->places.front().second + " " + three_communes::on(f->unit_on(as_of), as_of) + " since " +
                 to_text(f->places.front().first) + " last " + to_text(then->it.latest()) + (then->it.is_closed() ? " closed" : "") +
                 " joined " + then->joined_to + " at" + at);
    }
    return out;
  }
  // What may come next in a case, with the branch that the facts of the day choose.
  [[nodiscard]] words next(const std::string& key, date as_of) const {
    words out;
    const plain_case& c = cases.at(key);
    const auto then = c.fold(as_of);
    for (const auto& s : then->it.enabled_steps()) {
      const step_id id = c.law->find(s);
      if (fires_by_itself((*c.law)[id].kind)) continue;
      const bool decides = (*c.law)[id].kind == step_kind::decision;
      std::optional<date> not_before;
      std::optional<date> not_after;
      for (const auto& d : then->it.all_duties()) {
        if (d.settled || !d.lawful || c.law->graph().to(edge_id<deadline>{d.deadline}) != id) continue;
        const direction way = c.law->deadline_at(d.deadline).time->way;
        if (way == direction::within_after || way == direction::valid_for)
          not_after = not_after ? std::min(*not_after, *d.lawful) : *d.lawful;
        else
          not_before = not_before ? std::max(*not_before, *d.lawful) : *d.lawful;
      }
      out.insert(s + " from " + text_of(not_before) + " to " + text_of(not_after) + " " +
                 (decides ? c.chosen(s, c.facts_at(*then, s, as_of, {}, {})) : ""));
    }
    return out;
  }
};

words duties_of(const docket& d, date as_of, const docket_filter& f = {}) {
  words out;
  for (const duty& x : d.duties(as_of, f))
    out.insert(line(x.case_key, std::to_string(x.deadline), std::string{name_of(x.state)}, to_text(x.opened_on), text_of(x.lawful_day),
                    text_of(x.settled_on), x.days_late, x.unit + " " + x.unit_now, x.body));
  return out;
}
/// "AB open 3" for each unit and each way in which duties stand, counted one by one.
words counted(const std::vector<duty>& all) {
  std::map<std::string, std::uint32_t> counts;
  for (const duty& d : all) {
    const bool is_overdue = d.state == duty_state::breached && d.settled_on.is_special();
    ++counts[d.unit_now + " " + (is_overdue ? "overdue" : std::string{name_of(d.state)})];
  }
  words out;
  for (const auto& [what, n] : counts) out.insert(what + " " + std::to_string(n));
  return out;
}
words counted(const std::vector<unit_duties>& all) {
  words out;
  for (const auto& [unit, c] : all)
    for (const auto& [name, n] : std::initializer_list<std::pair<const char*, std::uint32_t>>{
             {"pending", c.pending}, {"open", c.open}, {"overdue", c.overdue}, {"met", c.met}, {"met_late", c.met_late},
             {"breached", c.breached}, {"void", c.voided}, {"suspended", c.suspended}, {"needs_review", c.needs_review}})
      if (n > 0) out.insert(unit + " " + name + " " + std::to_string(n));
  return out;
}
std::string some_rule(const docket& d, date as_of) {
  const auto all = d.duties(as_of);
  return all.empty() ? std::string{} : all.back().rule;
}
words breaches_of(const docket& d, date as_of, const docket_filter& f = {}) {
  words out;
  for (const breach_record& b : d.breaches(as_of, f))
    out.insert(line(b.case_key, b.step, std::string{name_of(b.kind)}, to_text(b.occurred_on), "", "", b.days, b.unit + " " + b.unit_now, b.body));
  return out;
}
words summaries_of(const docket& d, date as_of) {
  words out;
  for (const case_summary& c : d.cases(as_of)) {
    std::string at;
    for (const auto& s : std::set<std::string>{c.stands_at.begin(), c.stands_at.end()}) at += " " + s;
    out.insert(c.case_key + " of " + c.parent + " in " + c.unit + " " + c.now.key + " since " + to_text(c.begun_on) + " last " +
               to_text(c.latest_on) + (c.is_closed ? " closed" : "") + " joined " + c.joined_to + " at" + at);
  }
  return out;
}
words next_of(const docket& d, const std::string& key, date as_of) {
  words out;
  for (const next_act& a : d.next(key, as_of).value()) 
    out.insert(a.step + " from " + text_of(a.not_before) + " to " + text_of(a.not_after) + " " + a.chosen_branch);
  return out;
}

std::string difference(const words& is, const words& wanted) {
  std::string out;
  std::vector<std::string> more;
  std::set_difference(is.begin(), is.end(), wanted.begin(), wanted.end(), std::back_inserter(more));
  for (const auto& x : more) out += "\n  docket alone: " + x;
  more.clear();
  std::set_difference(wanted.begin(), wanted.end(), is.begin(), is.end(), std::back_inserter(more));
  for (const auto& x : more) out += "\n  reference alone: " + x;
  return out;
}

struct tally {
  std::map<std::string, int> taken;
  std::map<std::string, int> refused;
  int chosen_by_facts = 0;
  int against_facts = 0;
  int corrected_after_reform = 0;
  int sub_cases = 0;
  int chosen_next = 0;
};

std::vector<fact> some_facts(dice& x, const procedure& p, const std::string& step) {
  std::map<std::string, std::string> out;
  if (x.chance(40)) out["n"] = x.chance(10) ? "many" : std::to_string(x.below(6));
  if (x.chance(40)) out["ok"] = x.chance(10) ? "maybe" : (x.chance(50) ? "yes" : "no");
  if (x.chance(30)) out["kind"] = x.chance(10) ? "no such code" : std::string(1, static_cast<char>('a' + x.below(3)));
  const step_id s = p.find(step);
  if (!p[s].asks.empty() && x.chance(50))
    out[p[s].asks] = p.exit_of(s, static_cast<std::uint16_t>(x.below(p.tables().steps[s.index()].exit_count))).branch;
  std::vector<fact> list;
  for (const auto& [name, value] : out) list.push_back({name, value});
  return list;
}

struct world {
  struct law {
    procedure of;
    std::map<std::string, std::vector<plain::way>> ways;
  };
  std::vector<law> laws;
  dice& x;
  tally& t;

  void name_step(event& e, const procedure& p, step_id s) {
    e.step = p[s].key;
    e.branch.clear();
    if (p[s].kind == step_kind::decision && x.chance(50))
      e.branch = p.exit_of(s, static_cast<std::uint16_t>(x.below(p.tables().steps[s.index()].exit_count))).branch;
    e.facts = some_facts(x, p, e.step);
  }
  event next_event(const plain_docket& reference, date today, int number, const law*& of) {
    event e;
    e.id = "e" + std::to_string(number);
    e.case_key = "k" + std::to_string(x.below(4));
    e.recorded_on = today;
    e.occurred_on = x.chance(35) ? today - boost::gregorian::days{static_cast<int>(x.below(14))} : today;
    const auto known = reference.cases.find(e.case_key);
    if (known == reference.cases.end()) {
      of = &laws[x.below(static_cast<std::uint32_t>(laws.size()))];
      e.procedure = of->of.id();
      e.unit = std::string(1, static_cast<char>('A' + x.below(3)));
      if (x.chance(50)) e.subject = "k" + std::to_string(x.below(4));
      name_step(e, of->of, of->of.start());
      return e;
    }
    of = nullptr;
    const plain_case& c = known->second;
    const procedure& p = *c.law;
    const auto any_step = [&] {
      step_id s = p.start();
      while (fires_by_itself(p[s].kind) || p[s].kind == step_kind::start) s = step_id{x.below(p.graph().count<step>())};
      return s;
    };
    const std::uint32_t what = x.below(100);
    if (what < 70) {
      std::vector<step_id> now;
      const auto enabled = c.fold()->it.enabled_steps();
      for (const auto& s : enabled)
        if (!fires_by_itself(p[p.find(s)].kind)) now.push_back(p.find(s));
      name_step(e, p, now.empty() || x.chance(10) ? any_step() : now[x.below(static_cast<std::uint32_t>(now.size()))]);
    } else if (what < 78) {
      e.kind = event_kind::referred;
      e.unit = std::string(1, static_cast<char>('A' + x.below(3)));
    } else if (what < 80) {
      e.kind = event_kind::withdrawn;
    } else if (what < 84) {
      e.kind = event_kind::joined;
      e.subject = "k" + std::to_string(x.below(5));
    } else {
      const event& target = c.recorded[x.below(static_cast<std::uint32_t>(c.recorded.size()))];
      e.subject = target.id;
      e.kind = what < 90 ? event_kind::annulled : event_kind::corrected;
      if (e.kind == event_kind::corrected) {
        e.occurred_on = target.occurred_on + boost::gregorian::days{static_cast<int>(x.below(11)) - 6};
        name_step(e, p, &target == &c.recorded.front() ? p.start() : target.kind == event_kind::act && x.chance(80) ? p.find(target.step) : any_step());
      }
    }
    return e;
  }

  void run() {
    plain_docket reference;
    docket_terms terms;
    for (const law& l : laws) terms.procedures.push_back(l.of);
    terms.calendars = {test::agency()};
    terms.units = std::make_shared<three_communes>();
    docket live = docket::make(terms).value();
    memory_journal log;
    date today = test::day("2025-06-02");
    for (int n = 0; n < 70; ++n) {
      const law* of = nullptr;
      const event e = next_event(reference, today, n, of);
      const std::string before = live.fingerprint();
      const auto r = live.record(e);
      if (r) (void)log.append(std::vector<journal_entry>{{e.id, to_text(e)}}).value();
      const bool is_taken = of != nullptr ? reference.record(e, of->of, of->ways) : reference.record(e, laws[0].of, laws[0].ways);
      std::string told;
      for (const fact& f : e.facts) told += " " + f.name + "=" + f.value;
      if (const auto at = reference.cases.find(e.case_key); at != reference.cases.end())
        if (const auto all = at->second.ways->find(e.step); all != at->second.ways->end())
          for (const auto& w : all->second) told += "\n  " + w.branch + " when " + w.words;
      INFO(told);
      INFO("event " << n << " " << e.case_key << " " << name_of(e.kind) << " " << e.step << " " << e.branch << " " << e.subject << " on "
                    << to_text(e.occurred_on) << " recorded " << to_text(e.recorded_on) << (r ? "" : " refused: " + describe(r.error())));
      REQUIRE(r.has_value() == is_taken);
      const std::string kind{name_of(e.kind)};
      ++(is_taken ? t.taken : t.refused)[of != nullptr && !e.subject.empty() ? "sub-case" : kind];
      if (!is_taken) {
        REQUIRE(live.fingerprint() == before);
      } else {
        const auto& last = reference.cases.at(e.case_key);
        const bool decides = e.kind == event_kind::act && (*last.law)[last.law->find(e.step)].kind == step_kind::decision;
        t.chosen_by_facts += decides && e.branch.empty() ? 1 : 0;
        t.corrected_after_reform += plain::is_correction(e) && e.recorded_on >= reform && e.occurred_on < reform ? 1 : 0;
        for (const auto& b : r->breaches) t.against_facts += b.kind == breach_kind::against_its_facts ? 1 : 0;
      }
      if (n % 6 == 5) compare(reference, live, today);
      today += boost::gregorian::days{static_cast<int>(x.below(3))};
    }
    compare(reference, live, today);
    const auto restored = docket::from_bytes(terms, live.to_bytes(), docket::trust::fold_again);
    REQUIRE(restored);
    compare(reference, *restored, today);
    for (int back = -20; back <= 160; back += 9) {  // the counts straight from the journal, also of days between its events
      const date as_of = today - boost::gregorian::days{back};
      INFO("as of " << to_text(as_of));
      const auto counts = tally_of_journal(log, terms, as_of);
      REQUIRE(counts);
      REQUIRE(difference(counted(*counts), counted(live.tally(as_of))) == "");
    }
  }
  void compare(const plain_docket& reference, const docket& live, date today) {
    for (const date as_of : {today, reform, reform - boost::gregorian::days{1}, today - boost::gregorian::days{static_cast<int>(x.below(40))}}) {
      INFO("as of " << to_text(as_of));
      const words duties = duties_of(live, as_of);
      REQUIRE(difference(duties, reference.duties(as_of)) == "");
      for (const docket_filter& f : {docket_filter{}, docket_filter{.unit = "AB"}, docket_filter{.unit = "C"}, docket_filter{.rule = some_rule(live, as_of)}})
        REQUIRE(difference(counted(live.tally(as_of, f)), counted(live.duties(as_of, f))) == "");
      REQUIRE(difference(breaches_of(live, as_of), reference.breaches(as_of)) == "");
      REQUIRE(difference(summaries_of(live, as_of), reference.summaries(as_of)) == "");
      // A commune that was merged is found under its successor from that day on, and under its own key no more.
      for (const char* unit : {"A", "AB", "C"}) {
        REQUIRE(difference(duties_of(live, as_of, {.unit = unit}), reference.duties(as_of, unit)) == "");
        REQUIRE(difference(breaches_of(live, as_of, {.unit = unit}), reference.breaches(as_of, unit)) == "");
      }
      for (const auto& [key, c] : reference.cases) {
        const words next = next_of(live, key, as_of);
        INFO(key);
        REQUIRE(difference(next, reference.next(key, as_of)) == "");
        for (const auto& w : next) t.chosen_next += w.back() == ' ' ? 0 : 1;
      }
    }
  }
};

}  // namespace

TEST_CASE("dockets of generated procedures with conditions, sub-cases, joinings and a reform of the units agree with a plain one") {
  dice x{20250701};
  tally t;
  int made = 0;
  for (int i = 0; i < 400 && made < 45; ++i) {
    world w{{}, x, t};
    for (int k = 0; k < 2; ++k) {
      maker m{x, "w" + std::to_string(i) + "-" + std::to_string(k), false, true};
      auto p = m.make();
      if (p && p->tables().step_of_place.size() <= 14 && p->deadline_count() >= 1) w.laws.push_back({*std::move(p), m.ways});
    }
    if (std::none_of(w.laws.begin(), w.laws.end(), [](const auto& l) { return !l.ways.empty(); })) continue;
    ++made;
    w.run();
  }
  CHECK(made == 45);
  for (const char* kind : {"act", "sub-case", "referred", "withdrawn", "joined", "corrected", "annulled"}) {
    INFO(kind);
    CHECK(t.taken[kind] > 15);
    CHECK(t.refused[kind] > 5);
  }
  CHECK(t.chosen_by_facts > 50);
  CHECK(t.against_facts > 20);
  CHECK(t.corrected_after_reform > 50);
  CHECK(t.chosen_next > 100);
}

}  // namespace test_of_docket_model
