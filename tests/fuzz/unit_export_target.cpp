// Exported lists of units and conversion tables, CSV and JSON: any bytes give units or faults.
#include <dinh/exchange/unit_exports.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dinh::unit_import_options options;
  options.limits = {1 << 20, 10'000, 1000};
  options.mend = size % 2 == 0 ? dinh::mending::none : dinh::mending::obvious;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  (void)dinh::read_unit_export({text, "f"}, options);
  return 0;
}
