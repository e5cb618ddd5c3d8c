#include <cli/print_docket.hpp>
#include <cli/json_text.hpp>
#include <dinh/docket/duty_words.hpp>
#include <exchange/json_answers.hpp>

namespace dinh::cli {
namespace {

std::string source_in_words(const citation& c, evidence e, const std::string& rule, lang l) {
  if (c.empty() && rule.empty()) return {};
  return "  [" + (c.empty() ? rule : to_text(c, l)) + ", " + letter(e) + "]";
}

std::string state_in_words(const duty& d, lang l) {
  const bool vi = l == lang::vi;
  const std::string days = std::to_string(d.days_late) + (vi ? " ngày" : d.days_late == 1 ? " day" : " days");
  switch (d.state) {
    case duty_state::pending:
    case duty_state::open:
      return vi ? "đang mở" : "open";
    case duty_state::met:
      return (vi ? "đã làm ngày " : "done ") + to_text(d.settled_on);
    case duty_state::met_late:
      return vi ? "làm ngày " + to_text(d.settled_on) + ", trễ " + days : "done " + to_text(d.settled_on) + ", " + days + " late";
    case duty_state::breached:
      if (d.settled_on.is_not_a_date()) return vi ? "quá hạn " + days : days + " overdue";
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

/// "12: 5 met, 2 met late", those counts alone that are not 0.
std::string counts_in_words(const duty_tally& t, lang l) {
  const std::pair<text, std::uint32_t> counts[] = {{{"đúng hạn", "met"}, t.met},
                                                   {{"làm trễ", "met late"}, t.met_late},
                                                   {{"vi phạm", "breached"}, t.breached},
                                                   {{"quá hạn", "overdue"}, t.overdue},
                                                   {{"đang mở", "open"}, t.open},
                                                   {{"chưa đến lúc", "pending"}, t.pending},
                                                   {{"tạm đình chỉ", "suspended"}, t.suspended},
                                                   {{"cần xem xét", "needs review"}, t.needs_review},
                                                   {{"không còn phải làm", "no longer asked for"}, t.voided}};
  std::string list;
  for (const auto& [name, count] : counts)
    if (count > 0) list += (list.empty() ? ": " : ", ") + std::to_string(count) + " " + name.in(l);
  return std::to_string(t.total()) + list;
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

std::string print_duties(std::span<const duty> duties, const phrase_book& words, lang l) {
  std::string out;
  for (const duty& d : duties)
    out += deadline_in_words(d, words).in(l) + "  " + (d.body_name.empty() ? d.role : d.body_name.in(l)) + ": " + d.what.in(l) +
           "  (" + state_in_words(d, l) + ")" + source_in_words(d.source, d.known_by, d.rule, l) + "  " + d.case_key +
           "\n";
  return out;
}

std::string print_reminders(std::span<const due_reminder> reminders, const phrase_book& words, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (const due_reminder& r : reminders) {
    out += to_text(r.on) + "  " + (r.escalates ? (vi ? "báo cáo lên " : "escalate to ") : (vi ? "nhắc " : "remind ")) +
           (r.body_name.empty() ? r.role : r.body_name.in(l)) + ": " + r.about.what.in(l) + ", " +
           deadline_in_words(r.about, words).in(l);
    if (!r.label.empty()) out += ". " + r.label.in(l);
    out += source_in_words(r.source, r.known_by, {}, l) + "  " + r.about.case_key + "\n";
  }
  return out;
}

std::string print_changes(std::span<const calendar_change> changes, const phrase_book& words, lang l) {
  std::size_t count = 0;
  for (const calendar_change& c : changes) count += c.duties.size();
  std::string out = text{"Do thông báo thay đổi", "Moved by the notice"}.in(l) + ": " + std::to_string(count) + "\n";
  for (const calendar_change& c : changes)
    for (const moved_duty& m : c.duties) {
      explanation e = explain(m, words);
      e.statement.vi = m.after.case_key + ": " + e.statement.vi;
      e.statement.en = m.after.case_key + ": " + e.statement.en;
      out += to_tree(e, l);
    }
  return out;
}

std::string print_tally(const tally_report& report, const registry& units, date on, lang l) {
  std::string out;
  for (const unit_tally& t : report.units)
    out += std::string(std::size_t{t.depth} * 2, ' ') + units.full_name(t.unit, on).in(l) + "  " +
           counts_in_words(t.with_below, l) + "\n";
  if (report.unplaced.total() > 0)
    out += text{"Không rõ đơn vị", "Unit not known"}.in(l) + "  " + counts_in_words(report.unplaced, l) + "\n";
  return out.empty() ? text{"Chưa có nghĩa vụ nào.\n", "No duty had begun.\n"}.in(l) : out;
}

std::string print_breaches(std::span<const breach_record> breaches, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  for (const breach_record& b : breaches) {
    out += to_text(b.occurred_on) + "  " + std::string{name_of(b.kind)};
    if (b.needs_review) out += vi ? " (theo luật cũ; cần xem xét)" : " (by the old law; needs review)";
    if (b.days > 0) out += ", " + std::to_string(b.days) + (vi ? " ngày" : b.days == 1 ? " day" : " days");
    out += "  " + (b.body_name.empty() ? b.role : b.body_name.in(l)) + ": " + b.what.in(l) +
           source_in_words(b.source, b.known_by, b.rule, l) + "  " + b.case_key + "\n";
  }
  return out;
}

std::string verification_as_json(const procedure& p, const verification& v) {
  return pretty(exchange::verification_json(p, v));
}

std::string duties_as_json(std::span<const duty> duties, std::span<const breach_record> breaches,
                           std::span<const calendar_change> changes, const phrase_book& words, date as_of) {
  json out{{"as_of", to_text(as_of)},
           {"duties", exchange::duties_json(duties)},
           {"breaches", exchange::breaches_json(breaches)}};
  for (const calendar_change& c : changes) out["moved"].push_back(exchange::change_json(c, words));
  return pretty(out);
}

std::string tally_as_json(const tally_report& report, const registry& units, std::span<const calendar_change> changes,
                          const phrase_book& words, date as_of) {
  json out{{"as_of", to_text(as_of)}};
  out.update(exchange::tally_report_json(report, units, as_of));
  for (const calendar_change& c : changes) out["moved"].push_back(exchange::change_json(c, words));
  return pretty(out);
}

std::string print_next(std::span<const next_act> acts, lang l) {
  const bool vi = l == lang::vi;
  std::string out = (vi ? "Việc có thể làm tiếp: " : "What may come next: ") + std::to_string(acts.size()) + "\n";
  for (const next_act& a : acts) {
    out += "  " + (a.body_name.empty() ? a.role : a.body_name.in(l)) + ": " + (a.what.empty() ? a.step : a.what.in(l));
    if (!a.not_before.is_special()) out += (vi ? ", sớm nhất " : ", not before ") + to_text(a.not_before);
    if (!a.not_after.is_special()) out += (vi ? ", chậm nhất " : ", by ") + to_text(a.not_after);
    if (!a.chosen_branch.empty()) out += (vi ? "; theo dữ kiện: " : "; by the facts: ") + a.chosen_branch;
    std::string list;
    for (const auto& [code, label] : a.branches) list += (list.empty() ? "" : ", ") + code;
    if (a.chosen_branch.empty() && !list.empty()) out += (vi ? "; nhánh: " : "; branches: ") + list;
    list.clear();
    for (const std::string& f : a.unknown_facts) list += (list.empty() ? "" : ", ") + f;
    if (!list.empty()) out += (vi ? "; còn thiếu: " : "; not known: ") + list;
    out += "\n";
  }
  return out;
}

std::string case_as_json(std::span<const duty> duties, std::span<const breach_record> breaches, std::span<const next_act> acts,
                         std::span<const history_line> lines, date as_of) {
  return pretty(json{{"as_of", to_text(as_of)},
                     {"duties", exchange::duties_json(duties)},
                     {"breaches", exchange::breaches_json(breaches)},
                     {"next", exchange::next_json(acts)},
                     {"history", exchange::history_json(lines)}});
}

std::string reminders_as_json(std::span<const due_reminder> reminders, date as_of, date until) {
  return pretty(json{{"as_of", to_text(as_of)}, {"until", to_text(until)}, {"reminders", exchange::reminders_json(reminders)}});
}

}  // namespace dinh::cli
