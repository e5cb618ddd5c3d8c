// Dockets: what is recorded and what is asked.

#include <capi/answering.hpp>
#include <capi/docket_handle.hpp>
#include <capi/sized.hpp>
#include <dinh/docket/calendar_change.hpp>
#include <dinh/exchange/case_timeline.hpp>
#include <dinh/exchange/events_csv.hpp>
#include <dinh/law/citation_form.hpp>
#include <dinh/report/unit_tally.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

namespace dinh::capi {
namespace {

static_assert(offsetof(dinh_docket_query, unit) == 24 && sizeof(dinh_docket_query) == 120);

/// Recording breaks off unless it is told that it came to its end.
class recording_guard {
public:
  explicit recording_guard(bool& broke_off) noexcept : broke_off_{broke_off} { broke_off_ = true; }
  recording_guard(const recording_guard&) = delete;
  recording_guard& operator=(const recording_guard&) = delete;
  void ended() noexcept { broke_off_ = false; }

private:
  bool& broke_off_;
};

checked<recording> record(dinh_docket& d, const std::vector<event>& events) {
  if (d.kept) return d.kept->record(events);
  recording out;
  for (const event& e : events) {
    auto done = d.in_memory->record(e);
    if (!done)
      out.refused.append(std::move(done).error());
    else if (done->result == record_result::outcome::applied)
      ++out.recorded;
    else
      ++out.already_there;
  }
  return out;
}

/// The part of a query that restricts.
docket_filter filter_of(arguments& a, const dinh_docket_query& q) {
  docket_filter f;
  f.unit = a.text(q.unit, q.unit_length, "query.unit");
  f.body = a.text(q.body, q.body_length, "query.body");
  f.procedure = a.text(q.procedure, q.procedure_length, "query.procedure");
  f.case_key = a.text(q.case_key, q.case_key_length, "query.case_key");
  f.rule = a.text(q.rule, q.rule_length, "query.rule");
  if (const std::string_view where = a.text(q.provision, q.provision_length, "query.provision"); !where.empty()) {
    if (auto c = parse_any_citation(where))
      f.provision = *std::move(c);
    else
      for (const diagnostic& d : c.error()) a.fault(DINH_EINPUT, d.code.c_str(), "query.provision", d.message, d.remedy);
  }
  return f;
}

dinh_status no_case(arguments& a, std::string_view key) {
  a.fault(DINH_ENOTFOUND, "docket/unknown-case", "case_key",
          {"Không có vụ việc \"" + std::string{key} + "\".", "There is no case \"" + std::string{key} + "\"."},
          {"dinh_docket_ask với DINH_CASES liệt kê các vụ việc.", "dinh_docket_ask with DINH_CASES lists the cases."});
  return a.refuse();
}

/// What `ask` tells of one case on a day, written by `write`.
template <class Ask, class Write>
dinh_status give_of_case(const char* function, const dinh_docket* docket, const char* case_key, size_t case_key_length,
                         dinh_day as_of, dinh_string** out, Ask ask, Write write) {
  return guarded(function, [&] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    const std::string_view key = a.text(case_key, case_key_length, "case_key");
    const date day = day_argument(a, as_of, "as_of");
    a.needs(out, "out");
    if (broken || !a.ok()) return a.refuse();
    const auto found = ask(docket->cases(), key, day);
    if (!found) return fail(function, found.error());
    return give(out, exchange::on_one_line(write(*found)));
  });
}

}  // namespace
}  // namespace dinh::capi

using namespace dinh::capi;
using dinh::exchange::on_one_line;

extern "C" {

dinh_status dinh_docket_record(dinh_docket* docket, const char* events, size_t events_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    const std::string_view content = a.document(events, events_length, "events");
    if (broken || !a.ok()) return a.refuse();
    const auto read = dinh::exchange::read_events_json(content, "events");
    if (!read) return fail(function, DINH_EINPUT, read.error());
    recording_guard guard{docket->must_reopen};
    auto done = record(*docket, *read);
    if (!done) return fail(function, std::move(done).error());
    std::unique_ptr<dinh_string> reply;
    if (out != nullptr) {
      nlohmann::ordered_json j{{"recorded", done->recorded}, {"already_there", done->already_there}};
      j["refused"] = dinh::exchange::faults_json(done->refused);
      reply = std::make_unique<dinh_string>(dinh_string{on_one_line(j)});
    }
    guard.ended();
    if (out != nullptr) *out = reply.release();
    return done->refused.empty() ? DINH_OK : fail(function, DINH_EREFUSED, std::move(done->refused));
  });
}

dinh_status dinh_docket_ask(const dinh_docket* docket, const dinh_docket_query* query, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    const dinh_docket_query q = read_sized(a, query, "query", dinh_docket_query DINH_DOCKET_QUERY_INIT);
    dinh::docket_filter f = filter_of(a, q);
    if (q.what < DINH_CASES || q.what > DINH_REMINDERS)
      a.fault(DINH_EINVAL, "capi/query", "query.what", {"Không có câu hỏi này.", "There is no such question."},
              {"DINH_CASES đến DINH_REMINDERS.", "DINH_CASES to DINH_REMINDERS."});
    a.zero(q.reserved, "query.reserved");
    dinh::date as_of = dinh::no_date();
    if (query != nullptr) as_of = day_argument(a, q.as_of, "query.as_of");
    dinh::validity interval;
    if (q.from != DINH_NO_DAY) interval.from = day_argument(a, q.from, "query.from");
    if (q.until != DINH_NO_DAY) interval.until = day_argument(a, q.until, "query.until");
    a.needs(out, "out");
    if (broken || !a.ok()) return a.refuse();
    const dinh::docket& d = docket->cases();
    namespace ex = dinh::exchange;
    switch (q.what) {
      case DINH_CASES:
        return give(out, on_one_line(ex::cases_json(d.cases(as_of, f))));
      case DINH_DUTIES:
        return give(out, on_one_line(ex::duties_json(d.duties(as_of, f))));
      case DINH_DUE:
        return give(out, on_one_line(ex::duties_json(d.due(interval, as_of, f))));
      case DINH_LATE:
        return give(out, on_one_line(ex::duties_json(d.overdue(as_of, f))));
      case DINH_MET_LATE:
        return give(out, on_one_line(ex::duties_json(d.met_late(as_of, f))));
      case DINH_BREACHES:
        return give(out, on_one_line(ex::breaches_json(d.breaches(as_of, f))));
      case DINH_LOAD:
        return give(out, on_one_line(ex::loads_json(d.load(as_of, f))));
      default:
        return give(out, on_one_line(ex::reminders_json(d.reminders(interval, as_of, f))));
    }
  });
}

dinh_status dinh_docket_due_soon(const dinh_docket* docket, const dinh_docket_query* query, int32_t working_days,
                                 dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    const dinh_docket_query q = read_sized(a, query, "query", dinh_docket_query DINH_DOCKET_QUERY_INIT);
    const dinh::docket_filter f = filter_of(a, q);
    dinh::date as_of = dinh::no_date();
    if (query != nullptr) as_of = day_argument(a, q.as_of, "query.as_of");
    if (working_days < 0 || working_days > dinh::longest_span_count)
      a.fault(DINH_EINVAL, "capi/count", "working_days", {"Từ 0 đến 120000.", "It is 0 to 120000."});
    a.needs(out, "out");
    if (broken || !a.ok()) return a.refuse();
    return give(out, on_one_line(dinh::exchange::duties_json(docket->cases().due_soon(working_days, as_of, f))));
  });
}

dinh_status dinh_docket_tally(const dinh_docket* docket, const dinh_register* units, const dinh_docket_query* query,
                              dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    const dinh_docket_query q = read_sized(a, query, "query", dinh_docket_query DINH_DOCKET_QUERY_INIT);
    const dinh::docket_filter f = filter_of(a, q);
    a.zero(q.reserved, "query.reserved");
    dinh::date as_of = dinh::no_date();
    if (query != nullptr) as_of = day_argument(a, q.as_of, "query.as_of");
    a.needs(out, "out");
    if (broken || !a.ok()) return a.refuse();
    const dinh::docket& d = docket->cases();
    if (units == nullptr) return give(out, on_one_line(dinh::exchange::tallies_json(d.tally(as_of, f))));
    const dinh::registry& r = units->desk.units();
    return give(out, on_one_line(dinh::exchange::tally_report_json(dinh::tally_by_unit(d, r, as_of, f), r, as_of)));
  });
}

dinh_status dinh_docket_change_calendar(dinh_docket* docket, const dinh_calendar* now, dinh_day as_of, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    a.needs(now, "now");
    const dinh::date day = day_argument(a, as_of, "as_of");
    if (broken || !a.ok()) return a.refuse();
    dinh::work_calendar calendar = now->value;
    recording_guard guard{docket->must_reopen};
    auto change = docket->kept ? docket->kept->change_calendar(std::move(calendar), day)
                               : docket->in_memory->change_calendar(std::move(calendar), day);
    if (!change) {
      guard.ended();
      return fail(function, DINH_ENOTFOUND, std::move(change).error());
    }
    std::unique_ptr<dinh_string> reply;
    if (out != nullptr) reply = std::make_unique<dinh_string>(dinh_string{on_one_line(dinh::exchange::change_json(*change, docket->cases().phrases()))});
    guard.ended();
    if (out != nullptr) *out = reply.release();
    return DINH_OK;
  });
}

dinh_status dinh_docket_timeline(const dinh_docket* docket, const char* case_key, size_t case_key_length, dinh_day as_of,
                                 int32_t language, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    const std::string_view key = a.text(case_key, case_key_length, "case_key");
    const dinh::date day = day_argument(a, as_of, "as_of");
    const dinh::lang l = language_argument(a, language);
    a.needs(out, "out");
    if (broken || !a.ok()) return a.refuse();
    const auto events = docket->cases().events(key);
    const dinh::pack& law = docket->law;
    const dinh::procedure* p = events.empty() ? nullptr : law.find_procedure(events.front().procedure);
    if (p == nullptr) return no_case(a, key);
    return give_checked(function,
                        dinh::case_timeline_svg(docket->cases(), *p, key, day,
                                                {.labels = l,
                                                 .calendar = law.find_calendar(p->facts().calendar),
                                                 .role_name = [&](std::string_view role) { return law.role_name(role); }}),
                        out);
  });
}

dinh_status dinh_events_read_csv(const char* csv, size_t csv_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string_view content = a.document(csv, csv_length, "csv");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto events = dinh::read_events({content, "csv"});
    if (!events) return fail(function, DINH_EINPUT, events.error());
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const dinh::event& e : *events) list.push_back(dinh::exchange::event_json(e));
    return give(out, on_one_line(list));
  });
}

dinh_status dinh_docket_next(const dinh_docket* docket, const char* case_key, size_t case_key_length, dinh_day as_of,
                             dinh_string** out) {
  return give_of_case(
      __func__, docket, case_key, case_key_length, as_of, out,
      [](const dinh::docket& d, std::string_view key, dinh::date day) { return d.next(key, day); },
      [](const auto& acts) { return dinh::exchange::next_json(acts); });
}

dinh_status dinh_docket_history(const dinh_docket* docket, const char* case_key, size_t case_key_length, dinh_day as_of,
                                dinh_string** out) {
  return give_of_case(
      __func__, docket, case_key, case_key_length, as_of, out,
      [](const dinh::docket& d, std::string_view key, dinh::date day) { return d.history(key, day); },
      [](const auto& lines) { return dinh::exchange::history_json(lines); });
}

dinh_status dinh_docket_events(const dinh_docket* docket, const char* case_key, size_t case_key_length,
                               dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    const std::string_view key = a.text(case_key, case_key_length, "case_key");
    a.needs(out, "out");
    if (broken || !a.ok()) return a.refuse();
    const auto events = docket->cases().events(key);
    if (events.empty()) return no_case(a, key);
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const dinh::event& e : events) list.push_back(dinh::exchange::event_json(e));
    return give(out, on_one_line(list));
  });
}

dinh_status dinh_docket_fingerprint(const dinh_docket* docket, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    a.needs(out, "out");
    return broken || !a.ok() ? a.refuse() : give(out, docket->cases().fingerprint());
  });
}

}  // extern "C"
