#pragma once
// Free-choice nets: soundness by moving one cluster at a time, and shortest runs to what is wrong.

#include "procedure/net_plain.hpp"

#include <dinh/procedure/net_soundness.hpp>

#include <cstdint>
#include <vector>

namespace dinh::inline v1::nets {

// A run to a marking that shows a defect.
struct bad_run {
  net_defect kind = net_defect::stuck;
  node place = none;
  std::vector<node> transitions;
};
enum class outcome : std::uint8_t { good, bad, too_large };
struct exploration {
  outcome result = outcome::too_large;
  bad_run found;  // if bad
  std::uint64_t states = 0;
};

// Sound or not, in depth-first order; `found` names the defect but no shortest run. Pre: free choice, connected.
[[nodiscard]] exploration explore_clusters(const plain_net& net, completion ends, std::uint32_t most_states);

// A shortest run to a defect of a marking, if there is one. `too_large`: the run found, if any, may not be shortest.
[[nodiscard]] exploration shortest_defect(const plain_net& net, completion ends, std::uint32_t most_states);

// Whether a free-choice workflow net is sound, in polynomial time by the rank theorem. Pre: connected, one source, the
// only place marked, and one sink.
[[nodiscard]] bool sound_by_rank(const plain_net& net);

}  // namespace dinh::inline v1::nets
