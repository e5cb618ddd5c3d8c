#pragma once
/// \file
/// A register from two CSV files of the library's own layout.
///
/// Both files: UTF-8 (a byte-order mark is allowed), lines end with LF or CRLF, comma, fields may be in
/// double quotes (`""` for a quote), the first line names the columns, in any order; every column below
/// must be there. Codes are text and keep their leading zeros. Days are YYYY-MM-DD; the interval of
/// days includes `from` and not `until`; an empty `from` means an unknown beginning, an empty `until`
/// that there is no end.
///
/// `units.csv`: one row for each period in which a unit keeps its name, kind and parent. The rows of one
/// lifetime share `key` and join without gap.
///
/// | column | meaning |
/// |---|---|
/// | `key` | lifetime: `<code>@<first day known>`, such as `17464@2025-07-01` |
/// | `code` | the code, as in the key |
/// | `name` | without its kind: `Diễn Châu` |
/// | `kind` | `province`, `municipality`, `urban_district`, `district`, `town`, `city`, `commune`, `ward`, `township`,
/// `special_zone`, `village`, `residential_group`, `agency`, `public_service_unit`, `state_enterprise`, `enterprise` |
/// | `parent` | key of the unit above; empty for a root |
/// | `from`, `until` | days of the period |
/// | `households` | number, or empty if unknown |
/// | `authenticity` | `fact`, or `illustrative` for an entry made up for an example |
/// | `decree` | what began the period, such as `1678/NQ-UBTVQH15`; empty if unknown |
/// | `evidence` | `T`, `S` or `M`: text read, summary, memory |
///
/// `successions.csv`: one row for each pair of units between which territory passed on a day.
///
/// | column | meaning |
/// |---|---|
/// | `predecessor`, `successor` | lifetime keys |
/// | `on` | first day under the successor |
/// | `extent` | `whole`, `part` or `unknown`: how much of the predecessor passed |
/// | `scope` | finer words of the source, or empty |
/// | `decree`, `evidence` | as above |

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/exchange/csv.hpp>
#include <dinh/registry/registry.hpp>

namespace dinh::inline v1 {

/// Adds the rows of both files to `builder`, or, if there is any fault, adds nothing and returns all
/// faults, each at "file:line:column" where the column counts fields from 1:
/// `csv/too-large`, `csv/too-many-rows`, `csv/field-too-long`, `csv/not-utf8`, `csv/open-quote`,
/// `csv/text-after-quote`, `csv/missing-column`, `csv/unknown-column`, `csv/duplicate-column`,
/// `csv/wrong-number-of-fields`, `csv/empty-field`, `csv/bad-value`, `csv/no-header`,
/// `date/malformed`, `date/no-such-day`.
/// What the rows say of each other is checked by `registry_builder::build`.
[[nodiscard]] DINH_API diagnostics read_units(csv_source units, csv_source successions, registry_builder& builder,
                                              csv_limits limits = {});

}  // namespace dinh::inline v1
