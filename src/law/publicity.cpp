#include <dinh/law/publicity.hpp>

#include <algorithm>

namespace dinh::inline v1 {
namespace {

grassroots kind_of(publicity_regime r) noexcept {
  switch (r) {
    case publicity_regime::commune:
      return grassroots::commune;
    case publicity_regime::agency:
      return grassroots::agency;
    case publicity_regime::state_enterprise:
      return grassroots::state_enterprise;
  }
  return grassroots::commune;
}

/// The last day of a posting that began on `first` and has to be up for the span. Broadcasts count from the first day on
/// (`counts_first`), postings from the day after it. Empty for working days and hours, which need a calendar, and beyond
/// the year 9999.
std::optional<date> last_day_of(const span& least, date first, bool counts_first) {
  const auto after_months = [&](int per_unit) { return to_day_number(add_months(to_civil(first), per_unit * least.count)); };
  day_number end = 0;
  switch (least.unit) {
    case time_unit::day:
      end = to_day_number(first) + least.count;
      break;
    case time_unit::week:
      end = to_day_number(first) + 7 * least.count;
      break;
    case time_unit::month:
      end = after_months(1);
      break;
    case time_unit::year:
      end = after_months(12);
      break;
    case time_unit::working_day:
    case time_unit::hour:
      return std::nullopt;
  }
  if (end > to_day_number(civil{9999, 12, 31})) return std::nullopt;
  return to_date(counts_first ? end - 1 : end);
}

bool speaks_of(const rule& r, int item) {
  return r.items.empty() || std::find(r.items.begin(), r.items.end(), item) != r.items.end();
}

}  // namespace

publicity_duty publicity_of(const rule_set& rules, publicity_regime regime, int item, date on) {
  publicity_duty out;
  const grassroots kind = kind_of(regime);
  rule_question q{};
  const auto each = [&](rule_use use, std::optional<publicity_channel> channel, auto&& visit) {
    q.use = use;
    q.channel = channel;
    rules.for_each_applicable(q, on, [&](const rule& r) {
      if (r.kind != kind || !speaks_of(r, item)) return;
      if (known_on(r, on) <= rules.weakest_accepted()) return visit(r);
      if (channel) out.channels[static_cast<std::size_t>(*channel)].is_too_weak = true;
      out.too_weak.push_back(&r);
    });
  };
  each(rule_use::publicity_due, std::nullopt, [&](const rule& r) {
    if (out.publish_source != nullptr && rules.rank(*out.publish_source) <= rules.rank(r)) return;
    out.publish_within = r.time;
    out.publish_source = &r;
  });
  each(rule_use::publicity_forms, std::nullopt, [&](const rule& r) { out.forms_source = &r; });
  each(rule_use::publicity_list, std::nullopt, [&](const rule& r) {
    if (r.number->unit != "month") return;
    out.list_every_months = r.number->value;
    out.list_source = &r;
  });
  for (std::size_t c = 0; c < out.channels.size(); ++c) {
    const auto channel = static_cast<publicity_channel>(c);
    channel_duty& duty = out.channels[c];
    duty.counts_each_day = channel == publicity_channel::loudspeaker;
    each(rule_use::publicity_items, channel, [&](const rule& r) {
      duty.is_asked = true;
      duty.is_permanent = duty.is_permanent || r.permanent;
      duty.source = &r;
    });
    each(rule_use::posting_minimum, channel, [&](const rule& r) {
      duty.is_asked = true;
      duty.least = r.time->length;
      duty.source = &r;
    });
  }
  out.is_unread = out.publish_source == nullptr && out.forms_source == nullptr && out.list_source == nullptr &&
                  out.too_weak.empty() &&
                  std::none_of(out.channels.begin(), out.channels.end(), [](const channel_duty& d) { return d.is_asked; });
  for (channel_duty& d : out.channels) d.is_unread = out.is_unread;
  const auto by_id = [](const rule* a, const rule* b) { return a->id < b->id; };
  std::sort(out.too_weak.begin(), out.too_weak.end(), by_id);
  out.too_weak.erase(std::unique(out.too_weak.begin(), out.too_weak.end()), out.too_weak.end());
  return out;
}

posting_check check_posting(const channel_duty& duty, std::span<const posting_interval> up, date today) {
  posting_check out;
  // A day that lies ahead has not been kept yet: each posting is taken up to `today`.
  std::vector<posting_interval> sorted;
  for (const posting_interval& i : up)
    if (!i.first.is_special() && !i.last.is_special() && i.first <= i.last && i.first <= today)
      sorted.push_back({i.first, std::min(i.last, today)});
  std::sort(sorted.begin(), sorted.end(),
            [](const posting_interval& a, const posting_interval& b) { return a.first < b.first; });
  std::vector<posting_interval> joined;
  for (const posting_interval& i : sorted) {
    if (!joined.empty() && to_day_number(i.first) <= to_day_number(joined.back().last) + 1)
      joined.back().last = std::max(joined.back().last, i.last);
    else
      joined.push_back(i);
  }
  for (std::size_t i = 1; i < joined.size(); ++i)
    out.gaps.push_back({to_date(to_day_number(joined[i - 1].last) + 1), to_date(to_day_number(joined[i].first) - 1)});
  if (joined.empty()) {
    if (!duty.is_too_weak && !duty.is_unread) out.result = duty.is_asked ? outcome::overdue : outcome::met;
    return out;
  }
  const posting_interval* longest = &joined.front();
  const std::int32_t first_day = duty.counts_each_day ? 1 : 0;
  const auto length = [&](const posting_interval& i) {
    return to_day_number(i.last) - to_day_number(i.first) + first_day;
  };
  for (const posting_interval& i : joined)
    if (length(i) > length(*longest)) longest = &i;
  out.longest_days = length(*longest);
  if (duty.is_too_weak || duty.is_unread) return out;  // undetermined
  const bool still_up = joined.back().last == today;
  if (duty.is_permanent) {
    out.result = out.gaps.empty() && still_up ? outcome::met : outcome::not_met;
    return out;
  }
  if (!duty.least) {
    out.result = outcome::met;  // up, and nothing says how long
    return out;
  }
  // The first posting that lasted long enough fulfils the duty; what is posted again later takes nothing from it.
  for (const posting_interval& i : joined) {
    const auto end = last_day_of(*duty.least, i.first, duty.counts_each_day);
    if (!end || i.last < *end) continue;
    out.needed_until = end;
    out.result = outcome::met;
    return out;
  }
  out.needed_until =
      last_day_of(*duty.least, still_up ? joined.back().first : longest->first, duty.counts_each_day);
  if (!out.needed_until) return out;  // undetermined: no calendar is known here
  out.result = still_up ? outcome::undetermined : outcome::not_met;
  return out;
}

}  // namespace dinh::inline v1
