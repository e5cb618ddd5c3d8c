#pragma once
/// \file
/// Pictures as DOT text, the language of Graphviz. Text only: no third party, the same bytes everywhere.

#include <dinh/base/date.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>
#include <dinh/registry/registry.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

namespace dot {

/// The text inside a double-quoted DOT string: quotes and backslashes are escaped, line ends become
/// `\n`, other control characters and bytes that are not UTF-8 become U+FFFD, so that no label can end
/// its string or give Graphviz an escape of its own.
[[nodiscard]] DINH_API std::string escape(std::string_view s);
/// With the quotes.
[[nodiscard]] inline std::string quoted(std::string_view s) { return '"' + escape(s) + '"'; }
/// The text inside an HTML-like label: `&`, `<`, `>`, quotes as entities, line ends as `<BR/>`, the rest
/// as in `escape`.
[[nodiscard]] DINH_API std::string escape_html(std::string_view s);

}  // namespace dot

/// How a picture of units looks.
struct unit_picture_options {
  lang labels = lang::vi;
  /// Units without a level between them and the root are grouped by what they belonged to on that day:
  /// the communes of 2026 by their district of 2025-06-30. A unit out of several is in the group of most
  /// of its predecessors (the first by code, if equal), and its tooltip names all.
  std::optional<date> grouped_as_of{};
};

/// `root` and two levels below it on `day`, a box for each group, coloured by kind, with tooltips
/// (key, kind, predecessors' groups, villages). Half of the groups stand on each side of the root, so
/// that a province fits a page. Pre: `root` holds on `day`. O(units below).
[[nodiscard]] DINH_API std::string units_to_dot(const registry& r, unit_id root, date day,
                                                unit_picture_options options = {});

}  // namespace dinh::inline v1
