#pragma once
/// \file
/// Why: every answer of the library carries a tree of reasons, each with its provision.

#include <dinh/base/citation.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// One reason and what it rests on.
struct explanation {
  text statement;                        ///< one sentence
  citation source;                       ///< empty where no provision is involved (arithmetic, a given value)
  evidence known_by = evidence::text;    ///< how the provision is known; meaningless without `source`
  std::vector<explanation> because;      ///< what it rests on, in the order of telling

  /// The reason as it stands in `because`; the reference holds until the next one is added.
  explanation& add(explanation e) {
    because.push_back(std::move(e));
    return because.back();
  }
  friend bool operator==(const explanation&, const explanation&) = default;
};

/// The weakest evidence among the provisions of the tree; `text` where there are none.
[[nodiscard]] inline evidence weakest_evidence(const explanation& e) noexcept {
  evidence weakest = e.source.empty() ? evidence::text : e.known_by;
  for (const auto& b : e.because) {
    const evidence below = weakest_evidence(b);
    if (below > weakest) weakest = below;
  }
  return weakest;
}

class phrase_book;
/// Why an answer with these reasons is refused to an application that accepts nothing weaker than `asked`: the provisions
/// known less well, without the answer itself. Pre: `weakest_evidence(e) > asked`.
[[nodiscard]] DINH_API explanation too_weak(const explanation& e, evidence asked, const phrase_book& words);

/// The tree drawn with lines ("├─ ", "└─ "), one reason a line, provisions as in `to_text`.
[[nodiscard]] DINH_API std::string to_tree(const explanation& e, lang l);

/// The tree as JSON in canonical form (RFC 8785):
/// {"because":[…],"citation":{"article","instrument"},"evidence":"T","statement":{"en","vi"}}; what is empty is left out.
/// Fails as `to_canonical` in `json_value.hpp`.
[[nodiscard]] DINH_API checked<std::string> to_json(const explanation& e);

/// The tree as indented lines, each citation with its evidence letter: "… [10/2022/QH15 Art 21(1), T]".
/// `depth` moves the whole to the right, two spaces each.
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
