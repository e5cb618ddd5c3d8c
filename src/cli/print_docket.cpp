#include <cli/print_docket.hpp>
#include <cli/json_text.hpp>
#include <dinh/docket/duty_words.hpp>

namespace dinh::cli {
namespace {

json limit_or_null(const std::optional<limit>& l) {
  if (!l) return nullptr;
  return {{"count", l->length.count}, {"unit", name_of(l->length.unit)}, {"way", name_of(l->way)}};
}

std::string source_in_words(const citation& c, evidence e, const std::string& rule, lang l) {
  if (c.empty() && rule.empty()) return {};
  return "  [" + (c.empty() ? rule : to_text(c, l)) + ", " + letter(e) + "]";
}

std::string state_in_words(const duty& d, lang l) {
  const bool vi = l == lang::vi;
  const std::string days = std::to_string(d.days_late);
  switch (d.state) {
    case duty_state::pending:
    case duty_state::open:
      return vi ? "đang mở" : "open";
    case duty_state::met:
      return (vi ? "đã làm ngày " : "done ") + to_text(d.settled_on);
    case duty_state::met_late:
      return vi ? "làm ngày " + to_text(d.settled_on) + ", trễ " + days + " ngày"
                : "done " + to_text(d.settled_on) + ", " + days + " days late";
    case duty_state::breached:
      if (d.settled_on.is_not_a_date()) return vi ? "quá hạn " + days + " ngày" : days + " days overdue";
      return (vi ? "vi phạm ngày " : "breached ") + to_text(d.settled_on);
    case duty_state::void_:
      return vi ? "không còn phải làm" : "no longer asked for";
    case duty_state::needs_review:
      return vi ? "cần xem xét: luật thay đổi ngày " + to_text(d.changed_law->on)
                : "needs review: the law changed on " + to_text(d.changed_law->on);
    case duty_state::suspended:
      return (vi ? "tạm đình chỉ từ ngày " : "suspended since ") + to_text(d.suspended_since);
  }
  return {};
}

json changed_law_or_null(const duty& d) {
  if (!d.changed_law) return nullptr;
  const duty_under_changed_law& c = *d.changed_law;
  return {{"on", to_text(c.on)},
          {"open_cases", name_of(c.open_cases)},
          {"old_rule", c.old_rule},
          {"new_rule", c.new_rule},
          {"provision", to_text(c.source, lang::en)},
          {"remark", words(c.remark)},
          {"by_old", day_or_null(c.by_old)},
          {"by_new_from_start", day_or_null(c.by_new_from_start)},
          {"by_new_from_change", day_or_null(c.by_new_from_change)}};
}

json duty_as_json(const duty& d) {
  return {{"case", d.case_key},
          {"procedure", d.procedure},
          {"unit", d.unit},
          {"unit_now", d.unit_now},
          {"step", d.step},
          {"what", words(d.what)},
          {"pass", d.pass},
          {"role", d.role},
          {"body", d.body},
          {"body_name", words(d.body_name)},
          {"time", limit_or_null(d.time)},
          {"rule", d.rule},
          {"provision", to_text(d.source, lang::en)},
          {"evidence", std::string(1, letter(d.known_by))},
          {"consequence", d.consequence.empty() ? json(nullptr) : words(d.consequence)},
          {"opened_on", day_or_null(d.opened_on)},
          {"lawful_day", day_or_null(d.lawful_day)},
          {"provisional", d.is_provisional},
          {"state", name_of(d.state)},
          {"settled_on", day_or_null(d.settled_on)},
          {"suspended_since", day_or_null(d.suspended_since)},
          {"days_late", d.days_late},
          {"changed_law", changed_law_or_null(d)}};
}

json breach_as_json(const breach_record& b) {
  return {{"case", b.case_key},
          {"procedure", b.procedure},
          {"unit", b.unit},
          {"unit_now", b.unit_now},
          {"kind", name_of(b.kind)},
          {"step", b.step},
          {"what", words(b.what)},
          {"left_out", b.left_out},
          {"role", b.role},
          {"body", b.body},
          {"body_name", words(b.body_name)},
          {"rule", b.rule},
          {"provision", to_text(b.source, lang::en)},
          {"evidence", std::string(1, letter(b.known_by))},
          {"consequence", b.consequence.empty() ? json(nullptr) : words(b.consequence)},
          {"occurred_on", day_or_null(b.occurred_on)},
          {"lawful_day", day_or_null(b.lawful_day)},
          {"days", b.days},
          {"needs_review", b.needs_review}};
}

json change_as_json(const calendar_change& c) {
  json days = json::array();
  for (const affected_day& d : c.days) {
    const auto& entry = d.now ? d.now : d.before;
    days.push_back({{"day", to_text(d.day)},
                    {"works_now", d.works_now},
                    {"decision", entry ? to_text(entry->decision.empty() ? entry->source : entry->decision, lang::en) : ""}});
  }
  json moved = json::array();
  for (const moved_duty& m : c.duties) {
    json because = json::array();
    for (const affected_day& d : m.because) because.push_back(to_text(d.day));
    moved.push_back({{"before", duty_as_json(m.before)},
                     {"after", duty_as_json(m.after)},
                     {"because", std::move(because)},
                     {"judged_otherwise", m.is_judged_otherwise()},
                     {"text", words(explain(m).statement)}});
  }
  json fresh = json::array();
  for (const auto& b : c.new_breaches) fresh.push_back(breach_as_json(b));
  json gone = json::array();
  for (const auto& b : c.gone_breaches) gone.push_back(breach_as_json(b));
  return {{"calendar", c.calendar},
          {"days", std::move(days)},
          {"duties", std::move(moved)},
          {"new_breaches", std::move(fresh)},
          {"gone_breaches", std::move(gone)}};
}

}  // namespace

std::string print_verification(const procedure& p, const verification& v, lang l) {
  const bool vi = l == lang::vi;
  std::string out = p.id() + ": ";
  switch (v.verdict) {
    case soundness::sound:
      out += vi ? "đúng đắn (sound)" : "sound";
      break;
    case soundness::unsound:
      out += vi ? "không đúng đắn (unsound)" : "unsound";
      break;
    case soundness::undecided:
      out += vi ? "chưa quyết định được (undecided)" : "undecided";
      break;
  }
  out += ", " + std::to_string(v.states) + (vi ? " trạng thái đã xét\n" : " states looked at\n");
  for (const auto& f : v.findings) out += "  " + describe(f, p).in(l) + "\n";
  return out;
}

std::string verification_as_json(const procedure& p, const verification& v) {
  json findings = json::array();
  for (const auto& f : v.findings) {
    json run = json::array();
    for (const auto& s : f.witness) run.push_back({{"step", p[s.what].key}, {"branch", s.branch}});
    findings.push_back({{"kind", name_of(f.kind)}, {"text", words(describe(f, p))}, {"run", std::move(run)}});
  }
  return json{
      {"procedure", p.id()}, {"verdict", name_of(v.verdict)}, {"states", v.states}, {"findings", std::move(findings)}}
      .dump(2);
}

std::string print_duties(std::span<const duty> duties, lang l) {
  std::string out;
  for (const duty& d : duties)
    out += deadline_in_words(d).in(l) + "  " + (d.body_name.empty() ? d.role : d.body_name.in(l)) + ": " + d.what.in(l) +
           "  (" + state_in_words(d, l) + ")" + source_in_words(d.source, d.known_by, d.rule, l) + "  " + d.case_key +
           "\n";
  return out;
}

std::string duties_as_json(std::span<const duty> duties, std::span<const breach_record> breaches,
                           std::span<const calendar_change> changes, date as_of) {
  json out{{"as_of", to_text(as_of)}, {"duties", json::array()}, {"breaches", json::array()}};
  for (const duty& d : duties) out["duties"].push_back(duty_as_json(d));
  for (const breach_record& b : breaches) out["breaches"].push_back(breach_as_json(b));
  for (const calendar_change& c : changes) out["moved"].push_back(change_as_json(c));
  return out.dump(2);
}

std::string print_reminders(std::span<const due_reminder> reminders, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (const due_reminder& r : reminders) {
    out += to_text(r.on) + "  " + (r.escalates ? (vi ? "báo cáo lên " : "escalate to ") : (vi ? "nhắc " : "remind ")) +
           (r.body_name.empty() ? r.role : r.body_name.in(l)) + ": " + r.about.what.in(l) + ", " +
           deadline_in_words(r.about).in(l);
    if (!r.label.empty()) out += ". " + r.label.in(l);
    out += source_in_words(r.source, r.known_by, {}, l) + "  " + r.about.case_key + "\n";
  }
  return out;
}

std::string reminders_as_json(std::span<const due_reminder> reminders, date as_of, date until) {
  json out{{"as_of", to_text(as_of)}, {"until", to_text(until)}, {"reminders", json::array()}};
  for (const due_reminder& r : reminders)
    out["reminders"].push_back({{"on", to_text(r.on)},
                                {"escalates", r.escalates},
                                {"when", r.when == reminder::moment::before ? "before" : "after"},
                                {"by", {{"count", r.by.count}, {"unit", name_of(r.by.unit)}}},
                                {"role", r.role},
                                {"body", r.body},
                                {"body_name", words(r.body_name)},
                                {"label", r.label.empty() ? json(nullptr) : words(r.label)},
                                {"provision", to_text(r.source, lang::en)},
                                {"duty", duty_as_json(r.about)}});
  return out.dump(2);
}

std::string print_changes(std::span<const calendar_change> changes, lang l) {
  std::size_t count = 0;
  for (const calendar_change& c : changes) count += c.duties.size();
  std::string out = text{"Do thông báo thay đổi", "Moved by the notice"}.in(l) + ": " + std::to_string(count) + "\n";
  for (const calendar_change& c : changes)
    for (const moved_duty& m : c.duties) {
      explanation e = explain(m);
      e.statement.vi = m.after.case_key + ": " + e.statement.vi;
      e.statement.en = m.after.case_key + ": " + e.statement.en;
      out += to_tree(e, l);
    }
  return out;
}

std::string print_breaches(std::span<const breach_record> breaches, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (const breach_record& b : breaches) {
    out += to_text(b.occurred_on) + "  " + std::string{name_of(b.kind)};
    if (b.needs_review) out += vi ? " (theo luật cũ; cần xem xét)" : " (by the old law; needs review)";
    if (b.days > 0) out += vi ? ", " + std::to_string(b.days) + " ngày" : ", " + std::to_string(b.days) + " days";
    out += "  " + (b.body_name.empty() ? b.role : b.body_name.in(l)) + ": " + b.what.in(l) +
           source_in_words(b.source, b.known_by, b.rule, l) + "  " + b.case_key + "\n";
  }
  return out;
}

}  // namespace dinh::cli
