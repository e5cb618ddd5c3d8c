#pragma once
/// \file
/// Petri nets as PNML (ISO/IEC 15909-2): place/transition nets in and out. Part of the XML component.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/net.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A net of a PNML file. The names in `net` are the ids of the file.
struct pnml_net {
  std::string id;
  std::string name;
  workflow_net net;
  std::vector<std::string> place_labels;       ///< names for people, by place; empty where the file gives none
  std::vector<std::string> transition_labels;  ///< the same by transition
  diagnostics notes;        ///< what was left out of the net, each with its line
  bool understood = true;   ///< false: something that decides which transitions fire was left out
};

/// Whether the root element is `<pnml>`, with whatever prefix. O(size).
[[nodiscard]] DINH_API bool is_pnml(std::string_view content);

/// All nets of the file. Pages are put together and references followed; positions and tool data are left out. Inhibitor,
/// reset and read arcs are understood. Notes: `pnml/capacity`, `pnml/priority`, `pnml/time` (intervals and delays, or timed
/// beside immediate transitions), `pnml/final-marking` (several, or with more than one token), `pnml/sub-net` (a net inside a
/// page), `pnml/unknown-element`. Faults, each with its line: those of XML (`xml/…`), `pnml/no-net`, `pnml/net-type` (of
/// coloured nets), `pnml/no-id`, `pnml/id-twice`, `pnml/unknown-node`, `pnml/arc` (joins two of a kind), `pnml/number`,
/// `pnml/high-level`, `pnml/arc-type`, and those of `net_builder`.
[[nodiscard]] DINH_API checked<std::vector<pnml_net>> read_pnml(std::string_view content, std::string_view where);

/// One place/transition net as PNML; the ids are the names in the net where these can be ids, and numbered otherwise.
/// `read_pnml` gives back an equal net.
[[nodiscard]] DINH_API std::string write_pnml(const pnml_net& net);

}  // namespace dinh::inline v1
