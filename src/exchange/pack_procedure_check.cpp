#include "pack_procedure_check.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace dinh::inline v1::exchange {

namespace {

class procedure_check {
public:
  procedure_check(const pack_parts& pack, diagnostics& faults) : pack_{pack}, at_{pack.places}, faults_{faults} {
    for (const auto& r : pack.roles) roles_.insert(r.role);
    for (const auto& p : pack.procedures) procedures_.insert(p.id());
  }

  void run() {
    for (const auto& p : pack_.procedures) check(p);
  }

private:
  void check(const procedure& p) {
    check_open_cases(p);
    const auto& calendars = pack_.calendars;
    if (std::none_of(calendars.begin(), calendars.end(),
                     [&](const work_calendar& c) { return c.id() == p.facts().calendar; }))
      unknown(at_.of(p, "calendar"), "calendar", {"lịch", "calendar"}, p.facts().calendar, pack_.calendars_are_whole);
    for (const auto& s : p.steps()) {
      const auto where = [&] { return at_.of_step(p, s.key); };
      need_role(where, s.actor);
      for (const auto& role : s.with) need_role(where, role);
      for (const auto& role : s.or_else) need_role(where, role);
      for (const auto& id : s.rules) need_rule(where, id);
      if (s.vote)
        for (const auto& id : s.vote->rules) need_rule(where, id);
      if (!s.calls.empty() && !procedures_.contains(s.calls))
        unknown(where(), "procedure", {"quy trình", "procedure"}, s.calls, pack_.procedures_are_whole);
    }
    for (std::size_t i = 0; i < p.facts().documents.size(); ++i)
      need_rule([&] { return at_.of(p, "documents", i); }, p.facts().documents[i].rule);
    for (std::uint32_t i = 0; i < p.deadline_count(); ++i) check(p, p.deadline_at(i), i);
    for (std::size_t i = 0; i < p.facts().repeats.size(); ++i) {
      const repetition& r = p.facts().repeats[i];
      const auto where = [&] { return at_.of(p, "repeats", i); };
      if (const rule* of = need_rule(where, r.rule)) {
        same_source(where, r.source, r.known_by, *of);
        in_force(where, live(p, r.valid), *of);
      }
    }
    for (std::size_t i = 0; i < p.facts().clocks.size(); ++i) {
      const clock_rule& c = p.facts().clocks[i];
      const auto where = [&] { return at_.of(p, "clocks", i); };
      for (const auto& id : c.affects) need_rule(where, id);
      if (const rule* of = need_rule(where, c.rule)) {
        same_source(where, c.source, c.known_by, *of);
        in_force(where, live(p, c.valid), *of);
        if (c.by && of->time && c.by != of->time->length) number_differs(where, c.rule);
      }
    }
  }

  void check_open_cases(const procedure& p) {
    for (std::size_t i = 0; i < p.facts().transitions.size(); ++i) {
      const transition& t = p.facts().transitions[i];
      const auto where = [&] { return at_.of(p, "transitions", i); };
      for (const auto& id : t.affects) need_rule(where, id);
      if (const rule* of = need_rule(where, t.rule)) same_source(where, t.source, t.known_by, *of);
    }
    for (std::size_t i = 0; i < p.facts().reminders.size(); ++i) {
      const reminder& r = p.facts().reminders[i];
      const auto where = [&] { return at_.of(p, "reminders", i); };
      for (const auto& id : r.affects) need_rule(where, id);
      need_role(where, r.to);
    }
  }

  // The days on which something of a procedure counts.
  static validity live(const procedure& p, const validity& own) { return intersect(p.facts().valid, own); }

  void check(const procedure& p, const deadline& d, std::uint32_t index) {
    const auto where = [&] { return at_.of_deadline(p, index); };
    need_role(where, d.actor);
    need_rule(where, d.consequence_rule);
    if (!d.leads_to.empty() && !p.find(d.leads_to) && !procedures_.contains(d.leads_to))
      unknown(where(), "procedure", {"bước hay quy trình", "step or procedure"}, d.leads_to, pack_.procedures_are_whole);
    if (d.time && d.rule.empty() && d.source.empty())
      faults_.error("pack/no-provision", where(),
                    {"Thời hạn không dẫn điều luật nào.", "The deadline cites no provision."},
                    {"Ghi \"rule\" hoặc \"citation\".", "Give \"rule\" or \"citation\"."});
    if (d.rule.empty()) return;
    const rule* r = need_rule(where, d.rule);
    if (r == nullptr) return;
    if (d.time && !says(*r, *d.time)) number_differs(where, d.rule);
    // Nor may it hide a number that is known.
    if (!d.time && r->time && d.no_number != time_said::unknown) number_differs(where, d.rule);
    same_source(where, d.source, d.known_by, *r);
    in_force(where, live(p, d.valid), *r);
  }

  // A rule states a period in one of the four directions, or a number of days after which something counts.
  static bool says(const rule& r, const limit& l) {
    if (r.time) return *r.time == l;
    return r.number && r.number->value == l.length.count && r.number->unit == name_of(l.length.unit);
  }

  template <class Where>
  void number_differs(const Where& where, const std::string& rule_id) {
    faults_.error("pack/number-differs", where(),
                  {"Thời hạn khác với quy tắc " + rule_id + ".", "The limit is another than that of rule " + rule_id + "."},
                  {"Ghi đúng số của quy tắc.", "Write the number of the rule."});
  }

  template <class Where>
  void same_source(const Where& where, const citation& source, evidence known_by, const rule& r) {
    if (!source.empty() && source != r.source)
      faults_.error("pack/citation-differs", where(),
                    {"Viện dẫn khác với quy tắc " + r.id + ".", "The citation differs from that of rule " + r.id + "."},
                    {"Ghi đúng điều khoản của quy tắc.", "Write the provision of the rule."});
    if (known_by < r.known_by)
      faults_.error("pack/evidence-differs", where(),
                    {"Mức chứng cứ cao hơn quy tắc " + r.id + ".",
                     "The evidence level is better than that of rule " + r.id + "."},
                    {"Ghi mức của quy tắc.", "Write the level of the rule."});
  }

  template <class Where>
  void in_force(const Where& where, const validity& counts, const rule& r) {
    if (counts.is_empty() || (r.valid.from <= counts.from && counts.until <= r.valid.until)) return;
    faults_.error("pack/not-in-force", where(),
                  {"Có ngày " + r.id + " không có hiệu lực: quy tắc " + to_text(r.valid) + ", ở đây " +
                       to_text(counts) + ".",
                   r.id + " is not in force on some of the days: the rule " + to_text(r.valid) + ", here " +
                       to_text(counts) + "."},
                  {"Ghi \"since\" và \"until\" theo quy tắc.", "Give \"since\" and \"until\" as the rule has them."});
  }

  template <class Where>
  void need_role(const Where& where, const std::string& role) {
    if (!role.empty() && !roles_.contains(role)) unknown(where(), "role", {"vai", "role"}, role, pack_.roles_are_whole);
  }
  template <class Where>
  const rule* need_rule(const Where& where, const std::string& id) {
    if (id.empty()) return nullptr;
    const auto at = std::lower_bound(pack_.rules.begin(), pack_.rules.end(), id,
                                     [](const rule& r, const std::string& wanted) { return r.id < wanted; });
    if (at != pack_.rules.end() && at->id == id) return &*at;
    unknown(where(), "rule", {"quy tắc", "rule"}, id, pack_.rules_are_whole);
    return nullptr;
  }
  void unknown(const std::string& where, const std::string& kind, const text& what, const std::string& id, bool is_whole) {
    if (!is_whole) return;
    faults_.error("pack/unknown-" + kind, where,
                  {"Gói không có " + what.vi + " \"" + id + "\".", "The pack has no " + what.en + " \"" + id + "\"."});
  }

  const pack_parts& pack_;
  const procedure_places& at_;
  diagnostics& faults_;
  std::set<std::string, std::less<>> roles_;
  std::set<std::string, std::less<>> procedures_;
};

}  // namespace

void check_procedures(const pack_parts& pack, diagnostics& faults) { procedure_check{pack, faults}.run(); }

}  // namespace dinh::inline v1::exchange
