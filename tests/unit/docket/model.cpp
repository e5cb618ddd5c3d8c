// The engine against a plain interpreter: tokens on named flows, days counted one by one, nothing shared
// with the engine but the procedure's graph and the question whether a day is worked.

#include <catch.hpp>

#include <dinh/docket/advance.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "../procedure/shared_procedures.hpp"
#include "example.hpp"

namespace test_of_model {

using namespace dinh;

namespace {

class dice {
public:
  explicit dice(std::uint32_t seed) : twister_{seed} {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(twister_() % n); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }

private:
  std::mt19937 twister_;
};

// ---- procedures that are sound by how they are made ------------------------------------------------

class maker {
public:
  maker(dice& d, std::string id) : dice_{d}, builder_{std::move(id), flow_style::written_out} {}

  std::optional<procedure> make() {
    builder_.start("s");
    steps_.push_back("s");
    const std::string last = block("s", 3);
    builder_.end("e");
    builder_.flow(last, "e");
    auto bare = builder_.build();
    if (!bare) return std::nullopt;  // more places than a case holds
    // Deadlines between steps that can follow each other.
    for (int i = 0; i < 8; ++i) {
      const auto& from = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
      const auto& to = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
      procedure_builder with = builder_;
      const auto count = static_cast<std::int32_t>(dice_.below(9));
      const time_unit unit =
          dice_.chance(50) ? time_unit::working_day : (dice_.chance(80) ? time_unit::day : time_unit::week);
      if (dice_.chance(10))
        with.promptly({from, to});
      else
        with.deadline(limit{{count, unit}, static_cast<direction>(dice_.below(4))}, {from, to});
      if (with.build()) builder_ = with;
    }
    return *builder_.build();
  }

private:
  std::string name(const char* kind) { return kind + std::to_string(++count_); }
  std::string task(const std::string& after, const std::string& branch = {}) {
    std::string t = name("t");
    if (dice_.chance(20))
      builder_.wait(t, by("x"));
    else
      builder_.task(t, by("x"));
    flow(after, t, branch);
    steps_.push_back(t);
    return t;
  }
  void flow(const std::string& from, const std::string& to, const std::string& branch) {
    flow_terms terms;
    terms.branch = branch;
    builder_.flow(from, to, terms);
  }
  // A block behind `after`; the step it ends with has no way on yet.
  std::string block(const std::string& after, int depth) {
    const auto what = depth == 0 ? 0U : dice_.below(5);
    if (what == 0) return task(after);
    if (what == 1) return block(block(after, depth - 1), depth - 1);
    if (what == 2) {  // decision, merged in a task
      const std::string d = name("d");
      builder_.decision(d, by("x"));
      flow(after, d, {});
      steps_.push_back(d);
      const std::string merge = name("m");
      std::vector<std::string> ends;
      for (std::uint32_t i = 0, n = 2 + dice_.below(2); i < n; ++i)
        ends.push_back(block(task(d, "b" + std::to_string(i)), depth - 1));
      builder_.task(merge, by("x"));
      steps_.push_back(merge);
      for (const auto& e : ends) flow(e, merge, {});
      return merge;
    }
    if (what == 3) {  // fork and join
      const std::string f = name("f");
      builder_.fork(f);
      flow(after, f, {});
      std::vector<std::string> ends;
      for (std::uint32_t i = 0, n = 2 + dice_.below(2); i < n; ++i) ends.push_back(block(task(f), depth - 1));
      const std::string j = name("j");
      builder_.join(j);
      for (const auto& e : ends) flow(e, j, {});
      return task(j);
    }
    // loop
    const std::string head = task(after);
    const std::string tail = block(head, depth - 1);
    const std::string d = name("d");
    builder_.decision(d, by("x"));
    steps_.push_back(d);
    flow(tail, d, {});
    flow(d, head, "again");
    return task(d, "on");
  }

  dice& dice_;
  procedure_builder builder_;
  std::vector<std::string> steps_;
  int count_ = 0;
};

// ---- the plain interpreter ---------------------------------------------------------------------------

class interpreter {
public:
  interpreter(const procedure& p, const work_calendar& c) : p_{p}, g_{p.graph()}, calendar_{c} {}

  std::set<std::string> seen;  // what the last event did

  void record(step_id s, const std::string& branch, date on) {
    seen.clear();
    if (latest_.is_not_a_date() || on > latest_) latest_ = on;
    if (g_[s].kind == step_kind::start) {
      started_ = true;
    } else if (!enabled(tokens_, s)) {
      if (!jump(s, on)) return;
    }
    settle(s, on);
    fire(s, branch, on);
    for (std::size_t i = 0; i < running_.size();) {
      if (can_come(running_[i].deadline)) {
        if (running_[i].fresh) {
          note_begin(running_[i]);
          running_[i].fresh = false;
        }
        ++i;
        continue;
      }
      const clock_line r = running_[i];
      running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
      if (r.fresh) continue;
      const auto day = lawful(r);
      const deadline& law = p_.deadline_at(r.deadline);
      if (day && law.time->way == direction::within_after && on > *day) {
        note(r, "breached", on);
        breach("never_done", r.deadline, g_[g_.to(edge_id<deadline>{r.deadline})].key, day_count(*day, on));
      } else {
        note(r, "void", on);
      }
    }
  }
  [[nodiscard]] bool is_closed() const { return started_ && tokens_.empty(); }
  [[nodiscard]] std::set<std::string> enabled_steps() const {
    std::set<std::string> out;
    for (std::uint32_t i = 0; i < g_.count<step>(); ++i)
      if (step_id s{i}; started_ && g_[s].kind != step_kind::start && enabled(tokens_, s)) out.insert(g_[s].key);
    return out;
  }

private:
  using tokens = std::set<std::uint32_t>;  // flows that carry one
  struct clock_line {
    std::uint32_t deadline;
    date opened;
    bool fresh;
  };

  [[nodiscard]] bool enabled(const tokens& t, step_id s) const {
    bool any = false;
    bool all = true;
    for (const auto& link : g_.in<flows_to>(s)) {
      const bool has = t.count(link.edge.index()) != 0;
      any = any || has;
      all = all && has;
    }
    return g_[s].kind == step_kind::join ? any && all : any;
  }
  void take(tokens& t, step_id s) const {
    for (const auto& link : g_.in<flows_to>(s)) t.erase(link.edge.index());
  }
  void give(tokens& t, step_id s, const std::string& branch) const {
    for (const auto& link : g_.out<flows_to>(s))
      if (g_[s].kind != step_kind::decision || g_[link.edge].branch == branch) t.insert(link.edge.index());
  }

  void fire(step_id s, const std::string& branch, date on) {
    take(tokens_, s);
    for (std::uint32_t d = 0; d < p_.deadline_count(); ++d)
      if (g_.from(edge_id<deadline>{d}) == s) running_.push_back({d, on, true});
    give(tokens_, s, branch);
    for (const auto& link : g_.out<flows_to>(s)) {
      const step_kind k = g_[link.node].kind;
      if (!fires_by_itself(k) || !enabled(tokens_, link.node)) continue;
      const date then = k == step_kind::join ? latest_ : on;
      settle(link.node, then);
      fire(link.node, {}, then);
    }
  }

  bool jump(step_id wanted, date on) {
    struct found {
      tokens where;
      std::vector<std::pair<step_id, std::string>> run;
    };
    std::deque<found> open{{tokens_, {}}};
    std::set<tokens> known{tokens_};
    while (!open.empty()) {
      const found here = open.front();
      open.pop_front();
      if (enabled(here.where, wanted)) {
        std::string names;
        for (const auto& [s, branch] : here.run)
          if (!fires_by_itself(g_[s].kind)) names += " " + g_[s].key + branch;
        seen.insert("out_of_order " + g_[wanted].key + " on " + to_text(on) + names);
        tokens_ = here.where;
        for (std::size_t i = 0; i < running_.size();) {
          const step_id to = g_.to(edge_id<deadline>{running_[i].deadline});
          const bool left_out =
              std::any_of(here.run.begin(), here.run.end(), [&](const auto& r) { return r.first == to; });
          if (!left_out) {
            ++i;
            continue;
          }
          note(running_[i], "breached", on);
          breach("left_out", running_[i].deadline, g_[to].key, 0);
          running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
        }
        return true;
      }
      for (std::uint32_t i = 0; i < g_.count<step>(); ++i) {
        const step_id s{i};
        if (g_[s].kind == step_kind::end || g_[s].kind == step_kind::start || !enabled(here.where, s)) continue;
        std::vector<std::string> branches{""};
        if (g_[s].kind == step_kind::decision) {
          branches.clear();
          for (const auto& link : g_.out<flows_to>(s)) branches.push_back(g_[link.edge].branch);
        }
        for (const auto& b : branches) {
          found next = here;
          take(next.where, s);
          give(next.where, s, b);
          next.run.emplace_back(s, b);
          if (known.insert(next.where).second) open.push_back(std::move(next));
        }
      }
    }
    seen.insert("out_of_order " + g_[wanted].key + " on " + to_text(on));
    return false;
  }

  void settle(step_id s, date on) {
    for (std::size_t i = 0; i < running_.size();) {
      const clock_line r = running_[i];
      if (g_.to(edge_id<deadline>{r.deadline}) != s) {
        ++i;
        continue;
      }
      running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
      if (r.fresh) note_begin(r);
      const auto day = lawful(r);
      const deadline& law = p_.deadline_at(r.deadline);
      if (!day) {
        note(r, "met", on);
        continue;
      }
      const bool late = on > *day;
      const bool early = on < *day;
      switch (law.time->way) {
        case direction::within_after:
          note(r, late ? "met_late" : "met", on);
          if (late) breach("too_late", r.deadline, g_[s].key, day_count(*day, on));
          break;
        case direction::valid_for:
          note(r, late ? "breached" : "met", on);
          if (late) breach("lapsed", r.deadline, g_[s].key, day_count(*day, on));
          break;
        case direction::at_least_lasting:
          note(r, early ? "breached" : "met", on);
          if (early) breach("too_early", r.deadline, g_[s].key, day_count(on, *day));
          break;
        case direction::not_later_than_before:
          note(r, early ? "breached" : "met", on);
          if (early) breach("short_lead_time", r.deadline, g_[s].key, day_count(on, *day));
          break;
      }
    }
  }

  // Whether some token stands before a step from which the deadline's later step follows without its earlier one.
  [[nodiscard]] bool can_come(std::uint32_t d) const {
    const step_id from = g_.from(edge_id<deadline>{d});
    const step_id to = g_.to(edge_id<deadline>{d});
    for (const std::uint32_t t : tokens_) {
      std::set<std::uint32_t> reached;
      std::vector<step_id> open{g_.to(edge_id<flows_to>{t})};
      while (!open.empty()) {
        const step_id s = open.back();
        open.pop_back();
        if (s == to) return true;
        if (s == from || !reached.insert(s.index()).second) continue;
        for (const auto& link : g_.out<flows_to>(s)) open.push_back(link.node);
      }
    }
    return false;
  }

  [[nodiscard]] static std::int32_t day_count(date a, date b) { return static_cast<std::int32_t>((b - a).days()); }
  [[nodiscard]] date walk(date d, std::int32_t n, int way) const {
    while (n > 0) {
      d += boost::gregorian::days{way};
      if (calendar_.is_working(d)) --n;
    }
    return d;
  }
  [[nodiscard]] std::optional<date> lawful(const clock_line& r) const {
    const auto& time = p_.deadline_at(r.deadline).time;
    if (!time) return std::nullopt;
    const span s = time->length;
    const bool working = s.unit == time_unit::working_day;
    const auto later = [&](date d) {
      if (s.unit == time_unit::month) return to_date(add_months(to_civil(d), s.count));
      return d + boost::gregorian::days{s.unit == time_unit::week ? s.count * 7 : s.count};
    };
    switch (time->way) {
      case direction::within_after: {
        date d = working ? walk(r.opened, s.count, 1) : later(r.opened);
        while (!calendar_.is_working(d)) d += boost::gregorian::days{1};
        return d;
      }
      case direction::valid_for:
      case direction::at_least_lasting:
        return working ? walk(r.opened, s.count, 1) : later(r.opened);
      case direction::not_later_than_before: {
        if (!working) return later(r.opened);
        date d = r.opened;
        while (walk(d, s.count, -1) < r.opened) d += boost::gregorian::days{1};
        return d;
      }
    }
    return std::nullopt;
  }

  void note(const clock_line& r, const std::string& state, date on) {
    const auto day = lawful(r);
    seen.insert("duty " + std::to_string(r.deadline) + " of " + to_text(r.opened) + " " + state + " on " + to_text(on) +
                " lawful " + (day ? to_text(*day) : "none"));
  }
  void note_begin(const clock_line& r) {
    const auto day = lawful(r);
    const auto& time = p_.deadline_at(r.deadline).time;
    const bool minimum = time && time->way != direction::within_after && time->way != direction::valid_for;
    seen.insert("duty " + std::to_string(r.deadline) + " of " + to_text(r.opened) + (minimum ? " pending" : " open") +
                " on none lawful " + (day ? to_text(*day) : "none"));
  }
  void breach(const char* kind, std::uint32_t d, const std::string& at, std::int32_t days) {
    seen.insert(std::string{kind} + " " + std::to_string(d) + " at " + at + " " + std::to_string(days));
  }

  const procedure& p_;
  const procedure::graph_type& g_;
  const work_calendar& calendar_;
  tokens tokens_;
  std::vector<clock_line> running_;
  date latest_{boost::date_time::not_a_date_time};
  bool started_ = false;
};

std::set<std::string> words_of(const procedure& p, const step_result& r) {
  std::set<std::string> out;
  for (const auto& d : r.duties)
    out.insert("duty " + std::to_string(d.deadline) + " of " + to_text(d.opened_on) + " " +
               std::string{name_of(d.state)} + " on " + to_text(d.settled_on) + " lawful " + to_text(d.lawful_day));
  for (const auto& b : r.breaches) {
    if (b.kind == breach_kind::out_of_order) {
      std::string names;
      for (const auto& l : b.left_out) names += " " + p[l.what].key + l.branch;
      out.insert("out_of_order " + p[b.at].key + " on " + to_text(b.occurred_on) + names);
    } else {
      out.insert(std::string{name_of(b.kind)} + " " + std::to_string(b.deadline) + " at " + p[b.at].key + " " +
                 std::to_string(b.days));
    }
  }
  return out;
}

std::set<std::string> enabled_in(const procedure& p, const case_state& s) {
  std::set<std::string> out;
  for (std::uint16_t i = 0; i < p.tables().steps.size(); ++i)
    if (!s.standing.empty() && s.standing.contains(p.tables().steps[i].input)) out.insert(p[step_id{i}].key);
  return out;
}

// One random case; returns the number of events, or stops at the first difference.
struct tally {
  std::size_t events = 0;
  std::size_t out_of_order = 0;
  std::size_t closed = 0;
};

void run_case(const procedure& p, dice& d, std::uint32_t disorder, tally& t) {
  const work_calendar& calendar = example::state_agency();
  interpreter plain{p, calendar};
  case_state state;
  date today = example::day("2025-01-02") + boost::gregorian::days{static_cast<int>(d.below(400))};
  std::vector<step_id> recordable;
  for (std::uint32_t i = 0; i < p.graph().count<step>(); ++i)
    if (const step_kind k = p[step_id{i}].kind; !fires_by_itself(k) && k != step_kind::start)
      recordable.push_back(step_id{i});
  for (int n = 0; n < 80 && !state.is_closed(); ++n) {
    event e;
    e.id = "e" + std::to_string(n);
    e.recorded_on = today;
    e.occurred_on = d.chance(10) ? today - boost::gregorian::days{static_cast<int>(d.below(4))} : today;
    step_id s = p.start();
    if (n > 0) {
      const auto now = enabled_in(p, state);
      if (d.chance(disorder) || now.empty()) {
        s = recordable[d.below(static_cast<std::uint32_t>(recordable.size()))];
      } else {
        auto at = now.begin();
        std::advance(at, d.below(static_cast<std::uint32_t>(now.size())));
        s = p.find(*at);
      }
    }
    e.step = p[s].key;
    if (p[s].kind == step_kind::decision) {
      const auto ways = p.graph().out<flows_to>(s);
      auto at = ways.begin();
      for (std::uint32_t k = d.below(ways.size()); k > 0; --k) ++at;
      e.branch = p.graph()[(*at).edge].branch;
    }
    const auto r = advance(p, calendar, state, e);
    if (!r) FAIL(describe(r.error()));
    plain.record(s, e.branch, e.occurred_on);
    INFO(p.id() << " event " << n << " " << e.step << " " << e.branch);
    REQUIRE(words_of(p, *r) == plain.seen);
    REQUIRE(enabled_in(p, r->state) == plain.enabled_steps());
    REQUIRE(r->state.is_closed() == plain.is_closed());
    for (const auto& b : r->breaches) t.out_of_order += b.kind == breach_kind::out_of_order ? 1U : 0U;
    ++t.events;
    state = r->state;
    today += boost::gregorian::days{static_cast<int>(d.below(7))};
  }
  t.closed += state.is_closed() ? 1U : 0U;
}

}  // namespace

namespace {

/// Whether a case can stand in at most so many ways: the plain interpreter looks at all of them, slowly.
bool has_few_markings(const procedure& p, std::size_t most) {
  const procedure_tables& t = p.tables();
  marking begun;
  begun.add(t.exits[t.steps[t.start].first_exit].place);
  std::deque<marking> open{begun};
  std::unordered_set<marking> known{begun};
  while (!open.empty()) {
    const marking here = open.front();
    open.pop_front();
    for (const auto& row : t.steps) {
      if (row.kind == step_kind::end || row.kind == step_kind::start || !here.contains(row.input)) continue;
      marking rest = here;
      rest.remove(row.input);
      const bool decides = row.kind == step_kind::decision;
      for (std::uint16_t way = 0; way < (decides ? row.exit_count : 1); ++way) {
        marking next = rest;
        for (std::uint16_t i = 0; i < (decides ? 1 : row.exit_count); ++i)
          next.add(t.exits[static_cast<std::size_t>(row.first_exit + way + i)].place);
        if (known.insert(next).second) open.push_back(next);
        if (known.size() > most) return false;
      }
    }
  }
  return true;
}

}  // namespace

TEST_CASE("the engine agrees with a plain interpreter on generated sound procedures") {
  dice d{20251124};
  tally t;
  int made = 0;
  for (int i = 0; i < 400; ++i) {
    const auto p = maker{d, "g" + std::to_string(i)}.make();
    if (!p) continue;
    REQUIRE(verify(*p).verdict == soundness::sound);  // by making
    if (!has_few_markings(*p, 2'000)) continue;
    ++made;
    for (int k = 0; k < 3; ++k) run_case(*p, d, 15, t);
  }
  CHECK(made > 250);
  CHECK(t.events > 5000);
  CHECK(t.out_of_order > 500);
  CHECK(t.closed > 200);
}

TEST_CASE("every procedure of the law files agrees with a plain interpreter, whatever is recorded") {
  dice d{7};
  tally t;
  for (const char* file : {"procedures.json", "procedures-adjacent.json"}) {
    const auto j = shared_procedures::read(file);
    for (const auto& entry : j["procedures"]) {
      const auto p = shared_procedures::builder_of(entry).build();
      REQUIRE(p);
      for (std::uint32_t disorder : {0U, 0U, 10U}) run_case(*p, d, disorder, t);
    }
  }
  CHECK(t.closed > 100);
}

}  // namespace test_of_model
