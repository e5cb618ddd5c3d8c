#include <dinh/report/unit_tally.hpp>

namespace dinh::inline v1 {

void count(const duty& d, duty_tally& into) noexcept {
  switch (d.state) {
    case duty_state::pending:
      ++into.pending;
      return;
    case duty_state::open:
      ++into.open;
      return;
    case duty_state::suspended:
      ++into.suspended;
      return;
    case duty_state::needs_review:
      ++into.needs_review;
      return;
    case duty_state::met:
      ++into.met;
      return;
    case duty_state::met_late:
      ++into.met_late;
      return;
    case duty_state::breached:
      ++(d.settled_on.is_not_a_date() ? into.overdue : into.breached);
      return;
    case duty_state::void_:
      ++into.voided;
      return;
  }
}

tally_report tally_by_unit(const docket& cases, const registry& units, date as_of) {
  const unit_tree tree = units.tree(as_of);
  std::vector<duty_tally> own(units.unit_count());
  tally_report out;
  for (const duty& d : cases.duties(as_of)) {
    const unit_id u = d.unit_now.empty() ? unit_id{} : units.find_lifetime(d.unit_now);
    count(d, u && tree.contains(u) ? own[u.index()] : out.unplaced);
  }
  const std::vector<duty_tally> sums = tree.roll_up(own);
  for (const unit_id u : tree.all())
    if (sums[u.index()].total() > 0) out.units.push_back({u, tree.depth(u), own[u.index()], sums[u.index()]});
  return out;
}

}  // namespace dinh::inline v1
