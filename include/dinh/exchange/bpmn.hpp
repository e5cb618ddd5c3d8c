#pragma once
/// \file
/// BPMN 2.0 XML: models of other tools read for verification, procedures written for modellers and engines. Part of the
/// XML component.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/net.hpp>
#include <dinh/procedure/net_soundness.hpp>
#include <dinh/procedure/procedure.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// What a BPMN file means as a net. A place for every sequence flow; transitions bear the id of their element, several
/// for one element where it can act in several ways (docs/verification.md tells how each kind is understood).
struct bpmn_model {
  std::string id;    ///< of the definitions, as in the file
  std::string name;  ///< for people; empty where the file gives none
  workflow_net net;
  net_options options;                         ///< which markings are ends, and that the net must be safe
  std::vector<std::string> place_labels;       ///< for people, by place
  std::vector<std::string> transition_labels;  ///< for people, by transition
  /// Elements that were left out or understood in part only, each with its line. Errors do not occur here.
  diagnostics notes;
  bool understood = true;  ///< false: something that moves tokens was left out; the rest, sound or not, proves nothing
};

/// All processes of the file, with their message flows, as one model. Faults, each with its line: those of XML
/// (`xml/…`), `bpmn/not-bpmn`, `bpmn/no-process`, `bpmn/id-twice`, `bpmn/unknown-node` (that a boundary event is attached to, or that is
/// no activity beside it), `bpmn/no-way` (a
/// process without flow nodes in all of the file), those of `net_builder`.
[[nodiscard]] DINH_API checked<bpmn_model> read_bpmn(std::string_view content, std::string_view where);

/// Position and size of an element in a picture, in points; y grows downwards.
struct bpmn_shape {
  /// The corner at the left above, and the size.
  double x = 0, y = 0, width = 0, height = 0;
};
/// A point of a flow, in the units of the picture.
struct bpmn_point {
  double x = 0, y = 0;
};
/// Where the elements of a procedure stand. Steps and flows by their index.
struct bpmn_layout {
  std::vector<bpmn_shape> steps;
  std::vector<std::vector<bpmn_point>> flows;  ///< the points of each, from its first step to its second
};

/// What `write_bpmn` puts in beside the procedure.
struct bpmn_options {
  /// Of the names that people read; ids are the same in both.
  lang labels = lang::vi;
  /// Names of roles, for the lanes; a role without a name shows its id.
  std::vector<std::pair<std::string, text>> role_names;
  /// The whole procedure as JSON, carried in the file so that nothing is lost; empty: not carried.
  std::string carried;
  /// Coordinates; if empty, `simple_layout`.
  bpmn_layout layout;
};

/// The procedure as BPMN 2.0 XML with a picture: steps as events, tasks and gateways, lanes by actor, deadlines as
/// boundary timers of the tasks they end at (never interrupting) and as extension elements, citations as documentation.
[[nodiscard]] DINH_API std::string write_bpmn(const procedure& p, const bpmn_options& options = {});

/// Columns by the distance from the start, lanes by actor: what `write_bpmn` draws without other coordinates.
[[nodiscard]] DINH_API bpmn_layout simple_layout(const procedure& p);

/// The JSON that a file written by `write_bpmn` carries; empty if it carries none. Fails as XML does.
[[nodiscard]] DINH_API checked<std::string> carried_json(std::string_view content, std::string_view where);
/// The steps and flows of the diagram that are not those of the procedure: the diagram was changed by another tool.
[[nodiscard]] DINH_API checked<diagnostics> compare_with_diagram(const procedure& p, std::string_view content,
                                                                std::string_view where);

/// Where an engine of others is known to run the procedure otherwise than it says: joins that bpmn-engine may let pass
/// early, because ways meet before them (its issue #200). Warnings `bpmn/early-join`, named after the join.
[[nodiscard]] DINH_API diagnostics engine_notes(const procedure& p);

/// The procedure that a file written by `write_bpmn` with its JSON carries (needs the JSON component). Fails with
/// `bpmn/carries-nothing`, as `procedure_from_json`, and with `bpmn/diagram-changed` where the diagram is not that of
/// the procedure any more.
[[nodiscard]] DINH_API checked<procedure> procedure_from_bpmn(std::string_view content, std::string_view where);

}  // namespace dinh::inline v1
