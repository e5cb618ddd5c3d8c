// A procedure as JSON: read or refused with diagnostics; what is read can be written, read again and is the same.
#include <dinh/exchange/procedure_json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto p = dinh::procedure_from_json({reinterpret_cast<const char*>(data), size}, "input");
  if (!p) {
    if (describe(p.error()).empty()) std::abort();
    return 0;
  }
  const auto again = dinh::procedure_from_json(dinh::procedure_to_json(*p), "written");
  if (!again || !(*again == *p)) std::abort();
  return 0;
}
