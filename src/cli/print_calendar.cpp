#include <cli/calendar_words.hpp>
#include <cli/print_calendar.hpp>
#include <cli/json_text.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace dinh::cli {

namespace {

constexpr int first_year = 1900;
constexpr int last_year = 2200;

/// The days of a year in which something is undecided.
bool is_assumed(const work_calendar& c, int year) { return !c.is_known(year); }

/// "Bính Ngọ": the name of a lunar year in the cycle of sixty; 1984 was Giáp Tý.
std::string name_of_lunar_year(int year) {
  constexpr std::array<std::string_view, 10> stems{"Giáp", "Ất",   "Bính", "Đinh", "Mậu",
                                                   "Kỷ",   "Canh", "Tân",  "Nhâm", "Quý"};
  constexpr std::array<std::string_view, 12> branches{"Tý",  "Sửu", "Dần",  "Mão", "Thìn", "Tỵ",
                                                      "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"};
  const auto n = static_cast<std::size_t>(year - 4);
  return std::string{stems[n % 10]} + " " + std::string{branches[n % 12]};
}

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

struct lunar_month {
  lunar_date first;
  date from;
  int length;
};

std::vector<lunar_month> months_of(int year) {
  std::vector<lunar_month> out;
  const int leap = leap_month_of(year).value_or(0);
  const auto add = [&](int month, lunar_month_kind kind) {
    const lunar_date first{year, month, 1, kind};
    const auto from = to_date(first);
    if (!from) return;
    const bool is_long = to_day_number(lunar_date{year, month, 30, kind}).has_value();
    out.push_back({first, *from, is_long ? 30 : 29});
  };
  for (int month = 1; month <= 12; ++month) {
    add(month, lunar_month_kind::regular);
    if (month == leap) add(month, lunar_month_kind::leap);
  }
  return out;
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

std::string due_as_json(const due_date& due, const work_calendar& calendar) {
  json out;
  out["date"] = day_or_null(due.day);
  out["provisional"] = due.is_provisional;
  out["counted_to"] = day_or_null(due.counted);
  json assumed = json::array();
  for (const date d : due.assumed_days) assumed.push_back(to_text(d));
  out["assumed_days"] = std::move(assumed);
  out["undecided_from"] = day_or_null(due.first_assumed);
  out["calendar"] = calendar.id();
  out["known_until"] = day_or_null(calendar.known_until());
  out["why"] = reasons_as_json(due.why);
  return in_json(out);
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

std::string year_as_json(const work_calendar& calendar, int year) {
  json out;
  out["calendar"] = calendar.id();
  out["year"] = year;
  json days = json::array();
  if (year >= first_year && year <= last_year) {
    const date from = to_date(civil{year, 1, 1});
    const date until = to_date(to_day_number(civil{year, 12, 31}) + 1);
    out["provisional"] = is_assumed(calendar, year);
    out["working_days"] = calendar.working_days(from, until).size();
    for (const calendar_entry& e : calendar.entries(from, until)) days.push_back(entry_as_json(e));
  } else {
    out["provisional"] = nullptr;
    out["working_days"] = nullptr;
  }
  out["days"] = std::move(days);
  return in_json(out);
}

std::string print_lunar(date day, lang l) {
  const auto found = to_lunar(day);
  if (!found) return outside(l);
  if (l == lang::vi)
    return named(day, l) + ": " + vietnamese_name_of(*found) + " năm " + name_of_lunar_year(found->year) +
           " (năm âm lịch " + std::to_string(found->year) + ")\n";
  return named(day, l) + ": " + describe(*found).in(l) + " (" + name_of_lunar_year(found->year) + ")\n";
}

std::string lunar_as_json(date day) {
  json out;
  out["date"] = day_or_null(day);
  const auto found = to_lunar(day);
  if (!found) {
    out["lunar"] = nullptr;
    return in_json(out);
  }
  out["lunar"] = {{"year", found->year},
                  {"month", found->month},
                  {"day", found->day},
                  {"leap_month", found->kind == lunar_month_kind::leap},
                  {"year_name", name_of_lunar_year(found->year)}};
  return in_json(out);
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

std::string lunar_as_json(int lunar_year) {
  json out;
  out["lunar_year"] = lunar_year;
  json months = json::array();
  if (lunar_year >= first_year && lunar_year <= last_year) {
    out["year_name"] = name_of_lunar_year(lunar_year);
    for (const lunar_month& m : months_of(lunar_year))
      months.push_back({{"month", m.first.month},
                        {"leap_month", m.first.kind == lunar_month_kind::leap},
                        {"from", to_text(m.from)},
                        {"days", m.length}});
    const auto tet = lunar_new_year(lunar_year);
    const auto kings = hung_kings_day(lunar_year);
    out["lunar_new_year"] = tet ? json(to_text(*tet)) : json(nullptr);
    out["hung_kings"] = kings ? json(to_text(*kings)) : json(nullptr);
  }
  out["months"] = std::move(months);
  return in_json(out);
}

}  // namespace dinh::cli
