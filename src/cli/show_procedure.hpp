#pragma once
// dinh show procedure, dinh show case.

#include <cli/commands.hpp>
#include <dinh/exchange/pack.hpp>

#include <string>

namespace dinh::cli {

int show_procedure(const common_options& common, const show_options& o, const pack& p);
int show_case(const common_options& common, const show_options& o, const pack& p);

/// "There is no …", and which command lists those there are.
int not_found(const common_options& common, const text& what, const std::string& name, const std::string& list);
/// Draws DOT text into an SVG file and says where.
int draw(const common_options& common, const std::string& dot, const std::string& file);

}  // namespace dinh::cli
