#pragma once
/// \file
/// Roles and bodies: who acts in a unit. A role of the law ("the commune People's Committee") names a
/// body only together with a unit and a day; the rules that say which are data (`roles` of a pack).

#include <dinh/base/citation.hpp>
#include <dinh/base/id.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>
#include <dinh/registry/unit.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

enum class role_form : std::uint8_t {
  body,      ///< a standing collective organ
  office,    ///< a post held by one person
  assembly,  ///< the people themselves, or those who attend
  team,      ///< formed for one case and dissolved after it
  means,     ///< a thing used, such as the loudspeaker system
  unnamed,   ///< the law leaves open who it is; the case must say
};

/// A fact of a case that decides a role, such as {"purpose", "elect_head"}.
using case_fact = std::pair<std::string, std::string>;

/// "as": this role is another one for a case with all the facts `when` (for every case, if there are none).
struct role_reference {
  std::vector<case_fact> when;
  std::string role;
  citation source;
  evidence known_by = evidence::summary;
};

/// How a role resolves over some days. Several rules of one role follow each other in time.
struct role_rule {
  std::string role;
  text label;  ///< the role itself: "Ủy ban nhân dân cấp xã"
  text title;  ///< its body, followed by the unit's name: "Ủy ban nhân dân" + "xã Diễn Châu"
  role_form form = role_form::body;
  /// The level of the unit in which the body is: the unit of the case or the nearest above it. None if
  /// the role is decided by `as` alone or is `unnamed`.
  std::optional<unit_level> level;
  std::vector<role_reference> as;
  validity when;
  text after;  ///< why nobody holds the role once `when` has ended
  citation after_source;
  evidence after_known_by = evidence::summary;
  citation source;
  evidence known_by = evidence::summary;
  std::string where;  ///< place in its file, for diagnostics
};
using role_id = id<role_rule>;

/// A body recorded by name, where the general rule is not enough (a body with a name of its own).
struct body {
  static constexpr std::string_view type_name = "body";

  std::string key;
  std::string role;
  text name;
  citation source;
  evidence known_by = evidence::summary;
};
using body_id = id<body>;

}  // namespace dinh::inline v1
