#include <dinh/calendar/due.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/record.hpp>

#include "answer_text.hpp"
#include "json_reading.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1 {
namespace {

using exchange::object_reader;
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

  static given_answer unsupported() {
    given_answer a;
    a.supported = false;
    return a;
  }
};

/// Everything the input of a request may hold, read once.
struct request_input {
  question q;
  std::optional<limit> length;
  std::optional<citation> provision;
  std::optional<date> trigger;
  std::optional<std::string> trigger_instant;
  std::vector<std::string> asked_at;
  std::optional<date> event;
  std::optional<date> end;
  std::vector<date> dates;
  std::optional<std::string> calendar_id;
  due_policies policies;
  std::optional<std::int64_t> item;
  std::optional<std::string> action;
  std::optional<date> due;
  bool published_on_given = false;
  std::optional<date> published_on;
  std::optional<date> today;
  std::optional<std::string> instant;
  std::optional<std::string> zone;
  std::optional<std::string> holiday;
  std::optional<std::int64_t> year;
  std::optional<std::string> unit;
  std::optional<date> until;
  std::optional<std::string> code;
  std::optional<std::string> pattern;
  std::optional<std::string> text_a;
  std::optional<std::string> text_b;
  std::optional<std::string> fold;
  std::optional<std::vector<std::string>> names;
  std::optional<std::string> locale;
  std::optional<json> record;
  std::optional<json> change;
  std::optional<std::vector<report_row>> rows;
  std::optional<std::vector<checklist_item>> checklist;
  std::optional<std::string> amount_text;
  std::vector<std::string> operations;
};

template <class Enum>
std::optional<Enum> read_term(object_reader& r, std::string_view member) {
  const auto name = r.optional_string(member);
  if (!name) return std::nullopt;
  const auto e = term_from<Enum>(*name);
  if (!e) r.fault(member, "json/unknown-value", {"Không biết \"" + *name + "\".", "Unknown value \"" + *name + "\"."});
  return e;
}

counted read_count(object_reader& r, std::string_view member) {
  if (!r.has(member)) return {};
  if (r.is_null(member)) return counted::unknown();
  const auto n = r.optional_integer(member);
  return n ? counted{*n} : counted::unknown();
}

/// "10/2022/QH15 art 21(1) para 1": the citation of Art 21(1).
std::optional<citation> citation_of(std::string_view s) {
  constexpr std::string_view word = " art ";
  const auto at = s.find(word);
  if (at == std::string_view::npos) return citation{std::string{s}, {}};
  std::string_view article = s.substr(at + word.size());
  article = article.substr(0, article.find_first_of(" ,;"));
  return citation{std::string{s.substr(0, at)}, std::string{article}};
}

/// A text that may be empty, unlike the strings of packs.
std::optional<std::string> read_any_text(object_reader& r, std::string_view member) {
  const json* v = r.raw(member);
  if (v == nullptr) return std::nullopt;
  if (!v->is_string()) {
    r.fault(member, "json/wrong-type", {"Ở đây phải là một chuỗi ký tự.", "Here must stand a string."});
    return std::nullopt;
  }
  return v->get<std::string>();
}

std::vector<tally> read_tallies(object_reader& r, std::string_view member) {
  std::vector<tally> out;
  r.optional_objects(member, [&](object_reader& t) {
    out.push_back({t.integer("households"), t.integer("in_favour")});
  });
  return out;
}

void read_input(object_reader& r, request_input& in) {
  question& q = in.q;
  q.where = read_term<setting>(r, "setting");
  if (const auto name = r.optional_string("content")) {
    if (const auto c = content::from(*name))
      q.what = *c;
    else
      r.fault("content", "json/unknown-value", {"Không biết nội dung này.", "Unknown content."});
  }
  q.form = read_term<decision_form>(r, "form");
  q.matter = read_term<vote_matter>(r, "matter");
  q.purpose = read_term<meeting_purpose>(r, "purpose");
  q.body = read_term<asked_body>(r, "body");
  q.channel = read_term<publicity_channel>(r, "channel");
  q.conference = read_term<conference_kind>(r, "conference");
  q.relative = read_term<relative_role>(r, "relative_role");
  q.households = read_count(r, "households");
  q.present = read_count(r, "present");
  q.valid_ballots = read_count(r, "valid_ballots");
  q.ballots_returned = read_count(r, "ballots_returned");
  q.votes_cast = read_count(r, "votes_cast");
  q.in_favour = read_count(r, "in_favour");
  q.against = read_count(r, "against");
  q.blank = read_count(r, "blank");
  q.agreeing = read_count(r, "agreeing");
  q.online_agreed = read_count(r, "online_agreed");
  q.villages_total = read_count(r, "villages_total");
  q.villages_in_favour = read_count(r, "villages_in_favour");
  q.staff = read_count(r, "staff");
  q.delegates_summoned = read_count(r, "delegates_summoned");
  q.base = read_count(r, "base");
  q.members = read_count(r, "members");
  q.resident_members = read_count(r, "resident_members");
  q.clusters = read_tallies(r, "clusters");
  q.villages = read_tallies(r, "villages");
  r.optional_object("threshold", [&](object_reader& t) {
    threshold stated;
    stated.share = {t.integer("num"), t.integer("den", {.least = 1})};
    if (stated.share.den < 1) stated.share.den = 1;  // the fault is reported
    stated.how = t.boolean("strict") ? strictness::more_than : strictness::at_least;
    q.stated = stated;
  });
  q.failed_meeting = r.optional_boolean("failed_meeting");
  q.front_committee_agrees = r.optional_boolean("front_committee_agrees");
  q.beneficial = r.optional_boolean("beneficial");
  q.scattered = r.optional_boolean("scattered");
  q.head_vacant = r.optional_boolean("head_vacant");
  q.head_is_front_head = r.optional_boolean("head_is_front_head");
  q.passed_on = r.optional_day("passed_on");
  q.recognised_on = r.optional_day("recognised_on");
  q.effective_date_set = r.optional_day("effective_date_set");
  q.start = r.optional_day("start");
  q.term_ends = r.optional_day("term_ends");
  q.vacancy_on = r.optional_day("vacancy_on");

  r.optional_object("limit", [&](object_reader& l) {
    limit length;
    length.length.count = static_cast<std::int32_t>(l.integer("value", {.least = 0, .most = longest_span_count}));
    const auto unit = time_unit_from(l.string("unit"));
    const auto way = direction_from(l.string("direction"));
    if (!unit) l.fault("unit", "json/unknown-value", {"Không biết đơn vị này.", "Unknown unit."});
    if (!way) l.fault("direction", "json/unknown-value", {"Không biết chiều này.", "Unknown direction."});
    if (!unit || !way) return;
    length.length.unit = *unit;
    length.way = *way;
    in.length = length;
  });
  if (const auto s = r.optional_string("provision")) {
    in.provision = citation_of(*s);
    q.provision = in.provision;
  }
  in.trigger = r.optional_day("trigger");
  in.trigger_instant = r.optional_string("trigger_instant");
  in.asked_at = r.optional_strings("asked_at").value_or(std::vector<std::string>{});
  in.event = r.optional_day("event");
  in.end = r.optional_day("end");
  if (const auto days = r.optional_strings("dates"))
    for (const auto& d : *days) {
      auto day = parse_date(d, r.where("dates"));
      if (day)
        in.dates.push_back(*day);
      else
        r.fault("dates", "date/malformed", {"\"" + d + "\" không phải là ngày.", "\"" + d + "\" is not a date."});
    }
  in.calendar_id = r.optional_string("calendar");
  r.optional_object("policies", [&](object_reader& p) {
    const auto set = [&](std::string_view member, choice& into) {
      if (const auto b = p.optional_boolean(member)) into = *b ? choice::yes : choice::no;
    };
    set("swapped_day_off_is_rest_day", in.policies.swapped_day_off_is_rest_day);
    set("make_up_saturday_is_working_day", in.policies.make_up_saturday_is_working_day);
    set("roll_minimum_period_end", in.policies.roll_minimum_period_end);
  });
  in.item = r.optional_integer("item", {.least = 1, .most = 14});
  in.action = r.optional_string("action");
  in.due = r.optional_day("due");
  in.published_on_given = r.has("published_on");
  if (in.published_on_given && !r.is_null("published_on")) in.published_on = r.optional_day("published_on");
  in.today = r.optional_day("today");
  in.instant = r.optional_string("instant");
  in.zone = r.optional_string("zone");
  in.holiday = r.optional_string("holiday");
  in.year = r.optional_integer("year", {.least = 1400, .most = 9999});
  in.unit = r.optional_string("unit");
  in.until = r.optional_day("until");
  in.code = read_any_text(r, "code");
  in.pattern = read_any_text(r, "pattern");
  in.text_a = read_any_text(r, "text_a");
  in.text_b = read_any_text(r, "text_b");
  in.fold = r.optional_string("fold");
  in.names = r.optional_strings("names");
  in.locale = r.optional_string("locale");
  if (const json* v = r.raw("record")) in.record = *v;
  if (const json* v = r.raw("change")) in.change = *v;
  if (r.has("rows")) {
    in.rows.emplace();
    r.optional_objects("rows", [&](object_reader& row) {
      in.rows->push_back({row.integer("value"), row.boolean("deleted")});
    });
  }
  if (r.has("checklist")) {
    in.checklist.emplace();
    r.optional_objects("checklist", [&](object_reader& row) {
      in.checklist->push_back({row.boolean("mandatory"), row.boolean("done")});
    });
  }
  in.amount_text = read_any_text(r, "amount_text");
  in.operations = r.optional_strings("operations").value_or(std::vector<std::string>{});
}

// ---- moments ----------------------------------------------------------------------------------------

/// The day of a moment ("2025-04-24T14:50:00+07:00") at an offset from UTC in minutes.
std::optional<date> day_of_instant(std::string_view s, int offset_minutes) {
  const auto digits = [&](std::size_t from, std::size_t length) {
    int v = 0;
    for (std::size_t i = from; i < from + length; ++i) {
      if (i >= s.size() || s[i] < '0' || s[i] > '9') return -1;
      v = v * 10 + (s[i] - '0');
    }
    return v;
  };
  if (s.size() < 20 || (s[10] != 'T' && s[10] != 't') || s[13] != ':' || s[16] != ':') return std::nullopt;
  const auto day = parse_date(s.substr(0, 10));
  const int hour = digits(11, 2);
  const int minute = digits(14, 2);
  const int second = digits(17, 2);
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
  std::size_t at = 19;
  if (at < s.size() && s[at] == '.') {
    ++at;
    while (at < s.size() && s[at] >= '0' && s[at] <= '9') ++at;
  }
  if (at >= s.size()) return std::nullopt;
  int own_offset = 0;
  if (s[at] == 'Z' || s[at] == 'z') {
    if (at + 1 != s.size()) return std::nullopt;
  } else {
    const int h = digits(at + 1, 2);
    const int m = digits(at + 4, 2);
    if ((s[at] != '+' && s[at] != '-') || s.size() != at + 6 || s[at + 3] != ':' || h < 0 || h > 23 || m < 0 || m > 59)
      return std::nullopt;
    own_offset = (h * 60 + m) * (s[at] == '-' ? -1 : 1);
  }
  const std::int64_t minutes =
      std::int64_t{to_day_number(*day)} * 1440 + hour * 60 + minute - own_offset + offset_minutes;
  const std::int64_t day_then = minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440;
  if (day_then < to_day_number(civil{1400, 1, 2}) || day_then > to_day_number(civil{9999, 12, 30})) return std::nullopt;
  return to_date(static_cast<day_number>(day_then));
}

/// Official time of Vietnam is UTC+7 (Decision 134/2002/QĐ-TTg), without summer time.
constexpr int vietnam_offset = 7 * 60;

std::optional<int> offset_of_zone(std::string_view zone) {
  for (const std::string_view vietnam : {"Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok", "UTC+7", "UTC+07:00",
                                         "+07:00", "GMT+7", "ICT", "Etc/GMT-7", "VN"})
    if (zone == vietnam) return vietnam_offset;
  for (const std::string_view utc : {"UTC", "Etc/UTC", "Z", "GMT", "+00:00", "Etc/GMT"})
    if (zone == utc) return 0;
  return std::nullopt;
}

// ---- answers ----------------------------------------------------------------------------------------

json threshold_json(const threshold& t) {
  return {{"num", t.share.num}, {"den", t.share.den}, {"strict", t.how == strictness::more_than}};
}

given_answer from_law(const answer_context& context, const question& q) {
  const ruling r = rule_on(context.rules, q);
  given_answer out;
  json& f = out.fields;
  const auto put_term = [&](const char* name, const auto& value) {
    if (value) f[name] = std::string{term_name(*value)};
  };
  const auto put = [&](const char* name, const auto& value) {
    if (value) f[name] = *value;
  };
  put_term("outcome", r.result);
  put("minimum", r.minimum);
  put("base", r.base);
  if (r.applied && r.applied->how != strictness::disputed) f["threshold_applied"] = threshold_json(*r.applied);
  put("villages_in_favour", r.villages_in_favour);
  put("meeting_valid", r.meeting_valid);
  put("ballot_open", r.ballot_open);
  put("must_be_tabled", r.must_be_tabled);
  put("allowed", r.allowed);
  put_term("decided_by", r.decided_by);
  put_term("convener", r.convener);
  put_term("recogniser", r.recogniser);
  if (r.day) f["date"] = to_text(*r.day);
  put_term("effective_from", r.effective_from);
  put_term("until_event", r.until_event);
  put("by_election_required", r.by_election_required);
  put("committee_required", r.committee_required);
  put("members", r.members);
  put("members_min", r.members_min);
  put("members_max", r.members_max);
  put("deputies_max", r.deputies_max);
  put("resident_members_max", r.resident_members_max);
  put_term("term", r.term);
  if (r.has_items()) {
    json items = json::array();
    for (int i = 1; i <= 14; ++i)
      if (((r.items >> static_cast<unsigned>(i)) & 1U) != 0) items.push_back(i);
    f["items"] = std::move(items);
  }
  out.why = explain(context.rules, q, r);
  return out;
}

const work_calendar* find_calendar(const answer_context& context, const std::optional<std::string>& id) {
  const std::string wanted = id.value_or("state-agency");
  for (const auto& c : context.calendars)
    if (c.id() == wanted) return &c;
  return nullptr;
}

/// A limit, or the answer that there is none to apply.
struct found_limit {
  std::optional<limit> length;
  given_answer otherwise = given_answer::unsupported();
};

/// The limit of the request, or the one that its provision sets on that day in that direction. Where the provision sets
/// several, a lawyer has to say which is meant.
found_limit limit_of(const answer_context& context, const request_input& in, direction way) {
  found_limit out;
  out.length = in.length;
  if (in.length || !in.provision) return out;
  explanation several{
      {"Điều khoản này đặt nhiều thời hạn.", "This provision sets several limits."}, *in.provision, evidence::text, {}};
  for (const rule* r : context.rules.at_provision(*in.provision, in.q.on)) {
    if (!r->time || r->time->way != way) continue;
    several.because.push_back({r->label, r->source, r->known_by, {}});
    if (!out.length) {
      out.length = *r->time;
    } else if (*out.length != *r->time) {
      out.otherwise.supported = true;
      out.otherwise.fields["outcome"] = "needs_review";
    }
  }
  if (out.otherwise.supported) {
    out.otherwise.why = std::move(several);
    out.length.reset();
  }
  return out;
}

void put_due(json& f, const work_calendar& calendar, const limit& l, date from, const due_policies& policies,
             std::optional<explanation>& why, const citation& source) {
  due_options options;
  options.policies = policies;
  options.source = source;
  const due_date due = calendar.due(l, anchor{from}, options);
  if (!due.is_known()) {
    f["outcome"] = "undetermined";
    return;
  }
  f["date"] = to_text(due.day);
  f["provisional"] = due.is_provisional;
  why = due.why;
}

given_answer answer_deadline(const answer_context& context, const request_input& in) {
  const work_calendar* calendar = find_calendar(context, in.calendar_id);
  const auto [length, otherwise] = limit_of(context, in, direction::within_after);
  if (!length) return otherwise;
  if (calendar == nullptr) return given_answer::unsupported();
  given_answer out;
  std::optional<date> from = in.trigger;
  if (!from && in.trigger_instant) from = day_of_instant(*in.trigger_instant, vietnam_offset);
  if (!from) {
    out.fields["outcome"] = "undetermined";
    return out;
  }
  put_due(out.fields, *calendar, *length, *from, in.policies, out.why, in.provision.value_or(citation{}));
  // The day rests on trigger, limit and calendar alone: asked at another moment it is the same.
  if (!in.asked_at.empty()) out.fields["same_answer"] = true;
  if (in.unit) {
    if (!context.successors) return given_answer::unsupported();
    const auto due = out.fields.find("date");
    const bool outlives = due != out.fields.end() && in.until && to_text(*in.until) < due->get<std::string>();
    if (!outlives) {
      out.fields["responsible_unit"] = *in.unit;
    } else if (const auto next = context.successors(*in.unit, *in.until); next && next->size() == 1) {
      out.fields["responsible_unit"] = next->front();
    } else {
      out.fields["outcome"] = next ? "needs_review" : "undetermined";
    }
  }
  return out;
}

given_answer answer_lead_time(const answer_context& context, const request_input& in) {
  const work_calendar* calendar = find_calendar(context, in.calendar_id);
  const auto [length, otherwise] = limit_of(context, in, direction::not_later_than_before);
  if (!length) return otherwise;
  if (calendar == nullptr || !in.event) return given_answer::unsupported();
  given_answer out;
  put_due(out.fields, *calendar, *length, *in.event, in.policies, out.why, in.provision.value_or(citation{}));
  return out;
}

given_answer answer_validity(const answer_context& context, const request_input& in) {
  const work_calendar* calendar = find_calendar(context, in.calendar_id);
  const auto [length, otherwise] = limit_of(context, in, direction::valid_for);
  if (!length) return otherwise;
  if (calendar == nullptr || !in.q.start) return given_answer::unsupported();
  given_answer out;
  put_due(out.fields, *calendar, *length, *in.q.start, in.policies, out.why, in.provision.value_or(citation{}));
  return out;
}

/// Most days in a row among the given ones.
std::int64_t longest_run(std::vector<date> days) {
  std::sort(days.begin(), days.end());
  std::int64_t best = 0;
  std::int64_t run = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (i > 0 && days[i] == days[i - 1]) continue;
    run = i > 0 && to_day_number(days[i]) == to_day_number(days[i - 1]) + 1 ? run + 1 : 1;
    best = std::max(best, run);
  }
  return best;
}

given_answer answer_duration(const answer_context& context, const request_input& in) {
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
      out.why = explanation{for_good->label, for_good->source, for_good->known_by, {}};
      return out;
    }
    out.fields["permanent"] = false;
  }
  const auto [length, otherwise] = limit_of(context, in, direction::at_least_lasting);
  if (!length) return otherwise;
  if (!in.dates.empty()) {
    if (length->length.unit != time_unit::day) return given_answer::unsupported();
    out.fields["outcome"] = longest_run(in.dates) >= length->length.count ? "met" : "not_met";
  }
  if (!in.q.start) return out.fields.contains("outcome") ? out : given_answer::unsupported();
  const work_calendar* calendar = find_calendar(context, in.calendar_id);
  if (calendar == nullptr) return given_answer::unsupported();
  put_due(out.fields, *calendar, *length, *in.q.start, in.policies, out.why, in.provision.value_or(citation{}));
  if (in.end && out.fields.contains("date"))
    out.fields["outcome"] = to_text(*in.end) >= out.fields["date"].get<std::string>() ? "met" : "not_met";
  return out;
}

given_answer answer_calendar(const answer_context& context, const request_input& in) {
  given_answer out;
  if (in.instant) {
    const auto offset = in.zone ? offset_of_zone(*in.zone) : std::optional<int>{vietnam_offset};
    if (!offset) return given_answer::unsupported();
    const auto day = day_of_instant(*in.instant, *offset);
    if (day)
      out.fields["date"] = to_text(*day);
    else
      out.fields["outcome"] = "invalid_input";
    return out;
  }
  const work_calendar* calendar = find_calendar(context, in.calendar_id);
  if (calendar == nullptr || !in.holiday || !in.year) return given_answer::unsupported();
  const auto day = calendar->holiday(*in.holiday, static_cast<int>(*in.year));
  if (!day) return given_answer::unsupported();
  out.fields["date"] = to_text(*day);
  return out;
}

given_answer answer_registry(const answer_context& context, const request_input& in) {
  if (!context.successors || !in.unit) return given_answer::unsupported();
  const date last = in.until ? *in.until : in.q.on - boost::gregorian::days{1};
  const auto next = context.successors(*in.unit, last);
  given_answer out;
  if (next)
    out.fields["successors"] = *next;
  else
    out.fields["outcome"] = "undetermined";
  return out;
}

given_answer answer_text(const request_input& in) {
  given_answer out;
  if (in.code && in.pattern) {
    out.fields["matches"] = *in.code == *in.pattern;  // codes are compared whole
  } else if (in.text_a && in.text_b) {
    const bool placement = in.fold == "tone_placement";
    if (in.fold && !placement && *in.fold != "none") return given_answer::unsupported();
    out.fields["equal"] = exchange::same_name(
        *in.text_a, *in.text_b, placement ? exchange::name_folding::tone_placement : exchange::name_folding::none);
  } else if (in.names) {
    out.fields["sorted"] = exchange::sorted_names(*in.names);
  } else {
    return given_answer::unsupported();
  }
  return out;
}

given_answer answer_record(const request_input& in) {
  given_answer out;
  json& f = out.fields;
  const auto put_outcome = [&](outcome o) { f["outcome"] = std::string{term_name(o)}; };
  if (in.action == "publication_state") {
    if (!in.due || !in.today || !in.published_on_given)
      put_outcome(outcome::undetermined);
    else
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
    if (!amount) {
      put_outcome(outcome::invalid_input);
    } else {
      f["total"] = *amount;
      f["same_number"] = true;  // one reader for every operation
    }
  } else if (in.action == "change" && in.record && in.change && in.record->is_object() && in.change->is_object()) {
    const auto state = in.record->find("state");
    const bool closed = state != in.record->end() && *state == "closed";
    json after = *in.record;
    if (answer_change(closed ? record_state::closed : record_state::open) == change_answer::new_version)
      for (const auto& [name, value] : in.change->items()) after[name] = value;
    f["record"] = std::move(after);
    f["silently_changed"] = false;  // refused, or kept as a new version
  } else {
    return given_answer::unsupported();
  }
  return out;
}

given_answer answer_action(const answer_context& context, request_input& in) {
  constexpr std::array<std::pair<std::string_view, question_kind>, 12> actions{
      {{"cluster_meetings", question_kind::cluster_meetings},
       {"convention_meeting", question_kind::convention_meeting},
       {"choose_form", question_kind::choose_form},
       {"publicity_items", question_kind::publicity_items},
       {"interim_head", question_kind::interim_head},
       {"committee_size", question_kind::committee_size},
       {"committee_term", question_kind::committee_term},
       {"recognise", question_kind::recognise},
       {"convene_meeting", question_kind::convene_meeting},
       {"by_election", question_kind::by_election},
       {"board_composition", question_kind::board_composition},
       {"member_eligibility", question_kind::member_eligibility}}};
  for (const auto& [name, kind] : actions)
    if (in.action == name) {
      in.q.asked = kind;
      return from_law(context, in.q);
    }
  return given_answer::unsupported();
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
      return answer_text(in);
    case case_kind::record:
      return answer_record(in);
  }
  return given_answer::unsupported();
}

std::string line_of(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

std::string answer_request(const answer_context& context, std::string_view json_line, reasons why) {
  json reply = json::object();
  const auto parsed =
      exchange::parse_json(json_line, "request", {.bytes = std::size_t{1} << 20U, .depth = 16, .values = 100'000});
  if (!parsed) {
    reply["id"] = nullptr;
    reply["error"] = describe(parsed.error());
    return line_of(reply);
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
    return line_of(reply);
  }
  const auto kind = std::find(kind_names.begin(), kind_names.end(), kind_name);
  given_answer given = kind == kind_names.end()
                           ? given_answer::unsupported()
                           : answer(context, static_cast<case_kind>(kind - kind_names.begin()), in);
  if (!given.supported || given.fields.empty()) {
    reply["unsupported"] = true;
    return line_of(reply);
  }
  reply["answer"] = std::move(given.fields);
  if (why == reasons::add && given.why)
    reply["why"] = {{"vi", to_text(*given.why, lang::vi)}, {"en", to_text(*given.why, lang::en)}};
  return line_of(reply);
}

}  // namespace dinh::inline v1
