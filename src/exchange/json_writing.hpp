#pragma once
// How the values of the library stand in JSON files.

#include <dinh/base/citation.hpp>
#include <dinh/base/text.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace dinh::inline v1::exchange {

[[nodiscard]] inline nlohmann::ordered_json in_json(const text& t) { return {{"vi", t.vi}, {"en", t.en}}; }

/// "10/2022/QH15 21(1)".
[[nodiscard]] inline std::string in_json(const citation& c) {
  return c.article.empty() ? c.instrument : c.instrument + " " + c.article;
}

/// "T", "S" or "M".
[[nodiscard]] inline std::string in_json(evidence e) { return std::string(1, letter(e)); }

/// On one line; what is not UTF-8 is shown as U+FFFD, where `dump` alone would throw.
template <class Json>
[[nodiscard]] std::string on_one_line(const Json& j) {
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dinh::inline v1::exchange
