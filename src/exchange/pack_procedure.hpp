#pragma once
// Procedures as JSON. The format is published in src/packs/schema/procedure.schema.json.

#include <dinh/config.hpp>
#include <dinh/procedure/builder.hpp>

#include "json_reading.hpp"

#include <optional>
#include <string_view>

namespace dinh::inline v1::exchange {

/// What the file says, as a builder; what the file format itself forbids is added to `faults`. The builder knows the
/// places, so the faults that `build` finds have them too.
[[nodiscard]] DINH_API procedure_builder read_procedure_builder(const nlohmann::json& j, std::string_view file,
                                                                diagnostics& faults);

/// The procedure of a file. Every fault is added to `faults`; `nullopt` if there was one.
[[nodiscard]] DINH_API std::optional<procedure> read_procedure(const nlohmann::json& j, std::string_view file,
                                                               diagnostics& faults);

}  // namespace dinh::inline v1::exchange
