#pragma once
// Parts of a net that have nothing to do with each other: processes of one file without messages between them.

#include <dinh/procedure/net_soundness.hpp>

#include <vector>

namespace dinh::inline v1::nets {

struct net_part {
  workflow_net net;
  std::vector<net_place> places;            // of the whole net, by place of the part
  std::vector<net_transition> transitions;  // the same by transition
};

// The parts that hold a token at the start, buffers apart; parts without go with the first. Fewer than two: the net is one.
[[nodiscard]] std::vector<net_part> parts_of(const workflow_net& net);

// The net is sound if all its parts are: every run is a shuffle of runs of the parts. `verdicts` by part.
[[nodiscard]] net_verdict verdict_of_parts(const std::vector<net_part>& parts, std::vector<net_verdict> verdicts);

}  // namespace dinh::inline v1::nets
