#pragma once
// Imported units and successions as files of a register.

#include <dinh/config.hpp>
#include <dinh/exchange/unit_exports.hpp>

#include <string>

namespace dinh::inline v1::exchange {

/// In the layout of the lists and tables that `open_register_folder` reads: successions if there are any, else the units.
[[nodiscard]] DINH_API std::string units_as_csv(const imported_units& in);

}  // namespace dinh::inline v1::exchange
