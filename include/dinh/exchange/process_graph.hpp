#pragma once
/// \file
/// Process graphs of tasks and exclusive and parallel gateways, in the JSON of the jBPT library, as nets. Part of the
/// JSON component.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/net.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// The net of a process graph.
struct process_graph_net {
  std::string name;
  workflow_net net;                            ///< transitions bear the ids of their nodes
  std::vector<std::string> transition_labels;  ///< for people, by transition
};

/// Tasks (`tasks`: id, label), gateways (`gateways`: id, type XOR or AND) and flows (`flows`: src, tgt). A node without
/// incoming flows starts, one without outgoing flows ends. Faults with JSON pointers: `json/…`, `process-graph/member`,
/// `process-graph/gateway`, `process-graph/unknown-node`, `process-graph/id-twice`, those of `net_builder`.
[[nodiscard]] DINH_API checked<process_graph_net> read_process_graph(std::string_view content, std::string_view where);

}  // namespace dinh::inline v1
