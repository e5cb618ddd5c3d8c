#pragma once
/// \file
/// Why: every answer of the library carries a tree of reasons, each with its provision.

#include <dinh/base/citation.hpp>
#include <dinh/base/text.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// One reason and what it rests on.
struct explanation {
  text statement;
  citation source;                       ///< empty where no provision is involved (arithmetic, a given value)
  evidence known_by = evidence::text;    ///< how the provision is known; meaningless without `source`
  std::vector<explanation> because;

  explanation& add(explanation e) {
    because.push_back(std::move(e));
    return because.back();
  }
  friend bool operator==(const explanation&, const explanation&) = default;
};

/// The tree as indented lines, each citation with its evidence letter: "… [10/2022/QH15 Art 21(1), T]".
[[nodiscard]] inline std::string to_text(const explanation& e, lang l, int depth = 0) {
  std::string out(static_cast<std::size_t>(depth) * 2, ' ');
  if (depth > 0) out += "- ";
  out += e.statement.in(l);
  if (!e.source.empty()) {
    out += " [" + to_text(e.source, l) + ", ";
    out += letter(e.known_by);
    out += ']';
  }
  out += '\n';
  for (const auto& b : e.because) out += to_text(b, l, depth + 1);
  return out;
}

}  // namespace dinh::inline v1
