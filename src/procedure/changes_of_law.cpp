#include "procedure/state.hpp"

#include <algorithm>

namespace dinh::inline v1 {

namespace {

bool speaks_of(const transition& t, const std::string& rule) {
  return t.affects.empty() || std::find(t.affects.begin(), t.affects.end(), rule) != t.affects.end();
}

}  // namespace

void find_changes_of_law(const procedure::graph_type& g, const procedure_facts& facts, procedure_tables& t) {
  for (std::uint16_t i = 0; i < t.deadlines.size(); ++i) {
    auto& row = t.deadlines[i];
    const deadline& old = g[edge_id<deadline>{i}];
    date on = old.valid.until;
    if (facts.valid.until < on) on = facts.valid.until;
    if (on.is_special()) continue;
    row.changes_on = to_day_number(on);
    if (on == old.valid.until)
      for (std::uint16_t k = 0; k < t.deadlines.size(); ++k)
        if (k != i && t.deadlines[k].from == row.from && t.deadlines[k].to == row.to &&
            t.deadlines[k].time.way == row.time.way && g[edge_id<deadline>{k}].valid.from == on)
          row.successor = k;
    // A provision that names the limit counts before one on the procedure as a whole.
    const transition* found = nullptr;
    for (const transition& x : facts.transitions)
      if (x.on == on && speaks_of(x, old.rule) && (found == nullptr || found->affects.empty())) found = &x;
    if (found == nullptr) continue;
    row.transition = static_cast<std::uint16_t>(found - facts.transitions.data());
    row.open_cases = found->open_cases;
  }
}

}  // namespace dinh::inline v1
