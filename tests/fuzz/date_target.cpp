// Dates as text: what is read prints back as it was.
#include <dinh/base/date.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const auto day = dinh::parse_date(input, "input");
  if (day ? dinh::to_text(*day) != input : describe(day.error()).empty()) std::abort();
  return 0;
}
