#include <cli/calendar_words.hpp>
#include <cli/print_calendar.hpp>
#include <cli/json_text.hpp>
#include <exchange/json_answers.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace dinh::cli {

namespace {

using exchange::lunar_month;
using exchange::months_of;
using exchange::name_of_lunar_year;

constexpr int first_year = 1900;
constexpr int last_year = 2200;

/// The days of a year in which something is undecided.
bool is_assumed(const work_calendar& c, int year) { return !c.is_known(year); }

/// "Sat, Sun [188/1999/QĐ-TTg Art 1, T]".
std::string weekly_rest_in_words(const work_calendar& calendar, lang l) {
  const calendar_facts facts = calendar.facts();
  std::string out;
  for (std::uint8_t w = 0; w < 7; ++w) {
    const auto day = static_cast<weekday>(w);
    if (!facts.rest.contains(day)) continue;
    out += (out.empty() ? "" : ", ") + std::string{name_of(day, l)};
  }
  if (out.empty()) out = l == lang::vi ? "không" : "none";
  if (!facts.rest_source.empty())
    out += " [" + to_text(facts.rest_source, l) + ", " + letter(facts.rest_known_by) + "]";
  return out;
}

/// "mùng 2 tháng 6 nhuận", "ngày 23 tháng Chạp": as days of the lunar calendar are called.
std::string vietnamese_name_of(const lunar_date& d) {
  const std::string month = d.month == 1 ? "Giêng" : d.month == 12 ? "Chạp" : std::to_string(d.month);
  return (d.day <= 10 ? "mùng " : "ngày ") + std::to_string(d.day) + " tháng " + month +
         (d.kind == lunar_month_kind::leap ? " nhuận" : "");
}

std::string outside(lang l) {
  return l == lang::vi ? "Lịch chỉ có các năm 1900-2200.\n" : "The calendar covers the years 1900-2200 only.\n";
}

}  // namespace

std::string print_due(const due_date& due, const work_calendar& calendar, lang l) {
  std::string out = to_text(due.why, l);
  const bool vi = l == lang::vi;
  out += (vi ? "Lịch: " : "Calendar: ") + calendar.name().in(l) + " (" + calendar.id() + ")";
  if (calendar.known_until().is_special())
    out += vi ? ", chưa có quyết định nào về ngày nghỉ" : ", no days off decided";
  else
    out += (vi ? ", ngày nghỉ đã có quyết định đến hết " : ", days off decided to the end of ") +
           to_text(calendar.known_until());
  return out + "\n";
}

std::string print_year(const work_calendar& calendar, int year, lang l) {
  if (year < first_year || year > last_year) return outside(l);
  const bool vi = l == lang::vi;
  std::string out = calendar.name().in(l) + (vi ? ", năm " : ", ") + std::to_string(year) + "\n";
  out += (vi ? "  Nghỉ hằng tuần: " : "  Weekly rest: ") + weekly_rest_in_words(calendar, l) + "\n";
  const date from = to_date(civil{year, 1, 1});
  const date until = to_date(to_day_number(civil{year, 12, 31}) + 1);
  for (const calendar_entry& e : calendar.entries(from, until)) {
    out += "  " + named(e.day, l) + "  " + entry_in_words(e, l) + "\n";
  }
  out += vi ? "Số ngày làm việc từ tháng 1 đến tháng 12:" : "Working days, January to December:";
  for (int month = 1; month <= 12; ++month) {
    const date first = to_date(civil{year, month, 1});
    const date next = to_date(to_day_number(civil{year, month, days_in_month(year, month)}) + 1);
    out += " " + std::to_string(calendar.working_days(first, next).size());
  }
  out += (vi ? "; cả năm " : "; in all ") + std::to_string(calendar.working_days(from, until).size()) + "\n";
  if (is_assumed(calendar, year))
    out += vi ? "Tạm tính: chưa có đủ quyết định về ngày nghỉ của năm này; ngày ghi (giả định) suy ra từ luật.\n"
              : "Provisional: the days off of this year are not all decided; those (assumed) follow from the rules.\n";
  else
    out += vi ? "Mọi ngày nghỉ của năm này đã có quyết định.\n" : "All days off of this year are decided.\n";
  out += vi ? "Chứng cứ: T đã đọc văn bản, S theo nguồn thuật lại, M theo trí nhớ.\n"
            : "Evidence: T the text was read, S a report of it, M from memory.\n";
  return out;
}

std::string print_lunar(date day, lang l) {
  const auto found = to_lunar(day);
  if (!found) return outside(l);
  if (l == lang::vi)
    return named(day, l) + ": " + vietnamese_name_of(*found) + " năm " + name_of_lunar_year(found->year) +
           " (năm âm lịch " + std::to_string(found->year) + ")\n";
  return named(day, l) + ": " + describe(*found).in(l) + " (" + name_of_lunar_year(found->year) + ")\n";
}

std::string print_lunar(int lunar_year, lang l) {
  if (lunar_year < first_year || lunar_year > last_year) return outside(l);
  const bool vi = l == lang::vi;
  std::string out = (vi ? "Năm âm lịch " : "Lunar year ") + std::to_string(lunar_year) + " (" +
                    name_of_lunar_year(lunar_year) + ")\n";
  for (const lunar_month& m : months_of(lunar_year)) {
    const bool is_leap = m.first.kind == lunar_month_kind::leap;
    out += (vi ? "  tháng " : "  month ") + std::to_string(m.first.month);
    if (is_leap) out += vi ? " nhuận" : " (leap)";
    const date last = to_date(to_day_number(m.from) + m.length - 1);
    out += (vi ? ": từ " : ": ") + named(m.from, l) + (vi ? " đến hết " : " to ") + named(last, l) + ", " +
           std::to_string(m.length) + (vi ? " ngày\n" : " days\n");
  }
  if (const auto d = lunar_new_year(lunar_year))
    out += (vi ? "Tết Nguyên đán: " : "Lunar New Year: ") + named(*d, l) + "\n";
  if (const auto d = hung_kings_day(lunar_year))
    out += (vi ? "Giỗ Tổ Hùng Vương: " : "Hùng Kings' Commemoration Day: ") + named(*d, l) + "\n";
  return out;
}

std::string due_as_json(const due_date& due, const work_calendar& calendar) { return in_json(exchange::due_json(due, calendar)); }

std::string year_as_json(const work_calendar& calendar, int year) { return in_json(exchange::year_json(calendar, year)); }

std::string lunar_as_json(date day) { return in_json(exchange::lunar_json(day)); }

std::string lunar_as_json(int lunar_year) { return in_json(exchange::lunar_year_json(lunar_year)); }

}  // namespace dinh::cli
