#include <docket/docket_data.hpp>

namespace dinh::inline v1 {

using namespace docketing;

namespace {

bool names(const reminder& r, const std::string& rule) {
  return std::find(r.affects.begin(), r.affects.end(), rule) != r.affects.end();
}

date day_of(const reminder& r, const work_calendar& calendar, date lawful) {
  const bool is_before = r.when == reminder::moment::before;
  if (r.by.unit == time_unit::working_day)
    return is_before ? calendar.nth_before(lawful, r.by.count) : calendar.nth_after(lawful, r.by.count);
  const boost::gregorian::days apart{r.by.count};
  return is_before ? lawful - apart : lawful + apart;
}

}  // namespace

std::vector<due_reminder> docket::reminders(validity interval, date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::vector<due_reminder> out;
  std::optional<case_row> opened;  // duties of one case follow one another
  for (const duty& d : data_->open_on(as_of, f)) {
    const bool is_owed = d.settled_on.is_special() && d.state != duty_state::suspended && d.time &&
                         (d.time->way == direction::within_after || d.time->way == direction::valid_for);
    const date lawful = earliest_day(d);
    if (!is_owed || lawful.is_special()) continue;
    if (!opened || opened->key != d.case_key) opened = data_->find(d.case_key);
    const case_row& c = *opened;
    const auto& all = data_->law(c).facts().reminders;
    const bool is_named = std::any_of(all.begin(), all.end(), [&](const reminder& r) { return names(r, d.rule); });
    for (const reminder& r : all) {
      if (is_named ? !names(r, d.rule) : !r.affects.empty()) continue;
      const date on = day_of(r, data_->calendar(c), lawful);
      if (on.is_special() || !interval.contains(on)) continue;
      due_reminder x;
      x.on = on;
      x.escalates = r.escalates;
      x.when = r.when;
      x.by = r.by;
      x.label = r.label;
      x.source = r.source;
      x.known_by = r.known_by;
      if (r.to.empty()) {
        x.role = d.role;
        x.body = d.body;
        x.body_name = d.body_name;
      } else {
        const answerable_body& b = who.body(r.to, c.fold.unit_on(as_of), as_of, data_->facts_of(c, as_of));
        x.role = r.to;
        x.body = b.key;
        x.body_name = b.name;
      }
      x.about = d;
      out.push_back(std::move(x));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const due_reminder& a, const due_reminder& b) { return a.on < b.on; });
  return out;
}

}  // namespace dinh::inline v1
