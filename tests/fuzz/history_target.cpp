// Lists, logs and successions of units: any bytes give a register or faults.
#include <dinh/exchange/history_csv.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// The input holds files, parted by a form feed; the first line of each is its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest{reinterpret_cast<const char*>(data), size};
  std::vector<dinh::csv_source> files;
  while (!rest.empty() && files.size() < 8) {
    const auto end = rest.find('\f');
    const std::string_view one = rest.substr(0, end);
    const auto line = one.find('\n');
    files.push_back({line == std::string_view::npos ? std::string_view{} : one.substr(line + 1), one.substr(0, line)});
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  const auto sources = dinh::read_history(files, {1 << 20, 10'000, 1000});
  if (!sources) return 0;
  dinh::history_options options;
  options.with_ghosts = options.with_disputed = size % 2 == 0;
  dinh::registry_builder builder;
  if (!dinh::replay(*sources, options, builder)) return 0;
  const auto built = builder.build();
  if (!built) return 0;
  for (std::uint32_t i = 0; i < built->unit_count() && i < 50; ++i) {
    const dinh::unit_id u{i};
    (void)built->translate(u, built->valid(u).from, {2026, 1, 1});
    (void)built->translate(u, built->valid(u).from, {2000, 1, 1});
  }
  return 0;
}
