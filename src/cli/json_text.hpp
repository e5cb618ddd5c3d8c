#pragma once
// JSON as the command prints it.

#include <dinh/base/date.hpp>
#include <dinh/base/explanation.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace dinh::cli {

using json = nlohmann::ordered_json;

/// Indented, with a line feed at its end. Names of files and rows of hostile input need not be UTF-8: what is not is
/// shown as U+FFFD, where `dump` alone would throw.
template <class Json>
[[nodiscard]] std::string in_json(const Json& j) {
  return j.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

[[nodiscard]] inline json day_or_null(date d) { return d.is_special() ? json(nullptr) : json(to_text(d)); }

[[nodiscard]] inline json words(const text& t) { return {{"vi", t.vi}, {"en", t.en}}; }

[[nodiscard]] inline json cited(const citation& c) {
  if (c.empty()) return nullptr;
  return c.article.empty() ? c.instrument : c.instrument + " " + c.article;
}

/// The tree of reasons, in both languages.
[[nodiscard]] inline json reasons_as_json(const explanation& e) {
  json out = words(e.statement);
  if (!e.source.empty()) {
    out["citation"] = cited(e.source);
    out["evidence"] = std::string(1, letter(e.known_by));
  }
  if (!e.because.empty()) {
    json because = json::array();
    for (const explanation& b : e.because) because.push_back(reasons_as_json(b));
    out["because"] = std::move(because);
  }
  return out;
}

}  // namespace dinh::cli
