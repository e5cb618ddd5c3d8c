#include <dinh/report/unit_tally.hpp>

#include <vector>

namespace dinh::inline v1 {

void count(const duty& d, duty_tally& into) noexcept { into.add(d.state, !d.settled_on.is_not_a_date()); }

namespace {

tally_report sums(std::span<const unit_duties> tallies, const registry& units, const unit_tree& tree) {
  std::vector<duty_tally> own(units.unit_count());
  tally_report out;
  for (const unit_duties& of : tallies) {
    const unit_id u = of.unit.empty() ? unit_id{} : units.find_lifetime(of.unit);
    (u && tree.contains(u) ? own[u.index()] : out.unplaced) += of.counts;
  }
  const std::vector<duty_tally> all = tree.roll_up(own);
  for (const unit_id u : tree.all())
    if (all[u.index()].total() > 0) out.units.push_back({u, tree.depth(u), own[u.index()], all[u.index()]});
  return out;
}

}  // namespace

tally_report tally_by_unit(std::span<const unit_duties> tallies, const registry& units, date as_of) {
  return sums(tallies, units, units.tree(as_of));
}

tally_report tally_by_unit(const docket& cases, const registry& units, date as_of, const docket_filter& f) {
  const unit_tree tree = units.tree(as_of);
  tally_report out = sums(cases.tally(as_of, f), units, tree);
  if (f.unit.empty()) return out;
  // The units above it have other duties too: their sums would be taken for all of them.
  const unit_id top = units.find_lifetime(f.unit);
  std::erase_if(out.units, [&](const unit_tally& t) { return !top || !tree.contains(top) || !tree.is_ancestor(top, t.unit); });
  return out;
}

}  // namespace dinh::inline v1
