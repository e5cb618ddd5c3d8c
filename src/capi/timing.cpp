// Timing of procedures, and the comparison of two versions.

#include <capi/answering.hpp>
#include <capi/to_limit.hpp>
#include <dinh/exchange/timing_chart.hpp>
#include <dinh/procedure/timing.hpp>
#include <exchange/json_timing.hpp>

using namespace dinh::capi;
namespace ex = dinh::exchange;

extern "C" {

dinh_status dinh_procedure_timing(const dinh_procedure* procedure, const char* request, size_t request_length,
                                  dinh_string** out) {
  return give_answer(__func__, procedure, "procedure", request, request_length, "request", out,
                     [](const dinh_procedure& p, std::string_view asked) {
                       return ex::answer_timing_request(p.value, p.law, asked);
                     });
}

dinh_status dinh_procedure_timing_chart(const dinh_procedure* procedure, int32_t first_year, int32_t last_year,
                                        int32_t language, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(procedure, "procedure");
    year_argument(a, first_year, "first_year");
    year_argument(a, last_year, "last_year");
    constexpr std::int32_t most_years = 100;
    if (a.ok() && (last_year < first_year || last_year - first_year >= most_years))
      a.fault(DINH_EINVAL, "capi/years", "last_year",
              {"Từ 1 đến 100 năm.", "A picture shows 1 to 100 years, the last not before the first."});
    const dinh::lang l = language_argument(a, language);
    a.needs(out, "out");
    if (a.ok()) (void)calendar_argument(a, procedure->law, procedure->value.facts().calendar, "procedure");
    if (!a.ok()) return a.refuse();
    const dinh::procedure& p = procedure->value;
    const dinh::work_calendar& calendar = *procedure->law.find_calendar(p.facts().calendar);
    return give(out, dinh::timing_chart(dinh::time(p, calendar, dinh::over(first_year, last_year)), p, calendar, l));
  });
}

dinh_status dinh_procedure_compare(const dinh_procedure* before, const dinh_procedure* after, const char* cases,
                                   size_t cases_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(before, "before");
    a.needs(after, "after");
    const std::string_view open_cases = a.document(cases, cases_length, "cases");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return give_checked(function, ex::compare_request(before->value, after->value, after->law, open_cases), out);
  });
}

}  // extern "C"
