#pragma once
// Model files of `dinh check`: BPMN, PNML, process graphs, procedures and packs as nets.

#include <cli/commands.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/procedure/net.hpp>
#include <dinh/procedure/net_soundness.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

struct model {
  std::string file, format, id, name;  ///< format: bpmn, pnml, process-graph, procedure
  workflow_net net;
  net_options options;
  std::vector<text> place_labels, transition_labels;
  diagnostics notes;
  bool understood = true;
};

/// All models of a file, or of the pack in a folder, which is opened as with `--pack`: with the layers asked for, and
/// signed if it has to be. The content says what it is, not the name.
[[nodiscard]] checked<std::vector<model>> open_models(const common_options& common, const std::string& path);

}  // namespace dinh::cli
