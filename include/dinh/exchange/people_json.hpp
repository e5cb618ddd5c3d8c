#pragma once
/// \file
/// Persons, offices and bodies of a place as a JSON file beside its units.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/registry/registry.hpp>

#include <string_view>

namespace dinh::inline v1 {

/// Adds the records of a file (src/packs/schema/people.schema.json) to the builder. All faults of its form
/// at once, each with a JSON pointer; nothing is added if there is one. What records say of units and roles
/// is checked by `registry_builder::build`.
DINH_API diagnostics read_people(std::string_view content, std::string_view file, registry_builder& builder);

}  // namespace dinh::inline v1
