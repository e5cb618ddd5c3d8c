#pragma once
// Procedures that are sound by how they are made, and a plain interpreter of them: tokens on named flows, days counted one
// by one, nothing shared with the engine but the procedure's graph and the question whether a day is worked.

#include <dinh/calendar/work_calendar.hpp>
#include <dinh/docket/engine.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/procedure.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace plain {

using namespace dinh;

class dice {
public:
  explicit dice(std::uint32_t seed) : twister_{seed} {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(twister_() % n); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }

private:
  std::mt19937 twister_;
};

// ---- procedures that are sound by how they are made ------------------------------------------------

// What a case tells: the value of a fact, if it is known.
using lookup = std::function<std::optional<std::string>(const std::string&)>;
// A way out of a decision and when it is taken, written without the parser of conditions; none: it cannot be told.
struct way {
  std::string branch;
  std::string words;  // for the builder; empty: the fact that the decision asks, or nothing
  std::function<std::optional<bool>(const lookup&)> holds;
};
inline bool is_otherwise(const way& w) { return w.words == "otherwise"; }

class maker {
public:
  maker(dice& d, std::string id, bool with_clocks = false, bool with_conditions = false)
      : dice_{d}, builder_{std::move(id), flow_style::written_out}, with_clocks_{with_clocks}, with_conditions_{with_conditions} {}

  std::map<std::string, std::vector<way>> ways;  // of each decision with conditions

  std::optional<procedure> make() {
    if (with_conditions_) {
      builder_.fact({"n", fact_kind::count, {"số", "number"}, {}});
      builder_.fact({"ok", fact_kind::yes_no, {"được", "all right"}, {}});
      builder_.fact({"kind", fact_kind::choice, {"loại", "kind"}, {{"a", {"a", "a"}}, {"b", {"b", "b"}}, {"c", {"c", "c"}}}});
    }
    builder_.start("s");
    steps_.push_back("s");
    const std::string last = block("s", 3);
    builder_.end("e");
    builder_.flow(last, "e");
    auto bare = builder_.build();
    if (!bare) return std::nullopt;  // more places than a case holds
    // Deadlines between steps that can follow each other.
    for (int i = 0; i < (with_clocks_ ? 24 : 8); ++i) {
      const auto& from = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
      const auto& to = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
      procedure_builder with = builder_;
      const auto count = static_cast<std::int32_t>(dice_.below(9));
      const time_unit unit =
          dice_.chance(50) ? time_unit::working_day : (dice_.chance(80) ? time_unit::day : time_unit::week);
      deadline_terms terms{.rule = "R" + std::to_string(dice_.below(6))};
      if (dice_.chance(50)) terms.leads_to = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
      if (dice_.chance(10))
        with.promptly({from, to}, terms);
      else
        with.deadline(limit{{count, unit}, static_cast<direction>(dice_.below(4))}, {from, to}, terms);
      if (with.build()) builder_ = with;
    }
    if (with_clocks_) add_clocks();
    return *builder_.build();
  }

private:
  void add_clocks() {
    procedure_builder with = builder_;
    for (int i = 0; i < 4; ++i) {
      clock_rule c;
      constexpr clock_change kinds[] = {clock_change::suspend, clock_change::exclude, clock_change::extend, clock_change::restart};
      c.how = kinds[dice_.below(4)];
      c.from = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
      c.to = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
      if (c.from == c.to) continue;
      for (int r = 0; r < 6; ++r)
        if (dice_.chance(40)) c.affects.push_back("R" + std::to_string(r));
      if (c.how == clock_change::extend) {
        c.by = span{static_cast<std::int32_t>(1 + dice_.below(6)), dice_.chance(50) ? time_unit::working_day : time_unit::day};
        c.most_times = static_cast<std::int32_t>(dice_.below(3));
      }
      c.rule = "K" + std::to_string(i);
      with.clock(c);
    }
    if (with.build()) builder_ = with;
  }
  std::string name(const char* kind) { return kind + std::to_string(++count_); }
  static std::optional<std::int64_t> number(const lookup& facts, const std::string& name) {
    const auto v = facts(name);
    if (!v || v->empty() || v->find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    return std::stoll(*v);
  }
  // How a decision is decided: by a number, by a fact that is yes or no, by one of three codes, by how often a step was
  // done, by the day, by the answer to its own question, or by nobody knows what.
  void decide(const std::string& d, const std::vector<std::string>& branches) {
    using truth_of = std::optional<bool>;
    const auto most = std::to_string(1 + dice_.below(4));
    const std::int64_t least = std::stoll(most);
    const std::string again = steps_[dice_.below(static_cast<std::uint32_t>(steps_.size()))];
    const auto counted = [least](const std::string& name, bool is_more) {
      return [=](const lookup& f) -> truth_of {
        const auto n = number(f, name);
        return n ? truth_of{(*n >= least) == is_more} : std::nullopt;
      };
    };
    const auto is_yes = [](bool wanted) {
      return [=](const lookup& f) -> truth_of {
        const auto v = f("ok");
        return v && (*v == "yes" || *v == "no") ? truth_of{(*v == "yes") == wanted} : std::nullopt;
      };
    };
    const auto is_code = [](const std::string& name, const std::string& code) {
      return [=](const lookup& f) -> truth_of {
        const auto v = f(name);
        return v && *v != "no such code" ? truth_of{*v == code} : std::nullopt;
      };
    };
    const auto never_known = [](const lookup&) -> truth_of { return std::nullopt; };
    std::vector<way> out;
    const auto add = [&](const std::string& branch, const std::string& says, std::function<truth_of(const lookup&)> holds) {
      way w;
      w.branch = branch;
      w.words = says;
      w.holds = std::move(holds);
      out.push_back(std::move(w));
    };
    const bool are_two = branches.size() == 2;
    const std::uint32_t what = dice_.below(7);
    if (what == 0 && are_two) {
      add(branches[0], "n >= " + most, counted("n", true));
      add(branches[1], "n < " + most, counted("n", false));
    } else if (what == 0) {
      add(branches[0], "kind = a", is_code("kind", "a"));
      add(branches[1], "kind = b", is_code("kind", "b"));
      add(branches[2], "otherwise", never_known);
    } else if (what == 1 && are_two) {
      add(branches[0], "ok", is_yes(true));
      add(branches[1], "not ok", is_yes(false));
    } else if (what == 2) {
      add(branches[0], "n >= " + most + " or ok", [a = counted("n", true), b = is_yes(true)](const lookup& f) -> truth_of {
        const truth_of x = a(f);
        const truth_of y = b(f);
        if (x == truth_of{true} || y == truth_of{true}) return true;
        return x && y ? truth_of{false} : std::nullopt;
      });
      if (!are_two)
        add(branches[1], "n < " + most + " and not ok and kind = c",
            [a = counted("n", false), b = is_yes(false), c = is_code("kind", "c")](const lookup& f) -> truth_of {
              const truth_of x = a(f);
              const truth_of y = b(f);
              const truth_of z = c(f);
              if (x == truth_of{false} || y == truth_of{false} || z == truth_of{false}) return false;
              return x && y && z ? truth_of{true} : std::nullopt;
            });
      add(branches.back(), "otherwise", never_known);
    } else if (what == 3 && are_two) {
      add(branches[0], "times." + again + " >= " + most, counted("times." + again, true));
      add(branches[1], "otherwise", never_known);
    } else if (what == 4 && are_two) {
      add(branches[0], "day >= 2025-07-01", [](const lookup& f) -> truth_of { return *f("day") >= "2025-07-01"; });
      add(branches[1], "day < 2025-07-01", [](const lookup& f) -> truth_of { return *f("day") < "2025-07-01"; });
    } else if (what == 5) {
      for (const auto& b : branches) add(b, "", is_code("q-" + d, b));
      step_terms terms;
      terms.asks = "q-" + d;
      builder_.decision(d, by("x"), terms);
      ways[d] = out;
      return;
    }
    builder_.decision(d, by("x"));
    if (!out.empty()) ways[d] = out;
  }
  std::string words_for(const std::string& d, const std::string& branch) const {
    const auto at = ways.find(d);
    if (at == ways.end()) return {};
    for (const way& w : at->second)
      if (w.branch == branch) return w.words;
    return {};
  }
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
    if (!branch.empty()) terms.when = words_for(from, branch);
    builder_.flow(from, to, terms);
  }
  // A block behind `after`; the step it ends with has no way on yet.
  std::string block(const std::string& after, int depth) {
    const auto what = depth == 0 ? 0U : dice_.below(5);
    if (what == 0) return task(after);
    if (what == 1) return block(block(after, depth - 1), depth - 1);
    if (what == 2) {  // decision, merged in a task
      const std::string d = name("d");
      if (!with_conditions_) builder_.decision(d, by("x"));
      flow(after, d, {});
      steps_.push_back(d);
      const std::string merge = name("m");
      std::vector<std::string> ends;
      std::vector<std::string> branches;
      for (std::uint32_t i = 0, n = 2 + dice_.below(2); i < n; ++i) branches.push_back("b" + std::to_string(i));
      if (with_conditions_) decide(d, branches);
      for (const auto& b : branches) ends.push_back(block(task(d, b), depth - 1));
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
    if (!with_conditions_) builder_.decision(d, by("x"));
    steps_.push_back(d);
    if (with_conditions_) decide(d, {"again", "on"});
    flow(tail, d, {});
    flow(d, head, "again");
    return task(d, "on");
  }

  dice& dice_;
  procedure_builder builder_;
  std::vector<std::string> steps_;
  int count_ = 0;
  bool with_clocks_;
  bool with_conditions_;
};

// ---- events as they are to be taken ------------------------------------------------------------------

inline bool is_correction(const event& e) { return e.kind == event_kind::corrected || e.kind == event_kind::annulled; }

// The events as they are to be taken, written once more from the documentation. None: they cannot have happened.
inline std::optional<std::vector<event>> told(const std::vector<event>& recorded) {
  std::map<std::string, event> last_word;
  std::set<std::string> annulled;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const event& e = recorded[i];
    if (i > 0 && e.recorded_on < recorded[i - 1].recorded_on) return std::nullopt;
    if (e.occurred_on > e.recorded_on) return std::nullopt;
    if (!is_correction(e)) continue;
    const auto target = std::find_if(recorded.begin(), recorded.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const event& x) { return x.id == e.subject; });
    if (target == recorded.begin() + static_cast<std::ptrdiff_t>(i) || is_correction(*target)) return std::nullopt;
    if (annulled.count(e.subject) != 0) return std::nullopt;
    if (e.kind == event_kind::annulled) {
      if (target == recorded.begin()) return std::nullopt;
      annulled.insert(e.subject);
    } else {
      if (target->kind != event_kind::act) return std::nullopt;
      last_word[e.subject] = e;
    }
  }
  std::vector<event> out;
  for (const event& e : recorded) {
    if (is_correction(e) || annulled.count(e.id) != 0) continue;
    event now = e;
    if (const auto word = last_word.find(e.id); word != last_word.end()) {
      now.step = word->second.step;
      now.branch = word->second.branch;
      now.occurred_on = word->second.occurred_on;
      now.facts = word->second.facts;
    }
    auto at = out.end();
    if (e.kind == event_kind::suspended || e.kind == event_kind::resumed || e.kind == event_kind::extended)
      while (at - out.begin() > 1 && (at - 1)->occurred_on > now.occurred_on) --at;
    out.insert(at, now);
  }
  return out;
}

// ---- the plain interpreter ---------------------------------------------------------------------------

class interpreter {
public:
  interpreter(const procedure& p, const work_calendar& c) : p_{p}, g_{p.graph()}, calendar_{c} {}

  std::set<std::string> seen;  // what the last event did
  std::multiset<std::string> done;  // duties settled and breaches, from the beginning
  // The same as values.
  struct duty_line {
    std::uint32_t deadline;
    date opened;
    std::optional<date> lawful;
    std::string state;            // of what was settled
    std::optional<date> settled;
  };
  struct breach_line {
    std::string kind;
    std::string at;
    std::int32_t days;
    date on;
    std::uint32_t deadline;
  };
  std::vector<duty_line> settled;
  std::vector<breach_line> breaches;
  [[nodiscard]] std::vector<duty_line> all_duties() const {
    std::vector<duty_line> out = settled;
    for (const auto& r : running_) out.push_back({r.deadline, r.opened, lawful(r), {}, {}});
    return out;
  }
  [[nodiscard]] std::set<std::string> stands_at() const {
    std::set<std::string> out;
    for (const std::uint32_t t : tokens_) out.insert(g_[g_.to(edge_id<flows_to>{t})].key);
    return out;
  }
  [[nodiscard]] date latest() const { return latest_; }
  [[nodiscard]] bool is_begun() const { return started_; }

  // An event of any kind but a correction; false if it cannot have happened.
  bool take(const event& e) {
    const step_id s = p_.find(e.step);
    if (started_ && tokens_.empty()) return false;
    if (e.kind == event_kind::act) {
      if (started_ == (g_[s].kind == step_kind::start)) return false;
      if (!started_) begun_ = e.occurred_on;
      record(s, e.branch, e.occurred_on);
      apply_clocks(s, e.occurred_on);
      return true;
    }
    const date on = e.occurred_on;
    if (!started_ || on < begun_) return false;
    const bool stands_still = !pauses_.empty() && pauses_.back().open;
    switch (e.kind) {
      case event_kind::suspended:
        if (stands_still || (!pauses_.empty() && on < pauses_.back().until)) return false;
        pauses_.push_back({on, on, true, {}, -1});
        break;
      case event_kind::resumed:
        if (!stands_still || on < pauses_.back().from) return false;
        pauses_.back().until = on;
        pauses_.back().open = false;
        break;
      case event_kind::extended: {
        bool any = false;
        for (auto& r : running_) {
          const deadline& law = p_.deadline_at(r.deadline);
          if (g_.to(edge_id<deadline>{r.deadline}) != s || !law.time || law.time->way != direction::within_after) continue;
          any = true;
          if (is_second(r)) continue;
          grant(r, *span_in(e.subject), on);
        }
        if (!any) return false;
        break;
      }
      case event_kind::withdrawn:
      case event_kind::joined:
        latest_ = std::max(latest_, on);  // the case ends behind all that happened in it
        tokens_.clear();
        close_dead(latest_, {}, on);
        return true;
      default:
        break;
    }
    latest_ = std::max(latest_, on);
    return true;
  }
  // "duty 3 of 2025-01-02 lawful 2025-01-09", of what runs.
  [[nodiscard]] std::multiset<std::string> running() const {
    std::multiset<std::string> out;
    for (const auto& r : running_) {
      const auto day = lawful(r);
      out.insert("duty " + std::to_string(r.deadline) + " of " + to_text(r.opened) + " lawful " + (day ? to_text(*day) : "none"));
    }
    return out;
  }
  static std::optional<span> span_in(const std::string& words) {
    const auto n = static_cast<std::int32_t>(std::stol(words));
    return span{n, words.find("working") != std::string::npos ? time_unit::working_day : time_unit::day};
  }

  void record(step_id s, const std::string& branch, date on) {
    seen.clear();
    if (latest_.is_not_a_date() || on > latest_) latest_ = on;
    if (g_[s].kind == step_kind::start) {
      started_ = true;
    } else if (!enabled(tokens_, s)) {
      if (!jump(s, on)) return;
    } else if (const auto since = came_on(before(s)); since && on < *since) {
      done.insert(*seen.insert("out_of_order " + g_[s].key + " on " + to_text(on) + " before " + to_text(*since)).first);
      breaches.push_back({"out_of_order", g_[s].key, day_count(on, *since), on, no_deadline});
    }
    settle(s, on);
    fire(s, branch, on);
    std::string chosen;
    for (const auto& link : g_.out<flows_to>(s))
      if (g_[s].kind == step_kind::decision && g_[link.edge].branch == branch) chosen = g_[link.node].key;
    close_dead(on, chosen, on);
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
  struct granted {
    span by;
    date on;
    int clock;  // that grants it; -1: somebody recorded it
  };
  struct clock_line {
    std::uint32_t deadline;
    date opened;
    bool fresh;
    std::vector<granted> extra{};
    std::optional<date> renewed{};
  };
  struct pause {
    date from;
    date until;
    bool open;
    std::set<std::uint32_t> only;  // deadlines of a clock; of the whole case without one
    int clock;
  };

  // `chosen`: the step to which a decision led. `judged`: the day by which a limit had run out, or not.
  void close_dead(date on, const std::string& chosen, date judged) {
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
      const bool was_asked_for = chosen.empty() || chosen == law.leads_to;
      if (day && was_asked_for && law.time->way == direction::within_after && judged > *day) {
        note(r, "breached", on);
        breach("never_done", r.deadline, g_[g_.to(edge_id<deadline>{r.deadline})].key, day_count(*day, on), on);
      } else {
        note(r, "void", on);
      }
    }
  }

  [[nodiscard]] bool is_touched(const clock_rule& c, std::uint32_t d) const {
    return c.affects.empty() || std::find(c.affects.begin(), c.affects.end(), p_.deadline_at(d).rule) != c.affects.end();
  }
  // A deadline that began twice on one day, because its step was done twice, has one limit.
  bool is_second(clock_line& r) {
    for (const auto& o : running_) {
      if (&o == &r) return false;
      if (o.deadline != r.deadline || o.opened != r.opened) continue;
      r.extra = o.extra;
      return true;
    }
    return false;
  }
  [[nodiscard]] bool is_over(const clock_line& r, date on) const {
    const auto& time = p_.deadline_at(r.deadline).time;
    if (!time || (time->way != direction::within_after && time->way != direction::valid_for)) return false;
    const auto last = lawful(r);
    return last && on > *last;
  }
  // The most that any clock rule that names the limit allows.
  struct extensions_allowed {
    bool is_bounded = false;
    std::int32_t most = 0;  // 0: any number
    std::optional<span> each{};
  };
  [[nodiscard]] extensions_allowed bound_of(std::uint32_t d) const {
    extensions_allowed out;
    for (const clock_rule& c : p_.facts().clocks) {
      if (c.how != clock_change::extend || c.affects.empty() || !is_touched(c, d)) continue;
      if (!out.is_bounded) {
        out = {true, c.most_times, c.by};
      } else {
        if (out.most != 0) out.most = c.most_times == 0 ? 0 : std::max(out.most, c.most_times);
        if (out.each->unit == c.by->unit && c.by->count > out.each->count) out.each = c.by;
      }
    }
    return out;
  }
  void grant(clock_line& r, span by, date on) {
    const auto [is_bounded, most, each] = bound_of(r.deadline);
    const std::string at = g_[g_.to(edge_id<deadline>{r.deadline})].key;
    if (is_bounded && most > 0 && static_cast<std::int32_t>(r.extra.size()) >= most) {
      breach("extended_too_often", r.deadline, at, 0, on);
      return;
    }
    if (is_bounded && each->unit == by.unit && by.count > each->count) {
      breach("extended_too_long", r.deadline, at, by.count - each->count, on);
      by = *each;
    }
    if (is_over(r, on)) breach("extended_too_late", r.deadline, at, day_count(*lawful(r), on), on);
    r.extra.push_back({by, on, -1});
  }
  void apply_clocks(step_id s, date on) {
    const auto& clocks = p_.facts().clocks;
    for (int i = 0; i < static_cast<int>(clocks.size()); ++i) {
      const clock_rule& c = clocks[static_cast<std::size_t>(i)];
      const bool is_from = c.from == g_[s].key;
      const bool is_to = c.to == g_[s].key;
      if (c.how == clock_change::suspend || c.how == clock_change::exclude) {
        const auto open = std::find_if(stops_.begin(), stops_.end(), [&](const pause& x) { return x.clock == i && x.open; });
        if (is_to && open != stops_.end()) {
          open->until = std::max(on, open->from);
          open->open = false;
        } else if (is_from && open == stops_.end()) {
          pause stop{on, on, true, {}, i};
          for (std::uint32_t d = 0; d < p_.deadline_count(); ++d) {
            // what is left out of the whole of a limit is nothing that the steps tell
            const bool is_whole = g_[g_.from(edge_id<deadline>{d})].key == c.from && g_[g_.to(edge_id<deadline>{d})].key == c.to;
            if (is_touched(c, d) && !(c.how == clock_change::exclude && is_whole)) stop.only.insert(d);
          }
          if (!stop.only.empty()) stops_.push_back(stop);
        }
      } else if (c.how == clock_change::extend && is_from) {
        for (auto& r : running_) {
          if (!is_touched(c, r.deadline) || is_second(r)) continue;
          const auto before = std::count_if(r.extra.begin(), r.extra.end(), [&](const granted& x) { return x.clock == i; });
          const std::int32_t most = bound_of(r.deadline).most;
          if ((c.most_times > 0 && before >= c.most_times) || (most > 0 && static_cast<std::int32_t>(r.extra.size()) >= most))
            breach("extended_too_often", r.deadline, g_[s].key, 0, on);
          else {
            if (is_over(r, on)) breach("extended_too_late", r.deadline, g_[s].key, day_count(*lawful(r), on), on);
            r.extra.push_back({*c.by, on, i});
          }
        }
      } else if (c.how == clock_change::restart) {
        for (auto& r : running_) {
          if (!is_touched(c, r.deadline) || r.opened == on) continue;
          const bool ends_there = g_[g_.to(edge_id<deadline>{r.deadline})].key == c.to;
          if (ends_there ? !is_from : !is_to) continue;
          const auto last = lawful(r);
          if (p_.deadline_at(r.deadline).time && p_.deadline_at(r.deadline).time->way == direction::within_after && last && on > *last)
            breach("never_done", r.deadline, g_[g_.to(edge_id<deadline>{r.deadline})].key, day_count(*last, on), on);
          r.renewed = r.renewed ? std::max(*r.renewed, on) : on;
        }
      }
    }
  }

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

  // Flows that lead into one step lead to one place; into a join each to its own.
  using place = std::pair<std::uint32_t, std::uint32_t>;
  [[nodiscard]] place place_of(std::uint32_t flow) const {
    const step_id to = g_.to(edge_id<flows_to>{flow});
    return {to.index(), g_[to].kind == step_kind::join ? flow + 1 : 0};
  }
  [[nodiscard]] std::set<place> before(step_id s) const {
    std::set<place> out;
    for (const auto& link : g_.in<flows_to>(s)) out.insert(place_of(link.edge.index()));
    return out;
  }
  // The latest day on which something came to one of the places.
  [[nodiscard]] std::optional<date> came_on(const std::set<place>& places) const {
    std::optional<date> out;
    for (const auto& p : places)
      if (const auto at = came_.find(p); at != came_.end()) out = out ? std::max(*out, at->second) : at->second;
    return out;
  }
  // What came to places that were empty came on the day; what is empty now has none.
  void came(const std::set<place>& emptied, const std::optional<date>& day) {
    for (const auto& p : emptied) came_.erase(p);
    std::set<place> marked;
    for (const std::uint32_t t : tokens_) marked.insert(place_of(t));
    for (auto at = came_.begin(); at != came_.end();) at = marked.count(at->first) != 0 ? std::next(at) : came_.erase(at);
    for (const auto& p : marked)
      if (day) came_.emplace(p, *day);
  }

  void fire(step_id s, const std::string& branch, date on) {
    const auto own = before(s);
    const auto rests_on = came_on(own);
    take(tokens_, s);
    for (std::uint32_t d = 0; d < p_.deadline_count(); ++d)
      if (g_.from(edge_id<deadline>{d}) == s) running_.push_back({d, on, true});
    give(tokens_, s, branch);
    came(own, rests_on && (g_[s].kind == step_kind::join || *rests_on > on) ? *rests_on : on);
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
        done.insert(*seen.insert("out_of_order " + g_[wanted].key + " on " + to_text(on) + names).first);
        breaches.push_back({"out_of_order", g_[wanted].key, 0, on, no_deadline});
        std::set<place> gone;
        for (const std::uint32_t t : tokens_) gone.insert(place_of(t));
        for (const std::uint32_t t : here.where) gone.erase(place_of(t));
        tokens_ = here.where;
        came(gone, came_on(gone));
        for (std::size_t i = 0; i < running_.size();) {
          const step_id to = g_.to(edge_id<deadline>{running_[i].deadline});
          const bool left_out =
              std::any_of(here.run.begin(), here.run.end(), [&](const auto& r) { return r.first == to; });
          if (!left_out) {
            ++i;
            continue;
          }
          note(running_[i], "breached", on);
          breach("left_out", running_[i].deadline, g_[to].key, 0, on);
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
    done.insert(*seen.insert("out_of_order " + g_[wanted].key + " on " + to_text(on)).first);
    breaches.push_back({"out_of_order", g_[wanted].key, 0, on, no_deadline});
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
          if (late) breach("too_late", r.deadline, g_[s].key, day_count(*day, on), on);
          break;
        case direction::valid_for:
          note(r, late ? "breached" : "met", on);
          if (late) breach("lapsed", r.deadline, g_[s].key, day_count(*day, on), on);
          break;
        case direction::at_least_lasting:
          note(r, early ? "breached" : "met", on);
          if (early) breach("too_early", r.deadline, g_[s].key, day_count(on, *day), on);
          break;
        case direction::not_later_than_before:
          note(r, early ? "breached" : "met", on);
          if (early) breach("short_lead_time", r.deadline, g_[s].key, day_count(on, *day), on);
          break;
      }
    }
  }

  // Whether the step can follow `at` (which may be the step) without one of those.
  [[nodiscard]] bool follows(step_id wanted, step_id at, const std::set<std::uint32_t>& without) const {
    std::set<std::uint32_t> reached;
    std::vector<step_id> open{at};
    while (!open.empty()) {
      const step_id s = open.back();
      open.pop_back();
      if (s == wanted) return true;
      if (without.count(s.index()) != 0 || !reached.insert(s.index()).second) continue;
      for (const auto& link : g_.out<flows_to>(s)) open.push_back(link.node);
    }
    return false;
  }
  // Whether the deadline's later step follows `at` without its earlier one, and in the same pass: where the case can come to the
  // earlier step again, and to the later one through a step alone that begins the same rule, another pass begins.
  [[nodiscard]] bool is_owed(std::uint32_t d, step_id at) const {
    const step_id from = g_.from(edge_id<deadline>{d});
    const step_id to = g_.to(edge_id<deadline>{d});
    std::set<std::uint32_t> others;
    for (std::uint32_t o = 0; o < p_.deadline_count() && !p_.deadline_at(d).rule.empty(); ++o)
      if (g_.to(edge_id<deadline>{o}) == to && p_.deadline_at(o).rule == p_.deadline_at(d).rule) others.insert(g_.from(edge_id<deadline>{o}).index());
    others.erase(from.index());
    std::set<std::uint32_t> all = others;
    all.insert(from.index());
    std::set<std::uint32_t> before = others;
    before.insert(to.index());
    const auto in_this_pass = [&](step_id s) {
      return follows(to, s, {from.index()}) && (follows(to, s, all) || !follows(from, s, before));
    };
    for (const auto& link : g_.out<flows_to>(from))
      if (in_this_pass(link.node)) return in_this_pass(at);
    return follows(to, at, {from.index()});
  }
  // Whether some token stands before a step from which the deadline's later step follows in this pass.
  [[nodiscard]] bool can_come(std::uint32_t d) {
    for (const std::uint32_t t : tokens_) {
      const step_id at = g_.to(edge_id<flows_to>{t});
      const auto known = owed_.find({d, at.index()});
      if (known != owed_.end() ? known->second : (owed_[{d, at.index()}] = is_owed(d, at))) return true;
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
  // The last day of a period that stands still now and then, or was made longer: each day looked at by itself.
  [[nodiscard]] std::optional<date> counted_with_pauses(const clock_line& r, const limit& time, date from,
                                                        const std::vector<pause>& pauses, const std::vector<span>& extra) const {
    std::vector<span> lengths{time.length};
    lengths.insert(lengths.end(), extra.begin(), extra.end());
    date d = from;
    for (const span& s : lengths) {
      std::int32_t need = s.unit == time_unit::week ? 7 * s.count : s.count;
      while (need > 0) {
        d += boost::gregorian::days{1};
        bool is_still = false;
        for (const pause& x : pauses) {
          if (x.open && d >= x.from) return std::nullopt;
          if (!x.open && x.from <= d && d < x.until) is_still = true;
        }
        if (is_still || (s.unit == time_unit::working_day && !calendar_.is_working(d))) continue;
        --need;
      }
    }
    if (p_.deadline_at(r.deadline).time->way == direction::within_after)
      while (!calendar_.is_working(d)) d += boost::gregorian::days{1};
    return d;
  }
  [[nodiscard]] std::optional<date> lawful(const clock_line& line) const {
    const auto& time = p_.deadline_at(line.deadline).time;
    if (!time) return std::nullopt;
    clock_line r = line;
    if (time->way != direction::not_later_than_before) {
      if (r.renewed && *r.renewed > r.opened) r.opened = *r.renewed;
      std::vector<pause> pauses;
      for (const pause& x : pauses_)
        if (x.open || x.until > r.opened) pauses.push_back(x);
      for (const pause& x : stops_)
        if (x.only.count(r.deadline) != 0 && (x.open || x.until > r.opened)) pauses.push_back(x);
      std::vector<span> extra;
      for (const granted& x : r.extra)
        if (!r.renewed || x.on >= *r.renewed) extra.push_back(x.by);
      if (!pauses.empty() || !extra.empty()) return counted_with_pauses(r, *time, r.opened, pauses, extra);
    }
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
    settled.push_back({r.deadline, r.opened, day, state, on});
    done.insert(*seen.insert("duty " + std::to_string(r.deadline) + " of " + to_text(r.opened) + " " + state + " on " +
                            to_text(on) + " lawful " + (day ? to_text(*day) : "none"))
                    .first);
  }
  void note_begin(const clock_line& r) {
    const auto day = lawful(r);
    const auto& time = p_.deadline_at(r.deadline).time;
    const bool minimum = time && time->way != direction::within_after && time->way != direction::valid_for;
    seen.insert("duty " + std::to_string(r.deadline) + " of " + to_text(r.opened) + (minimum ? " pending" : " open") +
                " on none lawful " + (day ? to_text(*day) : "none"));
  }
  void breach(const char* kind, std::uint32_t d, const std::string& at, std::int32_t days, date on) {
    breaches.push_back({kind, at, days, on, d});
    done.insert(*seen.insert(std::string{kind} + " " + std::to_string(d) + " at " + at + " " + std::to_string(days)).first);
  }

  const procedure& p_;
  const procedure::graph_type& g_;
  const work_calendar& calendar_;
  tokens tokens_;
  std::map<place, date> came_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> owed_;  // by deadline and step, once asked for
  std::vector<clock_line> running_;
  std::vector<pause> pauses_;
  std::vector<pause> stops_;
  date begun_{boost::date_time::not_a_date_time};
  date latest_{boost::date_time::not_a_date_time};
  bool started_ = false;
};

}  // namespace plain
