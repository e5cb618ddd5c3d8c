#pragma once
// Which units follow which, for rule cases: from a register, or from a table of successions.
#include <dinh/base/diagnostic.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/exchange/pack.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

/// The successors of a unit as `answer_context` asks for them. `folder` holds `units.csv` and `successions.csv` in the
/// library's own layout, lists of units with their history (exchange/history_csv.hpp), or only the tables of a country:
/// `successions_YYYY-MM-DD.csv` with the columns `old_code`, `new_code` and `relation` (whole, part; without it nobody
/// knows), each of the first day on which the new
/// units exist. Remarks go to standard error, as with `open_register`.
[[nodiscard]] checked<successor_lookup> open_successors(const pack& p, const std::string& folder, lang language);

/// The first of these folders that holds either: the given one, `data/units` below DINH_SHARED_DIR of the environment,
/// beside the folder of a case file, below `../shared`. Empty if none does.
std::string find_units_folder(const std::string& given, const std::vector<std::string>& case_files);

}  // namespace dinh::cli
