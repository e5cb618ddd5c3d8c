#include <cli/calendar_words.hpp>
#include <cli/print_import.hpp>
#include <exchange/json_due.hpp>
#include <cli/json_text.hpp>

#include <dinh/calendar/difference.hpp>

#include <optional>

namespace dinh::cli {

namespace {

std::vector<due_question> questions_of(const std::vector<asked_due_date>& asked) {
  std::vector<due_question> out;
  for (const asked_due_date& a : asked) out.push_back(a.question);
  return out;
}

/// "working day", "weekly rest", or what the entry makes of the day.
std::string state_of(bool works, const std::optional<calendar_entry>& entry, lang l) {
  if (entry) return entry_in_words(*entry, l);
  if (works) return l == lang::vi ? "ngày làm việc" : "working day";
  return l == lang::vi ? "nghỉ hằng tuần" : "weekly rest";
}

/// "within 5 working days after Tue 2027-02-02".
std::string in_words(const due_question& q, lang l) {
  const bool vi = l == lang::vi;
  std::string out = describe(q.asked).in(l);
  if (q.asked.way == direction::within_after)
    out += vi ? " sau " : " after ";
  else if (q.asked.way == direction::not_later_than_before)
    out += " ";
  else
    out += vi ? " kể từ " : " from ";
  return out + named(q.from, l);
}

std::string in_words(const due_answer& a, lang l) {
  std::string out = named(a.day, l);
  if (a.is_provisional()) out += l == lang::vi ? " (tạm tính)" : " (provisional)";
  return out;
}

/// "Mon 2026-12-07 → Tue 2026-12-08", or what became of the standing of the same day.
std::string in_words(const changed_due_date& c, lang l) {
  const bool vi = l == lang::vi;
  if (c.before.day != c.now.day) return in_words(c.before, l) + " → " + in_words(c.now, l);
  const std::string day = (vi ? "vẫn là " : "still ") + named(c.now.day, l);
  if (c.now.is_provisional()) return day + (vi ? ", nhưng nay là tạm tính" : ", but provisional now");
  return day + (vi ? ", không còn là tạm tính" : ", no longer provisional");
}

}  // namespace

std::string print_import(const applied_notice& applied, const std::vector<asked_due_date>& asked,
                         const std::string& output, lang l) {
  const bool vi = l == lang::vi;
  const calendar_notice& notice = applied.notice;
  std::string out = (vi ? "Quyết định " : "Decision ") + to_text(notice.decision, l) +
                    (vi ? ", mức chứng cứ " : ", evidence ") + letter(notice.known_by) + ": " +
                    applied.now.name().in(l) + " (" + applied.now.id() + ")\n";
  if (notice.decides)
    out += (vi ? "Mọi ngày nghỉ đã có quyết định từ " : "All days off are decided from ") +
           named(notice.decides->from, l) + (vi ? " đến hết " : " to ") +
           named(to_date(to_day_number(notice.decides->until) - 1), l) + "\n";

  const auto days = difference(applied.before, applied.now);
  if (days.empty())
    out += vi ? "Không ngày nào đổi giữa làm việc và nghỉ\n" : "No day turns from worked to free or back\n";
  else
    out += (vi ? "Ngày thay đổi: " : "Days that change: ") + std::to_string(days.size()) + "\n";
  for (const affected_day& d : days) {
    out += "  " + named(d.day, l) + "\n";
    out += (vi ? "    trước: " : "    before: ") + state_of(d.worked_before, d.before, l) + "\n";
    out += (vi ? "    nay: " : "    now: ") + state_of(d.works_now, d.now, l) + "\n";
  }

  if (!asked.empty()) {
    const auto changed = changed_due_dates(applied.before, applied.now, questions_of(asked));
    out += vi ? "Thời hạn thay đổi: " : "Due dates that change: ";
    out += std::to_string(changed.size()) + (vi ? " trong số " : " of ") + std::to_string(asked.size()) + "\n";
    for (const changed_due_date& c : changed) {
      const asked_due_date& a = asked[c.question];
      out += (vi ? "  dòng " : "  line ") + std::to_string(a.line) + ", " + in_words(a.question, l) + ": " +
             in_words(c, l);
      out += "\n";
    }
  }
  if (!output.empty()) out += (vi ? "Đã ghi lịch mới vào " : "The calendar with it is in ") + output + "\n";
  return out;
}

std::string import_as_json(const applied_notice& applied, const std::vector<asked_due_date>& asked,
                           const std::string& output) {
  const calendar_notice& notice = applied.notice;
  json out;
  out["calendar"] = applied.now.id();
  out["decision"] = cited(notice.decision);
  out["evidence"] = std::string(1, letter(notice.known_by));
  out["decided"] = nullptr;
  if (notice.decides)
    out["decided"] = {{"from", to_text(notice.decides->from)},
                      {"to", to_text(to_date(to_day_number(notice.decides->until) - 1))}};
  out["days"] = exchange::affected_days_json(difference(applied.before, applied.now));
  out["due_dates_asked"] = asked.size();
  json changed = json::array();
  for (const changed_due_date& c : changed_due_dates(applied.before, applied.now, questions_of(asked))) {
    const asked_due_date& a = asked[c.question];
    changed.push_back({{"line", a.line},
                       {"limit", words(describe(a.question.asked))},
                       {"from", to_text(a.question.from)},
                       {"before", exchange::due_answer_json(c.before)},
                       {"now", exchange::due_answer_json(c.now)}});
  }
  out["due_dates"] = std::move(changed);
  out["output"] = output.empty() ? json(nullptr) : json(output);
  return in_json(out);
}

}  // namespace dinh::cli
