#pragma once
/// \file
/// The answer to "who?": the body or office that holds a role in a unit on a day, with the reasons.

#include <dinh/base/explanation.hpp>
#include <dinh/base/text.hpp>
#include <dinh/registry/body.hpp>
#include <dinh/registry/unit.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// Who holds a role in a unit on a day, and why.
struct resolution {
  /// Whether the holder is known.
  enum class outcome : std::uint8_t {
    found,
    none,          ///< nobody: the reason is in `why`
    undetermined,  ///< facts or rules are missing: which, is in `why`
  };
  /// What `parts` are.
  enum class parts_kind : std::uint8_t {
    none,        ///< one answer, or no answer at all
    together,    ///< all of them act, the first one leads
    candidates,  ///< it is one of them; which, the case must say. The result is `undetermined`
  };
  outcome result = outcome::undetermined;
  std::string role;  ///< the role that answers; another than asked where the rule says "as"
  unit_id unit;      ///< the unit of the body; none for a central body and for several bodies together
  /// "<role>:<lifetime of the unit>", such as "village_head:17461-01@2020-01-01"; with "#<what>" after it
  /// where a unit has several, such as one board for each project. Joined with "+" for `together`.
  std::string key;
  text name;  ///< "Ủy ban nhân dân xã Diễn Châu"
  role_form form = role_form::unnamed;
  explanation why;
  parts_kind parts_are = parts_kind::none;
  std::vector<resolution> parts;  ///< every answer, never just the first
};

}  // namespace dinh::inline v1
