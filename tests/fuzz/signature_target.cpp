// The signature file of a pack: never good, because nobody has the key; always refused with diagnostics.
#include <dinh/exchange/signature.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<dinh::pack_file> files{
      {"pack.json", R"({"format": 1, "id": "a", "version": "1"})"}};
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::string_view key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  const auto faults = dinh::verify_pack(files, input, "fuzz", key);
  if (faults.empty() || describe(faults).empty()) std::abort();
  return 0;
}
