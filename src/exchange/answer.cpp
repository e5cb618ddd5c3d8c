#include <dinh/calendar/due.hpp>
#include <dinh/calendar/lunar.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/record.hpp>

#include "answer_input.hpp"
#include "answer_text.hpp"
#include "json_reading.hpp"
#include "json_terms.hpp"
#include "json_writing.hpp"
#include "moment.hpp"
#include "verdict_members.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1 {
namespace {

using exchange::day_of_instant;
using exchange::object_reader;
using exchange::offset_of_zone;
using exchange::request_input;
using exchange::vietnam_offset;
using nlohmann::json;

enum class case_kind : std::uint8_t {
  decision,
  procedural_vote,
  initiative,
  minimum_votes,
  deadline,
  lead_time,
  duration,
  validity,
  calendar,
  effect,
  form,
  body,
  registry,
  text,
  record
};
constexpr std::array<std::string_view, 15> kind_names{
    "decision", "procedural_vote", "initiative", "minimum_votes", "deadline", "lead_time", "duration", "validity",
    "calendar", "effect",          "form",       "body",          "registry", "text",      "record"};

/// What came out of a request besides an answer.
struct given_answer {
  json fields = json::object();
  bool supported = true;
  std::optional<explanation> why;

  /// `why` says what the program does not know.
  static given_answer unsupported(text why) {
    given_answer a;
    a.supported = false;
    a.why = explanation{std::move(why), {}, evidence::text, {}};
    return a;
  }
};

/// A value that nothing here knows: a calendar, a time zone, an action.
given_answer unknown_value(const answer_context& context, const char* member, const std::string& value) {
  return given_answer::unsupported(
      context.rules.phrases().say("answer.unknown_value", {{"member", member}, {"value", value}}));
}

/// The members that are given make no question of this kind.
given_answer no_question(const answer_context& context, const char* members) {
  return given_answer::unsupported(context.rules.phrases().say("answer.no_question", {{"members", members}}));
}

given_answer no_register(const answer_context& context) {
  return given_answer::unsupported(context.rules.phrases().say("answer.no_register"));
}

/// A fact that the answer turns on is not given.
given_answer not_told(const answer_context& context, const char* member) {
  given_answer a;
  a.fields["outcome"] = std::string{term_name(outcome::undetermined)};
  a.why = explanation{context.rules.phrases().say("law.fact_missing"), {}, evidence::text, {}};
  a.why->add({{member, member}, {}, evidence::text, {}});
  return a;
}

given_answer impossible(const answer_context& context, const char* what) {
  given_answer a;
  a.fields["outcome"] = std::string{term_name(outcome::invalid_input)};
  a.why = explanation{context.rules.phrases().say(what), {}, evidence::text, {}};
  return a;
}

// ---- answers ----------------------------------------------------------------------------------------

json threshold_json(const threshold& t) {
  return {{"num", t.share.num}, {"den", t.share.den}, {"strict", t.how == strictness::more_than}};
}

given_answer from_law(const answer_context& context, const question& q, std::optional<std::int64_t> item = {}) {
  const ruling r = rule_on(context.rules, q);
  given_answer out;
  json& f = out.fields;
  const bool is_settled = r.applied && r.applied->how != strictness::disputed;
  exchange::put_verdict(f, r, is_settled ? threshold_json(*r.applied) : json{});
  // Whether one item is among them.
  if (item && r.has_items()) f["allowed"] = ((r.items >> static_cast<unsigned>(*item)) & 1U) != 0;
  out.why = explain(context.rules, q, r);
  return out;
}

std::string calendar_name(const request_input& in) { return in.calendar_id.value_or("state-agency"); }

const work_calendar* find_calendar(const answer_context& context, const request_input& in) {
  const std::string wanted = calendar_name(in);
  for (const auto& c : context.calendars)
    if (c.id() == wanted) return &c;
  return nullptr;
}

/// A limit, or the answer that there is none to apply.
struct found_limit {
  std::optional<limit> length;
  const rule* set_by = nullptr;  ///< the best known rule that sets it; null where the request gives the limit itself
  bool is_disputed = false;  ///< the provision sets several
  given_answer otherwise;

  [[nodiscard]] evidence known_by(date on) const noexcept {
    return set_by != nullptr ? known_on(*set_by, on) : evidence::text;
  }
};

/// The answer where a provision sets no number: the duty is there, its day is not known.
given_answer without_number(const answer_context& context, const request_input& in) {
  given_answer out;
  out.fields["outcome"] = "undetermined";
  explanation why{context.rules.phrases().say("answer.no_number"),
                  *in.provision,
                  evidence::text,
                  {}};
  for (const rule* r : context.rules.at_provision(*in.provision, in.q.on))
    why.because.push_back({r->label, r->source, known_on(*r, in.q.on), {}});
  // None in force on that day: which there were, and what took their place.
  if (const auto ended = context.rules.check(*in.provision, in.q.on)) {
    why.because.push_back({ended->message, {}, evidence::text, {}});
    if (!ended->remedy.empty()) why.because.push_back({ended->remedy, {}, evidence::text, {}});
  } else if (why.because.empty()) {
    why.because.push_back({context.rules.phrases().say("answer.no_rule_at"), {}, evidence::text, {}});
  }
  out.why = std::move(why);
  return out;
}

/// What a rule sets in that direction. A term of office, or the most that one may hold it for a while, is a number of time
/// for which it is valid: six months of an interim head.
std::optional<limit> limit_set_by(const rule& r, direction way) {
  if (r.time) return r.time->way == way ? r.time : std::nullopt;
  if (way != direction::valid_for || !r.number || (r.number->way != "term" && r.number->way != "term_max")) return std::nullopt;
  if (r.number->value < 0 || r.number->value > longest_span_count) return std::nullopt;
  for (const auto& unit : exchange::time_unit_names)
    if (unit.name == r.number->unit) return limit{span{static_cast<std::int32_t>(r.number->value), unit.value}, way};
  return std::nullopt;
}

/// The limit of the request, or the one that its provision sets on that day in that direction. Where the provision sets
/// several, a lawyer has to say which is meant.
found_limit limit_of(const answer_context& context, const request_input& in, direction way) {
  found_limit out;
  out.length = in.length;
  if (in.length) return out;
  if (!in.provision) {
    out.otherwise = not_told(context, "limit");
    return out;
  }
  explanation several{
      context.rules.phrases().say("answer.several_limits"), *in.provision, evidence::text, {}};
  const auto found = context.rules.at_provision(*in.provision, in.q.on);
  // A limit holds for what its clause names: the 30 days of Art 13(2) for the posting of items 1-3 and 5-12.
  const auto sets_limit = [&](const rule* r) {
    return limit_set_by(*r, way) && (!in.q.channel || r->applies.channels.admits(*in.q.channel)) &&
           (!in.item || r->items.empty() || std::find(r->items.begin(), r->items.end(), *in.item) != r->items.end());
  };
  // The limit of a special case, such as a complex case, is asked for as such; a provision alone means the ordinary one.
  const bool has_ordinary =
      std::any_of(found.begin(), found.end(), [&](const rule* r) { return sets_limit(r) && !r->special_case; });
  for (const rule* r : found) {
    if (!sets_limit(r) || (has_ordinary && r->special_case)) continue;
    several.because.push_back({r->label, r->source, known_on(*r, in.q.on), {}});
    const limit set = *limit_set_by(*r, way);
    if (!out.length) {
      out.length = set;
      out.set_by = r;
    } else if (*out.length != set) {
      out.is_disputed = true;
      out.otherwise.fields["outcome"] = "needs_review";
    } else if (r->known_by < out.set_by->known_by) {
      out.set_by = r;
    }
  }
  if (out.is_disputed) {
    out.otherwise.why = std::move(several);
    out.length.reset();
  } else if (!out.length) {
    out.otherwise = without_number(context, in);
  }
  return out;
}

/// A day that this program wrote.
std::optional<date> as_date(std::string_view written) {
  const auto day = parse_date(written);
  return day ? std::optional{*day} : std::nullopt;
}

/// Says where the wording that holds on the day was not seen.
void note_unseen_wording(const answer_context& context, explanation& why, const found_limit& found, const request_input& in) {
  if (found.set_by == nullptr || !found.set_by->wording_unseen_from || in.q.on < *found.set_by->wording_unseen_from) return;
  why.add({context.rules.phrases().say("law.wording_unseen", {{"day", to_text(*found.set_by->wording_unseen_from)}}),
           {},
           evidence::text,
           {}});
}

void put_due(const answer_context& context, given_answer& out, const work_calendar& calendar, const found_limit& found,
             date from, const request_input& in) {
  due_options options;
  options.policies = in.policies;
  options.source = in.provision.value_or(citation{});
  options.known_by = found.known_by(in.q.on);
  const due_date due = calendar.due(*found.length, anchor{from}, options);
  out.why = due.why;
  note_unseen_wording(context, *out.why, found, in);
  if (!due.is_known()) {
    out.fields["outcome"] = "undetermined";
    return;
  }
  out.fields["date"] = to_text(due.day);
  out.fields["provisional"] = due.is_provisional;
}

/// Who has to act on the last day: the unit itself, or what took its place before. The unit ends with the day `until` of
/// the question; without it the register is followed from the first day on.
void put_responsible_unit(const answer_context& context, given_answer& out, const request_input& in, date from) {
  const auto due = out.fields.find("date");
  const std::optional<date> last = due == out.fields.end() ? std::nullopt : as_date(due->get<std::string>());
  const boost::gregorian::days one{1};
  std::string unit = *in.unit;
  const auto took_over = [&](date on) {
    const auto next = context.successors(unit, on);
    if (next && next->size() == 1 && next->front().how_much == extent::whole) {
      unit = next->front().code;
      return true;
    }
    // Which of several took over this duty, or whether the one that is known took it over, no register says.
    out.fields["outcome"] = next ? "needs_review" : "undetermined";
    for (const unit_successor& s : next.value_or(std::vector<unit_successor>{}))
      if (out.why) out.why->add({{s.code + ": " + std::string{label_of(s.how_much, lang::vi)} + ".",
                                  s.code + ": " + std::string{label_of(s.how_much, lang::en)} + "."},
                                 {},
                                 evidence::text,
                                 {}});
    return false;
  };
  if (in.until) {
    if (last && *in.until < *last && !took_over(*in.until)) return;
  } else if (last) {
    for (date day = from; day < *last; day = day + one)
      if (!took_over(day)) return;
  }
  out.fields["responsible_unit"] = unit;
}

given_answer answer_deadline(const answer_context& context, const request_input& in) {
  const work_calendar* calendar = find_calendar(context, in);
  const found_limit found = limit_of(context, in, direction::within_after);
  if (!found.length) return found.otherwise;
  if (calendar == nullptr) return unknown_value(context, "calendar", calendar_name(in));
  given_answer out;
  std::optional<date> from = in.trigger;
  if (!from && in.trigger_instant) {
    from = day_of_instant(*in.trigger_instant, vietnam_offset);
    if (!from) return impossible(context, "answer.no_instant");
  }
  if (!from) return not_told(context, "trigger");
  put_due(context, out, *calendar, found, *from, in);
  // The day rests on trigger, limit and calendar alone: asked at another moment it is the same.
  if (!in.asked_at.empty()) out.fields["same_answer"] = true;
  if (in.unit) {
    if (!context.successors) return no_register(context);
    put_responsible_unit(context, out, in, *from);
  }
  return out;
}

given_answer answer_lead_time(const answer_context& context, const request_input& in) {
  const work_calendar* calendar = find_calendar(context, in);
  const found_limit found = limit_of(context, in, direction::not_later_than_before);
  if (!found.length) return found.otherwise;
  if (calendar == nullptr) return unknown_value(context, "calendar", calendar_name(in));
  if (!in.event) return not_told(context, "event");
  given_answer out;
  put_due(context, out, *calendar, found, *in.event, in);
  return out;
}

given_answer answer_validity(const answer_context& context, const request_input& in) {
  const work_calendar* calendar = find_calendar(context, in);
  const found_limit found = limit_of(context, in, direction::valid_for);
  if (!found.length) return found.otherwise;
  if (calendar == nullptr) return unknown_value(context, "calendar", calendar_name(in));
  if (!in.q.start) return not_told(context, "start");
  given_answer out;
  put_due(context, out, *calendar, found, *in.q.start, in);
  return out;
}

/// Whether the given days hold so long a run of days. Broadcasts count each day: 3 days are those of 2, 3 and 4 June, a month
/// those of 2 June to 1 July. What is posted counts from the day after the first (Civil Code 91/2015/QH13 Art 147(2)).
bool have_run(std::vector<date> days, const span& least, bool counts_each_day) {
  std::sort(days.begin(), days.end());
  const day_number counted = counts_each_day ? 1 : 0;
  const auto end_of_run = [&](day_number first) -> day_number {
    switch (least.unit) {
      case time_unit::month:
        return to_day_number(add_months(to_civil(to_date(first)), least.count)) - counted;
      case time_unit::year:
        return to_day_number(add_months(to_civil(to_date(first)), 12 * least.count)) - counted;
      case time_unit::week:
        return first + 7 * least.count - counted;
      default:
        return first + least.count - counted;
    }
  };
  day_number first = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const day_number day = to_day_number(days[i]);
    if (i == 0 || day > to_day_number(days[i - 1]) + 1) first = day;
    if (day >= end_of_run(first)) return true;
  }
  return false;
}

/// Whether the days on which it was done count one by one: broadcasts, as the channel or the provision says. Empty where
/// neither does.
std::optional<bool> counts_broadcasts(const answer_context& context, const request_input& in, const found_limit& found) {
  if (in.q.channel) return *in.q.channel == publicity_channel::loudspeaker;
  const auto is_of_broadcasts = [](const rule& r) {
    return r.applies.channels.contains(publicity_channel::loudspeaker) && !r.applies.channels.contains(publicity_channel::posting);
  };
  if (found.set_by != nullptr) return is_of_broadcasts(*found.set_by);
  if (!in.provision) return std::nullopt;
  std::optional<bool> said;
  for (const rule* r : context.rules.at_provision(*in.provision, in.q.on))
    if (r->time && r->time->way == direction::at_least_lasting) said = said.value_or(true) && is_of_broadcasts(*r);
  return said;
}

/// The last of so many days running on which something is broadcast, the first one counted (Law 10/2022/QH15 Art 13(3)).
void put_last_broadcast(const answer_context& context, given_answer& out, const work_calendar& calendar, const found_limit& found,
                        const request_input& in) {
  due_policies policies = in.policies;
  policies.rule = counting::limitation;  // as a limitation, it counts from the beginning of its first day
  const due_answer last = calendar.answer(*found.length, *in.q.start, policies);
  if (last.day.is_special()) {
    put_due(context, out, calendar, found, *in.q.start, in);  // says why it is not known
    return;
  }
  const auto& words = context.rules.phrases();
  const text day{to_text(last.day), to_text(last.day)};
  const text start{to_text(*in.q.start), to_text(*in.q.start)};
  out.why = explanation{words.say("due.at_least", {{"day", day}, {"limit", describe(*found.length)}, {"start", start}}),
                        in.provision.value_or(citation{}), found.known_by(in.q.on), {}};
  out.why->add({words.say("answer.broadcast_days"), {}, evidence::text, {}});
  note_unseen_wording(context, *out.why, found, in);
  if (weakest_evidence(*out.why) > calendar.weakest_accepted()) {
    out.why = too_weak(*out.why, calendar.weakest_accepted(), words);
    out.fields["outcome"] = "undetermined";
    return;
  }
  out.fields["date"] = to_text(last.day);
  out.fields["provisional"] = last.is_provisional();
}

given_answer answer_duration(const answer_context& context, const request_input& in) {
  if (in.q.start && in.end && *in.end < *in.q.start) return impossible(context, "answer.ends_before_it_begins");
  given_answer out;
  if (in.item) {
    // Some items of Art 11 stay posted for good (Law 10/2022/QH15 Art 13(2)).
    rule_question asked{.use = rule_use::publicity_items,
                        .where = std::nullopt,
                        .what = {},
                        .form = std::nullopt,
                        .matter = std::nullopt,
                        .purpose = std::nullopt,
                        .body = std::nullopt,
                        .channel = in.q.channel.value_or(publicity_channel::posting)};
    const rule* for_good = nullptr;
    context.rules.for_each_applicable(asked, in.q.on, [&](const rule& r) {
      if (r.permanent && std::find(r.items.begin(), r.items.end(), *in.item) != r.items.end()) for_good = &r;
    });
    if (for_good != nullptr) {
      out.fields["permanent"] = true;
      if (in.end) out.fields["outcome"] = "not_met";
      out.why = explanation{for_good->label, for_good->source, known_on(*for_good, in.q.on), {}};
      return out;
    }
    out.fields["permanent"] = false;
    if (!in.length && !in.provision && !in.q.start && !in.dates_given) return out;
  }
  const found_limit found = limit_of(context, in, direction::at_least_lasting);
  if (!found.length) return found.otherwise;
  const std::optional<bool> each_day = counts_broadcasts(context, in, found);
  if (in.dates_given) {
    const span least = found.length->length;
    if (least.unit == time_unit::working_day || least.unit == time_unit::hour)
      return unknown_value(context, "limit.unit", std::string{name_of(least.unit)});
    // No list of days is as long as what no calendar can count.
    out.fields["outcome"] = least.is_countable() && have_run(in.dates, least, each_day.value_or(true)) ? "met" : "not_met";
    if (found.set_by != nullptr)
      out.why = explanation{found.set_by->label, found.set_by->source, found.known_by(in.q.on), {}};
  }
  if (!in.q.start) return out.fields.contains("outcome") ? out : not_told(context, "start");
  const work_calendar* calendar = find_calendar(context, in);
  if (calendar == nullptr) return unknown_value(context, "calendar", calendar_name(in));
  if (each_day == true)
    put_last_broadcast(context, out, *calendar, found, in);
  else
    put_due(context, out, *calendar, found, *in.q.start, in);
  if (in.end && out.fields.contains("date"))
    out.fields["outcome"] = to_text(*in.end) >= out.fields["date"].get<std::string>() ? "met" : "not_met";
  return out;
}

given_answer answer_calendar(const answer_context& context, const request_input& in) {
  given_answer out;
  if (in.instant) {
    const auto offset = in.zone ? offset_of_zone(*in.zone) : std::optional<int>{vietnam_offset};
    if (!offset) return unknown_value(context, "zone", *in.zone);
    const auto day = day_of_instant(*in.instant, *offset);
    if (!day) return impossible(context, "answer.no_instant");
    out.fields["date"] = to_text(*day);
    return out;
  }
  const work_calendar* calendar = find_calendar(context, in);
  if (calendar == nullptr) return unknown_value(context, "calendar", calendar_name(in));
  if (!in.holiday || !in.year) return no_question(context, "instant | holiday, year");
  const int year = static_cast<int>(*in.year);
  auto day = calendar->holiday(*in.holiday, year);
  // The commemoration has its day in every year, also in those in which it was no day off.
  if (!day && *in.holiday == "hung_kings") day = hung_kings_day(year);
  if (!day && *in.holiday == "national_day" && year >= 1945) day = to_date(civil{year, 9, 2});
  if (!day) return unknown_value(context, "holiday, year", *in.holiday + ", " + std::to_string(*in.year));
  out.fields["date"] = to_text(*day);
  return out;
}

given_answer answer_registry(const answer_context& context, const request_input& in) {
  if (!context.successors) return no_register(context);
  if (!in.unit) return no_question(context, "unit");
  const date last = in.until ? *in.until : in.q.on - boost::gregorian::days{1};
  const auto next = context.successors(*in.unit, last);
  given_answer out;
  if (!next) {
    out.fields["outcome"] = "undetermined";
    return out;
  }
  out.fields["successors"] = nlohmann::json::array();
  for (const unit_successor& s : *next) out.fields["successors"].push_back(s.code);
  return out;
}

given_answer answer_text(const answer_context& context, const request_input& in) {
  given_answer out;
  if (in.code && in.pattern) {
    out.fields["matches"] = *in.code == *in.pattern;  // codes are compared whole
  } else if (in.text_a && in.text_b) {
    const bool placement = in.fold == "tone_placement";
    if (in.fold && !placement && *in.fold != "none") return unknown_value(context, "fold", *in.fold);
    out.fields["equal"] = exchange::same_name(
        *in.text_a, *in.text_b, placement ? exchange::name_folding::tone_placement : exchange::name_folding::none);
  } else if (in.names) {
    out.fields["sorted"] = exchange::sorted_names(*in.names);
  } else {
    return no_question(context, "code, pattern | text_a, text_b | names");
  }
  return out;
}

/// What no record can hold: more in favour than there are households, a ratio above one.
bool is_impossible_record(const json& record) {
  const auto number = [&](const json& of, const char* member) -> std::optional<std::int64_t> {
    const auto at = of.find(member);
    return at != of.end() && at->is_number_integer() ? std::optional{at->get<std::int64_t>()} : std::nullopt;
  };
  const auto households = number(record, "households");
  const auto in_favour = number(record, "in_favour");
  if (households.value_or(0) < 0 || in_favour.value_or(0) < 0) return true;
  if (households && in_favour && *in_favour > *households) return true;
  const auto ratio = record.find("threshold");
  if (ratio == record.end() || !ratio->is_object()) return false;
  const auto num = number(*ratio, "num");
  const auto den = number(*ratio, "den");
  return (den && *den < 1) || (num && *num < 0) || (num && den && *num > *den);
}

given_answer answer_record(const answer_context& context, const request_input& in) {
  given_answer out;
  json& f = out.fields;
  const auto put_outcome = [&](outcome o) { f["outcome"] = std::string{term_name(o)}; };
  if (in.action == "publication_state") {
    if (!in.due) return not_told(context, "due");
    if (!in.today) return not_told(context, "today");
    if (!in.published_on_given) return not_told(context, "published_on");
    put_outcome(publication_state(*in.due, in.published_on, *in.today));
  } else if (in.action == "checklist_score" && in.checklist) {
    put_outcome(checklist_state(*in.checklist));
  } else if (in.action == "total" && in.rows) {
    if (const auto total = total_of(*in.rows))
      f["total"] = *total;
    else
      put_outcome(outcome::invalid_input);
  } else if (in.action == "parse_amount" && in.amount_text) {
    const auto amount = parse_amount(*in.amount_text);
    if (amount)
      f["total"] = *amount;
    else
      put_outcome(outcome::invalid_input);
    f["same_number"] = true;  // one reader for every operation: what one refuses, the other does too
  } else if (in.action == "change" && in.record && in.change && in.record->is_object() && in.change->is_object()) {
    const auto state = in.record->find("state");
    const bool closed = state != in.record->end() && *state == "closed";
    json after = *in.record;
    if (answer_change(closed ? record_state::closed : record_state::open) == change_answer::new_version)
      for (const auto& [name, value] : in.change->items()) after[name] = value;
    if (!closed && is_impossible_record(after)) {
      after = *in.record;
      put_outcome(outcome::invalid_input);
      out.why = explanation{context.rules.phrases().say("answer.impossible_record"), {}, evidence::text, {}};
    }
    f["record"] = std::move(after);
    f["silently_changed"] = false;  // refused, or kept as a new version
  } else {
    return no_question(context, "action, rows | checklist | amount_text | record, change | due, published_on, today");
  }
  return out;
}

/// Whether a case asks it as an action; the others are kinds of cases of their own.
constexpr bool is_action(question_kind k) noexcept {
  switch (k) {
    case question_kind::decision:
    case question_kind::procedural_vote:
    case question_kind::initiative:
    case question_kind::minimum_votes:
    case question_kind::effect:
      return false;
    case question_kind::choose_form:
    case question_kind::cluster_meetings:
    case question_kind::convention_meeting:
    case question_kind::publicity_items:
    case question_kind::recognise:
    case question_kind::convene_meeting:
    case question_kind::interim_head:
    case question_kind::committee_size:
    case question_kind::committee_term:
    case question_kind::by_election:
    case question_kind::board_composition:
    case question_kind::member_eligibility:
      return true;
  }
  return false;
}

given_answer answer_action(const answer_context& context, request_input& in) {
  const auto kind = term_from<question_kind>(in.action.value_or(std::string{}));
  if (kind && is_action(*kind)) {
    in.q.asked = *kind;
    // What a case leaves out is no part of its question: the unit is an ordinary one (Arts 60(1), 77(1): up to nine members).
    if (*kind == question_kind::committee_size) {
      in.q.scattered = in.q.scattered.value_or(false);
      in.q.special = in.q.special.value_or(false);
    }
    return from_law(context, in.q, in.item);
  }
  return unknown_value(context, "action", in.action.value_or(std::string{}));
}

given_answer answer(const answer_context& context, case_kind kind, request_input& in) {
  switch (kind) {
    case case_kind::decision:
      in.q.asked = question_kind::decision;
      return from_law(context, in.q);
    case case_kind::procedural_vote:
      in.q.asked = question_kind::procedural_vote;
      return from_law(context, in.q);
    case case_kind::initiative:
      in.q.asked = question_kind::initiative;
      return from_law(context, in.q);
    case case_kind::minimum_votes:
      in.q.asked = question_kind::minimum_votes;
      return from_law(context, in.q);
    case case_kind::effect:
      in.q.asked = question_kind::effect;
      return from_law(context, in.q);
    case case_kind::form:
    case case_kind::body:
      return answer_action(context, in);
    case case_kind::deadline:
      return answer_deadline(context, in);
    case case_kind::lead_time:
      return answer_lead_time(context, in);
    case case_kind::duration:
      return answer_duration(context, in);
    case case_kind::validity:
      return answer_validity(context, in);
    case case_kind::calendar:
      return answer_calendar(context, in);
    case case_kind::registry:
      return answer_registry(context, in);
    case case_kind::text:
      return answer_text(context, in);
    case case_kind::record:
      return answer_record(context, in);
  }
  return no_question(context, "kind");
}

/// Each provision of the reasons with its evidence, once, in their order.
void put_provisions(const explanation& e, json& into) {
  if (!e.source.empty()) {
    json p{{"instrument", e.source.instrument}, {"evidence", std::string(1, letter(e.known_by))}};
    if (!e.source.article.empty()) p["article"] = e.source.article;
    if (std::find(into.begin(), into.end(), p) == into.end()) into.push_back(std::move(p));
  }
  for (const auto& b : e.because) put_provisions(b, into);
}

}  // namespace

std::string answer_request(const answer_context& context, std::string_view json_line, reasons why) {
  json reply = json::object();
  const auto parsed =
      exchange::parse_json(json_line, "request", {.bytes = std::size_t{1} << 20U, .depth = 16, .values = 100'000});
  if (!parsed) {
    reply["id"] = nullptr;
    reply["error"] = describe(parsed.error());
    return exchange::on_one_line(reply);
  }
  diagnostics faults;
  object_reader r{*parsed, "request#", faults};
  const std::string id = r.string("id");
  reply["id"] = id;
  const std::string kind_name = r.string("kind");
  request_input in;
  in.q.on = r.day("as_of");
  r.object("input", [&](object_reader& input) { read_input(input, in); });
  r.finish();
  if (faults.has_errors()) {
    reply["error"] = describe(faults);
    return exchange::on_one_line(reply);
  }
  const auto kind = std::find(kind_names.begin(), kind_names.end(), kind_name);
  given_answer given = kind == kind_names.end()
                           ? unknown_value(context, "kind", kind_name)
                           : answer(context, static_cast<case_kind>(kind - kind_names.begin()), in);
  // Rules were found, but what they say turns on a fact that is not given: six months of an interim head, from when?
  if (given.supported && given.fields.empty())
    given.fields["outcome"] = std::string{term_name(outcome::undetermined)};
  if (!given.supported) {
    reply["unsupported"] = true;
    if (given.why) reply["why"] = {{"vi", given.why->statement.vi}, {"en", given.why->statement.en}};
    return exchange::on_one_line(reply);
  }
  reply["answer"] = std::move(given.fields);
  if (why == reasons::add && given.why) {
    const auto in_words = [&](lang l) { return context.book ? to_text(*given.why, l, *context.book) : to_text(*given.why, l); };
    reply["why"] = {{"vi", in_words(lang::vi)}, {"en", in_words(lang::en)}};
    reply["rests_on"] = json::array();
    put_provisions(*given.why, reply["rests_on"]);
  }
  return exchange::on_one_line(reply);
}

}  // namespace dinh::inline v1
