// Yearly notices of days off, applied to the calendar of the embedded pack.
#include <dinh/exchange/notice.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dinh::pack vn = dinh::packs::vietnam().value();
  const auto notice = dinh::read_notice({reinterpret_cast<const char*>(data), size}, "notice.json");
  if (!notice) {
    if (describe(notice.error()).empty()) std::abort();
    return 0;
  }
  const auto calendar = dinh::apply_notice(vn.calendar("state-agency"), *notice);
  if (!calendar && describe(calendar.error()).empty()) std::abort();
  return 0;
}
