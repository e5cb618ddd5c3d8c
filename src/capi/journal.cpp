// Journals as files: append, read, check.

#include <capi/handles.hpp>
#include <dinh/docket/event_text.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#if defined(DINH_C_HAS_SQLITE)
#  include <dinh/journal/sqlite.hpp>
#endif

#include <nlohmann/json.hpp>

#include <algorithm>

#if defined(DINH_C_HAS_SQLITE)
struct dinh_journal {
  std::unique_ptr<dinh::sqlite_journal> log;
};
#else
struct dinh_journal {};
#endif

using namespace dinh::capi;
using dinh::exchange::on_one_line;

extern "C" {

#if defined(DINH_C_HAS_SQLITE)

dinh_status dinh_journal_open(const char* path, size_t path_length, int32_t access, dinh_journal** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string file = a.path(path, path_length, "path");
    if (access != DINH_READ_WRITE && access != DINH_READ_ONLY)
      a.fault(DINH_EINVAL, "capi/access", "access",
              {"Chỉ có DINH_READ_WRITE và DINH_READ_ONLY.", "There are DINH_READ_WRITE and DINH_READ_ONLY."});
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto log = dinh::sqlite_journal::open(file, {.access = access == DINH_READ_ONLY ? dinh::journal_access::read_only
                                                                                    : dinh::journal_access::read_write});
    if (!log) return fail(function, std::move(log).error());
    return give(out, *std::move(log));
  });
}

void dinh_journal_free(dinh_journal* journal) { std::unique_ptr<dinh_journal>{journal}; }

dinh_status dinh_journal_info(dinh_journal* journal, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(journal, "journal");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto size = journal->log->size();
    if (!size) return fail(function, size.error());
    const auto head = journal->log->head();
    if (!head) return fail(function, head.error());
    return give(out, on_one_line(nlohmann::ordered_json{{"size", *size}, {"head", *head}}));
  });
}

dinh_status dinh_journal_append(dinh_journal* journal, const char* events, size_t events_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(journal, "journal");
    const std::string_view content = a.document(events, events_length, "events");
    if (!a.ok()) return a.refuse();
    const auto read = dinh::exchange::read_events_json(content, "events");
    if (!read) return fail(function, DINH_EINPUT, read.error());
    std::vector<dinh::journal_entry> batch;
    for (const dinh::event& e : *read) batch.push_back({e.id, dinh::to_text(e)});
    auto done = journal->log->append(batch);
    if (!done) return fail(function, std::move(done).error());
    if (out == nullptr) return DINH_OK;
    return give(out, on_one_line(nlohmann::ordered_json{
                         {"appended", done->appended}, {"already_there", done->already_there}, {"size", done->size}}));
  });
}

dinh_status dinh_journal_read(dinh_journal* journal, uint64_t position, uint64_t most, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(journal, "journal");
    if (position == 0) a.fault(DINH_EINVAL, "capi/position", "position", {"Vị trí đầu tiên là 1.", "The first position is 1."});
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto entries = journal->log->read(position, std::min<uint64_t>(most, 10'000));
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

dinh_status dinh_journal_verify(dinh_journal* journal) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(journal, "journal");
    if (!a.ok()) return a.refuse();
    dinh::diagnostics faults = journal->log->verify();
    return faults.has_errors() ? fail(function, DINH_ESTORAGE, std::move(faults)) : DINH_OK;
  });
}

#else

namespace {
dinh_status without_sqlite(const char* function) noexcept {
  return fail(function, DINH_EUNSUPPORTED, "capi/unsupported", "this library was built without SQLite");
}
}  // namespace

dinh_status dinh_journal_open(const char*, size_t, int32_t, dinh_journal**) { return without_sqlite(__func__); }
void dinh_journal_free(dinh_journal* journal) { std::unique_ptr<dinh_journal>{journal}; }
dinh_status dinh_journal_info(dinh_journal*, dinh_string**) { return without_sqlite(__func__); }
dinh_status dinh_journal_append(dinh_journal*, const char*, size_t, dinh_string**) { return without_sqlite(__func__); }
dinh_status dinh_journal_read(dinh_journal*, uint64_t, uint64_t, dinh_string**) { return without_sqlite(__func__); }
dinh_status dinh_journal_verify(dinh_journal*) { return without_sqlite(__func__); }

#endif

}  // extern "C"
