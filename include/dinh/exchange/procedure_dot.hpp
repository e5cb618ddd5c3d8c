#pragma once
/// \file
/// A procedure as a picture: DOT text for Graphviz.

#include <dinh/base/text.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/procedure.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// How a procedure is drawn.
struct procedure_picture_options {
  lang labels = lang::vi;
  /// The words for a role id, such as "Ủy ban nhân dân cấp xã"; by default the id itself.
  std::function<text(std::string_view role)> role_name{};
  /// What the tooltip says of a rule id, such as its provision and label; by default the id itself.
  std::function<text(std::string_view rule)> rule_name{};
  /// The title of a procedure that a step calls; by default its id.
  std::function<text(std::string_view procedure)> procedure_name{};
};

/// Steps from top to bottom, coloured by the role that acts, with a legend; deadlines as dashed edges with their limit
/// and provision; what the law leaves without a number in grey; suspensions and extensions dotted; how often it comes
/// back as a note. Rules, citations, documents and conditions are tooltips, so an SVG made from it shows them on hover.
/// The same bytes for the same procedure. O(steps + flows + deadlines).
[[nodiscard]] DINH_API std::string procedure_to_dot(const procedure& p, const procedure_picture_options& options = {});

}  // namespace dinh::inline v1
