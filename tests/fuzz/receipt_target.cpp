// A receipt: refused with diagnostics, told to be changed, or computed again; what is read is written back the same.
#include <dinh/exchange/receipt.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dinh::pack vn = dinh::packs::vietnam().value();
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const auto found = dinh::verify_receipt(input, "fuzz", vn);
  if (!found) {
    if (describe(found.error()).empty()) std::abort();
    return 0;
  }
  if (!found->is_same()) return 0;
  const auto written = write_receipt(found->read);
  if (!written || *written != input) std::abort();
  return 0;
}
