#pragma once
// Models to be verified, of whatever format: BPMN, PNML, process graphs, procedures, as nets; and what was found.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/net.hpp>
#include <dinh/procedure/net_soundness.hpp>
#include <dinh/procedure/procedure.hpp>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

using nlohmann::ordered_json;

struct model {
  std::string file, format, id, name;  ///< format: bpmn, pnml, process-graph, procedure
  workflow_net net;
  net_options options;
  std::vector<text> place_labels, transition_labels;
  diagnostics notes;
  bool understood = true;
  std::optional<procedure> source{};  ///< of a procedure
};

/// All models of a file; the content says what it is, not the name. Fails as its reader, with `model/unknown` where it is
/// none, and with `xml/not-built-in` for BPMN and PNML without the XML component.
[[nodiscard]] DINH_API checked<std::vector<model>> models_in(std::string_view content, const std::string& path);
[[nodiscard]] DINH_API model model_of(const procedure& p, const std::string& file);

/// A verdict, the weaker notions where it is not sound, and the time it took where somebody measured it.
struct checked_model {
  net_verdict verdict;
  std::optional<weaker_soundness> weaker;
  std::optional<std::int64_t> microseconds;
};
/// What the verdict of `verify_net` on the net of the model says of the model.
[[nodiscard]] DINH_API checked_model judged(const model& m, net_verdict verdict);
[[nodiscard]] DINH_API text finding_in_words(const model& m, const net_finding& f);
[[nodiscard]] DINH_API text verdict_in_words(const model& m, const checked_model& c);
/// For people: the label of a transition, else its name.
[[nodiscard]] DINH_API text label_of(const model& m, net_transition t);
[[nodiscard]] DINH_API ordered_json model_json(const model& m, const checked_model& c, lang l);

/// The net as PNML. Fails with `xml/not-built-in`.
[[nodiscard]] DINH_API checked<std::string> model_as_pnml(const model& m, lang l);
/// What the PNML does not say of the model: `pnml/several-ends`, and `pnml/read-otherwise` where it would be judged otherwise
/// than the model (as far as a short search tells). Warnings; none of a model that came as PNML, none without the XML component.
[[nodiscard]] DINH_API diagnostics pnml_notes(const model& m);
/// The net of a procedure as PNML, and the procedure as BPMN that carries it. Fail with `xml/not-built-in`.
[[nodiscard]] DINH_API checked<std::string> procedure_as_pnml(const procedure& p, lang l);
[[nodiscard]] DINH_API checked<std::string> procedure_as_bpmn(const procedure& p, const pack& law, lang l);

}  // namespace dinh::inline v1::exchange
