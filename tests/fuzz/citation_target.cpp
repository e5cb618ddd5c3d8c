// Citations in every form: what is read is printed and read back to the same.
#include <dinh/law/citation_form.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view s{reinterpret_cast<const char*>(data), size};
  if (const auto places = dinh::parse_places(s)) {
    const auto again = dinh::parse_places(dinh::to_article(*places));
    if (!again || *again != *places) std::abort();
    if (!dinh::covers(s, s)) std::abort();
  }
  if (const auto c = dinh::parse_any_citation(s)) {
    const auto again = dinh::from_akn(dinh::to_akn(*c));
    if (again && *again != *c) std::abort();
  }
  if (const auto c = dinh::from_akn(s)) {
    const auto again = dinh::from_akn(dinh::to_akn(*c));
    if (!again || *again != *c) std::abort();
  }
  return 0;
}
