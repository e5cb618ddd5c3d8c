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
    for (const duty& d : duties(as_of, f)) {
      const std::string* unit = &d.unit_now;
      if (unit->empty()) unit = &who.unit(data_->find(d.case_key)->fold.unit_on(d.settled_on.is_special() ? as_of : d.settled_on)).counted_in();
      by_unit[*unit].add(d.state, !d.settled_on.is_not_a_date());
    }
  else
    each_admitted(*data_, f, who, std::nullopt, [&](const case_row& c) {
      const std::string* lies_in = nullptr;  // of the duty before
      duty_tally* counts = nullptr;          // null: not asked for
      const procedure& p = data_->law(c);
      for (const duty_entry& row : c.fold.duties) {
        if (row.what.opened_on > as_of) continue;
        if (const std::string& unit = unit_of(c, row, as_of); lies_in != &unit) {
          lies_in = &unit;
          counts = nullptr;
          if (who.lies_in(unit, f.unit)) {
            duty_tally*& known = counts_of[unit];
            if (known == nullptr) known = &by_unit[who.unit(unit).counted_in()];
            counts = known;
          }
        }
        if (counts == nullptr) continue;
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
