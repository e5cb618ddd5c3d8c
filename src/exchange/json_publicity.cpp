#include "json_answers.hpp"

#include "json_writing.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

constexpr std::array<publicity_channel, 3> all_channels{publicity_channel::posting, publicity_channel::loudspeaker,
                                                       publicity_channel::portal};

ordered_json rule_behind(const rule* r, date on) {
  if (r == nullptr) return nullptr;
  return {{"rule", r->id},
          {"citation", r->source.article.empty() ? r->source.instrument : r->source.instrument + " " + r->source.article},
          {"evidence", std::string(1, letter(known_on(*r, on)))}};
}

ordered_json span_of(const span& s) { return {{"count", s.count}, {"unit", std::string{name_of(s.unit)}}}; }

}  // namespace

publicity_report report_publicity(const rule_set& rules, const work_calendar& calendar, const publicity_query& q) {
  publicity_report out;
  out.regime = q.regime;
  out.decided = q.decided;
  out.unread = rules.phrases().say("publicity.unread", {{"day", to_text(q.decided)}});
  const bool all_items = q.item == 0 && q.regime == publicity_regime::commune;
  const int first = all_items ? 1 : std::max(q.item, 1);
  for (int item = first; item <= (all_items ? 14 : first); ++item) {
    item_publicity one;
    one.item = item;
    one.duty = publicity_of(rules, q.regime, item, q.decided);
    if (one.duty.publish_within) {
      due_options options;
      options.source = one.duty.publish_source->source;
      options.known_by = known_on(*one.duty.publish_source, q.decided);
      one.due = calendar.due(*one.duty.publish_within, anchor{q.decided}, options);
    }
    out.items.push_back(std::move(one));
  }
  if (q.up.empty() && !q.today) return out;
  std::optional<date> today = q.today;
  for (const posting_interval& i : q.up)
    if (!q.today && (!today || i.last >= *today)) today = i.last + boost::gregorian::days{1};
  out.channel = q.channel;
  // What is decided on a day cannot have been public before it: those days do not count.
  std::vector<posting_interval> up;
  for (posting_interval i : q.up) {
    out.was_up_before = out.was_up_before || i.first < q.decided;
    i.first = std::max(i.first, q.decided);
    if (i.first > i.last) continue;
    up.push_back(i);
    if (i.first <= *today && (!out.first_up || i.first < *out.first_up)) out.first_up = i.first;
  }
  out.check = check_posting(out.items.front().duty.on(q.channel), up, *today);
  if (const auto& due = out.items.front().due; due && due->is_known()) {
    // Nothing is overdue before its last day is over.
    if (out.check->result == outcome::overdue && *today <= due->day) out.check->result = outcome::undetermined;
    out.is_late = out.first_up && *out.first_up > due->day;
  }
  return out;
}

ordered_json publicity_json(const publicity_report& r) {
  ordered_json j = ordered_json::object();
  constexpr std::array<std::string_view, 3> regimes{"commune", "agency", "state_enterprise"};
  j["regime"] = regimes[static_cast<std::size_t>(r.regime)];
  j["decided"] = to_text(r.decided);
  j["items"] = ordered_json::array();
  for (const item_publicity& i : r.items) {
    ordered_json one = ordered_json::object();
    if (r.regime == publicity_regime::commune) one["item"] = i.item;
    if (i.due && i.due->is_known()) {
      one["due"] = to_text(i.due->day);
      one["provisional"] = i.due->is_provisional;
      one["due_by"] = rule_behind(i.duty.publish_source, r.decided);
    } else if (i.due) {
      one["due"] = nullptr;
      one["due_by"] = rule_behind(i.duty.publish_source, r.decided);
      one["why"] = {{"vi", i.due->why.statement.vi}, {"en", i.due->why.statement.en}};
    }
    if (i.duty.is_unread) {
      one["outcome"] = std::string{term_name(outcome::undetermined)};
      one["why"] = {{"vi", r.unread.vi}, {"en", r.unread.en}};
    }
    one["channels"] = ordered_json::array();
    for (const publicity_channel c : all_channels) {
      const channel_duty& d = i.duty.on(c);
      if (!d.is_asked || d.is_too_weak) continue;
      ordered_json on{{"channel", std::string{term_name(c)}}, {"permanent", d.is_permanent}};
      if (d.least && !d.is_permanent) on["at_least"] = span_of(*d.least);
      on["source"] = rule_behind(d.source, r.decided);
      one["channels"].push_back(std::move(on));
    }
    if (!i.duty.too_weak.empty()) one["too_weak"] = ordered_json::array();
    for (const rule* weak : i.duty.too_weak) one["too_weak"].push_back(rule_behind(weak, r.decided));
    j["items"].push_back(std::move(one));
  }
  if (!r.items.empty()) {
    const publicity_duty& d = r.items.front().duty;
    if (d.forms_source != nullptr) j["forms"] = {{"allowed", d.forms_source->forms}, {"source", rule_behind(d.forms_source, r.decided)}};
    if (d.list_every_months) j["list"] = {{"every_months", *d.list_every_months}, {"source", rule_behind(d.list_source, r.decided)}};
  }
  if (r.check) {
    ordered_json check{{"channel", std::string{term_name(r.channel)}},
                       {"outcome", std::string{term_name(r.check->result)}},
                       {"longest_days", r.check->longest_days}};
    if (r.check->needed_until) check["needed_until"] = to_text(*r.check->needed_until);
    if (r.first_up) check["first_up"] = to_text(*r.first_up);
    check["late"] = r.is_late;
    check["gaps"] = ordered_json::array();
    for (const posting_interval& gap : r.check->gaps) check["gaps"].push_back({{"first", to_text(gap.first)}, {"last", to_text(gap.last)}});
    j["check"] = std::move(check);
  }
  return j;
}

}  // namespace dinh::inline v1::exchange
