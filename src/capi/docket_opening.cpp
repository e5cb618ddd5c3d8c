// Dockets are opened: in memory, on a journal in a file or in PostgreSQL, from a snapshot; and written as snapshots.

#include <capi/answering.hpp>
#include <capi/docket_handle.hpp>
#include <capi/journal_opening.hpp>
#include <capi/sized.hpp>
#include <dinh/exchange/pack_docket.hpp>
#include <dinh/exchange/snapshot.hpp>

#include <algorithm>

namespace dinh::capi {
namespace {

static_assert(sizeof(dinh_docket_options) == 24);

docket_terms terms_of(const dinh_pack& pack, const dinh_register* units) {
  return units == nullptr ? docket_terms_of(pack.value) : docket_terms_of(pack.value, units->desk.units());
}

struct docket_place {
  std::string path;  ///< of an SQLite journal; empty: in memory
  std::int32_t access = DINH_READ_WRITE;
};
docket_place place_argument(arguments& a, const dinh_docket_options* options) {
  dinh_docket_options o = DINH_DOCKET_OPTIONS_INIT;
  if (options != nullptr) o = read_sized(a, options, "options", o);
  access_argument(a, o.access, "options.access");
  if (o.journal_length == 0) return {{}, o.access};
  return {sqlite_argument(a, o.journal, o.journal_length, "options.journal"), o.access};
}

unexpected<diagnostics> other_journal(std::string where) {
  return refuse("snapshot/other-journal", std::move(where),
                {"Bản chụp thuộc nhật ký khác.", "The snapshot is of another journal."},
                {"Dùng bản chụp của nhật ký này, hoặc mở lại từ nhật ký.",
                 "Use that of this journal, or open the docket from the journal alone."});
}

/// The cases with the journal that keeps them, from `position` on.
dinh_status give_kept(const char* function, const dinh_pack& pack, checked<opened_journal> log, docket cases,
                      std::uint64_t position, dinh_docket** out) {
  if (!log) return fail(function, std::move(log).error());
  auto d = std::make_unique<dinh_docket>(pack.value);
  auto kept = recorder::open(std::move(log->log), std::move(cases), position);
  if (!kept) return fail(function, DINH_ESTORAGE, std::move(kept).error());
  if (kept->cases().event_count() != kept->size()) return fail(function, other_journal("snapshot").error());
  d->kept.emplace(*std::move(kept));
  *out = d.release();
  return DINH_OK;
}

dinh_status give_in_memory(const dinh_pack& pack, docket cases, dinh_docket** out) {
  auto d = std::make_unique<dinh_docket>(pack.value);
  d->in_memory.emplace(std::move(cases));
  *out = d.release();
  return DINH_OK;
}

}  // namespace
}  // namespace dinh::capi

using namespace dinh::capi;

extern "C" {

dinh_status dinh_docket_open(const dinh_pack* pack, const dinh_register* units, const dinh_docket_options* options,
                             dinh_docket** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const docket_place place = place_argument(a, options);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto made = dinh::docket::make(terms_of(*pack, units));
    if (!made) return fail(function, std::move(made).error());
    if (place.path.empty()) return give_in_memory(*pack, *std::move(made), out);
    return give_kept(function, *pack, open_sqlite(place.path, place.access), *std::move(made), 1, out);
  });
}

dinh_status dinh_docket_open_postgres(const dinh_pack* pack, const dinh_register* units,
                                      const dinh_postgres_options* options, dinh_docket** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const postgres_place place = postgres_argument(a, options);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto made = dinh::docket::make(terms_of(*pack, units));
    if (!made) return fail(function, std::move(made).error());
    return give_kept(function, *pack, open_postgres(place), *std::move(made), 1, out);
  });
}

dinh_status dinh_docket_snapshot(const dinh_docket* docket, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const bool broken = is_broken(a, docket);
    a.needs(out, "out");
    if (broken || !a.ok()) return a.refuse();
    return give_checked(function, dinh::write_snapshot(docket->cases()), out);
  });
}

dinh_status dinh_docket_open_snapshot(const dinh_pack* pack, const dinh_register* units, const dinh_docket_options* options,
                                      const void* snapshot, size_t snapshot_length, dinh_docket** out) {
  return guarded(__func__, [&, function = __func__] {
    constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30U;
    arguments a{function};
    a.needs(pack, "pack");
    const docket_place place = place_argument(a, options);
    if (snapshot_length != 0) a.needs(snapshot, "snapshot");
    if (snapshot_length > most_bytes)
      a.fault(DINH_EINPUT, "capi/too-long", "snapshot", {"Bản chụp lớn hơn 1 GiB.", "The snapshot is larger than 1 GiB."});
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const std::string_view file = snapshot_length == 0 ? std::string_view{}
                                                       : std::string_view{static_cast<const char*>(snapshot), snapshot_length};
    auto cases = dinh::read_snapshot(file, terms_of(*pack, units));
    if (!cases) return fail(function, std::move(cases).error());
    if (place.path.empty()) return give_in_memory(*pack, *std::move(cases), out);
    // The last event of the snapshot is taken once more: in its own journal it is there already.
    const std::uint64_t position = std::max<std::uint64_t>(cases->event_count(), 1);
    return give_kept(function, *pack, open_sqlite(place.path, place.access), *std::move(cases), position, out);
  });
}

void dinh_docket_free(dinh_docket* docket) { std::unique_ptr<dinh_docket>{docket}; }

}  // extern "C"
