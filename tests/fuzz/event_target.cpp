// Lines of a journal: what is read is written back as it was.
#include <dinh/docket/event_text.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const auto event = dinh::parse_event(input, "input");
  if (event ? dinh::to_text(*event) != input : describe(event.error()).empty()) std::abort();
  return 0;
}
