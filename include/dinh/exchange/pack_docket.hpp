#pragma once
/// \file
/// A docket that works by a pack: its procedures, its calendars, and a register that says who answers.

#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>

namespace dinh::inline v1 {

class pack;
class registry;

/// All procedures, calendars, rules and words of the pack. Bodies stay unresolved. The caller may change the rest, such
/// as the policies, before `docket::make`.
[[nodiscard]] DINH_API docket_terms docket_terms_of(const pack& law);
/// The same; bodies are resolved through the register.
[[nodiscard]] DINH_API docket_terms docket_terms_of(const pack& law, const registry& units);

}  // namespace dinh::inline v1
