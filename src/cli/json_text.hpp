#pragma once
// JSON as the command prints it.

#include <dinh/base/diagnostic.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace dinh::cli {

using json = nlohmann::ordered_json;
using exchange::cited;
using exchange::day_or_null;
using exchange::reasons_as_json;
using exchange::words;

[[nodiscard]] inline json diagnostics_as_json(const diagnostics& list) {
  json out = json::array();
  for (const diagnostic& d : list)
    out.push_back({{"level", d.level == severity::error ? "error" : "warning"},
                   {"code", d.code},
                   {"where", d.where},
                   {"message", words(d.message)},
                   {"remedy", words(d.remedy)}});
  return out;
}

/// Indented, without a line feed at its end.
template <class Json>
[[nodiscard]] std::string pretty(const Json& j) {
  return j.dump(2, ' ', false, Json::error_handler_t::replace);
}

/// Indented, with a line feed at its end. Names of files and rows of hostile input need not be UTF-8: what is not is
/// shown as U+FFFD, where `dump` alone would throw.
template <class Json>
[[nodiscard]] std::string in_json(const Json& j) {
  return pretty(j) + "\n";
}

}  // namespace dinh::cli
