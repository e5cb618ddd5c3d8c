#pragma once
// Reading the law of a pack: instruments.json and rules.json.

#include <dinh/config.hpp>
#include <dinh/law/rule_set.hpp>
#include <dinh/law/statute_book.hpp>

#include "json_reading.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

/// What the law files of a pack hold, before it is checked as a whole by `rule_set::build`.
struct law_pack {
  std::vector<instrument> instruments;
  std::vector<instrument_link> links;
  std::vector<rule> rules;
};

/// {"instruments": [...]} and {"rules": [...]}; every fault of the file is added to `faults` with its pointer.
DINH_API void read_instruments(const nlohmann::json& j, std::string_view file, law_pack& into, diagnostics& faults);
DINH_API void read_rules(const nlohmann::json& j, std::string_view file, law_pack& into, diagnostics& faults);

/// The law of a pack, checked as a whole.
struct loaded_law {
  rule_set rules;
  statute_book book;
};
/// Checks what was read. The faults of rules and statute book come together.
[[nodiscard]] DINH_API checked<loaded_law> build_law(law_pack pack);

}  // namespace dinh::inline v1::exchange
