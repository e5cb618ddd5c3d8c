// Process graphs of the jBPT library read and verified within a small bound; a refusal says why and where.
#include <dinh/exchange/process_graph.hpp>
#include <dinh/procedure/net_soundness.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto g = dinh::read_process_graph({reinterpret_cast<const char*>(data), size}, "fuzz.json");
  if (!g) {
    if (describe(g.error()).empty()) std::abort();
    return 0;
  }
  if (g->transition_labels.size() != g->net.transition_count()) std::abort();
  dinh::net_options few;
  few.most_states = 500;
  few.most_witness_states = 500;
  const auto v = dinh::verify_net(g->net, few);
  if (v.verdict == dinh::soundness::sound && !v.findings.empty()) std::abort();
  return 0;
}
