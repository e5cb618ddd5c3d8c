#pragma once
/// \file
/// A whole history of units from CSV files. Each file is known by its header, its day by its name:
/// - `code,name,full_name_vi,level,kind,parent_code`: a list of units; `…_2024-09-01.csv` at the end of that day,
///   `…_before_2025-07-01.csv` of the day before;
/// - `date,event,level,code,old_full_name,new_full_name,old_parent,new_parent` and, if there,
///   `successor_code,successor_basis,decrees,note` or `decree`, `in_force`, `source`: an event log, the day in each row;
/// - `old_code,new_code,relation` and, if there, `level,scope,decree,note_vi,second_source`,
///   `old_full_name,old_district,new_full_name`: successions of the day of the name;
/// - `old_code,new_code,relation,basis` and, if there, `level,old_full_name,new_full_name`: successions of one step, of
///   the day of the name;
/// - `old_code,new_code,relation,status,comment`: disputed successions, of the day of the last table of successions.
///
/// The columns of each may stand in any order. Tables of areas and people (`area_km2`, `fact`) are passed over.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/exchange/csv.hpp>
#include <dinh/registry/history.hpp>

#include <span>
#include <string>

namespace dinh::inline v1 {

/// What the files say, or all faults of all files, as in exchange/csv.hpp and:
/// `history/unknown-file` (a warning: the header is none of these), `history/undated-file`, `history/unknown-event`,
/// `history/kind-not-of-level`, `history/name-without-kind`. What the rows say of each other is checked by `replay`.
[[nodiscard]] DINH_API checked<history_sources> read_history(std::span<const csv_source> files, csv_limits limits = {});

/// A register of a folder and how it was made.
struct opened_register {
  /// Units, roles, bodies through time.
  registry units;
  history_report report;
};

/// The register of the CSV files in a folder and in its subfolder `vintages`, with the roles that `builder` holds:
/// either `units.csv` and `successions.csv` of the library's own layout (exchange/units_csv.hpp), or a history as
/// above. Fails as these do, and with `history/folder` if there is none or it holds more than 200 CSV files, or one of
/// more than 64 MiB.
[[nodiscard]] DINH_API checked<opened_register> open_register_folder(const std::string& folder,
                                                                     const history_options& options = {},
                                                                     registry_builder builder = {});

}  // namespace dinh::inline v1
