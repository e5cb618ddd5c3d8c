// BPMN to nets: the whole of a file. docs/verification.md says how each element is understood.

#include <dinh/exchange/bpmn.hpp>

#include "exchange/bpmn_net.hpp"
#include "exchange/bpmn_process.hpp"
#include "exchange/xml_reading.hpp"

#include <utility>

namespace dinh::inline v1 {

namespace {

// Markings looked at to see whether a simpler net will do.
constexpr std::uint32_t most_tried = 20'000;

net_options options_for(const workflow_net& net) {
  net_options out;
  out.must_be_safe = true;
  out.dead_by_name = true;
  const bool classical = net.is_plain() && net.structure_faults().empty();
  out.ends = classical ? completion::one_sink : completion::all_sinks;
  return out;
}

bool is_sound(const workflow_net& net) {
  net_options quick = options_for(net);
  quick.with_witness = false;
  quick.most_states = most_tried;
  return verify_net(net, quick).verdict == soundness::sound;
}

}  // namespace

checked<bpmn_model> read_bpmn(std::string_view content, std::string_view where) {
  auto doc = xml_document::parse(content, std::string{where});
  if (!doc) return unexpected{std::move(doc).error()};
  auto file = bpmn::collect_processes(*doc);
  if (!file) return unexpected{std::move(file).error()};
  bpmn_model out;
  for (const bool exactly : {false, true}) {
    bpmn::net_writing w{*file, exactly};
    w.write();
    auto net = w.builder.as_marked().build();
    if (!net) {
      diagnostics faults;
      for (diagnostic d : net.error()) {
        d.where = doc->place(doc->root()) + (d.where.empty() ? "" : " " + d.where);
        faults.add(std::move(d));
      }
      return unexpected{std::move(faults)};
    }
    const bool will_do = !w.is_simplified || (net->is_plain() && is_sound(*net));
    if (!exactly && !will_do) continue;
    out.net = *std::move(net);
    out.place_labels = std::move(w.place_labels);
    out.transition_labels = std::move(w.transition_labels);
    break;
  }
  out.id = std::move(file->id);
  out.name = std::move(file->name);
  out.notes = std::move(file->notes);
  out.understood = file->understood;
  out.options = options_for(out.net);
  return out;
}

}  // namespace dinh::inline v1
