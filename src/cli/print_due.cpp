#include <cli/calendar_words.hpp>
#include <cli/print_due.hpp>
#include <cli/json_text.hpp>

namespace dinh::cli {
namespace {

using exchange::name_of_cycle;

text headline(const recurring_duty& duty) {
  const text period = name_of_cycle(duty.every);
  const std::string times = std::to_string(duty.times);
  const std::string after = std::to_string(duty.months_after);
  text out{"Mỗi " + period.vi + " ít nhất " + times + " ngày",
           "On at least " + times + (duty.times == 1 ? " day of every " : " days of every ") + period.en};
  if (duty.months_after > 0) {
    out.vi += ", chậm nhất hết tháng thứ " + after + " sau đó";
    out.en += ", at the latest to the end of month " + after + " after it";
  }
  return out;
}

}  // namespace

std::string print_moment(const due_moment& due, const work_calendar& calendar, lang l) {
  const bool vi = l == lang::vi;
  return to_text(due.why, l) + (vi ? "Lịch: " : "Calendar: ") + calendar.name().in(l) + " (" + calendar.id() + ")\n";
}

std::string moment_as_json(const due_moment& due, const work_calendar& calendar) {
  return in_json(exchange::moment_json(due, calendar));
}

std::string print_occurrences(const recurring_duty& duty, const std::vector<kept_occurrence>& all,
                              const work_calendar& calendar, lang l) {
  const bool vi = l == lang::vi;
  std::string out = headline(duty).in(l) + "\n";
  for (const kept_occurrence& o : all) {
    out += "  " + to_text(o.at.of.first) + (vi ? " đến " : " to ") + to_text(o.at.of.last) +
           (vi ? ": hạn cuối " : ": last day ") + named(o.at.due, l);
    if (o.at.stands == standing::assumed) out += vi ? " (tạm tính)" : " (provisional)";
    if (o.kept) out += *o.kept ? (vi ? ", đã thực hiện" : ", kept") : (vi ? ", không thực hiện" : ", not kept");
    out += "\n";
  }
  out += vi ? "Kỳ kết thúc khi hết ngày cuối cùng của kỳ" : "A period ends with its last day";
  if (duty.end_moves == choice::yes)
    out += vi ? "; rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo [91/2015/QH13 Điều 148(5), T]"
              : "; a day off moves it to the next working day [91/2015/QH13 Art 148(5), T]";
  out += vi ? "\nLịch: " : "\nCalendar: ";
  return out + calendar.name().in(l) + " (" + calendar.id() + ")\n";
}

std::string occurrences_as_json(const recurring_duty& duty, const std::vector<kept_occurrence>& all,
                                const work_calendar& calendar) {
  return in_json(exchange::occurrences_json(duty, all, calendar));
}

}  // namespace dinh::cli
