// Rule-case requests: every line gets an answer line.
#include <dinh/exchange/conformance.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dinh::answer_context context = [] {
    const dinh::pack vn = dinh::packs::vietnam().value();
    return dinh::answer_context{vn.rules(), {vn.calendars().begin(), vn.calendars().end()}};
  }();
  const std::string answer =
      dinh::answer_request(context, {reinterpret_cast<const char*>(data), size}, dinh::reasons::add);
  if (answer.empty() || answer.front() != '{' || answer.find('\n') != std::string::npos) std::abort();
  return 0;
}
