#include <docket/docket_data.hpp>

#include <map>
#include <unordered_map>

namespace dinh::inline v1 {

using namespace docketing;

std::vector<unit_duties> docket::tally(date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::map<std::string, duty_tally> by_unit;
  std::unordered_map<std::string, duty_tally*> counts_of;  // by the unit in which a case lies
  const bool needs_words = !f.body.empty() || !f.rule.empty() || !f.provision.instrument.empty();
  if (needs_words)
    for (const duty& d : duties(as_of, f)) by_unit[d.unit_now].add(d.state, !d.settled_on.is_not_a_date());
  else
    each_admitted(*data_, f, who, as_of, std::nullopt, [&](const case_row& c) {
      duty_tally* counts = nullptr;
      const procedure& p = data_->law(c);
      for (const duty_entry& row : c.fold.duties) {
        if (row.what.opened_on > as_of) continue;
        if (counts == nullptr) {
          duty_tally*& known = counts_of[c.fold.unit_on(as_of)];
          if (known == nullptr) known = &by_unit[who.unit(c.fold.unit_on(as_of)).key];
          counts = known;
        }
        const standing_limit limit = data_->limit(c, row, as_of);
        const deadline& law = p.deadline_at(row.what.deadline);
        const bool is_settled = !row.runs() && row.what.settled_on <= as_of;
        // Where the law changed, the answers by the old and the new one are compared: that needs the whole duty.
        const duty_state state = limit.changed ? on_day(c, row, p, limit, as_of, who, data_->facts_of(c, as_of)).state
                                               : state_on(row, law, limit, as_of);
        counts->add(state, is_settled);
      }
    });
  std::vector<unit_duties> out;
  out.reserve(by_unit.size());
  for (const auto& [unit, counts] : by_unit) out.push_back({unit, counts});
  return out;
}

}  // namespace dinh::inline v1
