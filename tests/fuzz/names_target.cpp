// Names of any bytes fold, compare, sort and compose.
#include <dinh/registry/names.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const std::string_view a = text.substr(0, size / 2);
  const std::string_view b = text.substr(size / 2);
  (void)dinh::compare_names(dinh::fold_name(a), dinh::fold_name(b));
  (void)dinh::same_but_for_tone_placement(a, b);
  (void)dinh::split_kind(text);
  (void)dinh::edit_distance(a, b, 2);
  if (dinh::collation_key(a) != dinh::collation_key(dinh::compose(a))) __builtin_trap();
  if (dinh::compose(dinh::compose(text)) != dinh::compose(text)) __builtin_trap();
  return 0;
}
