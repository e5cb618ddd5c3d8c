// Dockets: cases in memory, or kept in a journal.

#include <capi/handles.hpp>
#include <capi/sized.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/exchange/pack_docket.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/law/citation_form.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#if defined(DINH_C_HAS_SQLITE)
#  include <dinh/journal/sqlite.hpp>
#endif

#include <nlohmann/json.hpp>

#include <optional>

struct dinh_docket {
  std::optional<dinh::docket> in_memory;
  std::optional<dinh::recorder> kept;
  bool must_reopen = false;  ///< a recording broke off: what stands here need not be what was recorded

  [[nodiscard]] const dinh::docket& cases() const noexcept { return kept ? kept->cases() : *in_memory; }
};

namespace dinh::capi {
namespace {

static_assert(offsetof(dinh_docket_query, unit) == 24 && sizeof(dinh_docket_query) == 120);
static_assert(sizeof(dinh_docket_options) == 24);

bool is_broken(arguments& a, const dinh_docket* d) {
  a.needs(d, "docket");
  if (d == nullptr || !d->must_reopen) return false;
  a.fault(DINH_EREOPEN, "capi/reopen", "docket",
          {"Lần ghi trước bị ngắt giữa chừng.", "An earlier recording broke off."},
          {"Giải phóng và mở lại; ghi lại những sự kiện chưa có.", "Free it, open it again, and record the rest again."});
  return true;
}

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

checked<std::unique_ptr<journal>> open_log(const std::string& path, std::int32_t access) {
#if defined(DINH_C_HAS_SQLITE)
  auto log = sqlite_journal::open(
      path, {.access = access == DINH_READ_ONLY ? journal_access::read_only : journal_access::read_write});
  if (!log) return unexpected{std::move(log).error()};
  return std::unique_ptr<journal>{*std::move(log)};
#else
  (void)path;
  (void)access;
  return std::unique_ptr<journal>{};
#endif
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

dinh_status dinh_docket_open(const dinh_pack* pack, const dinh_register* units, const dinh_docket_options* options,
                             dinh_docket** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    dinh_docket_options o = DINH_DOCKET_OPTIONS_INIT;
    if (options != nullptr) o = read_sized(a, options, "options", o);
    if (o.access != DINH_READ_WRITE && o.access != DINH_READ_ONLY)
      a.fault(DINH_EINVAL, "capi/access", "options.access",
              {"Chỉ có DINH_READ_WRITE và DINH_READ_ONLY.", "There are DINH_READ_WRITE and DINH_READ_ONLY."});
    const std::string path = o.journal_length != 0 ? a.path(o.journal, o.journal_length, "options.journal") : std::string{};
#if !defined(DINH_C_HAS_SQLITE)
    if (!path.empty())
      a.fault(DINH_EUNSUPPORTED, "capi/unsupported", "options.journal",
              {"Thư viện này được biên dịch không có SQLite.", "This library was built without SQLite."});
#endif
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    dinh::docket_terms terms = units == nullptr ? dinh::docket_terms_of(pack->value)
                                                : dinh::docket_terms_of(pack->value, units->desk.units());
    auto made = dinh::docket::make(std::move(terms));
    if (!made) return fail(function, std::move(made).error());
    auto d = std::make_unique<dinh_docket>();
    if (path.empty()) {
      d->in_memory.emplace(*std::move(made));
    } else {
      auto log = open_log(path, o.access);
      if (!log) return fail(function, std::move(log).error());
      auto kept = dinh::recorder::open(*std::move(log), *std::move(made));
      if (!kept) return fail(function, DINH_ESTORAGE, std::move(kept).error());
      d->kept.emplace(*std::move(kept));
    }
    *out = d.release();
    return DINH_OK;
  });
}

void dinh_docket_free(dinh_docket* docket) { std::unique_ptr<dinh_docket>{docket}; }

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
      a.fault(DINH_EINVAL, "capi/query", "query.what", {"Không có câu hỏi này.", "There is no such question."});
    if (q.reserved != 0) a.fault(DINH_EINVAL, "capi/reserved", "query.reserved", {"Phải bằng 0.", "It must be 0."});
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
    const auto* events = docket->cases().events_of(key);
    if (events == nullptr) {
      a.fault(DINH_ENOTFOUND, "docket/unknown-case", "case_key",
              {"Không có vụ việc \"" + std::string{key} + "\".", "There is no case \"" + std::string{key} + "\"."});
      return a.refuse();
    }
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const dinh::event& e : *events) list.push_back(dinh::exchange::event_json(e));
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
