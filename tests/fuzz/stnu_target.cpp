// A temporal network of any bytes: read or refused, and what is read is decided with a cycle that adds up.
#include <dinh/exchange/stnu_text.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto n = dinh::read_stnu({reinterpret_cast<const char*>(data), size}, "fuzz", {1U << 16U, 200, 2000, 10});
  if (!n) {
    if (n.error().empty()) std::abort();
    return 0;
  }
  const auto c = dinh::control(n->network);
  if (c.is_controllable || c.is_cut) return 0;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < c.cycle.size(); ++i) {
    sum += c.cycle[i].most;
    if (c.cycle[i].to != c.cycle[(i + 1) % c.cycle.size()].from) std::abort();
  }
  if (c.excess <= 0 || sum != -c.excess) std::abort();
  return 0;
}
