#include <cli/print_calendar.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace dinh::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr int first_year = 1900;
constexpr int last_year = 2200;

std::string named(date d, lang l) {
  if (d.is_special()) return l == lang::vi ? "không xác định" : "not known";
  return std::string{name_of(weekday_of(d), l)} + " " + to_text(d);
}

json day_or_null(date d) { return d.is_special() ? json(nullptr) : json(to_text(d)); }

json words(const text& t) { return {{"vi", t.in(lang::vi)}, {"en", t.in(lang::en)}}; }

json cited(const citation& c) {
  if (c.empty()) return nullptr;
  return c.article.empty() ? c.instrument : c.instrument + " " + c.article;
}

json tree(const explanation& e) {
  json out = words(e.statement);
  if (!e.source.empty()) {
    out["citation"] = cited(e.source);
    out["evidence"] = std::string(1, letter(e.known_by));
  }
  if (!e.because.empty()) {
    json because = json::array();
    for (const explanation& b : e.because) because.push_back(tree(b));
    out["because"] = std::move(because);
  }
  return out;
}

std::string written(const json& j) { return j.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

std::string_view kind_of(day_kind k, lang l) {
  constexpr std::array<std::string_view, 4> vi{"ngày lễ", "nghỉ bù", "nghỉ hoán đổi", "làm bù"};
  constexpr std::array<std::string_view, 4> en{"holiday", "in lieu", "swapped off", "worked"};
  return (l == lang::vi ? vi : en)[static_cast<std::size_t>(k)];
}

std::string source_of(const calendar_entry& e, lang l) {
  std::string out;
  if (!e.source.empty()) out = to_text(e.source, l);
  if (!e.decision.empty()) out += (out.empty() ? "" : "; ") + to_text(e.decision, l);
  return out + ", " + letter(e.known_by);
}

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
  if (!calendar.known_until().is_special())
    out += (vi ? ", đã có quyết định đến " : ", decided until ") + to_text(calendar.known_until());
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
  out["why"] = tree(due.why);
  return written(out);
}

std::string print_year(const work_calendar& calendar, int year, lang l) {
  if (year < first_year || year > last_year) return outside(l);
  const bool vi = l == lang::vi;
  std::string out = calendar.name().in(l) + " " + std::to_string(year) + "\n";
  const date from = to_date(civil{year, 1, 1});
  const date until = to_date(to_day_number(civil{year, 12, 31}) + 1);
  for (const calendar_entry& e : calendar.entries(from, until)) {
    out += "  " + named(e.day, l) + "  ";
    out += kind_of(e.kind, l);
    if (e.kind == day_kind::statutory || e.kind == day_kind::substitute) out += ": " + e.name.in(l);
    if (!e.counterpart.is_special()) out += (vi ? " cho " : " for ") + named(e.counterpart, l);
    out += " [" + source_of(e, l) + "]";
    if (e.stands == standing::assumed) out += vi ? " (giả định)" : " (assumed)";
    out += "\n";
  }
  out += vi ? "Số ngày làm việc theo tháng:" : "Working days by month:";
  for (int month = 1; month <= 12; ++month) {
    const date first = to_date(civil{year, month, 1});
    const date next = to_date(to_day_number(civil{year, month, days_in_month(year, month)}) + 1);
    out += " " + std::to_string(calendar.working_days(first, next).size());
  }
  out += (vi ? "; cả năm " : "; in all ") + std::to_string(calendar.working_days(from, until).size()) + "\n";
  if (is_assumed(calendar, year))
    out +=
        vi ? "Tạm tính: chưa có quyết định đầy đủ về ngày nghỉ của năm này; các ngày đánh dấu là giả định theo luật.\n"
           : "Provisional: the days off of this year are not all decided; those marked are assumed by the rules.\n";
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
    for (const calendar_entry& e : calendar.entries(from, until)) {
      json d;
      d["date"] = to_text(e.day);
      d["kind"] = std::string{name_of(e.kind)};
      d["name"] = words(e.name);
      d["citation"] = cited(e.source);
      d["decision"] = cited(e.decision);
      d["evidence"] = std::string(1, letter(e.known_by));
      d["swapped_with"] = day_or_null(e.counterpart);
      d["assumed"] = e.stands == standing::assumed;
      days.push_back(std::move(d));
    }
  } else {
    out["provisional"] = nullptr;
    out["working_days"] = nullptr;
  }
  out["days"] = std::move(days);
  return written(out);
}

std::string print_lunar(date day, lang l) {
  const auto found = to_lunar(day);
  if (!found) return outside(l);
  return named(day, l) + ": " + describe(*found).in(l) + " (" + name_of_lunar_year(found->year) + ")\n";
}

std::string lunar_as_json(date day) {
  json out;
  out["date"] = day_or_null(day);
  const auto found = to_lunar(day);
  if (!found) {
    out["lunar"] = nullptr;
    return written(out);
  }
  out["lunar"] = {{"year", found->year},
                  {"month", found->month},
                  {"day", found->day},
                  {"leap_month", found->kind == lunar_month_kind::leap},
                  {"year_name", name_of_lunar_year(found->year)}};
  return written(out);
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
    out += ": " + (vi ? std::string{"từ "} : std::string{"from "}) + named(m.from, l) + ", " +
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
  return written(out);
}

}  // namespace dinh::cli
