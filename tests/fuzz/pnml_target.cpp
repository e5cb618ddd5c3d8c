// PNML read, verified within a small bound, written and read again: the same net.
#include <dinh/exchange/pnml.hpp>
#include <dinh/procedure/net_soundness.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto nets = dinh::read_pnml({reinterpret_cast<const char*>(data), size}, "fuzz.pnml");
  if (!nets) {
    if (describe(nets.error()).empty()) std::abort();
    return 0;
  }
  dinh::net_options few;
  few.most_states = 500;
  few.most_witness_states = 500;
  for (const auto& n : *nets) {
    (void)dinh::verify_net(n.net, few);
    const auto again = dinh::read_pnml(dinh::write_pnml(n), "written.pnml");
    if (!again || again->size() != 1) std::abort();
    const auto& a = n.net;
    const auto& b = again->front().net;
    if (a.place_count() != b.place_count() || a.transition_count() != b.transition_count() || a.arc_count() != b.arc_count())
      std::abort();
  }
  return 0;
}
