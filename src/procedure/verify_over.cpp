#include <dinh/procedure/verify_over.hpp>

#include <algorithm>

namespace dinh::inline v1 {

std::size_t verification_over::failing_days() const {
  std::size_t out = 0;
  for (std::size_t d = 0; d < timing.day_count(); ++d) out += timing.on(d).can_be_met ? 0U : 1U;
  return out;
}

std::size_t verification_over::provisional_days() const {
  std::size_t out = 0;
  for (std::size_t d = 0; d < timing.day_count(); ++d) out += timing.on(d).is_provisional ? 1U : 0U;
  return out;
}

bool verification_over::can_be_met() const {
  return std::all_of(timing.days.begin(), timing.days.end(), [](const std::vector<start_day>& days) {
    return days.empty() || std::any_of(days.begin(), days.end(), [](const start_day& d) { return d.can_be_met; });
  });
}

verification_over verify(const procedure& p, const work_calendar& calendar, year_range years, const timing_options& timing,
                         const verify_options& options) {
  verification_over out;
  out.soundness = verify(p, options);
  out.timing.years = years;
  if (out.soundness.verdict == soundness::sound) out.timing = time(p, calendar, years, timing);
  return out;
}

std::optional<year_range> usual_years(const procedure& p, const work_calendar& calendar) {
  const date last_decided = calendar.known_until();
  if (last_decided.is_special()) return std::nullopt;
  int last = last_decided.year();
  while (last > 1900 && !calendar.is_known(last)) --last;  // the last span may end within a year
  if (last <= 1900) return std::nullopt;
  year_range out{calendar.is_known(last - 1) ? last - 1 : last, last};
  const validity& valid = p.facts().valid;
  if (!valid.until.is_special() && valid.until <= date(static_cast<unsigned short>(out.first), 1, 1)) {
    const int year = (valid.until - boost::gregorian::days{1}).year();
    return year_range{year, year};
  }
  if (!valid.from.is_special() && valid.from > date(static_cast<unsigned short>(out.last), 12, 31))
    return year_range{valid.from.year(), valid.from.year()};
  return out;
}

}  // namespace dinh::inline v1
