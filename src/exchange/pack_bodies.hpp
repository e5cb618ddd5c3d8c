#pragma once
// What a pack says of bodies beside their roles: relations, what kinds of bodies became, composition.

#include "json_reading.hpp"

#include <dinh/base/diagnostic.hpp>
#include <dinh/law/rule_set.hpp>
#include <dinh/registry/registry.hpp>

#include <span>

namespace dinh::inline v1::exchange {

/// The members "relations", "successions" and "composition" of a file, as src/packs/schema/bodies.schema.json
/// describes them; each may be absent.
void read_bodies(object_reader& in, registry_builder& builder);

/// A rule of composition that names a rule of law says its number, its provision and its days:
/// `pack/unknown-rule`, `pack/number-differs`, `pack/citation-differs`, `pack/evidence-differs`,
/// `pack/dates-differ`.
void check_compositions(std::span<const composition_rule> compositions, const rule_set& rules, diagnostics& faults);

}  // namespace dinh::inline v1::exchange
