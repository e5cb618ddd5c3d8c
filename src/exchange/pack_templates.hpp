#pragma once
// Reading the templates of explanations of a pack.

#include <dinh/base/phrase.hpp>

#include "json_reading.hpp"

#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

/// {"format": "dinh-templates/1", "templates": {"law.quorum.enough": {"vi": …, "en": …}, …}}: the wordings in the order
/// of their keys. Whether the keys and places exist is checked by `phrase_book::reworded`.
void read_templates(const nlohmann::json& j, std::string_view file, std::vector<rewording>& into, diagnostics& faults);

}  // namespace dinh::inline v1::exchange
