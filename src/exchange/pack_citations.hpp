#pragma once
// Whether what roles, bodies and calendars cite is there.

#include <dinh/law/statute_book.hpp>
#include <dinh/registry/registry.hpp>

#include "pack_contents.hpp"

namespace dinh::inline v1::exchange {

/// Faults: `pack/unknown-instrument` (cited, and not declared in the pack), `pack/citation-not-in-force` (a role, a
/// relation or a rule of composition counts on days on which its instrument does not).
void check_citations(const statute_book& book, const registry& rules_of_bodies, const pack_contents& contents,
                     diagnostics& faults);

}  // namespace dinh::inline v1::exchange
