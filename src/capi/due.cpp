// Due dates with all that bears on them; what a new version of a calendar changes.

#include <capi/answering.hpp>
#include <capi/sized.hpp>
#include <capi/to_limit.hpp>
#include <dinh/calendar/due.hpp>
#include <dinh/exchange/notice.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_due.hpp>

#include <array>
#include <cstddef>

namespace dinh::capi {
namespace {

static_assert(sizeof(dinh_suspension) == 8 && sizeof(dinh_span) == 8);
static_assert(offsetof(dinh_due_options, suspensions) == 16 && sizeof(dinh_due_options) == 48);

constexpr std::size_t most_parts = 10'000;
constexpr std::uint32_t all_readings = 255;

due_policies policies_argument(arguments& a, const dinh_due_options& o) {
  due_policies p;
  if ((o.readings & ~all_readings) != 0)
    a.fault(DINH_EINVAL, "capi/readings", "options.readings", {"Không có cách hiểu này.", "There is no such reading."},
            {"Tổng của DINH_SWAPPED_DAY_OFF_IS_NO_REST_DAY đến DINH_LEAP_DAY_ON_FIRST_OF_MARCH.",
             "The sum of some of DINH_SWAPPED_DAY_OFF_IS_NO_REST_DAY to DINH_LEAP_DAY_ON_FIRST_OF_MARCH."});
  constexpr std::array<counting, 3> rules{counting::civil_code, counting::limitation, counting::entry_into_force};
  const auto rule = static_cast<std::size_t>(static_cast<std::uint32_t>(o.counting));
  if (rule >= rules.size())
    a.fault(DINH_EINVAL, "capi/counting", "options.counting",
            {"Không có cách tính này.", "There is no such rule of counting."},
            {"DINH_COUNTING_CIVIL_CODE đến DINH_COUNTING_ENTRY_INTO_FORCE.",
             "DINH_COUNTING_CIVIL_CODE to DINH_COUNTING_ENTRY_INTO_FORCE."});
  else
    p.rule = rules[rule];
  const auto has = [&](std::uint32_t bit) { return (o.readings & bit) != 0; };
  if (has(DINH_SWAPPED_DAY_OFF_IS_NO_REST_DAY)) p.swapped_day_off_is_rest_day = choice::no;
  if (has(DINH_MAKE_UP_SATURDAY_IS_NO_WORKING_DAY)) p.make_up_saturday_is_working_day = choice::no;
  if (has(DINH_SUBSTITUTE_DAY_IS_NO_DAY_OFF)) p.substitute_day_is_day_off = choice::no;
  if (has(DINH_CULTURE_DAY_IS_MADE_UP)) p.culture_day_is_made_up = choice::yes;
  if (has(DINH_ROLL_MINIMUM_PERIOD_END)) p.roll_minimum_period_end = choice::yes;
  if (has(DINH_ROLL_LEAD_TIME_EARLIER)) p.roll_lead_time_earlier = choice::yes;
  if (has(DINH_LEAD_TIME_IN_FULL_DAYS)) p.lead_time_in_full_days = choice::yes;
  if (has(DINH_LEAP_DAY_ON_FIRST_OF_MARCH)) p.leap_day = leap_day_anniversary::first_of_march;
  a.zero(o.reserved, "options.reserved");
  return p;
}

/// Whether the array is one: not null where it has members, not longer than anybody means.
bool is_array(arguments& a, const void* first, std::size_t count, const char* name) {
  if (count == 0) return false;
  a.needs(first, name);
  if (count > most_parts)
    a.fault(DINH_EINVAL, "capi/too-many", name, {"Nhiều hơn 10000 phần tử.", "There are more than 10000 members."});
  return first != nullptr && count <= most_parts;
}

void suspensions_argument(arguments& a, const dinh_due_options& o, std::vector<suspension>& out) {
  if (!is_array(a, o.suspensions, o.suspension_count, "options.suspensions")) return;
  for (std::size_t i = 0; i < o.suspension_count; ++i) {
    const dinh_suspension& s = o.suspensions[i];
    suspension pause{day_argument(a, s.from, "options.suspensions.from")};
    if (s.until != DINH_NO_DAY) pause.until = day_argument(a, s.until, "options.suspensions.until");
    if (a.ok() && s.until != DINH_NO_DAY && s.until <= s.from)
      a.fault(DINH_EINVAL, "capi/suspension", "options.suspensions",
              {"Ngày chạy tiếp phải sau ngày tạm ngừng.", "The day of resumption lies after the first suspended day."});
    if (a.ok()) out.push_back(pause);
  }
}

void extensions_argument(arguments& a, const dinh_due_options& o, std::vector<span>& out) {
  if (!is_array(a, o.extensions, o.extension_count, "options.extensions")) return;
  for (std::size_t i = 0; i < o.extension_count; ++i) {
    dinh_limit as_limit = DINH_LIMIT_INIT;
    as_limit.count = o.extensions[i].count;
    as_limit.unit = o.extensions[i].unit;
    const limit l = limit_argument(a, &as_limit, "options.extensions");
    if (a.ok()) out.push_back(l.length);
  }
}

due_options options_argument(arguments& a, const dinh_due_options* given) {
  due_options out;
  if (given == nullptr) return out;
  const dinh_due_options o = read_sized(a, given, "options", dinh_due_options DINH_DUE_OPTIONS_INIT);
  if (!a.ok()) return out;
  out.policies = policies_argument(a, o);
  suspensions_argument(a, o, out.suspensions);
  extensions_argument(a, o, out.extensions);
  return out;
}

}  // namespace
}  // namespace dinh::capi

using namespace dinh::capi;
namespace ex = dinh::exchange;

extern "C" {

dinh_status dinh_calendar_due_with(const dinh_calendar* calendar, const dinh_limit* limit, dinh_day trigger,
                                   const dinh_due_options* options, dinh_due* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    const dinh::limit time = limit_argument(a, limit, "limit");
    const dinh::date from = covered_argument(a, trigger, "trigger");
    const dinh::due_options o = options_argument(a, options);
    check_sized(a, out, "out");
    const bool bears = !o.suspensions.empty() || !o.extensions.empty();
    if (bears && time.way == dinh::direction::not_later_than_before)
      a.fault(DINH_EINVAL, "capi/lead-time", "options",
              {"Thời gian tính lùi không tạm ngừng, không gia hạn.", "A lead time is neither suspended nor extended."});
    if (!a.ok()) return a.refuse();
    const dinh::work_calendar& c = calendar->value;
    if (!bears) {
      const dinh::due_answer answer = c.answer(time, from, o.policies);
      if (answer.day.is_special()) return no_answer_within(function);
      write_sized(out, dinh_due{0, dinh::to_day_number(answer.day), answer.is_provisional() ? 1 : 0,
                                dinh::to_day_number(answer.counted)});
      return DINH_OK;
    }
    const dinh::due_date answer = c.due(time, dinh::anchor{from}, o);
    const auto day = [](dinh::date d) { return d.is_special() ? DINH_NO_DAY : dinh::to_day_number(d); };
    const bool still_suspended = std::any_of(o.suspensions.begin(), o.suspensions.end(),
                                             [](const dinh::suspension& s) { return s.until.is_special(); });
    if (!answer.is_known() && !still_suspended && c.weakest_accepted() == dinh::evidence::memory)
      return no_answer_within(function);
    write_sized(out, dinh_due{0, day(answer.day), answer.is_provisional ? 1 : 0, day(answer.counted)});
    return DINH_OK;
  });
}

dinh_status dinh_due_json(const dinh_pack* pack, const char* request, size_t request_length, dinh_string** out) {
  return give_answer(__func__, pack, "pack", request, request_length, "request", out,
                     [](const dinh_pack& p, std::string_view asked) { return ex::answer_due_request(p.value, asked); });
}

dinh_status dinh_calendar_compare(const dinh_calendar* before, const dinh_calendar* now, const char* questions,
                                  size_t questions_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(before, "before");
    a.needs(now, "now");
    const std::string_view content = a.document(questions, questions_length, "questions");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto asked = ex::read_due_questions(content);
    if (!asked) return fail(function, DINH_EINPUT, asked.error());
    return give(out, ex::on_one_line(ex::difference_json(before->value, now->value, *asked)));
  });
}

dinh_status dinh_calendar_json(const dinh_calendar* calendar, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(calendar, "calendar");
    a.needs(out, "out");
    return a.ok() ? give(out, dinh::write_calendar(calendar->value)) : a.refuse();
  });
}

}  // extern "C"
