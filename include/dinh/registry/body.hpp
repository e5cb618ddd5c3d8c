#pragma once
/// \file
/// Roles and bodies: who acts in a unit. A role of the law ("the commune People's Committee") names a
/// body only together with a unit and a day; the rules that say which are data (`roles` of a pack).

#include <dinh/base/citation.hpp>
#include <dinh/base/id.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>
#include <dinh/registry/unit.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// What a role stands for.
enum class role_form : std::uint8_t {
  body,      ///< a standing collective organ
  office,    ///< a post held by one person
  assembly,  ///< the people themselves, or those who attend
  team,      ///< formed for one case and dissolved after it
  means,     ///< a thing used, such as the loudspeaker system
  party,     ///< a citizen, worker or applicant: the case says who
  unnamed,   ///< the law leaves open who it is; the case must say
};
/// "body", "office", "assembly", "team", "means", "party", "unnamed".
[[nodiscard]] constexpr std::string_view name_of(role_form f) noexcept {
  constexpr std::array<std::string_view, 7> names{"body", "office", "assembly", "team", "means", "party", "unnamed"};
  return names[static_cast<std::size_t>(f)];
}

/// A fact of a case that decides a role, such as {"purpose", "elect_head"}.
using case_fact = std::pair<std::string, std::string>;

/// "as": this role is another one for a case with all the facts `when` (for every case, if there are none).
struct role_reference {
  std::vector<case_fact> when;
  std::string role;  ///< id of the other role
  citation source;
  evidence known_by = evidence::summary;
};

/// Units of these kinds under this unit have no such body on some days, though others of their level have.
struct role_absence {
  std::string under;             ///< code of the unit above, such as that of a city
  std::vector<unit_kind> kinds;  ///< empty: all kinds
  validity when;
  text reason;  ///< why there is none, in one sentence
  citation source;
  evidence known_by = evidence::summary;
};

/// How a role resolves over some days. Several rules of one role follow each other in time, or hold for
/// different kinds of units. A rule of a body or an office is also the record of that kind of body: its
/// names, its level, its days and its provision.
struct role_rule {
  std::string role;  ///< id, such as "commune_peoples_committee"
  text label;  ///< the role itself: "Ủy ban nhân dân cấp xã"
  text title;  ///< its body, followed by the unit's name: "Ủy ban nhân dân" + "xã Diễn Châu"
  /// Other names: short forms, second translations ("People's Inspectorate" for the People's Inspection
  /// Committee), names in data files. For finding; never shown as the name.
  std::vector<std::string> aliases;
  role_form form = role_form::body;
  /// The level of the unit in which the body is: the unit of the case or the nearest above it. None if
  /// the role is decided by other roles, is `unnamed`, a `party` or `is_central`.
  std::optional<unit_level> level;
  std::vector<unit_kind> kinds;  ///< only in units of these kinds; empty: in all of the level
  std::string of;                ///< the body that an office, or a body within a body, belongs to; may be empty
  /// Name of the fact that tells several of one unit apart ("project", "department", "person"); empty if
  /// a unit has one.
  std::string per;
  bool is_bare_name = false;  ///< the name has the unit without its kind: "Tỉnh ủy Nghệ An"
  bool is_central = false;    ///< one for the whole country, in no unit of the register
  bool is_new = false;        ///< came into being with the rule: before `when` nobody held the role
  std::vector<role_reference> as;     ///< the first that applies counts
  std::vector<std::string> together;  ///< roles that act together, the leading one first
  std::vector<std::string> one_of;    ///< roles of which one acts, the provision leaves open which
  std::vector<role_absence> absent_in;
  text remark;  ///< what the reader should know: a doubt, an unread text
  validity when;  ///< the days on which the role resolves by this rule
  text after;  ///< why nobody holds the role once `when` has ended
  citation after_source;  ///< the provision that ended it
  evidence after_known_by = evidence::summary;
  citation source;
  evidence known_by = evidence::summary;
  std::string where;  ///< place in its file, for diagnostics
};
using role_id = id<role_rule>;

/// Name and ground of a body or office over some days of its life.
struct body_period {
  validity when;
  text name;
  citation source;
  evidence known_by = evidence::summary;
};

/// A body as a node of the register: recorded by name, where the general rule is not enough (a body with a
/// name of its own, one of several of a kind), or placed by a rule (`registry_builder::place_bodies`).
struct body {
  static constexpr std::string_view type_name = "body";

  std::string key;  ///< as `resolution::key`; a recorded body has one of its own
  std::string role;
  text name;  ///< on the last day known
  citation source;
  evidence known_by = evidence::summary;
  std::vector<body_period> periods = {};  ///< in order; empty for a recorded body: its name never changes

  /// The name on that day; before the first period or after the last, the nearest.
  [[nodiscard]] const text& name_on(date day) const noexcept {
    const text* found = &name;
    for (std::size_t i = periods.size(); i-- > 0;) {
      found = &periods[i].name;
      if (periods[i].when.from <= day) break;
    }
    return *found;
  }
};
using body_id = id<body>;

}  // namespace dinh::inline v1
