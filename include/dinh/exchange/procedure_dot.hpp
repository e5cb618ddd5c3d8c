#pragma once
/// \file
/// A procedure as DOT text: its steps coloured by who acts, its deadlines as dashed arrows with their
/// limit and provision.

#include <dinh/base/text.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/registry/body.hpp>

#include <span>
#include <string>

namespace dinh::inline v1 {

/// How a picture of a procedure looks.
struct procedure_picture_options {
  lang labels = lang::vi;
  /// Names of the roles for the legend; a role that is not among them is shown by its id.
  std::span<const role_rule> roles{};
};

/// The procedure from top to bottom. Tasks are boxes, decisions diamonds, forks and joins bars, the start and the ends
/// circles; a legend names the colours. Steps and deadlines carry their rules as tooltips. The same procedure gives the
/// same bytes. O(steps + flows + deadlines).
[[nodiscard]] DINH_API std::string procedure_to_dot(const procedure& p, const procedure_picture_options& options = {});

}  // namespace dinh::inline v1
