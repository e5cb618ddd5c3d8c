#pragma once
/// \file
/// Records of persons: who holds an office, who sits in a body, from when to when.

#include <dinh/base/interval.hpp>
#include <dinh/registry/body_graph.hpp>

#include <string>
#include <vector>

namespace dinh::inline v1 {

/// A person, as read from a file.
struct person_record {
  person what;
  std::string where;  ///< place in its file, for diagnostics
};
/// The person held the office of that role in that unit on these days.
struct holding_record {
  std::string person;  ///< key
  std::string role;    ///< id of an office
  std::string unit;    ///< lifetime key
  validity when;       ///< within the life of the office
  holds how;
  std::string where;  ///< place in its file, for diagnostics
};
/// The person sat in the body of that role in that unit on these days.
struct membership_record {
  std::string person;  ///< key
  std::string body;    ///< key of a recorded body; empty: the one of the role in the unit
  std::string role;    ///< id of a body; not read if `body` is given
  std::string unit;    ///< lifetime key; not read if `body` is given
  validity when;       ///< within the life of the body
  member_of how;
  std::string where;  ///< place in its file, for diagnostics
};
/// The board followed the project on these days.
struct project_record {
  project what;
  std::string body;  ///< key of the recorded board
  validity when;     ///< within the life of the board
  std::string where;
};

/// Who holds which office and sits in which body.
struct people_records {
  std::vector<person_record> persons;
  std::vector<holding_record> holdings;
  std::vector<membership_record> memberships;
  std::vector<project_record> projects;

  [[nodiscard]] bool empty() const noexcept {
    return persons.empty() && holdings.empty() && memberships.empty() && projects.empty();
  }
};

/// A person in an office on a day.
struct holder {
  person_id who;
  validity when;  ///< all days on which the person holds it
  bool is_interim = false;
  citation source;  ///< as in `holds`
};
/// A person in a body on a day.
struct seat {
  person_id who;
  validity when;  ///< all days on which the person sits in it
  member_of how;
};

}  // namespace dinh::inline v1
