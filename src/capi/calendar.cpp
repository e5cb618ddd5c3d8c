// Days, lunar days, working days and time limits.

#include <capi/handles.hpp>
#include <capi/sized.hpp>
#include <capi/to_limit.hpp>
#include <dinh/calendar/due.hpp>
#include <dinh/calendar/lunar.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>
#include <exchange/no_calendar.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace dinh::capi {

date covered_argument(arguments& a, dinh_day d, const char* name) {
  if (d >= first_calendar_day && d <= last_calendar_day) return to_date(d);
  a.fault(DINH_EINVAL, "capi/day", name,
          {"Lịch chỉ có các năm 1900-2200.", "The calendar covers the years 1900 to 2200."});
  return no_date();
}

dinh_status no_answer_within(const char* function) {
  arguments a{function};
  a.fault(DINH_EINVAL, "capi/outside-calendar", "out",
          {"Kết quả nằm ngoài lịch, 1900 đến 2200.", "The answer lies outside the calendar, 1900 to 2200."},
          {"Hỏi một ngày trong các năm đó.", "Ask for a day of those years."});
  return a.refuse();
}

void year_argument(arguments& a, std::int32_t year, const char* name) {
  if (year < 1900 || year > 2200)
    a.fault(DINH_EINVAL, "capi/day", name,
            {"Lịch chỉ có các năm 1900-2200.", "The calendar covers the years 1900 to 2200."});
}

limit limit_argument(arguments& a, const dinh_limit* given, const char* name) {
  constexpr std::array units{time_unit::working_day, time_unit::day, time_unit::week, time_unit::month, time_unit::year};
  constexpr std::array ways{direction::within_after, direction::not_later_than_before, direction::at_least_lasting,
                            direction::valid_for};
  const dinh_limit l = read_sized(a, given, name, dinh_limit DINH_LIMIT_INIT);
  const auto unit = static_cast<std::size_t>(static_cast<std::uint32_t>(l.unit));
  const auto way = static_cast<std::size_t>(static_cast<std::uint32_t>(l.direction));
  if (unit >= units.size() || way >= ways.size()) {
    a.fault(DINH_EINVAL, "capi/limit", name, {"Không có đơn vị hoặc hướng này.", "There is no such unit or direction."},
            {"unit: DINH_WORKING_DAYS đến DINH_YEARS; direction: DINH_WITHIN_AFTER đến DINH_VALID_FOR.",
             "unit: DINH_WORKING_DAYS to DINH_YEARS; direction: DINH_WITHIN_AFTER to DINH_VALID_FOR."});
    return {};
  }
  static_assert(longest_span_count == 120'000);
  const limit out{{l.count, units[unit]}, ways[way]};
  if (!out.length.is_countable())
    a.fault(DINH_EINVAL, "capi/limit", name, {"Số đếm phải từ 0 đến 120000.", "The count is 0 to 120000."});
  return out;
}

const work_calendar* calendar_argument(arguments& a, const pack& p, std::string_view id, const char* name) {
  if (!a.ok()) return nullptr;
  if (const work_calendar* c = p.find_calendar(id)) return c;
  diagnostic fault = exchange::no_calendar(p, id, "capi/calendar", name);
  a.fault(DINH_ENOTFOUND, "capi/calendar", name, std::move(fault.message), std::move(fault.remedy));
  return nullptr;
}

}  // namespace dinh::capi

using namespace dinh::capi;

extern "C" {

dinh_status dinh_day_from_civil(int32_t year, int32_t month, int32_t day, dinh_day* out) {
  return guarded(__func__, [&, function = __func__] {
    const dinh::civil c{year, month, day};
    if (out == nullptr || !dinh::is_valid(c)) {
      arguments a{function};
      a.needs(out, "out");
      if (!dinh::is_valid(c))
        a.fault(DINH_EINVAL, "capi/day", "day",
                {"Không có ngày này trong các năm 1400-9999.", "There is no such day in the years 1400 to 9999."});
      return a.refuse();
    }
    *out = dinh::to_day_number(c);
    return DINH_OK;
  });
}

dinh_status dinh_day_to_civil(dinh_day value, int32_t* year, int32_t* month, int32_t* day) {
  return guarded(__func__, [&, function = __func__] {
    if (year == nullptr || month == nullptr || day == nullptr || !is_day(value)) {
      arguments a{function};
      a.needs(year, "year");
      a.needs(month, "month");
      a.needs(day, "day");
      (void)day_argument(a, value, "value");
      return a.refuse();
    }
    const dinh::civil c = dinh::to_civil(value);
    *year = c.year;
    *month = c.month;
    *day = c.day;
    return DINH_OK;
  });
}

dinh_status dinh_day_from_text(const char* text, size_t text_length, dinh_day* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string_view given = a.text(text, text_length, "text");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto day = dinh::parse_date(given, "text");
    if (!day) return fail(function, DINH_EINPUT, std::move(day).error());
    *out = dinh::to_day_number(*day);
    return DINH_OK;
  });
}

dinh_status dinh_lunar_from_day(dinh_day day, dinh_lunar* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    check_sized(a, out, "out");
    (void)covered_argument(a, day, "day");
    if (!a.ok()) return a.refuse();
    const auto l = dinh::to_lunar(day);
    if (!l) return no_answer_within(function);
    write_sized(out, dinh_lunar{0, l->year, l->month, l->day, l->kind == dinh::lunar_month_kind::leap ? 1 : 0});
    return DINH_OK;
  });
}

dinh_status dinh_lunar_to_day(const dinh_lunar* lunar, dinh_day* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const dinh_lunar l = read_sized(a, lunar, "lunar", dinh_lunar DINH_LUNAR_INIT);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto day = dinh::to_day_number(dinh::lunar_date{
        l.year, l.month, l.day, l.leap != 0 ? dinh::lunar_month_kind::leap : dinh::lunar_month_kind::regular});
    if (!day) {
      a.fault(DINH_EINVAL, "capi/lunar", "lunar",
              {"Không có ngày âm lịch này trong các năm 1900-2200.", "There is no such lunar day in 1900 to 2200."});
      return a.refuse();
    }
    *out = *day;
    return DINH_OK;
  });
}

dinh_status dinh_lunar_year_json(int32_t year, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    year_argument(a, year);
    a.needs(out, "out");
    return a.ok() ? give(out, dinh::exchange::on_one_line(dinh::exchange::lunar_year_json(year))) : a.refuse();
  });
}

dinh_status dinh_calendar_open(const dinh_pack* pack, const char* id, size_t id_length, dinh_calendar** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view name = a.text(id, id_length, "id");
    a.needs(out, "out");
    const dinh::work_calendar* c = a.ok() ? calendar_argument(a, pack->value, name, "id") : nullptr;
    return a.ok() ? give(out, *c) : a.refuse();
  });
}

void dinh_calendar_free(dinh_calendar* calendar) { std::unique_ptr<dinh_calendar>{calendar}; }

dinh_status dinh_calendar_due(const dinh_calendar* calendar, const dinh_limit* limit, dinh_day trigger, dinh_due* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    const dinh::limit time = limit_argument(a, limit, "limit");
    const dinh::date from = covered_argument(a, trigger, "trigger");
    check_sized(a, out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::due_answer answer = calendar->value.answer(time, from);
    if (answer.day.is_special()) return no_answer_within(function);
    write_sized(out, dinh_due{0, dinh::to_day_number(answer.day), answer.is_provisional() ? 1 : 0,
                              dinh::to_day_number(answer.counted)});
    return DINH_OK;
  });
}

dinh_status dinh_calendar_due_json(const dinh_calendar* calendar, const dinh_limit* limit, dinh_day trigger,
                                   dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    const dinh::limit time = limit_argument(a, limit, "limit");
    const dinh::date from = covered_argument(a, trigger, "trigger");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::work_calendar& c = calendar->value;
    return give(out, dinh::exchange::on_one_line(dinh::exchange::due_json(c.due(time, dinh::anchor{from}), c)));
  });
}

dinh_status dinh_calendar_is_working(const dinh_calendar* calendar, dinh_day day, int32_t* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    const dinh::date d = covered_argument(a, day, "day");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    *out = calendar->value.is_working(d) ? 1 : 0;
    return DINH_OK;
  });
}

dinh_status dinh_calendar_count(const dinh_calendar* calendar, dinh_day from, dinh_day to, int32_t* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    const dinh::date first = covered_argument(a, from, "from");
    const dinh::date last = covered_argument(a, to, "to");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    *out = calendar->value.count(first, last);
    return DINH_OK;
  });
}

dinh_status dinh_calendar_nth(const dinh_calendar* calendar, dinh_day from, int32_t n, dinh_day* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    const dinh::date first = covered_argument(a, from, "from");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::work_calendar& c = calendar->value;
    // -INT32_MIN is no int32_t; no calendar has so many days
    const dinh::date day = n >= 0 ? c.nth_after(first, n) : (n == INT32_MIN ? dinh::no_date() : c.nth_before(first, -n));
    if (day.is_special()) return no_answer_within(function);
    *out = dinh::to_day_number(day);
    return DINH_OK;
  });
}

dinh_status dinh_calendar_year_json(const dinh_calendar* calendar, int32_t year, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    year_argument(a, year);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return give(out, dinh::exchange::on_one_line(dinh::exchange::year_json(calendar->value, year)));
  });
}

}  // extern "C"
