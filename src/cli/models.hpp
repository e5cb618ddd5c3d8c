#pragma once
// Model files of `dinh check`: BPMN, PNML, process graphs, procedures and packs as nets.

#include <cli/commands.hpp>
#include <dinh/base/diagnostic.hpp>
#include <exchange/json_models.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

using exchange::model;

/// All models of a file, or of the pack in a folder, which is opened as with `--pack`: with the layers asked for, and
/// signed if it has to be. The content says what it is, not the name.
[[nodiscard]] checked<std::vector<model>> open_models(const common_options& common, const std::string& path);

}  // namespace dinh::cli
