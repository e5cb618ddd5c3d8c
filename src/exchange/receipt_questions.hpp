#pragma once
// The questions of receipts: written as JSON, and answered from that JSON alone.

#include <dinh/exchange/receipt.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

[[nodiscard]] json_value inputs_of(const due_date_question& q, evidence weakest_accepted);
[[nodiscard]] json_value inputs_of(const publicity_question& q, evidence weakest_accepted);

/// An answer computed from the inputs of a receipt.
struct recomputed {
  json_value result;
  std::vector<std::string> calendars;  ///< ids of those it rests on
};
/// `question` is "due", "publicity" or "request"; `where` is the place of the inputs. Fails with `receipt/malformed`,
/// `receipt/no-answer` and the faults of reading.
[[nodiscard]] checked<recomputed> recompute(std::string_view question, const nlohmann::json& inputs,
                                            std::string_view where, const pack& p);

}  // namespace dinh::inline v1::exchange
