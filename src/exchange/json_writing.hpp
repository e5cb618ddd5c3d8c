#pragma once
// How the values of the library stand in JSON files.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

/// "10/2022/QH15 21(1)".
[[nodiscard]] inline std::string in_json(const citation& c) {
  return c.article.empty() ? c.instrument : c.instrument + " " + c.article;
}

/// "T", "S" or "M".
[[nodiscard]] inline std::string in_json(evidence e) { return std::string(1, letter(e)); }

[[nodiscard]] inline nlohmann::ordered_json day_or_null(date d) {
  return d.is_special() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(to_text(d));
}

/// {"from", "until"}: `until` is the first day after; a side without end is left out.
[[nodiscard]] inline nlohmann::ordered_json days_json(const validity& v) {
  nlohmann::ordered_json j = nlohmann::ordered_json::object();
  if (!v.from.is_special()) j["from"] = to_text(v.from);
  if (!v.until.is_special()) j["until"] = to_text(v.until);
  return j;
}

[[nodiscard]] inline nlohmann::ordered_json words(const text& t) { return {{"vi", t.vi}, {"en", t.en}}; }
[[nodiscard]] inline nlohmann::ordered_json words_or_null(const text& t) {
  return t.empty() ? nlohmann::ordered_json(nullptr) : words(t);
}

[[nodiscard]] inline nlohmann::ordered_json cited(const citation& c) {
  if (c.empty()) return nullptr;
  return in_json(c);
}

/// The tree of reasons, in both languages.
[[nodiscard]] inline nlohmann::ordered_json reasons_as_json(const explanation& e) {
  nlohmann::ordered_json out = words(e.statement);
  if (!e.source.empty()) {
    out["citation"] = cited(e.source);
    out["evidence"] = in_json(e.known_by);
  }
  if (!e.because.empty()) {
    nlohmann::ordered_json because = nlohmann::ordered_json::array();
    for (const explanation& b : e.because) because.push_back(reasons_as_json(b));
    out["because"] = std::move(because);
  }
  return out;
}

/// On one line; what is not UTF-8 is shown as U+FFFD, where `dump` alone would throw.
template <class Json>
[[nodiscard]] std::string on_one_line(const Json& j) {
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dinh::inline v1::exchange
