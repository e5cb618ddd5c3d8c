// Journals: append, read, check.

#include <capi/answering.hpp>
#include <capi/journal_opening.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/exchange/pack_docket.hpp>
#include <dinh/journal/tally.hpp>
#include <dinh/report/unit_tally.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

struct dinh_journal {
  dinh::capi::opened_journal opened;
};

using namespace dinh::capi;
using dinh::exchange::on_one_line;

namespace {

/// Faults are collected: no journal, or a library that knows none.
dinh::journal* log_argument(arguments& a, dinh_journal* journal) {
  if (!has_journals)
    a.fault(DINH_EUNSUPPORTED, "capi/unsupported", "journal",
            {"Thư viện này được biên dịch không có nhật ký.", "This library was built without journals."});
  else
    a.needs(journal, "journal");
  return a.ok() ? journal->opened.log.get() : nullptr;
}

}  // namespace

extern "C" {

dinh_status dinh_journal_open(const char* path, size_t path_length, int32_t access, dinh_journal** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string file = sqlite_argument(a, path, path_length, "path");
    access_argument(a, access, "access");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto log = open_sqlite(file, access);
    return log ? give(out, *std::move(log)) : fail(function, std::move(log).error());
  });
}

dinh_status dinh_journal_open_postgres(const dinh_postgres_options* options, dinh_journal** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const postgres_place place = postgres_argument(a, options);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto log = open_postgres(place);
    return log ? give(out, *std::move(log)) : fail(function, std::move(log).error());
  });
}

void dinh_journal_free(dinh_journal* journal) { std::unique_ptr<dinh_journal>{journal}; }

dinh_status dinh_journal_info(dinh_journal* journal, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    dinh::journal* log = log_argument(a, journal);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto size = log->size();
    if (!size) return fail(function, size.error());
    const auto head = journal->opened.head();
    if (!head) return fail(function, head.error());
    return give(out, on_one_line(nlohmann::ordered_json{{"size", *size}, {"head", *head}}));
  });
}

dinh_status dinh_journal_append(dinh_journal* journal, const char* events, size_t events_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    dinh::journal* log = log_argument(a, journal);
    const std::string_view content = a.document(events, events_length, "events");
    if (!a.ok()) return a.refuse();
    const auto read = dinh::exchange::read_events_json(content, "events");
    if (!read) return fail(function, DINH_EINPUT, read.error());
    std::vector<dinh::journal_entry> batch;
    for (const dinh::event& e : *read) batch.push_back({e.id, dinh::to_text(e)});
    auto done = log->append(batch);
    if (!done) return fail(function, std::move(done).error());
    if (out == nullptr) return DINH_OK;
    return give(out, on_one_line(nlohmann::ordered_json{
                         {"appended", done->appended}, {"already_there", done->already_there}, {"size", done->size}}));
  });
}

dinh_status dinh_journal_read(dinh_journal* journal, uint64_t position, uint64_t most, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    dinh::journal* log = log_argument(a, journal);
    if (position == 0) a.fault(DINH_EINVAL, "capi/position", "position", {"Vị trí đầu tiên là 1.", "The first position is 1."});
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto entries = log->read(position, std::min<uint64_t>(most, 10'000));
    if (!entries) return fail(function, entries.error());
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const dinh::recorded_entry& e : *entries) {
      nlohmann::ordered_json one{{"position", e.position}};
      if (auto event = dinh::parse_event(e.entry.payload))
        one["event"] = dinh::exchange::event_json(*event);
      else  // of another program
        one["payload"] = e.entry.payload;
      list.push_back(std::move(one));
    }
    return give(out, on_one_line(list));
  });
}

dinh_status dinh_journal_tally(dinh_journal* journal, const dinh_pack* pack, const dinh_register* units, dinh_day as_of,
                               dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    dinh::journal* log = log_argument(a, journal);
    a.needs(pack, "pack");
    a.needs(units, "units");
    const dinh::date day = day_argument(a, as_of, "as_of");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::registry& r = units->desk.units();
    auto counts = dinh::tally_of_journal(*log, dinh::docket_terms_of(pack->value, r), day);
    if (!counts) return fail(function, std::move(counts).error());
    return give(out, on_one_line(dinh::exchange::tally_report_json(dinh::tally_by_unit(*counts, r, day), r, day)));
  });
}

dinh_status dinh_journal_verify(dinh_journal* journal) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    (void)log_argument(a, journal);
    if (!a.ok()) return a.refuse();
    dinh::diagnostics faults = journal->opened.verify();
    return faults.has_errors() ? fail(function, DINH_ESTORAGE, std::move(faults)) : DINH_OK;
  });
}

}  // extern "C"
