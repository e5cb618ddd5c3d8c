#pragma once
/// \file
/// Events from a CSV file.
///
/// The form of the file is that of all CSV files of the library (exchange/csv.hpp); every column must be there:
///
/// | column | meaning |
/// |---|---|
/// | `id` | id of the event, each once in the file |
/// | `case` | key of the case |
/// | `procedure`, `unit` | of the case, in its first event; otherwise empty |
/// | `step`, `branch` | what was done; `branch` for decisions only |
/// | `occurred_on`, `recorded_on` | YYYY-MM-DD |
/// | `by` | who did it; may be empty |
/// | `facts` | `name=value`, separated by `;`, in any order |
/// | `evidence` | references to documents, separated by `;` |
///
/// Files that tell of more than acts have two columns more, both or none:
///
/// | column | meaning |
/// |---|---|
/// | `kind` | see `event_kind`; empty: `act` |
/// | `subject` | see `event::subject` |

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/exchange/csv.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// The events in the order of the file, or all faults, each at "file:line:column" (the column counts fields from 1):
/// `csv/too-large`, `csv/too-many-rows`, `csv/field-too-long`, `csv/not-utf8`, `csv/open-quote`,
/// `csv/text-after-quote`, `csv/no-header`, `csv/missing-column`, `csv/unknown-column`, `csv/duplicate-column`,
/// `csv/wrong-number-of-fields`, `csv/empty-field`, `csv/bad-value`, `csv/id-twice`, `date/malformed`,
/// `date/no-such-day`. What the events say of cases is checked by `docket::record`.
[[nodiscard]] DINH_API checked<std::vector<event>> read_events(csv_source events, csv_limits limits = {});

/// The lines of the file on which the events begin, in the order of `read_events`. Pre: that read it without a fault.
[[nodiscard]] DINH_API std::vector<std::size_t> lines_of_events(csv_source events, csv_limits limits = {});

/// The file that `read_events` reads, without remarks. Pre: no fact and no reference contains `;`, no name of a fact
/// `=`.
[[nodiscard]] DINH_API std::string write_events(const std::vector<event>& events);

}  // namespace dinh::inline v1
