#pragma once
/// \file
/// The counts of a docket straight from its journal, for reports over years of a country whose docket would not fit in
/// memory, or need not be made for one report.

#include <dinh/base/date.hpp>
#include <dinh/base/result.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/docket/duty_tally.hpp>
#include <dinh/journal/journal.hpp>

#include <cstdint>
#include <functional>
#include <vector>

namespace dinh::inline v1 {

/// How a journal is read for its counts.
struct journal_tally_options {
  /// Called every 100,000 entries of the first reading with the number of those read; empty: nobody is told.
  std::function<void(std::uint64_t entries_read)> progress{};
};

/// What `docket::tally(as_of)` answers after a replay of the whole journal, with the same terms and the same errors (those of
/// `docket::make` and `replay`), without that docket.
///
/// The journal is read once. A case in which nothing but acts were recorded, under limits whose law did not change while they
/// ran, is kept as its marking and a few counts (about 120 bytes with its key, and 4 for each event); any other one (suspended,
/// extended, corrected, referred, joined, a sub-case …) is read again and taken into a docket of these cases alone. O(events), and
/// O(events) of those cases once more. `tally_by_unit` of the report room sums what this gives up the tree of units.
[[nodiscard]] DINH_API checked<std::vector<unit_duties>> tally_of_journal(journal& log, const docket_terms& terms, date as_of,
                                                                          const journal_tally_options& options = {});

}  // namespace dinh::inline v1
