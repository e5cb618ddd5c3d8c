#pragma once
// Reading the law of a pack: instruments.json and rules.json.

#include <dinh/config.hpp>
#include <dinh/law/rule_set.hpp>

#include "json_reading.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

/// How one instrument bears on another.
struct instrument_link {
  std::string from;
  std::string kind;  ///< "amends", "replaces", "guides", "implements", "cites", "founded_on"
  std::string to;
};

/// What the law files of a pack hold, before it is checked as a whole by `rule_set::build`.
struct law_pack {
  std::vector<instrument> instruments;
  std::vector<instrument_link> links;
  std::vector<rule> rules;
};

/// {"instruments": [...]} and {"rules": [...]}; every fault of the file is added to `faults` with its pointer.
DINH_API void read_instruments(const nlohmann::json& j, std::string_view file, law_pack& into, diagnostics& faults);
DINH_API void read_rules(const nlohmann::json& j, std::string_view file, law_pack& into, diagnostics& faults);

/// Both files from their text: parsed, read, checked as a whole.
[[nodiscard]] DINH_API checked<rule_set> read_law(std::string_view instruments_json, std::string_view rules_json);

}  // namespace dinh::inline v1::exchange
