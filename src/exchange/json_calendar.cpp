#include "json_answers.hpp"

#include "json_writing.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

constexpr int first_year_of_calendar = 1900;
constexpr int last_year_of_calendar = 2200;


}  // namespace

ordered_json entry_json(const calendar_entry& e) {
  ordered_json out = ordered_json::object();
  out["date"] = to_text(e.day);
  out["kind"] = std::string{name_of(e.kind)};
  out["name"] = words(e.name);
  out["citation"] = cited(e.source);
  out["decision"] = cited(e.decision);
  out["evidence"] = std::string(1, letter(e.known_by));
  out["swapped_with"] = day_or_null(e.counterpart);
  out["assumed"] = e.stands == standing::assumed;
  return out;
}

/// "Bính Ngọ": the name of a lunar year in the cycle of sixty; 1984 was Giáp Tý.
std::string name_of_lunar_year(int year) {
  constexpr std::array<std::string_view, 10> stems{"Giáp", "Ất",   "Bính", "Đinh", "Mậu",
                                                   "Kỷ",   "Canh", "Tân",  "Nhâm", "Quý"};
  constexpr std::array<std::string_view, 12> branches{"Tý",  "Sửu", "Dần",  "Mão", "Thìn", "Tỵ",
                                                      "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"};
  const auto n = static_cast<std::size_t>(year - 4);
  return std::string{stems[n % 10]} + " " + std::string{branches[n % 12]};
}

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

ordered_json due_json(const due_date& due, const work_calendar& calendar) {
  ordered_json out = ordered_json::object();
  out["date"] = day_or_null(due.day);
  out["provisional"] = due.is_provisional;
  out["counted_to"] = day_or_null(due.counted);
  ordered_json assumed = ordered_json::array();
  for (const date d : due.assumed_days) assumed.push_back(to_text(d));
  out["assumed_days"] = std::move(assumed);
  out["undecided_from"] = day_or_null(due.first_assumed);
  out["calendar"] = calendar.id();
  out["known_until"] = day_or_null(calendar.known_until());
  out["why"] = reasons_as_json(due.why);
  return out;
}

ordered_json year_json(const work_calendar& calendar, int year) {
  ordered_json out = ordered_json::object();
  out["calendar"] = calendar.id();
  out["year"] = year;
  ordered_json days = ordered_json::array();
  if (year >= first_year_of_calendar && year <= last_year_of_calendar) {
    const date from = to_date(civil{year, 1, 1});
    const date until = to_date(to_day_number(civil{year, 12, 31}) + 1);
    out["provisional"] = !calendar.is_known(year);
    out["working_days"] = calendar.working_days(from, until).size();
    for (const calendar_entry& e : calendar.entries(from, until)) days.push_back(entry_json(e));
  } else {
    out["provisional"] = nullptr;
    out["working_days"] = nullptr;
  }
  out["days"] = std::move(days);
  return out;
}

ordered_json lunar_json(date day) {
  ordered_json out = ordered_json::object();
  out["date"] = day_or_null(day);
  const auto found = to_lunar(day);
  if (!found) {
    out["lunar"] = nullptr;
    return out;
  }
  out["lunar"] = {{"year", found->year},
                  {"month", found->month},
                  {"day", found->day},
                  {"leap_month", found->kind == lunar_month_kind::leap},
                  {"year_name", name_of_lunar_year(found->year)}};
  return out;
}

ordered_json lunar_year_json(int lunar_year) {
  ordered_json out = ordered_json::object();
  out["lunar_year"] = lunar_year;
  ordered_json months = ordered_json::array();
  if (lunar_year >= first_year_of_calendar && lunar_year <= last_year_of_calendar) {
    out["year_name"] = name_of_lunar_year(lunar_year);
    for (const lunar_month& m : months_of(lunar_year))
      months.push_back({{"month", m.first.month},
                        {"leap_month", m.first.kind == lunar_month_kind::leap},
                        {"from", to_text(m.from)},
                        {"days", m.length}});
    const auto tet = lunar_new_year(lunar_year);
    const auto kings = hung_kings_day(lunar_year);
    out["lunar_new_year"] = tet ? ordered_json(to_text(*tet)) : ordered_json(nullptr);
    out["hung_kings"] = kings ? ordered_json(to_text(*kings)) : ordered_json(nullptr);
  }
  out["months"] = std::move(months);
  return out;
}

}  // namespace dinh::inline v1::exchange
