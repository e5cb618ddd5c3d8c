#pragma once
// The rules and instruments of the Vietnamese pack, read from their source files alone, and questions to them.

#include <dinh/exchange/conformance.hpp>

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <utility>

#include "../../src/exchange/pack_law.hpp"
#include "vietnam.hpp"

namespace test {

inline const dinh::exchange::loaded_law& vietnamese_law() {
  static const dinh::exchange::loaded_law law = [] {
    const auto json_of = [](const std::string& name) { return dinh::exchange::parse_json(content_of(pack_folder + name), name).value(); };
    const auto manifest = json_of("pack.json");
    dinh::exchange::law_pack parts;
    dinh::diagnostics faults;
    for (const std::string name : manifest.at("instruments")) dinh::exchange::read_instruments(json_of(name), name, parts, faults);
    for (const std::string name : manifest.at("rules")) dinh::exchange::read_rules(json_of(name), name, parts, faults);
    if (faults.has_errors()) throw std::runtime_error{dinh::describe(faults)};
    return dinh::exchange::build_law(std::move(parts)).value();
  }();
  return law;
}
inline const dinh::rule_set& vietnamese_rules() { return vietnamese_law().rules; }

inline const dinh::answer_context& context() {
  static const dinh::answer_context c{vietnamese_rules(), {agency()}, {}};
  return c;
}

/// The answer line to a question of a case file.
inline std::string ask(const std::string& kind, const std::string& as_of, const std::string& input) {
  return dinh::answer_request(
      context(), R"({"id":"T-01","kind":")" + kind + R"(","as_of":")" + as_of + R"(","input":)" + input + "}");
}

}  // namespace test
