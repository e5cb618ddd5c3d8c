#pragma once
/// \file
/// Who supervises, directs, elects and recognises whom in a unit, as a picture.

#include <dinh/base/date.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>
#include <dinh/registry/registry.hpp>

#include <string>

namespace dinh::inline v1 {

/// DOT text: the bodies and offices of the unit that stand in a relation of the law on that day, those above
/// it and those right below, a box for each level; one arrow for all relations of a pair, coloured by what
/// they are, with the provisions in its tooltip. Pre: `u` holds on `day`.
[[nodiscard]] DINH_API std::string bodies_to_dot(const registry& r, unit_id u, date day, lang labels);

}  // namespace dinh::inline v1
