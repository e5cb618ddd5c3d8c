#include <dinh/report/unit_tally.hpp>

#include <vector>

namespace dinh::inline v1 {

void count(const duty& d, duty_tally& into) noexcept { into.add(d.state, !d.settled_on.is_not_a_date()); }

tally_report tally_by_unit(std::span<const unit_duties> tallies, const registry& units, date as_of) {
  const unit_tree tree = units.tree(as_of);
  std::vector<duty_tally> own(units.unit_count());
  tally_report out;
  for (const unit_duties& of : tallies) {
    const unit_id u = of.unit.empty() ? unit_id{} : units.find_lifetime(of.unit);
    (u && tree.contains(u) ? own[u.index()] : out.unplaced) += of.counts;
  }
  const std::vector<duty_tally> sums = tree.roll_up(own);
  for (const unit_id u : tree.all())
    if (sums[u.index()].total() > 0) out.units.push_back({u, tree.depth(u), own[u.index()], sums[u.index()]});
  return out;
}

tally_report tally_by_unit(const docket& cases, const registry& units, date as_of, const docket_filter& f) {
  return tally_by_unit(cases.tally(as_of, f), units, as_of);
}

}  // namespace dinh::inline v1
