#pragma once
// JSON as the command prints it.

#include <nlohmann/json.hpp>

#include <string>

namespace dinh::cli {

/// Indented, with a line feed at its end. Names of files and rows of hostile input need not be UTF-8: what is not is
/// shown as U+FFFD, where `dump` alone would throw.
template <class Json>
[[nodiscard]] std::string in_json(const Json& j) {
  return j.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dinh::cli
