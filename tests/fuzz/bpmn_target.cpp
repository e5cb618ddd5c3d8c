// BPMN read and verified within a small bound; nothing may crash, and a refusal says why.
#include <dinh/exchange/bpmn.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto m = dinh::read_bpmn({reinterpret_cast<const char*>(data), size}, "fuzz.bpmn");
  if (!m) {
    if (describe(m.error()).empty()) std::abort();
    return 0;
  }
  m->options.most_states = 500;
  m->options.most_witness_states = 500;
  const auto v = dinh::verify_net(m->net, m->options);
  if (v.verdict == dinh::soundness::unsound && v.findings.empty()) std::abort();
  return 0;
}
