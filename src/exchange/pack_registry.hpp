#pragma once
// The registry's part of a pack: roles and how they resolve.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/registry/registry.hpp>

#include <nlohmann/json.hpp>

#include <string_view>

namespace dinh::inline v1::exchange {

/// The roles of a file, as src/packs/schema/roles.schema.json describes it, or what it says of bodies
/// beside their roles (bodies.schema.json). A role may be there several
/// times, for days that follow each other or for different kinds of units. Faults of the form go to
/// `faults`; what roles say of each other is checked by `registry_builder::build`.
DINH_API void read_registry(const nlohmann::json& j, std::string_view file, registry_builder& builder,
                            diagnostics& faults);

}  // namespace dinh::inline v1::exchange
