// A pack whose files are cut out of the input at lines "=== name": read or refused with diagnostics, never worse.
#include <dinh/exchange/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input{reinterpret_cast<const char*>(data), size};
  std::vector<dinh::pack_file> files;
  constexpr std::string_view mark = "=== ";
  while (!input.empty()) {
    const auto end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    if (line.substr(0, mark.size()) == mark)
      files.push_back({std::string{line.substr(mark.size())}, {}});
    else if (!files.empty())
      files.back().content += std::string{line} + "\n";
  }
  const auto pack = dinh::read_pack(files);
  if (!pack && describe(pack.error()).empty()) std::abort();
  return 0;
}
