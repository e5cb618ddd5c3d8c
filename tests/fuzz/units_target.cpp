// Units and successions as CSV, the second file after a line "===".
#include <dinh/exchange/units_csv.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const auto at = input.find("===\n");
  const std::string_view units = input.substr(0, at);
  const std::string_view successions = at == std::string_view::npos ? std::string_view{} : input.substr(at + 4);
  dinh::registry_builder builder;
  const auto faults = dinh::read_units({units, "units.csv"}, {successions, "successions.csv"}, builder);
  if (faults.has_errors()) return 0;
  if (const auto built = builder.build(); !built && describe(built.error()).empty()) std::abort();
  return 0;
}
