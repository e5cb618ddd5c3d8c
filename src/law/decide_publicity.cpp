// Which items go on a channel.
#include "evaluator.hpp"

#include <optional>

namespace dinh::inline v1::deciding {

void evaluator::publicity_items() noexcept {
  bool found = false;
  rules_.for_each_applicable(asking(rule_use::publicity_items), q_.on, [&](const rule& r) {
    found = true;
    out_.because(reason_kind::items, &r);
    for (const std::int64_t item : r.items)
      if (item >= 1 && item <= 14) out_.items = static_cast<std::uint16_t>(out_.items | (1U << item));
  });
  if (!found) (void)unsettled({});
}

}  // namespace dinh::inline v1::deciding
