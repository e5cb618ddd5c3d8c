// A pack whose files are cut out of the input at lines "=== name": read or refused with diagnostics, never worse.
#include "several_files.hpp"

#include <dinh/exchange/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pack = dinh::read_pack(fuzz::several_files(data, size));
  if (!pack && describe(pack.error()).empty()) std::abort();
  return 0;
}
