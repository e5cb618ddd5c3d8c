#pragma once
// The units of Nghe An of examples/nghe_an with the roles of the Vietnamese pack.

#include "../registry/nghe_an.hpp"

namespace example {

inline const std::string nghe_an_folder = std::string{DINH_SOURCE_DIR} + "/examples/nghe_an/";

inline const dinh::registry& nghe_an() { return ::nghe_an::reg(); }

}  // namespace example
