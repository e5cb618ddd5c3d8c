// Events and questions as JSON, as the C interface takes them; an event that was read is read again from what is written.
#include "../../src/exchange/json_answers.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace ex = dinh::exchange;
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  if (const auto events = ex::read_events_json(input, "input")) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const dinh::event& e : *events) list.push_back(ex::event_json(e));
    const auto again = ex::read_events_json(list.dump(), "again");
    if (!again || *again != *events) std::abort();
  } else if (describe(events.error()).empty()) {
    std::abort();
  }
  if (const auto q = ex::read_decision_request(input); !q && describe(q.error()).empty()) std::abort();
  if (const auto q = ex::read_publicity_request(input); !q && describe(q.error()).empty()) std::abort();
  if (const auto f = ex::read_case_facts(input); !f && describe(f.error()).empty()) std::abort();
  return 0;
}
