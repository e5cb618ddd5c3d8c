#pragma once
// What an act does, if nothing is wrong with it: for those who take millions of acts.

#include <dinh/docket/advance.hpp>

#include <optional>

namespace dinh::inline v1::docketing {

/// `check_event` without its findings: none if it would have any.
[[nodiscard]] std::optional<engine_step> step_taken(const procedure& p, const case_state& state, const event& e);

}  // namespace dinh::inline v1::docketing
