// Events as CSV: what is read can be written, and reads back the same unless a separator stands inside a value.
#include <dinh/exchange/events_csv.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto events = dinh::read_events({{reinterpret_cast<const char*>(data), size}, "events.csv"});
  if (!events) {
    if (describe(events.error()).empty()) std::abort();
    return 0;
  }
  const std::string written = dinh::write_events(*events);
  const auto again = dinh::read_events({written, "again.csv"});
  if (!again || *again != *events) std::abort();
  return 0;
}
