#pragma once
/// \file
/// Bodies, offices and persons as nodes of the register, and the edges that may join them. A link of the
/// wrong ends does not compile: an office supervises nobody, a person holds offices and sits in bodies.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/text.hpp>
#include <dinh/graph/schema.hpp>
#include <dinh/registry/body.hpp>
#include <dinh/registry/extent.hpp>
#include <dinh/registry/relation.hpp>
#include <dinh/registry/unit.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A post of one person: chair, village head. Its names follow those of its unit.
struct office {
  static constexpr std::string_view type_name = "office";

  std::string key;  ///< as `resolution::key`
  std::string role;
  text name;  ///< on the last day known
  citation source;
  evidence known_by = evidence::summary;
  std::vector<body_period> periods = {};  ///< in order
};
using office_id = id<office>;

/// A person of the register: a key and a name, nothing else.
struct person {
  static constexpr std::string_view type_name = "person";

  std::string key;
  std::string name;
};
using person_id = id<person>;

/// A programme or project that a Community Investment Supervision Board follows.
struct project {
  static constexpr std::string_view type_name = "project";

  std::string key;
  text name;
};
using project_id = id<project>;

/// The post belongs to the unit, and to a body if its rule says so.
struct post_in {
  using from = office;
  using to = unit;
  static constexpr std::string_view type_name = "post_in";
};
/// The office belongs to the body: its chair, its head, a member of it.
struct post_of {
  using from = office;
  using to = body;
  static constexpr std::string_view type_name = "post_of";
};

/// The person holds the office on the days of the edge.
struct holds {
  using from = person;
  using to = office;
  static constexpr std::string_view type_name = "holds";

  bool is_interim = false;  ///< tạm giữ chức
  citation source;          ///< decision of appointment or recognition
};

/// The person sits in the body on the days of the edge.
struct member_of {
  /// What the person is in the body.
  enum class part : std::uint8_t { member, deputy, head };
  using from = person;
  using to = body;
  static constexpr std::string_view type_name = "member_of";

  part plays = part::member;
  std::optional<date> term_ends;  ///< last day of the term, if known
  std::string represents;         ///< village or body that the member comes from; may be empty
  citation source;
};

/// The board follows the project.
struct oversees {
  using from = body;
  using to = project;
  static constexpr std::string_view type_name = "oversees";
};

/// On the day `on` the tasks of the old body passed to the new one: its unit passed, or its kind became
/// another. The two need not exist on one day.
struct takes_over {
  using from = body;
  using to = body;
  static constexpr std::string_view type_name = "takes_over";
  static constexpr edge_dates dates = edge_dates::independent;
  static constexpr parallel_edges parallel = parallel_edges::allowed;

  date on;                            ///< first day of the new body's tasks
  extent how_much = extent::unknown;  ///< of the old body's unit
  citation source;                    ///< decree or provision
  evidence known_by = evidence::summary;
};

/// A relation of the law between two bodies or offices. Which ends a kind may join is in `register_schema`:
/// a body supervises a body or an office, an office supervises nobody.
template <relation_kind Kind, class From, class To>
struct related {
  using from = From;
  using to = To;
  static constexpr relation_kind kind = Kind;
  static constexpr std::string_view type_name = name_of(Kind);

  citation source;
  evidence known_by = evidence::summary;
};
using supervises = related<relation_kind::supervises, body, body>;
using supervises_office = related<relation_kind::supervises, body, office>;
using directs = related<relation_kind::directs, body, body>;
using criticises = related<relation_kind::criticises, body, body>;
using elects = related<relation_kind::elects, body, body>;
using elects_to = related<relation_kind::elects, body, office>;
using recognises = related<relation_kind::recognises, body, body>;
using recognises_in = related<relation_kind::recognises, body, office>;
using reports_to = related<relation_kind::reports_to, body, body>;
using office_reports_to = related<relation_kind::reports_to, office, body>;
using established_by = related<relation_kind::established_by, body, body>;
using established_by_office = related<relation_kind::established_by, body, office>;
using agrees_with = related<relation_kind::agrees_with, body, body>;

}  // namespace dinh::inline v1
